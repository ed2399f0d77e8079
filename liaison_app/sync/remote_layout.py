"""Where things lie on a remote, and the names they have there.

    remote.json                          whose place this is:
                                         {"v":1,"root":"<32 hex>","id":"<32 hex>","sum":"<64 hex>"},
                                         the last SHA-256 of the others, one space between them
    heads/<dev>-<n>.flb                  what a laptop holds and has put here (`remote_heads.py`)
    team/<hash>.flb                      roster entries, requests to join, welcomes
    s/<stream>/<dev>/<number>.flb        bundles
    apart/<hash>.flb                     bundles that a laptop asked for by their hash, because
                                         two lives of it wrote under one number
    snap/<stream>/<hash>.flb             snapshots and their parts (`snapshots.py`)
    a/<aa>/<hash>-<part>.part            parts of attached files (`blob_parts.py`)

`<n>` and `<number>` have ten digits. Every file but the mark and parts is one sealed record as
`container.py` describes it; each is written once. Of a laptop's heads the highest counts; it
deletes its older ones. So a listing of `heads/` says all that is new, however much was ever put
here: whatever else a laptop has to read is named in heads.

A stranger who reads a remote learns the random names of laptops and streams, numbers and sizes,
as on a stick (`container.py`).
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.sync import blob_parts
from liaison_app.sync.strict import DEV, HASH, STREAM, object_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from liaison_app.remotes.protocol import Entry

MARK = "remote.json"
HEADS = "heads"
TEAM = "team"
SNAPSHOTS = "snap"
APART = "apart"
MOST_MARK = 4_096
"""Bytes of the file that says whose place this is."""

_HEAD = re.compile(r"([0-9a-f]{16}\.[0-9a-f]{1,8})-([0-9]{10})\.flb")
_RECORD = re.compile(r"([0-9a-f]{64})\.flb")
_BUNDLE = re.compile(r"s/([0-9a-f]{16})/([0-9a-f]{16}\.[0-9a-f]{1,8})/([0-9]{10})\.flb")
_BY_HASH = re.compile(r"(?:team|apart|snap/[0-9a-f]{16})/([0-9a-f]{64})\.flb")
_VERSION = 1
_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Mark:
    """Whose a remote is.

    Attributes:
        root: of the team.
        id: of the place itself, random: another one is another place.
        v: version of the layout.
    """

    root: str
    id: str
    v: int = _VERSION

    @property
    def is_newer(self) -> bool:
        """Whether only a later Liaison knows how things lie there."""
        return self.v > _VERSION


def write_mark(mark: Mark) -> bytes:
    """Give the bytes of `remote.json`."""
    said = {"v": mark.v, "root": mark.root, "id": mark.id, "sum": _sum(mark)}
    return json.dumps(said).encode() + b"\n"


def _sum(mark: Mark) -> str:
    return hashlib.sha256(f"{mark.v} {mark.root} {mark.id}".encode()).hexdigest()


def is_damaged(data: bytes, root: str) -> bool:
    """Whether bytes were a mark of this team: cut off while it was written, or with an error."""
    whole = write_mark(Mark(root, "0" * 32))
    same = whole[: whole.index(b'"id"')]
    wrong = sum(one != other for one, other in zip(data, same, strict=False))
    return len(data) <= len(whole) and wrong <= 1


def read_mark(data: bytes) -> Mark | None:
    """Read `remote.json`; None if it is nothing of ours."""
    try:
        said = object_of(data.strip())
    except ValueError:
        return None
    v, root, place = said.get("v"), said.get("root"), said.get("id")
    if type(v) is not int or v < 1:
        return None
    if not (isinstance(root, str) and _ID.fullmatch(root)):
        return None
    if not (isinstance(place, str) and _ID.fullmatch(place)):
        return None
    mark = Mark(root, place, v)
    return mark if said.get("sum") == _sum(mark) else None


def head_name(dev: str, n: int) -> str:
    """Where a laptop's head of this number lies."""
    return f"{HEADS}/{dev}-{n:010d}.flb"


def team_name(name: str) -> str:
    """Where a record about the team lies, by its hash."""
    return f"{TEAM}/{name}.flb"


def apart_name(name: str) -> str:
    """Where a bundle lies that was asked for by its hash."""
    return f"{APART}/{name}.flb"


def bundle_name(stream: str, dev: str, number: int) -> str:
    """Where a bundle lies."""
    if not (STREAM.fullmatch(stream) and DEV.fullmatch(dev)):
        raise ValueError("names of no stream and no laptop")
    return f"{bundle_folder(stream, dev)}/{number:010d}.flb"


def bundle_folder(stream: str, dev: str) -> str:
    """Where the bundles of one laptop in one stream lie."""
    return f"s/{stream}/{dev}"


def bundle_of(name: str) -> tuple[str, str, int] | None:
    """Give stream, incarnation and number of the bundle of a name; None if it is of none."""
    named = _BUNDLE.fullmatch(name)
    return (named[1], named[2], int(named[3])) if named else None


def hash_of(name: str) -> str:
    """Give the hash of a record that is named by it; "" if it is not."""
    named = _BY_HASH.fullmatch(name)
    return named[1] if named else ""


def is_ours(name: str) -> bool:
    """Whether a bundle, a record that is named by its hash, or a part may have this name."""
    return bundle_of(name) is not None or bool(hash_of(name) or blob_parts.blob_of(name))


def snapshot_name(stream: str, name: str) -> str:
    """Where a snapshot, or a part of one, lies, by its hash."""
    if not (STREAM.fullmatch(stream) and HASH.fullmatch(name)):
        raise ValueError("names of no stream and no record")
    return f"{snapshot_folder(stream)}/{name}.flb"


def snapshot_folder(stream: str) -> str:
    """Where the snapshots of a stream and their parts lie."""
    return f"{SNAPSHOTS}/{stream}"


def heads_in(listing: Iterable[Entry]) -> dict[str, list[int]]:
    """Give each laptop's heads in a listing, by number; what has another name is not ours."""
    found: dict[str, list[int]] = {}
    for entry in listing:  # of whatever length: anybody can lay files there
        named = _HEAD.fullmatch(entry.name)
        if named:
            found.setdefault(named[1], []).append(int(named[2]))
    for dev, numbers in found.items():
        if len(numbers) > 1:
            found[dev] = sorted(set(numbers))
    return found


def head_of(name: str) -> tuple[str, int] | None:
    """Give whose head has this name, and its number; None if it is the name of none."""
    named = _HEAD.fullmatch(name.removeprefix(f"{HEADS}/"))
    return (named[1], int(named[2])) if named else None


def records_in(listing: Iterable[Entry]) -> set[str]:
    """Give the hashes of the records in a listing of a folder where they are named so."""
    named = (_RECORD.fullmatch(entry.name) for entry in listing)
    return {one[1] for one in named if one}


def numbers_in(listing: Iterable[Entry]) -> set[int]:
    """Give the numbers of the bundles in a listing of one laptop's folder."""
    named = (re.fullmatch(r"([0-9]{10})\.flb", entry.name) for entry in listing)
    return {int(one[1]) for one in named if one}
