"""The exchange page: a file made, files taken in, a stick, colleagues, alarms, in words."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QWidget,
)

from liaison_app.actions import attachments, exchange, laptops, practice, workspaces
from liaison_app.errors import Cancelled, NoRoom
from liaison_app.language.catalogues import PSEUDO
from liaison_app.records.partnership import Note
from liaison_app.records.people import Household
from liaison_app.sync import alarms
from liaison_app.workspace import Add
from tests.ui.accessible import too_wide, unnamed
from tests.ui.pages.seen import button, until, words
from tests.ui.shells import OnePageShell, shown
from ui import jobs
from ui.look import Scheme
from ui.pages import exchange_sticks
from ui.pages.exchange import ExchangePage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.desk import StandingClock
    from tests.ui.conftest import Show
    from tests.ui.pages.team import Team


@pytest.fixture
def shell(team: Team, qtbot: QtBot) -> Iterator[OnePageShell]:
    with shown(ExchangePage, team.rosa, qtbot) as made:
        yield made


@pytest.fixture
def page(shell: OnePageShell) -> ExchangePage:
    return opened(shell)


def opened(shell: OnePageShell) -> ExchangePage:
    shell.go("exchange")
    QApplication.processEvents()
    found = shell.findChild(ExchangePage)
    assert isinstance(found, ExchangePage)
    return found


def test_alone_it_offers_to_invite_somebody(page: ExchangePage, shell: OnePageShell) -> None:
    assert "No other laptop in the team yet" in words(page)
    button(page, "Invite a laptop…").click()
    assert shell.went[-1] == ("laptops", {"invite": "1"})


def test_a_file_is_made_and_said_for_whom(
    team: Team, page: ExchangePage, shell: OnePageShell, qtbot: QtBot
) -> None:
    team.carry(team.ben_joins(), team.rosa)
    home = team.rosa.commit("family.add", [Add(Household(name="Warsame"))]).ids[0]
    photo = team.folder / "photo.jpg"
    photo.write_bytes(b"a picture")
    attachments.attach(team.rosa, home, photo)
    opened(shell)
    assert "only on this laptop" in words(page)
    page.make_at(team.folder / "for-ben")
    until(qtbot, page, "for Ben Ortiz")
    assert "1 attached file stays on this laptop; its name travels." in words(page)
    assert "on a stick, or send it" in words(page)
    assert (team.folder / "for-ben.flb").stat().st_size
    assert "only on this laptop" not in words(page)
    assert "on their way" in words(page)


def test_on_a_stick_it_may_be_pulled_out(
    team: Team, page: ExchangePage, qtbot: QtBot, sticks: list[Path]
) -> None:
    team.carry(team.ben_joins(), team.rosa)
    sticks.append(team.folder)
    page.make_at(team.folder / "out.flb")
    until(qtbot, page, "you can eject the stick now")


def test_a_file_is_never_replaced(team: Team, page: ExchangePage, qtbot: QtBot) -> None:
    (team.folder / "there.flb").write_text("a colleague's")
    page.make_at(team.folder / "there.flb")
    until(qtbot, page, "already a file")
    assert (team.folder / "there.flb").read_text() == "a colleague's"


def test_the_name_on_offer_is_a_day_and_no_person(
    team: Team, page: ExchangePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    (team.folder / "liaison-2026-11-21.flb").touch()
    asked: list[str] = []

    def ask(_parent: QWidget, _title: str, start: str, *_more: str, **_options: object) -> object:
        asked.append(start)
        return start, ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    monkeypatch.setattr(exchange_sticks, "sticks", lambda: [team.folder])
    page.make.start.click()
    qtbot.waitUntil(lambda: page.account is not None)
    assert asked == [str(team.folder / "liaison-2026-11-21-2.flb")]


def test_a_file_is_taken_in_and_leads_to_its_differences(
    team: Team, page: ExchangePage, shell: OnePageShell, qtbot: QtBot
) -> None:
    team.family_moves()
    assert team.ben
    family = team.ben.all(Household)[0].id
    team.ben.commit("note.add", [Add(Note(household=family, text="Ring twice"))])
    page.take_in([team.file_of(team.ben)])
    until(qtbot, page, "The file is taken in")
    said = words(page)
    assert "File of Ben Ortiz, made today at" in said
    assert "are new here" in said
    assert "1 difference" in said
    assert [note.text for note in team.rosa.all(Note)] == ["Ring twice"]
    button(page, "Look at the differences").click()
    assert shell.went[-1] == ("differences", {})


def test_a_file_seen_before_changes_nothing(team: Team, page: ExchangePage, qtbot: QtBot) -> None:
    path = team.file_of(team.ben_joins())
    page.take_in([path])
    until(qtbot, page, "New in the team: Ben Ortiz")
    page.take_in([path])
    until(qtbot, page, "taken in before. Nothing was changed")


@pytest.mark.parametrize("spoil", ["cut", "foreign", "practice", "missing"])
def test_what_is_no_file_of_the_team_changes_nothing(
    team: Team, page: ExchangePage, qtbot: QtBot, spoil: str, tmp_path: Path
) -> None:
    path = team.file_of(team.ben_joins())
    if spoil == "cut":
        path.write_bytes(path.read_bytes()[:-7])
    elif spoil == "foreign":
        path.write_text("a shopping list")
    elif spoil == "missing":
        path.unlink()
    else:
        path = tmp_path / "practice.flb"
        practice.make(tmp_path / "practice", families=1)
        with workspaces.unlock(tmp_path / "practice", practice.PASSPHRASE) as other:
            exchange.make_file(other, path)
    before = workspaces.check(team.rosa).digest
    page.take_in([path])
    qtbot.waitUntil(lambda: page._over.is_set() and page._answer.count() == 1, timeout=20_000)
    assert "taken in" not in words(page._answer.itemAt(0).widget())
    assert len(words(page._answer.itemAt(0).widget())) > 20
    assert workspaces.check(team.rosa).digest == before


def test_both_ways_with_a_stick(
    team: Team, page: ExchangePage, shell: OnePageShell, qtbot: QtBot, sticks: list[Path]
) -> None:
    exchange.make_file(team.rosa, team.folder / "of-rosa.flb")
    team.file_of(team.ben_joins())
    (team.folder / "damaged.flb").write_bytes(b"FLB1\n and no more")
    (team.folder / "photo.jpg").write_bytes(b"not ours")
    before = set(team.folder.iterdir())
    sticks.append(team.folder)
    opened(shell)
    assert page.stick.start.hasFocus()
    page.stick.start.click()
    until(qtbot, page, "Exchanged with the stick")
    said = words(page)
    assert "New in the team: Ben Ortiz" in said
    assert "damaged.flb: " in said
    assert page.account
    assert [one.who for one in page.account.taken] == ["Ben Ortiz"]
    assert "you can eject the stick now" in said
    (ours,) = set(team.folder.iterdir()) - before
    assert ours.name == "liaison-2026-11-21.flb"
    assert team.ben
    assert exchange.take_file(team.ben, ours).who == "Rosa"
    page.stick.start.click()  # his file, which she has, is left alone, and hers written anew
    qtbot.waitUntil(lambda: page.account is not None and not page.account.taken, timeout=20_000)
    assert set(team.folder.iterdir()) - before == {ours}


def test_a_full_stick_does_not_hide_what_was_taken_in(
    team: Team,
    page: ExchangePage,
    qtbot: QtBot,
    sticks: list[Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    team.file_of(team.ben_joins())
    sticks.append(team.folder)

    def full(*_given: object, **_more: object) -> object:
        raise NoRoom("The stick is full. Delete something on it.")

    monkeypatch.setattr(exchange, "make_file", full)
    page.swap(team.folder)
    until(qtbot, page, "The stick is full.")
    assert "New in the team: Ben Ortiz" in words(page)


def test_a_stick_that_is_pulled_out_is_what_one_is_told_of(
    team: Team, page: ExchangePage, qtbot: QtBot, sticks: list[Path]
) -> None:
    stick = team.folder / "stick"
    sticks.append(stick)
    page.swap(stick)
    until(qtbot, page, "The stick is gone.")


def test_colleagues_and_what_they_lack(
    team: Team, page: ExchangePage, shell: OnePageShell, clock: StandingClock
) -> None:
    ben = team.ben_joins()
    team.carry(ben, team.rosa)
    opened(shell)
    assert "Ben Ortiz" in words(page)
    assert "May lack " in words(page)
    team.carry(team.rosa, ben)
    clock.wait(days=1)
    team.carry(ben, team.rosa)
    opened(shell)
    assert "Has everything" in words(page)
    assert "Last heard: today at" in words(page)
    assert "Every colleague is known to have everything" in words(page)


def test_a_colleagues_wrong_clock_is_said(
    team: Team, page: ExchangePage, qtbot: QtBot, clock: StandingClock
) -> None:
    ben = team.ben_joins()
    clock.wait(days=40)
    ben.commit("family.add", [Add(Household(name="From the future"))])
    path = team.file_of(ben)
    clock.at -= timedelta(days=40)
    page.take_in([path])
    until(qtbot, page, "The file is taken in")
    assert "clock" in words(page)
    assert [family.name for family in team.rosa.all(Household)] == ["From the future"]


def test_an_alarm_stays_until_somebody_has_read_it(
    team: Team, page: ExchangePage, shell: OnePageShell
) -> None:
    with team.rosa.conn:
        alarms.add(team.rosa.conn, team.clock(), alarms.RESTORED, {})
    opened(shell)
    opened(shell)
    assert "restored or copied" in words(page)
    button(page, "I have read this").click()
    assert "restored or copied" not in words(page)
    assert laptops.alarms(team.rosa) == ()


def test_it_reads_again_when_something_is_written(
    team: Team, page: ExchangePage, shell: OnePageShell
) -> None:
    team.carry(team.ben_joins(), team.rosa)
    page.make_at(team.folder / "all.flb")
    QTest.qWait(10)
    assert jobs.wait_for_all()
    opened(shell)
    team.rosa.commit("family.add", [Add(Household(name="Since then"))])
    QApplication.processEvents()
    assert "1 change is only on this laptop" in words(page)


def test_files_are_dropped_or_pasted(team: Team, page: ExchangePage, qtbot: QtBot) -> None:
    path = team.file_of(team.ben_joins())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    keys = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0))
    entering = QDragEnterEvent(QPoint(9, 9), *keys)
    page.dragEnterEvent(entering)
    assert entering.isAccepted()
    page.dropEvent(QDropEvent(QPointF(9, 9), *keys))
    until(qtbot, page, "New in the team: Ben Ortiz")
    for typed in (f'"{path}"', QUrl.fromLocalFile(str(path)).toString()):
        page.take.path.setText(typed)
        QTest.keyClick(page.take.path, Qt.Key.Key_Return)
        until(qtbot, page, "taken in before")
        page._answer.itemAt(0).widget().hide()


def test_after_stopping_one_can_begin_again(
    team: Team, page: ExchangePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    team.carry(team.ben_joins(), team.rosa)
    real = exchange.make_file

    def stopped(*_given: object, **_more: object) -> object:
        raise Cancelled("Stopped.")

    monkeypatch.setattr(exchange, "make_file", stopped)
    page.make_at(team.folder / "a.flb")
    qtbot.waitUntil(page._over.is_set)
    monkeypatch.setattr(exchange, "make_file", real)
    page.make_at(team.folder / "a.flb")
    until(qtbot, page, "The file is made")


@pytest.mark.parametrize(("tag", "scale"), [("en", 2.0), ("ar", 1.0), (PSEUDO, 1.0)])
def test_it_fits_and_everything_has_a_name(
    team: Team,
    page: ExchangePage,
    shell: OnePageShell,
    qtbot: QtBot,
    show_in: Show,
    *,
    sticks: list[Path],
    tag: str,
    scale: float,
) -> None:
    team.family_moves()
    assert team.ben
    with team.rosa.conn:
        alarms.add(team.rosa.conn, team.clock(), alarms.RESTORED, {})
    show_in(tag, Scheme.LIGHT, scale)
    shell.resize(int((683 - 68) * scale), int(384 * scale))
    sticks.append(team.folder)
    opened(shell)
    page.take_in([team.file_of(team.ben)])
    qtbot.waitUntil(lambda: page.account is not None, timeout=20_000)
    QApplication.processEvents()
    assert unnamed(page) == []
    assert too_wide(page, page.width()) == []
