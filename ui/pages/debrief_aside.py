"""What stands beside the note: what the family asked for, open promises, what was written last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from liaison_app.language.catalogues import _
from liaison_app.language.dates import format_date
from ui.text import joined
from ui.widgets.chips import due_chip
from ui.widgets.labels import Label, heading, small
from ui.widgets.layout import card, column, line, row

if TYPE_CHECKING:
    from datetime import date

    from liaison_app.actions.debriefs import Debrief, OpenPromise

_LAST_NOTE = 400


class Aside(QWidget):
    """Filled anew for each visit; nothing in it can be changed here."""

    def __init__(self) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._shown: QWidget | None = None

    def show_debrief(self, debrief: Debrief, today: date) -> None:
        """Show what stood before this visit."""
        if self._shown:
            self._shown.hide()
            self._shown.deleteLater()
        made = card(spacing=8)
        box = made.layout()
        if not isinstance(box, QVBoxLayout):  # a card is a column
            raise TypeError(type(box).__name__)
        for part in _parts(debrief, today):
            box.addWidget(part)
        box.addStretch(1)
        self._shown = made
        self._box.addWidget(made)


def _parts(debrief: Debrief, today: date) -> list[QWidget]:
    parts: list[QWidget] = []
    if debrief.wishes:
        parts += [heading(_("What they asked for")), Label(debrief.wishes, wrap=True), line()]
    parts.append(heading(_("Promised before")))
    parts += [_promise(one, today) for one in debrief.promises]
    if not debrief.promises:
        parts.append(small(_("Nothing is open. What you promise today stands here next time.")))
    parts += [line(), heading(_("Last note"))]
    if debrief.last_note:
        text, at = debrief.last_note.text, debrief.last_note.at
        cut = text if len(text) <= _LAST_NOTE else text[: _LAST_NOTE - 1] + "…"
        parts.append(Label(cut, wrap=True, selectable=True))
        if at:
            parts.append(small(format_date(at.astimezone().date())))
    else:
        parts.append(small(_("This is the first note about this family.")))
    return parts


def _promise(one: OpenPromise, today: date) -> QWidget:
    words = column(Label(one.what, wrap=True), spacing=0)
    if one.who:
        words.addWidget(small(joined(one.who)))
    made = QWidget()
    parts = (words, due_chip(one.due, today)) if one.due else (words,)
    made.setLayout(row(*parts, spacing=8, stretch=0))
    return made
