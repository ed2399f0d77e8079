"""Real SFTP servers on this computer alone, each for as long as a `with` block lasts.

    with asyncssh_server(folder) as server:
        address = server.place()  # a new folder on it, and what opens it

asyncssh runs in a thread and takes a password or a key; OpenSSH's own sshd is a child without
rights, with keys and settings of its own, and takes a key. `line` stands before either and can be
cut.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
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

import asyncssh
import pytest

from liaison_app.remotes.addresses import Address
from liaison_app.remotes.sftp_host_keys import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

USER, PASSWORD = "ana", "kq7-pässwörd:x"
_NOBODY = 65534


@dataclass
class Server:
    """A server that runs.

    Attributes:
        port: on this computer.
        folder: that it serves.
        root: how that folder is called there.
        host_key: its key, as a person would have trusted it.
        keys: what opens it, without its key.
    """

    port: int
    folder: Path
    root: str
    host_key: str
    keys: Mapping[str, str]
    _places: Iterator[int] = field(default_factory=count)

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.host_key)

    def place(self, port: int = 0) -> Address:
        """Give a folder that is not there yet, with a space in its name as people have them."""
        path = f"{self.root}/Our place {next(self._places)}/sync"
        keys = {**self.keys, "host_key": self.host_key}
        return Address(f"sftp://127.0.0.1:{port or self.port}{path}", keys)


@contextmanager
def asyncssh_server(
    folder: Path,
    files: type[asyncssh.SFTPServer] = asyncssh.SFTPServer,
    *,
    host_key: str = "ssh-ed25519",
    port: int = 0,
) -> Iterator[Server]:
    """asyncssh, which sees nothing but its folder."""
    own = asyncssh.generate_private_key(host_key)
    client = asyncssh.generate_private_key("ssh-ed25519")
    allowed = asyncssh.import_authorized_keys(client.export_public_key().decode())
    started: list[int] = []
    ready = threading.Event()
    loop = asyncio.new_event_loop()
    guests: list[asyncssh.SSHServerConnection] = []

    async def serve() -> asyncssh.SSHAcceptor:
        return await asyncssh.listen(
            "127.0.0.1",
            port,
            server_host_keys=[own],
            server_factory=lambda: _Doorkeeper(guests),
            authorized_client_keys=allowed,
            sftp_factory=lambda chan: files(chan, chroot=os.fsencode(folder)),
        )

    async def end(acceptor: asyncssh.SSHAcceptor) -> None:
        acceptor.close()
        for guest in guests:
            guest.abort()
        await asyncio.gather(*(guest.wait_closed() for guest in guests), acceptor.wait_closed())
        await asyncio.sleep(0.05)  # its sockets close in the loop's next round

    def run() -> None:
        asyncio.set_event_loop(loop)
        acceptor = loop.run_until_complete(serve())
        started.append(acceptor.get_port())
        ready.set()
        loop.run_forever()
        loop.run_until_complete(end(acceptor))
        loop.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    if not ready.wait(20):
        raise RuntimeError("asyncssh did not start")
    try:
        yield Server(
            started[0],
            folder,
            "",
            own.export_public_key().decode().strip(),
            {
                "user": USER,
                "password": PASSWORD,
                "private_key": client.export_private_key().decode(),
            },
        )
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()


class _Doorkeeper(asyncssh.SSHServer):
    def __init__(self, guests: list[asyncssh.SSHServerConnection]) -> None:
        self._guests = guests

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        self._guests.append(conn)

    def password_auth_supported(self) -> bool:
        return True

    def validate_password(self, username: str, password: str) -> bool:
        return (username, password) == (USER, PASSWORD)


class FullDisk(asyncssh.SFTPServer):
    """Its disk is full, and says so only to who asks how much room there is."""

    async def write(self, *_args: Any) -> int:
        raise asyncssh.SFTPFailure("Failure")

    async def statvfs(self, path: bytes) -> Any:
        found = os.statvfs(self.map_path(path) and os.fsencode("/"))
        return os.statvfs_result((*found[:3], 3, 2, *found[5:10]))


class FullDiskThatSaysSo(asyncssh.SFTPServer):
    """Its disk is full in the middle of a file."""

    def write(self, file_obj: object, offset: int, data: bytes) -> Any:
        if offset >= 65_536:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return super().write(file_obj, offset, data)


@contextmanager
def sshd() -> Iterator[Server]:
    """OpenSSH's sshd with its own file server."""
    program = shutil.which("sshd", path=f"{os.environ['PATH']}{os.pathsep}/usr/sbin")
    keygen = shutil.which("ssh-keygen")
    if program is None or keygen is None or sys.platform == "win32":
        pytest.skip("OpenSSH's server is not installed here")
    import pwd

    root = os.geteuid() == 0
    who = pwd.getpwuid(_NOBODY if root else os.geteuid())
    folder = Path(tempfile.mkdtemp(prefix="liaison-sshd-"))
    try:
        for name in ("host", "client"):
            command = [keygen, "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(folder / name)]
            subprocess.run(command, check=True)
        place = folder / "place"
        place.mkdir()
        port = _free_port()
        lines = [
            f"HostKey {folder / 'host'}",
            f"AuthorizedKeysFile {folder / 'client.pub'}",
            "ListenAddress 127.0.0.1",
            f"Port {port}",
            "PidFile none",
            "StrictModes no",
            "UsePAM yes",  # without it a user without a password counts as locked
            "PasswordAuthentication no",
            "KbdInteractiveAuthentication no",
            "Subsystem sftp internal-sftp",
            "ForceCommand internal-sftp",
        ]
        (folder / "conf").write_text("\n".join(lines) + "\n")
        for path in (folder, *folder.iterdir()):
            if root:
                os.chown(path, who.pw_uid, who.pw_gid)
        rights: dict[str, Any] = {}
        if root:
            rights = {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []}
        process = subprocess.Popen(
            [program, "-D", "-e", "-f", str(folder / "conf")],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            **rights,
        )
        try:
            _wait(process, port)
            yield Server(
                port,
                place,
                str(place),
                (folder / "host.pub").read_text("ascii").strip(),
                {"user": who.pw_name, "private_key": (folder / "client").read_text("ascii")},
            )
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, 9)  # those of its connections too
            process.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process.poll() is not None:
            raise RuntimeError("sshd did not start")
        time.sleep(0.02)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Line:
    """What stands between.

    Attributes:
        port: where it listens.
        sent: bytes from the laptop so far.
        came: bytes to the laptop so far.
        cut_after: the line is cut after so many bytes more in either way; None lets all through.
        met: how many connections there were.
    """

    port: int
    sent: int = 0
    came: int = 0
    cut_after: int | None = None
    met: int = 0
    _open: list[socket.socket] = field(default_factory=list)

    def cut(self) -> None:
        """Cut all connections now."""
        ends, self._open = self._open, []  # first: whoever is cut off may call again at once
        for end in ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


@contextmanager
def line(port: int) -> Iterator[Line]:  # noqa: C901 (its threads share what stands between)
    """Stand before a server on this computer."""
    listening = socket.create_server(("127.0.0.1", 0))
    state = Line(int(listening.getsockname()[1]))

    def carry(source: socket.socket, target: socket.socket, *, out: bool) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(16_384):
                if out:
                    state.sent += len(data)
                else:
                    state.came += len(data)
                if state.cut_after is not None:
                    state.cut_after -= len(data)
                    if state.cut_after < 0:
                        state.cut_after = None
                        state.cut()
                        return
                target.sendall(data)
        with contextlib.suppress(OSError):
            target.shutdown(socket.SHUT_WR)

    def accept() -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _where = listening.accept()
                far = socket.create_connection(("127.0.0.1", port))
                state.met += 1
                state._open.extend((near, far))
                for source, target, out in ((near, far, True), (far, near, False)):
                    threading.Thread(
                        target=carry, args=(source, target), kwargs={"out": out}, daemon=True
                    ).start()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        with contextlib.suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        state.cut()
        thread.join(5)
