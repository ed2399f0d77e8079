"""Settings: what was done lately, with undo, and what is typed but not saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from liaison_app.actions import care, drafts
from liaison_app.errors import LiaisonError
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.dates import format_time, relative_day
from ui.text import joined, plain
from ui.widgets.buttons import flat
from ui.widgets.labels import heading, small, strong
from ui.widgets.layout import card, column, line, row
from ui.widgets.panels import ConfirmPanel
from ui.widgets.rows import Rows

if TYPE_CHECKING:
    from datetime import datetime

    from liaison_app.workspace import Workspace
    from ui.desk import Desk

_SHOWN = 15


class RecentCard:
    """The last actions of this laptop."""

    def __init__(self, shell: Desk) -> None:
        self._shell = shell
        self._rows = Rows()
        self.frame = card(heading(_("Recent actions")), self._rows)

    def read(self) -> None:
        """List them, newest first."""
        found = care.recent(self._shell.workspace, _SHOWN)
        self._rows.show_rows([self._row(action) for action in found], _("Nothing was done yet."))

    def control(self, name: str) -> QWidget | None:
        """The list itself."""
        return self._rows if name == "recent" else None

    def _row(self, action: care.Recent) -> QWidget:
        count = ngettext("{count} record", "{count} records", action.records)
        when = _moment(self._shell.workspace, action.at)
        second = joined(when, count.format(count=action.records))
        if action.undone:
            return _line(action.words, joined(second, _("undone")), None)
        undo = flat(
            _("Undo"),
            lambda: self._shell.undo(action.number),
            icon="arrow-back-up",
            name=_("Undo: {what}").format(what=f"{action.words}, {when}"),
        )
        return _line(action.words, second, undo if action.undoable else None)


class DraftsCard:
    """What is typed but not saved."""

    def __init__(self, shell: Desk) -> None:
        self._shell = shell
        self._rows = Rows()
        self._asked = ""
        self._ask = ConfirmPanel(
            _("Throw this draft away?"),
            _("What was typed into it cannot be brought back."),
            _("Throw away"),
            danger=True,
        )
        self._ask.confirmed.connect(self._discard)
        self.frame = card(heading(_("Drafts")), self._ask, self._rows)

    def read(self) -> None:
        """List them, newest first."""
        found = drafts.every(self._shell.workspace)
        empty = _("No drafts: everything typed is saved.")
        self._rows.show_rows([self._row(draft) for draft in found], empty)

    def control(self, name: str) -> QWidget | None:
        """The list itself."""
        return self._rows if name == "drafts" else None

    def _row(self, draft: drafts.Kept) -> QWidget:
        title = draft.family or _("Draft")
        second = joined(_moment(self._shell.workspace, draft.kept), draft.beginning)
        discard = flat(
            _("Throw away…"),
            lambda: self._question(draft.id),
            icon="trash",
            name=plain(_("Throw away: {what}").format(what=title)),
        )
        return _line(title, second, discard)

    def _question(self, draft_id: str) -> None:
        self._asked = draft_id
        self._ask.ask()

    def _discard(self) -> None:
        try:
            drafts.discard(self._shell.workspace, self._asked)
        except LiaisonError as error:
            self._shell.trouble(error)
        self.read()


def _line(title: str, second: str, action: QWidget | None) -> QWidget:
    made = QWidget()
    words = column(strong(title), small(second))
    body = row(words, action, stretch=0) if action else row(words, stretch=0)
    made.setLayout(column(body, line(), spacing=6))
    return made


def _moment(workspace: Workspace, at: datetime) -> str:
    day = relative_day(at.astimezone().date(), workspace.today())
    return f"{day} {format_time(at)}"
