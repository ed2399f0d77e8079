"""Work of every kind on one laptop, for what gives it other names."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from liaison_app.records.governance import Consent, ConsentState
from liaison_app.records.kits import Kit, MovementReason, StockMovement
from liaison_app.records.partnership import Note
from liaison_app.records.people import ExternalId, Household, HouseholdMember, Person
from liaison_app.records.schools import School
from liaison_app.store import history, renaming
from liaison_app.store.driver import transaction
from liaison_app.workspace import Add, Lift, Put, Redact, Remove, Workspace

if TYPE_CHECKING:
    from collections.abc import Callable


NEW = "a.77"


def an_id(n: int) -> str:
    return str(uuid.UUID(int=n, version=4))


def worked(workspace: Workspace, name: Callable[[int], str] = an_id) -> None:
    """Write something of every kind: chains of edits, an undo, redactions, two streams at once."""
    home, person, school, kit, note = (name(n) for n in range(1, 6))
    workspace.commit(
        "family.add",
        [
            Add(School(id=school, name="Oak")),
            Add(Household(id=home, name="Lopez")),
            Add(Person(id=person, given_name="Ana")),
            Add(HouseholdMember(id=name(6), household=home, person=person)),
            Add(
                ExternalId(
                    id=name(7), record_type="person", record=person, system="sis", key="4711"
                )
            ),
        ],
    )
    workspace.commit("kit.add", [Add(Kit(id=kit, name="Books"))])
    workspace.commit(
        "kit.count",
        [Add(StockMovement(id=name(8), kit=kit, change=5, reason=MovementReason.RECEIVED))],
    )
    workspace.commit("note.add", [Add(Note(id=note, household=home, text="planted zebra"))])
    workspace.commit("note.edit", [Put(Note, note, {"text": "a second zebra"})])
    second = list(history.revisions(workspace.conn, note, "text"))[1].n
    workspace.commit("note.redact", [Redact(Note, note, "text", revision=second)])
    workspace.commit("note.edit", [Put(Note, note, {"text": "a third"})])
    workspace.commit("note.redact", [Redact(Note, note, "text")])
    workspace.commit("note.lift", [Lift(Note, note, "text")])
    workspace.commit("note.edit", [Put(Note, note, {"text": "after the lift"})])
    workspace.commit("consent.add", [Add(Consent(id=name(9), giver=person, purpose="photo"))])
    for state in (ConsentState.GIVEN, ConsentState.WITHDRAWN):
        workspace.commit("consent.put", [Put(Consent, name(9), {"state": state})])
    workspace.commit("person.put", [Put(Person, person, {"given_name": "Anna"})])
    workspace.commit("two", [Put(Person, person, {"given_name": "An"}), Remove(School, school)])
    last = workspace.read("SELECT origin, act FROM op ORDER BY n DESC LIMIT 1")[0]
    workspace.commit("undo", [Put(School, school, {"deleted": False})], undoes=tuple(last))


def last_seqs(workspace: Workspace, device: str) -> dict[str, int]:
    return {
        row["stream"]: row["last"]
        for row in workspace.read(
            "SELECT stream, max(seq) AS last FROM op JOIN origin ON origin.n = op.origin"
            " WHERE dev = :dev GROUP BY stream",
            {"dev": device},
        )
    }


def move(workspace: Workspace, device: str, first: dict[str, int], new: str = NEW) -> int:
    with transaction(workspace.conn):
        return sum(
            renaming.move_tail(workspace.conn, stream, device, at, new)
            for stream, at in first.items()
        )


def shown(workspace: Workspace) -> list[tuple[Any, ...]]:
    actions = history.actions(workspace.conn, workspace.device) + history.actions(
        workspace.conn, NEW
    )
    return sorted((a.number, a.name, a.records, a.undone, a.undoes) for a in actions)
