"""Parts of attached files as they lie on a remote: what is in one, and where it lies.

A file is ciphertext already (`store/blobs.py`), named by its SHA-256. It lies there cut into parts
of 4 MiB, so that a lost connection costs one part:

    a/<first two digits of the hash>/<hash>-<number:04d>.part

A part is one line of JSON, then its bytes:

    {"v":1,"blob":"<hash>","part":<number>,"of":<how many>,"sum":"<SHA-256 of the bytes>"}

The line says which part this is, so that one which lies in another's place, or is cut short, is
known at once. It is not signed: what the bytes are worth, the hash of the whole file says, and that
is in the record. Whoever holds the file cuts it into the same parts, byte for byte.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.store.blobs import MAX_BYTES
from liaison_app.sync.strict import HASH, object_of

if TYPE_CHECKING:
    from pathlib import Path

PART = 4 * 1024 * 1024
"""Bytes of a file in one part; the last has the rest."""
MOST_PARTS = MAX_BYTES // PART + 1
"""Of a file of the largest size: encryption adds a little."""
MOST_BYTES = PART + 512
"""Of a part on a remote, with its line."""

_VERSION = 1
_NAME = re.compile(r"a/([0-9a-f]{2})/(\1[0-9a-f]{62})-([0-9]{4})\.part")


class NoSuchPart(Exception):
    """What lies under the name of a part is not that part: cut short, damaged or another one."""


@dataclass(frozen=True)
class Part:
    """A part of a file.

    Attributes:
        of: how many parts the file has.
        data: the bytes.
    """

    of: int
    data: bytes


def name_of(blob: str, number: int) -> str:
    """Where a part lies."""
    return f"{folder_of(blob)}/{blob}-{number:04d}.part"


def folder_of(blob: str) -> str:
    """Where the parts of a file lie, and those of others.

    Raises:
        ValueError: that is no name of a file.
    """
    if not HASH.fullmatch(blob):
        raise ValueError("name of no file")
    return f"a/{blob[:2]}"


def blob_of(name: str) -> str:
    """Give the file that a part of this name is of; "" if it is no such name."""
    named = _NAME.fullmatch(name)
    return named[2] if named else ""


def count(size: int) -> int:
    """How many parts a file of so many encrypted bytes has."""
    return max(1, -(-size // PART))


def is_whole(path: Path, blob: str = "") -> bool:
    """Whether a file is what its name, or another one, says; it is read a little at a time.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == (blob or path.name)


def cut(path: Path, blob: str, number: int, of: int) -> bytes:
    """Give the bytes of a part as they go to a remote; no more than the part is read.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        file.seek(number * PART)
        data = file.read(PART)
    said = {"v": _VERSION, "blob": blob, "part": number, "of": of, "sum": _sum(data)}
    return json.dumps(said, separators=(",", ":")).encode() + b"\n" + data


def size_of(size: int, number: int, of: int) -> int:
    """How many bytes a part of a file of so many encrypted bytes has on a remote."""
    data = min(PART, size - number * PART)
    said = {"v": _VERSION, "blob": "0" * 64, "part": number, "of": of, "sum": "0" * 64}
    return len(json.dumps(said, separators=(",", ":"))) + 1 + data


def read(raw: bytes, blob: str, number: int) -> Part:
    """Read what lies under the name of a part.

    Raises:
        NoSuchPart: it is not that part, whole.
    """
    head, newline, _rest = raw[: MOST_BYTES - PART].partition(b"\n")
    data = memoryview(raw)[len(head) + 1 :]
    try:
        said = object_of(head)
    except ValueError:
        raise NoSuchPart from None
    of = said.get("of")
    if not newline or (said.get("blob"), said.get("part")) != (blob, number):
        raise NoSuchPart
    if type(of) is not int or not number < of <= MOST_PARTS or said.get("v") != _VERSION:
        raise NoSuchPart
    full = len(data) == PART if number < of - 1 else 0 < len(data) <= PART
    if not full or said.get("sum") != _sum(data):
        raise NoSuchPart
    return Part(of, bytes(data))


def _sum(data: bytes | memoryview) -> str:
    return hashlib.sha256(data).hexdigest()
