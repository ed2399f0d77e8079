"""Whether what was typed is kept: Saving, Saved 09:52, or NOT SAVED and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QWidget

from liaison_app.language.catalogues import _
from liaison_app.language.dates import format_time
from ui.widgets.announce import announce
from ui.widgets.labels import IconLabel, Label
from ui.widgets.layout import row

if TYPE_CHECKING:
    from datetime import datetime


class SaveState(QWidget):
    """Always in sight, always true. It speaks to screen readers only when a save failed."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel("device-floppy", "muted", 18)
        self._words = Label("", "small", wrap=True)
        box = row(self._icon, self._words, spacing=6, stretch=1)
        self.setLayout(box)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._show("", "small", "device-floppy", "muted")

    def saving(self) -> None:
        """What is on the screen is not on the disk yet."""
        self._show(_("Saving…"), "small", "device-floppy", "muted")

    def saved(self, at: datetime) -> None:
        """The disk has it since `at`, an aware time of any zone; shown as local."""
        words = _("Saved on this device {time}").format(time=format_time(at))
        self._show(words, "ok", "circle-check", "ok")

    def not_saved(self, why: str) -> None:
        """The disk does not have it. `why` says what to do."""
        words = _("NOT SAVED: {why}").format(why=why)
        self._show(words, "error", "alert-circle", "danger")
        announce(self, words, urgent=True)

    def clear(self) -> None:
        """Nothing has been typed: say nothing."""
        self._show("", "small", "device-floppy", "muted")

    def words(self) -> str:
        """What is being said."""
        return self._words.text()

    def _show(self, words: str, kind: str, icon: str, tone: str) -> None:
        self._words.setText(words)
        self._words.restyle(kind)
        self._icon.show_icon(icon, tone)
        self._icon.setVisible(bool(words))
        self.setAccessibleName(words)
