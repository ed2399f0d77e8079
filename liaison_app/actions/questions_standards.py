"""The district's service standards, met and not met: numbers without any family in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import TYPE_CHECKING

from liaison_app.language.catalogues import _
from liaison_app.packets.school_days import answer_days, school_days_of
from liaison_app.records.values import parse_time
from liaison_app.records.voices import ServiceStandard, Standard
from liaison_app.workspace import Add, Put

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from liaison_app.workspace import Workspace


@dataclass(frozen=True)
class StandardCount:
    """How a standard was kept.

    Attributes:
        what: stored value of `Standard`; `label` says it in words.
        days: within how many school days.
        asked: how many questions came in, or how many families enrolled.
        in_time: of how many the family was told, or reached, in time.
        late: of how many too late.
        waiting: how many are open and still in time.
        overdue: how many are open and not in time.
        median_school_days: from the beginning to the end, of those over; None if none is.
    """

    what: str
    label: str
    days: int
    asked: int
    in_time: int
    late: int
    waiting: int
    overdue: int
    median_school_days: float | None


def standards(
    workspace: Workspace, *, since: date | None = None, until: date | None = None
) -> tuple[StandardCount, ...]:
    """Count what began between two local dates, both included: questions, then first contacts.

    First contacts are counted where the district has a standard for them.
    """

    def within(cases: Iterable[_Case]) -> list[_Case]:
        return [one for one in cases if (since or date.min) <= one.began <= (until or date.max)]

    days = answer_days(workspace)
    counted = [_count(workspace, Standard.ANSWER, days, within(_asked(workspace)))]
    for one in workspace.all(ServiceStandard, what=Standard.FIRST_CONTACT):
        enrolled = within(_enrolled(workspace, one.days))
        counted.append(_count(workspace, Standard.FIRST_CONTACT, one.days, enrolled))
    return tuple(counted)


@dataclass(frozen=True)
class _Case:
    """Something that a family waits for: from when, until when, and when it came about."""

    household: str
    began: date
    due: date | None
    ended: date | None


def _count(
    workspace: Workspace, what: Standard, days: int, cases: Sequence[_Case]
) -> StandardCount:
    today = workspace.today()
    calendars = school_days_of(workspace, {one.household for one in cases})
    spent = [calendars[one.household].between(one.began, one.ended) for one in cases if one.ended]
    kept = [
        (one.ended is not None, one.due is None or (one.ended or today) <= one.due) for one in cases
    ]
    return StandardCount(
        what=what.value,
        label=_(what.label),
        days=days,
        asked=len(cases),
        in_time=kept.count((True, True)),
        late=kept.count((True, False)),
        waiting=kept.count((False, True)),
        overdue=kept.count((False, False)),
        median_school_days=float(median(spent)) if spent else None,
    )


def _asked(workspace: Workspace) -> list[_Case]:
    """Every question: the clock stops when the family was told."""
    rows = workspace.read(
        "SELECT household, asked_at, due, told_at FROM question WHERE NOT deleted"
    )
    return [
        _Case(
            row["household"],
            _day(row["asked_at"]),
            date.fromisoformat(row["due"]) if row["due"] else None,
            _day(row["told_at"]) if row["told_at"] else None,
        )
        for row in rows
    ]


def _enrolled(workspace: Workspace, days: int) -> list[_Case]:
    """Every family with a child at school: the clock stops when somebody first reached it."""
    reached: dict[str, list[date]] = {}
    for row in workspace.read(_REACHED):
        reached.setdefault(row["household"], []).append(_day(row["at"]))
    cases = []
    rows = workspace.read(_ENROLLED)
    calendars = school_days_of(workspace, (row["household"] for row in rows))
    for row in rows:
        home, began = row["household"], date.fromisoformat(row["since"])
        ended = min((day for day in reached.get(home, ()) if day >= began), default=None)
        due = calendars[home].after(began, days)
        cases.append(_Case(home, began, due, ended))
    return cases


_REACHED = (
    "SELECT household, coalesce(started, planned_start) AS at FROM visit"
    " WHERE NOT deleted AND outcome = 'met' AND coalesce(started, planned_start) IS NOT NULL"
    " UNION ALL SELECT household, at FROM contact_log WHERE NOT deleted AND reached"
)
_ENROLLED = (
    "SELECT m.household, min(e.since) AS since FROM enrollment e"
    " JOIN household_member m ON m.person = e.person AND NOT m.deleted"
    " JOIN household h ON h.id = m.household AND NOT h.deleted AND h.closed_on IS NULL"
    " WHERE NOT e.deleted AND e.since IS NOT NULL AND e.status <> 'left' GROUP BY m.household"
)


def set_answer_days(workspace: Workspace, days: int) -> int:
    """Change within how many school days questions are answered; gives the action's number.

    What was asked before keeps its day: it was promised.
    """
    found = workspace.all(ServiceStandard, what=Standard.ANSWER)
    if found:
        change: Put | Add = Put(ServiceStandard, found[0].id, {"days": days})
    else:
        change = Add(ServiceStandard(what=Standard.ANSWER, days=days))
    return workspace.commit("standard.set", [change]).number


def _day(moment: str) -> date:
    return parse_time(moment).astimezone().date()
