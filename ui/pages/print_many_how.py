"""How the prints of several families are set; each in the language that its reader reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame

from liaison_app.actions.packet_choices import ALONE
from liaison_app.actions.packets import usual_paper
from liaison_app.language.catalogues import _
from ui.pages.packet_words import named, papers, profiles
from ui.widgets.button_words import CheckBox
from ui.widgets.chip_group import ChipGroup, Option
from ui.widgets.drop_down import DropDown
from ui.widgets.labels import small
from ui.widgets.layout import SteadyColumn, Tiles, labelled

if TYPE_CHECKING:
    from liaison_app.actions.packet_choices import KindChoice
    from liaison_app.actions.packets import Wished

_ENGLISH = "en"


class PrintManyHow(QFrame):
    """Style, second language, paper and printer."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.setAccessibleName(_("How to print"))
        self.profile = DropDown(_("Style"))
        self.beside = DropDown(_("Second language beside it"))
        self.paper = ChipGroup(_("Paper"), papers(), required=True)
        self.paper.set_values(usual_paper())
        self.both_sides = CheckBox(_("Print on both &sides of the paper"))
        self.both_sides.setChecked(True)
        self.printer = DropDown(_("Printer"))
        self._printers = labelled(_("P&rinter"), self.printer)
        self._printers.hide()
        box = SteadyColumn(self)
        box.setContentsMargins(18, 16, 18, 16)
        box.setSpacing(14)
        box.addWidget(small(_("Each one is in the language that its reader reads.")))
        box.addWidget(
            Tiles(
                (
                    labelled(_("St&yle"), self.profile),
                    labelled(_("Second language &beside it"), self.beside),
                    labelled(_("Pap&er"), self.paper, self.both_sides),
                ),
                narrowest=210,
            )
        )
        box.addWidget(self._printers)

    def show_kind(self, kind: KindChoice) -> None:
        """Offer what this kind can be; the rest stays as it is chosen."""
        styles = [one for one in profiles() if one.value in kind.profiles]
        usual = Option("", _("As it suits each reader"))
        self.profile.set_choices((usual, *styles))
        tags = dict.fromkeys([_ENGLISH, kind.beside] if kind.beside else [_ENGLISH])
        none, languages = Option(ALONE, _("None")), [Option(tag, named(tag)) for tag in tags]
        self.beside.set_choices((none, *languages))
        self.beside.set_value(kind.beside or ALONE)

    def offer_printers(self, names: tuple[str, ...]) -> None:
        """Offer printers, the usual one first; one alone is not asked about."""
        self.printer.set_choices(Option(name, name) for name in names)
        self._printers.setVisible(len(names) > 1)

    def wishes(self) -> Wished:
        """What is chosen for all."""
        return {
            "profile": self.profile.value(),
            "beside": self.beside.value(),
            "paper": self.paper.value(),
            "both_sides": None if self.both_sides.isChecked() else False,
        }
