"""One family's page on every screen: named, fitting, numbers the right way round."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QAbstractButton

from tests.ui.accessible import too_wide, unnamed
from tests.ui.pages.rooms import Rooms, a_full_family, open_rooms, settle
from ui.look import Scheme

if TYPE_CHECKING:
    from tests.ui.conftest import Show

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
    household = a_full_family(rooms)
    show_in(tag, scheme, scale)
    made = open_rooms(rooms.workspace, size)
    made.go("family", household=household)
    assert unnamed(made.family) == []
    assert too_wide(made.family, size[0]) == []
    made.family.new("family_story")
    settle()
    assert unnamed(made.family) == []
    assert too_wide(made.family, size[0]) == []
    made.close()


def test_numbers_run_left_to_right_in_a_mirrored_window(rooms: Rooms, show_in: Show) -> None:
    household = a_full_family(rooms)
    show_in("ar")
    made = open_rooms(rooms.workspace)
    made.go("family", household=household)
    shown = [one.text() for one in made.family.findChildren(QAbstractButton)]
    assert "\u2066(206) 555-0100\u2069" in shown
    made.close()
