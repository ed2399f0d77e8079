"""Fields that stand outside forms: the search box and the passphrase."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLineEdit, QToolButton

from liaison_app.language.catalogues import _
from ui import icons


class SearchField(QLineEdit):
    """A line with a lens and a named button that empties it."""

    def __init__(self, name: str, placeholder: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder or name)
        lens = self.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        lens.setText(name)
        self._clear = self.addAction(icons.icon("x"), QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setText(_("Clear"))
        self._clear.setVisible(False)
        self._clear.triggered.connect(self.clear)
        self.textChanged.connect(self._show_clear)
        _name_buttons(self)

    def _show_clear(self, text: str) -> None:
        self._clear.setVisible(bool(text))


class SecretField(QLineEdit):
    """A passphrase, code or PIN: hidden until its eye is used. Pasting works.

    The text always runs left to right, and what is typed never reaches an input method's memory.
    """

    def __init__(self, name: str, placeholder: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self._show_as(QLineEdit.EchoMode.Password)
        self._eye: QAction = self.addAction(
            icons.icon("eye"), QLineEdit.ActionPosition.TrailingPosition
        )
        self._eye.setShortcut(QKeySequence("Alt+V"))
        self._eye.triggered.connect(self._turn)
        self._name_eye()

    def _turn(self) -> None:
        modes = QLineEdit.EchoMode
        hidden = self.echoMode() == modes.Password
        self._show_as(modes.Normal if hidden else modes.Password)
        self._eye.setIcon(icons.icon("eye-off" if hidden else "eye"))
        self._name_eye()

    def _show_as(self, mode: QLineEdit.EchoMode) -> None:
        """Change the mode; Qt forgets with it that the text is a secret."""
        self.setEchoMode(mode)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )

    def _name_eye(self) -> None:
        hidden = self.echoMode() == QLineEdit.EchoMode.Password
        self._eye.setText(_("Show what is typed") if hidden else _("Hide what is typed"))
        _name_buttons(self)


def _name_buttons(field: QLineEdit) -> None:
    """Name the buttons that Qt makes for a line's actions: it leaves them nameless."""
    for made in field.findChildren(QToolButton):
        action = made.defaultAction()
        if action:
            made.setAccessibleName(action.text())
