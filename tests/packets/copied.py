"""What somebody gets who copies a packet's words, in two readers that share nothing."""

from __future__ import annotations

import io
import re
from itertools import pairwise

import pypdfium2
from pypdf import PdfReader

_UNSEEN = re.compile(r"[\s\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u00ad]")


def bare(words: str) -> str:
    """Words without white space and without controls."""
    return _UNSEEN.sub("", words)


def by_pypdf(pdf: bytes) -> list[str]:
    """The words of each page."""
    return [bare(page.extract_text()) for page in PdfReader(io.BytesIO(pdf)).pages]


def by_pdfium(pdf: bytes) -> list[str]:
    """The words of each page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [bare(page.get_textpage().get_text_range()) for page in document]


READERS = {"pypdf": by_pypdf, "PDFium": by_pdfium}


def stands(words: str, pages: list[str]) -> bool:
    """Whether words are on a page in one piece, or go on over the foot of a page to the next."""
    if any(words in page for page in pages):
        return True
    return any(
        words[:cut] in page and words[cut:] in after
        for page, after in pairwise(pages)
        for cut in range(1, len(words))
    )
