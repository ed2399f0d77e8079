"""Sealed facts on a shared place: members get them, and nobody else holds a key."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest.mock import patch

from liaison_app.actions import exchange, health
from liaison_app.sync import remote_keeping
from tests.sync.laptops import digest, family
from tests.sync.shared_place import state, sync
from tests.sync.test_caseloads import WORDS, assigned, knows, note, notes

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.workspace import Workspace
    from tests.sync.laptops import Team


def everybody(place: Path, *laptops: Workspace) -> None:
    for _again in range(2):
        for one in laptops:
            sync(one, place)


def test_a_fact_reaches_its_members_over_a_shared_place(team: Team, place: Path) -> None:
    rosa, ana, ben = team.first(), team.join("Ana Diaz"), team.join("Ben Ortiz")
    everybody(place, rosa, ana, ben)
    home = family(ana, "Hassan")
    assigned(ana, home, ana)
    note(ana, home)
    everybody(place, rosa, ana, ben)
    assert notes(ana) == notes(rosa) == [WORDS]
    assert not knows(ben)
    note(ben, home, "A dog")
    everybody(place, ben, ana, rosa)
    assert notes(ana) == notes(rosa) == ["A dog", WORDS]
    everybody(place, rosa, ana, ben)
    assert not knows(ben, "A dog")
    assert len({digest(one) for one in (rosa, ana, ben)}) == 1


def test_a_snapshot_of_a_caseload_is_no_matter_of_others(team: Team, place: Path) -> None:
    rosa, ana, ben = team.first(), team.join("Ana Diaz"), team.join("Ben Ortiz")
    home = family(ana, "Hassan")
    assigned(ana, home, ana)
    note(ana, home)
    with patch.object(remote_keeping, "MANY_BUNDLES", 0):
        everybody(place, rosa, ana, ben)
    sealed = {stream for snaps in state(ben).their_snaps.values() for stream in snaps}
    assert sealed - set(state(ben).snaps)  # one of them is of Ana's caseload
    everybody(place, rosa, ana, ben)
    assert sync(ben, place).left == 0
    assert state(ben).stuck == {}
    assert notes(ana) == [WORDS]
    assert not knows(ben)


def test_who_carries_a_sealed_part_for_others_is_well(team: Team, place: Path) -> None:
    rosa, ana, ben = team.first(), team.join("Ana Diaz"), team.join("Ben Ortiz")
    home = family(ana, "Hassan")
    assigned(ana, home, ana)
    everybody(place, rosa, ana, ben)
    note(ana, home)
    team.send(ana, ben)
    assert health.health(ben).well
    taken = exchange.take_file(rosa, exchange.make_file(ben, team.file()).path)
    assert taken.applied
    assert notes(rosa) == [WORDS]
