"""What stands before the workspace: unlocking, the recovery code, a first run, a restore."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from liaison_app.language.catalogues import _
from ui.entry import EntryPage
from ui.pages.unlock import UnlockPage
from ui.widgets.labels import Label
from ui.widgets.layout import row

if TYPE_CHECKING:
    from liaison_app.actions.locking import Sealed
    from liaison_app.errors import LiaisonError
    from liaison_app.workspace import Workspace

_FOOT_AFTER_MS = 60  # the first paint is over: it does without what few people use
DATABASE = "liaison.db"  # the file that makes a folder a workspace


class House(Protocol):
    """What the door asks of the window."""

    folder: Path

    def entered(self, workspace: Workspace, *, full: bool) -> None:
        """Show the open workspace."""

    def speak(self, language: str) -> None:
        """Show the whole window in this language from now on."""

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
        self._stack.setProperty("look", "page")
        self.show_page("start")
        QTimer.singleShot(_FOOT_AFTER_MS, self, lambda: outer.addLayout(self._foot()))

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

    def trouble(self, error: LiaisonError) -> None:
        """Say what went wrong on the page in sight."""
        page = self.page()
        if isinstance(page, EntryPage):
            page.say_problem(str(error))

    def begin(self) -> None:
        """Put the keyboard where one begins on the page in sight."""
        page = self.page()
        if isinstance(page, EntryPage):
            page.begin()

    def page(self) -> QWidget | None:
        """The page in sight."""
        return self._stack.currentWidget()

    def _make(self, name: str) -> QWidget:
        """Import a page's code only when it is wanted: most days there is only the passphrase."""
        folder = self._house.folder
        if name == "recover":
            from ui.pages.recover import RecoverPage  # noqa: PLC0415

            return RecoverPage(folder, self)
        if name == "restore":
            from ui.pages.restore import RestorePage  # noqa: PLC0415

            return RestorePage(folder, self)
        if name == "join":
            from ui.pages.join import JoinPage  # noqa: PLC0415

            return JoinPage(folder, self)
        if not (folder / DATABASE).exists():
            from ui.pages.first_run import FirstRunPage  # noqa: PLC0415

            return FirstRunPage(folder, self)
        return UnlockPage(folder, self, self._sealed)

    def _speak(self, language: str) -> None:
        page = self._stack.currentWidget()
        if isinstance(page, EntryPage) and page.busy:
            return  # the answer of what is under way would find nobody
        self._house.speak(language)

    def _foot(self) -> QHBoxLayout:
        from ui.widgets.language_picker import LanguagePicker  # noqa: PLC0415  (not needed at first)

        picker = LanguagePicker(self._speak)
        label = Label(_("Language"), "small")
        label.setBuddy(picker)
        made = row(None, label, picker)
        made.setContentsMargins(16, 0, 16, 12)
        return made
