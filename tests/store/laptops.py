"""Laptops for tests: real encrypted workspaces with a clock and a random source of their own.

`send` carries changes between them as bundles will: local numbers become names on the way out and
numbers of the other file on the way in.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random
from typing import TYPE_CHECKING, Any

from liaison_app.actions import workspaces
from liaison_app.store import ops, search
from liaison_app.store.applying import take
from liaison_app.store.driver import transaction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from liaison_app.store.ops import Op
    from liaison_app.workspace import Workspace

PASSPHRASE = "five quiet otters crossing"
NOON = datetime(2026, 11, 21, 18, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that only tests move; a second passes each time it is read."""

    moment: datetime = NOON

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment


def dice(seed: int) -> Random:
    """A random source that repeats."""
    return Random(seed)  # noqa: S311  (repeating is what it is for)


def new(path: Path, *, seed: int = 1, clock: Clock | None = None) -> Workspace:
    """Make a workspace."""
    made = workspaces.create(
        path,
        person="Rosa",
        team="North",
        passphrase=PASSPHRASE,
        clock=clock or Clock(),
        random=dice(seed),
    )
    return made.workspace


def unlock(path: Path, passphrase: str = PASSPHRASE) -> Workspace:
    """Open a workspace."""
    return workspaces.unlock(path, passphrase, clock=Clock(), random=dice(99))


@dataclass
class Stable:
    """Makes laptops quickly: copies of one that was made slowly."""

    folder: Path
    key: bytes = b""
    made: int = 0
    seeds: Iterator[int] = field(default_factory=lambda: count(100))

    def __post_init__(self) -> None:
        first = new(self.folder / "first")
        self.key = first.shared.opened.key
        first.close()

    def laptop(self, device: str = "", clock: Clock | None = None) -> Workspace:
        """A copy with a device name of its own."""
        self.made += 1
        path = self.folder / f"laptop-{self.made}"
        shutil.copytree(self.folder / "first", path)
        return self.reopened(path, device or f"device-{self.made}", clock)

    def reopened(self, path: Path, device: str = "", clock: Clock | None = None) -> Workspace:
        """Open a copy, as after a restart."""
        workspace = workspaces.unlock_with_key(
            path, self.key, clock=clock or Clock(), random=dice(next(self.seeds))
        )
        if device:
            workspace.put_setting("device", device)
            workspace.device = device
        return workspace


Dots = list[list[Any]]


@dataclass(frozen=True)
class Travelling:
    """An op as it leaves a laptop: dots are (stream, device, sequence)."""

    stream: str
    dev: str
    op: Op

    @property
    def dot(self) -> tuple[str, str, int]:
        return (self.stream, self.dev, self.op.seq)


def outgoing(workspace: Workspace) -> list[Travelling]:
    """Everything in a laptop's log, with names for local numbers."""
    names = {r["n"]: (r["stream"], r["dev"]) for r in workspace.read("SELECT * FROM origin")}

    def named(dots: Dots) -> Dots:
        return [[*names[origin], seq] for origin, seq in dots]

    return [
        Travelling(*names[op.origin], op=replace(op, body=_with_dots(op, named)))
        for op in ops.every(workspace.conn)
    ]


def send(travelling: Iterable[Travelling], target: Workspace) -> None:
    """Bring ops into a laptop in this order; those it has are skipped."""
    conn = target.conn

    def numbered(dots: Dots) -> Dots:
        return [[ops.origin_number(conn, stream, dev), seq] for stream, dev, seq in dots]

    with transaction(conn):
        for one in travelling:
            origin = ops.origin_number(conn, one.stream, one.dev)
            known = "SELECT 1 FROM op WHERE origin = ? AND seq = ?"
            if not conn.execute(known, (origin, one.op.seq)).fetchone():
                take(conn, replace(one.op, origin=origin, body=_with_dots(one.op, numbered)))
        search.forget(conn)


def _with_dots(op: Op, translate: Any) -> str:
    writes = json.loads(op.body)
    for name, (value, *over) in writes.items():
        redacted = name.startswith("~") and isinstance(value, list)
        writes[name] = [translate(value) if redacted else value, *translate(over)]
    return ops.encode(writes)
