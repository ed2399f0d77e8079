"""Heads: what a laptop says of itself on a remote, signed, sealed to the team.

A head is a record of the control stream whose plain text is that of a set (`sets.py`) of another
kind, `head`: what the laptop holds and so acknowledges, its former names, its last bundles. The
`records` that it lists are about the team and lie in `team/`: a request to join, welcomes. Its
first line says besides

    placed  {stream: {dev: [[first, last], ...]}}: the bundles that it has put on this remote,
            its own under all its names, and those of others that nobody else has put there
    team    SHA-256 over the hashes of all roster entries that it knows, sorted
    snaps   {stream: hash}: the newest snapshot that it put there or read there
    wants   [name, ...]: files that should lie there and do not, or are damaged

Whoever reads it knows what to fetch. That a file which is placed cannot be found means nothing but
that it cannot be found now.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from liaison_app.sync import ranges, remote_layout, sets
from liaison_app.sync.refusals import not_understood
from liaison_app.sync.strict import DEV, HASH, STREAM

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from liaison_app.sync.container import Record
    from liaison_app.sync.ranges import Ranges
    from liaison_app.sync.sets import Contents

KIND = "head"
MOST_WANTS = 100
"""So many files are asked for again at once."""
_MOST_NAMES = 10_000
_MOST_PLAIN = 8 * 1024 * 1024  # a megabyte on a remote may unpack to far more

Placed = dict[str, dict[str, "Ranges"]]


@dataclass(frozen=True)
class Head:
    """What a head says.

    Attributes:
        contents: what a set of the same laptop would say.
        placed: the bundles that it has put on the remote.
        team: digest of the roster entries that it knows.
        wants: names of files that it cannot find, or cannot read.
        snaps: stream to the newest snapshot that it knows to lie there.
    """

    contents: Contents
    placed: Placed = field(default_factory=dict)
    team: str = ""
    wants: tuple[str, ...] = ()
    snaps: Mapping[str, str] = field(default_factory=dict)


def pack(head: Head) -> bytes:
    """Write the plain text of a head."""
    more = {
        "placed": head.placed,
        "team": head.team,
        "wants": list(head.wants),
        "snaps": head.snaps,
    }
    return sets.pack(head.contents, kind=KIND, more=more)


def unpack(plain: bytes, record: Record) -> Head:
    """Read the plain text of a verified head.

    Raises:
        DamagedFile: it is no head, or says something else than the record it is in.
    """
    if len(plain) > _MOST_PLAIN:
        raise not_understood()
    contents, said = sets.read(plain, record, KIND)
    try:
        return Head(
            contents,
            _placed(said["placed"]),
            _text(said["team"]),
            _wants(said["wants"]),
            _snaps(said["snaps"]),
        )
    except (KeyError, TypeError, ValueError):
        raise not_understood() from None


def team_digest(entries: Iterable[str]) -> str:
    """Give the digest of roster entries, by their hashes, in whatever order."""
    return hashlib.sha256("".join(sorted(entries)).encode()).hexdigest()


def _placed(value: object) -> Placed:
    found: Placed = {}
    for stream, devs in _mapping(value).items():
        for dev, some in _mapping(devs).items():
            if not (STREAM.fullmatch(stream) and DEV.fullmatch(dev)):
                raise ValueError
            found.setdefault(stream, {})[dev] = ranges.read(some)
    return found


def _mapping(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict) or len(value) > _MOST_NAMES:
        raise TypeError
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _snaps(value: object) -> Mapping[str, str]:
    found = _mapping(value)
    for stream, name in found.items():
        if not (STREAM.fullmatch(stream) and HASH.fullmatch(name)):
            raise ValueError
    return found


def _wants(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > MOST_WANTS:
        raise TypeError
    if not all(isinstance(one, str) and remote_layout.is_ours(one) for one in value):
        raise ValueError
    return tuple(value)
