"""Caseloads: in which sealed stream a fact about a family travels.

A family is in the caseload of the liaison of its open assignment, or of the one who brought it in,
if nobody was ever assigned; each liaison who has a laptop has a sealed stream, which the roster
made (`sync.caseloads`). Families of nobody, or of somebody without a laptop, are the coordinators',
who have a stream of their own. Whoever writes, a new fact
goes into the stream of the family's caseload as it is at that moment: writing needs no key. What
is there already stays in its stream until it is moved, as new records.

Who says that a family is somebody's counts only from those who may: a coordinator or admin, whoever
brought the family in, and whoever had it before. Else a laptop could name itself a family's
liaison, and what colleagues write from then on would be sealed to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import _
from liaison_app.records import TYPES, Stream
from liaison_app.store import clock, ops, rights, settings
from liaison_app.store.applying import load
from liaison_app.store.merge import DELETED

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from liaison_app.records import Record
    from liaison_app.store.driver import Connection
    from liaison_app.store.ops import Op
    from liaison_app.store.writing import Author

COORDINATORS = ""
"""Whose caseload the families of nobody are in."""

SEALED_TYPES = tuple(one.name for one in TYPES.values() if one.stream is Stream.SEALED)
"""Names of the types of sealed facts."""


class _Claim(NamedTuple):
    """An assignment of a liaison: the op that names them, by whose laptop, and its last day.

    Who offers a family names the new liaison while it is still theirs; it ends for them only when
    that one accepts (`actions.family_hand_over`).
    """

    hlc: int
    id: str
    staff: str
    laptop: str
    until: str
    removed: bool
    ended: int
    """When the last day was written, as a stamp; 0 while there is none."""

    def stands_on(self, day: str) -> bool:
        """Whether it is open on a day, as dates are stored."""
        return not self.removed and day <= (self.until or "9999")


def remember(conn: Connection, owners: Mapping[str, str]) -> None:
    """Keep whose caseload each sealed stream is, in the caller's transaction.

    Args:
        conn: inside a transaction.
        owners: stream to the id of a member of staff, `COORDINATORS` for theirs, oldest first. Of
            two streams of one caseload the first is written into.
    """
    first: dict[str, str] = {}
    for stream, owner in owners.items():
        first.setdefault(owner, stream)
        settings.put(conn, f"stream.sealed.{stream}", stream)
        settings.put(conn, f"owner.{stream}", owner)
    for owner, stream in first.items():
        settings.put(conn, f"caseload.{owner}", stream)


def forget(conn: Connection) -> None:
    """Forget the caseloads and writers of a team that this laptop leaves, in the transaction."""
    conn.execute(
        "DELETE FROM setting WHERE name LIKE 'caseload.%' OR name LIKE 'owner.%'"
        " OR name LIKE 'writer.%' OR name LIKE 'stream.sealed.%'"
    )


def renamed(
    conn: Connection, person: str, known_as: str, owners: Mapping[str, str]
) -> dict[str, str]:
    """Say which streams of another team a workspace's own become: the person's, and nobody's.

    Args:
        conn: of a workspace that nobody else knows.
        person: who works in it.
        known_as: the id that they have in the other team.
        owners: the sealed streams there. Whoever has none there keeps a stream that travels
            nowhere, until there is one (`moving.py`).
    """
    theirs: dict[str, str] = {}
    for stream, owner in owners.items():
        theirs.setdefault(owner, stream)
    pairs = ((COORDINATORS, COORDINATORS), (person, known_as))
    own = {settings.get(conn, f"caseload.{here}"): theirs.get(there) for here, there in pairs}
    return {former: new for former, new in own.items() if former and new}


def renamed_ids(conn: Connection, streams: Mapping[str, str]) -> dict[str, str]:
    """Give the ids that sealed records have once their streams are called something else."""
    found = {}
    for name in SEALED_TYPES:
        for row in conn.execute(f"SELECT id FROM {name}"):  # noqa: S608  (a declared type's name)
            stream = streams.get(stream_of_id(conn, row["id"]))
            if stream:
                found[row["id"]] = rights.in_stream(stream, row["id"])
    return found


def stream_of(conn: Connection, owner: str) -> str:
    """Give the stream of somebody's caseload; the coordinators' if they have none of their own."""
    return (
        settings.get(conn, f"caseload.{owner}")
        or settings.get(conn, f"caseload.{COORDINATORS}")
        or settings.get(conn, "stream.sealed")  # no roster has made any yet
    )


def stream_of_id(conn: Connection, record_id: str) -> str:
    """Give the stream that a sealed record belongs to, by its id; "" for one of no known stream."""
    rows = conn.execute("SELECT value FROM setting WHERE name LIKE 'stream.sealed%'")
    names = sorted(row["value"] for row in rows)
    return next((one for one in names if rights.is_in_stream(one, record_id)), "")


def sealed_id(
    conn: Connection, author: Author, record: Record, new_id: str, caseload: str | None
) -> str:
    """Give the id of a new sealed record, which says in which stream it is.

    Args:
        conn: inside the transaction that writes it.
        author: who writes.
        record: with its family.
        new_id: random, or the record's own.
        caseload: whose caseload; None for the one that the family is in.

    Raises:
        InvalidValue: the record has an id of its own that is of another stream.
    """
    owner = caseload
    if owner is None:
        today = author.now().astimezone().date()
        household = str(getattr(record, "household", ""))
        owner = owner_of(conn, household, author.person, today)
    stream = stream_of(conn, owner)
    if not record.id:
        return rights.in_stream(stream, new_id)
    if not rights.is_in_stream(stream, record.id):
        raise InvalidValue(_("This id belongs to another caseload. Leave the id out."))
    return record.id


def owner_of(conn: Connection, household: str, writer: str, today: date) -> str:
    """Say in whose caseload a family is.

    Args:
        conn: where.
        household: its id.
        writer: the id of who writes; a family that they alone say is theirs is so for them.
        today: the local date.

    Returns:
        the id of a member of staff, or `COORDINATORS`.
    """
    claims = _claims(conn, household)
    standing = [claim for claim in claims if claim.stands_on(today.isoformat())]
    trusted = [claim for claim in standing if _is_trusted(conn, household, claim, claims)]
    if trusted:
        return max(trusted).staff
    if not claims:
        return _bringer(conn, household)
    own = any(claim.staff == writer for claim in standing)
    return writer if own else COORDINATORS


def _bringer(conn: Connection, household: str) -> str:
    """Give the liaison who brought in a family that nobody was ever assigned to, as by an import.

    Who also leads brings families in for everybody.
    """
    maker = _maker(conn, household)
    known = rights.writer(conn, maker) if maker else None
    if known is None or rights.LEADS & known.roles:
        return COORDINATORS
    return known.person


def _claims(conn: Connection, household: str) -> list[_Claim]:
    found = []
    for row in conn.execute(
        "SELECT id, staff, until, deleted FROM assignment"
        " WHERE household = ? AND role = 'liaison' AND staff <> ''",
        (household,),
    ):
        live = load(conn, "assignment", row["id"]).cells.live
        ends = [ops.at(conn, dot) for dot in live.get("until", [])]
        ended = max((op.hlc for op in ends if op.writes["until"][0]), default=0)
        for op in [ops.at(conn, dot) for dot in live.get("staff", [])]:
            if op.writes["staff"][0] == row["staff"]:
                laptop, until = _laptop(conn, op), row["until"] or ""
                found.append(
                    _Claim(op.hlc, op.id, row["staff"], laptop, until, bool(row["deleted"]), ended)
                )
    return found


def _is_trusted(
    conn: Connection, household: str, claim: _Claim, claims: list[_Claim], depth: int = 0
) -> bool:
    """Whether who made a claim may: a lead, who brought the family in, or who had it before."""
    known = rights.writer(conn, claim.laptop)
    if known is None or rights.LEADS & known.roles or claim.laptop == _maker(conn, household):
        return True
    day = clock.time_of(claim.hlc).date().isoformat()  # whoever had it until then
    before = [
        one
        for one in claims
        if one.staff == known.person
        and one.hlc < claim.hlc
        and (day <= (one.until or "9999") or claim.hlc < one.ended)
    ]
    return depth < len(claims) and any(
        _is_trusted(conn, household, one, claims, depth + 1) for one in before
    )


def _maker(conn: Connection, household: str) -> str:
    """Give the laptop that brought a family in; "" if several say that they did."""
    log = ops.of_record(conn, household, "household")
    made = {_laptop(conn, op) for op in log if op.writes.get(DELETED, []) == [False]}
    return made.pop() if len(made) == 1 else ""


def _laptop(conn: Connection, op: Op) -> str:
    row = conn.execute("SELECT dev FROM origin WHERE n = ?", (op.origin,)).fetchone()
    return rights.laptop_of(row["dev"])
