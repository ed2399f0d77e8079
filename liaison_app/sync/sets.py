"""Sets: the signed first record of a file made by hand, which says what belongs to the file.

Its plain text is lines of JSON. The first is

    {"kind":"set","dev","stream","n","prev","root","time","schema","app","have","former","heads",
     "epochs","holes","count"}

and lines {"records":[hash, ...]} follow, which together hold `count` hashes: of every other record
of the file, each once, in its order. `have` says what the laptop holds ({stream: {dev: last seq}})
and so acknowledges; `former` are earlier incarnations of it, whose acknowledgements this one
replaces; `heads` names its last bundle of each incarnation ({stream: {dev: [n, hash]}}): numbers
alone would not show that two lives of one laptop wrote different things under one name. `epochs`
({stream: [oldest, newest]}) are the oldest secret that the laptop has, 0 if none, and the one that
it seals to from now on. `holes` ({stream: {dev: [[first, last], ...]}}) is what `have` covers and
the laptop does not hold, because it was given up.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from liaison_app.sync import ranges
from liaison_app.sync.lines import program, read_heading
from liaison_app.sync.peers import Heard, laptop_of
from liaison_app.sync.refusals import not_understood
from liaison_app.sync.strict import DEV, HASH, STREAM, is_count, parse_object

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liaison_app.store.given_up import Holes
    from liaison_app.sync.container import Record
    from liaison_app.sync.peers import Epochs, Have

Heads = Mapping[str, Mapping[str, tuple[int, str]]]
"""Stream to incarnation to the number and hash of its last bundle."""

KIND = "set"
_A_LINE = 5_000  # hashes: about a third of the longest line that a reader takes
_MOST_LINES = 200
_MOST_NAMES = 10_000
_ROOT_DIGITS = 32


@dataclass(frozen=True)
class Contents:
    """What a set says.

    Attributes:
        dev: the laptop that signed it and its incarnation.
        stream: the control stream.
        n: counts the files of this laptop.
        root: of its team.
        time: when the file was made, by the laptop's clock, in UTC.
        have: what the laptop holds.
        former: earlier incarnations of it.
        records: hashes of what follows.
        heads: the last bundle of each incarnation that the laptop has applied.
        epochs: stream to the oldest epoch whose secret the laptop has, and the one it seals to.
        holes: what was given up of what `have` covers, and the laptop does not hold.
    """

    dev: str
    stream: str
    n: int
    root: str
    time: datetime
    have: Have
    former: tuple[str, ...]
    records: tuple[str, ...]
    heads: Heads = field(default_factory=dict)
    epochs: Epochs = field(default_factory=dict)
    holes: Holes = field(default_factory=dict)

    @property
    def heard(self) -> Heard:
        """What it proves of its laptop."""
        return Heard(self.dev, self.time, self.have, self.former, self.epochs, self.holes)


def pack(contents: Contents, *, kind: str = KIND, more: Mapping[str, Any] | None = None) -> bytes:
    """Write the plain text of a set, or of another kind of record that says no less.

    Args:
        contents: what it says.
        kind: of the record.
        more: what its first line says besides.
    """
    first = {
        "kind": kind,
        "dev": contents.dev,
        "stream": contents.stream,
        "n": contents.n,
        "prev": "",
        "root": contents.root,
        "time": contents.time.isoformat(),
        **program(),
        "have": contents.have,
        "former": list(contents.former),
        "heads": contents.heads,
        "epochs": contents.epochs,
        "holes": contents.holes,
        "count": len(contents.records),
        **(more or {}),
    }
    lines: list[dict[str, Any]] = [first]
    lines += [
        {"records": list(contents.records[at : at + _A_LINE])}
        for at in range(0, len(contents.records), _A_LINE)
    ]
    return b"".join(
        json.dumps(line, sort_keys=True, separators=(",", ":")).encode() + b"\n" for line in lines
    )


def unpack(plain: bytes, record: Record) -> Contents:
    """Read the plain text of a verified set.

    Raises:
        DamagedFile: it is no set, or says something else than the record it is in.
        LiaisonError: as `lines.parse_object`.
    """
    return read(plain, record, KIND)[0]


def read(plain: bytes, record: Record, kind: str) -> tuple[Contents, dict[str, Any]]:
    """Read what `pack` wrote: the contents, and its whole first line.

    Raises:
        DamagedFile: it is of another kind, or says something else than the record it is in.
        LiaisonError: as `lines.parse_object`.
    """
    said = read_heading(plain, record)
    if said["kind"] != kind or plain.count(b"\n") > _MOST_LINES:
        raise not_understood()
    others = plain.removesuffix(b"\n").split(b"\n")[1:]
    records = tuple(one for line in others for one in _hashes(parse_object(line)))
    if said.get("count") != len(records) or len(set(records)) != len(records):
        raise not_understood()
    try:
        contents = Contents(
            dev=record.dev,
            stream=record.stream,
            n=record.n,
            root=_root(said["root"]),
            time=_time(said["time"]),
            have=_have(said["have"]),
            former=_former(said["former"], record.dev),
            records=records,
            heads=_heads(said.get("heads", {})),
            epochs=_epochs(said.get("epochs", {})),
            holes=_holes(said.get("holes", {})),
        )
    except (KeyError, TypeError, ValueError):
        raise not_understood() from None
    return contents, said


def _hashes(line: dict[str, Any]) -> list[str]:
    found = line.get("records")
    if not isinstance(found, list) or not all(
        isinstance(one, str) and HASH.fullmatch(one) for one in found
    ):
        raise not_understood()
    return found


def _root(value: object) -> str:
    if not isinstance(value, str) or len(value) != _ROOT_DIGITS:
        raise ValueError
    return value


def _time(value: object) -> datetime:
    if not isinstance(value, str):
        raise TypeError
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None or not 1970 < moment.year < 9000:
        raise ValueError
    return moment.astimezone(UTC)


def _have(value: object) -> Have:
    if not isinstance(value, dict) or len(value) > _MOST_NAMES:
        raise TypeError
    for stream, devs in value.items():
        if not STREAM.fullmatch(stream) or not isinstance(devs, dict) or len(devs) > _MOST_NAMES:
            raise ValueError
        for dev, last in devs.items():
            if not DEV.fullmatch(dev) or not is_count(last):
                raise ValueError
    return value


def _heads(value: object) -> Heads:
    if not isinstance(value, dict) or len(value) > _MOST_NAMES:
        raise TypeError
    heads: dict[str, dict[str, tuple[int, str]]] = {}
    for stream, devs in value.items():
        if not STREAM.fullmatch(stream) or not isinstance(devs, dict) or len(devs) > _MOST_NAMES:
            raise ValueError
        for dev, (number, name) in devs.items():
            if not (DEV.fullmatch(dev) and is_count(number) and HASH.fullmatch(name)):
                raise ValueError
            heads.setdefault(stream, {})[dev] = (number, name)
    return heads


def _epochs(value: object) -> Epochs:
    if not isinstance(value, dict) or len(value) > _MOST_NAMES:
        raise TypeError
    epochs: dict[str, tuple[int, int]] = {}
    for stream, (oldest, newest) in value.items():
        if not (STREAM.fullmatch(stream) and is_count(newest)):
            raise ValueError
        if oldest != 0 and not is_count(oldest):
            raise ValueError
        epochs[stream] = (int(oldest), newest)
    return epochs


def _holes(value: object) -> Holes:
    if not isinstance(value, dict) or len(value) > _MOST_NAMES:
        raise TypeError
    for stream, devs in value.items():
        if not STREAM.fullmatch(stream) or not isinstance(devs, dict) or len(devs) > _MOST_NAMES:
            raise ValueError
        for dev, some in devs.items():
            if not DEV.fullmatch(dev):
                raise ValueError
            ranges.read(some)
    return value


def _former(value: object, dev: str) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > _MOST_NAMES:
        raise TypeError
    if not all(isinstance(one, str) and DEV.fullmatch(one) for one in value):
        raise ValueError
    return tuple(one for one in value if laptop_of(one) == laptop_of(dev))


def in_order(contents: Contents, following: Sequence[Record]) -> bool:
    """Whether a file holds what its set lists: nothing more, nothing less, in this order."""
    return contents.records == tuple(record.hash for record in following)
