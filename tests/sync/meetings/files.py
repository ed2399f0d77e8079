"""Attached files at the meetings: small ones in several parts, asked for; some can never go."""

from __future__ import annotations

import hashlib
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast
from unittest.mock import patch

from liaison_app.errors import RemoteRefuses
from liaison_app.records.governance import Attachment
from liaison_app.records.people import Household
from liaison_app.store.changes import Written
from liaison_app.sync import blob_book, blob_parts, blob_states
from liaison_app.sync.blob_book import Move
from liaison_app.workspace import Add
from tests.sync.simulation.world import expect

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

    from liaison_app.remotes.protocol import Entry, Remote
    from liaison_app.store.driver import Connection
    from tests.sync.meetings.laptops import Laptop

PART = 200
_LARGEST = 5 * PART
_STUCK = 0.15


@dataclass
class Files:
    """Every file that was attached.

    Attributes:
        bytes: hash to what is in it.
        stuck: those that the place does not take, from anybody.
        asked: number of a laptop to the files that its person asked for and was not told are lost.
    """

    bytes: dict[str, bytes] = field(default_factory=dict)
    stuck: set[str] = field(default_factory=set)
    asked: dict[int, set[str]] = field(default_factory=dict)

    # --- what happens

    def attach(self, laptop: Laptop, words: str, dice: Random) -> None:
        """Keep a file with a family; its name says the words."""
        homes = laptop.workspace.all(Household)
        raw = dice.randbytes(dice.randrange(1, _LARGEST))
        blob = hashlib.sha256(raw).hexdigest()
        laptop.blobs.mkdir(parents=True, exist_ok=True)
        (laptop.blobs / blob).write_bytes(raw)
        self.bytes[blob] = raw
        if dice.random() < _STUCK:
            self.stuck.add(blob)
        home = dice.choice(homes).id if homes else laptop.workspace.new_id()
        made = Attachment(household=home, name=words, size=len(raw), blob=blob)
        new = [] if homes else [Add(Household(id=home, name=words))]
        laptop.workspace.commit("x", [*new, Add(made)])

    def ask(self, laptop: Laptop, dice: Random) -> bool:
        """Ask for a file that is not here; says whether there is one."""
        here = blob_book.here(laptop.blobs)
        lacking = [one.blob for one in blob_book.live(laptop.conn) if one.blob not in here]
        if not lacking:
            return False
        move = Move(dice.choice(lacking), asked=True)

        def work(conn: Connection) -> Written:
            blob_book.want(conn, move)
            return Written()

        laptop.workspace.receive("x", work, changes=0)
        self.asked.setdefault(laptop.number, set()).add(move.blob)
        return True

    def put_back(self, laptop: Laptop, dice: Random) -> None:
        """The laptop came back from a backup, with its files or without them."""
        if dice.random() < 0.5:
            for path in sorted(laptop.blobs.glob("*")):
                path.unlink()
        known = blob_book.wanted(laptop.conn).keys() | blob_book.here(laptop.blobs)
        self.asked.get(laptop.number, set()).intersection_update(known)

    # --- what must be so

    def are_settled(self, laptops: Sequence[Laptop]) -> bool:
        """Whether all have what they asked for, as far as it can be had."""
        return not any(self._lacks(one, blob, laptops) for one, blob in self._asked(laptops))

    def check(self, laptops: Sequence[Laptop]) -> None:
        """Who asked has the bytes, or is told that the file waits; so is who cannot put one."""
        for laptop in laptops:
            for blob in sorted(blob_book.here(laptop.blobs)):
                exact = (laptop.blobs / blob).read_bytes() == self.bytes[blob]
                expect(exact, f"{laptop.number} has a file that is not what was attached")
        for laptop, blob in self._asked(laptops):
            expect(
                not self._lacks(laptop, blob, laptops),
                f"{laptop.number} asked for a file in vain that a colleague has",
            )
        for laptop in laptops:
            asked = self.asked.get(laptop.number, set())
            for where in blob_states.every(laptop.conn, laptop.blobs):
                blob = where.file.blob
                told = where.here or where.waits or blob not in asked
                expect(told, f"{laptop.number} waits for a file and is not told")
                if where.here and blob in self.stuck:
                    expect(where.is_stuck, f"{laptop.number} cannot put a file and is not told")
                elif where.here:
                    expect(where.there, f"{laptop.number} did not put a file")

    def _asked(self, laptops: Sequence[Laptop]) -> Iterator[tuple[Laptop, str]]:
        for laptop in laptops:
            for blob in sorted(self.asked.get(laptop.number, ())):
                yield laptop, blob

    def _lacks(self, laptop: Laptop, blob: str, laptops: Sequence[Laptop]) -> bool:
        """Whether a file is not here that could be."""
        if blob in self.stuck or (laptop.blobs / blob).exists():
            return False
        return any((one.blobs / blob).exists() for one in laptops)


class Picky:
    """A remote that does not take some files: they are too large for it, or of a wrong kind."""

    def __init__(self, inner: Remote, stuck: set[str]) -> None:
        self._inner, self._stuck = inner, stuck

    def list(self, folder: str) -> list[Entry]:
        return self._inner.list(folder)

    def get(self, name: str, **how: int) -> bytes:
        return self._inner.get(name, **how)

    def put(self, name: str, data: bytes) -> None:
        if blob_parts.blob_of(name) in self._stuck:
            raise RemoteRefuses("It takes no such file.")
        self._inner.put(name, data)

    def delete(self, name: str) -> None:
        self._inner.delete(name)

    def probe(self) -> None:
        self._inner.probe()

    def close(self) -> None:
        self._inner.close()


@contextmanager
def small_parts() -> Iterator[None]:
    """Cut files into parts of some bytes."""
    with ExitStack() as stack:
        stack.enter_context(patch.object(blob_parts, "PART", PART))
        stack.enter_context(patch.object(blob_parts, "MOST_BYTES", PART + 512))
        yield


def picky(place: object, files: Files) -> Remote:
    """Give a place as those see it whose files it does not take."""
    return Picky(cast("Remote", place), files.stuck)
