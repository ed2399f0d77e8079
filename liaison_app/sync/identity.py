"""The keys of this laptop: the one that it signs with, and the one that others seal secrets to.

They are made once and never leave the encrypted file, except in its backups. Also here: the mark
by which a laptop knows its own word on whether this is practice, which nobody can flip by hand.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from liaison_app.store import settings

if TYPE_CHECKING:
    from nacl.signing import SigningKey

    from liaison_app.store.driver import Connection
    from liaison_app.workspace import RandomSource, Workspace

SIGN_KEY, AGE_KEY = "sign_key", "age_key"
_MARK = "practice_mark"


@dataclass(frozen=True)
class Identity:
    """One laptop's keys.

    Attributes:
        dev: the laptop and its incarnation.
        laptop: 16 hex digits, the same in every incarnation.
        sign: signs what it makes.
        age: `AGE-SECRET-KEY-1...`: opens what is sealed to this laptop alone.
        recipient: `age1...`, the public half of that.
    """

    dev: str
    laptop: str
    sign: SigningKey = field(repr=False)
    age: str = field(repr=False)
    recipient: str


def found(workspace: Workspace) -> None:
    """See to it that this laptop has keys and a team: at first one of its own.

    Workspaces from before files travelled get theirs at unlock. Where nothing is to be made this
    takes no time; and where the setting that says whether this is practice was changed by hand,
    the roster's word counts.
    """
    if has_keys(workspace.conn) and practice_is_marked(workspace.conn):
        return
    from liaison_app.sync import founding  # noqa: PLC0415  (unlocking needs none of it)

    founding.found(workspace)
    founding.obey_roster(workspace)


def has_keys(conn: Connection) -> bool:
    """Whether this workspace has keys; those of before they were needed get theirs at unlock."""
    return bool(settings.get(conn, SIGN_KEY))


def make_keys(conn: Connection, random: RandomSource) -> None:
    """Make the keys of this laptop, in the caller's transaction.

    The age key comes from the system's random source: the library makes it itself.
    """
    import pyrage  # noqa: PLC0415  (unlocking needs none of it)

    settings.put(conn, SIGN_KEY, random.randbytes(32).hex())
    settings.put(conn, AGE_KEY, str(pyrage.x25519.Identity.generate()))


def own(workspace: Workspace) -> Identity:
    """Give the keys of this laptop."""
    return of(workspace.conn, workspace.device)


def of(conn: Connection, dev: str) -> Identity:
    """Give the keys that a file holds, for the incarnation `dev`."""
    import pyrage  # noqa: PLC0415
    from nacl.signing import SigningKey  # noqa: PLC0415

    age = settings.get(conn, AGE_KEY)
    return Identity(
        dev=dev,
        laptop=dev.partition(".")[0],
        sign=SigningKey(bytes.fromhex(settings.get(conn, SIGN_KEY))),
        age=age,
        recipient=str(pyrage.x25519.Identity.from_str(age).to_public()),
    )


def mark_practice(conn: Connection, *, practice: bool) -> None:
    """Write whether this is practice as the roster says it, and the mark that belongs to it."""
    settings.put(conn, "practice", "1" if practice else "")
    settings.put(conn, _MARK, _mark(conn, practice=practice))


def practice_is_marked(conn: Connection) -> bool:
    """Whether the setting is as `mark_practice` wrote it; takes no time, so unlocking may ask."""
    practice = settings.get(conn, "practice") == "1"
    return hmac.compare_digest(settings.get(conn, _MARK), _mark(conn, practice=practice))


def _mark(conn: Connection, *, practice: bool) -> str:
    key = bytes.fromhex(settings.get(conn, SIGN_KEY))
    said = f"practice|{settings.get(conn, 'root')}|{int(practice)}"
    return hmac.new(key, said.encode(), hashlib.sha256).hexdigest()
