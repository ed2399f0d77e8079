"""Planning visits and writing them down: one visit, one transaction, one undo step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar, cast

from liaison_app.actions.emptying import Rights
from liaison_app.actions.steps import step_changes
from liaison_app.actions.visit_drafts import draft_id, key_of, participant
from liaison_app.errors import InvalidValue, UnknownRecord
from liaison_app.language.catalogues import _
from liaison_app.records import Choice, Record
from liaison_app.records.partnership import (
    Commitment,
    FamilyStory,
    FollowUp,
    Note,
    StoryTopic,
    Visit,
    VisitKind,
    VisitOutcome,
    VisitParticipant,
    VisitPlace,
)
from liaison_app.workspace import Add, Change, Put, Redact, Remove

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from liaison_app.actions.visit_drafts import VisitDraft
    from liaison_app.workspace import Workspace

C = TypeVar("C", bound=Choice)

_PARTS = (Note, FamilyStory, Commitment, FollowUp)
_WRITTEN: tuple[tuple[type[Record], tuple[str, ...]], ...] = (
    (VisitParticipant, ("name",)),
    (Note, ("text",)),
    (FamilyStory, ("words", "gist")),
    (Commitment, ("what", "who")),
    (FollowUp, ("what", "who")),
)


_OF_A_DEBRIEF = (
    *("household", "started", "minutes", "kind", "place", "outcome", "language"),
    *("staff", "debriefed"),
)


@dataclass(frozen=True)
class Recorded:
    """A visit that was written down: its id, the action's number (0: nothing changed), counts."""

    visit: str
    number: int
    promises: int
    follow_ups: int


def plan(
    workspace: Workspace,
    household: str,
    start: datetime,
    *,
    minutes: int | None = 45,
    place: str = VisitPlace.HOME.value,
    kind: str = VisitKind.RELATIONSHIP.value,
    language: str = "",
    who: Iterable[str] = (),
    staff: str = "",
) -> str:
    """Plan a visit; gives its id.

    Args:
        workspace: where.
        household: id of the family.
        start: an aware time.
        minutes: how long it should take.
        place: a value of `VisitPlace`.
        kind: a value of `VisitKind`.
        language: the tag of the language to be spoken.
        who: keys of who should be there (see `visit_drafts`).
        staff: id of who visits; by default whoever works at this laptop.

    Raises:
        InvalidValue: a value does not fit, or the family is not there.
    """
    visit = workspace.new_id()
    planned = Visit(
        id=visit,
        household=household,
        planned_start=start,
        planned_minutes=minutes,
        kind=_choice(VisitKind, kind),
        place=_choice(VisitPlace, place),
        language=language,
        staff=staff or workspace.person,
    )
    changes: list[Change] = [Add(planned)]
    changes += [Add(participant(visit, key)) for key in who]
    workspace.commit("visit.plan", changes)
    return visit


def record(
    workspace: Workspace, draft: VisitDraft, *, by: object = None, discard: bool = True
) -> Recorded:
    """Write a visit down, or change one that was: all of it in one transaction.

    What was typed in the draft wins over what is on record; what others added meanwhile stays. The
    draft that was kept of it is deleted. Doing it twice with the same draft changes nothing.

    Args:
        workspace: where.
        draft: the debrief.
        by: handed back in `Touched`.
        discard: delete the draft; without it, whoever goes on typing meanwhile does so.

    Raises:
        InvalidValue: how the visit ended is missing, or a value does not fit.
        NoRoom, ReadOnlyPlace, Locked: nothing was written; the draft is still there.
    """
    if not draft.outcome:
        raise InvalidValue(_("Choose how the visit ended; everything else may stay empty."))
    before = find(workspace, draft.visit)
    changes: list[Change] = [_visit_change(workspace, draft, before)]
    if before and before.household != draft.household:
        changes += _moving(workspace, draft.visit, draft.household)
    changes += _who_changes(workspace, draft)
    changes += _note_changes(workspace, draft)
    changes += _story_changes(workspace, draft)
    changes += step_changes(workspace, draft)
    action = "visit.amend" if before and before.debriefed else "visit.record"
    kept = draft_id(draft.visit) if discard else ""
    touched = workspace.commit(action, changes, by=by, discard_draft=kept)
    told = sum(step.told for step in draft.steps)
    return Recorded(draft.visit, touched.number, told, len(draft.steps) - told)


def move(workspace: Workspace, visit: str, household: str) -> int:
    """Give a visit, and all that was written about it, to the family it was really with.

    Who was there is forgotten, since those are people of the other family. The action's number is
    given, for undo. What the history of the records says stays: to take words away from everybody,
    use `withdraw`.

    Raises:
        UnknownRecord: there is no such visit.
        InvalidValue: there is no such family.
    """
    workspace.get(Visit, visit)
    changes: list[Change] = [Put(Visit, visit, {"household": household})]
    changes += _moving(workspace, visit, household)
    people = [one for one in workspace.all(VisitParticipant, visit=visit) if one.person]
    changes += [Remove(VisitParticipant, one.id) for one in people]
    return workspace.commit("visit.move", changes).number


def withdraw(workspace: Workspace, visit: str) -> int:
    """Empty every word written about a visit, on every laptop and in its history, and remove it.

    For what must not be kept or was typed about the wrong family. Undo does not bring it back.

    Raises:
        UnknownRecord: there is no such visit.
        NotAllowed: some of it was sent, or a colleague wrote it, and this is no coordinator's
            laptop.
    """
    workspace.get(Visit, visit)
    changes: list[Change] = [Redact(Visit, visit, "family_said")]
    for cls, texts in _WRITTEN:
        # what was removed before is emptied too: its words are still in the history
        sql = f"SELECT id FROM {cls.TYPE.name} WHERE visit = :visit"  # noqa: S608  (declared)
        for row in workspace.read(sql, {"visit": visit}):
            changes += [Redact(cls, row["id"], name) for name in texts]
            changes.append(Remove(cls, row["id"]))
    changes.append(Remove(Visit, visit))
    with workspace.shared.writing:  # no file may be made between the look and the commit
        Rights(workspace).require(one for one in changes if isinstance(one, Redact))
        return workspace.commit("visit.withdraw", changes, discard_draft=draft_id(visit)).number


def find(workspace: Workspace, visit: str) -> Visit | None:
    """The visit with this id, removed ones included; None if there is none."""
    try:
        return workspace.get(Visit, visit)
    except UnknownRecord:
        return None


def _visit_change(workspace: Workspace, draft: VisitDraft, before: Visit | None) -> Change:
    made = Visit(
        id=draft.visit,
        household=draft.household,
        started=draft.when,
        minutes=draft.minutes,
        kind=_choice(VisitKind, draft.kind),
        place=_choice(VisitPlace, draft.place),
        outcome=_choice(VisitOutcome, draft.outcome),
        language=draft.language,
        staff=workspace.person,
        debriefed=workspace.now(),
    )
    if before is None:
        return Add(made)
    made = replace(
        made,
        staff=before.staff or made.staff,
        debriefed=before.debriefed or made.debriefed,
    )
    values = {name: getattr(made, name) for name in _OF_A_DEBRIEF}
    # A value that this program does not know stays as it is while nobody chooses another.
    changed = {name: v for name, v in values.items() if v != getattr(before, name)}
    return Put(Visit, before.id, {**changed, "deleted": False})


def _who_changes(workspace: Workspace, draft: VisitDraft) -> list[Change]:
    there = {key_of(one): one for one in workspace.all(VisitParticipant, visit=draft.visit)}
    added = [key for key in dict.fromkeys(draft.who) if key not in there]
    gone = [key for key in draft.had if key in there and key not in draft.who]
    changes: list[Change] = [Add(participant(draft.visit, key)) for key in added]
    changes += [Remove(VisitParticipant, there[key].id) for key in gone]
    return changes


def _note_changes(workspace: Workspace, draft: VisitDraft) -> list[Change]:
    mine = own_note(workspace, draft.visit)
    if mine:
        if mine.deleted and not draft.note:
            return []
        return [Put(Note, mine.id, {"text": draft.note, "deleted": False})]
    if not draft.note.strip():
        return []
    note = Note(
        household=draft.household,
        visit=draft.visit,
        text=draft.note,
        at=draft.when or workspace.now(),
        author=workspace.person,
    )
    return [Add(note)]


def _story_changes(workspace: Workspace, draft: VisitDraft) -> list[Change]:
    mine = own_story(workspace, draft.visit)
    topic = _choice(StoryTopic, draft.topic) or StoryTopic.OTHER
    if mine:
        return [Put(FamilyStory, mine.id, {"words": draft.words, "topic": topic})]
    if not draft.words.strip():
        return []
    told = draft.when.astimezone().date() if draft.when else workspace.today()
    story = FamilyStory(
        household=draft.household,
        topic=topic,
        words=draft.words,
        language=draft.language,
        told_on=told,
        staff=workspace.person,
        visit=draft.visit,
    )
    return [Add(story)]


def own_note(workspace: Workspace, visit: str) -> Note | None:
    """The note that whoever works here wrote about a visit; one removed by an undo counts too."""
    rows = workspace.read(  # the + keeps SQLite from walking all notes of the author
        "SELECT id FROM note WHERE visit = :visit AND +author = :me"
        " ORDER BY deleted, n DESC LIMIT 1",
        {"visit": visit, "me": workspace.person},
    )
    return workspace.get(Note, rows[0]["id"]) if rows else None


def own_story(workspace: Workspace, visit: str) -> FamilyStory | None:
    """What whoever works here wrote down of the family's words at a visit."""
    rows = workspace.all(FamilyStory, visit=visit)
    return next((one for one in rows if one.staff == workspace.person), None)


def _moving(workspace: Workspace, visit: str, household: str) -> list[Change]:
    return [
        Put(cls, one.id, {"household": household})
        for cls in _PARTS
        for one in workspace.all(cls, visit=visit)
    ]


def _choice(choices: type[C], value: str) -> C | None:
    """The member of a value; a value that is none stays text, for the writer to judge."""
    return next((one for one in choices if one.value == value), cast(C | None, value or None))
