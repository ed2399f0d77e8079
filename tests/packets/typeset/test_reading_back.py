"""Text is searched, copied and read aloud as it was written.

Exact in the languages that are written from left to right. For the others each reader of PDF has
its own guess at the order of words, so there the characters of each word are held against the text,
and screen readers get the words from the structure.
"""

from __future__ import annotations

import io
import re

import pypdfium2
import pytest
from pypdf import PdfReader

from tests.packets.reading import read
from tests.packets.typeset import oracle, sheet

LTR = [tag for tag in sorted(oracle.samples()) if tag not in oracle.RTL]


def by_pypdf(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def by_pdfium(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def bare(words: str) -> str:
    return re.sub(r"[\s\u00ad\u200b\u200e\u2066-\u2069]", "", words)


def page(language: str, width: float) -> bytes:
    words = oracle.samples()[language].words
    return sheet.of_paragraphs([sheet.paragraph(one, language) for one in words], width)


@pytest.mark.parametrize("language", LTR)
def test_the_text_is_exact_in_pypdf(language: str) -> None:
    for width in (316.0, 120.0):
        assert bare(by_pypdf(page(language, width))) == bare("".join(said(language)))


@pytest.mark.parametrize("language", LTR)
def test_the_text_is_exact_in_pdfium(language: str) -> None:
    for width in (316.0, 120.0):
        assert unhyphened(by_pdfium(page(language, width))) == unhyphened("".join(said(language)))


def unhyphened(words: str) -> str:
    """Without hyphens: to PDFium, one at the end of a line was put there to break a word."""
    return re.sub("[-\x02\ufffe]", "", bare(words))


def said(language: str) -> tuple[str, ...]:
    return oracle.samples()[language].words


@pytest.mark.parametrize("language", oracle.RTL)
def test_every_character_is_in_the_file_once(language: str) -> None:
    for words in said(language):
        for line in sheet.layout(words, language, 200.0).lines:
            kept = "".join(glyph.text for glyph in read(sheet.of_lines([line])))
            assert sorted(bare(kept)) == sorted(bare(line.words))
            assert "\u200b" not in kept


@pytest.mark.parametrize(("words", "language"), [("School starts", "en"), ("یک دو", "fa")])
def test_words_at_line_ends_do_not_run_together(words: str, language: str) -> None:
    """Readers that follow the structure join what is drawn, and know nothing of lines."""
    lines = sheet.layout(words, language, 20.0 if language == "fa" else 50.0).lines
    assert len(lines) == 2
    first, second = ([glyph.text for glyph in read(sheet.of_lines([line]))] for line in lines)
    drawn = [*first, *second] if language == "en" else [*first[::-1], *second[::-1]]
    assert "".join(drawn) == words


def test_a_number_is_copied_without_invisible_controls() -> None:
    words = "Call \u2066(612)\u00a0555-0142\u2069 today"
    made = sheet.of_paragraphs([sheet.paragraph(words, "en")])
    assert "Call (612)\u00a0555-0142 today" in by_pypdf(made)


def test_the_file_is_the_same_each_time() -> None:
    assert page("ar", 200.0) == page("ar", 200.0)
