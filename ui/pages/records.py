"""All records: every kind of thing that is kept, in a table, with its form and its history."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from liaison_app.actions import record_tables, removing, sealed_facts
from liaison_app.actions.record_types import describe, types
from liaison_app.errors import LiaisonError
from liaison_app.language.catalogues import _, pgettext
from ui.lists.model import Column, Query
from ui.lists.table import ListTable
from ui.pages.history_panel import HistoryPanel
from ui.pages.record_form import RecordForm, Wanted
from ui.text import joined
from ui.widgets.button_words import CheckBox
from ui.widgets.buttons import button, primary
from ui.widgets.labels import Label
from ui.widgets.layout import FoldingRow, Page, row
from ui.widgets.panels import EmptyState
from ui.widgets.side_panel import Beside, SidePanel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liaison_app.workspace import Touched
    from ui.lists.model import Cell
    from ui.shell import Shell

_NEEDS = (0, 0, 480, 640, 800)


class RecordsPage(QWidget):
    """A kind, its table, and the form or history of the record that is open."""

    name = "records"

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._type = "household"
        self._panel = SidePanel()
        self._kinds = QComboBox()
        self._kinds.setAccessibleName(_("Kind of record"))
        narrow = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self._kinds.setSizeAdjustPolicy(narrow)
        self._kinds.setMinimumContentsLength(12)
        for kind in [one for one in types() if one.name not in sealed_facts.KINDS]:
            self._kinds.addItem(kind.plural, kind.name)
        self._kinds.activated.connect(self._choose)
        label = Label(_("&Kind"), "strong")
        label.setBuddy(self._kinds)
        self._add = primary(_("&Add"), self.add, icon="plus")
        self._open = button(pgettext("button", "Open"), self._open_current, icon="pencil")
        self._print = button(_("P&rint"), self.print_current, icon="printer")
        self._print.hide()
        self._page = Page(
            _("All records"),
            _("Everything that is kept, kind by kind."),
            (self._print, self._open, self._add),
        )
        self._gone = CheckBox(_("Removed ones"))
        self._gone.toggled.connect(lambda _on: self.table.reload())
        self._page.body.addWidget(FoldingRow(row(label, self._kinds, None), self._gone))
        self._room = QVBoxLayout()
        self.table: ListTable = self._make_table()
        self._room.addWidget(self.table)
        self._page.body.addLayout(self._room, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Beside(self._page, self._panel))

    def arrive(self, *, type: str = "", id: str = "", field: str = "") -> None:  # noqa: A002  (what `go` is given)
        """Show a kind, and open a record of it if one is named, at a field if one is."""
        if type in sealed_facts.KINDS:  # shown on their family's page alone, after the PIN
            type = id = ""  # noqa: A001  (ditto)
        self.show_kind(type or self._type)
        if id:
            self.open(id, field)
        else:
            self.table.take_focus()

    def leave(self) -> None:
        """Keep what is being typed."""
        if isinstance(self._panel.content, RecordForm):
            self._panel.content.keep()

    def touched(self, touched: Touched) -> None:
        """Read the table again if it shows one of these kinds."""
        shown = {self._type, *(f.refers_to for f in describe(self._type).columns)}
        if shown & touched.types:
            self.table.reload()

    def show_kind(self, type_name: str) -> None:
        """Show the table of a kind."""
        if type_name != self._type:
            self._type = type_name
            self._panel.shut()
            former, self.table = self.table, self._make_table()
            self._room.replaceWidget(former, self.table)
            former.hide()
            former.deleteLater()
        self._kinds.setCurrentIndex(self._kinds.findData(type_name))
        self._print.setVisible(bool(self._kind_of_print()))
        self._add.setText(_("&Add: {kind}").format(kind=describe(type_name).label))
        self.table.reload()

    def add(self) -> None:
        """Open the form of a new record."""
        self._show_form(Wanted(self._type), _("New: {kind}"))

    def open(self, record_id: str, field: str = "") -> None:
        """Open the form of a record, at a field if one is named."""
        self._show_form(Wanted(self._type, record_id, begin=field), "{kind}")

    def print_current(self) -> None:
        """Print what is about the record of the current row."""
        number = self.table.current()
        found = (
            None
            if number is None
            else record_tables.record_id(self._shell.workspace, self._type, number)
        )
        if found:
            self._shell.go("packet", kind=self._kind_of_print(), subject=found)

    def _kind_of_print(self) -> str:
        """The first kind of print that is about such a record; "" for none."""
        from liaison_app.actions import packet_choices  # noqa: PLC0415  (what prints need: 100 ms)

        return next((one.name for one in packet_choices.kinds_about(self._type)), "")

    def _make_table(self) -> ListTable:
        kind = describe(self._type)
        columns = [
            Column(one.label, 3 if place == 0 else 2, one.name, strong=place == 0, needs=needs)
            for place, (one, needs) in enumerate(zip(kind.columns, _NEEDS, strict=False))
        ]
        empty = EmptyState(
            "list-details",
            _("None yet"),
            _("“{kind}” stands here once there are some.").format(kind=kind.plural),
            _("Add"),
            self.add,
        )
        made = ListTable(
            kind.plural,
            columns,
            self._ids,
            self._rows,
            filter_hint=_("Filter: {kind}").format(kind=kind.plural),
            empty=empty,
        )
        made.opened.connect(self._open_number)
        return made

    def _show_form(self, wanted: Wanted, title: str) -> None:
        kind = describe(wanted.type)
        try:
            if wanted.id and kind.ledger:
                self._show_history(wanted)
                return
            form = RecordForm(self._shell.workspace, wanted)
        except LiaisonError as error:
            self._shell.trouble(error)
            return
        form.saved.connect(self._saved)
        form.removed.connect(partial(self._removed, wanted))
        form.restored.connect(self._restored)
        form.history.connect(partial(self._show_history, wanted))
        self._panel.show_in(title.format(kind=kind.label), form, form.foot)

    def _show_history(self, wanted: Wanted) -> None:
        panel = HistoryPanel(self._shell.workspace, wanted.type, wanted.id)
        panel.done.connect(self._said)
        self._panel.show_in(_("History"), panel)

    def _saved(self, touched: Touched) -> None:
        self._panel.shut()
        if touched.number:
            self._shell.done(_("Saved"), undo=touched.number)
        if touched.ids:
            self.table.reload()
            self.table.go_to(
                record_tables.number_of(self._shell.workspace, self._type, touched.ids[0])
            )

    def _removed(self, wanted: Wanted, touched: Touched) -> None:
        self._panel.shut()
        words = _("Removed: {kind}").format(kind=describe(wanted.type).label)
        others = removing.removed_words(self._shell.workspace, touched)
        self._shell.done(joined(words, others), undo=touched.number)

    def _restored(self, touched: Touched) -> None:
        self._panel.shut()
        others = removing.returned_words(self._shell.workspace, touched)
        self._shell.done(joined(_("Brought back"), others), undo=touched.number)

    def _said(self, words: str, number: int) -> None:
        self._panel.shut()
        self._shell.done(words, undo=number)

    def _choose(self) -> None:
        self.show_kind(str(self._kinds.currentData()))

    def _open_current(self) -> None:
        self.table.open_current()

    def _open_number(self, number: int) -> None:
        record_id = record_tables.record_id(self._shell.workspace, self._type, number)
        if record_id:
            self.open(record_id)

    def _ids(self, query: Query) -> Sequence[int]:
        return record_tables.numbers(
            self._shell.workspace,
            self._type,
            text=query.text,
            sort=query.sort,
            descending=query.descending,
            deleted=self._gone.isChecked(),
        )

    def _rows(self, wanted: Sequence[int]) -> list[tuple[int, tuple[str | Cell, ...]]]:
        found = record_tables.rows(self._shell.workspace, self._type, wanted)
        return [(number, cells[: len(_NEEDS)]) for number, cells in found]
