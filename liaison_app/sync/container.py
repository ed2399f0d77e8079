r"""Records of files that travel: the format FLB, version 1. This page is its specification.

A file is one record after another. A record is sealed: a stranger who finds it learns only random
names of a laptop and a stream, counting numbers and a size.

Bytes of a record (numbers are big-endian)
    offset  size    content
    0       5       `FLB1\n`
    5       4       H, the length of the header: 1 to 65,536
    9       H       the header: one JSON object in UTF-8
    9+H     64      an Ed25519 signature (RFC 8032) over the bytes 0 to 8+H: magic, H and header
    73+H    ct_len  an age v1 file (age-encryption.org/v1, binary) for exactly one X25519 recipient,
                    that of the stream's epoch; stanzas of other types may stand beside it

The record's *hash* is SHA-256, in lower-case hex, of the bytes 0 to 8+H. The signature covers the
contents too, because the header holds theirs.

Header: JSON as strict as `strict.parse_object` takes it, nested at most 4 deep. Writers sort the
keys and leave out all spaces; readers do not depend on it.
    v          1
    stream     16 lower-case hex digits: what kind of change, and so who may read it
    epoch      whole number from 1: which of the stream's secrets opens it
    dev        the laptop that signed, and its incarnation: `[0-9a-f]{16}\.[0-9a-f]{1,8}`
    n          whole number from 1: counts what this dev signed in this stream
    prev       hash of the record before it (64 lower-case hex digits), or ""
    ct_len     length of the age file, 1 to 16 MiB
    ct_sha256  SHA-256 of the age file, in lower-case hex
    crit       names (at most 32) of whatever a reader must know to read on; version 1 has none
    pk         only if no roster names the laptop yet: its Ed25519 key, 64 lower-case hex digits
Numbers are below 2^53. Keys not listed here are ignored unless `crit` names them.

Contents: the age file holds one Zstandard frame (RFC 8878; window at most 8 MiB, no dictionary, at
most 64 MiB when unpacked), then one skippable frame (magic 0x184D2A50) up to the end. The latter
pads the sum to a multiple of 256 bytes, above 64 KiB of 4,096: sizes tell less. What is unpacked
are lines of JSON (`lines.py`), the first of which repeats dev, stream, n and prev.

Order of checks, each before the next looks at anything; the first that fails refuses the record
    1. magic, H, header, ct_len, and that all bytes are there  not Liaison's, cut short, damaged or
                                                               too large
    2. the signature, with the key of the laptop               damaged or changed by somebody
    3. v and crit                                              needs a newer Liaison
    4. SHA-256 of the contents                                 damaged
    5. decryption                                              no key for it, or damaged
    6. unpacking, the window, the size, the padding            damaged, or unpacks too large
    7. the lines                                               not understood
Bytes after a record are the next record, and refused if they are none. A file whose magic is that
of a later version (`FLB2\n` to `FLB9\n`) needs a newer Liaison.

Rescue, without Liaison: with the epoch's secret (`AGE-SECRET-KEY-1...`) as the one line of a file
`key`, these print the lines of the first record of FILE:
    H=$((0x$(od -An -tx1 -j5 -N4 FILE | tr -d ' \n')))
    L=$(head -c $((9 + H)) FILE | tail -c +10 | sed 's/.*"ct_len":\([0-9]*\).*/\1/')
    tail -c +$((74 + H)) FILE | head -c "$L" | age -d -i key | zstd -dc
The next record begins at 73 + H + L; `tail -c +$((74 + H + L)) FILE` is a file that begins with it.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyrage
import zstandard
from nacl.exceptions import CryptoError
from nacl.signing import VerifyKey

from liaison_app.errors import ForeignFile, LiaisonError
from liaison_app.sync import refusals
from liaison_app.sync.strict import DEV, HASH, STREAM, is_count, parse_object

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from nacl.signing import SigningKey

MAGIC = b"FLB1\n"
VERSION = 1
MOST_HEADER = 64 * 1024
MOST_SEALED = 16 * 1024 * 1024
MOST_PLAIN = 64 * 1024 * 1024
ALWAYS_FITS = 15 * 1024 * 1024
"""Plain text up to this many bytes fits into a record however badly it packs."""

_HASH_OR_NONE = re.compile(r"(?:[0-9a-f]{64})?")
_SIGNATURE = 64
_WINDOW = 8 * 1024 * 1024
_LEVEL = 9
_SKIPPABLE = (0x184D2A50).to_bytes(4, "little")
_FRAME = (0xFD2FB528).to_bytes(4, "little")
_STEP = 1024  # bytes unpacked at a time: at most 32 MiB come of them
_AGE_HEADER = 8 * 1024
_LATER = re.compile(rb"FLB[2-9]\n")


class TooLarge(ValueError):
    """What is to be sealed does not fit into one record: cut it into smaller parts."""


@dataclass(frozen=True)
class Header:
    """What the writer of a record says about it in the clear.

    Attributes:
        stream: 16 hex digits.
        epoch: number of the stream's secret, from 1.
        dev: the laptop that signs and its incarnation.
        n: its place among what `dev` signed in this stream, from 1.
        prev: hash of the record before it, or "".
        pk: the signer's Ed25519 key in hex while no roster names the laptop, or "".
    """

    stream: str
    epoch: int
    dev: str
    n: int
    prev: str
    pk: str = ""


@dataclass(frozen=True)
class Record:
    """A record as it was read; believe nothing of it before `verify` returned.

    Attributes:
        raw: all its bytes.
        crit: names of what a reader must know.
        ct: the age file.
        hash: SHA-256 in hex of magic, length and header.
        v: version of the format.
        ct_sha256: what the header says of `ct`.
        signed: how many bytes the signature covers.
    """

    raw: bytes
    stream: str
    epoch: int
    dev: str
    n: int
    prev: str
    pk: str
    crit: tuple[str, ...]
    ct: memoryview
    hash: str
    v: int
    ct_sha256: str
    signed: int

    @property
    def laptop(self) -> str:
        """The laptop without its incarnation."""
        return self.dev[:16]


def seal(plain: bytes, header: Header, sign: SigningKey, recipient: str) -> bytes:
    """Pack, encrypt to one recipient and sign.

    Args:
        plain: lines of JSON.
        header: what the record says in the clear.
        sign: the laptop's key.
        recipient: `age1...`, of the stream's epoch.

    Raises:
        TooLarge: `plain` needs more than one record.
        ValueError: a value of `header` does not fit the format.
    """
    if len(plain) > MOST_PLAIN:
        raise TooLarge
    packed = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True).compress(plain)
    padded = packed + _padding(len(packed))
    ct: bytes = pyrage.encrypt(padded, [pyrage.x25519.Recipient.from_str(recipient)])
    if len(ct) > MOST_SEALED:
        raise TooLarge
    said = {
        "v": VERSION,
        "stream": header.stream,
        "epoch": header.epoch,
        "dev": header.dev,
        "n": header.n,
        "prev": header.prev,
        "ct_len": len(ct),
        "ct_sha256": hashlib.sha256(ct).hexdigest(),
        "crit": [],
    }
    if header.pk:
        said["pk"] = header.pk
    if not _fits(said):
        raise ValueError("a header that no reader would take")
    text = json.dumps(said, sort_keys=True, separators=(",", ":")).encode()
    head = MAGIC + len(text).to_bytes(4, "big") + text
    return head + sign.sign(head).signature + ct


def hash_of(raw: bytes) -> str:
    """Give the hash of a record that was sealed here, or checked before it was kept."""
    record = read_record(io.BytesIO(raw))
    assert record is not None  # noqa: S101  (the caller has it from there)
    return record.hash


def read_records(file: BinaryIO) -> Iterator[Record]:
    """Give the records of a file one after another; the first is there, or the file is refused.

    Raises:
        LiaisonError: as `read_record`; what follows a record and is none is damage.
    """
    record = read_record(file)
    if record is None:
        raise refusals.foreign()
    while record is not None:
        yield record
        try:
            record = read_record(file)
        except ForeignFile:
            raise refusals.damaged() from None


def read_record(file: BinaryIO) -> Record | None:
    """Read the next record, or give None at the end of the file.

    Nothing but the header is looked at, and nothing is believed yet.

    Raises:
        ForeignFile: what is here is no record, or larger than any that Liaison makes.
        DamagedFile: it is cut short, or its header is not one.
        NewerFile: it is of a later version of the format.
        OSError: the file cannot be read.
    """
    start = _read(file, 9)
    if not start:
        return None
    if not start.startswith(MAGIC[: len(start)]):
        raise refusals.newer() if _LATER.match(start) else refusals.foreign()
    if len(start) < 9:
        raise refusals.cut_short()
    length = int.from_bytes(start[5:], "big")
    if length > MOST_HEADER:
        raise refusals.damaged()
    rest = _read(file, length + _SIGNATURE)
    if len(rest) < length + _SIGNATURE:
        raise refusals.cut_short()
    said = _header(rest[:length])
    ct = _read(file, said["ct_len"])
    if len(ct) < said["ct_len"]:
        raise refusals.cut_short()
    head = start + rest[:length]
    raw = start + rest + ct
    return Record(
        raw=raw,
        stream=said["stream"],
        epoch=said["epoch"],
        dev=said["dev"],
        n=said["n"],
        prev=said["prev"],
        pk=said.get("pk", ""),
        crit=tuple(said["crit"]),
        ct=memoryview(raw)[len(start) + len(rest) :],  # a file may be large: once is enough
        hash=hashlib.sha256(head).hexdigest(),
        v=said["v"],
        ct_sha256=said["ct_sha256"],
        signed=len(head),
    )


def verify(record: Record, key: bytes) -> None:
    """Check that the holder of `key` (Ed25519, 32 bytes) signed this record as it is.

    Raises:
        DamagedFile: the signature or the contents are not what was signed.
        NewerFile: this program is too old to read it.
    """
    try:
        VerifyKey(key).verify(
            record.raw[: record.signed], record.raw[record.signed : record.signed + _SIGNATURE]
        )
    except CryptoError:
        raise refusals.changed() from None
    if record.v != VERSION or record.crit:
        raise refusals.newer()
    if hashlib.sha256(record.ct).hexdigest() != record.ct_sha256:
        raise refusals.damaged()


def open_record(record: Record, secrets: Iterable[str]) -> bytes:
    """Decrypt and unpack a record that was verified.

    Args:
        record: verified.
        secrets: `AGE-SECRET-KEY-1...`, any number; the one that fits is used.

    Raises:
        NoKey: none of the secrets opens it.
        DamagedFile: its contents are not what the format says.
        ForeignFile: it unpacks to more than 64 MiB.
    """
    return _unpacked(_decrypted(bytes(record.ct), secrets))


def _decrypted(ct: bytes, secrets: Iterable[str]) -> bytes:
    # Every recipient costs time, and whoever signs could name a hundred thousand.
    end = ct.find(b"\n--- ", 0, _AGE_HEADER)
    if end < 0 or ct.count(b"\n-> X25519 ", 0, end) != 1:
        raise refusals.damaged()
    identities = [pyrage.x25519.Identity.from_str(secret) for secret in secrets]
    try:
        opened: bytes = pyrage.decrypt(ct, identities)
    except pyrage.DecryptError as error:
        if not identities or "No matching keys" in str(error):
            raise refusals.no_key() from None
        raise refusals.damaged() from None
    return opened


def _unpacked(padded: bytes) -> bytes:
    if not padded.startswith(_FRAME):
        raise refusals.damaged()
    unpacking = zstandard.ZstdDecompressor(max_window_size=_WINDOW).decompressobj()
    parts: list[bytes] = []
    size = done = 0
    try:
        while done < len(padded) and not unpacking.eof:
            parts.append(unpacking.decompress(padded[done : done + _STEP]))
            done += _STEP
            size += len(parts[-1])
            if size > MOST_PLAIN:
                raise refusals.too_large()
    except zstandard.ZstdError:
        raise refusals.damaged() from None
    rest = unpacking.unused_data + padded[done:]
    if rest[:4] != _SKIPPABLE or int.from_bytes(rest[4:8], "little") != len(rest) - 8:
        raise refusals.damaged()
    return b"".join(parts)


def _padding(size: int) -> bytes:
    unit = 256 if size + 8 <= 64 * 1024 else 4096
    fill = -(size + 8) % unit
    return _SKIPPABLE + fill.to_bytes(4, "little") + bytes(fill)


def _read(file: BinaryIO, size: int) -> bytes:
    """Read so many bytes, or fewer if the file ends; an unbuffered file gives them piecemeal."""
    data = file.read(size)
    while data and len(data) < size:
        more = file.read(size - len(data))
        if not more:
            break
        data += more
    return data or b""


def _header(text: bytes) -> dict[str, Any]:
    try:
        said = parse_object(text, nesting=4)
    except LiaisonError:
        raise refusals.damaged() from None
    version, length = said.get("v"), said.get("ct_len")
    if type(length) is int and length > MOST_SEALED:
        raise refusals.too_large()
    if not _fits(said):
        later = type(version) is int and version > VERSION
        raise refusals.newer() if later else refusals.damaged()
    return said


def _fits(said: dict[str, Any]) -> bool:
    """Whether every key of a header is there, of the right type and within its bounds."""
    return (
        all(is_count(said.get(key)) for key in ("v", "epoch", "n", "ct_len"))
        and _matches(STREAM, said.get("stream"))
        and _matches(DEV, said.get("dev"))
        and _matches(_HASH_OR_NONE, said.get("prev"))
        and _matches(HASH, said.get("ct_sha256"))
        and ("pk" not in said or _matches(HASH, said["pk"]))
        and _names(said.get("crit"))
    )


def _matches(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _names(value: object) -> bool:
    return (
        isinstance(value, list) and len(value) <= 32 and all(isinstance(one, str) for one in value)
    )
