"""What a packet says to those who do not see it: the structure tree, read in its own order."""

from __future__ import annotations

import io
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader

from tests.packets.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.packets.reading import Glyph


@dataclass(frozen=True)
class Spoken:
    """What one element of the tree says.

    Attributes:
        role: standard structure type, such as P or TD.
        language: BCP 47 tag, its own or that of what it is in.
        words: in reading order; for a figure, what it shows.
        glyphs: what is drawn for it, in the order it is drawn.
    """

    role: str
    language: str
    words: str
    glyphs: tuple[Glyph, ...]


def spoken(pdf: bytes, glyphs: list[Glyph] | None = None) -> list[Spoken]:
    """What is said, in order: every element that has words of its own.

    Args:
        pdf: the document.
        glyphs: all that is drawn in it, if it was read before.
    """
    document = PdfReader(io.BytesIO(pdf))
    root: Any = document.trailer["/Root"]
    pages = {page.indirect_reference.idnum: n for n, page in enumerate(document.pages, 1)}  # type: ignore[union-attr]
    drawn: dict[tuple[int, int], list[Glyph]] = {}
    for glyph in read(pdf) if glyphs is None else glyphs:
        if glyph.content >= 0 and not glyph.artifact:
            drawn.setdefault((glyph.page, glyph.content), []).append(glyph)
    tree = root["/StructTreeRoot"]
    said = list(_walk(tree["/K"].get_object(), "", pages, drawn))
    assert not drawn, "words that belong to no element"
    return said


def _walk(
    element: Any, language: str, pages: dict[int, int], drawn: dict[tuple[int, int], list[Glyph]]
) -> Iterator[Spoken]:
    language = str(element.get("/Lang", language))
    kids = element.get("/K", [])
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    glyphs: list[Glyph] = []
    inner: list[Any] = []
    for kid in kids if isinstance(kids, list) else [kids]:
        mark = _mark(kid, element, pages)
        if mark is None:
            inner.append(kid.get_object())
        else:
            glyphs += drawn.pop(mark, [])
    words = str(element.get("/ActualText", element.get("/Alt", "")))
    words = words or "".join(glyph.text for glyph in glyphs)
    if words:
        yield Spoken(str(element["/S"])[1:], language, words, tuple(glyphs))
    for one in inner:
        yield from _walk(one, language, pages, drawn)


def _mark(kid: Any, element: Any, pages: dict[int, int]) -> tuple[int, int] | None:
    """The page and number of marked content; None if the kid is an element."""
    if isinstance(kid, int):
        return pages[element.raw_get("/Pg").idnum], int(kid)
    found = kid.get_object()
    if isinstance(found, int):
        return pages[element.raw_get("/Pg").idnum], int(found)
    if "/MCID" in found:
        return pages[found.raw_get("/Pg").idnum], int(found["/MCID"])
    return None


def lines(of: Spoken) -> list[list[Glyph]]:
    """The glyphs of an element, line by line as they are drawn; spaces are left out."""
    seen = [glyph for glyph in of.glyphs if glyph.outline]
    rows: list[list[Glyph]] = []
    for _page, group in groupby(seen, key=lambda glyph: glyph.page):
        for glyph in sorted(group, key=lambda glyph: -glyph.y):
            if rows and _same_line(rows[-1][0], glyph):
                rows[-1].append(glyph)
            else:
                rows.append([glyph])
    return rows


def _same_line(one: Glyph, other: Glyph) -> bool:
    return one.page == other.page and one.y - other.y < one.size * 0.75
