"""The open workspace: passed in, never global. It owns the clock, the random source and the writer.

`commit` is the only way anything is written: one user action is one transaction is one undo step.
"""

from __future__ import annotations

import uuid
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Self, TypeVar

from liaison_app.errors import Locked, UnknownRecord, WorkspaceInUse
from liaison_app.language.catalogues import _
from liaison_app.records import Record, Stream
from liaison_app.records.values import to_record
from liaison_app.remembered import forget
from liaison_app.sources import Clock, RandomSource, SystemRandom, now_utc
from liaison_app.store import drafts, settings
from liaison_app.store.changes import Add, Change, Lift, Put, Redact, Remove, Touched, Written
from liaison_app.store.drafts import Draft
from liaison_app.store.driver import Connection, connect, translated, widen
from liaison_app.store.families import households_of, types_of
from liaison_app.store.named_ids import named_id
from liaison_app.store.shared import Shared, Subscriber
from liaison_app.store.transacting import transact
from liaison_app.store.writing import Author, Progress, Writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date, datetime

__all__ = [
    "Add",
    "Change",
    "Clock",
    "Draft",
    "Lift",
    "Put",
    "RandomSource",
    "Redact",
    "Remove",
    "Shared",
    "SystemRandom",
    "Touched",
    "Workspace",
    "now_utc",
]

R = TypeVar("R", bound=Record)
T = TypeVar("T")


class Workspace:
    """One person's view of the open workspace, on one database connection.

    A worker thread takes its own view with `elsewhere()`. Drafts have a connection of their own and
    never wait for a commit.
    """

    def __init__(
        self, shared: Shared, conn: Connection, clock: Clock, random: RandomSource
    ) -> None:
        self.shared = shared
        self.random = random
        self._own = None if conn is shared.opened.database else conn
        self._clock = clock
        if self._own is None:
            shared.look_again()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_details: object) -> None:
        self.close()

    # --- time and names

    @property
    def root(self) -> str:
        """What ids that follow from names are made of, the same on every laptop of a team."""
        return self.shared.root

    @property
    def person(self) -> str:
        """The id of who works here."""
        return self.shared.person

    @property
    def practice(self) -> bool:
        """Whether nothing of this is real."""
        return self.shared.practice

    @property
    def device(self) -> str:
        """This laptop and its incarnation, which taking in a file in another thread may change."""
        return settings.get(self.conn, "device")

    def now(self) -> datetime:
        """The time, in UTC."""
        return self._clock()

    def today(self) -> date:
        """The date where the laptop is."""
        return self._clock().astimezone().date()

    def new_id(self) -> str:
        """Make a record id: a random UUID from the injected source."""
        return str(uuid.UUID(int=self.random.getrandbits(128), version=4))

    def imported_id(self, source: str, record_type: str, key: str) -> str:
        """Give the id of a record that another system keys, the same on every laptop."""
        return named_id(self.shared.root, f"{source}|{record_type}|{key}")

    # --- reading

    @property
    def conn(self) -> Connection:
        """The database connection, for the rooms below `actions`.

        Raises:
            Locked: the workspace was locked meanwhile.
        """
        if self.shared.closed:
            raise _locked()
        return self._own or self.shared.opened.database

    def get(self, cls: type[R], record_id: str) -> R:
        """Read one record, removed ones included.

        Raises:
            UnknownRecord: there is none with this id.
        """
        sql = f"SELECT * FROM {cls.TYPE.name} WHERE id = :id"  # noqa: S608  (a declared type)
        rows = self.read(sql, {"id": record_id})
        if not rows:
            raise UnknownRecord(
                _("There is no {kind} with this id.").format(kind=_(cls.TYPE.label))
            )
        return to_record(cls, rows[0])

    def all(self, cls: type[R], **equal: object) -> list[R]:
        """Read the records whose fields equal these stored values, in the order they were made."""
        tests = "".join(f" AND {name} = :{name}" for name in equal)
        rows = self.read(
            f"SELECT * FROM {cls.TYPE.name} WHERE NOT deleted{tests} ORDER BY n",  # noqa: S608
            equal,
        )
        return [to_record(cls, row) for row in rows]

    def read(self, sql: str, values: Mapping[str, object] | None = None) -> list[Any]:
        """Run one SELECT. Tables are record types, columns are fields, `n`, `id` and `deleted`."""
        with translated():
            return list(self.conn.execute(sql, dict(values or {})).fetchall())

    def reading(self, question: Callable[[Connection], T]) -> T:
        """Ask a function of the store; what the driver says becomes sentences for people."""
        with translated():
            return question(self.conn)

    def interrupt(self) -> None:
        """Stop what another thread is reading on this view; it raises `Cancelled` there."""
        (self._own or self.shared.opened.database).interrupt()

    def setting(self, name: str, default: str = "") -> str:
        """Read a fact about the workspace that stays on this laptop."""
        return settings.get(self.conn, name, default)

    def put_setting(self, name: str, value: str) -> None:
        """Write a fact about the workspace that stays on this laptop."""
        with self.shared.writing:
            settings.put(self.conn, name, value)

    # --- writing

    @property
    def busy(self) -> bool:
        """Whether a long commit is being written elsewhere, so that a commit would wait."""
        free = self.shared.writing.acquire(blocking=False)
        if free:
            self.shared.writing.release()
        return not free

    def commit(
        self,
        action: str,
        changes: Sequence[Change],
        *,
        by: object = None,
        discard_draft: str = "",
        undoes: tuple[int, int] | None = None,
        progress: Progress | None = None,
    ) -> Touched:
        """Write one action, all of it or nothing.

        Args:
            action: its name, such as `visit.record`; it is kept for ever.
            changes: in order; a later one may refer to a record added by an earlier one.
            by: handed back in `Touched`, so that a page can recognise its own commits.
            discard_draft: the draft that these changes save.
            undoes: (origin, act) of the action that this one undoes.
            progress: called with (done, all); raises `Cancelled` to stop, and nothing is kept.

        Raises:
            InvalidValue, UnknownRecord: a change cannot be made.
            NoRoom, ReadOnlyPlace, Locked, Cancelled: nothing was written.
        """
        link = {"undoes": list(undoes)} if undoes else {}
        with self.shared.writing:
            self._first_things()
            writing = Writing(self.conn, self._author(), action, link)

            def write(_conn: Connection) -> tuple[tuple[str, ...], bool]:
                ids = writing.run(changes, self._unless_locked(progress))
                self._mark_saved(discard_draft)
                return ids, writing.emptied

            touched = writing.touched(by, transact(self.shared, self.conn, write, len(changes)))
        if discard_draft:
            self.discard_draft(discard_draft)
        if touched.number:
            self.tell(touched)
        return touched

    def receive(
        self, action: str, work: Callable[[Connection], Written], *, changes: int, by: object = None
    ) -> Touched:
        """Let what came from other laptops be written, all of it or nothing, and tell everybody.

        Args:
            action: what this is called, such as `bundle.import`; it is kept nowhere.
            work: writes inside the transaction, and says what it wrote.
            changes: about how many changes there are.
            by: handed back in `Touched`.

        Raises:
            NoRoom, ReadOnlyPlace, Locked, and what `work` raises: nothing was written.
        """
        with self.shared.writing:
            self._first_things()

            def write(conn: Connection) -> tuple[Written, bool]:
                found = work(conn)
                return found, found.redacted

            written = transact(self.shared, self.conn, write, changes)
            touched = Touched(
                types=types_of(written.records),
                households=households_of(self.conn, written.records),
                action=action,
                by=by,
            )
        if touched.types:
            self.tell(touched)
        return touched

    def _first_things(self) -> None:
        first = self.shared.before_writing
        if first:
            first(self.conn)
            self.shared.before_writing = None

    def tell(self, touched: Touched) -> None:
        """Tell every subscriber what was written."""
        for subscriber in list(self.shared.subscribers):
            subscriber(touched)

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Call `subscriber` after each commit, in the thread of the commit; gives a way to stop."""
        self.shared.subscribers.append(subscriber)
        return partial(self.shared.let_go, subscriber)

    # --- drafts

    def keep_draft(self, draft: Draft) -> None:
        """Keep what is being typed, durably.

        Raises:
            NoRoom, ReadOnlyPlace: it could not be kept.
        """
        with self.shared.drafting:
            drafts.keep(self._drafts(), draft)

    def draft(self, draft_id: str) -> Draft | None:
        """Give a draft, if there is one."""
        with self.shared.drafting:
            return drafts.find(self._drafts(), draft_id)

    def drafts(self) -> list[Draft]:
        """Give all drafts, newest first."""
        with self.shared.drafting:
            return drafts.every(self._drafts())

    def discard_draft(self, draft_id: str) -> bool:
        """Delete a draft; says whether there was one."""
        with self.shared.drafting:
            return drafts.discard(self._drafts(), draft_id)

    # --- other threads, end

    @contextmanager
    def elsewhere(self, *, read_only: bool = False, large: bool = False) -> Iterator[Workspace]:
        """Give a view with a connection of its own, for use in one other thread.

        Args:
            read_only: nothing can be written through it.
            large: for work that touches most of the file; it takes up to 128 MB meanwhile.

        Raises:
            Locked: the workspace was locked meanwhile.
        """
        with self.shared.quiet:
            if self.shared.closed:
                raise _locked()
            self.shared.views += 1
        try:
            view = Workspace(self.shared, self._connected(read_only), self._clock, self.random)
            try:
                if large:
                    widen(view.conn)
                yield view
            finally:
                if view._own:
                    view._own.close()
        finally:
            with self.shared.quiet:
                self.shared.views -= 1
                self.shared.quiet.notify_all()
            if self.shared.closed:  # what this work remembered after the others had forgotten
                forget()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep everybody else out while the files are given another key.

        Raises:
            WorkspaceInUse: other work is still under way after ten seconds.
        """
        shared = self.shared
        own = int(self._own is not None)
        with shared.quiet:
            if not shared.quiet.wait_for(lambda: shared.views <= own, timeout=10):
                raise WorkspaceInUse(_("Other work is still under way. Try again when it is done."))
            with shared.writing, shared.drafting:
                if self._own:  # a connection of the former key would be of no more use
                    self._own.close()
                try:
                    yield
                finally:
                    if self._own:
                        self._own = self._connected(read_only=False)

    def close(self) -> None:
        """Close the files, drop the key and what is remembered of families, release the folder.

        Safe to call twice. A commit under way in another thread stops; nothing of it is kept.
        """
        if self.shared.closed:
            return
        self.shared.closed = True
        try:
            with self.shared.writing, self.shared.drafting:
                self.shared.opened.close()
                self.shared.opened.key = b""
                self.shared.subscribers.clear()
                self.shared.lock.release()
        finally:
            forget()

    def _connected(self, read_only: bool) -> Connection:
        opened = self.shared.opened
        return connect(opened.folder.database, opened.key, read_only=read_only)

    def _drafts(self) -> Connection:
        if self.shared.closed:
            raise _locked()
        return self.shared.opened.drafts

    def _unless_locked(self, progress: Progress | None) -> Progress:
        def step(done: int, total: int) -> None:
            if self.shared.closed:
                raise _locked()
            if progress:
                progress(done, total)

        return step

    def _mark_saved(self, draft_id: str) -> None:
        saved = self.draft(draft_id) if draft_id else None
        if saved:
            drafts.mark_saved(self.conn, saved)

    def _author(self) -> Author:
        streams = {stream: settings.get(self.conn, f"stream.{stream}") for stream in Stream}
        keyed_id = partial(self.imported_id, "key")
        return Author(self.device, streams, self.now, self.new_id, keyed_id, self.person)


def _locked() -> Locked:
    return Locked(_("The workspace is locked. Unlock it to go on."))
