"""One side of a difference: who wrote it and when, what it says, and the button that keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QVBoxLayout, QWidget

from liaison_app.language.catalogues import N_, _
from liaison_app.language.names import isolate
from ui import look
from ui.forms.written import NoteEdit
from ui.pages.differences_marks import marks
from ui.qt import override
from ui.text import plain
from ui.tokens import Tone
from ui.widgets.buttons import button, flat
from ui.widgets.chips import Chip
from ui.widgets.labels import IconLabel, Label
from ui.widgets.layout import flow, row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from liaison_app.actions.differences import Difference, Side

_BRING_BACK = {
    "household": N_("Bring the family back"),
    "person": N_("Bring the person back"),
    "visit": N_("Bring the visit back"),
}
_TEXT_HEIGHT = 220
_HIGHEST = 320  # of a text, on a small screen with large letters


class SidePart(QFrame):
    """A large readable panel; the side that is shown says so and wears a thicker edge."""

    def __init__(
        self,
        one: Difference,
        side: Side,
        keep: Callable[[Side], object],
        open_side: Callable[[Side], object],
    ) -> None:
        super().__init__()
        self.setProperty("look", "version-shown" if side.shown else "version")
        self.setAccessibleName(spoken(one, side))
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 14, 16, 14)
        box.setSpacing(10)
        number = Label(str(side.number), "heading")
        deed = one.removal or not side.who  # what is done, and no words of anybody
        who = Label(side.words if deed else side.who, "strong", wrap=True)
        shown = [_shown_mark(one)] if side.shown else []
        box.addLayout(row(number, who, *shown, spacing=10, stretch=1))
        if not deed:
            box.addWidget(_value(one, side))
        if side.who:
            box.addWidget(Label(side.said if one.removal else side.when, "small", wrap=True))
        box.addStretch(1)
        self.button = button(keep_words(one, side), lambda: keep(side), icon="check")
        self.button.setAccessibleName(_keep_name(one, side))
        self.button.setObjectName(f"keep {one.id} {side.number}")
        self.button.setEnabled(side.may_keep)
        if not side.may_keep:
            why = _("A newer version of Liaison wrote this value; this one cannot keep it.")
            box.addWidget(Label(why, "small", wrap=True))
        answers: list[QWidget] = [self.button]
        if side.household:
            first = side.words.splitlines()[0]
            name = _("Look at it: {what}").format(what=first)
            answers.append(flat(_("Look at it"), lambda: open_side(side), icon="users", name=name))
        holder = QWidget()
        holder.setLayout(flow(*answers))
        box.addWidget(holder)


def spoken(one: Difference, side: Side) -> str:
    """What a screen reader calls the panel: its number, whether it is shown, who, and what."""
    parts = [str(side.number), *([side.said] if side.said else [])]
    if side.shown:
        parts.append(_("shown now"))
    parts.append(_("a text") if one.long else ", ".join(side.words.splitlines()))
    return ", ".join(parts)


def keep_words(one: Difference, side: Side) -> str:
    """What the button says: whose value is kept, if one person's."""
    if side.does:
        return plain(side.does)
    if one.left:
        return _("Remove these too") if side.value else _(_BRING_BACK[one.type])
    if one.removal:
        return _("Remove it") if side.value else _("Keep it")
    authors = [other.author for other in one.sides]
    if side.author and authors.count(side.author) == 1:
        return _("Keep {name}’s").format(name=plain(isolate(side.author)))
    return _("Keep this one")


def _keep_name(one: Difference, side: Side) -> str:
    """As `keep_words`, with the number, which is also the key, and a short value."""
    words = keep_words(one, side).replace("&&", "&")
    if one.long or one.removal:
        return f"{side.number}: {words}"
    if one.doubt:
        return f"{side.number}: {words}: {side.words.splitlines()[0]}"
    return f"{side.number}: {words}: {side.words}"


def _shown_mark(one: Difference) -> QWidget:
    made = QWidget()
    words = _("Counts now") if one.urgent else _("Shown now")
    chip = Chip(words, Tone.ACCENT)
    box = row(IconLabel("eye", "accent_text", 18), chip, spacing=6)
    made.setLayout(box)
    return made


def _value(one: Difference, side: Side) -> QWidget:
    others = [other.words for other in one.sides if other.number != side.number]
    if one.long:
        return TextPart(side.words, others, spoken(one, side))
    made = Label(side.words, "value", wrap=True, selectable=True)
    made.setAccessibleName(side.words)
    return made


class TextPart(NoteEdit):
    """A whole text to read; words that the others have otherwise are underlined."""

    def __init__(
        self, text: str, others: Sequence[str], name: str, *, height: int = _TEXT_HEIGHT
    ) -> None:
        super().__init__()
        self._at_most = height
        self.setReadOnly(True)
        self.setPlainText(text)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setExtraSelections([self._marked(*span) for span in marks(text, others)])

    @override
    def sizeHint(self) -> QSize:
        return QSize(look.px(260), self._height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(160), self._height())

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def _height(self) -> int:
        return min(look.px(self._at_most), _HIGHEST)

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
