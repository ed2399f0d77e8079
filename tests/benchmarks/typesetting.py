"""Setting pages of text, as ratios to what HarfBuzz alone needs to shape the same words.

A page is as full of text as it can be, which no packet is. `known` paragraphs were laid out before,
as most of a packet is for every family; `new` ones never.
"""

from __future__ import annotations

import io
from functools import partial
from typing import TYPE_CHECKING

import uharfbuzz as hb
from reportlab.pdfgen.canvas import Canvas

from liaison_app.packets.content import text
from liaison_app.packets.typeset.faces import first_face
from liaison_app.packets.typeset.paragraph import ShapedParagraph, TextStyle
from liaison_app.remembered import forget
from tests.benchmarks.measuring import median, tell, times
from tests.packets.typeset.oracle import samples

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = {"en": 12.0, "ar": 20.0, "km": 12.0, "ur": 0.0, "zh-Hans": 0.0, "uk": 0.0}
PAGES = 12
WIDTH, HEIGHT = 500.0, 740.0  # points


def run() -> None:
    """Print the figures."""
    for language, promised in LANGUAGES.items():
        words = list(_words(language))
        raw = median(times(partial(_shape_only, words, language), 9))
        _set(words, language)
        known = median(times(partial(_set, words, language), 9))
        new = median(times(partial(_set_new, words, language), 5))
        tell(f"{language}: {PAGES} pages, HarfBuzz alone", raw, "ms")
        tell("   known paragraphs, as a ratio", known / raw, "times", promised or None)
        tell("   known paragraphs", PAGES / known * 1000, "pages/s")
        tell("   new paragraphs, as a ratio", new / raw, "times")


def _words(language: str) -> Iterator[str]:
    """Different paragraphs that fill the pages."""
    sample = samples()[language].words[1]
    style = TextStyle(12, language)
    height = 0.0
    number = 0
    while height < PAGES * HEIGHT:
        number += 1
        words = f"{sample} {number}"
        yield words
        height += ShapedParagraph(text(words, language), style).wrap(WIDTH, HEIGHT)[1]


def _shape_only(words: list[str], language: str) -> None:
    font = first_face(language, bold=False).font
    for one in words:
        buffer = hb.Buffer()
        buffer.add_str(one)
        buffer.guess_segment_properties()
        hb.shape(font, buffer, {})
        _ = buffer.glyph_infos, buffer.glyph_positions


def _set_new(words: list[str], language: str) -> None:
    forget()
    _set(words, language)


def _set(words: list[str], language: str) -> None:
    style = TextStyle(12, language)
    canvas = Canvas(io.BytesIO(), invariant=1)
    top = 0.0
    for one in words:
        paragraph = ShapedParagraph(text(one, language), style)
        _, height = paragraph.wrap(WIDTH, HEIGHT)
        if top + height > HEIGHT:
            canvas.showPage()
            top = 0.0
        paragraph.drawOn(canvas, 40, 800 - top - height)
        top += height
    canvas.save()
