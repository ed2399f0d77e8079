"""The way in when the passphrase is forgotten: the code on paper, a new passphrase, a new code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.language.catalogues import _
from ui import jobs
from ui.entry import EntryPage
from ui.widgets.buttons import flat, primary
from ui.widgets.code_field import CodeField
from ui.widgets.labels import Label
from ui.widgets.layout import column
from ui.widgets.new_passphrase import NewPassphrase
from ui.widgets.recovery_code import RecoveryCode

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.actions.workspaces import Made
    from liaison_app.errors import LiaisonError
    from ui.pages.unlock import WaysOut


class RecoverPage(EntryPage):
    """Opens the workspace in `folder` with its recovery code."""

    def __init__(self, folder: Path, ways: WaysOut) -> None:
        super().__init__(
            _("Use the recovery code"),
            _("Type the code from your recovery sheet, and choose a new passphrase."),
        )
        self._folder, self._ways = folder, ways
        self.code = CodeField()
        self.passphrase = NewPassphrase()
        self.passphrase.entered.connect(self.recover)
        self.code.filled.connect(self.passphrase.first.setFocus)
        self._form = [
            self.code,
            self.passphrase,
            primary(_("Unlock"), self.recover, icon="lock-open"),
            flat(_("Back to the passphrase"), lambda: ways.show_page("start"), icon="arrow-left"),
        ]
        label = Label(_("Recovery code"), "strong")
        label.setBuddy(self.code)
        self.put(column(label, self.code, spacing=4), *self._form[1:3])
        self.put_answer()
        self.put(self._form[3])
        self.start_at(self.code)

    def recover(self) -> None:
        """Open the workspace with what is typed, or say what is wrong with it."""
        code = self.code.value()
        passphrase = self.passphrase.value() if code else ""
        if not passphrase:
            return
        folder = self._folder

        def recover(_report: jobs.Report) -> Made:
            from liaison_app.actions import workspaces  # noqa: PLC0415  (after the first paint)

            return workspaces.recover(folder, code, passphrase)

        self._enable(on=False)
        self.say_problem("")
        self.show_busy(True, _("Unlocking"))
        jobs.start(self, recover, done=self._recovered, failed=self._refused)

    def _recovered(self, made: Made) -> None:
        self.show_busy(False)
        self.passphrase.clear()
        self.restart(_("Your new recovery code"), _("The former sheet opens nothing any more."))

        def confirmed() -> None:
            made.workspace.put_setting("recovery_confirmed", "1")
            self._ways.entered(made.workspace, full=True)

        self.new_code = RecoveryCode(made.recovery_code, confirmed)
        self.put(self.new_code)
        self.start_at(self.new_code.written)

    def _refused(self, error: LiaisonError) -> None:
        self._enable(on=True)
        self.show_busy(False)
        self.say_problem(str(error))

    def _enable(self, *, on: bool) -> None:
        for control in self._form:
            control.setEnabled(on)
