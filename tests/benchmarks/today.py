"""Reading Today, and opening a debrief, beside 100,000 visits."""

from __future__ import annotations

from functools import partial
from itertools import cycle

from liaison_app.actions import debriefs, today
from tests.benchmarks import large
from tests.benchmarks.measuring import median, percentile, tell, times

REPEAT = 40
PROMISED = 20.0  # ms: the window's main loop must never be late by more


def run() -> None:
    """Print the figures."""
    workspace = large.opened(large.FULL)
    try:
        taken = times(partial(today.read, workspace), REPEAT)
        tell("Today, median", median(taken), "ms", PROMISED)
        tell("Today, 95th percentile", percentile(taken, 0.95), "ms")
        rows = workspace.read("SELECT id FROM visit ORDER BY n DESC LIMIT 200")
        ids = cycle(row["id"] for row in rows)
        taken = times(lambda: debriefs.start(workspace, next(ids)), REPEAT)
        tell("opening a debrief, median", median(taken), "ms", PROMISED)
    finally:
        workspace.close()
