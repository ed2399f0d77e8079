"""Sealed records for tests, and records that only a member of the team with a bad will can make."""

from __future__ import annotations

import hashlib
import io
import json
from typing import TYPE_CHECKING, Any

import pyrage
import zstandard
from nacl.signing import SigningKey

from liaison_app.sync import container, lines
from liaison_app.sync.container import Header
from tests.sync.made_ops import DEV, SCHEMA, STREAM, made_ops

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liaison_app.store.travelling import Travelling
    from liaison_app.sync.container import Record
    from liaison_app.sync.lines import Ops

SIGN = SigningKey(bytes(range(32)))
STRANGER = SigningKey(bytes(32))
KEY = bytes(SIGN.verify_key)
SECRET = str(pyrage.x25519.Identity.generate())
RECIPIENT = str(pyrage.x25519.Identity.from_str(SECRET).to_public())
HEADING = {"dev": DEV, "stream": STREAM, "n": 1, "prev": "", "schema": SCHEMA}
HEADING |= {"app": "1.4.0", "time": "2026-11-21T18:00:00Z"}
SAID: dict[str, Any] = {"v": 1, "stream": STREAM, "epoch": 1, "dev": DEV, "n": 1, "prev": ""}
SAID |= {"crit": []}


def bundle(count: int = 40, *, seed: int = 7) -> bytes:
    """A record of so many made changes."""
    return sealed(lines.pack_ops(HEADING, made_ops(count, seed=seed)))


def sealed(plain: bytes) -> bytes:
    """A record of any text, as the program seals."""
    return container.seal(plain, Header(STREAM, 1, DEV, 1, ""), SIGN, RECIPIENT)


def packed(plain: bytes) -> bytes:
    """Contents as they are before encryption, without padding worth the name."""
    return zstandard.compress(plain) + skippable(b"")


def skippable(inside: bytes) -> bytes:
    """A frame that readers skip."""
    return (0x184D2A50).to_bytes(4, "little") + len(inside).to_bytes(4, "little") + inside


def encrypted(padded: bytes) -> bytes:
    """Contents for the epoch of these tests."""
    ct: bytes = pyrage.encrypt(padded, [pyrage.x25519.Recipient.from_str(RECIPIENT)])
    return ct


def signed(ct: bytes, sign: SigningKey = SIGN, **said: Any) -> bytes:
    """A record with any header, validly signed; a value of `...` leaves the key out."""
    header = {**SAID, "ct_len": len(ct), "ct_sha256": hashlib.sha256(ct).hexdigest(), **said}
    kept = {key: value for key, value in header.items() if value is not ...}
    return signed_text(json.dumps(kept, separators=(",", ":"), sort_keys=True).encode(), ct, sign)


def signed_text(header: bytes, ct: bytes, sign: SigningKey = SIGN) -> bytes:
    """A record whose header is any bytes."""
    head = container.MAGIC + len(header).to_bytes(4, "big") + header
    return head + sign.sign(head).signature + ct


def take(file: bytes) -> list[Ops]:
    """Read a file of bundles as a laptop does: each check before the next step."""
    return [opened(record) for record in container.read_records(io.BytesIO(file))]


def opened(record: Record) -> Ops:
    """The ops of a record of this laptop."""
    container.verify(record, KEY)
    return lines.unpack_ops(container.open_record(record, [SECRET]), record)


def read(file: bytes) -> Record:
    """The first record of a file."""
    record = container.read_record(io.BytesIO(file))
    assert record is not None
    return record


def of_lines(heading: dict[str, Any], ops: Sequence[bytes]) -> bytes:
    """A validly signed record of these lines, whatever they are."""
    return sealed(b"".join(line + b"\n" for line in [as_line(heading), *ops]))


def as_line(value: object) -> bytes:
    """One line of JSON."""
    return json.dumps(value, separators=(",", ":")).encode()


def full_heading(ops: Sequence[Travelling]) -> dict[str, Any]:
    """The heading that goes before these ops."""
    heading: dict[str, Any] = json.loads(lines.pack_ops(HEADING, ops).split(b"\n")[0])
    return heading
