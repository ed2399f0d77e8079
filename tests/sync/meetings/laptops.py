"""One laptop of the simulation: its database in memory, its clock, its sight of the place."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast
from unittest.mock import patch

from liaison_app.records.partnership import Note
from liaison_app.records.people import Household
from liaison_app.store import checking, durable
from liaison_app.store.access import Opened
from liaison_app.store.shared import Shared
from liaison_app.sync import remote_exchange, remote_state
from liaison_app.workspace import Add, Put, Workspace
from tests.store.laptops import Clock
from tests.sync.laptops import Team
from tests.sync.shared_place import know
from tests.sync.simulation.laptops import Failing, _drafts, connection, copied

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import timedelta

    from liaison_app.remotes.protocol import Entry, Remote
    from liaison_app.store.driver import Connection
    from liaison_app.sync.remote_exchange import Exchanged
    from tests.remotes.faulty import FaultyFolder

PEOPLE = ("Ben Ortiz", "Cleo Park", "Dana Novak")
REMOTE = 1


class Crash(BaseException):
    """The laptop went off: nothing after this was done."""


class GoingOff:
    """A remote during which the laptop goes off, before or after its n-th verb in a folder."""

    def __init__(self, inner: Remote, verb: int, inside: str = "", *, after: bool) -> None:
        self._inner = inner
        self._left = verb
        self._inside = inside
        self._after = after

    def list(self, folder: str) -> list[Entry]:
        return cast("list[Entry]", self._do("list", folder))

    def get(self, name: str, **how: int) -> bytes:
        return cast("bytes", self._do("get", name, **how))

    def put(self, name: str, data: bytes) -> None:
        self._do("put", name, data)

    def delete(self, name: str) -> None:
        self._do("delete", name)

    def probe(self) -> None:
        self._do("probe")

    def close(self) -> None:
        self._inner.close()

    def _do(self, verb: str, *said: object, **how: int) -> object:
        counts = f"{said[0] if said else ''}".startswith(self._inside)
        self._left -= counts
        if counts and self._left == 0 and not self._after:
            raise Crash
        found = getattr(self._inner, verb)(*said, **how)
        if counts and self._left == 0:
            raise Crash
        return found


@dataclass
class Laptop:
    """A laptop.

    Attributes:
        folder: where its workspace would be; nothing is in it.
        saved: words that its person was told are saved, in this life of it.
        put_back: it was put back from a backup, and nothing showed it yet.
    """

    number: int
    conn: Connection
    folder: Path
    place: FaultyFolder
    dice: Random
    clock: Clock = field(default_factory=Clock)
    backup: Connection | None = None
    put_back: bool = False
    _made: int = 0

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Start the program: what was only in its memory is gone."""
        folder = cast("Any", SimpleNamespace(path=self.folder, blobs=self.blobs))
        opened = Opened(folder, b"", self.conn, _drafts())
        shared = Shared(opened, [], cast("Any", None))
        self.workspace = Workspace(shared, self.conn, self.clock, self.dice)

    @property
    def blobs(self) -> Path:
        """Where its attached files lie."""
        return self.folder / "blobs"

    def new_words(self, seed: int) -> str:
        """Give words that are like nothing else."""
        self._made += 1
        return f"word{seed}x{self.number}x{self._made}x{self.dice.getrandbits(32):08x}"

    def work(self, seed: int) -> str:
        """Write something that is like nothing else; gives its words."""
        words = self.new_words(seed)
        homes = self.workspace.all(Household)
        kind = self.dice.random()
        if homes and kind < 0.3:
            home = self.dice.choice(homes)
            self.workspace.commit("x", [Put(Household, home.id, {"name": words})])
        elif homes and kind < 0.6:
            home = self.dice.choice(homes)
            self.workspace.commit("x", [Add(Note(household=home.id, text=words))])
        else:
            self.workspace.commit("x", [Add(Household(name=words))])
        return words

    def exchange(self, remote: Remote | None = None) -> Exchanged:
        """Exchange with the place."""
        return remote_exchange.exchange(self.workspace, remote or self.place, REMOTE)

    def use_again(self) -> None:
        """Say that an empty place is the right one."""
        remote_state.renew(self.workspace, REMOTE)

    def holds(self, words: str) -> bool:
        """Whether an op here says so."""
        found = self.conn.execute("SELECT 1 FROM op WHERE instr(body, ?) LIMIT 1", (words,))
        return found.fetchone() is not None

    def everything(self) -> str:
        """Give one text of all that is written here, to look for words in."""
        return "\n".join(row[0] for row in self.conn.execute("SELECT body FROM op"))

    def digest(self) -> str:
        return checking.digest(self.conn)

    @contextmanager
    def failing(self, statement: int) -> Iterator[None]:
        """Let the laptop go off before its n-th statement inside a transaction."""
        shaky = Failing(self.conn, statement)
        self.workspace.shared.opened.database = shaky
        self.workspace._own = None
        try:
            yield
        finally:
            self.workspace.shared.opened.database = self.conn

    def later(self, passed: timedelta) -> None:
        self.clock.moment += passed

    def close(self) -> None:
        self.conn.close()
        if self.backup:
            self.backup.close()


@contextmanager
def without_disks() -> Iterator[None]:
    """Leave out what only a disk could show: a note beside the workspace."""
    with ExitStack() as stack:
        stack.enter_context(patch.object(durable, "replace_file", lambda *_: None))
        yield


@cache
def first() -> tuple[Connection, ...]:
    """Give the databases of a team whose laptops have heard of each other."""
    allowed = "LIAISON_ALLOW_TEMPORARY_FOLDER", "LIAISON_ARGON2_MEMORY", "XDG_CONFIG_HOME"
    folder = Path(tempfile.mkdtemp(prefix="meetings-"))
    settings = dict(zip(allowed, ("1", "8388608", str(folder / "config")), strict=True))
    try:
        with patch.dict(os.environ, settings):
            team = Team(folder)
            team.first()
            for person in PEOPLE:
                team.join(person, role="coordinator" if person.startswith("Dana") else "liaison")
            rosa, *others = team.laptops.values()
            for _twice in range(2):
                for one in others:
                    team.send(one, rosa)
                team.send(rosa, *others)
            for one in team.laptops.values():
                assert know(one, folder / "place") == REMOTE
            found = tuple(copied_file(one) for one in team.laptops.values())
            team.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return found


def copied_file(workspace: Workspace) -> Connection:
    """Copy a workspace's database into memory."""
    plain = connection()
    for (sql,) in workspace.conn.execute(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
        " AND name NOT LIKE '%\\_index\\_%' ESCAPE '\\'"
    ).fetchall():
        plain.execute(sql)
    for (name,) in workspace.conn.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        " AND name NOT LIKE '%\\_index%' ESCAPE '\\'"
    ).fetchall():
        for row in workspace.conn.execute(f"SELECT * FROM {name}"):  # noqa: S608
            marks = ", ".join("?" * len(row))
            plain.execute(f"INSERT INTO {name} VALUES ({marks})", tuple(row))  # noqa: S608
    return plain


def fresh(seed: int, shared: Path, places: Sequence[FaultyFolder]) -> list[Laptop]:
    """Give four laptops, each with its own sight of the place."""
    return [
        Laptop(
            number,
            copied(conn),
            shared.parent / f"laptop-{number}",
            place,
            Random(f"{seed} {number}"),  # noqa: S311  (repeating is what it is for)
        )
        for number, (conn, place) in enumerate(zip(first(), places, strict=True))
    ]
