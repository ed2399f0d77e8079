"""Writing down what a family asked at a visit, by phone, at school."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liaison_app.actions import questions
from liaison_app.actions.references import offers
from liaison_app.actions.titles import title
from liaison_app.errors import LiaisonError
from liaison_app.language.catalogues import _
from liaison_app.records.declare import Kind
from liaison_app.records.voices import QuestionCame, QuestionKind
from ui.forms.declared import options
from ui.forms.rows import Form
from ui.forms.spec import RowSpec
from ui.pages.questions_panel import DRAFT, typed_in
from ui.qt import override
from ui.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import primary
from ui.widgets.chip_group import Option
from ui.widgets.layout import column, row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QFocusEvent

    from liaison_app.actions.questions import Asked
    from liaison_app.workspace import Workspace
    from ui.forms.spec import Value


NEW = f"{DRAFT}new"
"""What the name of a new question's draft begins with."""


def draft_of(household: str) -> str:
    """The name of the draft of a new question of a family; of none, it is chosen in the form."""
    return f"{NEW}:{household}" if household else NEW


class QuestionForm(QWidget):
    """The form; `saved` comes with what was written.

    Each family has a draft of its own: words of one never stand in the form of another.

    Args:
        workspace: where.
        household: id of the family that asks; "" if it is chosen here.
        before: what was typed before and not saved.
    """

    saved = Signal(object)
    changed = Signal()

    def __init__(
        self, workspace: Workspace, household: str = "", before: Mapping[str, object] | None = None
    ) -> None:
        super().__init__()
        self._workspace, self._household = workspace, household
        self.draft = draft_of(household)
        self._form = Form(self._rows(before or {}))
        self._problem = Banner("", Tone.DANGER)
        self._problem.hide()
        save = primary(_("Save"), self.save, icon="device-floppy")
        self.foot = QWidget()
        self.foot.setLayout(column(self._problem, row(save, None), spacing=8))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._form)
        self._form.changed.connect(self.changed)
        shortcut = QShortcut(QKeySequence("Ctrl+Return"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setWhatsThis(_("Save"))
        shortcut.activated.connect(self.save)

    def save(self) -> None:
        """Write the question down, or say what is missing."""
        values = self._form.values()
        if values is None:
            return
        try:
            made = self._write(values)
        except LiaisonError as error:
            self._problem.say(str(error), Tone.DANGER)
            return
        self.saved.emit(made)

    def content(self) -> dict[str, str]:
        """What is typed, as it lies in a draft."""
        typed = {name: str(typed_in(row) or "") for name, row in self._form.rows.items()}
        return {**typed, "household": self._household or typed.get("household", "")}

    def show_content(self, content: Mapping[str, object]) -> None:
        """Show what was typed before; the day is today's again."""
        known = self._form.rows.keys() & content.keys() - {"on", "household", "person"}
        self._form.set_values({name: str(content[name] or "") for name in known})

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        next(iter(self._form.rows.values())).editor.setFocus(event.reason())

    def _write(self, values: dict[str, Value]) -> Asked:
        def text(name: str) -> str:
            return str(values.get(name) or "")

        on = values["on"]
        return questions.add(
            self._workspace,
            self._household or text("household"),
            kind=text("kind") or QuestionKind.QUESTION.value,
            words=text("words"),
            language=text("language"),
            gist=text("gist"),
            person=text("person"),
            came=text("came") or QuestionCame.VISIT.value,
            on=on if isinstance(on, date) else None,
        )

    def _rows(self, before: Mapping[str, object]) -> list[RowSpec]:
        today = self._workspace.today
        made = []
        if not self._household:
            family = self._reference("household", _("Family"), before)
            made.append(replace(family, required=True))
        spoken = (QuestionKind.QUESTION, QuestionKind.CONCERN, QuestionKind.IDEA)
        kinds = tuple(Option(one.value, _(one.label)) for one in spoken)
        return [
            *made,
            RowSpec("kind", _("What"), Kind.CHOICE, value="question", choices=kinds),
            RowSpec("words", _("In their words"), Kind.LONG_TEXT),
            RowSpec("language", _("Language of the words"), Kind.LANGUAGE),
            RowSpec("gist", _("In short"), Kind.LONG_TEXT),
            replace(
                self._reference("person", _("Asked by"), before),
                help=_("Only this person gets the words on paper."),
            ),
            RowSpec(
                "came", _("How it came"), Kind.CHOICE, value="visit", choices=options(QuestionCame)
            ),
            RowSpec("on", _("When"), Kind.DATE, value=today(), today=today, past=True),
        ]

    def _reference(self, name: str, label: str, before: Mapping[str, object]) -> RowSpec:
        """A row for a family or person, with the one that was chosen before."""
        chosen = str(before.get(name) or "")
        shown = (Option(chosen, title(self._workspace, name, chosen)),) if chosen else ()
        search = partial(self._offered, name)
        return RowSpec(name, label, Kind.REFERENCE, value=chosen, choices=shown, search=search)

    def _offered(self, type_name: str, text: str) -> list[Option]:
        found = offers(self._workspace, type_name, text, near=self._household)
        return [Option(one.value, one.label) for one in found]
