"""The first letter of a code says of which kind a page is, to whoever reads it out by phone."""

from __future__ import annotations

from collections import Counter

from liaison_app.packets.kinds import KINDS


def test_no_two_kinds_begin_their_codes_alike() -> None:
    letters = Counter(kind.letter for kind in KINDS.values())
    assert [letter for letter, count in letters.items() if count > 1] == []
    assert all(len(letter) == 1 and "A" <= letter <= "Z" for letter in letters)
    assert "O" not in letters  # read as a zero
