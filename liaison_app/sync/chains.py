"""Chains of bundles, asked so that the answer costs no more after years.

A chain is the bundles of one name in one stream, numbered from 1. What an exchange asks of them is
about their ends; how much lies before must not matter. Up to which bundle a chain is here without
holes is noted as they come, and forgotten once any of them goes: nothing but `drop` deletes one.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from liaison_app.sync import ranges
from liaison_app.sync.peers import laptop_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from liaison_app.store.driver import Connection
    from liaison_app.sync.container import Record

Chain = tuple[str, str]
"""Stream and incarnation."""

ANY = 2**53
"""No bundle has as high a number."""
OWN, TAKEN, COVERED = "own", "taken", "covered"  # as `outbox` explains, which stands on this


def every(conn: Connection) -> list[Chain]:
    """Give all chains of which anything is here, in order; the index is leapt through."""
    found: list[Chain] = []
    stream = _next(conn, "min(stream)", "stream > ?", "")
    while stream:
        dev = _next(conn, "min(dev)", "stream = ? AND dev > ?", stream, "")
        while dev:
            found.append((stream, dev))
            dev = _next(conn, "min(dev)", "stream = ? AND dev > ?", stream, dev)
        stream = _next(conn, "min(stream)", "stream > ?", stream)
    return found


def _next(conn: Connection, what: str, where: str, *values: str) -> str:
    row = conn.execute(f"SELECT {what} FROM bundle WHERE {where}", values).fetchone()  # noqa: S608
    return row[0] or ""


@dataclass
class Here:
    """Which bundles are here, in whatever state, or came in a snapshot.

    Attributes:
        conn: the database.
        doubted: chains of which bundles that were sealed here do not count.
    """

    conn: Connection
    doubted: Collection[Chain] = ()
    _whole: dict[Chain, int] = field(init=False)

    def __post_init__(self) -> None:
        rows = self.conn.execute("SELECT stream, dev, upto FROM whole_chain")
        self._whole = {(row["stream"], row["dev"]): row["upto"] for row in rows}

    def of(self, chain: Chain) -> list[list[int]]:
        """Give the numbers of those of one chain."""
        in_doubt = chain in self.doubted
        upto = 0 if in_doubt else self._whole.get(chain, 0)
        numbers: list[int] = []
        for row in self.conn.execute(
            "SELECT number, state FROM bundle WHERE stream = ? AND dev = ? AND number > ?",
            (*chain, upto),
        ):
            if in_doubt and row["state"] == OWN:
                continue
            numbers.append(row["number"])
            if row["state"] == COVERED:
                upto = max(upto, row["number"])
        return ranges.union(ranges.of(numbers), [[1, upto]] if upto else [])


def note_whole(conn: Connection, chains: Iterable[Chain]) -> None:
    """Note how far these chains are here without holes, in the caller's transaction."""
    here = Here(conn)
    for chain in dict.fromkeys(chains):
        some = here.of(chain)
        if some and some[0][0] == 1:
            conn.execute(
                "INSERT INTO whole_chain (stream, dev, upto) VALUES (?, ?, ?)"
                " ON CONFLICT (stream, dev) DO UPDATE SET upto = excluded.upto",
                (*chain, some[0][1]),
            )


def drop(conn: Connection, numbers: Iterable[int]) -> None:
    """Delete bundles by their local numbers, in the caller's transaction."""
    for n in numbers:
        conn.execute(
            "DELETE FROM whole_chain WHERE (stream, dev) ="
            " (SELECT stream, dev FROM bundle WHERE n = ?)",
            (n,),
        )
        conn.execute("DELETE FROM bundle WHERE n = ?", (n,))


def drop_false(conn: Connection, record: Record) -> None:
    """Delete what others said of a bundle by its hash, if its header says that it is another one.

    Who seals changes anew names a bundle by its hash, before anybody here has seen it, and so does
    who makes a snapshot. What they say must not keep out a colleague's.
    """
    rows = conn.execute(
        "SELECT n FROM bundle WHERE hash = ? AND (stream, dev, number) <> (?, ?, ?)",
        (record.hash, record.stream, record.dev, record.n),
    ).fetchall()
    drop(conn, [row["n"] for row in rows])


def is_covered(conn: Connection, chain: Chain) -> bool:
    """Whether bundles of a chain count as here by a snapshot alone, and none is kept apart."""
    rows = conn.execute("SELECT state FROM bundle WHERE stream = ? AND dev = ?", chain)
    states = {row["state"] for row in rows}
    return COVERED in states and "quarantined" not in states


def uncover(conn: Connection, chain: Chain) -> None:
    """Forget what a snapshot says of a chain, in the caller's transaction."""
    conn.execute("DELETE FROM bundle WHERE stream = ? AND dev = ? AND state = ?", (*chain, COVERED))


# --- what is in bundles


def newest(conn: Connection, what: str, chain: Chain) -> Any:
    """Give the bundles of a chain that count, or came in a snapshot, the newest first."""
    return conn.execute(
        f"SELECT {what} FROM bundle WHERE stream = ? AND dev = ?"  # noqa: S608  (declared names)
        " AND state IN (?, ?, ?) ORDER BY number DESC",
        (*chain, OWN, TAKEN, COVERED),
    )


def sealed(conn: Connection, laptop: str) -> dict[Chain, int]:
    """Give the last number of each incarnation of a laptop, per stream, that is in a bundle."""
    found: dict[Chain, int] = {}
    for chain in every(conn):
        if laptop_of(chain[1]) == laptop:
            for row in newest(conn, "spans", chain):
                for dev, (_first, last) in json.loads(row["spans"]).items():
                    found[chain[0], dev] = max(last, found.get((chain[0], dev), 0))
    return found


def last_sealed(conn: Connection, own: Iterable[Chain], of: Chain, last: int) -> int:
    """Give the last change of an incarnation that is in a bundle: the newest of a chain has it.

    Args:
        conn: the database.
        own: chains of the same laptop.
        of: stream and incarnation.
        last: its last change here; nobody need look further once that is found.
    """
    stream, dev = of
    found = 0
    for chain in sorted(own, key=lambda one: one[1] != dev):
        if chain[0] == stream and found < last:
            spans = (json.loads(row["spans"]) for row in newest(conn, "spans", chain))
            found = max(found, next((some[dev][1] for some in spans if dev in some), 0))
    return found
