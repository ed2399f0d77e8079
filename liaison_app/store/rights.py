"""Whose writes count: judged by the op and by who wrote it, the same on every laptop.

Who a laptop belongs to and which roles it was ever given comes from the roster, as settings
`writer.<16 hex>`; whose caseload a sealed stream is, as settings `owner.<stream>`. A laptop or a
stream of which no roster tells is not limited: there is no team yet.

Some types only the office writes; what another laptop writes of them waits (`ops.why_parked`).
Others everybody may add to: schools that an import brings, and facts about a family that is in a
colleague's caseload, whose stream anybody can write into and only its members can read. Whoever is
no member may then mend what their own laptop wrote and nothing else: an op of theirs that names
another laptop's write, or empties words, waits. And what they write is never shown in place of what
a member, or the office, wrote in the same field (`Siblings.of`). So no order of arrival matters.
Everybody's own record among the staff is theirs to change.

Two things are for coordinators and admins alone, of whatever type. They empty for good what others
wrote: everybody else names the writes of their own laptop that are to be emptied. Addresses are
left out of that, because a family's own liaison protects it. And they alone decide between answers
to a consent: what permits something replaces one answer at most if anybody else writes it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from liaison_app.errors import NotAllowed
from liaison_app.language.catalogues import _
from liaison_app.records import TYPES, Merge, RecordType, Stream, Writers
from liaison_app.store import settings
from liaison_app.store.merge import LIFTED, REDACT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from liaison_app.store.driver import Connection

OFFICE = frozenset({"admin", "coordinator", "office"})
LEADS = frozenset({"admin", "coordinator"})
COORDINATOR = "coordinator"
PROTECTED = "address"
"""What a family's own liaison empties for good as well, whoever wrote it (`actions.protecting`)."""
FORBIDDING = frozenset({"withdrawn", "refused"})
"""Answers that permit nothing: anybody may write one over whatever was answered."""
ANSWERS = {
    one.name: frozenset(name for name, spec in one.fields.items() if spec.merge is Merge.CONSENT)
    for one in TYPES.values()
    if any(spec.merge is Merge.CONSENT for spec in one.fields.values())
}
"""The fields of each type that hold an answer to a consent."""
STAFF = "staff_member"
"""What everybody may change of themselves: who married has another name, and a new phone."""


@dataclass(frozen=True)
class Writer:
    """Who writes on a laptop: the id of their staff record, and the roles it was ever given."""

    person: str
    roles: frozenset[str]


def laptop_of(dev: str) -> str:
    """Give a laptop without its incarnation."""
    return dev.partition(".")[0]


def writer(conn: Connection, laptop: str) -> Writer | None:
    """Give who writes on a laptop; None if no roster told yet."""
    said = settings.get(conn, f"writer.{laptop}")
    if not said:
        return None
    told = json.loads(said)
    return Writer(told["person"], frozenset(told["roles"]))


def remember_writer(conn: Connection, laptop: str, person: str, roles: Sequence[str]) -> bool:
    """Keep who writes on a laptop, in the caller's transaction; says whether that is news."""
    said = json.dumps({"person": person, "roles": sorted(roles)})
    news = settings.get(conn, f"writer.{laptop}") != said
    if news:
        settings.put(conn, f"writer.{laptop}", said)
    return news


def _not_permitted(record_type: RecordType, writes: Mapping[str, Sequence[Any]]) -> NotAllowed:
    """Say that this laptop may not write that, and who can."""
    if record_type.stream is not Stream.SEALED and any(name[0] == REDACT for name in writes):
        return NotAllowed(
            _(
                "These words were sent, or a colleague wrote them. Only a coordinator's or"
                " admin's laptop can empty them for good: ask your coordinator."
            )
        )
    if record_type.stream is Stream.SEALED:
        return NotAllowed(
            _(
                "This is with the family's own liaison. You can add to it; only they or a"
                " coordinator change what is there."
            )
        )
    return NotAllowed(
        _(
            "{kind}: only a coordinator's, an admin's or the office's laptop changes them, for the"
            " whole team. Ask your coordinator to do it."
        ).format(kind=_(record_type.plural))
    )


def in_stream(stream: str, record_id: str) -> str:
    """Give the id that a sealed record with this random id has: it begins with its stream's.

    Dots name no stream. So a sealed record belongs to one stream for good, and shows which.
    """
    return f"{stream[:8]}-{stream[8:12]}-{record_id[14:]}"


def is_in_stream(stream: str, record_id: str) -> bool:
    """Whether a sealed record with this id belongs to the stream."""
    return record_id.startswith(f"{stream[:8]}-{stream[8:12]}-")


@dataclass
class Rights:
    """Answers for many ops; asks for each laptop and stream once."""

    conn: Connection
    _origins: dict[int, tuple[str, str]] = field(default_factory=dict)
    _writers: dict[str, Writer | None] = field(default_factory=dict)
    _owners: dict[str, str | None] = field(default_factory=dict)

    def stream(self, origin: int) -> str:
        """Give the name of the stream that an origin writes in."""
        return self._origin(origin)[0]

    def counts_first(self, type_name: str, origin: int, record_id: str = "") -> bool:
        """Whether what an origin writes of a record is shown before what others add."""
        record_type = TYPES[type_name]
        if record_type.stream is not Stream.SEALED and record_type.written_by is Writers.ANYONE:
            return True
        stream, laptop = self._origin(origin)
        known = self._writer(laptop)
        if known is None:
            return True
        if record_type.stream is Stream.SEALED:
            owner = self._owner(stream)
            return owner is None or COORDINATOR in known.roles or known.person == owner
        own = type_name == STAFF and record_id == known.person
        return own or bool(OFFICE & known.roles)

    def permits(
        self,
        type_name: str,
        origin: int,
        writes: Mapping[str, Sequence[Any]],
        record_id: str = "",
    ) -> bool:
        """Whether an op may act: its type, where it was made, what it writes, and its record."""
        if self._is_for_leads(type_name, origin, writes):
            return False
        if self.counts_first(type_name, origin, record_id):
            return True
        if TYPES[type_name].written_by is Writers.OFFICE:
            return False
        laptop = self._origin(origin)[1]
        return all(
            not name.startswith(REDACT)
            and all(self._origin(dot[0])[1] == laptop for dot in write[1:])
            for name, write in writes.items()
        )

    def leads(self, dev: str) -> bool:
        """Whether a coordinator or admin writes on a laptop, or somebody of whom none tells."""
        known = self._writer(laptop_of(dev))
        return known is None or bool(LEADS & known.roles)

    def may_empty_all(self, type_name: str, dev: str) -> bool:
        """Whether a laptop may empty for good what others wrote, or will write."""
        sealed = TYPES[type_name].stream is Stream.SEALED  # there members may
        return sealed or type_name == PROTECTED or self.leads(dev)

    def _is_for_leads(
        self, type_name: str, origin: int, writes: Mapping[str, Sequence[Any]]
    ) -> bool:
        """Whether an op does what is for coordinators and admins alone, and is by nobody of them.

        It is seen from the op itself: what else has arrived must not matter.
        """
        answers = ANSWERS.get(type_name, ())
        if not answers and not any(name[0] == REDACT for name in writes):
            return False
        laptop = self._origin(origin)[1]
        if self.leads(laptop):
            return False
        may_empty = self.may_empty_all(type_name, laptop)
        return any(
            (name in answers and len(write) > 2 and write[0] not in FORBIDDING)
            or not (may_empty or self._empties_own(name, write[0], laptop))
            for name, write in writes.items()
        )

    def _empties_own(self, name: str, value: object, laptop: str) -> bool:
        """Whether a write empties nothing for good but what this laptop wrote itself."""
        if name[0] != REDACT or name == LIFTED or value is False:
            return True
        return isinstance(value, list) and all(self._origin(dot[0])[1] == laptop for dot in value)

    def may_change(self, type_name: str, laptop: str, origins: Iterable[int]) -> bool:
        """Whether a laptop may change reference data that was written at these origins."""
        known = self._writer(laptop)
        if TYPES[type_name].written_by is Writers.ANYONE or known is None:
            return True
        if OFFICE & known.roles:
            return True
        return all(self._origin(origin)[1] == laptop for origin in origins)

    def require(
        self,
        record_type: RecordType,
        origin: int,
        writes: Mapping[str, Sequence[Any]] | None = None,
        record_id: str = "",
    ) -> None:
        """Refuse what others would keep apart, before it is written.

        Raises:
            NotAllowed: this is not for this laptop; the message says who can.
        """
        if not self.permits(record_type.name, origin, writes or {}, record_id):
            raise _not_permitted(record_type, writes or {})

    def _origin(self, origin: int) -> tuple[str, str]:
        if origin not in self._origins:
            row = self.conn.execute(
                "SELECT stream, dev FROM origin WHERE n = ?", (origin,)
            ).fetchone()
            self._origins[origin] = (row["stream"], laptop_of(row["dev"])) if row else ("", "")
        return self._origins[origin]

    def _writer(self, laptop: str) -> Writer | None:
        if laptop not in self._writers:
            self._writers[laptop] = writer(self.conn, laptop)
        return self._writers[laptop]

    def _owner(self, stream: str) -> str | None:
        if stream not in self._owners:
            row = self.conn.execute(
                "SELECT value FROM setting WHERE name = ?", (f"owner.{stream}",)
            ).fetchone()
            self._owners[stream] = row[0] if row else None
        return self._owners[stream]
