"""How many bundles that cannot be applied are kept: enough for months, and not without end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.sync import peers
from liaison_app.sync.outbox import QUARANTINED, WAITING

if TYPE_CHECKING:
    from liaison_app.store.driver import Connection
    from liaison_app.sync.container import Record

MOST_KEPT = 64 * 1024 * 1024
"""Bytes of bundles that wait or are kept apart: of one laptop, and of all that nobody knows."""


@dataclass
class Room:
    """Counts what waits or is kept apart, while more comes.

    Attributes:
        conn: the database.
        known: the laptops of the team, this one included.
    """

    conn: Connection
    known: frozenset[str]
    _held: dict[str, int] | None = None

    def has(self, record: Record) -> bool:
        """Whether one more bundle that is not applied may be kept, and count it.

        Nobody acknowledges what is left out, so it comes again with other files.
        """
        if self._held is None:
            self._held = {}
            for row in self.conn.execute(
                "SELECT dev, length(raw) AS size FROM bundle WHERE state IN (?, ?)",
                (WAITING, QUARANTINED),
            ):
                self._count(self._held, peers.laptop_of(row["dev"]), row["size"])
        return self._count(self._held, record.laptop, len(record.raw)) <= MOST_KEPT

    def _count(self, held: dict[str, int], laptop: str, size: int) -> int:
        of = laptop if laptop in self.known else ""
        held[of] = held.get(of, 0) + size
        return held[of]
