"""Pages of paper on the screen: one at a time, as wide as there is room, larger if wanted.

The widget asks for what it lacks with `wanted` and is given it with `show_picture`; it renders
nothing itself and keeps a few pictures in memory, none anywhere else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from liaison_app.language.catalogues import _
from ui import look
from ui.qt import override
from ui.widgets.announce import announce
from ui.widgets.buttons import icon_button
from ui.widgets.labels import Label
from ui.widgets.layout import flow, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from liaison_app.actions.printing import Picture

_ZOOMS = (0.0, 1.0, 1.4, 2.0, 3.0)  # 0: the whole page in sight; else times the width there is
_FIT = 1
_MARGIN = 14  # around the page
_KEPT = 4  # pictures of pages; each may take 20 MB
_WIDEST = 2600  # pixels of a picture: more would cost memory and show no more
_SETTLE_MS = 120  # while the window is being made larger or smaller


def image_of(picture: Picture) -> QImage:
    """A page as Qt draws it, in memory of its own."""
    rgb = QImage.Format.Format_RGB888
    return QImage(picture.pixels, picture.width, picture.height, picture.stride, rgb).copy()


class PagePreview(QFrame):
    """The pages of a document, with ways to turn and enlarge them.

    Signals:
        wanted: a page (from 1) is to be rendered so many pixels wide.
        turned: another page (from 1) is in sight.
    """

    wanted = Signal(int, int)
    turned = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._pages, self._page, self._zoom = 0, 1, _FIT
        self._ratio = 1.3  # height of a page by its width, until one was seen
        self._pictures: dict[tuple[int, int], QImage] = {}
        self._sheet = _Sheet()
        self.area = _Area(self, self._sheet, name)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._ask)
        self.area.resized.connect(self._fit)
        self._build()
        self.clear()

    # --- what the page around it says

    @property
    def page(self) -> int:
        """The page in sight, from 1."""
        return self._page

    @property
    def pages(self) -> int:
        """How many there are; 0 while there is nothing to show."""
        return self._pages

    def open(self, pages: int) -> None:
        """Show a document of so many pages, at the same page as the one before it if it has it."""
        self._pictures.clear()
        self._pages = pages
        self._page = max(1, min(self._page, pages))
        self._say_where()
        self._ask()

    def show_picture(self, page: int, picture: QImage) -> None:
        """Show what was asked for; of another page than the one in sight it is kept."""
        if self._pages == 0:
            return
        self._ratio = picture.height() / max(1, picture.width())
        while len(self._pictures) >= _KEPT:
            del self._pictures[next(iter(self._pictures))]
        self._pictures[(page, picture.width())] = picture
        if page == self._page:
            self._sheet.show_picture(picture)
            self._fit()

    def say(self, words: str) -> None:
        """Say above the page what is being done; nothing when it is done."""
        self._state.setText(words)

    def clear(self, words: str = "") -> None:
        """Forget every page and picture; say why there is none."""
        self._pictures.clear()
        self._pages, self._page = 0, 1
        self._sheet.show_picture(None, words)
        self._say_where()
        self.say("")

    def go(self, page: int) -> None:
        """Turn to a page, from 1; beyond the ends it stays at them."""
        target = max(1, min(page, self._pages))
        if target == self._page or not self._pages:
            return
        self._page = target
        self.area.verticalScrollBar().setValue(0)
        self._say_where()
        announce(self, self._where.text())
        self._ask()
        self.turned.emit(target)

    def enlarge(self, steps: int) -> None:
        """Show it larger, or smaller for less than 0."""
        zoom = max(0, min(self._zoom + steps, len(_ZOOMS) - 1))
        if zoom != self._zoom:
            self._zoom = zoom
            self._show_buttons()
            self._fit()
            self._ask()

    def leaf(self, screens: int) -> None:
        """Move by a screen, then on to the next page; back for less than 0."""
        bar = self.area.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + screens * bar.pageStep())
        if bar.value() == before:
            self.go(self._page + screens)

    def sidle(self, way: int) -> None:
        """Move sideways over a page that is wider than its room, then on to the next page."""
        bar = self.area.horizontalScrollBar()
        before = bar.value()
        bar.setValue(before + way * bar.pageStep() // 2)
        if bar.value() == before and 1 <= self._page + way <= self._pages:
            bar.setValue(bar.minimum() if way > 0 else bar.maximum())
            self.go(self._page + way)

    # --- inside

    def _build(self) -> None:
        self._back = icon_button("chevron-left", _("Page before"), lambda: self.go(self._page - 1))
        self._on = icon_button("chevron-right", _("Next page"), lambda: self.go(self._page + 1))
        self._smaller = icon_button("minus", _("Smaller"), lambda: self.enlarge(-1))
        self._larger = icon_button("plus", _("Larger"), lambda: self.enlarge(1))
        self._where = Label("", "strong")
        self._state = Label("", "small")
        keys = QWidget()
        keys.setLayout(flow(self._back, self._where, self._on, self._smaller, self._larger))
        bar = row(keys, self._state, stretch=0)
        bar.setContentsMargins(8, 6, 12, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(2, 2, 2, 2)
        box.setSpacing(4)
        box.addLayout(bar)
        box.addWidget(self.area, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def _page_width(self) -> int:
        """How wide the page is drawn, in logical pixels."""
        room = self.area.viewport().size()
        width = room.width() - 2 * _MARGIN
        factor = _ZOOMS[self._zoom]
        if factor == 0.0:
            return max(40, min(width, round((room.height() - 2 * _MARGIN) / self._ratio)))
        return max(40, round(width * factor))

    def _fit(self) -> None:
        """Give the page its size for the room there is; a sharper picture comes in a moment."""
        width = self._page_width()
        self._sheet.give_size(QSize(width, round(width * self._ratio)))
        if self._pages:
            self._settle.start()

    def _ask(self) -> None:
        """Show the page in sight, or ask for its picture."""
        self._settle.stop()
        if not self._pages:
            return
        width = min(_WIDEST, round(self._page_width() * self.devicePixelRatioF()))
        picture = self._pictures.get((self._page, width))
        if picture is None:
            self.wanted.emit(self._page, width)
        else:
            self._sheet.show_picture(picture)

    def _say_where(self) -> None:
        words = _("Page {page} of {count}").format(page=self._page, count=self._pages)
        self._where.setText(words if self._pages else "")
        self.area.setAccessibleDescription(self._where.text())
        self._show_buttons()

    def _show_buttons(self) -> None:
        there = self._pages > 0
        for one, able in (
            (self._back, self._page > 1),
            (self._on, self._page < self._pages),
            (self._smaller, there and self._zoom > 0),
            (self._larger, there and self._zoom < len(_ZOOMS) - 1),
        ):
            if one.hasFocus() and not able:  # what is switched off loses the keyboard
                self.area.setFocus(Qt.FocusReason.OtherFocusReason)
            one.setEnabled(able)


def _allowed(event: QKeyEvent) -> Qt.KeyboardModifier:
    """What may be held with a key: + is typed with Shift on most keyboards."""
    keypad = Qt.KeyboardModifier.KeypadModifier
    typed = event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Minus)
    return keypad | Qt.KeyboardModifier.ShiftModifier if typed else keypad


class _Sheet(QWidget):
    """The page itself, or words in its place."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "inside")
        self._picture: QImage | None = None
        self._size = QSize(200, 260)
        self._words = Label("", "muted", wrap=True, parent=self)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def show_picture(self, picture: QImage | None, words: str = "") -> None:
        """Show a page, or words in its place."""
        self._picture = picture
        self._words.setText(words)
        self._words.setVisible(picture is None)
        self.setMinimumSize(self._wanted() if picture else QSize(0, 0))
        self.update()

    def give_size(self, page: QSize) -> None:
        """Draw the page so large, in logical pixels."""
        if page != self._size:
            self._size = page
            self.setMinimumSize(self._wanted() if self._picture else QSize(0, 0))
            self.update()

    def _wanted(self) -> QSize:
        return self._size + QSize(2 * _MARGIN, 2 * _MARGIN)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._words.setGeometry(self.rect().adjusted(24, 24, -24, -24))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRect(QPoint(), self._size)
        box.moveCenter(self.rect().center())
        box.moveTop(max(_MARGIN, box.top()))
        painter.drawImage(box, self._picture)
        painter.setPen(QColor(look.tokens().border_strong))
        painter.drawRect(box.adjusted(-1, -1, 0, 0))
        painter.end()


class _Area(QScrollArea):
    """Scrolls over a page that is larger than its room; the keyboard moves and turns it here."""

    resized = Signal()

    def __init__(self, preview: PagePreview, sheet: _Sheet, name: str) -> None:
        super().__init__()
        self._preview = preview
        self.setProperty("look", "row")  # with a ring when it has the focus
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        # always there: the width of the page must not hang on whether it fits
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setWidget(sheet)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        on, back = (keys.Key_Left, keys.Key_Right) if mirrored else (keys.Key_Right, keys.Key_Left)
        preview = self._preview
        moves: dict[Qt.Key, Callable[[], object]] = {
            on: lambda: preview.sidle(1),
            back: lambda: preview.sidle(-1),
            keys.Key_PageDown: lambda: preview.leaf(1),
            keys.Key_PageUp: lambda: preview.leaf(-1),
            keys.Key_Home: lambda: preview.go(1),
            keys.Key_End: lambda: preview.go(preview.pages),
            keys.Key_Plus: lambda: preview.enlarge(1),
            keys.Key_Equal: lambda: preview.enlarge(1),
            keys.Key_Minus: lambda: preview.enlarge(-1),
        }
        move = moves.get(keys(event.key()))
        if move is None or event.modifiers() & ~_allowed(event):
            super().keyPressEvent(event)
        else:
            move()
