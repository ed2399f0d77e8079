"""Times and how they are told: medians, and the promise beside the measure."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def times(work: Callable[[], object], repeat: int) -> list[float]:
    """Run `work` so often and give each time in milliseconds."""
    taken = []
    for _n in range(repeat):
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def median(taken: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(taken)


def percentile(taken: Sequence[float], share: float) -> float:
    """The time that this share of all did not exceed."""
    return sorted(taken)[min(len(taken) - 1, int(len(taken) * share))]


def tell(what: str, measured: float, unit: str, promised: float | None = None) -> None:
    """Print one figure, with the promise if there is one."""
    line = f"  {what:<58} {measured:10.2f} {unit}"
    if promised is not None:
        line += f"   (at most {promised:g}: {'kept' if measured <= promised else 'NOT KEPT'})"
    print(line)
