"""Settings: whether the office can let whoever works here in again, and who read the code."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from liaison_app.actions import office_codes
from liaison_app.errors import LiaisonError
from liaison_app.language.catalogues import _
from ui.pages import exchange_words
from ui.text import joined
from ui.widgets.buttons import button, flat
from ui.widgets.labels import heading, small, text
from ui.widgets.layout import card, flow

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.desk import Desk


class OfficeCard:
    """The code that the office keeps: what it is, who can read it, who did."""

    def __init__(self, shell: Desk) -> None:
        self._shell, self._workspace = shell, shell.workspace
        self._inside = QWidget()
        self._box = QVBoxLayout(self._inside)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        self.switch = button("", self._turn)
        self.renew = flat(_("Make another code for the office"), self._renew, icon="refresh")
        buttons = QWidget()
        buttons.setLayout(flow(self.switch, self.renew))
        self.frame = card(heading(_("If you forget your passphrase")), self._inside, buttons)

    def read(self) -> None:
        """Show how things stand."""
        found = office_codes.standing(self._workspace)
        while item := self._box.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for said in office_codes.words(found):
            self._box.addWidget(text(said))
        today = self._workspace.today()
        for one in found.looks:
            when = exchange_words.moment(one.at, today)
            self._box.addWidget(
                small(joined(_("Read by {name}").format(name=one.who), when, one.how_checked))
            )
        self.switch.setText(
            _("Keep no codes any more") if found.on else _("Let the office keep codes")
        )
        self.switch.setVisible(found.may_switch)
        self.renew.setVisible(found.since is not None)

    def control(self, name: str) -> QWidget | None:
        """The control of this name."""
        return {"office": self.switch, "office_renew": self.renew}.get(name)

    def _turn(self) -> None:
        on = not office_codes.standing(self._workspace).on
        said = (
            _("Each laptop keeps a code for the office once it hears of it, and its owner is told.")
            if on
            else _("Each laptop withdraws its code once it hears of it.")
        )
        self._do(partial(office_codes.switch, self._workspace, on=on), said)

    def _renew(self) -> None:
        said = _("The former code opens this laptop no more. The office gets the new one.")
        self._do(partial(office_codes.renew, self._workspace), said)

    def _do(self, act: Callable[[], None], said: str) -> None:
        try:
            act()
        except LiaisonError as error:
            self._shell.trouble(error)
            return
        self.read()
        self._shell.done(said)
