"""Commands for the day: what is waiting, contacts between visits, promises and follow-ups."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from liaison_app.actions import contacts, promises
from liaison_app.actions import today as days
from liaison_app.actions.references import resolve
from liaison_app.actions.titles import shown_moment
from liaison_app.cli import group
from liaison_app.cli.session import Session, print_json, print_table
from liaison_app.cli.visits import at_option, household_option, json_option, moment, values, warn
from liaison_app.language.catalogues import _, pgettext
from liaison_app.language.dates import format_date
from liaison_app.records.partnership import Channel, Direction
from liaison_app.records.values import format_time

if TYPE_CHECKING:
    from collections.abc import Iterable

    from liaison_app.actions.today import DueLine, Today, VisitLine

pass_session = click.make_pass_decorator(Session)
Table = tuple[str, list[str], list[tuple[str, ...]]]


@group.command()
@click.option("--everyone", is_flag=True, help="The team's visits and follow-ups too.")
@json_option
@pass_session
def today(session: Session, *, everyone: bool, as_json: bool) -> None:
    """Show visits to write down, next visits, promises, follow-ups and kits that are due."""
    read = days.read(session.workspace, everyone=everyone)
    if as_json:
        print_json(_plain(asdict(read)))
        return
    for one in read.notices:
        click.echo(one.words)
        click.echo()
    for heading, headings, rows in _tables(read):
        if rows:
            click.echo(heading)
            print_table(headings, rows)
            click.echo()
    if not (read.notices or read.to_write or read.promises or read.follow_ups or read.drafts):
        click.echo(_("Nothing is waiting today."))


@group.command()
@household_option
@click.option("--channel", type=values(Channel), default="phone", show_default=True)
@click.option("--direction", type=values(Direction), default="we", show_default=True)
@click.option("--gist", default="", metavar="TEXT", help="What was said, in short.")
@click.option("--reached/--not-reached", default=None, help="Whether anybody was reached.")
@at_option
@json_option
@pass_session
def contact(session: Session, /, household: str, *, as_json: bool, **given: Any) -> None:
    """Write down a call, message or letter; prints its id."""
    workspace = session.workspace
    logged = contacts.log(
        workspace,
        resolve(workspace, "household", household),
        given["gist"],
        channel=next(one for one in Channel if one.value == given["channel"]),
        direction=next(one for one in Direction if one.value == given["direction"]),
        reached=given["reached"],
        at=moment(given["at"]) if given["at"] else None,
    )
    warn(given["gist"])
    if as_json:
        print_json({"id": logged.contact})
    else:
        click.echo(logged.contact)


@group.group()
def promise() -> None:
    """What became of promises, and which print in the family's language."""


@promise.command("phrases")
@click.argument("words", nargs=-1)
def list_phrases(words: tuple[str, ...]) -> None:
    """List the promises that print translated; with WORDS, those that they begin.

    Where … stands, something is put in, such as a name.
    """
    from liaison_app.actions.promise_phrases import every, suggestions  # noqa: PLC0415

    found = suggestions(" ".join(words)) if words else every()
    for phrase in found:
        click.echo(phrase)


@promise.command("keep")
@click.argument("promise_id", metavar="PROMISE")
@pass_session
def keep_promise(session: Session, promise_id: str) -> None:
    """Say that a promise was kept today."""
    promises.keep(session.workspace, promise_id)


@group.group("follow-up")
def follow_up() -> None:
    """What became of follow-ups."""


@follow_up.command("done")
@click.argument("follow_up_id", metavar="FOLLOW_UP")
@pass_session
def finish_follow_up(session: Session, follow_up_id: str) -> None:
    """Say that a follow-up was done today."""
    promises.finish(session.workspace, follow_up_id)


def _tables(read: Today) -> list[Table]:
    visit_columns = [_("When"), _("Family"), _("Where"), _("Children"), _("Visit")]
    due_columns = [_("By when"), _("What"), _("Who"), _("Family"), _("Id")]

    def held(lines: Iterable[VisitLine]) -> list[tuple[str, ...]]:
        return [
            (shown_moment(v.when) if v.when else "", v.family, v.place, v.children, v.id)
            for v in lines
        ]

    def due(lines: Iterable[DueLine]) -> list[tuple[str, ...]]:
        return [(_day(d.due), d.what, d.who, d.family, d.id) for d in lines]

    drafts: list[tuple[str, ...]] = [
        (shown_moment(d.kept), d.family, d.beginning, d.id) for d in read.drafts
    ]
    loans: list[tuple[str, ...]] = [
        (_day(one.due), one.kit, one.label, one.family, one.id) for one in read.loans
    ]
    draft_columns = [pgettext("draft", "Kept"), _("Family"), _("Beginning"), _("Draft")]
    loan_columns = [_("Due back"), _("Kit"), _("Number"), _("Family"), _("Id")]
    return [
        (_("Not saved yet"), draft_columns, drafts),
        (_("Visits to write down"), visit_columns, held(read.to_write)),
        (_("Next visits"), visit_columns, held(read.coming)),
        (_("Promises due"), due_columns, due(read.promises)),
        (_("Follow-ups due"), due_columns, due(read.follow_ups)),
        (_("Kits that should be back"), loan_columns, loans),
    ]


def _day(day: date | None) -> str:
    return format_date(day) if day else ""


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, datetime):
        return format_time(value)
    return value.isoformat() if isinstance(value, date) else value
