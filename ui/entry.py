"""What the pages before the open workspace are made of: a narrow card on an empty ground.

Nothing here loads more than Qt and the standard library, for the sake of the first paint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLayout, QProgressBar, QVBoxLayout, QWidget

from ui import look
from ui.qt import override
from ui.widgets.announce import announce
from ui.widgets.labels import Label, small, title
from ui.widgets.layout import card, column, row, scrolled

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QShowEvent

    from ui.widgets.layout import Part

_WIDTH = 480
_EDGE = 16


class EntryPage(QWidget):
    """A heading, a sentence, and parts below each other in a card in the middle of the window."""

    def __init__(self, heading: str, sentence: str = "") -> None:
        super().__init__()
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(heading)
        self.busy = False
        self._start: QWidget | None = None
        self.problem = Label("", "error", wrap=True)
        self.problem.hide()
        self._busy = QProgressBar()
        self._busy.setTextVisible(False)
        self._busy.setRange(0, 0)
        self._busy.hide()
        self.heading = title(heading)
        self.sentence = Label(sentence, "muted", wrap=True)
        if not sentence:
            self.sentence.hide()
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        inside = QWidget()
        self._room = QVBoxLayout(inside)
        self._room.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        self._room.addStretch(2)
        self._card = card(
            column(self.heading, self.sentence, spacing=4), self.body, margin=24, spacing=14
        )
        middle = row(None, self._card, None, spacing=0)
        self._room.addLayout(middle)
        self._room.addStretch(3)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inside))

    def start_at(self, control: QWidget) -> None:
        """Put the keyboard there, now and whenever the page is shown."""
        self._start = control
        self.begin()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self.begin)  # what was shown before lets go of it first

    def begin(self) -> None:
        """Put the keyboard where one begins."""
        if self._start is not None:
            self._start.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._card.setFixedWidth(min(look.px(_WIDTH), event.size().width() - 2 * _EDGE))

    def restart(self, heading: str, sentence: str = "") -> None:
        """Empty the card for the next step."""
        self.heading.setText(heading)
        self.setAccessibleName(heading)
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        self._start = None
        _empty(self.body)

    def put(self, *parts: Part) -> None:
        """Add parts to the card; the place for problems and the busy bar come where asked for."""
        for part in parts:
            if isinstance(part, QWidget):
                self.body.addWidget(part)
            elif part is not None:
                self.body.addLayout(part)

    def put_answer(self) -> None:
        """Add the place where problems are said and work is shown."""
        self.put(self._busy, self.problem)

    def say_problem(self, words: str, *, aloud: bool = True) -> None:
        """Say what went wrong and what to do; "" takes it away."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        if words and aloud:
            announce(self.problem, words, urgent=True)

    def show_busy(self, busy: bool, what: str = "") -> None:
        """Show that work is under way, with `what` for ears."""
        self.busy = busy
        self._busy.setVisible(busy)
        self._busy.setAccessibleName(what)
        if busy:
            announce(self._busy, what)


def _empty(layout: QLayout) -> None:
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
        elif inner := item.layout():
            _empty(inner)


def field(label: str, control: QWidget, help_: str = "") -> QVBoxLayout:
    """A labelled field: the label is the control's buddy."""
    words = Label(label, "strong", wrap=True)
    words.setBuddy(control)
    control.setAccessibleName(label)
    box = column(words, spacing=4)
    if help_:
        box.addWidget(small(help_))
        control.setAccessibleDescription(help_)
    box.addWidget(control)
    return box
