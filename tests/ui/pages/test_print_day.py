"""Print my day: what is seen, what leaves, what is stopped, by mouse and by keyboard."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from liaison_app.actions import packets
from liaison_app.errors import NoRoom
from liaison_app.records.packets import PacketIssue
from liaison_app.records.partnership import Visit
from liaison_app.records.people import Address, Household
from tests.ui.accessible import too_wide, unnamed
from tests.ui.pages.packet_room import printers
from tests.ui.pages.rooms import key, press, settle, words
from tests.ui.shells import OnePageShell
from ui import jobs
from ui.look import Scheme
from ui.pages.family import FamilyPage
from ui.pages.print_day import PrintDayPage
from ui.pages.records import RecordsPage
from ui.pages.today import TodayPage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.packets.home import Home
    from tests.ui.conftest import Show


class DayRoom:
    """A small window on the page, with Today, families and records beside it."""

    def __init__(self, home: Home, qtbot: QtBot) -> None:
        self.home, self._qtbot = home, qtbot
        self._make((1158, 704))

    def arrive(self) -> None:
        """Go to the page and wait for the prints."""
        self.shell.go("print_day")
        self.wait()

    def wait(self) -> None:
        """Wait until what was wished for last is in sight."""
        self._qtbot.waitUntil(
            lambda: not self.page._making.busy and not self.page._making._pause.isActive(),
            timeout=20_000,
        )
        settle()

    def left(self) -> None:
        """Wait until prints have left."""
        self._qtbot.waitUntil(lambda: bool(self.shell.said or self.shell.troubles), timeout=20_000)
        self.wait()

    def kinds(self) -> list[str]:
        return [one.kind for one in self.page._prints]

    def issues(self) -> list[str]:
        return [one.kind for one in self.home.workspace.all(PacketIssue)]

    def show_again(self, size: tuple[int, int]) -> None:
        self.close()
        self._make(size)

    def close(self) -> None:
        assert jobs.wait_for_all()
        self.shell.deaf()
        self.shell.hide()
        self.shell.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _make(self, size: tuple[int, int]) -> None:
        self.shell = OnePageShell(self.home.workspace)
        self.page = PrintDayPage(self.shell)
        self.today, self.family = TodayPage(self.shell), FamilyPage(self.shell)
        for page in (self.page, self.today, self.family, RecordsPage(self.shell)):
            self.shell.add(page, page)
        self.shell.resize(*size)
        with self._qtbot.waitActive(self.shell):
            self.shell.show()


def plan(home: Home, hour: int, family: str = "", day: int = 21) -> str:
    at = datetime(2026, 11, day, hour).astimezone().astimezone(UTC)
    return home.add(Visit(household=family or home.family, planned_start=at))


@pytest.fixture
def day(home: Home, qtbot: QtBot, caught: Path) -> Iterator[DayRoom]:
    """Two visits today: Amira's family, and one at a protected address."""
    plan(home, 9)
    hidden = home.add(Household(name="Warsame", home_language="so"))
    home.add(Address(household=hidden, line_1="9 Hidden Lane", do_not_publish=True))
    plan(home, 10, hidden)
    made = DayRoom(home, qtbot)
    yield made
    made.close()


def test_today_leads_to_it_by_button_and_key(day: DayRoom) -> None:
    day.shell.go("today")
    press(day.today, "Print my day")
    assert day.shell.went[-1][0] == "print_day"
    day.shell.go("today")
    QTest.keyClick(day.today, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert day.shell.went[-1][0] == "print_day"
    day.wait()


def test_the_prints_stand_in_the_order_of_the_doors(day: DayRoom) -> None:
    day.arrive()
    assert day.kinds() == [
        "route",
        *("door-note", "leave-behind"),
        *("door-note", "leave-behind"),
    ]
    said = words(day.page)
    assert said.index("Haddad") < said.index("Warsame")
    assert "leave nothing at the door" in said
    assert "1 print is stopped and left out" in said
    assert day.page.preview.pages == 1


def test_one_print_is_looked_at_with_what_is_to_know_of_it(day: DayRoom) -> None:
    day.arrive()
    press(day.page, "Page to leave behind: Haddad")
    settle()
    assert day.page.preview.pages == 3
    assert "3 pages" in words(day.page.problems)


def test_what_stops_a_print_leads_to_where_it_is_put_right(day: DayRoom) -> None:
    day.arrive()
    stop = next(one for one in day.page._prints if one.red)
    press(day.page.list, f"Put it right: {stop.problems[0].why}")
    page, target = day.shell.went[-1]
    assert (page, target["household"]) == ("family", stop.household)


def test_everything_that_nothing_stops_is_printed_and_written_down(
    day: DayRoom, caught: Path
) -> None:
    day.arrive()
    codes = [one.prepared.code for one in day.page._prints if one.prepared and not one.red]
    ctrl = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(day.page.choices.day, Qt.Key.Key_P, ctrl)
    day.left()
    assert day.shell.said[0][0] == "4 prints were sent to the printer."
    assert day.issues() == ["route", "door-note", "leave-behind", "leave-behind"]
    assert codes[-1] in (caught.parent / "caught.said").read_text()
    again = {one.prepared.code for one in day.page._prints if one.prepared}
    assert not again & set(codes), "paper printed again is another print"


def test_all_of_it_can_be_one_job(day: DayRoom, caught: Path) -> None:
    day.arrive()
    day._qtbot.waitUntil(day.page.choices.together.isVisible)
    day.page.choices.together.click()
    day.page.print_button.click()
    day.left()
    assert len(pypdfium2.PdfDocument(caught.read_bytes())) == 2 + 2 + 4 + 4
    assert len(day.issues()) == 4


def test_files_lie_in_the_folder_in_the_order_of_the_doors(
    day: DayRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "day"
    ask = "ui.pages.print_day.QFileDialog.getExistingDirectory"
    monkeypatch.setattr(ask, lambda *_given: str(folder))
    day.arrive()
    press(day.page, "Save as PDFs…")
    assert "Anybody who has the files can read them" in words(day.page)
    press(day.page, "Choose a folder…")
    day.left()
    letters = [one.name.split("-")[1] for one in sorted(folder.iterdir())]
    assert letters == ["T", "D", "L", "L"]


def test_what_did_not_leave_is_still_there(
    day: DayRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, saved = packets.save, []

    def full(*given: object, **more: object) -> str:
        if len(saved) == 2:
            raise NoRoom("The disk is full. Free some space.")
        saved.append(given)
        return real(*given, **more)

    day.arrive()
    monkeypatch.setattr(packets, "save", full)
    day.page.save_to(str(tmp_path / "out"))
    day.left()
    assert "The disk is full" in day.shell.troubles[0]
    assert day.kinds() == ["leave-behind", "door-note", "leave-behind"]
    assert "2 of 4 prints left before that." in words(day.page)
    monkeypatch.setattr(packets, "save", real)
    day.shell.said.clear()
    day.shell.troubles.clear()
    day.page.save_to(str(tmp_path / "out"))
    day.left()
    assert len(list((tmp_path / "out").iterdir())) == 4


def test_only_what_is_wanted_is_made_and_the_level_is_said(day: DayRoom) -> None:
    day.arrive()
    for label in ("Door notes", "Pages to leave behind", "Agreements of loans that end"):
        press(day.page, label)
    day.wait()
    assert day.kinds() == ["route"]
    press(day.page, "Names, house numbers, phones and wishes")
    day.wait()
    assert "shred it today" in words(day.page.problems)
    press(day.page, "Route sheet")
    day.wait()
    assert day.kinds() == []
    assert not day.page.choices.level.isEnabled()
    assert not day.page.print_button.isEnabled()


def test_the_next_day_with_visits_is_chosen(home: Home, qtbot: QtBot, caught: Path) -> None:
    del caught
    plan(home, 9, day=24)
    room = DayRoom(home, qtbot)
    room.arrive()
    assert room.page.choices.asked().day == date(2026, 11, 24)
    room.page.choices.day.set_value("2026-11-21")
    room.page.choices.day.chosen.emit()
    room.wait()
    assert "No visit of yours on this day" in words(room.page)
    room.close()


def test_a_visit_planned_meanwhile_stands_there_too(day: DayRoom) -> None:
    day.arrive()
    plan(day.home, 15, day.home.fathers)
    day.wait()
    assert len(day.kinds()) == 7


def test_nothing_of_it_stays_in_memory_behind_another_page(day: DayRoom) -> None:
    day.arrive()
    key(day.page.choices.day, Qt.Key.Key_Escape)
    assert day.shell.went[-1][0] == "today"
    assert day.page._prints == ()
    assert day.page.preview.pages == 0


def test_without_a_printer_it_can_still_be_saved(
    home: Home, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printers(monkeypatch, tmp_path / "none")
    plan(home, 9)
    room = DayRoom(home, qtbot)
    room.arrive()
    qtbot.waitUntil(lambda: "no printer set up" in words(room.page))
    assert not room.page.print_button.isEnabled()
    assert room.page.save_button.isEnabled()
    room.close()


def test_the_keyboard_reaches_every_print(day: DayRoom) -> None:
    day.arrive()
    day.page.choices.day.setFocus()
    seen = []
    for _stop in range(40):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget().objectName())
    assert {f"print {number}" for number in range(5)} <= set(seen)


LOOKS = {
    "1366x768": ("en", Scheme.LIGHT, 1.0, (1158, 704)),
    "911x512 mirrored, dark": ("ar", Scheme.DARK, 1.0, (843, 448)),
    "911x512, longer words": ("qps-ploc", Scheme.LIGHT, 1.0, (843, 448)),
    "200 %, high contrast": ("en", Scheme.CONTRAST, 2.0, (1230, 640)),
    "683x384": ("ar", Scheme.LIGHT, 1.0, (615, 320)),
}


@pytest.mark.parametrize("screen", LOOKS)
def test_every_control_is_named_and_everything_fits(
    day: DayRoom, show_in: Show, screen: str
) -> None:
    tag, scheme, scale, size = LOOKS[screen]
    show_in(tag, scheme, scale)
    day.show_again(size)
    day.arrive()
    assert unnamed(day.page) == []
    assert too_wide(day.page, size[0]) == []
