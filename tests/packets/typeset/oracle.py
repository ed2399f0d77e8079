"""What HarfBuzz says when it is asked line by line: nothing cut out of a longer text, no cache.

Faces, scripts and clusters are found here in another way than in the program: from the samples'
own families, fontTools' script property, and Unicode's general categories.
"""

from __future__ import annotations

import re
import tomllib
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
RTL = ("ar", "prs", "ps", "fa", "ur", "he", "yi", "rhg")
_SPARE = {  # who writes ideographs and signs that a family lacks, as the dot in a foreign name
    "NotoSansSC": ("NotoSansTC", "NotoSansJP"),
    "NotoSansTC": ("NotoSansSC", "NotoSansJP"),
    "NotoSansKR": ("NotoSansTC", "NotoSansJP"),
}


# In these, Latin names and numbers are set in another family than the words around them.
_LATIN_IN_SANS = ("NotoNaskhArabic", "NotoNastaliqUrdu", *_SPARE, "NotoSansJP")


@dataclass(frozen=True)
class Sample:
    """Words in a language, and what they have to be set in.

    Attributes:
        language: BCP 47 tag.
        family: of the faces, for everybody.
        large: of the faces in large print.
        words: such as a packet has.
        hard: with marks, stacks, rare letters, long words.
    """

    language: str
    family: str
    large: str
    words: tuple[str, ...]
    hard: tuple[str, ...]

    @property
    def base(self) -> int:
        """The level of its paragraphs."""
        return int(self.language in RTL)

    @property
    def valued(self) -> str:
        """Its words with values in them, as a packet puts them in: each in an isolate."""
        name, number = "\u2068Maria Garcia\u2069", "\u2066(612)\u00a0555-0142\u2069"
        return f"{self.words[-2]} {name}: {number} {self.words[-1]}"

    def families(self, *, large: bool) -> tuple[str, ...]:
        """The families that its words may be set in, best first."""
        first = (self.large, "Andika") if large else (self.family,)
        return (*first, *_SPARE.get(self.family, ()), "NotoSans")


@cache
def samples() -> dict[str, Sample]:
    path = CHECKOUT / "tests" / "packets" / "samples.toml"
    return {
        tag: Sample(
            tag,
            entry["family"],
            entry.get("large", entry["family"]),
            tuple(entry["words"]),
            tuple(entry["hard"]),
        )
        for tag, entry in tomllib.loads(path.read_text("utf-8")).items()
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


def line(
    sample: Sample, words: str, start: int, end: int, *, bold: bool = False, large: bool = False
) -> tuple[list[Contour], float]:
    """What words[start:end] draw as a line of their own, from left to right, and its width."""
    levels = line_levels(embed(words, sample.base), start, end)
    scripts = _scripts(words)[start:end]
    files = _files(words, sample.families(large=large), bold=bold)[start:end]
    keys = list(zip(files, scripts, levels, strict=True))
    runs = []
    for key, same in groupby(range(end - start), keys.__getitem__):
        places = list(same)
        runs.append((*key, places[0], places[-1] + 1))
    pen, drawn = 0.0, []
    for at in visual_order([level for _, _, level, _, _ in runs]):
        file, name, level, first, last = runs[at]
        font, _ = _font(file)
        buffer = hb.Buffer()
        buffer.add_str(words[start:end], first, last - first)
        buffer.direction = "rtl" if level & 1 else "ltr"
        buffer.script, buffer.language = name, sample.language
        hb.shape(font, buffer, {})
        scale = 1000 / font.face.upem
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            x, y = pen + place.x_offset * scale, place.y_offset * scale
            font_file = _outlines(file)
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


def _files(words: str, families: tuple[str, ...], *, bold: bool) -> list[str]:
    """The font file of each character: one for a word, else marks go with their letter.

    What is between two spaces is no word in Chinese or Japanese.
    """
    files = [file for family in families if (file := _file(family, bold=bold))]
    chosen = []
    pieces = _VALUES_NAMES_AND_WORDS if families[0] in _LATIN_IN_SANS else _VALUES_AND_WORDS
    for word in pieces.findall(words):
        latin = unicodedata.name(word[0], "").startswith("LATIN")
        if (latin or word[0] in "\u2066\u2068") and families[0] in _LATIN_IN_SANS:
            chosen += [_file("NotoSans", bold=bold)] * len(word)
            continue
        asked = files[:1] if _IDEOGRAPHS.search(word) else files
        whole = next((file for file in asked if _needed(word) <= _font(file)[1]), "")
        for cluster in [word] if whole else _clusters(word):
            found = whole or next(file for file in files if _needed(cluster) <= _font(file)[1])
            chosen += [found] * len(cluster)
    return chosen


_VALUES_AND_WORDS = re.compile("[\u2066\u2068][^\u2069]*\u2069|[^\\s\u2066\u2068]+|\\s+")
_VALUES_NAMES_AND_WORDS = re.compile(
    "[\u2066\u2068][^\u2069]*\u2069|[A-Za-z]+(?: [A-Za-z]+)*|[^\\sA-Za-z\u2066\u2068]+|\\s+"
)
_IDEOGRAPHS = re.compile("[\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]")


def _needed(words: str) -> set[int]:
    return {ord(one) for one in words if unicodedata.category(one) != "Cf" and one < "\U000e0100"}


def _clusters(word: str) -> list[str]:
    clusters: list[str] = []
    for character in word:
        if clusters and unicodedata.category(character) in {"Mn", "Mc", "Me", "Cf"}:
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters


@cache
def _file(family: str, *, bold: bool) -> str:
    names = (f"{family}-Bold.ttf", f"{family}-Regular.ttf")[not bold :]
    return next((name for name in names if family and (FONTS / name).is_file()), "")


@cache
def _font(file: str) -> tuple[Any, frozenset[int]]:
    face = hb.Face(hb.Blob.from_file_path(str(FONTS / file)))
    return hb.Font(face), frozenset(face.unicodes)


@cache
def _outlines(file: str) -> TTFont:
    return TTFont(FONTS / file, lazy=True)


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
