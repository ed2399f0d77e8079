"""Sealed facts on a family's page: behind the PIN or the passphrase, and never elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QMenu, QToolButton

from liaison_app.actions import locking, records, sealed_facts
from liaison_app.records.people import Address
from tests.desk import PASSPHRASE
from tests.ui.accessible import too_wide
from tests.ui.pages.rooms import Rooms, a_family, fill, key, press, words

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

WORDS = "Whispering Quarry"
PIN = "482915"


def noted(rooms: Rooms) -> str:
    household = a_family(rooms.workspace)
    records.add(rooms.workspace, "safety_note", {"household": household, "text": WORDS})
    return household


def choose(rooms: Rooms, entry: str) -> None:
    """Choose an entry of the card's menu."""
    for one in rooms.family.findChildren(QToolButton):
        menu = one.menu()
        if isinstance(menu, QMenu) and one.accessibleName() == "Sealed facts: Add":
            next(act for act in menu.actions() if act.text() == entry).trigger()
            return
    raise AssertionError(entry)


def unlock(rooms: Rooms, qtbot: QtBot, label: str, typed: str) -> None:
    press(rooms.family, "Show sealed facts")
    fill(rooms.family, label, typed)
    press(rooms.family, "Show")
    qtbot.waitUntil(lambda: WORDS in words(rooms.family) or "not the" in words(rooms.family))


def told(rooms: Rooms) -> str:
    """What a screen reader says of what has the keyboard."""
    focused = rooms.family.window().focusWidget()
    assert focused
    return f"{focused.accessibleName()}. {focused.accessibleDescription()}"


def test_they_are_shown_after_the_pin_and_hidden_when_one_leaves(
    rooms: Rooms, qtbot: QtBot
) -> None:
    household = noted(rooms)
    locking.set_pin(rooms.workspace, PIN)
    rooms.go("family", household=household)
    assert WORDS not in words(rooms.family)
    unlock(rooms, qtbot, "PIN", "482916")
    assert WORDS not in words(rooms.family)
    fill(rooms.family, "PIN", PIN)
    press(rooms.family, "Show")
    qtbot.waitUntil(lambda: WORDS in words(rooms.family))
    assert too_wide(rooms.family, rooms.family.width()) == []
    rooms.family.leave()
    rooms.go("kits")
    rooms.go("family", household=household)
    assert WORDS not in words(rooms.family)


def test_without_a_pin_the_passphrase_is_asked_for_and_hide_hides(
    rooms: Rooms, qtbot: QtBot
) -> None:
    rooms.go("family", household=noted(rooms))
    unlock(rooms, qtbot, "Passphrase", PASSPHRASE)
    assert WORDS in words(rooms.family)
    assert rooms.family.window().focusWidget().text() == "Hide"
    press(rooms.family, "Hide")
    assert WORDS not in words(rooms.family)
    assert rooms.family.window().focusWidget().text() == "Show sealed facts"


def test_a_fact_is_added_without_the_pin_and_what_is_typed_waits_behind_it(
    rooms: Rooms, qtbot: QtBot
) -> None:
    household = a_family(rooms.workspace)
    rooms.go("family", household=household)
    choose(rooms, "Safety note")
    fill(rooms.family.panel, "What to mind", WORDS)
    rooms.family.leave()
    rooms.go("kits")
    rooms.family.panel.shut()
    rooms.go("family", household=household)
    assert rooms.family.panel.content is None
    choose(rooms, "Safety note")
    press(rooms.family.panel, "Save")
    [fact] = sealed_facts.of_family(rooms.workspace, household)
    assert WORDS in repr(fact.lines)
    assert WORDS not in words(rooms.family)


def test_the_family_is_protected_from_its_page(rooms: Rooms) -> None:
    household = a_family(rooms.workspace, street="18 Quarry Lane")
    records.add(rooms.workspace, "note", {"household": household, "text": "Park on Quarry Lane"})
    rooms.go("family", household=household)
    choose(rooms, "Protect this family's address")
    assert "This cannot be undone." in told(rooms)
    fill(rooms.family.panel, "Substitute address", "PO Box 118")
    press(rooms.family.panel, "Protect this family")
    assert "nobody can write to this family" not in words(rooms.family.panel)
    press(rooms.family.panel, "Yes, protect it")
    assert told(rooms).startswith("Where the street is named")
    assert "Park on Quarry Lane" in words(rooms.family.panel)
    [shown] = rooms.workspace.all(Address, household=household)
    assert shown.line_1 == "PO Box 118"
    press(rooms.family.panel, "History: Note")


def test_one_press_on_an_empty_form_protects_nothing_and_says_what_it_would_do(
    rooms: Rooms,
) -> None:
    household = a_family(rooms.workspace, street="18 Quarry Lane")
    rooms.go("family", household=household)
    choose(rooms, "Protect this family's address")
    panel = rooms.family.panel
    press(panel, "Protect this family")
    [shown] = rooms.workspace.all(Address, household=household)
    assert shown.line_1 == "18 Quarry Lane"
    said = words(panel)
    assert "No substitute address is given: nobody can write to this family." in said
    assert said.count("This cannot be undone.") == 2
    focused = panel.window().focusWidget()
    assert isinstance(focused, QAbstractButton)
    assert focused.text() == "Cancel"
    key(focused, Qt.Key.Key_Escape)
    assert "nobody can write to this family" not in words(panel)
    assert panel.content is not None  # the form is there still
    press(panel, "Protect this family")
    press(panel, "Yes, protect it")
    assert "18 Quarry Lane" not in repr(rooms.workspace.all(Address, household=household))


def test_the_list_of_all_records_leaves_them_out(rooms: Rooms) -> None:
    noted(rooms)
    rooms.go("records", type="safety_note")
    kinds = rooms.records.findChild(QComboBox)
    assert kinds is not None
    assert not {kinds.itemData(n) for n in range(kinds.count())} & set(sealed_facts.KINDS)
    assert kinds.currentData() == "household"
    assert WORDS not in words(rooms.records)
