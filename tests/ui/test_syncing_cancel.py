"""An exchange that began by itself: how far it is, Cancel, and when the next one is."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QProgressBar

from liaison_app.actions import new_families, remotes
from liaison_app.actions.automatic import EVERY
from liaison_app.actions.new_families import NewFamily
from liaison_app.actions.remote_turns import alone
from tests.ui.accessible import name_of
from tests.ui.pages.seen import button, words
from tests.ui.synced_window import Window, know_silent_place, tried
from tests.ui.windows import desk_of

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


def test_an_exchange_that_takes_long_shows_how_far_it_is_and_can_be_cancelled(
    team: Team, rosas: Window, clock: StandingClock
) -> None:
    rosas.window.resize(1366, 768)
    progress = desk_of(rosas.window).sidebar.progress
    with socket.create_server(("127.0.0.1", 0)) as server:  # it lets in, and never answers
        know_silent_place(team.rosa, server)
        rosas.begin()
        rosas.qtbot.waitUntil(progress.isVisible)
        assert rosas.line() == "Exchanging…"
        asked, _address = server.accept()
        assert name_of(progress.findChild(QProgressBar)) == "Exchanging…"
        cancel = button(progress, "Cancel")
        assert name_of(cancel) == "Cancel the exchange"
        cancel.setFocus()
        QTest.keyClick(cancel, Qt.Key.Key_Return)
        assert not progress.isVisible()
        assert not rosas.syncing.running
        assert rosas.line() == "Not exchanged yet"
        assert desk_of(rosas.window).sidebar.exchange.hasFocus()
        rosas.syncing.timing.due = clock()
        rosas.syncing.tick()
        assert not rosas.syncing.running  # the one that was stopped waits for its server still
        asked.close()
    rosas.qtbot.waitUntil(rosas.syncing._over.is_set, timeout=20_000)


def test_what_was_cancelled_waits_for_its_turn_whatever_is_written_meanwhile(
    team: Team, rosas: Window, place: Path, clock: StandingClock
) -> None:
    remotes.add(team.rosa, "office", f"folder:{place}", {})
    with alone(team.rosa, None):
        rosas.begin()
        rosas.syncing.cancel()
    rosas.qtbot.waitUntil(rosas.syncing._over.is_set, timeout=20_000)
    assert tried(team.rosa) is None
    new_families.add(team.rosa, NewFamily(name="Tran"))
    rosas.syncing._connected()
    clock.wait(seconds=EVERY.total_seconds() - 1)
    rosas.tick()
    assert tried(team.rosa) is None
    clock.wait(seconds=1)
    rosas.tick()
    assert tried(team.rosa) is not None


def test_what_was_cancelled_is_exchanged_at_once_when_somebody_asks(
    team: Team, rosas: Window, place: Path
) -> None:
    remotes.add(team.rosa, "office", f"folder:{place}", {})
    with alone(team.rosa, None):
        rosas.begin()
        rosas.syncing.cancel()
    desk = desk_of(rosas.window)
    desk.go("exchange")
    rosas.qtbot.wait(20)
    button(desk, "Exchange now").click()
    rosas.qtbot.waitUntil(lambda: "Exchanged with office" in words(desk), timeout=20_000)


def test_an_exchange_that_ends_at_once_shows_no_progress(
    team: Team, rosas: Window, place: Path
) -> None:
    remotes.add(team.rosa, "office", f"folder:{place}", {})
    rosas.tick()
    rosas.qtbot.wait(400)
    assert not desk_of(rosas.window).sidebar.progress.isVisible()
