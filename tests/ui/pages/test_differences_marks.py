"""Where two texts differ is marked word by word, in any script, without merging anything."""

from __future__ import annotations

import pytest

from ui.pages.differences_marks import marks


@pytest.mark.parametrize(
    ("text", "other", "marked"),
    [
        ("the bus comes late", "the bus comes early", ["late"]),
        ("a b c", "a b c", []),
        ("😀 a b", "😀 a c", ["b"]),
        ("new words here", "", ["new words here"]),
        ("", "new", []),
        ("one two three", "one three", ["two"]),
        ("قالت الجدة مساء", "قالت الجدة صباح", ["مساء"]),
    ],
)
def test_words_that_the_other_text_has_otherwise_are_marked(
    text: str, other: str, marked: list[str]
) -> None:
    units = text.encode("utf-16-le")
    found = [units[a * 2 : b * 2].decode("utf-16-le") for a, b in marks(text, [other])]
    assert found == marked


def test_long_texts_are_marked_without_waiting() -> None:
    text, other = "a b " * 50_000, "b a " * 50_000
    assert marks(text, [other]) == [(0, len(text) - 1)]
