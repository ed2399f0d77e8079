"""Commands that tell what was given to whom, and open it again."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from liaison_app.actions.references import resolve
from liaison_app.actions.titles import shown_moment
from liaison_app.cli.session import Session, print_json, print_table
from liaison_app.cli.sharing import bring_out, json_option, pass_session, share_group
from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import _
from liaison_app.language.dates import format_date

if TYPE_CHECKING:
    from liaison_app.actions.shared import SharedLine

_USUAL = "\0"  # `--print` without a name: the usual printer
_PATH = click.Path(path_type=Path)


@share_group.command("list")
@click.option("--family", default="", metavar="FAMILY", help="Id or name (default: all).")
@json_option
@pass_session
def list_(session: Session, *, family: str, as_json: bool) -> None:
    """List what was given to whom, newest first."""
    from liaison_app.actions import shared  # noqa: PLC0415

    workspace = session.workspace
    found = (
        shared.of_family(workspace, resolve(workspace, "household", family))
        if family
        else shared.every(workspace)
    )
    if as_json:
        print_json([_plain(one) for one in found])
        return
    print_table(
        [_("Code"), _("Family"), _("To"), _("For what"), _("When"), _("Until"), _("Now")],
        [
            (
                one.code,
                one.family,
                one.recipient,
                one.purpose,
                shown_moment(one.at) if one.at else "",
                format_date(one.until) if one.until else "",
                _(shared.STATE_WORDS[one.state]),
            )
            for one in found
        ],
    )


@share_group.command("show")
@click.argument("code")
@json_option
@pass_session
def show(session: Session, code: str, *, as_json: bool) -> None:
    """Tell all that is known about one thing that was given, by its CODE."""
    from liaison_app.actions import shared  # noqa: PLC0415

    one = shared.show(session.workspace, code)
    if as_json:
        print_json(_plain(one))
        return
    rows = [
        (_("Code"), one.code),
        (_("Family"), one.family),
        (_("About"), one.about),
        (_("To"), one.recipient),
        (_("For what"), one.purpose),
        (_("What allows it"), f"{one.basis}: {one.why}" if one.why else one.basis),
        (_("By"), one.staff),
        (_("When"), shown_moment(one.at) if one.at else ""),
        (_("Until"), format_date(one.until) if one.until else ""),
        (_("Now"), _(shared.STATE_WORDS[one.state])),
        (_("Values"), one.values),
        (_("Fields"), "\n".join(one.fields)),
        *((shown_moment(at) if at else "", f"{what} {why}".strip()) for at, what, why in one.steps),
    ]
    print_table(["", ""], rows)


@share_group.command("open")
@click.argument("code")
@click.option("-o", "--output", type=_PATH, help="A readable copy, or - for a pipe.")
@click.option("--print", "printer", is_flag=False, flag_value=_USUAL, metavar="[PRINTER]")
@pass_session
def open_(session: Session, code: str, output: Path | None, printer: str | None) -> None:
    """Read what was given under CODE once more, exactly as it was given."""
    from liaison_app.actions import shared  # noqa: PLC0415

    found, ending = shared.content(session.workspace, code)
    if printer is not None and ending != ".pdf":
        raise InvalidValue(_("This is a table for programs. Only pages can be printed."))
    if output is None and printer is None and ending != ".pdf":
        click.echo(found.decode("utf-8-sig"))
        return
    bring_out(session.workspace, found, code.strip().upper(), output, printer)


@share_group.command("asked")
@click.argument("code")
@pass_session
def asked(session: Session, code: str) -> None:
    """Write down that the recipient was asked to delete what has this CODE."""
    from liaison_app.actions import shared  # noqa: PLC0415

    shared.asked(session.workspace, code)
    click.echo(_("Written down."))


@share_group.command("deleted")
@click.argument("code")
@pass_session
def deleted(session: Session, code: str) -> None:
    """Write down that the recipient says that it is deleted."""
    from liaison_app.actions import shared  # noqa: PLC0415

    shared.deleted(session.workspace, code)
    click.echo(_("Written down."))


def _plain(one: SharedLine) -> dict[str, Any]:
    document = asdict(one)
    document["at"] = one.at.isoformat() if one.at else None
    document["until"] = one.until.isoformat() if one.until else None
    document["steps"] = [
        {"at": at.isoformat() if at else None, "outcome": what, "why": why}
        for at, what, why in one.steps
    ]
    return document
