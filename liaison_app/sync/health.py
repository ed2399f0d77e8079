"""What is not well about the exchange: what waits, what is kept apart, what nobody heard of.

Nothing here asks anybody: it is what this laptop knows. What others hold is what they signed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from liaison_app.store import clock, settings
from liaison_app.sync import outbox, remote_fetching, remote_state, reviewing, rosters
from liaison_app.sync.peers import laptop_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from liaison_app.store.driver import Connection


@dataclass(frozen=True)
class Unwell:
    """What there is to say of one colleague's laptop.

    Attributes:
        waiting: changes of it that are kept until earlier ones arrive.
        unread: sealed parts of it for which this laptop has no key yet.
        apart: sealed parts of it that are kept apart, and that nobody set aside here.
        on_the_way: sealed parts of it that lie on a shared place and are not here yet.
    """

    waiting: int = 0
    unread: int = 0
    apart: int = 0
    on_the_way: int = 0


@dataclass(frozen=True)
class Health:
    """The state of the exchange.

    Attributes:
        laptops: id of a laptop to what there is to say of it; those that are well are left out.
        parked: why changes do not act yet, to how many there are: "newer" need a newer Liaison,
            "role" were written by who may not, "stream" and "unfit" no Liaison writes; those
            that were set aside here are left out.
        removed: this laptop does not take part any more.
        heard: when the newest file or head of any colleague was made, or came if its clock was
            ahead, in UTC; None if none came.
    """

    laptops: Mapping[str, Unwell]
    parked: Mapping[str, int]
    removed: bool
    heard: datetime | None


def look(conn: Connection) -> Health:
    """Look at everything that this laptop knows about the exchange."""
    mine = laptop_of(settings.get(conn, "device"))
    roster = rosters.known(conn)
    me = roster.laptops.get(mine)
    waiting: Counter[str] = Counter()
    unread: Counter[str] = Counter()
    apart: Counter[str] = Counter()
    aside = reviewing.set_aside(conn)
    for bundle in outbox.kept(conn, outbox.WAITING):
        if bundle.hash in aside:
            continue
        waiting[laptop_of(bundle.dev)] += bundle.changes
        for_us = bundle.stream not in roster.owners or (me and bundle.stream in me.streams)
        unread[laptop_of(bundle.dev)] += bool(not bundle.spans and for_us)
    for bundle in outbox.kept(conn, outbox.QUARANTINED):
        apart[laptop_of(bundle.dev)] += bundle.hash not in aside
    coming: Counter[str] = Counter()
    for known in remote_state.every(conn):
        lacking = remote_fetching.lacking(conn, mine, roster, known.state).keys()
        needed = lacking - remote_fetching.given_up_of(conn, lacking)
        coming |= Counter(laptop_of(dev) for _stream, dev, _number in needed)
    heard = last_heard(conn)
    return Health(
        laptops={
            laptop: Unwell(waiting[laptop], unread[laptop], apart[laptop], coming[laptop])
            for laptop in sorted({*waiting, *unread, *apart, *coming})
            if waiting[laptop] or unread[laptop] or apart[laptop] or coming[laptop]
        },
        parked=_parked(conn, aside),
        removed=me is not None and me.removed,
        heard=max(heard.values(), default=None),
    )


def last_heard(conn: Connection) -> dict[str, datetime]:
    """Give when each laptop was heard last, in UTC; those that never were are left out.

    A clock that is ahead must not hide that nothing comes: no file is newer than its coming.
    """
    heard: dict[str, datetime] = {}
    for row in conn.execute("SELECT dev, min(made, taken) AS at FROM peer WHERE have <> 'null'"):
        laptop, at = laptop_of(row["dev"]), datetime.fromisoformat(row["at"])
        heard[laptop] = max(at, heard.get(laptop, at))
    return heard


def last_written(conn: Connection, laptop: str) -> datetime | None:
    """Give when the newest change of a laptop that is here was made, by its clock, in UTC.

    What it writes may come through a third colleague, who does not bring its own word.
    """
    stamps = [
        conn.execute(
            "SELECT hlc FROM op WHERE origin = ? ORDER BY seq DESC LIMIT 1", (origin["n"],)
        ).fetchone()
        for origin in conn.execute(
            "SELECT n FROM origin WHERE dev > ? AND dev < ?", (f"{laptop}.", f"{laptop}/")
        ).fetchall()
    ]
    return max((clock.time_of(row["hlc"]) for row in stamps if row), default=None)


def _parked(conn: Connection, aside: frozenset[str]) -> Counter[str]:
    rows = conn.execute(
        "SELECT parked.why, origin.stream, origin.dev, op.seq FROM parked"
        " JOIN op ON op.n = parked.op JOIN origin ON origin.n = op.origin"
    )
    return Counter(
        row["why"]
        for row in rows
        if reviewing.parked_name(row["stream"], row["dev"], row["seq"]) not in aside
    )
