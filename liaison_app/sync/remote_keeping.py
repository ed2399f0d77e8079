"""Making snapshots for a remote, and deleting what they replace.

A coordinator's laptop makes one when many bundles came since the last. Then bundles that are old,
that the snapshot holds, and that every colleague has, are deleted from the remote. Their changes
stay in everybody's own file.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from liaison_app.errors import LiaisonError
from liaison_app.records import Stream
from liaison_app.remotes.protocol import Missing, Taken
from liaison_app.store import clock
from liaison_app.store.changes import Written
from liaison_app.store.travelling import held
from liaison_app.sync import (
    chains,
    ending,
    forgetting,
    identity,
    outbox,
    peers,
    ranges,
    remote_layout,
    rosters,
    snapshots,
)
from liaison_app.sync.remote_hearing import one_record
from liaison_app.sync.remote_snapshots import keep, known

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from liaison_app.remotes.protocol import Remote
    from liaison_app.store.driver import Connection
    from liaison_app.sync.remote_state import State
    from liaison_app.sync.snapshots import Snapshot
    from liaison_app.workspace import Workspace

MANY_BUNDLES = 200
MANY_BYTES = 4 * 1024 * 1024
"""A snapshot is made when so many bundles are in none yet, or so many bytes of them."""
KEPT_DAYS = 90
"""Bundles younger than this stay on the remote, whatever snapshots hold them."""


@dataclass
class Keeping:
    """Keeps the snapshots of one remote."""

    workspace: Workspace
    remote: Remote
    state: State
    step: Callable[[int, int], object]

    def put(self) -> None:
        """Make and put a snapshot of each stream in which much is in none, if that is for us.

        Raises:
            RemoteTrouble, Cancelled: no head names what was put; it is put again.
        """
        workspace = self.workspace
        own = identity.own(workspace)
        roster = workspace.reading(rosters.known)
        me = roster.laptops.get(own.laptop)
        if me is None or not snapshots.may_make(roster, own.laptop):
            return
        kinds = {str(kind) for kind in Stream}
        partly = workspace.reading(forgetting.forgotten)  # others hold more of these
        for stream in me.streams:
            ours = stream not in partly and snapshots.may_make(roster, own.laptop, stream)
            if ours and roster.streams.get(stream) in kinds and self._is_worth_it(stream):
                self._put_one(stream, own)

    def look(self) -> None:
        """See whether any words were emptied since it was looked last."""

        def work(conn: Connection) -> tuple[int, bool]:
            last = conn.execute("SELECT coalesce(max(n), 0) FROM op").fetchone()[0]
            found = conn.execute(
                "SELECT 1 FROM op WHERE n > ? AND (type = 'erasure' OR instr(body, '\"~')) LIMIT 1",
                (self.state.looked,),
            ).fetchone()
            return int(last), found is not None

        self.state.looked, found = self.workspace.reading(work)
        self.state.emptying = self.state.emptying or found

    def _holds_emptied_words(self, stream: str, before: Snapshot | None) -> bool:
        """Whether what lies there of a stream has words in it that were emptied since."""
        if not self.state.emptying:
            return False

        def work(conn: Connection) -> int:
            have = before.have if before else held(conn).get(stream, {})
            return snapshots.emptied(conn, stream, have)

        return self.workspace.reading(work) > (before.emptied if before else 0)

    def _lacks_what_was_let_go(self, stream: str, before: Snapshot | None) -> bool:
        """Whether bundles have no bytes here, and no snapshot at this place stands for them.

        One that another place has too may stand for them, and yet not be the newest: by that alone
        they are taken away from where they lie (`prune`).
        """
        there = self.state.snaps.get(stream)

        def work(conn: Connection) -> bool:
            if not there:
                every = outbox.kept(conn, outbox.OWN, outbox.TAKEN)
                return any(not one.size for one in every if one.stream == stream)
            mine = (chain for chain in chains.every(conn) if chain[0] == stream)
            return any(not one.size for c in mine for one in self._lying(conn, c, chains.ANY))

        if there and (not before or before.hash == there or not self.state.emptying):
            return False
        return self.workspace.reading(work)

    def _is_worth_it(self, stream: str) -> bool:
        before = self._known(stream)
        if self._holds_emptied_words(stream, before):
            return True
        if self._lacks_what_was_let_go(stream, before):
            return True
        if before and self.state.emptying and self._holds_up_an_end(before):
            return True
        if before is None and stream in self.state.snaps:
            return True  # what lies there does not count any more, or lacks what was found since
        covered = before.chains if before else {}

        def work(conn: Connection) -> list[int]:
            return [
                one.size
                for chain in chains.every(conn)
                if chain[0] == stream
                for one in outbox.within(
                    conn, chain, covered.get(chain[1], (0, ""))[0] + 1, chains.ANY
                )
                if one.size
            ]

        sizes = self.workspace.reading(work)
        return len(sizes) > MANY_BUNDLES or sum(sizes) > MANY_BYTES

    def _holds_up_an_end(self, before: Snapshot) -> bool:
        """Whether epochs before cannot end by a snapshot, though by one that was made now."""
        return self.workspace.reading(
            lambda conn: ending.replaces_parts(conn, before) or ending.lacks_former(conn, before)
        )

    def _put_one(self, stream: str, own: identity.Identity) -> None:
        workspace = self.workspace
        before = self._known(stream)
        there = self.state.snaps.get(stream)
        usable = before if before and before.hash == there else None
        if usable and workspace.reading(partial(ending.replaces_parts, snapshot=usable)):
            usable = None
        made = workspace.reading(lambda conn: snapshots.make(workspace, conn, own, stream, usable))
        for done, (name, raw) in enumerate(made.records.items()):
            self.step(done, len(made.records))
            with suppress(Taken):  # it lies there since before a crash
                self.remote.put(remote_layout.snapshot_name(stream, name), raw)

        def work(conn: Connection) -> Written:
            keep(conn, stream, made.records[made.snapshot.hash])
            return Written()

        workspace.receive("sync", work, changes=0)
        self.state.snaps[stream] = made.snapshot.hash

    def _known(self, stream: str) -> Snapshot | None:
        return self.workspace.reading(lambda conn: known(conn, self.workspace, stream))

    # --- what a snapshot replaces

    def prune(self) -> int:
        """Delete what snapshots of ours replace; gives how many files.

        Called after the head that names them lies there. What is deleted is old, wholly in a
        snapshot that was read back just now, and known to be with every colleague.

        Raises:
            RemoteTrouble, Cancelled: the rest is deleted another time.
        """
        workspace = self.workspace
        own = identity.own(workspace)
        roster = workspace.reading(rosters.known)
        if not snapshots.may_make(roster, own.laptop):
            return 0
        deleted = 0
        for stream, name in self.state.snaps.items():
            snapshot = self._known(stream)
            if snapshot is None or snapshot.hash != name:
                continue
            old = workspace.reading(partial(self._replaced, snapshot))
            if not old or not self._lies_there(snapshot):
                continue
            for one in old:
                self.remote.delete(remote_layout.bundle_name(one.stream, one.dev, one.number))
                self._note_deleted(one)
                deleted += 1
            deleted += self._delete_former(snapshot)
        return deleted

    def _replaced(self, snapshot: Snapshot, conn: Connection) -> list[outbox.Kept]:
        """Give the bundles that may be deleted: old ones, and those with words emptied since."""
        if not self._all_are_heard(conn):
            return []
        old = self.workspace.now() - timedelta(days=KEPT_DAYS)
        roster = rosters.known(conn)
        others = [
            peer.have
            for peer in peers.every(conn)
            if peer.have is not None and roster.roles_of(peer.laptop)
        ]
        found: list[outbox.Kept] = []
        for dev, (number, _hash) in snapshot.chains.items():
            for one in self._lying(conn, (snapshot.stream, dev), number):
                if not all(peers.covers(have, one.stream, one.spans) for have in others):
                    break  # so has nobody what follows
                if not one.size or _made(conn, one) < old:  # without its bytes it was let go
                    found.append(one)
                elif not self.state.emptying:
                    break  # what follows is younger still
        return found

    def _all_are_heard(self, conn: Connection) -> bool:
        """Whether every laptop of the team has said what it holds."""
        heard = {peer.laptop for peer in peers.every(conn) if peer.have is not None}
        own = peers.laptop_of(self.workspace.device)
        return heard.issuperset({one.laptop for one in rosters.known(conn).members} - {own})

    def _lying(self, conn: Connection, chain: chains.Chain, upto: int) -> Iterator[outbox.Kept]:
        """Give the bundles of a chain that lie there, by anybody's word, the first ones first."""
        said: list[list[int]] = []
        for each in (self.state.placed, *self.state.theirs.values()):
            said = ranges.union(said, each.get(chain[0], {}).get(chain[1], ()))
        deleted = self.state.deleted.get(chain[0], {}).get(chain[1], ())
        for first, last in ranges.without(said, deleted):
            yield from outbox.within(conn, chain, first, min(last, upto))

    def _lies_there(self, snapshot: Snapshot) -> bool:
        """Whether a snapshot can be read back, every part of it."""
        for done, name in enumerate(sorted(snapshot.names)):
            self.step(done, len(snapshot.names))
            try:
                if (
                    one_record(
                        self.remote.get(remote_layout.snapshot_name(snapshot.stream, name))
                    ).hash
                    != name
                ):
                    return False
            except (Missing, LiaisonError):
                return False
        return True

    def _note_deleted(self, one: outbox.Kept) -> None:
        number = [[one.number, one.number]]
        gone = self.state.deleted.setdefault(one.stream, {})
        gone[one.dev] = ranges.union(gone.get(one.dev, ()), number)
        mine = self.state.placed.get(one.stream, {})
        if one.dev in mine:
            mine[one.dev] = ranges.without(mine[one.dev], number)

    def _delete_former(self, snapshot: Snapshot) -> int:
        """Delete parts and snapshots that no newest snapshot of anybody names."""
        named = {snaps.get(snapshot.stream) for snaps in self.state.their_snaps.values()}
        if named - {snapshot.hash, None}:
            return 0  # a colleague knows another one: hers may need them
        folder = remote_layout.snapshot_folder(snapshot.stream)
        there = remote_layout.records_in(self.remote.list(folder))
        former = there - snapshot.names
        for name in sorted(former):
            self.remote.delete(remote_layout.snapshot_name(snapshot.stream, name))
        return len(former)


def _made(conn: Connection, one: outbox.Kept) -> datetime:
    """When the newest change in a bundle was made, by its author's clock, in UTC."""
    newest = max(
        (
            conn.execute(
                "SELECT hlc FROM op JOIN origin ON origin.n = op.origin"
                " WHERE stream = ? AND dev = ? AND seq = ?",
                (one.stream, dev, max(span)),
            ).fetchone()
            for dev, span in one.spans.items()
        ),
        key=lambda row: int(row["hlc"]) if row else 0,
        default=None,
    )
    stamp = int(newest["hlc"]) if newest else 0
    return clock.time_of(stamp)
