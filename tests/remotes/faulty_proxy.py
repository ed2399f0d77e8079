"""A gateway on this computer before a real WebDAV server, which fails as a test tells it to.

    with faulty(server.port) as gateway:
        gateway.script(Fault("MOVE", lose_answer), Fault("PUT", answers(507)))
        remote = connect(gateway.before(address))

Each fault is used `times` times on requests whose method and path it fits, in the order of the
script; all else goes through unchanged. `gateway.requests` and `gateway.size` tell what went over
the wire, headers and all.
"""

from __future__ import annotations

import http.client
import re
import socket
import struct
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from liaison_app.remotes.addresses import Address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_BY_THE_WAY = {"connection", "keep-alive", "transfer-encoding", "content-length"}


@dataclass
class Asked:
    """A request, as it came.

    Attributes:
        method, path, headers, body: of the request.
        forward: asks the real server and gives its answer.
    """

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    forward: Callable[[], Said]


@dataclass
class Said:
    """An answer; a fault may change it before it goes out.

    Attributes:
        status, headers, body: of the answer.
        length: what its Content-Length says; None for the truth, -1 to leave it out.
        then_hang_up: the connection ends after it.
    """

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    length: int | None = None
    then_hang_up: bool = False


@dataclass
class Fault:
    """When to fail, and how.

    Attributes:
        method: a pattern for the whole method.
        do: what happens.
        path: a pattern for anywhere in the path.
        skip: as many fitting requests pass first.
        times: it happens to.
    """

    method: str
    do: Callable[[Asked, Gateway], Said | None]
    path: str = ""
    skip: int = 0
    times: int = 1

    def takes(self, asked: Asked) -> bool:
        """Tell whether it happens to this request, and count."""
        fits = re.fullmatch(self.method, asked.method) and re.search(self.path, asked.path)
        if not fits or not self.times:
            return False
        if self.skip:
            self.skip -= 1
            return False
        self.times -= 1
        return True


ALWAYS = 10**9


def answers(status: int, body: bytes = b"", **headers: str) -> Callable[[Asked, Gateway], Said]:
    """Answer without asking the server; `retry_after="5"` is the header Retry-After."""
    named = {name.replace("_", "-").title(): value for name, value in headers.items()}
    return lambda _asked, _gateway: Said(status, named, body)


def lose_answer(asked: Asked, _gateway: Gateway) -> None:
    """Let the server do it, then break the connection instead of saying so."""
    asked.forward()


def lose_request(_asked: Asked, _gateway: Gateway) -> None:
    """Break the connection before the server learns of it."""


def stall(_asked: Asked, gateway: Gateway) -> None:
    """Never answer."""
    gateway.ending.wait()


def stall_after(asked: Asked, gateway: Gateway) -> None:
    """Let the server do it, and never answer."""
    asked.forward()
    gateway.ending.wait()


def cut(asked: Asked, _gateway: Gateway) -> Said:
    """Break off in the middle of the answer's body."""
    said = asked.forward()
    return Said(said.status, said.headers, said.body[: len(said.body) // 2], len(said.body), True)


def log_in_page(_asked: Asked, _gateway: Gateway) -> Said:
    """Show what a hotel's network shows to whoever asks for anything."""
    page = b"<!DOCTYPE html>\n<html><title>Guest WiFi</title><form>Room number</form></html>"
    return Said(200, {"Content-Type": "text/html; charset=utf-8"}, page)


def without(*headers: str) -> Callable[[Asked, Gateway], Said]:
    """Be a server that ignores these headers."""

    def do(asked: Asked, _gateway: Gateway) -> Said:
        ignored = {header.lower() for header in headers}
        asked.headers = {n: v for n, v in asked.headers.items() if n.lower() not in ignored}
        return asked.forward()

    return do


def rewritten(change: Callable[[Said], Said]) -> Callable[[Asked, Gateway], Said]:
    """Change the server's answer."""
    return lambda asked, _gateway: change(asked.forward())


class Gateway:
    """What a test tells the gateway, and learns from it.

    Attributes:
        requests: method and path of each, in order.
        size: bytes that went over the wire in both directions.
        connections: that were made to it.
        ending: set when the gateway stops.
    """

    def __init__(self, upstream: int) -> None:
        self.upstream = upstream
        self.port = 0
        self.requests: list[tuple[str, str]] = []
        self.size = 0
        self.connections = 0
        self.ending = threading.Event()
        self._faults: list[Fault] = []
        self._lock = threading.Lock()

    def script(self, *faults: Fault) -> None:
        """Say what fails from now on; none: nothing does. Counting begins anew."""
        with self._lock:
            self._faults = list(faults)
            self.requests.clear()
            self.size = self.connections = 0

    def before(self, address: Address) -> Address:
        """Give the address of a place on the server as it is through the gateway."""
        return Address(address.url.replace(f":{self.upstream}/", f":{self.port}/", 1), address.keys)

    @property
    def methods(self) -> list[str]:
        return [method for method, _path in self.requests]

    def fault_for(self, asked: Asked) -> Fault | None:
        """Note a request, and give what is to happen to it."""
        with self._lock:
            self.requests.append((asked.method, asked.path))
            return next((fault for fault in self._faults if fault.takes(asked)), None)

    def count(self, size: int) -> None:
        with self._lock:
            self.size += size


@contextmanager
def faulty(upstream: int) -> Iterator[Gateway]:
    """Run a gateway before the server at a port of this computer."""
    gateway = Gateway(upstream)

    server = _Listener(("127.0.0.1", 0), type("Handler", (_Handler,), {"gateway": gateway}))
    gateway.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield gateway
    finally:
        gateway.ending.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def shutdown_request(self, request: socket.socket | tuple[bytes, socket.socket]) -> None:
        self.close_request(request)  # and no polite end before it: see `break_off`


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 30
    gateway: Gateway
    upstream: http.client.HTTPConnection

    def setup(self) -> None:
        super().setup()
        with self.gateway._lock:
            self.gateway.connections += 1
        self.upstream = http.client.HTTPConnection("127.0.0.1", self.gateway.upstream)

    def finish(self) -> None:
        self.upstream.close()
        super().finish()

    def handle_any(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        asked = Asked(self.command, self.path, dict(self.headers.items()), body, lambda: Said(0))
        asked.forward = lambda: self.forward(asked)
        self.gateway.count(
            len(self.requestline) + 2 + sum(len(n) + len(v) + 4 for n, v in self.headers.items())
        )
        self.gateway.count(2 + len(body))
        fault = self.gateway.fault_for(asked)
        said = fault.do(asked, self.gateway) if fault else asked.forward()
        if said is None:
            self.break_off()
        else:
            self.say(said)

    def __getattr__(self, name: str) -> Callable[[], None]:
        if name.startswith("do_"):
            return self.handle_any
        raise AttributeError(name)

    def forward(self, asked: Asked) -> Said:
        self.upstream.request(asked.method, asked.path, asked.body, asked.headers)
        answer = self.upstream.getresponse()
        headers = {n: v for n, v in answer.getheaders() if n.lower() not in _BY_THE_WAY}
        return Said(answer.status, headers, answer.read())

    def say(self, said: Said) -> None:
        lines = [f"HTTP/1.1 {said.status} {http.client.responses.get(said.status, 'Other')}"]
        lines += [f"{name}: {value}" for name, value in said.headers.items()]
        if said.length != -1:
            lines.append(
                f"Content-Length: {len(said.body) if said.length is None else said.length}"
            )
        whole = "\r\n".join([*lines, "", ""]).encode("latin-1")
        if self.command != "HEAD":
            whole += said.body
        self.gateway.count(len(whole))
        try:
            self.wfile.write(whole)
        except OSError:
            self.close_connection = True
        if said.then_hang_up or said.length == -1:
            self.close_connection = True

    def break_off(self) -> None:
        """End the connection at once, as when a cable is pulled (RST, not FIN)."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name
        pass
