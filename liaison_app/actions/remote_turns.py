"""One exchange with shared places at a time: two would put under one name, and remember half."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.store.writing import Progress
    from liaison_app.workspace import Workspace

_A_MOMENT = 0.2  # seconds between two looks whether the other exchange is over


@contextmanager
def alone(workspace: Workspace, progress: Progress | None) -> Iterator[None]:
    """Wait until no other exchange of this workspace is under way, and let none begin.

    Args:
        workspace: this laptop's.
        progress: called while it waits; raises `Cancelled` to stop.

    Raises:
        Locked: the workspace was locked meanwhile.
    """
    lock = workspace.shared.exchanging
    while not lock.acquire(timeout=_A_MOMENT):
        _ = workspace.conn  # raises `Locked`
        if progress:
            progress(0, 0)
    try:
        yield
    finally:
        lock.release()
