"""Labels that stay on the leading side, whatever direction their text has.

Qt aligns a label by the direction of its text, so an Arabic name jumps to the far side of an
English list. Text is always plain: what people type is never read as HTML. Where text wraps, a
word that is too long for its line, such as a link, is broken as it is shown; the text itself stays
as it is, for ears and for who copies it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextDocument, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui import icons, look
from ui.qt import override

_LINE = 1.5  # height of a line, in sizes of its text: room for Khmer below and Arabic above
_WORD = 120  # logical pixels at 100 %: longer words may be broken
_SHORT = 8  # letters: words up to so many never are
_BREAK = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere


class Label(QLabel):
    """Plain text on the leading side; `kind` names its style in the sheet."""

    def __init__(
        self,
        text: str = "",
        kind: str = "",
        *,
        wrap: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._long_words = False
        self._heights: dict[int, int] = {}  # by width: Qt asks many times for each time it lays out
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("look", kind)
        self.setWordWrap(wrap)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self._align()
        self.setText(text)

    def restyle(self, kind: str) -> None:
        """Change the style, live."""
        if self.property("look") != kind:
            self.setProperty("look", kind)
            self.style().polish(self)

    @override
    def setText(self, words: str, /) -> None:
        self._long_words = any(len(word) > _SHORT for word in words.split())
        self._heights.clear()
        super().setText(words)

    @override
    def minimumSizeHint(self) -> QSize:
        whole = super().minimumSizeHint()
        if self._breaks(look.px(_WORD)):
            whole.setWidth(look.px(_WORD))
        return whole

    @override
    def heightForWidth(self, width: int, /) -> int:
        if width not in self._heights:
            self._heights[width] = self._height(width)
        return self._heights[width]

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._breaks(self.width()):
            super().heightForWidth(self.width())  # Qt lays it out anew now, and not when it paints
            if not self._break_selectable():
                self._paint_broken()
                return
        super().paintEvent(event)

    def _height(self, width: int) -> int:
        high = super().heightForWidth(width)
        if not self._breaks(width):
            return high
        if self._break_selectable():
            return super().heightForWidth(width)
        room = QRect(0, 0, max(width, 1), 1)
        return self.fontMetrics().boundingRect(room, _BREAK, self.text()).height()

    def _breaks(self, width: int) -> bool:
        """Whether a word is longer than the line; a label of a field is left to Qt for its key."""
        if not self._long_words or not self.wordWrap() or self.buddy():
            return False
        return width < super().minimumSizeHint().width()

    def _break_selectable(self) -> bool:
        """Let the document of a text that can be selected break words; False if there is none."""
        held = self.findChild(QTextDocument)
        if held is None:
            return False
        option = held.defaultTextOption()
        if option.wrapMode() != QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere:
            option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            held.setDefaultTextOption(option)
        return True

    def _paint_broken(self) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.drawText(self.rect(), self.alignment() | _BREAK, self.text())
        painter.end()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self._heights.clear()
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._align()

    def _align(self) -> None:
        self.setAlignment(leading(self) | Qt.AlignmentFlag.AlignVCenter)


class ElidedLabel(Label):
    """One line that ends in an ellipsis when it does not fit; the whole text is a tooltip.

    All scripts stand on one base line and take the same height, so that rows line up.
    """

    def __init__(self, text: str = "", kind: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(text, kind, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        height = round(self.fontInfo().pixelSize() * _LINE)
        return QSize(metrics.horizontalAdvance(self.text()) + 2, height)

    @override
    def minimumSizeHint(self) -> QSize:
        whole = self.sizeHint()
        return QSize(min(whole.width(), look.px(60)), whole.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        cut = self.fontMetrics().horizontalAdvance(self.text()) > self.width()
        self.setToolTip(tooltip(self.text()) if cut else "")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        draw_line(painter, self.rect(), self.text(), self.layoutDirection())
        painter.end()


def draw_line(painter: QPainter, room: QRect, words: str, direction: Qt.LayoutDirection) -> None:
    """Draw one line of text, cut to fit, on the leading side and on the window font's base line.

    The words run by their own first strong letter; `direction` decides the side only.
    """
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(words.replace("\n", " "), Qt.TextElideMode.ElideRight, room.width())
    base = room.center().y() + (metrics.ascent() - metrics.descent()) // 2 + 1
    x = room.left()
    if direction == Qt.LayoutDirection.RightToLeft:
        x = room.right() - metrics.horizontalAdvance(shown) + 1
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    painter.drawText(QPoint(x, base), shown)


class IconLabel(QLabel):
    """A picture beside words that say the same: it has no name of its own."""

    def __init__(
        self, name: str, tone: str = "muted", pixels: float = 20, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._tone, self._pixels = name, tone, pixels

    def show_icon(self, name: str, tone: str) -> None:
        """Change picture and colour."""
        self._name, self._tone = name, tone
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return icons.size(self._pixels)

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
        painter = QPainter(self)
        box = self.rect()
        side = min(icons.size(self._pixels).width(), box.width(), box.height())
        box.setSize(QSize(side, side))
        box.moveCenter(self.rect().center())
        icons.paint(painter, self._name, box, getattr(look.tokens(), self._tone))
        painter.end()


def title(text: str) -> Label:
    """The heading of a page."""
    return Label(text, "title", wrap=True)


def heading(text: str) -> Label:
    """The heading of a card."""
    return Label(text, "heading", wrap=True)


def text(words: str) -> Label:
    """Running text."""
    return Label(words, wrap=True)


def strong(words: str) -> Label:
    """Words that carry a row: a name, a promise."""
    return Label(words, "strong", wrap=True)


def muted(words: str) -> Label:
    """Running text of lesser weight."""
    return Label(words, "muted", wrap=True)


def small(words: str) -> Label:
    """A second line: what, when, which language."""
    return Label(words, "small", wrap=True)


def leading(widget: QWidget) -> Qt.AlignmentFlag:
    """The side on which reading starts, as an alignment that Qt does not turn around again."""
    rtl = widget.layoutDirection() == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute


def tooltip(words: str) -> str:
    """Plain words as a tooltip: Qt would read what looks like HTML as HTML."""
    if "<" not in words:
        return words
    return f"<qt>{words.replace('&', '&amp;').replace('<', '&lt;')}</qt>"
