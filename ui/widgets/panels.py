"""Panels that answer a question or explain an absence, in the page and never over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from liaison_app.language.catalogues import _
from ui.qt import override
from ui.widgets.announce import announce
from ui.widgets.buttons import button, primary
from ui.widgets.labels import IconLabel, Label
from ui.widgets.layout import card, column, flow, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent


class EmptyState(QWidget):
    """What will be here, and the one button that starts it."""

    def __init__(
        self,
        icon: str,
        title: str,
        text: str,
        action: str = "",
        clicked: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        centred = Qt.AlignmentFlag.AlignHCenter
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 24)
        box.setSpacing(8)
        box.addStretch(1)
        box.addWidget(IconLabel(icon, "accent_text", 40), 0, centred)
        for words, kind in ((title, "heading"), (text, "muted")):
            label = Label(words, kind, wrap=True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            box.addWidget(label)
        if action:
            box.addSpacing(4)
            start = primary(action, clicked)
            box.addWidget(start, 0, centred)
            self.setFocusProxy(start)
        box.addStretch(1)


class ConfirmPanel(QFrame):
    """Asks before something that cannot be taken back, in the page, with Cancel in focus.

    It hides itself after either answer. Escape is Cancel.
    """

    confirmed = Signal()
    dismissed = Signal()

    def __init__(self, question: str, consequence: str, confirm: str, *, danger: bool) -> None:
        super().__init__()
        self.setProperty("look", "raised")
        self.setAccessibleName(question)
        self.setAccessibleDescription(consequence)
        self._question = question
        self._cancel = button(_("Cancel"), self._dismiss)
        yes = button(confirm, self._confirm, kind="danger" if danger else "primary")
        answers = QWidget()
        answers.setLayout(flow(yes, self._cancel))
        mark = IconLabel("alert-triangle", "danger" if danger else "accent_text", 24)
        words = column(
            Label(question, "heading", wrap=True), Label(consequence, wrap=True), spacing=6
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 16, 18, 16)
        box.setSpacing(12)
        top = row(mark, words, spacing=14, stretch=1)
        top.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        box.addLayout(top)
        box.addWidget(answers)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def ask(self) -> None:
        """Show the question and wait for an answer."""
        self.show()
        self._cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self._question, urgent=True)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._dismiss()
            return
        super().keyPressEvent(event)

    def _confirm(self) -> None:
        self.hide()
        self.confirmed.emit()

    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()


def stat_tile(number: str, label: str, icon: str, tone: str = "accent_text") -> QFrame:
    """A number that matters today, its name, and a picture in the colour of a token."""
    mark = IconLabel(icon, tone, 28)
    words = column(Label(number, "number"), Label(label, "muted", wrap=True), spacing=0)
    made = card(row(words, mark, stretch=0), margin=16, spacing=4)
    made.setAccessibleName(f"{label}: {number}")
    return made
