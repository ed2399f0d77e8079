"""Where time and randomness come from: passed in, so that a test can bring its own of both."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol

Clock = Callable[[], datetime]
"""Gives the time in UTC."""


class RandomSource(Protocol):
    """Where randomness comes from; tests bring one that repeats."""

    def randbytes(self, n: int, /) -> bytes:
        """Give `n` random bytes."""

    def getrandbits(self, k: int, /) -> int:
        """Give a number of `k` random bits."""


SystemRandom = random.SystemRandom
"""The operating system's random source: the one for real work."""


def now_utc() -> datetime:
    """The computer's clock, in UTC: the one for real work."""
    return datetime.now(UTC)
