"""Paper on systems where Qt draws it: every page, at the size of the paper, and nothing half."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtPrintSupport import QPrinter

from liaison_app.errors import Cancelled, LiaisonError
from ui import printing

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

COLOURS = ((255, 0, 0), (0, 255, 0), (0, 0, 255))


def sheet(number: int) -> QImage:
    picture = QImage(850, 1100, QImage.Format.Format_RGB888)
    picture.fill(QColor(*COLOURS[number - 1]))
    return picture


def into(file: Path, *, letter: bool) -> QPrinter:
    """A printer that writes what it would print into a file."""
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(file))
    return printing.settled(made, "W-7K3M9Q", letter=letter)


def quiet(_done: int, _total: int, _what: str = "", /) -> None:
    """Nobody watches."""


@pytest.mark.parametrize(("letter", "size"), [(True, (612, 792)), (False, (595, 842))])
def test_each_page_fills_its_sheet(
    qapp: QApplication, tmp_path: Path, letter: bool, size: tuple[int, int]
) -> None:
    file = tmp_path / "out.pdf"
    printing.draw(into(file, letter=letter), 3, sheet, quiet)
    printed = pypdfium2.PdfDocument(file)
    assert len(printed) == 3
    for number, page in enumerate(printed):
        assert (round(page.get_width()), round(page.get_height())) == size
        seen = page.render(rev_byteorder=True)
        data, across = bytes(seen.buffer), seen.stride
        for x, y in ((3, 3), (seen.width - 4, 3), (3, seen.height - 4), (300, 400)):
            at = y * across + x * seen.n_channels
            assert tuple(data[at : at + 3]) == pytest.approx(COLOURS[number], abs=4), (x, y)
        page.close()
    printed.close()


def test_a_printer_that_is_gone_is_said_in_words(qapp: QApplication) -> None:
    with pytest.raises(LiaisonError, match="Choose another one"):
        printing.printer("the one that was lent", "W-7K3M9Q", letter=True, both_sides=True)


def test_stopping_leaves_the_pages_to_come(qapp: QApplication, tmp_path: Path) -> None:
    drawn = []

    def picture(number: int) -> QImage:
        drawn.append(number)
        return sheet(number)

    def stop_at_two(done: int, _total: int, _what: str = "", /) -> None:
        if done == 1:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        printing.draw(into(tmp_path / "out.pdf", letter=True), 3, picture, stop_at_two)
    assert drawn == [1]


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_refuses_is_said_in_words(qapp: QApplication, tmp_path: Path) -> None:
    nowhere = into(tmp_path / "no" / "such" / "folder.pdf", letter=True)
    with pytest.raises(LiaisonError, match="did not take"):
        printing.draw(nowhere, 1, sheet, quiet)
