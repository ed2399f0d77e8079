"""Editors for what is written: short text, long text, whole numbers.

The text follows its own first strong letter, whichever way the window runs; digits run left to
right always, so that a phone number is never shown reversed.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextOption
from PySide6.QtWidgets import QLineEdit, QTextEdit, QWidget

from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import _
from ui import look
from ui.forms.editor import Editor
from ui.qt import override

if TYPE_CHECKING:
    from ui.forms.spec import RowSpec, Value


class TextEditor(Editor):
    """One line."""

    def __init__(self, spec: RowSpec) -> None:
        self._line = QLineEdit()
        super().__init__(spec, self._line)
        if spec.digits:
            keep_left_to_right(self._line)
        self._line.textEdited.connect(self.changed)
        self._line.editingFinished.connect(self.left)
        self.set_value(spec.value)

    @override
    def value(self) -> Value:
        return self._line.text().strip()

    @override
    def set_value(self, value: Value) -> None:
        self._line.setText("" if value is None else str(value))
        self._line.setCursorPosition(0)


class WholeEditor(Editor):
    """A whole number, or nothing."""

    def __init__(self, spec: RowSpec) -> None:
        self._line = QLineEdit()
        super().__init__(spec, self._line)
        keep_left_to_right(self._line)
        self._line.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self._line.setMaximumWidth(look.px(160))
        self.keep_narrow()
        self._line.textEdited.connect(self.changed)
        self._line.editingFinished.connect(self.left)
        self.set_value(spec.value)

    @override
    def value(self) -> Value:
        typed = self._line.text().strip()
        if not typed:
            return None
        try:
            return int(typed)
        except ValueError:
            raise InvalidValue(_("Write a whole number, such as 3.")) from None

    @override
    def set_value(self, value: Value) -> None:
        self._line.setText("" if value is None else str(value))


class LongTextEditor(Editor):
    """As many lines as there are to say. Tab leaves it; Ctrl+Tab is a tab."""

    def __init__(self, spec: RowSpec) -> None:
        self.edit = NoteEdit()
        super().__init__(spec, self.edit)
        self.edit.textChanged.connect(self.changed)
        self.edit.left_by = self.left.emit
        self.set_value(spec.value)

    @override
    def value(self) -> Value:
        return self.edit.toPlainText().strip()

    @override
    def set_value(self, value: Value) -> None:
        blocker = QSignalBlocker(self.edit)
        self.edit.setPlainText("" if value is None else str(value))
        blocker.unblock()


class NoteEdit(QTextEdit):
    """A box of plain text whose paragraphs each stand on the side their own text begins.

    QPlainTextEdit orders the letters right but leaves every paragraph on the left.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.left_by = _nothing
        self.setTabChangesFocus(True)
        self.setAcceptRichText(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setMinimumHeight(look.px(96))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_alt_letter(event):  # a key for another field that this page has not: not text
            event.ignore()
            return
        super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left_by()


def _is_alt_letter(event: QKeyEvent) -> bool:
    """Whether Alt is held alone with a letter; AltGr and macOS's Option write their own."""
    held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
    alone = held == Qt.KeyboardModifier.AltModifier
    return alone and sys.platform != "darwin" and event.text().isprintable() and bool(event.text())


def keep_left_to_right(line: QLineEdit) -> None:
    """Let a line of digits run left to right in a mirrored window, and be marked as digits."""
    line.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def _nothing() -> None:
    """Stand in until an editor listens."""
