"""What stands in the way of a packet, and what to know about it: each with the way to put it right.

What stops the print comes first and is always in sight; many things to know are folded.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from liaison_app.language.catalogues import _, ngettext
from ui.tokens import Tone
from ui.widgets import labels
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, flat
from ui.widgets.labels import IconLabel
from ui.widgets.layout import Part, SteadyColumn, line, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison_app.actions.packets import Problem
    from ui.shell import Shell

_IN_SIGHT = 2  # of what is only to be known


class PacketProblems(QWidget):
    """One line that says how it stands, and below it what is to be put right or known.

    Args:
        lead: called with the problem whose button was pressed.
    """

    def __init__(self, lead: Callable[[Problem], None]) -> None:
        super().__init__()
        self._lead = lead
        self._shown: tuple[Problem, ...] = ()
        self._unfolded = False
        self._verdict = Banner("", Tone.OK)
        self._rows = QWidget()
        self._box = SteadyColumn(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        self._box.addWidget(self._verdict)
        self._box.addWidget(self._rows)
        self.hide()

    def show_problems(self, problems: tuple[Problem, ...], pages: int) -> None:
        """Say whether it can be printed, what is wrong with it and what to know of it."""
        red = sum(one.red for one in problems)
        if red:
            words = ngettext(
                "This cannot be printed yet: {count} thing has to be put right first.",
                "This cannot be printed yet: {count} things have to be put right first.",
                red,
            )
            self._say(words.format(count=red), Tone.DANGER)
        else:
            words = ngettext("Ready: {count} page.", "Ready: {count} pages.", pages)
            self._say(words.format(count=pages), Tone.OK)
        if problems != self._shown:
            self._shown = problems
            self._draw()

    def fail(self, words: str) -> None:
        """Say why there is no packet at all."""
        self._shown = ()
        self._draw()
        self._say(words, Tone.DANGER)

    def clear(self) -> None:
        """Forget what was found."""
        self._shown, self._unfolded = (), False
        self._draw()
        self._verdict.say("", Tone.OK)
        self.hide()

    # --- inside

    def _say(self, words: str, tone: Tone) -> None:
        self.show()
        if self._verdict.words() != words:  # what was said aloud is not said again
            self._verdict.say(words, tone)

    def _draw(self) -> None:
        rows = QWidget()
        box = SteadyColumn(rows)
        box.setContentsMargins(4, 0, 4, 0)
        box.setSpacing(4)
        red = [one for one in self._shown if one.red]
        amber = [one for one in self._shown if not one.red]
        folded = len(amber) > _IN_SIGHT and not self._unfolded
        for place, one in enumerate((*red, *([] if folded else amber))):
            if place:
                box.addWidget(line())
            box.addWidget(self._row(one))
        if folded:
            words = ngettext("{count} thing to know", "{count} things to know", len(amber))
            more = flat(words.format(count=len(amber)), self._unfold, icon="chevron-down")
            box.addLayout(row(more, None))
        before, self._rows = self._rows, rows
        self._box.replaceWidget(before, rows)
        before.hide()
        before.deleteLater()
        rows.setVisible(bool(self._shown))
        self._stand_in_line()

    def _stand_in_line(self) -> None:
        """Put the buttons where they are seen on the way of the Tab key: Qt puts new ones last."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # only such a widget can be stood behind
        before: QWidget = self
        for one in self._rows.findChildren(Button):
            QWidget.setTabOrder(before, one)
            before = one
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _row(self, problem: Problem) -> QWidget:
        icon, tone = ("alert-circle", "danger") if problem.red else ("alert-triangle", "warn")
        words = labels.text(problem.why)
        words.setAccessibleName(problem.why)
        parts: list[Part] = [IconLabel(icon, tone), words]
        words_of_way = way(problem)
        if words_of_way:
            told = _("{button}: {what}").format(button=words_of_way, what=problem.why)
            parts.append(flat(words_of_way, partial(self._lead, problem), name=told))
        made = QWidget()
        made.setLayout(row(*parts, stretch=1))
        return made

    def _unfold(self) -> None:
        self._unfolded = True
        self._draw()
        first = self._rows.findChild(Button)
        if first:
            first.setFocus(Qt.FocusReason.OtherFocusReason)


IN_HAND = "address-in-hand"
"""The code of the problem that a tick among the choices puts right."""


def go_to_place(shell: Shell, problem: Problem, household: str) -> bool:
    """Go to the record where a problem is put right; False if it has none.

    Args:
        shell: the window.
        problem: of a print.
        household: id of the family for which the print is; "" for none.
    """
    at = problem.place
    if at is None:
        return False
    if at.type == "household":
        shell.go("family", household=at.id)
    elif at.page == "records" or not household:
        shell.go("records", type=at.type, id=at.id, field=at.field)
    else:
        shell.go("family", household=household, form=at.type, id=at.id, field=at.field)
    return True


def way(problem: Problem) -> str:
    """What the button of a problem says; "" where there is nothing to go to."""
    if problem.code == IN_HAND and problem.red:
        return _("Choose")
    if problem.place:
        return _("Put it right")
    return _("Show") if problem.section else ""
