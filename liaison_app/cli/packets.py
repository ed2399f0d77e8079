"""Commands for packets: print, save or check families' welcome packets; list the languages."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from liaison_app.actions import families
from liaison_app.actions.families import Filter
from liaison_app.cli import group
from liaison_app.cli.packet_making import USUAL, Way, make_one, make_several
from liaison_app.cli.session import Session, print_json, print_table
from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liaison_app.workspace import Workspace

pass_session = click.make_pass_decorator(Session)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@group.group()
def packet() -> None:
    """Packets for families, in their language: print, save, check."""


@packet.command()
@click.option("--family", "names", multiple=True, metavar="FAMILY", help="Id or name; may repeat.")
@click.option("--all", "every", is_flag=True, help="Every family that is not closed.")
@click.option("--to", default="", metavar="PERSON", help="Who gets it (default: first contact).")
@click.option("--language", default="", metavar="TAG", help="Tag or name (default: the reader's).")
@click.option("--beside", default="", metavar="TAG", help="A second language beside it.")
@click.option("--paper", type=click.Choice(["a4", "letter"]), metavar="a4|letter")
@click.option(
    "--profile",
    type=click.Choice(["standard", "large-print", "picture"]),
    metavar="standard|large-print|picture",
)
@click.option("--section", "sections", multiple=True, metavar="NAME", help="Only this; may repeat.")
@click.option("--month", default="", metavar="YYYY-MM", help="Of the calendar page.")
@click.option("--in-hand", is_flag=True, help="You hand it over yourself (protected address).")
@click.option(
    "--sides",
    type=click.Choice(["one", "two"]),
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
    flag_value=USUAL,
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
    way = Way(
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
    if way.many:
        wanted = [*names, *(_open_families(workspace) if every else ())]
        good = make_several(workspace, wanted, wishes, way)
    else:
        good = make_one(workspace, names[0], wishes, way)
    if not good:
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


def _wishes(given: dict[str, Any]) -> dict[str, Any]:
    """Options as `prepare` takes them; the recipient is still a name."""
    from liaison_app.actions.packet_choices import language_tag  # noqa: PLC0415

    month, sections, sides = given.pop("month"), given.pop("sections"), given.pop("sides")
    languages = {name: language_tag(given.pop(name)) for name in ("language", "beside")}
    chosen = {name: given.pop(name) or "" for name in ("paper", "profile")}
    return {
        **given,
        **languages,
        **chosen,
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
