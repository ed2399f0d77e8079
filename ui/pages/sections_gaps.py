"""What was saved last and which languages lack it, with the way to the translations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from liaison_app.actions import section_gaps
from liaison_app.language.catalogues import _
from ui.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import flat
from ui.widgets.layout import column, row

if TYPE_CHECKING:
    from liaison_app.actions.section_gaps import Before, Gaps
    from liaison_app.workspace import Workspace
    from ui.jobs import Report
    from ui.shell import Shell


class SavedGaps(QWidget):
    """Stands above the section after it was saved; nothing stands there before.

    Signals:
        said: there is something to read now.
    """

    said = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._asked = 0  # how often it was asked; the last answer counts
        self._language = ""  # the one that lacks most
        self.words = Banner("", Tone.WARN)
        self.way = flat(
            _("Translations: &export and review…"),
            lambda: shell.go("review", language=self._language),
            icon="message-language",
        )
        self.setLayout(column(self.words, row(self.way, None), spacing=6))
        self.clear()

    def clear(self) -> None:
        """Say nothing, and wait for no answer."""
        self._asked += 1
        self.hide()

    def count(self, kind: str, name: str, was: Before) -> None:
        """Say in a moment which languages lack what is new in a section."""
        self._asked += 1
        number = self._asked

        def work(view: Workspace, _report: Report) -> Gaps:
            return section_gaps.after(view, kind, name, was)

        def done(gaps: Gaps) -> None:
            if number == self._asked:
                self._say(gaps)

        self._shell.job(work, done, label="")

    def _say(self, gaps: Gaps) -> None:
        lacks = gaps.gaps
        self.words.say(section_gaps.gap_words(gaps), Tone.WARN if lacks else Tone.OK)
        self.way.setVisible(bool(lacks))
        self._language = max(lacks, key=lambda one: one.lacks).tag if lacks else ""
        self.show()
        self.said.emit()
