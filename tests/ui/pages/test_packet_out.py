"""How packets leave the window: printed from memory, saved when asked; and what never stays."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest

from liaison_app.actions.packets import Prepared
from liaison_app.records.people import Household
from tests.ui.pages.packet_room import PacketRoom, printers
from tests.ui.pages.rooms import press, settle, words
from tests.ui.windows import desk_of, opened, practice_workspace
from ui import jobs, printing
from ui.pages.packet import PacketPage

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from tests.packets.home import Home
    from ui.main_window import MainWindow


def test_printing_goes_from_memory_to_the_printer_and_is_written_down(
    room: PacketRoom, caught: Path
) -> None:
    first = room.arrive()
    QTest.keyClick(room.page.choices.language, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    room._qtbot.waitUntil(lambda: bool(room.shell.said), timeout=20_000)
    (issue,) = room.issues()
    assert caught.read_bytes() == first.pdf
    assert (issue.code, issue.means, issue.recipient) == (first.code, "printed", room.home.amira)
    assert first.code in room.shell.said[0][0]
    assert first.code in (caught.parent / "caught.said").read_text()
    assert room.wait().code != first.code  # paper printed again is another packet
    room.shell.go("family", household=room.home.family)
    settle()
    assert "Packet printed" in words(room.family)
    assert first.code in words(room.family)


def test_a_printer_that_refuses_is_said_and_nothing_is_written_down(
    room: PacketRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printers(monkeypatch, tmp_path / "broken", "Office", refuse=True)
    room.arrive()
    room.page.print_button.click()
    room._qtbot.waitUntil(lambda: bool(room.shell.troubles), timeout=20_000)
    assert "did not take it" in room.shell.troubles[0]
    assert room.issues() == []
    assert room.page.print_button.isEnabled()


def test_of_several_printers_one_is_chosen(
    room: PacketRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    caught = printers(monkeypatch, tmp_path / "two", "Office", "Library")
    room.page._printers = None
    room.arrive()
    qtbot.waitUntil(room.page.choices.printer.isVisible)
    room.page.choices.printer.set_value("Library")
    room.page.print_button.click()
    qtbot.waitUntil(lambda: bool(room.shell.said), timeout=20_000)
    assert "-d Library" in (caught.parent / "caught.said").read_text()


def test_without_a_printer_it_can_still_be_saved(
    home: Home, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printers(monkeypatch, tmp_path / "none")
    room = PacketRoom(home, qtbot)
    room.arrive()
    room.until("no printer set up")
    assert not room.page.print_button.isEnabled()
    assert "no printer set up" in room.page.print_button.accessibleDescription()
    assert room.page.save_button.isEnabled()
    room.close()


def test_saving_says_what_a_file_means_and_names_nobody(
    room: PacketRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    made, target = room.arrive(), tmp_path / "for her"
    suggested: list[str] = []

    def ask(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        suggested.append(name)
        return str(target), ""

    monkeypatch.setattr("ui.pages.packet.QFileDialog.getSaveFileName", ask)
    press(room.page, "Save as PDF…")
    assert "Anybody who has the file can read it" in words(room.page)
    press(room.page, "Choose where…")
    qtbot.waitUntil(lambda: bool(room.shell.said), timeout=20_000)
    assert suggested[0].endswith(f"{made.code}.pdf")
    assert target.with_name("for her.pdf").read_bytes() == made.pdf
    assert "Anybody who has the file can read it" in room.shell.said[0][0]
    assert [(one.code, one.means) for one in room.issues()] == [(made.code, "saved")]


def test_a_file_that_nobody_agreed_to_replace_stays(
    room: PacketRoom, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "kept.pdf").write_text("something else")
    room.arrive()
    room.page.save_to(str(tmp_path / "kept"))  # the dialog did not ask about kept.pdf
    qtbot.waitUntil(lambda: bool(room.shell.troubles), timeout=20_000)
    assert (tmp_path / "kept.pdf").read_text() == "something else"
    assert room.issues() == []


def test_where_no_command_prints_the_window_draws_the_pages(
    room: PacketRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def into_a_file(
        _name: str, title: str, *, letter: bool, both_sides: bool, folded: bool
    ) -> QPrinter:
        assert not both_sides  # pictures lie side by side
        assert not folded
        made = QPrinter(QPrinter.PrinterMode.HighResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(tmp_path / "paper.pdf"))
        return printing.settled(made, title, letter=letter)

    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    monkeypatch.setattr(printing, "printer", into_a_file)
    room.arrive()
    press(room.page, "Pictures")
    made = room.wait()
    room.page.print_out()
    qtbot.waitUntil(lambda: bool(room.shell.said), timeout=60_000)
    printed = pypdfium2.PdfDocument(tmp_path / "paper.pdf")
    assert len(printed) == made.pages
    printed.close()
    assert [one.means for one in room.issues()] == ["printed"]


def test_lying_sides_of_a_booklet_fill_paper_that_stands() -> None:
    lying, standing = (
        QImage(30, 20, QImage.Format.Format_RGB32),
        QImage(20, 30, QImage.Format.Format_RGB32),
    )
    lying.fill(0)
    lying.setPixelColor(0, 0, QColor("white"))
    turned = printing.upright(lying)
    assert (turned.width(), turned.height()) == (20, 30)
    assert turned.pixelColor(19, 0) == QColor("white"), "turned, not mirrored"
    assert printing.upright(standing).size() == standing.size()


# --- what never stays


def test_leaving_the_page_drops_the_pages_and_keeps_the_choices(room: PacketRoom) -> None:
    room.arrive()
    press(room.page, "Large print")
    room.wait()
    room.shell.go("family", household=room.home.family)
    assert room.page._prepared is None
    assert room.page.preview._prepared is None
    assert room.page.preview._pictures == {}
    assert room.page.preview._sheet._picture is None
    assert "drafts" not in words(room.page.problems)
    assert room.arrive().profile == "large-print"


def test_nothing_of_the_pages_lies_on_the_disk(
    room: PacketRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spare = tmp_path / "spare"
    spare.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(spare))
    before = set(tmp_path.rglob("*"))
    room.arrive()
    room.page.preview.go(2)
    room.wait()
    new = set(tmp_path.rglob("*")) - before
    assert [path.name for path in new if path.name != "blobs"] == []
    assert not any(b"%PDF" in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def _packets_in_memory() -> list[str]:
    gc.collect()
    return [one.code for one in gc.get_objects() if isinstance(one, Prepared)]


def _look_at_a_packet(window: MainWindow, qtbot: QtBot) -> None:
    desk = desk_of(window)
    desk.go("packet", household=desk.workspace.all(Household)[0].id)
    page = window.findChild(PacketPage)
    qtbot.waitUntil(lambda: bool(page.ready), timeout=20_000)
    qtbot.waitUntil(lambda: bool(page.preview._pictures), timeout=20_000)


def test_a_locked_window_holds_no_packet(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printers(monkeypatch, tmp_path / "bin", "Office")
    window = opened(qtbot, practice_workspace(tmp_path / "practice"), "demo")
    _look_at_a_packet(window, qtbot)
    assert len(_packets_in_memory()) == 1
    window.lock()
    assert jobs.wait_for_all()
    qtbot.wait(1)  # back in the event loop, which destroys what was let go
    assert _packets_in_memory() == []
    assert window.findChildren(PacketPage) == []
    window.close()
