"""Lines of mixed directions come out in the order that the Unicode Standard prescribes.

The cases are the standard's own, all of them: BidiTest.txt gives classes of characters,
BidiCharacterTest.txt real characters with brackets.
"""

from __future__ import annotations

import lzma
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as some

from liaison_app.language.bidi import (
    Embedded,
    base_level,
    embed,
    line_levels,
    visual_order,
)
from liaison_app.language.unicode_tables import UNICODE_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = Path(__file__).parent.parent / "fixtures" / "unicode"
DIRECTIONS = {"0": 0, "1": 1, "2": None}
ASKED_CLASSES = 770_241  # directions that the lines of BidiTest.txt ask for
KEPT_CHARACTERS = 91_707


def lines(name: str) -> Iterator[str]:
    with lzma.open(CASES / name, "rt", encoding="utf-8") as file:
        for line in file:
            words = line.partition("#")[0].strip()
            if words:
                yield words


def test_the_tables_and_the_cases_are_of_one_version() -> None:
    with lzma.open(CASES / "BidiTest.txt.xz", "rt", encoding="utf-8") as file:
        assert UNICODE_VERSION in file.readline()


def seen(paragraph: Embedded) -> tuple[list[int | None], list[int]]:
    """The levels, None for what is left out, and the order of the rest from left to right."""
    found = line_levels(paragraph, 0, len(paragraph.classes))
    kept = [at for at, level in enumerate(paragraph.levels) if level is not None]
    order = ordered(tuple([found[at] for at in kept]))
    shown = [None if paragraph.levels[at] is None else level for at, level in enumerate(found)]
    return shown, [kept[place] for place in order]


@cache
def ordered(line: tuple[int, ...]) -> tuple[int, ...]:
    """The order; remembered, as the cases come to the same levels again and again."""
    return tuple(visual_order(line))


def test_every_case_of_characters() -> None:
    wrong, count = [], 0
    for line in lines("BidiCharacterTest.txt.xz"):
        points, direction, base, expected, order = line.split(";")
        text = "".join(chr(int(point, 16)) for point in points.split())
        paragraph = embed(text, DIRECTIONS[direction])
        count += 1
        if (paragraph.base, *seen(paragraph)) != (
            int(base),
            [None if level == "x" else int(level) for level in expected.split()],
            [int(place) for place in order.split()],
        ):
            wrong.append(line)
    assert wrong[:5] == []
    assert count == KEPT_CHARACTERS


def test_every_case_of_classes() -> None:
    wrong, asked = [], 0
    expected: list[int | None] = []
    order: list[int] = []
    for line in lines("BidiTest.txt.xz"):
        kind, _, rest = line.partition(":")
        if kind == "@Levels":
            expected = [None if level == "x" else int(level) for level in rest.split()]
        elif kind == "@Reorder":
            order = [int(place) for place in rest.split()]
        else:
            bases = asked_bases(line)
            asked += len(bases)
            wrong += [
                (line, base) for base in set(bases) if outcome(line, base) != (expected, order)
            ]
    assert wrong[:5] == []
    assert asked == ASKED_CLASSES


def asked_bases(line: str) -> list[int]:
    """The base level of each direction a case asks for: by first strong character, 0, 1."""
    types, _, bits = line.partition(";")
    automatic = base_level(types.split()) or 0
    return [base for bit, base in ((1, automatic), (2, 0), (4, 1)) if int(bits, 16) & bit]


def outcome(line: str, base: int) -> tuple[list[int | None], list[int]]:
    types = tuple(line.partition(";")[0].split())
    return seen(Embedded(types, base))


PHONE = "(612) 555-0142"


def visual(text: str, base: int) -> str:
    """The characters from left to right, without controls."""
    paragraph = embed(text, base)
    order = visual_order(line_levels(paragraph, 0, len(text)))
    return "".join(text[at] for at in order if not "\u2066" <= text[at] <= "\u2069")


@pytest.mark.parametrize("before", ["اتصل على ", "פון ", "call ", ""])
@pytest.mark.parametrize("after", [" الآن", " עכשיו", " now", ""])
def test_an_isolated_phone_number_is_never_turned(before: str, after: str) -> None:
    assert PHONE in visual(f"{before}\u2066{PHONE}\u2069{after}", 1)
    assert PHONE not in visual(f"اتصل على {PHONE} الآن", 1), "the isolate does the work"


def test_a_time_in_eastern_digits_keeps_its_order() -> None:
    assert "۸:۱۵" in visual("مکتب ساعت ۸:۱۵ شروع می‌شود", 1)


@given(some.text(max_size=40))
def test_any_text_comes_out_whole(text: str) -> None:
    for base in (0, 1, None):
        paragraph = embed(text, base)
        order = visual_order(line_levels(paragraph, 0, len(text)))
        assert sorted(order) == list(range(len(text)))
