"""Differences: what two people wrote without knowing of each other, as cards to be answered."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liaison_app.actions import differences
from liaison_app.errors import AlreadyAnswered, LiaisonError
from liaison_app.language.catalogues import _, ngettext
from ui.pages.differences_answer import AnswerForm
from ui.pages.differences_card import DifferenceCard
from ui.pages.differences_combine import CombineView
from ui.pages.differences_make_one import MakeOneForm
from ui.pages.stock_form import StockForm
from ui.text import joined
from ui.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import flat
from ui.widgets.layout import Page, flow
from ui.widgets.panels import EmptyState
from ui.widgets.side_panel import Beside, SidePanel

if TYPE_CHECKING:
    from liaison_app.actions.differences import Difference, Side
    from liaison_app.workspace import Touched
    from ui.shell import Shell

_AT_ONCE = 6  # cards; more when asked for


class DifferencesPage(QWidget):
    """The cards, what is urgent first, then the newest; with a family, only its own."""

    name = "differences"

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._household = ""
        self._limit = _AT_ONCE
        self.panel = SidePanel()
        self.page = Page(_("Differences"))
        self._only = Banner("", Tone.PLAIN, _("Show all"), self._show_all)
        self._list = QVBoxLayout()
        self._list.setSpacing(16)
        self._more = flat(_("Show more"), self._grow, icon="chevron-down")
        self._empty = EmptyState(
            "circle-check",
            _("Nothing waits for you"),
            _(
                "When two people write the same thing in different ways without knowing of each"
                " other, both stand here until somebody says which is right. Nothing gets lost."
            ),
        )
        self._empty.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for part in (self._only, self._empty, self._more):
            part.hide()  # until it is known what waits
        self.page.body.addWidget(self._only)
        self.page.body.addWidget(self._empty)
        self.page.body.addLayout(self._list)
        self.page.body.addWidget(self._more)
        self.page.body.addStretch(1)
        ones = QWidget()
        ones.setLayout(
            flow(
                flat(_("Two families that are one…"), partial(self._make_one, "household")),
                flat(_("Two people who are one…"), partial(self._make_one, "person")),
            )
        )
        self.page.body.addWidget(ones)
        self.cards: list[DifferenceCard] = []
        self.combining: CombineView | None = None
        self._beside = Beside(self.page, self.panel)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self._beside)

    # --- what the window asks: `ui.shell.Page`

    def arrive(self, **target: str) -> None:
        """Show what waits; with `household`, what waits in that family."""
        household = target.get("household", "")
        if household != self._household:
            self._household, self._limit = household, _AT_ONCE
            self.panel.shut()
            self._shut_combining()
        self._reload()
        if self.combining:
            self.combining.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.panel.content is None:
            self._focus_on(0)

    def leave(self) -> None:
        """Keep what is being typed."""
        if isinstance(self.panel.content, AnswerForm):
            self.panel.content.keep()
        if self.combining:
            self.combining.keep()

    def touched(self, touched: Touched) -> None:
        """Read again: any change may settle a difference or make one."""
        del touched
        self._reload()
        if self.combining:
            self.combining.read_again()

    def absorbed(self) -> bool:
        """A difference is being answered, or two texts combined."""
        return self.panel.content is not None or self.combining is not None

    # --- what a card asks: `ui.pages.differences_card.CardActions`

    def keep(self, one: Difference, side: Side) -> None:
        """Settle a difference with one side."""
        self._answer(one, keep=side.number)

    def _answer(self, one: Difference, *, keep: int | None = None, leave: bool = False) -> None:
        try:
            answered = differences.answer(
                self._shell.workspace, one.id, keep=keep, leave=leave, seen=one.seen
            )
        except AlreadyAnswered as error:
            self._shell.done(str(error))
            self._reload()
            return
        except LiaisonError as error:
            self._shell.trouble(error)
            return
        self._said(one, answered)

    def leave_it(self, one: Difference) -> None:
        """Leave all as it is, and do not ask again."""
        self._answer(one, leave=True)

    def consequence(self, one: Difference, side: Side) -> tuple[str, ...]:
        """What keeping a side does besides what it says, a line each."""
        try:
            return differences.consequence(self._shell.workspace, one.id, side.number)
        except LiaisonError:  # it is not there any more, which the answer will say
            return ()

    def write(self, one: Difference) -> None:
        """Open the form in which another value, or what was counted, is written."""
        if one.long:
            self._combine(one)
            return
        form: AnswerForm | StockForm
        try:
            if one.doubt:
                form = StockForm(self._shell.workspace, one.record, counted=True)
            else:
                form = AnswerForm(self._shell.workspace, one)
        except LiaisonError as error:
            self._shell.trouble(error)
            return
        form.saved.connect(lambda touched: self._said(one, touched))
        self.panel.show_in(_called(one), form, form.foot)
        for card in self.cards:
            if card.one.id == one.id:
                self.page.show_whole(card)

    def later(self, one: Difference) -> None:
        """Write nothing; go to the next card."""
        place = next((n for n, card in enumerate(self.cards) if card.one.id == one.id), 0)
        self._focus_on((place + 1) % max(1, len(self.cards)))
        self._shell.done(_("It waits here. Nothing was written."))

    def open_family(self, household: str) -> None:
        """Show the family's page."""
        self._shell.go("family", household=household)

    def open_side(self, one: Difference, side: Side) -> None:
        """Show the record that a side is, on its family's page; a visit with its form."""
        form = {"form": one.type, "id": str(side.value)} if one.type == "visit" else {}
        self._shell.go("family", household=side.household, **form)

    # --- inside

    def _make_one(self, type_name: str) -> None:
        """Open the form in which two entries are named that are one."""
        form = MakeOneForm(self._shell.workspace, type_name)
        form.saved.connect(self._made_one)
        self.panel.show_in(_("Make two entries one"), form, form.foot)

    def _made_one(self, touched: Touched) -> None:
        self.panel.shut()
        self._shell.done(_("Two entries made one"), undo=touched.number)

    def _combine(self, one: Difference) -> None:
        """Show both texts in full and the editor, in place of the cards."""
        self._shut_combining()
        self.combining = made = CombineView(self._shell.workspace, one)
        made.saved.connect(partial(self._combined, one))
        made.left.connect(self._back)
        self._beside.hide()
        self._box.addWidget(made)
        made.setFocus(Qt.FocusReason.OtherFocusReason)

    def _combined(self, one: Difference, touched: Touched) -> None:
        self._shut_combining()
        self._said(one, touched)
        self._focus_on(0)

    def _back(self) -> None:
        """Go back to the cards; what was typed is kept first."""
        made = self.combining
        if made is None:
            return
        try:
            made.keep()
        except LiaisonError:  # it is said there, and nothing typed goes
            return
        self._shut_combining()
        places = [n for n, card in enumerate(self.cards) if card.one.id == made.one.id]
        self._focus_on(places[0] if places else 0)

    def _shut_combining(self) -> None:
        made, self.combining = self.combining, None
        if made:
            made.hide()
            made.deleteLater()
            self._beside.show()

    def _said(self, one: Difference, answered: Touched) -> None:
        form = self.panel.content
        counted = isinstance(form, StockForm)
        if counted or (isinstance(form, AnswerForm) and form.one.id == one.id):
            self.panel.shut()
        words = _("Answered: {what}").format(what=_called(one))
        self._shell.done(words, undo=0 if one.seals else answered.number)

    def _show_all(self) -> None:
        self._shell.go("differences")

    def _grow(self) -> None:
        place = len(self.cards)
        self._limit += _AT_ONCE
        self._reload()
        self._focus_on(place)

    def _reload(self) -> None:
        """Draw what waits; cards that say the same stay, with the keyboard where it is."""
        workspace = self._shell.workspace
        found = differences.differences(workspace, self._household, limit=self._limit)
        waiting = (
            differences.counts(workspace).get(self._household, 0)
            if self._household
            else differences.waiting(workspace)
        )
        before = self._place_of_focus()
        known = {card.one: card for card in self.cards}
        self.cards = [known.pop(one) if one in known else self._card(one) for one in found]
        for card in known.values():
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        for place, card in enumerate(self.cards):
            if self._list.indexOf(card) != place:  # one taken out and put back keeps its old height
                self._list.insertWidget(place, card)
                card.show()
        self._say(waiting)
        if before >= 0 and self._place_of_focus() < 0:
            self._focus_on(before)

    def _card(self, one: Difference) -> DifferenceCard:
        made = DifferenceCard(one, self)
        made.moved.connect(lambda step: self._step(made, step))
        made.asked.connect(self.page.show_whole)
        return made

    def _say(self, waiting: int) -> None:
        count = ngettext(
            "{count} waits for an answer.", "{count} wait for an answer.", waiting
        ).format(count=waiting)
        keys = _("Arrows go from card to card, a number keeps that side.")
        self.page.set_title(_("Differences"), f"{count} {keys}" if waiting else "")
        self._empty.setVisible(not self.cards)
        self._more.setVisible(waiting > len(self.cards))
        family = differences.family_name(self._shell.workspace, self._household)
        only = _("Only what waits in this family: {family}").format(family=family)
        self._only.say(only if self._household else "", Tone.PLAIN)

    def _step(self, card: DifferenceCard, step: int) -> None:
        if card in self.cards:
            place = self.cards.index(card) + step
            if 0 <= place < len(self.cards):
                self._focus_on(place)

    def _place_of_focus(self) -> int:
        """The number of the card that has the keyboard; -1 for none."""
        focus = self.window().focusWidget()
        for place, card in enumerate(self.cards):
            if focus is not None and (card is focus or card.isAncestorOf(focus)):
                return place
        return -1

    def _focus_on(self, place: int) -> None:
        """Put the keyboard on a card, or on the words that say that nothing waits."""
        if not self.cards:
            self._empty.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        card = self.cards[min(place, len(self.cards) - 1)]
        card.setFocus(Qt.FocusReason.OtherFocusReason)
        if place == 0:
            self.page.show_top()
        else:
            self.page.show_whole(card)


def _called(one: Difference) -> str:
    """Whose record it is and which field, each word once."""
    return joined(*dict.fromkeys((*one.about, one.label)))
