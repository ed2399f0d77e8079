"""Gaps: changes of a laptop that are missing here, because of which later ones wait.

Mostly they are on the way. Whoever is known to hold them, by what their laptop signed, can bring
them. If nobody is, and the laptop that wrote them is gone, they may be lost for good.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from liaison_app.store import clock, given_up, settings
from liaison_app.store.travelling import held
from liaison_app.sync import chains, outbox, peers, reviewing, rosters
from liaison_app.sync.container import read_record
from liaison_app.sync.outbox import QUARANTINED, WAITING
from liaison_app.sync.peers import laptop_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from liaison_app.store.driver import Connection
    from liaison_app.sync.outbox import Kept
    from liaison_app.sync.roster import Roster


@dataclass(frozen=True)
class Gap:
    """Changes of one incarnation that are missing in one stream.

    Attributes:
        stream: its id.
        dev: the laptop that wrote them, and its incarnation.
        first: number of the first of them.
        last: number of the last of them.
        after: when the change before them was made, by that laptop's clock, in UTC; None if there
            is none.
        before: when what comes after them was sealed, by the same clock; None if that is unknown.
        waiting: how many changes that are here come after them.
        holders: laptops that may have them: they said so, or wrote them and are in the team.
        unheard: laptops of the team that said nothing since what comes after was sealed.
        unread: what may be a part of them is here, and there is no key for it.
    """

    stream: str
    dev: str
    first: int
    last: int
    after: datetime | None
    before: datetime | None
    waiting: int
    holders: tuple[str, ...]
    unheard: tuple[str, ...]
    unread: bool

    @property
    def laptop(self) -> str:
        """The id of the laptop that wrote them."""
        return laptop_of(self.dev)

    @property
    def missing(self) -> int:
        """How many changes are missing."""
        return self.last - self.first + 1


def look(conn: Connection) -> list[Gap]:
    """Give the gaps that keep others' changes waiting here."""
    own = laptop_of(settings.get(conn, "device"))
    roster = rosters.known(conn)
    here = [*outbox.kept(conn, WAITING, QUARANTINED)]
    if not any(one.spans for one in here):
        return []
    sealed = chains.sealed(conn, own)
    have = {  # what this laptop never sealed is no part of a former life of it
        (stream, dev): sealed.get((stream, dev), 0) if laptop_of(dev) == own else last
        for stream, devs in held(conn).items()
        for dev, last in devs.items()
    }
    waiting: dict[tuple[str, str], list[Kept]] = {}
    for one in here:
        for dev in one.spans:
            if laptop_of(dev) in roster.laptops:
                waiting.setdefault((one.stream, dev), []).append(one)
    looking = _Looking(conn, roster, own, here)
    return [
        looking.gap(of, numbers, behind)
        for of, behind in waiting.items()
        for numbers in _missing(conn, of, have.get(of, 0), behind)
    ]


def _missing(
    conn: Connection, of: tuple[str, str], upto: int, behind: Sequence[Kept]
) -> Iterator[tuple[int, int]]:
    """Give what lies between what is here and what waits, and was not given up."""
    spans = sorted((one.spans[of[1]][0], one.spans[of[1]][1]) for one in behind)
    for first, last in spans:
        if not given_up.leads_on(conn, of, upto, first):
            yield upto + 1, first - 1
        upto = max(upto, last)


@dataclass
class _Looking:
    """Finds out about each gap what there is to say."""

    conn: Connection
    roster: Roster
    own: str
    here: Sequence[Kept]

    def gap(self, of: tuple[str, str], numbers: tuple[int, int], behind: Sequence[Kept]) -> Gap:
        stream, dev = of
        first, last = numbers
        later = [one for one in behind if one.spans[dev][0] > last]
        before = self._sealed(min(later, key=lambda one: one.spans[dev][0]))
        heard = self._heard()
        return Gap(
            stream=stream,
            dev=dev,
            first=first,
            last=last,
            after=self._made(of, first - 1),
            before=before,
            waiting=sum(one.changes for one in later),
            holders=tuple(_holders(heard, self.own, of, numbers)),
            unheard=tuple(
                laptop
                for laptop, said in heard.items()
                if laptop not in {self.own, laptop_of(dev)}
                and stream in self.roster.laptops[laptop].streams
                and not any(before and peer.made >= before for peer in said)
            ),
            unread=any(
                not one.spans and one.stream == stream and laptop_of(one.dev) == laptop_of(dev)
                for one in self.here
            ),
        )

    def _made(self, of: tuple[str, str], number: int) -> datetime | None:
        row = self.conn.execute(
            "SELECT hlc FROM op JOIN origin ON origin.n = op.origin"
            " WHERE stream = ? AND dev = ? AND seq = ?",
            (*of, number),
        ).fetchone()
        return clock.time_of(row["hlc"]) if row else None

    def _sealed(self, one: Kept) -> datetime | None:
        record = read_record(io.BytesIO(outbox.raw(self.conn, one.hash)))
        made = reviewing.read(self.conn, record)[0] if record else ""
        return datetime.fromisoformat(made) if made else None

    def _heard(self) -> dict[str, list[peers.Peer]]:
        """Give each laptop of the team, with what its names that it uses now said."""
        heard: dict[str, list[peers.Peer]] = {one.laptop: [] for one in self.roster.members}
        for peer in peers.every(self.conn):
            if peer.have is not None and peer.laptop in heard:
                heard[peer.laptop].append(peer)
        return heard


def _holders(
    heard: Mapping[str, Sequence[peers.Peer]],
    own: str,
    of: tuple[str, str],
    numbers: tuple[int, int],
) -> Iterator[str]:
    """Give the laptops of the team that may have any of these changes."""
    stream, dev = of
    for laptop, said in heard.items():
        if laptop == own:
            continue
        if any(peers.has_some(peer, stream, dev, [numbers]) for peer in said):
            yield laptop
        elif laptop == laptop_of(dev) and not any(peer.dev != dev for peer in said):
            yield laptop  # it wrote them, and did not say that it lost them
