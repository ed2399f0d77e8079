"""A colleague of whom nothing came for weeks is said by name, though others are heard."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import glance, health, remotes, today
from liaison_app.actions.silence import Silent, words
from tests.sync.laptops import Team, family, names

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from liaison_app.workspace import Workspace


@pytest.fixture
def members(tmp_path: Path) -> Iterator[Team]:
    made = Team(tmp_path)
    place = tmp_path / "place"
    place.mkdir()
    everybody = made.first(), made.join("Ben Ortiz"), made.join("Cam Diaz")
    for one in everybody:
        remotes.add(one, "office", f"folder:{place}", {})
    for one in (*everybody, *everybody):
        remotes.sync(one)
    yield made
    made.close()


def plain(said: str) -> str:
    return said.translate({0x2068: None, 0x2069: None})


def silent(workspace: Workspace) -> list[str]:
    """What health says of colleagues that are silent."""
    said = [words for one in health.health(workspace).colleagues for words in one.words]
    return [plain(words) for words in said if "Nothing came" in words]


def test_a_colleague_who_is_silent_for_weeks_is_told_by_name(members: Team) -> None:
    rosa, ben, cam = members.laptops.values()
    for well in (True, False):
        for one in (rosa, cam):
            one._clock.moment += timedelta(days=20)  # type: ignore[attr-defined]
        for one in (cam, rosa, cam, rosa):
            remotes.sync(one)
        assert health.health(rosa).well == well
    said = "Nothing came from Ben Ortiz for 40 days. Ask whether their laptop exchanges."
    assert silent(rosa) == [said]
    assert health.health(rosa).words == ()
    assert [plain(one.words) for one in today.read(rosa).notices] == [said]
    assert glance.glance(rosa).standing is glance.Standing.LOOK
    late = members.join("Lan Pham", told=False)
    late._clock.moment += timedelta(days=40)  # type: ignore[attr-defined]
    members.send(late, rosa)
    members.send(rosa, late)
    assert silent(late) == []  # it has only just come
    ben._clock.moment += timedelta(days=40)  # type: ignore[attr-defined]
    for one in (ben, rosa):
        remotes.sync(one)
    assert silent(rosa) == []


def test_who_writes_through_a_third_colleague_is_not_silent(members: Team) -> None:
    rosa, ben, cam = members.laptops.values()
    for one in (rosa, ben, cam):
        one._clock.moment += timedelta(days=30)  # type: ignore[attr-defined]
    family(ben, "Haddad")
    members.send(ben, cam)  # Ben exchanges with Cam alone now
    for one in (cam, rosa):
        remotes.sync(one)
    assert names(rosa) == ["Haddad"]
    assert silent(rosa) == []


def test_a_clock_that_is_ahead_hides_no_silence(members: Team) -> None:
    rosa, ben, cam = members.laptops.values()
    ben._clock.moment += timedelta(days=1_000)  # type: ignore[attr-defined]
    for one in (ben, rosa):
        remotes.sync(one)
    for one in (rosa, cam):
        one._clock.moment += timedelta(days=30)  # type: ignore[attr-defined]
    for one in (cam, rosa):
        remotes.sync(one)
    assert len(silent(rosa)) == 1


def test_who_was_away_says_that_nothing_came_from_anybody(members: Team) -> None:
    rosa, _ben, _cam = members.laptops.values()
    rosa._clock.moment += timedelta(days=60)  # type: ignore[attr-defined]
    assert silent(rosa) == []
    assert any("any colleague for 60 days" in said for said in health.health(rosa).words)


def test_several_are_named_in_one_sentence() -> None:
    found = [Silent("a" * 16, "Ben", 30), Silent("b" * 16, "Cam", 60)]
    assert plain(words(found)).startswith("For weeks nothing came from: Ben, Cam.")
    assert words([]) == ""
