"""What stands before the workspace: unlocking, the recovery code, a first run, a restore."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from liaison_app.language.catalogues import _
from ui.pages.unlock import UnlockPage

if TYPE_CHECKING:
    from liaison_app.actions.locking import Sealed
    from liaison_app.workspace import Workspace

_DATABASE = "liaison.db"  # the file that makes a folder a workspace


class House(Protocol):
    """What the door asks of the window."""

    folder: Path

    def entered(self, workspace: Workspace, *, full: bool) -> None:
        """Show the open workspace."""

    def open_folder(self, folder: Path) -> None:
        """Show the door of another workspace."""


class Door(QWidget):
    """One page at a time, made when it is needed."""

    def __init__(self, house: House, sealed: Sealed | None = None) -> None:
        super().__init__()
        self._house, self._sealed = house, sealed
        self._stack = QStackedWidget()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self.show_page("unlock")

    def entered(self, workspace: Workspace, *, full: bool) -> None:
        """The workspace is open."""
        self._house.entered(workspace, full=full)

    def show_page(self, name: str) -> None:
        """Show a page, made anew: nothing that was typed stays behind."""
        former = self._stack.currentWidget()
        made = self._make(name)
        self._stack.addWidget(made)
        self._stack.setCurrentWidget(made)
        if former:
            self._stack.removeWidget(former)
            former.deleteLater()

    def choose_folder(self) -> None:
        """Ask for the folder of another workspace."""
        chosen = QFileDialog.getExistingDirectory(
            self, _("Folder of the workspace"), str(self._house.folder.parent)
        )
        if chosen:
            self._house.open_folder(Path(chosen))

    def page(self) -> QWidget | None:
        """The page in sight."""
        return self._stack.currentWidget()

    def _make(self, name: str) -> QWidget:
        return UnlockPage(self._house.folder, self, self._sealed)
