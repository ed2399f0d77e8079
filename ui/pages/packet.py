"""A print of any kind on paper: choose, look at it, put right what is missing, print."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QWidget

from liaison_app.actions import packet_choices, titles
from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate, isolate_ltr
from ui import jobs
from ui.pages import packet_out
from ui.pages.packet_choices import PacketChoices
from ui.pages.packet_family import PacketFamily
from ui.pages.packet_kind import PacketKind
from ui.pages.packet_making import PacketMaking
from ui.pages.packet_problems import IN_HAND, PacketProblems, go_to_place
from ui.pages.packet_view import PacketView
from ui.qt import override
from ui.text import joined
from ui.tokens import Tone
from ui.widgets.announce import announce
from ui.widgets.banner import Banner
from ui.widgets.buttons import button, primary, switch
from ui.widgets.layout import Columns, Page, column
from ui.widgets.panels import ConfirmPanel

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from liaison_app.actions.packet_choices import Choices
    from liaison_app.actions.packets import Prepared, Problem
    from liaison_app.errors import LiaisonError
    from liaison_app.workspace import Touched, Workspace
    from ui.jobs import Report
    from ui.shell import Shell


class PacketPage(Page):
    """What is chosen, the pages as they will be printed, and what stands in their way.

    The packet is made anew whenever something was chosen, and lies in memory only while the page
    is in sight.
    """

    name = "packet"

    def __init__(self, shell: Shell) -> None:
        self.save_button = button(_("Save as P&DF…"), self.ask_to_save, icon="device-floppy")
        self.print_button = primary(_("&Print"), self.print_out, icon="printer")
        super().__init__(_("Print"), actions=(self.save_button, self.print_button))
        self._shell = shell
        self._household = self._name = ""
        self._begin = False  # the keyboard goes to the choices once they are there
        self._asked = 0  # how often it was asked what can be chosen; the last answer counts
        self._prepared: Prepared | None = None
        self._leaving: Event | None = None  # set once the last packet has left
        self._printers: tuple[str, ...] | None = None  # None: the system was not asked yet
        self.kind = PacketKind(shell.workspace)
        self.family = PacketFamily(shell.workspace)
        self.choices = PacketChoices()
        self.problems = PacketProblems(self._lead)
        self.preview = PacketView()
        self.confirm = ConfirmPanel(
            _("Save this print as a file?"),
            _(
                "Anybody who has the file can read it: nothing in Liaison protects it any more."
                " Delete it once it is printed."
            ),
            _("Choose where…"),
            danger=False,
        )
        self._no_printer = Banner(
            _("This computer has no printer set up. Save it as a PDF instead."), Tone.WARN
        )
        self._making = PacketMaking(shell, self)
        self._build()
        self._listen()

    # --- what the window asks: `ui.shell.Page`

    def arrive(self, *, household: str = "", kind: str = "", subject: str = "") -> None:
        """Show a print; what was chosen for the same family before is still chosen.

        Args:
            household: id of the family; "" for whose the subject is, or none.
            kind: name of the kind of print; "" for the one before, or a welcome packet.
            subject: id of the record that it is about.
        """
        workspace = self._shell.workspace
        household = household or self.kind.household_of(kind, subject)
        if household != self._household:
            self._forget()
            self.kind.forget_family()
            self.choices.forget()
            self.choices.hide()
        self._household = household
        self._name = titles.title(workspace, "household", household) if household else ""
        self.kind.show_kind(kind, household, subject)
        self._find_printers()
        self._begin = True
        self._show_kind()

    def _show_kind(self) -> None:
        """Show what the kind needs: first of all a family, if it is for one."""
        self._let_out(able=False)
        whole = bool(self._household) or not self.kind.chosen.for_a_family
        for part in (self._right, self.save_button, self.print_button):
            part.setVisible(whole)
        self.family.setVisible(not whole)
        if not whole:
            self._forget()
            self.choices.hide()
            if self._begin:
                self.family.begin()
            self._begin = False
            return
        if self._begin:
            self.preview.area.setFocus(Qt.FocusReason.OtherFocusReason)  # until there is a choice
        self._offer()

    def leave(self) -> None:
        """Drop the pages from memory; they are made anew when one comes back."""
        self._asked += 1
        self.confirm.hide()
        self._forget()

    def touched(self, touched: Touched) -> None:
        """Make the pages anew if they may say something else now."""
        if not self._right.isHidden() and touched.types != {"packet_issue"}:
            self._offer()

    # --- doing

    def print_out(self) -> None:
        """Print what is in sight, on the printer that is chosen."""
        prepared = self.ready
        if prepared is None:
            self._say_wait()
            return
        printer = self.choices.printer.value()

        def work(view: Workspace, report: Report) -> None:
            packet_out.print_out(view, prepared, printer, report)

        words = _("{code} was sent to the printer.").format(code=isolate_ltr(prepared.code))
        self._leave_with(work, words, _("Printing"))

    def ask_to_save(self) -> None:
        """Say what a file means, then ask where."""
        if self.ready:
            self.confirm.ask()
            self.show_whole(self.confirm)
        else:
            self._say_wait()

    def save_to(self, chosen: str) -> None:
        """Write what is in sight into this file."""
        prepared = self.ready
        if prepared is None:
            return

        def work(view: Workspace, _report: Report) -> None:
            packet_out.save(view, prepared, chosen)

        words = _("{code} is saved. Anybody who has the file can read it.")
        if prepared.booklet:
            words = _(
                "Booklet {code} is saved for paper, and beside it a file to read on a screen."
                " Anybody who has the files can read them."
            )
        self._leave_with(work, words.format(code=isolate_ltr(prepared.code)), _("Saving"))

    @property
    def ready(self) -> Prepared | None:
        """The packet in sight, if it may leave now."""
        leaving = self._leaving is not None and not self._leaving.is_set()
        prepared = None if leaving else self._prepared
        return None if prepared is None or prepared.red else prepared

    def to_family(self) -> None:
        """Go to the family's page."""
        if self._household:
            self._shell.go("family", household=self._household)
        else:
            self._shell.back()

    # --- the packet

    def _offer(self) -> None:
        """Find out in another thread what there is to choose: ten languages are read for it."""
        self._asked += 1
        household, number, kind = self._for_whom, self._asked, self.kind.chosen.name
        self._prepared = None
        self.preview.say(_("Preparing the pages…"))
        self._shell.job(
            lambda view, _report: packet_choices.choices(view, household, kind),
            partial(self._offered, number),
            label="",
            failed=partial(self._not_offered, number),
        )

    def _offered(self, number: int, found: Choices) -> None:
        if number != self._asked:
            return
        today = self._shell.workspace.today()
        self.choices.show_choices(found, self.kind.chosen, today)
        self.choices.show()
        self._prepare(at_once=True)
        if self._begin and self.preview.area.hasFocus():
            self._go_to_first()
        self._begin = False

    def _not_offered(self, number: int, error: LiaisonError) -> None:
        if number == self._asked:
            self._failed(error)

    def _prepare(self, *, at_once: bool = False) -> None:
        """Make the packet that is chosen now; what is in sight is no longer what is chosen."""
        asked = self.choices.asked()
        if asked is None:
            return
        if self.kind.lacks_subject:
            self._forget()
            self.problems.fail(_("Say first what it is about."))
            self._let_out(able=False, why_not=_("There is nothing to print."))
            return
        self._prepared = None
        self.preview.say(_("Preparing the pages…"))
        wanted = replace(
            asked,
            kind=self.kind.chosen.name,
            subject=self.kind.subject_id(),
            options=self.kind.options(),
        )
        self._making.wish(self._for_whom, wanted, at_once=at_once)

    @property
    def _for_whom(self) -> str:
        """The family, for a kind that is for one."""
        return self._household if self.kind.chosen.for_a_family else ""

    def _go_to_first(self) -> None:
        """Put the keyboard where there is something to choose."""
        if self.choices.to.isVisible() and not self.kind.lacks_subject:
            self.choices.begin()
        else:
            self.kind.begin()

    def _write_sections(self) -> None:
        self._shell.go("sections", kind=self.kind.chosen.name)

    def _kind_chosen(self) -> None:
        self._asked += 1
        self._forget()
        self._show_kind()

    def _made(self, prepared: Prepared) -> None:
        self._prepared = prepared
        self.problems.show_problems(prepared.problems, prepared.pages)
        self.preview.show_packet(prepared)
        why_not = _("Something has to be put right first.") if prepared.red else ""
        self._let_out(able=not prepared.red, why_not=why_not)

    def _failed(self, error: LiaisonError) -> None:
        self.problems.fail(str(error))
        self.preview.empty(_("There are no pages to show."))
        self._let_out(able=False, why_not=_("There is nothing to print."))

    def _forget(self) -> None:
        """Keep nothing of a packet in memory."""
        self._making.stop()
        self._prepared = None
        self.preview.empty()
        self.problems.clear()
        self._let_out(able=False)

    # --- out of the program

    def _say_wait(self) -> None:
        """Say to ears why nothing leaves; eyes see it beside the buttons or above the pages."""
        why_not = self.print_button.toolTip()
        announce(self, why_not or _("The pages are still being prepared."))

    def _leave_with(
        self, work: Callable[[Workspace, Report], None], words: str, label: str
    ) -> None:
        """Let a packet leave in another thread; the next one gets another code."""
        over, sent = Event(), self._prepared
        self._leaving = over

        def run(view: Workspace, report: Report) -> None:
            try:
                work(view, report)
            finally:  # also if the person stops it, of which nobody hears
                over.set()

        def done(_none: None) -> None:
            self._shell.done(words)
            if self._prepared is sent:
                self._prepare(at_once=True)

        self._shell.job(run, done, label=label)

    def _ask_where(self) -> None:
        prepared = self.ready
        if prepared is None:
            return
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Save this print"), packet_out.suggested(prepared.file_name), "PDF (*.pdf)"
        )
        if chosen:
            self.save_to(chosen)
        self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _find_printers(self) -> None:
        """Ask the system once for its printers, which may take it seconds."""
        if self._printers is None:
            jobs.start(self, lambda _report: packet_out.printers(), done=self._found_printers)

    def _found_printers(self, names: tuple[str, ...]) -> None:
        self._printers = names
        self.choices.offer_printers(names)
        self._no_printer.setVisible(not names)
        if self.save_button.isEnabled():
            self._let_out(able=True)

    # --- inside

    def _go_to_packet(self, household: str) -> None:
        self._shell.go("packet", household=household, kind=self.kind.chosen.name)

    def _lead(self, problem: Problem) -> None:
        """Go to where a problem is put right; what is chosen here stays chosen."""
        if problem.code == IN_HAND and problem.red:
            self.show_whole(self.choices.ask_in_hand())
        elif not go_to_place(self._shell, problem, self._for_whom):
            self.preview.show_section(problem.section)

    def _let_out(self, *, able: bool, why_not: str = "") -> None:
        """Offer to print and save what may leave; say beside the buttons why they are off."""
        named = self._name and self._for_whom
        family = _("Family: {name}").format(name=isolate(self._name)) if named else ""
        self.set_title(_("Print"), joined(family, why_not) if why_not else family)
        no_printer = self._no_printer.words() if self._printers == () else ""
        for one, may, why in (
            (self.save_button, able, why_not),
            (self.print_button, able and not no_printer, why_not or no_printer),
        ):
            switch(one, on=may, why_not=why, instead=self.preview.area)

    def _build(self) -> None:
        self._no_printer.hide()
        left, self._right = QWidget(), QWidget()
        left.setLayout(column(self.kind, self.family, self.choices, None, spacing=12))
        self._right.setLayout(column(self._no_printer, self.problems, self.preview, spacing=12))
        self.body.addWidget(self.confirm)
        self.body.addWidget(Columns(left, self._right, shares=(2, 3), fold=860), 1)

    def _listen(self) -> None:
        self.kind.kind_chosen.connect(self._kind_chosen)
        self.kind.changed.connect(self._prepare)
        self.family.chosen.connect(self._go_to_packet)
        self.choices.changed.connect(self._prepare)
        self.choices.sections.to_write.connect(self._write_sections)
        self._making.made.connect(self._made)
        self._making.failed.connect(self._failed)
        self.confirm.confirmed.connect(self._ask_where)
        self.confirm.dismissed.connect(self.save_button.setFocus)
        shortcut = QShortcut(QKeySequence("Ctrl+P"), self)
        shortcut.setWhatsThis(_("Print"))
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.print_out)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.to_family()
            return
        super().keyPressEvent(event)
