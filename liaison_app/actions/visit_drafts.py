"""What a debrief holds before it is saved, and how it lies in a draft.

Who was there is told by keys: `person:<id>` for someone of the family, `staff:<id>` for a member of
staff, and `<role>:<name>` for anyone else, the name being optional (`interpreter:`).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from liaison_app.actions.drafts import VISIT
from liaison_app.records.partnership import Role, VisitParticipant
from liaison_app.records.values import format_time, parse_time

if TYPE_CHECKING:
    from collections.abc import Mapping

PERSON, STAFF = "person:", "staff:"


@dataclass(frozen=True)
class Step:
    """Who does what by when.

    Attributes:
        id: of the promise or follow-up it is or will be.
        what: the thing to do.
        who: a name as it was typed; "" is whoever writes.
        due: a local date.
        told: the family was told, so it is a promise; else it is staff's own follow-up.
    """

    id: str
    what: str
    who: str = ""
    due: date | None = None
    told: bool = True


@dataclass(frozen=True)
class VisitDraft:
    """One visit as it is being written down.

    Attributes:
        visit: id of the visit, planned, recorded before, or new.
        household: id of the family.
        when: when it began, aware; None if unknown.
        minutes: how long it took.
        outcome: a value of `VisitOutcome`, "" while it is open.
        place: a value of `VisitPlace`.
        kind: a value of `VisitKind`.
        language: the tag of the language spoken.
        who: keys of who was there.
        had: keys that were on record when the debrief was opened; those missing from `who` go.
        note: staff's note.
        words: what the family said, in their words.
        topic: a value of `StoryTopic` for `words`.
        steps: promises and follow-ups.
        dropped: ids of recorded steps that were taken back.
    """

    visit: str
    household: str
    when: datetime | None = None
    minutes: int | None = None
    outcome: str = ""
    place: str = ""
    kind: str = ""
    language: str = ""
    who: tuple[str, ...] = ()
    had: tuple[str, ...] = ()
    note: str = ""
    words: str = ""
    topic: str = ""
    steps: tuple[Step, ...] = ()
    dropped: tuple[str, ...] = ()


def draft_id(visit: str) -> str:
    """The name of the draft of a visit."""
    return f"{VISIT}{visit}"


def as_content(draft: VisitDraft) -> dict[str, Any]:
    """A debrief as values that JSON can hold."""
    content = asdict(draft)
    for name in ("who", "had", "steps", "dropped"):
        content[name] = list(content[name])
    content["when"] = format_time(draft.when) if draft.when else ""
    for step in content["steps"]:
        step["due"] = step["due"].isoformat() if step["due"] else ""
    return content


def from_content(content: Mapping[str, Any], base: VisitDraft) -> VisitDraft:
    """Read a debrief back. What an older version did not keep is taken from `base`."""
    values = {f.name: content[f.name] for f in fields(VisitDraft) if f.name in content}
    for name in ("who", "had", "dropped"):
        values[name] = tuple(values.get(name, getattr(base, name)))
    if "when" in values:
        values["when"] = parse_time(values["when"]) if values["when"] else None
    values["steps"] = tuple(_step(step) for step in values.get("steps", ()))
    return VisitDraft(**{**vars(base), **values})


def participant(visit: str, key: str) -> VisitParticipant:
    """The record that says that someone was there."""
    if key.startswith(PERSON):
        return VisitParticipant(visit=visit, person=key.removeprefix(PERSON))
    if key.startswith(STAFF):
        return VisitParticipant(visit=visit, staff=key.removeprefix(STAFF), role=Role.CO_VISITOR)
    role, _colon, name = key.partition(":")
    known = next((one for one in Role if one.value == role), Role.OTHER)
    return VisitParticipant(visit=visit, name=name, role=known)


def key_of(there: VisitParticipant) -> str:
    """The key of someone who was there."""
    if there.person:
        return f"{PERSON}{there.person}"
    if there.staff:
        return f"{STAFF}{there.staff}"
    return f"{there.role}:{there.name}"


def _step(kept: Mapping[str, Any]) -> Step:
    due = kept.get("due")
    return Step(
        id=str(kept["id"]),
        what=str(kept.get("what", "")),
        who=str(kept.get("who", "")),
        due=date.fromisoformat(due) if due else None,
        told=bool(kept.get("told", True)),
    )
