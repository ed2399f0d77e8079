"""Exchanging by itself: begun at unlock, quiet, never under anybody's hands, never in the way."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtNetwork import QNetworkInformation
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QTextEdit

from liaison_app.actions import automatic, new_families, remotes
from liaison_app.actions.automatic import EVERY, SOON
from liaison_app.actions.new_families import NewFamily
from liaison_app.actions.remote_turns import alone
from liaison_app.records.people import Household
from tests.ui.pages.seen import button, words
from tests.ui.synced_window import Window, know_silent_place, tried
from tests.ui.windows import desk_of
from ui import syncing
from ui.network_watch import NetworkWatch, Reachability
from ui.pages import exchange_sticks
from ui.pages.differences import DifferencesPage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.desk import StandingClock
    from tests.ui.pages.team import Team


@pytest.fixture
def rosas(qtbot: QtBot, team: Team) -> Iterator[Window]:
    made = Window(qtbot, team.rosa)
    yield made
    made.window.close()


def test_without_a_place_nothing_is_said(rosas: Window) -> None:
    rosas.tick()
    assert not desk_of(rosas.window).sidebar.exchange.isVisible()


def test_it_begins_at_once_and_says_when_it_was(
    team: Team, place: Path, qtbot: QtBot, clock: StandingClock
) -> None:
    remotes.add(team.rosa, "office", f"folder:{place}", {})
    rosas = Window(qtbot, team.rosa)
    rosas.tick()
    assert rosas.line() == "Exchanged 9:52 AM"
    assert (place / "remote.json").exists()
    clock.wait(seconds=EVERY.total_seconds() - 1)
    before = tried(team.rosa)
    rosas.tick()
    assert tried(team.rosa) == before
    clock.wait(seconds=1)
    rosas.tick()
    assert tried(team.rosa) != before
    rosas.window.close()


def test_what_is_written_goes_out_soon_and_what_came_does_not_call_for_more(
    team: Team, rosas: Window, place: Path, clock: StandingClock
) -> None:
    team.carry(team.ben_joins(), team.rosa)
    team.carry(team.rosa, team.ben)
    for one in (team.rosa, team.ben):
        assert one
        remotes.add(one, "office", f"folder:{place}", {})
    rosas.tick()
    new_families.add(team.rosa, NewFamily(name="Tran"))
    rosas.tick()
    assert team.ben
    remotes.sync(team.ben)
    assert team.ben.all(Household) == []
    clock.wait(seconds=SOON.total_seconds())
    rosas.tick()
    remotes.sync(team.ben)
    assert [one.name for one in team.ben.all(Household)] == ["Tran"]
    new_families.add(team.ben, NewFamily(name="Warsame"))
    remotes.sync(team.ben)
    clock.wait(seconds=EVERY.total_seconds())
    rosas.tick()
    assert len(team.rosa.all(Household)) == 2
    new_families.add(team.ben, NewFamily(name="Rivas"))
    team.carry(team.ben, team.rosa)
    rosas.tick()
    assert rosas.syncing.timing.due == clock() + EVERY


def test_what_is_written_during_an_exchange_goes_out_soon_too(
    team: Team, rosas: Window, place: Path, clock: StandingClock
) -> None:
    remotes.add(team.rosa, "office", f"folder:{place}", {})
    with alone(team.rosa, None):
        rosas.begin()
        new_families.add(team.rosa, NewFamily(name="Tran"))
        rosas.qtbot.wait(20)
    rosas.qtbot.waitUntil(lambda: not rosas.syncing.running)
    assert rosas.syncing.timing.due == clock() + SOON


def test_a_stick_is_exchanged_with_when_it_is_put_in(
    team: Team, rosas: Window, place: Path, monkeypatch: pytest.MonkeyPatch, clock: StandingClock
) -> None:
    spoken: list[str] = []
    monkeypatch.setattr(syncing, "announce", lambda _line, said: spoken.append(said))
    remotes.add(team.rosa, "stick", f"folder:{place}", {})
    rosas.tick()
    place.rename(place.with_name("pulled-out"))
    new_families.add(team.rosa, NewFamily(name="Tran"))
    rosas.tick()
    clock.wait(seconds=SOON.total_seconds())
    rosas.tick()
    assert rosas.line().startswith("Not connected; ")
    assert rosas.line().endswith("changes wait")
    assert len(spoken) == 1
    clock.wait(seconds=31)
    rosas.tick(10)
    assert len(spoken) == 1  # once, however often it is tried
    place.with_name("pulled-out").rename(place)
    for _each in range(40):
        rosas.tick(syncing._LOOK_EVERY)
        if rosas.line().startswith("Exchanged"):
            break
    assert rosas.line().startswith("Exchanged")


def test_a_stick_is_known_under_another_letter(
    team: Team, rosas: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: StandingClock
) -> None:
    first, other = tmp_path / "E", tmp_path / "F"
    (first / "Liaison").mkdir(parents=True)
    remotes.add(team.rosa, "stick", f"folder:{first / 'Liaison'}", {})
    rosas.tick()
    first.rename(tmp_path / "pulled-out")
    clock.wait(seconds=EVERY.total_seconds())
    rosas.tick(syncing._LOOK_EVERY * 2)
    assert rosas.line().startswith("Not connected")
    (tmp_path / "pulled-out").rename(other)
    monkeypatch.setattr(exchange_sticks, "sticks", lambda: [other])
    for _each in range(40):
        rosas.tick(syncing._LOOK_EVERY)
        if rosas.line().startswith("Exchanged"):
            break
    assert rosas.line().startswith("Exchanged")
    assert remotes.find(team.rosa, "stick").url == f"folder:{other / 'Liaison'}"


def test_a_network_that_comes_back_is_used_at_once(
    team: Team, rosas: Window, place: Path, clock: StandingClock
) -> None:
    called: list[int] = []
    watch = NetworkWatch(rosas.window, lambda: called.append(1))
    for now in (Reachability.Disconnected, Reachability.Online, Reachability.Online):
        watch.changed(now)
    assert called == [1]
    remotes.add(team.rosa, "office", f"folder:{place}", {})
    rosas.tick()
    network = rosas.syncing._network
    assert network
    before = tried(team.rosa)
    clock.wait(seconds=1)
    network.changed(QNetworkInformation.Reachability.Disconnected)
    network.changed(QNetworkInformation.Reachability.Online)
    rosas.tick()
    assert tried(team.rosa) != before


def test_never_while_a_difference_is_answered(
    team: Team, rosas: Window, place: Path, clock: StandingClock
) -> None:
    team.family_moves()
    assert team.ben
    team.carry(team.ben, team.rosa)
    remotes.add(team.rosa, "office", f"folder:{place}", {})
    desk = desk_of(rosas.window)
    desk.go("differences")
    page = desk.findChild(DifferencesPage)
    assert isinstance(page, DifferencesPage)
    page.write(page.cards[0].one)
    rosas.tick()
    clock.wait(hours=2)
    rosas.tick()
    assert tried(team.rosa) is None
    page.panel.shut()
    rosas.tick()
    assert tried(team.rosa) is not None


def test_never_while_a_question_waits_for_its_answer(
    team: Team, rosas: Window, place: Path, clock: StandingClock
) -> None:
    remotes.add(team.rosa, "office", f"folder:{place}", {})
    desk = desk_of(rosas.window)
    desk.go("exchange")
    rosas.qtbot.wait(20)
    button(desk, "Forget…").click()
    rosas.tick()
    clock.wait(hours=2)
    rosas.tick()
    assert tried(team.rosa) is None
    button(desk, "Cancel").click()
    rosas.tick()
    assert tried(team.rosa) is not None


def test_never_while_words_are_compared_by_phone(team: Team, rosas: Window, place: Path) -> None:
    team.carry(team.ben_joins(by_post=True), team.rosa)
    remotes.add(team.rosa, "office", f"folder:{place}", {})
    desk = desk_of(rosas.window)
    desk.go("laptops")
    rosas.tick()
    assert tried(team.rosa) is None
    button(desk, "The words are the same: admit").click()
    rosas.tick()
    assert tried(team.rosa) is not None


def test_the_keyboard_stays_on_its_button_while_changes_arrive(
    team: Team, rosas: Window, place: Path, clock: StandingClock
) -> None:
    team.carry(team.ben_joins(), team.rosa)
    team.carry(team.rosa, team.ben)
    assert team.ben
    for one in (team.rosa, team.ben):
        remotes.add(one, "office", f"folder:{place}", {})
    desk = desk_of(rosas.window)
    desk.go("laptops")
    rosas.qtbot.wait(50)
    remove = button(desk, "Remove…")
    remove.setFocus()
    new_families.add(team.ben, NewFamily(name="Tran"))
    remotes.sync(team.ben)
    rosas.tick()
    assert team.rosa.all(Household)
    rosas.qtbot.wait(50)
    now = button(desk, "Remove…")
    assert now is not remove
    assert now.hasFocus()


def test_not_while_somebody_types_but_not_held_up_for_ever(
    team: Team, rosas: Window, place: Path
) -> None:
    remotes.add(team.rosa, "office", f"folder:{place}", {})
    seconds = [0.0]
    rosas.syncing._seconds = lambda: seconds[0]
    desk = desk_of(rosas.window)
    desk.go("families")
    field = next(one for one in desk.findChildren(QLineEdit) if one.isVisible())
    field.setFocus()
    for letter in "Warsame":
        QTest.keyClicks(field, letter)
        seconds[0] += 4
        rosas.tick()
    assert tried(team.rosa) is None
    seconds[0] += 11
    rosas.tick()
    assert tried(team.rosa) is not None
    assert field.text() == "Warsame"


def test_switched_off_it_waits_for_somebody(team: Team, rosas: Window, place: Path) -> None:
    remotes.add(team.rosa, "office", f"folder:{place}", {})
    automatic.set_by_itself(team.rosa, on=False)
    rosas.tick()
    assert tried(team.rosa) is None
    assert rosas.line() == "Not exchanged yet"
    desk_of(rosas.window).job(
        lambda view, report: remotes.sync(view, progress=report), lambda _done: None, label="x"
    )
    rosas.tick(1)
    rosas.qtbot.waitUntil(lambda: not desk_of(rosas.window).working())
    rosas.tick()
    assert rosas.line().startswith("Exchanged")


def test_what_needs_a_look_leads_to_the_page_that_says_so(
    team: Team, rosas: Window, place: Path, clock: StandingClock
) -> None:
    remotes.add(team.rosa, "office", f"folder:{place}", {})
    rosas.tick()
    place.rename(place.with_name("full"))
    place.mkdir()
    clock.wait(seconds=EVERY.total_seconds())
    rosas.tick()
    assert rosas.line() == "Exchange: needs a look"
    desk = desk_of(rosas.window)
    QTest.keyClick(desk.sidebar.exchange, Qt.Key.Key_Return)
    assert desk.here == ("health", {})
    rosas.qtbot.waitUntil(lambda: "though it held your team's changes before" in words(desk))


def test_locking_does_not_wait_for_a_server_that_says_nothing(
    team: Team, rosas: Window, qtbot: QtBot
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:  # it lets in, and never answers
        know_silent_place(team.rosa, server)
        rosas.begin()
        assert rosas.line() == "Exchanging…"
        asked, _address = server.accept()
        over = rosas.syncing._over
        rosas.window.lock()
        assert not over.is_set()  # the request is still under way
        assert rosas.window.desk is None
        qtbot.waitUntil(lambda: team.rosa.shared.closed, timeout=20_000)
        assert rosas.window.door
        asked.close()


def test_an_exchange_by_hand_waits_for_the_one_under_way(
    team: Team, rosas: Window, place: Path
) -> None:
    remotes.add(team.rosa, "office", f"folder:{place}", {})
    with alone(team.rosa, None):
        rosas.begin()
    rosas.tick()
    assert rosas.line().startswith("Exchanged")


def test_a_form_keeps_its_words_and_the_keyboard_while_changes_arrive(
    team: Team, rosas: Window, place: Path, clock: StandingClock
) -> None:
    team.family_moves()
    assert team.ben
    for one in (team.rosa, team.ben):
        remotes.add(one, "office", f"folder:{place}", {})
    remotes.sync(team.ben)
    desk = desk_of(rosas.window)
    family = team.rosa.all(Household)[0].id
    desk.go("family", household=family, form="note")
    rosas.qtbot.wait(50)
    seconds = [0.0]
    rosas.syncing._seconds = lambda: seconds[0]
    focused = desk.focusWidget()
    assert focused
    QTest.keyClicks(focused, "She said that")
    rosas.tick()
    assert tried(team.rosa) is None
    for _each in range(2):
        seconds[0] += 3600  # she was called away
        rosas.tick()
    assert tried(team.rosa) is not None
    assert desk.focusWidget() is focused
    assert isinstance(focused, QTextEdit)
    assert focused.toPlainText() == "She said that"
