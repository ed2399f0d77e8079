"""What goes along when a family is handed over, and what of it changes hands."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from liaison_app.actions.families import home_language
from liaison_app.actions.titles import language_name, local_date, title
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.dates import format_date
from liaison_app.language.folding import fold
from liaison_app.records.partnership import Commitment, FollowUp, Visit
from liaison_app.records.values import format_time
from liaison_app.records.voices import Question
from liaison_app.workspace import Put

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from liaison_app.records.handing import Handing
    from liaison_app.workspace import Change, Workspace


@dataclass(frozen=True)
class GoesAlong:
    """What a family brings with it.

    Attributes:
        promises: open promises.
        late: those of them whose day has passed.
        follow_ups: open next steps of staff.
        visits: visits that are planned from today on.
        unwritten: visits whose day has passed and of which nothing is written down yet.
        loans: kits that are out.
        goals: goals that are neither reached nor given up.
        questions: questions of the family that wait for an answer.
        consents: consents that stand today.
        language: spoken at home, in words.
        last_contact: the local date when somebody of the family was last met or reached.
    """

    promises: int
    late: int
    follow_ups: int
    visits: int
    unwritten: int
    loans: int
    goals: int
    questions: int
    consents: int
    language: str
    last_contact: date | None


_COUNTS = """
SELECT h.value AS household,
 (SELECT count(*) FROM commitment WHERE household = h.value AND state = 'open' AND NOT deleted)
  AS promises,
 (SELECT count(*) FROM commitment WHERE household = h.value AND state = 'open' AND NOT deleted
  AND due < :today) AS late,
 (SELECT count(*) FROM follow_up WHERE household = h.value AND state = 'open' AND NOT deleted)
  AS follow_ups,
 (SELECT count(*) FROM visit WHERE household = h.value AND outcome IS NULL AND NOT deleted
  AND planned_start >= :midnight) AS visits,
 (SELECT count(*) FROM visit WHERE household = h.value AND outcome IS NULL AND NOT deleted
  AND planned_start < :midnight) AS unwritten,
 (SELECT count(*) FROM loan WHERE household = h.value AND state = 'out' AND NOT deleted) AS loans,
 (SELECT count(*) FROM goal WHERE household = h.value AND NOT deleted
  AND state IN ('starting', 'moving')) AS goals,
 (SELECT count(*) FROM question WHERE household = h.value AND told_at IS NULL AND NOT deleted)
  AS questions,
 (SELECT count(*) FROM consent WHERE household = h.value AND state = 'given' AND NOT deleted
  AND withdrawn_on IS NULL AND coalesce(expires_on, '9999') >= :today) AS consents,
 max(coalesce((SELECT max(coalesce(started, planned_start)) FROM visit
   WHERE household = h.value AND NOT deleted AND outcome = 'met'), ''),
  coalesce((SELECT max(at) FROM contact_log WHERE household = h.value AND NOT deleted
   AND coalesce(reached, 1)), '')) AS contact
 FROM json_each(:families) h
"""


def along(workspace: Workspace, households: Sequence[str]) -> dict[str, GoesAlong]:
    """What each of these families brings with it."""
    rows = workspace.read(
        _COUNTS,
        {
            "families": json.dumps(list(dict.fromkeys(households))),
            "today": workspace.today().isoformat(),
            "midnight": _midnight(workspace),
        },
    )
    return {
        row["household"]: GoesAlong(
            promises=row["promises"],
            late=row["late"],
            follow_ups=row["follow_ups"],
            visits=row["visits"],
            unwritten=row["unwritten"],
            loans=row["loans"],
            goals=row["goals"],
            questions=row["questions"],
            consents=row["consents"],
            language=language_name(home_language(workspace, row["household"])),
            last_contact=local_date(row["contact"]) if row["contact"] else None,
        )
        for row in rows
    }


def words(goes: GoesAlong) -> tuple[str, ...]:
    """What goes along, a short phrase each; the language first."""
    counted = (
        (goes.promises, ngettext("{count} open promise", "{count} open promises", goes.promises)),
        (goes.late, ngettext("{count} of them late", "{count} of them late", goes.late)),
        (goes.follow_ups, ngettext("{count} follow-up", "{count} follow-ups", goes.follow_ups)),
        (goes.visits, ngettext("{count} planned visit", "{count} planned visits", goes.visits)),
        (
            goes.unwritten,
            ngettext(
                "{count} visit not written down", "{count} visits not written down", goes.unwritten
            ),
        ),
        (goes.loans, ngettext("{count} kit on loan", "{count} kits on loan", goes.loans)),
        (goes.goals, ngettext("{count} goal", "{count} goals", goes.goals)),
        (goes.questions, ngettext("{count} question", "{count} questions", goes.questions)),
        (
            goes.consents,
            ngettext("{count} consent stands", "{count} consents stand", goes.consents),
        ),
    )
    said = [goes.language] if goes.language else []
    said += [phrase.format(count=count) for count, phrase in counted if count]
    if goes.last_contact:
        said.append(_("last contact {date}").format(date=format_date(goes.last_contact)))
    return tuple(said)


def moved(workspace: Workspace, handing: Handing, *, visits: bool, steps: bool) -> list[Change]:
    """Give open work to the new liaison.

    A visit whose day has passed stays with who made it: they write it down. What a colleague is to
    do stays theirs too.

    Args:
        workspace: where.
        handing: which family, from whom, to whom.
        visits: planned visits change hands.
        steps: open promises, follow-ups and questions do.
    """
    changes: list[Change] = []
    new = handing.receiver
    if visits:
        changes += _visits(workspace, handing.household, ["", handing.giver], new)
    if steps:
        changes += _steps(workspace, handing)
    return changes


def settled(
    workspace: Workspace, handing: Handing, staff: str, others: Sequence[str]
) -> list[Change]:
    """Give the work that two people took to the one of them who has the family.

    Args:
        workspace: where.
        handing: which family.
        staff: who has it.
        others: who took it as well.
    """
    changes = _visits(workspace, handing.household, others, staff)
    disputed = {
        (row["type"], row["id"])
        for row in workspace.read("SELECT type, id FROM conflict WHERE field = 'staff'")
    }
    waiting: list[FollowUp | Question] = [
        *workspace.all(FollowUp, household=handing.household, state="open"),
        *(one for one in workspace.all(Question, household=handing.household) if not one.told_at),
    ]
    changes += [
        Put(type(one), one.id, {"staff": staff}, settle=True)
        for one in waiting
        if one.staff in others or (one.TYPE.name, one.id) in disputed
    ]
    for other in others:
        changes += _promises(workspace, replace(handing, giver=other, receiver=staff))
    return changes


def _visits(workspace: Workspace, household: str, former: Sequence[str], new: str) -> list[Change]:
    """Planned visits from today on."""
    rows = workspace.read(
        "SELECT id FROM visit WHERE household = :household AND NOT deleted AND outcome IS NULL"
        " AND planned_start >= :midnight AND staff IN (SELECT value FROM json_each(:former))",
        {
            "household": household,
            "former": json.dumps(list(former)),
            "midnight": _midnight(workspace),
        },
    )
    return [Put(Visit, row["id"], {"staff": new}) for row in rows]


def _promises(workspace: Workspace, handing: Handing) -> list[Change]:
    """Promises say in words who keeps them."""
    who = _renaming(workspace, handing)
    return [
        Put(Commitment, promise.id, who(promise.who))
        for promise in workspace.all(Commitment, household=handing.household, state="open")
        if who(promise.who)
    ]


def _renaming(workspace: Workspace, handing: Handing) -> Callable[[str], dict[str, object]]:
    """Give what makes the new liaison's name of the former one's, and of nobody else's."""
    former = title(workspace, "staff_member", handing.giver) if handing.giver else ""
    name = title(workspace, "staff_member", handing.receiver)
    called = {fold(former), fold(former.split()[0])} if former.split() else set()

    def who(said: str) -> dict[str, object]:
        return {"who": name} if said and fold(said) in called else {}

    return who


def _steps(workspace: Workspace, handing: Handing) -> list[Change]:
    """Promises, follow-ups and questions that are open."""
    who = _renaming(workspace, handing)
    changes = _promises(workspace, handing)
    for step in workspace.all(FollowUp, household=handing.household, state="open"):
        if step.staff == handing.giver:
            values = {"staff": handing.receiver, **who(step.who)}
            changes.append(Put(FollowUp, step.id, values))
    changes += [
        Put(Question, question.id, {"staff": handing.receiver})
        for question in workspace.all(Question, household=handing.household, staff=handing.giver)
        if question.told_at is None
    ]
    return changes


def _midnight(workspace: Workspace) -> str:
    """The beginning of today, as times are stored."""
    return format_time(datetime.combine(workspace.today(), time()).astimezone().astimezone(UTC))
