"""What an erasure would reach if somebody ordered it now, and what it must leave to others."""

from __future__ import annotations

from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.records import TYPES
from liaison_app.store import belonging, erasing
from liaison_app.store.belonging import Piece
from liaison_app.store.owning import owners

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from liaison_app.store.driver import Connection
    from liaison_app.store.owning import Key

_TRIAL = "trial"
_MERGED = {"same_family": "household", "same_person": "person"}


@dataclass(frozen=True)
class Plan:
    """What would be erased.

    Attributes:
        subject: the family, person or other record.
        only: only its records of this type; "" for all of it.
        people: who goes with it, and entries merged into these, as `erasing.Order` has them.
        staying: ids of people of the family who live with another one too, and so stay.
        spared: ids of records that were this family's once and are not now.
        reached: type to the ids of the records that are reached.
    """

    subject: Key
    only: str
    people: tuple[str, ...]
    staying: tuple[str, ...]
    spared: tuple[str, ...]
    reached: Mapping[str, tuple[str, ...]]

    @property
    def counts(self) -> dict[str, int]:
        """How many records of each type."""
        return {name: len(ids) for name, ids in sorted(self.reached.items())}


def plan(conn: Connection, subject: Key, only: str = "") -> Plan:
    """Work out what erasing a family, a person or another record would reach; changes nothing.

    Args:
        conn: where; it may be in a transaction.
        subject: type and id.
        only: erase only its records of this type.
    """
    people = () if only else _people(conn, subject)
    named = {subject, *(("person", person) for person in people)}
    merged = set() if only else _merged_into(conn, named)
    people += tuple(sorted(one if kind == "person" else f"{kind}:{one}" for kind, one in merged))
    everybody = set() if only else _everybody(conn, subject)
    ever = _ever_reached(conn, subject, only, people)
    now = _now_reached(conn, subject, only, people, ever)
    reached: dict[str, list[str]] = defaultdict(list)
    for type_name, record_id in sorted(now):
        reached[type_name].append(record_id)
    return Plan(
        subject=subject,
        only=only,
        people=people,
        staying=tuple(sorted(everybody.difference(people))),
        spared=tuple(sorted({record_id for _type, record_id in ever - now})),
        reached={name: tuple(ids) for name, ids in reached.items()},
    )


def _people(conn: Connection, subject: Key) -> tuple[str, ...]:
    if subject[0] == "person":
        return (subject[1],)
    if subject[0] != "household":
        return ()
    own = belonging.of(conn, Piece(*subject), gone_people=False)
    return tuple(sorted(piece.id for piece in own if piece.type == "person"))


def _merged_into(conn: Connection, owners: set[Key]) -> set[Key]:
    """Give the entries that somebody said are the same as these, and that went into them."""
    rows = conn.execute(
        "SELECT doubt, same_as, gone FROM looked_at WHERE NOT deleted AND gone <> ''"
    ).fetchall()
    found: set[Key] = set()
    while True:
        new = {
            (kind, row["gone"])
            for row in rows
            if (kind := _MERGED.get(row["doubt"], "")) and (kind, row["same_as"]) in owners | found
        }
        if new <= found:
            return found - owners
        found |= new


def _everybody(conn: Connection, subject: Key) -> set[str]:
    rows = conn.execute(
        "SELECT DISTINCT person FROM household_member"
        " WHERE household = ? AND NOT deleted AND person <> ''",
        (subject[1],),
    )
    return {row[0] for row in rows} if subject[0] == "household" else set()


def _ever_reached(conn: Connection, subject: Key, only: str, people: tuple[str, ...]) -> set[Key]:
    """Give what would be reached if nothing was left to others."""
    with _trial(conn):
        return erasing.try_out(conn, _order(subject, only, people))


def _order(subject: Key, only: str, people: tuple[str, ...]) -> erasing.Order:
    return erasing.Order(_TRIAL, subject, only, frozenset(people), frozenset())


def _now_reached(
    conn: Connection, subject: Key, only: str, people: tuple[str, ...], ever: set[Key]
) -> set[Key]:
    """Of that, give what by its rows belongs to the subject or its people now."""
    among = {subject, *(mark.key for mark in _order(subject, only, people).seeds())}
    found = among & ever
    left = ever - found
    while True:
        new = {key for key in left if (not only or key[0] == only) and _belongs(conn, key, among)}
        if not new:
            return found
        found |= new
        left -= new
        if not only:
            among |= new


def _belongs(conn: Connection, key: Key, others: set[Key]) -> bool:
    name, record_id = key
    row = conn.execute(f"SELECT * FROM {name} WHERE id = ?", (record_id,)).fetchone()  # noqa: S608
    if row is None or name == "person":
        return False
    writes = {field: [row[field]] for field in TYPES[name].fields} | {"deleted": [False]}
    return any(owner in others for owner in owners(name, writes))


@contextmanager
def _trial(conn: Connection) -> Iterator[None]:
    """Whatever is written meanwhile is taken back."""
    conn.execute("SAVEPOINT trial")
    try:
        yield
    finally:
        conn.execute("ROLLBACK TO trial")
        conn.execute("RELEASE trial")
