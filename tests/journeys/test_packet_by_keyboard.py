"""From a family to its packet on paper and back, without the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from liaison_app.actions import practice, titles
from liaison_app.records.packets import PacketIssue
from liaison_app.records.people import Household
from tests.ui.pages.packet_room import printers
from tests.ui.pages.rooms import words
from ui import demo
from ui.hands import Hands
from ui.main_window import MainWindow
from ui.pages.family import FamilyPage
from ui.pages.packet import PacketPage

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def test_a_packet_is_printed_in_a_dozen_keys(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    caught = printers(monkeypatch, tmp_path / "bin", "Office")
    practice.make(tmp_path / "practice", families=4)
    window = MainWindow(tmp_path / "practice")
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
    hands = Hands(window)
    desk = demo.unlock(window, hands)
    family = next(one for one in desk.workspace.all(Household) if one.home_language == "vi")
    desk.go("family", household=family.id)
    hands.rest(300)
    hands.keys_pressed = 0

    hands.press(Qt.Key.Key_R, ALT)
    page = hands.find(PacketPage)
    hands.wait(lambda: page.ready, "the pages")
    hands.press(Qt.Key.Key_Y, ALT)  # the style
    hands.press(Qt.Key.Key_2)  # large
    hands.press(Qt.Key.Key_E, ALT)  # the paper
    hands.press(Qt.Key.Key_2)  # A4
    wanted = hands.wait(lambda: page.ready, "the pages anew")
    assert (wanted.profile, wanted.paper, wanted.language) == ("large-print", "a4", "vi")
    hands.press(Qt.Key.Key_P, CONTROL)
    (issue,) = hands.wait(lambda: desk.workspace.all(PacketIssue), "the line about it")
    hands.wait(lambda: caught.exists() and b"%%EOF" in caught.read_bytes(), "the paper")
    hands.press(Qt.Key.Key_Escape)

    assert hands.keys_pressed <= 12
    shown = hands.find(FamilyPage)
    hands.wait(lambda: issue.code in words(shown), "the packet in the timeline")
    assert titles.title(desk.workspace, "household", family.id) in words(shown)
    assert caught.read_bytes().startswith(b"%PDF")
    window.close()
