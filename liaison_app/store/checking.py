"""The self-check: the digest of what is kept, and the proof that the tables say what the ops say.

The digest is SHA-256 over JSON lines sorted by (type, id), one for each record that the whole team
shares, removed ones included (sealed facts are with a few laptops only): the shown value of every
field that was ever written, and the values of its siblings if they are several. It has no local
numbers, drafts, logs, search index or parked ops, so two laptops with the same ops have the same
digest.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from liaison_app.language.catalogues import _
from liaison_app.records import TYPES, RecordType, Stream
from liaison_app.records.values import default_stored
from liaison_app.store import clock, given_up, ops
from liaison_app.store.applying import Siblings, apply, remake_erased
from liaison_app.store.driver import one_moment
from liaison_app.store.merge import DELETED, Cells
from liaison_app.store.schema import table_sql

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.store.driver import Connection, Row
    from liaison_app.store.writing import Progress


@dataclass(frozen=True)
class Checked:
    """What a check found; `problems` are sentences for people, without family data."""

    digest: str
    problems: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def check(conn: Connection, *, deep: bool = False, progress: Progress | None = None) -> Checked:
    """Check the file and everything in it.

    Args:
        conn: an open workspace database.
        deep: also verify every page's authentication code and SQLite's own structure.
        progress: called with (done, all) ops; raises `Cancelled` to stop the check.
    """
    problems = [*_pages(conn), *_sqlite(conn)] if deep else []
    with one_moment(conn):
        problems += [*_structure(conn), *_dangling(conn), *_rebuilt(conn, progress)]
        return Checked(digest(conn), tuple(problems))


def digest(conn: Connection) -> str:
    """Give the digest of every record that the whole team shares, as hex."""
    total = hashlib.sha256()
    reader = Siblings(conn)
    shared = (one for one in TYPES.values() if one.stream is not Stream.SEALED)
    for record_type in sorted(shared, key=lambda t: t.name):
        never = {name: default_stored(spec) for name, spec in record_type.fields.items()}
        for row in conn.execute(f"SELECT * FROM {record_type.name} ORDER BY id"):  # noqa: S608
            total.update(_digest_line(record_type.name, never, row, reader))
    return total.hexdigest()


def rebuild_differences(conn: Connection, progress: Progress | None = None) -> list[str]:
    """Apply the whole log to empty tables and compare them with the live ones.

    Raises:
        Cancelled: by `progress`; nothing was changed.
    """
    with one_moment(conn):
        return _rebuilt(conn, progress)


def _rebuilt(conn: Connection, progress: Progress | None = None) -> list[str]:
    differences = []
    _hide_live_tables(conn)
    total = conn.execute("SELECT count(*) FROM op").fetchone()[0]
    streams = ops.Streams(conn)
    for done, op in enumerate(ops.every(conn)):
        if progress and done % 1000 == 0:
            progress(done, total)
        apply(conn, op, op.n, streams=streams)
    remake_erased(conn)
    for record_type in TYPES.values():
        differences += _compare(conn, record_type)
    differences += _differing(conn, "conflict", "type, id, field, policy", _("open differences"))
    differences += _differing(conn, "erased", "type, id, erasure, only_type", _("what was erased"))
    _show_live_tables(conn)
    return differences


def _hide_live_tables(conn: Connection) -> None:
    """Make empty temporary tables, in memory, whose names hide those of the live ones."""
    for record_type in TYPES.values():
        create, *_indexes = table_sql(record_type)
        conn.execute(create.replace("CREATE TABLE", "CREATE TEMP TABLE", 1))
    for name in ("conflict", "parked", "erased"):
        sql = conn.execute("SELECT sql FROM main.sqlite_master WHERE name = ?", (name,)).fetchone()[
            0
        ]
        conn.execute(sql.replace("CREATE TABLE", "CREATE TEMP TABLE", 1))


def _show_live_tables(conn: Connection) -> None:
    for name in (*TYPES, "conflict", "parked", "erased"):
        conn.execute(f"DROP TABLE temp.{name}")


def _compare(conn: Connection, record_type: RecordType) -> list[str]:
    columns = ", ".join(["id", *record_type.fields, "deleted", "cells"])
    return _differing(conn, record_type.name, columns, _(record_type.plural))


def _differing(conn: Connection, table: str, columns: str, label: str) -> list[str]:
    found = 0
    for one, other in (("main", "temp"), ("temp", "main")):
        found = max(
            found,
            conn.execute(
                f"SELECT count(*) FROM (SELECT {columns} FROM {one}.{table}"  # noqa: S608
                f" EXCEPT SELECT {columns} FROM {other}.{table})"
            ).fetchone()[0],
        )
    if not found:
        return []
    return [
        _("{kind}: {count} differ from their history. Restore your newest backup.").format(
            kind=label, count=found
        )
    ]


def _digest_line(type_name: str, never: dict[str, Any], row: Row, reader: Siblings) -> bytes:
    cells = Cells.from_json(json.loads(row["cells"]))
    fields: dict[str, Any] = {DELETED: _digested(DELETED, row, cells, reader)}
    for name, default in never.items():
        # What nobody ever wrote is left out, so that a program with more fields says the same.
        if name in cells.live or row[name] != default:
            fields[name] = _digested(name, row, cells, reader)
    line = [type_name, row["id"], fields]
    return json.dumps(line, separators=(",", ":"), sort_keys=True).encode() + b"\n"


def _digested(name: str, row: Row, cells: Cells, reader: Siblings) -> list[Any]:
    dots = cells.live.get(name, ())
    values = [s.value for s in reader.of(dots, name)] if len(dots) > 1 else []
    return [row[name], sorted(values, key=repr)]


def _structure(conn: Connection) -> Iterator[str]:
    triggers = conn.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'").fetchone()
    if triggers[0]:
        yield _("The file holds a trigger, which Liaison never makes. Restore your newest backup.")
    lacking = conn.execute(
        "SELECT coalesce(sum(last - all_of), 0)"
        " FROM (SELECT max(seq) AS last, count(*) AS all_of FROM op GROUP BY origin)"
    ).fetchone()[0]
    if lacking != given_up.size(given_up.holes(conn)):
        yield _("The history has a hole. Restore your newest backup.")


def _dangling(conn: Connection) -> Iterator[str]:
    # A child may arrive before its parent, so only what has dangled here for a week is a problem:
    # what this laptop wrote a week ago came into the log after it.
    newest = conn.execute("SELECT hlc FROM clock").fetchone()[0]
    week_ago = conn.execute(
        "SELECT max(n) FROM op WHERE hlc < ? AND origin IN (SELECT origin.n FROM origin"
        " JOIN setting ON setting.name = 'device' AND setting.value = origin.dev)",
        (newest - (7 * 24 * 3600 * 1000 << clock.COUNTER_BITS),),
    ).fetchone()[0]
    for record_type in TYPES.values():
        for name, refers_to in record_type.references.items():
            count = conn.execute(
                f"SELECT count(*) FROM {record_type.name} r WHERE r.{name} <> ''"  # noqa: S608
                f" AND NOT r.deleted"
                f" AND NOT EXISTS (SELECT 1 FROM {refers_to} t WHERE t.id = r.{name})"
                " AND (SELECT max(op.n) FROM op WHERE op.id = r.id) < ?",
                (week_ago or 0,),
            ).fetchone()[0]
            if count:
                yield _("{kind}: {count} point at something that never arrived.").format(
                    kind=_(record_type.plural), count=count
                )


def pages_damaged(conn: Connection) -> int:
    """Give the number of pages whose authentication code does not fit."""
    return len(conn.execute("PRAGMA cipher_integrity_check").fetchall())


def _pages(conn: Connection) -> Iterator[str]:
    damaged = pages_damaged(conn)
    if damaged:
        yield _("{count} pages of the file are damaged. Restore your newest backup.").format(
            count=damaged
        )


def _sqlite(conn: Connection) -> Iterator[str]:
    if conn.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        yield _("The file's structure is damaged. Restore your newest backup.")
