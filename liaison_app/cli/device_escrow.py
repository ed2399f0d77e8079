"""The command by which the office lets somebody in again who forgot their passphrase."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from liaison_app.actions import laptops, office_codes
from liaison_app.actions.laptop_removal import meant
from liaison_app.actions.titles import shown_moment
from liaison_app.cli.devices import device
from liaison_app.cli.session import Session, print_json, print_table
from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import _

if TYPE_CHECKING:
    from liaison_app.actions.office_codes import Standing
    from liaison_app.workspace import Workspace

pass_session = click.make_pass_decorator(Session)


@device.command()
@click.argument("laptop", metavar="[LAPTOP_OR_PERSON]", default="")
@click.option(
    "--checked", metavar="HOW", help="How you checked who is calling; it is written down."
)
@click.option(
    "--on/--off", "on", default=None, help="Let laptops keep a code for the office: for admins."
)
@click.option("--renew", is_flag=True, help="Make another code of this laptop for the office.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def escrow(
    session: Session,
    laptop: str,
    checked: str | None,
    on: bool | None,
    *,
    renew: bool,
    as_json: bool,
) -> None:
    """Show a code to read out by phone to who forgot their passphrase; or how things stand here.

    With a laptop, and for coordinators: after checking who is calling, the 26 characters of the
    code that its owner types on the lock page. Each time is written down, and the owner is told.
    """
    workspace = session.workspace
    if laptop:
        _read_out(workspace, laptop, checked, as_json=as_json)
        return
    if on is not None:
        office_codes.switch(workspace, on=on)
    if renew:
        office_codes.renew(workspace)
    found = office_codes.standing(workspace)
    if as_json:
        print_json(_plain(found))
        return
    for said in office_codes.words(found):
        click.echo(said)
    if found.looks:
        print_table(
            [_("Read by"), _("When"), _("How they checked")],
            [(one.who, shown_moment(one.at), one.how_checked) for one in found.looks],
        )


def _read_out(workspace: Workspace, laptop: str, checked: str | None, *, as_json: bool) -> None:
    line = meant(laptops.laptops(workspace), laptop)
    if checked is None:
        if not sys.stdin.isatty():
            raise InvalidValue(_("Check who is calling, then add --checked with how you did it."))
        checked = click.prompt(_("How did you check who is calling?"), err=True)
    code = office_codes.show(workspace, line.id, how_checked=str(checked))
    if as_json:
        print_json({"laptop": line.id, "person": line.person, "code": code})
        return
    click.echo(code)
    click.echo(
        _(
            "Read it out in groups. They type it on the lock page, under “Forgot it?”. It works"
            " once."
        ),
        err=True,
    )


def _plain(found: Standing) -> dict[str, object]:
    return {
        "on": found.on,
        "readers": list(found.readers),
        "since": found.since.isoformat() if found.since else None,
        "key_is_due": found.key_is_due,
        "looks": [
            {"who": one.who, "at": one.at.isoformat(), "how_checked": one.how_checked}
            for one in found.looks
        ],
    }
