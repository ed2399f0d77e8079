"""Exchanging over shared places, by file or by stick: out, in, and who is known to have what."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from liaison_app.actions import exchange, laptops
from liaison_app.language.catalogues import _
from ui.pages import exchange_sticks, exchange_words, exchange_work
from ui.pages.exchange_account import account_card
from ui.pages.exchange_files import MakeCard, StickCard, TakeCard
from ui.pages.exchange_places import PlacesCard
from ui.pages.exchange_state import alarm_bands, colleagues_card, standing_card
from ui.pages.laptops_requests import outside
from ui.qt import override
from ui.tokens import Tone
from ui.widgets.announce import announce
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.kept_focus import kept_focus
from ui.widgets.layout import Columns, Page, Tiles

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QShowEvent

    from liaison_app.errors import LiaisonError
    from liaison_app.workspace import Touched, Workspace
    from ui.jobs import Report
    from ui.pages.exchange_work import Account
    from ui.shell import Shell

_LOOK_FOR_STICKS_MS = 3000


class ExchangePage(Page):
    """Files out, files in, and what is known to have arrived."""

    name = "exchange"

    def __init__(self, shell: Shell) -> None:
        go = partial(shell.go, "laptops")
        self.laptops = button(_("&Laptops of the team"), go, icon="device-laptop")
        super().__init__(
            _("Exchange"),
            _("With your colleagues: over a shared place, or by files that you carry."),
            (self.laptops,),
        )
        self._shell = shell
        self.account: Account | None = None  # of the last work, once it is done
        self._over = threading.Event()  # of the last work; set in the other thread, even if stopped
        self._over.set()
        self.places = PlacesCard(shell, self.show_whole, self._read)
        self.stick = StickCard(self.swap)
        self.make = MakeCard(self._ask_target)
        self.take = TakeCard(self._ask_files, self._typed)
        self._above, self._answer = QVBoxLayout(), QVBoxLayout()
        self._main, self._side = QVBoxLayout(), QVBoxLayout()
        for box in (self._above, self._answer, self._main, self._side):
            box.setSpacing(16)
            box.setContentsMargins(0, 0, 0, 0)
        files, known = QWidget(), QWidget()
        files.setLayout(self._main)
        self._main.addWidget(self.places)
        self._main.addLayout(self._answer)
        self._main.addWidget(self.stick)
        self._main.addWidget(Tiles([self.make, self.take], narrowest=280))
        self._main.addStretch(1)
        known.setLayout(self._side)
        self.body.addLayout(self._above)
        self.body.addWidget(Columns(files, known, shares=(4, 3)), 1)
        self.setAcceptDrops(True)
        self._looking = QTimer(self, interval=_LOOK_FOR_STICKS_MS)
        self._looking.timeout.connect(self._look_for_sticks)

    # --- what the window asks: `ui.shell.Page`

    def arrive(self, **target: str) -> None:
        """Show how things stand; `path` takes that file in at once."""
        self._look_for_sticks()
        self._read()
        if "path" in target:
            self.take_in([Path(target["path"])])
        waiting = self.stick.isVisibleTo(self) and not self.places.rows
        start = self.stick.start if waiting else self.places.start
        start.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Nothing is typed here that must be kept."""

    def touched(self, touched: Touched) -> None:
        """Whatever was written is one more thing that colleagues lack, or came from them."""
        del touched
        self._read()

    def exchanged(self) -> None:
        """An exchange ended, whoever began it: the places may be other than they were."""
        self._read()

    # --- what a person does

    def make_at(self, target: Path) -> None:
        """Write a file for all colleagues."""
        if not target.suffix:
            target = target.with_name(target.name + exchange_sticks.ENDING)
        self._run(partial(_make, target), _("Making a file"))

    def take_in(self, files: Sequence[Path]) -> None:
        """Take in colleagues' files."""
        self._run(partial(_take, tuple(files)), _("Taking in"))

    def swap(self, stick: Path) -> None:
        """Take in what colleagues left on a stick, and write on it what they may lack."""
        self._run(partial(_swap, stick), _("Exchanging with the stick"))

    # --- files that are dropped on the page, or pasted

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files_of(event.mimeData().urls()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        files = _files_of(event.mimeData().urls())
        if files:
            event.acceptProposedAction()
            QTimer.singleShot(0, self, lambda: self.take_in(files))  # lets the other window go on

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._looking.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._looking.stop()

    # --- inside

    def _run(self, work: Callable[[Workspace, Report], Account], label: str) -> None:
        if not self._over.is_set():
            self._say(_("Wait until the work under way is done."), Tone.WARN)
            return
        self._over = over = threading.Event()

        def alone(view: Workspace, report: Report) -> Account:
            try:
                return work(view, report)
            finally:
                over.set()

        def failed(error: LiaisonError) -> None:
            over.set()  # it may never have begun
            _empty(self._answer)
            self._say(str(error), Tone.DANGER)

        self.account = None
        _empty(self._answer)
        self._shell.job(alone, self._done, label=label, failed=failed)

    def _done(self, account: Account) -> None:
        _empty(self._answer)
        self.account = account
        made = account_card(account, self._shell)
        self._answer.addWidget(made)
        announce(made, made.accessibleDescription())
        self.show_whole(made)
        self._read()

    def _say(self, words: str, tone: Tone) -> None:
        band = Banner("", tone)
        self._answer.addWidget(band)
        band.say(words, tone)
        self.show_whole(band)

    def _read(self) -> None:
        with kept_focus(self, self.make.start):
            self._draw()

    def _draw(self) -> None:
        workspace = self._shell.workspace
        today = workspace.today()
        status = exchange.status(workspace)
        _empty(self._above)
        for band in alarm_bands(laptops.alarms(workspace), self._dismiss):
            self._above.addWidget(band)
        told = outside(workspace)
        if told:
            self._above.addWidget(told)
        if laptops.requests(workspace):
            go, compare = partial(self._shell.go, "laptops"), _("Compare the words")
            self._above.addWidget(Banner(exchange_words.asked(), Tone.ACCENT, compare, go))
        self.places.read()
        _empty(self._side)
        invite = partial(self._shell.go, "laptops", invite="1")
        self._side.addWidget(standing_card(status, today))
        self._side.addWidget(colleagues_card(status, today, invite))
        go = partial(self._shell.go, "health")
        self._side.addWidget(button(_("&How the exchange is"), go, icon="info-circle"))
        self._side.addStretch(1)

    def _dismiss(self, number: int) -> None:
        laptops.dismiss_alarm(self._shell.workspace, number)
        self._read()
        self.make.start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look_for_sticks(self) -> None:
        sticks = exchange_sticks.sticks()
        self.stick.show_sticks(sticks)
        self.make.lead(leads=not sticks)

    def _ask_target(self) -> None:
        sticks = exchange_sticks.sticks()
        folder = sticks[0] if sticks else Path.home()
        start = exchange_sticks.free_name(folder, self._shell.workspace.today())
        chosen, _kind = QFileDialog.getSaveFileName(
            self,
            _("Make a file"),
            str(start),
            f"Liaison (*{exchange_sticks.ENDING})",
            options=QFileDialog.Option.DontConfirmOverwrite,  # what is there is never replaced
        )
        if chosen:
            self.make_at(Path(chosen))

    def _ask_files(self) -> None:
        sticks = exchange_sticks.sticks()
        folder = sticks[0] if sticks else Path.home()
        kinds = f"Liaison (*{exchange_sticks.ENDING});;{_('All files')} (*)"
        chosen, _kind = QFileDialog.getOpenFileNames(self, _("Take in a file"), str(folder), kinds)
        if chosen:
            self.take_in([Path(one) for one in chosen])

    def _typed(self, words: str) -> None:
        url = QUrl(words)
        path = url.toLocalFile() if url.isLocalFile() else words
        self.take_in([Path(path).expanduser()])


def _make(target: Path, view: Workspace, report: Report) -> Account:
    return exchange_work.make(view, report, target)


def _take(files: Sequence[Path], view: Workspace, report: Report) -> Account:
    return exchange_work.take(view, report, files)


def _swap(stick: Path, view: Workspace, report: Report) -> Account:
    return exchange_work.swap(view, report, stick)


def _files_of(urls: Sequence[QUrl]) -> list[Path]:
    found = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return [path for path in found if path.is_file()]


def _empty(box: QVBoxLayout) -> None:
    while item := box.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
