"""Opening bundles: each is applied, kept until it can be, or kept apart; none is ever dropped.

A bundle waits while changes before it are missing, while its author is not in the roster yet, or
while this laptop has no key for it. It is kept apart, and somebody is told, when its author may not
write it or when two laptops write under one name. What waits and what is kept apart is looked at
again with every file: what the roster says may have changed, and what was missing may have come.
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from liaison_app.errors import DamagedFile, ForeignFile, LiaisonError, NoKey
from liaison_app.records import Stream
from liaison_app.store import given_up
from liaison_app.store.arriving import Fork, Gap
from liaison_app.store.changes import Written
from liaison_app.store.gathering import no_search_for_cycles
from liaison_app.sync import (
    alarms,
    chains,
    epochs,
    identity,
    outbox,
    resealing,
    reviewing,
    second_lives,
    signatures,
)
from liaison_app.sync.container import open_record, read_record
from liaison_app.sync.lines import unpack_ops
from liaison_app.sync.outbox import COVERED, OWN, QUARANTINED, TAKEN, WAITING
from liaison_app.sync.room import Room
from liaison_app.sync.roster import may_write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from liaison_app.store.driver import Connection
    from liaison_app.store.given_up import Holes
    from liaison_app.sync.container import Record
    from liaison_app.sync.lines import Ops
    from liaison_app.sync.peers import Have
    from liaison_app.sync.roster import Roster
    from liaison_app.workspace import Workspace

Spans = dict[str, tuple[int, int]]
DROPPED = "dropped"
"""Not a bundle of who it says: the state of one that is in the database no more."""


@dataclass
class Account:
    """What became of bundles.

    Attributes:
        new: changes that were not here before.
        duplicates: changes that were.
        waiting: changes that came now and wait, as far as they can be counted.
        unreadable: bundles that came now and for which this laptop has no key.
        asking: bundles that came now of a laptop that is not let in; they wait until it is.
        apart: laptops whose changes were kept apart now.
        strangers: bundles of laptops that nobody knows; they were left out.
    """

    new: int = 0
    duplicates: int = 0
    waiting: int = 0
    unreadable: int = 0
    asking: int = 0
    apart: set[str] = field(default_factory=set)
    strangers: int = 0


@dataclass
class _Bundle:
    """A bundle that is not applied: its number in the database (0: it came now), what is in it."""

    record: Record
    n: int = 0
    state: str = WAITING
    spans: Spans = field(default_factory=dict)


class Opening:
    """Applies bundles inside the transaction of an import."""

    def __init__(
        self, workspace: Workspace, conn: Connection, roster: Roster, now: datetime
    ) -> None:
        self.account = Account()
        self.written = Written()
        self._workspace = workspace
        self._conn = conn
        self._roster = roster
        self._now = now
        self._own = identity.own(workspace)
        self._room = Room(conn, frozenset({*roster.laptops, self._own.laptop}))
        self._kinds = {
            stream: Stream(kind)
            for stream, kind in roster.streams.items()
            if kind in {member.value for member in Stream}
        }

    def take(self, records: Iterable[Record], step: Callable[[int], None]) -> None:
        """Take in bundles whose signatures were checked, and look again at those that wait.

        Args:
            records: in the order of their file.
            step: called with the bytes done now and then; raises `Cancelled` to stop.
        """
        done = 0
        waiting = [*self._kept()]
        with no_search_for_cycles():
            for record in records:
                if not self._known(record):
                    bundle = _Bundle(record)
                    if not self._try(bundle):
                        waiting.append(bundle)
                done += len(record.raw)
                step(done)
            self._until_nothing_moves(waiting)

    def _until_nothing_moves(self, waiting: list[_Bundle]) -> None:
        """One that is applied may be what another one waits for."""
        moved = True
        while moved:
            rest = [bundle for bundle in waiting if not self._try(bundle)]
            moved = len(rest) < len(waiting)
            waiting = [bundle for bundle in rest if bundle.state != DROPPED]
        for bundle in waiting:
            if bundle.n == 0 and (self._is_of_the_team(bundle.record) or bundle.record.pk):
                self._note(bundle)
            elif bundle.n == 0:  # it comes again with every file once somebody knows the author
                self.account.strangers += 1

    def _kept(self) -> Iterable[_Bundle]:
        """Those that were not applied when they came."""
        for row in self._conn.execute(
            "SELECT n, state, spans, raw FROM bundle WHERE state IN (?, ?) ORDER BY n",
            (WAITING, QUARANTINED),
        ).fetchall():
            record = read_record(io.BytesIO(row["raw"]))
            assert record is not None  # noqa: S101  (it was kept as it was read)
            spans = {dev: (first, last) for dev, (first, last) in json.loads(row["spans"]).items()}
            yield _Bundle(record, row["n"], row["state"], spans)

    def _known(self, record: Record) -> bool:
        """Whether a bundle is here already; counts what is in it."""
        row = self._conn.execute(
            "SELECT spans, state FROM bundle WHERE hash = ? AND (stream, dev, number) = (?, ?, ?)",
            (record.hash, record.stream, record.dev, record.n),
        ).fetchone()
        if row is None:
            return False
        if row["state"] == COVERED and self._holds_more(record):
            chains.uncover(self._conn, (record.stream, record.dev))
            return False  # the snapshot that was to hold it did not
        if row["state"] in {OWN, TAKEN}:
            self.account.duplicates += count(json.loads(row["spans"]))
        return True

    def _holds_more(self, record: Record) -> bool:
        spans = spans_of(self._conn, record) or {}
        return any(self._last(record.stream, dev) < last for dev, (_, last) in spans.items())

    # --- one bundle

    def _try(self, bundle: _Bundle) -> bool:
        """Apply a bundle if that can be done now; says whether it was."""
        record = bundle.record
        if record.stream not in self._kinds or not self._is_of_the_team(record):
            return False
        if bundle.spans and self._has_gap(bundle):
            return False
        ops = self._opened(bundle)
        if ops is None or self._has_gap(bundle):
            return False
        what = self._objection(bundle)
        if what:
            self._set_apart(bundle, what)
            return False
        return self._arrive(bundle, ops)

    def _is_of_the_team(self, record: Record) -> bool:
        return record.laptop in self._roster.laptops or record.laptop == self._own.laptop

    def _has_gap(self, bundle: _Bundle) -> bool:
        """Whether changes before these are missing.

        A bundle of this laptop that is not here is of a former life, which a restore took away.
        What was written since and never sealed is no part of that life.
        """
        stream = bundle.record.stream
        if bundle.record.laptop == self._own.laptop:
            sealed = chains.sealed(self._conn, self._own.laptop)
            have = {dev: sealed.get((stream, dev), 0) for dev in bundle.spans}
        else:
            have = {dev: self._last(stream, dev) for dev in bundle.spans}
        return not all(
            given_up.leads_on(self._conn, (stream, dev), have[dev], first)
            for dev, (first, _last) in bundle.spans.items()
        )

    def _last(self, stream: str, dev: str) -> int:
        found = self._conn.execute(
            "SELECT max(seq) FROM op"
            " WHERE origin = (SELECT n FROM origin WHERE stream = ? AND dev = ?)",
            (stream, dev),
        ).fetchone()[0]
        return int(found or 0)

    def _opened(self, bundle: _Bundle) -> Ops | None:
        """Open a bundle; None if there is no key for it."""
        record = bundle.record
        if bundle.n and not self._is_authentic(record):
            self._drop(bundle)
            return None
        try:
            secrets = epochs.secrets(self._conn, record.stream, record.epoch)
            ops = unpack_ops(open_record(record, secrets), record)
        except NoKey:
            return None
        except (DamagedFile, ForeignFile):
            if bundle.n == 0:
                raise  # with the file that it is in
            self._set_apart(bundle, alarms.UNREADABLE)
            return None
        bundle.spans = dict(ops.spans)
        return ops

    def _is_authentic(self, record: Record) -> bool:
        """Whether a bundle that waited is its author's, now that somebody knows the author.

        Until then it showed a key itself, and whoever made it could write any name beside that.
        """
        try:
            signatures.check(record, self._roster, self._own)
        except LiaisonError:
            return False
        return True

    def _drop(self, bundle: _Bundle) -> None:
        chains.drop(self._conn, [bundle.n])
        bundle.state = DROPPED

    def _objection(self, bundle: _Bundle) -> str:
        """Say why a bundle must be kept apart; "" if it need not."""
        record = bundle.record
        author = self._roster.laptops.get(record.laptop)
        kind = self._roster.streams[record.stream]
        if self._is_late(bundle):
            return alarms.REMOVED
        if author and not author.removed and not may_write(self._roster, record.laptop, kind):
            return alarms.NOT_ALLOWED
        if second_lives.too_many(self._conn, record.stream, bundle.spans):
            return alarms.UNREADABLE
        if record.laptop == self._own.laptop:
            return ""  # a former life of this laptop: `_arrive` makes way for it
        return alarms.FORK if self._is_of_two(record) else ""

    def _is_late(self, bundle: _Bundle) -> bool:
        return reviewing.is_late(self._conn, self._roster, bundle.record, bundle.spans)

    def _is_of_two(self, record: Record) -> bool:
        """Whether another laptop wrote under this name: two bundles of one number, or after one."""
        row = self._conn.execute(
            "SELECT 1 FROM bundle WHERE stream = :stream AND dev = :dev"
            " AND number = :n AND hash <> :hash AND state IN (:own, :taken)"
            " UNION ALL SELECT 1 FROM bundle WHERE hash = :prev AND state = :apart"
            " AND stream = :stream AND dev = :dev",
            {
                "stream": record.stream,
                "dev": record.dev,
                "n": record.n,
                "hash": record.hash,
                "prev": record.prev,
                "own": OWN,
                "taken": TAKEN,
                "apart": QUARANTINED,
            },
        ).fetchone()
        return row is not None

    def _arrive(self, bundle: _Bundle, ops: Ops) -> bool:
        stream = bundle.record.stream
        own = bundle.record.laptop == self._own.laptop
        if own and self._workspace.device in {bundle.record.dev, *bundle.spans}:
            name = self._workspace.device
            self._make_way(stream, name, self._last(stream, name) + 1)
        kind = self._kinds[stream]
        try:
            arrived = second_lives.arrived(
                self._workspace, self._conn, stream, kind, ops.ops, now=self._now
            )
        except Gap:
            return False
        except Fork:
            self._set_apart(bundle, alarms.FORK)
            return False
        if arrived.refused:
            about = {"dev": bundle.record.dev, "stream": stream}
            alarms.add(self._conn, self._now, alarms.NOT_ALLOWED, about, anew=True)
            self.account.apart.add(bundle.record.dev)
        if own:
            second_lives.give_number(self._workspace, self._conn, bundle.record, ops, self._now)
        resealing.put_in_place(self._conn, bundle.record, ops.heading, bundle.spans)
        self.account.new += arrived.new
        self.account.duplicates += arrived.duplicates
        self.written.records.update(arrived.records)
        self.written.redacted = self.written.redacted or arrived.redacted
        self._keep(bundle, TAKEN)
        return True

    def _make_way(self, stream: str, dev: str, first: int) -> bool:
        """Let what a former life of this laptop wrote have its name; says whether it can."""
        return second_lives.own_came_back(
            self._workspace, self._conn, stream, dev, first, now=self._now
        )

    def _set_apart(self, bundle: _Bundle, what: str) -> None:
        record, new = bundle.record, bundle.state != QUARANTINED
        about = {"dev": record.dev}
        if what == alarms.NOT_ALLOWED:
            about["stream"] = record.stream
        if new:
            self.account.apart.add(record.dev)
        self._keep(bundle, QUARANTINED)
        kept = bundle.n > 0  # one for which there is no room comes again and again
        alarms.add(self._conn, self._now, what, about, anew=new and kept)

    def _note(self, bundle: _Bundle) -> None:
        """Keep a bundle that came now and has to wait."""
        if not bundle.spans and self._is_for_others(bundle.record):
            self._keep(bundle, WAITING)  # to be passed on
            return
        if bundle.spans and self._is_late(bundle):  # it goes on from what is kept apart
            self._set_apart(bundle, alarms.REMOVED)
            return
        self.account.waiting += count(bundle.spans)
        if not self._is_of_the_team(bundle.record):
            self.account.asking += 1
        elif not bundle.spans:
            self.account.unreadable += 1
        self._keep(bundle, WAITING)

    def _is_for_others(self, record: Record) -> bool:
        """Whether a bundle is of a colleague's caseload, which this laptop is not meant to read."""
        own = self._roster.laptops.get(self._own.laptop)
        return record.stream in self._roster.owners and not (own and record.stream in own.streams)

    def _keep(self, bundle: _Bundle, state: str) -> None:
        if bundle.n == 0:
            if state == TAKEN or self._room.has(bundle.record):
                bundle.n = outbox.keep(self._conn, bundle.record, state, bundle.spans)
        else:
            self._conn.execute(
                "UPDATE bundle SET state = ?, spans = ? WHERE n = ?",
                (state, json.dumps(bundle.spans), bundle.n),
            )
        bundle.state = state


def spans_of(conn: Connection, record: Record) -> Spans | None:
    """Give what is in a bundle whose signature was checked; None if there is no key for it.

    Raises:
        DamagedFile: it is nothing that Liaison writes.
    """
    try:
        plain = open_record(record, epochs.secrets(conn, record.stream, record.epoch))
    except NoKey:
        return None
    return dict(unpack_ops(plain, record).spans)


def count(spans: Mapping[str, Sequence[int]]) -> int:
    """Give how many changes are in a bundle."""
    return sum(last - first + 1 for first, last in spans.values())


def lacking(stream: str, spans: Spans, held: Have, holes: Holes) -> int:
    """Give how many changes of a bundle are not here."""
    have, lack = held.get(stream, {}), holes.get(stream, {})
    return sum(
        max(0, last - max(first - 1, have.get(dev, 0)))
        + sum(max(0, min(last, end) - max(first, at) + 1) for at, end in lack.get(dev, ()))
        for dev, (first, last) in spans.items()
    )
