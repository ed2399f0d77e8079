"""Who is in a caseload follows from roles and owners; roles are only added."""

from __future__ import annotations

from liaison_app.sync.roster import Roster, fold, may_write
from liaison_app.sync.roster_entries import (
    Caseload,
    Grant,
    Share,
)
from tests.sync.made_rosters import (
    AGE,
    FIRST_ENTRY,
    STREAMS,
    TEAM,
    adds,
    entry,
    epoch,
    laptop,
)

SEALED = "6" * 16
ANAS = entry("rosa", FIRST_ENTRY, adds("ana", "liaison"), adds("ben", "liaison"))
OPENED = entry("rosa", ANAS, Caseload(SEALED, "person ana"), epoch(1, SEALED))


def readers(roster: Roster) -> set[str]:
    return {one.name for one in roster.members if SEALED in one.streams}


def test_members_of_a_caseload_are_its_owner_and_the_coordinators() -> None:
    cora = entry("rosa", OPENED, adds("cora", "coordinator"), adds("ann", "admin"))
    roster = fold([FIRST_ENTRY, ANAS, OPENED, cora])
    assert readers(roster) == {"ana", "rosa", "cora"}
    assert roster.streams[SEALED] == "sealed"
    assert roster.owners == {SEALED: "person ana"}
    covered = {name for name, had in roster.covered.items() if (SEALED, 1, AGE) in had}
    assert covered == {laptop("ana"), laptop("rosa")}
    assert may_write(roster, laptop("ben"), "sealed")


def test_nobody_is_let_into_a_caseload_by_an_entry() -> None:
    named = entry("rosa", OPENED, adds("eve", "liaison", streams=(*STREAMS, SEALED)))
    assert readers(fold([FIRST_ENTRY, ANAS, OPENED, named])) == {"ana", "rosa"}
    other = entry("rosa", OPENED, Caseload(SEALED, "person ben"))
    assert fold([FIRST_ENTRY, ANAS, OPENED, other]).owners == {SEALED: "person ana"}
    team = entry("rosa", ANAS, Caseload(TEAM, "person ana"))
    assert fold([FIRST_ENTRY, ANAS, team]).streams[TEAM] == "team"


def test_an_admin_who_is_no_coordinator_makes_no_secret_of_a_caseload() -> None:
    ann = entry("rosa", OPENED, adds("ann", "admin"))
    given = Share(laptop("ann"), ((SEALED, 1, AGE),), "d3JhcHBlZA==")
    for tried in (epoch(2, SEALED), Caseload("7" * 16, "person ann"), given):
        refused = entry("ann", ann, tried)
        roster = fold([FIRST_ENTRY, ANAS, OPENED, ann, refused])
        assert roster.head == (4, ann.hash), tried
    assert fold([FIRST_ENTRY, ANAS, OPENED, ann, entry("ann", ann, epoch(2))]).epochs[TEAM][0] == 2


def test_roles_are_given_by_admins_and_only_added() -> None:
    cora = entry("rosa", OPENED, adds("cora", "coordinator"))
    grant = Grant(laptop("ben"), ("coordinator",))
    refused = entry("cora", cora, grant)
    assert readers(fold([FIRST_ENTRY, ANAS, OPENED, cora, refused])) == {"ana", "rosa", "cora"}
    given = entry("rosa", cora, grant)
    roster = fold([FIRST_ENTRY, ANAS, OPENED, cora, given])
    assert roster.roles_of(laptop("ben")) == ("liaison", "coordinator")
    assert readers(roster) == {"ana", "rosa", "cora", "ben"}
    assert fold([given, OPENED, FIRST_ENTRY, cora, ANAS]) == roster
