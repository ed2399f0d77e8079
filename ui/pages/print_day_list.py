"""The prints of a day in the order of the doors: how many pages, what stops one, what to know."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.dates import format_time
from liaison_app.language.names import isolate
from ui import icons
from ui.tokens import Tone
from ui.widgets.buttons import Button, flat
from ui.widgets.chips import Chip
from ui.widgets.labels import ElidedLabel, IconLabel, Label, heading
from ui.widgets.layout import FoldingRow, SteadyColumn, column, line, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liaison_app.actions.day_prints import DayPrint
    from liaison_app.actions.packets import Problem

_ICONS = {
    "route": "walk",
    "door-note": "home",
    "leave-behind": "writing",
    "loan": "backpack",
}


class DayList(QFrame):
    """The prints; one of them is looked at.

    Signals:
        shown: the number of the print that the person wants to look at, from 0.
        led: the numbers of a print and of its problem, which the person wants to put right.
    """

    shown = Signal(int)
    led = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.setAccessibleName(_("Prints of the day"))
        self._rows = QWidget()
        self._buttons: list[Button] = []
        self._icons: list[str] = []
        self._box = SteadyColumn(self)
        self._box.setContentsMargins(18, 14, 18, 14)
        self._box.addWidget(self._rows)

    def show_prints(self, prints: Sequence[DayPrint], current: int) -> None:
        """Show these prints; the keyboard stays at the same place if it was among them."""
        focused = next((n for n, one in enumerate(self._buttons) if one.hasFocus()), -1)
        rows = QWidget()
        box = SteadyColumn(rows)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        self._buttons, self._icons = [], []
        visit = ""
        for number, one in enumerate(prints):
            if one.visit and one.visit != visit:
                if number:
                    box.addWidget(line())
                box.addWidget(_visit(one))
            visit = one.visit
            box.addWidget(self._row(number, one))
        before, self._rows = self._rows, rows
        self._box.replaceWidget(before, rows)
        before.hide()
        before.deleteLater()
        self.mark(current)
        if 0 <= focused < len(self._buttons):
            self._buttons[focused].setFocus(Qt.FocusReason.OtherFocusReason)

    def mark(self, current: int) -> None:
        """Say which print is looked at."""
        for number, one in enumerate(self._buttons):
            here = number == current
            one.setIcon(icons.icon("eye" if here else self._icons[number], "accent_text"))
            one.setAccessibleDescription(_("In sight") if here else "")

    def begin(self) -> bool:
        """Go to the first print; says whether there is one."""
        if self._buttons:
            self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(self._buttons)

    def _row(self, number: int, one: DayPrint) -> QWidget:
        """A print with its button, and what stops it."""
        label = _(one.label)
        told = _("{print}: {family}").format(print=label, family=isolate(one.family))
        look = flat(label, partial(self.shown.emit, number))
        look.setAccessibleName(told if one.family else label)
        look.setObjectName(f"print {number}")
        self._buttons.append(look)
        self._icons.append(_ICONS.get(one.kind, "file-text"))
        top = FoldingRow(row(look, None), *_state(one), spacing=8)
        made = QWidget()
        stops = [
            self._stop(number, place, problem)
            for place, problem in enumerate(one.problems)
            if problem.red
        ]
        made.setLayout(column(top, *stops, spacing=4))
        return made

    def _stop(self, number: int, place: int, problem: Problem) -> QWidget:
        words = Label(problem.why, wrap=True)
        begins = row(IconLabel("alert-circle", "danger"), words, spacing=8, stretch=1)
        ends: list[QWidget] = []
        if problem.place:
            told = _("{button}: {what}").format(button=_("Put it right"), what=problem.why)
            ends.append(flat(_("Put it right"), partial(self.led.emit, number, place), name=told))
        return FoldingRow(begins, *ends, spacing=8)


def _visit(one: DayPrint) -> QWidget:
    """The head above the prints of a visit."""
    when = heading(format_time(one.when) if one.when else "")
    made = QWidget()
    made.setLayout(row(when, ElidedLabel(isolate(one.family), "strong"), spacing=12, stretch=1))
    return made


def _state(one: DayPrint) -> list[QWidget]:
    """How many pages, and what stands in the way, in words."""
    if one.red:
        return [Chip(_("Stopped"), Tone.DANGER)]
    count = len(one.problems)
    pages = ngettext("{count} page", "{count} pages", one.pages).format(count=one.pages)
    shown: list[QWidget] = [Label(pages, "small")]
    if count:
        words = ngettext("{count} to know", "{count} to know", count).format(count=count)
        shown.insert(0, Chip(words, Tone.WARN))
    return shown
