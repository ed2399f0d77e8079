"""The warning before a note keeps what must never be kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_app.actions.never_kept import What, look


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("They said they have no papers.", "no papers"),
        ("Mamá dice que son INDOCUMENTADOS", "INDOCUMENTADOS"),
        ("dijo que está sin  papeles", "sin  papeles"),
        ("العائلة بدون أوراق", "بدون أوراق"),
        ("وبالبطاقة الخضراء", "وبالبطاقة الخضراء"),
        ("تنتظر الإقامة", "الإقامة"),
        ("afraid of ICE at the door", "ICE"),
    ],
)
def test_words_about_immigration_status_are_found_in_three_languages(note: str, words: str) -> None:
    (found,) = look(note)
    assert (found.what, found.words) == (What.STATUS, words)
    assert note[found.start : found.end] == words


@pytest.mark.parametrize("number", ["123-45-6789", "123 45 6789", "123456789", "٠١٢-٣٤-٥٦٧٨"])
def test_numbers_shaped_like_social_security_numbers_are_found(number: str) -> None:
    (found,) = look(f"number {number}, she said")
    assert (found.what, found.words) == (What.NUMBER, number)


@pytest.mark.parametrize(
    "note",
    [
        "Call 555-0101 or +1 (555) 010-1234.",
        "Ice cream on Friday, advisable.",
        "He likes the book Paper Planes and asked for more papers to draw on.",
        "Mateo lee todas las noches; quiere un libro de la sala 12-34.",
        "تحب مريم القراءة كل مساء",
    ],
)
def test_ordinary_notes_are_left_in_peace(note: str) -> None:
    assert look(note) == ()


@given(st.text(max_size=200))
def test_every_place_found_is_a_place_in_the_text(text: str) -> None:
    for found in look(text):
        assert text[found.start : found.end] == found.words
