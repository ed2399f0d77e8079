"""Ending epochs: what was sealed before words were emptied stays shut for good, wherever it lies.

A server keeps what was deleted in its trash, and old sticks lie in drawers. All of it is sealed to
epochs of streams. So once nothing is needed any more that is sealed to former epochs, each laptop
destroys their secrets, by itself, and says so in its next head or file. It does when

- a snapshot is known that was made since, is sealed to later epochs alone, and holds all that is in
  bundles of former ones: whoever comes later needs nothing else;
- every laptop of the team has said that it seals to a later epoch from now on, and all that it held
  when it said so is here: nothing can come any more that is sealed to a former one;
- every laptop that takes part in the stream has what was emptied, and every bundle of former epochs
  that is here. Those are let go in the same step.

So a silent laptop holds it up, and is named, until it is heard or taken out of the team. One that
was taken out counts for another thirty days, and for as many after it was heard last: what it wrote
before may still come on a stick. And a laptop that was put back from a backup may seal to a former
epoch again. It hears what its colleagues have destroyed and seals that anew (`resealing.py`).
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from liaison_app.store import given_up
from liaison_app.store.changes import Written
from liaison_app.store.travelling import held
from liaison_app.sync import epochs, outbox, peers, remote_snapshots, rosters, shredding, snapshots
from liaison_app.sync.container import read_record
from liaison_app.sync.outbox import OWN, TAKEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from liaison_app.store.driver import Connection
    from liaison_app.sync.outbox import Kept
    from liaison_app.sync.roster import Laptop, Roster
    from liaison_app.sync.snapshots import Snapshot
    from liaison_app.workspace import Workspace

WAITED_FOR = timedelta(days=30)
"""So long what a laptop wrote before it was taken out of the team can still be read."""


@dataclass(frozen=True)
class _Due:
    """An end that can be made now: of the epochs of a stream before one, and what lets go."""

    stream: str
    before: int
    bundles: tuple[Kept, ...]


# --- snapshots that former epochs can end by


def replaces_parts(conn: Connection, snapshot: Snapshot) -> bool:
    """Whether a snapshot must be sealed anew: to an epoch that bundles with emptied words are of.

    Words that are emptied one by one renew no secret. So this is so once there is a later one.
    """
    former = _epoch_of_words(conn, snapshot.stream)
    newest = epochs.current(conn, rosters.known(conn), snapshot.stream)[0]
    return _first_of(conn, snapshot) <= former < newest


def lacks_former(conn: Connection, snapshot: Snapshot) -> bool:
    """Whether bundles of epochs before a snapshot's are not in it, and would be in one made now."""
    before = _first_of(conn, snapshot)
    lacking = [
        one
        for one in bundles_of(conn, snapshot.stream)
        if one.size and one.epoch < before and not _stands_for(snapshot, one)
    ]
    if not lacking:
        return False
    whole = snapshots.whole_chains(conn, snapshot.stream)
    return any(one.number <= whole.get(one.dev, (0, ""))[0] for one in lacking)


def _epoch_of_words(conn: Connection, stream: str) -> int:
    """Give the newest epoch that words which were emptied were sealed to; 0 if none is known."""
    devs = shredding.emptied(conn).get(stream, {})
    of_words = (one.epoch for one in bundles_of(conn, stream) if shredding.holds(one, devs))
    return max(of_words, default=0)


def _first_of(conn: Connection, snapshot: Snapshot) -> int:
    """Give the oldest epoch that anything of a snapshot is sealed to."""
    row = conn.execute("SELECT raw FROM snapshot WHERE stream = ?", (snapshot.stream,)).fetchone()
    record = read_record(io.BytesIO(row["raw"])) if row else None
    own = [record.epoch] if record and record.hash == snapshot.hash else []
    return min([*own, *(part.epoch for part in snapshot.parts)], default=0)


def _stands_for(snapshot: Snapshot, one: Kept) -> bool:
    inside = peers.covers({one.stream: snapshot.have}, one.stream, one.spans)
    return inside and one.number <= snapshot.chains.get(one.dev, (0, ""))[0]


def bundles_of(conn: Connection, stream: str) -> list[Kept]:
    """Give the bundles of a stream that count, with or without their bytes."""
    return [one for one in outbox.kept(conn, OWN, TAKEN) if one.stream == stream]


# --- the end


def end(workspace: Workspace) -> int:
    """Destroy the secrets that nothing is needed of any more; gives how many went."""
    gone = 0

    def work(conn: Connection) -> Written:
        nonlocal gone
        for one in _due(workspace, conn):
            outbox.let_go(conn, one.bundles)
            gone += epochs.destroy(conn, one.stream, one.before)
            conn.execute(
                "INSERT OR IGNORE INTO epoch_end (stream, before, at) VALUES (?, ?, ?)",
                (one.stream, one.before, workspace.now().isoformat()),
            )
        return Written(redacted=gone > 0)

    if workspace.reading(lambda conn: list(_due(workspace, conn))):
        workspace.receive("epochs.end", work, changes=0)
    return gone


def _due(workspace: Workspace, conn: Connection) -> Iterable[_Due]:
    for (stream,) in conn.execute("SELECT stream FROM snapshot ORDER BY stream").fetchall():
        snapshot = remote_snapshots.known(conn, workspace, stream)
        before = _first_of(conn, snapshot) if snapshot else 0
        if snapshot is None or not epochs.ending(conn, stream, before):
            continue
        if stream not in shredding.emptied(conn) or shredding.is_older(conn, snapshot):
            continue
        former = tuple(one for one in bundles_of(conn, stream) if one.epoch < before and one.size)
        if not all(_stands_for(snapshot, one) for one in former):
            continue
        if not holding_up(workspace, conn, stream, before, former):
            yield _Due(stream, before, former)


def holding_up(
    workspace: Workspace, conn: Connection, stream: str, before: int, former: Sequence[Kept] = ()
) -> list[str]:
    """Give the laptops because of which a stream's epochs before one cannot end yet.

    Args:
        workspace: this laptop.
        conn: the database.
        stream: its id.
        before: the first epoch that is to stay.
        former: bundles of former ones.
    """
    roster = rosters.known(conn)
    own = peers.laptop_of(workspace.device)
    here, holes = held(conn), given_up.holes(conn).get(stream, {})
    emptying = shredding.emptying(conn)
    heard: dict[str, list[peers.Peer]] = {}
    for peer in peers.every(conn):
        if peer.have is not None:
            heard.setdefault(peer.laptop, []).append(peer)

    def is_ready(one: Laptop, peer: peers.Peer) -> bool:
        have = peer.have or {}
        if peer.epochs.get(stream, (0, 0))[1] < before or peers.missing(here, have, [stream]):
            return False
        if any(peers.has_some(peer, stream, dev, some) for dev, some in holes.items()):
            return False  # it can bring what was given up here
        if one.removed or stream not in one.streams:
            return True  # of the stream it has at most what it wrote itself
        return shredding.has_heard(one, have, emptying) and all(
            peers.covers(have, stream, bundle.spans) for bundle in former
        )

    return [
        one.laptop
        for one in _writers(conn, roster, workspace.now())
        if one.laptop != own
        and not (heard.get(one.laptop) and all(is_ready(one, peer) for peer in heard[one.laptop]))
    ]


def _writers(conn: Connection, roster: Roster, now: datetime) -> list[Laptop]:
    """Give the laptops that take part, and those that did a short time ago.

    When one was taken out is by the clock of who did it, which may be far behind. So one that was
    heard here a short time ago, by the clock here, counts as well.
    """
    line = now - WAITED_FOR
    lately = {
        peers.laptop_of(row["dev"])
        for row in conn.execute("SELECT dev, taken FROM peer")
        if line < datetime.fromisoformat(row["taken"]) <= now
    }
    return [
        one
        for one in roster.laptops.values()
        if not one.removed or one.laptop in lately or (one.left is not None and one.left > line)
    ]
