"""The history of one record: who, when, from what to what; the way back; emptying for good."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from liaison_app.actions import care, histories
from liaison_app.actions.titles import shown_moment
from liaison_app.errors import LiaisonError
from liaison_app.language.catalogues import _
from ui.pages.receipt_line import ReceiptLine
from ui.qt import override
from ui.text import joined
from ui.tokens import Tone
from ui.widgets import labels
from ui.widgets.banner import Banner
from ui.widgets.buttons import flat
from ui.widgets.layout import card, flow
from ui.widgets.panels import ConfirmPanel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent

    from liaison_app.actions.histories import Change
    from liaison_app.workspace import Workspace

_AT_ONCE = 30
_EXCERPT = 400


class HistoryPanel(QWidget):
    """Every change of a record, newest first.

    Signals:
        done: something was put back or emptied; with words and the action's number.
    """

    done = Signal(str, int)

    def __init__(self, workspace: Workspace, type_name: str, record_id: str) -> None:
        super().__init__()
        self._workspace, self._type, self._id = workspace, type_name, record_id
        self._shown = 0
        self._problem = Banner("", Tone.DANGER)
        self._problem.hide()
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        self._more = flat(_("Show earlier changes"), self._grow, icon="chevron-down")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(ReceiptLine(workspace, (type_name, record_id)))
        box.addWidget(self._problem)
        box.addLayout(self._list)
        box.addWidget(self._more)
        changes = histories.history_of(workspace, type_name, record_id)
        self._revisions = [list(part) for _n, part in groupby(changes, key=lambda c: c.revision)]
        self._grow()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        for one in self.findChildren(QAbstractButton):
            if one.isVisibleTo(self):
                one.setFocus(event.reason())
                return

    def _grow(self) -> None:
        for revision in self._revisions[self._shown : self._shown + _AT_ONCE]:
            self._list.addWidget(self._card(revision))
        self._shown += _AT_ONCE
        self._more.setVisible(self._shown < len(self._revisions))

    def _card(self, revision: Sequence[Change]) -> QWidget:
        first = revision[0]
        about = labels.small(joined(shown_moment(first.at), first.who, first.action))
        made = card(about, margin=12, spacing=4)
        box = made.layout()
        for change in revision:
            words = labels.Label(_cut(change.words), wrap=True, selectable=True)
            words.setAccessibleName(change.words)
            buttons = self._buttons(change, words)
            if box:
                box.addWidget(words)
            if box and buttons:
                holder = QWidget()
                holder.setLayout(flow(*buttons))
                box.addWidget(holder)
        return made

    def _buttons(self, change: Change, words: labels.Label) -> list[QWidget]:
        made: list[QWidget] = []
        if change.long and len(change.words) > _EXCERPT:
            read = partial(self._read, change, words)
            made.append(flat(_("Read it all"), read, icon="eye", name=_("Read this version")))
        if change.may_put_back:
            back = partial(self._put_back, change)
            name = _("Put back: {field}").format(field=change.label)
            made.append(flat(_("Put back"), back, icon="arrow-back-up", name=name))
        if change.may_empty:
            ask = partial(self._ask, change)
            name = _("Empty for good: {field}").format(field=change.label)
            made.append(flat(_("Empty for good…"), ask, icon="trash", name=name))
        return made

    def _read(self, change: Change, words: labels.Label) -> None:
        short = _cut(change.words)
        words.setText(change.words if words.text() == short else short)

    def _put_back(self, change: Change) -> None:
        try:
            touched = histories.put_back(
                self._workspace, self._type, self._id, change.revision, change.field
            )
        except LiaisonError as error:
            self._problem.say(str(error), Tone.DANGER)
            return
        self.done.emit(_("{field} is as it was.").format(field=change.label), touched.number)

    def _ask(self, change: Change) -> None:
        question = ConfirmPanel(
            _("Empty “{field}” for good?").format(field=change.label),
            _("Every version of it goes, on every laptop of the team. This cannot be undone."),
            _("Empty for good"),
            danger=True,
        )
        question.confirmed.connect(partial(self._redact, change))
        self._list.insertWidget(0, question)
        question.ask()

    def _redact(self, change: Change) -> None:
        try:
            care.redact(self._workspace, self._type, self._id, change.field)
        except LiaisonError as error:
            self._problem.say(str(error), Tone.DANGER)
            return
        self.done.emit(_("{field} was emptied for good.").format(field=change.label), 0)


def _cut(words: str) -> str:
    return words if len(words) <= _EXCERPT else words[:_EXCERPT] + "…"
