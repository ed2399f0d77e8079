"""Where lines stand beside each other, and whether anything runs out of its column or the paper."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from liaison_app.packets.content import Paper
from tests.packets.spoken import lines

if TYPE_CHECKING:
    from tests.packets.reading import Glyph
    from tests.packets.spoken import Spoken

SIZES = {Paper.A4: (595.28, 841.89), Paper.LETTER: (612.0, 792.0)}
EDGE = 18.0  # points that printers leave white
GAP = 2.0  # points between two columns


def outside(glyph: Glyph, paper: Paper) -> bool:
    """Whether a glyph has ink where printers leave the paper white."""
    width, height = SIZES[paper]
    left, bottom, right, top = glyph.ink
    return left < EDGE or right > width - EDGE or bottom < EDGE or top > height - EDGE


@dataclass(frozen=True)
class Box:
    """One line of an element: where its ink is from left to right, and on which height."""

    page: int
    y: float
    size: float
    left: float
    right: float
    words: str


def line_boxes(elements: list[Spoken]) -> list[Box]:
    """Every line of every element."""
    return [
        Box(
            page=line[0].page,
            y=line[0].y,
            size=line[0].size,
            left=min(glyph.ink[0] for glyph in line),
            right=max(glyph.ink[2] for glyph in line),
            words=said.words[:40],
        )
        for said in elements
        for line in lines(said)
    ]


def touching(boxes: list[Box]) -> list[tuple[Box, Box]]:
    """Lines that leave no gap between them, of different columns or one over the other."""
    by_page = groupby(sorted(boxes, key=attrgetter("page")), attrgetter("page"))
    return [pair for _, page in by_page for pair in combinations(page, 2) if _touch(*pair)]


def _touch(one: Box, other: Box) -> bool:
    level = abs(one.y - other.y) < max(one.size, other.size) / 2
    return level and one.left - GAP < other.right and other.left - GAP < one.right
