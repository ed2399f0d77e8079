"""One difference as a card: what is the matter, the sides side by side, and the ways to answer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from liaison_app.language.catalogues import _
from ui.pages.differences_sides import SidePart
from ui.qt import override
from ui.text import joined
from ui.tokens import Tone
from ui.widgets.buttons import button, flat
from ui.widgets.chips import Chip
from ui.widgets.labels import Label
from ui.widgets.layout import SteadyColumn, Tiles, column, flow, row
from ui.widgets.panels import ConfirmPanel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from liaison_app.actions.differences import Difference, Side

_NARROWEST = 300  # a side; where two do not fit they stand below each other


class CardActions(Protocol):
    """What a card may ask of the page."""

    def keep(self, one: Difference, side: Side) -> None:
        """Settle it with one side."""

    def leave_it(self, one: Difference) -> None:
        """Leave all as it is, and do not ask again."""

    def consequence(self, one: Difference, side: Side) -> tuple[str, ...]:
        """What keeping a side does besides what it says, a line each."""

    def write(self, one: Difference) -> None:
        """Open the form in which another value is written."""

    def later(self, one: Difference) -> None:
        """Write nothing and go to the next."""

    def open_family(self, household: str) -> None:
        """Show the family's page."""

    def open_side(self, one: Difference, side: Side) -> None:
        """Show the record that a side is, on its family's page."""


class DifferenceCard(QFrame):
    """The card; a number keeps that side, arrows go to the card above or below.

    Signals:
        moved: to another card: 1 down, -1 up.
        asked: a question came into the card, which must be seen.
    """

    moved = Signal(int)
    asked = Signal(QWidget)

    def __init__(self, one: Difference, actions: CardActions) -> None:
        super().__init__()
        self.one = one
        self._actions = actions
        self.setProperty("look", "question")
        self.setObjectName(f"difference {one.id}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{one.title}, {one.label}. {one.question}")
        self.setAccessibleDescription(one.explained)
        self._parts = [
            SidePart(one, side, self._ask, partial(actions.open_side, one)) for side in one.sides
        ]
        self._confirm: ConfirmPanel | None = None
        self._box = SteadyColumn(self)
        self._box.setContentsMargins(18, 16, 18, 16)
        self._box.setSpacing(12)
        self._box.addLayout(self._head())
        self._box.addWidget(Label(one.explained, wrap=True))
        if one.written:
            self._box.addWidget(_written(one))
        self._box.addWidget(Tiles(self._parts, narrowest=_NARROWEST))
        self._box.addWidget(self._foot())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if plain and event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
            return
        number = event.text()
        if plain and number.isdecimal():
            for part, side in zip(self._parts, self.one.sides, strict=True):
                if side.number == int(number) and part.button.isEnabled():
                    self._ask(side)
            return
        super().keyPressEvent(event)

    def _ask(self, side: Side) -> None:
        """Keep a side; what cannot be taken back, or lets more be shared, is looked at first."""
        if self.one.merges:
            self._confirmed(self._merging(side), side)
        elif self.one.seals:
            self._confirmed(self._sealing(side), side)
        elif self.one.urgent and not side.shown:
            self._confirmed(_laxer(side), side)
        else:
            self._actions.keep(self.one, side)

    def _merging(self, side: Side) -> ConfirmPanel:
        """What becomes of the other entry, before anything is written."""
        lines = self._actions.consequence(self.one, side)
        question = _("Make these two entries one?")
        return ConfirmPanel(question, "\n".join(lines), _("Make them one"), danger=False)

    def _sealing(self, side: Side) -> ConfirmPanel:
        """What sealing an address does, and what still names its street."""
        lines = self._actions.consequence(self.one, side)
        return ConfirmPanel(_("Seal it now?"), "\n".join(lines), _("Yes, seal it"), danger=True)

    def _confirmed(self, panel: ConfirmPanel, side: Side) -> None:
        self._forget()
        self._confirm = panel
        self._confirm.confirmed.connect(partial(self._actions.keep, self.one, side))
        self._confirm.dismissed.connect(self._dismissed)
        self._box.addWidget(self._confirm)
        self._confirm.ask()
        self.asked.emit(self._confirm)

    def _forget(self) -> None:
        """Take the question away: the next may be about another side."""
        if self._confirm:
            self._confirm.hide()
            self._confirm.deleteLater()
            self._confirm = None

    def _dismissed(self) -> None:
        self._forget()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _head(self) -> QHBoxLayout:
        title = Label(joined(*self.one.about), "heading", wrap=True)
        chips: list[QWidget] = [Chip(self.one.label, Tone.PLAIN)]
        if self.one.urgent:
            words = (
                _("Please answer first") if self.one.seals else _("Consent: please answer first")
            )
            chips.insert(0, Chip(words, Tone.DANGER))
        marks = QWidget()
        marks.setLayout(flow(*chips))
        return row(title, marks, spacing=12, stretch=0)

    def _foot(self) -> QWidget:
        one, actions = self.one, self._actions
        about = f"{one.title}, {one.label}"
        parts: list[QWidget] = []
        if one.may_write:
            write = _other(one)
            parts.append(
                button(
                    write,
                    partial(actions.write, one),
                    icon="pencil",
                    name=_("{do}: {what}").format(do=write.rstrip("…"), what=about),
                )
            )
        if one.leave:
            name = _("{do}: {what}").format(do=one.leave, what=about)
            parts.append(button(one.leave, partial(actions.leave_it, one), icon="check", name=name))
        later = flat(
            _("Not now"),
            partial(actions.later, one),
            name=_("Not now: {what}").format(what=about),
        )
        parts.append(later)
        if one.household and not one.doubt:
            parts.append(
                flat(
                    _("Open the family"),
                    partial(actions.open_family, one.household),
                    icon="users",
                    name=_("Open the family: {family}").format(family=one.family),
                )
            )
        made = QWidget()
        made.setLayout(flow(*parts))
        return made


def _other(one: Difference) -> str:
    """What it is called to write something else than the sides."""
    if one.doubt:
        return _("Write the count…")
    return _("Combine…") if one.long else _("Write another…")


def _laxer(side: Side) -> ConfirmPanel:
    """An answer that lets more be shared than counts now."""
    return ConfirmPanel(
        _("Is “{answer}” what the family says?").format(answer=side.words),
        _("Then it counts from now on in place of the stricter answer."),
        _("Yes, they say so"),
        danger=True,
    )


def _written(one: Difference) -> QWidget:
    """What a removal had not seen, a line each."""
    made = QWidget()
    lines = [Label(line, wrap=True, selectable=True) for line in one.written]
    made.setLayout(column(*lines, spacing=4))
    return made
