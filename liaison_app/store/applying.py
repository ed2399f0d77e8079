"""Applying an op: the only code that writes record tables, for our own changes and for others'.

What a record's row says is a pure function of the ops about it, so a rebuild from the log must give
the same rows (`checking.py` proves it).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from liaison_app.records import TYPES, FieldSpec, Merge, RecordType
from liaison_app.records.values import Stored, default_stored
from liaison_app.store import merge, ops
from liaison_app.store.merge import DELETED, REDACT, Cells, Dot, Sibling

if TYPE_CHECKING:
    from collections.abc import Iterable

    from liaison_app.store.driver import Connection
    from liaison_app.store.ops import Op


@dataclass
class State:
    """One record while ops are applied to it: its row number (0: none yet) and its cells."""

    n: int
    cells: Cells


@dataclass(frozen=True)
class Siblings:
    """Reads the live writes behind dots; knows the op at hand before it is found in the log."""

    conn: Connection
    at_hand: Op | None = None

    def of(self, dots: Iterable[Dot], field: str) -> list[Sibling]:
        """Give the live writes of a field."""
        return [self._one(dot, field) for dot in dots]

    def _one(self, dot: Dot, field: str) -> Sibling:
        op = self.at_hand
        if op is None or op.dot != dot:
            op = ops.at(self.conn, dot)
        device = self.conn.execute(
            "SELECT dev || '/' || stream FROM origin WHERE n = ?", (dot.origin,)
        ).fetchone()[0]
        return Sibling(op.hlc, device, op.seq, dot, op.writes[field][0])


def load(conn: Connection, type_name: str, record_id: str) -> State:
    """Read the merging state of a record."""
    row = conn.execute(
        f"SELECT n, cells FROM {type_name} WHERE id = ?",  # noqa: S608  (a declared type's name)
        (record_id,),
    ).fetchone()
    return State(row[0], Cells.from_json(json.loads(row[1]))) if row else State(0, Cells())


def apply(conn: Connection, op: Op, state: State | None = None) -> None:
    """Apply an op that is in the log, or park it if this program cannot.

    Args:
        conn: inside the transaction that appended the op.
        op: with its local number `n`.
        state: what `load` gave for the record, if the caller has it.
    """
    why = ops.why_parked(op.type, op.schema, op.writes)
    if why:
        conn.execute("INSERT INTO parked (op, why) VALUES (?, ?)", (op.n, why))
        return
    state = state or load(conn, op.type, op.id)
    state.cells.apply(op.dot, op.writes, lambda dot: _arrived(conn, dot))
    record_type = TYPES[op.type]
    touched = {name.removeprefix(REDACT) for name in op.writes}
    redacted = any(name.startswith(REDACT) for name in state.cells.live)
    if state.n == 0 and not redacted and not state.cells.gone:
        values = {name: op.writes[name][0] for name in touched}
    else:
        values = _shown(conn, op, record_type, state.cells, touched)
    _write_row(conn, op, state, values)


def _shown(
    conn: Connection, op: Op, record_type: RecordType, cells: Cells, touched: set[str]
) -> dict[str, Stored]:
    values: dict[str, Stored] = {}
    reader = Siblings(conn, op)
    for name in sorted(touched):
        policy = policy_of(record_type, name)
        siblings = reader.of(cells.live.get(name, ()), name)
        if REDACT + name in cells.live:
            siblings = _not_hidden(conn, op, name, siblings)
        winner = merge.shown(policy, siblings) if siblings else None
        spec = record_type.fields.get(name)
        values[name] = winner.value if winner else _empty(spec)
        _mark_conflict(conn, op, name, policy, siblings)
    return values


def policy_of(record_type: RecordType, field: str) -> Merge:
    """Give the merge policy of a field, `deleted` included."""
    return record_type.rows if field == DELETED else record_type.fields[field].merge


def _empty(spec: FieldSpec | None) -> Stored:
    return False if spec is None else default_stored(spec)


def _not_hidden(conn: Connection, op: Op, field: str, siblings: list[Sibling]) -> list[Sibling]:
    redactions, kept = redactions_of(conn, op.id, field), []
    for sibling in siblings:
        author = op if op.dot == sibling.dot else ops.at(conn, sibling.dot)
        lifted = author.writes.get(REDACT + field, [None])
        over = lifted[1:] if lifted[0] is False else ()
        if not merge.hides(redactions, sibling.dot, over):
            kept.append(sibling)
    return kept


def redactions_of(conn: Connection, record_id: str, field: str) -> dict[Dot, Any]:
    """Give every redaction ever made of a field, lifted or not: dot to value."""
    found = {}
    for op in ops.of_record(conn, record_id):
        value = op.writes.get(REDACT + field, [False])[0]
        if value is not False:
            found[op.dot] = value
    return found


def _mark_conflict(
    conn: Connection, op: Op, name: str, policy: Merge, siblings: list[Sibling]
) -> None:
    if merge.needs_a_person(policy, siblings):
        conn.execute(
            "INSERT OR IGNORE INTO conflict (type, id, field, policy) VALUES (?, ?, ?, ?)",
            (op.type, op.id, name, policy.value),
        )
    else:
        conn.execute("DELETE FROM conflict WHERE id = ? AND field = ?", (op.id, name))


def _write_row(conn: Connection, op: Op, state: State, values: dict[str, Stored]) -> None:
    cells = ops.encode(state.cells.to_json())
    names = list(values)
    if state.n:
        changes = "".join(f"{name} = ?, " for name in names)
        conn.execute(
            f"UPDATE {op.type} SET {changes}cells = ? WHERE n = ?",  # noqa: S608  (declared names)
            (*values.values(), cells, state.n),
        )
        return
    columns = "".join(f", {name}" for name in names)
    marks = ", ?" * len(names)
    made = conn.execute(
        f"INSERT INTO {op.type} (id, cells{columns}) VALUES (?, ?{marks})",  # noqa: S608  (ditto)
        (op.id, cells, *values.values()),
    )
    state.n = made.lastrowid


def _arrived(conn: Connection, dot: Dot) -> bool:
    found = conn.execute(
        "SELECT 1 FROM op WHERE origin = ? AND seq = ? AND n NOT IN (SELECT op FROM parked)", dot
    ).fetchone()
    return found is not None
