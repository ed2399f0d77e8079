"""Settings: another passphrase, a new recovery code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from liaison_app.actions import workspaces
from liaison_app.errors import LiaisonError
from liaison_app.language.catalogues import _
from ui import jobs
from ui.pages.settings_look import labelled
from ui.widgets.announce import announce
from ui.widgets.buttons import button, flat, primary
from ui.widgets.fields import SecretField
from ui.widgets.labels import Label, heading, small
from ui.widgets.layout import card, flow
from ui.widgets.new_passphrase import NewPassphrase
from ui.widgets.recovery_code import RecoveryCode

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison_app.workspace import Workspace
    from ui.desk import Desk


class KeysCard:
    """Two things that need the present passphrase; each opens its own small form."""

    def __init__(self, shell: Desk) -> None:
        self._shell, self._workspace = shell, shell.workspace
        self._form = QWidget()
        self._box = QVBoxLayout(self._form)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(12)
        self._form.setMaximumWidth(560)
        self._reminder = Label("", "error", wrap=True)
        self.change = button(_("Change the passphrase…"), self._ask_passphrase, icon="key")
        self.renew = button(_("New recovery code…"), self._ask_renewal, icon="refresh")
        buttons = QWidget()
        buttons.setLayout(flow(self.change, self.renew))
        note = small(
            _("Either gives the workspace a new key: older sheets and backups keep theirs.")
        )
        self.frame = card(
            heading(_("Passphrase and recovery code")), self._reminder, note, buttons, self._form
        )
        self._form.hide()

    def read(self) -> None:
        """Close the forms; say whether the recovery code is on paper."""
        self._close()
        kept = self._workspace.practice or self._workspace.setting("recovery_confirmed") == "1"
        words = _("Nobody has confirmed that the recovery code is on paper. Make a new one.")
        self._reminder.setText("" if kept else words)
        self._reminder.setVisible(not kept)

    def control(self, name: str) -> QWidget | None:
        """The control of this name."""
        return {"passphrase": self.change, "recovery": self.renew}.get(name)

    def _ask_passphrase(self) -> None:
        new = NewPassphrase()
        present = self._open(new)

        def change() -> None:
            chosen = new.value()
            if not chosen or not present.text():
                return
            typed, workspace = present.text(), self._workspace
            self._run(lambda: workspaces.change_passphrase(workspace, typed, chosen), self._changed)

        new.entered.connect(change)
        self._finish(_("Change the passphrase"), change)

    def _ask_renewal(self) -> None:
        present = self._open(None)

        def renew() -> None:
            if present.text():
                typed, workspace = present.text(), self._workspace
                self._run(lambda: renewed(workspace, typed), self._renewed)

        present.returnPressed.connect(renew)
        self._finish(_("Make a new code"), renew)

    def _open(self, extra: QWidget | None) -> SecretField:
        self._close()
        present = SecretField(_("Present passphrase"))
        self._box.addLayout(labelled(_("Present passphrase"), present))
        if extra:
            self._box.addWidget(extra)
        self._problem = Label("", "error", wrap=True)
        self._problem.hide()
        self._box.addWidget(self._problem)
        self._form.show()
        present.setFocus()
        return present

    def _finish(self, words: str, do: Callable[[], None]) -> None:
        self._do = primary(words, do)
        answers = QWidget()
        answers.setLayout(flow(self._do, flat(_("Cancel"), self.read)))
        self._box.addWidget(answers)

    def _run(self, work: Callable[[], object], then: Callable[[object], None]) -> None:
        if self._shell.working():
            self._say(_("Wait until the work under way is done."))
            return
        self._do.setEnabled(False)
        jobs.start(self._form, lambda _report: work(), done=then, failed=self._refused)

    def _changed(self, _none: object) -> None:
        self.read()
        self._shell.done(_("The passphrase is changed. The former one opens nothing any more."))

    def _renewed(self, code: object) -> None:
        self._close()
        self._form.show()

        def confirmed() -> None:
            self._workspace.put_setting("recovery_confirmed", "1")
            self.read()
            self._shell.done(_("The new recovery code counts from now on. Destroy the old sheet."))

        shown = RecoveryCode(str(code), confirmed)
        self._box.addWidget(shown)
        shown.written.setFocus()

    def _refused(self, error: LiaisonError) -> None:
        self._do.setEnabled(True)
        self._say(str(error))

    def _say(self, words: str) -> None:
        self._problem.setText(words)
        self._problem.show()
        announce(self._problem, words, urgent=True)

    def _close(self) -> None:
        """Take the form away, with everything that was typed into it."""
        self._form.hide()
        _empty(self._box)


def renewed(workspace: Workspace, passphrase: str) -> str:
    """Make a new code, which nobody has on paper yet, whatever happens to this window meanwhile."""
    before = workspace.setting("recovery_confirmed")
    workspace.put_setting("recovery_confirmed", "")
    try:
        return workspaces.renew_recovery(workspace, passphrase)
    except LiaisonError:
        workspace.put_setting("recovery_confirmed", before)
        raise


def _empty(box: QVBoxLayout) -> None:
    while item := box.takeAt(0):
        inner = item.layout()
        if isinstance(inner, QVBoxLayout):
            _empty(inner)
        elif widget := item.widget():
            widget.hide()
            widget.deleteLater()
