"""The sidebar: one button for each place, Settings and Lock below; narrow, only pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QFrame, QVBoxLayout, QWidget

from liaison_app.language.catalogues import _, ngettext
from ui import look
from ui.exchange_line import ExchangeLine, ExchangeProgress
from ui.places import PLACES, Place
from ui.widgets.buttons import NavButton, nav_button
from ui.widgets.labels import Label
from ui.widgets.layout import scrolled

if TYPE_CHECKING:
    from collections.abc import Callable

LOCK_KEY = "Ctrl+L"
_WIDE, _NARROW = 208, 68


class Sidebar(QFrame):
    """Where one can go.

    Args:
        go: called with the name of a place.
        lock: locks the workspace.
    """

    def __init__(self, go: Callable[[str], object], lock: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("look", "side")
        self.setAccessibleName(_("Places"))
        self._folded = False
        self._go = go
        self._brand = Label("Liaison", "title")
        self.exchange = ExchangeLine(lambda: go("health"))
        self.progress = ExchangeProgress(self.exchange)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, NavButton] = {}
        inside = QWidget()
        self._box = QVBoxLayout(inside)
        self._box.setSpacing(4)
        self._box.addWidget(self._brand)
        for found in PLACES:
            if found.name == "settings":
                self._box.addStretch(1)
                self._box.addWidget(self.exchange)
                self._box.addWidget(self.progress)
            if found.label:
                self._add(found)
        self._lock = nav_button(_("Lock"), "lock", key=LOCK_KEY)
        self._lock.setCheckable(False)
        self._lock.clicked.connect(lambda _checked=False: lock())
        self._box.addWidget(self._lock)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._scroll = scrolled(inside)
        self._scroll.verticalScrollBar().rangeChanged.connect(
            self._widen, Qt.ConnectionType.QueuedConnection
        )  # not in the midst of laying out, which would go on with the width of before
        outer.addWidget(self._scroll)
        self.fold(folded=False)

    def fold(self, *, folded: bool) -> None:
        """Show pictures only, or pictures and words."""
        self._folded = folded
        self._brand.setVisible(not folded)
        for made in (*self._buttons.values(), self._lock):
            made.fold(folded=folded)
        self.exchange.fold(folded=folded)
        self.progress.fold(folded=folded)
        side = look.px(6 if folded else 12)
        self._box.setContentsMargins(side, 12, side, 12)
        self._widen()

    @property
    def folded(self) -> bool:
        """Whether only pictures are shown."""
        return self._folded

    def mark(self, name: str) -> None:
        """Show which place is open."""
        if name in self._buttons:
            self._buttons[name].setChecked(True)

    def count(self, name: str, waiting: int) -> None:
        """Show at a place how many things wait there."""
        words = ngettext("{count} waits for an answer.", "{count} wait for an answer.", waiting)
        self._buttons[name].count(waiting, words.format(count=waiting))

    def _widen(self) -> None:
        """Give the bar that scrolls down a place beside the pictures, where one is needed."""
        down = self._scroll.verticalScrollBar()
        bar = down.sizeHint().width() if down.maximum() else 0
        self.setFixedWidth(look.px(_NARROW if self._folded else _WIDE) + bar)

    def _add(self, found: Place) -> None:
        made = nav_button(_(found.label), found.icon, key=found.key)
        made.clicked.connect(lambda _checked=False, name=found.name: self._go(name))
        self._group.addButton(made)
        self._buttons[found.name] = made
        self._box.addWidget(made)
