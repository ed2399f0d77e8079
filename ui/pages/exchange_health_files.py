"""Attached files that wait, on the page that says how the exchange is: where, why, what to do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from liaison_app.actions.attachment_states import waiting_words
from liaison_app.language.catalogues import _, ngettext
from ui.widgets.buttons import flat
from ui.widgets.labels import ElidedLabel, heading, muted, small
from ui.widgets.layout import Part, card, column, flow, line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QFrame

    from liaison_app.actions.attachment_states import FileState
    from ui.pages.family_files import Fetching

_MOST = 12


def files_card(
    files: Sequence[FileState], work: Fetching, family: Callable[[str], object]
) -> QFrame:
    """The files that wait to go or to come, those that need a look first.

    Args:
        files: those that wait.
        work: fetches one, or wants it no more.
        family: shows a family's page.
    """
    made = card(heading(_("Attached files that wait")), *map(muted, waiting_words(files)))
    box = made.layout()
    for one in files[:_MOST]:
        if box:
            box.addWidget(line())
            box.addWidget(_file(one, work, family))
    more = len(files) - _MOST
    if box and more > 0:
        words = ngettext("And {count} more.", "And {count} more.", more).format(count=more)
        box.addWidget(muted(words))
    return made


def _file(one: FileState, work: Fetching, family: Callable[[str], object]) -> QWidget:
    name = one.name or _("A file")
    asks: list[QWidget] = [
        flat(
            _("Show the family"),
            partial(family, one.household),
            name=_("Show the family: {name}").format(name=name),
        )
    ]
    if one.can_fetch:
        said = _("Fetch: {name}").format(name=name)
        asks.append(flat(_("Fetch"), partial(work.fetch, one.id), name=said))
    if one.wanted:
        said = _("Do not fetch: {name}").format(name=name)
        asks.append(flat(_("Do not fetch"), partial(work.forget, one.id), name=said))
    holder, made = QWidget(), QWidget()
    holder.setLayout(flow(*asks))
    parts: list[Part] = [ElidedLabel(name, "strong"), small(one.words), holder]
    made.setLayout(column(*parts, spacing=2))
    return made
