"""Erasures that only a sealed list tells of, beside a backup that is older than they are.

On a laptop that may not erase they act at once, here alone: nothing is written that colleagues
would have to believe. The change itself, by who may, comes with an exchange and says the same.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from liaison_app.store import settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liaison_app.store.driver import Connection

_KEPT = "erased.listed"


def entries(conn: Connection) -> list[dict[str, Any]]:
    """Give them as the list has them: id and fields as they are stored, also of what was lifted."""
    found: list[dict[str, Any]] = json.loads(settings.get(conn, _KEPT) or "[]")
    return found


def keep(conn: Connection, found: Sequence[dict[str, Any]]) -> None:
    """Keep them, in the caller's transaction."""
    settings.put(conn, _KEPT, json.dumps(list(found), ensure_ascii=False))


def unheard(conn: Connection) -> list[dict[str, Any]]:
    """Give those that no change here tells of yet."""
    listed = entries(conn)
    heard = {row[0] for row in conn.execute("SELECT id FROM erasure")} if listed else set()
    return [one for one in listed if one["id"] not in heard]


def is_lifted(conn: Connection, erasure: str) -> bool:
    """Whether the list says that what an erasure reached may be kept again."""
    return any(one.get("what") == "lift" and one.get("subject") == erasure for one in entries(conn))
