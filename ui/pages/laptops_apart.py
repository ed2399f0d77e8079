"""What is kept apart of a laptop: why, what is in it, and whether it counts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QWidget

from liaison_app.actions import kept_apart
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.names import isolate
from ui.pages import exchange_words
from ui.text import joined
from ui.widgets.buttons import button, flat
from ui.widgets.labels import heading, small, text
from ui.widgets.layout import card, flow

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from liaison_app.actions.kept_apart import KeptApart
    from liaison_app.workspace import Workspace

_MOST = 40  # changes on one card


def apart_card(
    workspace: Workspace,
    one: KeptApart,
    today: date,
    take_in: Callable[[KeptApart], None],
    set_aside: Callable[[KeptApart], None],
) -> QFrame:
    """One laptop, why this does not count, how much it is, what it is, and the answers."""
    name = isolate(one.person)
    said = ngettext("{count} change", "{count} changes", one.changes).format(count=one.changes)
    parts: list[QWidget] = [
        heading(_("Kept apart: from {name}'s laptop").format(name=name)),
        text(one.reason),
        small(joined(said if one.changes else "", *one.families)),
    ]
    if one.last:
        when = exchange_words.moment(one.last, today)
        parts.append(small(_("Last written {when}, by its clock.").format(when=when)))
    if one.unreadable:
        parts.append(
            small(
                ngettext(
                    "{count} bundle cannot be read here.",
                    "{count} bundles cannot be read here.",
                    one.unreadable,
                ).format(count=one.unreadable)
            )
        )
    lines = kept_apart.contents(workspace, one.laptop, one.why)
    parts += [small(each) for each in lines[:_MOST]]
    if len(lines) > _MOST:
        more = len(lines) - _MOST
        words = ngettext("{count} more change", "{count} more changes", more)
        parts.append(small(words.format(count=more)))
    parts.append(text(one.advice))
    answers = [button(_("Take it in"), partial(take_in, one))] if one.may_take_in else []
    if not one.aside:
        answers.append(flat(_("Set it aside"), partial(set_aside, one)))
    for answer in answers:
        answer.setAccessibleDescription(name)
    if answers:
        holder = QWidget()
        holder.setLayout(flow(*answers))
        parts.append(holder)
    return card(*parts, kind="card" if one.aside else "hero", spacing=8)
