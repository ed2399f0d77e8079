"""What a person decides before a slip is kept: visits that are planned, a number, a second time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from liaison_app.language.catalogues import _
from liaison_app.language.dates import format_date
from liaison_app.language.names import isolate
from ui.text import joined
from ui.tokens import Tone
from ui.widgets import labels
from ui.widgets.banner import Banner
from ui.widgets.chip_group import ChipGroup, Option
from ui.widgets.layout import column

if TYPE_CHECKING:
    from liaison_app.actions.replies import Consequences
    from liaison_app.actions.replies_visits import PlannedVisit

CANCEL, KEEP = "cancel", "keep"


class Choices(QWidget):
    """Shows the consequences of a slip as they are now; nothing is chosen for anybody."""

    def __init__(self) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(12)
        self._warning = Banner("", Tone.WARN)
        self._twice = Banner("", Tone.WARN)
        self.again = QCheckBox(_("It came back &twice: keep it again"))
        self.phone = QCheckBox()
        self._visits = QWidget()
        self._visits_box = QVBoxLayout(self._visits)
        self._visits_box.setContentsMargins(0, 0, 0, 0)
        self._visits_box.setSpacing(8)
        self._decided: dict[str, ChipGroup] = {}
        self._shown: tuple[PlannedVisit, ...] = ()
        for part in (self._twice, self.again, self._warning, self.phone, self._visits):
            self._box.addWidget(part)
            part.hide()

    def clear(self) -> None:
        """For the next slip."""
        self.again.setChecked(False)
        self.phone.setChecked(False)
        self._show_visits(())
        for part in (self._twice, self.again, self._warning, self.phone, self._visits):
            part.hide()

    def show_for(self, seen: Consequences, person: str) -> None:
        """Show what keeping the slip would do; what was decided stays decided."""
        if seen.twice:
            words = _("This slip was keyed before, on {date}: {boxes}")
            day, boxes = format_date(seen.twice.on), joined(*seen.twice.labels)
            self._twice.say(words.format(date=day, boxes=boxes), Tone.WARN)
        self._twice.setVisible(bool(seen.twice))
        self.again.setVisible(bool(seen.twice))
        self._warning.say(seen.phone_warning, Tone.WARN)
        words = _("New number: write it down for {name}, too")
        whom = isolate(person) if person else _("this family")
        self.phone.setText(words.format(name=whom).replace("&", "&&"))
        self.phone.setVisible(seen.new_phone)
        if seen.visits != self._shown:
            self._show_visits(seen.visits)

    def cancelled(self) -> tuple[str, ...] | None:
        """Ids of the visits to cancel; None while one of them is not decided."""
        chosen = {visit: group.value() for visit, group in self._decided.items()}
        if not all(chosen.values()):
            return None
        return tuple(visit for visit, value in chosen.items() if value == CANCEL)

    def to_undecided(self) -> bool:
        """Go to the first thing that a person has to decide; False if there is none."""
        for group in self._decided.values():
            if not group.value():
                group.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        if self.again.isVisibleTo(self) and not self.again.isChecked():
            self.again.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def _show_visits(self, visits: tuple[PlannedVisit, ...]) -> None:
        self._shown = visits
        self._decided.clear()
        while item := self._visits_box.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()
        if visits:
            words = _("The family asks not to be visited. These visits are planned:")
            self._visits_box.addWidget(labels.Label(words, "strong", wrap=True))
        for one in visits:
            self._visits_box.addWidget(self._visit(one))
        self._visits.setVisible(bool(visits))

    def _visit(self, one: PlannedVisit) -> QWidget:
        said = joined(one.said, one.staff, *one.others)
        made = QWidget()
        if not one.at_home:
            stays = joined(said, _("not at their home: it stays"))
            made.setLayout(column(labels.Label(stays, wrap=True)))
            return made
        name = _("What becomes of the visit {visit}").format(visit=isolate(one.said))
        choices = (
            Option(CANCEL, _("Cancel it"), "calendar-off"),
            Option(KEEP, _("Keep it: the family wants this one"), "calendar-check"),
        )
        group = self._decided[one.id] = ChipGroup(name, choices)
        made.setLayout(column(labels.Label(said, wrap=True), group, spacing=4))
        return made
