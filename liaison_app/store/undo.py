"""Undo is a new action: it never removes history and works after changes were sent.

For each field that the action wrote, if its write is still the live one, the former value is
written back; a record that it made is removed, unless somebody has worked on it since: then its
whole family stays. What was changed since is left as it is and named.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from liaison_app.records import TYPES, FieldSpec, Merge
from liaison_app.records.values import Stored, default_stored, from_stored
from liaison_app.store import erasing, history, ops, reopening
from liaison_app.store.applying import load
from liaison_app.store.changes import Change, Put, Remove
from liaison_app.store.hiding import emptied_for_good
from liaison_app.store.merge import DELETED, REDACT, Dot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from liaison_app.store.driver import Connection
    from liaison_app.store.ops import Op
    from liaison_app.store.writing import Progress


@dataclass(frozen=True)
class Left:
    """Something that an undo leaves as it is, because it was changed since."""

    type: str
    id: str
    field: str


@dataclass(frozen=True)
class Plan:
    """What undoing an action will write, and what it leaves."""

    changes: tuple[Change, ...]
    left: tuple[Left, ...]


def plan(conn: Connection, number: int, progress: Progress | None = None) -> Plan:
    """Work out how to undo an action, newest change first.

    Args:
        conn: inside a transaction if the plan is to be written.
        number: the action's number.
        progress: as `Writing.run` takes it.
    """
    changes: list[Change] = []
    left: list[Left] = []
    log = []
    for op in history.ops_of(conn, number):
        if erasing.upon(conn, (op.type, op.id)):
            left.append(Left(op.type, op.id, ""))
        else:
            log.append(op)
    reopened = reopening.changes(conn, log)
    if reopened is not None:
        left += [Left(*place) for place in reopened.left]
        return Plan(tuple(reopened.changes), tuple(left))
    own = {op.dot for op in log}
    made = {op.id: op for op in log if op.writes.get(DELETED, [None])[:2] == [False]}
    kept = _with_family(made, _worked_on_since(conn, made, own, {op.id for op in log}, progress))
    for op in reversed(log):
        cls = TYPES[op.type].cls
        if made.get(op.id) is op and op.id in kept:
            left.append(Left(op.type, op.id, ""))
        elif made.get(op.id) is op:
            changes.append(Remove(cls, op.id))
        elif op.id not in made:
            back = _fields_back(conn, op, own, left)
            changes += [Put(cls, op.id, back)] if back else []
    return Plan(tuple(changes), tuple(left))


def _worked_on_since(
    conn: Connection,
    made: Mapping[str, Op],
    own: set[Dot],
    ids: set[str],
    progress: Progress | None,
) -> set[str]:
    found = set()
    for done, op in enumerate(made.values()):
        if progress and done % 500 == 0:
            progress(done, len(made))
        if _worked_on(conn, op, own, ids):
            found.add(op.id)
    return found


def _with_family(made: Mapping[str, Op], kept: set[str]) -> set[str]:
    """Add what must stay beside the records that stay, among those that the action made.

    A family that somebody has worked on stays whole: its people, what is known of them, and
    whatever these refer to. A school that many refer to keeps none of them.
    """
    needs = {
        op.id: {
            op.writes[name][0]
            for name in TYPES[op.type].references
            if name in op.writes and op.writes[name][0] in made
        }
        for op in made.values()
    }
    needed_by: dict[str, set[str]] = defaultdict(set)
    for record_id, others in needs.items():
        for other in others:
            needed_by[other].add(record_id)
    whole, waiting = set(kept), list(kept)
    while waiting:
        record_id = waiting.pop()
        beside = set(needs[record_id])
        if made[record_id].type in ("household", "person"):
            beside |= needed_by[record_id]
        waiting += beside - whole
        whole |= beside
    return whole


def _fields_back(conn: Connection, op: Op, own: set[Dot], left: list[Left]) -> dict[str, object]:
    cells = load(conn, op.type, op.id).cells
    back: dict[str, object] = {}
    record_type = TYPES[op.type]
    for name, (_value, *over) in op.writes.items():
        if name.startswith(REDACT) or record_type.rows is Merge.LEDGER:
            continue  # what was emptied for good stays so; a ledger is corrected, not rewritten
        live = cells.live.get(name, [])
        spec = record_type.fields.get(name)
        before = _before(conn, name, over, spec)
        lost = spec is not None and spec.required and not before  # emptied for good meanwhile
        if not live or not set(live) <= own or lost or emptied_for_good(conn, cells, name):
            left.append(Left(op.type, op.id, name))
        else:
            back[name] = before if spec is None else from_stored(spec, before)
    return back


def _before(conn: Connection, name: str, over: list[Any], spec: FieldSpec | None) -> Stored:
    for dot in over:
        former = ops.at(conn, Dot(*dot))
        if name in former.writes:
            value: Stored = former.writes[name][0]
            return value
    return False if spec is None else default_stored(spec)


def _worked_on(conn: Connection, op: Op, own: set[Dot], ids: set[str]) -> bool:
    """Whether others changed the record since, or records made since point at it."""
    if any(o.dot not in own for o in ops.of_record(conn, op.id, op.type)):
        return True
    for record_type in TYPES.values():
        for name, refers_to in record_type.references.items():
            if refers_to != op.type:
                continue
            rows = conn.execute(
                f"SELECT id FROM {record_type.name} WHERE {name} = ? AND NOT deleted",  # noqa: S608
                (op.id,),
            )
            if any(row[0] not in ids for row in rows):
                return True
    return False
