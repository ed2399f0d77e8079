"""Commands that remove a laptop or give it a role, and that show and dismiss alarms."""

from __future__ import annotations

import sys

import click

from liaison_app.actions import laptop_removal, laptop_roles, laptops
from liaison_app.actions.titles import shown_moment
from liaison_app.cli.devices import device
from liaison_app.cli.session import Session, print_json, print_table
from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import _

pass_session = click.make_pass_decorator(Session)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@device.command()
@click.argument("laptop", metavar="LAPTOP_OR_PERSON")
@click.option("--yes", is_flag=True, help="Do not ask.")
@json_option
@pass_session
def remove(session: Session, laptop: str, *, yes: bool, as_json: bool) -> None:
    """Take a laptop out of the team for good, by its id or by who works at it.

    What is written from now on, it cannot read, and nobody takes what it writes. Nothing on it is
    wiped: what lies there stays readable to whoever knows its passphrase. A program gives --yes.
    """
    workspace = session.workspace
    line = laptop_removal.meant(laptops.laptops(workspace), laptop)
    if not yes and laptops.standing(workspace).may_remove and not line.own:
        click.echo(laptop_removal.consequence(), err=True)
        if not sys.stdin.isatty():
            raise InvalidValue(_("A laptop that was removed stays out: add --yes to go on."))
        click.confirm(laptop_removal.question(line), abort=True, err=True)
    laptops.remove(workspace, line.id)
    if as_json:
        print_json({"removed": line.id, "person": line.person})
    else:
        click.echo(laptop_removal.what_next(workspace))


@device.command()
@click.argument("laptop", metavar="LAPTOP_OR_PERSON")
@click.argument("role", metavar="ROLE")
@json_option
@pass_session
def role(session: Session, laptop: str, role: str, *, as_json: bool) -> None:
    """Give a laptop of the team another role besides those it has: coordinator, office, admin.

    What it wrote before beyond its role, and what was kept apart, counts from then on. To take a
    role away, remove the laptop and invite it again.
    """
    workspace = session.workspace
    line = laptop_removal.meant(laptops.laptops(workspace), laptop)
    laptop_roles.give(workspace, line.id, role)
    if as_json:
        print_json({"laptop": line.id, "person": line.person, "role": role})
    else:
        click.echo(laptop_roles.what_next())


@device.command()
@click.option("--dismiss", type=int, metavar="N", help="Note that alarm N was seen.")
@json_option
@pass_session
def alarms(session: Session, dismiss: int | None, *, as_json: bool) -> None:
    """Show what needs to be looked at, newest first."""
    workspace = session.workspace
    if dismiss is not None:
        laptops.dismiss_alarm(workspace, dismiss)
    found = laptops.alarms(workspace)
    if as_json:
        print_json(
            {
                "alarms": [
                    {"n": one.n, "at": one.at.isoformat(), "what": one.what, "words": one.words}
                    for one in found
                ]
            }
        )
    elif found:
        print_table(
            [_("Number"), _("When"), _("What")],
            [(str(one.n), shown_moment(one.at), one.words) for one in found],
        )
    else:
        click.echo(_("Nothing to look at"))
