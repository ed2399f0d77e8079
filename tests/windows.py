"""The windows that a test opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


def destroy_all(app: QApplication) -> None:
    """Leave no window for the next test: whatever changes the look visits every widget there is.

    A window that is closed waits for an event loop, or for Python's search for garbage. Dozens of
    them make all tests after them several times as slow.
    """
    for window in app.topLevelWidgets():
        window.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
