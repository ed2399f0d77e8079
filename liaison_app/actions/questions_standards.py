"""The district's service standards, met and not met: numbers without any family in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from statistics import median
from typing import TYPE_CHECKING

from liaison_app.language.catalogues import _
from liaison_app.packets.school_days import SchoolDays, answer_days, school_days
from liaison_app.records.values import format_time, parse_time
from liaison_app.records.voices import ServiceStandard, Standard
from liaison_app.workspace import Add, Put

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace


@dataclass(frozen=True)
class StandardCount:
    """How a standard was kept.

    Attributes:
        what: stored value of `Standard`; `label` says it in words.
        days: within how many school days.
        asked: how many questions came in.
        in_time: of how many the family was told in time.
        late: of how many it was told too late.
        waiting: how many are open and still in time.
        overdue: how many are open and not in time.
        median_school_days: from asking to telling, of those told; None if none was.
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
    """Count the questions that came in between two local dates, both included."""
    rows = workspace.read(
        "SELECT household, asked_at, told_at, due FROM question WHERE NOT deleted"
        " AND (:since = '' OR asked_at >= :since) AND (:until = '' OR asked_at < :until)",
        {"since": _midnight(since), "until": _midnight(until, days=1)},
    )
    today = workspace.today()
    calendars: dict[str, SchoolDays] = {}
    spent: list[int] = []
    told = {True: 0, False: 0}
    still = {True: 0, False: 0}
    for row in rows:
        due = date.fromisoformat(row["due"]) if row["due"] else None
        end = _day(row["told_at"]) if row["told_at"] else None
        in_time = due is None or (end or today) <= due
        (told if end else still)[in_time] += 1
        if end:
            home = row["household"]
            if home not in calendars:
                calendars[home] = school_days(workspace, home)
            spent.append(calendars[home].between(_day(row["asked_at"]), end))
    return (
        StandardCount(
            what=Standard.ANSWER.value,
            label=_(Standard.ANSWER.label),
            days=answer_days(workspace),
            asked=len(rows),
            in_time=told[True],
            late=told[False],
            waiting=still[True],
            overdue=still[False],
            median_school_days=float(median(spent)) if spent else None,
        ),
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


def _midnight(day: date | None, days: int = 0) -> str:
    """The beginning of a local day, or of the day after it, as times are stored."""
    if day is None:
        return ""
    begins = datetime.combine(date.fromordinal(day.toordinal() + days), time())
    return format_time(begins.astimezone().astimezone(UTC))
