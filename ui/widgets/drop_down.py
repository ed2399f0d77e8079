"""One of many in a list that drops down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QListView

from ui.qt import override

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QWheelEvent

    from ui.widgets.chip_group import Option


_HEADING = "\0heading"  # in place of a value


class DropDown(QComboBox):
    """Choices of which one is shown.

    Args:
        name: what is being chosen, for ears: on Linux the value alone would be read.
        choices: in their order.

    Signals:
        chosen: by a person; not by `set_value` or `set_choices`.
    """

    chosen = Signal()

    def __init__(self, name: str, choices: Iterable[Option] = ()) -> None:
        super().__init__()
        self._popup = QListView()  # the view that Qt would make ignores the sheet's row heights
        self._popup.setProperty("look", "popup")
        self._popup.setAccessibleName(name)
        self.setView(self._popup)
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the wheel does not take the keyboard
        self.set_choices(choices)
        self.activated.connect(self.chosen)

    def set_choices(self, choices: Iterable[Option]) -> None:
        """Offer other choices; the value stays if it is still offered."""
        before = self.value()
        self.clear()
        for choice in choices:
            self.addItem(choice.label, choice.value)
        if self.findData(before) >= 0:
            self.setCurrentIndex(self.findData(before))

    def add_heading(self, words: str) -> None:
        """Add a line above the choices that follow; it cannot be chosen."""
        self.addItem(words, _HEADING)
        lines = self.model()
        if isinstance(lines, QStandardItemModel):  # as Qt makes it
            lines.item(self.count() - 1).setFlags(Qt.ItemFlag.NoItemFlags)

    def value(self) -> str:
        """What is chosen; "" for nothing."""
        return str(self.currentData() or "")

    def set_value(self, value: str) -> None:
        """Choose without telling anyone. A value that is not offered is offered as it is."""
        if self.findData(value) < 0:
            self.addItem(value, value)
        self.setCurrentIndex(self.findData(value))

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: who scrolls past must not choose by it."""
        event.ignore()
