"""Drafts: what is being typed, kept from the first half second on.

They are not records: no ops, no history, not in a digest or a bundle. They lie in a file of their
own under the same key, so keeping one never waits for a long import. The action that saves the
record deletes its draft.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from liaison_app.records.values import format_time, parse_time
from liaison_app.store import settings
from liaison_app.store.driver import Connection, database, translated

if TYPE_CHECKING:
    from datetime import datetime

TABLE = "draft"
_SAVED = "saved_draft"


@dataclass(frozen=True)
class Draft:
    """What was typed into one form.

    Attributes:
        id: what the draft is of, such as `visit:<id>`: one draft for each.
        content: the form's fields.
        cursor: where the text cursor stood in the field named `focus`.
        kept: when it was last kept, in UTC.
    """

    id: str
    content: dict[str, Any]
    cursor: int
    focus: str
    kept: datetime


def prepare(conn: Connection) -> None:
    """Make the table."""
    with translated():
        conn.execute(
            "CREATE TABLE IF NOT EXISTS draft (n INTEGER PRIMARY KEY NOT NULL,"
            " id TEXT NOT NULL UNIQUE, content TEXT NOT NULL, cursor INTEGER NOT NULL,"
            " focus TEXT NOT NULL, kept TEXT NOT NULL) STRICT"
        )


def keep(conn: Connection, draft: Draft) -> None:
    """Keep a draft durably, replacing the one with the same id.

    Raises:
        NoRoom, ReadOnlyPlace: it could not be kept; say so beside the text.
    """
    with translated():
        conn.execute(
            "INSERT INTO draft (id, content, cursor, focus, kept) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET content = excluded.content,"
            " cursor = excluded.cursor, focus = excluded.focus, kept = excluded.kept",
            (
                draft.id,
                json.dumps(draft.content, ensure_ascii=False),
                draft.cursor,
                draft.focus,
                format_time(draft.kept),
            ),
        )


def find(conn: Connection, draft_id: str) -> Draft | None:
    """Give a draft, if there is one."""
    rows = list(database(conn)[TABLE].rows_where("id = ?", [draft_id]))
    return _draft(rows[0]) if rows else None


def every(conn: Connection) -> list[Draft]:
    """Give all drafts, newest first."""
    return [_draft(row) for row in database(conn)[TABLE].rows_where(order_by="kept DESC, n DESC")]


def discard(conn: Connection, draft_id: str) -> bool:
    """Delete a draft; says whether there was one."""
    with translated():
        return bool(conn.execute("DELETE FROM draft WHERE id = ?", (draft_id,)).rowcount)


def mark_saved(conn: Connection, saved: Draft) -> None:
    """Note in the database, with the records that a draft became, that it is finished with.

    The two files cannot be written in one transaction. Should the program end between the save and
    the draft's deletion, nobody is offered to write the same visit down twice.
    """
    settings.put(conn, _SAVED, json.dumps([saved.id, _fingerprint(saved)]))


def forget_saved(database: Connection, conn: Connection) -> None:
    """Delete the draft that was saved last, if it is still there as it was."""
    draft_id, fingerprint = json.loads(settings.get(database, _SAVED, '["", ""]'))
    kept = find(conn, draft_id)
    if kept and _fingerprint(kept) == fingerprint:
        discard(conn, draft_id)


def _fingerprint(draft: Draft) -> str:
    text = json.dumps([draft.id, draft.content], sort_keys=True)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def _draft(row: dict[str, Any]) -> Draft:
    return Draft(
        id=row["id"],
        content=json.loads(row["content"]),
        cursor=row["cursor"],
        focus=row["focus"],
        kept=parse_time(row["kept"]),
    )
