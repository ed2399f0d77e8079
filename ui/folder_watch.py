"""A folder on a stick or a network drive appears: something can be exchanged with it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class FolderWatch:
    """Says when a folder appears that was not there at the last look.

    The looking is done in a thread of its own, which nothing waits for: a network drive that is
    gone may take minutes to say so, and must hold up neither the window nor its end.
    """

    def __init__(self) -> None:
        self._there: frozenset[Path] | None = None  # at the last look that is over
        self._found: list[frozenset[Path]] = []
        self._thread: threading.Thread | None = None

    def look(self, folders: Iterable[Path]) -> bool:
        """Say whether one appeared between the last two looks, and begin the next one."""
        if self._thread and self._thread.is_alive():
            return False
        before, appeared = self._there, False
        if self._found:
            self._there = self._found.pop()
            appeared = before is not None and bool(self._there - before)
        wanted = tuple(folders)
        self._thread = threading.Thread(target=self._look, args=(wanted,), daemon=True)
        self._thread.start()
        return appeared

    def _look(self, folders: tuple[Path, ...]) -> None:
        there = frozenset(folder for folder in folders if _is_there(folder))
        self._found[:] = [there]


def _is_there(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:
        return False
