"""What several records say together that no merge can keep: found by asking the tables.

Each record is in order, and each laptop wrote what it could know. One kit is lent twice all the
same, or a liaison is expected at two doors. A clash has the same id on every laptop, is gone once
the tables no longer say so, and stays away if a person looked at it and left it, until what they
looked at changes. Which people and families look like one is in `lookalikes`.
"""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from liaison_app.records.looked_at import Doubt
from liaison_app.records.values import format_time, parse_time
from liaison_app.store import belonging, open_addresses
from liaison_app.store.belonging import Piece
from liaison_app.store.merge import DELETED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from liaison_app.store.driver import Connection, Row
    from liaison_app.store.lookalikes import Lookalikes

USUAL_MINUTES = 45
"""How long a visit is taken to last if its plan does not say."""

_LONGEST = timedelta(days=1)
_ID = 12


class Clash(NamedTuple):
    """Records that can hardly all be right.

    Attributes:
        doubt: what is the matter.
        about: what the question is about: its id is made of this.
        records: what is put before a person, in the same order on every laptop.
        facts: what the tables say now; who leaves it so is asked again once this changes.
    """

    doubt: Doubt
    about: tuple[str, ...]
    records: tuple[Piece, ...]
    facts: str

    @property
    def id(self) -> str:
        """What it is called: the same on every laptop."""
        return sha256("|".join((self.doubt.value, *self.about)).encode()).hexdigest()[:_ID]


class Waiting(NamedTuple):
    """All that waits for a person.

    Attributes:
        fields: type, id and field of what was written in different ways, to its merge policy.
        clashes: what several records say together, by its id.
    """

    fields: dict[tuple[str, str, str], str]
    clashes: dict[str, Clash]


def waiting(conn: Connection, now: datetime, lookalikes: Lookalikes) -> Waiting:
    """Give all that waits for a person here, each thing once.

    Args:
        conn: where.
        now: in UTC; plans whose time is over ask nothing.
        lookalikes: what was found before of people and families.
    """
    found = find(conn, now, lookalikes)
    fields = belonging.questions(conn)
    for name, clash in list(found.items()):
        if clash.doubt is Doubt.AFTER_MERGE:  # what is left there is asked about in a better way
            fields.pop((*clash.records[0], DELETED), None)
        if clash.doubt is Doubt.OPEN_ADDRESS:  # nobody reads the words of such an address
            fields = {key: one for key, one in fields.items() if key[:2] not in clash.records}
            if not open_addresses.is_for_here(conn, clash.about[0], now):
                del found[name]
    return Waiting(fields, found)


def names(conn: Connection, now: datetime, lookalikes: Lookalikes) -> set[object]:
    """Name all that waits for a person, to tell what an arrival opened; as `waiting` takes it."""
    found = waiting(conn, now, lookalikes)
    return {*found.fields, *found.clashes}


def find(conn: Connection, now: datetime, lookalikes: Lookalikes) -> dict[str, Clash]:
    """Give what waits for a person, by its id.

    Args:
        conn: where.
        now: in UTC; plans whose time is over ask nothing.
        lookalikes: what was found before of people and families.
    """
    answers = conn.execute("SELECT * FROM looked_at WHERE NOT deleted").fetchall()
    left = {row["question"]: row["facts"] for row in answers if not row["same_as"]}
    alike = (Clash(doubt, pair, _pieces(doubt, pair), "") for doubt, pair in lookalikes.read(conn))
    found = {
        clash.id: clash
        for clash in chain(
            _lent_twice(conn),
            _returned_twice(conn),
            _below_zero(conn),
            _overlapping(conn, now),
            alike,
            _after_merges(conn, answers),
            _open_addresses(conn),
        )
        if left.get(clash.id) != clash.facts
    }
    booked = {clash.about[0] for clash in found.values() if clash.doubt is Doubt.DOUBLE_BOOKED}
    return {name: one for name, one in found.items() if not _said_already(one, booked)}


def _said_already(clash: Clash, booked: set[str]) -> bool:
    """Whether a kit lent twice is why more of it went than there were."""
    return clash.doubt is Doubt.BELOW_ZERO and clash.about[0] in booked


# --- kits


def _lent_twice(conn: Connection) -> Iterator[Clash]:
    """One kit, known by the number on it, that is with two families."""
    rows = conn.execute(
        "SELECT l.id, l.kit, lower(trim(l.label)) AS label FROM loan l"
        " CROSS JOIN kit k ON k.id = l.kit"
        " WHERE l.state = 'out' AND NOT l.deleted AND NOT k.deleted AND trim(l.label) <> ''"
        " ORDER BY l.kit, 3, l.lent_on, l.id"
    ).fetchall()
    for key, loans in _grouped(rows, "kit", "label"):
        if len(loans) > 1:
            ids = [row["id"] for row in loans]
            yield Clash(Doubt.DOUBLE_BOOKED, key, _all("loan", ids), "|".join(ids))


def _below_zero(conn: Connection) -> Iterator[Clash]:
    """A kit of which more went than there were."""
    rows = conn.execute(
        "SELECT m.kit, sum(m.change) AS stock FROM stock_movement m WHERE NOT m.deleted"
        " GROUP BY m.kit HAVING sum(m.change) < 0"
    ).fetchall()
    for row in rows:
        kit = conn.execute("SELECT deleted FROM kit WHERE id = ?", (row["kit"],)).fetchone()
        if kit and not kit["deleted"]:
            loans = conn.execute(
                "SELECT id FROM loan WHERE kit = ? AND state = 'out' AND NOT deleted"
                " ORDER BY lent_on DESC, id",
                (row["kit"],),
            ).fetchall()
            pieces = (Piece("kit", row["kit"]), *_all("loan", (loan["id"] for loan in loans)))
            yield Clash(Doubt.BELOW_ZERO, (row["kit"],), pieces, str(row["stock"]))


def _returned_twice(conn: Connection) -> Iterator[Clash]:
    """A loan whose return two people wrote into the ledger."""
    rows = conn.execute(
        "SELECT m.id, m.loan FROM stock_movement m WHERE m.loan <> '' AND NOT m.deleted"
        " AND m.reason <> 'lent' AND m.loan IN (SELECT loan FROM stock_movement"
        " WHERE loan > '' AND NOT deleted AND reason <> 'lent'"
        " GROUP BY loan HAVING sum(change) > 1) ORDER BY m.loan, m.at, m.id"
    ).fetchall()
    for key, movements in _grouped(rows, "loan"):
        ids = [row["id"] for row in movements]
        pieces = (Piece("loan", key[0]), *_all("stock_movement", ids))
        yield Clash(Doubt.RETURNED_TWICE, key, pieces, "|".join(ids))


# --- visits


def _overlapping(conn: Connection, now: datetime) -> Iterator[Clash]:
    """Two planned visits of one liaison at one time, of which neither is over."""
    rows = conn.execute(
        "SELECT v.id, v.staff, v.planned_start, v.planned_minutes FROM visit v"
        " CROSS JOIN household h ON h.id = v.household"
        " WHERE v.outcome IS NULL AND v.planned_start >= ? AND v.debriefed IS NULL"
        " AND v.started IS NULL AND v.staff <> '' AND NOT v.deleted AND NOT h.deleted"
        " ORDER BY v.staff, v.planned_start, v.id",
        (format_time(now - _LONGEST),),
    ).fetchall()
    for _staff, visits in _grouped(rows, "staff"):
        longest: Row | None = None
        for visit in visits:
            begins = parse_time(visit["planned_start"])
            if longest and max(begins, now) < min(_end(longest), _end(visit)):
                yield _two_visits(longest, visit)
            if longest is None or _end(visit) > _end(longest):
                longest = visit


def _two_visits(one: Row, other: Row) -> Clash:
    ids = tuple(sorted((one["id"], other["id"])))
    facts = "|".join(f"{row['planned_start']}+{row['planned_minutes']}" for row in (one, other))
    return Clash(
        Doubt.OVERLAP, ids, _all("visit", (one["id"], other["id"])), f"{one['staff']}|{facts}"
    )


def _end(visit: Row) -> datetime:
    minutes = visit["planned_minutes"]
    length = timedelta(minutes=USUAL_MINUTES if minutes is None else minutes)
    return parse_time(visit["planned_start"]) + length


# --- what was put together


def _after_merges(conn: Connection, answers: Iterable[Row]) -> Iterator[Clash]:
    """What a colleague wrote for an entry that had gone into another one meanwhile."""
    merged = {
        Piece(_TYPE[row["doubt"]], row["gone"]): row["same_as"]
        for row in answers
        if row["same_as"] and row["doubt"] in _TYPE
    }
    for piece in sorted(belonging.left_behind(conn) & merged.keys()) if merged else ():
        stays = Piece(piece.type, merged[piece])
        there = conn.execute(
            f"SELECT 1 FROM {stays.type} WHERE id = ? AND NOT deleted",  # noqa: S608  (one of two)
            (stays.id,),
        ).fetchone()
        if there:
            left = sorted(one.id for one in belonging.goes_with(conn, piece))
            yield Clash(Doubt.AFTER_MERGE, (piece.id,), (piece, stays), "|".join(left))


_TYPE: dict[str, str] = {Doubt.SAME_PERSON: "person", Doubt.SAME_FAMILY: "household"}


def _pieces(doubt: Doubt, pair: tuple[str, ...]) -> tuple[Piece, ...]:
    return _all(_TYPE[doubt], pair)


# --- what must not be read


def _open_addresses(conn: Connection) -> Iterator[Clash]:
    """A protected family, and where it lives in plain words."""
    for household, ids in open_addresses.find(conn).items():
        pieces = (Piece("household", household), *_all("address", ids))
        yield Clash(Doubt.OPEN_ADDRESS, (household,), pieces, "|".join(ids))


# --- inside


def _all(type_name: str, ids: Iterable[str]) -> tuple[Piece, ...]:
    return tuple(Piece(type_name, one) for one in ids)


def _grouped(rows: Iterable[Row], *names: str) -> list[tuple[tuple[str, ...], list[Row]]]:
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(row[name] for name in names), []).append(row)
    return list(groups.items())
