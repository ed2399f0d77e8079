"""How parts are put together: rows, columns, cards, pages that scroll, columns that fold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui import look
from ui.qt import override
from ui.widgets import letters
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent, QShowEvent

Part = QWidget | QLayout | None


def row(*parts: Part, spacing: int = 10, stretch: int = -1) -> QHBoxLayout:
    """Parts side by side in reading order. None is a gap that grows; `stretch` names one part."""
    made = QHBoxLayout()
    _fill(made, parts, spacing, stretch)
    return made


def column(*parts: Part, spacing: int = 2) -> QVBoxLayout:
    """Parts below each other. None is a gap that grows."""
    made = QVBoxLayout()
    _fill(made, parts, spacing, -1)
    return made


def flow(*parts: QWidget, spacing: int = 8) -> FlowLayout:
    """Parts side by side that wrap onto more lines when there is no room."""
    made = FlowLayout(spacing)
    for part in parts:
        made.addWidget(part)
    return made


class SteadyColumn(QVBoxLayout):
    """Parts below each other; it remembers how high it is at each width until something changes.

    Qt's box layouts remember one width only and are asked for several in turn, at every level: a
    page of some dozen cards with wrapped text took a second to lay out without this.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        if parent is None:
            super().__init__()
        else:
            super().__init__(parent)
        self._heights: dict[int, int] = {}
        self._least: dict[int, int] = {}

    @override
    def heightForWidth(self, width: int, /) -> int:
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]

    @override
    def minimumHeightForWidth(self, width: int, /) -> int:
        if width not in self._least:
            self._least[width] = super().minimumHeightForWidth(width)
        return self._least[width]

    @override
    def invalidate(self) -> None:
        self._heights.clear()
        self._least.clear()
        super().invalidate()


def labelled(words: str, control: QWidget, *more: QWidget) -> QWidget:
    """A control under its label, whose `&` marks the key that leads to it."""
    label = Label(words, "strong", wrap=True)
    label.setBuddy(control)
    made = QWidget()
    made.setLayout(column(label, control, *more, spacing=6))
    return made


def card(*parts: Part, kind: str = "card", margin: int = 18, spacing: int = 10) -> QFrame:
    """A framed surface with parts below each other; `hero` is the tinted one."""
    frame = QFrame()
    frame.setProperty("look", kind)
    inside = SteadyColumn()
    _fill(inside, parts, spacing, -1)
    inside.setContentsMargins(margin, margin - 2, margin, margin - 2)
    frame.setLayout(inside)
    return frame


def line() -> QFrame:
    """A thin rule between rows."""
    made = QFrame()
    made.setProperty("look", "line")
    made.setFixedHeight(1)
    return made


def scrolled(inside: QWidget) -> QScrollArea:
    """`inside` in an area that scrolls down and never across if it can be helped."""
    inside.setProperty("look", inside.property("look") or "inside")
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(inside)
    return area


class FoldingRow(QWidget):
    """Words, and at their end what belongs to them; where there is no room, that goes below.

    Args:
        words: what comes first and takes the room that is left.
        ends: in reading order.
        spacing: between all of them, in logical pixels.
        least: how wide the words are at least before it folds, in logical pixels at 100 %.
    """

    def __init__(self, words: QLayout, *ends: QWidget, spacing: int = 12, least: int = 200) -> None:
        super().__init__()
        self._least, self._words, self._ends = least, words, QWidget()
        self._ends.setLayout(flow(*ends, spacing=spacing))
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        _fill(self._box, (words,), spacing, 0)
        self._box.addWidget(self._ends, 0, Qt.AlignmentFlag.AlignVCenter)
        self._ends.setVisible(bool(ends))

    @override
    def minimumSizeHint(self) -> QSize:
        wide = max(self._words.minimumSize().width(), self._ends.minimumSizeHint().width())
        margins = self._box.contentsMargins()
        wide += margins.left() + margins.right()
        return QSize(wide, self._box.totalMinimumSize().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        room = self._box.contentsRect().width() - self._box.spacing()
        narrow = room < self._ends.sizeHint().width() + look.px(self._least)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        wanted = down if narrow and not self._ends.isHidden() else across
        if self._box.direction() != wanted:
            self._box.setDirection(wanted)
            middle = Qt.AlignmentFlag.AlignVCenter
            self._box.setAlignment(self._ends, middle if wanted == across else Qt.AlignmentFlag(0))


class Page(QWidget):
    """A page: title, second line and actions above, `body` below, all of it scrolling.

    Subclasses fill `body`; `set_title` may be called again when the data comes.
    """

    def __init__(self, title: str, subtitle: str = "", actions: tuple[QWidget, ...] = ()) -> None:
        super().__init__()
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = Label(title, "title", wrap=True)
        self._subtitle = Label(subtitle, "muted", wrap=True)
        header = FoldingRow(column(self._title, self._subtitle), *actions)
        self.body = QVBoxLayout()
        self.body.setSpacing(16)
        inside = QWidget()
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(24, 18, 24, 18)
        inner.setSpacing(16)
        inner.addWidget(header)
        inner.addLayout(self.body, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._scroll = scrolled(inside)
        outer.addWidget(self._scroll)
        self.set_title(title, subtitle)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, lambda: letters.settle(self))  # when the page has arrived

    def show_whole(self, part: QWidget) -> None:
        """Scroll until a part is in sight, once it has found its place; of a high one the top."""
        QTimer.singleShot(0, part, lambda: self._show_now(part))

    def show_top(self) -> None:
        """Scroll to where the page begins."""
        self._scroll.verticalScrollBar().setValue(0)

    def _show_now(self, part: QWidget) -> None:
        self._scroll.ensureWidgetVisible(part)
        inside = self._scroll.widget()
        if inside and part.height() > self._scroll.viewport().height():
            top = part.mapTo(inside, part.rect().topLeft()).y()
            self._scroll.verticalScrollBar().setValue(top - 8)

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Change the heading and the line below it."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))
        self.setAccessibleName(title)


class Tiles(QWidget):
    """Parts of equal width side by side, in as many columns as fit."""

    def __init__(self, parts: Sequence[QWidget], *, narrowest: int = 170) -> None:
        super().__init__()
        self._parts, self._narrowest, self._across = tuple(parts), narrowest, 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(14)
        self._arrange(len(self._parts))

    @override
    def minimumSizeHint(self) -> QSize:
        widest = max((part.minimumSizeHint().width() for part in self._parts), default=0)
        return QSize(widest, self._grid.minimumSize().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit = max(1, (event.size().width() + 14) // (look.px(self._narrowest) + 14))
        lines = -(-len(self._parts) // fit)
        self._arrange(-(-len(self._parts) // max(1, lines)))

    def _arrange(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        for place, part in enumerate(self._parts):
            self._grid.addWidget(part, place // across, place % across)
        for column_number in range(len(self._parts)):
            self._grid.setColumnStretch(column_number, int(column_number < across))


class Columns(QWidget):
    """Two columns that become one below each other when there is no room for both."""

    def __init__(
        self, main: QWidget, side: QWidget, *, shares: tuple[int, int] = (5, 2), fold: int = 760
    ) -> None:
        super().__init__()
        self._fold = fold
        self._parts = (main, side)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(16)
        self._box.addWidget(main, shares[0])
        self._box.addWidget(side, shares[1])

    @override
    def minimumSizeHint(self) -> QSize:
        widest = max(part.minimumSizeHint().width() for part in self._parts)
        return QSize(widest, self._box.totalMinimumSize().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < look.px(self._fold)
        wanted = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._box.direction() != wanted:
            self._box.setDirection(wanted)


def _fill(into: QBoxLayout, parts: tuple[Part, ...], spacing: int, stretch: int) -> None:
    into.setSpacing(spacing)
    into.setContentsMargins(0, 0, 0, 0)
    for place, part in enumerate(parts):
        share = 1 if place == stretch else 0
        if part is None:
            into.addStretch(1)
        elif isinstance(part, QLayout):
            into.addLayout(part, share)
        else:
            into.addWidget(part, share)
