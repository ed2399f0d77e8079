"""How the exchange is: what needs a look, who was heard when, what is where, and why it waits."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liaison_app.actions import erased_copies, gaps, health, laptops
from liaison_app.errors import LiaisonError
from liaison_app.language.catalogues import _
from ui.pages.exchange_health_cards import colleagues_card, look_card, places_card, written_card
from ui.pages.exchange_health_files import files_card
from ui.pages.exchange_health_gaps import gap_card, question
from ui.pages.exchange_state import alarm_bands
from ui.pages.family_files import Fetching
from ui.pages.laptops_requests import outside
from ui.widgets.buttons import button
from ui.widgets.kept_focus import kept_focus
from ui.widgets.layout import Columns, Page

if TYPE_CHECKING:
    from datetime import date

    from liaison_app.actions.gaps import GapLine
    from liaison_app.actions.health import Health
    from liaison_app.actions.laptops import Alarm
    from liaison_app.workspace import Touched, Workspace
    from ui.jobs import Report
    from ui.shell import Shell

Found = tuple["Health", tuple["Alarm", ...], tuple[str, ...], "date"]


class HealthPage(Page):
    """A sub-page of the exchange."""

    name = "health"

    def __init__(self, shell: Shell) -> None:
        go = partial(shell.go, "exchange")
        self.exchange = button(_("&Exchange"), go, icon="arrows-exchange")
        super().__init__(
            _("How the exchange is"),
            _("As far as this laptop knows. Nobody is asked for it."),
            (self.exchange,),
        )
        self._shell = shell
        self.found: Found | None = None
        self._above, self._left, self._right = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        for box in (self._above, self._left, self._right):
            box.setSpacing(16)
            box.setContentsMargins(0, 0, 0, 0)
        main, side = QWidget(), QWidget()
        main.setLayout(self._left)
        side.setLayout(self._right)
        self.body.addLayout(self._above)
        self.body.addWidget(Columns(main, side, shares=(1, 1)), 1)

    # --- what the window asks: `ui.shell.Page`

    def arrive(self) -> None:
        """Look anew."""
        self._look()
        self.exchange.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Nothing is typed here."""

    def touched(self, touched: Touched) -> None:
        """Whatever was written is one more thing that colleagues lack, or came from them."""
        del touched
        self._look()

    def exchanged(self) -> None:
        """An exchange ended."""
        self._look()

    # --- inside

    def _look(self) -> None:
        self._shell.job(_look, self._show, label="")

    def _show(self, found: Found) -> None:
        if found == self.found:
            return  # what is in sight stays, with the keyboard where it is
        self.found = found
        with kept_focus(self, self.exchange):
            self._draw(found)

    def _draw(self, found: Found) -> None:
        state, alarms, copies, today = found
        for box in (self._above, self._left, self._right):
            _empty(box)
        told = outside(self._shell.workspace)
        if told:
            self._above.addWidget(told)
        for band in alarm_bands(alarms, self._dismiss):
            self._above.addWidget(band)
        self._left.addWidget(look_card(state, warnings=bool(alarms)))
        for gap in state.gaps:
            if gap.may:
                self._left.addWidget(gap_card(gap, self._ask))
        self._left.addWidget(written_card(state))
        self._left.addWidget(places_card(state, copies, today, partial(self._shell.go, "exchange")))
        self._left.addStretch(1)
        self._right.addWidget(colleagues_card(state, today))
        if state.files:
            work = Fetching(self._shell, self._look)
            self._right.addWidget(files_card(state.files, work, self._family))
        self._right.addStretch(1)

    def _ask(self, gap: GapLine) -> None:
        panel = question(gap)
        panel.confirmed.connect(partial(self._give_up, gap))
        panel.dismissed.connect(self.exchange.setFocus)
        self._above.insertWidget(0, panel)
        panel.ask()
        self.show_whole(panel)

    def _give_up(self, gap: GapLine) -> None:
        try:
            done = gaps.give_up(self._shell.workspace, gap.laptop)
        except LiaisonError as error:
            self._shell.trouble(error)
            return
        self._shell.done(gaps.given_up_words(done))
        self.exchange.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look()

    def _family(self, household: str) -> None:
        self._shell.go("family", household=household)

    def _dismiss(self, number: int) -> None:
        laptops.dismiss_alarm(self._shell.workspace, number)
        self.exchange.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look()


def _look(view: Workspace, _report: Report) -> Found:
    alarms = tuple(laptops.alarms(view))
    return health.health(view), alarms, erased_copies.words(view), view.today()


def _empty(box: QVBoxLayout) -> None:
    while item := box.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
