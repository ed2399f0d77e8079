"""Taking a workspace that is there already into a team, with all that was written in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from liaison_app.actions import laptops
from liaison_app.language.catalogues import _
from ui import jobs
from ui.forms.written import keep_left_to_right
from ui.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import button, flat, primary
from ui.widgets.code_field import CodeField
from ui.widgets.labels import Label, heading
from ui.widgets.layout import SteadyColumn, column, flow, row
from ui.widgets.panels import ConfirmPanel
from ui.widgets.progress import ProgressPanel

if TYPE_CHECKING:
    from liaison_app.errors import LiaisonError
    from ui.desk import Desk


class RehomeForm(QWidget):
    """Asks for the invite and its code, warns, and joins; then the window locks.

    Signals:
        dismissed: nothing was done.
    """

    dismissed = Signal()

    def __init__(self, shell: Desk) -> None:
        super().__init__()
        self._shell = shell
        self._busy = False
        self._job: jobs.Job[None] | None = None
        self._progress = ProgressPanel()
        self._progress.cancelled.connect(self._stop)
        self.source = QLineEdit()
        keep_left_to_right(self.source)
        self.code = CodeField()
        self._problem = Banner("", Tone.DANGER)
        self._problem.hide()
        browse = button(_("Browse…"), self._browse, name=_("Browse for the invite file"))
        self.go_on = primary(_("&Join the team…"), self._ask, icon="door-enter")
        buttons = QWidget()
        buttons.setLayout(flow(self.go_on, flat(_("Cancel"), self.dismissed.emit)))
        code = Label(_("Code of the invite"), "strong")
        code.setBuddy(self.code)
        self.question = ConfirmPanel(
            _("Take everything here into that team?"),
            _(
                "All that was written in this workspace becomes part of that team's notes, and its"
                " laptops will be able to read it. It cannot be taken out again. Make a backup"
                " first."
            ),
            _("Join the team"),
            danger=True,
        )
        self.question.confirmed.connect(self._rehome)
        self.question.dismissed.connect(self.go_on.setFocus)
        warning = _(
            "For a workspace that was begun alone. It is refused if this one ever made a file for"
            " colleagues or invited anybody."
        )
        box = SteadyColumn(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(14)
        box.addWidget(heading(_("Join another team with this workspace")))
        box.addWidget(Banner(warning, Tone.WARN))
        file = Label(_("Invite &file"), "strong")
        file.setBuddy(self.source)
        box.addLayout(column(file, row(self.source, browse, stretch=0), spacing=6))
        box.addLayout(column(code, self.code, spacing=6))
        box.addWidget(self._problem)
        box.addWidget(self.question)
        box.addWidget(self._progress)
        box.addWidget(buttons)
        self.setFocusProxy(self.source)

    def _ask(self) -> None:
        self._problem.say("", Tone.DANGER)
        if not self.source.text().strip():
            self._problem.say(_("Choose the invite file."), Tone.DANGER)
            self.source.setFocus()
        elif self.code.value():
            self.question.ask()

    def _rehome(self) -> None:
        source, code = self.source.text().strip().strip("\"'"), self.code.value()
        if self._busy or not code:
            return
        if self._shell.working():  # it has to be alone with the workspace
            self._problem.say(_("Wait until the work under way is done."), Tone.WARN)
            return
        self._busy, workspace = True, self._shell.workspace

        def rehome(report: jobs.Report) -> None:
            laptops.rehome(workspace, Path(source).expanduser(), code, progress=report)

        self._job = jobs.start(
            self, rehome, done=self._joined, failed=self._refused, progress=self._progress.advance
        )
        self._progress.begin(_("Joining the team"))

    def _stop(self) -> None:
        if self._job:
            self._job.cancel()
        self._busy = False
        self._progress.finish()

    def _joined(self, _none: object) -> None:
        self._busy = False
        self._progress.finish()
        self._shell.owner.lock()  # every page shows records that have other names now

    def _refused(self, error: LiaisonError) -> None:
        self._busy = False
        self._progress.finish()
        self._problem.say(str(error), Tone.DANGER)

    def _browse(self) -> None:
        start = self.source.text() or str(Path.home())
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Invite file"), start)
        if chosen:
            self.source.setText(chosen)
            self.code.groups[0].setFocus()
