"""One simulated laptop: the real writer over a database in memory, which can crash and be put back.

All laptops begin as copies of one whose first families everybody knows.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import sqlcipher3  # noqa: TID251  (a database in memory: `driver.connect` opens files)

from liaison_app.records import Stream
from liaison_app.records.governance import Consent, ConsentState
from liaison_app.records.keeping import Erasure
from liaison_app.records.kits import Kit, MovementReason, StockMovement
from liaison_app.records.partnership import Note, Visit
from liaison_app.records.people import Address, ContactPoint, Household, HouseholdMember, Person
from liaison_app.records.schools import School
from liaison_app.store import applying, drafts, fresh, ops, schema, settings, writing
from liaison_app.store.access import Opened
from liaison_app.store.driver import transaction
from liaison_app.store.ops import Op
from liaison_app.store.shared import Shared
from liaison_app.workspace import Add, Workspace
from tests.sync.simulation.oracle import Change

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import ModuleType

    from liaison_app.store.driver import Connection

STREAMS = {kind: f"{number:016x}" for number, kind in enumerate(Stream, start=0xA0)}
KINDS = {stream: kind for kind, stream in STREAMS.items()}
BEGINNING = datetime(2026, 11, 21, 18, tzinfo=UTC)
_MANY = 3  # new records at once that take the short way; there it is twenty
# What differs from one version of the program to another, and how many records are many.
_OF_A_VERSION = ((ops, "SCHEMA"), (fresh, "SCHEMA"), (writing, "Op"), (fresh, "WORTH_IT"))
_TABLES = (
    *("op", "origin", "parked", "conflict", "clock", "setting", "search_entry"),
    *("erased", "moved"),
)


class Crash(Exception):
    """The laptop went off: the driver never got to the statement."""


@dataclass
class Clock:
    """A clock that only the schedule moves; it is wrong by `off`."""

    moment: datetime = BEGINNING
    off: timedelta = timedelta()
    farthest: datetime = BEGINNING  # the latest it ever showed

    def __call__(self) -> datetime:
        self.farthest = max(self.farthest, self.moment + self.off)
        return self.moment + self.off


@dataclass
class Failing:
    """A connection that goes away before its n-th statement."""

    conn: Connection
    left: int
    failed: bool = False

    @property
    def in_transaction(self) -> bool:
        return bool(self.conn.in_transaction)

    def execute(self, sql: str, *values: Any) -> Any:
        if not sql.startswith("ROLLBACK"):
            self._count()
        return self.conn.execute(sql, *values)

    def executemany(self, sql: str, *values: Any) -> Any:
        self._count()
        return self.conn.executemany(sql, *values)

    def _count(self) -> None:
        self.left -= 1
        if self.left <= 0 and self.conn.in_transaction:
            self.failed = True
            raise Crash


@dataclass
class Backup:
    """A laptop's database at some moment, and what it believed to have sent."""

    conn: Connection
    sent: dict[tuple[str, str], int]
    incarnation: int
    schema: int


@dataclass
class Laptop:
    """A laptop, the name that it writes under, and what it believes to have sent.

    Attributes:
        busy: the types that everybody works on; none: all.
        habits: how often what is done; none: as people do.
        unnoticed: whether it came back from a backup and goes on under its former life's name.
        since: what that backup held under the name: stream to last sequence.
        told_since: the names of what was saved since then, an action each.
    """

    number: int
    conn: Connection
    clock: Clock
    dice: Random
    schema: int = schema.SCHEMA
    incarnation: int = 1
    sent: dict[tuple[str, str], int] = field(default_factory=dict)
    backup: Backup | None = None
    busy: tuple[str, ...] = ()
    habits: tuple[int, ...] = ()
    unnoticed: bool = False
    since: dict[str, int] = field(default_factory=dict)
    told_since: list[list[tuple[str, str, int]]] = field(default_factory=list)
    _names: int = 1

    def __post_init__(self) -> None:
        self.start()

    @property
    def dev(self) -> str:
        return f"{self.number:016x}.{self.incarnation:x}"

    def start(self) -> None:
        """Start the program: what was only in its memory is gone."""
        folder = cast("Any", SimpleNamespace(blobs=Path()))
        opened = Opened(folder, b"", self.conn, _drafts())
        self.workspace = Workspace(
            Shared(opened, [], cast("Any", None)), self.conn, self.clock, self.dice
        )
        if self.workspace.device != self.dev:
            self.workspace.put_setting("device", self.dev)
        for stream in KINDS:
            self.sent.setdefault((stream, self.dev), 0)

    def update(self) -> None:
        """Install the newer program, which can apply what waited for it."""
        self.schema = schema.SCHEMA + 1
        with self.running(), transaction(self.conn):
            applying.replay_parked(self.conn)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Run the version of the program that this laptop has."""
        before = [(module, name, getattr(module, name)) for module, name in _OF_A_VERSION]
        _put(zip(_OF_A_VERSION, _version(self.schema), strict=True))
        try:
            yield
        finally:
            _put(((module, name), value) for module, name, value in before)

    @contextmanager
    def failing(self, statement: int) -> Iterator[Failing]:
        """Let the laptop go off before its n-th statement inside a transaction."""
        shaky = Failing(self.conn, statement)
        self.workspace.shared.opened.database = shaky
        self.workspace._own = None
        try:
            yield shaky
        finally:
            self.workspace.shared.opened.database = self.conn

    def save_backup(self) -> None:
        """Copy the database to a stick that stays in a drawer."""
        if self.backup:
            self.backup.conn.close()
        copy = copied(self.conn)
        self.backup = Backup(copy, dict(self.sent), self.incarnation, self.schema)

    def restore(self) -> None:
        """Put the backup back; nothing shows yet that it is one."""
        if self.backup is None:
            return
        self.conn.close()
        self.conn = copied(self.backup.conn)
        self.sent = dict(self.backup.sent)
        self.incarnation = self.backup.incarnation
        self.since = {stream: self.last(stream, self.dev) for stream in KINDS}
        self.start()
        if self.backup.schema < self.schema:
            self.update()

    def take_new_name(self) -> None:
        """Go on under a name that no other life of this laptop writes under."""
        self._names += 1
        self.incarnation = self._names
        self.start()

    def last(self, stream: str, dev: str) -> int:
        """Give the last sequence that is here of a device in a stream."""
        found = self.conn.execute(
            "SELECT max(seq) FROM op"
            " WHERE origin = (SELECT n FROM origin WHERE stream = ? AND dev = ?)",
            (stream, dev),
        ).fetchone()[0]
        return int(found or 0)

    def held(self) -> dict[tuple[str, str], int]:
        """Give the last sequence that is here, of every device in every stream."""
        rows = self.conn.execute(
            "SELECT stream, dev, (SELECT max(seq) FROM op WHERE op.origin = origin.n) FROM origin"
        )
        return {(stream, dev): last or 0 for stream, dev, last in rows}

    def own(self) -> int:
        """Give how many changes are here under this laptop's name."""
        found = self.conn.execute(
            "SELECT sum((SELECT max(seq) FROM op WHERE op.origin = origin.n)) FROM origin"
            " WHERE dev = ?",
            (self.dev,),
        ).fetchone()[0]
        return int(found or 0)

    def everything(self) -> str:
        """Give a hash of all that the file holds that a crash must not leave behind."""
        total = sha256()
        for table in (*_TABLES, *sorted(RECORDS)):
            for row in self.conn.execute(f"SELECT * FROM {table}"):  # noqa: S608  (constants)
                total.update(repr(tuple(row)).encode())
        return total.hexdigest()

    def close(self) -> None:
        self.conn.close()
        if self.backup:
            self.backup.conn.close()


@cache
def _version(number: int) -> tuple[object, ...]:
    """Give what a version of the program has, in the order of `_OF_A_VERSION`."""
    return (number, number, partial(Op, schema=number), _MANY)


def _put(found: Iterable[tuple[tuple[ModuleType, str], object]]) -> None:
    for (module, name), value in found:
        setattr(module, name, value)


def changes(conn: Connection, condition: str = "1", *values: object) -> list[Change]:
    """Read ops as the rules know them, without the program's help."""
    names = {n: (stream, dev) for n, stream, dev in conn.execute("SELECT * FROM origin")}
    found = []
    rows = conn.execute(
        "SELECT origin, seq, hlc, act, type, id, body FROM op"  # noqa: S608  (constants)
        f" WHERE {condition} ORDER BY n",
        values,
    )
    for origin, seq, hlc, act, type_name, record_id, body in rows:
        writes = {
            name: [_named(names, value) if isinstance(value, list) else value, *_named(names, over)]
            for name, (value, *over) in json.loads(body).items()
        }
        found.append(Change(*names[origin], seq, hlc, act, type_name, record_id, writes))
    return found


def _named(names: dict[int, tuple[str, str]], dots: list[list[int]]) -> list[list[Any]]:
    return [[names[origin][1], seq] for origin, seq in dots]


@cache
def _drafts() -> Connection:
    """Nobody keeps drafts here."""
    conn = connection()
    drafts.prepare(conn)
    return conn


def connection() -> Connection:
    """Give an empty database in memory."""
    conn = sqlcipher3.connect(":memory:", isolation_level=None, check_same_thread=False)
    conn.row_factory = sqlcipher3.Row
    return conn


def copied(conn: Connection) -> Connection:
    """Give a copy of a database."""
    other = connection()
    conn.backup(other)
    return other


@cache
def first() -> Connection:
    """Give the database from which all laptops come: an office's, with families known to all."""
    conn = connection()
    schema.prepare(conn)
    about = {"root": "0" * 32, "person": "", "practice": "0"}
    about |= {f"stream.{kind}": stream for kind, stream in STREAMS.items()}
    for name, value in about.items():
        settings.put(conn, name, value)
    office = Laptop(0, conn, Clock(), Random(0))  # noqa: S311  (repeating is what it is for)
    office.workspace.commit("begin", [Add(record) for record in _beginning(office)])
    return conn


@cache
def known() -> tuple[Change, ...]:
    """Give the changes that every laptop has from the beginning."""
    return tuple(changes(first()))


def _beginning(office: Laptop) -> list[Any]:
    new: Callable[[], str] = office.workspace.new_id
    home, other, child, adult, kit = new(), new(), new(), new(), new()
    return [
        Household(id=home, name="Lopez"),
        Household(id=other, name="Haddad", visit_wishes="ring twice"),
        Person(id=child, given_name="Lan"),
        Person(id=adult, given_name="Amal", is_child=False),
        HouseholdMember(id=new(), household=home, person=child),
        ContactPoint(id=new(), person=adult, value="555-0100"),
        Address(id=new(), household=home, line_1="1 Elm"),
        Visit(id=new(), household=home),
        Note(id=new(), household=home, text="begun"),
        Consent(id=new(), giver=adult, purpose="photo", state=ConsentState.GIVEN),
        School(id=new(), name="North"),
        Kit(id=kit, name="Books"),
        StockMovement(id=new(), kit=kit, change=5, reason=MovementReason.RECEIVED),
    ]


RECORDS: dict[str, Any] = {
    cls.TYPE.name: cls
    for cls in (
        Household,
        Person,
        HouseholdMember,
        ContactPoint,
        Address,
        Visit,
        Note,
        Consent,
        School,
        Kit,
        StockMovement,
        Erasure,
    )
}
