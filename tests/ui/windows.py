"""A real window on a real workspace, for tests of what stands around the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.actions import practice, workspaces
from tests.desk import PASSPHRASE, workspace_at
from ui.main_window import MainWindow

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.desk import Desk


def empty_workspace(folder: Path) -> Path:
    """A closed workspace without families."""
    workspace_at(folder).close()
    return folder


def practice_workspace(folder: Path) -> Path:
    """A closed practice caseload of a few families."""
    practice.make(folder, families=6, seed=7)
    return folder


def opened(qtbot: QtBot, folder: Path, passphrase: str = PASSPHRASE) -> MainWindow:
    """The window with its workspace open, in sight and active."""
    window = MainWindow(folder)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.entered(workspaces.unlock(folder, passphrase), full=True)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def desk_of(window: MainWindow) -> Desk:
    """What stands around the pages."""
    assert window.desk
    return window.desk
