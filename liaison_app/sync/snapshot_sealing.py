"""Sealing the records of one snapshot, which `snapshots.py` explains."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any, NamedTuple

from liaison_app.sync import epochs, rosters
from liaison_app.sync.container import Header, read_record, seal
from liaison_app.sync.lines import pack_ops, program

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from liaison_app.store.driver import Connection
    from liaison_app.store.travelling import Travelling
    from liaison_app.sync.identity import Identity
    from liaison_app.workspace import Workspace

_encode = json.JSONEncoder(separators=(",", ":"), sort_keys=True).encode


class Sealed(NamedTuple):
    """A record: its name, which of the stream's secrets opens it, its bytes."""

    hash: str
    epoch: int
    raw: bytes


class Sealing:
    """Seals one record of a stream after the other."""

    def __init__(
        self, workspace: Workspace, conn: Connection, identity: Identity, stream: str
    ) -> None:
        self._workspace = workspace
        self._identity = identity
        self._stream = stream
        self._epoch, self._recipient = epochs.current(conn, rosters.known(conn), stream)
        self._n = 0

    def ops(self, kind: str, some: Sequence[Travelling]) -> Sealed:
        """Seal ops, whoever wrote them."""
        header = self._header()
        return self._sealed(pack_ops(self._heading(header), some, kind=kind), header)

    def line(self, kind: str, said: Mapping[str, Any]) -> Sealed:
        """Seal one line that says this."""
        header = self._header()
        line = {"kind": kind, **self._heading(header), "root": self._workspace.root, **said}
        return self._sealed(_encode(line).encode() + b"\n", header)

    def _sealed(self, plain: bytes, header: Header) -> Sealed:
        raw = seal(plain, header, self._identity.sign, self._recipient)
        record = read_record(io.BytesIO(raw))
        assert record is not None  # noqa: S101  (it was sealed just now)
        return Sealed(record.hash, header.epoch, raw)

    def _header(self) -> Header:
        self._n += 1
        return Header(self._stream, self._epoch, self._identity.dev, self._n, "")

    def _heading(self, header: Header) -> dict[str, Any]:
        return {
            "dev": header.dev,
            "stream": header.stream,
            "n": header.n,
            "prev": "",
            **program(),
            "time": self._workspace.now().isoformat(),
        }
