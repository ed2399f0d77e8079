"""What a reader sees on a page: figures and signs told by their shape, from left to right."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from fontTools.ttLib import TTFont

from liaison_app import shipped
from tests.packets.embedded import NOTHING, outline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.packets.reading import Glyph

FIGURES = "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"
SIGNS = "()+-:./"
OTHER = "·"
"""Stands for whatever is neither a figure nor one of the signs."""

_WESTERN = str.maketrans(FIGURES, "0123456789" * 3)


@cache
def shapes() -> dict[str, str]:
    """What each outline of a figure or sign in a shipped face looks like to a reader."""
    found: dict[str, str] = {}
    for path in sorted((shipped.resources() / "fonts").glob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            names = font.getBestCmap()
            for character in FIGURES + SIGNS:
                if ord(character) in names:
                    drawn = outline(font, names[ord(character)])
                    seen = character.translate(_WESTERN)
                    assert found.setdefault(drawn, seen) == seen or character in FIGURES[10:]
    assert NOTHING not in found
    return found


def rows(glyphs: Iterable[Glyph]) -> list[str]:
    """The rows of a page as an eye reads figures: left to right, Western figures, ASCII signs.

    A row is what stands on one height. What is neither figure nor sign is `OTHER`; a gap is a
    space. Call it with the glyphs of one page.
    """
    known = shapes()
    heights: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.y):
        if heights and heights[-1][0].y - glyph.y < glyph.size / 5:
            heights[-1].append(glyph)
        else:
            heights.append([glyph])
    return [_row(sorted(height, key=lambda glyph: glyph.x), known) for height in heights]


def _row(height: list[Glyph], known: dict[str, str]) -> str:
    said, reached = [], height[0].x
    for glyph in height:
        if glyph.x - reached > glyph.size / 8:
            said.append(" ")
        said.append(" " if glyph.outline == NOTHING else known.get(glyph.outline, OTHER))
        reached = max(reached, glyph.x + glyph.advance)
    return re.sub(r"\s+", " ", "".join(said)).strip()


def times_seen(glyphs: list[Glyph], figures: str) -> int:
    """How often a reader sees these figures and signs from left to right, on all pages.

    A longer number that has them inside does not count.
    """
    wanted = re.compile(rf"(?<![0-9]){re.escape(figures)}(?![0-9])")
    pages = sorted({glyph.page for glyph in glyphs})
    return sum(
        len(wanted.findall(row))
        for page in pages
        for row in rows(glyph for glyph in glyphs if glyph.page == page)
    )
