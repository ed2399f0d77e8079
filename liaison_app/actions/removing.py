"""Removing a family, person or visit with all that is its own, and bringing all of it back."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from liaison_app.language.catalogues import _, ngettext
from liaison_app.records import TYPES
from liaison_app.store import belonging
from liaison_app.store.merge import DELETED
from liaison_app.workspace import Put, Remove

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from liaison_app.store.belonging import Piece
    from liaison_app.workspace import Change, Touched, Workspace

_COUNTED = ("visit", "contact_log", "note", "commitment", "follow_up", "family_story", "person")
"""What is named in a sentence; of everything else only the number is."""


def removal(workspace: Workspace, owner: Piece) -> list[Change]:
    """Remove a record with all that is its own and still there."""
    own = workspace.reading(lambda conn: belonging.goes_with(conn, owner))
    return [Remove(TYPES[name].cls, record_id) for name, record_id in (owner, *own)]


def bringing_back(workspace: Workspace, owner: Piece) -> list[Change]:
    """Bring a record back with all that went with it, also where a colleague removed it."""
    own = workspace.reading(lambda conn: belonging.comes_back_with(conn, owner))
    return [_put(one, removed=False, settle=False) for one in (owner, *own)]


def answer(workspace: Workspace, owner: Piece, *, removed: bool) -> list[Change]:
    """Say whether a record stays, and say the same of all that is its own.

    It is also said of what is there anyhow, so that somebody is asked if a colleague says otherwise
    meanwhile.
    """
    also = belonging.asked_with if removed else belonging.comes_back_with
    own = workspace.reading(lambda conn: [*belonging.goes_with(conn, owner), *also(conn, owner)])
    return [_put(one, removed=removed, settle=True) for one in dict.fromkeys((owner, *own))]


def _put(piece: Piece, *, removed: bool, settle: bool) -> Change:
    return Put(TYPES[piece.type].cls, piece.id, {DELETED: removed}, settle=settle)


def went_with(workspace: Workspace, touched: Touched) -> str:
    """What else was removed or brought back by an action that named one record; "" for nothing."""
    others = workspace.read(
        "SELECT DISTINCT type, id FROM op WHERE id IN (SELECT value FROM json_each(:ids))"
        " AND id <> :first AND n >= :number",
        {
            "number": touched.number,
            "first": touched.ids[0] if touched.ids else "",
            "ids": json.dumps(touched.ids),
        },
    )
    return counted(row["type"] for row in others) if touched.number else ""


def counted(types: Iterable[str]) -> str:
    """How many of each kind, in words: “2 visits, 1 note, 3 other entries”."""
    numbers = Counter(types)
    named = [_number(name, numbers.pop(name)) for name in _COUNTED if numbers[name]]
    rest = sum(numbers.values())
    if rest and named:
        other = ngettext("{count} other entry", "{count} other entries", rest)
        named.append(other.format(count=rest))
    elif rest:
        named.append(ngettext("{count} entry", "{count} entries", rest).format(count=rest))
    return ", ".join(named)


def _number(name: str, count: int) -> str:
    forms: Mapping[str, str] = {
        "visit": ngettext("{count} visit", "{count} visits", count),
        "contact_log": ngettext("{count} contact", "{count} contacts", count),
        "note": ngettext("{count} note", "{count} notes", count),
        "commitment": ngettext("{count} promise", "{count} promises", count),
        "follow_up": ngettext("{count} next step", "{count} next steps", count),
        "family_story": ngettext("{count} family story", "{count} family stories", count),
        "person": ngettext("{count} person", "{count} people", count),
    }
    return forms[name].format(count=count)


def removed_words(workspace: Workspace, touched: Touched) -> str:
    """Say in a sentence what went besides the record itself; "" for nothing."""
    others = went_with(workspace, touched)
    return _("With it went {others}.").format(others=others) if others else ""


def returned_words(workspace: Workspace, touched: Touched) -> str:
    """Say in a sentence what came back besides the record itself; "" for nothing."""
    others = went_with(workspace, touched)
    return _("With it came back {others}.").format(others=others) if others else ""
