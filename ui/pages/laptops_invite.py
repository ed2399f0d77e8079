"""Inviting a laptop: who, as what, and whether the file is handed over or sent."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from liaison_app.actions import laptops, remotes
from liaison_app.language.catalogues import _
from liaison_app.records.governance import StaffRole
from ui.pages import exchange_sticks
from ui.pages.laptops_carry import CarriedPlaces
from ui.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import flat, primary
from ui.widgets.chip_group import ChipGroup, Option
from ui.widgets.labels import heading, small
from ui.widgets.layout import SteadyColumn, flow, labelled

if TYPE_CHECKING:
    from liaison_app.actions.laptops import Invited
    from liaison_app.errors import LiaisonError
    from liaison_app.workspace import Workspace
    from ui.jobs import Report
    from ui.shell import Shell


class InviteForm(QWidget):
    """Asks what an invite needs, and writes it.

    Signals:
        invited: with the `Invited`, whose code is nowhere else.
        dismissed: nobody is invited.
    """

    invited = Signal(object)
    dismissed = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._busy = False
        self.person = QLineEdit()
        self.person.setAccessibleName(_("Whose laptop"))
        roles = tuple(Option(role.value, _(role.label)) for role in laptops.ROLES)
        self.role = ChipGroup(_("Role"), roles, required=True)
        self.role.set_values(StaffRole.LIAISON.value)
        self.way = ChipGroup(
            _("How the file gets there"),
            (
                Option("room", _("We are in the same room"), "users"),
                Option("post", _("It is sent by post or e-mail"), "mail"),
            ),
            required=True,
        )
        self.way.set_values("room")
        self.way.changed.connect(self._explain)
        self._way_words = small("")
        self.places = CarriedPlaces(remotes.remotes(shell.workspace))
        self._problem = Banner("", Tone.DANGER)
        self._problem.hide()
        self.write = primary(_("&Write the invite file…"), self._ask_target, icon="file-export")
        buttons = QWidget()
        buttons.setLayout(flow(self.write, flat(_("Cancel"), self.dismissed.emit)))
        box = SteadyColumn(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(14)
        box.addWidget(heading(_("Invite a laptop")))
        box.addWidget(labelled(_("W&hose laptop"), self.person))
        box.addWidget(labelled(_("&Role"), self.role))
        box.addWidget(labelled(_("H&ow the file gets there"), self.way, self._way_words))
        if self.places.switches:
            box.addWidget(self.places)
        box.addWidget(self._problem)
        box.addWidget(buttons)
        self._explain()
        self.setFocusProxy(self.person)

    def write_to(self, target: Path) -> None:
        """Write the invite into a file."""
        if self._busy:
            return
        person, role = self.person.text().strip(), str(self.role.value())
        by_post = self.way.value() == "post"
        if not target.suffix:
            target = target.with_name(target.name + laptops.INVITE_SUFFIX)
        places = self.places.chosen()
        self._busy = True

        def invite(view: Workspace, _report: Report) -> Invited:
            return laptops.invite(
                view, person=person, role=role, by_post=by_post, target=target, remotes=places
            )

        self._shell.job(invite, self._written, label=_("Writing the invite"), failed=self._refused)

    def _ask_target(self) -> None:
        if not self.person.text().strip():
            self._problem.say(_("Write whose laptop it is."), Tone.DANGER)
            self.person.setFocus()
            return
        sticks = exchange_sticks.sticks()
        folder = sticks[0] if sticks else Path.home()
        chosen, _kind = QFileDialog.getSaveFileName(
            self,
            _("Write the invite file"),
            str(folder / f"liaison-invite{laptops.INVITE_SUFFIX}"),
            f"Liaison (*{laptops.INVITE_SUFFIX})",
            options=QFileDialog.Option.DontConfirmOverwrite,  # what is there is never replaced
        )
        if chosen:
            self.write_to(Path(chosen))

    def _written(self, invited: Invited) -> None:
        self._busy = False
        self.places.forget()
        self.invited.emit(invited)

    def _refused(self, error: LiaisonError) -> None:
        self._busy = False
        self._problem.say(str(error), Tone.DANGER)

    def _explain(self) -> None:
        if self.way.value() == "post":
            words = _(
                "The file holds nothing secret. They ask to be let in, and you compare eight words"
                " by phone before you say yes."
            )
        else:
            words = _(
                "You hand over the file yourself, today or tomorrow. With the code it opens your"
                " team's notes at once, so let neither out of your hands."
            )
        self._way_words.setText(words)
        self.places.send_by_post(by_post=self.way.value() == "post")
