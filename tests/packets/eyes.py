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

_SPACE, _COLUMNS = 1 / 8, 1.0  # em: gaps wider than this part words, or columns
_WESTERN = str.maketrans(FIGURES, "0123456789" * 3)


def western(words: str) -> str:
    """The same words with figures as the West writes them."""
    return words.translate(_WESTERN)


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
                    seen = western(character)
                    assert found.setdefault(drawn, seen) == seen or character in FIGURES[10:]
    assert NOTHING not in found
    return found


def rows(glyphs: Iterable[Glyph]) -> list[str]:
    """The rows of a page as an eye reads figures: left to right, Western figures, ASCII signs.

    A row is what stands on one height in one size: not the words that lie large and grey behind it.
    What is neither figure nor sign is `OTHER`; a gap is a space. Call it with one page's glyphs.
    """
    known = shapes()
    heights: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.y):
        row = next((row for row in heights[-8:] if _same_row(row[0], glyph)), None)
        if row is None:
            heights.append([glyph])
        else:
            row.append(glyph)
    return [_row(sorted(height, key=lambda glyph: glyph.x), known) for height in heights]


def _same_row(one: Glyph, other: Glyph) -> bool:
    return one.y - other.y < other.size / 5 and 0.6 < one.size / other.size < 1.7


def _row(height: list[Glyph], known: dict[str, str]) -> str:
    said, reached = [], height[0].x
    for glyph in height:
        gap = (glyph.x - reached) / glyph.size
        if gap > _SPACE:
            said.append(f" {OTHER} " if gap > _COLUMNS else " ")
        said.append(" " if glyph.outline == NOTHING else known.get(glyph.outline, OTHER))
        reached = max(reached, glyph.x + glyph.advance)
    return re.sub(r"\s+", " ", "".join(said)).strip()


def all_rows(glyphs: list[Glyph]) -> list[str]:
    """The rows of all pages."""
    pages = sorted({glyph.page for glyph in glyphs})
    return [row for page in pages for row in rows(glyph for glyph in glyphs if glyph.page == page)]


def times_seen(glyphs: list[Glyph], figures: str) -> int:
    """How often a reader sees these figures and signs from left to right, on all pages.

    A longer number that has them inside does not count.
    """
    wanted = re.compile(rf"(?<![0-9]){re.escape(figures)}(?![0-9])")
    return sum(len(wanted.findall(row)) for row in all_rows(glyphs))
