"""A booklet: two pages on each side of a sheet, folded in the middle.

Sheets are printed on both sides, turned over their short edge, laid in each other and folded. Who
reads from the right has the spine on the right. The booklet is for paper only: what screen readers
need is lost in it, so a reading file is kept beside it.
"""

from __future__ import annotations

import ctypes
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_SHEET = 4  # pages on one folded sheet


def sheet_sides(pages: int, *, right_to_left: bool) -> list[tuple[int, int]]:
    """The pages, from 0, on the left and right half of each side, front and back in turns.

    Numbers from `pages` on are empty pages: a sheet has four.
    """
    whole = -(-pages // _SHEET) * _SHEET
    sides = []
    for sheet in range(whole // _SHEET):
        front = (whole - 1 - 2 * sheet, 2 * sheet)
        back = (2 * sheet + 1, whole - 2 - 2 * sheet)
        sides += [front, back]
    return [(right, left) for left, right in sides] if right_to_left else sides


def booklet(pdf: bytes, loose: bytes = b"", *, right_to_left: bool) -> bytes:
    """The pages of a document, two on each side, in the order in which they are folded.

    Args:
        pdf: its pages are all of one size.
        loose: what is taken off or cut, and so is not folded in: each page on a sheet of its own.
        right_to_left: the spine is on the right.

    Returns:
        A document whose pages are as large as the others were, lying; then the loose ones.
    """
    import pypdfium2  # noqa: PLC0415  (30 ms, and only where somebody wants a booklet)
    from pypdfium2 import raw  # noqa: PLC0415

    source = pypdfium2.PdfDocument(pdf)
    ordered = pypdfium2.PdfDocument.new()
    try:
        width, height = source[0].get_size()
        for number in _flat(sheet_sides(len(source), right_to_left=right_to_left)):
            if number < len(source):
                ordered.import_pages(source, [number])
            else:
                ordered.new_page(width, height)
        made = raw.FPDF_ImportNPagesToOne(
            ordered.raw, ctypes.c_float(height), ctypes.c_float(width), 2, 1
        )
        folded = pypdfium2.PdfDocument(made)
        if loose:
            _add_sheets(folded, pypdfium2.PdfDocument(loose))
        written = BytesIO()
        folded.save(written)
        folded.close()
        return written.getvalue()
    finally:
        ordered.close()
        source.close()


def _add_sheets(folded: PdfDocument, loose: PdfDocument) -> None:
    """Add pages with empty backs."""
    for number in range(len(loose)):
        folded.import_pages(loose, [number])
        folded.new_page(*loose[number].get_size())
    loose.close()


def _flat(sides: list[tuple[int, int]]) -> list[int]:
    return [number for side in sides for number in side]
