"""Commands that plan visits, write them down, and put right what went to the wrong family."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from liaison_app.actions import debriefs, drafts, never_kept, visits
from liaison_app.actions.references import resolve
from liaison_app.actions.visit_drafts import PERSON, STAFF, Step, draft_id
from liaison_app.cli import group
from liaison_app.cli.session import Session, print_json
from liaison_app.errors import InvalidValue, UnreadableInput
from liaison_app.language.catalogues import _
from liaison_app.language.due_dates import parse_due
from liaison_app.language.folding import fold
from liaison_app.records.partnership import Role, Visit, VisitKind, VisitOutcome, VisitPlace

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from liaison_app.actions.debriefs import Debrief
    from liaison_app.records import Choice
    from liaison_app.workspace import Workspace

pass_session = click.make_pass_decorator(Session)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
household_option = click.option("--household", required=True, metavar="FAMILY", help="Id or name.")
at_option = click.option("--at", metavar="TIME", help="2026-11-24T15:00; local without zone.")
who_option = click.option(
    "--who",
    multiple=True,
    metavar="PERSON",
    help="Someone of the family by name or id, staff:NAME, interpreter, or interpreter:NAME.",
)


def values(choices: type[Choice]) -> click.Choice[str]:
    """The stored values of a choice, for an option."""
    return click.Choice([one.value for one in choices])


@group.group()
def visit() -> None:
    """Plan visits, write them down, put right what went to the wrong family."""


@visit.command("plan")
@household_option
@click.option("--at", required=True, metavar="TIME", help="2026-11-24T15:00, local.")
@click.option("--minutes", type=click.IntRange(1, 1440), default=45, show_default=True)
@click.option("--place", type=values(VisitPlace), default="home", show_default=True)
@click.option("--kind", type=values(VisitKind), default="relationship", show_default=True)
@who_option
@json_option
@pass_session
def plan_visit(
    session: Session, /, household: str, at: str, *, as_json: bool, **given: Any
) -> None:
    """Plan a visit; prints its id."""
    workspace = session.workspace
    family = resolve(workspace, "household", household)
    people = debriefs.start(workspace, household=family)
    who = _keys(workspace, people, given.pop("who"))
    visit_id = visits.plan(workspace, family, moment(at), who=who, **given)
    if as_json:
        print_json({"id": visit_id})
    else:
        click.echo(visit_id)


@visit.command("record")
@click.argument("visit_id", metavar="[VISIT]", default="")
@click.option("--household", metavar="FAMILY", default="", help="For an unplanned visit.")
@click.option("--outcome", type=values(VisitOutcome), required=True)
@click.option("--place", type=values(VisitPlace))
@who_option
@click.option("--note", metavar="TEXT", help="Staff's note.")
@click.option("--note-file", type=click.File(encoding="utf-8"), help="- reads standard input.")
@click.option("--words", metavar="TEXT", help="What the family said, in their words.")
@click.option("--promise", multiple=True, metavar="WHAT|WHO|BY", help="The family was told.")
@click.option("--follow-up", multiple=True, metavar="WHAT|WHO|BY", help="Staff's own next step.")
@click.option("--minutes", type=click.IntRange(0, 1440))
@click.option("--language", metavar="TAG")
@at_option
@json_option
@pass_session
def record_visit(
    session: Session, /, visit_id: str, household: str, *, as_json: bool, **given: Any
) -> None:
    """Write down a planned visit, change a recorded one, or record an unplanned one."""
    workspace = session.workspace
    family = resolve(workspace, "household", household) if household else ""
    if visit_id and not drafts.find(workspace, draft_id(visit_id)):
        workspace.get(Visit, visit_id)  # a slip of the pen must not begin another visit
    debrief = debriefs.start(workspace, visit_id, family)
    draft = debrief.draft
    note = _read(given["note_file"]) if given["note_file"] else given["note"]
    texts = {"note": note, "words": given["words"]}
    facts = {name: given[name] for name in ("outcome", "place", "minutes", "language")}
    chosen: dict[str, Any] = {k: v for k, v in {**facts, **texts}.items() if v is not None}
    if given["at"]:
        chosen["when"] = moment(given["at"])
    if given["who"]:
        chosen["who"] = _keys(workspace, debrief, given["who"])
    steps = [_step(workspace, text, told=True) for text in given["promise"]]
    steps += [_step(workspace, text, told=False) for text in given["follow_up"]]
    # what stands half typed in the window stays there
    whole = replace(draft, **chosen, steps=(*draft.steps, *steps))
    recorded = visits.record(workspace, whole, discard=False)
    warn(note, given["words"])
    if as_json:
        print_json(asdict(recorded))
    else:
        click.echo(recorded.visit)


@visit.command("move")
@click.argument("visit_id", metavar="VISIT")
@household_option
@pass_session
def move_visit(session: Session, visit_id: str, household: str) -> None:
    """Give a visit, and what was written about it, to the family it was really with."""
    family = resolve(session.workspace, "household", household)
    visits.move(session.workspace, visit_id, family)


@visit.command("withdraw")
@click.argument("visit_id", metavar="VISIT")
@click.option("--yes", is_flag=True, help="Do not ask.")
@pass_session
def withdraw_visit(session: Session, visit_id: str, *, yes: bool) -> None:
    """Empty every word written about a visit, for good, and remove it."""
    if not yes:
        question = _("Empty every word of this visit, on every laptop? Undo cannot help.")
        click.confirm(question, abort=True, err=True)
    visits.withdraw(session.workspace, visit_id)


def moment(text: str) -> datetime:
    """A time as it was typed; without a zone it is local."""
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except ValueError:
        raise InvalidValue(_("Write the time like 2026-11-24T15:00.")) from None


def _read(file: TextIO) -> str:
    try:
        return file.read()
    except UnicodeDecodeError:
        raise UnreadableInput(_("The note is no UTF-8 text. Save it as UTF-8 again.")) from None


def _keys(workspace: Workspace, debrief: Debrief, who: Iterable[str]) -> tuple[str, ...]:
    return tuple(_key(workspace, debrief, text) for text in who)


def _key(workspace: Workspace, debrief: Debrief, text: str) -> str:
    role, colon, name = text.partition(":")
    if role in {one.value for one in Role} and (colon or role == Role.INTERPRETER):
        return f"{role}:{name}"
    if text.startswith(STAFF):
        return f"{STAFF}{resolve(workspace, 'staff_member', name)}"
    sought = fold(text)
    for one in debrief.people:
        if text in (one.key, one.key.removeprefix(PERSON)) or fold(one.name) == sought:
            return one.key
    return f"{PERSON}{resolve(workspace, 'person', text)}"


def _step(workspace: Workspace, text: str, *, told: bool) -> Step:
    what, who, by = ([part.strip() for part in text.split("|")] + ["", ""])[:3]
    due = parse_due(by, workspace.today()) if by else None
    if by and due is None:
        raise InvalidValue(
            _("“{text}” is no day. Write fri, 24 Nov or 2026-11-24.").format(text=by)
        )
    return Step(workspace.new_id(), what, who, due, told)


def warn(*texts: str | None) -> None:
    """Say what seems to be in a text that must never be kept; it was kept as asked."""
    if any(never_kept.look(text) for text in texts if text):
        words = _(
            "Warning: this seems to be about immigration papers or a Social Security number."
            " Schools must not keep that: record the visit again without it, then use “redact”."
        )
        click.echo(words, err=True)
