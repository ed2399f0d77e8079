"""Small facts about the workspace itself, kept inside the encrypted file."""

from __future__ import annotations

from liaison_app.store.driver import Connection, translated


def get(conn: Connection, name: str, default: str = "") -> str:
    """Read a setting."""
    row = conn.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else default


def put(conn: Connection, name: str, value: str) -> None:
    """Write a setting, in the caller's transaction if there is one."""
    with translated():
        conn.execute(
            "INSERT INTO setting (name, value) VALUES (?, ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, value),
        )
