"""The texts of a language in a list: those that wait for a reader first, narrowed by typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from liaison_app.actions import text_places
from liaison_app.actions.translating import State, Text, Wanted
from liaison_app.language.catalogues import N_, _
from liaison_app.language.folding import fold
from ui.lists.model import Cell, Column, Query
from ui.lists.table import ListTable
from ui.pages.review_card import STATES
from ui.widgets.chip_group import ChipGroup, Option
from ui.widgets.drop_down import DropDown
from ui.widgets.layout import column

if TYPE_CHECKING:
    from collections.abc import Sequence

_FILTERS = (
    (Wanted.REVIEW, N_("To review"), frozenset((State.DRAFT, State.STALE))),
    (Wanted.STALE, N_("Outdated"), frozenset((State.STALE,))),
    (Wanted.MISSING, N_("Missing"), frozenset((State.MISSING,))),
    (Wanted.ALL, N_("All"), frozenset(State)),
)
_STATES = {wanted: states for wanted, _label, states in _FILTERS}


class ReviewList(QWidget):
    """Filter, search and rows.

    Signals:
        moved: the current text is another one; ask `current`.
        opened: somebody wants to work on the current one.
    """

    moved = Signal()
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._texts: tuple[Text, ...] = ()
        self._filling = False
        self.wanted = ChipGroup(_("Which texts"), _filters(()), required=True)
        self.wanted.set_values(Wanted.REVIEW)
        self.kind = DropDown(_("Print"), [Option("", _("All prints"))])
        self.table = ListTable(
            _("Texts"),
            [Column(_("English"), 5), Column(_("State"), 3, needs=300)],
            self._numbers,
            self._rows,
            filter_hint=_("Find in texts"),
            two_lines=True,
        )
        self.table.setMinimumHeight(260)
        box = column(self.wanted, self.kind, self.table, spacing=10)
        box.setStretch(2, 1)
        self.setLayout(box)
        self.wanted.changed.connect(self._narrow)
        self.kind.chosen.connect(self._narrow)
        self.table.moved.connect(self._moved)
        self.table.opened.connect(lambda _number: self.opened.emit())

    def show_texts(self, texts: tuple[Text, ...], wanted: str = "") -> None:
        """Show these; the one with the id `wanted` becomes the current one if it is in sight."""
        self._texts = texts
        chosen, kind = self.wanted.value(), self.kind.value()
        self.wanted.set_choices(_filters(texts))
        self.wanted.set_values(chosen or Wanted.REVIEW)
        self.kind.set_choices([Option("", _("All prints")), *_kinds(texts)])
        self.kind.set_value(kind)
        self._reload(wanted)

    def widen(self, text_id: str) -> None:
        """Let go of what hides a text that somebody asked for by its id."""
        place = next((n for n, one in enumerate(self._texts) if one.id == text_id), None)
        if place is None or place in self._numbers(self.table.query()):
            return
        self._filling = True
        self.wanted.set_values(Wanted.ALL)
        self.kind.set_value("")
        self.table.filter.clear()
        self._reload(text_id)

    def current(self) -> Text | None:
        """The text that the keyboard is on; None if none is in sight."""
        number = self.table.current()
        return self._texts[number] if number is not None and number < len(self._texts) else None

    def after(self, text_id: str) -> str:
        """The id of the text in sight below this one; "" at the end."""
        shown = [self._texts[number].id for number in self._numbers(self.table.query())]
        place = shown.index(text_id) + 1 if text_id in shown else 0
        return shown[place] if place < len(shown) else ""

    def step(self, step: int) -> None:
        """Go to the text below or above; nowhere at the ends."""
        numbers = self._numbers(self.table.query())
        current = self.table.current()
        place = numbers.index(current) + step if current in numbers else 0
        if 0 <= place < len(numbers):
            self.table.go_to(numbers[place])

    def _reload(self, wanted: str = "") -> None:
        self._filling = True
        self.table.reload()
        place = next((n for n, one in enumerate(self._texts) if one.id == wanted), None)
        if place is not None:
            self.table.go_to(place)
        self._filling = False

    def _narrow(self) -> None:
        current = self.current()
        self._reload(current.id if current else "")
        self.moved.emit()

    def _moved(self) -> None:
        if not self._filling:
            self.moved.emit()

    def _numbers(self, query: Query) -> list[int]:
        states = _STATES[Wanted(self.wanted.value() or Wanted.REVIEW)]
        kind, sought = self.kind.value(), fold(query.text)
        return [
            number
            for number, one in enumerate(self._texts)
            if one.state in states
            and (not kind or any(place[0] == kind for place in one.places))
            and (not sought or sought in fold(f"{one.source} \n{one.words}"))
        ]

    def _rows(self, numbers: Sequence[int]) -> list[tuple[int, tuple[Cell, ...]]]:
        found: list[tuple[int, tuple[Cell, ...]]] = []
        for number in numbers:
            one = self._texts[number]
            label, tone = STATES[one.state]
            cells = (Cell(one.source.replace("**", ""), one.words), Cell(_(label), tone=tone))
            found.append((number, cells))
        return found


def _filters(texts: Sequence[Text]) -> tuple[Option, ...]:
    return tuple(
        Option(wanted, f"{_(label)} ({sum(one.state in states for one in texts)})")
        for wanted, label, states in _FILTERS
    )


def _kinds(texts: Sequence[Text]) -> list[Option]:
    found = dict.fromkeys(place[0] for one in texts for place in one.places)
    return [Option(kind, text_places.kind_title(kind)) for kind in found]
