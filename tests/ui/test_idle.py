"""Nobody at the keyboard: a warning a minute before, one key stays, a sleep locks at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.desk import StandingClock
from ui.lock import WARNED_FOR, IdleWatch

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Watched:
    """A watch with clocks of its own."""

    def __init__(self, parent: QWidget, minutes: int = 10) -> None:
        self.clock, self.seconds = StandingClock(), 0.0
        self.window = parent
        self.warned: list[int] = []
        self.locked = 0
        self.watch = IdleWatch(
            parent,
            minutes,
            warn=self.warned.append,
            lock=self._lock,
            now=self.clock,
            seconds=lambda: self.seconds,
        )

    def begin(self) -> None:
        """Somebody used it just now."""
        self.watch.poll()
        self.watch.used()

    def pass_time(self, seconds: float, *, asleep: bool = False) -> None:
        self.clock.wait(seconds=seconds)
        if not asleep:
            self.seconds += seconds
        self.watch.poll()

    def _lock(self) -> None:
        self.locked += 1


@pytest.fixture
def watched(qtbot: QtBot) -> Watched:
    window = QWidget()
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    return Watched(window)


def test_nobody_there_is_warned_a_minute_before_and_locked(watched: Watched) -> None:
    watched.begin()
    for _second in range(600 - WARNED_FOR - 1):
        watched.pass_time(1)
    assert watched.warned == []
    watched.pass_time(1)
    assert watched.warned == [60]
    for _second in range(59):
        watched.pass_time(1)
    assert watched.warned[-1] == 1
    assert watched.locked == 0
    watched.pass_time(1)
    assert watched.locked == 1


def test_a_limit_of_a_minute_does_not_warn_whoever_rests_a_moment(watched: Watched) -> None:
    watched.watch.set_minutes(1)
    watched.begin()
    for _second in range(29):
        watched.pass_time(1)
    assert watched.warned == []
    watched.pass_time(1)
    assert watched.warned == [30]


def test_one_key_stays(qtbot: QtBot, watched: Watched) -> None:
    watched.window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWindow() is not None)
    watched.begin()
    for _second in range(570):
        watched.pass_time(1)
    assert watched.warned[-1] == 30
    focused = QApplication.focusWindow()
    assert focused
    QTest.keyClick(focused, Qt.Key.Key_Shift)
    assert watched.warned[-1] == 0
    for _second in range(30):
        watched.pass_time(1)
    assert watched.locked == 0


def test_a_sleep_locks_at_once(watched: Watched) -> None:
    watched.pass_time(300, asleep=True)
    assert watched.locked == 1


def test_a_program_that_did_not_run_for_a_while_locks(watched: Watched) -> None:
    watched.pass_time(120)
    assert watched.locked == 1


def test_a_dialog_that_is_gone_stops_neither_the_watch_nor_its_end(
    watched: Watched, qtbot: QtBot
) -> None:
    dialog = QWidget()
    with qtbot.waitActive(dialog):
        dialog.show()
    dialog.deleteLater()
    with qtbot.waitActive(watched.window):
        QTest.qWait(0)
        watched.window.activateWindow()
    watched.begin()
    for _second in range(590):
        watched.pass_time(1)
    QTest.keyClick(watched.window.windowHandle(), Qt.Key.Key_Shift)
    assert watched.warned[-1] == 0
    watched.watch.stop()
