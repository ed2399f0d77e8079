"""What `liaison packet KIND` does with one print, and how it tells of it; see `packet_batches`."""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from liaison_app.actions.references import resolve
from liaison_app.actions.titles import title
from liaison_app.cli.session import print_json
from liaison_app.errors import InvalidValue, NoRoom, ReadOnlyPlace, UnknownRecord
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.names import isolate

if TYPE_CHECKING:
    from liaison_app.actions.packets import Prepared, Problem
    from liaison_app.workspace import Workspace

PIPE = "-"
USUAL = "\0"  # `--print` without a name: the usual printer
_MARKS = dict.fromkeys((0x2066, 0x2068, 0x2069))
_NOTHING: dict[str, Any] = {
    "kind": "",
    "family": "",
    "subject": "",
    "recipient": "",
    "code": "",
    "language": "",
    "beside": "",
    "profile": "",
    "paper": "",
    "sides": "",
    "booklet": False,
    "file": "",
    "reading": "",
    "pages": 0,
    "problems": [],
}


@dataclass(frozen=True)
class Way:
    """What becomes of packets, and how that is told."""

    check: bool
    output: Path | None
    printer: str | None
    force: bool
    many: bool
    as_json: bool
    resume: bool = False
    order: str = "name"

    def refuse_nonsense(self, *, named: bool) -> None:
        """Options that do not go together are wrong usage."""
        if self.resume and (self.check or self.piped):
            raise click.UsageError("--resume goes with -o FOLDER or --print.")
        if not named and not self.resume:
            raise click.UsageError("Say which family: --family or --all.")
        if [self.check, self.output is not None, self.printer is not None].count(True) != 1:
            raise click.UsageError("Say one of -o FILE, --print and --check.")
        if self.piped and (self.many or self.as_json):
            raise click.UsageError("A pipe takes the PDF of one family alone.")

    @property
    def piped(self) -> bool:
        """Whether the PDF goes to standard output."""
        return self.output is not None and str(self.output) == PIPE


@dataclass(frozen=True)
class Told:
    """What is told of one packet.

    Attributes:
        family: its name and the reader's, isolated.
        problems: what stopped it first, then what to know.
        where: the file's path, or that it was printed; "" if it went nowhere.
        document: the same as one JSON object; the same keys whatever became of it.
    """

    family: str
    problems: tuple[Problem, ...]
    where: str
    document: dict[str, Any]

    @property
    def good(self) -> bool:
        """Whether nothing stopped it."""
        return not any(one.red for one in self.problems)


def make_one(workspace: Workspace, name: str, wishes: dict[str, Any], way: Way) -> bool:
    """Make the packet of one family and tell of it; gives whether nothing stopped it.

    Raises:
        LiaisonError: there is no such family, or the packet cannot be brought out.
    """
    family = resolve(workspace, "household", name) if name else ""
    if way.as_json:
        made = _told_to_programs(workspace, family, wishes, way)
        print_json(made.document)
        return made.good
    prepared = _prepare(workspace, family, wishes)
    for one in prepared.problems:  # before a printer or a disk takes its time
        click.echo(line(one), err=True)
    made = _bring_out(workspace, prepared, way)
    if not way.piped:
        tell(made, way)
    return made.good


def _told_to_programs(workspace: Workspace, family: str, wishes: dict[str, Any], way: Way) -> Told:
    """One object whatever became of it: what a kind still has to be told is a reason, too."""
    try:
        prepared = _prepare(workspace, family, wishes)
    except (InvalidValue, UnknownRecord) as error:
        return told_of_failed(wishes["kind"], family, "", str(error))
    return _bring_out(workspace, prepared, way)


def _prepare(workspace: Workspace, family: str, wishes: dict[str, Any]) -> Prepared:
    from liaison_app.actions import packets  # noqa: PLC0415
    from liaison_app.actions.packet_choices import recipient_named  # noqa: PLC0415

    named = wishes.get("to")
    to = recipient_named(workspace, family, named) if named else ""
    return packets.prepare(workspace, family, **{**wishes, "to": to})


def _bring_out(workspace: Workspace, prepared: Prepared, way: Way) -> Told:
    """Print, save or pipe a packet, unless something stops it or it is only checked."""
    from liaison_app.actions import packets  # noqa: PLC0415

    where = file = ""
    if prepared.red or way.check:
        pass
    elif way.printer is not None:
        printer = "" if way.printer == USUAL else way.printer
        packets.print_out(workspace, prepared, printer)
        where = _("Printed")
    elif way.output is None or way.piped:
        _pipe(workspace, prepared)
        where = PIPE
    else:
        target = way.output / f"{prepared.file_name}.pdf" if way.many else way.output
        packets.save(workspace, prepared, target, force=way.force)
        where = file = str(target)
        if prepared.reading and not way.as_json:
            beside = packets.reading_beside(target)
            click.echo(_("For screens and screen readers: {file}").format(file=beside), err=True)
    return told_of(workspace, prepared, where, file)


def told_of(workspace: Workspace, prepared: Prepared, where: str, file: str = "") -> Told:
    """What is told of a print that was prepared."""
    from liaison_app.actions.packets import reading_beside  # noqa: PLC0415

    family = prepared.household
    name = isolate(title(workspace, "household", family)) if family else ""
    if prepared.recipient_name:
        name = _("{family}, for {person}").format(
            family=name, person=isolate(prepared.recipient_name)
        )
    document = {
        "kind": prepared.kind,
        "family": prepared.household,
        "subject": prepared.subject,
        "recipient": prepared.recipient,
        "code": prepared.code if where else "",  # one that nobody was given is not worth a note
        "language": prepared.language,
        "beside": prepared.beside,
        "profile": str(prepared.profile),
        "paper": str(prepared.paper),
        "sides": "two" if prepared.both_sides else "one",
        "booklet": prepared.booklet,
        "file": file,
        "reading": str(reading_beside(Path(file))) if file and prepared.reading else "",
        "pages": prepared.pages,
        "problems": [_plain(one) for one in prepared.problems],
    }
    return Told(name, prepared.problems, where, document)


def told_of_failed(kind: str, family: str, shown: str, why: str) -> Told:
    """What is told of a print that could not be made."""
    from liaison_app.actions import packets  # noqa: PLC0415

    stop = packets.Problem(packets.Level.RED, "failed", why)
    document = {**_NOTHING, "kind": kind, "family": family, "problems": [_plain(stop)]}
    return Told(isolate(shown), (stop,), "", document)


def _pipe(workspace: Workspace, prepared: Prepared) -> None:
    """Write the PDF to standard output; it counts as given out only if all of it went."""
    from liaison_app.actions import packets  # noqa: PLC0415

    stream = getattr(sys.stdout, "buffer", None)  # there is no standard output after `>&-`
    if stream is None:
        raise ReadOnlyPlace(_("Nothing takes the PDF: standard output is closed."))
    if sys.stdout.isatty():
        raise InvalidValue(_("A terminal cannot show a PDF. Name a file after -o."))
    try:
        with packets.issued(workspace, prepared, packets.IssueMeans.SAVED):
            stream.write(prepared.pdf)
            stream.flush()
    except BrokenPipeError:
        raise
    except OSError:
        raise NoRoom(
            _("The PDF could not be written: what takes it is full or closed. Try another place.")
        ) from None


def tell(made: Told, way: Way) -> None:
    """One line for a packet that nothing stops."""
    if not made.good:
        return
    if way.check:
        said = _("Nothing stops it.") if made.problems else _("Nothing is wrong.")
    else:
        count = made.document["pages"]
        pages = ngettext("{count} page", "{count} pages", count).format(count=count)
        said = f"{made.document['code']}  {pages}  {made.where}"
    click.echo(f"{made.family}  {said}" if way.many else said)


def line(problem: Problem) -> str:
    """What pre-flight found, for people; programs read it in the JSON."""
    level = _("STOPS IT") if problem.red else _("Note")
    return f"{level}: {problem.why}"


def _plain(problem: Problem) -> dict[str, Any]:
    """A problem for programs, without marks of direction."""
    return {
        "level": str(problem.level),
        "code": problem.code,
        "why": problem.why.translate(_MARKS),
        "place": asdict(problem.place) if problem.place else None,
        "section": problem.section,
    }
