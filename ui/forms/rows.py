"""The only builder of form rows: no row can be without its label, name, help and error.

A row is the label, a sentence of help, the editor and, below it, what is wrong. The label is the
editor's buddy, so its letter with Alt goes there; screen readers hear label, help and error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import _
from liaison_app.records.declare import Kind
from ui.forms.chosen import FileEditor, YesNoEditor, choice_editor
from ui.forms.dated import DateEditor, TimeEditor
from ui.forms.picked import PickEditor, language_editor
from ui.forms.written import LongTextEditor, TextEditor, WholeEditor
from ui.qt import override
from ui.text import plain
from ui.widgets import letters
from ui.widgets.announce import announce
from ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QShowEvent

    from ui.forms.editor import Editor
    from ui.forms.spec import RowSpec, Value

_EDITORS: Mapping[Kind, Callable[[RowSpec], Editor]] = {
    Kind.TEXT: TextEditor,
    Kind.LONG_TEXT: LongTextEditor,
    Kind.DATE: DateEditor,
    Kind.TIME: TimeEditor,
    Kind.CHOICE: choice_editor,
    Kind.YES_NO: YesNoEditor,
    Kind.WHOLE: WholeEditor,
    Kind.REFERENCE: PickEditor,
    Kind.LANGUAGE: language_editor,
    Kind.BLOB: FileEditor,
}


class FormRow(QWidget):
    """One field of a form."""

    changed = Signal()

    def __init__(self, spec: RowSpec, mnemonic: str = "") -> None:
        super().__init__()
        self.spec = spec
        self.editor = _EDITORS[spec.kind](spec)
        words = spec.label
        if spec.required:
            words = _("{label} (required)").format(label=spec.label)
        self._label = Label(_with_mnemonic(words, mnemonic), "strong", wrap=True)
        self._label.setBuddy(self.editor.control)
        self._help = Label(spec.help, "small", wrap=True)
        if not spec.help:  # shown before it has a parent, it would flash as a window of its own
            self._help.hide()
        self._error = Label("", "error", wrap=True)
        self._error.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        for part in (self._label, self._help, self.editor, self._error):
            box.addWidget(part)
        self.editor.control.setAccessibleName(words)
        self._describe("")
        self.editor.changed.connect(self._changed)
        self.editor.left.connect(self.check)

    def value(self) -> Value:
        """The value as it stands.

        Raises:
            InvalidValue: it cannot be read, or is missing and required.
        """
        found = self.editor.value()
        if self.spec.required and found in (None, ""):
            raise InvalidValue(_("Please fill this in."))
        return found

    def check(self) -> bool:
        """Say what is wrong with what was typed, if anything; emptiness is no error yet."""
        try:
            self.editor.value()
        except InvalidValue as error:
            self.show_error(str(error))
            return False
        self.show_error("")
        return True

    def show_error(self, words: str) -> None:
        """Show, mark and speak an error; "" takes it away."""
        if words == self._error.text():
            return
        self._error.setText(words)
        self._error.setVisible(bool(words))
        self._describe(words)
        control = self.editor.control
        control.setProperty("wrong", bool(words))
        control.style().polish(control)
        if words:
            announce(control, f"{self.spec.label}: {words}", urgent=True)

    def error(self) -> str:
        """The error in sight; "" when there is none."""
        return self._error.text()

    def _changed(self) -> None:
        if self._error.text():
            self.check()
        self.changed.emit()

    def _describe(self, error: str) -> None:
        parts = (self.spec.help, error)
        self.editor.control.setAccessibleDescription(" ".join(part for part in parts if part))


class Form(QWidget):
    """Rows below each other."""

    changed = Signal()

    def __init__(self, specs: Sequence[RowSpec]) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(14)
        taken: set[str] = set()
        self.rows: dict[str, FormRow] = {}
        for spec in specs:
            row = FormRow(spec, _free_letter(spec.label, taken))
            row.changed.connect(self.changed)
            self.rows[spec.name] = row
            box.addWidget(row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, lambda: letters.settle(self))  # when all around it is shown

    def values(self) -> dict[str, Value] | None:
        """All values by name; None, with errors in sight and the first in focus, if any fails."""
        found: dict[str, Value] = {}
        wrong: list[FormRow] = []
        for name, row in self.rows.items():
            try:
                found[name] = row.value()
                row.show_error("")
            except InvalidValue as error:
                row.show_error(str(error))
                wrong.append(row)
        if wrong:
            wrong[0].editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        return found

    def set_values(self, values: Mapping[str, Value]) -> None:
        """Show these values; rows that are not named keep theirs."""
        for name, value in values.items():
            self.rows[name].editor.set_value(value)

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Show what an action refused, by field name, and go to the first."""
        for name, words in errors.items():
            self.rows[name].show_error(words)
        for name in self.rows:
            if errors.get(name):
                self.rows[name].editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return


def _free_letter(label: str, taken: set[str]) -> str:
    for letter in label:
        if letter.isalpha() and letter.casefold() not in taken:
            taken.add(letter.casefold())
            return letter
    return ""


def _with_mnemonic(words: str, letter: str) -> str:
    escaped = plain(words)
    return escaped.replace(letter, f"&{letter}", 1) if letter else escaped
