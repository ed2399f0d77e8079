"""Batches before: how far each came, going on with one, and the code of every packet."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from liaison_app.actions import batch_pages
from liaison_app.language.catalogues import _
from ui import look
from ui.lists.model import Column, Query
from ui.lists.table import ListTable
from ui.text import joined
from ui.widgets import labels
from ui.widgets.buttons import button, flat
from ui.widgets.layout import SteadyColumn, column, flow, line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liaison_app.actions.batch_pages import Line, Past
    from liaison_app.workspace import Workspace

_SHOWN = 8
_HIGH = 260  # pixels, of the table of codes


class PrintManyPast(QFrame):
    """The batches of this laptop, newest first.

    Signals:
        go_on: a `Batch` of which something is left to do.
        family: the id of a family whose line was opened.
    """

    go_on = Signal(object)
    family = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.setAccessibleName(_("Batches before"))
        self._workspace = workspace
        self._lines: tuple[Line, ...] = ()
        self._rows = QWidget()
        self._whose = labels.strong("")
        self.codes = ListTable(
            _("Packets of the batch"),
            (
                Column(_("Code"), 3, strong=True),
                Column(_("Family"), 4),
                Column(_("What became of it"), 4, needs=480),
            ),
            self._ids,
            self._cells,
            filter_hint=_("Filter by family or code"),
        )
        self.codes.setMinimumHeight(look.px(_HIGH))
        self.codes.opened.connect(self._open)
        self._codes = QWidget()
        self._codes.setLayout(column(self._whose, self.codes, spacing=8))
        self._codes.hide()
        self._box = SteadyColumn(self)
        self._box.setContentsMargins(18, 16, 18, 16)
        self._box.setSpacing(10)
        self._box.addWidget(labels.heading(_("Batches before")))
        self._box.addWidget(self._rows)
        self._box.addWidget(self._codes)
        self.hide()

    def reload(self) -> None:
        """Read them again."""
        found = batch_pages.past(self._workspace)[:_SHOWN]
        rows = QWidget()
        box = SteadyColumn(rows)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        for place, one in enumerate(found):
            if place:
                box.addWidget(line())
            box.addWidget(self._row(one))
        self._box.replaceWidget(self._rows, rows)
        self._rows.hide()
        self._rows.deleteLater()
        self._rows = rows
        self._codes.hide()
        self.setVisible(bool(found))

    def show_codes(self, one: Past) -> None:
        """Show every packet of a batch."""
        self._lines = batch_pages.lines(self._workspace, one.batch)
        self._whose.setText(joined(one.kind, one.begun))
        self._codes.show()
        self.codes.filter.clear()
        self.codes.reload()
        self.codes.take_focus()

    def _row(self, one: Past) -> QWidget:
        counted = _("{done} of {count} packets").format(done=one.done, count=one.total)
        words = column(labels.strong(one.kind), labels.small(joined(one.begun, counted)))
        told = joined(one.kind, one.begun)
        codes = flat(_("Show the codes"), partial(self.show_codes, one), icon="list-details")
        codes.setAccessibleName(_("{button}: {what}").format(button=codes.text(), what=told))
        buttons = [codes]
        if not one.complete:
            left = button(_("Go on"), partial(self.go_on.emit, one.batch), icon="printer")
            left.setAccessibleName(_("{button}: {what}").format(button=_("Go on"), what=told))
            buttons.insert(0, left)
        holder = QWidget()
        holder.setLayout(flow(*buttons))
        made = QWidget()
        made.setLayout(column(words, holder, spacing=4))
        return made

    def _open(self, number: int) -> None:
        self.family.emit(self._lines[number - 1].household)

    def _ids(self, query: Query) -> Sequence[int]:
        sought = query.text.casefold()
        return [
            one.number
            for one in self._lines
            if sought in one.family.casefold() or sought in one.code.casefold()
        ]

    def _cells(self, wanted: Sequence[int]) -> list[tuple[int, tuple[str, ...]]]:
        found = (self._lines[number - 1] for number in wanted)
        return [(one.number, (one.code or "—", one.family, one.outcome)) for one in found]
