"""Signing in the real window: the family sees the text alone, and afterwards nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from liaison_app.actions import locking
from liaison_app.records.goals import Signature, SignedHow
from tests.packets.home import Home
from tests.packets.kinds.goaling import HOPE, goal
from tests.ui.windows import desk_of, opened
from ui import jobs
from ui.pages.family import FamilyPage
from ui.pages.sign import SignDialog

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.main_window import MainWindow


@pytest.fixture
def family(tmp_path: Path) -> tuple[Path, str]:
    """A closed workspace with a goal, and the family's id."""
    home = Home(tmp_path / "w")
    goal(home)
    locking.set_pin(home.workspace, "274916")
    home.workspace.close()
    return tmp_path / "w", home.family


@pytest.fixture
def window(qtbot: QtBot, family: tuple[Path, str]) -> Iterator[MainWindow]:
    made = opened(qtbot, family[0])
    yield made
    made.close()


def _sign(window: MainWindow, household: str, qtbot: QtBot) -> SignDialog:
    desk = desk_of(window)
    desk.go("family", household=household)
    page = window.findChild(FamilyPage)
    assert page is not None
    page.sign("agreement")
    assert jobs.wait_for_all()
    qtbot.waitUntil(lambda: bool(_dialogs()), timeout=20_000)
    return _dialogs()[0]


def _dialogs() -> list[SignDialog]:
    found = QApplication.topLevelWidgets()
    return [one for one in found if isinstance(one, SignDialog) and one.isVisible()]


def test_after_signing_the_screen_is_covered(
    window: MainWindow, family: tuple[Path, str], qtbot: QtBot
) -> None:
    dialog = _sign(window, family[1], qtbot)
    assert dialog.geometry().size() == window.geometry().size(), "nothing else is in sight"
    assert any(HOPE in line.text() for line in dialog.lines)
    pad = dialog.pad
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(pad.width() // 2, 50))
    for step in range(10):
        QTest.mouseMove(pad, QPoint(pad.width() // 2 + 12 * step, 50 + 5 * step))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(pad.width() // 2 + 120, 100))
    dialog.done_button.click()
    qtbot.waitUntil(lambda: window.shade is not None)
    (kept,) = desk_of(window).workspace.all(Signature)
    assert kept.how is SignedHow.SCREEN
    assert _dialogs() == []


def test_the_idle_lock_takes_the_text_away(
    window: MainWindow, family: tuple[Path, str], qtbot: QtBot
) -> None:
    _sign(window, family[1], qtbot)
    window.lock()
    qtbot.waitUntil(lambda: not _dialogs())
    assert window.desk is None
