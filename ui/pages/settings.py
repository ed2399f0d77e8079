"""Settings: how the window looks, how it locks, the keys, backups, what was done, about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QTimer

from liaison_app.language.catalogues import _
from ui.pages.settings_about import AboutCard
from ui.pages.settings_care import CareCard
from ui.pages.settings_exchange import ExchangeCard
from ui.pages.settings_keys import KeysCard
from ui.pages.settings_locking import LockingCard
from ui.pages.settings_look import LookCard
from ui.pages.settings_office import OfficeCard
from ui.pages.settings_past import DraftsCard, RecentCard
from ui.pages.settings_texts import TextsCard
from ui.widgets.layout import Page, column

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFrame, QWidget

    from liaison_app.workspace import Touched
    from ui.desk import Desk


class Section(Protocol):
    """One card of the page."""

    frame: QFrame

    def read(self) -> None:
        """Show things as they stand."""

    def control(self, name: str) -> QWidget | None:
        """The control of this name, to put the keyboard on."""


class SettingsPage(Page):
    """Every setting on one page, in cards."""

    name = "settings"

    def __init__(self, shell: Desk) -> None:
        super().__init__(_("Settings"))
        self._sections: tuple[Section, ...] = (
            LookCard(shell),
            LockingCard(shell),
            KeysCard(shell),
            OfficeCard(shell),
            ExchangeCard(shell),
            TextsCard(shell),
            CareCard(shell),
            RecentCard(shell),
            DraftsCard(shell),
            AboutCard(),
        )
        holder = column(*(section.frame for section in self._sections), spacing=16)
        self.body.addLayout(holder)
        self.body.addStretch(1)

    def arrive(self, **target: str) -> None:
        """Read everything; `at` names the control that gets the keyboard."""
        for section in self._sections:
            section.read()
        wanted = target.get("at", "language")
        found = [section.control(wanted) for section in self._sections]
        for control in found:
            if control is not None:  # after the window is laid out: it scrolls there
                QTimer.singleShot(0, control, control.setFocus)

    def leave(self) -> None:
        """Nothing is typed here that must be kept."""

    def touched(self, touched: Touched) -> None:
        """Something was done: the list of what was done is longer."""
        del touched
        for section in self._sections:
            if isinstance(section, RecentCard):
                section.read()
