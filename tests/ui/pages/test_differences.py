"""The page of differences as a person meets it: cards, keys, answers, what becomes of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit

from liaison_app.actions import care, differences, drafts, records
from liaison_app.records.governance import Consent, ConsentState
from liaison_app.records.partnership import Commitment, Note
from liaison_app.records.people import Address, Household, Person
from liaison_app.workspace import Put, Remove
from tests.store.laptops import outgoing, send
from tests.ui.accessible import name_of, too_wide, unnamed
from tests.ui.pages.differences_room import Room
from tests.ui.pages.rooms import fill, key, press, settle, words
from ui.look import Scheme
from ui.pages.differences_card import DifferenceCard
from ui.pages.differences_sides import SidePart, TextPart
from ui.widgets.badge import Badge
from ui.widgets.buttons import nav_button
from ui.widgets.panels import ConfirmPanel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.differing import Pair
    from tests.ui.conftest import Show


@pytest.fixture
def room(pair: Pair, qapp: QApplication) -> Iterator[Room]:
    del qapp
    made = Room(pair)
    yield made
    made.close()


def two_cards(pair: Pair) -> None:
    pair.address("12 Elm St", "14 Elm St", family="First")
    pair.address("1 Oak St", "2 Oak St", family="Second")


# --- what is seen


def test_with_nothing_to_answer_a_calm_sentence_stands_there(room: Room) -> None:
    room.go()
    assert "Nothing waits for you" in words(room.page)
    assert room.page.cards == []


def test_before_it_is_known_what_waits_nothing_is_said_of_it(room: Room) -> None:
    assert "Nothing waits for you" not in words(room.page)
    assert "Show more" not in words(room.page)


def test_a_card_shows_both_sides_and_marks_the_one_shown_in_words(pair: Pair, room: Room) -> None:
    pair.address("12 Elm St", "14 Elm St")
    room.go()
    [card] = room.page.cards
    seen = words(card)
    for expected in ("Tran · Address · Lakewood", "Street and number", "12 Elm St", "14 Elm St"):
        assert expected in seen
    other, shown = card.findChildren(SidePart)
    assert "Shown now" in words(shown)
    assert "Shown now" not in words(other)
    assert "shown now" in name_of(shown)
    assert "12 Elm St" in name_of(other)


def test_both_texts_of_a_note_can_be_read_in_full(pair: Pair, room: Room) -> None:
    home = pair.add(Household(name="Tran"))
    note = pair.add(Note(household=home, text="once"))
    long = "She reads every evening. " * 400
    pair.differ(Note, note, "text", f"{long} Ana", f"{long} Ben")
    room.go()
    first, second = room.page.findChildren(TextPart)
    assert first.toPlainText() == f"{long} Ana"
    assert second.toPlainText() == f"{long} Ben"
    assert first.isReadOnly()
    assert first.verticalScrollBar().maximum() > 0
    [marked] = first.extraSelections()
    assert marked.cursor.selectedText() == "Ana"
    assert marked.format.fontUnderline() or marked.format.underlineStyle().value


# --- keys


def test_arrows_go_from_card_to_card_and_a_number_keeps_that_side(pair: Pair, room: Room) -> None:
    two_cards(pair)
    room.go()
    first, second = room.page.cards
    assert room.focus() is first
    key(first, Qt.Key.Key_Up)
    assert room.focus() is first
    key(first, Qt.Key.Key_Down)
    assert room.focus() is second
    key(second, Qt.Key.Key_9)
    assert differences.waiting(pair.ana) == 2
    key(second, Qt.Key.Key_1)
    assert [one.family for one in differences.differences(pair.ana)] == ["Second"]
    assert pair.ana.read("SELECT line_1 FROM address ORDER BY n")[0]["line_1"] == "12 Elm St"
    assert room.focus() is room.page.cards[0]  # the work goes on with the next


def test_every_control_is_reached_by_tab_and_has_a_name(pair: Pair, room: Room) -> None:
    pair.address("12 Elm St", "14 Elm St")
    room.go()
    assert unnamed(room.page) == []
    [card] = room.page.cards
    names = []
    for _step in range(6):
        key(room.focus() or card, Qt.Key.Key_Tab)
        names.append(name_of(room.focus() or card))
    said = "|".join(names)
    for expected in ("1: ", "2: ", "Write another", "Not now", "Open the family"):
        assert expected in said


def test_not_now_writes_nothing_and_goes_on(pair: Pair, room: Room) -> None:
    two_cards(pair)
    room.go()
    before = pair.ana.read("SELECT count(*) AS n FROM op")[0]["n"]
    first, second = room.page.cards
    press(first, "Not now: Second · Address · Lakewood, Street and number")
    assert room.focus() is second
    assert pair.ana.read("SELECT count(*) AS n FROM op")[0]["n"] == before
    assert "Nothing was written" in room.shell.said[-1][0]


# --- answers


def test_an_answer_can_be_undone_and_the_card_is_back(pair: Pair, room: Room) -> None:
    pair.address("12 Elm St", "14 Elm St")
    room.go()
    press(room.page, "1: Keep Rosa’s: 12 Elm St")
    assert room.page.cards == []
    focus = room.focus()
    assert focus is not None
    assert "Nothing waits for you" in words(focus)
    said, number = room.shell.said[-1]
    assert said.startswith("Answered: ")
    care.undo(pair.ana, number)
    settle()
    [card] = room.page.cards
    assert "12 Elm St" in words(card)


def test_another_value_is_written_beside_the_sides(pair: Pair, room: Room) -> None:
    home = pair.address("12 Elm St", "14 Elm St")
    room.go()
    press(room.page, "Write another: Tran · Address · Lakewood, Street and number")
    form = room.page.panel
    assert "14 Elm St" in repr(form.content.values_in_sight())
    fill(form, "Street and number", "x" * 1001)
    press(form, "Save as the answer")
    assert "too long" in words(form)
    assert differences.waiting(pair.ana) == 1
    fill(form, "Street and number", "12-14 Elm St")
    room.page.leave()  # what is typed is kept, and gone once it is the answer
    press(form, "Save as the answer")
    assert pair.ana.all(Address, household=home)[0].line_1 == "12-14 Elm St"
    assert room.page.cards == []
    assert room.page.panel.content is None
    assert drafts.every(pair.ana) == ()


def test_what_is_typed_as_an_answer_is_kept_when_the_page_is_left(pair: Pair, room: Room) -> None:
    pair.address("12 Elm St", "14 Elm St")
    room.go()
    press(room.page, "Write another: Tran · Address · Lakewood, Street and number")
    fill(room.page.panel, "Street and number", "12-14 Elm")
    room.page.leave()
    assert len(drafts.every(pair.ana)) == 1
    room.page.panel.shut()
    press(room.page, "Write another: Tran · Address · Lakewood, Street and number")
    content = room.page.panel.content
    assert content is not None
    assert "12-14 Elm" in repr(content.values_in_sight())
    assert "is back" in words(content)


def test_a_laxer_consent_is_asked_for_once_more(pair: Pair, room: Room) -> None:
    lan = pair.add(Person(given_name="Lan"))
    consent = pair.add(Consent(giver=lan, purpose="photos", state=ConsentState.GIVEN))
    pair.differ(Consent, consent, "state", ConsentState.WITHDRAWN, ConsentState.REFUSED)
    room.go()
    [card] = room.page.cards
    assert "Consent: please answer first" in words(card)
    assert "Counts now" in words(card)
    key(card, Qt.Key.Key_2)
    assert differences.waiting(pair.ana) == 1
    key(card, Qt.Key.Key_2)
    [question] = [one for one in card.findChildren(ConfirmPanel) if one.isVisible()]
    assert "Refused" in words(question)
    press(question, "Cancel")
    assert differences.waiting(pair.ana) == 1
    assert room.focus() is card
    key(card, Qt.Key.Key_1)  # the stricter one counts anyway
    assert differences.waiting(pair.ana) == 0


def test_the_question_has_its_room_on_a_card_that_was_there_before(pair: Pair, room: Room) -> None:
    two_cards(pair)
    lan = pair.add(Person(given_name="Lan"))
    consent = pair.add(Consent(giver=lan, purpose="photos", state=ConsentState.GIVEN))
    pair.differ(Consent, consent, "state", ConsentState.WITHDRAWN, ConsentState.REFUSED)
    room.go()
    card = room.page.cards[0]
    key(room.page.cards[1], Qt.Key.Key_1)  # the page is read anew
    key(card, Qt.Key.Key_2)
    QTest.qWait(50)
    assert card is room.page.cards[0]
    assert card.height() >= card.heightForWidth(card.width())


def test_removed_by_one_and_changed_by_another_is_kept_or_removed(pair: Pair, room: Room) -> None:
    home = pair.add(Household(name="Tran"))
    promise = pair.add(Commitment(household=home, what="bus pass"))
    pair.ana.commit("change", [Put(Commitment, promise, {"due": date(2026, 12, 1)})])
    pair.ben.commit("remove", [Remove(Commitment, promise)])
    pair.meet()
    room.go()
    [card] = room.page.cards
    assert "Another laptop removed this: Promise." in words(card)
    assert "By when: Dec 1, 2026" in words(card)
    assert "Write another" not in words(card)
    press(card, "2: Remove it")
    assert pair.ana.get(Commitment, promise).deleted
    assert room.page.cards == []


def test_an_answer_from_elsewhere_takes_the_card_away(pair: Pair, room: Room) -> None:
    two_cards(pair)
    room.go()
    stays = room.page.cards[1]
    there = differences.differences(pair.ben)[0]
    differences.answer(pair.ben, there.id, keep=1)
    send(outgoing(pair.ben), pair.ana)
    settle()
    assert room.page.cards == [stays]  # the same card, with the keyboard where it was


def test_a_card_that_is_not_true_any_more_settles_nothing(pair: Pair, room: Room) -> None:
    home = pair.address("12 Elm St", "14 Elm St")
    room.go()
    [card] = room.page.cards
    room.go("families")  # where the page hears nothing
    [address] = pair.ben.all(Address, household=home)
    pair.ben.commit("change", [Put(Address, address.id, {"line_1": "41 Elm St"})])
    pair.meet()
    room.page.keep(card.one, card.one.sides[1])
    assert differences.waiting(pair.ana) == 1
    assert "Look at it again" in room.shell.said[-1][0]
    assert "41 Elm St" in words(room.page.cards[0])


def test_many_cards_come_in_portions(pair: Pair, room: Room) -> None:
    for number in range(8):
        pair.address(f"{number} A St", f"{number} B St", family=f"F{number}")
    room.go()
    assert len(room.page.cards) == 6
    assert "8 wait for an answer" in words(room.page)
    press(room.page, "Show more")
    assert len(room.page.cards) == 8
    assert room.focus() is room.page.cards[6]


# --- the ways there


def test_a_familys_page_says_how_many_wait_and_leads_to_them(pair: Pair, room: Room) -> None:
    home = pair.address("12 Elm St", "14 Elm St", family="First")
    pair.address("1 Oak St", "2 Oak St", family="Second")
    room.go("family", household=home)
    [badge] = room.family.findChildren(Badge)
    assert name_of(badge) == "1 difference"
    press(room.family, "1 difference")
    assert room.shell.went[-1] == ("differences", {"household": home})
    assert [card.one.family for card in room.page.cards] == ["First"]
    assert "Only what waits in this family: First" in words(room.page)
    press(room.page, "Show all")
    assert len(room.page.cards) == 2
    differences.answer(pair.ana, differences.differences(pair.ana, home)[0].id, keep=1)
    room.go("family", household=home)
    assert room.family.findChildren(Badge) == []


def test_the_list_of_families_says_it_too_and_a_click_leads_there(pair: Pair, room: Room) -> None:
    pair.address(family="Abe")
    home = pair.address("12 Elm St", "14 Elm St", family="Tran")
    room.go("families")
    model, view = room.families.table.model, room.families.table.view
    index = model.index(1, 0)
    assert model.data(index, Qt.ItemDataRole.AccessibleTextRole) == "Tran, 1 difference"
    assert model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole) == "Abe"
    cell = view.visualRect(index)
    name = QPoint(cell.left() + 20, cell.center().y())
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=name)
    assert room.shell.went[-1][0] == "families"
    badge = QPoint(cell.right() - 30, cell.center().y())
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=badge)
    assert room.shell.went[-1] == ("differences", {"household": home})


def test_the_list_of_families_counts_again_when_one_is_answered(pair: Pair, room: Room) -> None:
    home = pair.address("12 Elm St", "14 Elm St")
    room.go("families")
    differences.answer(pair.ana, differences.differences(pair.ana, home)[0].id, keep=1)
    settle()
    model = room.families.table.model
    assert model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole) == "Tran"


def test_a_place_of_the_sidebar_says_how_many_wait(qapp: QApplication) -> None:
    del qapp
    made = nav_button("Differences", "scale")
    made.count(3, "3 wait for an answer.")
    assert name_of(made) == "Differences, 3 wait for an answer."
    made.count(0, "")
    assert name_of(made) == "Differences"


# --- looks


@pytest.mark.parametrize("tag", ["en", "ar", "en-XA"])
@pytest.mark.parametrize(
    ("size", "scale"), [((843, 448), 1.0), ((615, 320), 1.0), ((1298, 704), 2.0)]
)
def test_it_fits_small_screens_and_large_text(
    pair: Pair, show_in: Show, tag: str, size: tuple[int, int], scale: float
) -> None:
    show_in(tag, Scheme.LIGHT, scale)
    home = pair.address("12 Elm Street, the blue door behind the yard", "14 Elm St")
    note = pair.add(Note(household=home, text="once"))
    pair.differ(Note, note, "text", "by Ana " * 90, "by Ben " * 90)
    room = Room(pair, size)
    try:
        room.go()
        assert len(room.page.cards) == 2
        assert too_wide(room.page, size[0]) == []
        assert unnamed(room.page) == []
        assert all(isinstance(card, DifferenceCard) for card in room.page.cards)
        assert room.page.findChildren(QTextEdit)
    finally:
        room.close()


def test_a_removed_familys_page_says_so_and_brings_it_back(pair: Pair, room: Room) -> None:
    home = pair.add(Household(name="Tran"))
    records.remove(pair.ana, "household", home)
    room.go("family", household=home)
    assert "This family is removed" in words(room.family)
    assert "New visit note" not in words(room.family)
    room.family.new("note")
    assert "Bring it back first" in room.shell.said[-1][0]
    assert room.family.panel.content is None
    press(room.family, "Bring the family back")
    settle()
    assert not pair.ana.get(Household, home).deleted
    assert "This family is removed" not in words(room.family)
