"""Shared places that an invite carries: each with what opens it for that laptop alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from liaison_app.actions import remotes
from liaison_app.language.catalogues import _
from ui.pages.exchange_place_fields import OpeningFields
from ui.text import plain
from ui.widgets.button_words import CheckBox
from ui.widgets.labels import Label, small
from ui.widgets.layout import SteadyColumn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liaison_app.actions.remotes import RemoteLine


class CarriedPlaces(QWidget):
    """One switch for each place, and below it the fields of one that is chosen."""

    def __init__(self, places: Sequence[RemoteLine]) -> None:
        super().__init__()
        self.switches: dict[str, CheckBox] = {}
        self.fields: dict[str, OpeningFields] = {}
        self._by_post = False
        self._words = small("")
        box = SteadyColumn(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(Label(_("Shared places that they will use"), "strong"))
        for place in places:
            switch = self.switches[place.name] = CheckBox(plain(place.name))
            switch.toggled.connect(self._show)
            box.addWidget(switch)
            asked = remotes.signing_in(place.url)
            if asked:
                self.fields[place.name] = OpeningFields(asked)
                box.addWidget(self.fields[place.name])
        box.addWidget(self._words)
        if not places:
            self.hide()  # never shown here: without a parent it would be a window of its own
        self._show()

    def send_by_post(self, *, by_post: bool) -> None:
        """A file that is sent holds no secret; one that is handed over may."""
        self._by_post = by_post
        self._show()

    def chosen(self) -> dict[str, dict[str, str]]:
        """Each place that is chosen, with what opens it for that laptop."""
        return {
            name: self.fields[name].keys() if name in self.fields and not self._by_post else {}
            for name, switch in self.switches.items()
            if switch.isChecked()
        }

    def forget(self) -> None:
        """Empty the fields: the invite is written."""
        for made in self.fields.values():
            made.forget()

    def _show(self) -> None:
        asked = [name for name in self.fields if self.switches[name].isChecked()]
        for name, made in self.fields.items():
            made.setVisible(name in asked and not self._by_post)
        if not asked:
            words = _("With one, their laptop exchanges by itself from the first day.")
        elif self._by_post:
            words = _(
                "The file holds no password. They type theirs after joining: on the page Exchange,"
                " with Change."
            )
        else:
            words = _(
                "Type what opens the place for them: a user and a password of their own. What opens"
                " it for you is never passed on."
            )
        self._words.setText(words)
