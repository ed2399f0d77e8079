"""How a cell is painted: on the leading side whatever its script, two lines if it has them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui import look
from ui.lists.model import CELL, Cell, PagedModel
from ui.qt import override
from ui.tokens import Tone
from ui.widgets.labels import draw_line

_MARGIN = 12
_Index = QModelIndex | QPersistentModelIndex


def row_height(*, two_lines: bool) -> int:
    """The height of a row, in logical pixels at the text size in use."""
    return look.px(58 if two_lines else 46)


class CellDelegate(QStyledItemDelegate):
    """Paints `Cell`s. User text stands alone in its rectangle, so its direction harms nothing."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(look.px(80), row_height(two_lines=False))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        cell = index.data(CELL)
        if not isinstance(cell, Cell):
            return
        tokens = look.tokens()
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(option.rect, QColor(tokens.accent_soft))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, QColor(tokens.hover))
        painter.setPen(QColor(tokens.border))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        model = index.model()
        strong = isinstance(model, PagedModel) and model.columns[index.column()].strong
        _paint_cell(painter, room_in(option.rect), cell, option.direction, strong=strong)
        if selected and tokens.accent_soft == tokens.surface:
            _mark_selected(painter, option.rect)
        painter.restore()


def _paint_cell(
    painter: QPainter, room: QRect, cell: Cell, direction: Qt.LayoutDirection, *, strong: bool
) -> None:
    tokens = look.tokens()
    if cell.tone is not None and cell.text:
        _paint_chip(painter, room, cell.text, cell.tone, direction)
        return
    if cell.badge:
        box = badge_box(room, cell.badge, direction)
        line = QRect(box.left(), room.top(), box.width(), room.height())
        _paint_chip(painter, line, cell.badge, Tone.WARN, direction)
        room = _beside(room, box, direction)
    first = QRect(room)
    if cell.detail:
        height = look.px(21)
        first = QRect(room.left(), room.center().y() - height, room.width(), height)
        painter.setFont(look.font(look.SMALL_TEXT))
        painter.setPen(QColor(tokens.muted))
        draw_line(painter, first.translated(0, height), cell.detail, direction)
    painter.setFont(look.font(strong=strong))
    painter.setPen(QColor(tokens.text))
    draw_line(painter, first, cell.text, direction)


def room_in(cell: QRect) -> QRect:
    """The room for words in the rectangle of a cell."""
    return cell.adjusted(_MARGIN, 2, -_MARGIN, -2)


def badge_box(room: QRect, words: str, direction: Qt.LayoutDirection) -> QRect:
    """Where the badge of a cell stands in the room for its words: at the end of the line."""
    metrics = QFontMetrics(look.font(look.SMALL_TEXT, strong=True))
    wide = min(metrics.horizontalAdvance(words) + look.px(20), room.width())
    box = QRect(room.right() - wide + 1, room.center().y() - look.px(12), wide, look.px(24))
    return QStyle.visualRect(direction, room, box)


def _beside(room: QRect, box: QRect, direction: Qt.LayoutDirection) -> QRect:
    """What a badge leaves of the room."""
    left = QRect(room)
    left.setWidth(max(0, room.width() - box.width() - _MARGIN // 2))
    return QStyle.visualRect(direction, room, left)


def _paint_chip(
    painter: QPainter, room: QRect, words: str, tone: Tone, direction: Qt.LayoutDirection
) -> None:
    colour, ground = look.tokens().on_soft(tone)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(look.font(look.SMALL_TEXT, strong=True))
    wide = min(painter.fontMetrics().horizontalAdvance(words) + look.px(20), room.width())
    box = QRect(room.left(), room.center().y() - look.px(12), wide, look.px(24))
    box = QStyle.visualRect(direction, room, box)
    painter.setPen(QColor(colour if ground == look.tokens().surface else ground))
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(QRectF(box), box.height() / 2, box.height() / 2)
    painter.setPen(QColor(colour))
    shown = painter.fontMetrics().elidedText(
        words, Qt.TextElideMode.ElideRight, box.width() - look.px(16)
    )
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), shown)


def _mark_selected(painter: QPainter, rect: QRect) -> None:
    """Where the selection's ground is that of the page (high contrast), draw lines instead."""
    painter.setPen(QColor(look.tokens().accent))
    for offset in range(2):
        painter.drawLine(rect.left(), rect.top() + offset, rect.right(), rect.top() + offset)
        painter.drawLine(rect.left(), rect.bottom() - offset, rect.right(), rect.bottom() - offset)
