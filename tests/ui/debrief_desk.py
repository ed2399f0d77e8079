"""A desk with one planned visit and the debrief on it, and hands on its keyboard."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from liaison_app.actions import drafts, visits
from liaison_app.records.people import Household, HouseholdMember, Person
from liaison_app.workspace import Add, Draft, Workspace
from tests.desk import StandingClock, workspace_at
from tests.ui.shells import OnePageShell
from ui.pages.debrief import DebriefPage

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


START = datetime(2026, 11, 21, 15, 30, tzinfo=UTC)
CTRL = Qt.KeyboardModifier.ControlModifier


class Desk:
    """A planned visit with Lan's family, and the page on it."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.clock = StandingClock()
        self.workspace: Workspace = workspace_at(folder, self.clock)
        new = self.workspace.new_id
        self.family, self.lan, self.minh = new(), new(), new()
        changes = [
            Add(Household(id=self.family, name="Nguyễn", home_language="vi")),
            Add(Person(id=self.lan, given_name="Lan")),
            Add(
                Person(id=self.minh, given_name="Minh", is_child=True, birth_date=date(2022, 3, 1))
            ),
            Add(HouseholdMember(household=self.family, person=self.lan)),
            Add(HouseholdMember(household=self.family, person=self.minh)),
        ]
        self.workspace.commit("family.add", changes)
        self.visit = visits.plan(self.workspace, self.family, START, minutes=45)
        self.shell = OnePageShell(self.workspace)
        self.page = DebriefPage(self.shell)
        self.shell.add(self.page, self.page)
        self.shell.resize(1150, 700)
        qtbot.addWidget(self.shell)
        with qtbot.waitActive(self.shell):
            self.shell.show()
        self.shell.go("debrief", visit=self.visit)

    def key(self, *keys: Qt.Key | str, held: Qt.KeyboardModifier | None = None) -> None:
        """Press keys where the focus is."""
        for one in keys:
            target = QApplication.focusWidget() or self.page
            if isinstance(one, str):
                for letter in one:
                    _type(target, letter)
            else:
                QTest.keyClick(target, one, held or Qt.KeyboardModifier.NoModifier)

    def save(self) -> None:
        self.key(Qt.Key.Key_Return, held=CTRL)

    def draft(self) -> Draft | None:
        return drafts.find(self.workspace, f"visit:{self.visit}")


def _type(target: QWidget, letter: str) -> None:
    """A key of this keyboard; other letters come from an input method."""
    if letter.isascii():
        QTest.keyClicks(target, letter)
        return
    event = QInputMethodEvent()
    event.setCommitString(letter)
    QApplication.sendEvent(target, event)
