"""One calm line: something is only on this laptop, in a file, or received by a colleague."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from liaison_app.actions import exchange
from liaison_app.language.catalogues import _
from ui.widgets.labels import IconLabel, Label
from ui.widgets.layout import row

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace


class ReceiptLine(QWidget):
    """Where one record is besides here; without colleagues it says nothing."""

    def __init__(self, workspace: Workspace, type_name: str, record_id: str) -> None:
        super().__init__()
        self._icon = IconLabel("device-laptop", "muted", 18)
        self._words = Label("", "small", wrap=True)
        self.setLayout(row(self._icon, self._words, spacing=6, stretch=1))
        receipt = exchange.receipt(workspace, type_name, record_id)
        if receipt.received_by and not receipt.missing:
            self._icon.show_icon("circle-check", "ok")
        self._words.setText(receipt.words)
        self.setAccessibleName(_("Where it is: {words}").format(words=receipt.words))
        if not receipt.received_by and not receipt.missing:  # nobody else is in the team
            self.hide()

    def words(self) -> str:
        """What is said."""
        return self._words.text()
