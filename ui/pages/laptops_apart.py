"""What came from a removed laptop: what is in it, and whether it counts."""

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
    take_in: Callable[[str], None],
    set_aside: Callable[[str], None],
) -> QFrame:
    """One removed laptop, how much came from it, what it is, and the two answers."""
    name = isolate(one.person)
    said = ngettext(
        "{count} change was made on {name}'s laptop, which is out of the team.",
        "{count} changes were made on {name}'s laptop, which is out of the team.",
        one.changes,
    ).format(count=one.changes, name=name)
    parts: list[QWidget] = [
        heading(_("Kept apart: from {name}'s laptop").format(name=name)),
        text(said),
        small(joined(*one.families)),
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
    lines = kept_apart.contents(workspace, one.laptop)
    parts += [small(each) for each in lines[:_MOST]]
    if len(lines) > _MOST:
        more = len(lines) - _MOST
        words = ngettext("{count} more change", "{count} more changes", more)
        parts.append(small(words.format(count=more)))
    parts.append(
        text(
            _(
                "Ask {name} whether this is what they wrote before it was lost. What is taken in"
                " counts for everybody; what is set aside is kept, and can be taken in later."
            ).format(name=name)
        )
    )
    answers = [button(_("Take it in"), partial(take_in, one.laptop))]
    if not one.aside:
        answers.append(flat(_("Set it aside"), partial(set_aside, one.laptop)))
    for answer in answers:
        answer.setAccessibleDescription(name)
    holder = QWidget()
    holder.setLayout(flow(*answers))
    return card(*parts, holder, kind="card" if one.aside else "hero", spacing=8)
