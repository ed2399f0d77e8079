"""A layout that wraps its widgets onto as many lines as they need, in reading direction."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem

from ui.qt import override
from ui.widgets.button_words import WordyButton


class FlowLayout(QLayout):
    """Widgets one after another; a widget that does not fit begins a new line."""

    def __init__(self, spacing: int = 8) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}  # by width: Qt asks many times for each time it lays out
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    @override
    def addItem(self, item: QLayoutItem, /) -> None:
        self._items.append(item)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int, /) -> QLayoutItem:
        # Qt asks one past the end and wants null there; PySide's stub does not say so
        return self._items[index] if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    @override
    def takeAt(self, index: int, /) -> QLayoutItem:
        return self._items.pop(index) if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int, /) -> int:
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    @override
    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    @override
    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self._shown()]
        gaps = self.spacing() * max(0, len(hints) - 1)
        return self._padded(
            QSize(sum(h.width() for h in hints) + gaps, max((h.height() for h in hints), default=0))
        )

    @override
    def minimumSize(self) -> QSize:
        widest = QSize(0, 0)
        for item in self._shown():
            widest = widest.expandedTo(_least(item))
        return self._padded(widest)

    @override
    def setGeometry(self, rect: QRect, /) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _padded(self, size: QSize) -> QSize:
        margins: QMargins = self.contentsMargins()
        return size.grownBy(margins)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Lay the lines out, each widget in the middle of its line; gives the height taken."""
        margins = self.contentsMargins()
        room = rect.marginsRemoved(margins)
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight
        mirrored = direction == Qt.LayoutDirection.RightToLeft
        y = room.y()
        for line in self._lines(max(room.width(), 1)):
            x, height = room.x(), max(size.height() for _item, size in line)
            for item, size in line:
                if move:
                    box = QRect(QPoint(x, y + (height - size.height()) // 2), size)
                    if mirrored:
                        box.moveRight(room.right() - (x - room.x()))
                    made = item.widget()  # a layout's item would keep a button as low as one line
                    (made if isinstance(made, WordyButton) else item).setGeometry(box)
                x += size.width() + self.spacing()
            y += height + self.spacing()
        return max(0, y - self.spacing() - room.y()) + margins.top() + margins.bottom()

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        used = 0
        for item in self._shown():
            size = item.sizeHint()
            if size.width() > width:
                size = QSize(width, _height(item, width))
            if not lines or used + size.width() > width:
                lines.append([])
                used = 0
            lines[-1].append((item, size))
            used += size.width() + self.spacing()
        return lines


def _least(item: QLayoutItem) -> QSize:
    """What an item needs at least; a button wraps its words here, and nowhere else."""
    made = item.widget()
    if isinstance(made, WordyButton):
        return made.minimumSizeHint().expandedTo(made.minimumSize())
    return item.minimumSize()


def _height(item: QLayoutItem, width: int) -> int:
    """How high an item is that is squeezed to the width of a line."""
    made = item.widget()
    if isinstance(made, WordyButton) or (made and made.hasHeightForWidth()):
        return made.heightForWidth(width)
    return item.sizeHint().height()
