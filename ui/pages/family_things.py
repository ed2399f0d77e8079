"""What a family has and agreed to: kits and consents; and the staff who are there for them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from liaison_app.actions.consents import STANDING_LABELS, Standing
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.dates import format_date
from ui.pages.family_section import Section, change_button, two_lines
from ui.text import joined
from ui.tokens import Tone
from ui.widgets import labels
from ui.widgets.buttons import flat
from ui.widgets.chips import Chip, due_chip
from ui.widgets.layout import column, row

if TYPE_CHECKING:
    from datetime import date

    from liaison_app.actions.consents import ConsentLine
    from liaison_app.actions.family import FamilyPage, Helper
    from liaison_app.actions.kit_pages import Held
    from ui.pages.family_section import FamilyActions

_TONES = {
    Standing.GIVEN: Tone.OK,
    Standing.ENDING: Tone.WARN,
    Standing.EXPIRED: Tone.WARN,
    Standing.REFUSED: Tone.DANGER,
    Standing.WITHDRAWN: Tone.DANGER,
    Standing.UNANSWERED: Tone.PLAIN,
}
_MOST = 6


def kits(page: FamilyPage, actions: FamilyActions, today: date) -> Section:
    """Kits that are with the family, and those given to keep."""
    lend = flat(_("Lend"), partial(actions.hand_over, lend=True), name=_("Lend a kit"))
    made = Section(_("Kits"), _("Give"), partial(actions.hand_over, lend=False), others=(lend,))
    if not page.kits:
        made.say(_("Kits given or lent to the family stand here."))
    for one in page.kits[:_MOST]:
        made.add(_kit(one, actions, today))
    return made


def _kit(one: Held, actions: FamilyActions, today: date) -> QWidget:
    count = ngettext("{count} piece", "{count} pieces", one.quantity).format(count=one.quantity)
    day = format_date(one.on) if one.on else ""
    name = joined(one.kit_name, one.label)
    about = joined("" if one.out else one.state, day, count if one.quantity != 1 else "")
    parts: list[QWidget] = []
    if one.out and one.due:
        parts.append(due_chip(one.due, today))
    if one.out:
        sign = partial(actions.sign, "loan", one.id)
        parts.append(flat(_("Sign"), sign, name=_("Sign the loan: {kit}").format(kit=name)))
        back = partial(actions.take_back, one)
        parts.append(flat(_("Return"), back, name=_("Returned: {kit}").format(kit=name)))
    parts.append(change_button(name, partial(actions.edit, one.type, one.id)))
    made = QWidget()
    words = two_lines(labels.strong(name), about)
    made.setLayout(row(words, *parts, spacing=4, stretch=0))
    return made


def consents(page: FamilyPage, actions: FamilyActions) -> Section:
    """What was consented to; whether it has expired is worked out from today."""
    add = partial(actions.new, "consent")
    made = Section(_("Consents"), _("Add"), add)
    if not page.consents:
        made.say(_("What the family agreed to share, with whom and until when."))
    for one in page.consents:
        made.add(_consent(one, actions))
    return made


def _consent(one: ConsentLine, actions: FamilyActions) -> QWidget:
    what = joined(one.purpose or _("Consent"), one.recipient)
    ends = _("until {date}").format(date=format_date(one.expires_on)) if one.expires_on else ""
    gone = one.standing is Standing.WITHDRAWN and one.withdrawn_on
    if gone and one.withdrawn_on:
        ends = format_date(one.withdrawn_on)
    chip = Chip(_(STANDING_LABELS[one.standing]), _TONES[one.standing])
    words = column(
        labels.strong(what), labels.small(joined(one.giver, ends)), row(chip, None), spacing=3
    )
    parts: list[QWidget] = []
    if one.standing in (Standing.GIVEN, Standing.ENDING):
        name = _("Withdraw: {what}").format(what=what)
        parts.append(flat(_("Withdraw"), partial(actions.withdraw, one.id), name=name))
    parts.append(change_button(what, partial(actions.edit, "consent", one.id)))
    made = QWidget()
    made.setLayout(row(words, *parts, spacing=4, stretch=0))
    return made


def team(page: FamilyPage, actions: FamilyActions) -> Section:
    """Staff who are there for the family."""
    made = Section(_("Team"), _("Add"), partial(actions.new, "assignment"))
    if not page.team:
        made.say(_("Nobody is assigned yet."))
    for one in page.team:
        made.add(_helper(one, actions))
    give = partial(actions.go, "family_hand_over", household=page.id)
    made.add(flat(_("Hand over to a colleague…"), give))
    return made


def _helper(one: Helper, actions: FamilyActions) -> QWidget:
    words = two_lines(labels.strong(one.name), joined(one.role, one.phone))
    change = change_button(one.name, partial(actions.edit, "assignment", one.id))
    made = QWidget()
    made.setLayout(row(words, change, stretch=0))
    return made
