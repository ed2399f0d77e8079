"""Which differences are open, and which families they belong to: two or three quick questions."""

from __future__ import annotations

from collections import defaultdict
from hashlib import sha256
from typing import TYPE_CHECKING

from liaison_app.actions.difference_sides import Place
from liaison_app.records import TYPES, Merge
from liaison_app.store.merge import DELETED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from liaison_app.workspace import Workspace

_FAMILIES_OF = {
    "household": "SELECT :id AS home",
    "person": "SELECT DISTINCT household AS home FROM household_member"
    " WHERE person = :id AND NOT deleted ORDER BY n",
    "visit": "SELECT household AS home FROM visit WHERE id = :id",
}
_ID = 12  # hex digits: enough that no two of a team's differences are ever called alike


def difference_id(record: str, field: str) -> str:
    """What a difference is called: the same on every laptop."""
    return sha256(f"{record}|{field}".encode()).hexdigest()[:_ID]


def open_places(
    workspace: Workspace, waiting: Mapping[tuple[str, str, str], str]
) -> dict[str, tuple[Place, tuple[str, ...]]]:
    """Every open difference: its id to what it is about and the families it belongs to.

    Those of records that were removed since wait until the record comes back.

    Args:
        workspace: where.
        waiting: type, id and field of each to its merge policy, as `belonging.questions` gives it.
    """
    homes = {name: _homes(workspace, name) for name in {name for name, _id, _field in waiting}}
    return {
        difference_id(record, field): (
            Place(name, record, field, Merge(policy)),
            homes[name].get(record) or _family_of(workspace, name, record),
        )
        for (name, record, field), policy in waiting.items()
        if record in homes[name] or field == DELETED
    }


def _family_of(workspace: Workspace, type_name: str, record: str) -> tuple[str, ...]:
    """The families of a removed record for which something is there still."""
    question = _FAMILIES_OF.get(type_name)
    found = workspace.read(question, {"id": record}) if question else ()
    return tuple(row["home"] for row in found if row["home"])


def _homes(workspace: Workspace, type_name: str) -> dict[str, tuple[str, ...]]:
    """The families of each record of a type that has an open difference and is still there."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for row in workspace.read(
        f"SELECT DISTINCT r.id FROM conflict c CROSS JOIN {type_name} r ON r.id = c.id"  # noqa: S608
        " WHERE c.type = :type AND (NOT r.deleted OR c.field = :deleted)",
        {"type": type_name, "deleted": DELETED},
    ):
        found[row["id"]] = {}
    for question in _questions(type_name):
        for row in workspace.read(question, {"type": type_name}):
            if row["home"] and row["id"] in found:
                found[row["id"]][row["home"]] = None
    return {record: tuple(homes) for record, homes in found.items()}


def _questions(type_name: str) -> Iterator[str]:
    """Where a record says to which family it belongs: itself, its visit, or its people."""
    table = f"FROM conflict c CROSS JOIN {type_name} r ON r.id = c.id"
    kind = "WHERE c.type = :type"
    people = "CROSS JOIN household_member m ON m.person ="
    if type_name == "household":
        yield f"SELECT r.id, r.id AS home {table} {kind}"
    if type_name == "person":
        yield f"SELECT r.id, m.household AS home {table} {people} r.id {kind} AND NOT m.deleted"
    references = TYPES[type_name].references
    for name in (n for n, t in references.items() if t == "household"):
        yield f"SELECT r.id, r.{name} AS home {table} {kind}"
    for name in (n for n, t in references.items() if t == "visit"):
        visit = f"CROSS JOIN visit v ON v.id = r.{name}"
        yield f"SELECT r.id, v.household AS home {table} {visit} {kind}"
    for name in (n for n, t in references.items() if t == "person"):
        yield (
            f"SELECT r.id, m.household AS home {table} {people} r.{name} {kind} AND NOT m.deleted"
        )
