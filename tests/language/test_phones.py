"""Numbers are completed when that is certain, kept otherwise, and never reversed."""

from __future__ import annotations

import pytest

from liaison_app.language.phones import Phone, display, parse_phone, shown


@pytest.mark.parametrize(
    ("typed", "number", "extension"),
    [
        ("555-555-0123", "+15555550123", ""),
        ("(555) 555-0123 x12", "+15555550123", "12"),
        ("1.555.555.0123 ext. 7", "+15555550123", "7"),
        ("+1 555 555 0123", "+15555550123", ""),
        ("tel:+1-555-555-0123;ext=44", "+15555550123", "44"),
        ("٥٥٥-٥٥٥-٠١٢٣", "+15555550123", ""),
        ("۵۵۵۵۵۵۰۱۲۳", "+15555550123", ""),
        ("५५५ ५५५ ०१२३", "+15555550123", ""),
        ("\u202d555-555-0123\u202c", "+15555550123", ""),
        ("+964 770 555 0123", "+9647705550123", ""),
        ("00964 770 555 0123", "+9647705550123", ""),
        ("011 502 5555 0123", "+50255550123", ""),
    ],
)
def test_complete_numbers(typed: str, number: str, extension: str) -> None:
    assert parse_phone(typed) == Phone(number, extension)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "555-0123",
        "911",
        "123-456-7890",
        "call her aunt",
        "555-555-01234",
        "ana@example.org",
        "+0",
    ],
)
def test_what_is_not_a_complete_number_is_left_alone(typed: str) -> None:
    assert parse_phone(typed) is None
    assert typed in shown(typed)


def test_another_home_country() -> None:
    assert parse_phone("020 7946 0123", "GB") == Phone("+442079460123")
    assert parse_phone("55 5555 0123", "MX") == Phone("+525555550123")


@pytest.mark.parametrize(
    ("number", "grouped"),
    [
        ("+15555550123", "(555) 555-0123"),
        ("+9647705550123", "+964 770 555 0123"),
        ("+50255550123", "+502 555 50 123"),
        ("call her aunt", "call her aunt"),
    ],
)
def test_display(number: str, grouped: str) -> None:
    assert display(number).replace(" ", "") == grouped.replace(" ", "")


def test_shown_numbers_run_left_to_right_in_any_line() -> None:
    assert shown("٥٥٥-٥٥٥-٠١٢٣") == "\u2066(555) 555-0123\u2069"
    assert shown("٥٥٥-٠١٢٣") == "\u2066555-0123\u2069"
