"""A window with the page of differences and those that lead to it, on Ana's laptop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent

from tests.ui.pages.rooms import settle
from tests.ui.shells import OnePageShell
from ui.pages.differences import DifferencesPage
from ui.pages.families import FamiliesPage
from ui.pages.family import FamilyPage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tests.differing import Pair


class Room:
    """A window with the page of differences and those that lead to it, on Ana's laptop."""

    def __init__(self, pair: Pair, size: tuple[int, int] = (1158, 704)) -> None:
        self.shell = OnePageShell(pair.ana)
        self.page = DifferencesPage(self.shell)
        self.family = FamilyPage(self.shell)
        self.families = FamiliesPage(self.shell)
        for one in (self.page, self.family, self.families):
            self.shell.add(one, one)
        self.shell.resize(*size)
        self.shell.show()
        self.shell.activateWindow()

    def go(self, page: str = "differences", **target: str) -> None:
        self.shell.go(page, **target)
        settle()

    def focus(self) -> QWidget | None:
        return self.shell.focusWidget()

    def close(self) -> None:
        self.shell.deaf()
        self.shell.hide()
        self.shell.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
