"""The cards of the page that says how the exchange is: words first, then a picture, then colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from liaison_app.actions import health
from liaison_app.language.catalogues import _, ngettext
from ui.pages import exchange_place_words, exchange_words
from ui.text import joined
from ui.tokens import Tone
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import flat
from ui.widgets.chips import Chip
from ui.widgets.labels import ElidedLabel, IconLabel, heading, muted, small, text
from ui.widgets.layout import card, column, flow, line, row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from liaison_app.actions.health import ColleagueLine, Health
    from liaison_app.actions.remotes import RemoteLine


def look_card(found: Health, *, warnings: bool) -> QFrame:
    """What needs a look, the most urgent first; or that nothing does.

    A place that is away is none of it: it is tried again by itself, and said where the places are.

    Args:
        found: how the exchange is.
        warnings: there are some, which stand above.
    """
    away = {health.trouble_of(place) for place in found.places if place.rests}
    parts = [_marked("alert-triangle", "warn", said) for said in found.words if said not in away]
    for one in found.colleagues:
        parts += [_marked("user", "warn", joined(one.name, said)) for said in one.words]
    if not parts:
        words = _("The warnings above.") if warnings else _("Nothing.")
        parts = [_marked("info-circle", "muted", words)]
    return card(heading(_("What needs a look")), *parts)


def written_card(found: Health) -> QFrame:
    """Where the changes of this laptop are. Green and a tick: only for what was acknowledged."""
    parts: list[QWidget] = []
    if found.only_here:
        words = ngettext(
            "{count} change is only on this laptop.",
            "{count} changes are only on this laptop.",
            found.only_here,
        )
        words = words.format(count=f"{found.only_here:,}")
        parts.append(_marked("device-laptop", "accent_text", words))
    if found.on_the_way:
        words = ngettext(
            "{count} change left this laptop and is not known to be with everybody.",
            "{count} changes left this laptop and are not known to be with everybody.",
            found.on_the_way,
        )
        words = words.format(count=f"{found.on_the_way:,}")
        parts.append(_marked("clock", "muted", words))
    if not parts and found.colleagues:
        words = _("Every colleague is known to have everything that you wrote.")
        parts.append(_marked("circle-check", "ok", words))
    if not parts:
        parts.append(_marked("info-circle", "muted", _("Nobody else is in the team yet.")))
    return card(heading(_("What you wrote")), *parts)


def places_card(
    found: Health, copies: Sequence[str], today: date, go: Callable[[], object]
) -> QFrame:
    """The shared places, and where sealed copies of erased words lie.

    What can be done with places is on the exchange page.
    """
    made = card(heading(_("Shared places")))
    box = made.layout()
    for place in found.places:
        if box:
            box.addWidget(line())
            box.addWidget(_place(place, today))
    if box and not found.places:
        box.addWidget(muted(_("There is none yet. Files and sticks work without one.")))
    for said in copies:
        if box:
            box.addWidget(_marked("trash", "muted", said))
    if box:
        holder = QWidget()
        holder.setLayout(flow(flat(_("Add, test or change a place"), go)))
        box.addWidget(holder)
    return made


def colleagues_card(found: Health, today: date) -> QFrame:
    """The other laptops of the team: who was heard when, what each may lack, and why."""
    made = card(heading(_("Colleagues")))
    box = made.layout()
    for one in found.colleagues:
        if box:
            box.addWidget(line())
            box.addWidget(_colleague(one, today))
    if box and not found.colleagues:
        box.addWidget(muted(_("No other laptop in the team yet")))
    return made


def _place(place: RemoteLine, today: date) -> QWidget:
    last = exchange_place_words.last(place, today)
    said, icon, tone = exchange_place_words.state(place)
    picture = IconLabel(exchange_place_words.KINDS[place.kind_name][1], "accent_text", 24)
    parts = [small(last), _marked(icon, tone, said)]
    return _told(picture, place.name, parts, joined(place.name, last, said))


def _colleague(one: ColleagueLine, today: date) -> QWidget:
    heard = _("Not heard yet")
    if one.heard:
        heard = _("Last heard: {when}").format(when=exchange_words.moment(one.heard, today))
    parts: list[QWidget] = [small(heard)]
    parts += [_marked("alert-triangle", "warn", words) for words in one.words]
    lacks = may_lack(one)
    chip = Chip(lacks, Tone.PLAIN if one.lacks or not one.heard else Tone.OK)
    return _told(
        Avatar(one.name, 32), one.name, parts, joined(one.name, heard, lacks, *one.words), chip
    )


def may_lack(one: ColleagueLine) -> str:
    """What a colleague is not known to have."""
    if not one.heard:
        return _("Nothing is known yet")
    return exchange_words.lacks(one)


def _told(
    picture: QWidget, name: str, parts: Sequence[QWidget], spoken: str, chip: Chip | None = None
) -> QWidget:
    top = row(picture, ElidedLabel(name, "strong"), spacing=12, stretch=1)
    made = QWidget()
    made.setLayout(column(top, *([chip] if chip else []), *parts, spacing=4))
    made.setAccessibleName(spoken)
    return made


def _marked(icon: str, tone: str, words: str) -> QWidget:
    mark = IconLabel(icon, tone, 20)
    box = row(mark, text(words), spacing=10, stretch=1)
    box.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
    made = QWidget()
    made.setLayout(box)
    made.setAccessibleName(words)
    return made
