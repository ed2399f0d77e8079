"""Paper where no printing system takes a PDF from memory (Windows): pages are drawn by Qt.

Nothing is written to disk by this program; what the system's own spooler keeps is its affair.
Qt allows painting on a printer outside the window's thread, and that is where this runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QTransform
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from liaison_app.errors import LiaisonError
from liaison_app.language.catalogues import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.jobs import Report

DOTS_PER_INCH = 300
"""How finely pages are drawn: small Arabic and Khmer letters stay clear."""


WIDEST = round(8.5 * DOTS_PER_INCH)
"""Pixels across a page: a printer that counts finer gets no more, 25 MB a page is enough."""


def printers() -> tuple[str, ...]:
    """The printers that Qt knows of, the default one first."""
    names = QPrinterInfo.availablePrinterNames()
    default = QPrinterInfo.defaultPrinterName()
    return tuple(sorted(names, key=lambda name: name != default))


def printer(
    name: str, title: str, *, letter: bool, both_sides: bool, folded: bool = False
) -> QPrinter:
    """A printer of this name, set for whole pages of A4 or Letter.

    Args:
        name: one of `printers()`.
        title: what the list of waiting prints calls it; it names nobody.
        letter: Letter instead of A4.
        both_sides: print on the backs of the sheets too.
        folded: sheets are folded into a booklet: their backs are turned over the short edge.

    Raises:
        LiaisonError: there is no such printer any more.
    """
    info = QPrinterInfo.printerInfo(name)
    if info.isNull():
        raise LiaisonError(
            _("The printer “{name}” is not there any more. Choose another one.").format(name=name)
        )
    made = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    sides = QPrinter.DuplexMode.DuplexLongSide if both_sides else QPrinter.DuplexMode.DuplexNone
    made.setDuplex(QPrinter.DuplexMode.DuplexShortSide if folded else sides)
    return settled(made, title, letter=letter)


def settled(made: QPrinter, title: str, *, letter: bool) -> QPrinter:
    """Set a printer for pages that carry their own margins."""
    size = QPageSize(QPageSize.PageSizeId.Letter if letter else QPageSize.PageSizeId.A4)
    made.setResolution(DOTS_PER_INCH)
    made.setFullPage(True)
    made.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    made.setDocName(title)
    made.setCreator("Liaison")
    return made


def upright(picture: QImage) -> QImage:
    """A lying page turned so that it fills paper that stands."""
    lies = picture.width() > picture.height()
    return picture.transformed(QTransform().rotate(90)) if lies else picture


def draw(onto: QPrinter, pages: int, picture: Callable[[int], QImage], report: Report) -> None:
    """Print pages, one after the other so that only one is in memory.

    Args:
        onto: a printer from `printer`.
        pages: how many.
        picture: gives a page, from 1.
        report: told after each page; stopping ends the print without the pages to come.

    Raises:
        LiaisonError: the printer did not take it.
        Cancelled: the person stopped it.
    """
    painter = QPainter()
    if not painter.begin(onto):
        raise LiaisonError(_("The printer did not take the pages. Is it on and connected?"))
    paper = onto.paperRect(QPrinter.Unit.DevicePixel)
    whole = QRectF(0, 0, paper.width(), paper.height())
    going = True
    try:
        for number in range(1, pages + 1):
            report(number - 1, pages)
            going = going and (number == 1 or onto.newPage())
            if going:
                painter.drawImage(whole, picture(number))
    except BaseException:
        onto.abort()
        raise
    finally:
        painter.end()
    if not going:
        raise LiaisonError(_("The printer stopped. Look at its display, then try again."))
