"""Writing a visit down in the window: keys, drafts, saving, warnings."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from liaison_app.actions import drafts, visits
from liaison_app.errors import NoRoom
from liaison_app.records.partnership import (
    Commitment,
    FamilyStory,
    FollowUp,
    Note,
    Visit,
    VisitParticipant,
)
from liaison_app.records.people import Household, HouseholdMember, Person
from liaison_app.workspace import Add, Draft, Put, Workspace
from tests.desk import TODAY, StandingClock, workspace_at
from tests.ui.accessible import controls, too_wide, unnamed
from tests.ui.shells import OnePageShell
from ui.pages.debrief import DebriefPage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Show

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


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(tmp_path / "ws", qtbot)
    yield made
    made.shell.deaf()
    made.workspace.close()


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


def test_somebody_who_types_without_a_pause_is_kept_up_with(desk: Desk, qtbot: QtBot) -> None:
    desk.page.form.note.setFocus()
    for _letter in range(60):  # 1.2 s without a pause longer than 20 ms
        desk.key("x")
        qtbot.wait(20)
    kept = desk.draft()
    assert kept is not None  # a debounce would have kept nothing yet
    assert len(kept.content["note"]) >= 20


def test_leaving_the_field_keeps_at_once(desk: Desk) -> None:
    desk.page.form.note.setFocus()
    desk.key("gone?", Qt.Key.Key_Tab)
    kept = desk.draft()
    assert kept is not None
    assert kept.content["note"] == "gone?"


def test_opening_a_visit_and_leaving_it_keeps_no_draft(desk: Desk) -> None:
    desk.key(Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    desk.page.leave()
    assert desk.draft() is None


def test_what_was_typed_comes_back_at_the_same_cursor(desk: Desk) -> None:
    desk.key("1", Qt.Key.Key_Tab, "1")
    form = desk.page.form
    form.steps.line.setFocus()
    desk.key("Rosa call fri", Qt.Key.Key_Return, "half a li")
    form.note.setFocus()
    desk.key("أحمد writes", *[Qt.Key.Key_Right] * 3)
    stood = form.standing()
    assert stood[1] < len("أحمد writes")
    form.words.setPlainText("Queremos leer.")
    desk.page.leave()
    again = DebriefPage(desk.shell)
    desk.shell.add(again, again)
    desk.shell.go("debrief", visit=desk.visit)
    assert again.form.note.toPlainText() == "أحمد writes"
    assert again.form.standing() == stood
    assert again.form.outcome.value() == "met"
    assert again.form.who.values() == (f"person:{desk.lan}",)
    assert again.form.words.toPlainText() == "Queremos leer."
    assert again.form.words.isVisible()
    assert [one.what for one in again.form.steps.steps()] == ["call"]
    assert again.form.steps.line.text() == "half a li"


def test_a_full_disk_is_said_and_tried_again_until_it_works(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_draft: object) -> None:
        raise NoRoom("The disk is full. Free some space.")

    monkeypatch.setattr(desk.workspace, "keep_draft", full)
    desk.page.form.note.setFocus()
    desk.key("x")
    qtbot.waitUntil(lambda: "NOT SAVED" in desk.shell.save_state.words())
    assert "disk is full" in desk.shell.save_state.words()
    desk.key("y")
    assert "NOT SAVED" in desk.shell.save_state.words()
    with pytest.raises(NoRoom):
        desk.page.leave()
    monkeypatch.undo()
    qtbot.waitUntil(lambda: "Saved on this device" in desk.shell.save_state.words())
    kept = desk.draft()
    assert kept is not None
    assert kept.content["note"] == "xy"


def test_a_save_that_fails_keeps_the_page_and_says_why(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_more: object) -> None:
        raise NoRoom("The disk is full.")

    desk.key("1")
    monkeypatch.setattr(desk.workspace, "commit", full)
    desk.save()
    assert desk.shell.troubles == ["The disk is full."]
    assert "NOT SAVED" in desk.shell.save_state.words()
    monkeypatch.undo()
    desk.save()
    assert desk.workspace.get(Visit, desk.visit).outcome == "met"


def test_while_something_else_is_written_saving_waits_and_typing_goes_on(
    desk: Desk, qtbot: QtBot
) -> None:
    free, held = threading.Event(), threading.Event()

    def long_import() -> None:
        with desk.workspace.shared.writing:
            held.set()
            free.wait(20)

    thread = threading.Thread(target=long_import)
    thread.start()
    held.wait(20)
    try:
        desk.key("1", Qt.Key.Key_Tab, Qt.Key.Key_Tab, "before")
        desk.save()
        assert desk.workspace.get(Visit, desk.visit).outcome is None
        desk.key(" and after")
        desk.save()  # once is enough
    finally:
        free.set()
        thread.join()
    qtbot.waitUntil(lambda: bool(desk.shell.said), timeout=20_000)
    assert [one.text for one in desk.workspace.all(Note)] == ["before"]
    assert desk.page.form.note.toPlainText() == "before and after"
    kept = desk.draft()
    assert kept is not None
    assert kept.content["note"] == "before and after"
    desk.save()
    assert [one.text for one in desk.workspace.all(Note)] == ["before and after"]
    assert desk.draft() is None


def test_a_quiet_save_beside_an_import_ends_like_any_other(desk: Desk, qtbot: QtBot) -> None:
    free, held = threading.Event(), threading.Event()

    def long_import() -> None:
        with desk.workspace.shared.writing:
            held.set()
            free.wait(20)

    thread = threading.Thread(target=long_import)
    thread.start()
    held.wait(20)
    desk.key("1")
    desk.save()
    free.set()
    thread.join()
    qtbot.waitUntil(lambda: desk.shell.went[-1][0] == "today", timeout=20_000)
    assert desk.draft() is None
    assert desk.workspace.get(Visit, desk.visit).outcome == "met"


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


def test_an_unplanned_visit_goes_on_where_it_was_left(desk: Desk) -> None:
    desk.shell.go("debrief", household=desk.family)
    desk.page.form.note.setFocus()
    desk.key("met at the store")
    desk.shell.go("today")
    desk.shell.go("debrief", household=desk.family)
    assert desk.page.form.note.toPlainText() == "met at the store"
    desk.page.form.outcome.setFocus()
    desk.key("1")
    desk.save()
    assert len(desk.workspace.all(Visit)) == 2
    assert drafts.every(desk.workspace) == ()


def test_throwing_away_asks_first(desk: Desk) -> None:
    desk.page.form.note.setFocus()
    desk.key("wrong family", Qt.Key.Key_Tab)
    desk.page._throw.click()
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


def test_text_of_an_input_method_is_kept_like_any_other(desk: Desk) -> None:
    desk.page.form.note.setFocus()
    desk.key("អាន")
    desk.page.leave()
    kept = desk.draft()
    assert kept is not None
    assert kept.content["note"] == "អាន"


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=120))
def test_any_text_in_the_note_box_survives_a_restart(desk: Desk, text: str) -> None:
    desk.shell.go("debrief", visit=desk.visit)
    desk.page.form.note.setPlainText(text)
    shown = desk.page.form.note.toPlainText()
    desk.page.leave()
    again = DebriefPage(desk.shell)
    desk.shell.add(again, again)
    desk.shell.go("debrief", visit=desk.visit)
    assert again.form.note.toPlainText() == shown
    desk.shell.add(desk.page, desk.page)
    again.deleteLater()


@pytest.mark.parametrize("tag", ["en", "ar", "qps"])
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
