"""What every editor of a form row can do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

if TYPE_CHECKING:
    from ui.forms.spec import RowSpec, Value


class Editor(QWidget):
    """An editor shows one value and reads it back.

    `changed` is for drafts and comes with every key; `left` comes when the person moves on, and
    is the moment to check the value.
    """

    changed = Signal()
    left = Signal()

    def __init__(self, spec: RowSpec, control: QWidget) -> None:
        super().__init__()
        self.spec = spec
        self.control = control
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(control, 1)
        self.setFocusProxy(control)

    def add_beside(self, widget: QWidget) -> None:
        """Put a second control after the first."""
        layout = self.layout()
        if layout:
            layout.addWidget(widget)

    def keep_narrow(self) -> None:
        """Leave the control on the leading side instead of stretching it."""
        layout = self.layout()
        if isinstance(layout, QHBoxLayout):
            layout.setStretch(0, 0)
            layout.addStretch(1)

    def value(self) -> Value:
        """The value as it stands.

        Raises:
            InvalidValue: what is typed is not a value of this kind.
        """
        raise NotImplementedError

    def set_value(self, value: Value) -> None:
        """Show a value without emitting `changed`."""
        raise NotImplementedError
