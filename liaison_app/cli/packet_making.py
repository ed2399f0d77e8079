"""What `liaison packet KIND` does with families: one after the other, and how it tells of it."""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

import click

from liaison_app.actions.references import resolve
from liaison_app.actions.titles import title
from liaison_app.cli.session import print_json
from liaison_app.errors import InvalidValue, LiaisonError, NoRoom, ReadOnlyPlace
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.names import isolate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from liaison_app.actions.packets import Prepared, Problem
    from liaison_app.workspace import Workspace

PIPE = "-"
USUAL = "\0"  # `--print` without a name: the usual printer
_DRAFT = "draft"  # pre-flight's code
_MARKS = dict.fromkeys((0x2066, 0x2068, 0x2069))
_NOTHING: dict[str, Any] = {
    "kind": "",
    "family": "",
    "recipient": "",
    "code": "",
    "language": "",
    "beside": "",
    "profile": "",
    "paper": "",
    "sides": "",
    "file": "",
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

    def refuse_nonsense(self, *, named: bool) -> None:
        """Options that do not go together are wrong usage."""
        if not named:
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
class _Made:
    """What became of one packet.

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
    prepared = _prepare(workspace, family, wishes)
    if not way.as_json:
        for one in prepared.problems:  # before a printer or a disk takes its time
            click.echo(_line(one), err=True)
    made = _bring_out(workspace, prepared, way)
    if way.as_json:
        print_json(made.document)
    elif not way.piped:
        _tell(made, way)
    return made.good


def make_several(
    workspace: Workspace, names: Sequence[str], wishes: dict[str, Any], way: Way
) -> bool:
    """Make the packets of families and tell of them; gives whether nothing stopped any.

    A family that is not found does not stop the rest, and one named twice gets one packet. Ctrl+C
    ends it after those that were made.
    """
    from liaison_app.actions import packets  # noqa: PLC0415  (keeps start fast)

    if way.output is not None:
        packets.make_folder(workspace, way.output)
    wanted = _found(workspace, names)
    made: list[_Made] = []
    stopped = False
    try:
        with click.progressbar(
            wanted, file=sys.stderr, show_pos=True, hidden=_lines_show_progress(way)
        ) as progress:
            for family in progress:
                made.append(_tried(workspace, family, wanted[family], wishes, way))
                if not way.as_json:
                    _tell(made[-1], way)
    except KeyboardInterrupt:
        if way.check or not any(one.good for one in made):
            raise
        stopped = True
    if way.as_json:
        print_json([one.document for one in made])
    else:
        _sum_up(made)
    _count(made, len(wanted), way, stopped=stopped)
    return not stopped and all(one.good for one in made)


def _found(workspace: Workspace, names: Iterable[str]) -> dict[str, LiaisonError | None]:
    """Each family once, by id; one that is not found by the name that was typed, with why."""
    found: dict[str, LiaisonError | None] = {}
    for name in names:
        try:
            found.setdefault(resolve(workspace, "household", name), None)
        except LiaisonError as error:
            found[name] = error
    return found


def _tried(
    workspace: Workspace,
    family: str,
    missing: LiaisonError | None,
    wishes: dict[str, Any],
    way: Way,
) -> _Made:
    """One of several: what goes wrong with it is told at the end."""
    if missing is not None:
        return _failed(family, family, missing)
    try:
        return _bring_out(workspace, _prepare(workspace, family, wishes), way)
    except LiaisonError as error:
        return _failed(family, title(workspace, "household", family), error)


def _failed(family: str, shown: str, error: LiaisonError) -> _Made:
    from liaison_app.actions import packets  # noqa: PLC0415

    stop = packets.Problem(packets.Level.RED, "failed", str(error))
    document = {**_NOTHING, "family": family, "problems": [_plain(stop)]}
    return _Made(isolate(shown), (stop,), "", document)


def _prepare(workspace: Workspace, family: str, wishes: dict[str, Any]) -> Prepared:
    from liaison_app.actions import packets  # noqa: PLC0415
    from liaison_app.actions.packet_choices import recipient_named  # noqa: PLC0415

    named = wishes.get("to")
    to = recipient_named(workspace, family, named) if named else ""
    return packets.prepare(workspace, family, **{**wishes, "to": to})


def _bring_out(workspace: Workspace, prepared: Prepared, way: Way) -> _Made:
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
        target = way.output / f"{prepared.code}.pdf" if way.many else way.output
        packets.save(workspace, prepared, target, force=way.force)
        where = file = str(target)
    family = prepared.household
    name = isolate(title(workspace, "household", family)) if family else ""
    if prepared.recipient_name:
        name = _("{family}, for {person}").format(
            family=name, person=isolate(prepared.recipient_name)
        )
    document = {
        "kind": prepared.kind,
        "family": prepared.household,
        "recipient": prepared.recipient,
        "code": prepared.code if where else "",  # one that nobody was given is not worth a note
        "language": prepared.language,
        "beside": prepared.beside,
        "profile": str(prepared.profile),
        "paper": str(prepared.paper),
        "sides": "two" if prepared.both_sides else "one",
        "file": file,
        "pages": prepared.pages,
        "problems": [_plain(one) for one in prepared.problems],
    }
    return _Made(name, prepared.problems, where, document)


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


def _lines_show_progress(way: Way) -> bool:
    """Whether a line for each packet appears where the bar would be drawn."""
    return not way.as_json and sys.stdout is not None and sys.stdout.isatty()


def _tell(made: _Made, way: Way) -> None:
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


def _sum_up(made: Sequence[_Made]) -> None:
    """What stopped packets, then what to know; a note for many packets is said once."""
    for each in made:
        if not each.good:
            others = sum(one.red for one in each.problems) - 1
            click.echo(f"{each.family}: {_line(each.problems[0])}{_more(others)}", err=True)
    notes: dict[str, list[_Made]] = {}
    for each in made:
        for line in dict.fromkeys(_for_many(one) for one in each.problems if not one.red):
            notes.setdefault(line, []).append(each)
    for line, those in notes.items():
        one_only = len(those) == 1
        click.echo(
            f"{those[0].family}: {line}" if one_only else f"{line}{_packets(len(those))}", err=True
        )


def _count(made: Sequence[_Made], count: int, way: Way, *, stopped: bool) -> None:
    done = sum(one.good for one in made)
    if stopped:
        said = _("Stopped. {done} of {count} packets were made before that.")
    elif way.as_json:
        return
    elif way.check:
        said = _("{done} of {count} packets can be made.")
    else:
        said = _("{done} of {count} packets.")
    click.echo(said.format(done=done, count=count), err=True)


def _line(problem: Problem) -> str:
    """What pre-flight found, for people; programs read it in the JSON."""
    level = _("STOPS IT") if problem.red else _("Note")
    return f"{level}: {problem.why}"


def _for_many(note: Problem) -> str:
    """A note without the numbers that differ from packet to packet and matter in none."""
    if note.code != _DRAFT:
        return _line(note)
    why = _(
        "Translations in these packets are drafts that no speaker reviewed;"
        " `liaison packet languages` shows how many."
    )
    return _line(replace(note, why=why))


def _more(count: int) -> str:
    if not count:
        return ""
    more = ngettext("(and {count} more reason)", "(and {count} more reasons)", count)
    return " " + more.format(count=count)


def _packets(count: int) -> str:
    return " " + ngettext("({count} packet)", "({count} packets)", count).format(count=count)


def _plain(problem: Problem) -> dict[str, Any]:
    """A problem for programs, without marks of direction."""
    return {
        "level": str(problem.level),
        "code": problem.code,
        "why": problem.why.translate(_MARKS),
        "place": asdict(problem.place) if problem.place else None,
        "section": problem.section,
    }
