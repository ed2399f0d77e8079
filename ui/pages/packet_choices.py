"""What a print is to be: for whom, in which languages, how printed, which parts of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLayout, QWidget

from liaison_app.actions.packet_choices import ALONE
from liaison_app.actions.packets import Profile
from liaison_app.language.catalogues import _
from liaison_app.language.dates import month_name
from liaison_app.language.languages import parents
from ui.pages.packet_sections import PacketSections
from ui.pages.packet_words import month_after, named, papers, person, profiles, state
from ui.tokens import Tone
from ui.widgets.button_words import CheckBox
from ui.widgets.chip_group import ChipGroup, Option
from ui.widgets.chips import Chip
from ui.widgets.drop_down import DropDown
from ui.widgets.labels import small
from ui.widgets.layout import SteadyColumn, Tiles, column, labelled, row

if TYPE_CHECKING:
    from liaison_app.actions.packet_choices import (
        Choices,
        KindChoice,
        LanguageChoice,
        RecipientChoice,
    )

_MONTHS = 12
_ENGLISH = "en"
_CALENDAR = "calendar"
_NARROWEST = 250  # pixels, of what is chosen side by side


@dataclass(frozen=True)
class Asked:
    """What is chosen, as `liaison_app.actions.packets.prepare` takes it."""

    to: str
    language: str
    beside: str
    profile: str
    paper: str
    sections: tuple[str, ...] | None
    month: date
    in_hand: bool
    both_sides: bool
    booklet: bool = False
    kind: str = "welcome"
    subject: str = ""
    options: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Kept:
    """What was chosen for one kind and one reader."""

    to: str
    language: str
    beside: str
    profile: str
    both_sides: bool
    booklet: bool
    left_out: frozenset[str]


class PacketChoices(QFrame):
    """The choices as a card. What follows from the recipient is preset and may be changed.

    Signals:
        changed: by the person.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.setAccessibleName(_("What to print"))
        self._choices: Choices | None = None
        self._kind: KindChoice | None = None
        self._kept: dict[str, _Kept] = {}
        self.to = ChipGroup(_("For"), required=True)
        self.language = DropDown(_("Language"))
        self._state = Chip("", Tone.PLAIN)
        self.beside = DropDown(_("Second language beside it"))
        self._one_language = small(_("A packet in pictures is in one language."))
        self._one_language.hide()
        self.profile = ChipGroup(_("Style"), required=True)
        self.paper = ChipGroup(_("Paper"), papers(), required=True)
        self.both_sides = CheckBox(_("Print on both &sides of the paper"))
        self.booklet = CheckBox(_("Fold into a b&ooklet"))
        self.month = DropDown(_("Month of the calendar"))
        self.in_hand = CheckBox(_("I &hand it over myself"))
        self._by_hand = QWidget()
        why = small(_("The address is protected: never mail this, leave it or send it along."))
        self._by_hand.setLayout(column(self.in_hand, why))
        self._by_hand.hide()
        self.sections = PacketSections()
        self.printer = DropDown(_("Printer"))
        self._for = _tile(labelled(_("&For"), self.to))
        self._for.hide()
        self._printers = labelled(_("P&rinter"), self.printer)
        self._printers.hide()
        self._styles = _tile(labelled(_("St&yle"), self.profile))
        self._months = _tile(labelled(_("&Month of the calendar"), self.month))
        self._build()
        self.to.changed.connect(self._preset)
        self.language.chosen.connect(self._language_chosen)
        self.profile.changed.connect(self._profile_chosen)
        for part in (self.beside.chosen, self.paper.changed, self.month.chosen):
            part.connect(self.changed)
        self.sections.changed.connect(self.changed)
        self.in_hand.clicked.connect(self.changed)
        self.both_sides.clicked.connect(self.changed)
        self.booklet.clicked.connect(self._booklet_chosen)

    # --- what the page asks

    def show_choices(self, choices: Choices, kind: KindChoice, today: date) -> None:
        """Offer what there is to choose; what was chosen for the same family stays."""
        before, chosen = self._choices, self.to.value()
        if choices == before:
            return
        another = before is None or before.kind != choices.kind
        same = before is not None and before.household == choices.household
        if before and another:
            self._keep(before.kind)
        self._choices, self._kind = choices, kind
        offered = tuple(one for one in choices.recipients if not one.barred)
        metrics = self.to.fontMetrics()
        self.to.set_choices(tuple(Option(one.id, person(one, metrics)) for one in offered))
        self._for.setVisible(bool(offered))
        self._months.setVisible(_CALENDAR in {one.name for one in choices.sections})
        ids = [one.id for one in offered]
        stays = same and chosen in (ids or [""])
        kept = self._kept.get(choices.kind)
        wanted = chosen if stays else kept.to if kept else choices.first
        self.to.set_values(*filter(None, [wanted if wanted in ids else ""]))
        if stays and not another:
            self._offer_languages(self.language.value())
            self._follow_profile()
            self._follow_reader()
            return
        if before is None:
            self.paper.set_values(choices.paper)
            self._offer_months(choices.month, today.replace(day=1))
        if not same:
            self.in_hand.setChecked(False)
        self._offer_profiles()
        self.sections.leave_out()
        self.booklet.setChecked(False)
        self._take_usual()
        self._restore()

    def asked(self) -> Asked | None:
        """What is chosen; None before anything was offered."""
        if self._choices is None:
            return None
        return Asked(
            to=self.to.value(),
            language=self.language.value(),
            beside=self.beside.value() if self.beside.isEnabled() else ALONE,
            profile=self.profile.value(),
            paper=self.paper.value(),
            sections=self.sections.wanted(),
            month=date.fromisoformat(self.month.value()),
            in_hand=self.in_hand.isChecked() and self._by_hand.isVisibleTo(self),
            both_sides=self.both_sides.isChecked(),
            booklet=self.booklet.isChecked() and self.booklet.isEnabled(),
        )

    def offer_printers(self, names: tuple[str, ...]) -> None:
        """Offer printers, the usual one first; one alone is not asked about."""
        self.printer.set_choices(Option(name, name) for name in names)
        self._printers.setVisible(len(names) > 1)

    def forget(self) -> None:
        """Offer nobody, and forget what was chosen."""
        self._choices = None
        self._kept.clear()
        self.to.set_choices(())
        self._for.hide()

    def begin(self) -> None:
        """Go to the first choice."""
        first = self.language if self._for.isHidden() else self.to
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_in_hand(self) -> QWidget:
        """Go to the tick that says that it is handed over; gives what has to be in sight."""
        self.in_hand.setFocus(Qt.FocusReason.OtherFocusReason)
        return self._by_hand

    # --- what follows from what

    def _preset(self) -> None:
        self._take_usual()
        self.changed.emit()

    def _take_usual(self) -> None:
        """Choose what serves this recipient best."""
        reader = self._reader()
        self._offer_languages(reader.language if reader else _ENGLISH)
        self.beside.set_value(self._usual_beside())
        self.profile.set_values(self._usual_profile(reader))
        self._usual_sides()
        self._follow_profile()
        self._follow_reader()

    def _usual_profile(self, reader: RecipientChoice | None) -> str:
        offered = self._kind.profiles if self._kind else (Profile.STANDARD,)
        wanted = reader.profile if reader else ""
        return wanted if wanted in offered and wanted == Profile.PICTURE else offered[0]

    def _usual_beside(self) -> str:
        """What both sides sign, both sides read: unless it is the family's own language."""
        usual = self._kind.beside if self._kind else ""
        return usual if self.beside.findData(usual) >= 0 else ALONE

    def _keep(self, kind: str) -> None:
        self._kept[kind] = _Kept(
            to=self.to.value(),
            language=self.language.value(),
            beside=self.beside.value(),
            profile=self.profile.value(),
            both_sides=self.both_sides.isChecked(),
            booklet=self.booklet.isChecked(),
            left_out=self.sections.left_out(),
        )

    def _restore(self) -> None:
        """Choose again what was chosen for this kind, if it is for the same reader."""
        kept = self._kept.get(self._choices.kind) if self._choices else None
        if kept is None or kept.to != self.to.value():
            return
        self._offer_languages(kept.language)
        self.beside.set_value(kept.beside)
        self.profile.set_values(kept.profile)
        self.both_sides.setChecked(kept.both_sides)
        self.booklet.setChecked(kept.booklet)
        self.sections.leave_out(kept.left_out)
        self._follow_profile()
        self._show_state()

    def _language_chosen(self) -> None:
        self._offer_beside()
        self._show_state()
        self.changed.emit()

    def _profile_chosen(self) -> None:
        self._usual_sides()
        self._follow_profile()
        if self.profile.value() == Profile.READ_ALOUD and self.beside.value() == ALONE:
            self.beside.set_value(_ENGLISH)  # for who reads, beside what the family hears
        self.changed.emit()

    def _booklet_chosen(self) -> None:
        self._follow_booklet()
        self.changed.emit()

    def _follow_booklet(self) -> None:
        """Halved pages are for everybody's eyes alone; a booklet has backs, whatever is chosen."""
        self.booklet.setEnabled(self.profile.value() == Profile.STANDARD)
        folded = self.booklet.isChecked() and self.booklet.isEnabled()
        self.both_sides.setEnabled(not folded)

    def _follow_reader(self) -> None:
        reader = self._reader()
        self._by_hand.setVisible(bool(reader and reader.by_hand))
        self._show_state()

    def _usual_sides(self) -> None:
        """Two pages of pictures are seen side by side; what is longer is printed on both sides."""
        self.both_sides.setChecked(self.profile.value() != Profile.PICTURE)

    def _follow_profile(self) -> None:
        pictures = self.profile.value() == Profile.PICTURE
        self.beside.setEnabled(not pictures)
        self._one_language.setVisible(pictures)
        self._follow_booklet()
        self._offer_sections()
        self.month.setEnabled(_CALENDAR in self.sections.offered)

    # --- what is offered

    def _offer_languages(self, chosen: str) -> None:
        """Offer the languages that have words, and the one she reads, whether it has or not."""
        known = self._choices.languages if self._choices else ()
        tags = [one.tag for one in known]
        reader = self._reader()
        more = [tag for tag in (reader.language if reader else "", chosen) if tag not in tags]
        self.language.set_choices(
            Option(tag, named(tag)) for tag in dict.fromkeys([*filter(None, more), *tags])
        )
        self.language.set_value(chosen)
        self._offer_beside()

    def _offer_beside(self) -> None:
        known = self._choices.languages if self._choices else ()
        own = parents(self.language.value())[-1]
        others = [one.tag for one in known if one.translated and parents(one.tag)[-1] != own]
        none = Option(ALONE, _("None"))
        self.beside.set_choices((none, *(Option(tag, named(tag)) for tag in others)))

    def _offer_profiles(self) -> None:
        offered = self._kind.profiles if self._kind else ()
        self.profile.set_choices(tuple(one for one in profiles() if one.value in offered))
        self._styles.setVisible(len(offered) > 1)

    def _offer_months(self, usual: date, first: date) -> None:
        months = [month_after(first, ahead) for ahead in range(_MONTHS)]
        self.month.set_choices(
            Option(
                one.isoformat(),
                _("{month} {year}").format(month=month_name(one.month), year=one.year),
            )
            for one in months
        )
        self.month.set_value(usual.isoformat())

    def _offer_sections(self) -> None:
        profile = self.profile.value()
        parts = self._choices.sections if self._choices else ()
        self.sections.offer(
            tuple(Option(one.name, one.title) for one in parts if profile in one.profiles)
        )

    def _show_state(self) -> None:
        """Say how far the words of the language can be trusted."""
        self._state.say(*state(self._language()))

    def _language(self) -> LanguageChoice | None:
        known = {one.tag: one for one in self._choices.languages} if self._choices else {}
        wanted = parents(self.language.value())
        return next((known[tag] for tag in wanted if tag in known), None)

    def _reader(self) -> RecipientChoice | None:
        chosen = self.to.value()
        return next((one for one in self._recipients() if one.id == chosen), None)

    def _recipients(self) -> tuple[RecipientChoice, ...]:
        return self._choices.recipients if self._choices else ()

    def _build(self) -> None:
        box = SteadyColumn(self)
        box.setContentsMargins(18, 16, 18, 16)
        box.setSpacing(14)
        tiles = Tiles(
            (
                self._for,
                _tile(labelled(_("&Language"), self.language), row(self._state, None)),
                _tile(labelled(_("Second language &beside it"), self.beside, self._one_language)),
                self._styles,
                _tile(labelled(_("Pap&er"), self.paper), self.both_sides, self.booklet),
                self._months,
            ),
            narrowest=_NARROWEST,
        )
        for part in (tiles, self._by_hand, self.sections, self._printers):
            box.addWidget(part)


def _tile(*parts: QWidget | QLayout) -> QWidget:
    made = QWidget()
    made.setLayout(column(*parts, None, spacing=8))
    return made
