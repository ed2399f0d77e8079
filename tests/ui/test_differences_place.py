"""The sidebar of the real window says how many differences wait, and Ctrl+6 leads to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from liaison_app.actions import differences, workspaces
from tests.differing import pair_of
from tests.store.laptops import PASSPHRASE, Stable
from tests.ui.accessible import name_of
from tests.ui.windows import desk_of, opened

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.main_window import MainWindow


def called(window: MainWindow) -> list[str]:
    """What a screen reader calls the places that begin with this word."""
    buttons = desk_of(window).sidebar.findChildren(QAbstractButton)
    return [name_of(one) for one in buttons if name_of(one).startswith("Differences")]


def test_the_sidebar_counts_what_waits(qtbot: QtBot, tmp_path: Path) -> None:
    pair = pair_of(Stable(tmp_path))
    pair.address("12 Elm St", "14 Elm St")
    folder = workspaces.folder_of(pair.ana)
    pair.close()
    window = opened(qtbot, folder, PASSPHRASE)
    assert called(window) == ["Differences, 1 waits for an answer."]
    QTest.keyClick(window, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: desk_of(window).here[0] == "differences")
    workspace = desk_of(window).workspace
    answered = differences.answer(workspace, differences.differences(workspace)[0].id, keep=1)
    qtbot.waitUntil(lambda: called(window) == ["Differences"])
    desk_of(window).undo(answered.number)
    qtbot.waitUntil(lambda: called(window) == ["Differences, 1 waits for an answer."])
    window.close()
