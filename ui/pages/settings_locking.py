"""Settings: when the window locks by itself, and the PIN that opens it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSpinBox

from liaison_app.actions import locking
from liaison_app.errors import LiaisonError
from liaison_app.language.catalogues import _
from ui import look
from ui.pages.settings_look import labelled
from ui.widgets.announce import announce
from ui.widgets.buttons import button, flat
from ui.widgets.fields import SecretField
from ui.widgets.labels import Label, heading, small
from ui.widgets.layout import card, flow, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.desk import Desk


class LockingCard:
    """Minutes until the lock, and the PIN."""

    def __init__(self, shell: Desk) -> None:
        self._shell, self._workspace = shell, shell.workspace
        self.minutes = QSpinBox()
        self.minutes.setRange(1, 60)
        self.minutes.setAccessibleName(_("Lock after minutes without use"))
        self.minutes.setMaximumWidth(look.px(140))
        self.minutes.editingFinished.connect(self._keep_minutes)
        self.pin = SecretField(_("New PIN"))
        self.pin.setMaxLength(locking.PIN_DIGITS)
        self.pin.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.pin.setMaximumWidth(look.px(220))
        self.pin.returnPressed.connect(self._set_pin)
        self._state = small("")
        self._problem = Label("", "error", wrap=True)
        self._set = button(_("Set PIN"), self._set_pin)
        self._clear = flat(_("Use no PIN"), self._clear_pin)
        why = small(
            _(
                "Six digits. After you have given the passphrase, the PIN opens the lock page"
                " for up to four hours, until the program ends."
            )
        )
        self._problem.hide()
        self.frame = card(
            heading(_("Lock")),
            row(labelled(_("Lock after minutes without use"), self.minutes), None),
            small(_("The screen lock, sleep and a closed lid lock it too.")),
            row(labelled(_("PIN"), self.pin), None),
            why,
            self._problem,
            self._state,
            flow(self._set, self._clear),
        )

    def read(self) -> None:
        """Show how it stands."""
        self.minutes.setValue(locking.idle_minutes(self._workspace))
        has = locking.has_pin(self._workspace)
        self._state.setText(_("A PIN is set.") if has else _("No PIN is set."))
        self._clear.setEnabled(has)
        self.pin.clear()
        self._problem.hide()

    def control(self, name: str) -> QWidget | None:
        """The control of this name."""
        return {"minutes": self.minutes, "pin": self.pin}.get(name)

    def _keep_minutes(self) -> None:
        minutes = self.minutes.value()
        if minutes != locking.idle_minutes(self._workspace):
            locking.set_idle_minutes(self._workspace, minutes)
            self._shell.owner.set_idle_minutes(minutes)

    def _set_pin(self) -> None:
        try:
            locking.set_pin(self._workspace, self.pin.text())
        except LiaisonError as error:
            self._problem.setText(str(error))
            self._problem.show()
            announce(self._problem, str(error), urgent=True)
            self.pin.setFocus()
            return
        self.read()
        self._shell.done(_("The PIN is set."))

    def _clear_pin(self) -> None:
        locking.clear_pin(self._workspace)
        self.read()
        self._shell.done(_("There is no PIN any more."))
