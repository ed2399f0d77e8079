"""Print my day: everything on paper that the visits of a day need, seen before it is printed."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QWidget

from liaison_app.actions import day_prints
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.dates import format_date
from ui import jobs
from ui.pages import packet_out, print_day_out
from ui.pages.packet_making import PacketMaking
from ui.pages.packet_problems import PacketProblems, go_to_place
from ui.pages.packet_view import PacketView
from ui.pages.print_day_choices import DayChoices
from ui.pages.print_day_list import DayList
from ui.qt import override
from ui.text import joined
from ui.tokens import Tone
from ui.widgets.announce import announce
from ui.widgets.banner import Banner
from ui.widgets.buttons import button, primary, switch
from ui.widgets.layout import Columns, Page, column
from ui.widgets.panels import ConfirmPanel, EmptyState

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from liaison_app.actions.day_prints import DayPrint, Out
    from liaison_app.actions.packets import Problem
    from liaison_app.errors import LiaisonError
    from liaison_app.workspace import Touched, Workspace
    from ui.jobs import Report
    from ui.pages.print_day_choices import DayAsked
    from ui.shell import Shell


class PrintDayPage(Page):
    """What is chosen, the prints in the order of the doors, and the pages of one of them.

    The prints are made anew whenever something was chosen, and lie in memory only while the page
    is in sight.
    """

    name = "print_day"

    def __init__(self, shell: Shell) -> None:
        self.save_button = button(_("Save as P&DFs…"), self.ask_to_save, icon="device-floppy")
        self.print_button = primary(_("&Print all"), self.print_out, icon="printer")
        super().__init__(_("Print my day"), actions=(self.save_button, self.print_button))
        self._shell = shell
        self._prints: tuple[DayPrint, ...] = ()
        self._current = 0
        self._leaving: Event | None = None  # set once the prints under way have left
        self._printers: tuple[str, ...] | None = None  # None: the system was not asked yet
        self.choices = DayChoices()
        self.verdict = Banner("", Tone.OK)
        self.list = DayList()
        self.problems = PacketProblems(self._lead)
        self.preview = PacketView()
        self.confirm = ConfirmPanel(
            _("Save these prints as files?"),
            _(
                "Anybody who has the files can read them: nothing in Liaison protects them any"
                " more. Delete them once they are printed."
            ),
            _("Choose a folder…"),
            danger=False,
        )
        self._empty = EmptyState(
            "calendar-event",
            _("No visit of yours on this day"),
            _("Plan a visit on Today, and what it needs on paper stands here."),
            _("Go to Today"),
            partial(shell.go, "today"),
        )
        self._no_printer = Banner(
            _("This computer has no printer set up. Save the prints as PDFs instead."), Tone.WARN
        )
        self._making = PacketMaking(shell, self)
        self._build()
        self._listen()

    # --- what the window asks: `ui.shell.Page`

    def arrive(self, *, day: str = "") -> None:
        """Show what a day needs; what was chosen before is still chosen."""
        self._find_printers()
        self._offer(day)
        self._make(at_once=True)
        self.choices.begin()

    def leave(self) -> None:
        """Drop the pages from memory; they are made anew when one comes back."""
        self.confirm.hide()
        self._making.stop()
        self._show(())

    def touched(self, touched: Touched) -> None:
        """Make the prints anew if they may say something else now."""
        if touched.types != {"packet_issue"}:
            self._offer("")
            self._make()

    # --- doing

    def print_out(self) -> None:
        """Print what nothing stops, on the printer that is chosen."""
        prints = self.ready
        if not prints:
            self._say_wait()
            return
        printer = self.choices.printer.value()
        if self.choices.together.isVisibleTo(self) and self.choices.together.isChecked():
            self._leave_with(
                lambda view, _report: print_day_out.print_as_one(view, prints, printer),
                _("Printing"),
                _printed,
            )
            return
        self._leave_with(
            lambda view, report: print_day_out.print_out(view, prints, printer, report),
            _("Printing"),
            _printed,
        )

    def ask_to_save(self) -> None:
        """Say what files mean, then ask where."""
        if self.ready:
            self.confirm.ask()
            self.show_whole(self.confirm)
        else:
            self._say_wait()

    def save_to(self, folder: str) -> None:
        """Write what nothing stops into this folder."""
        prints = self.ready
        if prints:
            self._leave_with(
                lambda view, report: print_day_out.save(view, prints, Path(folder), report),
                _("Saving"),
                _saved,
            )

    @property
    def ready(self) -> tuple[DayPrint, ...]:
        """The prints that may leave now."""
        if self._leaving is not None and not self._leaving.is_set():
            return ()
        return tuple(one for one in self._prints if one.prepared and not one.red)

    # --- the prints

    def _offer(self, wanted: str) -> None:
        workspace = self._shell.workspace
        found = day_prints.days(workspace)
        self.choices.offer_days(found, workspace.today(), wanted)

    def _make(self, *, at_once: bool = False) -> None:
        """Make the prints that are chosen now; what is in sight is no longer what is chosen."""
        asked = self.choices.asked()
        self._prints = ()
        self._let_out()
        self.set_title(_("Print my day"), format_date(asked.day, weekday=True))
        self.verdict.hide()
        self.preview.say(_("Preparing the pages…"))
        self._making.wish_for(partial(_made, asked), at_once=at_once)

    def _show(self, prints: tuple[DayPrint, ...]) -> None:
        self._prints = prints
        self._current = next((n for n, one in enumerate(prints) if one.pages), 0)
        self.list.show_prints(prints, self._current)
        self._look(self._current)
        self._columns.setVisible(bool(prints))
        self._let_out()

    def _came(self, prints: tuple[DayPrint, ...]) -> None:
        """The prints that were wished for last are made."""
        self._show(prints)
        self._empty.setVisible(not prints)
        if prints:
            self.verdict.say(*_verdict(prints))
        else:
            self.verdict.hide()

    def _failed(self, error: LiaisonError) -> None:
        self._show(())
        self.verdict.say(str(error), Tone.DANGER)

    def _look(self, number: int) -> None:
        """Look at one of the prints."""
        self._current = number
        self.list.mark(number)
        one = self._prints[number] if number < len(self._prints) else None
        if one is None:
            self.preview.empty()
            self.problems.clear()
        elif one.prepared is None:
            self.preview.empty(_("There are no pages to show."))
            self.problems.fail(one.problems[0].why)
        else:
            self.preview.show_packet(one.prepared)
            self.problems.show_problems(one.problems, one.pages)

    # --- out of the program

    def _say_wait(self) -> None:
        """Say to ears why nothing leaves."""
        why_not = self.print_button.toolTip()
        announce(self, why_not or _("The pages are still being prepared."))

    def _leave_with(
        self,
        work: Callable[[Workspace, Report], Out],
        label: str,
        said: Callable[[int], str],
    ) -> None:
        """Let prints leave in another thread; what stays behind is still in sight afterwards."""
        over, sent = Event(), self._prints
        self._leaving = over
        self._let_out()

        def run(view: Workspace, report: Report) -> Out:
            try:
                return work(view, report)
            finally:
                over.set()

        def done(out: Out) -> None:
            if out.done:
                self._shell.done(said(len(out.done)))
            if self._prints is sent:
                self._left_over(out)

        def failed(error: LiaisonError) -> None:
            self._shell.trouble(error)
            self._let_out()

        self._shell.job(run, done, label=label, failed=failed)

    def _left_over(self, out: Out) -> None:
        """Show what did not leave; if all did, the next ones get other codes."""
        if out.trouble:
            self._shell.trouble(out.trouble)
        if not out.left:
            self._make(at_once=True)
            return
        gone = {id(one) for one, _file in out.done}
        self._show(tuple(one for one in self._prints if id(one) not in gone))
        left = _("Those that are still here can be printed now.")
        self.verdict.say(f"{out.said} {left}", Tone.WARN)

    def _ask_where(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Save these prints"), str(Path.home()))
        if chosen:
            self.save_to(chosen)
        self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _find_printers(self) -> None:
        """Ask the system once for its printers, which may take it seconds."""
        if self._printers is None:
            jobs.start(self, lambda _report: packet_out.printers(), done=self._found_printers)

    def _found_printers(self, names: tuple[str, ...]) -> None:
        self._printers = names
        self.choices.offer_printers(names, as_one=print_day_out.can_be_one())
        self._no_printer.setVisible(not names)
        self._let_out()

    # --- inside

    def _lead(self, problem: Problem) -> None:
        """Go to where a problem of the print in sight is put right."""
        at, household = problem.place, self._prints[self._current].household
        if at and at.type == "household" and at.field:
            form = {"form": "household", "id": at.id, "field": at.field}
            self._shell.go("family", household=at.id, **form)
        elif at and at.type == "question":
            self._shell.go("questions", question=at.id)
        elif not go_to_place(self._shell, problem, household):
            self.preview.show_section(problem.section)

    def _lead_of(self, number: int, problem: int) -> None:
        """Go to where a problem that the list tells of is put right."""
        self._look(number)
        self._lead(self._prints[number].problems[problem])

    def _let_out(self) -> None:
        """Offer to print and save what may leave."""
        able = bool(self.ready)
        why_not = "" if able else _("There is nothing to print.")
        no_printer = self._no_printer.words() if self._printers == () else ""
        for one, may, why in (
            (self.save_button, able, why_not),
            (self.print_button, able and not no_printer, why_not or no_printer),
        ):
            switch(one, on=may, why_not=why, instead=self.preview.area)

    def _build(self) -> None:
        self._no_printer.hide()
        self._empty.hide()
        self.verdict.hide()
        left, right = QWidget(), QWidget()
        left.setLayout(column(self.list, None, spacing=12))
        right.setLayout(column(self.problems, self.preview, spacing=12))
        self._columns = Columns(left, right, shares=(2, 3), fold=860)
        self._columns.hide()
        for part in (self.confirm, self._no_printer, self.verdict, self.choices, self._empty):
            self.body.addWidget(part)
        self.body.addWidget(self._columns, 1)

    def _listen(self) -> None:
        self.choices.changed.connect(self._make)
        self.list.shown.connect(self._look)
        self.list.led.connect(self._lead_of)
        self._making.made.connect(self._came)
        self._making.failed.connect(self._failed)
        self.confirm.confirmed.connect(self._ask_where)
        self.confirm.dismissed.connect(self.save_button.setFocus)
        shortcut = QShortcut(QKeySequence("Ctrl+P"), self)
        shortcut.setWhatsThis(_("Print all"))
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.print_out)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._shell.go("today")
            return
        super().keyPressEvent(event)


def _made(asked: DayAsked, view: Workspace, report: Report) -> tuple[DayPrint, ...]:
    return day_prints.prepare_day(
        view,
        asked.day,
        level=asked.level,
        paper=asked.paper,
        which=asked.which,
        report=report,
    )


def _verdict(prints: tuple[DayPrint, ...]) -> tuple[str, Tone]:
    """How many can be printed, and how many cannot."""
    fit = [one for one in prints if not one.red]
    pages = sum(one.pages for one in fit)
    ready = joined(
        ngettext("Ready: {count} print", "Ready: {count} prints", len(fit)).format(count=len(fit)),
        ngettext("{count} page", "{count} pages", pages).format(count=pages),
    )
    stopped = len(prints) - len(fit)
    if not stopped:
        return ready, Tone.OK
    words = ngettext(
        "{count} print is stopped and left out", "{count} prints are stopped and left out", stopped
    ).format(count=stopped)
    return joined(ready, words), Tone.WARN


def _printed(count: int) -> str:
    words = ngettext(
        "{count} print was sent to the printer.", "{count} prints were sent to the printer.", count
    )
    return words.format(count=count)


def _saved(count: int) -> str:
    words = ngettext(
        "{count} print is saved. Anybody who has the file can read it.",
        "{count} prints are saved. Anybody who has the files can read them.",
        count,
    )
    return words.format(count=count)
