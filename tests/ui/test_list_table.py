"""Tables of 100,000 rows: an honest scroll bar, one page per jump, keys for everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import QApplication, QLabel

from ui import look
from ui.lists.model import PAGE, Cell, Column, PagedModel, Query
from ui.lists.table import ListTable
from ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

Key = Qt.Key
MANY = 100_000
COLUMNS = (Column("Family", 3, "name", strong=True), Column("Language", 2), Column("Due", 1))


class Source:
    """Stands for the actions: numbers in order, and rows by number."""

    def __init__(self, count: int = MANY) -> None:
        self.count = count
        self.asked: list[int] = []
        self.queries: list[Query] = []
        self.gone: set[int] = set()

    def ids(self, query: Query) -> Sequence[int]:
        self.queries.append(query)
        fit = [n for n in range(self.count) if not query.text or query.text in f"family {n}"]
        return fit[::-1] if query.descending else fit

    def rows(self, ids: Sequence[int]) -> list[tuple[int, tuple[str | Cell, ...]]]:
        self.asked.append(len(ids))
        shuffled = sorted(ids, key=lambda n: n % 7)
        return [(n, self.cells(n)) for n in shuffled if n not in self.gone]

    @staticmethod
    def cells(n: int) -> tuple[str | Cell, ...]:
        return (Cell(f"Family {n}", "يوسف (6)"), "العربية", Cell("today", tone=Tone.WARN))


@pytest.fixture
def source() -> Source:
    return Source()


@pytest.fixture
def table(qtbot, source: Source) -> ListTable:
    made = ListTable(
        "Families",
        COLUMNS,
        source.ids,
        source.rows,
        filter_hint="Filter families",
        two_lines=True,
        empty=QLabel("None yet"),
    )
    qtbot.addWidget(made)
    made.resize(800, 500)
    made.reload()
    with qtbot.waitActive(made):
        made.show()
    return made


def test_the_model_keeps_qts_rules(qtmodeltester, source: Source) -> None:
    model = PagedModel(COLUMNS, source.ids, source.rows)
    model.load(Query())
    assert model.rowCount() == MANY
    qtmodeltester.check(model)


def test_a_jump_anywhere_costs_one_page(table: ListTable, source: Source) -> None:
    source.asked.clear()
    table.view.scrollToBottom()
    table.view.grab()
    assert sum(source.asked) <= 2 * PAGE
    assert table.model.index(MANY - 1, 0).data() == f"Family {MANY - 1}"
    assert table.model.rowCount() == MANY


def test_memory_stays_bounded_while_everything_is_read(source: Source) -> None:
    model = PagedModel(COLUMNS, source.ids, source.rows)
    model.load(Query())
    for row in range(0, MANY, PAGE):
        assert model.index(row, 0).data() == f"Family {row}"
    assert len(model._pages) <= 64


def test_a_row_that_is_gone_is_empty_until_the_next_load(source: Source) -> None:
    source.gone.add(3)
    model = PagedModel(COLUMNS, source.ids, source.rows)
    model.load(Query())
    assert model.index(3, 0).data() == ""
    assert model.index(4, 0).data() == "Family 4"


def test_enter_opens_the_row_with_the_focus(qtbot, table: ListTable) -> None:
    table.view.setFocus()
    qtbot.keyClick(table.view, Key.Key_Down)
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table.view, Key.Key_Return)
    assert opened.args == [1]


def test_letters_go_to_the_filter_and_enter_comes_back(qtbot, table: ListTable) -> None:
    table.view.setFocus()
    qtbot.keyClick(table.view, Key.Key_7)
    assert table.focusWidget() is table.filter
    qtbot.keyClicks(table.filter, "7777")
    qtbot.keyClick(table.filter, Key.Key_Return)
    assert table.focusWidget() is table.view
    assert [table.model.id_at(n) for n in range(table.model.rowCount())] == [77777]
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table.view, Key.Key_Return)
    assert opened.args == [77777]


def test_the_filter_asks_once_per_pause_not_per_key(qtbot, table: ListTable, source) -> None:
    source.queries.clear()
    qtbot.keyClicks(table.filter, "999")
    assert source.queries == []
    qtbot.waitUntil(lambda: source.queries == [Query("999")])


def test_a_heading_sorts_and_again_turns_around(qtbot, table: ListTable, source) -> None:
    header = table.view.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(0) + 20, 10)
    for descending in (False, True, False):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert source.queries[-1] == Query("", "name", descending)
    asked = len(source.queries)
    unsorted = QPoint(header.sectionViewportPosition(1) + 20, 10)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=unsorted)
    assert len(source.queries) == asked


def test_the_row_one_was_on_is_kept_when_the_list_changes(table: ListTable, source) -> None:
    table.view.setCurrentIndex(table.model.index(500, 0))
    assert table.current() == 500
    source.count = 1000
    table.reload()
    assert table.current() == 500


def test_an_empty_list_teaches_but_an_empty_search_does_not(qtbot, table, source) -> None:
    table.filter.setText("nobody")
    table.reload()
    assert table.view.isVisible()
    table.filter.clear()
    source.count = 0
    table.reload()
    assert not table.view.isVisible()


def test_it_is_named_and_cells_are_read_with_both_lines(table: ListTable) -> None:
    view = QAccessible.queryAccessibleInterface(table.view)
    assert view.text(QAccessible.Text.Name) == "Families"
    index = table.model.index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Family 0, يوسف (6)"
    assert table.filter.accessibleName() == "Filter families"


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_cells_of_every_script_begin_on_the_leading_side(qtbot, show_in, tag, source) -> None:
    show_in(tag)
    made = ListTable("Families", (Column("Language"),), source.ids, _names)
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.reload()
    made.show()
    QApplication.processEvents()
    image = made.view.viewport().grab().toImage()
    ground = QColor(look.tokens().surface)
    for row in (1, 2):
        y = range(
            made.view.rowViewportPosition(row) + 2, made.view.rowViewportPosition(row + 1) - 2
        )
        inked = [
            x for x in range(image.width()) if any(image.pixelColor(x, v) != ground for v in y)
        ]
        leading = inked[0] if tag == "en" else image.width() - inked[-1]
        assert leading < 20, (row, inked[0], inked[-1])
        assert inked[-1] - inked[0] < 200


def _names(ids: Sequence[int]) -> list[tuple[int, tuple[str, ...]]]:
    return [(n, ("", "Nguyễn", "عائلة الأحمد")[n % 3 : n % 3 + 1]) for n in ids]
