"""What colleagues wrote without having seen that something is removed, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.actions import difference_words
from liaison_app.actions.removing import counted
from liaison_app.actions.titles import reference_titles, shown_value
from liaison_app.language.catalogues import N_, _, ngettext
from liaison_app.language.names import isolate
from liaison_app.records import TYPES
from liaison_app.store import belonging
from liaison_app.store.belonging import Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liaison_app.actions.difference_sides import Place
    from liaison_app.records.values import Stored
    from liaison_app.workspace import Workspace

_LINES = 6
_LONGEST = 90  # characters of a text, to recognise it by
_TO_JUDGE = 1000  # characters of a text that decides whether a record stays
_FIRST = ("note", "commitment", "visit", "contact_log", "family_story", "follow_up", "person")
_TOLD = {
    "note": ("text",),
    "visit": ("planned_start", "started", "family_said"),
    "contact_log": ("at", "gist"),
    "family_story": ("topic", "gist", "words"),
}
"""What tells a record best, where that is more than its title."""

_BRING_BACK = {
    "household": N_("Bring the family back, or remove these too?"),
    "person": N_("Bring the person back, or remove these too?"),
    "visit": N_("Bring the visit back, or remove these too?"),
}


def explained(
    type_name: str, removers: Sequence[str], others: Sequence[str], left: Sequence[Piece]
) -> str:
    """Say who removed a record, and what others wrote for it without having seen that.

    Args:
        type_name: the record's type.
        removers: who removed it.
        others: who wrote what is left; nobody if the removers did themselves.
        left: what is there still.
    """
    said = difference_words.who_removed(type_name, removers)
    what = counted(one.type for one in left)
    if others:
        sentence = _("{who} wrote for it without having seen that: {what}.")
        who = difference_words.names(others, begin=True)
        meanwhile = sentence.format(who=who, what=what)
    else:
        meanwhile = _("This is there still: {what}.").format(what=what)
    return " ".join((said, meanwhile, _("Nobody sees this until somebody says what to do.")))


def went_with(workspace: Workspace, place: Place) -> str:
    """Say what went with a record and comes back with it, after a space; "" for nothing."""
    owner = Piece(place.type, place.id)
    gone = workspace.reading(lambda conn: belonging.comes_back_with(conn, owner))
    if not gone:
        return ""
    sentence = _("What went with it comes back with it: {what}.")
    return " " + sentence.format(what=counted(one.type for one in gone))


def question(type_name: str) -> str:
    """What the person is asked."""
    return _(_BRING_BACK[type_name])


def side_words(*, removed: bool) -> str:
    """What becomes of the record."""
    return _("It stays removed") if removed else _("It comes back")


def lines(workspace: Workspace, left: Sequence[Piece]) -> tuple[str, ...]:
    """What is left, a line each, what was written in words first."""
    order = {name: place for place, name in enumerate(_FIRST)}
    found = sorted(left, key=lambda one: order.get(one.type, len(order)))
    told = [_line(workspace, one) for one in found[:_LINES]]
    return (*told, *_and_more(len(found) - len(told)))


def changed(
    workspace: Workspace, type_name: str, unseen: Sequence[tuple[str, Stored]]
) -> tuple[str, ...]:
    """What was written into a record that somebody removed meanwhile, a line for each field.

    Args:
        workspace: where.
        type_name: the record's type.
        unseen: field and value, stored form.
    """
    told = [
        _("{kind}: {what}").format(
            kind=difference_words.label_of(type_name, name),
            what=isolate(
                _short(difference_words.value_words(workspace, type_name, name, value), _TO_JUDGE)
            ),
        )
        for name, value in unseen[:_LINES]
    ]
    return (*told, *_and_more(len(unseen) - len(told)))


def _line(workspace: Workspace, one: Piece) -> str:
    record_type = TYPES[one.type]
    [row] = workspace.read(
        f"SELECT * FROM {one.type} WHERE id = :id",  # noqa: S608  (a declared type)
        {"id": one.id},
    )
    names = [
        name
        for name in _TOLD.get(one.type, record_type.title)
        if record_type.references.get(name) != "household"
        and not record_type.fields[name].field.secret
    ]
    known = reference_titles(workspace, record_type, [row], names)
    parts = [_short(shown_value(record_type.fields[name], row[name], known)) for name in names]
    kind = _(record_type.label)
    told = " · ".join(isolate(part) for part in parts if part)
    return _("{kind}: {what}").format(kind=kind, what=told) if told else kind


def _and_more(more: int) -> tuple[str, ...]:
    if not more:
        return ()
    return (ngettext("and {count} more", "and {count} more", more).format(count=more),)


def _short(text: str, longest: int = _LONGEST) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"
