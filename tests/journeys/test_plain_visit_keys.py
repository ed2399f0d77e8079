"""From lid open to lid shut: how many keys a plain visit takes besides the note's own text.

Start: the workspace was unlocked with the passphrase this morning, a PIN is set, and the lid was
shut since: the lock page waits for the PIN. One visit was planned for today: the family, the place,
the time and the length are known from the plan, who was there is not. A held Ctrl or Alt counts as
a key of its own.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from liaison_app.actions import locking, visits, workspaces
from liaison_app.records.partnership import Commitment, Note, Visit, VisitParticipant
from liaison_app.records.people import Household, HouseholdMember, Person
from liaison_app.workspace import Add, now_utc
from tests.desk import PASSPHRASE
from ui.hands import Hands
from ui.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

PIN = "735914"
NOTE = "Lan reads with Minh every evening now. She asked how to read the report card."
PROMISE = "call the bus office fri"
MOST = 45
CTRL = Qt.KeyboardModifier.ControlModifier


class Counted:
    """Hands that count the keys, a held one too."""

    def __init__(self, hands: Hands) -> None:
        self.hands = hands
        self.keys = 0

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
        for key in keys:
            self.keys += 2 if held else 1
            self.hands.press(key, held)

    def write(self, text: str) -> None:
        self.keys += len(text)
        self.hands.write(text)


@pytest.fixture
def locked(tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window in the start state."""
    made = workspaces.create(
        tmp_path / "ws", person="Rosa", team="North", passphrase=PASSPHRASE, clock=now_utc
    )
    with made.workspace as workspace:
        locking.set_pin(workspace, PIN)
        new = workspace.new_id
        family, lan, minh = new(), new(), new()
        changes = [
            Add(Household(id=family, name="Nguyễn", home_language="vi")),
            Add(Person(id=lan, given_name="Lan")),
            Add(Person(id=minh, given_name="Minh", is_child=True)),
            Add(HouseholdMember(household=family, person=lan)),
            Add(HouseholdMember(household=family, person=minh)),
        ]
        workspace.commit("family.add", changes)
        visits.plan(workspace, family, workspace.now() - timedelta(minutes=50), minutes=45)
    window = MainWindow(tmp_path / "ws")
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    window.entered(workspaces.unlock(tmp_path / "ws", PASSPHRASE), full=True)
    window.lock()  # what a closed lid does
    yield window
    window.close()


@pytest.mark.parametrize("promise", ["", PROMISE])
def test_a_plain_visit_takes_at_most_45_keys(
    locked: MainWindow, tmp_path: Path, promise: str
) -> None:
    hands = Hands(locked)
    counted = Counted(hands)
    counted.write(PIN)
    hands.wait(lambda: locked.desk, "the open workspace")
    hands.rest(200)
    counted.press(Qt.Key.Key_Return)  # the oldest visit
    hands.wait(lambda: locked.desk and locked.desk.here[0] == "debrief", "the debrief")
    counted.press(Qt.Key.Key_1, Qt.Key.Key_Tab)  # met
    counted.press(Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_Tab)  # Lan and Minh
    hands.write(NOTE)
    if promise:
        counted.press(Qt.Key.Key_B, held=Qt.KeyboardModifier.AltModifier)
        counted.write(promise)
    counted.press(Qt.Key.Key_Return, held=CTRL)
    hands.wait(lambda: locked.desk and locked.desk.here[0] == "today", "Today")
    locked.lock()  # the lid is shut
    print(f"{counted.keys} keys besides the note's {len(NOTE)}")  # noqa: T201  (the figure)
    assert counted.keys <= MOST
    _saved(tmp_path / "ws", promise)


def _saved(folder: Path, promise: str) -> None:
    with workspaces.unlock(folder, PASSPHRASE) as workspace:
        (visit,) = workspace.all(Visit)
        assert (visit.outcome, visit.place, visit.minutes) == ("met", "home", 45)
        assert len(workspace.all(VisitParticipant)) == 2
        assert [one.text for one in workspace.all(Note)] == [NOTE]
        assert [one.what for one in workspace.all(Commitment)] == (
            ["call the bus office"] if promise else []
        )
        assert workspace.drafts() == []
