"""One line of who does what by when, in the languages of the interface."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_app.actions.steps import Said, Speaker, read_line

TODAY = date(2026, 11, 21)  # a Saturday
FRIDAY = date(2026, 11, 27)
PEOPLE = (
    Speaker("Rosa Delgado", ("Rosa",), "staff-1"),
    Speaker("Nguyễn Thị Lan", ("Lan",)),
    Speaker("أحمد", ()),
)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Rosa call the bus office fri", Said("call the bus office", "Rosa", FRIDAY)),
        ("rosa call the bus office by Friday", Said("call the bus office", "rosa", FRIDAY)),
        ("rosa delgado call before fri.", Said("call", "rosa delgado", FRIDAY)),
        ("Mr. Lee: send the form 24 nov", Said("send the form", "Mr. Lee", date(2026, 11, 24))),
        ("call room 4 friday", Said("call room 4", "", FRIDAY)),
        ("take bus 24", Said("take bus 24", "", None)),
        ("call in 3 days", Said("call", "", date(2026, 11, 24))),
        ("Lan llamar a la oficina el viernes", Said("llamar a la oficina", "Lan", FRIDAY)),
        ("أحمد يتصل بالمدرسة يوم الجمعة", Said("يتصل بالمدرسة", "أحمد", FRIDAY)),
        ("call the office", Said("call the office", "", None)),
        ("Rosa", Said("Rosa", "", None)),
        ("fri", Said("fri", "", None)),
        ("", Said("", "", None)),
    ],
)
def test_a_line_is_read_from_both_ends(line: str, said: Said) -> None:
    assert read_line(line, PEOPLE, TODAY, month_first=True) == said


@given(st.text(max_size=80))
def test_no_line_is_too_odd_to_be_read(line: str) -> None:
    said = read_line(line, PEOPLE, TODAY, month_first=True)
    assert bool(said.what) <= bool(line.strip())
