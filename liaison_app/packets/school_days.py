"""School days: what a district's service standard counts in.

A day counts unless it is a weekend or no school of the family's children is open on it. Days are
local dates.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from liaison_app.records.schools import SchoolDate, SchoolDay
from liaison_app.records.voices import ServiceStandard, Standard

if TYPE_CHECKING:
    from collections.abc import Iterable

    from liaison_app.workspace import Workspace

USUAL_DAYS = 3
"""School days within which a question is answered where the district says nothing."""

_WEEKEND = (5, 6)
_FARTHEST = 730  # days; a district that closes for longer has no school days to count


@dataclass(frozen=True)
class SchoolDays:
    """The school days of one family.

    Attributes:
        schools: ids of the schools of its children.
        closed: first and last days without school, each with the school's id or "" for all.
    """

    schools: frozenset[str]
    closed: tuple[tuple[date, date, str], ...]

    def includes(self, day: date) -> bool:
        """Whether there is school on a day, at one of the schools at least."""
        if day.weekday() in _WEEKEND:
            return False
        shut = {school for first, last, school in self.closed if first <= day <= last}
        return "" not in shut and (not self.schools or bool(self.schools - shut))

    def after(self, day: date, count: int) -> date:
        """The day that so many school days after another one."""
        last = day + timedelta(days=_FARTHEST)
        while count > 0 and day < last:
            day += timedelta(days=1)
            count -= self.includes(day)
        return day

    def between(self, start: date, end: date) -> int:
        """How many school days have passed after `start` when `end` is over; 0 if it is earlier."""
        days = min((end - start).days, _FARTHEST)
        return sum(self.includes(start + timedelta(days=one)) for one in range(1, days + 1))


def school_days(workspace: Workspace, household: str) -> SchoolDays:
    """The school days of a family."""
    return school_days_of(workspace, [household])[household]


def school_days_of(workspace: Workspace, households: Iterable[str]) -> dict[str, SchoolDays]:
    """The school days of several families, by their ids; in two reads, however many there are."""
    closed = tuple(
        (one.day, one.until or one.day, one.school)
        for one in workspace.all(SchoolDate, kind=SchoolDay.NO_SCHOOL)
    )
    schools: dict[str, set[str]] = {one: set() for one in households}
    values = {"homes": json.dumps(list(schools)), "today": workspace.today().isoformat()}
    for row in workspace.read(_SCHOOLS, values):
        schools[row["household"]].add(row["school"])
    return {one: SchoolDays(frozenset(found), closed) for one, found in schools.items()}


_SCHOOLS = (
    "SELECT DISTINCT m.household, e.school FROM household_member m"
    " JOIN enrollment e ON e.person = m.person AND NOT e.deleted AND e.status <> 'left'"
    " AND (e.until IS NULL OR e.until >= :today)"
    " WHERE m.household IN (SELECT value FROM json_each(:homes)) AND NOT m.deleted"
    " AND (m.until IS NULL OR m.until >= :today)"
)


def answer_days(workspace: Workspace) -> int:
    """Within how many school days a question is answered here."""
    found = workspace.all(ServiceStandard, what=Standard.ANSWER)
    return found[0].days if found else USUAL_DAYS
