"""Writing a visit down in the window: keys, steps, warnings, changing it again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from liaison_app.records.partnership import (
    Commitment,
    FamilyStory,
    FollowUp,
    Note,
    Visit,
    VisitParticipant,
)
from liaison_app.records.people import Household, HouseholdMember, Person
from liaison_app.workspace import Add, Put
from tests.desk import TODAY
from tests.ui.accessible import controls, too_wide, unnamed
from tests.ui.debrief_desk import Desk
from ui.pages.debrief import DebriefPage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Show


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(tmp_path / "ws", qtbot)
    yield made
    made.shell.deaf()
    made.workspace.close()


def test_the_head_says_the_day_as_arabic_writes_it(show_in: Show, desk: Desk) -> None:
    show_in("ar")
    desk.shell.go("debrief", visit=desk.visit)
    said = "".join(label.text() for label in desk.page.head.findChildren(QLabel))
    assert "نوفمبر، " in said
    assert "," not in said


def test_a_promise_is_found_by_typing_and_is_put_where_it_was_begun(desk: Desk) -> None:
    steps = desk.page.form.steps
    steps.line.setFocus()
    desk.key("Rosa talk w")
    assert steps.offered.isVisible()
    desk.key(*[Qt.Key.Key_Down] * 4, Qt.Key.Key_Return)  # the last one has a gap
    assert steps.line.text() == "Rosa Talk with "
    desk.key("Ms. Okoye fri", Qt.Key.Key_Return)
    (step,) = steps.steps()
    assert (step.what, step.who) == ("Talk with Ms. Okoye", "Rosa")


def test_enter_takes_the_promise_that_the_arrows_are_on_and_adds_nothing_yet(desk: Desk) -> None:
    steps = desk.page.form.steps
    steps.line.setFocus()
    desk.key("Rosa talk w")
    desk.key(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert steps.line.text() == "Rosa Talk with the teacher"
    assert steps.steps() == ()
    assert not steps.offered.isVisible()
    desk.key(Qt.Key.Key_Return)
    assert [one.what for one in steps.steps()] == ["Talk with the teacher"]


def test_enter_adds_what_was_typed_while_promises_are_offered(desk: Desk) -> None:
    steps = desk.page.form.steps
    steps.line.setFocus()
    desk.key("bring")
    assert steps.offered.isVisible()
    desk.key(Qt.Key.Key_Return)
    assert [one.what for one in steps.steps()] == ["bring"]
    assert steps.line.text() == ""
    assert not steps.offered.isVisible()


def test_words_that_are_no_known_promise_are_left_in_peace(desk: Desk) -> None:
    steps = desk.page.form.steps
    steps.line.setFocus()
    desk.key("xylophone lesson fri", Qt.Key.Key_Return)
    assert not steps.offered.isVisible()
    assert [one.what for one in steps.steps()] == ["xylophone lesson"]


def test_a_visit_is_written_down_with_the_keyboard_alone(desk: Desk) -> None:
    desk.key("1", Qt.Key.Key_Tab, "12", Qt.Key.Key_Tab, "Minh chose the book.")
    desk.page.form.steps.line.setFocus()
    desk.key("Rosa call the bus office fri", Qt.Key.Key_Return)
    desk.page.form.steps.told.setChecked(False)
    desk.key("ask the nurse")  # without Enter: it counts all the same
    desk.save()
    visit = desk.workspace.get(Visit, desk.visit)
    assert (visit.outcome, visit.place, visit.minutes) == ("met", "home", 45)
    assert {one.person for one in desk.workspace.all(VisitParticipant)} == {desk.lan, desk.minh}
    assert [one.text for one in desk.workspace.all(Note)] == ["Minh chose the book."]
    (promise,) = desk.workspace.all(Commitment)
    assert (promise.what, promise.who, promise.due) == (
        "call the bus office",
        "Rosa",
        TODAY + timedelta(days=6),
    )
    assert [one.what for one in desk.workspace.all(FollowUp)] == ["ask the nurse"]
    assert desk.draft() is None
    assert desk.shell.went[-1] == ("today", {})
    words, number = desk.shell.said[-1]
    assert "Visit saved" in words
    assert number


def test_the_keyboard_waits_at_how_it_ended_and_tab_follows_the_screen(desk: Desk) -> None:
    form = desk.page.form
    names = []
    for _step in range(12):
        names.append(form.standing()[0])
        desk.key(Qt.Key.Key_Tab)
    said = [name for name in dict.fromkeys(names) if name]
    assert said[:4] == ["outcome", "who", "note", "line"]
    assert said[4:] == ["place", "when", "minutes", "language", "guest"]


@pytest.mark.parametrize(
    ("letter", "control"),
    [("H", "outcome"), ("W", "who"), ("N", "note"), ("B", "line"), ("R", "place"), ("E", "when")],
)
def test_each_part_has_a_key_of_its_own(desk: Desk, letter: str, control: str) -> None:
    desk.page.form.minutes.editor.setFocus()
    desk.key(Qt.Key[f"Key_{letter}"], held=Qt.KeyboardModifier.AltModifier)
    assert desk.page.form.standing()[0] == control


def test_without_an_outcome_it_asks_and_keeps_everything(desk: Desk) -> None:
    desk.page.form.note.setFocus()
    desk.key("typed")
    desk.save()
    assert desk.workspace.get(Visit, desk.visit).outcome is None
    assert "how the visit ended" in desk.shell.troubles[-1]
    assert desk.page.form.standing()[0] == "outcome"
    desk.key("2")
    desk.save()
    assert desk.workspace.get(Visit, desk.visit).outcome == "not_home_note_left"
    assert [one.text for one in desk.workspace.all(Note)] == ["typed"]


def test_words_that_must_never_be_kept_are_warned_of_but_never_block(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.key("1")
    desk.page.form.note.setFocus()
    desk.key("They have no papers.")
    desk.save()  # at once: the warning was not in sight yet
    assert desk.page.form.warning.isVisible()
    assert "no papers" in desk.page.form.warning.words()
    assert desk.workspace.all(Note) == []
    desk.save()
    assert [one.text for one in desk.workspace.all(Note)] == ["They have no papers."]


def test_the_warning_comes_while_typing_and_goes_with_the_words(desk: Desk, qtbot: QtBot) -> None:
    note = desk.page.form.note
    note.setFocus()
    desk.key("123-45-6789")
    qtbot.waitUntil(desk.page.form.warning.isVisible)
    note.selectAll()
    desk.key("nothing")
    qtbot.waitUntil(lambda: not desk.page.form.warning.isVisible())


def test_changing_a_recorded_visit_is_the_same_screen(desk: Desk) -> None:
    desk.key("1", Qt.Key.Key_Tab, "1", Qt.Key.Key_Tab, "First.")
    desk.page.form.steps.line.setFocus()
    desk.key("call fri")
    desk.save()
    desk.shell.go("debrief", visit=desk.visit)
    form = desk.page.form
    assert form.note.toPlainText() == "First."
    QApplication.processEvents()
    remove = next(b for b in controls(form.steps) if b.accessibleName() == "Remove: call")
    QTest.mouseClick(remove, Qt.MouseButton.LeftButton)
    form.note.setFocus()
    desk.key(Qt.Key.Key_End, " More.")
    desk.save()
    assert [one.text for one in desk.workspace.all(Note)] == ["First. More."]
    assert desk.workspace.all(Commitment) == []


def test_what_a_line_is_read_as_and_the_steps_stay_in_sight(desk: Desk, qtbot: QtBot) -> None:
    desk.shell.resize(1150, 560)
    desk.page.form.steps.line.setFocus()
    for words in ("Rosa call the bus office fri", "ask the nurse"):
        desk.key(words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: all(map(_in_sight, desk.page.form.steps.findChildren(QLabel))))
    assert _in_sight(desk.page.form.steps.line)


def _in_sight(shown: QWidget) -> bool:
    return shown.visibleRegion().boundingRect() == shown.rect()


def test_a_step_can_be_taken_back_into_the_line_and_changed(desk: Desk) -> None:
    desk.page.form.steps.line.setFocus()
    desk.key("Rosa call fri", Qt.Key.Key_Return)
    QApplication.processEvents()
    change = next(b for b in controls(desk.page) if b.accessibleName() == "Change: call")
    QTest.mouseClick(change, Qt.MouseButton.LeftButton)
    assert desk.page.form.steps.line.text() == "Rosa: call 2026-11-27"
    desk.page.form.steps.line.setText("Rosa: call twice fri")
    desk.key(Qt.Key.Key_Return)
    assert [one.what for one in desk.page.form.steps.steps()] == ["call twice"]


def test_a_guest_and_the_familys_own_words_are_recorded(desk: Desk, qtbot: QtBot) -> None:
    desk.key("1")
    desk.page.form.guest.setFocus()
    desk.key("Tía Ana", Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_T, held=Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: desk.page.form.standing()[0] == "words")  # a button is pressed visibly
    desk.key("Queremos leer.")
    desk.save()
    assert [one.name for one in desk.workspace.all(VisitParticipant)] == ["Tía Ana"]
    assert [one.words for one in desk.workspace.all(FamilyStory)] == ["Queremos leer."]


def test_throwing_away_asks_first(desk: Desk) -> None:
    desk.page.form.note.setFocus()
    desk.key("wrong family", Qt.Key.Key_Tab)
    desk.page.head.throw.click()
    assert desk.draft() is not None
    desk.page._sure.confirmed.emit()
    assert desk.draft() is None
    assert desk.shell.went[-1][0] == "today"


def test_someone_who_joins_the_family_meanwhile_can_be_chosen(desk: Desk) -> None:
    desk.key("1", Qt.Key.Key_Tab, "1")
    new = desk.workspace.new_id()
    desk.workspace.commit(
        "x",
        [
            Add(Person(id=new, given_name="Bà")),
            Add(HouseholdMember(household=desk.family, person=new)),
        ],
    )
    assert desk.page.form.who.values() == (f"person:{desk.lan}",)
    desk.workspace.commit("x", [Put(Person, new, {"given_name": "Bà Nội"})])
    QApplication.processEvents()
    names = [one.accessibleName() for one in controls(desk.page.form.who)]
    assert any("Bà Nội" in name for name in names)


def test_a_date_that_cannot_be_read_is_pointed_at(desk: Desk) -> None:
    desk.key("1")
    line = desk.page.form.when.editor.control
    line.setFocus()
    QTest.keyClicks(line, "zzz")
    desk.save()
    assert desk.page.form.when.error()
    assert desk.workspace.get(Visit, desk.visit).outcome is None


@pytest.mark.parametrize("tag", ["en", "ar", "qps-ploc"])
def test_every_control_has_a_name_and_all_fits_a_small_laptop(
    desk: Desk, show_in: Show, qtbot: QtBot, tag: str
) -> None:
    for scale, width in ((1.0, 843), (2.0, 1298)):
        show_in(tag, scale=scale)
        page = DebriefPage(desk.shell)
        desk.shell.add(page, page)
        desk.shell.resize(width, 512)
        desk.shell.go("debrief", visit=desk.visit)
        page.form.steps.line.setText("Rosa call the bus office fri")
        page.form.steps.take_line()
        qtbot.wait(30)
        assert unnamed(page) == []
        assert too_wide(page, width) == []


def test_hebrew_and_arabic_paragraphs_stand_on_their_own_side(desk: Desk) -> None:
    note = desk.page.form.note
    note.setPlainText("English\nعربي")
    first, second = note.document().firstBlock(), note.document().lastBlock()
    assert first.textDirection() == Qt.LayoutDirection.LeftToRight
    assert second.textDirection() == Qt.LayoutDirection.RightToLeft


def _wrong_family(desk: Desk) -> str:
    other = desk.workspace.commit("x", [Add(Household(name="Tesfaye"))]).ids[0]
    desk.page.head.other.click()
    desk.page._wrong._right.editor.set_value(other)
    return other


def test_a_half_written_visit_is_moved_to_the_right_family(desk: Desk) -> None:
    desk.key("1", Qt.Key.Key_Tab, "1", Qt.Key.Key_Tab, "About the others.")
    other = _wrong_family(desk)
    desk.page._wrong._move()
    assert desk.page.form.note.toPlainText() == "About the others."
    assert desk.page.form.who.values() == ()
    desk.save()
    assert desk.workspace.get(Visit, desk.visit).household == other
    assert [one.household for one in desk.workspace.all(Note)] == [other]
    assert desk.workspace.all(VisitParticipant) == []


def test_a_saved_visit_is_moved_with_undo_or_emptied_for_good(desk: Desk) -> None:
    desk.key("1", Qt.Key.Key_Tab, Qt.Key.Key_Tab, "zebra")
    desk.save()
    desk.shell.go("debrief", visit=desk.visit)
    other = _wrong_family(desk)
    desk.page._wrong._move()
    assert [one.household for one in desk.workspace.all(Note)] == [other]
    assert desk.shell.said[-1][1]
    desk.page.head.other.click()
    desk.page._wrong._sure.confirmed.emit()
    assert desk.workspace.all(Note) == []
    assert "zebra" not in str([tuple(row) for row in desk.workspace.read("SELECT body FROM op")])
    assert desk.shell.went[-1][0] == "today"
