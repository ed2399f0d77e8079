"""Two lives of one laptop that wrote under one name, told apart by what files bring.

A disk that was put back as a whole, or copied as a whole, shows nothing at unlock
(`incarnations.py`). Then a colleague's file shows it: the last bundle that she has under this
laptop's name is none that this one made. This life takes another name, says in its next file that
it holds nothing under the name in doubt, and so gets everything that others have under it. The
first change among that which is not as it is here shows where the two lives part: from there on
ours get the new name, with everything of ours that refers to them, and go out again.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from liaison_app.store import ops, settings
from liaison_app.store.arriving import Arrived, Fork, arrive
from liaison_app.store.renaming import move_tail
from liaison_app.store.travelling import held
from liaison_app.sync import alarms, chains, incarnations
from liaison_app.sync.outbox import COVERED, OWN, TAKEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from liaison_app.records import Stream
    from liaison_app.store.driver import Connection, Row
    from liaison_app.store.travelling import Travelling
    from liaison_app.sync.container import Record
    from liaison_app.sync.lines import Ops
    from liaison_app.sync.peers import Have
    from liaison_app.sync.ranges import Ranges
    from liaison_app.sync.sets import Heads
    from liaison_app.workspace import Workspace

_DOUBTS, _SINCE = "names_in_doubt", "names_in_doubt_since"
_DOUBTED_FOR = timedelta(days=30)
MOST_NAMES = 2_000
"""Of one laptop in one stream: every set and head lists them all, and no reader takes 10,000."""


def compare(
    workspace: Workspace,
    conn: Connection,
    heads: Heads,
    *,
    now: datetime,
    proved: bool = False,
) -> None:
    """Find out from a colleague's file whether two lives wrote under one name.

    If this laptop has a second life, it takes another name and asks for everything that is under
    the one in doubt: what then comes in shows where the two part (`own_came_back`). A colleague's
    word proves nothing. So while what one of them spoke of has not come, no other word makes this
    laptop take a further name; and what does not come within a month is doubted no more.

    Args:
        workspace: this laptop.
        conn: inside the transaction of the import.
        heads: the last bundles that the colleague has, from a set that was verified.
        now: the time here.
        proved: what this laptop itself signed was seen, which it has not.
    """
    name = settings.get(conn, "device")
    doubts = _without_old(conn, now)
    unproved = bool(doubted(conn))
    found = False
    for stream, dev, number, others in _flat(heads):
        ours = _bundle(conn, stream, dev, number)
        if ours and ours["hash"] == others:
            continue
        own = dev.partition(".")[0] == name.partition(".")[0]
        if own and (ours["state"] == OWN if ours else dev == name):
            found = found or doubts.get(stream, {}).get(dev) != others
            doubts.setdefault(stream, {})[dev] = others
        elif ours:
            alarms.add(conn, now, alarms.FORK, {"dev": dev})
    if found:
        settings.put(conn, _DOUBTS, json.dumps(doubts))
        if proved or not unproved:
            settings.put(conn, _SINCE, now.isoformat())
            incarnations.tell(conn, incarnations.fresh(workspace, conn), now)


def _without_old(conn: Connection, now: datetime) -> dict[str, dict[str, str]]:
    """Give the doubts that stand, having forgotten what nobody could show for so long."""
    doubts = _doubts(conn)
    since = settings.get(conn, _SINCE)
    if not since or now - datetime.fromisoformat(since) < _DOUBTED_FOR:
        return doubts
    shown = {
        stream: {dev: name for dev, name in devs.items() if _is_here(conn, name)}
        for stream, devs in doubts.items()
    }
    settings.put(conn, _DOUBTS, json.dumps(shown))
    return shown


def certain(conn: Connection, have: Have) -> Have:
    """Give what is held without what is under names in doubt, so that colleagues send it again."""
    doubts = {
        stream: {dev for dev, name in devs.items() if not _is_here(conn, name)}
        for stream, devs in _doubts(conn).items()
    }
    return {
        stream: {dev: n for dev, n in devs.items() if dev not in doubts.get(stream, ())}
        for stream, devs in have.items()
    }


def by_number(conn: Connection) -> Have:
    """Give what is held as far as numbers tell that it is what others have under the same.

    They do not under names in doubt, nor under former names of this laptop: two lives of it may
    have written under those.
    """
    former = incarnations.former(conn)
    return {
        stream: {dev: last for dev, last in devs.items() if dev not in former}
        for stream, devs in certain(conn, held(conn)).items()
    }


def doubted(conn: Connection) -> dict[tuple[str, str], str]:
    """Give stream and name of what is in doubt, and the bundle under it that is not here yet.

    What came in a snapshot that holds the bundle is here: the bundle may lie nowhere any more.
    """
    return {
        (stream, dev): name
        for stream, devs in _doubts(conn).items()
        for dev, name in devs.items()
        if not _is_here(conn, name)
    }


def _doubts(conn: Connection) -> dict[str, dict[str, str]]:
    """Give stream to name in doubt to the bundle that others have under it."""
    found: dict[str, dict[str, str]] = json.loads(settings.get(conn, _DOUBTS) or "{}")
    return found


def _flat(heads: Heads) -> Iterator[tuple[str, str, int, str]]:
    for stream, devs in heads.items():
        for dev, (number, name) in devs.items():
            yield stream, dev, number, name


def _bundle(conn: Connection, stream: str, dev: str, number: int) -> Row | None:
    return conn.execute(
        "SELECT hash, state FROM bundle WHERE stream = ? AND dev = ? AND number = ?"
        " AND state IN (?, ?)",
        (stream, dev, number, OWN, TAKEN),
    ).fetchone()


def _is_here(conn: Connection, name: str) -> bool:
    row = conn.execute("SELECT state FROM bundle WHERE hash = ?", (name,)).fetchone()
    return row is not None and row["state"] in (OWN, TAKEN, COVERED)


def own_came_back(
    workspace: Workspace, conn: Connection, stream: str, dev: str, first: int, *, now: datetime
) -> bool:
    """Make room for changes of this laptop that come in and are not as they are here.

    What is here from `first` on was written by this life of the laptop, under a name which the
    former life had used up already: it gets a name of its own, and goes out again under that. What
    comes in is then taken like anybody's.

    Args:
        workspace: this laptop.
        conn: inside the transaction of the import.
        stream: the stream they came in.
        dev: the incarnation of this laptop that they are under.
        first: the first of them that is not here, or is here with other content.
        now: the time here.

    Returns:
        whether they can be taken now. If not, what is here came from others too: two lives of this
        laptop sent different changes under one name, and what comes later must be kept apart.
    """
    here = ops.last_seq(conn, ops.origin_number(conn, stream, dev)) >= first
    if here and _bundles_of(conn, stream, dev, first, TAKEN):
        return False
    name = settings.get(conn, "device")
    if dev == name:
        name = incarnations.fresh(workspace, conn)
        incarnations.tell(conn, name, now)
    if here:
        move_tail(conn, stream, dev, first, name)
        chains.drop(conn, _bundles_of(conn, stream, dev, first, OWN))
    return True


def give_number(
    workspace: Workspace, conn: Connection, record: Record, ops_of_it: Ops, now: datetime
) -> None:
    """Let a bundle of a former life have its number, though this life sealed another one under it.

    What both say alike is no reason to move anything, but colleagues take one bundle of a number:
    whatever else was sealed here under it, and after it, goes out again under this life's name.

    Args:
        workspace: this laptop.
        conn: inside the transaction of the import.
        record: the bundle that was taken in just now.
        ops_of_it: what is in it.
        now: the time here.
    """
    ours = {"stream": record.stream, "dev": record.dev, "n": record.n, "hash": record.hash}
    where = "stream = :stream AND dev = :dev AND number = :n AND hash <> :hash AND state = 'own'"
    found = conn.execute(f"SELECT n FROM bundle WHERE {where}", ours).fetchall()  # noqa: S608
    if not found:
        return
    for dev, (_first, last) in ops_of_it.spans.items():
        own_came_back(workspace, conn, record.stream, dev, last + 1, now=now)
    chains.drop(conn, [row["n"] for row in found])


def too_many(conn: Connection, stream: str, devs: Iterable[str]) -> bool:
    """Whether changes under these names would give a laptop more of them than any ever has."""
    here = {
        row["dev"] for row in conn.execute("SELECT dev FROM origin WHERE stream = ?", (stream,))
    }
    new = set(devs) - here
    count = Counter(dev.partition(".")[0] for dev in here | new)
    return any(count[dev.partition(".")[0]] > MOST_NAMES for dev in new)


def arrived(
    workspace: Workspace,
    conn: Connection,
    stream: str,
    kind: Stream,
    coming: Sequence[Travelling],
    *,
    now: datetime,
    without: Mapping[str, Ranges] | None = None,
) -> Arrived:
    """Take in ops, making room for those of a former life of this laptop.

    Args:
        workspace: this laptop.
        conn: inside the transaction of the import.
        stream: the stream they came in.
        kind: what kind of stream that is.
        coming: as `store.arriving.arrive` takes them.
        now: the time here.
        without: as `store.arriving.arrive` takes it.

    Raises:
        Gap, Fork: as `store.arriving.arrive`; nothing was written.
    """
    mine = workspace.device.partition(".")[0]
    while True:
        try:
            return arrive(conn, stream, kind, coming, now=now, without=without or {})
        except Fork as fork:
            own = fork.dev.partition(".")[0] == mine
            if not own or not own_came_back(workspace, conn, stream, fork.dev, fork.seq, now=now):
                raise


def _bundles_of(conn: Connection, stream: str, dev: str, first: int, state: str) -> list[int]:
    """Give the bundles in a state that hold changes of `dev` from `first` on."""
    rows = conn.execute(
        "SELECT n, spans FROM bundle WHERE stream = ? AND state = ?", (stream, state)
    )
    spans = ((row["n"], json.loads(row["spans"])) for row in rows)
    return [n for n, each in spans if dev in each and each[dev][1] >= first]
