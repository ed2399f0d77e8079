"""A removed family for which a colleague wrote: the card, its answers, and what the window says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt

from liaison_app.actions import care, differences, records
from liaison_app.records.partnership import Commitment, Note
from liaison_app.records.people import Household
from liaison_app.workspace import Add
from tests.ui.accessible import too_wide, unnamed
from tests.ui.pages.rooms import Rooms, key, press, settle, words
from tests.ui.shells import OnePageShell
from ui.pages.differences import DifferencesPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

    from tests.differing import Pair


@pytest.fixture
def page(pair: Pair, qapp: QApplication) -> Iterator[DifferencesPage]:
    """Ana's page; she removed a family for which Ben wrote a note."""
    del qapp
    home = pair.add(Household(name="Tran"))
    pair.add(Commitment(household=home, what="bus pass"))
    records.remove(pair.ana, "household", home)
    pair.ben.commit("add", [Add(Note(household=home, text="She asks for the bus pass"))])
    pair.meet()
    shell = OnePageShell(pair.ana)
    made = DifferencesPage(shell)
    shell.add(made, made)
    shell.resize(911, 600)
    shell.show()
    shell.activateWindow()
    shell.go("differences")
    settle()
    yield made
    shell.deaf()
    shell.hide()
    shell.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_the_card_shows_what_was_written_and_two_ways_to_answer(page: DifferencesPage) -> None:
    [card] = page.cards
    seen = words(card)
    for expected in (
        "Rosa removed this family.",
        "Note: She asks for the bus pass",
        "It comes back",
        "Bring the family back",
        "It stays removed",
        "Remove these too",
        "Not now",
    ):
        assert expected in seen
    assert unnamed(card) == []
    assert too_wide(page, 911) == []


@pytest.mark.parametrize(("number", "there"), [(Qt.Key.Key_1, True), (Qt.Key.Key_2, False)])
def test_a_key_answers_and_undo_asks_again(
    page: DifferencesPage, pair: Pair, number: Qt.Key, there: bool
) -> None:
    [card] = page.cards
    key(card, number)
    assert page.cards == []
    assert (pair.ana.all(Household) != []) is there
    assert (pair.ana.all(Commitment) != []) is there
    assert (pair.ana.all(Note) != []) is there
    care.undo(pair.ana)
    assert differences.waiting(pair.ana) == 1
    assert [one.text for one in pair.ana.all(Note)] == ["She asks for the bus pass"]


def test_the_window_says_what_goes_with_a_family_and_what_comes_back(rooms: Rooms) -> None:
    home = rooms.workspace.commit("add", [Add(Household(name="Oak"))]).ids[0]
    rooms.workspace.commit("add", [Add(Note(household=home, text="of Oak"))])
    rooms.go("records", type="household", id=home)
    press(rooms.records, "Remove")
    said, number = rooms.shell.said[-1]
    assert "With it went 1 note." in said
    assert rooms.workspace.all(Note, household=home) == []
    care.undo(rooms.workspace, number)
    rooms.go("family", household=home)
    rooms.family.edit("household", home)
    press(rooms.family, "Remove")
    assert "With it went 1 note." in rooms.shell.said[-1][0]
    rooms.go("records", type="household", id=home)
    press(rooms.records, "Bring back")
    assert "With it came back 1 note." in rooms.shell.said[-1][0]
    assert len(rooms.workspace.all(Note, household=home)) == 1
