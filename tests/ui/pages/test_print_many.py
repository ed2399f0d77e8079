"""Prints for many families in the window: chosen, checked, printed, stopped and gone on with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from liaison_app.actions import batch_pages, packets
from liaison_app.actions.batch_ways import Folder
from liaison_app.errors import Cancelled, NoRoom
from liaison_app.records.packets import PacketIssue
from liaison_app.records.people import (
    Enrollment,
    Household,
    HouseholdMember,
    Person,
    PersonLanguage,
)
from liaison_app.records.schools import School
from tests.ui.accessible import too_wide, unnamed
from tests.ui.pages.packet_room import printers
from tests.ui.pages.rooms import key, press, settle, words
from tests.ui.pages.test_packet_page import LOOKS
from tests.ui.shells import OnePageShell
from ui import jobs
from ui.pages.print_many import PrintManyPage
from ui.pages.records import RecordsPage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.packets.home import Home
    from tests.ui.conftest import Show


class Hall:
    """A small window on the page, with Amira's family and three neighbours."""

    def __init__(self, home: Home, qtbot: QtBot) -> None:
        self.home, self._qtbot = home, qtbot
        for number in range(3):
            family, adult = home.workspace.new_id(), home.workspace.new_id()
            home.add(
                Household(id=family, name=f"Warsame {number}", home_language="so"),
                Person(id=adult, given_name="Hodan", family_name="Warsame"),
                HouseholdMember(household=family, person=adult),
                PersonLanguage(person=adult, language="so"),
            )
        self.make((1158, 704))

    def make(self, size: tuple[int, int]) -> None:
        self.shell = OnePageShell(self.home.workspace)
        self.page = PrintManyPage(self.shell)
        self.records = RecordsPage(self.shell)
        self.shell.add(self.page, self.page)
        self.shell.add(self.records, self.records)
        self.shell.resize(*size)
        with self._qtbot.waitActive(self.shell):
            self.shell.show()

    def arrive(self, kind: str = "rights", **target: str) -> None:
        self.shell.go("print_many", kind=kind, **target)
        settle()
        self._qtbot.waitUntil(lambda: bool(self.page.print_button.toolTip()) or self.printer())

    def printer(self) -> bool:
        return self.page.how.printer.count() > 0

    def until(self, said: str) -> None:
        self._qtbot.waitUntil(lambda: said in words(self.page), timeout=30_000)
        settle()

    def save(self, folder: Path) -> None:
        self.page.save_to(str(folder))

    def issues(self) -> list[PacketIssue]:
        return self.home.workspace.all(PacketIssue)

    def close(self) -> None:
        assert jobs.wait_for_all()
        self.shell.deaf()
        self.shell.hide()
        self.shell.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def hall(
    home: Home, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Hall]:
    printers(monkeypatch, tmp_path / "bin", "Office")
    made = Hall(home, qtbot)
    yield made
    made.close()


def test_every_family_is_printed_after_a_question_and_logged(hall: Hall) -> None:
    hall.arrive()
    assert "5 families" in words(hall.page)
    press(hall.page, "Print all")
    assert "Print them all?" in words(hall.page)
    assert "5 packets." in words(hall.page)
    assert hall.issues() == []
    press(hall.page, "Print")
    hall.until("5 of 5 packets.")
    assert len({one.household for one in hall.issues()}) == 5
    assert "Batches before" in words(hall.page)
    (before,) = batch_pages.past(hall.home.workspace)
    press(hall.page, f"Show the codes: {before.kind} · {before.begun}")
    table = hall.page.past.codes
    shown = {str(table.model.index(at, 0).data()) for at in range(5)}
    assert shown == {one.code for one in hall.issues()}


def test_a_check_lists_what_stops_each_family_and_leads_there(hall: Hall) -> None:
    hall.home.put(School, hall.home.grove, phone="", attendance_phone="")
    hall.arrive("welcome")
    press(hall.page, "Check all")
    hall.until(" packets can be made.")
    assert "Haddad" in words(hall.page.account)
    assert hall.issues() == []
    press(hall.page, "Put it right: Haddad")
    assert hall.shell.went[-1][0] == "records"
    assert hall.shell.went[-1][1]["id"] == hall.home.grove


def test_families_that_one_school_stops_stand_together(hall: Hall) -> None:
    child = hall.home.workspace.new_id()
    other = next(one for one in hall.home.workspace.all(Household) if one.name == "Warsame 1")
    hall.home.add(
        Person(id=child, given_name="Ayaan", is_child=True),
        HouseholdMember(household=other.id, person=child),
        Enrollment(person=child, school=hall.home.grove, grade="2"),
    )
    hall.home.put(School, hall.home.grove, phone="", attendance_phone="")
    hall.arrive("welcome")
    press(hall.page, "Check all")
    hall.until(" packets can be made.")
    press(hall.page, "Put it right: 2 families: Haddad, Warsame 1")
    assert hall.shell.went[-1][1]["id"] == hall.home.grove


def test_what_goes_from_hand_to_hand_is_printed_by_itself(hall: Hall) -> None:
    hall.home.hide()
    hall.arrive()
    press(hall.page, "Check all")
    hall.until("4 of 5 packets can be made.")
    press(hall.page, "Put it right: Haddad")
    page, target = hall.shell.went[-1]
    assert (page, target["household"], target["kind"]) == ("packet", hall.home.family, "rights")


def test_a_full_disk_is_said_and_it_goes_on_later(
    hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, count = Folder.let_out, iter(range(99))

    def full(self: Folder, *given: object) -> str:
        if next(count) == 2:
            raise NoRoom("The disk is full.")
        return real(self, *given)

    monkeypatch.setattr(Folder, "let_out", full)
    hall.arrive()
    hall.save(tmp_path / "out")
    hall.until("Stopped: 2 of 5 packets are done. The disk is full.")
    assert "2 of 5 packets" in words(hall.page.past)
    monkeypatch.setattr(Folder, "let_out", real)
    (before,) = batch_pages.past(hall.home.workspace)
    press(hall.page, f"Go on: {before.kind} · {before.begun}")
    hall.until("5 of 5 packets.")
    assert len(list((tmp_path / "out").iterdir())) == 5
    assert len(hall.issues()) == 5


def test_cancel_keeps_what_is_done(
    hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cancelled(*_given: object, **_more: object) -> str:
        raise Cancelled("stopped")

    real = packets.save
    monkeypatch.setattr(packets, "save", cancelled)
    hall.arrive()
    hall.save(tmp_path / "out")
    hall.until("Stopped. 0 of 5 packets were made before that.")
    monkeypatch.setattr(packets, "save", real)
    assert not hall.page.busy
    assert hall.issues() == []


def test_a_filter_of_the_list_is_taken_over(hall: Hall) -> None:
    hall.arrive(filter="all", text="Warsame")
    assert "3 families, found by “Warsame”" in words(hall.page)
    press(hall.page, "Show them all")
    assert "5 families" in words(hall.page)
    hall.page.families.language.set_value("so")
    hall.page.families.language.chosen.emit()
    assert "3 families" in words(hall.page)


def test_only_kinds_for_families_are_offered_each_about_its_own(hall: Hall) -> None:
    hall.arrive("loan")
    kinds = hall.page.kind.kind
    offered = [kinds.itemText(at) for at in range(kinds.count())]
    assert "Route sheet" not in offered
    assert "Loan agreement" in offered
    assert "About" not in words(hall.page)
    press(hall.page, "Print all")
    assert "5 families have nothing that this is about" in words(hall.page)
    key(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert "Print them all?" not in words(hall.page)


@pytest.mark.parametrize("screen", LOOKS)
def test_every_control_is_named_and_everything_fits(
    hall: Hall, show_in: Show, screen: str, tmp_path: Path
) -> None:
    tag, scheme, scale, size = LOOKS[screen]
    hall.home.hide()
    hall.arrive()
    hall.save(tmp_path / "out")
    hall.until("4 of 5 packets.")
    hall.close()
    show_in(tag, scheme, scale)
    hall.make(size)
    hall.arrive()
    hall.page.check()
    hall._qtbot.waitUntil(lambda: not hall.page.busy, timeout=30_000)
    hall._qtbot.waitUntil(lambda: "Haddad" in words(hall.page.account), timeout=30_000)
    hall.page.past.show_codes(batch_pages.past(hall.home.workspace)[0])
    settle()
    assert unnamed(hall.page) == []
    assert too_wide(hall.page, size[0]) == []


def test_no_two_controls_share_a_key(hall: Hall) -> None:
    hall.arrive()
    shown = [one.text() for one in hall.page.findChildren(QLabel) if one.buddy()]
    shown += [one.text() for one in hall.page.findChildren(QAbstractButton) if one.isVisible()]
    keys = [text[text.index("&") + 1].casefold() for text in shown if "&" in text]
    assert len(keys) > 10
    assert sorted(keys) == sorted(set(keys))
