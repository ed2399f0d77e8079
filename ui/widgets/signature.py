"""A box to sign in with a pen, a finger or a mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import look
from ui.qt import override

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QMouseEvent, QPaintEvent

_WIDE, _HIGH = 1000, 300  # the box in which strokes are kept, whatever size it has on the screen
_CLOSEST = 3  # of that box: nearer points tell nothing more
_MOST = 4000  # points: a signature is no drawing


class SignaturePad(QWidget):
    """Keeps what the pen draws; `changed` comes with every line that ends, and with `clear`.

    Touch and tablets arrive as a mouse. Whoever cannot draw signs on paper: the box takes no focus.

    Args:
        name: what it is called for screen readers.
    """

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._strokes: list[list[QPointF]] = []
        self._drawing = False

    def strokes(self) -> str:
        """The lines as they are kept: x,y x,y; x,y x,y in a box 1000 wide and 300 high."""
        return "; ".join(
            " ".join(f"{round(point.x())},{round(point.y())}" for point in stroke)
            for stroke in self._strokes
        )

    def empty(self) -> bool:
        """Whether nothing but dots was drawn."""
        return not any(len(stroke) > 1 for stroke in self._strokes)

    def clear(self) -> None:
        """Begin anew."""
        self._strokes.clear()
        self._drawing = False
        self.update()
        self.changed.emit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(look.px(660), look.px(200))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(260), look.px(90))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._count() < _MOST:
            self._drawing = True
            self._strokes.append([self._kept(event.position())])
            self.update()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._drawing:
            return
        point, last = self._kept(event.position()), self._strokes[-1][-1]
        far = (point - last).manhattanLength() >= _CLOSEST
        if far and self._count() < _MOST:
            self._strokes[-1].append(point)
            self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drawing:
            self._drawing = False
            self.changed.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Dark on white, in dark colours, too: it is paper."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(self.palette().text().color(), 1.5))
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRoundedRect(frame, 8, 8)
        box = self._box()
        ink: QColor = QPen(Qt.GlobalColor.black).color()
        line = box.bottom() - box.height() * 0.2
        painter.setPen(QPen(Qt.GlobalColor.gray, 1))
        painter.drawLine(QPointF(box.left(), line), QPointF(box.right(), line))
        pen = QPen(ink, max(2.0, box.width() / 260))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        scale = box.width() / _WIDE
        for stroke in self._strokes:
            shown = [box.topLeft() + point * scale for point in stroke]
            painter.drawPolyline(QPolygonF(shown if len(shown) > 1 else shown * 2))
        painter.end()

    def _count(self) -> int:
        return sum(map(len, self._strokes))

    def _box(self) -> QRectF:
        """The part of the widget that is kept, with the proportions of what is kept."""
        room = QRectF(self.rect()).adjusted(6, 6, -6, -6)
        wide = min(room.width(), room.height() * _WIDE / _HIGH)
        high = wide * _HIGH / _WIDE
        return QRectF(room.center().x() - wide / 2, room.center().y() - high / 2, wide, high)

    def _kept(self, at: QPointF) -> QPointF:
        box = self._box()
        scale = _WIDE / max(box.width(), 1.0)
        x, y = (at.x() - box.left()) * scale, (at.y() - box.top()) * scale
        return QPointF(min(max(x, 0.0), _WIDE), min(max(y, 0.0), _HIGH))
