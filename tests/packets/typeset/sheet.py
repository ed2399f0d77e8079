"""Lines and paragraphs on a page of their own, read back as a reader of the file sees them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from liaison_app.packets.content import Text, text
from liaison_app.packets.typeset.lines import Layout, Line, lay_out
from liaison_app.packets.typeset.paragraph import ShapedParagraph, TextStyle, show

if TYPE_CHECKING:
    from tests.packets.reading import Glyph

SIZE = 12.0


def layout(words: str, language: str, width: float, *, bold: bool = False) -> Layout:
    """Words broken at a width in points."""
    return lay_out(text(words, language).spans, language, bold, width / SIZE * 1000)


def of_lines(lines: list[Line], *, page: tuple[float, float] = (700.0, 20000.0)) -> bytes:
    """Each line at the left end of its own baseline: the first 100 points up, 100 apart."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=page, invariant=1)
    show(canvas, SIZE, [(0.0, 100.0 * at, line) for at, line in enumerate(lines, 1)])
    canvas.save()
    return made.getvalue()


def lines_of(glyphs: list[Glyph], lines: int) -> list[list[Glyph]]:
    """The glyphs of each line of `of_lines`."""
    found: list[list[Glyph]] = [[] for _ in range(lines)]
    for glyph in glyphs:
        found[round(glyph.y / 100) - 1].append(glyph)
    return found


def from_line(glyph: Glyph) -> tuple[float, float, float, float]:
    """The ink of a glyph of `of_lines` from the left end of its line, in points."""
    baseline = round(glyph.y / 100) * 100
    left, bottom, right, top = glyph.ink
    return left, bottom - baseline, right, top - baseline


def of_paragraphs(paragraphs: list[ShapedParagraph], width: float = 316.0) -> bytes:
    """Paragraphs below one another, on as many pages as they need."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(width + 80, 842.0), invariant=1)
    top = 800.0
    for paragraph in paragraphs:
        _, height = paragraph.wrapOn(canvas, width, 10000.0)
        if top - height < 40:
            canvas.showPage()
            top = 800.0
        paragraph.drawOn(canvas, 40.0, top - height)
        top -= height
    canvas.save()
    return made.getvalue()


def paragraph(words: str | Text, language: str = "en", **style: Any) -> ShapedParagraph:
    """A paragraph of the usual size."""
    said = text(words, language) if isinstance(words, str) else words
    return ShapedParagraph(said, TextStyle(SIZE, language, **style))


def contents(pdf: bytes) -> bytes:
    """The operators of the first page."""
    stream = PdfReader(io.BytesIO(pdf)).pages[0].get_contents()
    assert stream is not None
    return stream.get_data()
