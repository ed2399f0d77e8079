"""How many questions of all families were answered in time, where that may be told to everybody.

Numbers alone: no field of a question comes with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from liaison_app.packets.school_days import answer_days
from liaison_app.records.schools import SchoolDate, SchoolDay
from liaison_app.records.values import format_time, parse_time

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace

FEWEST = 5
"""Families from which a number may be told: fewer could be recognized."""

_AUGUST = 8


@dataclass(frozen=True)
class Answered:
    """How many questions were to be answered by now, and how many were, within so many days."""

    asked: int
    in_time: int
    days: int


def answered_this_year(workspace: Workspace) -> Answered | None:
    """Count this school year's questions; None if fewer than five families asked."""
    today = workspace.today()
    begun = datetime.combine(_year_began(workspace, today), time()).astimezone().astimezone(UTC)
    rows = workspace.read(
        "SELECT household, told_at, due FROM question"
        " WHERE NOT deleted AND due IS NOT NULL AND asked_at >= :begun"
        " AND (told_at IS NOT NULL OR due < :today)",
        {"begun": format_time(begun), "today": today.isoformat()},
    )
    if len({row["household"] for row in rows}) < FEWEST:
        return None
    in_time = sum(
        bool(row["told_at"])
        and parse_time(row["told_at"]).astimezone().date() <= date.fromisoformat(row["due"])
        for row in rows
    )
    return Answered(len(rows), in_time, answer_days(workspace))


def _year_began(workspace: Workspace, today: date) -> date:
    """The first day of school of this year; the first of August where nobody wrote it down."""
    august = date(today.year - (today.month < _AUGUST), _AUGUST, 1)
    firsts = workspace.all(SchoolDate, kind=SchoolDay.FIRST_DAY)
    return min((one.day for one in firsts if august <= one.day <= today), default=august)
