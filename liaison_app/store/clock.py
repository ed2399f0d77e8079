"""The hybrid logical clock: 48 bits of milliseconds since 1970, 16 bits of counter, in one number.

Clocks only choose what is shown among changes made without knowing of each other; nothing is ever
refused or lost for a clock.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

COUNTER_BITS = 16
STAMP_LIMIT = 127_174_492_800_000 << COUNTER_BITS
"""Stamps are below this one of the year 6000; those of the year 9000 would not fit into 63 bits."""
_FARTHEST = timedelta(hours=24)


def tick(last: int, now: datetime) -> int:
    """Give the next stamp after `last` at the local time `now`; colleagues take none beyond it."""
    return min(max(last + 1, stamp_at(now)), STAMP_LIMIT - 1)


def received(last: int, stamp: int, now: datetime) -> int:
    """Give our last stamp after seeing another laptop's, at the local time `now`.

    A clock up to 24 hours ahead takes ours along, so that what is written next comes after what was
    seen; one farther ahead never does, or one wrong clock would be everybody's.
    """
    return max(last, stamp) if stamp <= stamp_at(now + _FARTHEST) else last


def stamp_at(moment: datetime) -> int:
    """Give the first stamp of a moment (aware)."""
    return int(moment.timestamp() * 1000) << COUNTER_BITS


def time_of(stamp: int) -> datetime:
    """Give the moment of a stamp, in UTC."""
    return datetime.fromtimestamp((stamp >> COUNTER_BITS) / 1000, UTC)
