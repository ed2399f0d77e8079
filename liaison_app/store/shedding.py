"""What lies beside the records of somebody erased: drafts, batches of prints, attached files.

None of it is an op, so it is no part of what merges. It is shed whenever words went, and again at
each unlock, should the program have ended in between.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from liaison_app.store import settings
from liaison_app.store.driver import translated

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.store.driver import Connection

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_BATCH = re.compile(r"batch\.[^.]+")
_REACHED = "SELECT id FROM erased WHERE only_type = ''"


def in_file(conn: Connection) -> None:
    """Forget batches of prints for somebody erased: what was typed for them may name somebody.

    In the caller's transaction. That pages were printed stays among the printed packets.
    """
    gone = _gone(conn)
    if not gone:
        return
    rows = conn.execute(
        "SELECT name, value FROM setting WHERE name GLOB 'batch.*' AND value <> ''"
    ).fetchall()
    named = {
        found[0]
        for row in rows
        if (found := _BATCH.match(row["name"])) and gone.intersection(_ID.findall(row["value"]))
    }
    for row in rows:
        found = _BATCH.match(row["name"])
        if found and found[0] in named:
            settings.put(conn, row["name"], "")


def beside_file(conn: Connection, drafts: Connection, blobs: Path) -> None:
    """Delete the drafts and the attached files of whatever was erased; cheap if nothing was.

    Args:
        conn: the workspace's database, in no transaction.
        drafts: the file of drafts, in no transaction.
        blobs: the folder of attached files.
    """
    gone = _gone(conn)
    if not gone:
        return
    with translated():
        left = [
            row["id"]
            for row in drafts.execute("SELECT id, content FROM draft").fetchall()
            if gone.intersection(_ID.findall(f"{row['id']} {row['content']}"))
        ]
        drafts.executemany("DELETE FROM draft WHERE id = ?", [(one,) for one in left])
        # Until then words stay readable in the log file beside it, of drafts long deleted too.
        drafts.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for name in blobs_of_erased(conn):
        if name.isalnum():
            (blobs / name).unlink(missing_ok=True)


def blobs_of_erased(conn: Connection) -> list[str]:
    """Give the names of attached files that were erased; whoever holds copies deletes them too."""
    rows = conn.execute(
        "SELECT blob FROM attachment WHERE blob <> ''"
        " AND id IN (SELECT id FROM erased WHERE type = 'attachment' AND only_type = '')"
    )
    return [row[0] for row in rows]


def _gone(conn: Connection) -> set[str]:
    return {row[0] for row in conn.execute(_REACHED)}
