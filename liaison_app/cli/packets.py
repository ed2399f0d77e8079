"""Commands for packets: print, save or check families' welcome packets; list the languages."""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from liaison_app.actions import families
from liaison_app.actions.families import Filter
from liaison_app.actions.references import resolve
from liaison_app.cli import group
from liaison_app.cli.session import Session, print_json, print_table
from liaison_app.errors import InvalidValue, LiaisonError
from liaison_app.language.catalogues import _, ngettext
from liaison_app.store.durable import write_error

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liaison_app.actions.packets import Prepared
    from liaison_app.workspace import Workspace

pass_session = click.make_pass_decorator(Session)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
_PIPE = Path("-")
_USUAL = "\0"  # `--print` without a name: the usual printer


@group.group()
def packet() -> None:
    """Packets for families, in their language: print, save, check."""


@packet.command()
@click.option("--family", "names", multiple=True, metavar="FAMILY", help="Id or name; may repeat.")
@click.option("--all", "every", is_flag=True, help="Every family that is not closed.")
@click.option("--to", default="", metavar="PERSON", help="Who gets it (default: first contact).")
@click.option("--language", default="", metavar="TAG", help="Tag or name (default: the reader's).")
@click.option("--beside", default="", metavar="TAG", help="A second language beside it.")
@click.option("--paper", default="", type=click.Choice(["", "a4", "letter"]), metavar="a4|letter")
@click.option(
    "--profile",
    default="",
    type=click.Choice(["", "standard", "large-print", "picture"]),
    metavar="standard|large-print|picture",
)
@click.option("--section", "sections", multiple=True, metavar="NAME", help="Only this; may repeat.")
@click.option("--month", default="", metavar="YYYY-MM", help="Of the calendar page.")
@click.option("--in-hand", is_flag=True, help="You hand it over yourself (protected address).")
@click.option(
    "--sides",
    default="",
    type=click.Choice(["", "one", "two"]),
    metavar="one|two",
    help="Of the paper (default: two; one for pictures).",
)
@click.option("--check", is_flag=True, help="Say what is wrong; write nothing.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="PDF file, or - for a pipe; a folder for several families.",
)
@click.option(
    "--print",
    "printer",
    is_flag=False,
    flag_value=_USUAL,
    metavar="[PRINTER]",
    help="Print it, from memory.",
)
@click.option("--force", is_flag=True, help="Replace a file of this name.")
@json_option
@pass_session
def welcome(session: Session, /, names: tuple[str, ...], *, every: bool, **given: Any) -> None:
    """Make the welcome packets of families, to print or to save.

    What stops a packet is said on standard error, and the exit code is 1.
    """
    way = _Way(
        check=given.pop("check"),
        output=given.pop("output"),
        printer=given.pop("printer"),
        force=given.pop("force"),
        many=every or len(names) > 1,
        as_json=given.pop("as_json"),
    )
    way.refuse_nonsense(named=bool(names or every))
    wishes = _wishes(given)
    workspace = session.workspace
    wanted = [*names, *(_open_families(workspace) if every else ())]
    if not way.many:
        made = [_one(workspace, wanted[0], wishes, way)]
    else:
        made = _several(workspace, wanted, wishes, way)
    if way.as_json:
        print_json([one.document for one in made] if way.many else made[0].document)
    elif way.many:
        done = sum(one.good for one in made)
        click.echo(_("{done} of {count} packets.").format(done=done, count=len(made)), err=True)
    if not all(one.good for one in made):
        raise click.exceptions.Exit(1)


@packet.command("languages")
@json_option
@pass_session
def list_languages(session: Session, *, as_json: bool) -> None:
    """List the languages in which packets have words, and how much a native speaker has read.

    A packet in any other language prints in English and offers an interpreter.
    """
    from liaison_app.actions.packet_choices import languages  # noqa: PLC0415  (keeps start fast)

    found = languages(session.workspace)
    if as_json:
        print_json([{**asdict(one), "draft": one.drafts} for one in found])
        return
    print_table(
        [_("Tag"), _("Language"), "", _("Translated"), _("Reviewed"), _("Draft")],
        [
            (
                one.tag,
                one.name,
                one.autonym,
                *(_share(part, one.texts) for part in (one.translated, one.reviewed, one.drafts)),
            )
            for one in found
        ],
    )


def _share(part: int, whole: int) -> str:
    """A share that says 100 % only of all and 0 % only of nothing."""
    percent = 100 * part / whole if whole else 0
    return f"{min(99, max(1, round(percent))) if 0 < part < whole else round(percent)} %"


@dataclass(frozen=True)
class _Way:
    """What becomes of packets."""

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
        if self.output == _PIPE and (self.many or self.as_json):
            raise click.UsageError("A pipe takes the PDF of one family alone.")


@dataclass(frozen=True)
class _Made:
    """What became of one packet: whether it is good, and the same as one JSON object."""

    good: bool
    document: dict[str, Any]


def _wishes(given: dict[str, Any]) -> dict[str, Any]:
    """Options as `prepare` takes them; the recipient is still a name."""
    from liaison_app.actions.packet_choices import language_tag  # noqa: PLC0415

    month, sections, sides = given.pop("month"), given.pop("sections"), given.pop("sides")
    languages = {name: language_tag(given.pop(name)) for name in ("language", "beside")}
    return {
        **given,
        **languages,
        "sections": sections or None,
        "month": _month(month),
        "both_sides": {"one": False, "two": True}.get(sides),
    }


def _month(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01") if text else None
    except ValueError:
        raise InvalidValue(_("Write the month like 2026-12.")) from None


def _open_families(workspace: Workspace) -> Sequence[str]:
    numbers = families.numbers(workspace, Filter.ALL, sort="name")
    return [row.id for row in families.rows(workspace, numbers)]


def _several(
    workspace: Workspace, wanted: Sequence[str], wishes: dict[str, Any], way: _Way
) -> list[_Made]:
    """One after the other; a family that is not found does not stop the rest."""
    if way.output:
        _make_folder(way.output)
    made = []
    with click.progressbar(wanted, file=sys.stderr, show_pos=True) as progress:
        for name in progress:
            try:
                made.append(_one(workspace, name, wishes, way))
            except LiaisonError as error:
                click.echo(f"{name}: {error}", err=True)
                made.append(_Made(False, {"family": name, "error": str(error)}))
    return made


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise write_error(error) from None


def _one(workspace: Workspace, name: str, wishes: dict[str, Any], way: _Way) -> _Made:
    from liaison_app.actions import packets  # noqa: PLC0415
    from liaison_app.actions.packet_choices import recipient_named  # noqa: PLC0415

    family = resolve(workspace, "household", name)
    to = recipient_named(workspace, family, wishes["to"]) if wishes["to"] else ""
    prepared = packets.prepare(workspace, family, **{**wishes, "to": to})
    if not way.as_json:
        _say(name if way.many else "", prepared)
    file = "" if prepared.red or way.check else _bring_out(workspace, prepared, way)
    return _Made(not prepared.red, _document(prepared, file))


def _bring_out(workspace: Workspace, prepared: Prepared, way: _Way) -> str:
    """Print, save or pipe a packet; gives the file's path, if it is one."""
    from liaison_app.actions import packets  # noqa: PLC0415

    if way.printer is not None:
        printer = "" if way.printer == _USUAL else way.printer
        packets.print_out(workspace, prepared, printer)
        _tell(way, prepared, _("Printed"))
        return ""
    if way.output is None or way.output == _PIPE:
        stream = sys.stdout.buffer
        if sys.stdout.isatty():
            raise InvalidValue(_("A terminal cannot show a PDF. Name a file after -o."))
        with packets.issued(workspace, prepared, packets.IssueMeans.SAVED):
            stream.write(prepared.pdf)
            stream.flush()
        return ""
    target = way.output / f"{prepared.code}.pdf" if way.many else way.output
    packets.save(workspace, prepared, target, force=way.force)
    _tell(way, prepared, str(target))
    return str(target)


def _tell(way: _Way, prepared: Prepared, where: str) -> None:
    if not way.as_json:
        pages = ngettext("{count} page", "{count} pages", prepared.pages).format(
            count=prepared.pages
        )
        click.echo(f"{prepared.code}  {pages}  {where}")


def _say(family: str, prepared: Prepared) -> None:
    """What pre-flight found, for people; programs read it in the JSON."""
    before = f"{family}: " if family else ""
    for one in prepared.problems:
        level = _("STOPS IT") if one.red else _("Note")
        click.echo(f"{before}{level}: {one.why}", err=True)


def _document(prepared: Prepared, file: str) -> dict[str, Any]:
    return {
        "family": prepared.household,
        "recipient": prepared.recipient,
        "code": prepared.code,
        "language": prepared.language,
        "beside": prepared.beside,
        "profile": str(prepared.profile),
        "paper": str(prepared.paper),
        "sides": "two" if prepared.both_sides else "one",
        "file": file,
        "pages": prepared.pages,
        "problems": [
            {
                "level": str(one.level),
                "code": one.code,
                "why": one.why.translate(_MARKS),
                "place": asdict(one.place) if one.place else None,
                "section": one.section,
            }
            for one in prepared.problems
        ],
    }


_MARKS = dict.fromkeys((0x2066, 0x2068, 0x2069))
