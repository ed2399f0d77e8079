"""The cards from which files are made and taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate
from ui import icons
from ui.forms.written import keep_left_to_right
from ui.text import plain
from ui.widgets.buttons import Button, button, primary
from ui.widgets.labels import IconLabel, heading, small, text
from ui.widgets.layout import SteadyColumn, flow, row

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class _Card(QFrame):
    def __init__(self, icon: str, title: str, kind: str = "card") -> None:
        super().__init__()
        self.setProperty("look", kind)
        self.box = SteadyColumn(self)
        self.box.setContentsMargins(18, 16, 18, 16)
        self.box.setSpacing(10)
        self.box.addLayout(
            row(IconLabel(icon, "accent_text", 24), heading(title), spacing=10, stretch=1)
        )

    def put_buttons(self, *buttons: QWidget) -> None:
        """Add buttons that wrap."""
        holder = QWidget()
        holder.setLayout(flow(*buttons))
        self.box.addWidget(holder)


class MakeCard(_Card):
    """Writing a file."""

    def __init__(self, ask: Callable[[], None]) -> None:
        super().__init__("file-export", _("For your colleagues"))
        self.start: Button = primary(_("&Make a file…"), ask, icon="file-export")
        self.box.addWidget(
            text(
                _(
                    "One encrypted file with all that your colleagues may lack. Put it on a stick"
                    " or send it: only your team's laptops can read it."
                )
            )
        )
        self.box.addStretch(1)
        self.put_buttons(self.start)

    def lead(self, *, leads: bool) -> None:
        """Be the one button that the page is about, or not while a stick is there."""
        kind = "primary" if leads else ""
        if self.start.property("look") != kind:
            self.start.setProperty("look", kind)
            self.start.setIcon(icons.icon("file-export", "accent_fg" if leads else "accent_text"))
            self.start.style().polish(self.start)


class TakeCard(_Card):
    """Taking in files: chosen, dropped, or named."""

    def __init__(self, ask: Callable[[], None], typed: Callable[[str], None]) -> None:
        super().__init__("file-import", _("From a colleague"))
        self._typed = typed
        self.choose = button(_("&Take in a file…"), ask, icon="file-import")
        self.path = QLineEdit()
        self.path.setAccessibleName(_("Where the file is"))
        self.path.setPlaceholderText(_("Or paste where it is, and press Enter"))
        self.path.returnPressed.connect(self._entered)
        keep_left_to_right(self.path)
        self.box.addWidget(
            text(_("All that is in their file is taken in; if you stop it, nothing."))
        )
        self.box.addWidget(small(_("You can also drop it on this page.")))
        self.box.addStretch(1)
        self.box.addWidget(self.path)
        self.put_buttons(self.choose)

    def _entered(self) -> None:
        words = self.path.text().strip().strip("\"'")  # as systems copy a path
        if words:
            self.path.clear()
            self._typed(words)


class StickCard(_Card):
    """Both ways at once, while a stick is in the computer; else it is not there."""

    def __init__(self, swap: Callable[[Path], None]) -> None:
        super().__init__("usb", _("A stick is in this computer"), kind="hero")
        self._swap = swap
        self._shown: list[Path] | None = None
        self.start: Button = primary("", None)
        self._holder = QWidget()
        self._buttons = flow()
        self._holder.setLayout(self._buttons)
        self.box.addWidget(
            text(
                _(
                    "Takes in every colleague's file on it, then writes one for them."
                    " Other files on the stick are left alone."
                )
            )
        )
        self.box.addWidget(self._holder)
        self.show_sticks([])

    def show_sticks(self, sticks: list[Path]) -> None:
        """Offer these; none hides the card."""
        if sticks == self._shown:
            return
        self._shown = list(sticks)
        for former in self._holder.findChildren(Button):
            self._buttons.removeWidget(former)
            former.hide()
            former.deleteLater()
        for stick in sticks:
            made = primary(self._words(stick, alone=len(sticks) == 1), icon="arrows-exchange")
            made.clicked.connect(lambda _checked=False, at=stick: self._swap(at))
            self._buttons.addWidget(made)
            if stick == sticks[0]:
                self.start = made
        self.setVisible(bool(sticks))

    @staticmethod
    def _words(stick: Path, *, alone: bool) -> str:
        if alone:
            return _("&Exchange with the stick")
        name = isolate(plain(stick.name or str(stick)))
        return _("Exchange with {stick}").format(stick=name)
