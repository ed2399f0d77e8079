"""The privacy shade: nothing is seen until the PIN or passphrase is given.

The workspace stays open underneath and long work goes on; the pages are hidden, not destroyed, so
that the text cursor is where it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from liaison_app.actions import locking, workspaces
from liaison_app.errors import LiaisonError, Locked
from liaison_app.language.catalogues import _
from ui import jobs
from ui.entry import EntryPage, field
from ui.widgets.buttons import flat, primary
from ui.widgets.fields import SecretField
from ui.widgets.layout import column

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison_app.workspace import Workspace


class Shade(EntryPage):
    """Covers the open workspace.

    Args:
        workspace: the open workspace, whose PIN or passphrase is asked for.
        uncover: called once it was given.
        lock: locks the workspace.
        forget: locks it so that only the passphrase opens it.
        tries: how many wrong PINs are left; after the last comes `forget`.
    """

    def __init__(
        self,
        workspace: Workspace,
        uncover: Callable[[], object],
        lock: Callable[[], object],
        forget: Callable[[], object],
        tries: locking.PinTries,
    ) -> None:
        super().__init__("Liaison", _("The screen is covered."))
        self._workspace, self._uncover, self._forget = workspace, uncover, forget
        self._tries = tries
        self._wrong, self._running = 0, False
        self._pin = locking.has_pin(workspace)
        label = _("PIN") if self._pin else _("Passphrase")
        self.secret = SecretField(label)
        if self._pin:
            self.secret.setMaxLength(locking.PIN_DIGITS)
            self.secret.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
            self.secret.textChanged.connect(self._typed)
        self.secret.returnPressed.connect(self.try_secret)
        self.button = primary(_("Show the screen"), self.try_secret, icon="eye")
        part = QWidget()
        part.setLayout(column(field(label, self.secret), self.button, spacing=12))
        self.put(part)
        self.put_answer()
        self.put(flat(_("Lock instead"), lock, icon="lock"))
        self.start_at(self.secret)

    def try_secret(self) -> None:
        """Show the screen if what is typed is right."""
        typed = self.secret.text()
        if not typed or self._running or not self.button.isEnabled():
            return
        workspace, tries, by_pin = self._workspace, self._tries, self._pin

        def prove(_report: jobs.Report) -> None:
            if by_pin:
                locking.prove_pin(workspace, typed, tries)
            else:
                workspaces.prove(workspace, typed)

        self._running = True
        self.show_busy(True, _("Unlocking"))
        jobs.start(self, prove, done=lambda _none: self._uncover(), failed=self._refused)

    def _typed(self, typed: str) -> None:
        if len(typed) == locking.PIN_DIGITS:
            self.try_secret()

    def _refused(self, error: LiaisonError) -> None:
        self._running = False
        self.show_busy(False)
        self.secret.clear()
        if isinstance(error, Locked):
            self._forget()
            return
        self._wrong += 1
        self.say_problem(str(error))
        if not self._pin:  # a PIN has its five tries instead of a delay
            self.button.setEnabled(False)
            wait = locking.delay_after(self._wrong) * 1000
            QTimer.singleShot(wait, self, lambda: self.button.setEnabled(True))
        self.secret.setFocus(Qt.FocusReason.OtherFocusReason)
