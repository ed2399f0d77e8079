"""Real WebDAV servers on this computer alone, each for as long as a `with` block lasts.

    with wsgidav(folder) as server:
        address = server.place()  # a new empty folder on it, and what opens it

WsgiDAV runs in a thread; Apache and rclone are children without rights, killed at the end.
"""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cheroot import wsgi
from cheroot.ssl.builtin import BuiltinSSLAdapter
from wsgidav.wsgidav_app import WsgiDAVApp  # type: ignore[import-untyped]

from liaison_app.remotes.addresses import Address

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

USER, PASSWORD = "Ana Núñez", "kq7-pässwörd:x"
KEYS = {"user": USER, "password": PASSWORD}
_DIGEST_USER = "ana"  # the scheme has no common way to write other letters
_REALM = "liaison"
_NOBODY = 65534
_MODULES = (
    "mpm_event",
    "authn_core",
    "authn_file",
    "authz_core",
    "authz_user",
    "auth_basic",
    "auth_digest",
    "dav",
    "dav_fs",
)


@dataclass
class Server:
    """A server that runs.

    Attributes:
        url: of its root, without the slash at the end.
        folder: that it serves.
        keys: what opens it.
    """

    url: str
    folder: Path
    keys: Mapping[str, str] = field(default_factory=lambda: KEYS)
    _places: Iterator[int] = field(default_factory=count)

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2].partition("/")[0])

    def place(self) -> Address:
        """Make a new empty folder, with a space in its name as people have them."""
        name = f"Our place {next(self._places)}"
        place = self.folder / name
        place.mkdir()
        _give_away(place)
        return Address(f"webdav+{self.url}/{name}", self.keys)


@contextmanager
def wsgidav(folder: Path, *, certificate: Path | None = None) -> Iterator[Server]:
    """WsgiDAV, which asks for Basic; with TLS if given a file of certificate and key."""
    app: Any = WsgiDAVApp(
        {
            "provider_mapping": {"/": str(folder)},
            "http_authenticator": {"accept_digest": False, "default_to_digest": False},
            "simple_dc": {"user_mapping": {"*": {USER: {"password": PASSWORD}}}},
            "verbose": 0,
            "logging": {"enable": False},
        }
    )
    server = wsgi.Server(("127.0.0.1", 0), app, numthreads=4)
    scheme = "http"
    if certificate is not None:
        server.ssl_adapter = BuiltinSSLAdapter(str(certificate), str(certificate))
        scheme = "https"
    server.error_log = _say_nothing  # type: ignore[method-assign] # as cheroot means it to be used
    server.prepare()
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield Server(f"{scheme}://127.0.0.1:{server.bind_addr[1]}", folder)
    finally:
        server.stop()
        thread.join()


@contextmanager
def apache(auth: str) -> Iterator[Server]:
    """Apache's httpd with mod_dav; `auth` is Basic or Digest."""
    program = shutil.which("apache2", path=f"{os.environ['PATH']}{os.pathsep}/usr/sbin")
    modules = Path("/usr/lib/apache2/modules")
    if program is None:
        pytest.skip("Apache is not installed here")
    with _folder() as folder:
        place = folder / "place"
        place.mkdir()
        port = _free_port()
        loads = [f"LoadModule {name}_module {modules}/mod_{name}.so" for name in _MODULES]
        lines = [
            *loads,
            f"ServerRoot {folder}",
            f"DefaultRuntimeDir {folder}",
            "PidFile pid",
            "ErrorLog errors",
            "ServerName 127.0.0.1",
            f"Listen 127.0.0.1:{port}",
            "ThreadsPerChild 8",
            "MaxRequestWorkers 8",
            f"DocumentRoot {place}",
            "DavLockDB locks",
            f"<Directory {place}>",
            "  Dav On",
            "  AllowOverride None",
            f"  AuthType {auth}",
            f"  AuthName {_REALM}",
            "  AuthUserFile users",
            "  Require valid-user",
            "</Directory>",
        ]
        (folder / "conf").write_text("\n".join(lines) + "\n")
        (folder / "users").write_text(_apache_user(auth), "utf-8")
        for path in (place, folder / "conf", folder / "users", folder):
            _give_away(path)
        # -X: one process that never forks, so nothing outlives its being killed
        with _child([program, "-X", "-f", str(folder / "conf")], port):
            user = _DIGEST_USER if auth == "Digest" else USER
            yield Server(f"http://127.0.0.1:{port}", place, {"user": user, "password": PASSWORD})


@contextmanager
def rclone(folder: Path) -> Iterator[Server]:
    """`rclone serve webdav`, on Go's own WebDAV library."""
    port = _free_port()
    program = Path(sys.executable).with_name("rclone")
    command = [str(program), "serve", "webdav", str(folder), "--addr", f"127.0.0.1:{port}"]
    command += ["--user", USER, "--pass", PASSWORD, "--config", os.devnull]
    command += ["--dir-cache-time", "1ms"]  # places are made behind its back
    with _child(command, port, unprivileged=False):
        yield Server(f"http://127.0.0.1:{port}", folder)


def _say_nothing(msg: str = "", level: int = 20, traceback: bool = False) -> None:
    """Of a client that hung up, which is what some tests are about."""


def _apache_user(auth: str) -> str:
    if auth == "Digest":
        text = f"{_DIGEST_USER}:{_REALM}:{PASSWORD}".encode()
        return f"{_DIGEST_USER}:{_REALM}:{hashlib.md5(text, usedforsecurity=False).hexdigest()}\n"
    digest = hashlib.sha1(PASSWORD.encode(), usedforsecurity=False).digest()
    return f"{USER}:{{SHA}}{base64.b64encode(digest).decode()}\n"


@contextmanager
def _folder() -> Iterator[Path]:
    """A folder that somebody without rights can reach, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="liaison-apache-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _give_away(path: Path) -> None:
    if sys.platform != "win32" and os.geteuid() == 0:
        os.chown(path, _NOBODY, _NOBODY)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _child(command: list[str], port: int, *, unprivileged: bool = True) -> Iterator[None]:
    """Run a server until the block ends, from when it takes connections."""
    drop = unprivileged and sys.platform != "win32" and os.geteuid() == 0
    rights: dict[str, Any] = {"user": _NOBODY, "group": _NOBODY, "extra_groups": []} if drop else {}
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **rights
    )
    try:
        while not _listens(port):
            if process.poll() is not None:
                raise RuntimeError(f"{Path(command[0]).name} did not start")
            time.sleep(0.02)
        yield
    finally:
        process.kill()
        process.wait()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
