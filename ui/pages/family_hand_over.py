"""Handing families over: what is offered to me, what I offer, what two people disagree on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from liaison_app.actions import family_hand_over
from liaison_app.actions import family_hand_over_lists as lists
from liaison_app.errors import LiaisonError
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.names import isolate
from ui.pages.family_hand_over_offer import FORMER, NEW, OfferForm
from ui.pages.family_hand_over_rows import contested_card, handed_row, late_card
from ui.widgets.buttons import button, flat, primary
from ui.widgets.chip_group import ChipGroup, Option
from ui.widgets.labels import heading, small
from ui.widgets.layout import Page, card, flow, labelled, line
from ui.widgets.panels import EmptyState

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from liaison_app.actions.family_hand_over_lists import Handed
    from liaison_app.workspace import Touched
    from ui.shell import Shell

_TYPES = {"handing", "assignment", "household", "staff_member"}
AS_OFFERED = "as_offered"


class FamilyHandOverPage(Page):
    """A sub-page of the families."""

    name = "family_hand_over"

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        self.start = primary(_("&Offer…"), self._open_form, icon="plus")
        self.exchange = flat(_("&Exchange files"), partial(shell.go, "exchange"), icon="usb")
        super().__init__(
            _("Hand over"),
            _("A family stays until the colleague says yes."),
            (self.exchange, self.start),
        )
        self.setParent(parent)
        self._shell = shell
        self._form: QFrame | None = None
        self.word, self.visits, self.steps = _answer()
        self._top, self._lists = QVBoxLayout(), QVBoxLayout()
        for box in (self._top, self._lists):
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(16)
            self.body.addLayout(box)
        self.body.addStretch(1)

    # --- what the window asks: `ui.shell.Page`

    def arrive(self, **target: str) -> None:
        """Show how things stand; `household` begins an offer of that family."""
        self._read()
        if target.get("household"):
            self._open_form(target["household"])
        else:
            self._to_first()

    def leave(self) -> None:
        """What is typed here is short, and nothing of it is kept."""

    def touched(self, touched: Touched) -> None:
        """Somebody answered, or offered something."""
        if _TYPES & touched.types:
            self._read()

    # --- inside

    def _read(self) -> None:
        workspace = self._shell.workspace
        writing = self.word.hasFocus()
        self.word, self.visits, self.steps = _answer(self.word, self.visits, self.steps)
        _empty(self._lists)
        for both in lists.contested(workspace):
            self._lists.addWidget(contested_card(both, self._decide))
        waiting = lists.offered(workspace)
        mine = [one for one in waiting if one.for_me]
        others = [one for one in waiting if not one.for_me]
        past, late = lists.answered(workspace), lists.late(workspace)
        if mine:
            self._lists.addWidget(self._to_me(mine))
        if others:
            self._lists.addWidget(self._waiting(others))
        if late:
            go = self._shell.go
            self._lists.addWidget(late_card(late, workspace.today(), go))
        if past:
            rows = [handed_row(one) for one in past]
            self._lists.addWidget(_card(_("Answered lately"), rows))
        if mine and writing:
            self.word.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._lists.count() == 0:
            self._lists.addWidget(
                card(
                    EmptyState(
                        "users",
                        _("No family is being handed over"),
                        _("What a colleague offers you stands here, and what you offer them."),
                    )
                )
            )

    def _to_me(self, mine: Sequence[Handed]) -> QFrame:
        rows = [
            handed_row(
                one,
                primary(_("Accept"), partial(self._accept, [one.id])),
                button(_("Decline"), partial(self._decline, [one.id])),
                flat(_("Look at the family"), partial(self._look, one.household)),
            )
            for one in mine
        ]
        for one, made in zip(mine, rows, strict=True):
            _describe(made, isolate(one.family))
        if len(mine) > 1:
            every = [one.id for one in mine]
            count = len(every)
            said = ngettext("Accept {count} family", "Accept all {count} families", count)
            both = QWidget()
            both.setLayout(flow(primary(said.format(count=count), partial(self._accept, every))))
            rows.append(both)
        return _card(
            _("Handed to you"),
            rows,
            labelled(_("A &word to them"), self.word),
            labelled(_("Planned &visits"), self.visits),
            labelled(_("Open &promises"), self.steps),
        )

    def _waiting(self, others: Sequence[Handed]) -> QFrame:
        rows = []
        for one in others:
            buttons = []
            if one.may_withdraw:
                buttons.append(button(_("Take back"), partial(self._withdraw, [one.id])))
            if one.may_answer:
                for_them = _("Accept for {name}").format(name=isolate(one.receiver))
                buttons.append(flat(for_them, partial(self._accept, [one.id])))
            made = handed_row(one, *buttons)
            _describe(made, isolate(one.family))
            rows.append(made)
        note = small(_("They hear of it with the next exchange; their answer comes back the same."))
        return _card(_("Waiting for an answer"), rows, note)

    def _open_form(self, household: str = "") -> None:
        form = OfferForm(self._shell, household)
        form.offered.connect(self._close)
        form.dismissed.connect(self._close)
        _empty(self._top)
        self.start.setEnabled(False)  # its key is the form's own now
        self._form = card(form)
        self._form.setFocusProxy(form)
        self._top.addWidget(self._form)
        self.show_whole(self._form)
        form.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        _empty(self._top)
        self._form = None
        self.start.setEnabled(True)
        self._read()
        self.start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_first(self) -> None:
        (self._form or self.start).setFocus(Qt.FocusReason.OtherFocusReason)

    # --- answers

    def _accept(self, ids: Sequence[str]) -> None:
        workspace = self._shell.workspace
        said = self.word.text() if self._mine(ids) else ""
        visits = _chosen(self.visits) if self._mine(ids) else None
        steps = _chosen(self.steps) if self._mine(ids) else None
        self._do(
            lambda: family_hand_over.accept(
                workspace, ids, answer=said, keeps_visits=visits, keeps_steps=steps
            ),
            _("Accepted. The families are on the new list now."),
        )

    def _decline(self, ids: Sequence[str]) -> None:
        said = self.word.text()
        self._do(
            lambda: family_hand_over.decline(self._shell.workspace, ids, answer=said),
            _("Declined. The family stays where it is."),
        )

    def _withdraw(self, ids: Sequence[str]) -> None:
        self._do(
            lambda: family_hand_over.withdraw(self._shell.workspace, ids),
            _("Taken back."),
        )

    def _decide(self, handing: str, staff: str) -> None:
        self._do(
            lambda: family_hand_over.decide(self._shell.workspace, handing, staff),
            _("Decided. Everybody hears of it with the next exchange."),
        )

    def _look(self, household: str) -> None:
        self._shell.go("family", household=household)

    def _mine(self, ids: Sequence[str]) -> bool:
        return bool({one.id for one in lists.for_me(self._shell.workspace)} & set(ids))

    def _do(self, action: Callable[[], Touched], said: str) -> None:
        try:
            touched = action()
        except LiaisonError as error:
            self._shell.trouble(error)
            self._read()
            return
        self.word.clear()
        for keeper in (self.visits, self.steps):
            keeper.set_values(AS_OFFERED)
        self._shell.done(said, undo=touched.number)
        self._to_first()


def _answer(
    word: QLineEdit | None = None, visits: ChipGroup | None = None, steps: ChipGroup | None = None
) -> tuple[QLineEdit, ChipGroup, ChipGroup]:
    """What an answer says besides yes or no, as typed and chosen before the page was read."""
    made = QLineEdit(word.text() if word else "")
    made.setAccessibleName(_("A word to who offers them"))
    if word:
        made.setCursorPosition(word.cursorPosition())
    both = (
        _keeper(_("Planned visits: who makes them"), visits),
        _keeper(_("Open promises and follow-ups: who keeps them"), steps),
    )
    return made, *both


def _keeper(name: str, before: ChipGroup | None) -> ChipGroup:
    made = ChipGroup(
        name,
        (
            Option(AS_OFFERED, _("As it was offered")),
            Option(NEW, _("The new liaison")),
            Option(FORMER, _("The former one still")),
        ),
        required=True,
    )
    made.set_values(before.value() if before else AS_OFFERED)
    return made


def _chosen(group: ChipGroup) -> bool | None:
    return None if group.value() == AS_OFFERED else group.value() == FORMER


def _describe(made: QWidget, family: str) -> None:
    """Let a screen reader say of each button whose family it is."""
    from PySide6.QtWidgets import QPushButton  # noqa: PLC0415

    for one in made.findChildren(QPushButton):
        one.setAccessibleDescription(family)


def _card(title: str, rows: Sequence[QWidget], *more: QWidget) -> QFrame:
    made = card(heading(title), spacing=10)
    made.setAccessibleName(title)
    box = made.layout()
    for one in rows:
        if box:
            box.addWidget(line())
            box.addWidget(one)
    for one in more:
        if box:
            box.addWidget(one)
    return made


def _empty(box: QVBoxLayout) -> None:
    while item := box.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
