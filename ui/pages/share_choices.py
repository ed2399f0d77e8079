"""To whom a family's facts are given, for what, about whom, until when, and as what."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QFrame, QLineEdit, QListView

from liaison_app.actions.sharing import Request
from liaison_app.language.catalogues import _
from liaison_app.records.declare import Kind
from liaison_app.records.sharing import EXCEPTIONS, Basis, Form
from ui.forms.rows import FormRow
from ui.forms.spec import RowSpec
from ui.widgets.button_words import CheckBox
from ui.widgets.chip_group import ChipGroup, Option
from ui.widgets.drop_down import DropDown
from ui.widgets.labels import small
from ui.widgets.layout import SteadyColumn, labelled

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison_app.actions.share_choices import ShareChoices

_EVERYBODY = ""
_CONSENT = ""


class ShareChoicesCard(QFrame):
    """The choices as a card.

    Signals:
        changed: by the person: what was shown before no longer holds.
    """

    changed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.setAccessibleName(_("To whom, and for what"))
        self._today = today
        self._choices: ShareChoices | None = None
        self._offers = QListView()
        self.purpose = DropDown(_("For what"))
        self.recipient = QLineEdit()
        self.recipient.setAccessibleName(_("To whom"))
        self.person = DropDown(_("About whom"))
        self.until = FormRow(RowSpec("until", _("They may keep it until"), Kind.DATE, today=today))
        self.form = ChipGroup(
            _("As"), tuple(Option(one.value, _(one.label)) for one in Form), required=True
        )
        self.form.set_values(Form.PDF.value)
        self.ground = DropDown(
            _("What allows it"),
            (
                Option(_CONSENT, _("The family's consent")),
                *(Option(one.value, _(one.label)) for one in EXCEPTIONS),
            ),
        )
        self.reason = FormRow(RowSpec("reason", _("Why the exception applies"), required=True))
        self.reason.hide()
        self.protected = CheckBox(_("The family wants this &all the same"))
        self.protected.setToolTip(_("Its address is protected. No address and no school goes out."))
        self.protected.hide()
        self._build()
        self._listen()

    def show_choices(self, choices: ShareChoices) -> None:
        """Offer what there is to choose for a family; all that was typed is gone."""
        self._choices = choices
        self.purpose.set_choices(Option(one.name, one.label) for one in choices.purposes)
        self.purpose.setCurrentIndex(0)
        everybody = Option(_EVERYBODY, _("The whole family"))
        self.person.set_choices((everybody, *(Option(*one) for one in choices.people)))
        self.person.setCurrentIndex(0)
        self.ground.set_value(_CONSENT)
        self.protected.setChecked(False)
        self.protected.hide()
        self.recipient.clear()
        self.reason.editor.set_value("")
        self._preset()

    def request(self, household: str, left_out: frozenset[str] = frozenset()) -> Request:
        """What is chosen.

        Raises:
            InvalidValue: the day cannot be read.
        """
        until = self.until.value()
        exception = self.ground.value()
        return Request(
            household=household,
            purpose=self.purpose.value(),
            recipient=self.recipient.text(),
            person=self.person.value(),
            left_out=left_out,
            form={one.value: one for one in Form}[self.form.value()],
            until=until if isinstance(until, date) else None,
            exception={one.value: one for one in Basis}[exception] if exception else None,
            reason=str(self.reason.editor.value() or "") if exception else "",
            despite_protection=self.protected.isChecked(),
        )

    def close_offers(self) -> None:
        """Take the list of names away that hangs below what is typed."""
        self._offers.hide()

    def begin(self) -> None:
        """Go where one begins."""
        self.purpose.setFocus(Qt.FocusReason.OtherFocusReason)

    def offer_protected(self) -> None:
        """Ask whether the family wants it although its address is protected."""
        self.protected.show()

    def _build(self) -> None:
        box = SteadyColumn(self)
        box.setContentsMargins(18, 16, 18, 16)
        box.setSpacing(12)
        for part in (
            labelled(_("&For what"), self.purpose),
            labelled(
                _("&To whom"),
                self.recipient,
                small(_("A clinic, a shelter, a school or a person, as the consent names it.")),
            ),
            labelled(_("A&bout whom"), self.person),
            self.until,
            labelled(_("A&s"), self.form),
            labelled(_("What allo&ws it"), self.ground),
            self.reason,
            self.protected,
        ):
            box.addWidget(part)
        box.addStretch(1)  # on a high screen the rows stay together

    def _listen(self) -> None:
        self.purpose.chosen.connect(self._preset)
        self.ground.chosen.connect(self._ground_chosen)
        for part in (self.person.chosen, self.form.changed, self.until.changed):
            part.connect(self.changed)
        self.reason.changed.connect(self.changed)
        self.protected.clicked.connect(self.changed)
        self.recipient.textEdited.connect(self.changed)

    def _preset(self) -> None:
        """What follows from the purpose: who may be named, and for how long."""
        if self._choices is None:
            return
        chosen = next(
            (one for one in self._choices.purposes if one.name == self.purpose.value()), None
        )
        if chosen is None:
            return
        offered = self._choices.adults if chosen.own else self._choices.recipients
        completer = QCompleter(list(offered), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._offers = QListView()
        self._offers.setProperty("look", "popup")
        self._offers.setAccessibleName(_("To whom"))
        completer.setPopup(self._offers)
        self.recipient.setCompleter(completer)
        self.until.editor.set_value(self._today() + timedelta(days=chosen.days))
        self.changed.emit()

    def _ground_chosen(self) -> None:
        self.reason.setVisible(bool(self.ground.value()))
        self.changed.emit()
