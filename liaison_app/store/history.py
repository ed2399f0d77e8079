"""Who changed what, when, from what: read from the ops."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from liaison_app.records import TYPES
from liaison_app.store import ops
from liaison_app.store.clock import time_of
from liaison_app.store.merge import DELETED, LIFTED, REDACT, Dot

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from liaison_app.store.driver import Connection
    from liaison_app.store.ops import Op


@dataclass(frozen=True)
class Entry:
    """One change of one field.

    Attributes:
        n: the op's local number; what `redact` takes as a revision.
        at: when, in UTC, by the clock of the laptop that wrote it.
        device: the laptop that wrote it.
        action: the name of the action it was part of.
        field: the field, or `deleted`; a name beginning with `~` is a redaction.
        before: the values that it replaced, stored form; empty if it was the first.
        after: the value it wrote, stored form; `None` also where it was emptied for good.
    """

    n: int
    at: datetime
    device: str
    action: str
    field: str
    before: tuple[Any, ...]
    after: Any


@dataclass(frozen=True)
class Action:
    """One thing a person did: one transaction, one undo step.

    Attributes:
        number: local number of its first op.
        undone: whether an undo of it stands.
        undoes: the action that this one undid, or 0.
    """

    number: int
    at: datetime
    name: str
    records: int
    undone: bool
    undoes: int


def of_record(conn: Connection, record_id: str, type_name: str = "") -> list[Entry]:
    """Give every change of a record, oldest first, without those that wait for a newer program."""
    waiting = {
        row[0]
        for row in conn.execute(
            "SELECT op.n FROM op JOIN parked ON parked.op = op.n WHERE op.id = ?", (record_id,)
        )
    }
    log = [op for op in ops.of_record(conn, record_id, type_name) if op.n not in waiting]
    by_dot = {op.dot: op for op in log}
    devices = dict(conn.execute("SELECT n, dev FROM origin").fetchall())
    entries = []
    for op in log:
        name = action_name(conn, op)
        for field, (value, *over) in op.writes.items():
            if field == LIFTED:
                continue
            before = tuple(
                by_dot[Dot(*d)].writes[field][0]
                for d in over
                if Dot(*d) in by_dot and field in by_dot[Dot(*d)].writes
            )
            if field == DELETED:  # it also names what was seen
                before = tuple(dict.fromkeys(before))
            entries.append(
                Entry(op.n, time_of(op.hlc), devices[op.origin], name, field, before, value)
            )
    return entries


def action_name(conn: Connection, op: Op) -> str:
    """Give the name of the action that an op was part of."""
    row = conn.execute(
        "SELECT action FROM op WHERE origin = ? AND seq = ?", (op.origin, op.act)
    ).fetchone()
    return str(json.loads(row[0]).get("name", "")) if row and row[0] else ""


def actions(conn: Connection, device: str, limit: int = 100) -> list[Action]:
    """Give the newest actions of this laptop, newest first."""
    rows = conn.execute(
        "SELECT op.* FROM op"
        " JOIN origin ON origin.n = op.origin"
        " WHERE op.action IS NOT NULL AND (origin.dev = ? OR origin.dev LIKE ?)"
        " ORDER BY op.n DESC LIMIT ?",
        (device, f"{_laptop(device)}.%", limit * 2),
    ).fetchall()
    undone = _undone(conn, rows[-1]["n"] if rows else 0)
    found = []
    for row in rows:
        described = json.loads(row["action"])
        if "with" in described:  # the later part of an action over two streams
            continue
        found.append(
            Action(
                number=row["n"],
                at=time_of(row["hlc"]),
                name=described["name"],
                records=_records(conn, ops.from_row(row)),
                undone=row["n"] in undone,
                undoes=_undoes(conn, described, device),
            )
        )
    return found[:limit]


def is_undone(conn: Connection, number: int) -> bool:
    """Whether an undo of this action stands."""
    return number in _undone(conn, number)


def ops_of(conn: Connection, number: int) -> list[Op]:
    """Give every op of an action of this laptop, over all streams that it wrote into, in order.

    One action is one transaction, so its ops stand together in the log; what arrived right after it
    may begin in the middle of somebody else's action.
    """
    first = ops.numbered(conn, number)
    if first is None or not first.action:
        return []
    parts = _parts(conn, first)
    rows = conn.execute(
        "SELECT * FROM op WHERE n >= ? AND n < ? ORDER BY n", (number, _after(conn, number))
    )
    return [ops.from_row(row) for row in rows if (row["origin"], row["act"]) in parts]


def revisions(conn: Connection, record_id: str, field: str) -> Iterator[Entry]:
    """Give the versions of one long text, oldest first."""
    return (e for e in of_record(conn, record_id) if e.field == field)


def label_of(type_name: str, field: str) -> str:
    """Give the label of a field as history shows it (marked for translation, not translated)."""
    plain = field.removeprefix(REDACT)
    if plain == DELETED:
        return DELETED
    return TYPES[type_name].fields[plain].field.label


def _undone(conn: Connection, since: int) -> set[int]:
    """Give the numbers, from `since` on, of actions whose undo stands.

    An undo comes after what it undoes, and may itself be undone. Only whoever did something undoes
    it: what another laptop's op says of ours is no undo.
    """
    targets: dict[int, int] = {}
    for row in conn.execute(
        "SELECT op.n, op.action, origin.dev FROM op JOIN origin ON origin.n = op.origin"
        " WHERE op.action IS NOT NULL AND op.n >= ? AND instr(op.action, '\"undoes\":')",
        (since,),
    ):
        target = _undoes(conn, json.loads(row["action"]), row["dev"])
        if target:
            targets[row["n"]] = target
    waiting = Counter(targets.values())
    ready = [n for n in targets if not waiting[n]]
    undone: set[int] = set()
    while ready:
        number = ready.pop()
        target = targets[number]
        if number not in undone:
            undone.add(target)
        waiting[target] -= 1
        if target in targets and not waiting[target]:
            ready.append(target)
    return undone


def _undoes(conn: Connection, described: dict[str, Any], dev: str) -> int:
    if "undoes" not in described:
        return 0
    row = conn.execute(
        "SELECT op.n, origin.dev FROM op JOIN origin ON origin.n = op.origin"
        " WHERE op.origin = ? AND op.seq = ?",
        described["undoes"],
    ).fetchone()
    return int(row["n"]) if row and _laptop(row["dev"]) == _laptop(dev) else 0


def _laptop(dev: str) -> str:
    return dev.partition(".")[0]  # without its incarnation


def _records(conn: Connection, first: Op) -> int:
    parts = _parts(conn, first)
    rows = conn.execute(
        "SELECT DISTINCT id, origin, act FROM op WHERE n >= ? AND n < ?",
        (first.n, _after(conn, first.n)),
    )
    return len({row["id"] for row in rows if (row["origin"], row["act"]) in parts})


def _parts(conn: Connection, first: Op) -> set[tuple[int, int]]:
    """Give origin and `act` of the action's part in each stream that it wrote into."""
    link = f'"with":[{first.origin},{first.seq}]'
    later = conn.execute(
        "SELECT origin, act FROM op WHERE action IS NOT NULL AND n > ? AND n < ?"
        " AND instr(action, ?)",
        (first.n, _after(conn, first.n), link),
    )
    return {(first.origin, first.act), *((row["origin"], row["act"]) for row in later)}


def _after(conn: Connection, number: int) -> int:
    """Give the number at which the next action begins; a later part is of the same action."""
    following = conn.execute(
        "SELECT n FROM op WHERE action IS NOT NULL AND n > ?"
        " AND NOT instr(action, '\"with\":') ORDER BY n LIMIT 1",
        (number,),
    ).fetchone()
    return int(following[0]) if following else 1 << 62
