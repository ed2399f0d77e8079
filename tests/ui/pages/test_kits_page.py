"""The shelf of kits in the window."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from liaison_app.actions import kit_pages, kits, records
from tests.desk import TODAY
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

if TYPE_CHECKING:
    from tests.ui.conftest import Show


def a_kit(rooms: Rooms, name: str = "Reading kit", **values: object) -> str:
    return records.add(rooms.workspace, "kit", {"name": name, **values}).ids[0]


def test_the_shelf_says_what_is_low_and_what_is_late(rooms: Rooms) -> None:
    low, late = a_kit(rooms, "A", reorder_level=3), a_kit(rooms, "B")
    kits.receive(rooms.workspace, low, 2)
    hand = kits.Hand(a_family(rooms.workspace))
    kits.receive(rooms.workspace, late, 2)
    kits.lend(rooms.workspace, late, hand, due=TODAY - timedelta(days=1))
    rooms.go("kits")
    model = rooms.kits.table.model
    cells = [[model.index(row, place).data() for place in (0, 3, 4, 5)] for row in range(2)]
    assert cells == [["A", "2", "", "Reorder"], ["B", "1", "1", "1 overdue"]]
    key(rooms.kits.table.view, Qt.Key.Key_Return)
    assert "Fewer than 3: reorder" in words(rooms.kits)


def test_receive_count_give_and_return_beside_the_shelf(rooms: Rooms) -> None:
    kit = a_kit(rooms)
    a_family(rooms.workspace, "Tesfaye")
    rooms.go("kits", kit=kit)
    panel = rooms.kits.panel
    press(panel, "Receive")
    fill(panel, "How many came in (required)", "5")
    press(panel, "Save")
    assert kits.stock(rooms.workspace, kit) == 5
    press(panel, "Lend")
    pick(panel, "Family (required)", "Tesfaye")
    press(panel, "Lend")
    assert "Tesfaye" in words(panel)
    press(panel, "Returned: Tesfaye")
    settle()
    assert "None is lent at the moment." in words(panel)
    press(panel, "Count")
    fill(panel, "How many are there (required)", "4")
    press(panel, "Save")
    assert [one.change for one in kit_pages.kit_page(rooms.workspace, kit).movements] == [
        -1,
        1,
        -1,
        5,
    ]
    assert "Counted" in words(panel)
    press(panel, "Count")
    fill(panel, "How many are there (required)", "minus")
    press(panel, "Save")
    assert "Write a whole number" in words(panel)


def test_things_are_put_into_a_kit(rooms: Rooms) -> None:
    kit = a_kit(rooms)
    rooms.go("kits", kit=kit)
    press(rooms.kits.panel, "In the kit: Add")
    fill(rooms.kits.panel, "What (required)", "Puppet")
    fill(rooms.kits.panel, "How many", "2")
    press(rooms.kits.panel, "Save")
    assert "2 × Puppet" in words(rooms.kits.panel)


LOOKS = {
    "1366x768": ("en", Scheme.LIGHT, 1.0, (1158, 704)),
    "911x512 mirrored, dark": ("ar", Scheme.DARK, 1.0, (843, 448)),
    "911x512, longer words": ("qps-ploc", Scheme.LIGHT, 1.0, (843, 448)),
    "200 %, high contrast": ("en", Scheme.CONTRAST, 2.0, (1230, 640)),
    "683x384": ("ar", Scheme.LIGHT, 1.0, (615, 320)),
}


@pytest.mark.parametrize("screen", LOOKS)
def test_everything_is_named_and_fits(rooms: Rooms, show_in: Show, screen: str) -> None:
    tag, scheme, scale, size = LOOKS[screen]
    kit = a_kit(rooms, LONG_NAME.strip(), description="for evenings " * 40)
    hand = kits.Hand(a_family(rooms.workspace, LONG_NAME.strip()))
    kits.lend(rooms.workspace, kit, hand, due=TODAY, anyway=True, label="#14")
    show_in(tag, scheme, scale)
    made = open_rooms(rooms.workspace, size)
    made.go("kits", kit=kit)
    assert unnamed(made.kits) == []
    assert too_wide(made.kits, size[0]) == []
    made.close()
