"""Dates are said in the interface's language and understood as a liaison types them."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_app.language.dates import (
    format_date,
    format_time,
    month_name,
    relative_day,
    weekday_name,
)
from liaison_app.language.due_dates import parse_due

SATURDAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("en", "Tue, Nov 24, 2026"),
        ("es", "mar, 24 de nov de 2026"),
        ("ar", "الثلاثاء، 24 نوفمبر 2026"),
        ("ar-IQ", "الثلاثاء، 24 تشرين الثاني 2026"),
        ("vi", "Thứ 3, 24 thg 11, 2026"),
        ("ksw", "Tue, Nov 24, 2026"),
    ],
)
def test_dates_in_words(tag: str, said: str) -> None:
    assert format_date(date(2026, 11, 24), weekday=True, tag=tag) == said


def test_times_use_the_zone_and_clock_of_the_reader() -> None:
    moment = datetime(2026, 11, 24, 20, 5, tzinfo=UTC)
    chicago = timezone(timedelta(hours=-6))
    assert format_time(moment, zone=chicago, tag="en").replace("\u202f", " ") == "2:05 PM"
    assert format_time(moment, zone=chicago, tag="ar").replace("\u202f", " ") == "2:05 م"


@pytest.mark.parametrize(
    "tag", ["en", "es", "ar", "fa-AF", "ur", "ne", "my", "hi", "bn", "qps-ploc"]
)
def test_digits_are_always_latin(tag: str) -> None:
    said = format_date(date(2026, 11, 24), tag=tag)
    assert all(char in "0123456789" for char in said if char.isdigit())
    assert "24" in said


def test_names_inside_a_date_and_alone() -> None:
    day = date(2026, 9, 3)
    assert format_date(day, tag="fr") == "3 sept. 2026"
    assert format_date(day, year=False, tag="fa") == "3 سپتامبر"
    assert format_date(day, weekday=True, year=False, tag="ru") == "чт, 3 сент."
    alone = [month_name(9, tag="fr"), month_name(9, tag="zh-Hans"), month_name(11, tag="uk")]
    assert alone == ["septembre", "九月", "листопад"]
    assert weekday_name(0, tag="es") == "lunes"


BUSY = """
import sys
from datetime import UTC, date, datetime
from liaison_app.language.dates import format_date, format_time, month_name, weekday_name
format_date(date(2026, 9, 3)), format_time(datetime(2026, 9, 3, tzinfo=UTC))
month_name(9), weekday_name(3)
print("babel" in sys.modules)
"""


def test_a_window_that_shows_dates_does_not_wait_for_babel() -> None:
    done = subprocess.run([sys.executable, "-c", BUSY], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "Today"), (1, "Tomorrow"), (-1, "Yesterday"), (3, "in 3 days"), (-3, "3 days ago")],
)
def test_near_days(days: int, said: str) -> None:
    assert relative_day(SATURDAY + timedelta(days=days), SATURDAY, tag="en") == said


def test_far_days_are_dates() -> None:
    assert relative_day(date(2026, 12, 24), SATURDAY, tag="en") == "Dec 24"
    assert relative_day(date(2027, 1, 24), SATURDAY, tag="en") == "Jan 24, 2027"


@pytest.mark.parametrize(
    ("typed", "due"),
    [
        ("today", "2026-11-21"),
        ("tomorrow", "2026-11-22"),
        ("mañana", "2026-11-22"),
        ("غدًا", "2026-11-22"),
        ("pasado mañana", "2026-11-23"),
        ("بعد غد", "2026-11-23"),
        ("Fri", "2026-11-27"),
        ("friday", "2026-11-27"),
        ("next Fri", "2026-11-27"),
        ("el viernes", "2026-11-27"),
        ("يوم الجمعة", "2026-11-27"),
        ("next week", "2026-11-23"),
        ("la próxima semana", "2026-11-23"),
        ("la semana que viene", "2026-11-23"),
        ("الأسبوع القادم", "2026-11-23"),
        ("+3", "2026-11-24"),
        ("+2w", "2026-12-05"),
        ("3d", "2026-11-24"),
        ("in 3 days", "2026-11-24"),
        ("dentro de tres días", "2026-11-24"),
        ("بعد ٣ أيام", "2026-11-24"),
        ("two weeks", "2026-12-05"),
        ("بعد أسبوعين", "2026-12-05"),
        ("in a month", "2026-12-21"),
        ("24 Nov", "2026-11-24"),
        ("Nov 24th", "2026-11-24"),
        ("24 de noviembre", "2026-11-24"),
        ("24 تشرين الثاني", "2026-11-24"),
        ("Fri Nov 27", "2026-11-27"),
        ("Jan 5", "2027-01-05"),
        ("Jan 5 2026", "2026-01-05"),
        ("the 24th", "2026-11-24"),
        ("20th", "2026-12-20"),
        ("11/24", "2026-11-24"),
        ("24/11", "2026-11-24"),
        ("11/24/26", "2026-11-24"),
        ("3.12.", "2027-03-12"),
        ("2026-11-24", "2026-11-24"),
        ("end of the week", "2026-11-27"),
        ("eom", "2026-11-30"),
        ("fin de mes", "2026-11-30"),
        ("نهاية الشهر", "2026-11-30"),
        ("Feb 29", "2028-02-29"),
    ],
)
def test_due_words(typed: str, due: str) -> None:
    assert parse_due(typed, SATURDAY) == date.fromisoformat(due)


@pytest.mark.parametrize(
    "typed", ["", "soon", "May", "99", "13/13", "2026-02-30", "xx 3", "+9999", "maybe Friday", "?"]
)
def test_what_is_not_understood_is_not_guessed(typed: str) -> None:
    assert parse_due(typed, SATURDAY) is None


def test_day_first_offices() -> None:
    assert parse_due("3/12", SATURDAY, month_first=False) == date(2026, 12, 3)


def test_the_same_weekday_is_a_week_away() -> None:
    assert parse_due("Sat", SATURDAY) == SATURDAY + timedelta(days=7)
    assert parse_due("next week", date(2026, 11, 22)) == date(2026, 11, 30)
    assert parse_due("in a month", date(2027, 1, 31)) == date(2027, 2, 28)


@given(st.text(max_size=20), st.dates(date(2020, 1, 1), date(2090, 1, 1)))
def test_no_typing_breaks_the_box(typed: str, today: date) -> None:
    parse_due(typed, today)


@given(
    st.sampled_from(["fri", "+3", "next week", "in a month", "24 nov", "the 31st", "eom", "lunes"]),
    st.dates(date(2020, 1, 1), date(2090, 1, 1)),
)
def test_what_is_due_is_never_in_the_past(typed: str, today: date) -> None:
    due = parse_due(typed, today)
    assert due is not None
    assert due >= today
