"""A new recovery code: shown once, put on paper, and confirmed by typing four of its characters."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from liaison_app.actions import printing, recovery_sheet
from liaison_app.errors import LiaisonError
from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate_ltr
from liaison_app.workspace import SystemRandom
from ui import look
from ui.forms.written import keep_left_to_right
from ui.widgets.announce import announce
from ui.widgets.buttons import button, flat, primary
from ui.widgets.labels import Label, muted
from ui.widgets.layout import flow

if TYPE_CHECKING:
    from collections.abc import Callable

_LONG_GROUPS = 2  # the first ones have five characters, the others four


class RecoveryCode(QWidget):
    """Shows the code, then hides it and asks for one group of it.

    Args:
        code: the new code, in its groups.
        confirmed: called once the group was typed right.
    """

    def __init__(self, code: str, confirmed: Callable[[], object]) -> None:
        super().__init__()
        self._code, self._confirmed = code, confirmed
        groups = code.split("-")
        self._asked = _LONG_GROUPS + SystemRandom().getrandbits(8) % (len(groups) - _LONG_GROUPS)
        self._problem = Label("", "error", wrap=True)
        self._problem.hide()
        self._shown, self._question = self._showing(), self._asking()
        self._question.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._shown)
        box.addWidget(self._question)
        box.addWidget(self._problem)

    @property
    def asked(self) -> int:
        """Which group has to be typed, counted from 1."""
        return self._asked + 1

    def go_on(self) -> None:
        """Hide the code and ask for a group of it."""
        self._say("")
        self._shown.hide()
        self._question.show()
        self.group.setFocus()

    def confirm(self) -> None:
        """Compare what was typed with the group that was asked for."""
        typed = self.group.text().strip().upper().translate(str.maketrans("OIL", "011"))
        if typed != self._code.split("-")[self._asked]:
            self._say(_("That is not this group. Compare it with what you wrote down."))
            self.group.selectAll()
            return
        self._code = ""
        self._confirmed()

    def _showing(self) -> QWidget:
        groups = self._code.split("-")
        lines = "\n".join(isolate_ltr("  ".join(part)) for part in (groups[:3], groups[3:]))
        shown = Label(lines, selectable=True)
        shown.setFont(_fixed())
        shown.setAccessibleName(_("Recovery code: {code}").format(code=" ".join(self._code)))
        tools = [button(_("Save as PDF…"), self._save, icon="download")]
        if printing.can_print():
            tools.insert(0, button(_("Print"), self._print, icon="printer"))
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        words = _(
            "This code opens the workspace if you forget the passphrase. It is shown once."
            " Write it on paper or print it, and keep it apart from this computer."
        )
        box.addWidget(muted(words))
        box.addWidget(shown)
        holder = QWidget()
        holder.setLayout(flow(*tools))
        box.addWidget(holder)
        self.written = primary(_("I have it on paper"), self.go_on)
        box.addWidget(self.written)
        return inside

    def _asking(self) -> QWidget:
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        words = _("To be sure, type group {number} of the code: four characters.").format(
            number=self.asked
        )
        label = Label(words, "strong", wrap=True)
        self.group = QLineEdit()
        self.group.setMaxLength(8)
        self.group.setFont(_fixed())
        keep_left_to_right(self.group)
        self.group.setAccessibleName(words)
        self.group.returnPressed.connect(self.confirm)
        label.setBuddy(self.group)
        box.addWidget(label)
        box.addWidget(self.group)
        box.addWidget(primary(_("Confirm"), self.confirm))
        box.addWidget(flat(_("Show the code again"), self._again))
        box.addStretch(1)
        return inside

    def _again(self) -> None:
        self._say("")
        self.group.clear()
        self._question.hide()
        self._shown.show()
        self.written.setFocus()

    def _save(self) -> None:
        start = str(Path.home() / "recovery-sheet.pdf")
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Save the sheet"), start, "PDF (*.pdf)")
        if chosen:
            self._try(lambda: recovery_sheet.save(self._code, Path(chosen)))

    def _print(self) -> None:
        self._try(lambda: recovery_sheet.send_to_printer(self._code))

    def _try(self, put: Callable[[], None]) -> None:
        try:
            put()
        except LiaisonError as error:
            self._say(str(error))
        else:
            self._say("")

    def _say(self, words: str) -> None:
        self._problem.setText(words)
        self._problem.setVisible(bool(words))
        if words:
            announce(self._problem, words, urgent=True)


def _fixed() -> QFont:
    """A font in which no character can be taken for another."""
    made = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    made.setPixelSize(look.px(20))
    return made
