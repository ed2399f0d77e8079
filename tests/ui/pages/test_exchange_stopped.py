"""The exchange in the window: sticks, work that is stopped, and where a record is known to be."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from liaison_app.actions import exchange, workspaces
from liaison_app.records.partnership import Note
from liaison_app.records.people import Household
from liaison_app.workspace import Add
from tests.desk import PASSPHRASE
from tests.ui import windows
from tests.ui.pages.seen import button, words
from ui import jobs
from ui.desk import Desk
from ui.pages import exchange_sticks
from ui.pages.exchange import ExchangePage
from ui.pages.receipt_line import ReceiptLine

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from liaison_app.workspace import Workspace
    from tests.ui.pages.team import Team
    from ui.jobs import Report


class Owner:
    """The window that holds the desk, as far as it asks for one."""

    def lock(self) -> None: ...
    def cover(self) -> None: ...
    def restyle(self, chosen: object) -> None: ...


def test_only_what_was_put_in_by_hand_is_a_stick(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/sda1 / ext4 rw 0 0\n"
        "server:/home /home/shared nfs rw 0 0\n"
        "/dev/sdb1 /media/rosa/BLUE\\040STICK vfat rw 0 0\n"
        "/dev/sdc1 /run/media/rosa/card exfat rw 0 0\n"
    )
    monkeypatch.setattr(exchange_sticks, "_MOUNTS", mounts)
    found = exchange_sticks._mounted_by_hand()
    assert [path.as_posix() for path in found] == [
        "/media/rosa/BLUE STICK",
        "/run/media/rosa/card",
    ]


def test_work_that_is_cancelled_lets_the_next_begin(
    team: Team, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    team.carry(team.ben_joins(), team.rosa)
    desk = Desk(team.rosa, Owner())
    qtbot.addWidget(desk)
    desk.show()
    desk.go("exchange")
    page = desk.findChild(ExchangePage)
    assert isinstance(page, ExchangePage)
    real = exchange.make_file

    def endless(*_given: object, progress: Report, **_more: object) -> object:
        while True:
            progress(1, 2)
            time.sleep(0.01)

    monkeypatch.setattr(exchange, "make_file", endless)
    page.make_at(team.folder / "a.flb")
    page.make_at(team.folder / "b.flb")
    assert "Wait until the work under way is done." in words(page)
    qtbot.waitUntil(lambda: "Making a file" in words(desk))
    button(desk, "Cancel").click()
    qtbot.waitUntil(page._over.is_set)
    monkeypatch.setattr(exchange, "make_file", real)
    page.make_at(team.folder / "a.flb")
    qtbot.waitUntil(lambda: "The file is made" in words(page), timeout=20_000)
    desk.stop()


def test_locking_while_a_file_is_taken_in_changes_nothing(
    team: Team, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = team.file_of(team.ben_joins())
    before = workspaces.check(team.rosa).digest
    team.rosa.close()
    window = windows.opened(qtbot, tmp_path / "rosa")
    desk = windows.desk_of(window)
    desk.go("exchange")
    page = desk.findChild(ExchangePage)
    assert isinstance(page, ExchangePage)
    real, began = exchange.take_file, threading.Event()

    def slow(view: Workspace, source: Path, *, progress: Report) -> object:
        began.set()
        for _n in range(500):
            time.sleep(0.01)
            progress(1, 2)
        return real(view, source, progress=progress)

    monkeypatch.setattr(exchange, "take_file", slow)
    page.take_in([path])
    qtbot.waitUntil(began.is_set)
    window.lock()
    assert window.desk is None
    assert jobs.wait_for_all()
    qtbot.waitUntil(lambda: window.door is not None and window.door.isEnabled())
    team.rosa = workspaces.unlock(tmp_path / "rosa", PASSPHRASE)
    assert workspaces.check(team.rosa).digest == before
    window.close()


def test_a_record_says_where_it_is(team: Team, qtbot: QtBot) -> None:
    family = team.rosa.commit("family.add", [Add(Household(name="Tran"))]).ids[0]
    assert not seen_of(team, qtbot, ("household", family))  # nobody else is in the team
    ben = team.ben_joins()
    team.carry(ben, team.rosa)
    assert seen_of(team, qtbot, ("household", family)) == "Only on this laptop."
    team.carry(team.rosa, ben)
    assert "In a file made" in seen_of(team, qtbot, ("household", family))
    team.carry(ben, team.rosa)
    assert seen_of(team, qtbot, ("household", family)) == "Received by Ben Ortiz."
    note = team.rosa.commit("note.add", [Add(Note(household=family, text="New"))]).ids[0]
    both = seen_of(team, qtbot, ("household", family), ("note", note))
    assert both == "Only on this laptop."


def seen_of(team: Team, qtbot: QtBot, *records: tuple[str, str]) -> str:
    """What the line about these records shows."""
    line = ReceiptLine(team.rosa, *records)
    holder = QWidget()
    qtbot.addWidget(holder)
    QVBoxLayout(holder).addWidget(line)
    said = line.words().translate(str.maketrans("", "", "\u2068\u2069"))
    return said if line.isVisibleTo(holder) else ""
