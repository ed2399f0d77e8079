"""Sealed facts on a shared place: members get them, and nobody else holds a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.sync.laptops import digest, family
from tests.sync.shared_place import sync
from tests.sync.test_caseloads import WORDS, assigned, knows, note, notes

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.workspace import Workspace
    from tests.sync.laptops import Team


def everybody(place: Path, *laptops: Workspace) -> None:
    for _again in range(2):
        for one in laptops:
            sync(one, place)


def test_a_fact_reaches_its_members_over_a_shared_place(team: Team, tmp_path: Path) -> None:
    place = tmp_path / "shared"
    place.mkdir()
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
