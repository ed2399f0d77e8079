"""Snapshots: who joins late fetches little, and what is deleted is nowhere missing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import workspaces
from liaison_app.records.people import Household
from liaison_app.remotes.folder import FolderRemote
from liaison_app.sync import remote_keeping
from liaison_app.workspace import Redact
from tests.store.laptops import Clock, dice
from tests.sync.laptops import PASSPHRASE, Team, digest, family, names
from tests.sync.shared_place import Counted, state, sync

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.workspace import Workspace

MANY = 60


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote_keeping, "MANY_BUNDLES", MANY - 5)


def later(workspace: Workspace) -> None:
    """Let a hundred days pass."""
    clock = workspace._clock
    assert isinstance(clock, Clock)
    clock.moment += timedelta(days=100)


def busy(team: Team, place: Path) -> None:
    """Rosa and Ben have met often."""
    rosa, ben = team.first(), team.join("Ben Ortiz")
    for each in range(MANY):
        family(rosa, f"Family {each}")
        sync(rosa, place)
    sync(ben, place)
    sync(rosa, place)


def test_who_joins_late_takes_a_snapshot(team: Team, place: Path) -> None:
    busy(team, place)
    rosa = team.laptops["Rosa Vega"]
    cleo = team.join("Cleo Park", told=False)
    sync(cleo, place)
    sync(rosa, place)
    counted = Counted(FolderRemote(place))
    sync(cleo, place, counted)
    sync(cleo, place)
    assert names(cleo) == names(rosa)
    assert digest(cleo) == digest(rosa)
    assert len(counted.asked) < MANY / 2
    family(cleo, "Late")
    sync(cleo, place)
    sync(rosa, place)
    assert digest(cleo) == digest(rosa)


def test_old_bundles_that_everybody_has_go_and_nobody_lacks_them(team: Team, place: Path) -> None:
    busy(team, place)
    rosa, ben = team.laptops["Rosa Vega"], team.laptops["Ben Ortiz"]
    before = len(list(place.glob("s/**/*.flb")))
    for one in (rosa, ben):
        later(one)
    family(rosa, "New")
    sync(rosa, place)
    sync(ben, place)
    family(rosa, "Newer")
    sync(rosa, place)
    for one in (rosa, ben, rosa):  # and they do not come back
        family(one, "More")
        sync(one, place)
    assert len(list(place.glob("s/**/*.flb"))) < before / 2
    cleo = team.join("Cleo Park", told=False)
    later(cleo)
    for one in (cleo, rosa, cleo):
        sync(one, place)
    assert names(cleo) == names(rosa)
    assert digest(cleo) == digest(rosa)


def test_what_was_sealed_before_an_erasure_goes_from_the_place_and_from_everybody(
    team: Team, place: Path
) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    family(rosa, "Haddad")
    sync(rosa, place)
    home = rosa.all(Household)[0]
    old = {path.name for path in place.glob(f"s/{rosa.setting('stream.team')}/*/*.flb")}
    for one in (ben, rosa):
        sync(one, place)
    rosa.commit("x", [Redact(Household, home.id, "name")])
    for one in (rosa, ben, rosa, ben, rosa, ben):
        sync(one, place)
    assert state(rosa).snaps == state(ben).snaps != {}
    for one in (rosa, ben):
        emptied = one.read("SELECT count(*) FROM bundle WHERE length(raw) = 0")[0][0]
        assert emptied >= 1
    left = {path.name for path in place.glob(f"s/{rosa.setting('stream.team')}/{rosa.device}/*")}
    assert not old & left
    cleo = team.join("Cleo Park", told=False)
    for one in (cleo, rosa, cleo, ben):
        sync(one, place)
    assert digest(cleo) == digest(rosa) == digest(ben)


def test_who_joins_by_another_place_lacks_nothing_that_was_let_go(
    team: Team, place: Path, tmp_path: Path
) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    family(rosa, "Haddad")
    for one in (rosa, ben, rosa):
        sync(one, place)
    rosa.commit("x", [Redact(Household, rosa.all(Household)[0].id, "name")])
    for one in (rosa, ben, rosa, ben, rosa, ben):
        sync(one, place)
    other = tmp_path / "other"
    other.mkdir()
    cleo = team.join("Cleo Park", told=False)
    for one in (cleo, rosa, cleo, rosa, cleo):
        sync(one, other)
    assert digest(cleo) == digest(rosa)


def test_a_restored_laptop_puts_no_erased_words_back(team: Team, place: Path) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    family(rosa, "Haddad")
    for one in (rosa, ben, rosa):
        sync(one, place)
    home = rosa.all(Household)[0]
    bundles = f"s/{rosa.setting('stream.team')}/{rosa.device}/*"
    old = {path.name: path.read_bytes() for path in place.glob(bundles)}
    backup = team.folder / "backup"
    workspaces.backup(ben, backup)
    rosa.commit("x", [Redact(Household, home.id, "name")])
    for one in (rosa, ben, rosa, ben, rosa, ben):
        sync(one, place)
    assert not old.keys() & {path.name for path in place.glob(bundles)}
    ben.close()
    restored = workspaces.restore(
        backup, team.folder / "restored", PASSPHRASE, clock=Clock(), random=dice(41)
    )
    assert not sync(restored, place).went_back  # the laptop did, not the place
    for one in (rosa, restored):
        sync(one, place)
    assert not old.keys() & {path.name for path in place.glob(bundles)}
    assert digest(restored) == digest(rosa)
    restored.close()


def test_a_snapshot_made_after_a_redaction_has_none_of_the_words(team: Team, place: Path) -> None:
    busy(team, place)
    rosa = team.laptops["Rosa Vega"]
    first = state(rosa).snaps
    home = rosa.all(Household)[0]
    rosa.commit("x", [Redact(Household, home.id, "name")])
    for each in range(MANY):
        family(rosa, f"Other {each}")
        sync(rosa, place)
    second = state(rosa).snaps
    assert first != second
    cleo = team.join("Cleo Park", told=False)
    for one in (cleo, rosa, cleo):
        sync(one, place)
    assert digest(cleo) == digest(rosa)
