"""Shared places on the exchange page: added, tried, exchanged with, changed, forgotten."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QFrame, QVBoxLayout, QWidget

from liaison_app.actions import remotes
from liaison_app.errors import LiaisonError
from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate
from ui.pages import exchange_place_work as work
from ui.pages import exchange_sticks
from ui.pages.exchange_place_account import account_card, trial_card
from ui.pages.exchange_place_form import PlaceForm
from ui.pages.exchange_place_row import PlaceRow
from ui.tokens import Tone
from ui.widgets.announce import announce
from ui.widgets.banner import Banner
from ui.widgets.buttons import button, flat, primary
from ui.widgets.labels import IconLabel, heading, text
from ui.widgets.layout import SteadyColumn, card, flow, row
from ui.widgets.panels import ConfirmPanel
from ui.widgets.tab_order import line_up

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison_app.actions.remotes import RemoteLine, SyncDone
    from liaison_app.workspace import Workspace
    from ui.jobs import Report
    from ui.pages.exchange_place_work import Tried
    from ui.shell import Shell

T = TypeVar("T")


class PlacesCard(QWidget):
    """The places and all that can be done with them.

    Args:
        shell: the window.
        show: scrolls the page until a part is in sight.
        again: lets the page say anew how all stands, this card too.
    """

    def __init__(
        self, shell: Shell, show: Callable[[QWidget], None], again: Callable[[], None]
    ) -> None:
        super().__init__()
        self._shell, self._show, self._again = shell, show, again
        self._over = threading.Event()  # of the last work; set in the other thread
        self._over.set()
        self.done: tuple[SyncDone, ...] | None = None  # of the last exchange, once it is over
        self.form: PlaceForm | None = None
        self._holder: QFrame | None = None  # of the form
        self.rows: dict[int, PlaceRow] = {}
        self.all = primary(_("E&xchange with all now"), self.exchange, icon="arrows-exchange")
        self.add = button(_("A&dd a shared place…"), self._open_form, icon="plus")
        self.stick = flat(_("Exchange with a &stick…"), self._ask_stick, icon="usb")
        self._none = text(
            _(
                "A shared place is where your team's laptops leave their changes for each other: a"
                " folder, a stick, a server. With one, Liaison exchanges by itself."
            )
        )
        self._tools = QWidget()
        self._tools.setLayout(flow(self.all, self.add, self.stick))
        self._list = QVBoxLayout()
        self._list.setSpacing(16)
        self._list.setContentsMargins(0, 0, 0, 0)
        mark = IconLabel("world", "accent_text", 24)
        self._frame = card(
            row(mark, heading(_("Shared places")), spacing=10, stretch=1),
            self._none,
            self._list,
            self._tools,
            spacing=14,
        )
        self._said: list[QWidget] = []  # what stands in `_answer`, from above; never asked of it:
        # Python would take what it keeps for what stands later where that was
        self._answer = QVBoxLayout()
        self._answer.setSpacing(16)
        self._answer.setContentsMargins(0, 0, 0, 0)
        box = SteadyColumn(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(16)
        box.addLayout(self._answer)
        box.addWidget(self._frame)

    def read(self) -> None:
        """Show the places as they are; those that stay keep the keyboard."""
        workspace = self._shell.workspace
        today, lines = workspace.today(), remotes.remotes(workspace)
        for gone in self.rows.keys() - {line.n for line in lines}:
            former = self.rows.pop(gone)
            self._list.removeWidget(former)
            former.hide()
            former.deleteLater()
        for line in lines:
            if line.n in self.rows:
                self.rows[line.n].say(line, today)
            else:
                self.rows[line.n] = PlaceRow(line, today, self)
                self._list.addWidget(self.rows[line.n])
                self._line_up()
        self._none.setVisible(not lines)
        self.all.setVisible(len(lines) > 1)

    @property
    def start(self) -> QWidget:
        """Where the keyboard begins."""
        if len(self.rows) > 1:
            return self.all
        return next((one.now for one in self.rows.values()), self.add)

    # --- what a person does

    def exchange(self, name: str = "") -> None:
        """Exchange with a place, or with all, now."""
        label = _("Exchanging")
        if name:
            label = _("Exchanging with {place}").format(place=isolate(name))
        sticks = exchange_sticks.shared_folders()
        self._run(
            lambda view, report: work.exchange(view, report, name, sticks), self._exchanged, label
        )

    def exchange_on(self, folder: Path) -> None:
        """Exchange with a folder on a stick, now and whenever the stick is there."""
        if folder in exchange_sticks.sticks():
            folder /= exchange_sticks.SHARED
        try:
            folder.mkdir(exist_ok=True)
        except OSError:
            self._say(_("Nothing can be written there. Choose another folder."), Tone.DANGER)
            return
        url = f"folder:{folder}"
        lines = remotes.remotes(self._shell.workspace)
        known = next((line for line in lines if line.url == url), None)
        name = known.name if known else _free(folder, {line.name for line in lines})
        wanted = work.Wanted(name, url, {}, known is not None)
        self._run(
            lambda view, report: work.use_stick(view, report, wanted),
            self._exchanged,
            _("Exchanging with the stick"),
        )

    def try_out(self, name: str) -> None:
        """See whether a place does what it must."""
        self._run(
            lambda view, report: work.try_out(view, report, name),
            self._tried,
            _("Trying the shared place"),
        )

    def change(self, line: RemoteLine) -> None:
        """Ask for another address or other keys."""
        self._open(PlaceForm(self._shell, line))

    def ask_to_forget(self, line: RemoteLine) -> None:
        """Ask whether a place is to be forgotten."""
        self._ask(
            _("Forget {place}?").format(place=isolate(line.name)),
            _(
                "This laptop no longer exchanges there, and forgets what opens it. What lies there"
                " stays, encrypted; your colleagues go on using it."
            ),
            _("Forget it"),
            lambda: remotes.forget(self._shell.workspace, line.name),
            _("The shared place is forgotten."),
        )

    def ask_to_renew(self, line: RemoteLine) -> None:
        """Ask whether a place that is empty is to be used again."""
        panel = self._question(
            _("Is {place} the right place?").format(place=isolate(line.name)),
            _(
                "It held your team's changes and is empty now. If it is a drive or a stick, look"
                " first whether the right one is connected. If it was emptied, use it again:"
                " everything is put there once more."
            ),
            _("Use it again"),
            danger=False,
        )
        panel.confirmed.connect(partial(self._renew, line.name))

    # --- inside

    def _run(
        self,
        task: Callable[[Workspace, Report], T],
        then: Callable[[T], None],
        label: str,
    ) -> None:
        if not self._over.is_set():
            self._say(_("Wait until the work under way is done."), Tone.WARN)
            return
        self._over = over = threading.Event()

        def alone(view: Workspace, report: Report) -> T:
            try:
                return task(view, report)
            finally:
                over.set()

        def failed(error: LiaisonError) -> None:
            over.set()  # it may never have begun
            self._say(str(error), Tone.DANGER)
            self.read()

        self.done = None
        self._clear()
        self._shell.job(alone, then, label=label, failed=failed)

    def _exchanged(self, done: tuple[SyncDone, ...]) -> None:
        self.done = done
        self._tell(account_card(done, self._shell, self._read_it))
        self._again()

    def _line_up(self) -> None:
        """Let the Tab key come to what was added where it stands: answers, places, tools."""
        line_up(self, *self._said, *self.rows.values(), self._tools)

    def _tried(self, tried: Tried) -> None:
        mine = self._has_keyboard()
        buttons: list[QWidget] = []
        if tried.usable:
            now = partial(self.exchange, tried.name)
            buttons.append(button(_("Exchange now"), now, icon="arrows-exchange"))
        buttons.append(flat(_("I have read this"), self._read_it))
        self._tell(trial_card(tried, buttons))
        self.read()
        if mine:  # what comes next is under her hands
            buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _kept(self, tried: Tried) -> None:
        self._clear(form_too=True)
        self._tried(tried)

    def _shut_form(self) -> None:
        self._clear(form_too=True)
        self.start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _renew(self, name: str) -> None:
        def again(view: Workspace, report: Report) -> tuple[SyncDone, ...]:
            remotes.renew(view, name)
            return work.exchange(view, report, name)

        label = _("Exchanging with {place}").format(place=isolate(name))
        self._run(again, self._exchanged, label)

    def _open_form(self) -> None:
        self._open(PlaceForm(self._shell))

    def _open(self, form: PlaceForm) -> None:
        if self.form and self.form.busy:
            self.form.save.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._clear(form_too=True)
        self.form = form
        form.kept.connect(self._kept)
        form.dismissed.connect(self._shut_form)
        self._holder = card(form)
        self._answer.addWidget(self._holder)
        self._said.append(self._holder)
        self._tools.hide()  # one thing at a time; its keys are those of the form meanwhile
        self._line_up()
        self._show(self._holder)
        form.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_stick(self) -> None:
        sticks = exchange_sticks.sticks()
        start = str(sticks[0] if sticks else Path.home())
        chosen = QFileDialog.getExistingDirectory(self, _("Folder on the stick"), start)
        if chosen:
            self.exchange_on(Path(chosen))

    def _question(
        self, question: str, consequence: str, confirm: str, *, danger: bool
    ) -> ConfirmPanel:
        panel = ConfirmPanel(question, consequence, confirm, danger=danger)
        panel.dismissed.connect(self._read_it)
        self._clear()
        self._answer.insertWidget(0, panel)
        self._said.insert(0, panel)
        self._line_up()
        panel.ask()
        self._show(panel)
        return panel

    def _ask(
        self, question: str, consequence: str, confirm: str, do: Callable[[], object], said: str
    ) -> None:
        def act() -> None:
            try:
                do()
            except LiaisonError as error:
                self._say(str(error), Tone.DANGER)
                return
            self.read()
            self._shell.done(said)
            self.start.setFocus(Qt.FocusReason.OtherFocusReason)

        self._question(question, consequence, confirm, danger=True).confirmed.connect(act)

    def _tell(self, made: QFrame) -> None:
        self._clear()
        self._answer.insertWidget(0, made)
        self._said.insert(0, made)
        self._line_up()
        announce(made, f"{made.accessibleName()}. {made.accessibleDescription()}")
        self._show(made)

    def _say(self, words: str, tone: Tone) -> None:
        self._clear()
        band = Banner("", tone)
        self._answer.insertWidget(0, band)
        self._said.insert(0, band)
        band.say(words, tone)
        self._show(band)

    def _read_it(self) -> None:
        self._clear()
        self.start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _has_keyboard(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _clear(self, *, form_too: bool = False) -> None:
        """Take away what was said; a form stays with all that is typed in it."""
        focused, inside = QApplication.focusWidget(), self._has_keyboard()
        for said in [one for one in self._said if form_too or one is not self._holder]:
            self._said.remove(said)
            self._answer.removeWidget(said)
            said.hide()
            said.deleteLater()
        if form_too:
            self.form = self._holder = None
            self._tools.show()
        if inside and QApplication.focusWidget() is not focused:  # what had the keyboard is gone
            self.start.setFocus(Qt.FocusReason.OtherFocusReason)


def _free(folder: Path, taken: set[str]) -> str:
    """A name for a folder on a stick that no other place has."""
    parent = folder.parent.name if folder.name == exchange_sticks.SHARED else folder.name
    name = first = _("Stick {name}").format(name=parent or folder.name)[:50]
    number = 1
    while name in taken:
        number += 1
        name = f"{first} {number}"
    return name
