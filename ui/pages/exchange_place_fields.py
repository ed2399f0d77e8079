"""What opens a shared place, in fields: secrets are typed unseen, pasted, or read from a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from liaison_app.language.catalogues import N_, _, ngettext
from ui.forms.written import keep_left_to_right
from ui.qt import override
from ui.widgets.buttons import button, flat
from ui.widgets.fields import SecretField
from ui.widgets.labels import Label, small
from ui.widgets.layout import SteadyColumn, flow, labelled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liaison_app.actions.remotes import Asked

_OF_MANY_LINES = frozenset({"private_key", "config"})
_LONGEST = 100_000  # characters of a key or of settings


class OpeningFields(QWidget):
    """One field for each thing that opens a place.

    Args:
        asked: what opens it.
        kept: whether there is something already, which an empty field leaves as it is.
    """

    def __init__(self, asked: Sequence[Asked], *, kept: bool = False) -> None:
        super().__init__()
        self.fields: dict[str, QLineEdit | SecretText] = {}
        box = SteadyColumn(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(14)
        hint = _("Leave it empty to keep what there is") if kept else ""
        for one in asked:
            made = self.fields[one.name] = _field(one, hint)
            more = [small(_(HELP[one.name]))] if one.name in HELP else []
            box.addWidget(labelled(_(one.label), made, *more))

    def keys(self) -> dict[str, str]:
        """What was given, by its names; empty ones are left out."""
        given = {
            name: made.value() if isinstance(made, SecretText) else made.text().strip()
            for name, made in self.fields.items()
        }
        return {name: value for name, value in given.items() if value}

    def forget(self) -> None:
        """Empty every field: what was typed is kept encrypted by now, or is not wanted."""
        for made in self.fields.values():
            made.clear()


HELP = {
    "endpoint": N_("Leave it empty for Amazon itself."),
    "host_key": N_("Leave it empty if you do not have it: Liaison shows it to you, and asks."),
    "config": N_("Leave it empty if rclone is set up on this laptop."),
}


class SecretText(QWidget):
    """A secret of several lines, such as a private key: pasted or read from a file, never shown."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._value = ""
        self.setAccessibleName(name)
        self._said = Label("", "small", wrap=True)
        self.paste_it = button(_("Paste"), self.paste, icon="copy", name=f"{_('Paste')}: {name}")
        self.read_it = flat(_("From a file…"), self._ask, name=f"{_('From a file…')} {name}")
        buttons = QWidget()
        buttons.setLayout(flow(self.paste_it, self.read_it))
        box = SteadyColumn(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(buttons)
        box.addWidget(self._said)
        self.setFocusProxy(self.paste_it)
        self.clear()

    def value(self) -> str:
        """The secret; "" if there is none yet."""
        return self._value

    def clear(self) -> None:
        """Forget it."""
        self.set_value("")

    def set_value(self, text: str) -> None:
        """Take this text; only how long it is is shown."""
        self._value = text.strip() + "\n" if text.strip() else ""
        lines = self._value.count("\n")
        said = ngettext("{count} line is in", "{count} lines are in", lines).format(count=lines)
        self._said.setText(said if lines else _("Nothing yet"))
        self.setAccessibleDescription(self._said.text())

    def paste(self) -> None:
        """Take what was copied."""
        self.set_value(QGuiApplication.clipboard().text()[:_LONGEST])

    def read(self, file: Path) -> None:
        """Take the text of a file."""
        try:
            with file.open(encoding="utf-8-sig") as opened:
                self.set_value(opened.read(_LONGEST))
        except (OSError, UnicodeDecodeError):
            self._said.setText(_("The file cannot be read as text. Choose another one."))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
            return
        super().keyPressEvent(event)

    def _ask(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self, self.accessibleName(), str(Path.home()))
        if chosen:
            self.read(Path(chosen))


def _field(one: Asked, hint: str) -> QLineEdit | SecretText:
    label = _(one.label)
    if one.name in _OF_MANY_LINES:
        return SecretText(label)
    made = SecretField(label) if one.secret else QLineEdit()
    made.setAccessibleName(label)
    made.setPlaceholderText(hint)
    if not one.secret:
        keep_left_to_right(made)
    return made
