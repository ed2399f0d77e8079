"""Giving a laptop of the team another role: which one, and what that means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from liaison_app.actions import laptop_roles
from liaison_app.errors import LiaisonError
from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate
from ui.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import flat, primary
from ui.widgets.chip_group import ChipGroup, Option
from ui.widgets.labels import heading
from ui.widgets.layout import SteadyColumn, flow, labelled
from ui.widgets.panels import ConfirmPanel

if TYPE_CHECKING:
    from liaison_app.actions.laptops import LaptopLine
    from ui.shell import Shell


class RoleForm(QWidget):
    """Asks for a role that the laptop does not have, and whether it is meant.

    Signals:
        given: with a sentence about what is next.
        dismissed: the laptop keeps the roles that it has.
    """

    given = Signal(str)
    dismissed = Signal()

    def __init__(self, shell: Shell, line: LaptopLine) -> None:
        super().__init__()
        self._shell, self._line = shell, line
        self._roles = {role.value: role for role in laptop_roles.lacking(shell.workspace, line.id)}
        options = tuple(Option(name, _(role.label)) for name, role in self._roles.items())
        self.role = ChipGroup(_("Role"), options, required=True)
        self._problem = Banner("", Tone.DANGER)
        self._problem.hide()
        self.give = primary(_("&Give the role…"), self._ask)
        self._box = SteadyColumn(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(14)
        said = _("Another role for {name}'s laptop").format(name=isolate(line.person))
        self._box.addWidget(heading(said))
        self._box.addWidget(labelled(_("&Role"), self.role))
        self._box.addWidget(self._problem)
        buttons = QWidget()
        buttons.setLayout(flow(self.give, flat(_("Cancel"), self.dismissed.emit)))
        self._box.addWidget(buttons)
        self._question: ConfirmPanel | None = None
        self.role.changed.connect(self._anew)
        self.setFocusProxy(self.role)

    def _ask(self) -> None:
        self._anew()
        role = self._roles.get(str(self.role.value()))
        if role is None:
            self._problem.say(_("Choose a role."), Tone.DANGER)
            self.role.setFocus()
            return
        panel = ConfirmPanel(
            laptop_roles.question(self._line.person, role),
            laptop_roles.consequence(role),
            _("Give the role"),
            danger=True,
        )
        panel.confirmed.connect(self._give)
        panel.dismissed.connect(self.give.setFocus)
        self._question = panel
        self._box.addWidget(panel)
        panel.ask()

    def _anew(self) -> None:
        """What was asked about another role is asked no more."""
        self._problem.say("", Tone.OK)
        if self._question:
            self._question.hide()
            self._question.deleteLater()
            self._question = None

    def _give(self) -> None:
        try:
            laptop_roles.give(self._shell.workspace, self._line.id, str(self.role.value()))
        except LiaisonError as error:
            self._problem.say(str(error), Tone.DANGER)
            return
        self.given.emit(laptop_roles.what_next())
