"""What no merge can keep, answered on the page of differences."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from liaison_app.actions import care, differences, kits
from liaison_app.records.governance import StaffMember
from liaison_app.records.kits import Kit
from liaison_app.records.partnership import Note, Visit
from liaison_app.records.people import Address, AddressKind, Household
from liaison_app.records.sealed import ProtectedAddress
from liaison_app.workspace import Add
from tests.ui.accessible import name_of, unnamed
from tests.ui.pages.differences_room import Room
from tests.ui.pages.rooms import fill, key, press, settle, words
from ui.pages.differences_make_one import MakeOneForm
from ui.widgets.panels import ConfirmPanel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

    from tests.differing import Pair


@pytest.fixture
def room(pair: Pair, qapp: QApplication) -> Iterator[Room]:
    del qapp
    made = Room(pair)
    yield made
    made.close()


def two_families(pair: Pair) -> None:
    """One family that both wrote down."""
    for workspace in (pair.ana, pair.ben):
        home = workspace.new_id()
        workspace.commit(
            "add",
            [
                Add(Household(id=home, name="Hassan")),
                Add(Address(household=home, line_1="12 Elm St")),
                Add(Note(household=home, text="Reads every evening")),
            ],
        )
    pair.meet()


def test_two_entries_are_made_one_after_a_look_and_undo_makes_them_two(
    pair: Pair, room: Room
) -> None:
    two_families(pair)
    room.go()
    [card] = room.page.cards
    assert "Is this one family?" in name_of(card)
    assert "The same family?" in words(card)
    key(card, Qt.Key.Key_1)
    [question] = [one for one in card.findChildren(ConfirmPanel) if one.isVisible()]
    assert "This comes along: 1 note." in words(question)
    assert differences.waiting(pair.ana) == 1  # it was only looked at
    press(question, "Make them one")
    assert room.page.cards == []
    assert len(pair.ana.all(Household)) == 1
    care.undo(pair.ana, room.shell.said[-1][1])
    settle()
    assert len(pair.ana.all(Household)) == 2
    assert len(room.page.cards) == 1


def test_not_the_same_family_takes_the_card_away(pair: Pair, room: Room) -> None:
    two_families(pair)
    room.go()
    press(room.page, "Not the same family: Hassan, The same family?")
    assert room.page.cards == []
    assert len(pair.ana.all(Household)) == 2


def test_a_stock_below_zero_is_counted_in_the_page(pair: Pair, room: Room) -> None:
    kit = pair.add(Kit(name="Reading kit"))
    home = pair.add(Household(name="Tran"))
    kits.lend(pair.ana, kit, kits.Hand(home), anyway=True)
    room.go()
    [card] = room.page.cards
    press(card, "Write the count: Reading kit, Fewer than none")
    fill(room.page.panel, "How many are there (required)", "2")
    press(room.page.panel, "Save")
    assert kits.stock(pair.ana, kit) == 2
    assert room.page.cards == []


def test_one_of_two_visits_is_looked_at_or_kept(pair: Pair, room: Room) -> None:
    staff = pair.add(StaffMember(name="Mai"))
    at = pair.ana.now() + timedelta(days=1)
    for name in ("Tran", "Hassan"):
        home = pair.add(Household(name=name))
        pair.add(Visit(household=home, planned_start=at, planned_minutes=30, staff=staff))
    room.go()
    [card] = room.page.cards
    for side in card.one.sides:
        assert "30 minutes" in words(card)
        assert side.household
    assert unnamed(room.page) == []
    key(card, Qt.Key.Key_2)
    assert len(pair.ana.all(Visit)) == 1
    assert room.page.cards == []


def test_two_entries_that_do_not_look_alike_are_named_looked_at_and_made_one(
    pair: Pair, room: Room
) -> None:
    homes = [pair.add(Household(name=name)) for name in ("Hassan", "Abdi")]
    pair.add(Note(household=homes[1], text="Reads"))
    room.go()
    press(room.page, "Two families that are one…")
    form = room.page.panel.content
    assert isinstance(form, MakeOneForm)
    form._form.set_values({"stays": homes[0], "goes": homes[0]})
    press(room.page.panel, "Look what becomes of them")
    assert "one and the same" in words(room.page.panel)
    form._form.set_values({"stays": homes[0], "goes": homes[1]})
    press(room.page.panel, "Look what becomes of them")
    assert "This comes along: 1 note." in words(room.page.panel)
    assert len(pair.ana.all(Household)) == 2
    press(room.page.panel, "Make them one")
    assert [one.id for one in pair.ana.all(Household)] == [homes[0]]
    care.undo(pair.ana, room.shell.said[-1][1])
    assert len(pair.ana.all(Household)) == 2


def test_an_address_that_lies_open_is_sealed_after_a_look_and_never_shown(
    pair: Pair, room: Room
) -> None:
    home = pair.add(Household(name="Okoye"))
    kept = Address(household=home, line_1="PO Box 9", kind=AddressKind.SUBSTITUTE)
    pair.ana.commit("family.protect", [Add(kept)])
    open_ = Address(household=home, line_1="77 Cedarwood Court")
    pair.ben.commit("address.add", [Add(open_)])
    pair.ben.commit("note.add", [Add(Note(household=home, text="Now at 77 Cedarwood Ct"))])
    pair.meet()
    room.go()
    [card] = room.page.cards
    assert "Please answer first" in words(card)
    assert "Cedarwood" not in words(card)
    press(card, "1: Seal it: Only its liaison and the coordinators know it")
    panel = card.findChild(ConfirmPanel)
    assert panel is not None
    assert "cannot be undone" in words(panel)
    assert "Note" in words(panel)
    press(panel, "Yes, seal it")
    settle()
    assert room.page.cards == []
    assert [one.line_1 for one in pair.ana.all(Address)] == ["PO Box 9"]
    assert [one.line_1 for one in pair.ana.all(ProtectedAddress)] == ["77 Cedarwood Court"]
    assert unnamed(room.shell) == []
