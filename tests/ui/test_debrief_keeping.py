"""What is typed into the debrief is kept, comes back, and is saved even beside an import."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from liaison_app.actions import drafts, visits
from liaison_app.errors import NoRoom
from liaison_app.records.partnership import (
    Note,
    Visit,
)
from liaison_app.records.people import Household
from liaison_app.workspace import Add
from tests.ui.debrief_desk import START, Desk
from ui.pages.debrief import DebriefPage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(tmp_path / "ws", qtbot)
    yield made
    made.shell.deaf()
    made.workspace.close()


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
    tries: list[object] = []

    def full(draft: object) -> None:
        tries.append(draft)
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
    tried = len(tries)
    qtbot.waitUntil(lambda: len(tries) > tried + 1, timeout=20_000)  # nobody types any more
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


def test_what_is_typed_before_going_on_to_the_next_visit_is_not_lost(
    desk: Desk, qtbot: QtBot
) -> None:
    following = visits.plan(desk.workspace, desk.family, START)
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
        desk.key(" and after")
        desk.shell.go("debrief", visit=following)
    finally:
        free.set()
        thread.join()
    qtbot.waitUntil(lambda: bool(desk.workspace.all(Note)), timeout=20_000)
    qtbot.waitUntil(lambda: not desk.page._saving, timeout=20_000)
    kept = desk.draft()
    assert kept is not None
    assert kept.content["note"] == "before and after"


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


def test_nobody_of_one_family_is_offered_at_the_visit_of_the_next(desk: Desk, qtbot: QtBot) -> None:
    other = desk.workspace.new_id()
    desk.workspace.commit("family.add", [Add(Household(id=other, name="García"))])
    desk.key("1", Qt.Key.Key_Tab, Qt.Key.Key_Space)
    assert len(desk.page.form.who.values()) == 1
    desk.shell.go("debrief", household=other)

    def offered() -> list[str]:
        chips = desk.page.form.who.findChildren(QPushButton)
        return [chip.text().strip("\u2068\u2069") for chip in chips if chip.isVisible()]

    qtbot.waitUntil(lambda: bool(offered()))
    assert offered() == ["Interpreter"]


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
