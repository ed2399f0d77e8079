"""Who does what by when: one line to type in, and what came of it.

What the family was told of is a promise and will print for them; what it was not is a follow-up of
staff's own.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QListView,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from liaison_app.actions.promise_phrases import suggestions
from liaison_app.actions.steps import read_line
from liaison_app.actions.visit_drafts import Step
from liaison_app.language import catalogues
from liaison_app.language.catalogues import _
from liaison_app.language.dates import format_date
from ui import look
from ui.qt import override
from ui.text import joined
from ui.tokens import Tone
from ui.widgets.buttons import button, icon_button
from ui.widgets.chips import Chip
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.layout import column, flow, row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from liaison_app.actions.steps import Said, Speaker

_MONTH_FIRST = ("en", "qps")
_GAP = "…"  # in a phrase: something is to be put in


class StepsBox(QWidget):
    """The line, what it is read as, and the steps added so far.

    Args:
        today: gives the local date.
        new_id: gives the id of a new step.
    """

    changed = Signal()

    def __init__(self, today: Callable[[], date], new_id: Callable[[], str]) -> None:
        super().__init__()
        self._today, self._new_id = today, new_id
        self._speakers: Sequence[Speaker] = ()
        self._steps: list[Step] = []
        self._dropped: list[str] = []
        self._editing = ""
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("Rosa call the bus office fri"))
        self.line.setAccessibleName(_("Who does what by when"))
        self.told = QCheckBox(_("Told the &family"))
        self.told.setToolTip(_("On: a promise that prints for them. Off: our own follow-up."))
        self.told.setChecked(True)
        self._add = button(_("Add"), self.take_line, icon="plus", hint=_("Enter"))
        self._label = Label(_("Who does what &by when"), "strong")
        self._label.setBuddy(self.line)
        self._read = Label("", "small", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self.offered = _Offered()
        holder = QWidget()
        holder.setLayout(flow(self.told, self._add, spacing=12))
        box = column(
            self._label, row(self.line, spacing=8), self.offered, holder, self._read, spacing=6
        )
        box.addLayout(self._list)
        self.setLayout(box)
        self.line.installEventFilter(self)
        self.offered.installEventFilter(self)
        self.offered.activated.connect(lambda at: self._take_phrase(str(at.data())))
        self.offered.clicked.connect(lambda at: self._take_phrase(str(at.data())))
        self.line.textChanged.connect(self._show_reading)
        self.line.textEdited.connect(self.changed)
        self.line.textEdited.connect(self._suggest)
        self.line.returnPressed.connect(self.take_line)
        self.told.toggled.connect(self._told_toggled)
        self._show_reading()

    def load(
        self, steps: Sequence[Step], dropped: Sequence[str], speakers: Sequence[Speaker]
    ) -> None:
        """Show these steps; whose names may begin a line are `speakers`."""
        self._steps, self._dropped, self._speakers = list(steps), list(dropped), speakers
        self._editing = ""
        self.told.setChecked(True)
        self.line.clear()
        self._show_steps()

    def steps(self) -> tuple[Step, ...]:
        """The steps added so far."""
        return tuple(self._steps)

    def dropped(self) -> tuple[str, ...]:
        """Ids of the steps that were taken back."""
        return tuple(self._dropped)

    @property
    def editing(self) -> str:
        """The id of the step that stands in the line again; "" for a new one."""
        return self._editing

    def resume(self, line: str, *, told: bool, editing: str) -> None:
        """Put back a line that was being typed."""
        self.told.setChecked(told)
        self.line.setText(line)
        self._editing = editing

    def take_line(self) -> None:
        """Make a step of the line; an empty line makes none."""
        self.offered.offer(())
        said = self._said()
        if not said.what:
            return
        step = Step(
            id=self._editing or self._new_id(),
            what=said.what,
            who=said.who,
            due=said.due,
            told=self.told.isChecked(),
        )
        places = [place for place, one in enumerate(self._steps) if one.id == step.id]
        if places:
            self._steps[places[0]] = step
        else:
            self._steps.append(step)
        self._editing = ""
        self.line.clear()
        self._show_steps()
        self.changed.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the line to the phrases, Up and Escape back; Enter takes one."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        key = event.key()
        if watched is self.line and key == Qt.Key.Key_Down and self.offered.isVisible():
            self.offered.begin()
            return True
        if watched is not self.offered:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._take_phrase(str(self.offered.currentIndex().data()))
        elif key == Qt.Key.Key_Escape or (key == Qt.Key.Key_Up and self.offered.at_top()):
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            return False
        return True

    def _suggest(self) -> None:
        """Offer the phrases that print in the family's language."""
        self.offered.offer(suggestions(self._said().what) if self.told.isChecked() else ())

    def _take_phrase(self, phrase: str) -> None:
        """Put a phrase in place of what was typed of it; the cursor stands where its gap is."""
        typed, what = self.line.text(), self._said().what
        at = typed.find(what)
        before, after = (typed[:at], typed[at + len(what) :]) if at >= 0 else ("", "")
        gap = phrase.find(_GAP)
        self.line.setText(f"{before}{phrase.replace(_GAP, '')}{after}")
        self.line.setCursorPosition(len(before) + (gap if gap >= 0 else len(phrase)))
        self.offered.offer(())
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _said(self) -> Said:
        month_first = catalogues.current().split("-")[0] in _MONTH_FIRST
        return read_line(self.line.text(), self._speakers, self._today(), month_first=month_first)

    def _told_toggled(self) -> None:
        self._show_reading()
        self.changed.emit()

    def _show_reading(self) -> None:
        """Say how the line is understood, before it counts."""
        said = self._said()
        self._add.setEnabled(bool(said.what))
        if not said.what:
            words = _("End with a day: fri, tomorrow, 24 Nov. Enter adds it.")
        else:
            words = joined(_kind(told=self.told.isChecked()), said.what, _who_and_when(said))
        self._read.setText(words)
        self.line.setAccessibleDescription(words)

    def _show_steps(self) -> None:
        while self._list.count():
            item = self._list.takeAt(0)
            gone = item.widget() if item else None
            if gone:
                gone.hide()
                gone.deleteLater()
        before: QWidget = self._add
        for step in self._steps:
            made = self._row(step)
            self._list.addWidget(made)
            for control in made.findChildren(QToolButton):  # Qt would let the Tab key come last
                QWidget.setTabOrder(before, control)
                before = control

    def _row(self, step: Step) -> QWidget:
        tone = Tone.ACCENT if step.told else Tone.PLAIN
        said = _who_and_when(step)
        words = column(ElidedLabel(step.what, "strong"), ElidedLabel(said, "small"), spacing=0)
        change = _("Change: {what}").format(what=step.what)
        remove = _("Remove: {what}").format(what=step.what)
        made = QWidget()
        made.setLayout(
            row(
                Chip(_kind(told=step.told), tone),
                words,
                icon_button("pencil", change, partial(self._edit, step.id)),
                icon_button("x", remove, partial(self._remove, step.id)),
                spacing=8,
                stretch=1,
            )
        )
        return made

    def _edit(self, step_id: str) -> None:
        step = next(one for one in self._steps if one.id == step_id)
        self._editing = step_id
        who = f"{step.who}: " if step.who else ""
        due = f" {step.due.isoformat()}" if step.due else ""
        self.told.setChecked(step.told)
        self.line.setText(f"{who}{step.what}{due}")
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _remove(self, step_id: str) -> None:
        self._steps = [one for one in self._steps if one.id != step_id]
        self._dropped.append(step_id)
        if self._editing == step_id:
            self._editing = ""
        self._show_steps()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()


class _Offered(QListView):
    """Phrases below the line: part of the page, since a window of its own takes the keys away."""

    def __init__(self) -> None:
        super().__init__()
        self._phrases = QStringListModel(self)
        self.setModel(self._phrases)
        self.setAccessibleName(_("Suggestions"))
        self.setProperty("look", "popup")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab goes on in the form
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def offer(self, phrases: Sequence[str]) -> None:
        """Show these; nothing hides the list."""
        if self.hasFocus() and not phrases:
            self.clearFocus()
        self._phrases.setStringList(list(phrases))
        rows = sum(self.sizeHintForRow(number) for number in range(len(phrases)))
        self.setFixedHeight(rows + look.px(10))
        self.setVisible(bool(phrases))

    def begin(self) -> None:
        """Go to the first of them."""
        self.setCurrentIndex(self._phrases.index(0))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def at_top(self) -> bool:
        """Whether the first of them is chosen."""
        return self.currentIndex().row() <= 0


def _kind(*, told: bool) -> str:
    return _("Promise") if told else _("Follow-up")


def _who_and_when(said: Said | Step) -> str:
    due = _("no day yet")
    if said.due:
        due = _("by {day}").format(day=format_date(said.due, weekday=True, year=False))
    return joined(said.who, due)
