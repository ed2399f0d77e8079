"""A booklet: two pages on each side of a sheet, folded in the middle.

Sheets are printed on both sides, turned over their short edge, laid in each other and folded. Who
reads from the right has the spine on the right. The booklet is for paper only: what screen readers
need is lost in it, so a reading file is kept beside it.
"""

from __future__ import annotations

import ctypes
import threading
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from liaison_app.language.languages import direction_of
from liaison_app.packets.content import Fault, FaultKind, Printed, Profile

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

    from liaison_app.packets.content import Packet, Paper, Section

PDFIUM = threading.Lock()  # PDFium is not made for two threads at once, whatever they read
_SHEET = 4  # pages on one folded sheet


def lay_out_booklet(packet: Packet, *, paper: Paper) -> Printed:
    """Lay a packet out to be folded: its pages are read as large as ever, though they are halved.

    What is cut or taken off is not folded in: it follows on sheets of its own, in its usual size.

    Returns:
        The sides of the sheets, and the whole packet for screens. Where it has only one page to
        fold it is not folded, which is a fault.

    Raises:
        DamagedFile: a font's file is missing or is not the one that shipped.
    """
    from liaison_app.packets.pages import is_cut, lay_out  # noqa: PLC0415  (typefaces: 200 ms)

    def laid_out(*sections: Section, folded: bool) -> Printed:
        part = replace(packet, sections=sections, titled=packet.titled and folded)
        return lay_out(part, paper=paper, profile=Profile.STANDARD, both_sides=False, halved=folded)

    whole = lay_out(packet, paper=paper, profile=Profile.STANDARD)
    loose = [one for one in packet.sections if one.own_sheet or is_cut(one)]
    kept = [one for one in packet.sections if one not in loose]
    inside = laid_out(*kept, folded=True) if kept else None
    if inside is None or min(inside.pages, whole.pages) == 1:
        return replace(whole, faults=(*whole.faults, Fault(FaultKind.ONE_PAGE, "")))
    after = laid_out(*loose, folded=False) if loose else Printed(b"", 0)
    right_to_left = direction_of(packet.languages[0]) == "rtl"
    sides = sheet_sides(inside.pages, right_to_left=right_to_left)
    side_of = {page: at for at, side in enumerate(sides, start=1) for page in side}
    begins = {name: side_of[page - 1] for name, page in inside.section_pages.items()}
    begins |= {name: len(sides) + 2 * page - 1 for name, page in after.section_pages.items()}
    return Printed(
        booklet(inside.pdf, after.pdf, right_to_left=right_to_left),
        len(sides) + 2 * after.pages,
        {one.name: begins[one.name] for one in packet.sections},
        tuple(dict.fromkeys((*inside.faults, *after.faults))),
        whole.pdf,
    )


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
    with PDFIUM:
        return _folded(pdf, loose, right_to_left=right_to_left)


def _folded(pdf: bytes, loose: bytes, *, right_to_left: bool) -> bytes:
    import pypdfium2  # noqa: PLC0415  (30 ms, and only where somebody wants a booklet)
    from pypdfium2 import raw  # noqa: PLC0415

    source = pypdfium2.PdfDocument(pdf)
    ordered = pypdfium2.PdfDocument.new()
    try:
        width, height = source[0].get_size()
        order = _flat(sheet_sides(len(source), right_to_left=right_to_left))
        # All at once: what pages share, such as typefaces, is taken along once.
        ordered.import_pages(source, [number for number in order if number < len(source)])
        for place, number in enumerate(order):
            if number >= len(source):
                ordered.new_page(width, height, place)
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
    before, size = len(folded), loose[0].get_size()
    folded.import_pages(loose)
    for number in range(len(loose)):
        folded.new_page(*size, before + 2 * number + 1)
    loose.close()


def _flat(sides: list[tuple[int, int]]) -> list[int]:
    return [number for side in sides for number in side]
