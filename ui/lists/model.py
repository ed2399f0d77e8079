"""A table model for any number of rows: all ids in order, and pages of rows fetched by id.

The scroll bar is honest and jumping anywhere costs one page. Sorting and filtering ask for the
ids again; nothing is sorted in Python. 100,000 rows: about 0.4 MB of ids and at most 64 pages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.qt import override

if TYPE_CHECKING:
    from ui.tokens import Tone

PAGE = 128
_PAGES_KEPT = 64
CELL = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True)
class Cell:
    """One cell: words, a second line, a tone that shows the words as a chip.

    A `badge` is an amber chip after the words; pressing it is told apart from opening the row.
    """

    text: str
    detail: str = ""
    tone: Tone | None = None
    badge: str = ""


@dataclass(frozen=True)
class Column:
    """A column's heading, its share of the width, and the name by which it sorts ("" never).

    A table narrower than `needs` pixels at 100 % text leaves the column out.
    """

    title: str
    share: int = 1
    sort: str = ""
    strong: bool = False
    needs: int = 0


@dataclass(frozen=True)
class Query:
    """What the person asked to see: filter text, and the column's `sort` name."""

    text: str = ""
    sort: str = ""
    descending: bool = False


Ids = Callable[[Query], Sequence[int]]
Rows = Callable[[Sequence[int]], Sequence[tuple[int, Sequence[str | Cell]]]]


class PagedModel(QAbstractTableModel):
    """Rows by position.

    Args:
        columns: what is shown.
        ids: the local numbers of all rows that fit a query, in order.
        rows: for some of those numbers, pairs of number and cells, in any order; a number that
            is gone may be left out.
    """

    def __init__(
        self, columns: Sequence[Column], ids: Ids, rows: Rows, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._ask_ids, self._ask_rows = ids, rows
        self._ids: Sequence[int] = ()
        self._pages: dict[int, dict[int, tuple[Cell, ...]]] = {}

    def load(self, query: Query) -> None:
        """Ask for the ids again; what was fetched is forgotten."""
        found = self._ask_ids(query)
        self.beginResetModel()
        self._ids, self._pages = found, {}
        self.endResetModel()

    def id_at(self, row: int) -> int:
        """The local number of the row at a position."""
        return self._ids[row]

    def row_of(self, number: int) -> int:
        """The position of a local number; -1 when it is not shown."""
        try:
            return list(self._ids).index(number)
        except ValueError:
            return -1

    @override
    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    @override
    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        if role not in (CELL, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        cell = self._cell(index.row(), index.column())
        if role == CELL:
            return cell
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (cell.text, cell.detail, cell.badge) if part)
        return cell.text

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None

    def _cell(self, row: int, column: int) -> Cell:
        cells = self._page(row // PAGE).get(self._ids[row], ())
        return cells[column] if column < len(cells) else _EMPTY

    def _page(self, page: int) -> dict[int, tuple[Cell, ...]]:
        found = self._pages.get(page)
        if found is None:
            wanted = self._ids[page * PAGE : (page + 1) * PAGE]
            found = {
                number: tuple(c if isinstance(c, Cell) else Cell(c) for c in cells)
                for number, cells in self._ask_rows(wanted)
            }
            if len(self._pages) >= _PAGES_KEPT:
                self._pages.pop(next(iter(self._pages)))
            self._pages[page] = found
        return found


_EMPTY = Cell("")
