"""What the form of a new record of a family asks for, and what it starts with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.actions import families
from liaison_app.actions.record_types import describe
from ui.pages.record_form import Wanted

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace
    from ui.forms.spec import Value

# The rest of a type's fields is asked when the record is opened again.
_ASKED: dict[str, tuple[str, ...]] = {
    "visit": ("planned_start", "planned_minutes", "place", "kind", "staff", "language"),
    "note": ("text", "at", "language"),
    "contact_log": ("channel", "reached", "person", "gist", "at", "direction"),
    "family_story": ("words", "gist", "topic", "language", "told_by", "told_on"),
    "commitment": ("what", "who", "owner", "due", "language"),
    "follow_up": ("what", "who", "staff", "due"),
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


def _started(workspace: Workspace, type_name: str, language: str) -> dict[str, Value]:
    today, now, me = workspace.today(), workspace.now(), workspace.person
    known: dict[str, dict[str, Value]] = {
        "visit": {"place": "home", "planned_minutes": 45, "staff": me, "language": language},
        "note": {"at": now, "author": me},
        "contact_log": {"at": now, "staff": me},
        "family_story": {"told_on": today, "staff": me, "language": language},
        "commitment": {"owner": "school"},
        "follow_up": {"staff": me},
        "consent": {"given_on": today, "language": language},
        "assignment": {"since": today},
    }
    return known.get(type_name, {})
