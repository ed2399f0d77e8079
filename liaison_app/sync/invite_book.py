"""The invites that this laptop made, and what has become of each: local, never sent to anybody."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from liaison_app.sync.enrolments import Enrolment

if TYPE_CHECKING:
    from liaison_app.store.driver import Connection

OPEN, ASKED, USED, CANCELLED, LAPSED, STOPPED = (
    "open",
    "asked",
    "used",
    "cancelled",
    "lapsed",
    "stopped",
)


@dataclass(frozen=True)
class Made:
    """An invite that was made here.

    Attributes:
        id: 16 hex digits.
        state: open; asked: a laptop waits to be let in; used; cancelled; lapsed; or stopped, when
            two laptops came with it.
        expires: in UTC.
        person: the id of who is invited.
        name: their name.
        roles: what their laptop is let in as.
        by_post: nothing secret was inside.
        key: the MAC key that the code gives, in hex.
        path: where the file was put, "" once it was seen to that it is gone.
        sha256: of the file.
        request: the laptop that asks, or that was let in.
        asked: when it asked, by its clock, in ISO 8601.
        welcome: base64 of the record that lets it read what is for it.
    """

    id: str
    state: str
    expires: datetime
    person: str
    name: str
    roles: tuple[str, ...]
    by_post: bool
    key: str = field(repr=False)
    path: str = ""
    sha256: str = ""
    request: Enrolment | None = None
    asked: str = ""
    welcome: str = ""


def every(conn: Connection) -> list[Made]:
    """Give all invites, those that expire last first."""
    rows = conn.execute("SELECT * FROM invite ORDER BY expires DESC, id")
    return [_made(row) for row in rows]


def find(conn: Connection, invite_id: str) -> Made | None:
    """Give one invite, if it was made here."""
    row = conn.execute("SELECT * FROM invite WHERE id = ?", (invite_id,)).fetchone()
    return _made(row) if row else None


def put(conn: Connection, made: Made) -> None:
    """Write an invite, in the caller's transaction."""
    body = asdict(made)
    for name in ("id", "state", "expires"):
        del body[name]
    if made.request:
        body["request"]["sign"] = made.request.sign.hex()
    conn.execute(
        "INSERT OR REPLACE INTO invite (id, state, expires, body) VALUES (?, ?, ?, ?)",
        (made.id, made.state, made.expires.isoformat(), json.dumps(body, ensure_ascii=False)),
    )


def forget(conn: Connection, invite_id: str) -> None:
    """Delete an invite whose file could not be written."""
    conn.execute("DELETE FROM invite WHERE id = ?", (invite_id,))


def lapsing(conn: Connection, now: datetime) -> list[Made]:
    """Give the open invites that can no longer be used."""
    return [made for made in every(conn) if made.state == OPEN and made.expires < now]


def any_open(conn: Connection) -> bool:
    """Whether an invite is open, or a file of one is still to be removed."""
    found = conn.execute("SELECT 1 FROM invite WHERE state = ? LIMIT 1", (OPEN,)).fetchone()
    return found is not None


def _made(row: Any) -> Made:
    body: dict[str, Any] = json.loads(row["body"])
    request = body.pop("request")
    made = Made(
        id=row["id"],
        state=row["state"],
        expires=datetime.fromisoformat(row["expires"]),
        **{**body, "roles": tuple(body["roles"])},
    )
    if not request:
        return made
    return replace(made, request=Enrolment(**{**request, "sign": bytes.fromhex(request["sign"])}))
