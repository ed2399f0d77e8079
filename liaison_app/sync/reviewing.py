"""What came in and is kept apart: why, and what a coordinator decided about it.

Somebody may have worked three honest days before a bag was stolen. So nothing is dropped: a
coordinator looks at it, and takes it in or sets it aside. Taking in makes this laptop's
acknowledgements cover it, and whoever hears of that takes it as well (`opening.py`), so that all
laptops go on holding the same. Setting aside is this laptop's own note; it can be taken in later.

Whatever else is kept apart cannot be taken in by a decision: what counts is seen from the change
and from the roster, the same everywhere. It can be looked at, and set aside.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from liaison_app.errors import LiaisonError
from liaison_app.store import ops, settings
from liaison_app.store.travelling import Names
from liaison_app.sync import epochs, peers, rosters, second_lives
from liaison_app.sync.container import open_record, read_record
from liaison_app.sync.lines import unpack_ops
from liaison_app.sync.outbox import QUARANTINED, WAITING
from liaison_app.sync.peers import laptop_of
from liaison_app.sync.roster import may_write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from liaison_app.store.driver import Connection
    from liaison_app.store.travelling import Travelling
    from liaison_app.sync.container import Record
    from liaison_app.sync.roster import Roster


class Why(StrEnum):
    """Why something is kept apart."""

    REMOVED = "removed"
    """Its laptop was taken out of the team before this came."""
    ROLE = "role"
    """Whoever wrote it may not; a role that comes later lets it count."""
    COPY = "copy"
    """Two laptops wrote under one name, and this is of the second."""
    ODD = "odd"
    """It is nothing that Liaison writes."""


ADMITTED, ASIDE = "admitted", "aside"
_SETTING = "review."


@dataclass(frozen=True)
class Apart:
    """One bundle, or one change, that is here and does not count.

    Attributes:
        laptop: whose, 16 hex digits.
        name: the bundle's hash, or the name of the change; for `decide`.
        why: the reason.
        made: when it was sealed, by that laptop's clock, as it wrote it; "" if that is not known.
        ops: the changes in it; none if it cannot be read.
        aside: somebody looked at it here and set it aside.
    """

    laptop: str
    name: str
    why: Why
    made: str
    ops: tuple[Travelling, ...]
    aside: bool


def apart(conn: Connection) -> list[Apart]:
    """Give all that is kept apart, in the order it came; bundles first, then single changes."""
    roster, aside = rosters.known(conn), set_aside(conn)
    removed = {one.laptop for one in roster.laptops.values() if one.removed}
    found = []
    for row in conn.execute(
        "SELECT hash, dev, state, raw FROM bundle WHERE state IN (?, ?) ORDER BY n",
        (QUARANTINED, WAITING),
    ).fetchall():
        laptop = laptop_of(row["dev"])
        if laptop in removed or row["state"] == QUARANTINED:
            record = read_record(io.BytesIO(row["raw"]))
            assert record is not None  # noqa: S101  (it was kept as it was read)
            made, changes = read(conn, record)
            why = Why.REMOVED if laptop in removed else _why(conn, roster, record, changes)
            found.append(Apart(laptop, row["hash"], why, made, changes, row["hash"] in aside))
    return [*found, *_parked(conn, aside)]


def _why(conn: Connection, roster: Roster, record: Record, changes: Sequence[Travelling]) -> Why:
    """Say why a bundle of a laptop of the team is kept apart."""
    if not may_write(roster, record.laptop, roster.streams.get(record.stream, "")):
        return Why.ROLE
    if not changes or second_lives.too_many(conn, record.stream, {op.dev for op in changes}):
        return Why.ODD
    return Why.COPY


def _parked(conn: Connection, aside: frozenset[str]) -> Iterator[Apart]:
    """Give the changes that came with others that count, and do not themselves."""
    for row in conn.execute(
        "SELECT op.*, origin.stream AS stream, origin.dev AS dev, parked.why AS why FROM parked"
        " JOIN op ON op.n = parked.op JOIN origin ON origin.n = op.origin"
        " WHERE parked.why <> 'newer' ORDER BY op.n"
    ).fetchall():
        change = Names(conn, row["stream"]).named(ops.from_row(row))
        name = parked_name(row["stream"], row["dev"], change.seq)
        why = Why.ROLE if row["why"] == ops.ROLE else Why.ODD
        yield Apart(laptop_of(row["dev"]), name, why, "", (change,), name in aside)


def parked_name(stream: str, dev: str, seq: int) -> str:
    """Give the name of a change, the same for as long as it is here."""
    return f"{stream}.{dev}.{seq}"


def set_aside(conn: Connection) -> frozenset[str]:
    """Give the names of all that was set aside here."""
    rows = conn.execute(
        "SELECT name FROM setting WHERE name LIKE ? AND value = ?", (f"{_SETTING}%", ASIDE)
    )
    return frozenset(row["name"].removeprefix(_SETTING) for row in rows)


def is_late(
    conn: Connection, roster: Roster, record: Record, spans: Mapping[str, tuple[int, int]]
) -> bool:
    """Whether a bundle of a laptop that was taken out of the team is to be kept apart.

    It is not if a coordinator has taken it in, or a laptop of the team did before it heard.
    """
    author = roster.laptops.get(record.laptop)
    if author is None or not author.removed or is_admitted(conn, record.hash):
        return False
    return not any(
        peer.have is not None
        and roster.roles_of(peer.laptop)
        and peers.proves(peer, record.stream, spans)
        for peer in peers.every(conn)
    )


def decide(conn: Connection, names: Iterable[str], decision: str) -> None:
    """Note a decision, in the caller's transaction."""
    for one in names:
        settings.put(conn, _SETTING + one, decision)


def is_admitted(conn: Connection, name: str) -> bool:
    """Whether a coordinator here has decided that a bundle is taken in."""
    return settings.get(conn, _SETTING + name) == ADMITTED


def read(conn: Connection, record: Record) -> tuple[str, tuple[Travelling, ...]]:
    """Give when a bundle was sealed, as its author wrote it, and what is in it; nothing if shut."""
    try:
        secrets = epochs.secrets(conn, record.stream, record.epoch)
        read = unpack_ops(open_record(record, secrets), record)
    except LiaisonError:
        return "", ()
    return str(read.heading.get("time", "")), read.ops
