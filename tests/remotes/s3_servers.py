"""Real S3 servers on this computer alone, each for as long as a `with` block lasts.

    with moto() as server:
        address = server.place()  # a new empty bucket on it, and what opens it

moto is what Amazon's own users test with, in a thread; rclone's server keeps objects as files and
looks at signatures, as a child. `Between` stands before either: it counts what is asked, answers in
the server's stead, and forgets conditions as some servers do.
"""

from __future__ import annotations

import http.client
import logging
import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.s3.models import s3_backends
from moto.server import ThreadedMotoServer

from liaison_app.remotes.addresses import Address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ACCESS, SECRET = "AKIAEXAMPLE123456789", "invented/secret+of+forty+letters/0123456789"
_OURS = frozenset({"content-length", "transfer-encoding", "connection", "date"})
KEYS = {"access_key": ACCESS, "secret_key": SECRET, "region": "us-east-1"}


@dataclass
class Server:
    """A server that runs.

    Attributes:
        url: of its root, without the slash at the end.
        make: makes a bucket.
    """

    url: str
    make: Callable[[str], None]
    _places: Iterator[int] = field(default_factory=count)

    def place(self, prefix: str = "Our school/sync") -> Address:
        """Make a new empty bucket."""
        name = f"bucket-{next(self._places)}"
        self.make(name)
        return Address(f"s3://{name}/{prefix}", {**KEYS, "endpoint": self.url})


@contextmanager
def moto() -> Iterator[Server]:
    """moto, in a thread; it lets everybody in."""
    logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    _host, port = server.get_host_and_port()

    def make(name: str) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.request("PUT", f"/{name}")
        connection.getresponse().read()
        connection.close()

    try:
        yield Server(f"http://127.0.0.1:{port}", make)
    finally:
        server.stop()


def put_by_hand(server: Server, path: str) -> None:
    """Put one byte under any name; moto lets everybody in."""
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc)
    connection.request("PUT", f"/{path}", b"x")
    connection.getresponse().read()
    connection.close()


def fill(address: Address, folder: str, names: list[str]) -> None:
    """Put files of one byte on moto, without the way through its server."""
    bucket, _slash, prefix = address.url.removeprefix("s3://").partition("/")
    backend = s3_backends[DEFAULT_ACCOUNT_ID]["aws"]
    for name in names:
        backend.put_object(bucket, f"{prefix}/{folder}/{name}", b"x")


@contextmanager
def rclone(folder: Path) -> Iterator[Server]:
    """`rclone serve s3`: buckets are folders; it looks at keys and signatures."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    program = Path(sys.executable).with_name("rclone")
    command = [str(program), "serve", "s3", str(folder), "--addr", f"127.0.0.1:{port}"]
    command += ["--auth-key", f"{ACCESS},{SECRET}", "--config", os.devnull]
    for number in range(200):  # now: it remembers for minutes what there is
        (folder / f"bucket-{number}").mkdir()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while True:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            if process.poll() is not None:
                raise RuntimeError("rclone did not start")
            time.sleep(0.02)
        yield Server(f"http://127.0.0.1:{port}", lambda _name: None)
    finally:
        process.kill()
        process.wait()


@dataclass
class Answer:
    """What is said in the server's stead.

    Attributes:
        status: of HTTP.
        code: S3's own, put into the usual body; "" leaves the body empty.
        more: XML after the code.
        passed_on: the server is asked all the same, and its answer thrown away.
        cut_after: the connection ends after so many bytes of the server's own answer.
    """

    status: int = 0
    code: str = ""
    more: str = ""
    passed_on: bool = False
    cut_after: int | None = None

    def body(self) -> bytes:
        if not self.code:
            return b""
        return f"<?xml version='1.0'?><Error><Code>{self.code}</Code>{self.more}</Error>".encode()


@dataclass
class Between:
    """Stands before a server.

    Attributes:
        address: of a place, reached through here.
        asked: method and path of all requests so far.
        answer: decides about a request, by its method and path; None passes it on.
        forgets_conditions: `If-None-Match` never reaches the server.
        conditions: paths of the requests that had one.
        signatures: how requests said who asks.
        tokens: that came with them.
    """

    address: Address
    asked: list[str] = field(default_factory=list)
    answer: Callable[[str, str], Answer | None] = lambda _method, _path: None
    forgets_conditions: bool = False
    conditions: list[str] = field(default_factory=list)
    signatures: list[str] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)


@contextmanager
def between(server: Server) -> Iterator[Between]:
    """Stand before a new place of a server."""
    place = server.place()
    state = Between(place)
    handler = _handler(state, server.url)
    standing = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    standing.daemon_threads = True
    thread = threading.Thread(target=standing.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    endpoint = f"http://127.0.0.1:{standing.server_address[1]}"
    state.address = Address(place.url, {**place.keys, "endpoint": endpoint})
    try:
        yield state
    finally:
        standing.shutdown()
        standing.server_close()
        thread.join()


def _handler(  # noqa: C901 (one small class, that knows where it stands)
    state: Between, url: str
) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def _any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            state.asked.append(f"{self.command} {self.path}")
            if "If-None-Match" in self.headers:
                state.conditions.append(self.path)
            state.signatures.append(self.headers.get("Authorization", ""))
            if "X-Amz-Security-Token" in self.headers:
                state.tokens.append(self.path)
            said = state.answer(self.command, self.path)
            if said is None:
                self._give(*self._pass_on(body))
            elif said.cut_after is not None:
                status, headers, answer = self._pass_on(body)
                self._give(status, headers, answer, cut_after=said.cut_after)
            else:
                if said.passed_on:
                    self._pass_on(body)
                self._give(said.status, [("Content-Type", "application/xml")], said.body())

        do_GET = do_PUT = do_HEAD = do_DELETE = do_POST = _any  # noqa: N815 (the library's names)

        def _pass_on(self, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
            connection = http.client.HTTPConnection(urlsplit(url).netloc)
            headers = dict(self.headers.items())
            if state.forgets_conditions:
                headers.pop("If-None-Match", None)
                headers.pop("if-none-match", None)
            connection.request(self.command, self.path, body, headers)
            answer = connection.getresponse()
            found = answer.status, answer.getheaders(), answer.read()
            connection.close()
            return found

        def _give(
            self,
            status: int,
            headers: list[tuple[str, str]],
            body: bytes,
            cut_after: int | None = None,
        ) -> None:
            self.send_response(status)
            for name, value in headers:
                if name.lower() not in {
                    "content-length",
                    "transfer-encoding",
                    "connection",
                    "date",
                }:
                    self.send_header(name, value)
            length = {name.lower(): value for name, value in headers}.get("content-length")
            head = self.command == "HEAD"
            self.send_header("Content-Length", length if head and length else str(len(body)))
            self.end_headers()
            if not head:
                self.wfile.write(body[:cut_after])
            if cut_after is not None:
                self.close_connection = True

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    return Handler
