"""Bundles that lie on a remote and are not here: which they are, and taking them in.

They are fetched one after another and taken in by the handful, each handful in one transaction: who
stops, or loses the connection, keeps what came, and the rest comes next time. A file that is cut
short or damaged is left for later and asked for again; it holds nothing else back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from liaison_app.errors import DamagedFile, ForeignFile, NewerFile
from liaison_app.remotes.protocol import Missing
from liaison_app.store.changes import Written
from liaison_app.sync import (
    alarms,
    identity,
    opening,
    outbox,
    peers,
    ranges,
    remote_layout,
    rosters,
    second_lives,
)
from liaison_app.sync.remote_hearing import one_record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

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

_HANDFUL = 8 * 1024 * 1024  # bytes of bundles in one transaction
_MOST_IN_HANDFUL = 200
_MOST_AT_ONCE = 50_000  # bundles that one exchange looks for
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


def lacking(conn: Connection, laptop: str, roster: Roster, state: State) -> list[Wanted]:
    """Give the bundles that lie on a remote, that this laptop may read and does not have.

    Of a name in doubt (`second_lives.py`) it may have others of the same numbers.

    Args:
        conn: the database.
        laptop: this laptop's id.
        roster: as it is known.
        state: what is known of the remote.
    """
    me = roster.laptops.get(laptop)
    mine = frozenset(me.streams) if me else frozenset(roster.streams)
    here = _here(conn)
    found: list[Wanted] = []
    for stream, devs in _placed(state).items():
        if stream not in mine:
            continue
        for dev, there in devs.items():
            if peers.laptop_of(dev) in roster.laptops or peers.laptop_of(dev) == laptop:
                rest = ranges.without(there, here.get((stream, dev), ()))
                more = ranges.numbers(rest, _MOST_AT_ONCE - len(found))
                found += [(stream, dev, number) for number in more]
    return found


def _placed(state: State) -> dict[str, dict[str, list[list[int]]]]:
    """Give what lies on a remote by everybody's word."""
    found: dict[str, dict[str, list[list[int]]]] = {}
    for chains in state.theirs.values():
        for stream, devs in chains.items():
            for dev, some in devs.items():
                known = found.setdefault(stream, {})
                known[dev] = ranges.union(known.get(dev, []), some)
    return found


def after_gaps(conn: Connection, wanted: Iterable[Wanted]) -> set[str]:
    """Give the streams in which bundles lie there, and not those before them."""
    first: dict[tuple[str, str], int] = {}
    for stream, dev, number in wanted:
        first[stream, dev] = min(number, first.get((stream, dev), number))
    here = _here(conn)
    return {
        chain[0]
        for chain, number in first.items()
        if ranges.without([[1, number - 1]] if number > 1 else [], here.get(chain, ()))
    }


def _here(conn: Connection) -> dict[tuple[str, str], list[list[int]]]:
    numbers: dict[tuple[str, str], list[int]] = {}
    covered: dict[tuple[str, str], int] = {}
    doubted = second_lives.doubted(conn)
    for row in conn.execute("SELECT stream, dev, number, state FROM bundle"):
        chain = (row["stream"], row["dev"])
        if chain in doubted and row["state"] == outbox.OWN:
            continue
        numbers.setdefault(chain, []).append(row["number"])
        if row["state"] == outbox.COVERED:
            covered[chain] = max(row["number"], covered.get(chain, 0))
    here = {chain: ranges.of(some) for chain, some in numbers.items()}
    for chain, last in covered.items():
        here[chain] = ranges.union(here[chain], [[1, last]])
    return here


@dataclass
class Fetching:
    """Fetches bundles from one remote and takes them in."""

    workspace: Workspace
    remote: Remote
    roster: Roster
    state: State
    step: Callable[[int, int], object]
    fetched: Fetched = field(default_factory=Fetched)

    def run(self, wanted: Sequence[Wanted]) -> None:
        """Fetch these and take them in.

        Args:
            wanted: as `lacking` gave them.

        Raises:
            RemoteTrouble, Cancelled: what came before was taken in.
        """
        handful: list[Record] = []
        size = 0
        try:
            for done, (one, record) in enumerate(self._records(wanted)):
                self.step(done, len(wanted))
                if record is None:
                    continue
                if one[2] != record.n or (one[0], one[1]) != (record.stream, record.dev):
                    self._leave(one, DAMAGED)
                    continue
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

    def _records(self, wanted: Sequence[Wanted]) -> Iterator[tuple[Wanted, Record | None]]:
        for one in wanted:
            yield one, self._get(one) if self._is_due(one) else None

    def _is_due(self, one: Wanted) -> bool:
        return is_due(self.state, remote_layout.bundle_name(*one), self.workspace.now())

    def _get(self, one: Wanted) -> Record | None:
        """Fetch one; None if it must be left for later."""
        return self._checked(remote_layout.bundle_name(*one))

    def _checked(self, name: str) -> Record | None:
        """Fetch a bundle by its place and check its signature; None if it is left for later."""
        why = ""
        try:
            record = one_record(self.remote.get(name))
            opening.check_signature(record, self.roster, identity.own(self.workspace))
        except Missing:
            why = MISSING
        except NewerFile:
            why = NEWER
        except (DamagedFile, ForeignFile):
            why = DAMAGED
        if why:
            leave(self.state, name, why, self.workspace.now())
            return None
        self.state.stuck.pop(name, None)
        return record

    def _leave(self, one: Wanted, why: str) -> None:
        leave(self.state, remote_layout.bundle_name(*one), why, self.workspace.now())

    def _take(self, records: Sequence[Record]) -> None:
        """Take in a handful; should one be nothing that Liaison writes, each on its own."""
        try:
            self._receive(records)
        except DamagedFile:
            for record in records:
                self._take_alone(record)
        self.fetched.bundles += len(records)
        self.fetched.size += sum(len(one.raw) for one in records)

    def _take_alone(self, record: Record) -> None:
        try:
            self._receive([record])
        except DamagedFile:
            one = (record.stream, record.dev, record.n)
            self._leave(one, NEWER)  # its author signed it so: asking again would not help
            set_apart(self.workspace, record.dev)

    def _receive(self, records: Sequence[Record]) -> None:
        workspace = self.workspace
        accounts: list[opening.Account] = []

        def work(conn: Connection) -> Written:
            opened = opening.Opening(workspace, conn, rosters.known(conn), workspace.now())
            opened.take(records, lambda _done: None)
            accounts.append(opened.account)
            return opened.written

        size = sum(len(one.raw) for one in records)
        workspace.receive("sync", work, changes=size // _BYTES_A_CHANGE)
        self.fetched.accounts += accounts


def leave(state: State, name: str, why: str, now: datetime) -> None:
    """Leave a file for later: each time for longer, an hour at most."""
    before = state.stuck.get(name)
    since = before[1] if before and before[0] == why else now.isoformat()
    tries = (before[2] if before else 0) + 1
    wait = min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** min(tries - 1, 10))
    state.stuck[name] = [why, since, tries, (now + wait).isoformat()]


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
    """Give the names of files that were not there, or damaged, at least twice."""
    return tuple(
        name
        for name, (why, _since, tries, _again) in sorted(state.stuck.items())
        if why in {MISSING, DAMAGED} and tries > 1 and remote_layout.is_ours(name)
    )[:most]
