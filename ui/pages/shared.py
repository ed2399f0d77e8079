"""One thing that was given: who got it and why, and exactly what it was."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QTextEdit, QWidget

from liaison_app.actions import printing, shared
from liaison_app.actions.packet_places import refuse_target, write_whole
from liaison_app.actions.titles import shown_moment
from liaison_app.errors import LiaisonError
from liaison_app.language.catalogues import _
from liaison_app.language.dates import format_date
from ui.pages.packet_view import PacketView
from ui.text import joined
from ui.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.labels import Label, heading, small, strong
from ui.widgets.layout import Columns, Page, SteadyColumn, card, column

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison_app.actions.shared import SharedLine
    from liaison_app.workspace import Touched, Workspace
    from ui.jobs import Report
    from ui.shell import Shell

_MOST = 200_000  # characters of a table shown at once


@dataclass(frozen=True)
class _Pages:
    """What was given, as the view of prints takes it."""

    pdf: bytes
    pages: int
    section_pages: dict[str, int] = field(default_factory=dict)


class SharedPage(Page):
    """What was given under one code, read again from its encrypted copy."""

    name = "shared"

    def __init__(self, shell: Shell) -> None:
        self.asked_button = button(_("&Asked to delete it"), self._asked, icon="phone")
        self.deleted_button = button(_("They &deleted it"), self._deleted, icon="check")
        self.save_button = button(_("&Save a copy…"), self._save, icon="device-floppy")
        self.print_button = button(_("&Print"), self._print, icon="printer")
        buttons = (self.asked_button, self.deleted_button, self.save_button, self.print_button)
        super().__init__(_("What was shared"), actions=buttons)
        self._shell = shell
        self._code = self._household = ""
        self._content, self._ending = b"", ""
        self.problem = Banner("", Tone.DANGER)
        self.problem.hide()
        self.facts = QWidget()
        self._facts = SteadyColumn(self.facts)
        self._facts.setContentsMargins(0, 0, 0, 0)
        self._facts.setSpacing(8)
        self.view = PacketView()
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("What was given"))
        right = QWidget()
        right.setLayout(column(self.problem, self.view, self.text, spacing=12))
        self.body.addWidget(Columns(card(self.facts), right, shares=(1, 1)), 1)

    def arrive(self, *, code: str = "", household: str = "") -> None:
        """Show what was given under a code."""
        self._code, self._household = code or self._code, household or self._household
        self._draw()
        self.asked_button.setFocus()

    def leave(self) -> None:
        """Keep nothing of it in memory."""
        self._content = b""
        self.view.empty()
        self.text.clear()

    def touched(self, touched: Touched) -> None:
        """Say how it stands now."""
        if self._code and touched.types & {"disclosure_step", "disclosure", "consent"}:
            self._draw()

    def _draw(self) -> None:
        try:
            one = shared.show(self._shell.workspace, self._code)
        except LiaisonError as error:
            self._failed(error)
            return
        self.set_title(_("What was shared"), joined(one.recipient, one.purpose))
        self._tell(one)
        code = self._code

        def work(view: Workspace, report: Report) -> tuple[bytes, str]:
            return shared.content(view, code, report)

        self._let_out(able=False)
        self._shell.job(work, self._opened, label="", failed=self._failed)

    def _tell(self, one: SharedLine) -> None:
        while (item := self._facts.takeAt(0)) is not None:
            if (former := item.widget()) is not None:
                former.hide()
                former.deleteLater()
        self._facts.addWidget(heading(one.recipient))
        for label, words in (
            (_("For what"), one.purpose),
            (_("About"), one.about),
            (_("What allows it"), joined(one.basis, one.why)),
            (_("By"), joined(one.staff, shown_moment(one.at) if one.at else "")),
            (_("Until"), format_date(one.until) if one.until else ""),
            (_("Now"), _(shared.STATE_WORDS[one.state])),
            (_("Code"), one.code),
            *((shown_moment(at) if at else "", joined(what, why)) for at, what, why in one.steps),
        ):
            if words:
                self._facts.addWidget(small(label))
                made = Label(words, wrap=True)
                self._facts.addWidget(made)
        self._facts.addWidget(strong(_("Fields")))
        self._facts.addWidget(small("\n".join(shared.in_words(one.fields))))
        self._facts.addStretch(1)

    def _opened(self, found: tuple[bytes, str]) -> None:
        self._content, self._ending = found
        self.problem.hide()
        paper = self._ending == ".pdf"
        self.view.setVisible(paper)
        self.text.setVisible(not paper)
        if paper:
            pages = printing.page_count(self._content)
            self.view.show_packet(_Pages(self._content, pages))
        else:
            self.text.setPlainText(self._content.decode("utf-8-sig")[:_MOST])
        self._let_out(able=True)

    def _failed(self, error: LiaisonError) -> None:
        self.view.hide()
        self.text.hide()
        self._let_out(able=False)
        self.problem.say(str(error), Tone.DANGER)

    def _let_out(self, *, able: bool) -> None:
        self.save_button.setEnabled(able)
        self.print_button.setVisible(printing.can_print() and self._ending in {"", ".pdf"})
        self.print_button.setEnabled(able)

    def _asked(self) -> None:
        self._do(lambda: shared.asked(self._shell.workspace, self._code))

    def _deleted(self) -> None:
        self._do(lambda: shared.deleted(self._shell.workspace, self._code))

    def _print(self) -> None:
        self._do(lambda: printing.send(self._content, self._code), _("Printed"))

    def _save(self) -> None:
        start = str(Path.home() / f"{self._code}{self._ending}")
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Save a readable copy"), start)
        if chosen:
            self._do(lambda: self._put(Path(chosen)), _("Saved. This copy is readable by anybody."))

    def _put(self, target: Path) -> None:
        refuse_target(self._shell.workspace, target, force=True)
        write_whole(target, self._content, self._code)

    def _do(self, act: Callable[[], object], words: str = "") -> None:
        try:
            act()
        except LiaisonError as error:
            self._shell.trouble(error)
        else:
            self._shell.done(words or _("Written down"))
