"""Prints for many families: choose, check them all, let them leave, go on where it stopped."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from liaison_app.actions import batch_families, batch_pages, batch_ways, batches
from liaison_app.actions.packets import IssueMeans
from liaison_app.errors import LiaisonError
from liaison_app.language.catalogues import _, ngettext
from ui import jobs
from ui.pages import packet_out
from ui.pages.packet_kind import PacketKind
from ui.pages.packet_problems import IN_HAND, go_to_place
from ui.pages.print_many_account import PrintManyAccount
from ui.pages.print_many_families import PrintManyFamilies
from ui.pages.print_many_how import PrintManyHow
from ui.pages.print_many_past import PrintManyPast
from ui.qt import override
from ui.tokens import Tone
from ui.widgets.announce import announce
from ui.widgets.buttons import button, primary
from ui.widgets.layout import Columns, Page, column
from ui.widgets.panels import ConfirmPanel

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from liaison_app.actions.batch_families import Units
    from liaison_app.actions.batch_log import Batch
    from liaison_app.actions.batch_pages import Account, Stop
    from liaison_app.actions.batch_ways import Way
    from liaison_app.actions.batches import Result
    from liaison_app.actions.packets import Wished
    from liaison_app.workspace import Touched, Workspace
    from ui.jobs import Report
    from ui.shell import Shell


class PrintManyPage(Page):
    """Kind, families and manner at the left; what was found and the batches before at the right."""

    name = "print_many"

    def __init__(self, shell: Shell) -> None:
        self.check_button = button(_("Check a&ll"), self.check, icon="checklist")
        self.save_button = button(_("Save as P&DFs…"), self.ask_to_save, icon="device-floppy")
        self.print_button = primary(_("&Print all"), self.ask_to_print, icon="printer")
        super().__init__(
            _("Print for several families"),
            actions=(self.check_button, self.save_button, self.print_button),
        )
        self._shell = shell
        self._over: Event | None = None  # set once what is under way has ended
        self._agreed: Callable[[], None] = lambda: None
        self.kind = PacketKind(shell.workspace, for_several=True)
        self.families = PrintManyFamilies(shell.workspace)
        self.how = PrintManyHow()
        self.account = PrintManyAccount(self._lead)
        self.past = PrintManyPast(shell.workspace)
        self.confirm: ConfirmPanel | None = None
        left, right = QWidget(), QWidget()
        left.setLayout(column(self.kind, self.families, self.how, None, spacing=12))
        right.setLayout(column(self.account, self.past, None, spacing=12))
        self.body.addWidget(Columns(left, right, shares=(1, 1), fold=900), 1)
        self.kind.kind_chosen.connect(self._show_kind)
        self.past.go_on.connect(self.go_on)
        self.past.family.connect(lambda found: shell.go("family", household=found))

    # --- what the window asks: `ui.shell.Page`

    def arrive(self, *, filter: str = "", text: str = "", kind: str = "") -> None:  # noqa: A002  (what `go` is given)
        """Offer what there is; a filter and a text of the families' list are taken over."""
        self.families.show_choices(filter, text)
        self.kind.show_kind(kind, "")
        self._show_kind()
        self.past.reload()
        jobs.start(self, lambda _report: packet_out.printers(), done=self._found_printers)
        self.kind.begin()

    def leave(self) -> None:
        """Nothing is kept but what is chosen; what is under way goes on."""
        self._ask_no_more()

    def touched(self, touched: Touched) -> None:
        """Count the families again."""
        if touched.types - {"packet_issue"}:
            self.families.show_choices()

    # --- doing

    @property
    def busy(self) -> bool:
        """Whether a batch or a check is under way."""
        return self._over is not None and not self._over.is_set()

    def check(self) -> None:
        """Pre-flight every print."""
        wishes, asked = self._wishes(), self._asked()

        def work(view: Workspace, report: Report) -> tuple[str, Account]:
            units = asked(view)
            made = batches.check(view, units.units, wishes, _in_words(report))
            found = batch_pages.account(view, made)
            words = _("{done} of {count} packets can be made.")
            return words.format(done=found.good, count=len(made)) + _without(units), found

        self._begin(work, self._checked, _("Checking"))

    def ask_to_print(self) -> None:
        """Say how many go to the printer, then print."""
        way = packet_out.Paper(self.how.printer.value())
        self._ask(_("Print them all?"), _("Print"), partial(self._run, way))

    def ask_to_save(self) -> None:
        """Say what files mean, then ask where."""
        self._ask(_("Save them all as files?"), _("Choose where…"), self._ask_where)

    def go_on(self, batch: Batch) -> None:
        """Make what is left of a batch, where it was begun."""
        way: Way = packet_out.Paper(self.how.printer.value() or batch.place)
        if batch.means is IssueMeans.SAVED:
            way = batch_ways.Folder(Path(batch.place), numbered=True)

        def work(view: Workspace, report: Report) -> tuple[Result, Account]:
            result = batches.resume(view, batch, way, _in_words(report))
            return result, batch_pages.account(view, result.made)

        self._begin(work, self._made, _("Printing"))

    def save_to(self, folder: str) -> None:
        """Write the prints into a folder."""
        self._run(batch_ways.Folder(Path(folder), numbered=True))

    # --- inside

    def _run(self, way: Way) -> None:
        wishes, asked = self._wishes(), self._asked()

        def work(view: Workspace, report: Report) -> tuple[Result, Account]:
            units = asked(view)
            result = batches.run(view, units.units, wishes, way, _in_words(report))
            return result, batch_pages.account(view, result.made)

        self._begin(work, self._made, _("Printing"))

    def _begin(
        self,
        work: Callable[[Workspace, Report], tuple[object, Account]],
        then: Callable[[tuple[object, Account]], None],
        label: str,
    ) -> None:
        self._ask_no_more()
        if self.busy:
            announce(self, _("Another batch is still under way."), urgent=True)
            return
        if self.kind.lacks_subject:
            self.account.say(_("Say first what it is about."), Tone.DANGER)
            return
        over = Event()
        self._over = over

        def run(view: Workspace, report: Report) -> tuple[object, Account]:
            try:
                return work(view, report)
            finally:  # also if the person stops it before it began, of which nobody hears
                over.set()

        self.account.say(_("Under way. You can go on with other work meanwhile."), Tone.ACCENT)
        self.show_whole(self.account.verdict)
        self._shell.job(run, then, label=label, failed=self._failed)

    def _checked(self, answer: tuple[object, Account]) -> None:
        words, found = answer
        self.account.show_account(str(words), found)

    def _made(self, answer: tuple[object, Account]) -> None:
        result, found = answer
        assert isinstance(result, batches.Result)  # noqa: S101  (what `work` gave)
        words, troubled = batches.told(result), result.trouble is not None
        self.account.show_account(words, found, troubled=troubled)
        self.past.reload()
        if not troubled:
            self._shell.done(words)

    def _failed(self, error: LiaisonError) -> None:
        self.account.say(str(error), Tone.DANGER)
        self.past.reload()

    def _wishes(self) -> Wished:
        return {
            **self.how.wishes(),
            "kind": self.kind.chosen.name,
            "options": self.kind.options(),
        }

    def _asked(self) -> Callable[[Workspace], Units]:
        """What is to be printed, to be found out in another thread."""
        kind, subject = self.kind.chosen.name, self.kind.subject_id()
        wanted, order = self.families.wanted(), self.families.chosen_order()

        def asked(view: Workspace) -> Units:
            found = batch_families.households(view, wanted)
            return batch_families.units(view, kind, found, subject=subject, order=order)

        return asked

    def _ask(self, question: str, yes: str, then: Callable[[], None]) -> None:
        """Ask before many sheets or files leave."""
        try:
            units = self._asked()(self._shell.workspace)
        except LiaisonError as error:
            self.account.say(str(error), Tone.DANGER)
            return
        self._ask_no_more()
        count = len(units.units)
        words = ngettext("{count} packet.", "{count} packets.", count).format(count=count)
        files = _(" Anybody who has the files can read them: delete them once they are printed.")
        what = words + _without(units) + (files if then == self._ask_where else "")
        self.confirm = ConfirmPanel(question, what, yes, danger=False)
        self.confirm.confirmed.connect(then)
        self.confirm.dismissed.connect(self.print_button.setFocus)
        self.body.insertWidget(0, self.confirm)
        self.confirm.ask()
        self.show_whole(self.confirm)

    def _ask_no_more(self) -> None:
        if self.confirm:
            if self.confirm.isAncestorOf(self.focusWidget() or self):
                self.check_button.setFocus(Qt.FocusReason.OtherFocusReason)
            self.confirm.hide()
            self.confirm.deleteLater()
            self.confirm = None

    def _ask_where(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, _("Folder for the files"), str(Path.home()))
        if folder:
            self.save_to(folder)
        self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_kind(self) -> None:
        self.how.show_kind(self.kind.chosen)

    def _found_printers(self, names: tuple[str, ...]) -> None:
        self.how.offer_printers(names)
        why = "" if names else _("This computer has no printer set up.")
        self.print_button.setEnabled(bool(names))
        self.print_button.setToolTip(why)
        self.print_button.setAccessibleDescription(why)

    def _lead(self, stop: Stop) -> None:
        """Go to where a family's print is put right; what is chosen here stays chosen.

        What goes from hand to hand is printed by itself: nobody hands over hundreds.
        """
        problem, kind = stop.problem, self.kind.chosen.name
        led = problem and problem.code != IN_HAND
        if not (led and problem and go_to_place(self._shell, problem, stop.household)):
            self._shell.go("packet", household=stop.household, kind=kind, subject=stop.subject)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._shell.go("families")
            return
        super().keyPressEvent(event)


def _in_words(report: Report) -> Report:
    """Tell of progress with the number and the code, which names nobody."""

    def told(done: int, total: int, code: str = "", /) -> None:
        counted = _("{done} of {count}").format(done=done, count=total)
        report(done, total, f"{counted} · {code}" if code else counted)

    return told


def _without(units: Units) -> str:
    """How many families have nothing that such a print is about, after a sentence."""
    if not units.without:
        return ""
    words = ngettext(
        "{count} family has nothing that this is about, and is left out.",
        "{count} families have nothing that this is about, and are left out.",
        units.without,
    )
    return " " + words.format(count=units.without)
