"""What was found, and the commands that fit, as rows of the search list."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from liaison_app.actions.finding import Group
from liaison_app.language.catalogues import N_, _
from liaison_app.language.dates import format_date
from liaison_app.language.folding import fold
from ui import places
from ui.search_list import Line, Row
from ui.text import joined

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from liaison_app.actions.finding import Found
    from ui.shell import Shell

_HEADINGS = {
    Group.FAMILY: N_("Families"),
    Group.PERSON: N_("People"),
    Group.THING: N_("Kits and schools"),
    Group.WRITTEN: N_("Written down"),
}
_ICONS = {
    "household": "users",
    "person": "user",
    "kit": "backpack",
    "school": "school",
    "visit": "calendar-event",
    "note": "notes",
    "family_story": "message",
    "contact_log": "phone",
    "commitment": "heart-handshake",
    "follow_up": "checklist",
}
_SHORTEST_COMMAND = 2


def rows(shell: Shell, lock: Callable[[], object], found: Sequence[Found], text: str) -> list[Row]:
    """Rows under headings: what was found, then commands whose names begin with the text."""
    made: list[Row] = []
    for group, hits in groupby(found, key=lambda hit: hit.group):
        made.append(Row(Line(_(_HEADINGS[group]))))
        made += [_row(shell, hit) for hit in hits]
    commands = _commands(shell, lock, text)
    if commands:
        made += [Row(Line(_("Commands"))), *commands]
    return made


def _row(shell: Shell, hit: Found) -> Row:
    def show() -> None:
        if hit.household:
            shell.go("family", household=hit.household, type=hit.type, id=hit.id)
        else:
            shell.go("records", type=hit.type, id=hit.id)

    detail = Line(hit.detail.text, hit.detail.marks)
    if hit.group is Group.WRITTEN:
        aside = joined(hit.kind, format_date(hit.when) if hit.when else "")
        title = Line(hit.household_name or hit.title)
    else:
        title = Line(hit.title, hit.title_marks)
        aside = hit.household_name if detail.text else ""
        detail = detail if detail.text else Line(hit.household_name or hit.about)
    return Row(title, detail, aside, _ICONS.get(hit.type, "file-text"), show)


def _commands(shell: Shell, lock: Callable[[], object], text: str) -> list[Row]:
    typed = fold(text)
    if len(typed) < _SHORTEST_COMMAND:
        return []
    known: list[tuple[str, str, Callable[[], object]]] = [
        (_(named), place.icon, lambda name=place.name: shell.go(name))  # type: ignore[misc]
        for place in places.PLACES
        if (named := place.label or place.command)
    ]
    known.append((_("Lock"), "lock", lock))
    return [
        Row(Line(label, ((0, len(text)),)), icon=icon, open=action)
        for label, icon, action in known
        if any(word.startswith(typed) for word in (fold(label), *fold(label).split()))
    ]
