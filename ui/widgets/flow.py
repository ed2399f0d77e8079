"""A layout that wraps its widgets onto as many lines as they need, in reading direction."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem

from ui.qt import override
from ui.widgets.button_words import WordyButton


class FlowLayout(QLayout):
    """Widgets one after another; a widget that does not fit begins a new line."""

    def __init__(self, spacing: int = 8) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._buttons: list[WordyButton | None] = []  # those among the items
        self._coming: WordyButton | None = None
        self._heights: dict[int, int] = {}  # by width: Qt asks many times for each time it lays out
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    @override
    def addWidget(self, made: QWidget, /) -> None:
        """Add a widget, with an item made here: Qt's own, Python may take for one that is gone."""
        self.addChildWidget(made)
        self._coming = made if isinstance(made, WordyButton) else None
        self.addItem(QWidgetItem(made))

    @override
    def addItem(self, item: QLayoutItem, /) -> None:
        self._items.append(item)
        self._buttons.append(self._coming)
        self._coming = None

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int, /) -> QLayoutItem:
        # Qt asks one past the end and wants null there; PySide's stub does not say so
        return self._items[index] if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    @override
    def takeAt(self, index: int, /) -> QLayoutItem:
        if not 0 <= index < len(self._items):
            return None  # type: ignore[return-value]  # as above
        self._buttons.pop(index)
        return self._items.pop(index)

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
        hints = [item.sizeHint() for item, _made in self._shown()]
        gaps = self.spacing() * max(0, len(hints) - 1)
        return self._padded(
            QSize(sum(h.width() for h in hints) + gaps, max((h.height() for h in hints), default=0))
        )

    @override
    def minimumSize(self) -> QSize:
        widest = QSize(0, 0)
        for item, made in self._shown():
            widest = widest.expandedTo(made.minimumSizeHint() if made else item.minimumSize())
        return self._padded(widest)

    @override
    def setGeometry(self, rect: QRect, /) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def _shown(self) -> list[tuple[QLayoutItem, WordyButton | None]]:
        """What is in sight; a button, which wraps its words here alone, as itself too."""
        both = zip(self._items, self._buttons, strict=True)
        return [(item, made) for item, made in both if not item.isEmpty()]

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
                    item.setGeometry(box)
                x += size.width() + self.spacing()
            y += height + self.spacing()
        return max(0, y - self.spacing() - room.y()) + margins.top() + margins.bottom()

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem | WordyButton, QSize]]]:
        lines: list[list[tuple[QLayoutItem | WordyButton, QSize]]] = []
        used = 0
        for item, made in self._shown():
            size = item.sizeHint()
            if size.width() > width:
                high = made.heightForWidth(width) if made else _height(item, width)
                size = QSize(width, high)
            if not lines or used + size.width() > width:
                lines.append([])
                used = 0
            # as an item, a button would be kept as low as one line of words
            lines[-1].append((made or item, size))
            used += size.width() + self.spacing()
        return lines


def _height(item: QLayoutItem, width: int) -> int:
    """How high an item is that is squeezed to the width of a line."""
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
