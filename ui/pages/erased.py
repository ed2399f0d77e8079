"""Erasing for good, what was erased, and how long things are kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from liaison_app.actions import erasing, erasure_sheet, erasures, keeping
from liaison_app.actions.packet_places import refuse_target, write_whole
from liaison_app.errors import LiaisonError
from liaison_app.language.catalogues import _
from liaison_app.records.keeping import ErasureRule
from ui.pages.erased_ask import AskCard
from ui.pages.erased_lists import DueCard, ErasedCard, TimesCard
from ui.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.layout import Page
from ui.widgets.panels import ConfirmPanel

if TYPE_CHECKING:
    from liaison_app.actions.erasing import Erased, Parts, Preview
    from liaison_app.workspace import Touched, Workspace
    from ui.jobs import Report
    from ui.shell import Shell

_CONCERN = frozenset(("erasure", "retention_rule", "legal_hold"))


class ErasedPage(Page):
    """What a coordinator erases; everybody may read what was."""

    name = "erased"

    def __init__(self, shell: Shell) -> None:
        super().__init__(_("Erased for good"))
        self._shell = shell
        self._household = self._code = ""
        self.problem = Banner("", Tone.DANGER)
        self.problem.hide()
        self.ask = AskCard()
        self.ask.confirmed.connect(self._erase)
        self.ask.dismissed.connect(self._dismiss)
        self.ask.kept.connect(self._keep)
        self.ask.freed.connect(self._free)
        self.ask.wanted.connect(self._look_at)
        self.again = ConfirmPanel(
            _("May this be kept again?"),
            _(
                "What was erased stays erased. But an import or a colleague can write it down"
                " anew from now on."
            ),
            _("Yes, it may be kept"),
            danger=True,
        )
        self.again.confirmed.connect(self._lift)
        self.due = DueCard(shell, self._look)
        self.erased = ErasedCard(shell, self._save, self._print, self._ask_again)
        self.times = TimesCard(shell)
        for part in (self.problem, self.ask, self.again):
            self.body.addWidget(part)
        for section in (self.due, self.erased, self.times):
            self.body.addWidget(section.frame)
        self.body.addStretch(1)
        self.ask.hide()

    # --- what the window asks: `ui.shell.Page`

    def arrive(self, *, household: str = "") -> None:
        """Show the lists; with a family, what erasing it, or a part of it, would do."""
        self.problem.hide()
        self._dismiss()
        self._read()
        if household:
            self._look(household)

    def leave(self) -> None:
        """Keep nothing of a family that was looked at."""
        self._dismiss()
        self.times.forget()

    def touched(self, touched: Touched) -> None:
        """Read again what was erased, and what is due."""
        if touched.types & _CONCERN or touched.households is None:
            self._read()

    # --- inside

    def _read(self) -> None:
        for section in (self.due, self.erased, self.times):
            section.read()

    def _look(self, household: str) -> None:
        self._household = household
        self._look_at("", "")

    def _look_at(self, person: str, only: str) -> None:
        """Look at what erasing the family would do, or one person of it, or one kind of record."""
        household = self._household
        subject = ("person", person) if person else ("household", household)
        self.problem.hide()

        def work(view: Workspace, _report: Report) -> tuple[Preview, Parts]:
            seen = erasing.preview(view, *subject, only)
            return seen, erasing.parts(view, household, person)

        self._shell.job(work, self._asked, label="", failed=self._failed)

    def _asked(self, found: tuple[Preview, Parts]) -> None:
        self.times.frame.hide()  # its keys are those of the question meanwhile
        self.ask.show_preview(*found)

    def _dismiss(self) -> None:
        self.ask.clear()
        self.times.frame.show()

    def _erase(self) -> None:
        seen, form, chosen = self.ask.seen, self.ask.form, self.ask.rule
        values = form.values() if form else None
        if seen is None or chosen is None or values is None:
            return
        rule = next(one for one in ErasureRule if one.value == chosen.value())
        typed = str(values["typed"])

        def work(view: Workspace, _report: Report) -> Erased:
            return erasing.erase(view, seen, typed, rule)

        self._shell.job(work, self._done, label=_("Erasing"), failed=self._failed)

    def _keep(self) -> None:
        values = self.ask.why_kept.values() if self.ask.why_kept else None
        if values is None:
            return
        try:
            keeping.hold(self._shell.workspace, self._household, str(values["reason"] or ""))
        except LiaisonError as error:
            self._failed(error)
            return
        self._look(self._household)

    def _free(self) -> None:
        try:
            keeping.end_hold(self._shell.workspace, self._household)
        except LiaisonError as error:
            self._failed(error)
            return
        self._look(self._household)

    def _done(self, done: Erased) -> None:
        self.problem.hide()
        self._dismiss()
        self._read()
        words = _("Erased. From now on it is called {code}.").format(code=done.code)
        self._shell.done(words)

    def _failed(self, error: LiaisonError) -> None:
        self.problem.say(str(error), Tone.DANGER)
        self.problem.show()
        self.show_whole(self.problem)

    def _ask_again(self, code: str) -> None:
        self._code = code
        self.again.ask()

    def _lift(self) -> None:
        try:
            erasing.lift(self._shell.workspace, self._code)
        except LiaisonError as error:
            self._failed(error)

    def _print(self, code: str) -> None:
        try:
            erasure_sheet.send_to_printer(self._shell.workspace, code)
        except LiaisonError as error:
            self._failed(error)
            return
        self._shell.done(_("Sent to the printer."))

    def _save(self, code: str) -> None:
        start = str(Path.home() / f"{code}.pdf")
        chosen, _kind = QFileDialog.getSaveFileName(
            self,
            _("What to collect"),
            start,
            ";;".join((_("Page (*.pdf)"), _("Table (*.csv)"))),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if not chosen:
            return
        workspace = self._shell.workspace
        try:
            refuse_target(workspace, Path(chosen), force=False)
            if Path(chosen).suffix.lower() == ".csv":
                content = erasures.account(workspace, code).encode("utf-8-sig")
            else:
                content = erasure_sheet.pdf(workspace, code)
            write_whole(Path(chosen), content, code)
        except LiaisonError as error:
            self._failed(error)
            return
        self._shell.done(_("Written. It holds codes and no names."))
