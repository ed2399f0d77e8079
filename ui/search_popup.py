"""The search box of the window and the list that opens under it while somebody types.

Ctrl+K goes there from everywhere. Arrows move, Enter opens, Escape closes and goes back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QApplication, QFrame, QListView, QVBoxLayout, QWidget

from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.names import isolate
from ui import look
from ui.qt import override
from ui.search_list import RowDelegate, RowsModel
from ui.search_rows import rows
from ui.search_thread import Answer, SearchThread
from ui.widgets.announce import announce
from ui.widgets.fields import SearchField
from ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ui.desk import Desk
    from ui.search_list import Row

PAUSE_MS = 60  # after the last key, before looking
_REST_MS = 3_000  # after which the connection is given back
_WIDEST = 760


class SearchBox(SearchField):
    """A line that finds families, people, notes, kits and commands while somebody types.

    Args:
        desk: the open workspace in the window; it is asked to show what is chosen.
    """

    _arrived = Signal(object)

    def __init__(self, desk: Desk) -> None:
        keys = QKeySequence("Ctrl+K")
        shown = keys.toString(QKeySequence.SequenceFormat.NativeText)
        super().__init__(
            _("Search"), _("Search families, people, notes   {keys}").format(keys=shown)
        )
        self._desk = desk
        self._came_from: QWidget | None = None
        self._popup: Popup | None = None
        self._asked = 0
        self._open_first = False
        self._arrived.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._thread = SearchThread(desk.workspace, self._arrived.emit)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.setTimerType(Qt.TimerType.PreciseTimer)
        self._pause.timeout.connect(self._ask)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._thread.rest)
        self.textChanged.connect(self._typed)
        thread = self._thread
        self.destroyed.connect(lambda: thread.stop())  # noqa: PLW0108  (a method would hold the box)
        self._key = QShortcut(keys, self)
        self._key.setWhatsThis(_("Search"))
        self._key.activated.connect(self.begin)

    def begin(self) -> None:
        """Go to the box, ready to type something else."""
        now = QApplication.focusWidget()
        if now is not self:
            self._came_from = now
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    @property
    def popup(self) -> Popup | None:
        """The list, if it is open."""
        return self._popup if self._popup and self._popup.isVisible() else None

    # --- typing

    def _typed(self, text: str) -> None:
        self._thread.interrupt()
        self._open_first = False
        if text.strip():
            self._pause.start()
        else:
            self._close()

    def _ask(self) -> None:
        text = self.text().strip()
        if text:
            self._asked = self._thread.ask(text)

    @Slot(object)
    def _show(self, answer: Answer) -> None:
        if answer.number != self._asked or not self.text().strip():
            return
        found = rows(self._desk, self._desk.owner.lock, answer.found, answer.text)
        if self._open_first:
            self._open_first = False
            chosen = next((row for row in found if row.open), None)
            if chosen:
                self._open(chosen)
                return
        if not self.hasFocus():
            return
        if self._popup is None:
            self._popup = Popup(self.window(), self._open)
        self._popup.show_rows(found, answer.text, under=self)

    def _open(self, row: Row) -> None:
        self.clear()
        if row.open:
            row.open()

    def _close(self) -> None:
        self._pause.stop()
        self._open_first = False
        if self._popup:
            self._popup.hide()

    # --- keys

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self._escape()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif self.popup and key in _STEPS:
            self.popup.move_by(_STEPS[key])
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        waiting = self._pause.isActive() or not self.popup
        if waiting and self.text().strip():
            self._open_first = True  # faster than the answer: open what comes first
            if self._pause.isActive():
                self._pause.stop()
                self._ask()
        elif self.popup:
            self.popup.open_current()

    def _escape(self) -> None:
        if self.text():
            self.clear()
        elif self._came_from is not None:
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self._close()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._rest.stop()
        self._thread.ask("")
        if self.text().strip():
            self._pause.start()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._close()
        self._rest.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.clear()
        self._thread.rest()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.popup:
            self.popup.place(self)


_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 5,
    Qt.Key.Key_PageUp: -5,
}


class Popup(QFrame):
    """The list under the box. It never takes the keyboard: the box moves in it."""

    def __init__(self, window: QWidget, choose: Callable[[Row], object]) -> None:
        super().__init__(window)
        self.setProperty("look", "popup")
        self._window = window
        self._choose = choose
        self.model = RowsModel(self)
        self.list = _List(self)
        self.list.setModel(self.model)
        self._delegate = RowDelegate(self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.setAccessibleName(_("Search results"))
        self.list.clicked.connect(self._clicked)
        self._nothing = Label(wrap=True)
        self._nothing.setContentsMargins(12, 12, 12, 12)
        self._hint = Label(_("↑ ↓ move · Enter opens · Esc closes"), "small")
        self._hint.setContentsMargins(12, 4, 12, 6)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(6, 6, 6, 4)
        self._box.setSpacing(0)
        self._box.addWidget(self._nothing)
        self._box.addWidget(self.list, 1)
        self._box.addWidget(self._hint)

    def show_rows(self, found: Sequence[Row], text: str, *, under: QWidget) -> None:
        """Show what was found for a text, with the first that can be opened chosen."""
        self.model.show(found)
        words = _("Nothing was found for “{text}”. Try fewer letters or another spelling.")
        self._nothing.setText(words.format(text=isolate(text)))
        self._nothing.setVisible(not found)
        self.list.setVisible(bool(found))
        self._hint.setVisible(bool(found))
        self.place(under)
        self.show()
        self.raise_()
        count = sum(1 for row in found if row.open)
        said = ngettext("{count} result", "{count} results", count).format(count=count)
        announce(under, said if found else self._nothing.text())
        self._go(next((at for at, row in enumerate(found) if row.open), -1))

    def place(self, under: QWidget) -> None:
        """Stand under the box, as wide as there is room for and no higher than the window."""
        window = self._window
        corner = under.mapTo(window, QPoint(0, under.height() + 6))
        width = min(under.width(), look.px(_WIDEST))
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            corner.setX(corner.x() + under.width() - width)
        frame = self._box.contentsMargins()
        high = self._nothing.heightForWidth(width - frame.left() - frame.right())
        if self.model.rows:
            rows_high = sum(self.list.sizeHintForRow(at) for at in range(len(self.model.rows)))
            high = rows_high + self._hint.sizeHint().height() + 4
        high += frame.top() + frame.bottom() + 2
        self.setGeometry(
            corner.x(), corner.y(), width, min(high, window.height() - corner.y() - 12)
        )

    def move_by(self, steps: int) -> None:
        """Choose another row, past headings, and round at the ends."""
        able = [at for at, row in enumerate(self.model.rows) if row.open]
        if not able:
            return
        now = self.list.currentIndex().row()
        place = able.index(now) if now in able else -1
        if abs(steps) == 1:
            self._go(able[(place + steps) % len(able)])
        else:
            self._go(able[min(max(place + steps, 0), len(able) - 1)])

    def open_current(self) -> None:
        """Open the row that is chosen."""
        at = self.list.currentIndex().row()
        if 0 <= at < len(self.model.rows):
            self._choose(self.model.rows[at])

    def _go(self, at: int) -> None:
        if at < 0:
            return
        index = self.model.index(at, 0)
        self.list.setCurrentIndex(index)
        if at == 1:
            self.list.scrollToTop()  # with its heading
        announce(self.list, self.model.rows[at].words)

    def _clicked(self, index: QModelIndex) -> None:
        row = self.model.rows[index.row()]
        if row.open:
            self._choose(row)


class _List(QListView):
    """A list for the mouse alone: the keyboard stays in the box."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsSelectable:
            self.setCurrentIndex(index)
