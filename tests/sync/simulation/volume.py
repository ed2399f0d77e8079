"""Many schedules: at once, on as many processes as there are processors, or in this one."""

from __future__ import annotations

import os
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from typing import TYPE_CHECKING

from tests.sync.simulation import schedule
from tests.sync.simulation.world import Broken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_AT_ONCE = 20
_MOST_FAILURES = 10


@dataclass
class Found:
    """What came of many schedules."""

    seeds: Sequence[int]
    seconds: float = 0
    counted: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def words(self) -> str:
        """Say it in a few lines: each failure has the seed that repeats it."""
        rate = self.counted["schedules"] / max(self.seconds, 0.001)
        played = self.counted["schedules"]
        head = f"schedules {self.seeds[0]}..{self.seeds[-1]}: {played} played"
        pace = f"in {self.seconds:.0f} s ({rate:.0f} a second), {len(self.failures)} failed"
        what = ", ".join(f"{count} {what}" for what, count in sorted(self.counted.items()))
        return "\n".join([f"{head} {pace}", what, *self.failures])


def play(seeds: Sequence[int], run: Callable[[int], Counter[str]] | None = None) -> Found:
    """Play schedules in as many processes as there are processors; stops early once many fail.

    Args:
        seeds: of the schedules.
        run: plays one and counts what happened; those of this simulation if none is given.
    """
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        played = pool.map(partial(some, run=run or counted_run), _parts(seeds))
        found = _sum(seeds, played)
        pool.shutdown(cancel_futures=True)
    return found


def play_here(seeds: Sequence[int], run: Callable[[int], Counter[str]] | None = None) -> Found:
    """Play schedules in this process, as one of those that share a test run; else as `play`."""
    return _sum(seeds, map(partial(some, run=run or counted_run), _parts(seeds)))


def _parts(seeds: Sequence[int]) -> list[Sequence[int]]:
    return [seeds[at : at + _AT_ONCE] for at in range(0, len(seeds), _AT_ONCE)]


def _sum(seeds: Sequence[int], played: Iterable[tuple[Counter[str], list[str]]]) -> Found:
    found = Found(seeds)
    began = time.perf_counter()
    for counted, failures in played:
        found.counted += counted
        found.failures += failures
        if len(found.failures) >= _MOST_FAILURES:
            break
    found.seconds = time.perf_counter() - began
    return found


def counted_run(seed: int) -> Counter[str]:
    """Play a schedule of this simulation."""
    return schedule.run(seed).counted


def some(
    seeds: Sequence[int], run: Callable[[int], Counter[str]] = counted_run
) -> tuple[Counter[str], list[str]]:
    """Play schedules one after the other."""
    counted: Counter[str] = Counter()
    failures = []
    for seed in seeds:
        counted["schedules"] += 1
        try:
            counted += run(seed)
        except Broken as broken:
            failures.append(str(broken))
    return counted, failures


def trace(seed: int) -> str:
    """Give everything that happens in a schedule, a line each."""
    played = schedule.run(seed)
    return f"{played.trace}\n{played.trace_hash}\n"
