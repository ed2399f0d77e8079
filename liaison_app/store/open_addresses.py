"""Addresses of protected families that lie open: whoever wrote them had not heard of it.

A family is protected once a substitute stands among its addresses. Another one that says where it
lives came from a laptop that had not heard, by hand, by an import or by putting families together,
or was written into a row that was emptied before. Found from the tables alone, so every laptop
finds the same, in whatever order changes came; nobody is shown the words until somebody seals them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.records.people import AddressKind
from liaison_app.store import caseloads, rights, settings

if TYPE_CHECKING:
    from datetime import datetime

    from liaison_app.store.driver import Connection

WORDS = ("line_1", "line_2", "city", "region", "postal_code", "directions")
"""The fields of an address that say where it is."""
KNOWN = (AddressKind.MEETING_PLACE, AddressKind.SUBSTITUTE)
"""Kinds of address that may be known of a protected family."""

_SAID = " OR ".join(f"coalesce(a.{name}, '') <> ''" for name in WORDS)
_OTHER = ", ".join(f"'{kind.value}'" for kind in KNOWN)
_OPEN = (
    "SELECT DISTINCT a.household, a.id FROM address s"  # noqa: S608  (declared names)
    " CROSS JOIN address a ON a.household = s.household"
    f" WHERE s.kind = '{AddressKind.SUBSTITUTE.value}' AND NOT s.deleted AND s.household <> ''"
    f" AND coalesce(a.kind, '') NOT IN ({_OTHER}) AND ({_SAID})"
)


def find(conn: Connection, household: str = "") -> dict[str, tuple[str, ...]]:
    """Give the addresses that lie open, removed ones too: family to ids, in order.

    Args:
        conn: where.
        household: only those of this family; of all by default.
    """
    one = " AND s.household = ?" if household else ""
    rows = conn.execute(f"{_OPEN}{one} ORDER BY 1, 2", (household,) if household else ())
    found: dict[str, tuple[str, ...]] = {}
    for row in rows.fetchall():
        found[row["household"]] = (*found.get(row["household"], ()), row["id"])
    return found


def is_for_here(conn: Connection, household: str, now: datetime) -> bool:
    """Whether a family's address is for this laptop: its own liaison's, or a coordinator's.

    Args:
        conn: where.
        household: the family.
        now: in UTC.
    """
    known = rights.writer(conn, rights.laptop_of(settings.get(conn, "device")))
    if known is None or rights.COORDINATOR in known.roles:
        return True
    person = settings.get(conn, "person")
    return caseloads.owner_of(conn, household, person, now.astimezone().date()) == person
