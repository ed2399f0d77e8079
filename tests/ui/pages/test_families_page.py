"""The table of families and the form of a new one."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from liaison_app.actions import contacts, families, family, records
from liaison_app.records.people import Household
from liaison_app.workspace import Add
from tests.actions.test_families import NAMES
from tests.desk import TODAY, StandingClock
from tests.ui.accessible import too_wide, unnamed
from tests.ui.pages.rooms import (
    LONG_NAME,
    Rooms,
    a_family,
    fill,
    key,
    open_rooms,
    pick,
    press,
    settle,
    words,
)
from ui.look import Scheme
from ui.pages.new_family import NewFamilyForm

if TYPE_CHECKING:
    from tests.ui.conftest import Show


def column(rooms: Rooms, place: int = 0) -> list[str]:
    """What stands in a column, from top to bottom."""
    model = rooms.families.table.model
    return [str(model.index(row, place).data()) for row in range(model.rowCount())]


def test_an_empty_table_teaches(rooms: Rooms) -> None:
    rooms.go("families")
    assert "No families here yet" in words(rooms.families)


def test_enter_opens_the_family_and_letters_filter(rooms: Rooms) -> None:
    for name in ("Tesfaye", "Owusu", "García López"):
        a_family(rooms.workspace, name)
    rooms.go("families")
    assert column(rooms) == ["García López", "Owusu", "Tesfaye"]
    table = rooms.families.table
    key(table.view, Qt.Key.Key_O)
    assert table.filter.text() == "o"
    table.filter.setText("owu")
    key(table.filter, Qt.Key.Key_Return)
    assert column(rooms) == ["Owusu"]
    key(table.view, Qt.Key.Key_Return)
    assert rooms.shell.went[-1][0] == "family"
    assert "Owusu" in words(rooms.family)


def test_names_of_twelve_scripts_stand_as_they_are_written(rooms: Rooms) -> None:
    for name in NAMES:
        a_family(rooms.workspace, name)
    rooms.go("families")
    assert sorted(column(rooms)) == sorted(NAMES)


def test_a_chip_shows_only_those(rooms: Rooms, clock: StandingClock) -> None:
    late, fine = a_family(rooms.workspace, "Late"), a_family(rooms.workspace, "Fine")
    due = TODAY - timedelta(days=1)
    records.add(rooms.workspace, "commitment", {"household": late, "what": "coats", "due": due})
    contacts.log(rooms.workspace, fine, "spoke", reached=True, at=clock.at)
    rooms.go("families")
    press(rooms.families, "Promise overdue")
    assert column(rooms) == ["Late"]
    assert column(rooms, 4) == ["coats"]
    assert column(rooms, 5) == ["1 day overdue"]
    press(rooms.families, "No contact for 30 days")
    assert column(rooms) == ["Late"]
    press(rooms.families, "All")
    assert column(rooms, 3) == ["Today", "—"]


def test_a_new_family_needs_only_its_name(rooms: Rooms) -> None:
    rooms.go("families")
    press(rooms.families, "Add family")
    press(rooms.families, "Save")
    assert "Please fill this in." in words(rooms.families)
    fill(rooms.families, "Family name (required)", "عائلة الأحمد")
    pick(rooms.families, "Home language", "Arabic")
    fill(rooms.families, "Phone", "206 555 0100")
    press(rooms.families, "Save")
    household = rooms.shell.went[-1][1]["household"]
    page = family.page(rooms.workspace, household)
    assert (page.name, page.language, page.points[0].raw) == (
        "عائلة الأحمد",
        "Arabic",
        "206 555 0100",
    )
    assert rooms.workspace.drafts() == []


def test_a_half_written_family_is_still_there_later(rooms: Rooms) -> None:
    rooms.go("families", add="1")
    fill(rooms.families, "Family name (required)", "Tesf")
    rooms.go("records")
    again = open_rooms(rooms.workspace)
    again.go("families", add="1")
    press(again.families, "Save")
    assert [one.name for one in families.rows(rooms.workspace, families.numbers(rooms.workspace))]
    again.close()


def test_the_table_reads_again_when_something_is_written(rooms: Rooms) -> None:
    rooms.go("families")
    a_family(rooms.workspace, "Nguyễn")
    settle()
    assert column(rooms) == ["Nguyễn"]


def test_a_narrow_table_leaves_out_what_matters_least(rooms: Rooms) -> None:
    a_family(rooms.workspace)
    shown = []
    for width in (1158, 800, 560):
        made = open_rooms(rooms.workspace, (width, 500))
        made.go("families")
        view = made.families.table.view
        shown.append([place for place in range(6) if not view.isColumnHidden(place)])
        made.close()
    assert shown == [[0, 1, 2, 3, 4, 5], [0, 3, 4, 5], [0, 3, 5]]


def test_ten_thousand_families_scroll_without_reading_them_all(rooms: Rooms) -> None:
    rooms.workspace.commit("import", [Add(Household(name=f"Family {n:05}")) for n in range(10_000)])
    before = time.perf_counter()
    rooms.go("families")
    rooms.families.table.view.scrollToBottom()
    settle()
    assert column(rooms)[-1] == "Family 09999"
    print(f"10,000 families shown and scrolled in {time.perf_counter() - before:.3f} s")  # noqa: T201


LOOKS = {
    "1366x768": ("en", Scheme.LIGHT, 1.0, (1158, 704)),
    "911x512 mirrored, dark": ("ar", Scheme.DARK, 1.0, (843, 448)),
    "911x512, longer words": ("qps-ploc", Scheme.LIGHT, 1.0, (843, 448)),
    "200 %, high contrast": ("en", Scheme.CONTRAST, 2.0, (1230, 640)),
    "683x384": ("ar", Scheme.LIGHT, 1.0, (615, 320)),
}


@pytest.mark.parametrize("screen", LOOKS)
def test_every_control_is_named_and_everything_fits(
    rooms: Rooms, show_in: Show, screen: str
) -> None:
    tag, scheme, scale, size = LOOKS[screen]
    a_family(rooms.workspace, LONG_NAME.strip(), given_name="ሃና")
    show_in(tag, scheme, scale)
    made = open_rooms(rooms.workspace, size)
    for target in ({}, {"add": "1"}):
        made.go("families", **target)
        assert unnamed(made.families) == []
        assert too_wide(made.families, size[0]) == []
    made.close()


def test_a_family_that_may_be_here_is_named_while_it_is_typed(rooms: Rooms) -> None:
    a_family(rooms.workspace, "Nguyen", street="9 Oak St")
    known = a_family(rooms.workspace, "Nguyễn", street="12 Elm St", phone="206 555 0100")
    rooms.go("families")
    press(rooms.families, "Add family")
    form = rooms.families.findChild(NewFamilyForm)
    fill(rooms.families, "Family name (required)", "Okafor")
    form.look()
    assert "here already" not in words(rooms.families)
    fill(rooms.families, "Family name (required)", "NGUYEN")
    fill(rooms.families, "Phone", "(206) 555-0100")
    QTest.qWait(700)
    said = "Perhaps this family is here already: Nguyễn (12 Elm St), Nguyen (9 Oak St)."
    assert said in words(rooms.families)
    press(rooms.families, "Look at it")
    assert rooms.shell.went[-1] == ("family", {"household": known})
