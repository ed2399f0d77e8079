"""Sealed facts follow their family: into the stream of whose it is now, as new records.

Dots name no stream, so a record never changes streams. What moves is written anew in the other one;
the old record is emptied for good and removed. The new id follows from the old one, so that two
laptops which move the same fact make one. It is for those who can read what moves: a coordinator's
laptop, or that of whoever had the family.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from liaison_app.records import TYPES
from liaison_app.store import caseloads, rights, settings
from liaison_app.store.named_ids import named_id
from liaison_app.sync import forgetting, membership, rosters
from liaison_app.sync.roster_entries import COORDINATOR
from liaison_app.workspace import Add, Redact, Remove

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.records import Record, RecordType
    from liaison_app.store.driver import Connection
    from liaison_app.workspace import Change, Workspace

MOVE = "sealed.move"


def settle(workspace: Workspace) -> None:
    """Move whatever lies in another caseload than its family is in, as far as that is for us.

    A coordinator's laptop does it, so that nothing stays with a former liaison; every laptop does
    it for what it wrote before its team had sealed streams.
    """
    facts = list(_facts(workspace))
    if not facts:
        return
    roster = workspace.reading(rosters.known)
    coordinates = COORDINATOR in roster.roles_of(workspace.device.partition(".")[0])
    changes: list[Change] = []
    for record_type, fact in facts:
        stream = workspace.reading(partial(caseloads.stream_of_id, record_id=fact.id))
        if not _family_is_there(workspace, fact):
            continue  # whether it stays is asked of who can read what is left of it
        if coordinates or stream not in roster.owners:
            owner = workspace.reading(
                partial(
                    caseloads.owner_of,
                    household=str(getattr(fact, "household", "")),
                    writer=workspace.person,
                    today=workspace.today(),
                )
            )
            changes += _changes(workspace, record_type, fact, owner)
    if changes:
        workspace.commit(MOVE, changes)


def of_family(workspace: Workspace, household: str, to_staff: str) -> tuple[Change, ...]:
    """Give the changes that bring a family's facts into somebody's caseload ("": nobody's)."""
    changes: list[Change] = []
    for record_type, fact in _facts(workspace, household):
        changes += _changes(workspace, record_type, fact, to_staff)
    return tuple(changes)


def reads_here(conn: Connection, record_id: str) -> bool:
    """Whether this laptop is a member of the stream that a sealed fact is in."""
    roster = rosters.known(conn)
    own = roster.laptops.get(settings.get(conn, "device").partition(".")[0])
    stream = caseloads.stream_of_id(conn, record_id)
    if own is None or stream not in roster.owners:
        return True
    return membership.reads(own, roster.owners[stream])


def _changes(
    workspace: Workspace, record_type: RecordType, fact: Record, owner: str
) -> list[Change]:
    """Give the changes that bring one fact into a caseload; none if it is there or not ours."""
    stream = workspace.reading(partial(caseloads.stream_of_id, record_id=fact.id))
    target = workspace.reading(partial(caseloads.stream_of, owner=owner))
    whole = stream not in workspace.reading(forgetting.forgotten)  # else others hold more of it
    if stream == target or not (
        whole and workspace.reading(partial(reads_here, record_id=fact.id))
    ):
        return []
    cls = record_type.cls
    values = {name: getattr(fact, name) for name in record_type.fields}
    made = rights.in_stream(target, named_id(workspace.root, f"moved|{fact.id}|{target}"))
    emptied = [
        Redact(cls, fact.id, name)
        for name, spec in record_type.fields.items()
        if values[name] != spec.default and not spec.required  # whose it was may be known
    ]
    add = [] if _is_here(workspace, record_type, made) else [Add(cls(id=made, **values), owner)]
    return [*add, *emptied, Remove(cls, fact.id)]


def _facts(workspace: Workspace, household: str = "") -> Iterator[tuple[RecordType, Record]]:
    for name in caseloads.SEALED_TYPES:
        which = {"household": household} if household else {}
        for fact in workspace.all(TYPES[name].cls, **which):
            yield TYPES[name], fact


def _family_is_there(workspace: Workspace, fact: Record) -> bool:
    sql = "SELECT 1 FROM household WHERE id = :id AND NOT deleted"
    return bool(workspace.read(sql, {"id": getattr(fact, "household", "")}))


def _is_here(workspace: Workspace, record_type: RecordType, record_id: str) -> bool:
    sql = f"SELECT 1 FROM {record_type.name} WHERE id = :id"  # noqa: S608  (a declared type)
    return bool(workspace.read(sql, {"id": record_id}))
