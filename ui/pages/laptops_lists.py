"""The lists of the laptops page: those that take part, and the invites of this laptop."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QWidget

from liaison_app.actions.laptops import InviteState
from liaison_app.language.catalogues import _
from liaison_app.language.dates import format_date
from ui.pages import exchange_words
from ui.text import joined
from ui.tokens import Tone
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import flat
from ui.widgets.chips import Chip
from ui.widgets.labels import ElidedLabel, heading, muted, small
from ui.widgets.layout import FoldingRow, card, column, flow, line, row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from liaison_app.actions.laptops import InviteLine, LaptopLine

_WAITING = (InviteState.OPEN, InviteState.ASKED)


def laptops_card(
    found: Sequence[LaptopLine],
    today: date,
    remove: Callable[[LaptopLine], None] | None = None,
    lost: Callable[[LaptopLine], None] | None = None,
    read_out: Callable[[LaptopLine], Callable[[], None] | None] = lambda _line: None,
    *,
    role: Callable[[LaptopLine], Callable[[], None] | None] = lambda _line: None,
) -> QFrame:
    """Every laptop of the team, this one first.

    Args:
        found: the laptops.
        today: the local date.
        remove: asks whether one is to go; None where that is not for this laptop to do.
        lost: reports one as lost; None where that is not for this laptop to do.
        read_out: gives what shows the code of one to whoever lets its owner in; None without one.
        role: gives what asks which role one is to have besides; None if it cannot have another.
    """
    made = card(heading(_("In the team")))
    box = made.layout()
    for one in sorted(found, key=lambda laptop: (not laptop.own, laptop.removed, laptop.person)):
        if box:
            box.addWidget(line())
            box.addWidget(_laptop(one, today, remove, _rarely(one, lost, read_out(one), role(one))))
    return made


def invites_card(
    found: Sequence[InviteLine], today: date, cancel: Callable[[InviteLine], None]
) -> QFrame:
    """The invites of this laptop, those still open first."""
    made = card(heading(_("Invites")))
    box = made.layout()
    if box and not found:
        box.addWidget(muted(_("An invite lets a colleague's laptop join the team.")))
    for one in sorted(found, key=lambda invite: invite.state not in _WAITING):
        if box:
            box.addWidget(line())
            box.addWidget(_invite(one, today, cancel))
    return made


def _laptop(
    one: LaptopLine,
    today: date,
    remove: Callable[[LaptopLine], None] | None,
    rarely: QWidget | None,
) -> QWidget:
    since = _("since {date}").format(date=format_date(one.since.astimezone().date()))
    if one.own:
        heard = ""
    elif one.heard:
        heard = _("Last heard: {when}").format(when=exchange_words.moment(one.heard, today))
    else:
        heard = _("No file of theirs came yet")
    words = column(ElidedLabel(one.person, "strong"), small(joined(*one.roles, since)))
    if heard:
        words.addWidget(small(heard))
    parts: list[QWidget] = []
    if one.own:
        parts.append(Chip(_("This laptop"), Tone.ACCENT))
    if one.removed:
        parts.append(Chip(_("Removed"), Tone.WARN))
    elif remove and not one.own:
        name = _("Remove the laptop: {name}").format(name=one.person)
        parts.append(flat(_("Remove…"), partial(remove, one), name=name))
    if rarely:
        words.addWidget(rarely)
    made = FoldingRow(row(Avatar(one.person, 40), words, spacing=12, stretch=1), *parts)
    made.setAccessibleName(joined(one.person, *one.roles, since, heard))
    return made


def _rarely(
    one: LaptopLine,
    lost: Callable[[LaptopLine], None] | None,
    read_out: Callable[[], None] | None,
    role: Callable[[], None] | None,
) -> QWidget | None:
    """What is seldom done with a laptop, below what is known of it."""
    parts = []
    if role:
        name = _("Another role: {name}").format(name=one.person)
        parts.append(flat(_("Another role…"), role, name=name))
    if lost and not one.own:
        name = _("Lost or stolen: {name}").format(name=one.person)
        parts.append(flat(_("Lost or stolen…"), partial(lost, one), name=name))
    if read_out:
        name = _("Forgot the passphrase: {name}").format(name=one.person)
        parts.append(flat(_("Forgot the passphrase…"), read_out, name=name))
    if not parts:
        return None
    holder = QWidget()
    holder.setLayout(flow(*parts))
    return holder


def _invite(one: InviteLine, today: date, cancel: Callable[[InviteLine], None]) -> QWidget:
    way = _("by post") if one.by_post else _("in the same room")
    until = _("until {when}").format(when=exchange_words.moment(one.expires, today))
    open_ = one.state in _WAITING
    words = column(
        ElidedLabel(one.person, "strong"),
        small(joined(one.role, way, until if open_ else "")),
        small(one.words),
    )
    parts: list[QWidget] = []
    if one.state is InviteState.OPEN:
        lost = _("Its code cannot be shown again. If it is lost, cancel this and invite again.")
        words.addWidget(small(lost))
    if open_:
        name = _("Cancel the invite: {name}").format(name=one.person)
        parts.append(flat(_("Cancel…"), partial(cancel, one), name=name))
    return FoldingRow(words, *parts)
