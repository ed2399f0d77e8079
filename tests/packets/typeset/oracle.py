"""What HarfBuzz says when it is asked line by line: nothing cut out of a longer text, no cache.

Faces, scripts and clusters are found here in another way than in the program: from the samples'
own list of families, fontTools' script property, and Unicode's general categories.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import uharfbuzz as hb
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from fontTools.unicodedata import script

from liaison_app.language.bidi import embed, line_levels, visual_order
from tests.packets.embedded import outline

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
class Drawn:
    """A glyph with ink.

    Attributes:
        outline: identity of what is drawn, moved to where it is drawn from the pen.
        ink: left, bottom, right, top in thousandths of an em from the left end of the line.
    """

    outline: str
    ink: tuple[float, float, float, float]


def line(sample: Sample, words: str, start: int, end: int) -> tuple[list[Drawn], float]:
    """The glyphs of words[start:end] as a line of its own, from left to right, and its width."""
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
            shape, box = drawn_by(family, info.codepoint, place.x_offset, place.y_offset)
            if box:
                left, bottom, right, top = (side * scale for side in box)
                drawn.append(Drawn(shape, (pen + left, bottom, pen + right, top)))
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


@cache
def drawn_by(family: str, glyph: int, right: int, up: int) -> tuple[str, Any]:
    """The identity of what a glyph draws when it is moved, and its box; None without ink."""
    font = _outlines(family)
    glyphs, name = font.getGlyphSet(), font.getGlyphName(glyph)
    box = BoundsPen(glyphs)
    glyphs[name].draw(TransformPen(box, (1, 0, 0, 1, right, up)))
    if not right and not up:
        return outline(font, name), box.bounds
    pen = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(TransformPen(pen, (1, 0, 0, 1, right, up)))
    drawn = f"{font['head'].unitsPerEm} {pen.value!r}"
    return hashlib.sha256(drawn.encode()).hexdigest()[:16], box.bounds
