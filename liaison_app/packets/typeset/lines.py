"""Lines: a paragraph broken at a width, each line as what a PDF needs to draw it.

A line that HarfBuzz lets be cut out is cut out of the paragraph's glyphs, any other is shaped anew,
and every line is measured as it will be drawn.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.language.bidi import line_levels, visual_order
from liaison_app.packets.content import FaultKind, Span
from liaison_app.packets.typeset.analysis import Paragraph, analyse, paragraphs, trimmed
from liaison_app.packets.typeset.breaking import tears
from liaison_app.packets.typeset.characters import SOFT_HYPHEN
from liaison_app.packets.typeset.encoding import Part, Piece, encode
from liaison_app.packets.typeset.faces import first_face
from liaison_app.packets.typeset.shaping import Glyphs, shape
from liaison_app.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.packets.typeset.runs import Run

_TOLERANCE = 0.5  # thousandths of an em: less than a rounding shows on paper

Faults = tuple[tuple[FaultKind, str], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line, lengths in thousandths of an em.

    Attributes:
        pieces: what is drawn, from left to right.
        width: without the space at its end, which hangs over and has no ink.
        overhang: how far left of the line drawing begins: that space, when reading from the right.
        words: its characters in the order of reading.
    """

    pieces: tuple[Piece, ...]
    width: float
    overhang: float
    words: str


@dataclass(frozen=True, slots=True)
class Layout:
    """A paragraph in lines. `ascent` and `descent` in thousandths of an em, `leading` in em."""

    lines: tuple[Line, ...]
    ascent: float
    descent: float
    leading: float
    faults: Faults


@remembered(1024)  # what two packets in two languages have
def lay_out(spans: tuple[Span, ...], language: str, bold: bool, width: float) -> Layout:
    """Break a text into lines.

    Args:
        spans: its words.
        language: BCP 47 tag: gives direction, faces and manner of breaking.
        bold: whether all of it is bold.
        width: of the column in thousandths of an em.
    """
    face = first_face(language, bold=bold)
    lines: list[Line] = []
    runs: list[Run] = []
    missing, wide = "", []
    for words, weights in paragraphs(spans, bold=bold):
        paragraph = analyse(words, weights, language)
        broken, over = _break(paragraph, width)
        lines += broken
        runs += [run for run, _ in paragraph.runs]
        missing += paragraph.missing
        wide += over
    return Layout(
        lines=tuple(lines),
        ascent=face.ascent,
        descent=face.descent,
        leading=max([face.leading, *[run.face.leading for run in runs]]),
        faults=_faults(missing, wide),
    )


def _faults(missing: str, wide: list[str]) -> Faults:
    """Each missing character once, all in one fault; each cluster that is too wide once."""
    found = [(FaultKind.TOO_WIDE, cluster) for cluster in dict.fromkeys(wide)]
    if missing:
        found.insert(0, (FaultKind.NO_GLYPH, "".join(dict.fromkeys(missing))))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The characters [start, stop) of a paragraph as parts of a line, left to right."""

    parts: list[Part]
    width: float
    stop: int


def _break(paragraph: Paragraph, width: float) -> tuple[list[Line], list[str]]:
    """The lines, and the clusters that are wider than the column."""
    lines: list[Line] = []
    wide: list[str] = []
    start, last = 0, len(paragraph.words)
    while start < last:
        end, drawn = _next_line(paragraph, start, width)
        words = paragraph.words[start : drawn.stop]
        if drawn.width > width + _TOLERANCE:
            wide.append(words)
        space = _space_beside(paragraph, drawn) if drawn.stop < end < last else None
        parts, overhang = drawn.parts, 0.0
        if space and paragraph.embedded.base:
            parts, overhang = [space, *parts], space.glyphs.advances[0]
        elif space:
            parts = [*parts, space]
        lines.append(Line(encode(parts, paragraph.words), drawn.width, overhang, words))
        start = end
    return lines or [Line((), 0.0, 0.0, "")], wide


def _next_line(paragraph: Paragraph, start: int, width: float) -> tuple[int, _Drawn]:
    """Where the line that begins here ends: after a word, else inside one; and how it is drawn."""
    limit = paragraph.before[start] + width + _TOLERANCE
    first = bisect_right(paragraph.ends, start)
    for number in range(bisect_right(paragraph.reach, limit, first) - 1, first - 1, -1):
        drawn = _draw(paragraph, start, paragraph.ends[number])
        if drawn.width <= width + _TOLERANCE:
            return paragraph.ends[number], drawn
    for end in _torn(paragraph, start, paragraph.ends[first], limit):
        drawn = _draw(paragraph, start, end)
        if drawn.width <= width + _TOLERANCE:
            break
    return end, drawn


def _torn(paragraph: Paragraph, start: int, end: int, limit: float) -> Iterator[int]:
    """Where a word may be torn, best first; spaces after it stay with its last letter."""
    stop = trimmed(paragraph.words, start, end)
    for lengths in tears(paragraph.words[start:stop], paragraph.language):
        places = [*(start + length for length in lengths[:-1]), end]
        yield from reversed([place for place in places if paragraph.before[place] <= limit])
    yield places[0]


def _draw(paragraph: Paragraph, start: int, end: int) -> _Drawn:
    """The parts of the line [start, end)."""
    stop = trimmed(paragraph.words, start, end)
    parts: list[Part] = []
    levels: list[int] = []
    for run, glyphs, first, last, level in _stretches(paragraph, start, stop):
        hyphen = last == stop and paragraph.words[stop - 1] == SOFT_HYPHEN
        cut = glyphs.cut(first, last) if level == run.level and not hyphen else None
        if cut is None:
            cut = shape(
                paragraph.shown[start : stop - hyphen] + _hyphen(run) * hyphen,
                first - start,
                last - start,
                run=run,
                level=level,
                language=paragraph.language,
                offset=start,
            )
        parts.append(Part(run.face, run.stroked, cut))
        levels.append(level)
    ordered = [parts[at] for at in visual_order(levels)]
    return _Drawn(ordered, sum(sum(part.glyphs.advances) for part in ordered), stop)


def _stretches(
    paragraph: Paragraph, start: int, stop: int
) -> Iterator[tuple[Run, Glyphs, int, int, int]]:
    """Runs cut at the ends of the line, and where its trailing spaces change the level (L1)."""
    plain = paragraph.embedded.plain
    levels = [] if plain else line_levels(paragraph.embedded, start, stop)
    for run, glyphs in paragraph.runs:
        first, end = max(run.start, start), min(run.end, stop)
        while first < end:
            last, level = end, 0
            if not plain:
                level = levels[first - start]
                last = next((at for at in range(first, end) if levels[at - start] != level), end)
            yield run, glyphs, first, last, level
            first = last


def _hyphen(run: Run) -> str:
    return "\u2010" if 0x2010 in run.face.characters else "-"


def _space_beside(paragraph: Paragraph, drawn: _Drawn) -> Part | None:
    """An inkless space for the end of a line, so that copied lines keep their words apart."""
    if not drawn.parts:
        return None
    rtl = bool(paragraph.embedded.base)
    beside, at = drawn.parts[0 if rtl else -1], drawn.stop
    glyph = beside.face.font.get_nominal_glyph(ord(" "))
    if glyph is None:
        return None
    width = beside.face.advances[glyph]
    return Part(
        beside.face, beside.stroked, Glyphs(at, at + 1, rtl, [glyph], [at], [width], [0], [0], [])
    )
