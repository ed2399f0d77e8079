"""Rows of families that change hands: offered, answered, disagreed on; and those of Today."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QWidget

from liaison_app.actions import family_hand_over_lists as lists
from liaison_app.actions.family_hand_over_work import words
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.names import isolate
from ui.pages import exchange_words
from ui.text import joined
from ui.tokens import Tone
from ui.widgets.buttons import button, flat
from ui.widgets.chips import Chip
from ui.widgets.labels import ElidedLabel, Label, heading, small, text
from ui.widgets.layout import card, column, flow, line, row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from liaison_app.actions.family_hand_over_lists import Contested, Handed, Late
    from liaison_app.workspace import Workspace


def handed_row(one: Handed, *buttons: QWidget) -> QWidget:
    """A family, from whom to whom, what it brings along, and what can be done."""
    way = _("from {giver} to {receiver}").format(
        giver=isolate(one.giver) if one.giver else _("nobody"), receiver=isolate(one.receiver)
    )
    parts = column(Label(isolate(one.family), "strong", wrap=True), small(way), spacing=2)
    if one.state == "offered":
        parts.addWidget(small(joined(*words(one.goes))))
        for said in (_stays(one), one.note):
            if said:
                parts.addWidget(text(said))
    else:
        parts.addWidget(small(joined(lists.state_words(one.state), one.answer)))
    if buttons:
        holder = QWidget()
        holder.setLayout(flow(*buttons))
        parts.addWidget(holder)
    made = QWidget()
    made.setLayout(parts)
    made.setAccessibleName(joined(one.family, way))
    return made


def _stays(one: Handed) -> str:
    """What the former liaison goes on doing, as it was offered."""
    giver = isolate(one.giver)
    if one.keeps_visits and one.keeps_steps:
        words_ = _("{name} still makes the planned visits and keeps what is promised.")
    elif one.keeps_visits:
        words_ = _("{name} still makes the planned visits.")
    elif one.keeps_steps:
        words_ = _("{name} still keeps what is promised.")
    else:
        return ""
    return words_.format(name=giver)


def contested_card(one: Contested, decide: Callable[[str, str], None]) -> QFrame:
    """Two people said different things of one family: what, and the answers that there are."""
    parts: list[QWidget] = [
        heading(
            _("Two people said different things about {family}").format(family=isolate(one.family))
        ),
        *(text(said) for said in one.said),
    ]
    if one.may_decide:
        answers = []
        for staff, name in one.choices:
            words_ = _("It is with {name}").format(name=isolate(name))
            made = button(words_, partial(decide, one.id, staff))
            made.setAccessibleDescription(isolate(one.family))
            answers.append(made)
        holder = QWidget()
        holder.setLayout(flow(*answers))
        parts += [text(_("Talk to each other, then say whose the family is:")), holder]
    return card(*parts, kind="hero", spacing=10)


def late_card(found: Sequence[Late], today: date, go: Callable[..., None]) -> QFrame:
    """What former liaisons wrote after the hand-over: it counts, and is with the family."""
    made = card(
        heading(_("Written after the hand-over")),
        text(_("By colleagues who had not heard of it yet, or who finished something.")),
    )
    box = made.layout()
    for one in found:
        opens = flat(
            _("Open"),
            partial(go, "family", household=one.household),
            name=_("Open: {family}").format(family=isolate(one.family)),
        )
        told = column(
            ElidedLabel(one.family, "strong"),
            small(joined(one.who, exchange_words.moment(one.at, today))),
        )
        holder = QWidget()
        holder.setLayout(row(told, opens, stretch=0))
        if box:
            box.addWidget(line())
            box.addWidget(holder)
    return made


def rows_of_today(workspace: Workspace, go: Callable[..., None]) -> list[QWidget]:
    """Families that a colleague hands over, and those on which two people disagree."""
    made = []
    offered = lists.for_me(workspace)
    for giver in dict.fromkeys(one.giver for one in offered):
        count = sum(one.giver == giver for one in offered)
        said = ngettext("{count} family from {name}", "{count} families from {name}", count).format(
            count=count, name=isolate(giver) if giver else _("nobody")
        )
        made.append(_row_of_today("handing " + (giver or "-"), said, go, _("Handed to you")))
    for one in lists.contested(workspace):
        if one.may_decide:
            said = _("{family}: two people said different things").format(
                family=isolate(one.family)
            )
            made.append(_row_of_today(f"handing {one.id}", said, go, _("Decide")))
    return made


def _row_of_today(key: str, said: str, go: Callable[..., None], chip: str) -> QWidget:
    opens = flat(
        _("Look"), partial(go, "family_hand_over"), name=_("Look: {what}").format(what=said)
    )
    opens.setObjectName(key)
    made = QWidget()
    told = column(ElidedLabel(said, "strong"), Chip(chip, Tone.ACCENT), spacing=2)
    made.setLayout(row(told, opens, spacing=10, stretch=0))
    return made
