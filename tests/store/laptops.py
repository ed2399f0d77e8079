"""Laptops for tests: real encrypted workspaces with a clock and a random source of their own.

`send` carries changes between them as bundles do, without the sealing.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count, groupby
from random import Random
from typing import TYPE_CHECKING, Any

from liaison_app.actions import workspaces
from liaison_app.records import Stream
from liaison_app.store import ops
from liaison_app.store.arriving import arrive
from liaison_app.store.changes import Written
from liaison_app.store.travelling import Names, Travelling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from liaison_app.store.driver import Connection
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
        return workspace


@dataclass(frozen=True)
class Sent:
    """An op under way, and the stream it goes in."""

    stream: str
    op: Travelling

    @property
    def dot(self) -> tuple[str, str, int]:
        return (self.stream, self.op.dev, self.op.seq)

    def altered(self, **parts: Any) -> Sent:
        """The same with other parts, as somebody hostile or newer would have written it."""
        return replace(self, op=replace(self.op, **parts))


def outgoing(workspace: Workspace) -> list[Sent]:
    """Everything in a laptop's log, as it would travel, oldest first."""
    names: dict[str, Names] = {}
    sent = []
    for row in workspace.read(
        "SELECT op.*, origin.stream FROM op JOIN origin ON origin.n = op.origin ORDER BY op.n"
    ):
        stream = names.setdefault(row["stream"], Names(workspace.conn, row["stream"]))
        sent.append(Sent(row["stream"], stream.named(ops.from_row(row))))
    return sent


def send(sent: Iterable[Sent], target: Workspace) -> None:
    """Bring ops into a laptop in this order; those it has are skipped."""
    kinds = {target.setting(f"stream.{kind}"): kind for kind in Stream}

    def take(conn: Connection) -> Written:
        written = Written()
        for stream, some in groupby(sent, lambda one: one.stream):
            travelling = [one.op for one in some]
            arrived = arrive(conn, stream, kinds[stream], travelling, now=target.now())
            written.records |= arrived.records
            written.redacted |= arrived.redacted
        return written

    target.receive("test", take, changes=100)


def any_order(sent: Sequence[Sent], chance: Random) -> list[Sent]:
    """Any order in which bundles can come: only what one laptop wrote keeps its own."""
    authors = sorted({one.dot[:2] for one in sent})
    waiting = [[one for one in sent if one.dot[:2] == author] for author in authors]
    order = []
    while any(waiting):
        order.append(chance.choice([each for each in waiting if each]).pop(0))
    return order
