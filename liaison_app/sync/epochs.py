"""Secrets of streams: each epoch of a stream has one, and everybody in the stream holds it.

What is written is sealed to the newest epoch; the secrets of earlier ones are kept for reading. A
new epoch follows whenever somebody may have learned a secret who should not have.
"""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

import pyrage

from liaison_app.store import settings
from liaison_app.sync import identity, membership
from liaison_app.sync.roster_entries import (
    CONTROL,
    COORDINATOR,
    SEALED,
    Epoch,
    Share,
    epoch_name,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from liaison_app.store.driver import Connection
    from liaison_app.sync.membership import Reader
    from liaison_app.sync.roster import Roster
    from liaison_app.sync.roster_entries import EpochName


def make(conn: Connection, stream: str, number: int, readers: Collection[str]) -> Epoch:
    """Make a secret for a stream, keep it, and give the action that tells the readers.

    Args:
        conn: in the caller's transaction.
        stream: its id.
        number: one more than the stream's newest.
        readers: the age recipients of who takes part, this laptop included.
    """
    secret = pyrage.x25519.Identity.generate()
    epoch = Epoch(stream, number, str(secret.to_public()), wrap(str(secret).encode(), readers))
    keep(conn, epoch.name, str(secret))
    return epoch


def renew(
    conn: Connection,
    roster: Roster,
    readers: Collection[Reader],
    laptop: str,
    *,
    only: Collection[str] | None = None,
) -> list[Epoch]:
    """Make the next secret of every stream with families' records or reference data.

    The roster's own stream keeps its secret, so that who is removed can read that they are. Those
    of sealed streams are made by coordinators alone, for their members.

    Args:
        conn: in the caller's transaction.
        roster: as it is known.
        readers: the laptops that take part from now on, this one included.
        laptop: this one.
        only: ids of the streams; None for all of them.
    """
    made = []
    streams = {s: kind for s, kind in roster.streams.items() if only is None or s in only}
    for stream, kind in streams.items():
        if kind == SEALED and COORDINATOR in roster.roles_of(laptop):
            made.append(sealed(conn, roster, stream, roster.owners[stream], readers))
        elif kind not in (CONTROL, SEALED):
            ages = [reader.age for reader in readers]
            made.append(make(conn, stream, roster.epochs[stream][0] + 1, ages))
    return made


def sealed(
    conn: Connection, roster: Roster, stream: str, owner: str, readers: Iterable[Reader]
) -> Epoch:
    """Make the next secret of a sealed stream, for those of the readers who are its members."""
    ages = [reader.age for reader in readers if membership.reads(reader, owner)]
    return make(conn, stream, roster.epochs.get(stream, (0, ""))[0] + 1, ages)


def keep(conn: Connection, name: EpochName, secret: str) -> bool:
    """Keep a secret, in the caller's transaction; says whether it was new and fits its name."""
    if not fits(name, secret):
        return False
    done = conn.execute(
        "INSERT OR IGNORE INTO epoch (stream, epoch, recipient, secret) VALUES (?, ?, ?, ?)",
        (*name, secret),
    )
    return bool(done.rowcount)


def fits(name: EpochName, secret: str) -> bool:
    """Whether a secret is the one of this epoch."""
    try:
        return str(pyrage.x25519.Identity.from_str(secret).to_public()) == name[2]
    except pyrage.IdentityError:
        return False


def held(conn: Connection) -> dict[EpochName, str]:
    """Give every secret that this laptop holds."""
    rows = conn.execute(
        "SELECT stream, epoch, recipient, secret FROM epoch WHERE secret <> '' ORDER BY 1, 2, 3"
    )
    return {(row["stream"], row["epoch"], row["recipient"]): row["secret"] for row in rows}


def secrets(conn: Connection, stream: str, number: int) -> list[str]:
    """Give the secrets that may open a record of this stream and epoch.

    What is sealed to this laptop alone (`welcomes.py`) travels in a stream that has its name.
    """
    if stream == settings.get(conn, "device").partition(".")[0]:
        return [settings.get(conn, identity.AGE_KEY)]
    rows = conn.execute(
        "SELECT secret FROM epoch WHERE stream = ? AND epoch = ? AND secret <> ''"
        " ORDER BY recipient",
        (stream, number),
    )
    return [row["secret"] for row in rows]


def destroy(conn: Connection, stream: str, before: int) -> int:
    """Destroy the secrets of a stream's epochs before one, in the caller's transaction.

    Their rows stay without a secret, so that the roster does not bring them back (`learn`). What
    was sealed to them cannot be opened here any more. So the caller sees to it that

    - a snapshot is known whose parts are all sealed to `before` or later, and that it holds every
      op which every laptop of the team has acknowledged;
    - each of them has acknowledged the erasures and redactions because of which this is done.

    An epoch that something waiting or kept apart here is sealed to stays, and so does the newest.
    The roster's own stream is never touched. Whoever has this laptop's database can still read the
    secrets out of the entries of the roster with its private key: what this ends is reading by
    everybody whom those entries were not made for.

    Args:
        conn: inside a transaction.
        stream: its id.
        before: the first epoch that stays.

    Returns:
        how many secrets went.
    """
    return sum(
        conn.execute(
            "UPDATE epoch SET secret = '' WHERE stream = ? AND epoch = ?", (stream, number)
        ).rowcount
        for number in ending(conn, stream, before)
    )


def ending(conn: Connection, stream: str, before: int) -> list[int]:
    """Give the epochs of a stream whose secrets `destroy` would destroy."""
    if stream == settings.get(conn, "stream.control"):
        return []
    rows = conn.execute(
        "SELECT DISTINCT epoch FROM epoch WHERE stream = :stream AND epoch < :before"
        " AND epoch < (SELECT max(epoch) FROM epoch WHERE stream = :stream) AND secret <> ''"
        " AND NOT EXISTS (SELECT 1 FROM bundle WHERE bundle.stream = :stream"
        " AND bundle.epoch IN (0, epoch.epoch) AND state IN ('waiting', 'quarantined'))",
        {"stream": stream, "before": before},
    )
    return [row["epoch"] for row in rows]


def current(conn: Connection, roster: Roster, stream: str) -> tuple[int, str]:
    """Give the number and the recipient that a stream's writers seal to now.

    That is the newest that can be opened here: what is sealed to a secret which somebody kept to
    themselves would be lost to everybody else. Who joined by post and was not let in yet can open
    none, and trusts the invite. Before there is a roster, it is what was just made for its first
    entry.
    """
    newest = _newest(conn, roster)
    if stream in newest:
        return newest[stream]
    if stream in roster.epochs:
        return roster.epochs[stream]
    row = conn.execute(
        "SELECT epoch, recipient FROM epoch WHERE stream = ? ORDER BY epoch DESC, recipient DESC",
        (stream,),
    ).fetchone()
    return (row["epoch"], row["recipient"])


def _newest(conn: Connection, roster: Roster) -> dict[str, tuple[int, str]]:
    """Give the newest epoch of each stream whose secret is here and that the roster knows."""
    here = held(conn)
    newest: dict[str, tuple[int, str]] = {}
    for epoch in roster.wrapped:
        if epoch.name in here and epoch.epoch >= newest.get(epoch.stream, (0, ""))[0]:
            newest[epoch.stream] = (epoch.epoch, epoch.recipient)
    return newest


def spoken(conn: Connection, roster: Roster) -> dict[str, tuple[int, int]]:
    """Give the oldest secret that is here of each stream (0: none), and the one sealed to now."""
    newest = _newest(conn, roster)
    oldest: dict[str, int] = {}
    for stream, number, _recipient in held(conn):
        oldest[stream] = min(number, oldest.get(stream, number))
    return {
        stream: (oldest.get(stream, 0), newest.get(stream, known)[0])
        for stream, known in roster.epochs.items()
        if roster.streams.get(stream, CONTROL) != CONTROL
    }


def share(conn: Connection, laptop: str, recipient: str, names: Iterable[EpochName]) -> Share:
    """Give the action that hands secrets of earlier epochs to a laptop that came later."""
    here = held(conn)
    listed = [name for name in sorted(names) if name in here]
    body = json.dumps([[*name, here[name]] for name in listed], separators=(",", ":"))
    return Share(laptop, tuple(listed), wrap(body.encode(), [recipient]))


def learn(conn: Connection, roster: Roster, laptop: str) -> int:
    """Keep the secrets that the roster holds for this laptop; gives how many were new."""
    mine = settings.get(conn, identity.AGE_KEY)
    here = set(held(conn))
    new = 0
    for epoch in roster.wrapped:
        if epoch.name not in here:
            new += keep(conn, epoch.name, unwrap(epoch.wrapped, mine).decode(errors="replace"))
    for given in roster.shares:
        if given.laptop == laptop and not here.issuperset(given.epochs):
            for name, secret in shared(unwrap(given.wrapped, mine)).items():
                new += keep(conn, name, secret)
    return new


def shared(plain: bytes) -> Mapping[EpochName, str]:
    """Read a list of secrets; what is none gives nothing."""
    try:
        return {epoch_name(name): str(secret) for *name, secret in json.loads(plain)}
    except (ValueError, TypeError, RecursionError):
        return {}


def wrap(plain: bytes, readers: Collection[str]) -> str:
    """Seal a few bytes to some recipients, as text."""
    recipients = [pyrage.x25519.Recipient.from_str(reader) for reader in readers]
    return base64.b64encode(pyrage.encrypt(plain, recipients)).decode()


def unwrap(wrapped: str, age: str) -> bytes:
    """Open what `wrap` sealed; empty if it is not for this key."""
    try:
        opened: bytes = pyrage.decrypt(
            base64.b64decode(wrapped), [pyrage.x25519.Identity.from_str(age)]
        )
    except (pyrage.DecryptError, ValueError):
        return b""
    return opened
