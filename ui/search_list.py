"""The list under the search box: headings, hits with what matches marked, commands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui import icons, look
from ui.qt import override
from ui.widgets.labels import draw_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from liaison_app.actions.snippets import Marks

ROW = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
_MARGIN = 12


@dataclass(frozen=True)
class Line:
    """One line of a row and the ranges of its characters that match."""

    text: str
    marks: Marks = ()


@dataclass(frozen=True)
class Row:
    """A heading (without `open`), or something that can be opened.

    Attributes:
        title: what it is called.
        detail: the line below; "" for none.
        aside: words at the far end of the first line.
        open: what Enter does.
    """

    title: Line
    detail: Line = Line("")
    aside: str = ""
    icon: str = ""
    open: Callable[[], object] | None = None

    @property
    def words(self) -> str:
        """The whole row as a screen reader says it."""
        return ", ".join(part for part in (self.title.text, self.aside, self.detail.text) if part)


class RowsModel(QAbstractListModel):
    """The rows as they are."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: Sequence[Row] = ()

    def show(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(self.rows)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.words
        return row if role == ROW else None

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        if self.rows[index.row()].open is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class RowDelegate(QStyledItemDelegate):
    """Paints rows; each text runs by its own letters and stands on the leading side."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row = index.data(ROW)
        if row.open is None:
            return QSize(look.px(80), look.px(34))
        return QSize(look.px(80), look.px(58 if row.detail.text else 42))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row, tokens = index.data(ROW), look.tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = option.rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
        if row.open is None:
            painter.setFont(look.font(look.SMALL_TEXT, strong=True))
            painter.setPen(QColor(tokens.muted))
            draw_line(painter, room.adjusted(0, look.px(8), 0, 0), row.title.text, option.direction)
        else:
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            if selected:
                _paint_ground(painter, QRectF(option.rect).adjusted(2, 1, -2, -1))
            _paint_row(painter, room, row, option.direction)
        painter.restore()


def _paint_ground(painter: QPainter, room: QRectF) -> None:
    tokens = look.tokens()
    same = tokens.accent_soft == tokens.raised  # high contrast marks by an edge, not by a ground
    painter.setPen(QColor(tokens.focus if same else tokens.accent_soft))
    painter.setBrush(QColor(tokens.accent_soft))
    painter.drawRoundedRect(room, 8, 8)


def _paint_row(painter: QPainter, room: QRect, row: Row, direction: Qt.LayoutDirection) -> None:
    tokens = look.tokens()

    def placed(left: int, top: int, width: int, height: int) -> QRect:
        box = QRect(room.left() + left, room.top() + top, max(width, 0), height)
        return QStyle.visualRect(direction, room, box)

    side, high = look.px(22), look.px(42)
    top = 0 if row.detail.text else (room.height() - high) // 2
    middle = (room.height() - side) // 2
    icons.paint(painter, row.icon, placed(2, middle, side, side), tokens.accent_text)
    start = side + look.px(16)
    painter.setFont(look.font(look.SMALL_TEXT))
    aside = min(painter.fontMetrics().horizontalAdvance(row.aside), room.width() // 2)
    if aside:
        painter.setPen(QColor(tokens.muted))
        box = placed(room.width() - aside - 2, top, aside + 2, look.px(36))
        draw_line(painter, box, row.aside, direction)
    wide = room.width() - start
    first = placed(start, top, wide - (aside + look.px(12) if aside else 0), look.px(36))
    if not row.detail.text:
        first = placed(start, top, wide, high)
    painter.setFont(look.font(strong=True))
    painter.setPen(QColor(tokens.text))
    _draw_marked(painter, first, row.title, direction)
    if row.detail.text:
        below = placed(start, look.px(28), wide, look.px(26))
        painter.setFont(look.font(look.SMALL_TEXT))
        painter.setPen(QColor(tokens.muted))
        _draw_marked(painter, below, row.detail, direction)


def _draw_marked(painter: QPainter, room: QRect, line: Line, direction: Qt.LayoutDirection) -> None:
    """Draw one line in the painter's font and colour, cut to fit, with its marks."""
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(line.text, Qt.TextElideMode.ElideRight, room.width())
    kept = len(line.text) if shown == line.text else len(shown) - 1
    layout = QTextLayout(shown, painter.font())
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.setFormats([_format(line.text, a, min(b, kept)) for a, b in line.marks if a < kept])
    layout.beginLayout()
    made = layout.createLine()
    made.setLineWidth(metrics.horizontalAdvance(shown) + 2)
    layout.endLayout()
    x = room.left()
    if direction == Qt.LayoutDirection.RightToLeft:
        x = room.right() - int(made.width())
    base = room.center().y() + (metrics.ascent() - metrics.descent()) // 2 + 1
    layout.draw(painter, QPointF(x, base - made.ascent()))


def _format(text: str, start: int, end: int) -> QTextLayout.FormatRange:
    tokens = look.tokens()
    made = QTextLayout.FormatRange()
    made.start = _utf16(text[:start])
    made.length = _utf16(text[start:end])
    marked = QTextCharFormat()
    marked.setForeground(QColor(tokens.warn))
    if tokens.warn_soft == tokens.raised:
        marked.setFontUnderline(True)
    else:
        marked.setBackground(QColor(tokens.warn_soft))
    made.format = marked
    return made


def _utf16(text: str) -> int:
    """How Qt counts: letters beyond the first 65,536 are two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
