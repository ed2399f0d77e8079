"""What came from a laptop after it was removed: kept apart until a coordinator decides.

Somebody may have worked three honest days before a bag was stolen. So nothing is dropped: a
coordinator looks at it, and takes it in or sets it aside. Taking in makes this laptop's
acknowledgements cover it, and whoever hears of that takes it as well (`opening.py`), so that all
laptops go on holding the same. Setting aside is this laptop's own note; it can be taken in later.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.errors import LiaisonError
from liaison_app.store import settings
from liaison_app.sync import epochs, rosters
from liaison_app.sync.container import open_record, read_record
from liaison_app.sync.lines import unpack_ops
from liaison_app.sync.outbox import QUARANTINED, WAITING
from liaison_app.sync.peers import laptop_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from liaison_app.store.driver import Connection
    from liaison_app.store.travelling import Travelling
    from liaison_app.sync.container import Record

ADMITTED, ASIDE = "admitted", "aside"
_SETTING = "review."


@dataclass(frozen=True)
class Apart:
    """One bundle of a removed laptop that was not taken in.

    Attributes:
        laptop: whose, 16 hex digits.
        hash: the bundle's name.
        made: when it was sealed, by that laptop's clock, as it wrote it; "" if it cannot be read.
        ops: the changes in it; none if it cannot be read.
        aside: somebody looked at it here and set it aside.
    """

    laptop: str
    hash: str
    made: str
    ops: tuple[Travelling, ...]
    aside: bool


def apart(conn: Connection) -> list[Apart]:
    """Give what came from removed laptops and waits for a decision, in the order it came."""
    removed = {one.laptop for one in rosters.known(conn).laptops.values() if one.removed}
    found = []
    for row in conn.execute(
        "SELECT hash, dev, raw FROM bundle WHERE state IN (?, ?) ORDER BY n",
        (QUARANTINED, WAITING),
    ).fetchall():
        if laptop_of(row["dev"]) in removed:
            record = read_record(io.BytesIO(row["raw"]))
            assert record is not None  # noqa: S101  (it was kept as it was read)
            made, ops = read(conn, record)
            aside = settings.get(conn, _SETTING + row["hash"]) == ASIDE
            found.append(Apart(laptop_of(row["dev"]), row["hash"], made, ops, aside))
    return found


def decide(conn: Connection, hashes: Iterable[str], decision: str) -> None:
    """Note a decision about bundles, in the caller's transaction."""
    for one in hashes:
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
