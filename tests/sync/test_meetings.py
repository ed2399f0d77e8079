"""Laptops that meet on a failing shared place end up with the same, and nothing saved is lost.

A failure names its seed; `python -m tests.sync.meetings SEED` plays it again.
"""

from __future__ import annotations

from tests.sync.meetings import schedule
from tests.sync.simulation import volume

SCHEDULES = range(1, 161)
# Schedules in which nothing of this happens prove little.
HAPPENS = ("exchanges", "crashes", "restores", "sticks", "away", "paused", "torn", "late", "stale")


def test_laptops_that_meet_agree_whatever_happens_and_lose_nothing() -> None:
    found = volume.play(SCHEDULES, schedule.run)
    print(found.words())  # noqa: T201  (the seeds, for whoever reads a failure)
    assert found.failures == []
    assert found.counted["schedules"] == len(SCHEDULES)
    for happened in HAPPENS:
        assert found.counted[happened] >= len(SCHEDULES) // 20, happened
