"""Planned visits of a family that asks not to be visited: shown, decided one by one, told on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.actions.titles import shown_moment, titles
from liaison_app.language.catalogues import _
from liaison_app.language.dates import format_date
from liaison_app.language.names import isolate
from liaison_app.records.partnership import (
    FollowUp,
    Role,
    Visit,
    VisitOutcome,
    VisitParticipant,
    VisitPlace,
)
from liaison_app.records.people import Household
from liaison_app.workspace import Add, Put

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from liaison_app.workspace import Change, Workspace

_AT_HOME = frozenset((VisitPlace.HOME, VisitPlace.DOORSTEP, None))


@dataclass(frozen=True)
class PlannedVisit:
    """A visit that somebody has to decide about.

    Attributes:
        when: an aware time; None if it has none yet.
        said: day, time and place in words.
        at_home: at their home or door, or nobody wrote down where.
        staff: who visits.
        others: who else comes and has to be told, such as an interpreter.
    """

    id: str
    when: datetime | None
    said: str
    at_home: bool
    staff: str
    others: tuple[str, ...]


def planned(workspace: Workspace, household: str) -> tuple[PlannedVisit, ...]:
    """The visits of a family that are still to be made, at home first."""
    today = workspace.today()
    found = [
        one
        for one in workspace.all(Visit, household=household)
        if one.outcome is None
        and one.started is None
        and (one.planned_start is None or one.planned_start.astimezone().date() >= today)
    ]
    staff = titles(workspace, "staff_member", (one.staff for one in found))
    lines = [
        PlannedVisit(
            id=one.id,
            when=one.planned_start,
            said=" · ".join(filter(None, (_when(one), _(one.place.label) if one.place else ""))),
            at_home=one.place in _AT_HOME,
            staff=staff.get(one.staff, ""),
            others=_others(workspace, one.id),
        )
        for one in found
    ]
    return tuple(sorted(lines, key=_order))


def no_more_visits(
    workspace: Workspace, household: str, code: str, arrived: date, cancel: Iterable[str]
) -> Iterator[Change]:
    """Mark the family for whoever goes to its door, and cancel the visits that somebody chose."""
    family = workspace.get(Household, household)
    mark = wish_line(code, arrived)
    if mark not in family.visit_wishes:
        wishes = "\n".join(filter(None, (mark, family.visit_wishes)))
        yield Put(Household, household, {"visit_wishes": wishes})
    chosen = set(cancel)
    for one in planned(workspace, household):
        if one.id not in chosen:
            continue
        values = {"outcome": VisitOutcome.CANCELLED_BY_FAMILY, "debriefed": workspace.now()}
        yield Put(Visit, one.id, values)
        if one.others:
            what = _("Tell {names}: the visit is cancelled ({when})")
            yield Add(
                FollowUp(
                    household=household,
                    what=what.format(names=", ".join(map(isolate, one.others)), when=one.said),
                    staff=workspace.person,
                    due=workspace.today(),
                    visit=one.id,
                )
            )


def wish_line(code: str, arrived: date) -> str:
    """What stands with the family's wishes for visits."""
    said = _("Please do not visit at home (said on {date})").format(date=format_date(arrived))
    return f"{said} {code}".strip()


def _order(one: PlannedVisit) -> tuple[bool, bool, float]:
    return not one.at_home, one.when is None, one.when.timestamp() if one.when else 0.0


def _when(visit: Visit) -> str:
    return shown_moment(visit.planned_start) if visit.planned_start else _("no day yet")


def _others(workspace: Workspace, visit: str) -> tuple[str, ...]:
    """Who comes along, and is not of the family."""
    there = workspace.all(VisitParticipant, visit=visit)
    come = [one for one in there if one.role not in (Role.FAMILY, Role.LIAISON)]
    staff = titles(workspace, "staff_member", (one.staff for one in come))
    return tuple(one.name or staff.get(one.staff, "") or _(one.role.label) for one in come)
