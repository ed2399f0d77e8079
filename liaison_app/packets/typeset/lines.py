"""Lines: a paragraph broken at a width, each line as what a PDF needs to draw it.

What depends on the words alone (runs, glyphs, places to break) is found once per text, whatever the
width; a line that HarfBuzz lets be cut out is cut out of the paragraph's glyphs, any other is
shaped anew, and every line is measured as it will be drawn.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from liaison_app.language.bidi import Embedded, embed, line_levels, visual_order
from liaison_app.language.languages import direction_of
from liaison_app.packets.content import FaultKind, Span
from liaison_app.packets.typeset.breaking import cluster_ends, line_ends
from liaison_app.packets.typeset.characters import HANGING, HARD_BREAK, SOFT_HYPHEN, clean
from liaison_app.packets.typeset.encoding import Part, Piece, encode
from liaison_app.packets.typeset.faces import first_face
from liaison_app.packets.typeset.runs import Run, itemise
from liaison_app.packets.typeset.shaping import Glyph, shape

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOLERANCE = 0.5  # thousandths of an em: less than a rounding shows on paper

Faults = tuple[tuple[FaultKind, str], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line, lengths in thousandths of an em.

    Attributes:
        pieces: what is drawn, from left to right.
        width: without the space at its end, which hangs over and has no ink.
        words: its characters in the order of reading.
    """

    pieces: tuple[Piece, ...]
    width: float
    words: str


@dataclass(frozen=True, slots=True)
class Layout:
    """A paragraph in lines. `ascent` and `descent` in thousandths of an em, `leading` in em."""

    lines: tuple[Line, ...]
    ascent: float
    descent: float
    leading: float
    stroked: bool
    faults: Faults


@lru_cache(maxsize=2048)
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
        runs += paragraph.runs
        missing += paragraph.missing
        wide += over
    return Layout(
        lines=tuple(lines),
        ascent=face.ascent,
        descent=face.descent,
        leading=max([face.leading, *[run.face.leading for run in runs]]),
        stroked=any(run.stroked for run in runs),
        faults=_faults(missing, wide),
    )


def _faults(missing: str, wide: list[str]) -> Faults:
    """Each missing character once, all in one fault; each cluster that is too wide once."""
    found = [(FaultKind.TOO_WIDE, cluster) for cluster in dict.fromkeys(wide)]
    if missing:
        found.insert(0, (FaultKind.NO_GLYPH, "".join(dict.fromkeys(missing))))
    return tuple(found)


def forget() -> None:
    """Drop every text that was laid out: names are in them, and the workspace is being locked."""
    lay_out.cache_clear()
    analyse.cache_clear()


Weights = tuple[tuple[int, bool], ...]


def paragraphs(spans: tuple[Span, ...], *, bold: bool) -> list[tuple[str, Weights]]:
    """The words between hard line ends, each with where a weight ends and whether it is bold."""
    found: list[tuple[str, Weights]] = []
    words = ""
    weights: list[tuple[int, bool]] = []
    for span in spans:
        parts = HARD_BREAK.split(clean(span.words))
        for number, part in enumerate(parts):
            if number:
                found.append((words, tuple(weights)))
                words, weights = "", []
            if part:
                words += part
                weights.append((len(words), bold or span.bold))
    found.append((words, tuple(weights)))
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph:
    """What is known of a paragraph whatever its width.

    Attributes:
        words: its characters; `shown` are those that are shaped, equally many.
        embedded: their bidi levels.
        runs: the runs, and in `glyphs` the glyphs of each.
        ends: where a line may end.
        before: for each place between characters, the width of all before it.
        reach: the same for each of `ends`, spaces that hang over left out.
        missing: characters that no face has.
    """

    words: str
    shown: str
    language: str
    embedded: Embedded
    runs: tuple[Run, ...]
    glyphs: tuple[list[Glyph], ...]
    ends: list[int]
    before: list[float]
    reach: list[float]
    missing: str


@lru_cache(maxsize=512)
def analyse(words: str, weights: Weights, language: str) -> Paragraph:
    """Everything about a paragraph that does not depend on the width of its column."""
    embedded = embed(words, int(direction_of(language) == "rtl"))
    itemised = itemise(words, weights, language, embedded)
    glyphs = tuple(
        shape(itemised.text, run.start, run.end, run=run, level=run.level, language=language)
        for run in itemised.runs
    )
    advances = [0.0] * len(words)
    for glyph in (glyph for run in glyphs for glyph in run):
        advances[glyph.at] += glyph.advance
    before = [0.0, *accumulate(advances)]
    ends = line_ends(words, language) if words else []
    return Paragraph(
        words=words,
        shown=itemised.text,
        language=language,
        embedded=embedded,
        runs=itemised.runs,
        glyphs=glyphs,
        ends=ends,
        before=before,
        reach=[before[_trimmed(words, 0, end)] for end in ends],
        missing=itemised.missing,
    )


def _trimmed(words: str, start: int, end: int) -> int:
    """Where the line [start, end) ends without the spaces that hang over."""
    while end > start and words[end - 1] in HANGING:
        end -= 1
    return end


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
        parts = _with_space(paragraph, drawn) if drawn.stop < end < last else drawn.parts
        lines.append(Line(encode(parts, paragraph.words), drawn.width, words))
        start = end
    return lines or [Line((), 0.0, "")], wide


def _next_line(paragraph: Paragraph, start: int, width: float) -> tuple[int, _Drawn]:
    """Where the line that begins here ends: after a word, else inside one; and how it is drawn."""
    limit = paragraph.before[start] + width + _TOLERANCE
    first = bisect_right(paragraph.ends, start)
    for number in range(bisect_right(paragraph.reach, limit, first) - 1, first - 1, -1):
        drawn = _draw(paragraph, start, paragraph.ends[number])
        if drawn.width <= width + _TOLERANCE:
            return paragraph.ends[number], drawn
    torn = _torn(paragraph, start, paragraph.ends[first])
    for end in reversed([end for end in torn if paragraph.before[end] <= limit] or torn[:1]):
        drawn = _draw(paragraph, start, end)
        if drawn.width <= width + _TOLERANCE or end == torn[0]:
            break
    return end, drawn


def _torn(paragraph: Paragraph, start: int, end: int) -> list[int]:
    """Where a word may be torn; spaces after it stay with its last letter."""
    stop = _trimmed(paragraph.words, start, end)
    inside = [start + length for length in cluster_ends(paragraph.words[start:stop])]
    return [*inside[:-1], end]


def _draw(paragraph: Paragraph, start: int, end: int) -> _Drawn:
    """The parts of the line [start, end)."""
    stop = _trimmed(paragraph.words, start, end)
    shown = paragraph.shown[start:stop]
    hyphenated = shown.endswith(SOFT_HYPHEN)
    levels = line_levels(paragraph.embedded, start, stop)
    parts: list[tuple[int, Part]] = []
    for run, glyphs in zip(paragraph.runs, paragraph.glyphs, strict=True):
        for first, last, level in _same_levels(
            levels, start, max(run.start, start), min(run.end, stop)
        ):
            text = shown
            if hyphenated and last == stop:
                text = shown[:-1] + _hyphen(run)
            cut = (
                None
                if text is not shown or level != run.level
                else _slice(glyphs, run, first, last)
            )
            if cut is None:
                cut = shape(
                    text,
                    first - start,
                    last - start,
                    run=run,
                    level=level,
                    language=paragraph.language,
                    offset=start,
                )
            parts.append((level, Part(run.face, run.stroked, bool(level & 1), cut, last)))
    ordered = [parts[at][1] for at in visual_order([level for level, _ in parts])]
    width = sum(glyph.advance for part in ordered for glyph in part.glyphs)
    return _Drawn(ordered, width, stop)


def _same_levels(
    levels: list[int], offset: int, start: int, end: int
) -> Iterator[tuple[int, int, int]]:
    """Stretches of [start, end) in one level: the end of a line may change it inside a run."""
    while start < end:
        level = levels[start - offset]
        last = start + 1
        while last < end and levels[last - offset] == level:
            last += 1
        yield start, last, level
        start = last


def _slice(glyphs: list[Glyph], run: Run, start: int, end: int) -> list[Glyph] | None:
    """The glyphs of [start, end) out of a run's, None if they would be shaped otherwise alone."""
    if (start, end) == (run.start, run.end):
        return glyphs
    safe = {run.start, run.end, *[glyph.at for glyph in glyphs if glyph.safe]}
    safe.difference_update([glyph.at for glyph in glyphs if not glyph.safe])
    if start not in safe or end not in safe:
        return None
    return [glyph for glyph in glyphs if start <= glyph.at < end]


def _hyphen(run: Run) -> str:
    return "\u2010" if 0x2010 in run.face.characters else "-"


def _with_space(paragraph: Paragraph, drawn: _Drawn) -> list[Part]:
    """The parts with an inkless space beside the line: copied lines keep their words apart."""
    rtl = bool(paragraph.embedded.base)
    if not drawn.parts:
        return []
    beside = drawn.parts[0 if rtl else -1]
    glyph = beside.face.font.get_nominal_glyph(ord(" "))
    if glyph is None:
        return drawn.parts
    width = beside.face.advance(glyph)
    at = drawn.stop
    if rtl:
        space = Glyph(glyph, at, 0.0, -width, 0.0, safe=True)
        return [Part(beside.face, False, rtl, [space], at + 1), *drawn.parts]
    return [
        *drawn.parts,
        Part(beside.face, False, rtl, [Glyph(glyph, at, width, 0.0, 0.0, safe=True)], at + 1),
    ]
