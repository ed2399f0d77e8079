"""The window: the door when the workspace is locked, the desk when it is open, and the shade.

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
from ui.door import DATABASE, Door
from ui.qt import override

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QCloseEvent

    from liaison_app.actions.locking import PinTries, Sealed
    from liaison_app.workspace import Workspace
    from ui.desk import Desk, Visit
    from ui.lock import IdleWatch
    from ui.preferences import Preferences
    from ui.session_signals import SessionWatch
    from ui.shade import Shade
    from ui.syncing import Syncing

_SIZE = (1366, 768)
_LISTEN_AFTER_MS = 500  # the first page is painted; nobody left the screen meanwhile


class MainWindow(QMainWindow):
    """The window on one workspace folder.

    Args:
        folder: the workspace; None for the one in the person's own data folder.
    """

    def __init__(self, folder: Path | None = None) -> None:
        super().__init__()
        self.setWindowTitle("Liaison")
        self.folder = folder or remembered_folder()
        self._remembers = folder is None  # a folder that was named once is not for every day
        self.desk: Desk | None = None
        self.door: Door | None = None
        self.shade: Shade | None = None
        self.idle: IdleWatch | None = None
        self.syncing: Syncing | None = None
        self._session: SessionWatch | None = None
        self._here: Visit = ("today", {})
        self._unlocked_at: datetime | None = None
        self._tries: PinTries | None = None
        self._sealed: Sealed | None = None
        self._focused: QWidget | None = None
        self._closing = False
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        room = self.screen().availableSize()
        self.resize(min(_SIZE[0], room.width()), min(_SIZE[1], room.height()))
        self._show_door(None)

    def appear(self) -> None:
        """Show it; on a screen no larger than itself without the frame, which would not fit."""
        room = self.screen().availableSize()
        if room.width() <= _SIZE[0] or room.height() <= _SIZE[1]:
            self.showMaximized()
        else:
            self.show()

    # --- in

    def entered(self, workspace: Workspace, *, full: bool) -> None:
        """Show the open workspace, at the place where it was locked."""
        from liaison_app.actions import locking, workspaces  # noqa: PLC0415  (loaded by now)

        if full or self._unlocked_at is None:
            self._unlocked_at = workspace.now()
        self._tries = locking.PinTries()
        self.folder = workspaces.folder_of(workspace)
        if self._remembers and not workspace.practice:
            remember_folder(self.folder)
        self._show_desk(workspace)
        self._watch(workspace)

    def speak(self, language: str) -> None:
        """Show the whole window in this language from now on."""
        self.restyle(replace(preferences.load(), language=language))

    def trouble(self, error: LiaisonError) -> None:
        """Say that something went wrong, where the person looks."""
        if self.desk:
            self.desk.trouble(error)
        elif self.door:
            self.door.trouble(error)

    def open_folder(self, folder: Path) -> None:
        """Show the door of another workspace."""
        self.folder, self._here = folder, ("today", {})
        self._show_door(None)

    # --- out

    def lock(self, *, with_pin: bool = True) -> None:
        """Keep what is typed, close the files, drop the key, show the lock page without data.

        What cannot be kept (a full disk) is not lost: then the screen is covered instead.

        Args:
            with_pin: whether the PIN, if there is one, may open it again for a while.
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
        from liaison_app.actions import locking  # noqa: PLC0415

        workspace, self._here = desk.workspace, desk.here
        sealed = None
        if with_pin and self._unlocked_at:
            sealed = locking.seal(workspace, self._unlocked_at)
        try:
            self._close(workspace)
        finally:  # whatever goes wrong in closing, nothing of a family stays in sight
            self._show_door(sealed)
        QTimer.singleShot(0, self, gc.collect)  # what pages showed must not linger in memory

    def cover(self) -> None:
        """Blank everything until the PIN or passphrase is given; the pages stay as they are."""
        if self.desk is None or self.shade is not None or self._tries is None:
            return
        from ui.shade import Shade  # noqa: PLC0415

        self._focused = self.focusWidget()
        self.shade = Shade(
            self.desk.workspace,
            self._uncover,
            self.lock,
            lambda: self.lock(with_pin=False),
            self._tries,
        )
        close_other_windows(self)
        self._stack.addWidget(self.shade)
        self._stack.setCurrentWidget(self.shade)

    def restore(self) -> None:
        """Lock, and show the page that restores a backup."""
        self.lock()
        if self.door:
            self.door.show_page("restore")

    def gone(self) -> None:
        """The workspace was erased from this laptop: show what an empty place shows."""
        if self.desk:
            self._here = ("today", {})
            self._close(self.desk.workspace)
            self._show_door(None)

    def set_idle_minutes(self, minutes: int) -> None:
        """Lock after this many minutes without use from now on."""
        if self.idle:
            self.idle.set_minutes(minutes)

    def restyle(self, chosen: Preferences) -> None:
        """Keep these preferences and show the whole window in them at once."""
        preferences.save(chosen)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            application.settle(app, chosen)
        desk = self.desk
        if desk is None:
            self._show_door(self._sealed)
            return
        try:
            desk.keep()
        except LiaisonError as error:
            desk.trouble(error)
            return
        self._here = desk.here
        desk.stop()
        self._show_desk(desk.workspace)

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
            self._close(desk.workspace)
        super().closeEvent(event)

    # --- inside

    def _show_desk(self, workspace: Workspace) -> None:
        from ui.desk import Desk  # noqa: PLC0415  (only once unlocked: it loads the store)

        self.desk = Desk(workspace, self)
        self.door = self._sealed = None
        self._put(self.desk)
        name, target = self._here
        self.desk.go(name, **target)
        if self.syncing is None:
            from ui.syncing import Syncing  # noqa: PLC0415  (only once unlocked, as the desk)

            self.syncing = Syncing(workspace, self)
        self.syncing.serve(self.desk)

    def _close(self, workspace: Workspace) -> None:
        """Close the workspace; work that is still under way stops at its next step first."""
        desk, self.desk, self.shade, self._focused = self.desk, None, None, None
        idle, self.idle = self.idle, None
        syncing, self.syncing = self.syncing, None
        still_working = True
        try:
            still_working = desk.stop() if desk else False
            if syncing:
                still_working = syncing.stop() or still_working
                syncing.deleteLater()
            if idle:
                idle.stop()
                idle.deleteLater()
            close_other_windows(self)
        finally:  # the key is dropped whatever else fails
            if still_working or workspace.busy:
                self._closing = True
                jobs.start(self, lambda _report: workspace.close(), done=self._closed)
            else:
                workspace.close()

    def _closed(self, _none: None) -> None:
        """The files are closed: they may be opened again."""
        self._closing = False
        if self.door:
            self.door.setEnabled(True)
            self.door.begin()

    def _show_door(self, sealed: Sealed | None) -> None:
        self._sealed = sealed
        self.door = Door(self, sealed)
        self.door.setEnabled(not self._closing)
        self._put(self.door)
        if sealed:
            QTimer.singleShot(sealed.left_ms(), self, sealed.drop)

    def _uncover(self) -> None:
        shade, self.shade = self.shade, None
        if self.desk is None or shade is None:
            return
        self._stack.setCurrentWidget(self.desk)
        self._stack.removeWidget(shade)
        shade.deleteLater()
        if self._focused:
            self._focused.setFocus()
        self._focused = None

    def _watch(self, workspace: Workspace) -> None:
        from liaison_app.actions import locking  # noqa: PLC0415
        from ui.lock import IdleWatch  # noqa: PLC0415

        self.idle = IdleWatch(
            self,
            locking.idle_minutes(workspace),
            warn=self._warn,
            lock=self.lock,
            now=workspace.now,
        )
        if self._session is None:
            QTimer.singleShot(_LISTEN_AFTER_MS, self, self._listen)

    def _listen(self) -> None:
        from ui.session_signals import SessionWatch  # noqa: PLC0415  (loads D-Bus)

        if self._session is None:
            self._session = SessionWatch(self, self.lock)

    def _warn(self, seconds: int) -> None:
        if self.desk:
            self.desk.warn_of_lock(seconds)

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


def remembered_folder() -> Path:
    """The folder of the workspace that was opened last, if that is still there."""
    kept = preferences.load().folder
    if kept and (Path(kept) / DATABASE).exists():
        return Path(kept)
    return default_folder()


def remember_folder(folder: Path) -> None:
    """Open this folder next time."""
    chosen = preferences.load()
    kept = "" if folder == default_folder() else str(folder)
    if chosen.folder != kept:
        preferences.save(replace(chosen, folder=kept))


def close_other_windows(window: QMainWindow) -> None:
    """Close every dialog and popup: they may show what must not be seen any more."""
    for other in QApplication.topLevelWidgets():
        if other is not window and other.isVisible():
            other.close()
