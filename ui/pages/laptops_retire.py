"""Giving this laptop back: what is in the way, what to do, and the last step when nothing is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QSpinBox, QWidget

from liaison_app.actions import retiring
from liaison_app.errors import LiaisonError
from liaison_app.language.catalogues import _
from liaison_app.language.dates import format_date
from liaison_app.language.names import isolate, isolate_ltr
from ui.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import button, flat
from ui.widgets.labels import heading, text
from ui.widgets.layout import SteadyColumn, card, flow, labelled

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison_app.actions.retiring import Going
    from ui.desk import Desk


def going_card(gone: Going, remove: Callable[[str], None]) -> QFrame:
    """Somebody gives a laptop back: an admin takes it out of the team."""
    name = isolate(gone.person)
    when = format_date(gone.said_on) if gone.said_on else ""
    take = button(_("Remove it…"), partial(remove, gone.laptop))
    take.setAccessibleDescription(name)
    return card(
        heading(_("{name} gives their laptop back").format(name=name)),
        text(_("Said on {date}. It should write nothing any more.").format(date=when)),
        _line(take),
        kind="hero",
    )


class RetireForm(QWidget):
    """Says what no colleague has yet; erases everything once a person typed four characters.

    Signals:
        dismissed: the laptop stays.
    """

    dismissed = Signal()

    def __init__(self, shell: Desk) -> None:
        super().__init__()
        self._shell = shell
        left = self.left = retiring.standing(shell.workspace)
        self._problem = Banner("", Tone.DANGER)
        self._problem.hide()
        self.tell = button(_("&Tell the admin"), self._announce)
        self.stay = flat(_("It stays in &use"), self._stay)
        self.look = button(_("&Look again"), self._again, icon="refresh")
        self.exchange = flat(_("Exchange files"), partial(shell.go, "exchange"), icon="usb")
        self.code = QLineEdit()
        self.code.setAccessibleName(_("The four characters"))
        self.lost = QSpinBox()
        self.lost.setMaximum(1_000_000)
        self.lost.setAccessibleName(_("How many may be lost"))
        self.erase = button(_("&Erase everything"), self._erase, kind="danger")
        box = SteadyColumn(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(heading(_("Give this laptop back")))
        for said in retiring.words(left):
            box.addWidget(text(said))
        if left.told:
            told = _("The admin was told on {date}.").format(date=format_date(left.told))
            box.addWidget(text(told))
        steps = [self.look, self.exchange, self.stay if left.told else self.tell]
        box.addWidget(_line(*steps))
        box.addWidget(text(retiring.erasing_words()))
        if left.count and not left.may_go:
            box.addWidget(
                text(_("If a coordinator has decided that this may be lost, write how many."))
            )
            box.addWidget(labelled(_("How &many"), self.lost))
        if left.may_go or left.count:
            box.addWidget(
                text(
                    _("Type {code} to go on: the end of this laptop's number.").format(
                        code=isolate_ltr(left.confirmation)
                    )
                )
            )
            box.addWidget(labelled(_("The &four characters"), self.code))
        self.erase.setEnabled(left.may_go or bool(left.count))
        box.addWidget(self._problem)
        box.addWidget(_line(self.erase, flat(_("Cancel"), self.dismissed.emit)))
        self.setFocusProxy(self.look)

    def _announce(self) -> None:
        self._do(retiring.announce, _("Noted. Your admin sees it after the next exchange."))

    def _stay(self) -> None:
        self._do(retiring.stay, _("Noted: the laptop stays in use."))

    def _again(self) -> None:
        self._shell.go("laptops", retire="1")

    def _do(self, act: Callable[..., None], said: str) -> None:
        try:
            act(self._shell.workspace)
        except LiaisonError as error:
            self._problem.say(str(error), Tone.DANGER)
            return
        self._shell.done(said)
        self._again()

    def _erase(self) -> None:
        force = None if self.left.may_go else self.lost.value()
        if self._shell.working():
            self._problem.say(_("Wait until the work under way is done."), Tone.DANGER)
            return
        try:
            retiring.retire(self._shell.workspace, confirm=self.code.text(), force=force)
        except LiaisonError as error:
            self._problem.say(str(error), Tone.DANGER)
            if not self._shell.workspace.shared.closed:
                return
        self._shell.owner.gone()


def _line(*parts: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(flow(*parts))
    return made
