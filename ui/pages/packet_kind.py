"""Which kind of print, what it is about, and what else only this kind asks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from liaison_app.actions import packet_choices, print_subjects
from liaison_app.actions.record_types import describe
from liaison_app.actions.titles import title
from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import N_, _
from liaison_app.records.declare import Kind
from ui.forms.rows import FormRow
from ui.forms.spec import RowSpec
from ui.text import plain
from ui.widgets.button_words import CheckBox
from ui.widgets.chip_group import Option
from ui.widgets.drop_down import DropDown
from ui.widgets.layout import SteadyColumn, labelled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liaison_app.actions.packet_choices import KindChoice, OptionChoice
    from liaison_app.workspace import Workspace
    from ui.forms.spec import Value

USUAL = "welcome"
"""The kind that is printed where nobody says which."""

_GROUPS = (
    ("family", N_("For a family")),
    ("everybody", N_("For everybody")),
    ("staff", N_("For staff")),
)


class PacketKind(QFrame):
    """The kind, as a list in groups that is searched by typing; below it what the kind asks for.

    What was chosen for a kind is still chosen when one comes back to it, for the same family.

    Args:
        workspace: where.
        for_several: only kinds for families, of whom each gets one about what is its own.

    Signals:
        kind_chosen: another kind, by the person.
        changed: what it is about, or an option, by the person.
    """

    kind_chosen = Signal()
    changed = Signal()

    def __init__(self, workspace: Workspace, *, for_several: bool = False) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.setAccessibleName(_("Kind of print"))
        self._workspace = workspace
        self._for_several = for_several
        every = packet_choices.kinds()
        self._kinds = {one.name: one for one in every if one.for_a_family or not for_several}
        self._household = ""
        self._kept: dict[str, dict[str, str]] = {}  # by kind: its options, and "" for the subject
        self._shown = ""
        self.kind = DropDown(_("Kind of print"))
        self._offer()
        self.subject: FormRow | None = None
        self._rows: dict[str, FormRow | CheckBox] = {}
        self._asks = QWidget()
        self._box = SteadyColumn(self)
        self._box.setContentsMargins(18, 16, 18, 16)
        self._box.setSpacing(14)
        self._box.addWidget(labelled(_("&Kind of print"), self.kind))
        self._box.addWidget(self._asks)
        self.kind.chosen.connect(self._choose)

    # --- what the page asks

    @property
    def chosen(self) -> KindChoice:
        """The kind that is chosen."""
        return self._kinds[self.kind.value() or USUAL]

    def show_kind(self, name: str, household: str, subject: str = "") -> None:
        """Show a kind for a family, about a record if one is named.

        Args:
            name: of the kind; "" for the one that is shown, or the usual one.
            household: id of the family; "" for none.
            subject: id of what it is about; "" for what was chosen before, or is usual.
        """
        self._keep()
        if household != self._household:
            self._kept.clear()
        self._household = household
        self.kind.set_value(name if name in self._kinds else self._shown or USUAL)
        if subject:
            self._kept.setdefault(self.chosen.name, {})[""] = subject
        self._draw()

    def forget_family(self) -> None:
        """Forget what was chosen for a family."""
        self._kept.clear()
        self._household = self._shown = ""

    def household_of(self, kind: str, subject: str) -> str:
        """The id of the family whose what a print is about is; "" for nobody's."""
        about = self._kinds[kind].subject if kind in self._kinds else ""
        return print_subjects.household_of(self._workspace, about, subject) if about else ""

    @property
    def lacks_subject(self) -> bool:
        """Whether nobody said yet what it is about, and it has to be said."""
        needed = self._asks_about(self.chosen) and self.chosen.subject_needed
        return needed and not self.subject_id()

    def subject_id(self) -> str:
        """What it is about; "" for nothing, and while something else is being typed."""
        return self._text(self.subject) if self.subject else ""

    def options(self) -> dict[str, str]:
        """What is chosen of what only this kind asks."""
        return {name: self._text(row) for name, row in self._rows.items()}

    def begin(self) -> None:
        """Go to the kind, or to what has to be said first."""
        first = self.subject.editor if self.lacks_subject and self.subject else self.kind
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- inside

    def _offer(self) -> None:
        """Fill the list, a heading before each group."""
        for audience, heading in _GROUPS:
            group = [one for one in self._kinds.values() if one.audience == audience]
            if not group:
                continue
            self.kind.add_heading(_(heading))
            for one in group:
                self.kind.addItem(_(one.label), one.name)
        self.kind.set_value(USUAL)

    def _choose(self) -> None:
        self._keep()
        before = self._kinds.get(self._shown)
        if before and before.subject == self.chosen.subject:  # another page about the same event
            kept = self._kept.setdefault(self.chosen.name, {})
            kept[""] = self.subject_id() or kept.get("", "")
        self._draw()
        self.kind_chosen.emit()

    def _keep(self) -> None:
        if self._shown:
            self._kept[self._shown] = {**self.options(), "": self.subject_id()}

    def _draw(self) -> None:
        """Make the rows of the kind that is chosen."""
        kind = self.chosen
        self._shown = kind.name
        kept = self._kept.get(kind.name, {})
        asks = QWidget()
        box = QVBoxLayout(asks)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(14)
        self.subject = self._subject(kind, kept.get("", "")) if self._asks_about(kind) else None
        if self.subject:
            box.addWidget(self.subject)
        self._rows = {one.name: self._option(one, kept.get(one.name)) for one in kind.options}
        for row in self._rows.values():
            box.addWidget(row)
        self._box.replaceWidget(self._asks, asks)
        self._asks.hide()
        self._asks.deleteLater()
        self._asks = asks
        asks.setVisible(bool(self.subject or self._rows))
        self._stand_in_line()

    def _asks_about(self, kind: KindChoice) -> bool:
        own = bool(kind.subject) and print_subjects.of_one_family(kind.subject)
        return bool(kind.subject) and not (own and self._for_several)

    def _subject(self, kind: KindChoice, kept: str) -> FormRow:
        household = self._household if kind.for_a_family else ""

        def search(text: str) -> Sequence[Option]:
            found = print_subjects.subject_offers(self._workspace, kind.subject, text, household)
            return [Option(one.value, one.label) for one in found]

        usual = print_subjects.current(self._workspace, kind.subject, household)
        value = kept or (usual[0] if usual and kind.subject_needed else "")
        shown = Option(value, title(self._workspace, kind.subject, value))
        spec = RowSpec(
            "subject",
            _("About: {what}").format(what=describe(kind.subject).label),
            Kind.REFERENCE,
            required=kind.subject_needed,
            value=value,
            choices=(shown,) if value else (),
            search=search,
        )
        row = FormRow(spec, "")
        row.changed.connect(self._changed)
        return row

    def _option(self, one: OptionChoice, kept: str | None) -> FormRow | CheckBox:
        value = one.default if kept is None else kept
        if one.ask == "yes":
            tick = CheckBox(plain(_(one.label)))
            tick.setChecked(value == "yes")
            tick.clicked.connect(self.changed)
            return tick
        kind = {"choice": Kind.CHOICE, "day": Kind.DATE}.get(one.ask, Kind.TEXT)
        shown: Value = value
        if kind is Kind.DATE:
            shown = date.fromisoformat(value) if value else None
        row = FormRow(
            RowSpec(
                one.name,
                _(one.label),
                kind,
                required=bool(one.default),
                value=shown,
                choices=tuple(Option(name, _(label)) for name, label in one.choices),
                today=self._workspace.today,
            )
        )
        row.changed.connect(self._changed)
        return row

    def _changed(self) -> None:
        """Tell of it once it can be read: half a date or half a name is no choice."""
        for row in (self.subject, *self._rows.values()):
            if isinstance(row, FormRow) and _unread(row):
                return
        self.changed.emit()

    def _text(self, row: FormRow | CheckBox) -> str:
        if isinstance(row, CheckBox):
            return "yes" if row.isChecked() else ""
        try:
            value = row.editor.value()
        except InvalidValue:
            return ""
        return value.isoformat() if isinstance(value, date) else str(value or "")

    def _stand_in_line(self) -> None:
        """Put the rows behind the list on the way of the Tab key: Qt puts new ones last."""
        before: QWidget = self.kind
        for row in (self.subject, *self._rows.values()):
            if row is None:
                continue
            stops = [row] if isinstance(row, CheckBox) else [row.editor.control]
            for stop in stops:
                QWidget.setTabOrder(before, stop)
                before = stop


def _unread(row: FormRow) -> bool:
    try:
        row.editor.value()
    except InvalidValue:
        return True
    return False
