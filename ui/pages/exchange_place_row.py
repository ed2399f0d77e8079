"""One shared place in the list: what it is, how it is, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate_ltr
from ui.pages import exchange_place_words as words
from ui.text import joined
from ui.widgets.buttons import button, flat
from ui.widgets.labels import ElidedLabel, IconLabel, Label, small
from ui.widgets.layout import SteadyColumn, flow, row

if TYPE_CHECKING:
    from datetime import date

    from liaison_app.actions.remotes import RemoteLine


class PlaceActions(Protocol):
    """What a row asks of the card that it stands on."""

    def exchange(self, name: str = "") -> None:
        """Exchange with a place now."""

    def try_out(self, name: str) -> None:
        """See whether a place does what it must."""

    def change(self, line: RemoteLine) -> None:
        """Ask for another address or other keys."""

    def ask_to_forget(self, line: RemoteLine) -> None:
        """Ask whether a place is to be forgotten."""

    def ask_to_renew(self, line: RemoteLine) -> None:
        """Ask whether a place that is empty is to be used again."""


class PlaceRow(QWidget):
    """A place. What it says changes in place, so that the keyboard stays where it is."""

    def __init__(self, line: RemoteLine, today: date, actions: PlaceActions) -> None:
        super().__init__()
        self.line = line
        name = line.name
        self._last = small("")
        self._mark = IconLabel("info-circle", "muted", 18)
        self._state = Label("", "small", wrap=True)
        _label, picture = words.KINDS[line.kind_name]
        self.now = button(
            _("Exchange now"),
            lambda: actions.exchange(self.line.name),
            icon="arrows-exchange",
            name=_("Exchange now: {place}").format(place=name),
        )
        self.renew = button(
            _("Use it again…"),
            lambda: actions.ask_to_renew(self.line),
            icon="refresh",
            name=_("Use it again: {place}").format(place=name),
        )
        tools = [
            self.now,
            self.renew,
            flat(
                _("Test"),
                lambda: actions.try_out(self.line.name),
                name=_("Test: {place}").format(place=name),
            ),
            flat(
                _("Change…"),
                lambda: actions.change(self.line),
                name=_("Change: {place}").format(place=name),
            ),
            flat(
                _("Forget…"),
                lambda: actions.ask_to_forget(self.line),
                name=_("Forget: {place}").format(place=name),
            ),
        ]
        buttons = QWidget()
        buttons.setLayout(flow(*tools))
        how = row(self._mark, self._state, spacing=8, stretch=1)
        how.setAlignment(self._mark, Qt.AlignmentFlag.AlignTop)
        self._where = ElidedLabel("", "small")
        told = SteadyColumn()
        told.setSpacing(4)
        for part in (ElidedLabel(name, "strong"), self._where, self._last):
            told.addWidget(part)
        told.addLayout(how)
        told.addWidget(buttons)
        icon = IconLabel(picture, "accent_text", 28)
        line_up = row(icon, told, spacing=14, stretch=1)
        line_up.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line_up)
        self.say(line, today)

    def say(self, line: RemoteLine, today: date) -> None:
        """Say how it is now."""
        self.line = line
        kind = _(words.KINDS[line.kind_name][0])
        address = isolate_ltr(words.typed_of(line.kind_name, line.url))
        self._where.setText(joined(kind, address))
        last = words.last(line, today)
        said, icon, tone = words.state(line)
        self._last.setText(last)
        self._state.setText(said)
        self._mark.show_icon(icon, tone)
        if self.renew.hasFocus() and not line.empty:
            self.now.setFocus(Qt.FocusReason.OtherFocusReason)
        self.renew.setVisible(line.empty)
        self.setAccessibleName(joined(line.name, kind, last, said))
