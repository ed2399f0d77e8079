"""The head of a family's page: who they are, their languages, who is there for them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QWidget

from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.dates import format_date
from liaison_app.language.names import isolate
from liaison_app.records.people import Interpreter
from ui.text import joined
from ui.tokens import Tone
from ui.widgets import labels
from ui.widgets.avatar import Avatar
from ui.widgets.badge import Badge
from ui.widgets.banner import Banner
from ui.widgets.buttons import button, icon_button, primary
from ui.widgets.chips import Chip
from ui.widgets.layout import Columns, card, column, flow, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison_app.actions.family import FamilyPage
    from ui.pages.family_section import FamilyActions


START = "start"
"""The name of the button that begins a visit note, where the keyboard stands at first."""


def header(
    page: FamilyPage, actions: FamilyActions, waiting: int = 0, *, unwanted: bool = False
) -> QFrame:
    """The card with the family's name, chips, and what one does from here.

    Args:
        page: the family.
        actions: what the parts may ask of the page.
        waiting: how many differences of this family wait for an answer.
        unwanted: the family asked not to be visited.
    """
    name = labels.ElidedLabel(page.name, "title")
    name.setAccessibleName(page.name)
    chips = QWidget()
    door = [Chip(_("Asked not to be visited"), Tone.DANGER)] if unwanted else []
    chips.setLayout(flow(*door, *_differences(page, actions, waiting), *_chips(page)))
    buttons = QWidget()
    history = icon_button("history", _("History"), partial(actions.go, "history"))
    erase = icon_button(
        "trash", _("Erase for good"), partial(actions.go, "erased", household=page.id)
    )
    begins = [] if page.removed else _begins(page, actions)
    buttons.setLayout(flow(history, *([] if page.erased else [erase]), *begins))
    who = QWidget()
    words = column(name, chips, spacing=6)
    who.setLayout(row(Avatar(page.name, 56), words, spacing=16, stretch=1))
    parts = [labels.muted(line) for line in _wishes(page)]
    return card(Columns(who, buttons, shares=(1, 0), fold=860), *parts)


def _begins(page: FamilyPage, actions: FamilyActions) -> list[QWidget]:
    """What one does from here."""
    change = partial(actions.edit, "household", page.id)
    packet = partial(actions.go, "packet", household=page.id)
    start = primary(
        _("&New visit note"), partial(actions.go, "debrief", household=page.id), icon="pencil"
    )
    start.setObjectName(START)
    return [
        icon_button("pencil", _("Change the family"), change),
        button(_("P&rint packet"), packet, icon="printer"),
        button(_("&Plan a visit"), partial(actions.new, "visit"), icon="calendar-plus"),
        start,
    ]


def removed_band(
    page: FamilyPage, bring_back: Callable[[], object], go: Callable[..., object]
) -> Banner:
    """The band over the page of a family that is removed: why, and the way on."""
    if page.stays:
        words = _("This family was made one with another entry. Write there.")
        clicked = partial(go, "family", household=page.stays)
        return Banner(words, Tone.WARN, _("Open that family"), clicked)
    if page.erased:
        words = _("This family was erased for good. Nothing is kept about it.")
        return Banner(words, Tone.DANGER, _("See when and by whom"), partial(go, "erased"))
    words = _("This family is removed. Bring it back before anything is written for it.")
    return Banner(words, Tone.DANGER, _("Bring the family back"), bring_back)


def _differences(page: FamilyPage, actions: FamilyActions, waiting: int) -> list[QWidget]:
    """The badge that says that something was written in different ways, and leads there."""
    if not waiting:
        return []
    words = ngettext("{count} difference", "{count} differences", waiting).format(count=waiting)
    made = Badge(words, partial(actions.go, "differences", household=page.id))
    made.setObjectName("differences")
    return [made]


def _chips(page: FamilyPage) -> list[QWidget]:
    made: list[QWidget] = []
    if page.closed_on:
        closed = _("Closed {date}").format(date=format_date(page.closed_on))
        made.append(Chip(closed, Tone.WARN))
    if page.language:
        both = page.language
        if page.autonym and page.autonym != page.language:
            both = joined(page.language, page.autonym)
        made.append(Chip(both, Tone.ACCENT))
    if page.interpreter:
        needed = page.interpreter != _(Interpreter.NO.label)
        words = _("Interpreter: {how}").format(how=page.interpreter.lower())
        made.append(Chip(words, Tone.WARN if needed else Tone.PLAIN))
    for helper in page.team:
        if helper.liaison:
            words = _("Liaison: {name}").format(name=isolate(helper.name))
            made.append(Chip(words, Tone.PLAIN))
    return made


def _wishes(page: FamilyPage) -> list[str]:
    said = []
    if page.best_times:
        said.append(_("Best times: {times}").format(times=isolate(page.best_times)))
    if page.wishes:
        said.append(_("For visits: {wishes}").format(wishes=isolate(page.wishes)))
    return [joined(*said)] if said else []
