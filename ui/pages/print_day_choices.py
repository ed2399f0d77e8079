"""What is chosen for the paper of a day: which day, what, how much of families, where it goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from liaison_app.actions import day_prints
from liaison_app.actions.day_prints import Which
from liaison_app.actions.packets import usual_paper
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.dates import format_date, relative_day
from liaison_app.language.names import isolate
from ui.pages.packet_words import papers
from ui.widgets.button_words import CheckBox
from ui.widgets.chip_group import ChipGroup, Option
from ui.widgets.drop_down import DropDown
from ui.widgets.labels import small
from ui.widgets.layout import SteadyColumn, Tiles, column, labelled

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout

_NARROWEST = 240  # logical pixels of a choice


@dataclass(frozen=True)
class DayAsked:
    """What was chosen, as `prepare_day` takes it."""

    day: date
    level: str
    which: tuple[str, ...]
    paper: str


class DayChoices(QFrame):
    """The choices; what they change is made anew.

    Signals:
        changed: something was chosen by the person that changes what is printed.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.setAccessibleName(_("What to print"))
        self.day = DropDown(_("Day"))
        which = tuple(Option(one, _(label)) for one, label in day_prints.WHICH_LABELS.items())
        self.which = ChipGroup(_("What to print"), which, several=True)
        self.which.set_values(*Which)
        levels = tuple(Option(value, _(label)) for value, label in day_prints.LEVELS)
        self.level = ChipGroup(_("What the route sheet says of families"), levels, required=True)
        self.level.set_values(day_prints.LEVELS[0][0])
        self.paper = ChipGroup(_("Paper"), papers(), required=True)
        self.paper.set_values(usual_paper())
        self.printer = DropDown(_("Printer"))
        self._printers = labelled(_("P&rinter"), self.printer)
        self._printers.hide()
        self.together = CheckBox(_("All of it as &one job"))
        self.together.setToolTip(_("On a shared printer, nothing of others comes in between."))
        self._build()
        for part in (self.day.chosen, self.which.changed, self.level.changed, self.paper.changed):
            part.connect(self.changed)
        self.which.changed.connect(self._follow_which)

    def offer_days(self, found: tuple[tuple[date, int], ...], today: date, wanted: str) -> None:
        """Offer days with visits: chosen is the one wanted, else the one before, else the next."""
        before = wanted or self.day.value()
        self.day.set_choices(
            Option(day.isoformat(), _day_words(day, today, count)) for day, count in found
        )
        first = next((day for day, count in found if count), today)
        known = [day.isoformat() for day, _count in found]
        self.day.set_value(before if before in known else first.isoformat())

    def offer_printers(self, names: tuple[str, ...], *, as_one: bool) -> None:
        """Offer printers, the usual one first; one alone is not asked about.

        Args:
            names: of the printers.
            as_one: several prints can go as one job.
        """
        self.printer.set_choices(Option(name, name) for name in names)
        self._printers.setVisible(len(names) > 1)
        self.together.setVisible(as_one and bool(names))

    def asked(self) -> DayAsked:
        """What is chosen."""
        return DayAsked(
            day=date.fromisoformat(self.day.value()),
            level=self.level.value(),
            which=self.which.values(),
            paper=self.paper.value(),
        )

    def begin(self) -> None:
        """Go to the first choice."""
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow_which(self) -> None:
        self.level.setEnabled(Which.ROUTE in self.which.values())

    def _build(self) -> None:
        box = SteadyColumn(self)
        box.setContentsMargins(18, 16, 18, 16)
        box.setSpacing(14)
        shred = small(_("Whoever finds the sheet can read it. Take as little along as you need."))
        self._level = labelled(_("What the route &sheet says of families"), self.level, shred)
        tiles = Tiles(
            (
                _tile(labelled(_("&Day"), self.day)),
                _tile(labelled(_("Pap&er"), self.paper)),
            ),
            narrowest=_NARROWEST,
        )
        which = labelled(_("&What to print"), self.which)
        for part in (tiles, which, self._level, self._printers, self.together):
            box.addWidget(part)


def _tile(*parts: QWidget | QLayout) -> QWidget:
    made = QWidget()
    made.setLayout(column(*parts, None, spacing=8))
    return made


def _day_words(day: date, today: date, count: int) -> str:
    """Today, November 24: 3 visits."""
    visits = ngettext("{count} visit", "{count} visits", count).format(count=count)
    near = relative_day(day, today) if (day - today).days < 2 else ""
    said = format_date(day, weekday=True, year=False)
    shown = _("{day}, {date}").format(day=near, date=isolate(said)) if near else said
    return _("{day}: {visits}").format(day=isolate(shown), visits=visits)
