"""A laptop was lost or stolen: what is known, what to do now, and the report on paper."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from liaison_app.actions import lost_laptop, lost_sheet, printing
from liaison_app.errors import LiaisonError
from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate
from ui.text import joined
from ui.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.button_words import CheckBox
from ui.widgets.buttons import button, flat
from ui.widgets.labels import Label, heading, small, text
from ui.widgets.layout import SteadyColumn, flow, line

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.desk import Desk

_SHOWN = 50


class LostReport(QWidget):
    """The report on the screen.

    Args:
        shell: the window.
        laptop: its id.
        remove: asks whether it is to be taken out of the team; None where that is not possible.

    Signals:
        dismissed: it was read.
    """

    dismissed = Signal()

    def __init__(self, shell: Desk, laptop: str, remove: Callable[[], None] | None) -> None:
        super().__init__()
        self._shell = shell
        found = self.found = lost_laptop.report(shell.workspace, laptop)
        self.names = CheckBox(_("With the &names of the families"))
        self._problem = Banner("", Tone.DANGER)
        self._problem.hide()
        tools: list[QWidget] = []
        if remove and not found.removed:
            tools.append(button(_("Take it out…"), remove, kind="danger"))
        if printing.can_print():
            tools.append(button(_("&Print the report"), self._print, icon="printer"))
        self.save = button(_("&Save the report…"), self._save, icon="download")
        self.close_it = flat(_("Close"), self.dismissed.emit)
        tools += [self.save, self.close_it]
        box = SteadyColumn(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        lost = _("{name}'s laptop was lost or stolen").format(name=isolate(found.person))
        box.addWidget(heading(lost))
        for label, value in lost_laptop.facts(found):
            box.addWidget(small(_("{label}: {value}").format(label=label, value=isolate(value))))
        box.addWidget(_line(*tools))
        box.addWidget(self.names)
        note = _("A saved file is not encrypted. Keep it where nobody else reads it.")
        box.addWidget(small(note))
        box.addWidget(self._problem)
        parts = (
            (_("What to do now"), found.steps),
            (_("What was on it"), (lost_laptop.counted(found), *found.detail)),
            (_("What keeps a finder out"), found.encryption),
        )
        for title, words in parts:
            box.addWidget(line())
            box.addWidget(Label(title, "strong", wrap=True))
            for number, said in enumerate(words, 1):
                box.addWidget(text(f"{number}. {said}"))
        box.addWidget(line())
        box.addWidget(Label(_("The families"), "strong", wrap=True))
        for one in found.families[:_SHOWN]:
            box.addWidget(
                small(joined(lost_laptop.family_name(one), lost_laptop.family_words(one)))
            )
        if len(found.families) > _SHOWN:
            box.addWidget(small(_("The others are in the report.")))
        self.setFocusProxy(self.save)

    def save_to(self, target: Path) -> None:
        """Write the report into a file."""
        self._do(
            partial(
                lost_sheet.save,
                self.found,
                target,
                names=self.names.isChecked(),
                sample=self._shell.workspace.practice,
            ),
            _("The report is written."),
        )

    def _print(self) -> None:
        self._do(
            partial(
                lost_sheet.send_to_printer,
                self.found,
                names=self.names.isChecked(),
                sample=self._shell.workspace.practice,
            ),
            _("The report goes to the printer."),
        )

    def _save(self) -> None:
        start = str(Path.home() / "laptop-report.pdf")
        title = _("Save the report")
        chosen, _kind = QFileDialog.getSaveFileName(self, title, start, "PDF (*.pdf)")
        if chosen:
            self.save_to(Path(chosen))

    def _do(self, put: Callable[[], None], said: str) -> None:
        try:
            put()
        except LiaisonError as error:
            self._problem.say(str(error), Tone.DANGER)
            return
        self._problem.say("", Tone.OK)
        self._shell.done(said)


def _line(*parts: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(flow(*parts))
    return made
