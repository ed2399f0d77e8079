"""How the exchange stands: alarms, where one's own changes are, and who has what."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from liaison_app.language.catalogues import _
from ui.pages import exchange_words
from ui.text import joined
from ui.tokens import Tone
from ui.widgets.avatar import Avatar
from ui.widgets.banner import Banner
from ui.widgets.chips import Chip
from ui.widgets.labels import ElidedLabel, IconLabel, heading, small, text
from ui.widgets.layout import FoldingRow, card, column, line, row
from ui.widgets.panels import EmptyState

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtWidgets import QFrame

    from liaison_app.actions.exchange import Colleague, Status
    from liaison_app.actions.laptops import Alarm


def alarm_bands(alarms: Sequence[Alarm], dismiss: Callable[[int], None]) -> list[Banner]:
    """One band for each; it stays until a person says that it has been read."""
    return [
        Banner(one.words, _tone(one), _("I have read this"), partial(dismiss, one.n))
        for one in alarms
    ]


def _tone(alarm: Alarm) -> Tone:
    return Tone.WARN if alarm.what == "restored" else Tone.DANGER


def standing_card(status: Status, today: date) -> QFrame:
    """Where the changes of this laptop are, in words and never by colour alone."""
    whole = not status.only_here and not status.in_a_file
    icon, tone = ("circle-check", "ok") if whole else ("device-laptop", "accent_text")
    mark = IconLabel(icon, tone, 28)
    words = exchange_words.standing(status, today) or _("Nothing was written yet.")
    top = row(mark, text(words), spacing=12, stretch=1)
    top.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
    parts = [heading(_("What you wrote"))]
    made = card(*parts, top)
    box = made.layout()
    if box and status.file_made and not status.in_a_file:
        when = exchange_words.moment(status.file_made, today)
        box.addWidget(small(_("Last file made: {when}").format(when=when)))
    if box and status.waiting:
        waiting = exchange_words.waiting(status.waiting)
        box.addWidget(Banner(waiting, Tone.WARN))
    return made


def colleagues_card(status: Status, today: date, invite: Callable[[], None]) -> QFrame:
    """The other laptops of the team: who was heard when, and what each lacks."""
    if not status.colleagues:
        return card(
            EmptyState(
                "device-laptop",
                _("No other laptop in the team yet"),
                _("Invite a colleague's laptop; from then on files go both ways."),
                _("&Invite a laptop…"),
                invite,
            )
        )
    made = card(heading(_("Colleagues")))
    box = made.layout()
    for one in status.colleagues:
        if box:
            box.addWidget(line())
            box.addWidget(_colleague(one, today))
    return made


def _colleague(one: Colleague, today: date) -> QWidget:
    has_all = not one.lacks
    chip = Chip(exchange_words.lacks(one), Tone.OK if has_all else Tone.PLAIN)
    words = column(ElidedLabel(one.name, "strong"), small(exchange_words.heard(one, today)))
    begins = row(Avatar(one.name, 36), words, spacing=12, stretch=1)
    made = QWidget()
    box = column(FoldingRow(begins, chip), spacing=6)
    if one.clock_words:
        box.addLayout(
            row(IconLabel("clock-exclamation", "warn", 18), small(one.clock_words), stretch=1)
        )
    made.setLayout(box)
    made.setAccessibleName(
        joined(one.name, exchange_words.heard(one, today), exchange_words.lacks(one))
    )
    return made
