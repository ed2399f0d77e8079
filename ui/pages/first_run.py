"""The first run: who works here, a passphrase, and the recovery code on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate_ltr
from ui import jobs
from ui.entry import EntryPage, field
from ui.widgets.buttons import flat, primary
from ui.widgets.labels import small
from ui.widgets.new_passphrase import NewPassphrase
from ui.widgets.recovery_code import RecoveryCode

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.actions.workspaces import Made
    from liaison_app.errors import LiaisonError
    from ui.pages.unlock import WaysOut


class FirstRunPage(EntryPage):
    """Makes a workspace in `folder` and opens it."""

    def __init__(self, folder: Path, ways: WaysOut) -> None:
        super().__init__(
            _("Welcome to Liaison"),
            _("Everything you write stays on this computer, encrypted. Who works here?"),
        )
        self._folder, self._ways = folder, ways
        self.person, self.team = QLineEdit(), QLineEdit()
        self.passphrase = NewPassphrase()
        self.passphrase.entered.connect(self.make)
        self.button = primary(_("Make the workspace"), self.make)
        self._form = [
            self.person,
            self.team,
            self.passphrase,
            self.button,
            flat(_("Join a team"), lambda: ways.show_page("join")),
            flat(_("Open a workspace that is there already"), ways.choose_folder),
            flat(_("Restore from a backup"), lambda: ways.show_page("restore")),
        ]
        self.put(field(_("Your name"), self.person), field(_("Your team"), self.team))
        self.put(self.passphrase, self.button)
        self.put_answer()
        self.put(*self._form[4:])
        self.put(
            small(_("The workspace is made in {folder}.").format(folder=isolate_ltr(str(folder))))
        )
        self.start_at(self.person)

    def make(self) -> None:
        """Make the workspace from what is typed, or say what is missing."""
        for control, words in (
            (self.person, _("Write your name.")),
            (self.team, _("Write the name of your team.")),
        ):
            if not control.text().strip():
                self.say_problem(words)
                control.setFocus()
                return
        passphrase = self.passphrase.value()
        if not passphrase:
            return
        person, team, folder = self.person.text(), self.team.text(), self._folder

        def create(_report: jobs.Report) -> Made:
            from liaison_app.actions import workspaces  # noqa: PLC0415  (after the first paint)

            return workspaces.create(folder, person=person, team=team, passphrase=passphrase)

        self._enable(on=False)
        self.say_problem("")
        self.show_busy(True, _("Making the workspace"))
        jobs.start(self, create, done=self._made, failed=self._refused)

    def _made(self, made: Made) -> None:
        self.show_busy(False)
        self.passphrase.clear()
        self.restart(_("Your recovery code"))

        def confirmed() -> None:
            made.workspace.put_setting("recovery_confirmed", "1")
            self._ways.entered(made.workspace, full=True)

        self.code = RecoveryCode(made.recovery_code, confirmed)
        self.put(self.code)
        self.start_at(self.code.written)

    def _refused(self, error: LiaisonError) -> None:
        self._enable(on=True)
        self.show_busy(False)
        self.say_problem(str(error))

    def _enable(self, *, on: bool) -> None:
        for control in self._form:
            control.setEnabled(on)
