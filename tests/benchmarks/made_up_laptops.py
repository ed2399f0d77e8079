"""Laptops of a team that nobody has: their real bundles and heads on a shared folder, signed.

They are let in by a real entry of the roster and seal as real laptops do, each day what was written
on it. What they say they hold is what a real laptop held the day before.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field, replace
from random import Random
from typing import TYPE_CHECKING

import pyrage
from nacl.signing import SigningKey

from liaison_app.records.governance import StaffMember
from liaison_app.store.clock import stamp_at
from liaison_app.store.driver import transaction
from liaison_app.store.travelling import held
from liaison_app.sync import (
    container,
    epochs,
    lines,
    outbox,
    remote_heads,
    remote_layout,
    rosters,
    sets,
)
from liaison_app.sync.container import Header
from liaison_app.sync.roster_entries import Add
from liaison_app.workspace import Add as AddRecord
from tests.sync.made_ops import SCHEMA, made_ops

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from liaison_app.store.travelling import Travelling
    from liaison_app.sync.remote_heads import Head, Placed
    from liaison_app.workspace import Workspace

_MOST_BITS = 2**64


@dataclass
class MadeUp:
    """One laptop.

    Attributes:
        dev: its name.
        sign: what it signs with.
        ops: all that it will write.
        written: how many of them it sealed.
        bundles: how many it put there.
        prev: hash of the last.
        heads: how many heads it put there.
    """

    dev: str
    sign: SigningKey
    ops: list[Travelling]
    written: int = 0
    bundles: int = 0
    prev: str = ""
    heads: int = 0


@dataclass
class Colleagues:
    """All of them, and the folder that they put things on."""

    place: Path
    stream: str
    control: str
    recipients: dict[str, tuple[int, str]]
    root: str
    laptops: list[MadeUp]
    known: list[bytes] = field(default_factory=list)

    def work(self, each: int, now: datetime) -> None:
        """Let each write so many changes, seal them and put them there."""
        for one in self.laptops:
            ops = one.ops[one.written : one.written + each]
            if not ops:
                continue
            one.written += len(ops)
            self._put_bundle(one, _dated(ops, now), now)

    def say(self, real: Workspace, now: datetime) -> None:
        """Let each say that it has what a real laptop has, and take away what it said before."""
        have = {
            stream: devs
            for stream, devs in real.reading(held).items()
            if stream in {self.stream, self.control}
        }
        contents = sets.Contents(
            dev="",
            stream=self.control,
            n=1,
            root=self.root,
            time=now,
            have=have,
            former=(),
            records=(),
            heads={
                stream: devs
                for stream, devs in real.reading(outbox.heads).items()
                if stream == self.stream
            },
        )
        team = remote_heads.team_digest(real.reading(rosters.hashes))
        for one in self.laptops:
            own = {**have.get(self.stream, {}), one.dev: one.written}
            placed: Placed = {}
            if one.bundles:
                placed = {self.stream: {one.dev: [[1, one.bundles]]}}
            mine = replace(contents, dev=one.dev, n=one.heads + 1, have={**have, self.stream: own})
            self._put_head(one, remote_heads.Head(mine, placed, team))

    def _put_bundle(self, one: MadeUp, ops: list[Travelling], now: datetime) -> None:
        epoch, recipient = self.recipients[self.stream]
        header = Header(self.stream, epoch, one.dev, one.bundles + 1, one.prev)
        heading = {
            "dev": one.dev,
            "stream": self.stream,
            "n": header.n,
            "prev": one.prev,
            "schema": SCHEMA,
            "app": "0",
            "time": now.isoformat(),
        }
        raw = container.seal(lines.pack_ops(heading, ops), header, one.sign, recipient)
        one.bundles += 1
        record = container.read_record(io.BytesIO(raw))
        assert record is not None
        one.prev = record.hash
        self._write(remote_layout.bundle_name(self.stream, one.dev, one.bundles), raw)

    def _put_head(self, one: MadeUp, head: Head) -> None:
        epoch, recipient = self.recipients[self.control]
        header = Header(self.control, epoch, one.dev, one.heads + 1, "")
        raw = container.seal(remote_heads.pack(head), header, one.sign, recipient)
        one.heads += 1
        self._write(remote_layout.head_name(one.dev, one.heads), raw)
        if one.heads > 1:
            (self.place / remote_layout.head_name(one.dev, one.heads - 1)).unlink()

    def _write(self, name: str, raw: bytes) -> None:
        path = self.place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)


def let_in(first: Workspace, place: Path, count: int, changes: int) -> Colleagues:
    """Let so many laptops into a team.

    Args:
        first: the laptop that began it.
        place: the shared folder.
        count: how many laptops.
        changes: how many each of them will write.
    """
    dice = Random(100)  # noqa: S311  (repeating is what it is for)
    names = [f"Colleague {number}" for number in range(count)]
    people = first.commit("x", [AddRecord(StaffMember(name=name)) for name in names]).ids
    laptops, adds = [], []
    conn = first.conn
    streams = rosters.known(conn).open_streams(first.device.partition(".")[0])
    for number, (name, person) in enumerate(zip(names, people, strict=True)):
        laptop = f"{dice.randrange(_MOST_BITS):016x}"
        sign = SigningKey(dice.randbytes(32))
        age = str(pyrage.x25519.Identity.generate().to_public())
        key = sign.verify_key.encode()
        adds.append(Add(laptop, name, person, ("liaison",), key, age, tuple(streams)))
        ops = made_ops(changes, dev=f"{laptop}.1", seed=1_000 + number)
        laptops.append(MadeUp(f"{laptop}.1", sign, [_alone(op) for op in ops]))
    with first.shared.writing, transaction(conn):
        rosters.sign_entry(first, conn, adds)
    roster = rosters.known(conn)
    assert len(roster.laptops) > count
    stream, control = first.setting("stream.team"), first.setting("stream.control")
    current = {each: epochs.current(conn, roster, each) for each in (stream, control)}
    return Colleagues(place, stream, control, current, first.root, laptops)


def _alone(op: Travelling) -> Travelling:
    """Without what it replaces of a colleague that this team does not have."""
    writes = {
        name: [value, *(dot for dot in over if dot[0] == op.dev)]
        for name, (value, *over) in op.writes.items()
    }
    return replace(op, writes=writes)


def _dated(ops: Iterable[Travelling], now: datetime) -> list[Travelling]:
    """As if they were written now."""
    return [replace(op, hlc=stamp_at(now) + n) for n, op in enumerate(ops)]
