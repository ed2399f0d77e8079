"""School hours as offices type them: read when there is one way to read them, else left alone."""

from __future__ import annotations

from datetime import time

import pytest

from liaison_app.packets.school_hours import clock, clock_range

DAY = (time(8, 15), time(14, 45))


@pytest.mark.parametrize(
    "typed",
    [
        "8:15 - 14:45",
        "8:15-2:45",
        "8.15–14.45",
        "8:15 am to 2:45 pm",
        "8:15 A.M. - 2:45 P.M.",
        " 8:15a - 2:45p ",
        "8:15 - 2:45 PM",
        "08:15 until 14:45",
    ],
)
def test_usual_ways_of_writing_hours_are_read(typed: str) -> None:
    assert clock_range(typed) == DAY


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "call us",
        "8:15",
        "8:15 2:45",
        "8:15 - 14:45, Fridays until 12:00",
        "1:00 - 3:30",  # at night?
        "1:00 - 3:30 pm",
        "8 - 8",
        "815-245",
        "25:00 - 26:00",
        "13:00 pm - 14:00 pm",
    ],
)
def test_what_can_be_read_in_two_ways_is_not_read(typed: str) -> None:
    assert clock_range(typed) is None


def test_one_time() -> None:
    assert clock("12:00") == time(12)
    assert clock("3:30 pm") == time(15, 30)
    assert clock("15:30") == time(15, 30)
    assert clock("3:30") is None
    assert clock("after lunch") is None
