"""Sealing changes and opening them, beside bare zstd and age of the same bytes in the same run.

Bare is what no sealed format can do without: JSON of every change, zstd level 9, age to one
recipient, and back. What Liaison adds is the signature, hashes, padding, and reading strictly.
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pyrage
import zstandard
from nacl.signing import SigningKey

from liaison_app.sync import container, lines
from liaison_app.sync.container import Header
from tests.benchmarks.measuring import median, tell, times
from tests.sync.made_ops import DEV, SCHEMA, STREAM, made_ops

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liaison_app.store.travelling import Travelling

ROUNDS = 7
SIGN = SigningKey(bytes(range(32)))
KEY = bytes(SIGN.verify_key)
IDENTITY = pyrage.x25519.Identity.generate()
SECRET = str(IDENTITY)
RECIPIENT = str(IDENTITY.to_public())
HEADING = {"dev": DEV, "stream": STREAM, "n": 1, "prev": "", "schema": SCHEMA}
HEADING |= {"app": "1.4.0", "time": "2026-11-21T18:00:00Z"}

PROMISED_SEAL_S = 0.6
PROMISED_OPEN_S = 0.5
PROMISED_DAY_KB = 8.0
PROMISED_DAY_MS = 10.0


def run() -> None:
    """Print the figures."""
    _a_year(made_ops(10_000))
    _a_day(made_ops(2_040)[2_000:])


def seal(ops: Sequence[Travelling]) -> bytes:
    """Changes to a record, as `bundle export` does it."""
    plain = lines.pack_ops(HEADING, ops)
    return container.seal(plain, Header(STREAM, 1, DEV, 1, ""), SIGN, RECIPIENT)


def take(raw: bytes) -> tuple[Travelling, ...]:
    """A record to changes, as `bundle import` does it before anything is applied."""
    record = container.read_record(io.BytesIO(raw))
    assert record is not None
    container.verify(record, KEY)
    return lines.unpack_ops(container.open_record(record, [SECRET]), record).ops


def _a_year(ops: list[Travelling]) -> None:
    bodies = [json.loads(line) for line in lines.pack_ops(HEADING, ops).splitlines()]
    raw = seal(ops)
    bare = _seal_bare(bodies)
    ours_sealing, theirs_sealing, ours_taking, theirs_taking = [], [], [], []
    for _round in range(ROUNDS):  # in turns, so that a busy moment falls on both
        ours_sealing += times(lambda: seal(ops), 1)
        theirs_sealing += times(lambda: _seal_bare(bodies), 1)
        ours_taking += times(lambda: take(raw), 1)
        theirs_taking += times(lambda: _take_bare(bare), 1)
    assert take(raw) == tuple(ops)
    tell("10,000 changes packed and sealed", median(ours_sealing) / 1000, "s ", PROMISED_SEAL_S)
    tell("   / bare json + zstd + age", median(ours_sealing) / median(theirs_sealing), "x ")
    tell("10,000 changes opened and read", median(ours_taking) / 1000, "s ", PROMISED_OPEN_S)
    tell("   / bare age + zstd + json", median(ours_taking) / median(theirs_taking), "x ")
    tell("bytes of a change, sealed", len(raw) / len(ops), "B ")
    tell("   / bare", len(raw) / len(bare), "x ")


def _a_day(ops: list[Travelling]) -> None:
    raw = seal(ops)
    tell("a day of 40 changes, sealed", len(raw) / 1000, "kB", PROMISED_DAY_KB)
    tell("   sealing it", median(times(lambda: seal(ops), 200)), "ms", PROMISED_DAY_MS)
    tell("   opening it", median(times(lambda: take(raw), 200)), "ms", PROMISED_DAY_MS)


def _seal_bare(bodies: list[dict[str, object]]) -> bytes:
    text = "\n".join(json.dumps(b, ensure_ascii=False, separators=(",", ":")) for b in bodies)
    packed = zstandard.ZstdCompressor(level=9).compress(text.encode())
    ct: bytes = pyrage.encrypt(packed, [IDENTITY.to_public()])
    return ct


def _take_bare(ct: bytes) -> list[dict[str, object]]:
    text = zstandard.ZstdDecompressor().decompress(pyrage.decrypt(ct, [IDENTITY]))
    return [json.loads(line) for line in text.split(b"\n")]
