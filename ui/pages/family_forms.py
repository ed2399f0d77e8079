"""What the form of a new record of a family asks for, and what it starts with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.actions import families, goals, records
from liaison_app.actions.record_types import describe
from ui.pages.record_form import Wanted

if TYPE_CHECKING:
    from liaison_app.workspace import Touched, Workspace
    from ui.forms.spec import Value
    from ui.pages.record_form import Write

# The rest of a type's fields is asked when the record is opened again.
_ASKED: dict[str, tuple[str, ...]] = {
    "visit": ("planned_start", "planned_minutes", "place", "kind", "staff", "language"),
    "note": ("text", "at", "language"),
    "contact_log": ("channel", "reached", "person", "gist", "at", "direction"),
    "family_story": ("words", "gist", "topic", "language", "told_by", "told_on"),
    "commitment": ("what", "who", "owner", "due", "language"),
    "follow_up": ("what", "who", "staff", "due"),
    "goal": (
        *("family_words", "language", "school_words", "child", "agreed_by", "agreed_on"),
        *("review_on", "earlier"),
    ),
    "goal_step": ("what", "side", "how_often", "due", "language", "goal"),
    "goal_progress": ("state", "side", "words", "language", "said_on", "goal"),
    "contact_point": ("person", "kind", "value", "may_text", "may_leave_message"),
    "household_member": ("person", "days", "since"),
    "consent": (
        *("giver", "concerns", "capacity", "purpose", "recipient", "data", "state", "means"),
        *("language", "interpreter", "given_on", "expires_on"),
    ),
}


def new(workspace: Workspace, household: str, type_name: str, **extra: Value) -> Wanted:
    """The form of a new record of a type in a family's page."""
    fields = {one.name for one in describe(type_name).fields}
    started = _started(workspace, type_name, families.home_language(workspace, household))
    values: dict[str, Value] = {**started, **extra}
    if "household" in fields:
        values["household"] = household
    return Wanted(
        type_name,
        values=values,
        hidden=("household",),
        only=_ASKED.get(type_name, ()),
        household=household,
    )


def goal_writes(workspace: Workspace) -> dict[str, Write]:
    """How forms about goals are written: what gives way to another goal keeps its past."""

    def goal(values: dict[str, Value], draft: str) -> Touched:
        earlier = str(values.get("earlier") or "")
        if earlier:
            return goals.change(workspace, earlier, values, draft=draft)
        return records.add(workspace, "goal", values, draft=draft)

    return {
        "goal": goal,
        "goal_progress": lambda values, draft: goals.say_progress(workspace, values, draft=draft),
    }


def _started(workspace: Workspace, type_name: str, language: str) -> dict[str, Value]:
    today, now, me = workspace.today(), workspace.now(), workspace.person
    known: dict[str, dict[str, Value]] = {
        "visit": {"place": "home", "planned_minutes": 45, "staff": me, "language": language},
        "note": {"at": now, "author": me},
        "contact_log": {"at": now, "staff": me},
        "family_story": {"told_on": today, "staff": me, "language": language},
        "commitment": {"owner": "school"},
        "follow_up": {"staff": me},
        "goal": {"agreed_on": today, "language": language, "staff": me},
        "goal_step": {"side": "home"},
        "goal_progress": {"said_on": today, "side": "home", "language": language},
        "consent": {"given_on": today, "language": language},
        "assignment": {"since": today},
    }
    return known.get(type_name, {})
