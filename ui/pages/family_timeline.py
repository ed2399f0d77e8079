"""What happened with a family, newest first; it grows as one goes back in time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liaison_app.actions import timeline
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.dates import relative_day
from ui.pages.family_section import change_button
from ui.text import joined
from ui.tokens import Tone
from ui.widgets import labels
from ui.widgets.buttons import flat
from ui.widgets.chips import Chip
from ui.widgets.labels import IconLabel
from ui.widgets.layout import FoldingRow, SteadyColumn, card, column, row

if TYPE_CHECKING:
    from datetime import date

    from liaison_app.actions.timeline import Event
    from liaison_app.workspace import Workspace
    from ui.pages.family_section import FamilyActions

_AT_ONCE = 12


class Timeline(QWidget):
    """Cards of events and, below them, the way further back."""

    def __init__(
        self, workspace: Workspace, household: str, actions: FamilyActions, at_least: int = 0
    ) -> None:
        super().__init__()
        self._workspace, self._household, self._actions = workspace, household, actions
        self._count = timeline.count(workspace, household)
        self.shown = 0
        self._cards = SteadyColumn()
        self._cards.setSpacing(10)
        self._more = flat(_("Show earlier"), self.grow, icon="chevron-down")
        box = SteadyColumn(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        note, contact = partial(actions.new, "note"), partial(actions.new, "contact_log")
        box.addWidget(
            FoldingRow(
                row(labels.heading(_("Timeline"))),
                flat(_("Contact"), contact, icon="plus", name=_("Add a contact")),
                flat(_("Note"), note, icon="plus", name=_("Add a note")),
                spacing=4,
                least=110,
            )
        )
        if not self._count:
            box.addWidget(labels.muted(_("Visits, contacts, notes and kits stand here.")))
        box.addLayout(self._cards)
        box.addWidget(self._more)
        self.grow(max(at_least, _AT_ONCE))

    def grow(self, by: int = _AT_ONCE) -> None:
        """Go further back."""
        today = self._workspace.today()
        for event in timeline.timeline(
            self._workspace, self._household, after=self.shown, limit=by
        ):
            self._cards.addWidget(self._card(event, today))
            self.shown += 1
        self._more.setVisible(self.shown < self._count)

    def _card(self, event: Event, today: date) -> QWidget:
        when = relative_day(event.day, today) if event.day else ""
        long = ngettext("{count} min", "{count} min", event.minutes or 0)
        minutes = long.format(count=event.minutes) if event.minutes else ""
        icon = IconLabel(event.icon, "accent_text", 22)
        head = column(
            labels.strong(event.title),
            labels.small(joined(when, event.time, minutes, *event.who)),
        )
        top = row(icon, head, *self._buttons(event), spacing=12, stretch=1)
        top.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
        made = card(top, margin=14, spacing=6)
        box = made.layout()
        texts = [*([event.said] if event.said else []), *event.notes]
        for text in texts:
            words = labels.Label(text, wrap=True, selectable=True)
            words.setAccessibleName(text)
            if box:
                box.addWidget(words)
        chips = _chips(event)
        if chips and isinstance(box, QVBoxLayout):
            box.addLayout(row(*chips, None, spacing=8))
        made.setAccessibleName(joined(event.title, when))
        return made

    def _buttons(self, event: Event) -> list[QWidget]:
        when = joined(event.title, event.time)
        if event.type == "packet_issue":
            return []  # what left the printer cannot be changed afterwards
        if event.type != "visit":
            return [change_button(when, partial(self._actions.edit, event.type, event.id))]
        write = partial(self._actions.go, "debrief", visit=event.id)
        if event.unwritten:
            name = _("Write it down: {what}").format(what=when)
            return [flat(_("Write it down"), write, icon="pencil", name=name)]
        if event.planned:
            return [change_button(when, partial(self._actions.edit, "visit", event.id))]
        return [change_button(when, write)]


def _chips(event: Event) -> list[QWidget]:
    made: list[QWidget] = []
    if event.planned:
        made.append(Chip(_("Planned"), Tone.ACCENT))
    if event.unwritten:
        made.append(Chip(_("Not written down yet"), Tone.WARN))
    made += [Chip(fact, Tone.PLAIN) for fact in event.facts]
    return made
