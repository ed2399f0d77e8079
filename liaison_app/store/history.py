"""Who changed what, when, from what: read from the ops."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from liaison_app.records import TYPES
from liaison_app.store import ops
from liaison_app.store.clock import time_of
from liaison_app.store.merge import DELETED, REDACT, Dot

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


def of_record(conn: Connection, record_id: str) -> list[Entry]:
    """Give every change of a record, oldest first."""
    log = ops.of_record(conn, record_id)
    by_dot = {op.dot: op for op in log}
    devices = dict(conn.execute("SELECT n, dev FROM origin").fetchall())
    entries = []
    for op in log:
        name = action_name(conn, op)
        for field, (value, *over) in op.writes.items():
            before = tuple(
                by_dot[Dot(*d)].writes[field][0]
                for d in over
                if Dot(*d) in by_dot and field in by_dot[Dot(*d)].writes
            )
            entries.append(
                Entry(op.n, time_of(op.hlc), devices[op.origin], name, field, before, value)
            )
    return entries


def action_name(conn: Connection, op: Op) -> str:
    """Give the name of the action that an op was part of."""
    row = conn.execute(
        "SELECT action FROM op WHERE origin = ? AND seq = ?", (op.origin, op.act)
    ).fetchone()
    return str(json.loads(row[0])["name"]) if row and row[0] else ""


def actions(conn: Connection, device: str, limit: int = 100) -> list[Action]:
    """Give this device's newest actions, newest first."""
    rows = conn.execute(
        "SELECT op.n, op.hlc, op.action, op.origin, op.act FROM op"
        " JOIN origin ON origin.n = op.origin"
        " WHERE op.action IS NOT NULL AND origin.dev = ? ORDER BY op.n DESC LIMIT ?",
        (device, limit * 2),
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
                records=_records(conn, row["n"]),
                undone=row["n"] in undone,
                undoes=_undoes(conn, described),
            )
        )
    return found[:limit]


def is_undone(conn: Connection, number: int) -> bool:
    """Whether an undo of this action stands."""
    return number in _undone(conn, number)


def ops_of(conn: Connection, number: int) -> list[Op]:
    """Give every op of an action, over all streams that it wrote into, in order.

    One action is one transaction, so its ops stand together in the log.
    """
    rows = conn.execute(
        "SELECT * FROM op WHERE n >= ? AND n < ? ORDER BY n", (number, _after(conn, number))
    )
    log = [ops.from_row(row) for row in rows]
    return log if log and log[0].action else []


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

    An undo comes after what it undoes, and may itself be undone.
    """
    undone: set[int] = set()
    for row in conn.execute(
        "SELECT n, action FROM op WHERE action IS NOT NULL AND n >= ?"
        " AND instr(action, '\"undoes\":') ORDER BY n DESC",
        (since,),
    ):
        if row["n"] not in undone:
            undone.add(_undoes(conn, json.loads(row["action"])))
    return undone


def _undoes(conn: Connection, described: dict[str, Any]) -> int:
    if "undoes" not in described:
        return 0
    row = conn.execute(
        "SELECT n FROM op WHERE origin = ? AND seq = ?", described["undoes"]
    ).fetchone()
    return int(row[0]) if row else 0


def _records(conn: Connection, number: int) -> int:
    counted = conn.execute(
        "SELECT count(DISTINCT id) FROM op WHERE n >= ? AND n < ?", (number, _after(conn, number))
    ).fetchone()
    return int(counted[0])


def _after(conn: Connection, number: int) -> int:
    """Give the number at which the next action begins; a later part is of the same action."""
    following = conn.execute(
        "SELECT n FROM op WHERE action IS NOT NULL AND n > ?"
        " AND NOT instr(action, '\"with\":') ORDER BY n LIMIT 1",
        (number,),
    ).fetchone()
    return int(following[0]) if following else 1 << 62
