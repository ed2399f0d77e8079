"""How the pages of a PDF look, for a comparison point by point.

A library that reads a PDF in its own way could lose a typeface or a layer of it. So what was
written anew is drawn beside what was given, by the program that draws our prints, and is kept only
if no point differs.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pypdfium2

from liaison_app.interchange.metadata.bounds import Left, Unfit

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_PAGES = 1_000
_POINTS = 700  # along the longer side: a lost letter is seen, a page takes 10 ms and more


def need_same(before: bytes, after: bytes) -> None:
    """Go on only if each page looks as it did, with what is filled in.

    Raises:
        Unfit: one does not, or there are too many.
        PdfiumError: one of them cannot be drawn.
    """
    one, other = pypdfium2.PdfDocument(before), pypdfium2.PdfDocument(after)
    if not 0 < len(one) == len(other) <= _MOST_PAGES:
        raise Unfit(Left.UNREAD)
    if any(drawn != again for drawn, again in zip(_pages(one), _pages(other), strict=True)):
        raise Unfit(Left.UNREAD)


def _pages(document: pypdfium2.PdfDocument) -> Iterator[tuple[float, float, bytes]]:
    document.init_forms()
    for number in range(len(document)):
        page = document[number]
        width, height = page.get_size()
        drawn = page.render(scale=_POINTS / max(width, height))
        yield width, height, hashlib.sha256(drawn.buffer).digest()
        drawn.close()
        page.close()
