"""Choosing a passphrase: five random words on offer, what is still missing, typed twice."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from liaison_app.actions import passphrases
from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate_ltr
from liaison_app.workspace import SystemRandom
from ui.widgets.buttons import button, flat
from ui.widgets.fields import SecretField
from ui.widgets.labels import Label, small
from ui.widgets.layout import column, flow


class NewPassphrase(QWidget):
    """Two fields that must agree; `entered` when Enter is pressed in the second."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._offered = ""
        self._offer = Label("", "strong", wrap=True)
        self.first = SecretField(_("New passphrase"))
        self.second = SecretField(_("New passphrase again"))
        self._feedback = Label("", "small", wrap=True)
        self._problem = Label("", "error", wrap=True)
        self._problem.hide()
        self.first.textChanged.connect(self._judge)
        self.second.textChanged.connect(self._calm)
        self.second.returnPressed.connect(self.entered)
        use = button(_("Use these words"), self._use)
        another = flat(_("Other words"), self._another, icon="refresh")
        offer = QWidget()
        offer.setLayout(flow(use, another))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        words = small(_("Five random words are strong and easy to remember. For example:"))
        box.addLayout(column(words, self._offer, offer, spacing=4))
        box.addLayout(_field(_("New passphrase"), self.first, self._feedback))
        box.addLayout(_field(_("New passphrase again"), self.second, self._problem))
        self._another()
        self._judge("")

    def value(self) -> str:
        """The passphrase, once it is strong and typed twice the same; else "", and why is said."""
        typed = self.first.text()
        if passphrases.why_weak(typed):
            self._say(passphrases.why_weak(typed), self.first)
            return ""
        if typed != self.second.text():
            self._say(_("The two are not the same. Type it again."), self.second)
            return ""
        return typed

    def clear(self) -> None:
        """Forget what was typed."""
        self.first.clear()
        self.second.clear()

    def _another(self) -> None:
        self._offered = passphrases.suggest(SystemRandom())
        self._offer.setText(isolate_ltr(self._offered))

    def _use(self) -> None:
        self.first.setText(self._offered)
        self.first.setEchoMode(QLineEdit.EchoMode.Normal)
        self.second.setFocus()

    def _judge(self, typed: str) -> None:
        self._feedback.setText(passphrases.feedback(typed))
        self._calm()

    def _calm(self, _typed: str = "") -> None:
        self._problem.hide()

    def _say(self, words: str, where: SecretField) -> None:
        self._problem.setText(words)
        self._problem.show()
        where.setAccessibleDescription(words)
        where.setFocus()
        where.selectAll()


def _field(label: str, control: QLineEdit, below: QWidget) -> QVBoxLayout:
    words = Label(label, "strong", wrap=True)
    words.setBuddy(control)
    return column(words, control, below, spacing=4)
