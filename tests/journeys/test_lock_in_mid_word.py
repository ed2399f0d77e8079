"""A lid that closes in the middle of a word: the PIN brings back the word, and the cursor in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from liaison_app.actions import locking, visits, workspaces
from liaison_app.records.people import Household
from liaison_app.workspace import Add, now_utc
from tests.desk import PASSPHRASE
from ui.hands import Hands
from ui.main_window import MainWindow
from ui.pages.debrief import DebriefPage

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

PIN = "735914"


@pytest.mark.parametrize("planned", [True, False])
def test_the_word_and_the_cursor_come_back(qtbot: QtBot, tmp_path: Path, *, planned: bool) -> None:
    made = workspaces.create(
        tmp_path / "ws", person="Rosa", team="North", passphrase=PASSPHRASE, clock=now_utc
    )
    with made.workspace as workspace:
        locking.set_pin(workspace, PIN)
        family = workspace.commit("f", [Add(Household(name="Nguyễn"))]).ids[0]
        visit = visits.plan(workspace, family, workspace.now())
    window = MainWindow(tmp_path / "ws")
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    window.entered(workspaces.unlock(tmp_path / "ws", PASSPHRASE), full=True)
    hands = Hands(window)
    assert window.desk is not None
    window.desk.go("debrief", **({"visit": visit} if planned else {"household": family}))
    hands.rest(50)
    hands.press(Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    hands.write("They moved to the blue hou")
    for _step in range(4):
        hands.press(Qt.Key.Key_Left)
    window.lock()  # what a closed lid does

    hands.rest(50)
    hands.write(PIN)
    hands.wait(lambda: window.desk, "the open workspace")
    page = hands.find(DebriefPage)
    hands.rest(100)
    hands.write("!")
    assert page.form.note.toPlainText() == "They moved to the blue! hou"
    window.close()
    with workspaces.unlock(tmp_path / "ws", PASSPHRASE) as workspace:
        assert len(workspace.drafts()) == 1
        assert len(workspace.read("SELECT n FROM visit")) == 1
