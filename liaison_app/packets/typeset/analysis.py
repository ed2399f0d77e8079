"""What is known of a paragraph whatever the width of its column: glyphs, and where it may break."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from liaison_app.language.bidi import Embedded, embed
from liaison_app.language.languages import direction_of
from liaison_app.packets.typeset.breaking import line_ends
from liaison_app.packets.typeset.characters import HANGING, HARD_BREAK, clean
from liaison_app.packets.typeset.runs import Run, itemise
from liaison_app.packets.typeset.shaping import Glyphs, shape
from liaison_app.remembered import remembered

if TYPE_CHECKING:
    from liaison_app.packets.content import Span

Weights = tuple[tuple[int, bool], ...]
"""Where each stretch of one weight ends, and whether it is bold."""


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph:
    """A paragraph without hard line ends, shaped in one line.

    Attributes:
        words: its characters.
        shown: those that are shaped, equally many: what no face has is replaced.
        language: BCP 47 tag.
        embedded: the bidi levels.
        runs: its runs, with the glyphs of each.
        ends: where a line may end.
        before: for each place between characters, the width of all before it.
        reach: the same for each of `ends`, spaces that hang over left out.
        missing: characters that no face has.
    """

    words: str
    shown: str
    language: str
    embedded: Embedded
    runs: tuple[tuple[Run, Glyphs], ...]
    ends: list[int]
    before: list[float]
    reach: list[float]
    missing: str


def paragraphs(spans: tuple[Span, ...], *, bold: bool) -> list[tuple[str, Weights]]:
    """The words between hard line ends, with their weights."""
    found: list[tuple[str, Weights]] = []
    words = ""
    weights: list[tuple[int, bool]] = []
    for span in spans:
        for number, part in enumerate(HARD_BREAK.split(clean(span.words))):
            if number:
                found.append((words, tuple(weights)))
                words, weights = "", []
            if part:
                words += part
                weights.append((len(words), bold or span.bold))
    found.append((words, tuple(weights)))
    return found


@remembered(64)  # a table asks for several widths at once; lines are kept longer
def analyse(words: str, weights: Weights, language: str) -> Paragraph:
    """Everything about a paragraph that does not depend on the width of its column."""
    embedded = embed(words, int(direction_of(language) == "rtl"))
    itemised = itemise(words, weights, language, embedded)
    shown = itemised.text
    runs = tuple(
        (run, shape(shown, run.start, run.end, run=run, level=run.level, language=language))
        for run in itemised.runs
    )
    advances = [0.0] * len(words)
    for _, glyphs in runs:
        for at, advance in zip(glyphs.ats, glyphs.advances, strict=True):
            advances[at] += advance
    before = [0.0, *accumulate(advances)]
    ends = line_ends(words, language) if words else []
    reach = [before[trimmed(words, 0, end)] for end in ends]
    return Paragraph(words, shown, language, embedded, runs, ends, before, reach, itemised.missing)


def trimmed(words: str, start: int, end: int) -> int:
    """Where the line [start, end) ends without the spaces that hang over."""
    while end > start and words[end - 1] in HANGING:
        end -= 1
    return end
