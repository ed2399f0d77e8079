"""Nothing is missing on a page, nothing runs out of its column, nothing lies over other words."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pytest

from liaison_app.packets.content import FaultKind, Paper, Printed, Profile
from tests.packets import made
from tests.packets.reading import Glyph, read
from tests.packets.spoken import Spoken, lines, spoken

SIZES = {Paper.A4: (595.28, 841.89), Paper.LETTER: (612.0, 792.0)}
# A picture packet has two pages at most; the invented one, which has everything, is longer.
ALLOWED = {Profile.PICTURE: {FaultKind.TOO_LONG}}
EDGE = 18.0  # points that printers leave white
GAP = 3.0  # points between two columns

IN_ONE = tuple((language, "") for language in (*made.LANGUAGES, "ar-EG", "ar-IQ"))
IN_TWO = tuple((language, "en") for language in made.LANGUAGES if language != "en")
PACKETS = [
    *((languages, profile) for languages in IN_ONE for profile in Profile),
    *((languages, Profile.STANDARD) for languages in (*IN_TWO, ("ar", "ur"), ("es", "ar"))),
    *((languages, Profile.LARGE_PRINT) for languages in (*IN_TWO, ("ar", "ur"))),
]


@dataclass(frozen=True)
class Seen:
    """A packet on paper, and what is on it."""

    printed: Printed
    profile: Profile
    glyphs: list[Glyph]
    said: list[Spoken]


@pytest.fixture(
    scope="class",
    params=PACKETS,
    ids=lambda given: "-".join([*filter(None, given[0]), given[1].value]),
)
def seen(request: pytest.FixtureRequest) -> Seen:
    """Each packet in turn."""
    (language, beside), profile = request.param
    printed = made.lay_out(made.packet(language, beside), profile=profile)
    return Seen(printed, profile, read(printed.pdf), spoken(printed.pdf))


class TestAPacket:
    def test_has_a_glyph_for_everything(self, seen: Seen) -> None:
        allowed = ALLOWED.get(seen.profile, ())
        assert [fault for fault in seen.printed.faults if fault.kind not in allowed] == []
        assert [glyph for glyph in seen.glyphs if glyph.number == 0] == []
        assert {glyph.page for glyph in seen.glyphs} == set(range(1, seen.printed.pages + 1))

    def test_keeps_to_its_columns(self, seen: Seen) -> None:
        boxes = _line_boxes(seen.said)
        assert len(boxes) > 50
        assert _touching(boxes) == []

    def test_keeps_off_the_edges(self, seen: Seen) -> None:
        assert [glyph for glyph in seen.glyphs if _outside(glyph, Paper.LETTER)] == []


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("language", ["es", "ar", "km"])
def test_a4_has_its_own_edges(language: str, profile: Profile) -> None:
    printed = made.lay_out(made.packet(language, "en"), profile=profile, paper=Paper.A4)
    assert [glyph for glyph in read(printed.pdf) if _outside(glyph, Paper.A4)] == []


def test_words_wider_than_any_column_are_reported() -> None:
    endless = "W" * 300
    printed = made.lay_out(made.packet("en", name=endless), profile=Profile.LARGE_PRINT)
    assert [glyph for glyph in read(printed.pdf) if _outside(glyph, Paper.LETTER)] == []
    assert {fault.kind for fault in printed.faults} <= {FaultKind.TOO_WIDE, FaultKind.TOO_LONG}


def _outside(glyph: Glyph, paper: Paper) -> bool:
    width, height = SIZES[paper]
    left, bottom, right, top = glyph.ink
    return left < EDGE or right > width - EDGE or bottom < EDGE or top > height - EDGE


Box = tuple[int, float, float, float, str]
"""Page, height of the line, left, right, words."""


def _line_boxes(elements: list[Spoken]) -> list[Box]:
    found = []
    for said in elements:
        for line in lines(said):
            left = min(glyph.ink[0] for glyph in line)
            right = max(glyph.ink[2] for glyph in line)
            found.append((line[0].page, line[0].y, left, right, said.words[:40]))
    return sorted(found)


def _touching(boxes: list[Box]) -> list[tuple[Box, Box]]:
    """Lines of different elements on one height that leave no gap between them."""
    rows: list[list[Box]] = []
    for box in boxes:
        if rows and rows[-1][0][0] == box[0] and box[1] - rows[-1][0][1] < 2:
            rows[-1].append(box)
        else:
            rows.append([box])
    return [
        (one, other)
        for row in rows
        for one, other in pairwise(sorted(row, key=lambda box: box[2]))
        if other[2] - one[3] < GAP
    ]
