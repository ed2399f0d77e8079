"""Making a workspace again from a backup file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QLineEdit

from liaison_app.language.catalogues import _
from ui import jobs
from ui.entry import EntryPage, field
from ui.widgets.buttons import button, flat, primary
from ui.widgets.fields import SecretField
from ui.widgets.layout import row

if TYPE_CHECKING:
    from liaison_app.errors import LiaisonError
    from liaison_app.workspace import Workspace
    from ui.pages.unlock import WaysOut


class RestorePage(EntryPage):
    """Restores a backup into `folder` if that is free, else into a new one beside it."""

    def __init__(self, folder: Path, ways: WaysOut) -> None:
        super().__init__(
            _("Restore from a backup"),
            _("The workspace is made again as it was when the backup was made."),
        )
        self._ways = ways
        self.source, self.target = QLineEdit(), QLineEdit()
        self.source.setAccessibleName(_("Backup file"))
        self.target.setText(str(free_folder(folder)))
        self.passphrase = SecretField(_("Passphrase"))
        self.passphrase.returnPressed.connect(self.restore)
        browse = button(_("Browse…"), self._browse, name=_("Browse for the backup file"))
        self._form = [
            self.source,
            browse,
            self.target,
            self.passphrase,
            primary(_("Restore"), self.restore),
            flat(_("Back"), lambda: ways.show_page("start"), icon="arrow-left"),
        ]
        self.put(field(_("Backup file"), self.source), row(None, browse))
        self.put(field(_("Folder for the workspace"), self.target))
        when = _("The one in use when the backup was made.")
        self.put(field(_("Passphrase"), self.passphrase, when), self._form[4])
        self.put_answer()
        self.put(self._form[5])
        self.start_at(self.source)

    def restore(self) -> None:
        """Restore what is chosen, or say what is missing."""
        source, target = self.source.text().strip(), self.target.text().strip()
        passphrase = self.passphrase.text()
        if not source or not target or not passphrase:
            self.say_problem(_("Choose the backup file and a folder, and type the passphrase."))
            return

        def restore(_report: jobs.Report) -> Workspace:
            from liaison_app.actions import workspaces  # noqa: PLC0415  (after the first paint)

            return workspaces.restore(Path(source), Path(target), passphrase)

        self._enable(on=False)
        self.say_problem("")
        self.show_busy(True, _("Restoring"))
        jobs.start(self, restore, done=self._restored, failed=self._refused)

    def _restored(self, workspace: Workspace) -> None:
        self.passphrase.clear()
        self._ways.entered(workspace, full=True)

    def _refused(self, error: LiaisonError) -> None:
        self._enable(on=True)
        self.show_busy(False)
        self.say_problem(str(error))

    def _browse(self) -> None:
        start = self.source.text() or str(Path.home())
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Backup file"), start)
        if chosen:
            self.source.setText(chosen)

    def _enable(self, *, on: bool) -> None:
        for control in self._form:
            control.setEnabled(on)


def free_folder(folder: Path) -> Path:
    """`folder` if nothing is in it, else the first name beside it that is free."""
    found, number = folder, 1
    while found.exists() and any(found.iterdir()):
        number += 1
        found = folder.with_name(f"{folder.name}-{number}")
    return found
