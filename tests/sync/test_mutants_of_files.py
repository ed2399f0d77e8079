"""Files put together by somebody who has seen good ones: 200,000 of them, none taken.

The seed is printed; set `SEED` to it to see the same files again.
"""

from __future__ import annotations

import io
import json
import os
from collections import Counter
from random import Random, SystemRandom
from typing import TYPE_CHECKING, Any

from liaison_app.errors import LiaisonError
from liaison_app.sync import container, lines
from tests.sync import sealing
from tests.sync.made_ops import COLLEAGUE, STREAM

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison_app.sync.container import Record

SEED: int | None = 20_261_122 if "CI" in os.environ else None
MUTANTS = 200_000
SIGNED_MUTANTS = 10_000  # of each layer


def new_seed() -> int:
    seed = SystemRandom().randrange(2**32) if SEED is None else SEED
    print(f"seed of the mutants: {seed}")  # noqa: T201  (pytest shows it when a test fails)
    return seed


def test_no_file_that_was_put_together_is_taken() -> None:
    seed = new_seed()
    maker = Maker(Random(seed))  # noqa: S311  (it must repeat)
    told: Counter[str] = Counter()
    for _n in range(MUTANTS):
        mutant, how = maker.mutant()
        told[refused(mutant, maker.good, f"{how}, seed {seed}")] += 1
    assert told["unchanged"] < MUTANTS / 20
    assert len(told) >= 5, told
    assert all(sentence == "unchanged" or sentence.endswith(".") for sentence in told)


def test_whatever_a_member_signs_is_read_or_refused_in_a_sentence() -> None:
    """Contents altered before they were encrypted and signed: nothing but a refusal may come."""
    maker = Maker(Random(new_seed()))  # noqa: S311  (it must repeat)
    record = maker.records[2]
    plain = container.open_record(record, [sealing.SECRET])
    layers: dict[str, tuple[bytes, Callable[[bytes], object]]] = {
        "lines": (plain, lambda text: lines.unpack_ops(text, record)),
        "frames": (sealing.packed(plain), container._unpacked),
        "age": (bytes(record.ct), lambda ct: container._decrypted(ct, [sealing.SECRET])),
    }
    for layer, (good, read) in layers.items():
        maker.files = [good]
        told: Counter[str] = Counter()
        for _n in range(SIGNED_MUTANTS):
            mutant = maker.random.choice(
                [maker.splice, maker.duplicate, maker.drop, maker.swap, maker.overwrite]
            )()
            try:
                read(mutant)
                told["read"] += 1
            except LiaisonError as error:
                told[str(error)] += 1
        assert told["read"] < SIGNED_MUTANTS / 3, (layer, told)
        assert len(told) > 1, (layer, told)


def refused(mutant: bytes, good: set[bytes], how: str) -> str:
    """The sentence that refuses the file; "unchanged" if it holds nothing but good records."""
    try:
        for record in container.read_records(io.BytesIO(mutant)):
            if record.raw not in good:
                sealing.opened(record)
                raise AssertionError(f"a forged record was taken: {how}")
    except LiaisonError as error:
        return str(error)
    return "unchanged"


class Maker:
    """Makes files out of parts of good ones."""

    def __init__(self, random: Random) -> None:
        self.random = random
        raws = [sealing.bundle(count, seed=count) for count in (1, 2, 9)]
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
