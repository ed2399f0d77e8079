"""What HarfBuzz says when it is asked line by line: nothing cut out of a longer text, no cache.

Faces, scripts and clusters are found here in another way than in the program: from the samples'
own list of families, fontTools' script property, and Unicode's general categories.
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import uharfbuzz as hb
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from fontTools.unicodedata import script

from liaison_app.language.bidi import embed, line_levels, visual_order

if TYPE_CHECKING:
    from collections.abc import Iterator

CHECKOUT = Path(__file__).parent.parent.parent.parent
FONTS = CHECKOUT / "resources" / "fonts"
RTL = ("ar", "prs", "ps", "fa", "ur", "he", "yi")


@dataclass(frozen=True)
class Sample:
    """Words in a language, and the family they have to be set in."""

    language: str
    family: str
    words: tuple[str, ...]

    @property
    def base(self) -> int:
        """The level of its paragraphs."""
        return int(self.language in RTL)


@cache
def samples() -> dict[str, Sample]:
    path = CHECKOUT / "tests" / "fixtures" / "packets" / "sample_texts.json"
    entries = json.loads(path.read_text("utf-8"))["texts"]
    return {
        entry["language"]: Sample(entry["language"], entry["family"], tuple(entry["words"]))
        for entry in entries
    }


@dataclass(frozen=True)
class Contour:
    """One closed curve of a line.

    Attributes:
        shape: its points from the first one on, as text.
        x: where the first one is, in thousandths of an em from the left end of the line.
        y: the same, above the line.
    """

    shape: str
    x: float
    y: float


def line(sample: Sample, words: str, start: int, end: int) -> tuple[list[Contour], float]:
    """What words[start:end] draw as a line of their own, from left to right, and its width."""
    levels = line_levels(embed(words, sample.base), start, end)
    scripts = _scripts(words)[start:end]
    faces = _faces(words[start:end], sample.family)
    keys = list(zip(faces, scripts, levels, strict=True))
    runs = []
    for key, same in groupby(range(end - start), keys.__getitem__):
        places = list(same)
        runs.append((*key, places[0], places[-1] + 1))
    pen, drawn = 0.0, []
    for at in visual_order([level for _, _, level, _, _ in runs]):
        family, name, level, first, last = runs[at]
        font, _ = _font(family)
        buffer = hb.Buffer()
        buffer.add_str(words[start:end], first, last - first)
        buffer.direction = "rtl" if level & 1 else "ltr"
        buffer.script, buffer.language = name, sample.language
        hb.shape(font, buffer, {})
        scale = 1000 / font.face.upem
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            x, y = pen + place.x_offset * scale, place.y_offset * scale
            font_file = _outlines(family)
            for shape, left, bottom in contours(font_file, font_file.getGlyphName(info.codepoint)):
                drawn.append(Contour(shape, x + left * scale, y + bottom * scale))
            pen += place.x_advance * scale
    return drawn, pen


def _scripts(words: str) -> list[str]:
    found = [script(character) for character in words]
    known = [name for name in found if name not in {"Zyyy", "Zinh"}]
    current = known[0] if known else "Zyyy"
    for at, name in enumerate(found):
        current = found[at] = current if name in {"Zyyy", "Zinh"} else name
    return found


def _faces(words: str, family: str) -> list[str]:
    """The family of each character: marks and joiners go with their letter."""
    clusters: list[str] = []
    for character in words:
        if clusters and unicodedata.category(character) in {"Mn", "Mc", "Me", "Cf"}:
            clusters[-1] += character
        else:
            clusters.append(character)
    chosen = []
    for cluster in clusters:
        needed = {ord(one) for one in cluster if unicodedata.category(one) != "Cf"}
        found = next(one for one in (family, "NotoSans") if needed <= _font(one)[1])
        chosen += [found] * len(cluster)
    return chosen


@cache
def _font(family: str) -> tuple[Any, frozenset[int]]:
    face = hb.Face(hb.Blob.from_file_path(str(FONTS / f"{family}-Regular.ttf")))
    return hb.Font(face), frozenset(face.unicodes)


@cache
def _outlines(family: str) -> TTFont:
    return TTFont(FONTS / f"{family}-Regular.ttf", lazy=True)


def contours(font: TTFont, glyph: str) -> list[tuple[str, float, float]]:
    """Each closed curve of a glyph: its shape, and where it begins in the font's units."""
    known = vars(font).setdefault("known_contours", {})
    if glyph not in known:
        glyphs = font.getGlyphSet()
        pen = DecomposingRecordingPen(glyphs)
        glyphs[glyph].draw(pen)
        known[glyph] = list(_closed(pen.value))
    return list(known[glyph])


def _closed(drawn: list[tuple[str, Any]]) -> Iterator[tuple[str, float, float]]:
    curve: list[tuple[str, Any]] = []
    for operator, points in drawn:
        curve.append((operator, points))
        if operator == "closePath":
            x, y = next(point for _, points in curve for point in points if point)
            moved = [
                (operator, [point and (point[0] - x, point[1] - y) for point in points])
                for operator, points in curve
            ]
            yield repr(moved), x, y
            curve = []
