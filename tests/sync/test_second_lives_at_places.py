"""Two lives under one name, unnoticed at unlock: what shared places bring tells them apart."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from liaison_app.sync import incarnations, place, remote_keeping, second_lives
from tests.store.laptops import Clock
from tests.sync.laptops import Team, digest, family, names
from tests.sync.lives import copied, put_back
from tests.sync.shared_place import sync

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.workspace import Workspace


@pytest.fixture(autouse=True)
def unnoticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing at unlock tells a copy from what it is a copy of: a whole disk was put back."""
    monkeypatch.setattr(place, "here", lambda _database: place.Place("machine", "file"))
    monkeypatch.setattr(incarnations, "_sidecar", lambda *_args: b"")


@pytest.fixture
def pruned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Snapshots are made at once, and what they hold is deleted."""
    monkeypatch.setattr(remote_keeping, "MANY_BUNDLES", 0)
    monkeypatch.setattr(remote_keeping, "KEPT_DAYS", -3_650)


def later(workspace: Workspace) -> None:
    """Let two hours pass, so that what was left for later is tried again."""
    clock = workspace._clock
    assert isinstance(clock, Clock)
    clock.moment += timedelta(hours=2)


@pytest.mark.usefixtures("pruned")
@pytest.mark.parametrize("written", [0, 1, 2])
def test_what_a_forgotten_life_wrote_comes_back_from_a_snapshot_alone(
    team: Team, tmp_path: Path, written: int
) -> None:
    """Also where this life wrote just as many changes since: their numbers are the same."""
    rosa, ben = team.first(), team.join("Ben Ortiz")
    shared = tmp_path / "shared"
    shared.mkdir()
    family(ben, "Known to all")
    for one in (ben, rosa, ben, rosa):
        sync(one, shared)
    copy = copied(ben, "copy")
    family(ben, "Sent by the former life")
    for one in (ben, rosa, ben, rosa, ben, rosa):
        sync(one, shared)
    team_stream = rosa.setting("stream.team")
    assert not list(shared.glob(f"s/{team_stream}/{ben.device}/*.flb"))
    ben = put_back(ben, copy)
    team.laptops["Ben Ortiz"] = ben
    for n in range(written):
        family(ben, f"Written by this life {n}")
    for _round in range(4):
        for one in (ben, rosa):
            later(one)
            sync(one, shared)
    assert "Sent by the former life" in names(ben)
    assert names(ben) == names(rosa)
    assert digest(ben) == digest(rosa)
    assert len(names(ben)) == 2 + written
    assert second_lives.doubted(ben.conn) == {}
