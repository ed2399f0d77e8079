"""Commands for what only a family's liaison and the coordinators may know, and to protect one."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from liaison_app.actions import protecting, sealed_facts
from liaison_app.actions.protecting import Mention, Substitute
from liaison_app.actions.references import resolve
from liaison_app.cli.families import family
from liaison_app.cli.session import Session, print_json, print_table
from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.names import isolate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

pass_session = click.make_pass_decorator(Session)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
family_argument = click.argument("name", metavar="FAMILY")
_day = click.DateTime(formats=["%Y-%m-%d"])


@family.command()
@family_argument
@click.option("--street", default="", help="Line of the substitute address.")
@click.option("--city", default="", help="Its city.")
@click.option("--region", default="", help="Its state or region.")
@click.option("--postal-code", default="", help="Its postal code.")
@click.option("--program", default="", help="The address confidentiality program.")
@click.option("--card", default="", help="Number on the program's card.")
@click.option("--card-seen", type=_day, help="Day on which the card was seen, YYYY-MM-DD.")
@click.option("--expires", type=_day, help="Day on which the card ends, YYYY-MM-DD.")
@click.option("--forget-real", is_flag=True, help="Keep the real address nowhere, not even sealed.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@json_option
@pass_session
def protect(
    session: Session,
    name: str,
    *,
    street: str,
    city: str,
    region: str,
    postal_code: str,
    program: str,
    card: str,
    card_seen: datetime | None,
    expires: datetime | None,
    forget_real: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Protect a family whose address was typed before, on this laptop and all others.

    The address is emptied for good, with its history. It is kept, sealed, for the family's liaison
    and the coordinators. What still names the street is listed: empty it with `redact`.
    """
    workspace = session.workspace
    household = resolve(workspace, "household", name)
    if not yes:
        click.echo(
            _("The address is emptied for good on every laptop. Nobody undoes it."), err=True
        )
        if not sys.stdin.isatty():
            raise InvalidValue(_("Add --yes to go on."))
        click.confirm(_("Protect this family?"), abort=True, err=True)
    done = protecting.protect(
        workspace,
        household,
        Substitute(
            line_1=street,
            city=city,
            region=region,
            postal_code=postal_code,
            program=program,
            card=card,
            card_seen=card_seen.date() if card_seen else None,
            expires_on=expires.date() if expires else None,
            keep_real=not forget_real,
        ),
    )
    if as_json:
        named = [asdict(one) for one in done.mentions]
        print_json({"household": household, "addresses": done.addresses, "mentions": named})
        return
    words = ngettext(
        "Protected. {count} address is emptied; it goes from other laptops with the next exchange.",
        "Protected. {count} addresses are emptied; they go from other laptops with the next"
        " exchange.",
        done.addresses,
    )
    click.echo(words.format(count=done.addresses))
    _say_mentions(done.mentions)
    click.echo(_("Papers, exported files and backups made before still say it. Collect them."))


@family.command()
@family_argument
@json_option
@pass_session
def mentions(session: Session, name: str, *, as_json: bool) -> None:
    """List what still names the street of a protected family, to empty with `redact`."""
    workspace = session.workspace
    found = protecting.mentions(workspace, resolve(workspace, "household", name))
    if as_json:
        print_json([asdict(one) for one in found])
    else:
        _say_mentions(found)


@family.command()
@family_argument
@json_option
@pass_session
def sealed(session: Session, name: str, *, as_json: bool) -> None:
    """Show the sealed facts of a family that this laptop holds.

    They are with the family's liaison and the coordinators. Add and change them with `add` and
    `set`: protected_address, living_situation, safety_note, custody_document.
    """
    workspace = session.workspace
    found = sealed_facts.of_family(workspace, resolve(workspace, "household", name))
    if as_json:
        print_json([asdict(one) for one in found])
    elif not found:
        click.echo(_("This laptop holds no sealed facts of this family."))
    for one in () if as_json else found:
        click.echo(f"{one.kind}  {one.id}")
        for label, value in one.lines:
            click.echo(f"  {label}: {isolate(value)}")


def _say_mentions(found: Sequence[Mention]) -> None:
    if not found:
        click.echo(_("Nothing else here names the street."))
        return
    click.echo(_("These still name the street. Read each one, and empty what must go:"))
    print_table(
        [_("What"), _("Family"), _("Words"), _("Command")],
        [
            (
                f"{one.kind}, {one.label}",
                one.family,
                " ".join(one.words.split())[:60],
                f"redact {one.type} {one.id} {one.field}",
            )
            for one in found
        ],
    )
