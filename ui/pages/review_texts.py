"""Boxes for a text for families: in its own direction and letters, as high as it is long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QSizePolicy, QTextEdit

from liaison_app.language.languages import direction_of, parents, script_of
from ui import fonts, look
from ui.forms.written import NoteEdit
from ui.pages.differences_marks import marks
from ui.qt import override

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_LEAST = 84
_MOST = 260
_SIZE = 16.0

_FAMILIES = {
    "ur": "Noto Nastaliq Urdu",
    "Hant": "Noto Sans TC",
    "Hans": "Noto Sans SC",
    "Kore": "Noto Sans KR",
}
"""By language or script: where several faces have the letters and one writes them as it does."""


class TextBox(NoteEdit):
    """A text in a language; to read, or to write.

    Args:
        name: what a screen reader calls it.
        read_only: it cannot be changed.
    """

    def __init__(self, name: str, *, read_only: bool = False) -> None:
        super().__init__()
        self._language = ""
        self.setAccessibleName(name)
        self.setReadOnly(read_only)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(0)
        self.document().contentsChanged.connect(self.updateGeometry)

    def speak(self, language: str) -> None:
        """Write in a language: its direction, and the letters as it writes them."""
        if language == self._language:
            return
        self._language = language
        names = (parents(language)[-1], script_of(language))
        family = next(filter(None, map(_FAMILIES.get, names)), "")
        if family:
            fonts.register_family(family)
        chain = ", ".join(f'"{name}"' for name in filter(None, (family, fonts.LATIN)))
        self.setStyleSheet(f"font-family: {chain}; font-size: {look.px(_SIZE)}px;")
        rtl = direction_of(language) == "rtl"
        option = self.document().defaultTextOption()
        sides = Qt.LayoutDirection
        option.setTextDirection(sides.RightToLeft if rtl else sides.LeftToRight)
        self.document().setDefaultTextOption(option)

    def mark_against(self, other: str) -> None:
        """Mark the words that another text has otherwise; nothing against an empty one."""
        spans = marks(self.toPlainText(), [other]) if other else []
        self.setExtraSelections([self._marked(*span) for span in spans])

    @override
    def sizeHint(self) -> QSize:
        return QSize(look.px(240), self._height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(150), self._height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def _height(self) -> int:
        words = round(self.document().size().height()) + 2 * self.frameWidth() + 22
        least = 0 if self.isReadOnly() else look.px(_LEAST)
        return max(least, min(words, look.px(_MOST)))

    def _marked(self, first: int, last: int) -> QTextEdit.ExtraSelection:
        found = QTextEdit.ExtraSelection()
        form = QTextCharFormat()
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        form.setUnderlineColor(QColor(look.tokens().warn))
        form.setBackground(QColor(look.tokens().warn_soft))
        cursor = QTextCursor(self.document())
        cursor.setPosition(first)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        found.cursor, found.format = cursor, form
        return found
