"""Bundles that lie on a remote and are not here: which they are, and taking them in.

They are fetched one after another and taken in by the handful, each handful in one transaction: who
stops, or loses the connection, keeps what came, and the rest comes next time. A file that is cut
short or damaged is left for later and asked for again; it holds nothing else back.

What lies there is known by the word of who put it there, and words may be false: each laptop's word
makes us look for so much in vain, and who claims most is believed last.
"""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from liaison_app.errors import DamagedFile, ForeignFile, NewerFile
from liaison_app.remotes.protocol import Missing, TooLarge
from liaison_app.store import given_up
from liaison_app.store.changes import Written
from liaison_app.sync import (
    alarms,
    chains,
    identity,
    opening,
    peers,
    ranges,
    remote_layout,
    rosters,
    second_lives,
    signatures,
)
from liaison_app.sync.remote_hearing import one_record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from liaison_app.remotes.protocol import Remote
    from liaison_app.store.driver import Connection
    from liaison_app.sync.container import Record
    from liaison_app.sync.remote_state import State
    from liaison_app.sync.roster import Roster
    from liaison_app.workspace import Workspace

Wanted = tuple[str, str, int]
"""Stream, incarnation and number of a bundle."""

MISSING, DAMAGED, NEWER = "missing", "damaged", "newer"
"""Why a file of a remote is left for later."""

_HANDFUL = 2 * 1024 * 1024  # bytes of bundles in one transaction: some 30,000 changes
_MOST_IN_HANDFUL = 200
_MOST_AT_ONCE = 20_000  # bundles that one exchange looks for
_MOST_IN_VAIN = 100  # that are not there, or no bundles, by the word of one laptop
_MOST_LEFT = 10_000  # names that are remembered to be looked for later
_NOTHING_OF_OURS = (DamagedFile, ForeignFile, NewerFile)
_LONGEST_WAIT = timedelta(hours=1)
_FIRST_WAIT = timedelta(minutes=1)
_BYTES_A_CHANGE = 100


@dataclass
class Fetched:
    """What came of fetching.

    Attributes:
        bundles: how many came.
        size: of them, in bytes.
        accounts: what became of them, one for each handful.
    """

    bundles: int = 0
    size: int = 0
    accounts: list[opening.Account] = field(default_factory=list)


def lacking(conn: Connection, laptop: str, roster: Roster, state: State) -> dict[Wanted, str]:
    """Give the bundles that lie on a remote, that this laptop may read and does not have.

    Of a name in doubt (`second_lives.py`) it may have others of the same numbers.

    Args:
        conn: the database.
        laptop: this laptop's id.
        roster: as it is known.
        state: what is known of the remote.

    Returns:
        each with the laptop by whose word it lies there.
    """
    me = roster.laptops.get(laptop)
    mine = frozenset(me.streams) if me else frozenset(roster.streams)
    known = {laptop, *roster.laptops}
    here = chains.Here(conn, second_lives.doubted(conn))
    claims: dict[str, dict[chains.Chain, list[list[int]]]] = {}
    for who, chain, there in claimed(state, roster, laptop):
        if chain[0] in mine and peers.laptop_of(chain[1]) in known:
            of_one = claims.setdefault(who, {})
            rest = ranges.without(there, here.of(chain))
            of_one[chain] = ranges.union(rest, of_one.get(chain, ()))
    found: dict[Wanted, str] = {}
    said: dict[chains.Chain, list[list[int]]] = {}
    for who, of_one in sorted(claims.items(), key=lambda each: (_count(each[1]), each[0])):
        new = {chain: ranges.without(rest, said.get(chain, ())) for chain, rest in of_one.items()}
        said |= {chain: ranges.union(rest, said.get(chain, ())) for chain, rest in of_one.items()}
        in_turn = _in_turn(conn, new)
        found |= dict.fromkeys(islice(in_turn, _MOST_AT_ONCE - len(found)), who)
    return found


def _in_turn(conn: Connection, some: Mapping[chains.Chain, ranges.Ranges]) -> Iterator[Wanted]:
    """Give the next of each chain, then the one after it; names that were met before come first."""
    met = {row["dev"] for row in conn.execute("SELECT dev FROM origin UNION SELECT dev FROM peer")}
    going = deque(
        (chain, (number for first, last in some[chain] for number in range(first, last + 1)))
        for chain in sorted(some, key=lambda chain: (chain[1] not in met, chain))
    )
    while going:
        chain, numbers = going.popleft()
        number = next(numbers, None)
        if number is not None:
            yield (*chain, number)
            going.append((chain, numbers))


def claimed(
    state: State, roster: Roster, laptop: str
) -> Iterator[tuple[str, chains.Chain, ranges.Ranges]]:
    """Give what lies on a remote by the word of each laptop, as far as that counts.

    What others wrote is for members to know; of what a laptop wrote itself its own word counts even
    if it was removed since.

    Args:
        state: what is known of the remote.
        roster: as it is known.
        laptop: this laptop's id.
    """
    members = {laptop, *(one.laptop for one in roster.members)}
    for author, placed in state.theirs.items():
        who = peers.laptop_of(author)
        for stream, devs in placed.items():
            for dev, some in devs.items():
                if who in members or peers.laptop_of(dev) == who:
                    yield who, (stream, dev), some


def _count(claims: Mapping[chains.Chain, ranges.Ranges]) -> int:
    return sum(last - first + 1 for some in claims.values() for first, last in some)


def after_gaps(conn: Connection, wanted: Iterable[Wanted]) -> set[str]:
    """Give the streams in which bundles lie there, and not those before them."""
    first: dict[tuple[str, str], int] = {}
    for stream, dev, number in wanted:
        first[stream, dev] = min(number, first.get((stream, dev), number))
    here = chains.Here(conn, second_lives.doubted(conn))
    return {
        chain[0]
        for chain, number in first.items()
        if ranges.without([[1, number - 1]] if number > 1 else [], here.of(chain))
    }


def given_up_of(conn: Connection, some: Iterable[Wanted]) -> set[Wanted]:
    """Give those of these bundles that need not come: what follows them was taken in without them.

    They are looked for all the same, for somebody may find them.
    """
    holes = given_up.holes(conn)
    found: set[Wanted] = set()
    for stream, dev, number in some:
        if peers.laptop_of(dev) not in {peers.laptop_of(one) for one in holes.get(stream, {})}:
            continue
        newest = chains.newest(conn, "number", (stream, dev)).fetchone()
        if newest and newest["number"] > number:
            found.add((stream, dev, number))
    return found


def left(conn: Connection, state: State) -> int:
    """Count the files that were left for later, and are needed."""
    bundles = [one for name in state.stuck if (one := remote_layout.bundle_of(name))]
    return len(state.stuck) - len(given_up_of(conn, bundles))


@dataclass
class Fetching:
    """Fetches bundles from one remote and takes them in."""

    workspace: Workspace
    remote: Remote
    roster: Roster
    state: State
    step: Callable[[int, int], object]
    fetched: Fetched = field(default_factory=Fetched)

    def run(self, wanted: Mapping[Wanted, str]) -> None:
        """Fetch these and take them in.

        Args:
            wanted: as `lacking` gave them.

        Raises:
            RemoteTrouble, Cancelled: what came before was taken in.
        """
        handful: list[Record] = []
        size = 0
        try:
            for record in self._records(wanted):
                handful.append(record)
                size += len(record.raw)
                if size >= _HANDFUL or len(handful) >= _MOST_IN_HANDFUL:
                    self._take(handful)
                    handful, size = [], 0
        finally:
            if handful:
                self._take(handful)
        self.step(len(wanted), len(wanted))

    def fetch_apart(self) -> None:
        """Fetch what a colleague put apart, because this laptop asked for it by its hash.

        Raises:
            RemoteTrouble: it stopped there.
        """
        doubted = self.workspace.reading(second_lives.doubted)
        for (stream, dev), name in doubted.items():
            place = remote_layout.apart_name(name)
            if not is_due(self.state, place, self.workspace.now()):
                continue
            record = self._checked(place)
            if record and (record.stream, record.dev, record.hash) == (stream, dev, name):
                self._take([record])
                self.remote.delete(place)

    def _records(self, wanted: Mapping[Wanted, str]) -> Iterator[Record]:
        """Fetch those that are due, so many in vain at most by the word of one laptop."""
        stuck, now = self.state.stuck, self.workspace.now()
        places = {remote_layout.bundle_name(*one): (one, who) for one, who in wanted.items()}
        for name in [name for name in stuck if remote_layout.bundle_of(name)]:
            if name not in places:
                del stuck[name]  # it came another way, or nobody says any more that it is there
        vain = Counter(who for name, (_one, who) in places.items() if name in stuck)
        for done, (name, (one, who)) in enumerate(places.items()):
            self.step(done, len(places))
            before = name in stuck
            if not is_due(self.state, name, now) or (not before and vain[who] >= _MOST_IN_VAIN):
                continue
            record = self._checked(name)
            if record and one != (record.stream, record.dev, record.n):
                leave(self.state, name, DAMAGED, now)
                record = None
            vain[who] += (record is None) - before
            if record:
                yield record

    def _checked(self, name: str) -> Record | None:
        """Fetch a bundle by its place and check its signature; None if it is left for later."""
        why = ""
        try:
            record = one_record(self.remote.get(name))
            signatures.check(record, self.roster, identity.own(self.workspace))
        except Missing:
            why = MISSING
        except NewerFile:
            why = NEWER
        except (DamagedFile, ForeignFile, TooLarge):
            why = DAMAGED
        if why:
            leave(self.state, name, why, self.workspace.now())
            return None
        self.state.stuck.pop(name, None)
        return record

    def _take(self, records: Sequence[Record]) -> None:
        """Take in a handful; should one be nothing that Liaison writes, each on its own."""
        try:
            self._receive(records)
        except _NOTHING_OF_OURS:
            for record in records:
                self._take_alone(record)
        self.fetched.bundles += len(records)
        self.fetched.size += sum(len(one.raw) for one in records)

    def _take_alone(self, record: Record) -> None:
        try:
            self._receive([record])
        except _NOTHING_OF_OURS:
            place = remote_layout.bundle_name(record.stream, record.dev, record.n)
            # Its author signed it so: asking again would not help.
            leave(self.state, place, NEWER, self.workspace.now())
            set_apart(self.workspace, record.dev)

    def _receive(self, records: Sequence[Record]) -> None:
        workspace = self.workspace
        accounts: list[opening.Account] = []

        def work(conn: Connection) -> Written:
            opened = opening.Opening(workspace, conn, rosters.known(conn), workspace.now())
            opened.take(records, lambda _done: None)
            chains.note_whole(conn, ((one.stream, one.dev) for one in records))
            accounts.append(opened.account)
            return opened.written

        size = sum(len(one.raw) for one in records)
        workspace.receive("sync", work, changes=size // _BYTES_A_CHANGE)
        self.fetched.accounts += accounts


def leave(state: State, name: str, why: str, now: datetime) -> None:
    """Leave a file for later: each time for longer, an hour at most."""
    before = state.stuck.get(name)
    if before is None and len(state.stuck) >= _MOST_LEFT:
        return
    since = before[1] if before and before[0] == why else now.isoformat()
    count = tries(state, name) + 1
    wait = min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** min(count - 1, 10))
    state.stuck[name] = [why, since, count, (now + wait).isoformat()]


def tries(state: State, name: str) -> int:
    """How often a file was looked for in vain."""
    stuck = state.stuck.get(name)
    return int(stuck[2]) if stuck else 0


def is_due(state: State, name: str, now: datetime) -> bool:
    """Whether a file may be looked for now: it was not left for later, or later is now."""
    stuck = state.stuck.get(name)
    return stuck is None or datetime.fromisoformat(stuck[3]) <= now


def is_gone(state: State, one: Wanted) -> bool:
    """Whether a bundle was looked for and is not there."""
    stuck = state.stuck.get(remote_layout.bundle_name(*one))
    return stuck is not None and stuck[0] == MISSING


def set_apart(workspace: Workspace, dev: str) -> None:
    """Tell the person that what a laptop signed cannot be understood."""

    def work(conn: Connection) -> Written:
        alarms.add(conn, workspace.now(), alarms.UNREADABLE, {"dev": dev})
        return Written()

    workspace.receive("sync", work, changes=0)


def wants(state: State, most: int) -> tuple[str, ...]:
    """Give the names of files that were not there, or damaged, at least twice; the latest first."""
    lost = sorted(
        (count, name)
        for name, (why, _since, count, _again) in state.stuck.items()
        if why in {MISSING, DAMAGED} and count > 1 and remote_layout.is_ours(name)
    )
    return tuple(name for _count, name in lost[:most])
