"""A pill that says a state in words and leads to where something can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from ui import icons, look
from ui.qt import override
from ui.tokens import Tone
from ui.widgets.buttons import Button

if TYPE_CHECKING:
    from collections.abc import Callable

_ICON = 16


class Badge(Button):
    """Looks like a chip with a warning's icon, and can be pressed.

    Args:
        text: one short line in words; it is also what a screen reader says.
        clicked: called without arguments.
        tone: what it means.
    """

    def __init__(self, text: str, clicked: Callable[[], object], tone: Tone = Tone.WARN) -> None:
        super().__init__(text, "badge")
        self._tone = tone
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: clicked())

    @override
    def sizeHint(self) -> QSize:
        words = QFontMetrics(look.font(look.SMALL_TEXT, strong=True))
        wide = words.horizontalAdvance(self.text()) + look.px(_ICON + 6 + 24)
        return QSize(wide, look.px(28))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()  # what waits is told in full

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look.tokens()
        colour, ground = tokens.on_soft(self._tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QColor(tokens.focus if self.hasFocus() else colour)
        painter.setPen(QPen(edge, 2 if self.hasFocus() or self.underMouse() else 1))
        painter.setBrush(QColor(ground))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        inside = self.rect().adjusted(look.px(12), 0, -look.px(12), 0)
        side = look.px(_ICON)
        picture = inside.adjusted(0, 0, 0, 0)
        picture.setSize(QSize(side, side))
        words = inside.adjusted(side + look.px(6), 0, 0, 0)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            picture.moveRight(inside.right())
            words = inside.adjusted(0, 0, -side - look.px(6), 0)
        picture.moveTop((self.height() - side) // 2)
        icons.paint(painter, "alert-triangle", picture, colour)
        painter.setPen(QColor(colour))
        painter.setFont(look.font(look.SMALL_TEXT, strong=True))
        shown = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, words.width() + 2
        )
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, shown)
        painter.end()
