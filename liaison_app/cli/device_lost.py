"""The command that says what was on a lost laptop, and what to do now."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from liaison_app.actions import laptops, lost_laptop
from liaison_app.actions.laptop_removal import meant
from liaison_app.actions.recovery_sheet import refuse_target
from liaison_app.cli.devices import device
from liaison_app.cli.session import Session, print_json, print_table
from liaison_app.errors import InvalidValue, UnknownRecord
from liaison_app.language.catalogues import _

if TYPE_CHECKING:
    from liaison_app.actions.lost_laptop import Report
    from liaison_app.workspace import Workspace

pass_session = click.make_pass_decorator(Session)


@device.command()
@click.argument("laptop", metavar="LAPTOP_OR_PERSON")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the report, a PDF, to this new file.",
)
@click.option("--names", is_flag=True, help="Name the families; else they are only counted.")
@click.option("--yes", is_flag=True, help="Write names unasked.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def lost(
    session: Session,
    laptop: str,
    output: Path | None,
    *,
    names: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Say what was on a laptop that was lost or stolen, and what to do now. For coordinators.

    What is written to a file is not encrypted: families are named there only with --names.
    """
    workspace = session.workspace
    found = lost_laptop.report(workspace, _meant(workspace, laptop))
    if output:
        from liaison_app.actions import lost_sheet  # noqa: PLC0415  (typesetting loads slowly)

        refuse_target(output, session.folder)
        if names and not yes:
            _ask()
        lost_sheet.save(found, output, names=names, sample=workspace.practice)
    if as_json:
        print_json(_plain(found, names=names))
        return
    if output:
        click.echo(_("Written. It is not encrypted: keep it where nobody else reads it."))
        return
    _say(found, names=names)


def _meant(workspace: Workspace, laptop: str) -> str:
    """Give the id of the laptop that is named; one that was removed is named by its id."""
    lines = laptops.laptops(workspace)
    if any(one.id == laptop for one in lines):
        return laptop
    try:
        return meant(lines, laptop).id
    except UnknownRecord:
        gone = [one.id for one in lines if one.person.casefold() == laptop.strip().casefold()]
        if len(gone) != 1:
            raise
        return gone[0]


def _ask() -> None:
    if not sys.stdin.isatty():
        raise InvalidValue(_("The file would name families and is not encrypted: add --yes."))
    click.confirm(_("The file names families and is not encrypted. Go on?"), abort=True, err=True)


def _say(found: Report, *, names: bool) -> None:
    print_table(["", ""], lost_laptop.facts(found))
    for title, lines in (
        (_("What to do now"), found.steps),
        (_("What was on it"), (lost_laptop.counted(found), *found.detail)),
        (_("What keeps a finder out"), found.encryption),
    ):
        click.echo("")
        click.echo(title)
        for number, line in enumerate(lines, 1):
            click.echo(f"  {number}. {line}")
    if names and found.families:
        click.echo("")
        print_table(
            [_("Family"), _("Was it on the laptop?")],
            [
                (lost_laptop.family_name(one), lost_laptop.family_words(one))
                for one in found.families
            ],
        )


def _plain(found: Report, *, names: bool) -> dict[str, Any]:
    """What programs are told; this shape is an interface."""
    made = asdict(found)
    for name in ("since", "heard", "made"):
        value = getattr(found, name)
        made[name] = value.isoformat() if value else None
    made["certain"], made["protected"] = found.certain, found.protected
    made["count"] = len(found.families)
    if not names:
        for one in made["families"]:
            del one["name"]
    return made
