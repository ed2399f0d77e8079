"""Who does what by when: one typed line, and the promises and follow-ups that come of it.

`Rosa call the bus office fri` is read from both ends: a name that is known (or anything before a
colon) is who, the longest end that means a day is when, and the rest is what.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import _
from liaison_app.language.due_dates import parse_due
from liaison_app.language.folding import fold
from liaison_app.records.partnership import Commitment, FollowUp, Owner
from liaison_app.workspace import Add, Change, Put, Remove

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from liaison_app.actions.visit_drafts import Step, VisitDraft
    from liaison_app.workspace import Workspace

_LONGEST_DAY = 5  # words: "on the 24th of November"
_LONGEST_NAME = 3
_BEFORE_A_DAY = frozenset(
    fold(word) for word in ("by", "before", "until", "till", "antes", "hasta", "قبل", "حتى")
)


@dataclass(frozen=True)
class Speaker:
    """Someone a step may name: the staff and the people of the family.

    Attributes:
        name: as it is shown.
        called: other names for the same, such as the given name alone.
        staff: id of the member of staff, "" for someone of the family.
    """

    name: str
    called: tuple[str, ...] = ()
    staff: str = ""


@dataclass(frozen=True)
class Said:
    """What a typed line means; `what` is "" while there is nothing to do in it."""

    what: str
    who: str = ""
    due: date | None = None


def read_line(line: str, speakers: Sequence[Speaker], today: date, *, month_first: bool) -> Said:
    """Read one line of who does what by when.

    Args:
        line: as it was typed, in any script.
        speakers: whose names may stand first without a colon.
        today: the local date; a weekday is the next one to come.
        month_first: 3/4 is March 4.
    """
    words = line.split()
    due, words = _day_at_the_end(words, today, month_first=month_first)
    who, words = _name_at_the_start(words, speakers)
    return Said(" ".join(words).strip(" ,;–—-"), who, due)


def speakers_of(workspace: Workspace, household: str) -> tuple[Speaker, ...]:
    """Staff who work here now and the people of a family, by every name they are called."""
    rows = workspace.read(
        "SELECT id AS staff, name, '' AS given FROM staff_member WHERE NOT deleted AND active"
        " UNION ALL SELECT '', trim(p.given_name || ' ' || p.family_name), p.given_name"
        " FROM household_member m JOIN person p ON p.id = m.person"
        " WHERE m.household = :household AND NOT m.deleted AND NOT p.deleted"
        " UNION ALL SELECT '', p.native_name, p.preferred_name"
        " FROM household_member m JOIN person p ON p.id = m.person"
        " WHERE m.household = :household AND NOT m.deleted AND NOT p.deleted",
        {"household": household},
    )
    found = []
    for row in rows:
        first = row["given"] or (row["name"].split()[0] if row["name"].split() else "")
        if row["name"] or first:
            found.append(Speaker(row["name"] or first, (first,), row["staff"]))
    return tuple(found)


def step_changes(workspace: Workspace, draft: VisitDraft) -> list[Change]:
    """The changes that make the promises and follow-ups of a visit what the draft says."""
    promises = _known(workspace, Commitment, draft.visit)
    follow_ups = _known(workspace, FollowUp, draft.visit)
    speakers = speakers_of(workspace, draft.household) if draft.steps else ()
    changes: list[Change] = []
    for step in draft.steps:
        if not step.what.strip():
            raise InvalidValue(_("Say what is to be done, or take the empty line out."))
        own, other = (promises, follow_ups) if step.told else (follow_ups, promises)
        if step.id in own:
            values = {"what": step.what, "who": step.who, "due": step.due, "deleted": False}
            changes.append(Put(Commitment if step.told else FollowUp, step.id, values))
        elif step.id in other:
            changes.append(Remove(FollowUp if step.told else Commitment, step.id))
            changes.append(Add(_record(workspace, draft, step, workspace.new_id(), speakers)))
        else:
            changes.append(Add(_record(workspace, draft, step, step.id, speakers)))
    gone = set(draft.dropped) - {step.id for step in draft.steps}
    changes += [Remove(Commitment, one) for one in promises if one in gone]
    changes += [Remove(FollowUp, one) for one in follow_ups if one in gone]
    return changes


def _known(workspace: Workspace, cls: type[Commitment | FollowUp], visit: str) -> set[str]:
    """Ids of a visit's steps; those that an undo removed count too, and are brought back."""
    sql = f"SELECT id FROM {cls.TYPE.name} WHERE visit = :visit"  # noqa: S608  (a declared type)
    return {row["id"] for row in workspace.read(sql, {"visit": visit})}


def _record(
    workspace: Workspace, draft: VisitDraft, step: Step, step_id: str, speakers: Sequence[Speaker]
) -> Commitment | FollowUp:
    speaker = _speaker(step.who, speakers)
    if step.told:
        family = speaker is not None and not speaker.staff
        return Commitment(
            id=step_id,
            household=draft.household,
            what=step.what,
            who=step.who,
            owner=Owner.FAMILY if family else Owner.SCHOOL,
            due=step.due,
            visit=draft.visit,
        )
    whose = speaker.staff if speaker else "" if step.who else workspace.person
    return FollowUp(
        id=step_id,
        household=draft.household,
        what=step.what,
        who=step.who,
        staff=whose,
        due=step.due,
        visit=draft.visit,
    )


def _day_at_the_end(
    words: list[str], today: date, *, month_first: bool
) -> tuple[date | None, list[str]]:
    """The longest end that means a day. A number before a weekday belongs to what is done."""
    for length in range(min(_LONGEST_DAY, len(words) - 1), 0, -1):
        end = words[-length:]
        due = _day(end, today, month_first=month_first)
        if due is None:
            continue
        if end[0].isdecimal() and _day(end[1:], today, month_first=month_first):
            continue
        rest = words[:-length]
        if len(rest) > 1 and fold(rest[-1]) in _BEFORE_A_DAY:
            rest = rest[:-1]
        return due, rest
    return None, words


def _day(words: list[str], today: date, *, month_first: bool) -> date | None:
    if not words or all(word.isdecimal() for word in words):
        return None  # "bus 24" is no date
    return parse_due(" ".join(words).rstrip(".,;"), today, month_first=month_first)


def _name_at_the_start(words: list[str], speakers: Sequence[Speaker]) -> tuple[str, list[str]]:
    for length in range(1, min(_LONGEST_NAME, len(words) - 1) + 1):
        if words[length - 1].endswith((":", "：")):  # also as a Chinese keyboard types it
            return " ".join(words[:length])[:-1], words[length:]
    for length in range(min(_LONGEST_NAME, len(words) - 1), 0, -1):
        found = _speaker(" ".join(words[:length]), speakers)
        if found:
            return " ".join(words[:length]), words[length:]
    return "", words


def _speaker(name: str, speakers: Sequence[Speaker]) -> Speaker | None:
    sought = fold(name)
    if not sought:
        return None
    for speaker in speakers:
        if sought in {fold(called) for called in (speaker.name, *speaker.called)}:
            return speaker
    return None
