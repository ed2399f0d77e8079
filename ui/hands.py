"""Drives the real window as a person does: keys, clicks on what is in sight, patience.

The demo without a screen and the tests of journeys share these hands, so a journey is written once.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMainWindow, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

W = TypeVar("W", bound=QWidget)
T = TypeVar("T")
_PATIENCE = 20.0  # seconds for something that ought to show at once, on a slow computer
_STEP_MS = 15


class NotSeenError(AssertionError):
    """What a journey waited for did not show."""


class Hands:
    """Hands on one window.

    Args:
        window: the window.
        pictures: a folder for screenshots; None takes none.
    """

    def __init__(self, window: QWidget, pictures: Path | None = None) -> None:
        self.window = window
        self.pictures = pictures
        self.taken: list[Path] = []
        self.keys_pressed = 0

    def turn_to(self) -> None:
        """Bring this window before the others, so that keys go to it."""
        self.window.raise_()
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow, "the window before the others")

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
        """Press one key where the focus is."""
        self.keys_pressed += 1
        QTest.keyClick(self._target(), key, held or Qt.KeyboardModifier.NoModifier)
        self.rest()

    def write(self, text: str) -> None:
        """Type text where the focus is; what this keyboard lacks comes from an input method."""
        for character in text:
            self.keys_pressed += 1
            if character.isascii() and character != "\n":
                QTest.keyClicks(self._target(), character)
            elif character == "\n":
                QTest.keyClick(self._target(), Qt.Key.Key_Return)
            else:
                _compose(self._target(), character)
        self.rest()

    def click(self, name: str) -> None:
        """Click the button in sight with this text or accessible name."""
        button = self.wait(lambda: self.button(name), f"a button “{name}”")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(8, button.height() // 2))
        self.rest()

    def button(self, name: str) -> QAbstractButton | None:
        """Give the button in sight with this text or accessible name."""
        for button in self.window.findChildren(QAbstractButton):
            shown = button.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
            if (
                name in (shown, button.accessibleName())
                and button.isVisible()
                and button.isEnabled()
            ):
                return button
        return None

    def find(self, kind: type[W], name: str = "") -> W:
        """Wait for a widget of a class, with this accessible name if one is given."""

        def seen() -> W | None:
            widgets: list[W] = self.window.findChildren(kind)
            for widget in widgets:
                if widget.isVisible() and name in ("", widget.accessibleName()):
                    return widget
            return None

        return self.wait(seen, f"{kind.__name__} “{name}”")

    def wait(self, seen: Callable[[], T | None], what: str) -> T:
        """Let the window work until `seen` gives something.

        Raises:
            NotSeenError: it did not within twenty seconds.
        """
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            found = seen()
            if found:
                return found
            self.rest()
        raise NotSeenError(what)

    def rest(self, milliseconds: int = _STEP_MS) -> None:
        """Let the window work for a moment, and its other threads too: `qWait` would hold them."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def picture(self, name: str) -> None:
        """Keep a screenshot of the window, with the lists that hang over it."""
        if self.pictures is None:
            return
        self.rest(120)
        drawn = self.window.grab()
        painter = QPainter(drawn)
        for other in QApplication.topLevelWidgets():
            if other.isVisible() and not isinstance(other, QMainWindow):  # not another laptop's
                place = other.mapToGlobal(QPoint()) - self.window.mapToGlobal(QPoint())
                painter.drawPixmap(place, other.grab())
        painter.end()
        path = self.pictures / f"{name}.png"
        drawn.save(str(path))
        self.taken.append(path)

    def _target(self) -> QWidget:
        return QApplication.focusWidget() or self.window


def _compose(target: QWidget, text: str) -> None:
    """Hand over text as an input method does."""
    from PySide6.QtGui import QInputMethodEvent  # noqa: PLC0415

    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(target, event)
