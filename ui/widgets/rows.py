"""Rows below each other that are made anew each time they are shown."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.labels import muted


class Rows(QWidget):
    """Rows below each other, made anew each time they are shown."""

    def __init__(self) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(6)

    def show_rows(self, rows: list[QWidget], empty: str) -> None:
        """Show these rows in place of the former ones, or a sentence if there are none."""
        while item := self._box.takeAt(0):
            gone = item.widget()
            if gone:
                gone.hide()
                gone.deleteLater()
        for made in rows or [muted(empty)]:
            self._box.addWidget(made)
