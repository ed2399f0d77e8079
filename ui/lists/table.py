"""A table of any size with its filter: type to narrow, arrows to move, Enter to open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from liaison_app.language.catalogues import ngettext
from ui import look
from ui.lists.delegate import CellDelegate, badge_box, room_in, row_height
from ui.lists.model import CELL, Cell, Column, Ids, PagedModel, Query, Rows
from ui.qt import override
from ui.widgets.fields import SearchField
from ui.widgets.labels import Label
from ui.widgets.layout import row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent

_PAUSE_MS = 120  # between the last key and the question


class ListTable(QWidget):
    """Filter, table, count, and what stands there when it is empty.

    Signals:
        opened: the local number of the row that was opened by Enter or double click.
        moved: the current row changed; ask `current`.
        badge_opened: the local number of the row whose badge was pressed.
    """

    opened = Signal(int)
    moved = Signal()
    badge_opened = Signal(int)

    def __init__(
        self,
        name: str,
        columns: Sequence[Column],
        ids: Ids,
        rows: Rows,
        *,
        filter_hint: str = "",
        two_lines: bool = False,
        empty: QWidget | None = None,
    ) -> None:
        super().__init__()
        self._sort, self._descending = "", False
        self._two_lines = two_lines
        self.model = PagedModel(columns, ids, rows, self)
        self.filter = SearchField(filter_hint or name, filter_hint)
        if not filter_hint:  # never show() here: without a parent it would be a window of its own
            self.filter.hide()
        self._count = Label("", "small")
        self.view = _View(self)
        self.view.setModel(self.model)
        self.view.setAccessibleName(name)
        self.view.horizontalHeader().setAccessibleName(name)
        self._delegate = CellDelegate(self.view)
        self.view.setItemDelegate(self._delegate)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        if empty:
            self._stack.addWidget(empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addLayout(row(self.filter, self._count, stretch=0))
        box.addWidget(self._stack, 1)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self.reload)
        self._connect()
        self._measure()

    def reload(self) -> None:
        """Ask again, keeping the current row if it is still there."""
        self._timer.stop()
        kept = self.current()
        self.model.load(Query(self.filter.text().strip(), self._sort, self._descending))
        count = self.model.rowCount()
        self._count.setText(
            ngettext("{count} row", "{count} rows", count).format(count=f"{count:,}")
        )
        nothing_at_all = count == 0 and not self.filter.text().strip()
        self._stack.setCurrentIndex(1 if nothing_at_all and self._stack.count() > 1 else 0)
        place = self.model.row_of(kept) if kept is not None else -1
        if count:
            self.view.setCurrentIndex(self.model.index(max(place, 0), 0))

    def current(self) -> int | None:
        """The local number of the current row."""
        index = self.view.currentIndex()
        if not index.isValid() or index.row() >= self.model.rowCount():
            return None
        return self.model.id_at(index.row())

    def take_focus(self) -> None:
        """Put the keyboard on the rows, or on what starts them while there are none."""
        shown = self._stack.currentWidget() or self.view
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, number: int) -> bool:
        """Make a row the current one; says whether it is shown."""
        place = self.model.row_of(number)
        if place >= 0:
            self.view.setCurrentIndex(self.model.index(place, 0))
        return place >= 0

    def query(self) -> Query:
        """What is being shown."""
        return Query(self.filter.text().strip(), self._sort, self._descending)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_timer"):
            self._measure()

    def open_current(self) -> None:
        """Open the current row, as Enter does."""
        number = self.current()
        if number is not None:
            self.opened.emit(number)

    def _connect(self) -> None:
        header = self.view.horizontalHeader()
        header.sectionClicked.connect(self._sort_by)
        self.view.doubleClicked.connect(self._open_index)
        selection = self.view.selectionModel()
        selection.currentRowChanged.connect(self._moved)
        self.filter.textChanged.connect(self._timer.start)
        self.filter.returnPressed.connect(self._to_table)

    def _measure(self) -> None:
        self.view.verticalHeader().setDefaultSectionSize(row_height(two_lines=self._two_lines))

    def _to_table(self) -> None:
        self.reload()
        self.view.setFocus(Qt.FocusReason.TabFocusReason)

    def _moved(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self.moved.emit()

    def _open_index(self, index: QModelIndex) -> None:
        self.opened.emit(self.model.id_at(index.row()))

    def _sort_by(self, section: int) -> None:
        wanted = self.model.columns[section].sort
        if not wanted:
            return
        self._descending = wanted == self._sort and not self._descending
        self._sort = wanted
        header = self.view.horizontalHeader()
        header.setSortIndicatorShown(True)
        order = Qt.SortOrder.DescendingOrder if self._descending else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(section, order)
        self.reload()


class _View(QTableView):
    """Rows, not cells; letters go to the filter, so that one can type at once."""

    def __init__(self, table: ListTable) -> None:
        super().__init__()
        self._table = table
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setMinimumHeight(look.px(120))
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setMinimumSectionSize(look.px(48))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._table.open_current()
        elif typed.strip() and typed.isprintable() and not self._table.filter.isHidden():
            self._table.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._table.filter.insert(typed)
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        cell = index.data(CELL)
        if event.button() == Qt.MouseButton.LeftButton and isinstance(cell, Cell) and cell.badge:
            room = room_in(self.visualRect(index))
            if badge_box(room, cell.badge, self.layoutDirection()).contains(place):
                self._table.badge_opened.emit(self._table.model.id_at(index.row()))

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.viewport().width()
        shown = []
        for place, column in enumerate(self._table.model.columns):
            hidden = room < look.px(column.needs)
            self.setColumnHidden(place, hidden)
            if not hidden:
                shown.append((place, column.share))
        shares = sum(share for _place, share in shown)
        for place, share in shown:
            self.setColumnWidth(place, room * share // shares)
