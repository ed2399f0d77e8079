"""One slip: whose it is, what is ticked, what is written by hand in any script."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QFrame, QLineEdit, QWidget

from liaison_app.actions.replies import BOXES, Reply
from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import _
from liaison_app.language.dates import format_date
from liaison_app.records.declare import Kind
from liaison_app.records.voices import QuestionKind
from ui.forms.rows import Form
from ui.forms.spec import RowSpec
from ui.pages.replies_choices import Choices
from ui.qt import override
from ui.text import joined
from ui.tokens import Tone
from ui.widgets import labels
from ui.widgets.banner import Banner
from ui.widgets.buttons import button, primary
from ui.widgets.chip_group import ChipGroup, Option
from ui.widgets.layout import Columns, SteadyColumn, column, flow, labelled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QKeyEvent

    from liaison_app.actions.replies_codes import Slip
    from liaison_app.workspace import Workspace

_ICONS = {
    QuestionKind.CALL_ME: "phone",
    QuestionKind.INTERPRETER: "language",
    QuestionKind.SOMETHING_WRONG: "pencil-question",
    QuestionKind.NO_VISIT: "hand-stop",
    QuestionKind.CORRECTION: "pencil",
}
TYPED = ("wrong", "more", "name", "phone", "spoken", "times")
"""What is written on a slip, by its name in `Reply`."""


class SlipForm(QFrame):
    """Keys one slip. Enter keeps it, but in a box of text, where Ctrl+Enter does.

    Signals:
        keep: it is to be kept.
        put_away: it is not.
        changed: something was ticked or typed.
    """

    keep = Signal()
    put_away = Signal()
    changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.setAccessibleName(_("Reply slip"))
        self._workspace = workspace
        self._slip: Slip | None = None
        self.household = ""
        self.code = ""
        self._whose = labels.Label("", "heading", wrap=True)
        self._about = labels.Label("", "muted", wrap=True)
        self._earlier = Banner("", Tone.PLAIN)
        self._earlier.hide()
        self.boxes = ChipGroup(_("What is ticked"), _boxes(correction=False), several=True)
        self._texts = Form(
            [
                RowSpec("wrong", _("What is wrong, in their words"), Kind.LONG_TEXT),
                RowSpec("more", _("What else is written"), Kind.LONG_TEXT),
            ]
        )
        self._lines = Form(
            [
                RowSpec("name", _("Name on the slip")),
                RowSpec("phone", _("Phone on the slip"), digits=True),
                RowSpec("spoken", _("Language on the slip")),
                RowSpec("times", _("Good days and times")),
                RowSpec(
                    "arrived",
                    _("It came back on"),
                    Kind.DATE,
                    value=workspace.today(),
                    today=workspace.today,
                    past=True,
                ),
            ]
        )
        self.rows = {**self._texts.rows, **self._lines.rows}
        self.choices = Choices()
        self.problem = Banner("", Tone.DANGER)
        self.problem.hide()
        buttons = QWidget()
        self.save = primary(_("&Keep it, next slip"), self.keep.emit, icon="check")
        buttons.setLayout(flow(self.save, button(_("Put it away"), self.put_away.emit)))
        box = SteadyColumn(self)
        box.setContentsMargins(18, 16, 18, 16)
        box.setSpacing(12)
        ticked = labelled(_("What is &ticked"), self.boxes)
        lines = QWidget()
        lines.setLayout(column(self._lines, None))
        written = Columns(self._texts, lines, shares=(1, 1), fold=620)
        for part in (self._whose, self._about, self._earlier, ticked, self.choices):
            box.addWidget(part)
        for part in (self.problem, written, buttons):
            box.addWidget(part)
        for one in (self.boxes, self._texts, self._lines):
            one.changed.connect(self.changed)

    def show_slip(self, slip: Slip | None, household: str, code: str, family: str) -> None:
        """Begin a slip: of a print that is known, or of a family chosen by hand."""
        self._slip, self.household, self.code = slip, household, code
        self._whose.setText(family)
        printed = slip.printed_on if slip else None
        self._about.setText(
            joined(
                slip.recipient_name if slip else "",
                slip.printed if slip else _("This code is not known here"),
                format_date(printed) if printed else "",
                code,
            )
        )
        before = [joined(format_date(one.on), *one.labels) for one in slip.earlier] if slip else []
        self._earlier.say("\n".join(before and [_("Came back before:"), *before]), Tone.PLAIN)
        self.boxes.set_choices(_boxes(correction=bool(slip and slip.correction)))
        self._show_typed({})
        self.choices.clear()
        self.problem.hide()

    def begin(self) -> None:
        """Go to the boxes."""
        self.boxes.setFocus(Qt.FocusReason.OtherFocusReason)

    def reply(self) -> Reply | None:
        """The slip as it is keyed; None if a row cannot be read, which it says."""
        texts, lines = self._texts.values(), self._lines.values()
        if texts is None or lines is None:
            return None
        values = texts | lines
        arrived = values["arrived"]
        return Reply(
            household=self.household,
            code=self.code,
            person=self.person_id,
            boxes=frozenset(self.boxes.values()),
            **{name: str(values[name] or "") for name in TYPED},
            arrived=arrived if isinstance(arrived, date) else None,
            keep_phone=self.choices.phone.isVisibleTo(self) and self.choices.phone.isChecked(),
            cancel=self.choices.cancelled(),
            again=self.choices.again.isVisibleTo(self) and self.choices.again.isChecked(),
        )

    def person_name(self) -> str:
        """Who sent it, as far as it is known."""
        return self._slip.recipient_name if self._slip and self.person_id else ""

    def content(self) -> dict[str, str]:
        """What is keyed, as it lies in a draft."""
        kept = {name: str(self.rows[name].editor.value() or "") for name in TYPED}
        kept["words"] = kept["wrong"] or kept["more"]  # by which Today knows it
        boxes = " ".join(self.boxes.values())
        kept["arrived"] = self._arrived()  # the clock starts on that day
        return {"household": self.household, "code": self.code, "boxes": boxes, **kept}

    @property
    def keyed(self) -> bool:
        """Whether anything is ticked or typed."""
        content = self.content()
        return any(content[name] for name in ("boxes", *TYPED))

    def show_content(self, content: Mapping[str, str]) -> None:
        """Show what was keyed before."""
        self.boxes.set_values(*content.get("boxes", "").split())
        if content.get("arrived"):
            self.rows["arrived"].editor.set_value(date.fromisoformat(content["arrived"]))
        self._show_typed(content)

    def _arrived(self) -> str:
        """The day on which it came back, in ISO form; "" while none can be read."""
        try:
            day = self.rows["arrived"].editor.value()
        except InvalidValue:
            return ""
        return day.isoformat() if isinstance(day, date) else ""

    def _show_typed(self, content: Mapping[str, str]) -> None:
        for name in TYPED:
            self.rows[name].editor.set_value(content.get(name, ""))
            self.rows[name].show_error("")

    @property
    def person_id(self) -> str:
        """Who the print was for, if the slip is of that family."""
        same = self._slip and self._slip.household == self.household
        return self._slip.recipient if self._slip and same else ""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        focus = self.focusWidget()
        if enter and (held or isinstance(focus, QLineEdit | QAbstractButton)):
            self.keep.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.put_away.emit()
        else:
            super().keyPressEvent(event)


def _boxes(*, correction: bool) -> tuple[Option, ...]:
    kinds = (QuestionKind.CORRECTION, *BOXES) if correction else BOXES
    return tuple(Option(one.value, _(one.label), _ICONS[one]) for one in kinds)
