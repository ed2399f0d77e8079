"""What the pages before the open workspace are made of: a narrow card on an empty ground.

Nothing here loads more than Qt and the standard library, for the sake of the first paint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from ui import look
from ui.widgets.announce import announce
from ui.widgets.labels import Label, small, title
from ui.widgets.layout import card, column, scrolled

if TYPE_CHECKING:
    from ui.widgets.layout import Part

_WIDTH = 480


class EntryPage(QWidget):
    """A heading, a sentence, and parts below each other in a card in the middle of the window."""

    def __init__(self, heading: str, sentence: str = "") -> None:
        super().__init__()
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(heading)
        self.problem = Label("", "error", wrap=True)
        self.problem.hide()
        self._busy = QProgressBar()
        self._busy.setTextVisible(False)
        self._busy.setRange(0, 0)
        self._busy.hide()
        self.heading = title(heading)
        self.sentence = Label(sentence, "muted", wrap=True)
        self.sentence.setVisible(bool(sentence))
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        inside = QWidget()
        self._room = QVBoxLayout(inside)
        self._room.setContentsMargins(16, 16, 16, 16)
        self._room.addStretch(2)
        self._card = card(
            column(self.heading, self.sentence, spacing=4), self.body, margin=24, spacing=14
        )
        self._card.setMaximumWidth(look.px(_WIDTH))
        self._card.setMinimumWidth(min(look.px(_WIDTH), 420))
        self._card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._room.addWidget(self._card, 0, Qt.AlignmentFlag.AlignHCenter)
        self._room.addStretch(3)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inside))

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
        self._busy.setVisible(busy)
        self._busy.setAccessibleName(what)
        if busy:
            announce(self._busy, what)


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
