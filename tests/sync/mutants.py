"""Files put together by somebody who has seen good ones: of every kind that lies on a shared place.

    python -m tests.sync.mutants 1000000 [SEED]

Each is read as the program reads files of its kind. None may be taken that was not made by a laptop
of the team, and none may lead to anything but a sentence for a person.
"""

from __future__ import annotations

import io
import json
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from copy import deepcopy
from multiprocessing import get_context
from pathlib import Path
from random import Random, SystemRandom
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from liaison_app.errors import DamagedFile, LiaisonError
from liaison_app.sync import (
    container,
    epochs,
    invite_files,
    lines,
    remote_heads,
    remote_layout,
    rosters,
    snapshots,
)
from liaison_app.sync.remote_hearing import one_record
from tests.sync import sealing
from tests.sync.made_ops import COLLEAGUE, STREAM

if TYPE_CHECKING:
    from liaison_app.sync.container import Record
    from liaison_app.workspace import Workspace

UNCHANGED = "unchanged"
_MOST_TOLD = 5  # that were taken, or led to something else than a sentence
Read = Callable[[bytes], bool]
"""Reads a file; says whether something was taken that no laptop made."""


class Maker:
    """Makes files out of parts of good ones."""

    def __init__(self, random: Random, raws: Sequence[bytes]) -> None:
        self.random = random
        self.good = set(raws)
        self.files = [*raws, raws[0] + raws[1], raws[1] + raws[2] + raws[0]]
        self.records = [sealing.read(raw) for raw in raws]
        self.ways: list[Callable[[], bytes]] = [
            self.splice,
            self.duplicate,
            self.drop,
            self.swap,
            self.overwrite,
            self.recombine,
            self.lengths,
            self.header_edited,
            self.header_signed_by_a_stranger,
        ]

    def mutant(self) -> tuple[bytes, str]:
        way = self.random.choice(self.ways)
        return way(), way.__name__

    def _file(self) -> bytes:
        return self.random.choice(self.files)

    def _range(self, file: bytes | bytearray) -> tuple[int, int]:
        """A range of a file; the first part of it, where the headers are, more often."""
        most = len(file) if self.random.random() < 0.5 else 450
        first = self.random.randrange(min(most, len(file)))
        return first, min(first + self.random.choice([1, 2, 5, 40, 400]), len(file))

    def splice(self) -> bytes:
        one, other = self._file(), self._file()
        first, last = self._range(one)
        start, end = self._range(other)
        return one[:first] + other[start:end] + one[last:]

    def duplicate(self) -> bytes:
        file = self._file()
        first, last = self._range(file)
        return file[:last] + file[first:]

    def drop(self) -> bytes:
        file = self._file()
        first, last = self._range(file)
        return file[:first] + file[last:]

    def swap(self) -> bytes:
        file = self._file()
        (a, b), (c, d) = sorted([self._range(file), self._range(file)])
        b = min(b, c)
        return file[:a] + file[c:d] + file[b:c] + file[a:b] + file[d:]

    def overwrite(self) -> bytes:
        file = bytearray(self._file())
        first, last = self._range(file)
        filling = self.random.choice([b"\0", b"\xff", b"[", b"9", b'"'])
        file[first:last] = filling * (last - first)
        return bytes(file)

    def recombine(self) -> bytes:
        """Header, signature and contents of different records."""
        head, signature, contents = (self.random.choice(self.records) for _part in range(3))
        return (
            head.raw[: head.signed]
            + signature.raw[signature.signed : signature.signed + 64]
            + bytes(contents.ct)
        )

    def lengths(self) -> bytes:
        file = bytearray(self._file())
        length = int.from_bytes(file[5:9], "big")
        file[5:9] = self.random.choice(
            [
                (max(0, length + self.random.randint(-80, 80))),
                self.random.randrange(2**17),
                self.random.randrange(2**32),
            ]
        ).to_bytes(4, "big")
        return bytes(file)

    def header_edited(self) -> bytes:
        """Edited, under the signature of what it was."""
        record, header = self._edited()
        head = container.MAGIC + len(header).to_bytes(4, "big") + header
        if head == record.raw[: record.signed]:
            return record.raw
        return head + record.raw[record.signed :]

    def header_signed_by_a_stranger(self) -> bytes:
        record, header = self._edited()
        return sealing.signed_text(header, bytes(record.ct), sealing.STRANGER)

    def _edited(self) -> tuple[Record, bytes]:
        record = self.random.choice(self.records)
        said: dict[str, Any] = json.loads(record.raw[9 : record.signed])
        for _edit in range(self.random.randint(1, 3)):
            key = self.random.choice([*said, "pk", "kind"])
            if self.random.random() < 0.2:
                said.pop(key, None)
            else:
                said[key] = self._value(said)
        return record, json.dumps(said, sort_keys=True, separators=(",", ":")).encode()

    def _value(self, said: dict[str, Any]) -> Any:
        return self.random.choice(
            [
                *(0, 1, 2, -1, 2**53, 2**64, 1.5, float("inf"), True, None, "", "x", [], {}),
                *(["seal"], [[[[[]]]]], COLLEAGUE, STREAM, "0" * 64, "\ud800", "\0"),
                sealing.KEY.hex(),
                sealing.STRANGER.verify_key.encode().hex(),
                self.random.choice([*said.values(), len(said)]),
                self.random.randrange(2**24),
            ]
        )


class Texts(Maker):
    """Makes files out of parts of good ones that are no sealed records, but JSON."""

    def __init__(self, random: Random, raws: Sequence[bytes]) -> None:
        self.random = random
        self.good = set(raws)
        self.files = [*raws]
        self.records = []
        self.ways = [*[self.retold] * 5, self.splice, self.duplicate, self.drop, self.swap]
        self.ways.append(self.overwrite)

    def retold(self) -> bytes:
        """The same JSON with other values in some places, however deep."""
        first, *rest = self._file().split(b"\n")
        said: dict[str, Any] = json.loads(first)
        for _edit in range(self.random.randint(1, 3)):
            at: Any = said
            while at:
                key = self.random.choice([*at] if isinstance(at, dict) else [*range(len(at))])
                inner = at[key]
                if not isinstance(inner, dict | list) or not inner or self.random.random() < 0.3:
                    break
                at = inner
            if self.random.random() < 0.2:
                del at[key]
            else:
                at[key] = deepcopy(self._value(said))
            if not said:
                break
        return b"\n".join([json.dumps(said).encode(), *rest])


# --- what lies on a place, and how it is read


class Readers:
    """Reads files of a place as a coordinator's laptop does.

    Args:
        workspace: a coordinator's, with a snapshot.
        place: where it put everything.
    """

    def __init__(self, workspace: Workspace, place: Path) -> None:
        self.root = workspace.root
        self.conn = workspace.conn
        self.roster = rosters.known(self.conn)
        self.place = place
        files = [path.read_bytes() for path in place.rglob("*") if path.is_file()]
        self.signed = {raw for raw in files if raw.startswith(container.MAGIC)}
        self.mark = (place / remote_layout.MARK).read_bytes()

    def kinds(self) -> dict[str, tuple[type[Maker], list[bytes], Read]]:
        """Give the kinds of files: how mutants are made, good ones, and how they are read."""
        snaps = self._of("snap/*/*.flb")
        return {
            "bundles": (Maker, self._of("s/*/*/*.flb"), self.bundles),
            "heads": (Maker, self._of("heads/*.flb"), self.head),
            "about the team": (Maker, self._of("team/*.flb"), self.team),
            "snapshots": (Maker, snaps, self.snapshot),
            "parts of snapshots": (Maker, snaps, self.part),
            "marks": (Texts, [self.mark], self.marks),
        }

    def _of(self, pattern: str) -> list[bytes]:
        found = [path.read_bytes() for path in sorted(self.place.glob(pattern))]
        return (found * 3)[:3]

    def plain_of(self, record: Record) -> bytes:
        known = self.roster.laptops.get(record.laptop)
        container.verify(record, known.sign if known else bytes.fromhex(record.pk))
        secrets = epochs.secrets(self.conn, record.stream, record.epoch)
        return container.open_record(record, secrets)

    def bundles(self, raw: bytes) -> bool:
        for record in container.read_records(io.BytesIO(raw)):
            if record.raw not in self.signed:
                lines.unpack_ops(self.plain_of(record), record)
                return True
        return False

    def head(self, raw: bytes) -> bool:
        record = one_record(raw)
        if record.raw not in self.signed:
            remote_heads.unpack(self.plain_of(record), record)
        return record.raw not in self.signed

    def team(self, raw: bytes) -> bool:
        record = one_record(raw)
        return record.raw not in self.signed and bool(self.plain_of(record))

    def snapshot(self, raw: bytes) -> bool:
        record = one_record(raw)
        if record.raw not in self.signed:
            snapshots.read(self.conn, self.roster, record, self.root)
        return record.raw not in self.signed

    def part(self, raw: bytes) -> bool:
        record = one_record(raw)
        if record.raw not in self.signed:
            plain = snapshots.opened(self.conn, self.roster, record)
            lines.unpack_ops(plain, record, kind=snapshots.PART)
        return record.raw not in self.signed

    def marks(self, raw: bytes) -> bool:
        found = remote_layout.read_mark(raw)
        if found is None:
            raise DamagedFile("It is no mark.")
        return found != remote_layout.read_mark(self.mark)


def signed_kinds(
    workspace: Workspace, place: Path, invites: Sequence[bytes]
) -> dict[str, tuple[type[Maker], list[bytes], Read]]:
    """Give what somebody with the right keys may write: it may be read, or refused in words."""
    conn = workspace.conn
    roster = rosters.known(conn)

    def opened(pattern: str, kind: str) -> tuple[Record, bytes]:
        for path in sorted(place.glob(pattern)):
            record = one_record(path.read_bytes())
            plain = container.open_record(record, epochs.secrets(conn, record.stream, record.epoch))
            if json.loads(plain.split(b"\n")[0])["kind"] == kind:
                return record, plain
        raise AssertionError(f"no {kind} lies there")

    head, said = opened("heads/*.flb", remote_heads.KIND)
    snap, told = opened("snap/*/*.flb", snapshots.KIND)

    def heads(raw: bytes) -> bool:
        remote_heads.unpack(raw, head)
        return False

    def snapshot(raw: bytes) -> bool:
        with patch.object(snapshots, "opened", lambda *_args: raw):
            snapshots.read(conn, roster, snap, workspace.root)
        return False

    def invite(raw: bytes) -> bool:
        invite_files._invite(raw)
        return False

    return {
        "what is in heads": (Texts, [said], heads),
        "what is in snapshots": (Texts, [told], snapshot),
        "what is in invites": (Texts, [*invites], invite),
    }


# --- by the thousand


def try_some(seed: int, count: int) -> tuple[Counter[str], list[str]]:
    """Make so many mutants, as many of each kind, and read them.

    Returns:
        how many of each kind were refused, or unchanged, and what should not have happened.
    """
    from tests.sync.placed import a_place

    told: Counter[str] = Counter()
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as folder, a_place(Path(folder)) as (rosa, place, invites):
        every = {**Readers(rosa, place).kinds(), **signed_kinds(rosa, place, invites)}
        share = count // len(every)
        for number, (kind, (make, files, read)) in enumerate(every.items()):
            maker = make(Random(f"{seed} {number}"), files)  # noqa: S311  (it must repeat)
            for _n in range(share):
                mutant, how = maker.mutant()
                told[f"{kind}: {_outcome(read, mutant, f'{kind}, {how}, seed {seed}', wrong)}"] += 1
                if len(wrong) >= _MOST_TOLD:
                    return told, wrong
    return told, wrong


def _outcome(read: Read, mutant: bytes, how: str, wrong: list[str]) -> str:
    try:
        taken = read(mutant)
    except LiaisonError as error:
        if not str(error).endswith("."):
            wrong.append(f"no sentence: {error!r}, {how}")
        return "refused"
    except Exception as error:  # noqa: BLE001  (that is what is looked for)
        wrong.append(f"uncaught {type(error).__name__}: {how}: {mutant[:300]!r}")
        return "uncaught"
    if taken:
        wrong.append(f"taken: {how}: {mutant[:300]!r}")
        return "taken"
    return UNCHANGED


def attempt(seed: int, count: int) -> tuple[Counter[str], list[str], float]:
    """Make so many mutants in several processes; gives what `try_some` gives, and seconds."""
    began = time.perf_counter()
    told: Counter[str] = Counter()
    wrong: list[str] = []
    workers = os.cpu_count() or 1
    each = -(-count // workers)
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        for counted, found in pool.map(try_some, range(seed, seed + workers), [each] * workers):
            told += counted
            wrong += found
    return told, wrong, time.perf_counter() - began


def main(arguments: list[str]) -> int:
    """Make so many and say what came of them."""
    count = int(arguments[0])
    seed = int(arguments[1]) if len(arguments) > 1 else random_seed()
    told, wrong, seconds = attempt(seed, count)
    sys.stdout.write(f"seed {seed}: {told.total():,} mutants in {seconds:.0f} s\n")
    for what, times in sorted(told.items()):
        sys.stdout.write(f"  {what}: {times:,}\n")
    sys.stdout.write("".join(f"{one}\n" for one in wrong))
    return 1 if wrong else 0


def random_seed() -> int:
    """Another one each time."""
    return SystemRandom().randrange(2**32)


if __name__ == "__main__":
    from tests.benchmarks.large import settle

    settle()
    sys.exit(main(sys.argv[1:]))
