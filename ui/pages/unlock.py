"""The lock page: passphrase or PIN, and the ways to another workspace or a forgotten passphrase.

Before its first paint nothing but Qt and the standard library is loaded; everything else is
imported in a thread while the passphrase is typed.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from liaison_app.actions.locking import PIN_DIGITS, delay_after
from liaison_app.errors import LiaisonError, Locked, WrongPassphrase
from liaison_app.language.catalogues import _, ngettext
from ui import jobs
from ui.entry import EntryPage, field
from ui.qt import override
from ui.widgets.buttons import flat, primary
from ui.widgets.fields import SecretField
from ui.widgets.layout import column

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QShowEvent

    from liaison_app.actions.locking import Sealed
    from liaison_app.workspace import Workspace
    from ui.widgets.layout import Part

_WARM_AFTER_MS = 60  # the first paint is over


class WaysOut(Protocol):
    """Where the lock page leads."""

    def entered(self, workspace: Workspace, *, full: bool) -> None:
        """The workspace is open; `full` if by passphrase, not by PIN."""

    def show_page(self, name: str) -> None:
        """Show another page before the workspace: `recover`, `restore`, `join` or `start`."""

    def choose_folder(self) -> None:
        """Ask for the folder of another workspace."""


class UnlockPage(EntryPage):
    """Opens the workspace in `folder`.

    Args:
        folder: the workspace.
        ways: where the page leads.
        sealed: the key under a PIN, if the workspace was locked a short while ago.
        tick_ms: length of a second of delay; tests make it short.
    """

    def __init__(
        self,
        folder: Path,
        ways: WaysOut,
        sealed: Sealed | None = None,
        *,
        tick_ms: int = 1000,
    ) -> None:
        super().__init__("Liaison", _("The notes on this computer are locked."))
        self._folder, self._ways, self._sealed = folder, ways, sealed
        self._wrong, self._wait, self._warmed = 0, 0, False
        self._running = False
        self._clock = QTimer(self, interval=tick_ms)
        self._clock.timeout.connect(self._tick)
        self.pin = SecretField(_("PIN"))
        self.pin.setMaxLength(PIN_DIGITS)
        self.pin.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.pin.textChanged.connect(self._pin_typed)
        self.passphrase = SecretField(_("Passphrase"))
        self.passphrase.returnPressed.connect(self.try_passphrase)
        self.button = primary(_("Unlock"), self.try_passphrase, icon="lock-open")
        self._use_passphrase = flat(_("Use the passphrase instead"), self._without_pin)
        self._ways_out = [
            flat(_("Forgot it? Use the recovery code"), lambda: ways.show_page("recover")),
            flat(_("Choose another workspace"), ways.choose_folder),
            flat(_("Restore from a backup"), lambda: ways.show_page("restore")),
        ]
        self._pin_part = _part(field(_("PIN"), self.pin, _("Six digits")), self._use_passphrase)
        self._passphrase_part = _part(field(_("Passphrase"), self.passphrase), self.button)
        self.put(self._pin_part, self._passphrase_part)
        self.put_answer()
        self.put(*self._ways_out)
        self._show_way(pin=sealed is not None)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._warmed:
            self._warmed = True
            QTimer.singleShot(_WARM_AFTER_MS, self, warm_up)

    def try_passphrase(self) -> None:
        """Open the workspace with what is typed, unless a delay runs."""
        typed = self.passphrase.text()
        if self._running or self._wait:
            return
        if not typed:
            self.say_problem(_("Type your passphrase."))
            return
        folder = self._folder

        def unlock(_report: jobs.Report) -> Workspace:
            from liaison_app.actions import workspaces  # noqa: PLC0415  (after the first paint)

            return workspaces.unlock(folder, typed)

        self._run(unlock, full=True)

    def _pin_typed(self, typed: str) -> None:
        sealed = self._sealed
        if len(typed) < PIN_DIGITS or sealed is None or self._running:
            return
        folder = self._folder

        def unlock(_report: jobs.Report) -> Workspace:
            from liaison_app.actions import locking  # noqa: PLC0415
            from liaison_app.workspace import now_utc  # noqa: PLC0415

            return locking.unlock_with_pin(sealed, typed, folder, clock=now_utc)

        self._run(unlock, full=False)

    def _run(self, unlock: Callable[[jobs.Report], Workspace], *, full: bool) -> None:
        self._running = True
        self.say_problem("")
        self._enable(on=False)
        self.show_busy(True, _("Unlocking"))
        jobs.start(
            self,
            unlock,
            done=lambda workspace: self._entered(workspace, full=full),
            failed=self._refused,
        )

    def _entered(self, workspace: Workspace, *, full: bool) -> None:
        self.passphrase.clear()
        self.pin.clear()
        self._ways.entered(workspace, full=full)

    def _refused(self, error: LiaisonError) -> None:
        self._running = False
        self.show_busy(False)
        self._enable(on=True)
        self.pin.clear()
        self.say_problem(str(error))
        if isinstance(error, Locked):
            self._without_pin()
        elif isinstance(error, WrongPassphrase) and not self.pin.isVisible():
            self._wrong += 1
            self._wait = delay_after(self._wrong)
            self._clock.start()
            self._say_delay()
            self.passphrase.selectAll()
        self.start_at(self.pin if self._sealed else self.passphrase)

    def _without_pin(self) -> None:
        if self._sealed:
            self._sealed.drop()
            self._sealed = None
        self._show_way(pin=False)

    def _show_way(self, *, pin: bool) -> None:
        self._pin_part.setVisible(pin)
        self._passphrase_part.setVisible(not pin)
        self.start_at(self.pin if pin else self.passphrase)

    def _enable(self, *, on: bool) -> None:
        for control in (self.pin, self.passphrase, self.button, *self._ways_out):
            control.setEnabled(on)

    def _tick(self) -> None:
        self._wait -= 1
        self._say_delay()

    def _say_delay(self) -> None:
        self.button.setEnabled(not self._wait)
        if self._wait > 0:
            words = ngettext(
                "Try again in {count} second", "Try again in {count} seconds", self._wait
            )
            self.button.setText(words.format(count=self._wait))
            return
        self._clock.stop()
        self.button.setText(_("Unlock"))


def warm_up() -> threading.Thread:
    """Load what the open workspace needs, in a thread, while the passphrase is typed."""
    thread = threading.Thread(target=_load, name="warm-up", daemon=True)
    thread.start()
    return thread


def _load() -> None:
    """Import what the first page after unlocking needs, and let it read what it reads once."""
    from datetime import UTC, date, datetime  # noqa: PLC0415

    import nacl.bindings  # noqa: F401, PLC0415

    import ui.desk  # noqa: PLC0415  (and with it the store)
    import ui.lock  # noqa: PLC0415
    import ui.pages.today  # noqa: F401, PLC0415
    from liaison_app.language import dates, languages  # noqa: PLC0415

    dates.format_date(date(2000, 1, 1), weekday=True)
    dates.format_time(datetime(2000, 1, 1, tzinfo=UTC))
    languages.name_of("es", "en")


def _part(*parts: Part) -> QWidget:
    made = QWidget()
    made.setLayout(column(*parts, spacing=12))
    return made
