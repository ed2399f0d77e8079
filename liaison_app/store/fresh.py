"""Taking many new records into the log and the tables at once: what an import needs.

The outcome is the same, row for row, as that of `applying.take` for one op after the other; only
the statements are fewer. It holds for records that nobody has heard of: then an op replaces
nothing, conflicts with nothing, and what it writes is what is shown.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.records import TYPES, Stream
from liaison_app.records.values import default_stored
from liaison_app.store import ops, search
from liaison_app.store.merge import DELETED, text_of_one
from liaison_app.store.schema import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from liaison_app.records import Record
    from liaison_app.records.values import Stored
    from liaison_app.store.driver import Connection

WORTH_IT = 20  # records; fewer are as quick one by one


@dataclass(frozen=True, slots=True)
class New:
    """An op that makes a record: its place in the log, and the fields that it writes."""

    origin: int
    seq: int
    hlc: int
    act: int
    action: str | None
    type: str
    id: str
    values: Mapping[str, Stored]
    schema: int = SCHEMA


def all_new(conn: Connection, records: Sequence[Record]) -> bool:
    """Whether every record has an id of its own that no table of its type holds, and no key.

    A sealed one gets its id from the stream that its family's caseload has.
    """
    sealed = any(record.TYPE.stream is Stream.SEALED for record in records)
    if sealed or any(record.TYPE.key or not record.id for record in records):
        return False
    return unheard_of(conn, [(record.TYPE.name, record.id) for record in records])


def unheard_of(conn: Connection, records: Sequence[tuple[str, str]]) -> bool:
    """Whether no table holds any of these records, type and id, and none is named twice."""
    ids: dict[str, set[str]] = defaultdict(set)
    for type_name, record_id in records:
        ids[type_name].add(record_id)
    if sum(map(len, ids.values())) < len(records):
        return False
    return not any(_held(conn, name, each) for name, each in ids.items())


def take_new(conn: Connection, new: Sequence[New]) -> int:
    """Take ops that each make a record; gives the local number of the first.

    Args:
        conn: inside a transaction.
        new: in order; `unheard_of` holds for their records.
    """
    first = int(conn.execute("SELECT coalesce(max(n), 0) + 1 FROM op").fetchone()[0])
    conn.executemany(
        "INSERT INTO op (n, origin, seq, hlc, act, schema, type, id, body, action)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (n, o.origin, o.seq, o.hlc, o.act, o.schema, o.type, o.id, _body(o), o.action)
            for n, o in enumerate(new, start=first)
        ],
    )
    by_type: dict[str, list[New]] = defaultdict(list)
    for op in new:
        by_type[op.type].append(op)
    for name, made in by_type.items():
        _insert(conn, name, made)
    search.index_new(conn, [(op.type, op.id, op.values) for op in new])
    return first


def _held(conn: Connection, name: str, ids: set[str]) -> bool:
    found = conn.execute(
        f"SELECT 1 FROM {name} WHERE id IN (SELECT value FROM json_each(?)) LIMIT 1",  # noqa: S608
        (json.dumps(list(ids)),),
    ).fetchone()
    return found is not None


def _body(op: New) -> str:
    """What `ops.encode` gives for the writes, which name each field once and replace nothing."""
    writes = "".join(f',"{name}":[{ops.encode(value)}]' for name, value in op.values.items())
    return f'{{"{DELETED}":[false]{writes}}}'


def _insert(conn: Connection, name: str, made: Sequence[New]) -> None:
    defaults = {field: default_stored(spec) for field, spec in TYPES[name].fields.items()}
    columns = "".join(f", {field}" for field in defaults)
    marks = ", ?" * len(defaults)
    conn.executemany(
        f"INSERT INTO {name} (id, cells, {DELETED}{columns})"  # noqa: S608  (declared names)
        f" VALUES (?, ?, 0{marks})",
        [(op.id, _cells(op), *(defaults | dict(op.values)).values()) for op in made],
    )


def _cells(op: New) -> str:
    return text_of_one((op.origin, op.seq), (DELETED, *op.values))
