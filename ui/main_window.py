"""The window: the door when the workspace is locked, the desk when it is open, and the cover.

Its title is always neutral. At lock the pages and everything they show are destroyed.
"""

from __future__ import annotations

import gc
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from liaison_app.errors import LiaisonError
from ui import application, jobs, preferences
from ui.door import Door
from ui.qt import override

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QCloseEvent

    from liaison_app.actions.locking import Sealed
    from liaison_app.workspace import Workspace
    from ui.desk import Desk, Visit
    from ui.preferences import Preferences

_SIZE = (1366, 768)


class MainWindow(QMainWindow):
    """The window on one workspace folder.

    Args:
        folder: the workspace; None for the one in the person's own data folder.
    """

    def __init__(self, folder: Path | None = None) -> None:
        super().__init__()
        self.setWindowTitle("Liaison")
        self.folder = folder or default_folder()
        self.desk: Desk | None = None
        self._here: Visit = ("today", {})
        self._unlocked_at: datetime | None = None
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self._door: Door | None = None
        self._sealed: Sealed | None = None
        room = self.screen().availableSize()
        self.resize(min(_SIZE[0], room.width()), min(_SIZE[1], room.height()))
        self._show_door(None)

    # --- in

    def entered(self, workspace: Workspace, *, full: bool) -> None:
        """Show the open workspace, at the place where it was locked."""
        if full:
            self._unlocked_at = workspace.now()
        from liaison_app.actions import workspaces  # noqa: PLC0415  (loaded by now)

        self.folder = workspaces.folder_of(workspace)
        self._show_desk(workspace)

    def speak(self, language: str) -> None:
        """Show the whole window in this language from now on."""
        self.restyle(replace(preferences.load(), language=language))

    def open_folder(self, folder: Path) -> None:
        """Show the door of another workspace."""
        self.folder, self._here = folder, ("today", {})
        self._show_door(None)

    # --- out

    def lock(self) -> None:
        """Keep what is typed, close the files, drop the key, show the lock page without data.

        What cannot be kept (a full disk) is not lost: then the screen is covered instead.
        """
        desk = self.desk
        if desk is None:
            return
        try:
            desk.keep()
        except LiaisonError as error:
            desk.trouble(error)
            self.cover()
            return
        from liaison_app.actions import locking  # noqa: PLC0415  (loaded by now)

        workspace = desk.workspace
        self._here = desk.here
        sealed = locking.seal(workspace, self._unlocked_at or workspace.now())
        still_working = desk.stop()
        self._leave_desk()
        if still_working:  # it stops at its next step; nothing half done is kept
            jobs.start(self, lambda _report: workspace.close(), done=lambda _none: None)
        else:
            workspace.close()
        self._show_door(sealed)
        QTimer.singleShot(0, self, gc.collect)  # what pages showed must not linger in memory

    def cover(self) -> None:
        """Blank everything until the PIN or passphrase is given."""

    def restyle(self, chosen: Preferences) -> None:
        """Keep these preferences and show the whole window in them at once."""
        preferences.save(chosen)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            application.settle(app, chosen)
        if self.desk is None:
            self._show_door(self._sealed)
            return
        workspace, self._here = self.desk.workspace, self.desk.here
        self.desk.stop()
        self._leave_desk()
        self._show_desk(workspace)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        desk = self.desk
        if desk is not None:
            try:
                desk.keep()
            except LiaisonError as error:
                desk.trouble(error)
                event.ignore()
                return
            desk.stop()
            jobs.wait_for_all()
            desk.workspace.close()
        super().closeEvent(event)

    # --- inside

    def _show_desk(self, workspace: Workspace) -> None:
        from ui.desk import Desk  # noqa: PLC0415  (only once unlocked: it loads the store)

        self.desk = Desk(workspace, self)
        self._put(self.desk)
        self._door = self._sealed = None
        name, target = self._here
        self.desk.go(name, **target)

    def _leave_desk(self) -> None:
        close_other_windows(self)
        self.desk = None

    def _show_door(self, sealed: Sealed | None) -> None:
        self._sealed = sealed
        self._door = Door(self, sealed)
        self._put(self._door)

    def _put(self, widget: QWidget) -> None:
        """Show this alone; what was shown before is destroyed."""
        self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)
        for gone in self._stack.children():
            if isinstance(gone, QWidget) and gone is not widget:
                self._stack.removeWidget(gone)
                gone.deleteLater()


def default_folder() -> Path:
    """The same folder as `liaison_app.actions.workspaces.default_folder`, without loading it."""
    kind = QStandardPaths.StandardLocation.GenericDataLocation
    return Path(QStandardPaths.writableLocation(kind), "liaison", "workspace")


def close_other_windows(window: QMainWindow) -> None:
    """Close every dialog and popup: they may show what must not be seen any more."""
    for other in QApplication.topLevelWidgets():
        if other is not window and other.isVisible():
            other.close()
