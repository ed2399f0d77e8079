"""What is said about the exchange: never more than what is known."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import exchange, health, remotes
from tests.store.laptops import Clock
from tests.sync.laptops import Team, family

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from liaison_app.workspace import Workspace


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    team = Team(tmp_path)
    yield team
    team.close()


@pytest.fixture
def office(team: Team, tmp_path: Path) -> tuple[Workspace, Workspace]:
    """Rosa and Ben, who meet on a shared place."""
    place = tmp_path / "place"
    place.mkdir()
    rosa, ben = team.first(), team.join("Ben Ortiz")
    for one in (rosa, ben):
        remotes.add(one, "office", f"folder:{place}", {})
    for one in (rosa, ben, rosa):
        remotes.sync(one)
    return rosa, ben


def test_all_is_well_where_all_is_well(office: tuple[Workspace, Workspace]) -> None:
    for one in office:
        found = health.health(one)
        assert found.well, found
        assert (found.only_here, found.on_the_way) == (0, 0)


def test_what_lies_on_a_shared_place_is_not_said_to_have_arrived(
    office: tuple[Workspace, Workspace],
) -> None:
    rosa, ben = office
    home = family(rosa, "Haddad")
    assert health.health(rosa).only_here == 1
    remotes.sync(rosa)
    found = health.health(rosa)
    assert (found.only_here, found.on_the_way) == (0, 1)
    assert "Received" not in exchange.receipt(rosa, "household", home).words
    remotes.sync(ben)
    assert health.health(rosa).on_the_way == 1  # Ben has it; nobody has told Rosa
    remotes.sync(rosa)
    assert health.health(rosa).on_the_way == 0
    assert "Received by" in exchange.receipt(rosa, "household", home).words


def test_a_gap_is_told_and_heals(office: tuple[Workspace, Workspace], tmp_path: Path) -> None:
    rosa, ben = office
    family(rosa, "Haddad")
    remotes.sync(rosa)
    family(rosa, "Okafor")
    remotes.sync(rosa)
    [chain] = (tmp_path / "place").glob(f"s/{rosa.setting('stream.team')}/{rosa.device}")
    sorted(chain.iterdir())[-2].unlink()
    remotes.sync(ben)
    found = health.health(ben)
    assert not found.well
    assert any(one.words for one in found.colleagues)
    for _again in range(3):  # Ben asks twice before he says so; Rosa hears it and puts it again
        for one in (ben, rosa):
            clock = one._clock
            assert isinstance(clock, Clock)
            clock.moment += timedelta(hours=2)
            remotes.sync(one)
    remotes.sync(ben)
    assert health.health(ben).well, health.health(ben)


def test_a_place_that_is_away_is_said_and_nothing_is_lost(
    office: tuple[Workspace, Workspace], tmp_path: Path
) -> None:
    rosa, _ben = office
    (tmp_path / "place").rename(tmp_path / "unplugged")
    [done] = remotes.sync(rosa)
    assert done.trouble
    assert done.away
    assert not health.health(rosa).well
    (tmp_path / "unplugged").rename(tmp_path / "place")
    remotes.sync(rosa)
    assert health.health(rosa).well


def test_nothing_from_anybody_for_days_is_said(office: tuple[Workspace, Workspace]) -> None:
    rosa, _ben = office
    clock = rosa._clock
    assert isinstance(clock, Clock)
    clock.moment += timedelta(days=12)
    assert any("12 days" in words for words in health.health(rosa).words)


def test_a_laptop_whose_clock_is_years_ahead_hides_no_silence(
    office: tuple[Workspace, Workspace],
) -> None:
    rosa, ben = office
    for one in office:
        assert isinstance(one._clock, Clock)
    ben._clock.moment += timedelta(days=1_000)  # type: ignore[attr-defined]
    family(ben, "Haddad")
    for one in (ben, rosa):
        remotes.sync(one)
    rosa._clock.moment += timedelta(days=12)  # type: ignore[attr-defined]
    assert any("12 days" in words for words in health.health(rosa).words)
