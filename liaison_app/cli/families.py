"""Commands for families: the table with its filters, one family's page, a new one, their files."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from liaison_app.actions import attachment_states, attachments, families, new_families, timeline
from liaison_app.actions.consents import STANDING_LABELS
from liaison_app.actions.families import Filter
from liaison_app.actions.family import FamilyPage, page
from liaison_app.actions.new_families import NewFamily
from liaison_app.actions.references import resolve
from liaison_app.cli import group
from liaison_app.cli.session import Session, print_json, print_table
from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import _
from liaison_app.language.dates import format_date, relative_day
from liaison_app.language.languages import tag_of
from liaison_app.language.names import isolate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from liaison_app.actions.family_people import Someone
    from liaison_app.actions.timeline import Event

pass_session = click.make_pass_decorator(Session)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
family_argument = click.argument("name", metavar="FAMILY")

_EVENTS = 20


@group.group()
def family() -> None:
    """Families: list, show, add, and their files. FAMILY is an id or a name."""


@family.command("list")
@click.argument("text", default="")
@click.option(
    "--filter",
    "which",
    type=click.Choice([one.value for one in Filter]),
    default=Filter.ALL.value,
    show_default=True,
    help="Which families.",
)
@click.option(
    "--sort",
    type=click.Choice(["name", "language", "contact", "due"]),
    default="name",
    show_default=True,
    help="What they are ordered by.",
)
@json_option
@pass_session
def list_(session: Session, text: str, which: str, sort: str, *, as_json: bool) -> None:
    """List families, or those whose name, child, phone or street has TEXT in it."""
    workspace = session.workspace
    numbers = families.numbers(workspace, Filter(which), text=text, sort=sort)
    found = {row.number: row for row in families.rows(workspace, numbers)}
    lines = [found[number] for number in numbers]
    if as_json:
        print_json([_plain(asdict(line)) for line in lines])
        return
    today = workspace.today()
    print_table(
        ["id", _("Family"), _("Children"), _("Language"), _("Last contact"), _("Next step")],
        [
            (
                line.id,
                line.name,
                line.children,
                line.language,
                relative_day(line.last_contact, today) if line.last_contact else "",
                f"{line.step} ({format_date(line.due)})" if line.due else line.step,
            )
            for line in lines
        ],
    )


@family.command()
@family_argument
@json_option
@pass_session
def show(session: Session, name: str, *, as_json: bool) -> None:
    """Show a family: what they told us, its people, promises, kits and the last events."""
    workspace = session.workspace
    household = resolve(workspace, "household", name)
    found = page(workspace, household)
    events = timeline.timeline(workspace, household, limit=_EVENTS)
    if as_json:
        print_json(_plain({**asdict(found), "timeline": [asdict(one) for one in events]}))
        return
    for line in _lines(found, events):
        click.echo(line)


@family.command()
@click.argument("name")
@click.option("--language", default="", help="Home language: its name or tag.")
@click.option("--given-name", default="", help="Of the first person.")
@click.option("--family-name", default="", help="Of the first person.")
@click.option("--phone", default="")
@click.option("--street", default="")
@click.option("--city", default="")
@pass_session
def add(session: Session, /, name: str, *, language: str, **more: str) -> None:
    """Add a family and print its id. Only NAME is needed: as the family says it."""
    tag = tag_of(language) if language else ""
    if tag is None:
        raise InvalidValue(_("Liaison does not know this language. Use its name or its tag."))
    touched = new_families.add(session.workspace, NewFamily(name=name, home_language=tag, **more))
    click.echo(touched.ids[0])


@family.command()
@family_argument
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--as", "called", default="", help="What to call it; by default as the file is.")
@pass_session
def attach(session: Session, name: str, file: Path, called: str) -> None:
    """Keep an encrypted copy of FILE with a family, and print its id."""
    household = resolve(session.workspace, "household", name)
    looked = attachments.look(file)
    if looked.told:
        click.echo(looked.told, err=True)
    touched = attachments.attach(session.workspace, household, looked, name=called)
    click.echo(touched.ids[0])


@family.command("save-file")
@click.argument("attachment")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to; the copy is readable by anybody.",
)
@pass_session
def save_file(session: Session, attachment: str, output: Path) -> None:
    """Write a readable copy of an attached file, fetching it first if need be.

    ATTACHMENT is its id.
    """
    size = attachment_states.save(session.workspace, attachment, output)
    click.echo(_("Saved, {count} bytes. This copy is readable by anybody.").format(count=size))


def _lines(found: FamilyPage, events: Iterable[Event]) -> Iterable[str]:
    yield found.name
    yield from _known(
        (_("Language"), found.language),
        (_("Interpreter"), found.interpreter),
        (_("Liaison"), ", ".join(one.name for one in found.team if one.liaison)),
        (_("Best times"), found.best_times),
        (_("Wishes for visits"), found.wishes),
    )
    yield from _part(
        _("What the family told us"),
        (_joined(one.words, one.gist, one.told_by, _day(one.told_on)) for one in found.stories),
    )
    yield from _part(_("People"), (line for one in found.people for line in _person(one)))
    yield from _part(
        _("Reach them"),
        (
            *(_joined(one.shown, one.kind, one.whose, *one.notes) for one in found.points),
            *(_joined(*one.lines, one.kind, one.directions) for one in found.places),
        ),
    )
    yield from _part(
        _("Promises"),
        (
            _joined(one.what, one.who or one.owner, one.state, _day(one.due))
            for one in found.promises
        ),
    )
    yield from _part(
        _("Follow-ups"),
        (_joined(one.what, one.who, one.state, _day(one.due)) for one in found.tasks),
    )
    yield from _part(
        _("Kits"),
        (
            _joined(one.kit_name, one.label, one.state, _day(one.due or one.on))
            for one in found.kits
        ),
    )
    yield from _part(
        _("Consents"),
        (
            _joined(one.purpose, one.recipient, one.giver, _(STANDING_LABELS[one.standing]))
            for one in found.consents
        ),
    )
    yield from _part(_("Files"), (_joined(one.name, one.id) for one in found.files))
    yield from _part(
        _("Timeline"),
        (
            _joined(_day(one.day), one.time, one.title, *one.who, *one.facts, one.said, *one.notes)
            for one in events
        ),
    )


def _person(one: Someone) -> Iterable[str]:
    schools = [_joined(school.school, school.grade) for school in one.schools]
    also = [_("also with {family}").format(family=isolate(other.name)) for other in one.also_with]
    yield _joined(one.name, one.other_name, one.age, *schools, *one.languages, *also)
    if one.child:
        for held in one.authorities:
            marks = [_("CONTACT RESTRICTED")] if held.restricted else []
            if held.may_pick_up is False:
                marks.append(_("MUST NOT PICK UP"))
            yield "  " + _joined(held.relation, held.name, *held.rights, *marks)


def _known(*pairs: tuple[str, str]) -> Iterable[str]:
    for label, value in pairs:
        if value:
            yield _("{label}: {value}").format(label=label, value=isolate(value))


def _part(heading: str, lines: Iterable[str]) -> Iterable[str]:
    whole = list(lines)
    if whole:
        yield ""
        yield heading
        yield from (f"  {line}" for line in whole)


def _joined(*parts: str) -> str:
    return " · ".join(isolate(" ".join(part.split())) for part in parts if part)


def _day(day: date | None) -> str:
    return format_date(day) if day else ""


def _plain(value: Any) -> Any:
    """Dates as ISO text, tuples as lists, and names without the marks that isolate them."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items() if key != "number"}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, str):
        return value.translate(_MARKS)
    return value


_MARKS = dict.fromkeys((0x2066, 0x2068, 0x2069))
