"""One kit beside the shelf: its number, what is in it, who has one, and its ledger."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QVBoxLayout, QWidget

from liaison_app.language.catalogues import _, pgettext
from liaison_app.language.dates import format_date
from ui.pages.family_section import Section, change_button, name_button, two_lines
from ui.qt import override
from ui.text import joined
from ui.tokens import Tone
from ui.widgets import labels
from ui.widgets.buttons import button, flat
from ui.widgets.chips import Chip, due_chip
from ui.widgets.layout import column, flow, row

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QFocusEvent

    from liaison_app.actions.kit_pages import Held, KitPage, Movement, Thing

_LEDGER = 12


class KitActions(Protocol):
    """What the panel may ask of the page."""

    def edit(self, type_name: str, record_id: str) -> None:
        """Open a form."""

    def add_thing(self, kit: str) -> None:
        """Open the form of something new in a kit."""

    def hand_over(self, *, lend: bool, kit: str = "") -> None:
        """Open the form that gives or lends."""

    def stock(self, kit: str, *, counted: bool) -> None:
        """Open the form that receives or counts."""

    def take_back(self, loan: str) -> None:
        """Write down that a lent kit came back."""

    def lose(self, loan: str) -> None:
        """Write down that a lent kit will not come back."""

    def go(self, page: str, **target: str) -> None:
        """Show another page."""


class KitPanel(QWidget):
    """What there is to know and to do about `kit`."""

    def __init__(self, page: KitPage, actions: KitActions, today: date) -> None:
        super().__init__()
        self.kit = page.line.id
        self._give = button(
            _("Give"), partial(actions.hand_over, lend=False, kit=self.kit), icon="gift"
        )
        lend = partial(actions.hand_over, lend=True, kit=self.kit)
        receive = partial(actions.stock, self.kit, counted=False)
        count = partial(actions.stock, self.kit, counted=True)
        change = partial(actions.edit, "kit", self.kit)
        printed = partial(actions.go, "packet", kind="kit-contents", subject=self.kit)
        buttons = QWidget()
        buttons.setLayout(
            flow(
                self._give,
                button(_("Lend"), lend, icon="backpack"),
                button(_("Receive"), receive, icon="download"),
                button(_("Count"), count, icon="checklist"),
                button(_("Print the list"), printed, icon="printer"),
                flat(pgettext("button", "Change"), change, icon="pencil"),
            )
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(14)
        box.addLayout(_number(page))
        if page.description:
            box.addWidget(labels.muted(page.description))
        box.addWidget(buttons)
        box.addWidget(_things(page, actions))
        box.addWidget(_holders(page, actions, today))
        box.addWidget(_ledger(page))

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._give.setFocus(event.reason())


def _number(page: KitPage) -> QVBoxLayout:
    stock = page.line.stock
    number = labels.Label(str(stock), "number")
    number.setAccessibleName(_("In stock: {count}").format(count=stock))
    chips: list[QWidget] = []
    if page.line.low and page.reorder_level is not None:
        words = _("Fewer than {count}: reorder").format(count=page.reorder_level)
        chips.append(Chip(words, Tone.WARN))
    if stock < 0:
        chips.append(Chip(_("More went than came: count the shelf"), Tone.DANGER))
    about = joined(page.line.language, page.line.grades)
    return column(
        row(number, labels.muted(_("in stock")), *chips, None, spacing=8), labels.small(about)
    )


def _things(page: KitPage, actions: KitActions) -> Section:
    made = Section(_("In the kit"), _("Add"), partial(actions.add_thing, page.line.id))
    if not page.things:
        made.say(_("Books, games, guides: what is in it stands here."))
    for one in page.things:
        made.add(_thing(one, actions))
    return made


def _thing(one: Thing, actions: KitActions) -> QWidget:
    many = f"{one.quantity} × " if one.quantity != 1 else ""
    words = two_lines(labels.text(many + one.what), one.kind)
    change = change_button(one.what, partial(actions.edit, "kit_content", one.id))
    made = QWidget()
    made.setLayout(row(words, change, stretch=0))
    return made


def _holders(page: KitPage, actions: KitActions, today: date) -> Section:
    made = Section(_("Who has one"))
    out = [one for one in page.held if one.out]
    if not out:
        made.say(_("None is lent at the moment."))
    for one in out:
        made.add(_holder(one, actions, today))
    return made


def _holder(one: Held, actions: KitActions, today: date) -> QWidget:
    visit = partial(actions.go, "family", household=one.household)
    family = name_button("users", one.family, visit, most=26)
    lent = _("lent {date}").format(date=format_date(one.on)) if one.on else ""
    chips: list[QWidget] = [due_chip(one.due, today)] if one.due else []
    agreement = partial(actions.go, "packet", household=one.household, kind="loan", subject=one.id)
    buttons = QWidget()
    buttons.setLayout(
        flow(
            flat(
                _("Agreement"),
                agreement,
                icon="printer",
                name=_("Print the agreement: {family}").format(family=one.family),
            ),
            flat(
                _("Returned"),
                partial(actions.take_back, one.id),
                icon="check",
                name=_("Returned: {family}").format(family=one.family),
            ),
            flat(
                _("Lost"),
                partial(actions.lose, one.id),
                name=_("Lost: {family}").format(family=one.family),
            ),
        )
    )
    made = QWidget()
    made.setLayout(
        column(
            row(family, None),
            row(labels.small(joined(lent, one.label)), *chips, stretch=0),
            buttons,
        )
    )
    return made


def _ledger(page: KitPage) -> Section:
    made = Section(_("Came and went"))
    if not page.movements:
        made.say(_("Nothing yet. Receive or count the first ones."))
    for one in page.movements[:_LEDGER]:
        made.add(_movement(one))
    return made


def _movement(one: Movement) -> QWidget:
    day = format_date(one.at) if one.at else ""
    change = labels.strong(f"{one.change:+d}")
    words = labels.small(joined(one.reason, day, one.staff))
    made = QWidget()
    made.setLayout(row(change, words, spacing=14, stretch=1))
    return made
