"""From the list of families to files for all of them, stopped and gone on with, by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from liaison_app.actions import practice
from liaison_app.records.packets import PacketIssue
from liaison_app.records.people import Household
from tests.ui.pages.packet_room import printers
from tests.ui.pages.rooms import words
from ui import demo
from ui.hands import Hands
from ui.main_window import MainWindow
from ui.pages.print_many import PrintManyPage

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

ALT = Qt.KeyboardModifier.AltModifier


def test_all_families_get_their_page_in_a_few_keys(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    caught = printers(monkeypatch, tmp_path / "bin", "Office")
    practice.make(tmp_path / "practice", families=7)
    window = MainWindow(tmp_path / "practice")
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
    hands = Hands(window)
    desk = demo.unlock(window, hands)
    desk.go("families")
    hands.rest(200)
    hands.keys_pressed = 0

    hands.press(Qt.Key.Key_R, ALT)
    page = hands.find(PrintManyPage)
    hands.wait(page.how.printer.count, "the printers")
    hands.write("rights")  # the keyboard stands on the kind
    hands.press(Qt.Key.Key_L, ALT)  # see first
    hands.wait(lambda: " packets can be made." in words(page), "what was found")
    hands.press(Qt.Key.Key_P, ALT)
    hands.wait(lambda: "Print them all?" in words(page), "the question")
    hands.press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)  # from Cancel
    hands.press(Qt.Key.Key_Space)
    hands.wait(lambda: "Batches before" in words(page) and not page.busy, "the paper")

    count = len([one for one in desk.workspace.all(Household) if not one.closed_on])
    issues = [one for one in desk.workspace.all(PacketIssue) if one.kind == "rights"]
    assert 0 < len(issues) == len({one.household for one in issues}) <= count
    assert f"{len(issues)} of {count} packets." in words(page)
    assert hands.keys_pressed <= 12
    assert caught.read_bytes().startswith(b"%PDF")
    window.close()
