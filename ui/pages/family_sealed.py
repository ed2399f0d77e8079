"""Sealed facts of a family: in a place of their own, shown only after the PIN or the passphrase."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from liaison_app.actions import locking, protecting, sealed_facts, workspaces
from liaison_app.actions.record_types import describe
from liaison_app.errors import LiaisonError, Locked
from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate
from ui import jobs
from ui.pages.family_section import Section, change_button, menu_button
from ui.tokens import Tone
from ui.widgets import labels
from ui.widgets.banner import Banner
from ui.widgets.buttons import button, flat
from ui.widgets.fields import SecretField
from ui.widgets.layout import column, labelled, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison_app.workspace import Workspace
    from ui.pages.family_protect import Protecting
    from ui.pages.family_section import FamilyActions

_MINUTES = 5
"""After so long the facts are hidden again, whatever is done meanwhile."""

_HERE = "sealed facts"
"""Where the keyboard stays when they are shown or hidden."""


class Keyhole(QObject):
    """Whether the sealed facts of the family on the page are open, and what it takes."""

    def __init__(self, workspace: Workspace, changed: Callable[[], object], owner: QObject) -> None:
        super().__init__(owner)
        self.workspace, self.open = workspace, False
        self._changed = changed
        self._tries = locking.PinTries()
        self._until = QTimer(self)
        self._until.setSingleShot(True)
        self._until.timeout.connect(self.hide)

    @property
    def by_pin(self) -> bool:
        """Whether the PIN is asked for: there is one, and it was not wrong five times."""
        return locking.has_pin(self.workspace) and self._tries.left > 0

    def prove(self, typed: str, _report: jobs.Report) -> None:
        """Check what was typed, in another thread.

        Raises:
            WrongPassphrase: it is wrong.
        """
        if self.by_pin:
            locking.prove_pin(self.workspace, typed, self._tries)
        else:
            workspaces.prove(self.workspace, typed)

    def show(self) -> None:
        """Open them, for a while."""
        self.open = True
        self._until.start(_MINUTES * 60_000)
        self._changed()

    def hide(self) -> None:
        """Hide them again and draw the page without them."""
        if self.shut():
            self._changed()

    def shut(self) -> bool:
        """Close them; says whether they were open. The page draws itself."""
        was, self.open = self.open, False
        self._until.stop()
        return was


def sealed(
    keyhole: Keyhole, household: str, actions: FamilyActions, protect: Protecting
) -> Section:
    """The card: closed with a way to open it, or open with what there is."""
    entries: list[tuple[str, Callable[[], object]]] = [
        (describe(name).label, partial(actions.new, name)) for name in sealed_facts.KINDS
    ]
    if protecting.may(keyhole.workspace, household):
        entries.append((_("Protect this family's address"), protect.begin))
    made = Section(_("Sealed facts"), others=(menu_button(_("Sealed facts: Add"), entries),))
    if keyhole.open:
        _open(made, keyhole, household, actions, protect)
    else:
        made.say(_("Only the family's liaison and the coordinators hold them. Nothing prints."))
        made.add(_Closed(keyhole))
    return made


def _open(
    made: Section,
    keyhole: Keyhole,
    household: str,
    actions: FamilyActions,
    protect: Protecting,
) -> None:
    found = sealed_facts.of_family(keyhole.workspace, household)
    if not found:
        made.say(_("This laptop holds no sealed facts of this family."))
    for one in found:
        said = [
            labels.text(_("{label}: {value}").format(label=label, value=isolate(value)))
            for label, value in one.lines
        ]
        words = column(labels.strong(one.kind), *said, spacing=3)
        change = partial(actions.edit, one.type, one.id)
        pencil = [change_button(one.kind, change)] if one.mine else []
        made.add(row(words, *pencil, spacing=4, stretch=0))
    if any(one.type == "protected_address" for one in found):
        street = _("What still names the street")
        made.add(row(flat(street, protect.look, icon="search"), None))
    hide = flat(_("Hide"), keyhole.hide, icon="eye-off")
    hide.setObjectName(_HERE)
    made.add(row(hide, None))


class _Closed(QWidget):
    """A button; pressed, it asks for the PIN or the passphrase in its place."""

    def __init__(self, keyhole: Keyhole) -> None:
        super().__init__()
        self._keyhole = keyhole
        words = _("PIN") if keyhole.by_pin else _("Passphrase")
        self._secret = SecretField(words)
        if keyhole.by_pin:
            self._secret.setMaxLength(locking.PIN_DIGITS)
            self._secret.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self._secret.returnPressed.connect(self._try)
        self._problem = Banner("", Tone.DANGER)
        self._problem.hide()
        self._ask = button(_("Show sealed facts"), self._begin, icon="lock")
        for one in (self._ask, self._secret):
            one.setObjectName(_HERE)
        self._go = button(_("Show"), self._try, icon="eye")
        self._entry = labelled(words, self._secret, self._go)
        self._entry.hide()
        self.setLayout(column(row(self._ask, None), self._entry, self._problem, spacing=8))

    def _begin(self) -> None:
        self._ask.hide()
        self._entry.show()
        self._secret.setFocus(Qt.FocusReason.OtherFocusReason)

    def _try(self) -> None:
        typed = self._secret.text()
        if typed and self._go.isEnabled():
            self._go.setEnabled(False)
            prove = partial(self._keyhole.prove, typed)
            jobs.start(self, prove, done=lambda _none: self._keyhole.show(), failed=self._refused)

    def _refused(self, error: LiaisonError) -> None:
        self._secret.clear()
        self._problem.say(str(error), Tone.DANGER)
        if isinstance(error, Locked):  # from now on only the passphrase will do
            self._secret.setMaxLength(1_000)
            self._secret.setAccessibleName(_("Passphrase"))
        self._go.setEnabled(True)
        self._secret.setFocus(Qt.FocusReason.OtherFocusReason)
