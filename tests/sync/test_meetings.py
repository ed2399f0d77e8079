"""Laptops that meet on a failing shared place end up with the same, and nothing saved is lost.

A failure names its seed; `python -m tests.sync.meetings SEED` plays it again.
"""

from __future__ import annotations

import pytest

from tests.sync.meetings import schedule
from tests.sync.simulation import volume

SCHEDULES = range(1, 161)
IN_ONE_TEST = 40  # so that all processes of a test run have some of them
# Schedules in which nothing of this happens prove little.
HAPPENS = (
    *("exchanges", "crashes", "restores", "sticks", "away", "paused", "torn", "late", "stale"),
    *("files", "asked"),
)


@pytest.mark.parametrize("first", range(0, len(SCHEDULES), IN_ONE_TEST))
def test_laptops_that_meet_agree_whatever_happens_and_lose_nothing(first: int) -> None:
    seeds = SCHEDULES[first : first + IN_ONE_TEST]
    found = volume.play_here(seeds, schedule.run)
    print(found.words())  # noqa: T201  (the seeds, for whoever reads a failure)
    assert found.failures == []
    assert found.counted["schedules"] == len(seeds)
    for happened in HAPPENS:
        assert found.counted[happened] >= len(seeds) // 20, happened
