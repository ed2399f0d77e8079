"""Judging again what laptops wrote, when the roster says something new of who works on them.

A role may come after the changes that need it: what was kept apart then acts. A laptop that takes
its own team's words into another team may lose the right to them: then they wait, there as here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.records import TYPES, Stream, Writers
from liaison_app.store import applying, ops, rights

if TYPE_CHECKING:
    from collections.abc import Iterable

    from liaison_app.store.driver import Connection

_JUDGED = tuple(
    one.name
    for one in TYPES.values()
    if one.stream is Stream.SEALED
    or one.written_by is not Writers.ANYONE
    or one.name in rights.ANSWERS
)


def judge_anew(conn: Connection, laptops: Iterable[str]) -> None:
    """Let what these laptops wrote act, wait and be shown as their roles have it now.

    Args:
        conn: inside a transaction.
        laptops: 16 hex digits each.
    """
    marks = ", ".join("?" * len(_JUDGED))
    records: dict[tuple[str, str], None] = {}
    streams = ops.Streams(conn)
    for laptop in laptops:
        rows = conn.execute(
            "SELECT op.* FROM op JOIN origin ON origin.n = op.origin"  # noqa: S608  (only marks)
            f" WHERE origin.dev LIKE ? AND (op.type IN ({marks}) OR instr(op.body, '\"~'))"
            " ORDER BY op.n",
            (f"{rights.laptop_of(laptop)}.%", *_JUDGED),
        ).fetchall()
        for op in map(ops.from_row, rows):
            waited = conn.execute("SELECT why FROM parked WHERE op = ?", (op.n,)).fetchone()
            why = ops.why_parked(op, streams)
            if why != (waited["why"] if waited else ""):
                _park(conn, op.n, why)
            records[op.type, op.id] = None
    for type_name, record_id in records:
        _make_anew(conn, type_name, record_id)


def _make_anew(conn: Connection, type_name: str, record_id: str) -> None:
    """Make a record again; one about which no op acts any more has no row, as after a rebuild."""
    before = applying.load(conn, type_name, record_id)
    acting = conn.execute(
        "SELECT 1 FROM op WHERE type = ? AND id = ? AND n NOT IN (SELECT op FROM parked)",
        (type_name, record_id),
    ).fetchone()
    if before.n or acting:
        applying.make_anew(conn, type_name, record_id)
    if before.n and not acting:
        conn.execute(f"DELETE FROM {type_name} WHERE n = ?", (before.n,))  # noqa: S608  (declared)


def _park(conn: Connection, n: int, why: str) -> None:
    conn.execute("DELETE FROM parked WHERE op = ?", (n,))
    if why:
        conn.execute("INSERT INTO parked (op, why) VALUES (?, ?)", (n, why))
