"""What is a family's own: what goes when it is removed, comes back with it, and may be left behind.

A removal removes what its author saw. What a colleague wrote meanwhile for a removed family, person
or visit lies where nobody looks, so that a person is asked about it. Whether that is so follows
from the records alone, the same on every laptop; no table keeps it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from liaison_app.records import TYPES
from liaison_app.store import applying, ops
from liaison_app.store.merge import DELETED, Dot

if TYPE_CHECKING:
    from collections.abc import Iterable

    from liaison_app.store.driver import Connection
    from liaison_app.store.ops import Op

OWNERS = ("household", "person", "visit")
"""What other records belong to, the widest first."""

# A kit that is lent or given and a page that was printed are in the world, whoever is removed. What
# somebody consented to is theirs, wherever they live. That facts were given out is never forgotten.
_STAYS = (
    *("loan", "distribution", "packet_issue", "consent"),
    *("disclosure", "disclosure_step"),
)

_LIVES = ("household_member", "person")

_OWN = {
    "household": tuple(
        (record_type.name, field)
        for record_type in TYPES.values()
        for field, refers_to in record_type.references.items()
        if refers_to == "household" and record_type.name not in _STAYS
    ),
    "person": (
        ("contact_point", "person"),
        ("person_language", "person"),
        ("enrollment", "person"),
        ("relationship", "child"),
        ("relationship", "adult"),
        ("consent", "giver"),
        _LIVES,
    ),
    "visit": (("visit_participant", "visit"), ("note", "visit")),  # both are seen only with it
}

_LIVES_ELSEWHERE = (
    "EXISTS (SELECT 1 FROM household_member e CROSS JOIN household o ON o.id = e.household"
    " WHERE e.person = p.id AND NOT e.deleted AND NOT o.deleted AND e.household <> :owner)"
)
"""Of a person `p`: whether they live with a family that is there, besides the one named."""


class Piece(NamedTuple):
    """A record by its type and id."""

    type: str
    id: str


Act = tuple[int, int]
"""An action's part in a stream: origin, and the sequence number of its first op."""


def of(conn: Connection, owner: Piece, *, gone_people: bool = False) -> dict[Piece, bool]:
    """Give what is a family's, person's or visit's own, and whether it is shown as removed.

    People who live with another family too are not.

    Args:
        conn: where.
        owner: which.
        gone_people: people who are removed are the family's, wherever else they would live.
    """
    found = _named_by(conn, owner, _OWN.get(owner.type, ()))
    if owner.type != "household":
        return found
    for visit in [one for one in found if one.type == "visit"]:
        found |= _named_by(conn, visit, _OWN["visit"][:1])
    rule = f"(p.deleted AND :gone) OR NOT {_LIVES_ELSEWHERE}"
    people = conn.execute(
        "SELECT DISTINCT p.id, p.deleted FROM household_member m CROSS JOIN person p"  # noqa: S608
        f" ON p.id = m.person WHERE m.household = :owner AND ({rule})",
        {"owner": owner.id, "gone": gone_people},
    ).fetchall()
    for row in people:
        person = Piece("person", row["id"])
        found[person] = bool(row["deleted"])
        found |= _named_by(conn, person, _OWN["person"][:-1])
    return found


def goes_with(conn: Connection, owner: Piece) -> list[Piece]:
    """Give what is removed together with it: all that is its own and still there."""
    return [piece for piece, removed in of(conn, owner).items() if not removed]


def comes_back_with(conn: Connection, owner: Piece) -> list[Piece]:
    """Give what went when it was removed, and that nobody removed for another reason."""
    acts = removing_acts(conn, owner)
    own = of(conn, owner, gone_people=True)
    return [one for one, removed in own.items() if removed and went_by(conn, one, acts)]


def removing_acts(conn: Connection, piece: Piece) -> set[Act]:
    """Give the actions that removed a record and stand, whoever took them.

    Whoever removes what is removed says so again: the earlier actions count too.
    """
    return {act for dot in _removals(conn, piece) for act in _acts(conn, piece, dot)}


def went_by(conn: Connection, piece: Piece, acts: set[Act]) -> bool:
    """Whether these actions, and no others, removed a record."""
    removals = _removals(conn, piece)
    return bool(removals) and all(_acts(conn, piece, dot) & acts for dot in removals)


# --- what is left behind


def left_behind(conn: Connection) -> set[Piece]:
    """Give every removed family, person or visit for which something is there still.

    What lies in a removed family is asked about once, with the family.
    """
    found = {Piece("household", row[0]) for row in conn.execute(_FAMILIES)}
    found |= {Piece("visit", row[0]) for row in conn.execute(_VISITS)}
    for row in conn.execute(_PEOPLE):
        found.add(_of_person(conn, row[0]))
    return found


def questions(conn: Connection) -> dict[tuple[str, str, str], str]:
    """Give every difference that waits for a person: type, id and field to its merge policy.

    Beside those of the table `conflict` there are the removed records for which something is left.
    Whether a record stays is not asked if it went with its family and that is asked of the family.
    """
    found: dict[tuple[str, str, str], str] = {
        (row["type"], row["id"], row["field"]): row["policy"]
        for row in conn.execute("SELECT type, id, field, policy FROM conflict")
    }
    disputed = any(field == DELETED for _name, _record, field in found)
    for left in left_behind(conn):
        found.setdefault((*left, DELETED), TYPES[left.type].rows.value)
    asked = {Piece(name, record) for name, record, field in found if field == DELETED}
    # What is only left behind is never another's own: that is asked about with its family already.
    for owner in [one for one in asked if one.type in OWNERS] if disputed else ():
        for one in _asked_with(conn, owner, asked):
            found.pop((*one, DELETED), None)
    return found


def asked_with(conn: Connection, owner: Piece) -> set[Piece]:
    """Give what went with a record and of which it is not asked apart whether it stays."""
    rows = conn.execute("SELECT type, id FROM conflict WHERE field = ?", (DELETED,))
    return _asked_with(conn, owner, {Piece(row["type"], row["id"]) for row in rows})


def _asked_with(conn: Connection, owner: Piece, asked: set[Piece]) -> set[Piece]:
    others = asked & of(conn, owner).keys()
    acts = removing_acts(conn, owner) if others else set()
    return {one for one in others if went_by(conn, one, acts)}


def _each(owner: str, name: str, field: str, also: str = "") -> str:
    return (
        f"SELECT o.id FROM {owner} o CROSS JOIN {name} r ON r.{field} = o.id"  # noqa: S608
        f" WHERE o.deleted AND NOT r.deleted{also}"
    )


_FAMILY_IS_THERE = " AND EXISTS (SELECT 1 FROM household h WHERE h.id = {} AND NOT h.deleted)"
_NOWHERE = "NOT " + _LIVES_ELSEWHERE.replace(":owner", "''")
_WHO_WAS_THERE = (
    "SELECT o.id FROM household o CROSS JOIN visit v ON v.household = o.id"
    " CROSS JOIN visit_participant r ON r.visit = v.id WHERE o.deleted AND NOT r.deleted"
)
_PEOPLE_OF_NO_FAMILY = (
    "SELECT min(o.id) FROM household o CROSS JOIN household_member m ON m.household = o.id"  # noqa: S608
    " CROSS JOIN person p ON p.id = m.person WHERE o.deleted AND NOT p.deleted"
    f" AND {_NOWHERE} GROUP BY p.id"
)
_FAMILY_OF_A_REMOVED_PERSON = (
    "SELECT min(o.id) FROM household_member m CROSS JOIN household o ON o.id = m.household"  # noqa: S608
    " CROSS JOIN person p ON p.id = m.person"
    f" WHERE m.person = ? AND o.deleted AND {_NOWHERE}"
)
_FAMILIES = " UNION ".join(
    [_each("household", *place) for place in _OWN["household"]]
    + [_WHO_WAS_THERE, _PEOPLE_OF_NO_FAMILY]
)
_VISITS = " UNION ".join(
    _each("visit", *place, _FAMILY_IS_THERE.format("o.household")) for place in _OWN["visit"]
)
_PEOPLE = " UNION ".join(
    _each("person", *place, _FAMILY_IS_THERE.format("r.household") if place == _LIVES else "")
    for place in _OWN["person"]
)


def _of_person(conn: Connection, person: str) -> Piece:
    """Give whom what is left of a removed person is asked with: the family that went, if any."""
    family = conn.execute(_FAMILY_OF_A_REMOVED_PERSON, (person,)).fetchone()[0]
    return Piece("household", family) if family else Piece("person", person)


# --- inside


def _named_by(
    conn: Connection, owner: Piece, places: Iterable[tuple[str, str]]
) -> dict[Piece, bool]:
    return {
        Piece(name, row["id"]): bool(row["deleted"])
        for name, field in places
        for row in conn.execute(
            f"SELECT id, deleted FROM {name} WHERE {field} = ? ORDER BY n",  # noqa: S608
            (owner.id,),
        )
    }


def _removals(conn: Connection, piece: Piece) -> list[Dot]:
    live = applying.load(conn, piece.type, piece.id).cells.live.get(DELETED, [])
    return [dot for dot in live if ops.at(conn, dot).writes[DELETED][0]]


def _acts(conn: Connection, piece: Piece, removal: Dot) -> set[Act]:
    """Give the action of a removal, and of the removals that it stands on.

    An undo that removes again stands on those that were there before what it undoes.
    """
    log = {op.dot: op for op in ops.of_record(conn, piece.id, piece.type)}
    acts: set[Act] = set()
    seen: set[Dot] = set()
    waiting = [removal]
    while waiting:
        dot = waiting.pop()
        op = log.get(dot)
        if dot in seen or op is None or not op.writes.get(DELETED, [False])[0]:
            continue
        seen.add(dot)
        acts.add(_whole(conn, (op.origin, op.act)))
        waiting += _replaced(op)
        for undone in _undone_by(conn, op, log.values()):
            waiting += [undone.dot, *_replaced(undone)]
    return acts


def _replaced(op: Op) -> list[Dot]:
    return [Dot(*dot) for dot in op.writes[DELETED][1:]]


def _undone_by(conn: Connection, op: Op, log: Iterable[Op]) -> list[Op]:
    row = conn.execute(
        "SELECT action FROM op WHERE origin = ? AND seq = ?", (op.origin, op.act)
    ).fetchone()
    undone = json.loads(row[0] or "{}").get("undoes") if row else None
    return [
        one
        for one in log
        if DELETED in one.writes and undone and list(_whole(conn, (one.origin, one.act))) == undone
    ]


def _whole(conn: Connection, part: Act) -> Act:
    """Give an action by its first part, in whichever of its streams another part is.

    What is sealed about a family goes with it in one action, but in a stream of its own.
    """
    row = conn.execute("SELECT action FROM op WHERE origin = ? AND seq = ?", part).fetchone()
    first = json.loads(row[0] or "{}").get("with") if row else None
    return (first[0], first[1]) if first else part
