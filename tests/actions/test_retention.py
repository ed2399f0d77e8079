"""How long a district keeps what: families are only listed, logs and drafts go by themselves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import drafts, keeping, retention, workspaces
from liaison_app.errors import InvalidValue, NotAllowed
from liaison_app.records.keeping import RetentionOf
from liaison_app.records.partnership import ContactLog, Visit, VisitOutcome
from liaison_app.records.people import Household
from liaison_app.workspace import Add, Draft
from tests.store.laptops import PASSPHRASE, Clock, dice, new
from tests.sync.laptops import Team

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from liaison_app.workspace import Workspace


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def workspace(tmp_path: Path, clock: Clock) -> Iterator[Workspace]:
    made = new(tmp_path / "workspace", clock=clock)
    yield made
    made.close()


def family(workspace: Workspace, name: str, **values: object) -> str:
    record = Household(name=name, **values)  # type: ignore[arg-type]
    return workspace.commit("family.add", [Add(record)]).ids[0]


def names(workspace: Workspace) -> list[str]:
    return [one.name for one in retention.due(workspace)]


def test_no_family_is_due_before_the_district_said_anything(workspace: Workspace) -> None:
    family(workspace, "Hassan", closed_on=date(1999, 1, 1))
    assert names(workspace) == []


def test_closed_families_are_due_after_their_months_and_nothing_goes(
    workspace: Workspace, clock: Clock
) -> None:
    closed = workspace.today() - timedelta(days=10)
    home = family(workspace, "Hassan", closed_on=closed)
    family(workspace, "Lopez")
    keeping.set_rule(workspace, RetentionOf.CLOSED_FAMILY, 24)
    assert names(workspace) == []
    clock.moment += timedelta(days=2 * 366)
    [due] = retention.due(workspace)
    assert (due.household, due.why, due.since) == (
        *(home, "Closed long ago"),
        retention.later(closed, 24),
    )
    assert workspace.get(Household, home).name == "Hassan"
    keeping.set_rule(workspace, RetentionOf.CLOSED_FAMILY, None)
    assert names(workspace) == []


def test_the_last_contact_counts_and_a_planned_visit_is_none(
    workspace: Workspace, clock: Clock
) -> None:
    keeping.set_rule(workspace, RetentionOf.QUIET_FAMILY, 12)
    visited, called, planned = (family(workspace, name) for name in ("Ali", "Bo", "Cruz"))
    clock.moment += timedelta(days=200)
    now = workspace.now()
    workspace.commit(
        "work",
        [
            Add(Visit(household=visited, planned_start=now, outcome=VisitOutcome.MET)),
            Add(ContactLog(household=called, at=now)),
            Add(Visit(household=planned, planned_start=now + timedelta(days=400))),
        ],
    )
    clock.moment += timedelta(days=200)
    assert names(workspace) == ["Cruz"]
    clock.moment += timedelta(days=200)
    assert names(workspace) == ["Cruz", "Ali", "Bo"]


def test_what_speaks_against_erasing_is_said_beside_the_family(workspace: Workspace) -> None:
    home = family(workspace, "Hassan", closed_on=date(2001, 1, 1))
    keeping.set_rule(workspace, RetentionOf.CLOSED_FAMILY, 12)
    keeping.hold(workspace, home, "a court case")
    [due] = retention.due(workspace)
    [reason] = due.reasons
    assert reason.binding
    assert "a court case" in reason.words


def test_months_end_on_the_last_day_there_is() -> None:
    assert retention.earlier(date(2026, 3, 31), 1) == date(2026, 2, 28)
    assert retention.earlier(date(2024, 3, 31), 1) == date(2024, 2, 29)
    assert retention.later(date(2025, 12, 31), 2) == date(2026, 2, 28)
    assert retention.earlier(date(2026, 1, 15), 13) == date(2024, 12, 15)


def test_drafts_and_logs_go_by_age_at_the_next_unlock(
    workspace: Workspace, clock: Clock, tmp_path: Path
) -> None:
    old, log = workspace.now(), "INSERT INTO file_taken (hash, at) VALUES (?, ?)"
    workspace.keep_draft(Draft("visit:old", {"text": "a"}, 0, "", old))
    workspace.conn.execute(log, ("old", old.isoformat()))
    keeping.set_rule(workspace, RetentionOf.DRAFT, 2)
    keeping.set_rule(workspace, RetentionOf.FILE_TAKEN, 2)
    clock.moment += timedelta(days=90)
    workspace.keep_draft(Draft("visit:new", {"text": "b"}, 0, "", workspace.now()))
    workspace.conn.execute(log, ("new", workspace.now().isoformat()))
    workspace.close()
    again = workspaces.unlock(tmp_path / "workspace", PASSPHRASE, clock=clock, random=dice(5))
    assert [one.id for one in drafts.every(again)] == ["visit:new"]
    assert [row["hash"] for row in again.read("SELECT hash FROM file_taken")] == ["new"]
    again.close()


def test_only_coordinators_say_how_long(tmp_path: Path) -> None:
    team = Team(tmp_path)
    rosa, ben = team.first(), team.join("Ben Ortiz")
    for work in (
        lambda: keeping.set_rule(ben, RetentionOf.DRAFT, 1),
        lambda: keeping.hold(ben, "x", "why"),
    ):
        with pytest.raises(NotAllowed):
            work()
    with pytest.raises(InvalidValue, match="1 to 600"):
        keeping.set_rule(rosa, RetentionOf.DRAFT, 0)
    keeping.set_rule(rosa, RetentionOf.DRAFT, 3)
    team.send(rosa, ben)
    assert keeping.months_of(ben, RetentionOf.DRAFT) == 3
    team.close()
