"""One family's page, as a liaison uses it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QFileDialog

from liaison_app.actions import care, family, kits, records
from tests.desk import TODAY, StandingClock
from tests.ui.accessible import too_wide
from tests.ui.pages.rooms import (
    LONG_NAME,
    Rooms,
    a_family,
    a_full_family,
    fill,
    key,
    open_rooms,
    pick,
    press,
    settle,
    words,
)
from ui import clipboard
from ui.forms.written import NoteEdit
from ui.pages.family_told import PromiseRow
from ui.pages.record_form import RecordForm

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


def test_what_the_family_told_us_stands_first(rooms: Rooms) -> None:
    rooms.go("family", household=a_full_family(rooms))
    seen = words(rooms.family)
    assert seen.index("What the family told us") < seen.index("Timeline")
    for said in ("Bà kể chuyện.", "Stories at night", "bus pass", "2 days overdue", "12 Elm St"):
        assert said in seen, said
    assert "Mother: Lan" in seen
    assert "legal guardian" in seen
    assert "Contact restricted" in seen
    assert "Must not pick up" in seen
    assert "order of May" not in seen
    assert "a note <b>as typed</b>" in seen
    assert "Cedar Grove · grade 2" in seen


def test_ages_are_counted_in_years(rooms: Rooms) -> None:
    household = a_family(rooms.workspace, given_name="Lan")
    for name, born in (("Minh", TODAY.replace(year=2019)), ("Thu", TODAY.replace(year=2025))):
        child = records.add(rooms.workspace, "person", {"given_name": name, "birth_date": born})
        member = {"household": household, "person": child.ids[0]}
        records.add(rooms.workspace, "household_member", member)
    rooms.go("family", household=household)
    seen = words(rooms.family).splitlines()
    assert "7 years" in seen
    assert "1 year" in seen


def test_a_story_is_added_beside_the_page_in_a_moment(rooms: Rooms, qtbot: QtBot) -> None:
    household = a_family(rooms.workspace, home_language="vi")
    rooms.go("family", household=household)
    press(rooms.family, "What the family told us: Add")
    fill(rooms.family.panel, "In their words", "Minh thích xe lửa.")
    press(rooms.family.panel, "Save")
    assert rooms.family.panel.isHidden()
    story = family.page(rooms.workspace, household).stories[0]
    assert (story.words, story.language, story.told_on, story.staff) == (
        "Minh thích xe lửa.",
        "Vietnamese",
        TODAY,
        "Rosa",
    )
    settle()
    assert "Minh thích xe lửa." in words(rooms.family)
    said, number = rooms.shell.said[-1]
    assert said == "Saved: What the family told us"
    care.undo(rooms.workspace, number)
    settle()
    assert "Minh thích xe lửa." not in words(rooms.family)


@pytest.mark.parametrize(
    ("pressed", "state"),
    [
        (Qt.Key.Key_K, "Kept late"),
        (Qt.Key.Key_C, "Changed with notice"),
        (Qt.Key.Key_N, "Not kept"),
    ],
)
def test_one_key_says_what_became_of_a_promise(rooms: Rooms, pressed: Qt.Key, state: str) -> None:
    household = a_full_family(rooms)
    rooms.go("family", household=household)
    row = rooms.family.findChild(PromiseRow)
    assert row is not None
    key(row, pressed)
    promise = family.page(rooms.workspace, household).promises[0]
    assert (promise.state, promise.open, promise.settled_on) == (state, False, TODAY)


def test_the_keyboard_stays_where_it_was(rooms: Rooms) -> None:
    household = a_full_family(rooms)
    rooms.go("family", household=household)
    first = rooms.shell.focusWidget()
    assert isinstance(first, QAbstractButton)
    assert first.text() == "&New visit note"
    row = rooms.family.findChild(PromiseRow)
    assert row is not None
    row.setFocus()
    promise = row.objectName()
    key(row, Qt.Key.Key_N)
    now = rooms.shell.focusWidget()
    assert isinstance(now, PromiseRow)
    assert now.objectName() == promise
    key(now, Qt.Key.Key_O)
    assert family.page(rooms.workspace, household).promises[0].open


def test_a_button_that_goes_with_its_promise_leaves_the_keyboard_beside_it(rooms: Rooms) -> None:
    household = a_full_family(rooms)
    rooms.go("family", household=household)
    row = rooms.family.findChild(PromiseRow)
    assert row is not None
    promise = row.objectName()
    keep = row.findChildren(QAbstractButton)[0]
    keep.setFocus()
    key(keep, Qt.Key.Key_Space)
    assert not family.page(rooms.workspace, household).promises[0].open
    now = rooms.shell.focusWidget()
    assert isinstance(now, QAbstractButton)
    beside = now.parentWidget()
    assert isinstance(beside, PromiseRow)
    assert beside.objectName() == promise


def test_a_promise_kept_in_time_is_kept(rooms: Rooms) -> None:
    household = a_family(rooms.workspace)
    records.add(
        rooms.workspace, "commitment", {"household": household, "what": "bus", "due": TODAY}
    )
    rooms.go("family", household=household)
    press(rooms.family, "Kept: bus")
    assert family.page(rooms.workspace, household).promises[0].state == "Kept"


def test_what_is_typed_survives_leaving_and_coming_back(rooms: Rooms) -> None:
    household = a_family(rooms.workspace)
    rooms.go("family", household=household)
    press(rooms.family, "Add a note")
    fill(rooms.family.panel, "Note", "half a sentence about")
    typed = rooms.shell.focusWidget()
    assert isinstance(typed, NoteEdit)
    moved = typed.textCursor()
    moved.setPosition(len("half a sen"))
    typed.setTextCursor(moved)
    rooms.go("families")  # a lock does the same: the page is asked to keep
    fresh = open_rooms(rooms.workspace)
    fresh.go("family", household=household)
    form = fresh.family.panel.content
    assert isinstance(form, RecordForm)
    assert "half a sentence about" in form.values_in_sight()["text"]
    box = fresh.shell.focusWidget()
    assert isinstance(box, NoteEdit)
    assert box.textCursor().position() == len("half a sen")
    press(fresh.family.panel, "Save")
    assert "half a sentence about" in words(fresh.family)
    assert rooms.workspace.drafts() == []
    fresh.close()


def test_what_schools_must_not_keep_is_warned_of_once(rooms: Rooms) -> None:
    household = a_family(rooms.workspace)
    rooms.go("family", household=household)
    press(rooms.family, "Add a note")
    fill(rooms.family.panel, "Note", "they have no papers")
    press(rooms.family.panel, "Save")
    assert "Schools must not keep that" in words(rooms.family.panel)
    assert records.select(rooms.workspace, "note") == []
    press(rooms.family.panel, "Save")
    assert len(records.select(rooms.workspace, "note")) == 1


def test_a_copied_number_is_marked_secret_and_leaves_after_a_minute(
    rooms: Rooms, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    rooms.go("family", household=a_full_family(rooms))
    press(rooms.family, "Copy (206) 555-0100")
    board = QGuiApplication.clipboard()
    assert board.text() == "+1 206 555 0100"
    assert bytes(board.mimeData().data("x-kde-passwordManagerHint").data()) == b"secret"
    clipboard.copy_for_a_minute("+1 206 555 0100", stays_ms=30)
    qtbot.waitUntil(lambda: board.text() == "")
    clipboard.copy_for_a_minute("+1 206 555 0100", stays_ms=30)
    board.setText("somebody else's")
    qtbot.wait(90)
    assert board.text() == "somebody else's"


def test_a_number_never_to_use_is_seen_but_not_offered(rooms: Rooms) -> None:
    household = a_family(rooms.workspace)
    point = {"household": household, "value": "+1 206 555 0199", "never_use": True}
    records.add(rooms.workspace, "contact_point", point)
    rooms.go("family", household=household)
    seen = words(rooms.family)
    assert "(206) 555-0199" in seen
    assert "Never use" in seen
    with pytest.raises(AssertionError, match="no button"):
        press(rooms.family, "Copy (206) 555-0199")


def test_a_child_of_two_homes_leads_to_the_other_home(rooms: Rooms) -> None:
    ws = rooms.workspace
    mother, father = a_family(ws, "Reyes"), a_family(ws, "Odhiambo")
    child = records.add(ws, "person", {"given_name": "Mia", "is_child": True}).ids[0]
    for household in (mother, father):
        records.add(ws, "household_member", {"household": household, "person": child})
    rooms.go("family", household=mother)
    press(rooms.family, "Also with Odhiambo")
    seen = words(rooms.family)
    assert "Also with Reyes" in seen
    assert "Mia" in seen


def test_a_new_person_belongs_to_the_family_in_one_step(rooms: Rooms) -> None:
    household = a_family(rooms.workspace)
    rooms.go("family", household=household)
    press(rooms.family, "People: New")
    press(rooms.family.panel, "Save")
    assert "at least one name" in words(rooms.family.panel)
    fill(rooms.family.panel, "Given name", "Ánh")
    press(rooms.family.panel, "Save")
    assert [one.name for one in family.page(rooms.workspace, household).people] == ["Ánh"]
    care.undo(rooms.workspace, rooms.shell.said[-1][1])
    assert family.page(rooms.workspace, household).people == ()


def test_a_kit_is_lent_from_here_and_returned(rooms: Rooms) -> None:
    ws = rooms.workspace
    household = a_family(ws)
    kit = records.add(ws, "kit", {"name": "Reading kit"}).ids[0]
    rooms.go("family", household=household)
    press(rooms.family, "Lend a kit")
    pick(rooms.family.panel, "Kit (required)", "Reading kit")
    press(rooms.family.panel, "Lend")
    assert "there is none of this kit" in words(rooms.family.panel)
    press(rooms.family.panel, "Lend it anyway")
    assert "Reading kit" in words(rooms.family)
    press(rooms.family, "Returned: Reading kit")
    assert kits.stock(ws, kit) == 0
    assert not any(one.out for one in family.page(ws, household).kits)


def test_consent_is_withdrawn_at_once(rooms: Rooms) -> None:
    household = a_full_family(rooms)
    rooms.go("family", household=household)
    press(rooms.family, "Withdraw: share grades")
    assert "Withdrawn" in words(rooms.family)


def test_a_file_is_kept_and_a_copy_saved_where_one_says(
    rooms: Rooms, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    household = a_family(rooms.workspace)
    source, target = tmp_path / "form.txt", tmp_path / "copy.txt"
    source.write_text("signed by the grandmother")
    rooms.go("family", household=household)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(source), ""))
    press(rooms.family, "Files: Attach")
    qtbot.waitUntil(lambda: rooms.shell.said[-1:] != [] and "attached" in rooms.shell.said[-1][0])
    rooms.go("family", household=household)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    press(rooms.family, "Save a copy: form.txt")
    qtbot.waitUntil(target.exists)
    qtbot.waitUntil(lambda: "readable" in rooms.shell.said[-1][0])
    assert target.read_text() == "signed by the grandmother"


def test_history_is_offered_and_leads_back(rooms: Rooms) -> None:
    household = a_family(rooms.workspace, "Nguyen")
    records.change(rooms.workspace, "household", household, {"name": "Nguyễn"})
    rooms.go("family", household=household)
    press(rooms.family, "History")
    assert "from “Nguyen” to “Nguyễn”" in words(rooms.family.panel)
    press(rooms.family.panel, "Put back: Family name")
    assert family.page(rooms.workspace, household).name == "Nguyen"


def test_a_text_is_emptied_for_good_only_after_a_question(rooms: Rooms) -> None:
    ws = rooms.workspace
    household = a_family(ws)
    note = records.add(ws, "note", {"household": household, "text": "wrong family"}).ids[0]
    rooms.go("family", household=household)
    rooms.family.history("note", note)
    press(rooms.family.panel, "Empty for good: Note")
    assert records.show(ws, "note", note).values["text"] == "wrong family"
    press(rooms.family.panel, "Empty for good")
    assert records.show(ws, "note", note).values["text"] == ""
    rooms.family.history("note", note)
    assert "wrong family" not in words(rooms.family.panel)


def test_a_packet_is_printed_from_here(rooms: Rooms) -> None:
    household = a_family(rooms.workspace)
    rooms.go("family", household=household)
    press(rooms.family, "Print packet")
    assert rooms.shell.went[-1] == ("packet", {"household": household})


def test_three_hundred_visits_open_a_dozen_at_a_time(rooms: Rooms, clock: StandingClock) -> None:
    ws = rooms.workspace
    household = a_family(ws)
    for day in range(60):
        at = clock.at - timedelta(days=day)
        records.add(ws, "note", {"household": household, "text": f"note {day}!", "at": at})
    rooms.go("family", household=household)
    assert "note 11!" in words(rooms.family)
    assert "note 12!" not in words(rooms.family)
    press(rooms.family, "Show earlier")
    assert "note 23!" in words(rooms.family)
    records.add(ws, "note", {"household": household, "text": "new!", "at": clock.at})
    settle()
    assert "note 22!" in words(rooms.family)  # it stays grown


def test_very_long_names_break_nothing(rooms: Rooms) -> None:
    ws, name = rooms.workspace, LONG_NAME.strip()
    household = a_family(ws, name, given_name=name, phone="5550100 " * 30, street=name)
    person = family.page(ws, household).people[0].id
    records.add(ws, "household_member", {"household": a_family(ws, name), "person": person})
    records.add(ws, "commitment", {"household": household, "what": name, "who": name})
    link = "https://example.org/" + "a" * 300
    records.add(ws, "note", {"household": household, "text": f"See {link}", "at": ws.now()})
    records.add(ws, "follow_up", {"household": household, "what": link})
    records.add(ws, "family_story", {"household": household, "words": link})
    for width in (1158, 843, 615):
        made = open_rooms(ws, (width, 500))
        made.go("family", household=household)
        assert too_wide(made.family, width) == []
        made.close()
