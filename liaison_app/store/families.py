"""Which families records belong to, so that whoever shows them knows what to read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.records import TYPES
from liaison_app.store.owning import ERASURE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from liaison_app.store.driver import Connection

MANY_HOUSEHOLDS = 50


def households_of(conn: Connection, written: Mapping[str, str]) -> frozenset[str] | None:
    """Give the families that records belong to: id to type name; `None` if they are many."""
    if len(written) > MANY_HOUSEHOLDS or ERASURE in written.values():
        return None
    found: set[str] = set()
    for record_id, type_name in written.items():
        found.update(_households(conn, record_id, type_name))
    return frozenset(found) if len(found) <= MANY_HOUSEHOLDS else None


def types_of(written: Mapping[str, str]) -> frozenset[str]:
    """Give the types of what was written: id to type name; an erasure reaches every type."""
    return frozenset(TYPES if ERASURE in written.values() else written.values())


def _households(conn: Connection, record_id: str, type_name: str) -> Iterable[str]:
    if type_name == "household":
        return [record_id]
    if type_name == "person":
        return _of_people(conn, [record_id])
    references = TYPES[type_name].references
    fields = [f for f, t in references.items() if t in ("household", "visit", "person")]
    if not fields:
        return []
    row = conn.execute(
        f"SELECT {', '.join(fields)} FROM {type_name} WHERE id = ?",  # noqa: S608  (declared names)
        (record_id,),
    ).fetchone()
    if row is None:  # not here yet: what waits for a newer program, or a child before its parent
        return []
    direct = [row[f] for f in fields if references[f] == "household" and row[f]]
    if direct:
        return direct
    visits = [row[f] for f in fields if references[f] == "visit" and row[f]]
    found = [h for v in visits for h in _households(conn, v, "visit")]
    return found or _of_people(conn, [row[f] for f in fields if references[f] == "person"])


def _of_people(conn: Connection, people: Iterable[str]) -> list[str]:
    return [
        row[0]
        for person in people
        for row in conn.execute(
            "SELECT household FROM household_member WHERE person = ?", (person,)
        )
    ]
