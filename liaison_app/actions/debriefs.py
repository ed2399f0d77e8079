"""What the screen needs to write a visit down: who may have been there, what stood before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from liaison_app.actions import drafts
from liaison_app.actions.steps import Speaker, speakers_of
from liaison_app.actions.titles import call_name, person_name, title
from liaison_app.actions.visit_drafts import (
    PERSON,
    STAFF,
    Step,
    VisitDraft,
    draft_id,
    key_of,
)
from liaison_app.actions.visits import find, own_note, own_story
from liaison_app.errors import InvalidValue
from liaison_app.language import catalogues
from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate
from liaison_app.records.partnership import (
    Commitment,
    FollowUp,
    PromiseState,
    Role,
    Visit,
    VisitParticipant,
    VisitPlace,
)
from liaison_app.records.people import Household, Relation
from liaison_app.records.values import parse_time

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from liaison_app.workspace import Draft, Workspace

_PROMISES_SHOWN = 5


@dataclass(frozen=True)
class Attendee:
    """Someone who may have been there.

    Attributes:
        key: as in `VisitDraft.who`.
        name: what they are called.
        detail: relation of an adult, age of a child, role of anyone else; may be empty.
    """

    key: str
    name: str
    detail: str = ""


@dataclass(frozen=True)
class OpenPromise:
    """A promise that is not settled yet; `due` is a local date."""

    id: str
    what: str
    who: str
    due: date | None


@dataclass(frozen=True)
class LastNote:
    """The newest note about the family from before this visit; `at` in UTC."""

    text: str
    at: datetime | None


@dataclass(frozen=True)
class Debrief:
    """A visit ready to be written down.

    Attributes:
        draft: the values to begin with, from the record, the plan, or nothing.
        kept: what was typed before and not saved; it wins over `draft`.
        family: what the family is called.
        wishes: what the family asked for about visits.
        planned: when it was to be, in UTC.
        recorded: it was written down before, so saving changes it.
        people: the family, adults first, then staff and others.
        languages: tags of the family's languages, then those of the office.
        speakers: whose names begin a step.
        promises: open promises made before, soonest first.
        last_note: what was written last.
    """

    draft: VisitDraft
    kept: Draft | None
    family: str
    wishes: str
    planned: datetime | None
    recorded: bool
    people: tuple[Attendee, ...]
    languages: tuple[str, ...]
    speakers: tuple[Speaker, ...]
    promises: tuple[OpenPromise, ...]
    last_note: LastNote | None


def start(workspace: Workspace, visit: str = "", household: str = "") -> Debrief:
    """Begin, resume or reopen the writing down of a visit.

    Args:
        workspace: where.
        visit: id of a planned or recorded visit, or of a draft; "" for an unplanned one.
        household: the family of an unplanned visit.

    Raises:
        UnknownRecord: there is no such visit or family.
        InvalidValue: neither a visit nor a family is named.
    """
    record = find(workspace, visit) if visit else None
    kept = drafts.find(workspace, draft_id(visit)) if visit else None
    family_id = _household(record, kept, household)
    family = workspace.get(Household, family_id)
    draft = _base(workspace, record, visit or workspace.new_id(), family)
    people = _family(workspace, family_id)
    people += _others(workspace, family_id, [*draft.who, *_kept_who(kept)], people)
    return Debrief(
        draft=draft,
        kept=kept,
        family=title(workspace, "household", family_id),
        wishes=family.visit_wishes,
        planned=record.planned_start if record else None,
        recorded=bool(record and record.debriefed and not record.deleted),
        people=tuple(people),
        languages=_languages(workspace, family),
        speakers=speakers_of(workspace, family_id),
        promises=_promises(workspace, family_id, draft.visit),
        last_note=_last_note(workspace, family_id, draft.visit),
    )


def _household(record: Visit | None, kept: Draft | None, household: str) -> str:
    found = household or (record.household if record else "")
    found = str(kept.content.get("household", "")) if kept and not found else found
    if not found:
        raise InvalidValue(_("Choose the family that the visit was with."))
    return found


def _base(workspace: Workspace, record: Visit | None, visit: str, family: Household) -> VisitDraft:
    if record is None:
        now = workspace.now()
        return VisitDraft(
            visit=visit,
            household=family.id,
            when=now,
            place=VisitPlace.HOME,
            language=family.home_language,
        )
    note, story = own_note(workspace, visit), own_story(workspace, visit)
    # After an undo the words are offered again: whoever undid a save wants to correct, not retype.
    text = note.text if note and (not note.deleted or record.outcome is None) else ""
    there = tuple(key_of(one) for one in workspace.all(VisitParticipant, visit=visit))
    return VisitDraft(
        visit=visit,
        household=family.id,
        when=record.started or record.planned_start,
        minutes=record.minutes or record.planned_minutes,
        outcome=record.outcome or "",
        place=record.place or VisitPlace.HOME,
        kind=record.kind or "",
        language=record.language or family.home_language,
        who=there,
        had=there,
        note=text,
        words=story.words if story else "",
        topic=story.topic if story else "",
        steps=_steps(workspace, visit),
    )


def _steps(workspace: Workspace, visit: str) -> tuple[Step, ...]:
    promises = [
        Step(one.id, one.what, one.who, one.due, told=True)
        for one in workspace.all(Commitment, visit=visit)
    ]
    own = [
        Step(one.id, one.what, one.who, one.due, told=False)
        for one in workspace.all(FollowUp, visit=visit)
    ]
    return (*promises, *own)


def _family(workspace: Workspace, household: str) -> list[Attendee]:
    """The people of a family: adults, the first contact leading, then children by age."""
    rows = workspace.read(
        "SELECT p.*, (SELECT r.relation FROM relationship r"
        "   JOIN household_member c ON c.person = r.child AND c.household = m.household"
        "   WHERE r.adult = p.id AND NOT r.deleted AND NOT c.deleted LIMIT 1) AS relation,"
        " (SELECT max(r.primary_contact) FROM relationship r"
        "   WHERE r.adult = p.id AND NOT r.deleted) AS first"
        " FROM household_member m JOIN person p ON p.id = m.person"
        " WHERE m.household = :household AND NOT m.deleted AND NOT p.deleted"
        " AND (m.until IS NULL OR m.until >= :today)"
        " ORDER BY p.is_child, first DESC, p.birth_date, p.n",
        {"household": household, "today": workspace.today().isoformat()},
    )
    found = []
    for row in dict.fromkeys(rows):
        name = call_name(row) if row["is_child"] else person_name(row)
        detail = age(row["birth_date"], workspace.today()) if row["is_child"] else _relation(row)
        found.append(Attendee(f"{PERSON}{row['id']}", name, detail))
    return found


def age(birth_date: str | None, today: date) -> str:
    """Whole years from a stored date of birth to a day; "" if it is unknown or to come."""
    if not birth_date or not birth_date[:4].isdecimal():
        return ""
    had_birthday = today.isoformat()[5:] >= birth_date[5:]
    years = today.year - int(birth_date[:4]) - (0 if had_birthday else 1)
    return str(years) if years >= 0 else ""


def _relation(row: Any) -> str:
    known = next((one for one in Relation if one.value == row["relation"]), None)
    return _(known.label) if known and known is not Relation.UNKNOWN else ""


def _others(
    workspace: Workspace, household: str, chosen: Iterable[str], people: list[Attendee]
) -> list[Attendee]:
    """Colleagues of this family, an interpreter, and whoever else is chosen already."""
    rows = workspace.read(
        "SELECT DISTINCT s.id, s.name FROM assignment a JOIN staff_member s ON s.id = a.staff"
        " WHERE a.household = :household AND NOT a.deleted AND s.active AND s.id != :me"
        " AND (a.until IS NULL OR a.until >= :today) ORDER BY s.name",
        {"household": household, "me": workspace.person, "today": workspace.today().isoformat()},
    )
    found = [Attendee(f"{STAFF}{row['id']}", row["name"]) for row in rows]
    found.append(Attendee(f"{Role.INTERPRETER}:", _(Role.INTERPRETER.label)))
    known = {one.key for one in (*people, *found)}
    new = [key for key in dict.fromkeys(chosen) if key not in known]
    return found + [attendee(workspace, key) for key in new]


def attendee(workspace: Workspace, key: str) -> Attendee:
    """Someone named by a key alone, such as a guest, or a person who has left the family."""
    for prefix, type_name in ((PERSON, "person"), (STAFF, "staff_member")):
        if key.startswith(prefix):
            return Attendee(key, title(workspace, type_name, key.removeprefix(prefix)))
    role, _colon, name = key.partition(":")
    known = next((_(one.label) for one in Role if one.value == role), role)
    return Attendee(key, name or known, known if name and role != Role.OTHER else "")


def _kept_who(kept: Draft | None) -> list[str]:
    return [str(key) for key in kept.content.get("who", ())] if kept else []


def _languages(workspace: Workspace, family: Household) -> tuple[str, ...]:
    rows = workspace.read(
        "SELECT DISTINCT l.language FROM household_member m"
        " JOIN person_language l ON l.person = m.person"
        " WHERE m.household = :household AND NOT m.deleted AND NOT l.deleted",
        {"household": family.id},
    )
    spoken = [family.home_language, *(row["language"] for row in rows)]
    office = [catalogues.SOURCE, catalogues.current()]
    tags = dict.fromkeys(tag for tag in (*spoken, *office) if tag and tag != catalogues.PSEUDO)
    return tuple(tags)


def _promises(workspace: Workspace, household: str, visit: str) -> tuple[OpenPromise, ...]:
    found = workspace.all(Commitment, household=household)
    before = [one for one in found if one.state == PromiseState.OPEN and one.visit != visit]
    before.sort(key=lambda one: (one.due is None, one.due))
    return tuple(
        OpenPromise(one.id, one.what, isolate(one.who), one.due) for one in before[:_PROMISES_SHOWN]
    )


def _last_note(workspace: Workspace, household: str, visit: str) -> LastNote | None:
    rows = workspace.read(
        "SELECT text, at FROM note WHERE household = :household AND NOT deleted AND text != ''"
        " AND +visit != :visit ORDER BY at DESC LIMIT 1",
        {"household": household, "visit": visit},
    )
    if not rows:
        return None
    at = rows[0]["at"]
    return LastNote(rows[0]["text"], parse_time(at) if at else None)
