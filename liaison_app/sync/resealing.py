"""Sealing anew what colleagues can open no more, because they destroyed the secret it is sealed to.

They do so only when all laptops say that they seal to a later epoch (`ending.py`). But one that was
put back from a backup, or a copy of a disk, goes on sealing to the epoch of that day until it hears
of later ones. Colleagues keep such bundles and cannot open them. Once the laptop hears, in a head
or file of theirs, that they have destroyed that secret and do not hold those changes, it seals the
changes again, in new bundles at the end of its chain whose headings say

    instead  [dev, number, hash]: the bundle whose changes these are

Who can open the former one as well has the same changes twice, which is nothing. With everybody
else it takes the former one's place, which is let go.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from liaison_app.store.travelling import outgoing
from liaison_app.sync import epochs, forgetting, outbox, peers, rosters
from liaison_app.sync.outbox import OWN, TAKEN, WAITING
from liaison_app.sync.strict import DEV, HASH, is_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from liaison_app.store.driver import Connection
    from liaison_app.sync.container import Record
    from liaison_app.sync.identity import Identity
    from liaison_app.sync.outbox import Kept
    from liaison_app.sync.peers import Peer
    from liaison_app.sync.roster import Roster
    from liaison_app.workspace import Workspace


def seal_anew(workspace: Workspace, conn: Connection, identity: Identity) -> int:
    """Seal again what colleagues can open no more; gives how many bundles.

    Args:
        workspace: whose clock it is.
        conn: inside a transaction.
        identity: of this laptop.
    """
    roster = rosters.known(conn)
    behind = _behind(conn, roster, identity.laptop)
    if not behind:
        return 0
    former = list(_unopened(conn, roster, identity.laptop, behind))
    for one in former:
        sealing = outbox.Sealing(conn, identity, roster, one.stream, workspace.now())
        changes = [
            op
            for dev, (first, last) in one.spans.items()
            for op in outgoing(conn, one.stream, dev, first, last)
        ]
        sealing.add(changes, {"instead": [one.dev, one.number, one.hash]})
    outbox.let_go(conn, former)
    return len(former)


def _behind(conn: Connection, roster: Roster, own: str) -> list[Peer]:
    """Give the colleagues who have destroyed secrets."""
    return [
        peer
        for peer in peers.every(conn)
        if peer.have is not None
        and peer.laptop != own
        and roster.roles_of(peer.laptop)
        and any(oldest > 1 for oldest, _newest in peer.epochs.values())
    ]


def _unopened(conn: Connection, roster: Roster, own: str, behind: Sequence[Peer]) -> Iterator[Kept]:
    """Give the bundles of this laptop that somebody can open no more, and all after them.

    Those after them are sealed anew as well, because the newest of a chain says how far this laptop
    has sealed what it wrote (`chains.last_sealed`). What is forgotten here cannot be: only the
    former bundle has the words still, and a member of that caseload has them.
    """
    lowest: dict[tuple[str, str], int] = {}
    partly = forgetting.forgotten(conn)
    for one in outbox.kept(conn, OWN):
        if peers.laptop_of(one.dev) != own or not one.size:
            continue
        if one.stream in partly and _lacks_words(conn, one):
            continue
        chain = (one.stream, one.dev)
        if chain in lowest or any(_is_shut(conn, roster, peer, one) for peer in behind):
            lowest.setdefault(chain, one.number)
            yield one


def _lacks_words(conn: Connection, one: Kept) -> bool:
    """Whether a bundle may say more than what is left here of its changes."""
    return any(
        conn.execute(
            "SELECT 1 FROM op JOIN origin ON origin.n = op.origin WHERE stream = ? AND dev = ?"
            " AND seq BETWEEN ? AND ? AND instr(body, '[null') LIMIT 1",
            (one.stream, dev, first, last),
        ).fetchone()
        for dev, (first, last) in one.spans.items()
    )


def _is_shut(conn: Connection, roster: Roster, peer: Peer, one: Kept) -> bool:
    """Whether a colleague lacks a bundle and can open it no more, but one sealed anew now."""
    oldest = peer.epochs.get(one.stream, (0, 0))[0]
    return (
        one.epoch < oldest
        and not peers.covers(peer.have or {}, one.stream, one.spans)
        and epochs.current(conn, roster, one.stream)[0] >= oldest
    )


def put_in_place(
    conn: Connection,
    record: Record,
    heading: Mapping[str, Any],
    spans: Mapping[str, Sequence[int]],
) -> None:
    """Let a bundle that was taken in stand for the former one it names, in the transaction.

    Args:
        conn: inside a transaction.
        record: the bundle.
        heading: its first line.
        spans: what is in it.
    """
    said = heading.get("instead")
    if not isinstance(said, list) or len(said) != 3:
        return
    dev, number, name = said
    if not (isinstance(dev, str) and DEV.fullmatch(dev) and peers.laptop_of(dev) == record.laptop):
        return
    if not (is_count(number) and isinstance(name, str) and HASH.fullmatch(name)):
        return
    conn.execute(
        "INSERT INTO bundle (hash, stream, dev, number, state, spans, raw)"
        " VALUES (?, ?, ?, ?, ?, ?, x'') ON CONFLICT (hash) DO UPDATE SET state = excluded.state,"
        " spans = excluded.spans, raw = x'' WHERE state = ?"
        " AND (stream, dev, number) = (excluded.stream, excluded.dev, excluded.number)",
        (name, record.stream, dev, number, TAKEN, json.dumps(dict(spans)), WAITING),
    )
