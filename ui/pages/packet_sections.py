"""Which parts of a packet are printed: a list of ticks that unfolds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liaison_app.language.catalogues import _, ngettext
from ui import icons
from ui.text import plain
from ui.widgets.button_words import CheckBox
from ui.widgets.buttons import flat
from ui.widgets.layout import row

if TYPE_CHECKING:
    from ui.widgets.chip_group import Option


class PacketSections(QWidget):
    """The parts in their order, all ticked at first.

    Signals:
        changed: a part was ticked or left out by the person.
        to_write: the parts are to say something else, or to stand in another order.
    """

    changed = Signal()
    to_write = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Parts of the packet"))
        self._ticks: dict[str, CheckBox] = {}
        self._without: set[str] = set()
        self.unfold = flat("", self._turn, icon="chevron-down")
        self._write = flat(_("Words and order…"), self.to_write.emit, icon="pencil")
        self._list = QWidget()
        self._ticks_box = QVBoxLayout()
        self._ticks_box.setSpacing(0)
        inside = QVBoxLayout(self._list)
        inside.setContentsMargins(6, 0, 0, 0)
        inside.setSpacing(0)
        inside.addLayout(self._ticks_box)
        inside.addLayout(row(self._write, None))
        self._list.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addLayout(row(self.unfold, None))
        box.addWidget(self._list)

    def offer(self, parts: tuple[Option, ...]) -> None:
        """Offer these parts; what was left out before stays left out."""
        for tick in self._ticks.values():
            self._ticks_box.removeWidget(tick)
            tick.hide()
            tick.deleteLater()
        self._ticks = {}
        for part in parts:
            tick = CheckBox(plain(part.label))
            tick.setChecked(part.value not in self._without)
            tick.clicked.connect(self._tick)
            self._ticks[part.value] = tick
            self._ticks_box.addWidget(tick)
        self._stand_in_line()
        self._say()
        self.setVisible(len(parts) > 1)  # of one part nothing can be left out

    @property
    def offered(self) -> tuple[str, ...]:
        """The names of the parts there are."""
        return tuple(self._ticks)

    def leave_out(self, names: frozenset[str] = frozenset()) -> None:
        """Leave these out and no others."""
        self._without = set(names)
        for name, tick in self._ticks.items():
            tick.setChecked(name not in self._without)
        self._say()

    def left_out(self) -> frozenset[str]:
        """What was left out."""
        return frozenset(self._without)

    def wanted(self) -> tuple[str, ...] | None:
        """The parts that are wanted, in their order; None if nothing was left out."""
        ticked = self._ticked()
        return None if len(ticked) == len(self._ticks) else ticked

    def _ticked(self) -> tuple[str, ...]:
        return tuple(name for name, tick in self._ticks.items() if tick.isChecked())

    def _tick(self) -> None:
        for name, tick in self._ticks.items():
            (self._without.discard if tick.isChecked() else self._without.add)(name)
        self._say()
        self.changed.emit()

    def _turn(self) -> None:
        self._list.setVisible(not self._list.isVisible())
        self._say()

    def _say(self) -> None:
        wanted, count = len(self._ticked()), len(self._ticks)
        words = ngettext("Parts: {wanted} of {count}", "Parts: {wanted} of {count}", count)
        if wanted == count:
            words = ngettext("Parts: all {count}", "Parts: all {count}", count)
        self.unfold.setText(words.format(wanted=wanted, count=count))
        open_ = self._list.isVisibleTo(self)
        self.unfold.setIcon(icons.icon("chevron-up" if open_ else "chevron-down", "accent_text"))
        state = _("Unfolded") if open_ else _("Folded")
        self.unfold.setAccessibleDescription(state)

    def _stand_in_line(self) -> None:
        """Put the ticks behind their button on the way of the Tab key: Qt puts new ones last."""
        before: QWidget = self.unfold
        for tick in self._ticks.values():
            QWidget.setTabOrder(before, tick)
            before = tick
        QWidget.setTabOrder(before, self._write)
