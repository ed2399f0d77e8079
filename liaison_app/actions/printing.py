"""Paper and pictures of it, straight from memory: nothing readable is written to the disk.

What the system's own spooler keeps is beyond a program (its queue belongs to the administrator).
Windows has no command that takes a page from memory; there the window draws it on a printer.
"""

from __future__ import annotations

import locale
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.errors import LiaisonError
from liaison_app.language.catalogues import _
from liaison_app.packets import booklet
from liaison_app.packets.content import Paper

if TYPE_CHECKING:
    from collections.abc import Sequence

_PATIENCE = 30
"""Seconds that a printing system may take to answer before it counts as not there."""

_LETTER_REGIONS = frozenset(
    ("US", "CA", "MX", "PH", "PR", "CO", "VE", "CL", "CR", "GT", "NI", "PA", "SV", "DO", "BZ")
)
_SIDES = {True: "two-sided-long-edge", False: "one-sided"}  # as IPP calls them
_FOLDED = "two-sided-short-edge"  # sheets of a booklet lie: they are turned like a book's pages
PDFIUM = booklet.PDFIUM
_TRUE_SIZE = "print-scaling=none"  # labels and cards have to come out as large as they are
_MEDIA = {Paper.A4: "A4", Paper.LETTER: "Letter"}  # as CUPS calls them


@dataclass(frozen=True)
class Picture:
    """A page as pixels: rows of red, green, blue, a byte each, `stride` bytes a row."""

    pixels: bytes
    width: int
    height: int
    stride: int


def can_print() -> bool:
    """Whether this computer takes a page straight from memory (CUPS: Linux and macOS)."""
    return shutil.which("lp") is not None


def printers() -> tuple[str, ...]:
    """The printers that the system knows, the usual one first; none where there is no CUPS."""
    names = _ask("-e").split()
    default = _ask("-d").rpartition(":")[2].strip()
    return tuple(sorted(names, key=lambda name: name != default))


def send(
    pdf: bytes,
    title: str,
    printer: str = "",
    *,
    both_sides: bool | None = None,
    paper: Paper | None = None,
    folded: bool = False,
) -> None:
    """Print a document, from memory.

    Args:
        pdf: the document.
        title: what the list of waiting prints calls it; it names nobody.
        printer: its name; by default the usual one.
        both_sides: whether sheets are printed on their backs; by default as the printer is set.
        folded: sheets are folded into a booklet: their backs are turned over the short edge.
        paper: the size that the pages were laid out for; by default as the printer is set.

    Raises:
        LiaisonError: there is no such printer, or the printing system refused it.
    """
    command = shutil.which("lp")
    if command is None:
        raise LiaisonError(_("This computer has no printer set up. Save a file instead."))
    known = printers()
    if printer and printer not in known:
        raise LiaisonError(
            _("There is no printer “{name}”. There are: {names}.").format(
                name=printer, names=", ".join(known) or _("none")
            )
        )
    to = ("-d", printer) if printer else ()
    sides = () if both_sides is None else ("-o", f"sides={_SIDES[both_sides]}")
    sides = ("-o", f"sides={_FOLDED}") if folded else sides
    size = () if paper is None else ("-o", _TRUE_SIZE, "-o", f"media={_MEDIA[paper]}")
    answer = _run([command, *to, *sides, *size, "-t", title, "-"], pdf)
    if answer is None or answer.returncode != 0:
        raise LiaisonError(_("The printer did not take it. Look at it, or save a file instead."))


def render_page(pdf: bytes, number: int, width: int) -> Picture:
    """Draw one page as it will be printed; any thread may ask.

    Args:
        pdf: the document.
        number: of the page, from 1.
        width: of the picture, in pixels.
    """
    import pypdfium2  # noqa: PLC0415  (30 ms, and only where pages are looked at)

    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            page = document[number - 1]
            scale = width / page.get_width()
            drawn = page.render(scale=scale, rev_byteorder=True, draw_annots=False)
            return Picture(bytes(drawn.buffer), drawn.width, drawn.height, drawn.stride)
        finally:
            document.close()


def page_count(pdf: bytes) -> int:
    """How many pages a document has."""
    import pypdfium2  # noqa: PLC0415

    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return len(document)
        finally:
            document.close()


def uses_letter() -> bool:
    """Whether paper here is Letter: in North America, and where nobody set a region."""
    name = (locale.getlocale()[0] or "").replace("-", "_")
    region = name.partition("_")[2][:2]
    return not region.isupper() or region in _LETTER_REGIONS


def _ask(option: str) -> str:
    command = shutil.which("lpstat")
    answer = _run([command, option], b"") if command else None
    return answer.stdout.decode(errors="replace") if answer and answer.returncode == 0 else ""


def _run(command: Sequence[str], given: bytes) -> subprocess.CompletedProcess[bytes] | None:
    try:
        return subprocess.run(  # noqa: S603  (a fixed program; pages go in by standard input)
            command, input=given, capture_output=True, check=False, timeout=_PATIENCE
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
