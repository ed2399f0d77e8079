"""Everything that lies in a PDF, for a search that misses nothing: words, codes, metadata."""

from __future__ import annotations

import io
import re
from itertools import groupby
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

import pypdfium2
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from tests.packets.reading import read
from tests.packets.spoken import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

_NO_LETTER = re.compile(r"[\W_]+")


class Searched:
    """A PDF in every reading of it."""

    def __init__(self, pdf: bytes) -> None:
        self._texts = [(where, _folded(text)) for where, text in _texts(pdf)]

    def places(self, words: str) -> list[str]:
        """Where some words are, with or without their spaces: how each reading calls it."""
        wanted = _folded(words)
        return [where for where, text in self._texts if wanted in text]


def _folded(text: str) -> str:
    """Letters and digits only, in one form and case: 206-555 is (206) 555, ﻛ is ك."""
    return _NO_LETTER.sub("", normalize("NFKC", text).casefold())


def _texts(pdf: bytes) -> Iterator[tuple[str, str]]:
    glyphs = read(pdf)
    yield "glyphs as drawn", "".join(glyph.text for glyph in glyphs)
    rows = sorted(glyphs, key=lambda glyph: (glyph.page, -round(glyph.y), glyph.x))
    for key, row in groupby(rows, key=lambda glyph: (glyph.page, round(glyph.y))):
        seen = "".join(glyph.text for glyph in row)
        yield f"page {key[0]}", seen
        yield f"page {key[0]}, from the right", seen[::-1]
    for one in spoken(pdf, glyphs):
        yield f"spoken {one.role}", one.words
    reader = PdfReader(io.BytesIO(pdf))
    for number, page in enumerate(reader.pages, 1):
        yield f"pypdf, page {number}", page.extract_text()
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document, 1):
            yield f"PDFium, page {number}", page.get_textpage().get_text_range()
    yield "the file itself", _both(pdf)
    for number in range(1, int(reader.trailer["/Size"])):  # type: ignore[call-overload]
        yield f"object {number}", "\n".join(_inside(reader.get_object(number)))


def _inside(held: Any) -> Iterator[str]:
    if isinstance(held, DictionaryObject):
        for key, value in dict.items(held):
            yield str(key)
            yield from _inside(value)
        if isinstance(held, StreamObject):
            yield _both(held.get_data())
    elif isinstance(held, ArrayObject):
        for value in list.__iter__(held):
            yield from _inside(value)
    elif isinstance(held, bytes):
        yield _both(held)
    else:
        yield str(held)


def _both(data: bytes) -> str:
    """Bytes as text in each way that could spell a name."""
    ways = (
        data.decode("utf-8", "ignore"),
        data.decode("utf-16-be", "ignore"),
        data.decode("latin-1"),
    )
    return "\n".join(ways)
