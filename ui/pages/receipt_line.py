"""One calm line: something is only on this laptop, in a file, or received by a colleague."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from liaison_app.actions import exchange
from liaison_app.language.catalogues import _
from liaison_app.records.partnership import Note
from ui.widgets.labels import IconLabel, Label
from ui.widgets.layout import row

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace


class ReceiptLine(QWidget):
    """Where something is besides here; without colleagues it says nothing.

    Args:
        workspace: where from.
        records: the type and id of each record that it consists of; said is what holds for the
            one that got least far.
    """

    def __init__(self, workspace: Workspace, *records: tuple[str, str]) -> None:
        super().__init__()
        self._workspace, self._records = workspace, records
        self._icon = IconLabel("device-laptop", "muted", 18)
        self._words = Label("", "small", wrap=True)
        self.setLayout(row(self._icon, self._words, spacing=6, stretch=1))
        self.exchanged()

    def exchanged(self) -> None:
        """Say where it is now; a tick is for what every colleague acknowledged."""
        receipts = [exchange.receipt(self._workspace, *one) for one in self._records]
        least = min(receipts, key=lambda one: (not one.only_here, len(one.received_by)))
        arrived = least.received_by and not least.missing
        self._icon.show_icon(*(("circle-check", "ok") if arrived else ("device-laptop", "muted")))
        self._words.setText(least.words)
        self.setAccessibleName(_("Where it is: {words}").format(words=least.words))
        if not least.received_by and not least.missing:  # nobody else is in the team
            self.hide()

    def words(self) -> str:
        """What is said."""
        return self._words.text()


def of_visit(workspace: Workspace, visit: str) -> ReceiptLine:
    """Where a visit is, with the notes that were written of it."""
    notes = [("note", note.id) for note in workspace.all(Note, visit=visit)]
    return ReceiptLine(workspace, ("visit", visit), *notes)
