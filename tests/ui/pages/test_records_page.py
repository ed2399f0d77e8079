"""All records: every kind can be reached, added, changed, removed and brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from liaison_app.actions import care, records, sealed_facts
from liaison_app.records import TYPES
from liaison_app.records.schools import School
from tests.ui.accessible import too_wide, unnamed
from tests.ui.pages.rooms import LONG_NAME, Rooms, a_family, fill, key, open_rooms, press, words
from ui.look import Scheme

if TYPE_CHECKING:
    from tests.ui.conftest import Show


def test_every_kind_is_reached_with_its_form(rooms: Rooms) -> None:
    rooms.go("records")
    kinds = rooms.records.findChild(QComboBox)
    assert kinds is not None
    reached = [name for name in TYPES if name not in sealed_facts.KINDS]
    assert kinds.count() == len(reached)
    for name in reached:
        rooms.go("records", type=name)
        rooms.records.add()
        assert unnamed(rooms.records) == [], name
        assert "_" not in words(rooms.records).replace("__", ""), name  # no name of a field


def test_a_record_is_added_changed_removed_and_brought_back(rooms: Rooms) -> None:
    rooms.go("records", type="school")
    press(rooms.records, "Add: School")
    press(rooms.records, "Save")
    assert "Please fill this in." in words(rooms.records)
    fill(rooms.records, "Name (required)", "Cedar Grove")
    press(rooms.records, "Save")
    assert [one.name for one in _schools(rooms)] == ["Cedar Grove"]
    key(rooms.records.table.view, Qt.Key.Key_Return)
    fill(rooms.records, "City", "Lakewood")
    press(rooms.records, "Save")
    assert [one.city for one in _schools(rooms)] == ["Lakewood"]
    key(rooms.records.table.view, Qt.Key.Key_Return)
    press(rooms.records, "Remove")
    assert _schools(rooms) == []
    care.undo(rooms.workspace, rooms.shell.said[-1][1])
    assert [one.name for one in _schools(rooms)] == ["Cedar Grove"]


def test_what_was_removed_long_ago_is_found_and_brought_back(rooms: Rooms) -> None:
    school = records.add(rooms.workspace, "school", {"name": "Old school"}).ids[0]
    records.remove(rooms.workspace, "school", school)
    rooms.go("records", type="school")
    press(rooms.records, "Removed ones")
    key(rooms.records.table.view, Qt.Key.Key_Return)
    press(rooms.records, "Bring back")
    assert [one.name for one in _schools(rooms)] == ["Old school"]


def test_what_is_refused_is_said_in_the_form(rooms: Rooms) -> None:
    rooms.go("records", type="school")
    press(rooms.records, "Add: School")
    fill(rooms.records, "Name (required)", "x" * 1001)
    press(rooms.records, "Save")
    assert "too long" in words(rooms.records)
    assert _schools(rooms) == []


def test_references_are_shown_by_name(rooms: Rooms) -> None:
    household = a_family(rooms.workspace, "عائلة الأحمد")
    records.add(rooms.workspace, "note", {"household": household, "text": "spoke of the bus"})
    rooms.go("records", type="note")
    model = rooms.records.table.model
    assert model.index(0, 0).data() == "عائلة الأحمد"
    rooms.records.table.filter.setText("الأحمد")
    rooms.records.table.reload()
    assert model.rowCount() == 1
    rooms.records.table.filter.setText("nobody")
    rooms.records.table.reload()
    assert model.rowCount() == 0


def test_a_ledger_opens_its_history_and_no_form(rooms: Rooms) -> None:
    kit = records.add(rooms.workspace, "kit", {"name": "Reading kit"}).ids[0]
    moved = {"kit": kit, "change": 3, "reason": "received"}
    movement = records.add(rooms.workspace, "stock_movement", moved).ids[0]
    rooms.go("records", type="stock_movement", id=movement)
    assert "Stock movement added" in words(rooms.records)


def test_a_value_of_a_newer_program_is_kept_beside_a_change(rooms: Rooms) -> None:
    """A form must not refuse, or quietly rewrite, what this program does not know."""
    household = a_family(rooms.workspace, "Nguyễn")
    rooms.workspace.conn.execute("UPDATE household SET interpreter = 'by_video'")
    rooms.go("records", type="household", id=household)
    fill(rooms.records, "Best times to visit", "after four")
    press(rooms.records, "Save")
    row = rooms.workspace.read("SELECT best_times, interpreter FROM household")[0]
    assert (row["best_times"], row["interpreter"]) == ("after four", "by_video")


LOOKS = {
    "1366x768": ("en", Scheme.LIGHT, 1.0, (1158, 704)),
    "911x512 mirrored, dark": ("ar", Scheme.DARK, 1.0, (843, 448)),
    "911x512, longer words": ("qps-ploc", Scheme.LIGHT, 1.0, (843, 448)),
    "200 %, high contrast": ("en", Scheme.CONTRAST, 2.0, (1230, 640)),
    "683x384": ("ar", Scheme.LIGHT, 1.0, (615, 320)),
}


@pytest.mark.parametrize("screen", LOOKS)
def test_everything_fits(rooms: Rooms, show_in: Show, screen: str) -> None:
    tag, scheme, scale, size = LOOKS[screen]
    household = a_family(rooms.workspace, LONG_NAME.strip())
    show_in(tag, scheme, scale)
    made = open_rooms(rooms.workspace, size)
    made.go("records", type="household", id=household)
    assert too_wide(made.records, size[0]) == []
    assert unnamed(made.records) == []
    made.close()


def _schools(rooms: Rooms) -> list[School]:
    return rooms.workspace.all(School)
