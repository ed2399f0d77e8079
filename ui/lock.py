"""Locking by itself: nobody at the keyboard, the computer slept, or the person left the screen.

The idle watch polls once a second or slower. It does not see every event of every widget: one
filter stands on the window in focus, where a key passes once, and the poll looks at what input
methods move (the caret) and at the mouse.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QCursor, QGuiApplication
from shiboken6 import isValid

from ui.qt import override

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtGui import QWindow

WARNED_FOR = 60  # seconds before the lock in which it is announced; one key stays
_POLL_MS = 1000
_SLEPT = 60  # seconds that the clock may jump between two polls before it was a sleep
_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class IdleWatch(QObject):
    """Warns, then locks, when nobody uses the window; locks at once after a sleep.

    Args:
        parent: the window.
        idle_minutes: how long nobody may use it.
        warn: called with the seconds that are left, each second of the last minute (of a limit of
            one minute: its second half), and with 0 when somebody is there again.
        lock: called when the time is up, or the computer slept.
        now: the clock of the wall, which goes on while the computer sleeps.
        seconds: a clock that never jumps; tests bring their own.
    """

    def __init__(
        self,
        parent: QObject,
        idle_minutes: int,
        *,
        warn: Callable[[int], object],
        lock: Callable[[], object],
        now: Callable[[], datetime],
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._limit = idle_minutes * 60
        self._warn, self._lock, self._now, self._seconds = warn, lock, now, seconds
        self._last, self._polled, self._wall = seconds(), seconds(), now()
        self._warned = False
        self._seen: object = None
        self._focused: QWindow | None = None
        self._timer = QTimer(self, interval=_POLL_MS)
        self._timer.timeout.connect(self.poll)
        self._timer.start()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._follow)
            self._follow(QGuiApplication.focusWindow())

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()
        self._follow(None)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.disconnect(self._follow)

    def set_minutes(self, idle_minutes: int) -> None:
        """Lock after this many minutes from now on."""
        self._limit = idle_minutes * 60

    def used(self) -> None:
        """Somebody is there."""
        self._last = self._seconds()
        if self._warned:
            self._warned = False
            self._warn(0)

    def poll(self) -> None:
        """Look whether anybody is there, and whether the computer slept."""
        seen = (QCursor.pos(), QGuiApplication.inputMethod().cursorRectangle())
        if seen != self._seen:
            self._seen = seen
            self.used()
        if self._slept():
            self._lock()
            return
        left = self._limit - (self._seconds() - self._last)
        if left <= 0:
            self._lock()
        elif left <= min(WARNED_FOR, self._limit / 2):  # a minute without use is half a warning
            self._warned = True
            self._warn(max(1, round(left)))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            self.used()
        return False

    def _slept(self) -> bool:
        """Whether more time passed on the wall than this program ran."""
        wall, ran = self._now(), self._seconds()
        jumped = (wall - self._wall).total_seconds() - (ran - self._polled)
        late = ran - self._polled > _POLL_MS / 1000 + _SLEPT
        self._wall, self._polled = wall, ran
        return jumped > _SLEPT or late

    def _follow(self, window: QWindow | None) -> None:
        if self._focused is not None and isValid(self._focused):  # a closed dialog is gone by now
            self._focused.removeEventFilter(self)
        self._focused = window
        if window is not None:
            window.installEventFilter(self)
