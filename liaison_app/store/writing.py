"""The one writer: turns what a person did into ops, and applies them in the same transaction.

Nothing else appends ops or writes record tables. A local op is stamped above every live sibling of
the cells it touches, without moving the clock, so that after a save the value shown is the one
saved even beside a laptop whose clock is weeks ahead.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from liaison_app.errors import InvalidValue, UnknownRecord
from liaison_app.language.catalogues import _
from liaison_app.records import TYPES, Merge, Record, RecordType, Stream
from liaison_app.records.values import Stored, stored_fields, to_record, to_stored
from liaison_app.store import caseloads, clock, erasing, fresh, merge, natural_keys, ops
from liaison_app.store.applying import Siblings, State, load, take
from liaison_app.store.changes import Add, Change, Lift, Put, Redact, Remove, Reopen, Touched
from liaison_app.store.families import households_of, types_of
from liaison_app.store.hiding import emptied_for_good, redactions_of, to_empty
from liaison_app.store.merge import DELETED, REDACT
from liaison_app.store.ops import Op
from liaison_app.store.putting import Putting

if TYPE_CHECKING:
    from datetime import datetime

    from liaison_app.store.driver import Connection

_AT_A_TIME = 500  # changes between two reports of progress
Progress = Callable[[int, int], object]
"""Called with steps done and steps in all; it raises `Cancelled` to stop, and nothing is kept."""


@dataclass(frozen=True)
class Author:
    """Who writes: this laptop, the streams it writes into, its time and its sources of new ids.

    `keyed_id` makes the id of a record whose type has a key: from the type's name and the key.
    `person` is the id of who works here.
    """

    device: str
    streams: Mapping[Stream, str]
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    keyed_id: Callable[[str, str], str]
    person: str = ""


@dataclass
class _Thread:
    """One stream's part of an action: its origin, first and last sequence numbers."""

    origin: int
    first: int
    last: int


@dataclass
class Writing:
    """One action being written, inside the transaction that the caller began."""

    conn: Connection
    author: Author
    action: str
    link: Mapping[str, Any] = field(default_factory=dict)
    number: int = 0
    emptied: bool = False  # words went for good
    _threads: dict[str, _Thread] = field(default_factory=dict)
    _stamp: int = 0
    _streams: ops.Streams = field(init=False)
    _written: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._streams = ops.Streams(self.conn)
        self._watch = erasing.Watch(self.conn)

    def run(self, changes: Sequence[Change], progress: Progress | None = None) -> tuple[str, ...]:
        """Write all changes and give the ids of their records.

        Args:
            changes: in order; a later one may refer to a record that an earlier one adds.
            progress: called with (done, all) now and then; raises `Cancelled` to stop.

        Raises:
            InvalidValue: a value does not fit; the transaction must be rolled back.
            UnknownRecord: a change names a record that is not there.
            Cancelled: by `progress`; the transaction must be rolled back.
        """
        written: list[str] = []
        for done in range(0, len(changes), _AT_A_TIME):
            if progress:
                progress(done, len(changes))
            written += self._some(changes[done : done + _AT_A_TIME])
        if self._stamp:
            self.conn.execute("UPDATE clock SET hlc = ? WHERE n = 1", (self._stamp,))
        if progress:
            progress(len(changes), len(changes))
        return tuple(written)

    def touched(self, by: object, ids: tuple[str, ...]) -> Touched:
        """Say what was written."""
        return Touched(
            types=types_of(self._written),
            households=households_of(self.conn, self._written),
            action=self.action,
            by=by,
            number=self.number,
            ids=ids,
        )

    def _some(self, changes: Sequence[Change]) -> list[str]:
        added = [change.record for change in changes if isinstance(change, Add)]
        many = len(added) == len(changes) >= fresh.WORTH_IT and fresh.all_new(self.conn, added)
        if many and not any(map(self._watch.concerns_new, added)):
            return self._add_all(added)
        return [self._one(change) for change in changes]

    def _add_all(self, records: Sequence[Record]) -> list[str]:
        """As `_add` for each, with fewer statements."""
        new = []
        for record in records:
            record_type = record.TYPE
            _obey(record)
            values = stored_fields(record)
            self._check_references(record_type, values)
            thread, action = self._thread(self.author.streams[record_type.stream])
            self._streams.rights.require(record_type, thread.origin)
            thread.last += 1
            new.append(
                fresh.New(
                    origin=thread.origin,
                    seq=thread.last,
                    hlc=self._tick(),
                    act=thread.first,
                    action=action,
                    type=record_type.name,
                    id=record.id,
                    values=values,
                )
            )
            self._written[record.id] = record_type.name
        first = fresh.take_new(self.conn, new)
        self.number = self.number or first
        return [record.id for record in records]

    def _one(self, change: Change) -> str:
        match change:
            case Add(record, caseload):
                return self._add(record, caseload)
            case Put(cls, record_id, values, settle):
                self._put(cls.TYPE, record_id, values, settle=settle)
                return record_id
            case Remove(cls, record_id):
                self._put(cls.TYPE, record_id, {DELETED: True}, settle=False)
                return record_id
            case Redact(cls, record_id, name, revision):
                self._redact(cls.TYPE, record_id, name, revision)
                return record_id
            case Lift(cls, record_id, name):
                self._redaction(cls.TYPE, record_id, name, value=False)
                return record_id
            case Reopen(cls, record_id, name, values):
                self._reopen(cls.TYPE, record_id, name, values)
                return record_id

    def _reopen(
        self, record_type: RecordType, record_id: str, name: str, values: Sequence[Stored]
    ) -> None:
        over: Sequence[merge.Dot] | None = None
        for value in values:  # the first replaces the answer, the others nothing
            state = self._existing(record_type, record_id)
            live = state.cells.live.get(name, ())
            above = max((s.hlc for s in Siblings(self.conn).of(live, name)), default=0)
            writes = {name: [value, *(live if over is None else over)]}
            self._write(record_type, record_id, writes, state, above)
            over = ()

    def _add(self, record: Record, caseload: str | None) -> str:
        record_type = record.TYPE
        if record.id and load(self.conn, record_type.name, record.id).n:
            raise _there_already()
        _obey(record)
        values = stored_fields(record)
        self._check_references(record_type, values)
        record_id = record.id or self.author.new_id()
        if record_type.stream is Stream.SEALED:
            record_id = caseloads.sealed_id(self.conn, self.author, record, record_id, caseload)
        if record_type.key:
            record_id = self._keyed(record, values) or record_id
            if load(self.conn, record_type.name, record_id).n:  # removed once; now it is back
                every = {name: getattr(record, name) for name in record_type.fields}
                self._put(record_type, record_id, {DELETED: False, **every}, settle=False)
                return record_id
        writes: dict[str, list[Any]] = {DELETED: [False]}
        writes.update({name: [value] for name, value in values.items()})
        self._write(record_type, record_id, writes, State(0, merge.Cells()), 0)
        return record_id

    def _keyed(self, record: Record, values: Mapping[str, Stored]) -> str:
        """Give the id that the record's key makes; empty if it has one or that one has another."""
        record_type = record.TYPE
        if natural_keys.taken(self.conn, record_type, values):
            raise _there_already()
        if record.id:
            return ""
        keyed = self.author.keyed_id(record_type.name, natural_keys.key_of(record_type, values))
        used = self.conn.execute(
            f"SELECT 1 FROM {record_type.name} WHERE id = ? AND NOT deleted",  # noqa: S608
            (keyed,),
        ).fetchone()
        return "" if used else keyed

    def _put(
        self, record_type: RecordType, record_id: str, values: Mapping[str, object], *, settle: bool
    ) -> None:
        state = self._existing(record_type, record_id)
        stored = _checked(record_type, values)
        self._check_references(record_type, stored)
        row = self.conn.execute(
            f"SELECT * FROM {record_type.name} WHERE n = ?",  # noqa: S608  (a declared type's name)
            (state.n,),
        ).fetchone()
        leads = self._streams.rights.leads(self.author.device)
        put = Putting(self.conn, record_type, row, state.cells, settle=settle, leads=leads)
        for name, value in stored.items():
            put.field(name, value)
        put.consent(renews="undoes" not in self.link)
        put.removal(stored)
        if not put.writes.keys().isdisjoint(record_type.key) and natural_keys.taken(
            self.conn, record_type, {**dict(row), **stored}, besides=record_id
        ):
            raise _there_already()
        if put.writes:
            before = to_record(record_type.cls, dict(row))
            if not _broken(before):  # what a merge or a redaction broke may still be edited
                _obey(to_record(record_type.cls, {**dict(row), **stored}))
            self._write(record_type, record_id, put.writes, state, put.above)

    def _redact(
        self, record_type: RecordType, record_id: str, name: str, revision: int | None
    ) -> None:
        future = self._streams.rights.may_empty_all(record_type.name, self.author.device)
        value = to_empty(self.conn, (record_type.name, record_id), name, revision, future=future)
        self._redaction(record_type, record_id, name, value=value)

    def _redaction(self, record_type: RecordType, record_id: str, name: str, *, value: Any) -> None:
        self.emptied = True
        state = self._existing(record_type, record_id)
        if name not in record_type.fields:
            raise _no_field(record_type, name)
        if record_type.rows is Merge.LEDGER:
            raise _ledger(record_type)
        over = list(state.cells.live.get(REDACT + name, ()))
        if value is False:
            over = sorted({*over, *redactions_of(self.conn, record_id, name, record_type.name)})
        self._write(record_type, record_id, {REDACT + name: [value, *over]}, state, 0)

    def _existing(self, record_type: RecordType, record_id: str) -> State:
        state = load(self.conn, record_type.name, record_id)
        if not state.n:
            raise UnknownRecord(
                _("There is no {kind} with this id.").format(kind=_(record_type.label))
            )
        return state

    def _write(
        self,
        record_type: RecordType,
        record_id: str,
        writes: dict[str, list[Any]],
        state: State,
        above: int,
    ) -> None:
        self._say_lifted(record_type, record_id, writes, state)
        if self._watch.concerns(record_type.name, record_id, writes):
            erasing.say_so(self.conn, (record_type.name, record_id), writes)
        thread, action = self._thread(self._stream(record_type, record_id))
        self._streams.rights.require(record_type, thread.origin, writes, record_id)
        thread.last += 1
        op = Op(
            origin=thread.origin,
            seq=thread.last,
            hlc=min(max(self._tick(), above + 1), clock.STAMP_LIMIT - 1),
            act=thread.first,
            type=record_type.name,
            id=record_id,
            body=ops.encode(writes),
            action=action,
        )
        taken = take(self.conn, op, state, self._streams)
        self.number = self.number or taken.n
        self.emptied = (taken.erased and self._watch.look_again()) or self.emptied
        self._written[record_id] = record_type.name

    def _say_lifted(
        self, record_type: RecordType, record_id: str, writes: dict[str, list[Any]], state: State
    ) -> None:
        # A write made after a lift says so itself (merge.py), whatever order ops arrive in.
        for name in [n for n in writes if REDACT + n in state.cells.live]:
            if emptied_for_good(self.conn, state.cells, name):
                raise InvalidValue(
                    _("This field was emptied for good. Lift that first to write in it again.")
                )
            live = state.cells.live[REDACT + name]
            over = sorted({*live, *redactions_of(self.conn, record_id, name, record_type.name)})
            writes[REDACT + name] = [False, *over]

    def _stream(self, record_type: RecordType, record_id: str) -> str:
        if record_type.stream is Stream.SEALED:
            return caseloads.stream_of_id(self.conn, record_id)
        return self.author.streams[record_type.stream]

    def _thread(self, stream: str) -> tuple[_Thread, str | None]:
        if stream in self._threads:
            return self._threads[stream], None
        origin = ops.origin_number(self.conn, stream, self.author.device)
        last = ops.last_seq(self.conn, origin)
        self._threads[stream] = thread = _Thread(origin, last + 1, last)
        action: dict[str, Any] = {"name": self.action, **self.link}
        others = [t for s, t in self._threads.items() if s != stream]
        if others:  # an action over two streams: its later part names the first
            action["with"] = [others[0].origin, others[0].first]
        return thread, ops.encode(action)

    def _tick(self) -> int:
        if not self._stamp:
            self._stamp = self.conn.execute("SELECT hlc FROM clock WHERE n = 1").fetchone()[0]
        self._stamp = clock.tick(self._stamp, self.author.now())
        return self._stamp

    def _check_references(self, record_type: RecordType, values: Mapping[str, Stored]) -> None:
        for name, refers_to in record_type.references.items():
            value = values.get(name)
            if not value or self._written.get(str(value)) == refers_to:
                continue
            found = self.conn.execute(
                f"SELECT 1 FROM {refers_to} WHERE id = ?",  # noqa: S608  (a declared type's name)
                (value,),
            ).fetchone()
            if not found:
                spec = record_type.fields[name]
                raise InvalidValue(
                    _("“{field}” names a {kind} that is not there.").format(
                        field=_(spec.field.label), kind=_(TYPES[refers_to].label)
                    )
                )


def _obey(record: Record) -> None:
    problem = _broken(record)
    if problem:
        raise InvalidValue(_(problem))


def _broken(record: Record) -> str:
    """Give what the record's own rule says against it (not translated), if anything."""
    rule = record.TYPE.rule
    return rule(record) if rule and not record.deleted else ""


def _checked(record_type: RecordType, values: Mapping[str, object]) -> dict[str, Stored]:
    stored: dict[str, Stored] = {}
    for name, value in values.items():
        if name == DELETED and isinstance(value, bool):
            stored[name] = value
            continue
        if record_type.rows is Merge.LEDGER:
            raise _ledger(record_type)
        spec = record_type.fields.get(name)
        if spec is None:
            raise _no_field(record_type, name)
        stored[name] = to_stored(spec, value)
    return stored


def _there_already() -> InvalidValue:
    return InvalidValue(_("This record is already there; change it instead."))


def _no_field(record_type: RecordType, name: str) -> InvalidValue:
    return InvalidValue(
        _("“{kind}” has no field “{field}”. It has: {fields}.").format(
            kind=_(record_type.label), field=name, fields=", ".join(record_type.fields)
        )
    )


def _ledger(record_type: RecordType) -> InvalidValue:
    return InvalidValue(
        _("“{kind}” cannot be changed afterwards; add another one that corrects it.").format(
            kind=_(record_type.label)
        )
    )
