"""Offering families to a colleague: whose, which, to whom, and what goes along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from liaison_app.actions import family_hand_over
from liaison_app.actions import family_hand_over_lists as lists
from liaison_app.actions.family_hand_over_work import words
from liaison_app.errors import LiaisonError
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.names import isolate
from ui.text import joined, plain
from ui.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.button_words import CheckBox
from ui.widgets.buttons import flat, primary
from ui.widgets.chip_group import ChipGroup, Option
from ui.widgets.drop_down import DropDown
from ui.widgets.labels import Label, heading, small
from ui.widgets.layout import SteadyColumn, flow, labelled

if TYPE_CHECKING:
    from ui.shell import Shell

_MOST = 100  # families in one list; whoever has more hands them over in parts
NEW, FORMER = "new", "former"


class OfferForm(QWidget):
    """Asks what an offer needs, and makes it.

    Signals:
        offered: the families are offered.
        dismissed: nothing is.
    """

    offered = Signal()
    dismissed = Signal()

    def __init__(self, shell: Shell, household: str = "") -> None:
        super().__init__()
        self._shell = shell
        self._chosen_first = household
        self.families: dict[str, CheckBox] = {}
        self._givers = lists.givers(shell.workspace)
        self.giver = DropDown(
            _("Whose families"),
            (Option(one, plain(_giver_words(name, count))) for one, name, count in self._givers),
        )
        self.giver.chosen.connect(self._read)
        self.receiver = DropDown(_("To whom"))
        self.receiver.chosen.connect(self._explain)
        self.note = QLineEdit()
        self.note.setAccessibleName(_("What to know"))
        self.visits = _keeper(_("Planned visits: who makes them"))
        self.steps = _keeper(_("Open promises and follow-ups: who keeps them"))
        self._warning = Banner("", Tone.WARN)
        self._warning.hide()
        self._problem = Banner("", Tone.DANGER)
        self._problem.hide()
        self.count = Label("", "strong", wrap=True)
        self.offer = primary(_("&Offer them"), self._offer, icon="users")
        self.everything = flat(_("Choose &all"), self._choose_all)
        self._list = QWidget()
        buttons = QWidget()
        buttons.setLayout(flow(self.offer, flat(_("Cancel"), self.dismissed.emit)))
        self._box = SteadyColumn(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(14)
        self._box.addWidget(heading(_("Offer families to a colleague")))
        self._box.addWidget(
            small(_("They stay where they are until the colleague accepts, after an exchange."))
        )
        if len(self._givers) > 1:
            self._box.addWidget(labelled(_("&Whose families"), self.giver))
        every = QWidget()
        every.setLayout(flow(self.everything))
        self._box.addWidget(every)
        self._box.addWidget(self._list)
        self._box.addWidget(self.count)
        self._box.addWidget(labelled(_("&To whom"), self.receiver))
        self._box.addWidget(self._warning)
        self._box.addWidget(labelled(_("What to &know"), self.note))
        self._box.addWidget(labelled(_("Planned &visits"), self.visits))
        self._box.addWidget(labelled(_("Open &promises"), self.steps))
        self._box.addWidget(self._problem)
        self._box.addWidget(buttons)
        self._read()
        self.setFocusProxy(self.giver if len(self._givers) > 1 else self.everything)

    def chosen(self) -> list[str]:
        """Ids of the families that are ticked."""
        return [one for one, box in self.families.items() if box.isChecked()]

    def _read(self) -> None:
        workspace = self._shell.workspace
        giver = self.giver.value()
        people = lists.colleagues(workspace, giver)
        self._without_laptop = {one.id: one.name for one in people if not one.laptop}
        self.receiver.set_choices(Option(one.id, plain(one.name)) for one in people)
        found = lists.families_of(workspace, giver)[:_MOST] if self._givers else ()
        along = lists.preview(workspace, [one for one, _name in found])
        made = QWidget()
        box = SteadyColumn(made)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        self.families = {}
        for household, name in found:
            tick = self.families[household] = CheckBox(plain(name))
            tick.setChecked(household == self._chosen_first)
            tick.toggled.connect(self._say_count)
            goes = joined(*words(along[household]))
            tick.setAccessibleDescription(goes)
            box.addWidget(tick)
            box.addWidget(small(goes))
        if not found:
            box.addWidget(small(_("No families are with you as their liaison.")))
        self._box.replaceWidget(self._list, made)
        self._list.hide()
        self._list.deleteLater()
        self._list = made
        before: QWidget = self.everything
        for tick in self.families.values():  # made after what stands below them
            QWidget.setTabOrder(before, tick)
            before = tick
        self._say_count()
        self._explain()

    def _choose_all(self) -> None:
        every = all(box.isChecked() for box in self.families.values())
        for box in self.families.values():
            box.setChecked(not every)

    def _say_count(self) -> None:
        count = len(self.chosen())
        said = ngettext("{count} family is chosen", "{count} families are chosen", count)
        self.count.setText(said.format(count=count))

    def _explain(self) -> None:
        name = self._without_laptop.get(self.receiver.value())
        said = (
            _("{name} has no laptop in the team: a coordinator answers for them.").format(
                name=isolate(name)
            )
            if name
            else ""
        )
        self._warning.say(said, Tone.WARN)

    def _offer(self) -> None:
        try:
            touched = family_hand_over.offer(
                self._shell.workspace,
                self.chosen(),
                self.receiver.value(),
                giver=self.giver.value(),
                note=self.note.text(),
                keeps_visits=self.visits.value() == FORMER,
                keeps_steps=self.steps.value() == FORMER,
            )
        except LiaisonError as error:
            self._problem.say(str(error), Tone.DANGER)
            return
        self._shell.done(_("Offered. It reaches them with the next exchange."), undo=touched.number)
        self.offered.emit()


def _keeper(name: str) -> ChipGroup:
    made = ChipGroup(
        name,
        (Option(NEW, _("The new liaison")), Option(FORMER, _("The former one still"))),
        required=True,
    )
    made.set_values(NEW)
    return made


def _giver_words(name: str, count: int) -> str:
    families = ngettext("{count} family", "{count} families", count).format(count=count)
    return joined(name, families)
