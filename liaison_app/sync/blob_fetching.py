"""Fetching an attached file from a shared place: part by part, kept until it is whole.

What came lies beside the files, under the file's name with `.coming`, and is gone on with the next
time, whatever stopped it. Only when the whole is what its name says does it become the file.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from liaison_app.errors import RemoteAway, RemoteTrouble, RemoteWrong
from liaison_app.remotes.protocol import Missing
from liaison_app.store import settings
from liaison_app.store.durable import put_in_place, write_error
from liaison_app.sync import blob_book, blob_parts, remote_state
from liaison_app.sync.blob_book import Move

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from liaison_app.remotes.protocol import Remote
    from liaison_app.store.driver import Connection
    from liaison_app.sync.blob_book import Kept
    from liaison_app.workspace import Workspace

COMING = ".coming"
_A_MOMENT = 0.2  # seconds between two looks whether the other fetch is over
_UP_TO = "attachments.fetch_up_to"


@dataclass(frozen=True)
class Rule:
    """Which files of colleagues this laptop fetches by itself.

    Attributes:
        up_to: those of so many bytes at most; 0 for none.
    """

    up_to: int = 0

    def lets(self, size: int) -> bool:
        """Whether a file of so many bytes is fetched without being asked for."""
        return size <= self.up_to and self.up_to > 0


def rule(conn: Connection) -> Rule:
    """Give which files are fetched by themselves; none until somebody says so."""
    said = settings.get(conn, _UP_TO, "0")
    return Rule(int(said) if said.isdecimal() else 0)


def set_rule(workspace: Workspace, chosen: Rule) -> None:
    """Let files of colleagues be fetched by themselves, or none."""
    workspace.put_setting(_UP_TO, str(chosen.up_to))


@dataclass
class Fetching:
    """Fetches files from one remote.

    Attributes:
        step: called with (parts here, parts in all; 0 if not known yet) before each part; what it
            raises stops it, and what came is kept.
        patient: wait while another file is fetched; else leave it for another time.
        parts: how many the file has that came last.
        size: bytes that came.
    """

    workspace: Workspace
    remote: Remote
    step: Callable[[int, int], object]
    patient: bool = True
    parts: int = 0
    size: int = 0

    def run(self, one: Kept) -> bool:
        """Fetch a file; says whether it is here now. Why it is not is noted with it.

        Raises:
            RemoteTrouble: it stopped there, and what came before is kept.
            NoRoom, ReadOnlyPlace: this laptop cannot keep it.
            Cancelled, and what `step` raises: what came is kept.
        """
        lock = self.workspace.shared.fetching
        while not lock.acquire(timeout=_A_MOMENT if self.patient else -1, blocking=self.patient):
            if not self.patient:
                return False
            _ = self.workspace.conn  # raises `Locked`
            self.step(0, 0)
        try:
            return self._run(one)
        finally:
            lock.release()

    def _run(self, one: Kept) -> bool:
        folder = self.workspace.shared.opened.folder.blobs
        if (folder / one.blob).exists():
            self._came(one.blob)
            return True
        coming = folder / f"{one.blob}{COMING}"
        try:
            state = self._state_after(one, coming)
            if not state:
                put_in_place(coming, folder / one.blob)
        except OSError as error:
            raise write_error(error) from None
        if state:
            self._failed(one.blob, state, "")
            return False
        self._came(one.blob)
        if not self._is_live(one.blob):  # it was erased meanwhile
            (folder / one.blob).unlink(missing_ok=True)
            return False
        return True

    def _state_after(self, one: Kept, coming: Path) -> str:
        """Fetch; "" if all is here, else why it is not."""
        try:
            state = self._fetch(one, coming)
            # What is torn now may be whole a moment later.
            return self._fetch(one, coming) if state == blob_book.DAMAGED else state
        except Missing:
            return blob_book.MISSING
        except RemoteTrouble as error:
            why = "" if isinstance(error, RemoteAway) else str(error)
            self._failed(one.blob, blob_book.AWAY, why)
            raise

    def _fetch(self, one: Kept, coming: Path) -> str:
        """Fetch what is missing of a file; "" once it is whole, else what is wrong with it."""
        here = _kept_of(coming, one.blob)
        if here < 0:
            return ""
        number, of = here, 0
        while not of or number < of:
            self.step(number, of)
            part = self._part(one.blob, number)
            if part is None or (of and part.of != of):
                self._note(one.blob, number, of)
                return blob_book.DAMAGED
            _append(coming, part.data)
            self.size += len(part.data)
            number, of = number + 1, part.of
            self._note(one.blob, number, of)
        self.parts = of
        if blob_parts.is_whole(coming, one.blob):
            return ""
        coming.unlink()  # some part is not what was attached, and none says which
        self._note(one.blob, 0, of)
        return blob_book.DAMAGED

    def _part(self, blob: str, number: int) -> blob_parts.Part | None:
        name = blob_parts.name_of(blob, number)
        try:
            raw = self.remote.get(name, most=blob_parts.MOST_BYTES)
            return blob_parts.read(raw, blob, number)
        except (RemoteWrong, blob_parts.NoSuchPart):
            return None

    # --- what is noted

    def _is_live(self, blob: str) -> bool:
        files = self.workspace.reading(blob_book.live)
        return any(one.blob == blob for one in files)

    def _noted(self, blob: str) -> Move:
        return self.workspace.reading(blob_book.wanted).get(blob) or Move(blob)

    def _note(self, blob: str, done: int, parts: int) -> None:
        move = replace(self._noted(blob), done=done, parts=parts)
        self._write(lambda conn: blob_book.want(conn, move))

    def _failed(self, blob: str, state: str, why: str) -> None:
        move = self._noted(blob).failed(state, why, self.workspace.now())
        self._write(lambda conn: blob_book.want(conn, move))

    def _came(self, blob: str) -> None:
        self._write(lambda conn: blob_book.came(conn, blob))

    def _write(self, work: Callable[[Connection], object]) -> None:
        remote_state.note(self.workspace, "sync", work)


def sweep(folder: Path, wanted: set[str]) -> None:
    """Delete what came of files that nobody has any more."""
    for path in folder.glob(f"*{COMING}"):
        if path.name.removesuffix(COMING) not in wanted:
            path.unlink(missing_ok=True)


def _kept_of(coming: Path, blob: str) -> int:
    """Give how many whole parts are here, and cut off the rest; -1 if all of the file is."""
    if not coming.exists():
        return 0
    if blob_parts.is_whole(coming, blob):
        return -1
    whole = coming.stat().st_size // blob_parts.PART
    os.truncate(coming, whole * blob_parts.PART)
    return whole


def _append(coming: Path, data: bytes) -> None:
    coming.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(coming, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "ab") as file:
        file.write(data)
