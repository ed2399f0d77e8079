r"""The lines inside a record: the heading, and ops as they travel.

What is unpacked from a record is lines of strict JSON (`strict.py`), each ended by `\n`.

Line 1, the heading, binds the contents to the header of the record:
    {"kind", "dev", "stream", "n", "prev", ...}   the last four equal to the header's
The kind says what the other lines are. Readers ignore keys that they do not know, here and in ops:
records are kept as they came, so nothing is lost.

Kind `ops`. The heading goes on with
    devs    the incarnations that are named below, `<16 hex>.<incarnation>`, each once; the first is
            the header's dev; at most 10,000
    spans   {dev: [first, last]}: the ops of each dev that are here, without holes; only of
            incarnations of the laptop that signed
    hlc     [lowest, highest] stamp of the ops
    schema  number of the schema of the program that sealed
    app     its version                time  when, ISO 8601 in UTC
and each further line, 1 to 10,000 of them, is one op:
    seq     its number among the ops of its dev in this stream, from 1
    hlc     its stamp: milliseconds since 1970 times 65,536, plus a counter (`store.clock`);
            before the year 6000
    act     seq of the first op of its action
    schema  number of the schema of the program that wrote it
    type    name of the record type    id  the record's id: letters, digits, `-` and `_`, at most 64
    writes  {field: [value, [i, seq], ...]}: the value, then the writes that its author saw and
            replaced, as index into devs and number. Of a field whose name begins with `~` (what
            hides values) the value may be a list of such pairs too.
    action  only on the first op of an action: {"name", ...}; its links `with` and `undoes` name ops
            of any stream, [stream, dev, seq]
    dev     index into devs of the op's own dev; 0 if it is not there
Field and type names are `[a-z_~][a-z0-9_~]*`, at most 64 long. Numbers count from 1 to below 2^53.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from liaison_app.store.clock import STAMP_LIMIT
from liaison_app.store.merge import REDACT
from liaison_app.store.schema import SCHEMA
from liaison_app.store.travelling import LINKS, Travelling
from liaison_app.sync.refusals import not_understood
from liaison_app.sync.strict import (
    COUNT_LIMIT,
    DEV,
    MOST_LINE,
    STREAM,
    Malformed,
    object_of,
    parse_object,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from liaison_app.sync.container import Record

OPS = "ops"
MOST_OPS = 10_000

_NAME = re.compile(r"[a-z_~][a-z0-9_~]{0,63}")
_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")
_BOUND = ("dev", "stream", "n", "prev")  # what the heading repeats of the header

Spans = dict[str, tuple[int, int]]
_encode = json.JSONEncoder(
    separators=(",", ":"), ensure_ascii=False, check_circular=False
).encode  # nothing that travels holds itself


@dataclass(frozen=True)
class Ops:
    """The contents of a record of kind `ops`.

    Attributes:
        heading: line 1.
        ops: in the order in which they were sealed, each dev's without holes.
        spans: first and last number of each dev's ops.
    """

    heading: dict[str, Any]
    ops: tuple[Travelling, ...]
    spans: Spans


@cache
def program() -> Mapping[str, Any]:
    """What a heading says of the program that wrote it; found out once: it takes a millisecond."""
    from importlib.metadata import version  # noqa: PLC0415  (only for files; slow to load)

    return {"schema": SCHEMA, "app": version("liaison")}


def read_heading(plain: bytes, record: Record) -> dict[str, Any]:
    """Parse line 1 of what a record holds, and check that it belongs into this record.

    Raises:
        DamagedFile: it is not one line of strict JSON with a `kind`, or it is of another record.
    """
    heading = parse_object(plain[: _end_of_first_line(plain)])
    if any(not _same(heading.get(key), getattr(record, key)) for key in _BOUND):
        raise not_understood()
    if not isinstance(heading.get("kind"), str):
        raise not_understood()
    return heading


def pack_ops(heading: Mapping[str, Any], ops: Sequence[Travelling], *, kind: str = OPS) -> bytes:
    """Give ops as the lines of a record.

    Args:
        heading: `dev`, `stream`, `n` and `prev` as the header will say, and `schema`, `app` and
            `time`; the rest of line 1 is added here.
        ops: 1 to 10,000 of incarnations of one laptop, each incarnation's in order without holes.
        kind: what the record is.

    Raises:
        ValueError: no reader would take these.
    """
    if not 1 <= len(ops) <= MOST_OPS:
        raise ValueError("a record holds 1 to 10,000 ops")
    spans: Spans = {}
    devs = {heading["dev"]: 0}
    lines = [_packed(op, devs, spans) for op in ops]
    stamps = [op.hlc for op in ops]
    said = {
        **heading,
        "kind": kind,
        "devs": list(devs),
        "spans": spans,
        "hlc": [min(stamps), max(stamps)],
    }
    lines.insert(0, _encode(said).encode())
    if max(map(len, lines)) > MOST_LINE:
        raise ValueError("a line is longer than any reader takes")
    lines.append(b"")
    return b"\n".join(lines)


def unpack_ops(plain: bytes, record: Record, *, kind: str = OPS) -> Ops:
    """Read the ops of a record that was opened.

    Args:
        plain: what was in it.
        record: the record.
        kind: what it must be; a bundle holds ops of the laptop that signed alone, others of any.

    Raises:
        DamagedFile: a line is not what the format says; nothing of the record may be used.
    """
    heading = read_heading(plain, record)
    if not 2 <= plain.count(b"\n") <= MOST_OPS + 1:
        raise not_understood()
    try:
        devs = _devs(heading, record.dev)
        reader = _Reader(devs, record.laptop if kind == OPS else "")
        ops = tuple(reader.op(object_of(line)) for line in _lines(plain))
        _check_heading(heading, ops, reader.spans, kind)
    except ValueError:
        raise not_understood() from None
    return Ops(heading, ops, reader.spans)


def _end_of_first_line(plain: bytes) -> int:
    end = plain.find(b"\n", 0, MOST_LINE + 1)
    if end < 0:
        raise not_understood()
    return end


def _lines(plain: bytes) -> Iterator[bytes]:
    """Give the lines after the first; ValueError if the last does not end with a newline."""
    start = plain.index(b"\n") + 1
    while start < len(plain):
        end = plain.index(b"\n", start)
        yield plain[start:end]
        start = end + 1


def _packed(op: Travelling, devs: dict[str, int], spans: Spans) -> bytes:
    first, last = spans.get(op.dev, (op.seq, op.seq - 1))
    if op.seq != last + 1:
        raise ValueError("the numbers of a device have a hole")
    spans[op.dev] = (first, op.seq)
    body: dict[str, Any] = {
        "seq": op.seq,
        "hlc": op.hlc,
        "act": op.act,
        "schema": op.schema,
        "type": op.type,
        "id": op.id,
        "writes": {
            name: _numbered(name, write, devs) if len(write) > 1 or name[0] == REDACT else write
            for name, write in op.writes.items()
        },
    }
    if op.action:
        body["action"] = op.action
    own = devs.setdefault(op.dev, len(devs))
    if own:
        body["dev"] = own
    return _encode(body).encode()


def _numbered(name: str, write: list[Any], devs: dict[str, int]) -> list[Any]:
    """Give a write with indices into `devs` for the names of devices."""
    value, *over = write
    if name[0] == REDACT and isinstance(value, list):
        value = [[devs.setdefault(dev, len(devs)), seq] for dev, seq in value]
    return [value, *([devs.setdefault(dev, len(devs)), seq] for dev, seq in over)]


def _devs(heading: dict[str, Any], own: str) -> list[str]:
    devs = heading.get("devs")
    if not isinstance(devs, list) or not 1 <= len(devs) <= MOST_OPS or devs[0] != own:
        raise Malformed
    if not all(isinstance(dev, str) and DEV.fullmatch(dev) for dev in devs):
        raise Malformed
    if len(set(devs)) != len(devs):
        raise Malformed
    return devs


def _check_heading(
    heading: dict[str, Any], ops: tuple[Travelling, ...], spans: Spans, kind: str
) -> None:
    stamps = [op.hlc for op in ops]
    if not _same(heading.get("spans"), {dev: list(span) for dev, span in spans.items()}):
        raise Malformed
    if heading["kind"] != kind or not _same(heading.get("hlc"), [min(stamps), max(stamps)]):
        raise Malformed
    _count(heading.get("schema"))
    if not (isinstance(heading.get("app"), str) and isinstance(heading.get("time"), str)):
        raise Malformed


class _Reader:
    """Turns the objects of lines into ops, and keeps the spans of what it read."""

    def __init__(self, devs: list[str], laptop: str) -> None:
        self.devs = devs
        self.laptop = laptop
        self.spans: Spans = {}
        self._names: set[str] = set()  # those that were found to be good

    def op(self, body: dict[str, Any]) -> Travelling:
        get = body.get
        dev = self._dev(get("dev", 0))
        hlc, record_id = get("hlc"), get("id")
        if type(hlc) is not int or not 0 <= hlc < STAMP_LIMIT:
            raise Malformed
        if type(record_id) is not str or not _ID.fullmatch(record_id):
            raise Malformed
        action = get("action")
        if action is not None:
            _check_action(action)
        return Travelling(
            dev=dev,
            seq=self._next(dev, _count(get("seq"))),
            hlc=hlc,
            act=_count(get("act")),
            schema=_count(get("schema")),
            type=self._name(get("type")),
            id=record_id,
            writes=self._writes(get("writes")),
            action=action,
        )

    def _next(self, dev: str, seq: int) -> int:
        """Count an op of a device: of this laptop only ("" of any), and without holes."""
        span = self.spans.get(dev)
        if span is None:
            if not dev.startswith(self.laptop):
                raise Malformed
            span = (seq, seq - 1)
        if seq != span[1] + 1:
            raise Malformed
        self.spans[dev] = (span[0], seq)
        return seq

    def _writes(self, writes: Any) -> dict[str, list[Any]]:
        if type(writes) is not dict or not writes:
            raise Malformed
        for name, write in writes.items():
            if name not in self._names:
                self._name(name)
            if type(write) is not list or not write:
                raise Malformed
            if len(write) > 1:
                write[1:] = [self._dot(dot) for dot in write[1:]]
            if name[0] == REDACT and type(write[0]) is list:
                write[0] = [self._dot(dot) for dot in write[0]]
        return writes

    def _dot(self, dot: Any) -> list[Any]:
        if type(dot) is not list or len(dot) != 2:
            raise Malformed
        return [self._dev(dot[0]), _count(dot[1])]

    def _dev(self, index: Any) -> str:
        if type(index) is not int or not 0 <= index < len(self.devs):
            raise Malformed
        return self.devs[index]

    def _name(self, name: Any) -> str:
        if type(name) is not str:
            raise Malformed
        if name not in self._names:
            if not _NAME.fullmatch(name):
                raise Malformed
            self._names.add(name)
        return name


def _check_action(action: Any) -> None:
    if type(action) is not dict:
        raise Malformed
    for link in LINKS:
        if link in action:
            named = action[link]
            if type(named) is not list or len(named) != 3:
                raise Malformed
            stream, dev, seq = named
            if not (type(stream) is str and STREAM.fullmatch(stream)):
                raise Malformed
            if not (type(dev) is str and DEV.fullmatch(dev)):
                raise Malformed
            _count(seq)


def _count(value: Any) -> int:
    if type(value) is not int or not 1 <= value < COUNT_LIMIT:  # `is_count`, asked of each op
        raise Malformed
    return value


def _same(said: Any, known: Any) -> bool:
    """Whether two JSON values are the same; `True` is not 1."""
    return bool(said == known) and _sorted(said) == _sorted(known)


def _sorted(value: Any) -> str:
    return json.dumps(value, sort_keys=True)
