"""One question beside the list: what was asked, the answer, and that the family was told."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from liaison_app.actions import questions
from liaison_app.actions.questions import TOLD_LABELS
from liaison_app.actions.questions_lists import State
from liaison_app.errors import LiaisonError
from liaison_app.language.catalogues import _
from liaison_app.language.dates import format_date
from liaison_app.records.declare import Kind
from liaison_app.records.voices import QuestionKind
from ui.forms.rows import Form
from ui.forms.spec import RowSpec
from ui.qt import override
from ui.text import joined
from ui.tokens import Tone
from ui.widgets import labels
from ui.widgets.banner import Banner
from ui.widgets.buttons import button, primary
from ui.widgets.chip_group import ChipGroup, Option
from ui.widgets.chips import Chip
from ui.widgets.labels import IconLabel
from ui.widgets.layout import SteadyColumn, flow, labelled, line, row

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QFocusEvent

    from liaison_app.actions.questions_lists import QuestionLine
    from liaison_app.workspace import Workspace
    from ui.forms.rows import FormRow
    from ui.forms.spec import Value

DRAFT = "question:"
"""What the name of the draft of an answer begins with; `new` follows for a new question."""

TONES = {
    State.OVERDUE: (Tone.DANGER, "clock-exclamation", "danger"),
    State.DUE: (Tone.WARN, "clock", "warn"),
    State.OPEN: (Tone.PLAIN, "clock", "muted"),
    State.ANSWERED: (Tone.WARN, "phone-call", "warn"),
    State.TOLD: (Tone.OK, "circle-check", "ok"),
}
"""How a state looks: its words stand beside it everywhere."""


class QuestionPanel(QWidget):
    """The question; `done` comes with words and the number of the action to undo.

    Attributes:
        draft: the name of the draft of an answer that is not kept yet.
    """

    done = Signal(str, int)
    changed = Signal()

    def __init__(self, workspace: Workspace, one: QuestionLine, go: Callable[..., None]) -> None:
        super().__init__()
        self._workspace, self.question = workspace, one.id
        self.draft, self._household = f"{DRAFT}{one.id}", one.household
        self._problem = Banner("", Tone.DANGER)
        self._problem.hide()
        box = SteadyColumn(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        for part in (*_asked(one), self._problem):
            box.addWidget(part)
        self.answer = Form(
            [
                RowSpec("answer", _("Answer"), Kind.LONG_TEXT, value=one.answer),
                RowSpec(
                    "language",
                    _("Language of the answer"),
                    Kind.LANGUAGE,
                    value=one.answer_language,
                ),
            ]
        )
        self.answer.changed.connect(self.changed)
        box.addWidget(self.answer)
        keep = button(_("Keep the &answer"), self._answer, icon="device-floppy")
        box.addLayout(row(keep, None))
        box.addWidget(line())
        self.told = ChipGroup(
            _("How the family was told"),
            tuple(Option(how.value, _(label)) for how, label in TOLD_LABELS.items()),
            required=True,
        )
        self.told.set_values("phone")
        day = RowSpec(
            "on",
            _("Told on"),
            Kind.DATE,
            value=workspace.today(),
            today=workspace.today,
            past=True,
        )
        self.day = Form([day])
        if one.open:
            box.addWidget(labels.muted(_("The clock stops when the family has been told.")))
            box.addWidget(labelled(_("&How the family was told"), self.told))
            box.addWidget(self.day)
            box.addLayout(row(primary(_("&The family was told"), self._tell, icon="check"), None))
        more = [
            button(
                _("Open the &family"),
                partial(go, "family", household=one.household),
                icon="users",
            ),
            button(
                _("&Print its answers"),
                partial(go, "packet", household=one.household, kind="your-answers"),
                icon="printer",
            ),
        ]
        if one.wants == QuestionKind.NO_VISIT.value:
            again = _("The family wants &visits again")
            more.append(button(again, self._welcome, icon="door-enter"))
        holder = QWidget()
        holder.setLayout(flow(*more))
        box.addWidget(holder)

    def content(self) -> dict[str, str]:
        """What is typed, as it lies in a draft."""
        rows = self.answer.rows
        typed = {name: str(typed_in(rows[name]) or "") for name in ("answer", "language")}
        return {"household": self._household, "words": typed["answer"], **typed}

    def show_content(self, content: Mapping[str, object]) -> None:
        """Show what was typed before."""
        names = ("answer", "language")
        self.answer.set_values({name: str(content.get(name) or "") for name in names})

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.answer.rows["answer"].editor.setFocus(event.reason())

    def _answer(self) -> None:
        values = self.answer.values()
        if values is None:
            return
        text, language = str(values["answer"] or ""), str(values["language"] or "")
        self._do(
            _("Answer kept. The family does not know it yet."),
            lambda: questions.answer(self._workspace, self.question, text, language),
        )

    def _tell(self) -> None:
        values, day = self.answer.values(), self.day.values()
        if values is None or day is None:
            return
        text, language = str(values["answer"] or ""), str(values["language"] or "")
        on = day["on"] if isinstance(day["on"], date) else None
        how = self.told.value()
        self._do(
            _("The family was told"),
            lambda: questions.tell(
                self._workspace, self.question, how, on, text=text, language=language
            ),
        )

    def _welcome(self) -> None:
        self._do(
            _("The family wants visits again"),
            lambda: questions.welcome_again(self._workspace, self.question),
        )

    def _do(self, words: str, act: Callable[[], int]) -> None:
        try:
            number = act()
        except LiaisonError as error:
            self._problem.say(str(error), Tone.DANGER)
            return
        self.done.emit(words, number)


def typed_in(row: FormRow) -> Value:
    """What stands in a row; nothing while it cannot be read."""
    try:
        return row.editor.value()
    except LiaisonError:
        return None


def state_chip(one: QuestionLine) -> QWidget:
    """How far a question is: a picture, words, and only then a colour."""
    tone, icon, colour = TONES[one.state]
    made = QWidget()
    made.setLayout(row(IconLabel(icon, colour, 18), Chip(one.said, tone), None, spacing=6))
    return made


def _asked(one: QuestionLine) -> list[QWidget]:
    """What was asked, by whom, how and when."""
    words = labels.Label(one.words or one.gist or one.kind, "strong", wrap=True, selectable=True)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    about = joined(
        one.kind if one.words or one.gist else "",
        one.asked_by,
        format_date(one.asked_on),
        one.came,
        one.code,
        one.language if one.words else "",
    )
    owner = _("Nobody") if not one.owner else one.owner
    parts: list[QWidget] = [words, labels.small(about), state_chip(one)]
    if one.words and one.gist:
        parts.insert(1, labels.muted(one.gist))
    parts.append(labels.small(joined(_("Who answers"), owner)))
    if one.told_on:
        parts.append(labels.small(joined(_("Told the family"), one.told_how)))
    return parts
