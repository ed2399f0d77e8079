"""A recovery code in its six groups: goes on by itself, takes a pasted code, errs per group."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from liaison_app.actions import recovery_sheet
from liaison_app.language.catalogues import _
from ui.qt import override
from ui.widgets.announce import announce
from ui.widgets.labels import Label


class CodeField(QWidget):
    """Six short fields that are one value; `filled` when the last group is full."""

    filled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # a code runs one way everywhere
        self._problem = Label("", "error", wrap=True)
        self._problem.hide()
        self.groups = [self._group(n, size) for n, size in enumerate(recovery_sheet.GROUPS)]
        fields = QGridLayout()  # three and three, as on the sheet
        fields.setSpacing(8)
        for number, group in enumerate(self.groups):
            fields.addWidget(group, number // 3, number % 3)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(fields)
        box.addWidget(self._problem)
        self.setFocusProxy(self.groups[0])

    def value(self) -> str:
        """The code as typed, once every group can be one; else "", with the group said."""
        wrong = recovery_sheet.wrong_groups([group.text() for group in self.groups])
        self._mark(wrong)
        if not wrong:
            return "-".join(group.text() for group in self.groups)
        first = min(wrong)
        self.groups[first].setFocus()
        return ""

    def set_code(self, typed: str) -> None:
        """Put a whole code, however it is grouped, into the fields."""
        left = "".join(c for c in typed.upper() if c.isalnum())
        for group, size in zip(self.groups, recovery_sheet.GROUPS, strict=True):
            group.setText(left[:size])
            left = left[size:]

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.matches(QKeySequence.StandardKey.Paste):
            pasted = QApplication.clipboard().text()
            if len(pasted) > max(recovery_sheet.GROUPS):
                self.set_code(pasted)
                self.groups[-1].setFocus()
                return True
        at = next((n for n, group in enumerate(self.groups) if group is watched), 0)
        if event.key() == Qt.Key.Key_Backspace and at and not self.groups[at].text():
            self.groups[at - 1].setFocus()
        return False

    def _group(self, number: int, size: int) -> QLineEdit:
        made = QLineEdit()
        made.setMaxLength(size)
        made.setAccessibleName(_("Group {number} of the code").format(number=number + 1))
        made.installEventFilter(self)
        made.textEdited.connect(lambda _text, n=number: self._edited(n))
        return made

    def _edited(self, number: int) -> None:
        group = self.groups[number]
        at = group.cursorPosition()
        group.setText(group.text().upper())
        group.setCursorPosition(at)
        self._mark({})
        if len(group.text()) == recovery_sheet.GROUPS[number]:
            if number + 1 < len(self.groups):
                self.groups[number + 1].setFocus()
                self.groups[number + 1].selectAll()
            else:
                self.filled.emit()

    def _mark(self, wrong: dict[int, str]) -> None:
        for number, group in enumerate(self.groups):
            group.setProperty("wrong", number in wrong)
            group.setAccessibleDescription(wrong.get(number, ""))
            group.style().polish(group)
        words = "\n".join(wrong[n] for n in sorted(wrong))
        self._problem.setText(words)
        self._problem.setVisible(bool(words))
        if words:
            announce(self._problem, words, urgent=True)
