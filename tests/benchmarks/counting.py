"""What can be counted: steps of the database's machine, requests on the wire, memory.

Counts are the same on a busy computer, so what must not grow is told in them.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import httpx

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.store.driver import Connection

_EVERY = 100


@dataclass
class Steps:
    """How many steps SQLite's machine took, to the hundred."""

    count: int = 0


@contextmanager
def steps_of(conn: Connection) -> Iterator[Steps]:
    """Count the steps on one connection until the block ends."""
    steps = Steps()

    def some_more() -> int:
        steps.count += _EVERY
        return 0

    conn.set_progress_handler(some_more, _EVERY)
    try:
        yield steps
    finally:
        conn.set_progress_handler(None, 0)


@dataclass
class Wire:
    """What went over HTTP.

    Attributes:
        requests: how many, refused ones and those of a log-in too.
        size: bytes of them and of their answers, with their headers.
    """

    requests: int = 0
    size: int = 0


class _Counted(httpx.SyncByteStream):
    def __init__(self, inner: httpx.SyncByteStream, wire: Wire) -> None:
        self._inner, self._wire = inner, wire

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._inner:
            self._wire.size += len(chunk)
            yield chunk

    def close(self) -> None:
        self._inner.close()


@contextmanager
def wire() -> Iterator[Wire]:
    """Count every HTTP request of this process until the block ends."""
    counted = Wire()
    ask = httpx.HTTPTransport.handle_request

    def handle(transport: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        counted.requests += 1
        counted.size += len(request.method) + len(request.url.raw_path) + 12
        counted.size += _size(request.headers) + len(request.read())
        response = ask(transport, request)
        counted.size += 17 + _size(response.headers)
        assert isinstance(response.stream, httpx.SyncByteStream)
        response.stream = _Counted(response.stream, counted)
        return response

    with patch.object(httpx.HTTPTransport, "handle_request", handle):
        yield counted


def _size(headers: httpx.Headers) -> int:
    return sum(len(name) + len(value) + 4 for name, value in headers.raw) + 2


def resident_mb() -> float:
    """Give the memory that this process has now."""
    return _memory("VmRSS")


def peak_mb() -> float:
    """Give the most memory that this process ever had; not what its parent had."""
    return _memory("VmHWM")


def _memory(what: str) -> float:
    status = Path("/proc/self/status")
    if not status.exists():
        sys.exit("Memory is measured on Linux alone.")
    [line] = [line for line in status.read_text().splitlines() if line.startswith(what)]
    return int(line.split()[1]) / 1000
