"""Reading out a laptop's code to its owner, after checking who is calling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from liaison_app.actions import office_codes
from liaison_app.errors import LiaisonError
from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate
from ui.pages.laptops_code import CodeLabel
from ui.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import flat, primary
from ui.widgets.labels import heading, text
from ui.widgets.layout import SteadyColumn, flow, labelled

if TYPE_CHECKING:
    from liaison_app.actions.laptops import LaptopLine
    from ui.desk import Desk


class ReadOut(QWidget):
    """Asks how the caller was checked, writes that down, and shows 26 characters.

    Signals:
        dismissed: it was read out, or is not to be.
    """

    dismissed = Signal()

    def __init__(self, shell: Desk, line: LaptopLine) -> None:
        super().__init__()
        self._shell, self._line = shell, line
        name = isolate(line.person)
        self.how = QLineEdit()
        self.how.setAccessibleName(_("How you checked who is calling"))
        self.how.returnPressed.connect(self.show_code)
        self._problem = Banner("", Tone.DANGER)
        self._problem.hide()
        self.show_it = primary(_("I have &checked who it is"), self.show_code)
        self.close_it = flat(_("Close"), self.dismissed.emit)
        buttons = QWidget()
        buttons.setLayout(flow(self.show_it, self.close_it))
        self._box = SteadyColumn(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(12)
        self._box.addWidget(heading(_("{name} forgot the passphrase").format(name=name)))
        self._box.addWidget(
            text(
                _(
                    "Hang up and call {name} back on a number that you know, or see them. Whoever"
                    " has the laptop and this code reads everything on it."
                ).format(name=name)
            )
        )
        self._box.addWidget(labelled(_("&How you checked"), self.how))
        self._box.addWidget(self._problem)
        self._box.addWidget(buttons)
        self.setFocusProxy(self.how)

    def show_code(self) -> None:
        """Write down that the code is read, and show it."""
        try:
            code = office_codes.show(
                self._shell.workspace, self._line.id, how_checked=self.how.text()
            )
        except LiaisonError as error:
            self._problem.say(str(error), Tone.DANGER)
            return
        self._problem.say("", Tone.OK)
        self.how.setEnabled(False)
        self.show_it.hide()
        name = isolate(self._line.person)
        self._box.insertWidget(3, CodeLabel(code))
        self._box.insertWidget(
            4,
            text(
                _(
                    "Read it out in groups. They choose “Forgot it? Use the recovery code” on the"
                    " lock page, type it, and choose a new passphrase. It works once. {name} is"
                    " told that you read it."
                ).format(name=name)
            ),
        )
        self.close_it.setFocus()
