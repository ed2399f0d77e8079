"""Paper straight from memory: the printer gets the page, the disk gets nothing."""

from __future__ import annotations

import locale
import threading
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import printing, recovery_sheet
from liaison_app.errors import LiaisonError
from liaison_app.packets.content import Paper

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CODE = "ABCDE-FGHJK-MNPQ-RSTV-WXYZ-0123"
LP = '#!/bin/sh\ncat > "{folder}/page.pdf"\necho "$@" > "{folder}/asked"\nexit {code}\n'
LPSTAT = """#!/bin/sh
if [ "$1" = -e ]; then echo Attic; echo Office_2; else echo "system default: Office_2"; fi
"""


@pytest.fixture
def printer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], Path]:
    """Sets up a printing system that keeps what it is given; gives the folder where."""

    def set_up(code: int = 0) -> Path:
        for name, text in (("lp", LP.format(folder=tmp_path, code=code)), ("lpstat", LPSTAT)):
            (tmp_path / name).write_text(text)
            (tmp_path / name).chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
        return tmp_path

    return set_up


def test_a_page_goes_to_the_printer_under_a_title_that_names_nobody(
    printer: Callable[[int], Path],
) -> None:
    folder = printer(0)
    printing.send(b"%PDF- a page", "W-7K3M9Q", "Attic")
    assert (folder / "page.pdf").read_bytes() == b"%PDF- a page"
    assert (folder / "asked").read_text().strip() == "-d Attic -t W-7K3M9Q -"


@pytest.mark.parametrize(("paper", "media"), [(Paper.A4, "A4"), (Paper.LETTER, "Letter")])
def test_the_printer_is_told_the_paper_that_the_pages_were_laid_out_for(
    printer: Callable[[int], Path], paper: Paper, media: str
) -> None:
    folder = printer(0)
    printing.send(b"%PDF-", "W-7K3M9Q", paper=paper)
    assert f"-o media={media} -t" in (folder / "asked").read_text()


def test_pages_come_out_as_large_as_they_were_laid_out(printer: Callable[[int], Path]) -> None:
    folder = printer(0)
    printing.send(b"%PDF-", "M-7K3M9Q", paper=Paper.LETTER)
    assert "-o print-scaling=none" in (folder / "asked").read_text()


def test_the_recovery_sheet_goes_the_same_way(printer: Callable[[int], Path]) -> None:
    folder = printer(0)
    recovery_sheet.send_to_printer(CODE)
    assert (folder / "page.pdf").read_bytes() == recovery_sheet.pdf(CODE)
    assert (folder / "asked").read_text().strip() == "-t sheet -"


def test_printers_are_listed_the_usual_one_first(printer: Callable[[int], Path]) -> None:
    printer(0)
    assert printing.printers() == ("Office_2", "Attic")


def test_a_printer_that_is_not_there_is_said_with_those_that_are(
    printer: Callable[[int], Path],
) -> None:
    folder = printer(0)
    with pytest.raises(LiaisonError, match=r"no printer “Cellar”.*Office_2, Attic"):
        printing.send(b"%PDF-", "W-7K3M9Q", "Cellar")
    assert not (folder / "page.pdf").exists()


def test_a_refused_page_is_said(printer: Callable[[int], Path]) -> None:
    printer(1)
    with pytest.raises(LiaisonError, match="did not take it"):
        printing.send(b"%PDF-", "W-7K3M9Q")


def test_a_computer_without_a_printing_system_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not printing.can_print()
    assert printing.printers() == ()
    with pytest.raises(LiaisonError, match="Save a file instead"):
        printing.send(b"%PDF-", "W-7K3M9Q")


def test_a_page_is_drawn_as_wide_as_asked_by_several_threads_at_once() -> None:
    pdf = recovery_sheet.pdf(CODE)
    drawn: list[printing.Picture] = []

    def draw() -> None:
        drawn.append(printing.render_page(pdf, 1, 300))

    threads = [threading.Thread(target=draw) for _n in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert {(one.width, one.height) for one in drawn} == {(300, 425)}
    assert len({one.pixels for one in drawn}) == 1
    dark = sum(1 for value in drawn[0].pixels if value < 100)
    assert 500 < dark < len(drawn[0].pixels) / 4, "the page has words on it"
    assert len(drawn[0].pixels) == drawn[0].stride * drawn[0].height


@pytest.mark.parametrize(
    ("region", "letter"),
    [
        ("en_US", True),
        ("es_MX", True),
        (None, True),
        ("C", True),
        ("en_GB", False),
        ("uk_UA", False),
    ],
)
def test_paper_is_what_printers_of_the_region_hold(
    monkeypatch: pytest.MonkeyPatch, region: str | None, letter: bool
) -> None:
    monkeypatch.setattr(locale, "getlocale", lambda: (region, "UTF-8"))
    assert printing.uses_letter() is letter
