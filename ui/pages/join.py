"""Joining a team: the invite file, its code, a passphrase, the recovery sheet, and what is next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QLineEdit

from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate, isolate_ltr
from ui import jobs
from ui.entry import EntryPage, field
from ui.forms.written import keep_left_to_right
from ui.widgets.buttons import button, flat, primary
from ui.widgets.code_field import CodeField
from ui.widgets.labels import Label, small, text
from ui.widgets.layout import column, row
from ui.widgets.new_passphrase import NewPassphrase
from ui.widgets.recovery_code import RecoveryCode

if TYPE_CHECKING:
    from liaison_app.actions.laptops import Standing
    from liaison_app.actions.workspaces import Made
    from liaison_app.errors import LiaisonError
    from liaison_app.workspace import Workspace
    from ui.pages.unlock import WaysOut

    Joined = tuple[Made, Standing, list[str]]


class JoinPage(EntryPage):
    """Makes a workspace in `folder` that is part of a team, and opens it."""

    def __init__(self, folder: Path, ways: WaysOut) -> None:
        super().__init__(
            _("Join a team"),
            _("You need the invite file from a colleague, and the code that goes with it."),
        )
        self._folder, self._ways = folder, ways
        self.source = QLineEdit()
        keep_left_to_right(self.source)
        self.code = CodeField()
        self.passphrase = NewPassphrase()
        self.passphrase.entered.connect(self.join)
        self.code.filled.connect(self.passphrase.first.setFocus)
        browse = button(_("Browse…"), self._browse, name=_("Browse for the invite file"))
        self._form = [
            self.source,
            browse,
            self.code,
            self.passphrase,
            primary(_("Join the team"), self.join, icon="door-enter"),
            flat(_("Back"), lambda: ways.show_page("start"), icon="arrow-left"),
        ]
        label = Label(_("Code of the invite"), "strong")
        label.setBuddy(self.code)
        self.put(field(_("Invite file"), self.source), row(None, browse))
        self.put(column(label, self.code, spacing=4), self.passphrase, self._form[4])
        self.put_answer()
        self.put(self._form[5])
        where = isolate_ltr(str(folder))
        self.put(small(_("The workspace is made in {folder}.").format(folder=where)))
        self.start_at(self.source)

    def join(self) -> None:
        """Join with what is chosen and typed, or say what is missing."""
        source = self.source.text().strip().strip("\"'")
        if not source:
            self.say_problem(_("Choose the invite file."))
            self.source.setFocus()
            return
        code = self.code.value()
        passphrase = self.passphrase.value() if code else ""
        if not passphrase:
            return
        folder = self._folder

        def join(_report: jobs.Report) -> Joined:
            from liaison_app.actions import laptops  # noqa: PLC0415  (after the first paint)
            from ui.pages.laptops_requests import places_of  # noqa: PLC0415

            made = laptops.join(Path(source).expanduser(), code, folder, passphrase=passphrase)
            return made, laptops.standing(made.workspace), places_of(made.workspace)

        self._enable(on=False)
        self.say_problem("")
        self.show_busy(True, _("Joining the team"))
        jobs.start(self, join, done=self._joined, failed=self._refused)

    def _joined(self, found: Joined) -> None:
        made, standing, places = found
        self.show_busy(False)
        self.passphrase.clear()
        self.restart(_("Your recovery code"))

        def confirmed() -> None:
            made.workspace.put_setting("recovery_confirmed", "1")
            self._say_what_is_next(made.workspace, standing, places)

        self.new_code = RecoveryCode(made.recovery_code, confirmed)
        self.put(self.new_code)
        self.start_at(self.new_code.written)

    def _say_what_is_next(
        self, workspace: Workspace, standing: Standing, places: list[str]
    ) -> None:
        from ui.pages.laptops_requests import EightWords, next_steps  # noqa: PLC0415

        self.restart(_("You have joined {team}").format(team=isolate(standing.team)))
        self.put(*(text(words) for words in next_steps(standing, places)))
        told = _("If your office can let you in when you forget the passphrase, you are told so.")
        self.put(small(told))
        if standing.words:
            self.put(EightWords(standing.words))
        self.open = primary(
            _("Open Liaison"), lambda: self._ways.entered(workspace, full=True), icon="lock-open"
        )
        self.put(self.open)
        self.start_at(self.open)

    def _refused(self, error: LiaisonError) -> None:
        self._enable(on=True)
        self.show_busy(False)
        self.say_problem(str(error))

    def _browse(self) -> None:
        start = self.source.text() or str(Path.home())
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Invite file"), start)
        if chosen:
            self.source.setText(chosen)
            self.code.groups[0].setFocus()

    def _enable(self, *, on: bool) -> None:
        for control in self._form:
            control.setEnabled(on)
