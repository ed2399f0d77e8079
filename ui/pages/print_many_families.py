"""For which families several prints are, and in which order they are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from liaison_app.actions import batch_families
from liaison_app.actions.batch_families import ORDER_LABELS, Order, Wanted
from liaison_app.actions.families import FILTER_LABELS, Filter
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.names import isolate
from ui.pages.packet_words import named
from ui.widgets.buttons import flat
from ui.widgets.chip_group import Option
from ui.widgets.drop_down import DropDown
from ui.widgets.labels import Label
from ui.widgets.layout import SteadyColumn, Tiles, labelled, row

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace


class PrintManyFamilies(QFrame):
    """The families as one chooses them: by a filter, a school of a child, a language.

    Signals:
        changed: by the person.
    """

    changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.setAccessibleName(_("Which families"))
        self._workspace = workspace
        self._text = ""
        self.which = DropDown(
            _("Families"), (Option(one.value, _(words)) for one, words in FILTER_LABELS.items())
        )
        self.school = DropDown(_("School of a child"))
        self.language = DropDown(_("Language at home"))
        self.order = DropDown(
            _("Order of printing"),
            (Option(one.value, _(words)) for one, words in ORDER_LABELS.items()),
        )
        self._count = Label("", "strong", wrap=True)
        self._found = flat(_("Show them all"), self._forget_text, icon="circle-x")
        box = SteadyColumn(self)
        box.setContentsMargins(18, 16, 18, 16)
        box.setSpacing(14)
        box.addWidget(
            Tiles(
                (
                    labelled(_("F&amilies"), self.which),
                    labelled(_("S&chool of a child"), self.school),
                    labelled(_("Language at &home"), self.language),
                    labelled(_("&Order of printing"), self.order),
                ),
                narrowest=210,
            )
        )
        box.addLayout(row(self._count, self._found, stretch=0))
        for part in (self.which, self.school, self.language):
            part.chosen.connect(self._choose)
        self.order.chosen.connect(self.changed)

    def show_choices(self, which: str = "", text: str = "") -> None:
        """Offer what there is now; a filter and a text chosen in the list are taken over."""
        any_one = Option("", _("All"))
        schools = batch_families.schools(self._workspace)
        self.school.set_choices((any_one, *(Option(key, name) for key, name in schools.items())))
        tags = batch_families.home_languages(self._workspace)
        self.language.set_choices((any_one, *(Option(tag, named(tag)) for tag in tags)))
        if which in set(Filter):
            self.which.set_value(which)
            self._text = text
        self._say()

    def begin(self) -> None:
        """Go to the first choice."""
        self.which.setFocus(Qt.FocusReason.OtherFocusReason)

    def wanted(self) -> Wanted:
        """The families that are chosen."""
        return Wanted(
            Filter(self.which.value() or Filter.ALL),
            self.school.value(),
            self.language.value(),
            self._text,
        )

    def chosen_order(self) -> Order:
        """In which order prints are made."""
        return Order(self.order.value() or Order.NAME)

    def _choose(self) -> None:
        self._say()
        self.changed.emit()

    def _forget_text(self) -> None:
        self._text = ""
        self._choose()
        self.begin()

    def _say(self) -> None:
        count = len(batch_families.households(self._workspace, self.wanted()))
        words = ngettext("{count} family", "{count} families", count).format(count=count)
        if self._text:
            words = _("{count}, found by “{text}”").format(count=words, text=isolate(self._text))
        self._count.setText(words)
        self._found.setVisible(bool(self._text))
