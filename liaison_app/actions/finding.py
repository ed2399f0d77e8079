"""Finding anything by what a person remembers of it: a name in any script, a number, a word.

Families come first, then people, then kits and schools, then what was written down, newest first.
An address or a number leads to those who have it. What was removed is not found.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from liaison_app.actions import protected_places
from liaison_app.actions.near_names import NearNames
from liaison_app.actions.snippets import Marks, Snippet, marked, number_snippet, snippet
from liaison_app.actions.titles import call_name, language_name, local_date, titles
from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate
from liaison_app.records import TYPES
from liaison_app.records.values import as_json, to_record
from liaison_app.store import search

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from liaison_app.records.values import Stored
    from liaison_app.workspace import Workspace

FEW = 5  # under so many names, those that are nearly right are shown as well


class Group(StrEnum):
    """What kind of thing was found, in the order in which they are shown."""

    FAMILY = "family"
    PERSON = "person"
    THING = "thing"
    WRITTEN = "written"


@dataclass(frozen=True)
class Found:
    """One hit.

    Attributes:
        type: the record type; an address or number is given as the family or person it leads to.
        kind: the type's name in the interface's language.
        title: what it is called.
        title_marks: ranges of characters of `title` that match.
        household: id of the family it belongs to; "" for none.
        household_name: what that family is called; "" for the family itself.
        about: for a family, its people and home language: many have the same name.
        detail: the address, number or passage that matches; "" if the title says it all.
        when: the local date of what was written.
    """

    group: Group
    type: str
    id: str
    kind: str
    title: str
    title_marks: Marks = ()
    household: str = ""
    household_name: str = ""
    about: str = ""
    detail: Snippet = field(default_factory=Snippet)
    when: date | None = None


_GROUPS = {"household": Group.FAMILY, "person": Group.PERSON}
_WHEN = {
    "visit": "planned_start",
    "note": "at",
    "family_story": "told_on",
    "contact_log": "at",
    "commitment": "due",
    "follow_up": "due",
}


def find(
    workspace: Workspace, text: str, limit: int = 20, *, near: NearNames | None = None
) -> list[Found]:
    """Find what matches every word of `text`, the last one as a beginning.

    Args:
        workspace: the open workspace, or a view of it; its connection may be interrupted.
        text: what was typed.
        limit: at most so many; names leave room for a third of what was written.
        near: keeps all names in memory between searches; without it they are read when needed.

    Raises:
        Cancelled: the search was interrupted.
    """
    text = text.strip()
    if not text or limit < 1:
        return []
    names = workspace.reading(lambda conn: search.names(conn, text, limit))
    notes = workspace.reading(lambda conn: search.notes(conn, text, limit))
    room = limit - min(len(notes), limit // 3)
    named = _named(workspace, text, _in_turn(names, room))
    if len(named) < FEW:
        known = {(found.type, found.id) for found in named}
        more = (near or NearNames()).find(workspace, text, room)
        named += [f for f in _named(workspace, text, more) if (f.type, f.id) not in known]
    order = list(Group)
    named = sorted(named[:room], key=lambda found: order.index(found.group))
    return [*named, *_written(workspace, text, notes[: limit - len(named)])]


def families(workspace: Workspace, text: str, limit: int = 20) -> list[Found]:
    """Find families by their name, by who lives there, or by a number or address of theirs.

    Args:
        workspace: the open workspace, or a view of it.
        text: what was typed.
        limit: at most so many; those called so come first.
    """
    hits = workspace.reading(lambda conn: search.names(conn, text.strip(), limit * 20))
    named = sorted(_named(workspace, text, hits), key=lambda found: found.type != "household")
    homes = list(dict.fromkeys(found.household for found in named if found.household))
    return _described(workspace, text, {("household", one): Snippet() for one in homes[:limit]})


def guarded(workspace: Workspace, text: str, limit: int = 20) -> list[Found]:
    """Find sealed facts and restrictions, newest first; whoever asks has shown the PIN.

    Args:
        workspace: the open workspace, or a view of it.
        text: what was typed.
        limit: at most so many.
    """
    hits = workspace.reading(lambda conn: search.guarded(conn, text.strip(), limit))
    rows = _by_type(workspace, hits)
    present = [(hit, rows[hit.type][hit.id]) for hit in hits if hit.id in rows[hit.type]]
    children = _homes(workspace, [row["child"] for hit, row in present if _is_tie(hit)])
    at = {
        hit.id: children.get(row["child"], "") if _is_tie(hit) else row["household"]
        for hit, row in present
    }
    names = titles(workspace, "household", at.values())
    return [
        Found(
            group=Group.WRITTEN,
            type=hit.type,
            id=hit.id,
            kind=_(TYPES[hit.type].label),
            title=_(TYPES[hit.type].label),
            household=at[hit.id],
            household_name=names.get(at[hit.id], ""),
            detail=snippet(" ".join(row[f] for f in search.GUARDED[hit.type] if row[f]), text),
        )
        for hit, row in present
    ]


def _is_tie(hit: search.Hit) -> bool:
    return hit.type == "relationship"


def hit_as_json(workspace: Workspace, found: Found) -> dict[str, Any]:
    """Give a hit as one JSON object: its record's declared fields, and what was found."""
    rows = _rows(workspace, found.type, [found.id])
    whole: dict[str, Stored] = as_json(to_record(TYPES[found.type].cls, rows[found.id]))
    said = {
        "type": found.type,
        "title": found.title,
        "household": found.household,
        "household_name": found.household_name,
        "detail": found.detail.text,
    }
    return {"id": found.id, **said, **whole, "household": found.household}


def _in_turn(hits: Sequence[search.Hit], room: int) -> list[search.Hit]:
    """Keep the best of each type in turn, so that many families leave room for people."""
    places: Counter[str] = Counter()
    ranked = []
    for hit in hits:
        places[hit.type] += 1
        ranked.append((places[hit.type], hit))
    ranked.sort(key=lambda one: one[0])
    return [hit for _place, hit in ranked[:room]]


def _named(workspace: Workspace, text: str, hits: Sequence[search.Hit]) -> list[Found]:
    """Names, and those whose numbers or addresses were found, each once."""
    rows = _by_type(workspace, hits)
    details: dict[tuple[str, str], Snippet] = {}
    for hit in hits:
        row = rows[hit.type].get(hit.id)
        if row:
            where, detail = _leads_to(hit, row, text)
            details.setdefault(where, detail)
    return _described(workspace, text, details)


def _leads_to(hit: search.Hit, row: Any, text: str) -> tuple[tuple[str, str], Snippet]:
    if hit.type == "contact_point":
        owner = ("person", row["person"]) if row["person"] else ("household", row["household"])
        return owner, number_snippet(row["value"], text)
    if hit.type == "address":
        lines = ", ".join(part for part in (row["line_1"], row["city"]) if part)
        return ("household", row["household"]), marked(lines, text)
    return (hit.type, hit.id), Snippet()


def _described(
    workspace: Workspace, text: str, details: Mapping[tuple[str, str], Snippet]
) -> list[Found]:
    wanted: dict[str, list[str]] = defaultdict(list)
    for type_name, record_id in details:
        wanted[type_name].append(record_id)
    alive = {t: _rows(workspace, t, ids).keys() for t, ids in wanted.items()}
    called = {t: titles(workspace, t, ids) for t, ids in wanted.items()}
    homes = _homes(workspace, wanted["person"])
    family_names = titles(workspace, "household", homes.values())
    about = _about(workspace, list(alive.get("household", ())))
    found = []
    for (type_name, record_id), detail in details.items():
        if record_id not in alive[type_name]:
            continue
        title = called[type_name][record_id]
        home = record_id if type_name == "household" else homes.get(record_id, "")
        found.append(
            Found(
                group=_GROUPS.get(type_name, Group.THING),
                type=type_name,
                id=record_id,
                kind=_(TYPES[type_name].label),
                title=title,
                title_marks=marked(title, text).marks,
                household=home,
                household_name=family_names.get(home, "") if type_name == "person" else "",
                about=about.get(record_id, ""),
                detail=detail,
            )
        )
    return found


def _about(workspace: Workspace, families: Sequence[str]) -> dict[str, str]:
    names: dict[str, list[str]] = {family: [] for family in families}
    for row in workspace.read(
        "SELECT m.household, p.* FROM household_member m JOIN person p ON p.id = m.person"
        " WHERE NOT m.deleted AND NOT p.deleted"
        " AND m.household IN (SELECT value FROM json_each(:ids)) ORDER BY m.n",
        {"ids": json.dumps(families)},
    ):
        names[row["household"]].append(isolate(call_name(row)))
    languages = _rows(workspace, "household", families)
    return {
        family: " · ".join(
            part
            for part in (", ".join(people), language_name(languages[family]["home_language"]))
            if part
        )
        for family, people in names.items()
    }


def _written(workspace: Workspace, text: str, hits: Sequence[search.Hit]) -> list[Found]:
    rows = _by_type(workspace, hits)
    present = [(hit, rows[hit.type][hit.id]) for hit in hits if hit.id in rows[hit.type]]
    homes = _rows(workspace, "household", [row["household"] for _hit, row in present])
    names = titles(workspace, "household", homes)
    return [
        Found(
            group=Group.WRITTEN,
            type=hit.type,
            id=hit.id,
            kind=_(TYPES[hit.type].label),
            title=_(TYPES[hit.type].label),
            household=row["household"],
            household_name=names.get(row["household"], ""),
            detail=snippet(" ".join(row[f] for f in search.WRITTEN[hit.type] if row[f]), text),
            when=local_date(row[_WHEN[hit.type]]) if row[_WHEN[hit.type]] else None,
        )
        for hit, row in present
        if row["household"] in homes
    ]


def _by_type(workspace: Workspace, hits: Iterable[search.Hit]) -> dict[str, dict[str, Any]]:
    ids: dict[str, list[str]] = defaultdict(list)
    for hit in hits:
        ids[hit.type].append(hit.id)
    return {type_name: _rows(workspace, type_name, found) for type_name, found in ids.items()}


def _rows(workspace: Workspace, type_name: str, ids: Sequence[str]) -> dict[str, Any]:
    """Live records by their ids, but addresses that nobody may read."""
    found = workspace.read(
        f"SELECT * FROM {type_name} WHERE NOT deleted"  # noqa: S608  (a declared type's name)
        " AND id IN (SELECT value FROM json_each(:ids))",
        {"ids": json.dumps(list(ids))},
    )
    hidden = protected_places.hidden(workspace) if type_name == "address" and found else ()
    return {row["id"]: row for row in found if row["id"] not in hidden}


def _homes(workspace: Workspace, people: Sequence[str]) -> dict[str, str]:
    """The family that a person is shown with: the first of those that he or she lives with."""
    rows = workspace.read(
        "SELECT person, household FROM household_member WHERE NOT deleted"
        " AND person IN (SELECT value FROM json_each(:ids)) ORDER BY n DESC",
        {"ids": json.dumps(list(people))},
    )
    return {row["person"]: row["household"] for row in rows}
