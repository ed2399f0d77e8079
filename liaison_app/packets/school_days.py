"""School days: what a district's service standard counts in.

A day counts unless it is a weekend or no school of the family's children is open on it. Days are
local dates.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from liaison_app.packets.recipients import is_current
from liaison_app.records.people import Enrollment, EnrollmentStatus, HouseholdMember
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
    today = workspace.today()
    members = workspace.all(HouseholdMember, household=household)
    here = (one.person for one in members if is_current(one, today))
    return SchoolDays(_schools(workspace, here, today), _closed(workspace))


def answer_days(workspace: Workspace) -> int:
    """Within how many school days a question is answered here."""
    found = workspace.all(ServiceStandard, what=Standard.ANSWER)
    return found[0].days if found else USUAL_DAYS


def _schools(workspace: Workspace, people: Iterable[str], today: date) -> frozenset[str]:
    places = (place for one in people for place in workspace.all(Enrollment, person=one))
    return frozenset(
        one.school
        for one in places
        if one.status is not EnrollmentStatus.LEFT and (one.until is None or one.until >= today)
    )


def _closed(workspace: Workspace) -> tuple[tuple[date, date, str], ...]:
    found = workspace.all(SchoolDate, kind=SchoolDay.NO_SCHOOL)
    return tuple((one.day, one.until or one.day, one.school) for one in found)
