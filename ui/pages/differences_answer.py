"""The form in which another value than the sides is written; the sides stay in sight beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from liaison_app.actions import differences
from liaison_app.language.catalogues import _
from ui.pages.record_form import RecordForm, Wanted
from ui.qt import override
from ui.widgets.buttons import primary
from ui.widgets.layout import column, row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from liaison_app.actions.differences import Difference
    from liaison_app.workspace import Touched, Workspace
    from ui.forms.spec import Value


@dataclass(frozen=True)
class _Answer(Wanted):
    """The field of a difference; what is typed is kept apart from the record's own form."""

    difference: str = ""

    @property
    @override
    def draft(self) -> str:
        return f"answer:{self.difference}"


class AnswerForm(RecordForm):
    """One row, which begins with the value shown; saving it settles the difference."""

    def __init__(self, workspace: Workspace, one: Difference) -> None:
        self.one = one
        wanted = _Answer(
            one.type, one.record, only=(one.field,), household=one.household, difference=one.id
        )
        super().__init__(workspace, wanted)

    @override
    def _write(self, values: Mapping[str, Value]) -> Touched:
        written = values[self.one.field]
        return differences.answer(
            self._workspace,
            self.one.id,
            value="" if written is None else written,
            seen=self.one.seen,
            draft=self.wanted.draft,
        )

    @override
    def _foot(self) -> QWidget:
        save = primary(_("Save as the answer"), self.save, icon="device-floppy")
        save.setToolTip(_("Ctrl+Enter"))
        made = QWidget()
        made.setLayout(
            column(self._warning, self._problem, self._state, row(save, None), spacing=8)
        )
        return made
