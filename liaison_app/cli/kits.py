"""Commands for resource kits: what is on the shelf, and giving, lending, returning, counting."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from liaison_app.actions import kit_pages, kits
from liaison_app.actions.references import resolve
from liaison_app.cli import group
from liaison_app.cli.session import Session, print_json, print_table
from liaison_app.errors import StockTooLow
from liaison_app.language.catalogues import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

pass_session = click.make_pass_decorator(Session)
kit_argument = click.argument("kit_name", metavar="KIT")
to_option = click.option("--to", "family", required=True, metavar="FAMILY", help="Id or name.")
person_option = click.option("--person", default="", metavar="PERSON", help="Who took it.")
anyway_option = click.option("--anyway", is_flag=True, help="Although the count says otherwise.")


@group.group()
def kit() -> None:
    """Resource kits: stock, give, lend, return, receive, count. KIT is an id or a name."""


@kit.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def stock(session: Session, *, as_json: bool) -> None:
    """Show what is on the shelf, what is lent, and what is overdue."""
    lines = kit_pages.shelf(session.workspace)
    if as_json:
        print_json([asdict(line) for line in lines])
        return
    print_table(
        ["id", _("Kit"), _("In stock"), _("Lent"), _("Overdue"), ""],
        [
            (one.id, one.name, one.stock, one.out, one.overdue, _("reorder") if one.low else "")
            for one in lines
        ],
    )


@kit.command()
@kit_argument
@to_option
@person_option
@click.option("--quantity", type=int, default=1, show_default=True, help="How many.")
@anyway_option
@pass_session
def give(
    session: Session, kit_name: str, family: str, person: str, quantity: int, *, anyway: bool
) -> None:
    """Give a family a kit to keep, and print the gift's id."""
    chosen, to = _named(session, kit_name, family, person)
    with _saying_how():
        touched = kits.give(session.workspace, chosen, to, quantity, anyway=anyway)
    click.echo(touched.ids[0])


@kit.command()
@kit_argument
@to_option
@person_option
@click.option("--due", type=click.DateTime(["%Y-%m-%d"]), help="When it is to come back.")
@click.option("--label", default="", help="The number on this one.")
@anyway_option
@pass_session
def lend(
    session: Session,
    kit_name: str,
    family: str,
    *,
    person: str,
    due: datetime | None,
    label: str,
    anyway: bool,
) -> None:
    """Lend a family a kit, and print the loan's id."""
    chosen, to = _named(session, kit_name, family, person)
    day = due.date() if due else None
    with _saying_how():
        touched = kits.lend(session.workspace, chosen, to, due=day, label=label, anyway=anyway)
    click.echo(touched.ids[0])


@kit.command("return")
@click.argument("loan")
@click.option("--condition", default="", help="How it came back.")
@pass_session
def return_(session: Session, loan: str, condition: str) -> None:
    """Write down that a lent kit came back. LOAN is the loan's id."""
    kits.take_back(session.workspace, loan, condition=condition)
    click.echo(_("Returned."))


@kit.command()
@kit_argument
@click.argument("quantity", type=int)
@pass_session
def receive(session: Session, kit_name: str, quantity: int) -> None:
    """Write down that so many of a kit came in."""
    chosen = resolve(session.workspace, "kit", kit_name)
    kits.receive(session.workspace, chosen, quantity)
    _say_stock(session, chosen)


@kit.command()
@kit_argument
@click.argument("found", type=int)
@pass_session
def count(session: Session, kit_name: str, found: int) -> None:
    """Write down how many of a kit there really are."""
    chosen = resolve(session.workspace, "kit", kit_name)
    kits.count(session.workspace, chosen, found)
    _say_stock(session, chosen)


@contextmanager
def _saying_how() -> Iterator[None]:
    """Add to a refusal how to go on from the command line."""
    try:
        yield
    except StockTooLow as error:
        raise StockTooLow(f"{error} (--anyway)") from None


def _named(session: Session, kit_name: str, family: str, person: str) -> tuple[str, kits.Hand]:
    chosen = resolve(session.workspace, "kit", kit_name)
    household = resolve(session.workspace, "household", family)
    who = resolve(session.workspace, "person", person) if person else ""
    return chosen, kits.Hand(household, who)


def _say_stock(session: Session, chosen: str) -> None:
    click.echo(_("In stock: {count}").format(count=kits.stock(session.workspace, chosen)))
