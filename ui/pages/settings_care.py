"""Settings: backups and their age, restoring, checking that everything is in order."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from liaison_app.actions import care, old_backups, workspaces
from liaison_app.language.catalogues import _, ngettext
from ui.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.labels import heading, small
from ui.widgets.layout import card, flow

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace
    from ui.desk import Desk
    from ui.jobs import Report

OLD_AFTER_DAYS = 7


class CareCard:
    """Backup, restore, check."""

    def __init__(self, shell: Desk) -> None:
        self._shell, self._workspace = shell, shell.workspace
        self._age = Banner("", Tone.OK)
        self.backup = button(_("Back up now…"), self._back_up, icon="device-floppy")
        self._restore = button(_("Restore from a backup…"), shell.owner.restore, icon="history")
        self._check = button(_("Check everything"), self._check_all, icon="shield-check")
        buttons = QWidget()
        self._erased = button(_("Erased for good…"), lambda: shell.go("erased"), icon="trash")
        buttons.setLayout(flow(self.backup, self._restore, self._check, self._erased))
        self._found = Banner("", Tone.OK)
        self._found.hide()
        self._checking = False
        note = small(
            _(
                "A backup is one encrypted file. Keep it on another device. It opens with the"
                " passphrase or recovery code of when it was made."
            )
        )
        self._old = Banner("", Tone.WARN, _("They are deleted"), self._deleted)
        self._old.hide()
        parts = (self._age, self._old, note, buttons, self._found)
        self.frame = card(heading(_("Backup and care")), *parts)

    def read(self) -> None:
        """Say how old the last backup is, and which hold what was erased since."""
        days = care.days_since_backup(self._workspace)
        if days is None:
            words, old = _("There is no backup yet. If this computer breaks, all is lost."), True
        else:
            words = ngettext(
                "The last backup was made {count} day ago.",
                "The last backup was made {count} days ago.",
                days,
            ).format(count=days)
            words, old = words if days else _("A backup was made today."), days > OLD_AFTER_DAYS
        self._age.say(words, Tone.WARN if old else Tone.OK)
        self._old.say(old_backups.words(self._workspace), Tone.WARN)

    def _deleted(self) -> None:
        """Somebody says that the backups which hold what was erased are gone."""
        left = old_backups.deleted(self._workspace)
        self.read()
        self._shell.done(left or _("Good. They are not asked about any more."))

    def control(self, name: str) -> QWidget | None:
        """The control of this name."""
        return {"backup": self.backup}.get(name)

    def _back_up(self) -> None:
        day = self._workspace.today().isoformat()
        start = str(Path.home() / f"liaison-{day}.liaison-backup")
        chosen, _kind = QFileDialog.getSaveFileName(
            self.frame, _("Back up now"), start, options=QFileDialog.Option.DontConfirmOverwrite
        )
        if not chosen:
            return

        def write(view: Workspace, _report: Report) -> int:
            return care.backup(view, Path(chosen))

        self._shell.job(write, self._written, label=_("Backing up"))

    def _written(self, size: int) -> None:
        self.read()
        megabytes = max(1, round(size / 1_000_000))
        self._shell.done(_("The backup is written: {size} MB.").format(size=megabytes))

    def _check_all(self) -> None:
        if self._checking:  # a button that is switched off loses the keyboard, and the page jumps
            return
        self._checking = True
        self._found.hide()

        def check(view: Workspace, report: Report) -> tuple[str, ...]:
            return workspaces.check(view, deep=True, progress=report).problems

        self._shell.job(check, self._checked, label=_("Checking everything"), failed=self._stopped)

    def _checked(self, problems: tuple[str, ...]) -> None:
        self._checking = False
        words = " ".join(problems) if problems else _("Everything is in order.")
        self._found.say(words, Tone.DANGER if problems else Tone.OK)

    def _stopped(self, error: Exception) -> None:
        self._checking = False
        self._found.say(str(error), Tone.DANGER)
