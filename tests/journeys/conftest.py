"""What every journey is watched for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from tests.windows import destroy_all
from ui.qt import override

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication


class Flashes(QObject):
    """Notes every widget that was a window for a moment before it got its place in one.

    Such a window flashes on the screen and takes the keyboard away.
    """

    def __init__(self) -> None:
        super().__init__()
        self._windows: set[int] = set()
        self.seen: list[str] = []

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QWidget):
            if event.type() == QEvent.Type.Show and watched.isWindow():
                self._windows.add(id(watched))
            elif event.type() == QEvent.Type.ParentChange and id(watched) in self._windows:
                self.seen.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


@pytest.fixture(autouse=True)
def nothing_flashes(qapp: QApplication) -> Iterator[None]:
    flashes = Flashes()
    qapp.installEventFilter(flashes)
    yield
    qapp.removeEventFilter(flashes)
    destroy_all(qapp)
    assert flashes.seen == []
