"""Lines and paragraphs on a page of their own, read back as a reader of the file sees them."""

from __future__ import annotations

import io
from typing import Any

from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from liaison_app.packets.content import Text, text
from liaison_app.packets.typeset.lines import Layout, Line, lay_out
from liaison_app.packets.typeset.paragraph import ShapedParagraph, TextStyle
from liaison_app.packets.typeset.showing import show
from tests.packets.embedded import Embedded
from tests.packets.reading import read
from tests.packets.typeset.oracle import Contour, contours

SIZE = 12.0


def layout(words: str, language: str, width: float, *, bold: bool = False) -> Layout:
    """Words broken at a width in points."""
    return lay_out(text(words, language).spans, language, bold, width / SIZE * 1000)


def of_lines(lines: list[Line]) -> bytes:
    """Each line at the left end of its own baseline: the first 100 points up, 100 apart."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(700.0, 100.0 * len(lines) + 200), invariant=1)
    show(canvas, SIZE, [(0.0, 100.0 * at, line) for at, line in enumerate(lines, 1)])
    canvas.save()
    return made.getvalue()


def lines_of(pdf: bytes, lines: int) -> list[list[Contour]]:
    """What is drawn on each line of `of_lines`, from its left end, in thousandths of an em."""
    fonts = _fonts(pdf)
    found: list[list[Contour]] = [[] for _ in range(lines)]
    for glyph in read(pdf):
        assert glyph.number, f"a box for {glyph.text!r}"
        font = fonts[glyph.face]
        name, em = font.face.getGlyphName(glyph.number), font.units
        number = round(glyph.y / 100)
        for shape, left, bottom in contours(font.face, name):
            x = glyph.x / SIZE + left / em
            y = (glyph.y - 100 * number) / SIZE + bottom / em
            found[number - 1].append(Contour(shape, 1000 * x, 1000 * y))
    return found


def _fonts(pdf: bytes) -> dict[str, Embedded]:
    resources: Any = PdfReader(io.BytesIO(pdf)).pages[0]["/Resources"]
    fonts = [Embedded(font.get_object()) for font in resources["/Font"].values()]
    return {font.name: font for font in fonts}


def of_paragraphs(paragraphs: list[ShapedParagraph], width: float = 316.0) -> bytes:
    """Paragraphs below one another, on as many pages as they need."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(width + 80, 842.0), invariant=1)
    top = 800.0
    for paragraph in paragraphs:
        _, height = paragraph.wrap(width, 10000.0)
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
