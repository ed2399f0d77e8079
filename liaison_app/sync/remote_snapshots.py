"""Taking a snapshot from a remote.

Who lacks many bundles, or some that are not there any more, takes a snapshot first and then the few
bundles that it does not cover.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from liaison_app.errors import DamagedFile, ForeignFile, LiaisonError, NewerFile, NoKey, NotAllowed
from liaison_app.records import Stream
from liaison_app.remotes.protocol import Missing, TooLarge
from liaison_app.store import given_up, ops, settings
from liaison_app.store.arriving import Fork, Gap
from liaison_app.store.changes import Written
from liaison_app.store.gathering import no_search_for_cycles
from liaison_app.store.travelling import held
from liaison_app.sync import (
    alarms,
    chains,
    opening,
    outbox,
    peers,
    ranges,
    refusals,
    remote_fetching,
    remote_layout,
    rosters,
    second_lives,
    snapshots,
)
from liaison_app.sync.lines import unpack_ops
from liaison_app.sync.remote_fetching import DAMAGED, MISSING, NEWER, Wanted, is_due, leave
from liaison_app.sync.remote_hearing import belonging, one_record

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from liaison_app.remotes.protocol import Remote
    from liaison_app.store.driver import Connection
    from liaison_app.sync.container import Record
    from liaison_app.sync.remote_state import State
    from liaison_app.sync.snapshots import Part, Snapshot
    from liaison_app.workspace import Workspace

_WORTH_IT = 50  # bundles that are lacking
_OF_A_FILE = (DamagedFile, ForeignFile, NewerFile, NotAllowed)


@dataclass
class Taking:
    """Takes snapshots from one remote."""

    workspace: Workspace
    remote: Remote
    state: State
    step: Callable[[int, int], object]
    _came: dict[chains.Chain, int] = field(default_factory=dict)

    def take(self, wanted: Collection[Wanted]) -> opening.Account:
        """Take in a snapshot of each stream of which much is lacking, if there is any.

        Args:
            wanted: the bundles that are lacking.

        Raises:
            RemoteTrouble, Cancelled: what came before was taken in.
        """
        account = opening.Account()
        lacking = Counter(stream for stream, _dev, _number in wanted)
        for one in wanted:
            if remote_fetching.is_gone(self.state, one):
                lacking[one[0]] += _WORTH_IT
        gaps = self.workspace.reading(lambda conn: remote_fetching.after_gaps(conn, wanted))
        gaps |= self.workspace.reading(_waited_for)
        for stream in sorted({*lacking, *gaps}):
            if lacking[stream] >= _WORTH_IT or stream in gaps:
                for name in self._offered(stream):
                    self.take_one(stream, name, account)
        return account

    def know(self) -> opening.Account:
        """Note new snapshots of which everything is here: they may stand for what is let go.

        What was given up and is in one is taken in.

        Raises:
            RemoteTrouble: it stopped there.
        """
        account = opening.Account()
        for stream in sorted({name for snaps in self.state.their_snaps.values() for name in snaps}):
            for name in self._offered(stream):
                record = self._record(stream, name)
                snapshot = self._read(record) if record else None
                if record is None or snapshot is None or snapshot.stream != stream:
                    continue
                have, holes = self._here(stream)
                if snapshot.is_here(have, holes):
                    self._cover(snapshot, record)
                elif snapshot.is_here(have, {}) and self._take_parts(snapshot, account):
                    self._cover(snapshot, record)  # it holds what was given up here

        for name in [one for one in self.state.stuck if one.startswith(remote_layout.SNAPSHOTS)]:
            if not self._offered(name.split("/")[1]):
                del self.state.stuck[name]  # nobody goes by it any more, or it is not for us
        return account

    def _here(self, stream: str) -> tuple[dict[str, int], dict[str, list[list[int]]]]:
        """Give the last op of each incarnation that is here, and what is missing before those."""

        def look(conn: Connection) -> tuple[dict[str, int], dict[str, list[list[int]]]]:
            return held(conn).get(stream, {}), given_up.holes(conn).get(stream, {})

        return self.workspace.reading(look)

    def _offered(self, stream: str) -> list[str]:
        """Give the snapshots of a stream that lie there, as far as who says so may make any.

        None of a stream that this laptop is not meant to read.
        """
        roster = self.workspace.reading(rosters.known)
        me = roster.laptops.get(peers.laptop_of(self.workspace.device))
        if me and stream not in me.streams:
            return []
        offered = {
            snaps[stream]
            for dev, snaps in self.state.their_snaps.items()
            if stream in snaps and snapshots.may_make(roster, peers.laptop_of(dev))
        }
        return sorted(offered - {self.state.snaps.get(stream, "")})

    def take_one(self, stream: str, name: str, account: opening.Account) -> None:
        """Take in one snapshot, and note what it stands for."""
        record = self._record(stream, name)
        snapshot = self._read(record) if record else None
        if record is None or snapshot is None or snapshot.stream != stream:
            return
        if self._take_parts(snapshot, account):
            self._cover(snapshot, record)

    def _read(self, record: Record) -> Snapshot | None:
        """Verify and read a snapshot; None if it is left for later."""
        workspace = self.workspace
        roster = workspace.reading(rosters.known)
        try:
            return workspace.reading(
                lambda conn: snapshots.read(conn, roster, record, workspace.root)
            )
        except (NoKey, *_OF_A_FILE):
            self._leave(record.stream, record.hash, DAMAGED)
            return None

    def _take_parts(self, snapshot: Snapshot, account: opening.Account) -> bool:
        """Take in the parts that hold anything new; says whether all of them could be."""
        for done, part in enumerate(snapshot.parts):
            self.step(done, len(snapshot.parts))
            _have, holes = self._here(snapshot.stream)
            have = self.workspace.reading(second_lives.by_number).get(snapshot.stream, {})
            if snapshots.part_is_here(snapshot, part, have, holes):
                continue
            record = self._record(snapshot.stream, part.hash)
            if record is None or not self._take_part(snapshot, part, record, account):
                return False
        return True

    def _take_part(
        self, snapshot: Snapshot, part: Part, record: Record, account: opening.Account
    ) -> bool:
        workspace, stream = self.workspace, snapshot.stream

        def work(conn: Connection) -> Written:
            now = workspace.now()
            roster = rosters.known(conn)
            plain = snapshots.opened(conn, roster, record)
            coming = unpack_ops(plain, record, kind=snapshots.PART)
            too_many = second_lives.too_many(conn, stream, coming.spans)
            if too_many or coming.spans != part.spans:
                raise refusals.not_understood()
            self._make_way(conn, stream, coming.spans, now)
            kind = Stream(roster.streams.get(stream, ""))
            with no_search_for_cycles():
                arrived = second_lives.arrived(
                    workspace, conn, stream, kind, coming.ops, now=now, without=snapshot.holes
                )
            account.new += arrived.new
            account.duplicates += arrived.duplicates
            self._came |= {(stream, dev): last for dev, (_first, last) in coming.spans.items()}
            written = Written()
            written.records.update(arrived.records)
            written.redacted = arrived.redacted
            return written

        try:
            workspace.receive("sync", work, changes=part.count)
        except (Gap, NoKey, ValueError, *_OF_A_FILE):
            self._leave(stream, part.hash, NEWER)  # it was signed so: another copy is no better
            return False
        except Fork as fork:
            self._tell_of_two(fork.dev)
            self._leave(stream, part.hash, NEWER)
            return False
        return True

    def _make_way(
        self,
        conn: Connection,
        stream: str,
        spans: dict[str, tuple[int, int]],
        now: datetime,
    ) -> None:
        """What is there under the name in use, and is not here, is of a former life."""
        name = settings.get(conn, "device")
        last = ops.last_seq(conn, ops.origin_number(conn, stream, name))
        if name in spans and spans[name][1] > last:
            second_lives.own_came_back(self.workspace, conn, stream, name, last + 1, now=now)

    def _tell_of_two(self, dev: str) -> None:
        def work(conn: Connection) -> Written:
            alarms.add(conn, self.workspace.now(), alarms.FORK, {"dev": dev})
            return Written()

        self.workspace.receive("sync", work, changes=0)

    def _cover(self, snapshot: Snapshot, record: Record) -> None:
        """Note which bundles need not be fetched any more.

        Everybody goes by the one that holds most, so that all come to name the same.
        """
        workspace, stream = self.workspace, snapshot.stream

        own = peers.laptop_of(workspace.device)
        if not snapshot.is_here(*self._here(stream)):
            self._leave(stream, snapshot.hash, NEWER)  # it does not hold what it says
            return

        def work(conn: Connection) -> Written:
            before = known(conn, workspace, stream)
            if before is None or _rank(before) < _rank(snapshot):
                keep(conn, stream, record.raw)
            heads = outbox.heads(conn).get(stream, {})
            for dev, head in snapshot.chains.items():
                laptop = peers.laptop_of(dev)
                # Of our own changes only what came counts as sealed, whatever the snapshot says.
                has = {
                    d: self._came.get((stream, d), 0) if laptop == own else last
                    for d, last in snapshot.have.items()
                    if peers.laptop_of(d) == laptop
                }
                if head[0] > heads.get(dev, (0, ""))[0] and dev != workspace.device:
                    spans = {d: (1, last) for d, last in has.items() if last}
                    outbox.cover(conn, stream, dev, head, spans)
            return Written()

        workspace.receive("sync", work, changes=0)
        newest = workspace.reading(lambda conn: known(conn, workspace, stream))
        if newest is not None and newest.hash == snapshot.hash:
            self.state.snaps[stream] = snapshot.hash

    def distrust(self) -> None:
        """Forget that bundles came in a snapshot, where their author wrote more than is here.

        Whoever makes a snapshot says which bundles it holds. If that is not so, all of a chain may
        seem to be here while its author signed that there is more.
        """
        workspace, own = self.workspace, peers.laptop_of(self.workspace.device)
        said: dict[chains.Chain, list[list[int]]] = {}
        roster = workspace.reading(rosters.known)
        for who, chain, some in remote_fetching.claimed(self.state, roster, own):
            if peers.laptop_of(chain[1]) == who:
                said[chain] = ranges.union(some, said.get(chain, ()))

        def find(conn: Connection) -> list[chains.Chain]:
            here = chains.Here(conn)
            return [
                chain
                for chain in _behind(conn)
                if not ranges.without(said.get(chain, ()), here.of(chain))
                and chains.is_covered(conn, chain)
            ]

        doubtful = workspace.reading(find)

        def work(conn: Connection) -> Written:
            for chain in doubtful:
                chains.uncover(conn, chain)
            return Written()

        if doubtful:
            workspace.receive("sync", work, changes=0)

    def _record(self, stream: str, name: str) -> Record | None:
        place = remote_layout.snapshot_name(stream, name)
        if not is_due(self.state, place, self.workspace.now()):
            return None
        try:
            record = one_record(self.remote.get(place))
        except Missing:
            self._leave(stream, name, MISSING)
            return None
        except NewerFile:
            self._leave(stream, name, NEWER)
            return None
        except (DamagedFile, ForeignFile, TooLarge):
            self._leave(stream, name, DAMAGED)
            return None
        if record.hash != name or record.stream != stream:
            self._leave(stream, name, DAMAGED)
            return None
        self.state.stuck.pop(place, None)
        return record

    def _leave(self, stream: str, name: str, why: str) -> None:
        place = remote_layout.snapshot_name(stream, name)
        leave(self.state, place, why, self.workspace.now())


def _behind(conn: Connection) -> list[chains.Chain]:
    """Give the chains of others of which their authors hold more than is here, by their word."""
    have = held(conn)
    return [
        (stream, dev)
        for peer in peers.every(conn)
        for stream, devs in (peer.have or {}).items()
        for dev, last in devs.items()
        if peers.laptop_of(dev) == peer.laptop and last > have.get(stream, {}).get(dev, 0)
    ]


def _waited_for(conn: Connection) -> set[str]:
    """Give the streams in which bundles wait for others that nobody may say to lie anywhere."""
    waiting = outbox.kept(conn, outbox.WAITING)
    return {bundle.stream for bundle in waiting if bundle.spans}


def _rank(snapshot: Snapshot) -> tuple[int, int, int, str]:
    """Of two that hold the same, prefer fewer words, then the one that was sealed later."""
    epoch = min((part.epoch for part in snapshot.parts), default=0)
    lacks = given_up.size({snapshot.stream: snapshot.holes})
    return sum(snapshot.have.values()) - lacks, snapshot.emptied, epoch, snapshot.hash


def known(conn: Connection, workspace: Workspace, stream: str) -> Snapshot | None:
    """Give the newest snapshot of a stream that was put or taken here."""
    row = conn.execute("SELECT raw FROM snapshot WHERE stream = ?", (stream,)).fetchone()
    if row is None:
        return None
    try:
        record = one_record(bytes(row["raw"]))
        snapshot = snapshots.read(conn, rosters.known(conn), record, workspace.root)
    except LiaisonError:
        return None  # who made it may not any more
    lacks = not snapshot.holds(given_up.holes(conn).get(stream, {}))
    return None if lacks else snapshot  # it lacks what was found since


def make_anew(workspace: Workspace, remote: Remote, state: State, name: str) -> None:
    """Let a snapshot be made from nothing, if a file of ours is damaged there or gone.

    Args:
        workspace: this laptop.
        remote: where it lies.
        state: what is known of that.
        name: of the file that somebody looks for.

    Raises:
        RemoteTrouble: the place fails.
    """
    stream = name.split("/")[1]
    ours = workspace.reading(lambda conn: known(conn, workspace, stream))
    if ours is None or remote_layout.hash_of(name) not in ours.names:
        return
    with suppress(Missing, TooLarge):
        if belonging(workspace, name, remote.get(name)):
            return

    def work(conn: Connection) -> Written:
        forget(conn, stream)
        return Written()

    if state.snaps.pop(stream, ""):
        workspace.receive("sync", work, changes=0)


def forget(conn: Connection, stream: str) -> None:
    """Let the next snapshot of a stream be made from nothing, in the caller's transaction."""
    conn.execute("DELETE FROM snapshot WHERE stream = ?", (stream,))


def keep(conn: Connection, stream: str, raw: bytes) -> None:
    """Keep a snapshot as the newest of its stream, in the caller's transaction."""
    conn.execute(
        "INSERT INTO snapshot (stream, raw) VALUES (?, ?)"
        " ON CONFLICT (stream) DO UPDATE SET raw = excluded.raw",
        (stream, raw),
    )
