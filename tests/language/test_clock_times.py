"""Times as a school types them are understood, or left as they are."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_app.language.clock_times import Hours, times_in

SCHOOL_DAY = (Hours(time(8, 15), time(15, 30)),)
MONDAY, THURSDAY, FRIDAY, SUNDAY = 0, 3, 4, 6


@pytest.mark.parametrize(
    "typed",
    [
        "8:15-15:30",
        "8:15 – 15:30",
        "08:15-15:30",
        "8:15 AM to 3:30 PM",
        "8:15 a.m. - 3:30 p.m.",
        "8:15 a. m. – 3:30 p. m.",
        "8:15a-3:30p",
        "8:15 A–3:30 P",
        "8:15AM–3:30PM",
        "8:15-3:30 PM",
        "8:15 am - 3:30",
        "8:15-3:30",
        "8.15–15.30",
        "8.15-3.30",
        "8h15-15h30",
        "0815-1530",
        "from 8:15 to 15:30",
        "de 8:15 a 15:30",
        "8:15 a.m. a 3:30 p.m.",
        "8:15 hasta 15:30",
        "٨:١٥-١٥:٣٠",
        "۸:۱۵ تا ۱۵:۳۰",
        "٨:١٥ ص - ٣:٣٠ م",
        "8:15 صباحاً - 3:30 مساءً",
        " 8:15-15:30 ",
        "\u200f8:15-15:30\u202c",
        "８：１５-15:30",
    ],
)
def test_one_school_day_in_many_writings(typed: str) -> None:
    assert times_in(typed) == SCHOOL_DAY


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("8:15a-3p", time(8, 15), time(15)),
        ("9-11 am", time(9), time(11)),
        ("11-1 PM", time(11), time(13)),
        ("2:00-3:30 PM", time(14), time(15, 30)),
        ("6-7:30 pm", time(18), time(19, 30)),
        ("1:00-3:00", time(13), time(15)),
        ("12:00-12:30", time(12), time(12, 30)),
        ("12:30-3:00", time(12, 30), time(15)),
        ("8:15-noon", time(8, 15), time(12)),
        ("17:30-19:00", time(17, 30), time(19)),
        ("12 pm - 1 pm", time(12), time(13)),
        ("12 am - 1 am", time(0), time(1)),
        ("8:15 AM", time(8, 15), None),
        ("5:30 PM", time(17, 30), None),
        ("17:30", time(17, 30), None),
        ("3:30", time(15, 30), None),
    ],
)
def test_other_times(typed: str, start: time, end: time | None) -> None:
    assert times_in(typed) == (Hours(start, end),)


MON_TO_THU_AND_FRIDAY = (
    Hours(time(8, 15), time(15, 30), ((MONDAY, THURSDAY),)),
    Hours(time(8, 15), time(12), ((FRIDAY, FRIDAY),)),
)


@pytest.mark.parametrize(
    "typed",
    [
        "Mon-Thu 8:15-15:30, Fri 8:15-12:00",
        "Monday to Thursday: 8:15 AM–3:30 PM; Friday: 8:15 AM–noon",
        "M–Th 0815–1530, F 0815–1200",
        "Mon.-Thu. 8:15-15:30\nFri. 8:15-12:00",
        "8:15 AM-3:30 PM Mon-Thu, 8:15 AM-12 PM Fri",
        "lunes a jueves 8:15 a 15:30, viernes 8:15 a 12:00",
    ],
)
def test_days_that_end_earlier(typed: str) -> None:
    assert times_in(typed) == MON_TO_THU_AND_FRIDAY


def test_several_times_and_several_days() -> None:
    assert times_in("8:15-11:30, 12:30-15:30") == (
        Hours(time(8, 15), time(11, 30)),
        Hours(time(12, 30), time(15, 30)),
    )
    assert times_in("Mon, Wed, Fri 8:30-3:00") == (
        Hours(time(8, 30), time(15), ((0, 0), (2, 2), (4, 4))),
    )
    assert times_in("8:15-3:30 (Mon-Fri)") == (Hours(time(8, 15), time(15, 30), ((0, 4),)),)
    assert times_in("الأحد - الخميس 8:15 - 15:30") == (
        Hours(time(8, 15), time(15, 30), ((SUNDAY, THURSDAY),)),
    )
    assert times_in("8:15-15:30, Fri 8:15-12:00") == (
        Hours(time(8, 15), time(15, 30)),
        Hours(time(8, 15), time(12), ((FRIDAY, FRIDAY),)),
    )


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "8:15-15:30, early release on Fridays",
        "Office 8:15-15:30",
        "7:00-8:30",  # before school, or a family night?
        "8:00-9:00",
        "8:15",
        "6:00",
        "2026-2027",
        "grades 3-5",
        "3-5",
        "8-3",
        "K-8",
        "612-555-0142",
        "555-0142",
        "9.50",
        "0815",
        "11/24/2026",
        "24.11.2026",
        "25:00-26:00",
        "8:75-9:00",
        "8:15:30",
        "14:30 PM",
        "15:30-8:15",
        "20:00-6:00",
        "11:30 PM - 12:30 AM",
        "8:15-",
        "-8:15",
        "8:15--15:30",
        "8:15-Fri",
        "Mon-Fri",
        "Mon 8:15-15:30, Tue",
        "8:15-15:30 Fri 8:15-12:00",  # is Friday the first or the second?
        "8:15-15:30-16:00",
    ],
)
def test_what_is_not_only_times_or_could_be_others_stays_as_typed(typed: str) -> None:
    assert times_in(typed) is None


@given(st.text(alphabet="0123456789:.-– ,;/apmAPMonThuFri٨١٥صم()\n", max_size=30))
def test_nothing_that_is_typed_breaks_it(typed: str) -> None:
    for hours in times_in(typed) or ():
        assert hours.end is None or hours.start < hours.end


@given(st.times(), st.times(min_value=time(13)))
def test_the_clock_of_twenty_four_hours_is_read_as_written(one: time, other: time) -> None:
    start, end = sorted(at.replace(second=0, microsecond=0) for at in (one, other))
    if start < end:
        assert times_in(f"{start.hour}:{start:%M}-{end:%H:%M}") in {(Hours(start, end),), None}
        assert times_in(f"{start:%H%M}-{end:%H%M}") in {(Hours(start, end),), None}
