"""A round picture with initials. It repeats the name beside it, so it says nothing itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from liaison_app.language.names import initials
from ui import icons, look
from ui.qt import override


class Avatar(QWidget):
    """Initials of `name` in a circle of `size` pixels at 100 % text."""

    def __init__(self, name: str, size: float = 40) -> None:
        super().__init__()
        self._letters, self._size = initials(name), size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(look.px(self._size), look.px(self._size))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edged = tokens.accent_soft == tokens.surface
        painter.setPen(QPen(QColor(tokens.accent_text)) if edged else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.accent_soft))
        painter.drawEllipse(self.rect().adjusted(1, 1, -1, -1))
        if not self._letters:
            icons.paint(painter, "user", self.rect().adjusted(9, 9, -9, -9), tokens.accent_text)
        painter.setPen(QColor(tokens.accent_text))
        painter.setFont(look.font(self._size * 0.36, strong=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letters)
        painter.end()
