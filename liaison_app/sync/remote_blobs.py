"""Attached files over a shared place: after everything else, a little at a time.

An exchange calls this last, when all that people wrote is there already, so no photo can hold a
word back. What is here and not there is put in parts, oldest first; what is wanted here is fetched.
One exchange moves so much and no more, and the next goes on where it ended: parts that lie there
are not put again. A file that does not go is left with its reason, and the next one has its turn.

Whoever holds a file may put it: its name says what it must be. So one that is damaged there is put
again by anybody who is asked, and nobody has to be trusted with it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from liaison_app.errors import (
    NoRoom,
    ReadOnlyPlace,
    RemoteAway,
    RemoteFull,
    RemoteTrouble,
    RemoteWrong,
)
from liaison_app.language.catalogues import N_, _
from liaison_app.remotes.protocol import Missing, Taken
from liaison_app.sync import blob_book, blob_fetching, blob_parts, peers, remote_state, rosters
from liaison_app.sync.blob_book import Kept, Move
from liaison_app.sync.roster_entries import ADMIN, COORDINATOR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from liaison_app.remotes.protocol import Remote
    from liaison_app.store.driver import Connection
    from liaison_app.sync.remote_state import State
    from liaison_app.workspace import Workspace

MOST_AT_ONCE = 32 * 1024 * 1024
"""Bytes that one exchange puts and fetches, about."""
LONGEST = timedelta(seconds=60)
"""It begins no further part after this."""
_MOST_TROUBLE = 3  # files that did not go, of one exchange: then it is not about the files

UNREADABLE = N_("The file is damaged on this laptop")
NOT_KEPT = N_("The shared place does not keep it as it was put there")


@dataclass
class Carried:
    """What became of attached files in one exchange.

    Attributes:
        put: files of which this laptop put a part, and that lie there whole since.
        fetched: files that came.
        deleted: parts that were deleted, because their files were erased.
        moved: bytes that went either way.
        more: it did its share, and another exchange may go on at once.
    """

    put: int = 0
    fetched: int = 0
    deleted: int = 0
    moved: int = 0
    more: bool = False


class _Enough(Exception):
    """One exchange has done its share."""


@dataclass
class Carrying:
    """Carries attached files to one remote and from it.

    Attributes:
        workspace: this laptop's.
        remote: the place.
        n: its local number.
        state: what is known of it.
        step: called with (parts done, parts in all); raises `Cancelled` to stop.
        eager: somebody asked for it: also what was left for later is tried now.
    """

    workspace: Workspace
    remote: Remote
    n: int
    state: State
    step: Callable[[int, int], object]
    eager: bool = False
    done: Carried = field(default_factory=Carried)
    _lists: dict[str, dict[str, int]] = field(default_factory=dict)
    _steps: int = 0
    _all_steps: int = 0
    _trouble: int = 0
    _laid: int = 0
    _began: datetime | None = None

    def run(self, lost: Iterable[str] = ()) -> Carried:
        """Delete what was erased, put what is not there, fetch what is wanted.

        Trouble with a file is noted with it; so is that the place is away.

        Args:
            lost: names of files that somebody looks for in vain.

        Raises:
            Locked, Cancelled: what was done stays, and is known.
        """
        workspace = self.workspace
        self._began = workspace.now()
        self._doubt({blob for name in lost if (blob := blob_parts.blob_of(name))})
        folder = workspace.shared.opened.folder.blobs
        here = blob_book.here(folder)
        files = workspace.reading(blob_book.live)
        blob_fetching.sweep(folder, {one.blob for one in files})
        erased, going, coming = workspace.reading(lambda conn: self._tasks(conn, files, here))
        self._all_steps = sum(max(1, blob_parts.count(one.size)) for one in (*going, *coming))
        try:
            for blob in erased:
                self._delete_or_leave(blob)
            for one in going:
                self._put_or_leave(one)
            for one in coming:
                self._fetch_or_leave(one)
        except _Enough:
            self.done.more = True
        except RemoteTrouble:
            pass  # it is noted with the files, and all else was done before
        return self.done

    # --- what there is to do

    def _tasks(
        self, conn: Connection, files: Sequence[Kept], here: set[str]
    ) -> tuple[list[str], list[Kept], list[Kept]]:
        """Give what to delete, what to put, and what to fetch: what was asked for first."""
        now = self.workspace.now()
        noted = blob_book.put_there(conn, self.n, self._place)
        wanted = blob_book.wanted(conn)
        rule = blob_fetching.rule(conn)

        def due(moves: Mapping[str, Move], blob: str) -> bool:
            return self.eager or blob not in moves or moves[blob].is_due(now)

        erased = [
            blob
            for blob in self._to_delete(conn)
            if _state(noted, blob) != blob_book.GONE and due(noted, blob)
        ]
        going = [
            one
            for one in files
            if one.blob in here
            and _state(noted, one.blob) != blob_book.THERE
            and due(noted, one.blob)
        ]
        coming = [
            one
            for one in files
            if one.blob not in here
            and (one.blob in wanted or rule.lets(one.size))
            and due(wanted, one.blob)
        ]
        asked = {blob for blob, move in wanted.items() if move.asked}
        # Those that the place refuses come last, or several would keep all others for ever.
        going.sort(key=lambda one: noted[one.blob].tries if one.blob in noted else 0)
        return erased, going, sorted(coming, key=lambda one: one.blob not in asked)

    def _to_delete(self, conn: Connection) -> list[str]:
        """Give the erased files whose parts are for this laptop to delete."""
        roles = rosters.known(conn).roles_of(peers.laptop_of(self.workspace.device))
        if {ADMIN, COORDINATOR}.intersection(roles):
            return blob_book.erased(conn)
        put = blob_book.ever_put(conn, self.n)
        return [blob for blob in blob_book.erased(conn) if blob in put]

    @property
    def _place(self) -> str:
        return blob_book.place_of(self.state)

    def _doubt(self, blobs: set[str]) -> None:
        if blobs:
            self._write(lambda conn: blob_book.doubt(conn, self.n, self._place, blobs))

    # --- putting

    def _put_or_leave(self, one: Kept) -> None:
        """Put a file; one that does not go is left with the reason."""
        move = self._noted(one.blob)
        try:
            self._put(one, move)
        except RemoteTrouble as error:
            state, why = _kept_by(error, move)
            before = self._noted(one.blob)
            self._note(before.failed(state, why, self.workspace.now()))
            self._count_trouble(error)
        except OSError:
            self._note(move.failed(blob_book.STUCK, _(UNREADABLE), self.workspace.now()))

    def _count_trouble(self, error: RemoteTrouble) -> None:
        """One photo may be too large, or one request too long; several say that it is the place."""
        self._trouble += 1
        if self._trouble >= _MOST_TROUBLE or (isinstance(error, RemoteAway) and self._trouble > 1):
            raise error

    def _put(self, one: Kept, before: Move) -> None:
        path = self.workspace.shared.opened.folder.blobs / one.blob
        size = path.stat().st_size
        of = blob_parts.count(size)
        if of > blob_parts.MOST_PARTS or not blob_parts.is_whole(path):
            raise OSError  # `check` finds it as well, and says what to do
        doubted = before.state == blob_book.DOUBTED
        there = set() if doubted else self._whole_parts(one.blob, size, of)
        done = before.done if doubted else 0
        move = replace(before, parts=of, done=done, why="", state=before.state if doubted else "")
        self._note(move)  # first, so that whoever erases it knows what to delete
        laid = self._laid
        for number in range(done, of):
            self._advance()
            if number in there:
                continue
            self._mind_the_limit()
            if not self._lay(one, number, of):
                self._note(move.failed(blob_book.STUCK, _(NOT_KEPT), self.workspace.now()))
                return
            move = replace(move, done=number + 1)
            self._note(move)
        self._note(Move(one.blob, blob_book.THERE, done=of, parts=of))
        self.done.put += self._laid > laid  # else a colleague had put it all

    def _lay(self, one: Kept, number: int, of: int) -> bool:
        """Put a part; says whether it lies there as it must. What is torn or wrong gives way."""
        path = self.workspace.shared.opened.folder.blobs / one.blob
        name = blob_parts.name_of(one.blob, number)
        raw = blob_parts.cut(path, one.blob, number, of)
        for _again in range(2):
            try:
                self.remote.put(name, raw)
            except Taken:
                if self._is(name, raw):
                    return True
                self.remote.delete(name)
                continue
            self.done.moved += len(raw)
            self._laid += 1
            return True
        return False

    def _is(self, name: str, raw: bytes) -> bool:
        try:
            there = self.remote.get(name, most=blob_parts.MOST_BYTES)
        except (Missing, RemoteWrong):
            return False
        self.done.moved += len(there)
        return there == raw

    def _whole_parts(self, blob: str, size: int, of: int) -> set[int]:
        """Give the parts that lie there with as many bytes as they have."""
        listed = self._listed(blob_parts.folder_of(blob))
        return {
            number
            for number in range(of)
            if listed.get(blob_parts.name_of(blob, number).rpartition("/")[2])
            in (-1, blob_parts.size_of(size, number, of))
        }

    def _listed(self, folder: str) -> dict[str, int]:
        if folder not in self._lists:
            self._lists[folder] = {one.name: one.size for one in self.remote.list(folder)}
        return self._lists[folder]

    # --- fetching

    def _fetch_or_leave(self, one: Kept) -> None:
        """Fetch a file that is wanted; one that does not come is left with the reason."""

        def step(_done: int, _parts: int) -> None:
            self._advance()
            self._mind_the_limit(fetching.size)

        fetching = blob_fetching.Fetching(self.workspace, self.remote, step, patient=False)
        try:
            came = fetching.run(one)
        except (NoRoom, ReadOnlyPlace):
            return  # what people wrote has the rest of the disk; it is tried again
        except RemoteTrouble as error:
            self._count_trouble(error)
            return
        finally:
            self.done.moved += fetching.size
        self.done.fetched += came
        parts = fetching.parts
        if came and parts:  # else it was here already, and may have come from elsewhere
            self._note(Move(one.blob, blob_book.THERE, done=parts, parts=parts))

    # --- what was erased

    def _delete_or_leave(self, blob: str) -> None:
        """Delete the parts of an erased file: nobody can read them, and nobody shall keep them."""
        try:
            left = self._delete(blob)
        except RemoteTrouble as error:
            self._leave_parts(blob)
            self._count_trouble(error)
            return
        if left:
            self._leave_parts(blob)
        else:
            self._note(Move(blob, blob_book.GONE))

    def _leave_parts(self, blob: str) -> None:
        self._note(self._noted(blob).failed(blob_book.STUCK, "", self.workspace.now()))

    def _delete(self, blob: str) -> bool:
        """Delete parts; says whether any are there still, which some places keep."""
        before, names = self._noted(blob), self._parts_there(blob)
        # A listing may leave out what lies there.
        names |= {blob_parts.name_of(blob, number) for number in range(before.parts)}
        for name in sorted(names):
            self.step(0, 0)
            self.remote.delete(name)
            self.done.deleted += 1
        self._lists.pop(blob_parts.folder_of(blob), None)
        return bool(names) and bool(self._parts_there(blob))

    def _parts_there(self, blob: str) -> set[str]:
        folder = blob_parts.folder_of(blob)
        names = (f"{folder}/{name}" for name in self._listed(folder))
        return {name for name in names if blob_parts.blob_of(name) == blob}

    # --- inside

    def _advance(self) -> None:
        self.step(min(self._steps, self._all_steps), self._all_steps)
        self._steps += 1

    def _mind_the_limit(self, coming: int = 0) -> None:
        """Begin another part only if this exchange has not done its share."""
        began = self._began or self.workspace.now()
        late = self.workspace.now() - began > LONGEST
        moved = self.done.moved + coming
        if moved and (late or moved >= MOST_AT_ONCE):
            raise _Enough

    def _noted(self, blob: str) -> Move:
        noted = self.workspace.reading(lambda conn: blob_book.put_there(conn, self.n, self._place))
        return noted.get(blob) or Move(blob)

    def _note(self, move: Move) -> None:
        self._write(lambda conn: blob_book.note_put(conn, self.n, self._place, move))

    def _write(self, work: Callable[[Connection], object]) -> None:
        remote_state.note(self.workspace, "sync", work)


def _kept_by(error: RemoteTrouble, before: Move) -> tuple[str, str]:
    """What keeps a file, and why in words; that a place is away does not make room on it."""
    if isinstance(error, RemoteFull):
        return blob_book.FULL, str(error)
    if isinstance(error, RemoteAway) and before.state == blob_book.FULL:
        return blob_book.FULL, before.why
    return blob_book.STUCK, "" if isinstance(error, RemoteAway) else str(error)


def _state(noted: Mapping[str, Move], blob: str) -> str:
    return noted[blob].state if blob in noted else ""
