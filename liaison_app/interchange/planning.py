"""Works out what an import will write, without writing it: a dry run is this, and no more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.interchange import erased
from liaison_app.interchange.desk import Desk
from liaison_app.interchange.existing import existing
from liaison_app.interchange.families import households_of
from liaison_app.interchange.matching import Matcher
from liaison_app.interchange.planning_households import plan_households
from liaison_app.interchange.planning_people import plan_people
from liaison_app.interchange.planning_ties import plan_enrollments, plan_relationships, plan_schools
from liaison_app.interchange.provenance import Provenance

if TYPE_CHECKING:
    from liaison_app.interchange.account import Tally
    from liaison_app.interchange.roster import Roster
    from liaison_app.workspace import Change, Workspace

Heartbeat = Callable[[int, int], None]


@dataclass(slots=True)
class Plan:
    """What will be written, and the account of it."""

    changes: list[Change]
    tally: Tally


def make_plan(
    workspace: Workspace,
    roster: Roster,
    *,
    decided: Mapping[str, str] | None = None,
    heartbeat: Heartbeat = lambda _done, _all: None,
) -> Plan:
    """Compare a roster with what is here.

    Args:
        workspace: read only, apart from its ids.
        roster: what came in.
        decided: people whom a person has matched by hand: key in the export to id here.
        heartbeat: called now and then with (done, all); raises `Cancelled` to stop.

    Raises:
        Cancelled: by `heartbeat`.
    """
    here = existing(workspace)
    matcher = Matcher(here, roster.source, decided or {})
    desk = Desk(workspace, roster.source, here, matcher, Provenance(workspace))
    desk.erased = erased.marks(workspace)
    desk.tally.take(roster)

    def beat(done: int) -> None:
        heartbeat(done, len(roster.people))

    beat(0)
    plan_people(desk, roster, beat)
    plan_households(desk, households_of(roster))
    plan_relationships(desk, roster)
    plan_enrollments(desk, roster, plan_schools(desk, roster))
    beat(len(roster.people))
    desk.tally.lines.sort(key=lambda line: line.at)
    return Plan(desk.changes, desk.tally)
