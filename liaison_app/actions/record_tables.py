"""Tables of any type and any size: local numbers in order, and rows for some of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from liaison_app.actions import protected_places
from liaison_app.actions.record_types import describe, known_type
from liaison_app.actions.titles import reference_titles, shown_value
from liaison_app.language.folding import fold
from liaison_app.records import TYPES, Kind, RecordType
from liaison_app.store import search

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liaison_app.workspace import Workspace

_MOST_HITS = 2_000
_TEXTS = (Kind.TEXT, Kind.LONG_TEXT, Kind.CHOICE, Kind.LANGUAGE, Kind.DATE, Kind.TIME)
Row = tuple[int, tuple[str, ...]]


def numbers(
    workspace: Workspace,
    type_name: str,
    *,
    text: str = "",
    sort: str = "",
    descending: bool = False,
    deleted: bool = False,
) -> list[int]:
    """The local numbers of the records of a type that fit, in order; newest first by default.

    Args:
        workspace: where they are.
        type_name: their type.
        text: fits what is written in the record, or the name of whom or what it refers to.
        sort: the name of a field.
        descending: the other way around.
        deleted: those that were removed instead.

    Raises:
        UnknownRecord: there is no such kind.
    """
    record_type = known_type(type_name)
    tests, values = ["deleted = :deleted"], {"deleted": str(int(deleted))}
    if text.strip():
        tests.append(_fits(workspace, record_type, text.strip(), values))
        tests.append("id NOT IN (SELECT value FROM json_each(:hidden))")
        hidden = protected_places.hidden(workspace) if type_name == "address" else ()
        values["hidden"] = json.dumps(sorted(hidden))
    order = f"{sort} COLLATE NOCASE" if sort in record_type.fields else "n"
    downward = descending if sort else not descending
    rows = workspace.read(
        f"SELECT n FROM {type_name} WHERE {' AND '.join(tests)}"  # noqa: S608  (declared names)
        f" ORDER BY {order} {'DESC' if downward else 'ASC'}, n DESC",
        values,
    )
    return [row["n"] for row in rows]


def rows(workspace: Workspace, type_name: str, wanted: Sequence[int]) -> list[Row]:
    """The cells of the listed columns for some local numbers, in any order."""
    record_type = known_type(type_name)
    names = [field.name for field in describe(type_name).columns]
    found = workspace.read(
        f"SELECT * FROM {type_name}"  # noqa: S608  (a declared type)
        " WHERE n IN (SELECT value FROM json_each(:numbers))",
        {"numbers": json.dumps(list(wanted))},
    )
    found = protected_places.rows(workspace, type_name, found)
    known = reference_titles(workspace, record_type, found, names)
    fields = [record_type.fields[name] for name in names]
    return [(row["n"], tuple(shown_value(f, row[f.name], known) for f in fields)) for row in found]


def record_id(workspace: Workspace, type_name: str, number: int) -> str:
    """The id of the record with a local number; "" if it is gone."""
    known_type(type_name)
    found = workspace.read(
        f"SELECT id FROM {type_name} WHERE n = :n",  # noqa: S608  (a declared type)
        {"n": number},
    )
    return str(found[0]["id"]) if found else ""


def number_of(workspace: Workspace, type_name: str, record: str) -> int:
    """The local number of a record; -1 if there is none."""
    known_type(type_name)
    found = workspace.read(
        f"SELECT n FROM {type_name} WHERE id = :id",  # noqa: S608  (a declared type)
        {"id": record},
    )
    return int(found[0]["n"]) if found else -1


def _fits(workspace: Workspace, record_type: RecordType, text: str, values: dict[str, str]) -> str:
    """A condition on rows of the type, its values put into `values`."""
    values["like"] = f"%{_escaped(text)}%"
    tests = [
        f"{name} LIKE :like ESCAPE '!'"
        for name, spec in record_type.fields.items()
        if spec.kind in _TEXTS
    ]
    hits: dict[str, list[str]] = {}
    for hit in search.names(workspace.conn, text, _MOST_HITS):
        hits.setdefault(hit.type, []).append(hit.id)
    if record_type.name in hits:
        values["own"] = json.dumps(hits[record_type.name])
        tests.append("id IN (SELECT value FROM json_each(:own))")
    for name, refers_to in record_type.references.items():
        found = hits.get(refers_to) or _titled(workspace, refers_to, text)
        if found:
            values[f"ref_{name}"] = json.dumps(found)
            tests.append(f"{name} IN (SELECT value FROM json_each(:ref_{name}))")  # noqa: S608
    return f"({' OR '.join(tests)})"


def _titled(workspace: Workspace, type_name: str, text: str) -> list[str]:
    """Records of the few types that search does not index (staff, teams), by their titles."""
    record_type = TYPES[type_name]
    if type_name in search.NAMED or any(n in record_type.references for n in record_type.title):
        return []
    column = record_type.title[0]
    found = workspace.read(f"SELECT id, {column} AS title FROM {type_name}")  # noqa: S608
    sought = fold(text)
    return [row["id"] for row in found if sought in fold(row["title"] or "")]


def _escaped(text: str) -> str:
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")
