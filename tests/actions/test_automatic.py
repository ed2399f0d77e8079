"""Exchanging by itself: often while it works, ever less while it does not, never in the way."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from liaison_app.actions.automatic import EVERY, SOON, Timing
from liaison_app.actions.remotes import SyncDone

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
WELL = SyncDone("office")
AWAY = SyncDone("office", trouble="It cannot be reached.", away=True)
REFUSED = SyncDone("office", trouble="The password is wrong.")


def begun() -> Timing:
    timing = Timing()
    timing.begin(NOW, places=1)
    return timing


def test_it_begins_at_once_and_goes_on_every_few_minutes() -> None:
    timing = begun()
    assert timing.is_due(NOW)
    timing.ended([WELL], NOW)
    assert not timing.is_due(NOW + EVERY - timedelta(seconds=1))
    assert timing.is_due(NOW + EVERY)


def test_without_a_place_nothing_is_due() -> None:
    timing = Timing()
    timing.begin(NOW, places=0)
    timing.written(NOW)
    assert not timing.is_due(NOW + timedelta(days=1))


def test_what_was_written_goes_out_soon() -> None:
    timing = begun()
    timing.ended([WELL], NOW)
    timing.written(NOW)
    assert timing.is_due(NOW + SOON)


def test_a_place_that_is_away_is_tried_ever_more_rarely_and_at_once_when_connected() -> None:
    timing, waits, now = begun(), [], NOW
    for _try in range(8):
        timing.ended([AWAY], now)
        assert timing.due is not None
        waits.append(timing.due - now)
        now = timing.due
    assert waits == sorted(waits)
    assert waits[-1] == timedelta(minutes=30)
    timing.ended([AWAY], now)
    timing.connected(now)
    assert timing.is_due(now)


def test_a_busy_server_is_left_alone_as_long_as_it_asks() -> None:
    timing = begun()
    timing.ended([SyncDone("office", trouble="busy", away=True, retry_after=900)], NOW)
    timing.written(NOW)
    timing.connected(NOW)
    assert not timing.is_due(NOW + timedelta(seconds=899))
    assert timing.is_due(NOW + timedelta(seconds=900))


def test_a_place_that_refuses_is_tried_rarely_but_keeps_nobody_from_the_others() -> None:
    timing = begun()
    timing.ended([REFUSED], NOW)
    assert not timing.is_due(NOW + timedelta(minutes=59))
    timing.ended([REFUSED, WELL], NOW)
    assert timing.is_due(NOW + EVERY)


def test_never_while_a_difference_is_being_answered() -> None:
    timing = begun()
    assert not timing.is_due(NOW + timedelta(hours=3), busy=True)
    assert timing.is_due(NOW + timedelta(hours=3))
