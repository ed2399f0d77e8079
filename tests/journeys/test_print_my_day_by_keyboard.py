"""The paper of a day from Today to the printer and back, without the mouse."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from liaison_app.actions import practice, visits
from liaison_app.records.packets import PacketIssue
from liaison_app.records.people import Household
from tests.ui.pages.packet_room import printers
from ui import demo
from ui.hands import Hands
from ui.main_window import MainWindow
from ui.pages.print_day import PrintDayPage

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def test_a_day_is_printed_in_five_keys(
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
    for one in desk.workspace.all(Household)[:2]:
        noon = datetime.combine(desk.workspace.today(), time(12)).astimezone(UTC)
        visits.plan(desk.workspace, one.id, noon)
    desk.go("today")
    hands.rest(300)
    hands.keys_pressed = 0

    hands.press(Qt.Key.Key_P, CONTROL)
    page = hands.find(PrintDayPage)
    prints = hands.wait(lambda: page.ready, "the prints")
    hands.press(Qt.Key.Key_S, ALT)  # what the route sheet says
    hands.press(Qt.Key.Key_2)  # names
    hands.wait(lambda: page.ready and page.ready != prints, "the prints anew")
    route = next(one for one in page.ready if one.kind == "route")
    assert "level-names" in [one.code for one in route.problems]
    hands.press(Qt.Key.Key_P, CONTROL)

    def written() -> list[PacketIssue]:
        found = desk.workspace.all(PacketIssue)
        return found if len(found) == len(prints) else []

    issues = hands.wait(written, "the lines about them")
    assert issues[0].kind == "route"
    assert {"door-note", "leave-behind"} <= {one.kind for one in issues}
    hands.wait(lambda: caught.exists() and b"%%EOF" in caught.read_bytes(), "the paper")
    hands.press(Qt.Key.Key_Escape)
    assert hands.keys_pressed <= 5
    assert desk.here[0] == "today"
    window.close()
