"""One glance at the exchange: well, away, or something that a person should look at."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import automatic, glance, remotes
from liaison_app.actions.glance import Standing
from liaison_app.actions.remote_turns import alone
from liaison_app.errors import Cancelled
from tests.store.laptops import Clock
from tests.sync.laptops import Team, family

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from liaison_app.actions.remotes import SyncDone
    from liaison_app.workspace import Workspace


@pytest.fixture
def rosa(tmp_path: Path) -> Iterator[Workspace]:
    team = Team(tmp_path)
    yield team.first()
    team.close()


def test_without_a_place_there_is_nothing_to_say(rosa: Workspace) -> None:
    assert glance.glance(rosa).standing is Standing.NO_PLACE


def test_it_goes_from_new_to_well_to_away_and_back(rosa: Workspace, place: Path) -> None:
    remotes.add(rosa, "stick", f"folder:{place}", {})
    assert glance.glance(rosa).standing is Standing.NEW
    remotes.sync(rosa)
    assert glance.glance(rosa).standing is Standing.WELL
    place.rename(place.with_name("pulled-out"))
    family(rosa, "Haddad")
    remotes.sync(rosa)
    found = glance.glance(rosa)
    assert (found.standing, found.places[0].away) == (Standing.AWAY, True)
    assert found.waits
    assert "stick" in found.words
    place.with_name("pulled-out").rename(place)
    remotes.sync(rosa)
    found = glance.glance(rosa)
    assert (found.standing, found.waits, found.words) == (Standing.WELL, 0, "")


def test_one_place_that_works_is_enough(rosa: Workspace, place: Path, tmp_path: Path) -> None:
    remotes.add(rosa, "office", f"folder:{place}", {})
    stick = tmp_path / "other"
    stick.mkdir()
    remotes.add(rosa, "stick", f"folder:{stick}", {})
    remotes.sync(rosa)
    stick.rename(tmp_path / "gone")
    remotes.sync(rosa)
    assert glance.glance(rosa).standing is Standing.WELL


def test_a_place_that_lost_everything_wants_a_look_and_is_used_again(
    rosa: Workspace, place: Path
) -> None:
    remotes.add(rosa, "office", f"folder:{place}", {})
    remotes.sync(rosa)
    place.rename(place.with_name("full"))
    place.mkdir()
    remotes.sync(rosa)
    (line,) = remotes.remotes(rosa)
    assert line.empty
    assert not line.away
    assert glance.glance(rosa).standing is Standing.LOOK
    remotes.renew(rosa, "office")
    assert remotes.sync(rosa)[0].trouble == ""
    assert not remotes.remotes(rosa)[0].empty


def test_it_exchanges_by_itself_until_told_not_to(rosa: Workspace) -> None:
    assert automatic.by_itself(rosa)
    automatic.set_by_itself(rosa, on=False)
    assert not automatic.by_itself(rosa)


def test_watching_goes_on_as_often_as_is_due(rosa: Workspace, place: Path) -> None:
    remotes.add(rosa, "office", f"folder:{place}", {})
    clock = rosa._clock
    told: list[tuple[SyncDone, ...]] = []
    slept: list[float] = []
    assert isinstance(clock, Clock)

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        clock.moment += timedelta(seconds=seconds)
        if len(told) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        automatic.watch(rosa, "", tell=told.append, sleep=sleep)
    assert len(told) == 3
    assert max(slept) <= 60
    assert sum(slept[:-1]) >= 2 * automatic.EVERY.total_seconds() - 60


def test_a_second_exchange_waits_for_the_first_and_can_be_cancelled(
    rosa: Workspace, place: Path
) -> None:
    remotes.add(rosa, "office", f"folder:{place}", {})
    asked = threading.Event()

    def stop(_done: int, _all: int) -> None:
        asked.set()
        raise Cancelled

    with alone(rosa, None), pytest.raises(Cancelled):
        remotes.sync(rosa, progress=stop)
    assert asked.is_set()
    assert remotes.remotes(rosa)[0].done is None
    assert remotes.sync(rosa)[0].trouble == ""
