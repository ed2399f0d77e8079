"""What the store does at 100,000 visits: opening, Today, a family's page, the check, the digest."""

from __future__ import annotations

import resource
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks import large
from tests.benchmarks.measuring import median, percentile, tell, times

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison_app.workspace import Workspace

PROMISED_OPEN_MS = 500.0


def run() -> None:
    """Print the figures."""
    _opening()
    workspace = large.opened(large.FULL)
    try:
        _reading(workspace)
        tell("resident memory so far", _resident_mb(), "MB")
        _checking(workspace)
        tell("resident memory at most, the check included", _most_mb(), "MB")
    finally:
        workspace.close()


def _opening() -> None:
    from liaison_app.actions import workspaces
    from liaison_app.store import keyslots

    folder = large.folder(large.FULL)
    sets = keyslots.read(folder / "keyslots.json")
    [key] = keyslots.keys_by_passphrase(sets, large.PASSPHRASE)

    def open_and_close() -> None:
        workspaces.unlock_with_key(folder, key, clock=lambda: large.NOW).close()

    tell("open with the key, and close", median(times(open_and_close, 7)), "ms", PROMISED_OPEN_MS)


def _reading(workspace: Workspace) -> None:
    from liaison_app.actions import families, family, timeline, today

    homes = [row["id"] for row in workspace.read("SELECT id FROM household ORDER BY n LIMIT 50")]
    questions: list[tuple[str, Callable[[], Any]]] = [
        ("Today", lambda: today.read(workspace)),
        ("all families, by name", lambda: families.numbers(workspace)),
        ("one row of the table of families", lambda: families.rows(workspace, [7])),
    ]
    for what, ask in questions:
        tell(f"{what}, median", median(times(ask, 15)), "ms")
    taken = []
    for home in homes:
        began = time.perf_counter()
        family.page(workspace, home)
        timeline.timeline(workspace, home)
        taken.append((time.perf_counter() - began) * 1000)
    tell("a family's page and timeline, median", median(taken), "ms")
    tell("   95th percentile", percentile(taken, 0.95), "ms")


def _checking(workspace: Workspace) -> None:
    from liaison_app.actions import workspaces
    from liaison_app.store import checking

    changes = workspace.read("SELECT count(*) FROM op")[0][0]
    [taken] = times(lambda: checking.digest(workspace.conn), 1)
    tell("digest", taken / 1000, "s ")
    [taken] = times(lambda: workspaces.check(workspace), 1)
    tell(f"check of {changes:,} changes, digest included", taken / 1000, "s ")
    [taken] = times(lambda: workspaces.check(workspace, deep=True), 1)
    tell("deep check: every page's code and SQLite's structure too", taken / 1000, "s ")


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def _most_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
