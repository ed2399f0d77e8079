"""After an erasure: new secrets for what follows, and letting go of what was sealed before.

A sealed bundle cannot be changed: its author signed it. What it holds of words that were emptied
since stays inside, encrypted. So once every laptop of the team has heard that they were emptied, a
bundle that holds them is let go: its row stays, as a mark in its author's chain, and its `raw` is
empty. Such a row is never put in a file. Whoever comes later gets what was in it from a snapshot,
in which the words are empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.store import erasing, listed_erasures
from liaison_app.store.changes import Written
from liaison_app.store.driver import transaction
from liaison_app.sync import epochs, outbox, peers, remote_snapshots, rosters, snapshots
from liaison_app.sync.outbox import OWN, TAKEN
from liaison_app.sync.roster import may_invite
from liaison_app.sync.roster_entries import LIAISON

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from liaison_app.store.driver import Connection
    from liaison_app.sync.outbox import Kept
    from liaison_app.sync.peers import Have
    from liaison_app.sync.roster import Laptop
    from liaison_app.sync.snapshots import Snapshot
    from liaison_app.workspace import Workspace

_EMPTYING = "(op.type = 'erasure' OR instr(op.body, '\"~'))"
_EMPTIED = (
    "instr(op.body, '[null') AND (op.id IN (SELECT id FROM erased WHERE only_type = '')"
    " OR op.id IN (SELECT id FROM op WHERE type = 'erasure' OR instr(body, '\"~')))"
)


def renew(workspace: Workspace) -> bool:
    """Make new secrets for every stream, if this laptop may and others take part.

    What was sealed before stays readable to whoever holds the former secrets, until these are
    destroyed (`ending.py`).
    """
    conn = workspace.conn
    own = workspace.device.partition(".")[0]
    with workspace.shared.writing, transaction(conn):
        roster = rosters.known(conn)
        if len(roster.members) < 2 or not may_invite(roster, own, LIAISON):
            return False
        renewed = epochs.renew(conn, roster, roster.members, own)
        rosters.sign_entry(workspace, conn, renewed)
    return True


def let_go(workspace: Workspace) -> int:
    """Let go of sealed bundles that hold words which were emptied since; gives how many.

    Only once every laptop of the team has proved that it heard of all that was emptied, and a
    snapshot made since has what else was in them: whoever comes later needs it. Until then they
    stay as they are, encrypted.
    """
    gone: list[Kept] = []

    def work(conn: Connection) -> Written:
        gone.extend(_to_let_go(workspace, conn))
        outbox.let_go(conn, gone)
        return Written(redacted=bool(gone))

    if not workspace.read("SELECT 1 FROM snapshot LIMIT 1"):
        return 0
    if workspace.reading(lambda conn: list(_to_let_go(workspace, conn))):
        workspace.receive("bundle.let_go", work, changes=0)
    return len(gone)


def _to_let_go(workspace: Workspace, conn: Connection) -> Iterable[Kept]:
    words = emptied(conn)
    if not words or listed_erasures.unheard(conn):  # nobody can prove to have heard of these
        return
    for stream, devs in words.items():
        snapshot = remote_snapshots.known(conn, workspace, stream)
        if snapshot is None or is_older(conn, snapshot):
            continue
        if not _heard_by_all(workspace, conn, emptying(conn)):
            continue
        for bundle in outbox.kept(conn, OWN, TAKEN):
            covered = snapshot.chains.get(bundle.dev, (0, ""))[0] >= bundle.number
            if bundle.stream == stream and bundle.size and covered and holds(bundle, devs):
                yield bundle


def is_older(conn: Connection, snapshot: Snapshot) -> bool:
    """Whether words that are in a snapshot were emptied since it was made."""
    return snapshots.emptied(conn, snapshot.stream, snapshot.have) != snapshot.emptied


def any_emptied(conn: Connection) -> bool:
    """Whether any words were ever emptied for good."""
    return erasing.any_here(conn) or bool(
        conn.execute("SELECT 1 FROM op WHERE instr(body, '\"~') LIMIT 1").fetchone()
    )


def emptied(conn: Connection) -> dict[str, dict[str, set[int]]]:
    """Give the changes whose words were emptied: stream to incarnation to sequence numbers."""
    return _numbers(conn, _EMPTIED)


def emptying(conn: Connection) -> Have:
    """Give the last changes of each incarnation by which words were emptied."""
    return {
        stream: {dev: max(seqs) for dev, seqs in devs.items()}
        for stream, devs in _numbers(conn, _EMPTYING).items()
    }


def has_heard(laptop: Laptop, have: Have, emptying: Have) -> bool:
    """Whether who holds this has heard of all that was emptied in the streams of a laptop."""
    return all(_covers(have.get(stream, {}), emptying.get(stream, {})) for stream in laptop.streams)


def _heard_by_all(workspace: Workspace, conn: Connection, emptying: Have) -> bool:
    """Whether every laptop of the team has proved that it has these changes."""
    own = workspace.device.partition(".")[0]
    heard: dict[str, list[Have]] = {}
    for peer in peers.every(conn):
        if peer.have is not None:
            heard.setdefault(peer.laptop, []).append(peer.have)
    return all(
        heard.get(one.laptop) and all(has_heard(one, have, emptying) for have in heard[one.laptop])
        for one in rosters.known(conn).members
        if one.laptop != own
    )


def _numbers(conn: Connection, condition: str) -> dict[str, dict[str, set[int]]]:
    """Give the ops that meet a condition: stream to incarnation to sequence numbers."""
    found: dict[str, dict[str, set[int]]] = {}
    for row in conn.execute(
        "SELECT origin.stream, origin.dev, op.seq FROM op"  # noqa: S608  (constants)
        f" JOIN origin ON origin.n = op.origin WHERE {condition}"
    ):
        found.setdefault(row["stream"], {}).setdefault(row["dev"], set()).add(row["seq"])
    return found


def _covers(have: Mapping[str, int], needed: Mapping[str, int]) -> bool:
    return all(have.get(dev, 0) >= last for dev, last in needed.items())


def holds(bundle: Kept, devs: Mapping[str, set[int]]) -> bool:
    """Whether any of these changes is in a bundle."""
    return any(
        first <= seq <= last
        for dev, (first, last) in bundle.spans.items()
        for seq in devs.get(dev, ())
    )
