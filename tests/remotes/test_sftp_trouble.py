"""What goes wrong with SFTP servers: who they are, whom they let in, cut lines and full disks."""

from __future__ import annotations

import logging
import socket
import struct
import threading
from contextlib import closing, suppress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import asyncssh
import pytest

from liaison_app.errors import (
    InvalidValue,
    RemoteAway,
    RemoteFull,
    RemoteRefuses,
    RemoteTrouble,
    RemoteWrong,
)
from liaison_app.remotes import sftp_protocol
from liaison_app.remotes.addresses import Address
from liaison_app.remotes.connecting import connect
from liaison_app.remotes.protocol import Missing, Taken
from liaison_app.remotes.sftp_host_keys import HostKeyUnknown, pinned
from tests.remotes import sftp_servers
from tests.remotes.sftp_servers import PASSWORD, Server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from liaison_app.remotes.protocol import Remote

DATA = bytes(range(256)) * 4096


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with sftp_servers.asyncssh_server(tmp_path_factory.mktemp("asyncssh")) as server:
        yield server


def without(address: Address, *names: str, **others: str) -> Address:
    keys = {name: value for name, value in address.keys.items() if name not in names}
    return Address(address.url, {**keys, **others})


def folder_of(server: Server, address: Address) -> Path:
    return server.folder / urlsplit(address.url).path.lstrip("/")


def verbs(remote: Remote) -> list[Callable[[], object]]:
    return [
        remote.probe,
        lambda: remote.list("heads"),
        lambda: remote.get("heads/one.flb"),
        lambda: remote.put("heads/one.flb", b"one"),
        lambda: remote.delete("heads/one.flb"),
    ]


def test_a_server_not_met_before_is_told_with_its_fingerprint_and_nothing_was_said_to_it(
    server: Server,
) -> None:
    place = server.place()
    with closing(connect(without(place, "host_key"), timeout=5)) as remote:
        for do in verbs(remote):
            with pytest.raises(HostKeyUnknown) as raised:
                do()
            assert raised.value.fingerprint == server.fingerprint
            assert server.fingerprint in str(raised.value)
    trusted = without(place, host_key=raised.value.host_key)
    with closing(connect(trusted, timeout=5)) as remote:
        remote.put("x.flb", b"x")


def test_a_fingerprint_that_the_office_gave_is_enough(server: Server) -> None:
    with closing(connect(without(server.place(), host_key=server.fingerprint))) as remote:
        remote.probe()
    line = f"files.example.org {server.host_key} somebody@example.org"
    with closing(connect(without(server.place(), host_key=line))) as remote:
        remote.probe()


@pytest.mark.parametrize("kind", ["ssh-ed25519", "ecdsa-sha2-nistp256", "ssh-rsa"])
def test_another_key_than_before_stops_everything_before_a_password_is_said(
    tmp_path: Path, server: Server, kind: str
) -> None:
    with sftp_servers.asyncssh_server(tmp_path, host_key=kind) as other:
        fingerprint = other.fingerprint
        for known in (server.host_key, server.fingerprint):
            address = without(other.place(), host_key=known)
            with closing(connect(address, timeout=5)) as remote:
                for do in verbs(remote):
                    with pytest.raises(RemoteRefuses, match="STOP") as raised:
                        do()
                    assert not isinstance(raised.value, HostKeyUnknown)
        with closing(connect(without(other.place(), host_key=other.host_key))) as remote:
            remote.put("x.flb", b"x")
        assert pinned(other.host_key) != pinned(server.host_key)
        assert fingerprint not in str(raised.value)


@pytest.mark.parametrize(
    ("out", "put", "words"),
    [
        (("private_key",), {}, ""),
        (("password",), {}, ""),
        (("private_key",), {"password": "wrong"}, "does not take the user name"),
        (("private_key",), {"user": "ben"}, "does not take the user name"),
        (("private_key", "password"), {}, "needs a password or a private key"),
    ],
)
def test_a_password_or_a_key_opens_it_and_nothing_else(
    server: Server, out: tuple[str, ...], put: dict[str, str], words: str
) -> None:
    address = without(server.place(), *out, **put)
    if not words:
        with closing(connect(address, timeout=5)) as remote:
            remote.probe()
        return
    with (
        pytest.raises((RemoteRefuses, InvalidValue), match=words) as raised,
        closing(connect(address, timeout=5)) as remote,
    ):
        remote.probe()
    assert "wrong" not in str(raised.value)
    assert raised.value.__cause__ is None


def test_a_key_that_is_not_welcome_gives_way_to_the_password(server: Server) -> None:
    other = asyncssh.generate_private_key("ssh-ed25519").export_private_key().decode()
    with closing(connect(without(server.place(), private_key=other))) as remote:
        remote.probe()
    with (
        closing(connect(without(server.place(), "password", private_key=other))) as remote,
        pytest.raises(RemoteRefuses, match="private key"),
    ):
        remote.probe()


@pytest.mark.parametrize("kind", ["ssh-ed25519", "ecdsa-sha2-nistp256", "ssh-rsa"])
def test_a_private_key_may_be_locked_with_the_password(server: Server, kind: str) -> None:
    key = asyncssh.generate_private_key(kind)
    locked = key.export_private_key(passphrase=PASSWORD, rounds=2, ignore_few_rounds=True).decode()
    connect(without(server.place(), private_key=locked)).close()
    with pytest.raises(InvalidValue, match="locked"):
        connect(without(server.place(), "password", private_key=locked))
    with pytest.raises(InvalidValue, match="no private key that Liaison can read"):
        connect(without(server.place(), private_key=locked, password="another"))
    with pytest.raises(InvalidValue, match="no private key that Liaison can read"):
        connect(without(server.place(), private_key=key.export_public_key().decode()))


@pytest.mark.parametrize("kept", ["ssh-ed25519", "SHA256:short", "ssh-rsa AAAA", "x y z"])
def test_what_is_no_key_of_a_server_is_refused_at_once(server: Server, kept: str) -> None:
    with pytest.raises(InvalidValue, match="no key of a server"):
        connect(without(server.place(), host_key=kept))


def test_a_cut_line_is_away_and_the_next_verb_connects_anew(server: Server) -> None:
    with sftp_servers.line(server.port) as line:
        address = server.place(line.port)
        with closing(connect(address, timeout=5)) as remote:
            remote.put("a/one.flb", DATA)
            for do in verbs(remote):
                line.cut()
                with suppress(RemoteAway, Missing, Taken):  # or it is seen before anything is asked
                    do()
            remote.probe()
            remote.delete("heads/one.flb")
            assert remote.get("a/one.flb") == DATA
            line.cut_after = 300_000
            with pytest.raises(RemoteAway):
                remote.get("a/one.flb")
            line.cut_after = 300_000
            with pytest.raises(RemoteAway):
                remote.put("a/two.flb", DATA)
            with pytest.raises(Missing):
                remote.get("a/two.flb")
            assert [entry.name for entry in remote.list("a")] == ["one.flb"]
            remote.put("a/two.flb", DATA)
            assert remote.get("a/two.flb") == DATA
            assert len(remote.list("a")) == 2
    folder = folder_of(server, address) / "a"
    assert sorted(path.name for path in folder.iterdir()) == ["one.flb", "two.flb"]


@pytest.mark.parametrize("after", [0, 30, 500, 2_000, 2_800, 3_300])
def test_a_line_cut_while_logging_in_is_away(server: Server, after: int) -> None:
    with sftp_servers.line(server.port) as line:
        line.cut_after = after
        with closing(connect(server.place(line.port), timeout=5)) as remote:
            with pytest.raises(RemoteAway):
                remote.probe()
            remote.probe()


def test_who_does_not_answer_is_away_in_time(server: Server) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = server.place(silent.getsockname()[1])
        with closing(connect(address, timeout=0.5)) as remote, pytest.raises(RemoteAway):
            remote.probe()
    with closing(connect(server.place(9), timeout=0.5)) as remote, pytest.raises(RemoteAway):
        remote.probe()


def test_a_log_in_page_or_another_service_is_no_server_for_files(server: Server) -> None:
    def answer(listening: socket.socket) -> None:
        near, _where = listening.accept()
        near.sendall(b"HTTP/1.1 302 Found\r\nLocation: http://login.example.org\r\n\r\n" * 200)
        near.close()

    with socket.create_server(("127.0.0.1", 0)) as page:
        thread = threading.Thread(target=answer, args=(page,))
        thread.start()
        address = server.place(page.getsockname()[1])
        with closing(connect(address, timeout=2)) as remote, pytest.raises(RemoteTrouble):
            remote.probe()
        thread.join()


@pytest.mark.parametrize(
    "files",
    [sftp_servers.FullDisk, sftp_servers.FullDiskThatSaysSo],
    ids=lambda kind: kind.__name__,
)
def test_a_full_disk_is_told_and_leaves_nothing(
    tmp_path: Path, files: type[asyncssh.SFTPServer]
) -> None:
    with (
        sftp_servers.asyncssh_server(tmp_path, files) as full,
        closing(connect(full.place(), timeout=5)) as remote,
    ):
        with pytest.raises(RemoteFull, match="no room left"):
            remote.put("a/one.flb", DATA)
        assert remote.list("a") == []
        assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_folder_that_may_not_be_written_is_refused(server: Server) -> None:
    with sftp_servers.sshd() as sshd:
        address = Address(f"sftp://127.0.0.1:{sshd.port}/proc/liaison", sshd.place().keys)
        with closing(connect(address, timeout=5)) as remote:
            with pytest.raises(RemoteRefuses):
                remote.put("one.flb", b"one")
            assert remote.list("") == []
        address = Address(f"sftp://127.0.0.1:{sshd.port}/etc/ssh", sshd.place().keys)
        with (
            closing(connect(address, timeout=5)) as remote,
            pytest.raises(RemoteRefuses, match="does not let this user"),
        ):
            remote.put("one.flb", b"one")


def test_files_of_others_and_folders_and_links_are_not_listed(server: Server) -> None:
    address = server.place()
    with closing(connect(address, timeout=5)) as remote:
        remote.put("heads/one.flb", b"one")
        folder = folder_of(server, address) / "heads"
        (folder / "Thumbs.db").write_bytes(b"x")
        (folder / ".hidden").write_bytes(b"x")
        (folder / "folder.flb").mkdir()
        (folder / "link.flb").symlink_to(folder / "one.flb")
        with open(bytes(folder) + b"/\xe9t\xe9.flb", "wb"):  # noqa: PTH123 (no text)
            pass
        assert [entry.name for entry in remote.list("heads")] == ["one.flb"]
        with pytest.raises(Taken):
            remote.put("heads/folder.flb", b"x")


def test_the_home_folder_and_the_top_can_be_named(server: Server, tmp_path: Path) -> None:
    with sftp_servers.asyncssh_server(tmp_path) as own:
        for path in ("", "/", "/~", "/~/"):
            name = f"{len(path)}.flb"
            address = Address(f"sftp://ana@127.0.0.1:{own.port}{path}", own.place().keys)
            with closing(connect(address, timeout=5)) as remote:
                remote.probe()
                remote.put(name, b"x")
                assert name in {entry.name for entry in remote.list("")}
                assert (tmp_path / name).is_file()


def test_nothing_is_written_to_any_log(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with closing(connect(server.place(), timeout=5)) as remote:
        remote.put("a/one.flb", b"x")
        remote.list("a")
    refused = connect(without(server.place(), "private_key", password="no"))
    with closing(refused), pytest.raises(RemoteRefuses):
        refused.probe()
    assert not [record for record in caplog.records if "asyncssh" not in record.name]


def test_each_verb_takes_few_requests(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    send = sftp_protocol.Sftp._send

    def counting(self: sftp_protocol.Sftp, kind: int, *fields: bytes) -> None:
        asked.append(kind)
        send(self, kind, *fields)

    with closing(connect(server.place(), timeout=5)) as remote:
        remote.put("heads/zero.flb", b"zero")
        monkeypatch.setattr(sftp_protocol.Sftp, "_send", counting)
        remote.put("heads/one.flb", b"one")
        assert len(asked) == 6  # is it there, open, write, to the disk, close, name
        asked.clear()
        remote.get("heads/one.flb")
        assert len(asked) == 4  # open; size and bytes at once; close, which is not waited for
        asked.clear()
        remote.list("heads")
        assert len(asked) == 4  # open, names, no more names, close
        asked.clear()
        remote.probe()
        assert len(asked) == 1


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"\0\0\0\0",
        b"\xff\xff\xff\xff\x02",
        b"\0\0\0\x05\x02\0\0\0\x01",
        b"\0\0\0\x05\x65\0\0\0\x03",
        b"\0\0\0\x09\x02\0\0\0\x03\0\0\xff\xff",
    ],
)
def test_what_is_no_sftp_is_told_at_once(said: bytes) -> None:
    with pytest.raises((sftp_protocol.NoSense, sftp_protocol.Gone)):
        sftp_protocol.Sftp(Said(said))


@pytest.mark.parametrize("names", [0, 100])
def test_a_listing_without_end_is_told_in_the_end(names: int) -> None:
    one = struct.pack(">I", 4) + b"name" + struct.pack(">II", 0, 0)

    def answers() -> Iterator[bytes]:
        yield b"\0\0\0\x05\x02\0\0\0\x03"
        yield b"\0\0\0\x0a\x66\0\0\0\x01\0\0\0\x01h"
        for number in range(2, 20_000):
            body = struct.pack(">BII", 104, number, names) + one * names
            yield struct.pack(">I", len(body)) + body

    endless = Endless(answers())
    with pytest.raises((sftp_protocol.NoSense, RemoteWrong)):
        sftp_protocol.Sftp(endless).list(b"heads")
    assert endless.said < 1 << 26


class Endless:
    """A channel on which one answer follows the other."""

    def __init__(self, answers: Iterator[bytes]) -> None:
        self._answers = answers
        self._left = b""
        self.said = 0

    def sendall(self, data: bytes) -> None:
        """Send it nowhere."""

    def recv(self, most: int) -> bytes:
        self._left = self._left or next(self._answers, b"")
        came, self._left = self._left[:most], self._left[most:]
        self.said += len(came)
        return came


class Said:
    """A channel on which all has been said already."""

    def __init__(self, said: bytes) -> None:
        self._said = said

    def sendall(self, data: bytes) -> None:
        """Send it nowhere."""

    def recv(self, most: int) -> bytes:
        came, self._said = self._said[:most], self._said[most:]
        return came
