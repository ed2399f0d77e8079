"""What was found of many prints: how many leave, what stops the others, the way to each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from liaison_app.language.catalogues import _, ngettext
from ui import icons
from ui.pages.packet_problems import way
from ui.tokens import Tone
from ui.widgets import labels
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, flat
from ui.widgets.labels import ElidedLabel, IconLabel
from ui.widgets.layout import SteadyColumn, column, line, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison_app.actions.batch_pages import Account, Stop

_IN_SIGHT = 25  # families: who puts these right goes on and sees the next ones


class PrintManyAccount(QWidget):
    """A line that says how it stands; below it each family that is left out, with the way there.

    Args:
        lead: called with what stops a family, when its button was pressed.
    """

    def __init__(self, lead: Callable[[Stop], None]) -> None:
        super().__init__()
        self._lead = lead
        self.verdict = Banner("", Tone.OK)
        self.verdict.hide()
        self._rows = QWidget()
        self._box = SteadyColumn(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        self._box.addWidget(self.verdict)
        self._box.addWidget(self._rows)

    def show_account(self, words: str, found: Account, *, troubled: bool = False) -> None:
        """Say how it stands and what was found."""
        tone = Tone.DANGER if troubled else Tone.WARN if found.stops else Tone.OK
        self.verdict.say(words, tone)
        rows = QWidget()
        box = SteadyColumn(rows)
        box.setContentsMargins(4, 0, 4, 0)
        box.setSpacing(6)
        for one in found.stops[:_IN_SIGHT]:
            box.addWidget(self._stop(one))
            box.addWidget(line())
        more = len(found.stops) - _IN_SIGHT
        if more > 0:
            said = _("and {count} more: put these right first, then go on.")
            box.addWidget(labels.muted(said.format(count=more)))
        if found.notes:
            notes = QWidget()
            notes.setLayout(column(*(_note(why, count) for why, count in found.notes), spacing=6))
            notes.hide()
            box.addLayout(row(_unfolding(notes, len(found.notes)), None))
            box.addWidget(notes)
        self._replace(rows)

    def say(self, words: str, tone: Tone) -> None:
        """Say something in place of an account."""
        self.verdict.say(words, tone)
        self._replace(QWidget())

    def _replace(self, rows: QWidget) -> None:
        self._box.replaceWidget(self._rows, rows)
        self._rows.hide()
        self._rows.deleteLater()
        self._rows = rows

    def _stop(self, one: Stop) -> QWidget:
        more = ngettext("(and {count} more reason)", "(and {count} more reasons)", one.more)
        why = f"{one.why} {more.format(count=one.more)}" if one.more else one.why
        words = column(ElidedLabel(one.family, "strong"), labels.text(why))
        parts: list[QWidget] = []
        if one.problem and way(one.problem):
            told = _("{button}: {what}").format(button=_("Put it right"), what=one.family)
            parts.append(flat(_("Put it right"), partial(self._lead, one), name=told))
        made = QWidget()
        icon = IconLabel("alert-circle", "danger")
        made.setLayout(row(icon, words, *parts, stretch=1))
        return made


def _unfolding(notes: QWidget, count: int) -> Button:
    """What shows and hides what is only to be known: there may be some for each language."""
    words = ngettext("{count} thing to know", "{count} things to know", count)
    made = flat(words.format(count=count), icon="chevron-down")
    made.setAccessibleDescription(_("Folded"))

    def turn() -> None:
        notes.setVisible(notes.isHidden())
        made.setIcon(
            icons.icon("chevron-down" if notes.isHidden() else "chevron-up", "accent_text")
        )
        made.setAccessibleDescription(_("Folded") if notes.isHidden() else _("Unfolded"))

    made.clicked.connect(turn)
    return made


def _note(why: str, count: int) -> QWidget:
    many = ngettext("{count} packet", "{count} packets", count).format(count=count)
    made = QWidget()
    icon = IconLabel("alert-triangle", "warn")
    made.setLayout(row(icon, column(labels.text(why), labels.small(many)), stretch=1))
    return made
