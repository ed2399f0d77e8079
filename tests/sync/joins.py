"""Snapshots that somebody joins by, by the hundred: what comes of one is the union of all changes.

    python -m tests.sync.joins 1..1500

Laptops are worked on as in `simulation`: they redact, erase, come back from backups, crash, write
for a newer program. At some moment one of them, a coordinator's, makes a snapshot: a first one, or
one that keeps parts of the last. Somebody takes it who is new, or has some of the changes, or came
back from a backup without noticing: bundles come before it and after it, in any order, and some
are not there any more. All must be as on a laptop that got each of these changes alone.
"""

from __future__ import annotations

import sys
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import TYPE_CHECKING, Any, cast
from unittest.mock import patch

from liaison_app.records import Stream
from liaison_app.remotes.protocol import Missing
from liaison_app.store import checking, settings
from liaison_app.store.arriving import Gap, arrive
from liaison_app.store.changes import Written
from liaison_app.store.driver import transaction
from liaison_app.store.travelling import held, outgoing
from liaison_app.sync import (
    epochs,
    identity,
    lines,
    remote_layout,
    rosters,
    second_lives,
    snapshots,
)
from liaison_app.sync.container import open_record
from liaison_app.sync.remote_hearing import one_record
from liaison_app.sync.remote_snapshots import Taking
from liaison_app.sync.remote_state import State
from liaison_app.sync.roster_entries import ADMIN, CONTROL, COORDINATOR, Add, Found
from tests.sync.simulation import laptops, schedule, sticks, volume, working, world
from tests.sync.simulation.laptops import KINDS, STREAMS, Clock, Laptop, copied
from tests.sync.simulation.world import Broken, expect

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Sequence

    from liaison_app.remotes.protocol import Remote
    from liaison_app.store.driver import Connection
    from liaison_app.store.travelling import Travelling
    from tests.sync.simulation.world import Name, Publication, World

CASES = 10
"""So many snapshots are joined by in one schedule."""
_STEPS = range(4, 8)  # of a schedule, before each snapshot
_FIRST_STEPS = 15
_CONTROL = "c" * 16
_NEWCOMER, _PLAIN = 0x98, 0x99
TRAVEL = tuple(STREAMS[kind] for kind in (Stream.TEAM, Stream.REFERENCE))


class Place:
    """What lies on a shared place, in memory."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def get(self, name: str, *, start: int = 0, most: int = 1 << 30) -> bytes:
        if name not in self.files:
            raise Missing
        return self.files[name][start:][:most]


@dataclass
class Made:
    """A snapshot of each stream, as a coordinator's laptop made it, and what that held."""

    place: Place = field(default_factory=Place)
    newest: dict[str, snapshots.Snapshot] = field(default_factory=dict)


# --- the coordinator


@cache
def founded() -> Connection:
    """Give the database from which all laptops come, with keys: the office may make snapshots."""
    conn = copied(laptops.first())
    office = Laptop(0, conn, Clock(), Random(0))  # noqa: S311  (repeating is what it is for)
    with transaction(conn):
        identity.make_keys(conn, office.dice)
        settings.put(conn, "stream.control", _CONTROL)
        own = identity.own(office.workspace)
        streams = {CONTROL: _CONTROL, **{KINDS[one].value: one for one in TRAVEL}}
        about = Add(
            laptop=own.laptop,
            name="Office",
            person="",
            roles=(ADMIN, COORDINATOR),
            sign=own.sign.verify_key.encode(),
            age=own.recipient,
            streams=tuple(streams.values()),
        )
        names = tuple((one, kind) for kind, one in streams.items())
        rosters.sign_entry(
            office.workspace,
            conn,
            [
                Found(practice=False, streams=names, team="", team_name=""),
                about,
                *(epochs.make(conn, one, 1, [own.recipient]) for one in streams.values()),
            ],
        )
    return conn


@contextmanager
def _small_parts(most: int) -> Iterator[None]:
    with ExitStack() as stack:
        stack.enter_context(patch.object(snapshots, "MOST_OPS", most))
        stack.enter_context(patch.object(world, "first", founded))
        yield


def _make(one: World, made: Made, maker: Laptop) -> Made:
    """Let somebody's laptop make a snapshot of each stream, as a coordinator's."""
    with maker.running():
        sticks.publish(one, maker, surely=True)  # nothing of its own is left unsealed
    office = Laptop(0, copied(maker.conn), Clock(), Random(0))  # noqa: S311
    own = identity.own(office.workspace)
    for stream in held(office.conn).keys() & set(TRAVEL):
        before = made.newest.get(stream) if one.dice.random() < 0.7 else None
        done = snapshots.make(office.workspace, office.conn, own, stream, before)
        for name, raw in done.records.items():
            made.place.files[remote_layout.snapshot_name(stream, name)] = raw
        made.newest[stream] = done.snapshot
        kept = len(done.snapshot.parts) - len(done.records) + 1
        one.counted["parts kept"] += kept
        one.counted["parts"] += len(done.snapshot.parts)
        one.counted["with emptied words"] += done.snapshot.emptied > 0
        _is_the_log(office.conn, made.place, done.snapshot)
    office.close()
    return made


def _is_the_log(conn: Connection, place: Place, snapshot: snapshots.Snapshot) -> None:
    """A snapshot has every change of its stream once, as it stands in the log, and no other."""
    stream = snapshot.stream
    expect(dict(snapshot.have) == held(conn)[stream], "a snapshot says that it has other changes")
    there = [
        op for dev, last in snapshot.have.items() for op in outgoing(conn, stream, dev, 1, last)
    ]
    names = [remote_layout.snapshot_name(stream, part.hash) for part in snapshot.parts]
    found = [op for name in names for op in opened(conn, place.files[name])[1]]
    expect(_plain(found) == _plain(there), "a snapshot is not the log")


def opened(conn: Connection, raw: bytes) -> tuple[bytes, tuple[Travelling, ...]]:
    """Open a part: what was sealed, and the changes that it says."""
    record = one_record(raw)
    plain = open_record(record, epochs.secrets(conn, record.stream, record.epoch))
    return plain, lines.unpack_ops(plain, record, kind=snapshots.PART).ops


def _plain(ops: Sequence[Travelling]) -> list[str]:
    return sorted(repr(op) for op in ops)


# --- who joins


def _joiner(one: World) -> Laptop:
    """Give somebody new, a colleague as she is, or one whose disk was put back as it was once."""
    dice = one.dice
    kind = dice.choice(("new", "colleague", "put back"))
    some = [laptop for laptop in one.laptops if kind == "colleague" or laptop.backup]
    random = Random(dice.random())  # noqa: S311  (repeating is what it is for)
    if kind == "new" or not some:
        one.counted["newcomers"] += 1
        version = dice.choice([laptop.schema for laptop in one.laptops])
        return Laptop(_NEWCOMER, copied(founded()), Clock(), random, version)
    who = dice.choice(some)
    one.counted["colleagues" if kind == "colleague" else "put back"] += 1
    if kind == "colleague" or who.backup is None:
        same = Laptop(who.number, copied(who.conn), Clock(), random, who.schema, who.incarnation)
        same.unnoticed, same.since = who.unnoticed, who.since
        return same
    back = who.backup
    again = Laptop(who.number, copied(back.conn), Clock(), random, back.schema, back.incarnation)
    again.unnoticed = True
    again.since = {stream: again.last(stream, again.dev) for stream in TRAVEL}
    return again


def _join(one: World, made: Made, joiner: Laptop) -> None:
    """Take the snapshot, and bundles before it and after it; the rest lie nowhere any more."""
    dice = one.dice
    bundles = [each for each in one.published if each.stream in TRAVEL]
    dice.shuffle(bundles)
    before = dice.randrange(len(bundles) + 1) if dice.random() < 0.8 else 0
    after = dice.randrange(before, len(bundles) + 1)
    left = _take_all(joiner, bundles[:before])
    own = {stream: devs.get(joiner.dev, 0) for stream, devs in held(joiner.conn).items()}
    _take_snapshots(joiner, made)
    left = _take_all(joiner, [*left, *bundles[before:after]])
    one.counted["bundles"] += after - len(left)
    have = held(joiner.conn)
    for stream, snapshot in made.newest.items():
        for dev, last in snapshot.have.items():
            expect(have.get(stream, {}).get(dev, 0) >= last, "what is in a snapshot did not come")
        if snapshot.have.get(joiner.dev, 0) > own.get(stream, 0):
            expect(joiner.workspace.device != joiner.dev, "two lives write under one name")


def _take_snapshots(joiner: Laptop, made: Made) -> None:
    """Take them as an exchange does: heads are heard first, and may put a name in doubt."""
    other = {
        stream: {joiner.dev: (1, "d" * 64)}
        for stream, snapshot in made.newest.items()
        if joiner.unnoticed and snapshot.have.get(joiner.dev, 0) > joiner.since[stream]
    }
    with transaction(joiner.conn):
        second_lives.compare(joiner.workspace, joiner.conn, other, now=joiner.clock())
    said = {stream: snapshot.hash for stream, snapshot in made.newest.items()}
    office = f"{0:016x}.1"
    state = State(their_snaps={office: said})
    taking = Taking(joiner.workspace, cast("Remote", made.place), state, lambda _done, _total: None)
    taking.take([(stream, office, n) for stream in said for n in range(1, 51)])
    expect(not state.stuck, f"a snapshot could not be taken: {state.stuck}")


def _take_all(joiner: Laptop, bundles: Sequence[Publication]) -> list[Publication]:
    """Take bundles until none of those that are left has what comes before it; gives those."""
    left = list(bundles)
    while True:
        still = [each for each in left if not _take(joiner, each)]
        if len(still) == len(left):
            return left
        left = still


def _take(joiner: Laptop, one: Publication) -> bool:
    workspace = joiner.workspace

    def work(conn: Connection) -> Written:
        arrived = second_lives.arrived(
            workspace, conn, one.stream, KINDS[one.stream], one.ops, now=workspace.now()
        )
        return Written(arrived.records, arrived.redacted)

    try:
        workspace.receive("bundle.import", work, changes=len(one.ops))
    except Gap:
        return False
    return True


# --- what must come of it


def _check(one: World, made: Made, joiner: Laptop, sent: dict[Name, Travelling]) -> None:
    """Compare with a laptop that got each of these changes alone, as they were first sent."""
    every: dict[tuple[str, str], list[Travelling]] = {}
    for stream, devs in held(joiner.conn).items():
        for dev, last in devs.items():
            mine = dev.partition(".")[0] == joiner.dev.partition(".")[0]
            others = made.newest[stream].have.get(dev, 0) if mine else last
            every[stream, dev] = [
                sent.get((stream, dev, op.seq), op) if op.seq <= others else op
                for op in outgoing(joiner.conn, stream, dev, 1, last)
            ]
    plain = Laptop(_PLAIN, copied(laptops.first()), Clock(), Random(0), joiner.schema)  # noqa: S311
    with plain.running():
        one.counted["superseded before they came"] += _one_by_one(plain, every, one.dice)
        if _hides_words_elsewhere(plain.conn):  # in the snapshot they are gone, here not yet
            joiner.update()
            plain.update()
            one.counted["updates before looking"] += 1
    with plain.running():
        expect(held(plain.conn) == held(joiner.conn), "the two do not hold the same")
        state = _state(plain.conn)
        expect(state == _state(joiner.conn), "it is not the union of all changes")
        if one.dice.random() < 0.1:
            problems = checking.check(joiner.conn).problems
            expect(not problems, f"the self-check found: {problems}")
    one.counted["changes"] += sum(map(len, every.values()))
    one.counted["waiting"] += len(state[-1])
    one.counted["second lives"] += joiner.workspace.device != joiner.dev
    plain.close()


def _one_by_one(plain: Laptop, every: dict[tuple[str, str], list[Travelling]], dice: Random) -> int:
    """Take each in a transaction of its own; gives how many replaced what had not come yet."""
    base = held(plain.conn)
    turns = [
        key for key, ops in every.items() for _op in ops[base.get(key[0], {}).get(key[1], 0) :]
    ]
    dice.shuffle(turns)
    at = {key: base.get(key[0], {}).get(key[1], 0) for key in every}
    early = 0
    for stream, dev in turns:
        with transaction(plain.conn):
            op = every[stream, dev][at[stream, dev]]
            arrive(plain.conn, stream, KINDS[stream], [op], now=plain.clock())
        at[stream, dev] += 1
        replaced = [dot for _value, *over in op.writes.values() for dot in over]
        early += any(at.get((stream, name), 0) < seq for name, seq in replaced)
    return early


def _hides_words_elsewhere(conn: Connection) -> bool:
    """Whether something waits that empties words where a newer program runs."""
    found = conn.execute(
        "SELECT 1 FROM parked JOIN op ON op.n = parked.op"
        " WHERE type = 'erasure' OR instr(body, '\"~') LIMIT 1"
    )
    return found.fetchone() is not None


def _state(conn: Connection) -> tuple[Any, ...]:
    """Give the digest of `check`, what people are asked about, and what waits."""
    asked = conn.execute("SELECT type, id, field FROM conflict").fetchall()
    waits = conn.execute(
        "SELECT stream, dev, seq FROM parked JOIN op ON op.n = parked.op"
        " JOIN origin ON origin.n = op.origin"
    ).fetchall()
    return checking.digest(conn), sorted(map(tuple, asked)), sorted(map(tuple, waits))


def run(seed: int, cases: int = CASES) -> Counter[str]:
    """Play the schedule of a seed, with so many snapshots; gives how often what happened.

    Raises:
        Broken: something is not as it must be; the message has the seed.
    """
    founded()
    with _small_parts(Random(f"parts {seed}").randrange(3, 20)):  # noqa: S311
        one = world.new(seed)
        try:
            _play(one, cases)
        except Exception as error:
            raise Broken(f"seed {seed}: {type(error).__name__}: {error}") from error
        finally:
            one.close()
    return one.counted


def _play(one: World, cases: int) -> None:
    made = Made()
    sent: dict[Name, Travelling] = {}
    read = 0
    for case in range(cases):
        for _each in range(one.dice.choice(_STEPS) + (0 if case else _FIRST_STEPS)):
            schedule._step(one)
        made = _make(one, made, one.dice.choice(one.laptops))
        for publication in one.published[read:]:
            for op in publication.ops:
                sent.setdefault((publication.stream, op.dev, op.seq), op)
        read = len(one.published)
        joiner = _joiner(one)
        with joiner.running():
            for _deed in range(one.dice.randrange(4) if joiner.unnoticed else 0):
                working.work(one, joiner)
            _join(one, made, joiner)
            _check(one, made, joiner, sent)
        joiner.close()
        one.counted["joins"] += 1


def main(arguments: list[str]) -> int:
    """Play the schedules of FIRST..LAST (or of one seed) and say what happened in them."""
    first, _dots, last = arguments[0].partition("..")
    found = volume.play(range(int(first), int(last or first) + 1), run)
    sys.stdout.write(found.words() + "\n")
    return 1 if found.failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
