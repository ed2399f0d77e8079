"""A window that exchanges by itself, in which the seconds pass when a test says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.actions import remotes
from liaison_app.remotes.addresses import Address
from liaison_app.store.changes import Written
from liaison_app.sync import remote_state
from tests.ui.windows import desk_of
from ui.main_window import MainWindow

if TYPE_CHECKING:
    import socket

    from pytestqt.qtbot import QtBot

    from liaison_app.store.driver import Connection
    from liaison_app.workspace import Workspace
    from ui.syncing import Syncing


class Window:
    """Rosa's window, in which the seconds pass when a test says so."""

    def __init__(self, qtbot: QtBot, workspace: Workspace) -> None:
        self.qtbot = qtbot
        self.window = MainWindow(workspace.shared.opened.folder.path)
        qtbot.addWidget(self.window)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.entered(workspace, full=True)
        assert self.window.idle
        self.window.idle._timer.stop()  # the clock of these tests jumps
        self.syncing._timer.stop()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    @property
    def syncing(self) -> Syncing:
        assert self.window.syncing
        return self.window.syncing

    def tick(self, times: int = 3) -> None:
        """Let it look as often, and end what it began."""
        for _each in range(times):
            self.syncing.tick()
            self.qtbot.waitUntil(lambda: not self.syncing.running, timeout=20_000)
            self.qtbot.waitUntil(lambda: self.syncing._looking is None, timeout=20_000)
            self.qtbot.wait(10)

    def begin(self) -> None:
        """Let it look until it has begun to exchange."""
        self.syncing._stale = True

        def begun() -> bool:
            self.syncing.tick()
            return self.syncing.running

        self.qtbot.waitUntil(begun, timeout=20_000)

    def line(self) -> str:
        """What the line says."""
        return desk_of(self.window).sidebar.exchange.words().replace("\u202f", " ")


def tried(workspace: Workspace) -> object:
    (found,) = remotes.remotes(workspace)
    return found.tried


def know_silent_place(workspace: Workspace, server: socket.socket) -> None:
    """Let a laptop know a place that it cannot have tried: its server never answers."""

    def know(conn: Connection) -> Written:
        url = f"webdav+http://127.0.0.1:{server.getsockname()[1]}/team"
        remote_state.add(conn, "office", Address(url, {}))
        return Written()

    workspace.receive("remote.add", know, changes=0)
