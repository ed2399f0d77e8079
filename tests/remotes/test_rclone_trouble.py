"""rclone itself: what it is told, what it says, and that it never outlives the program."""

from __future__ import annotations

import base64
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from liaison_app.errors import (
    InvalidValue,
    RemoteAway,
    RemoteFull,
    RemoteRefuses,
    RemoteTrouble,
    RemoteWrong,
)
from liaison_app.remotes import rclone, rclone_answers, rclone_child
from liaison_app.remotes.addresses import Address
from liaison_app.remotes.connecting import connect
from liaison_app.remotes.protocol import Taken
from liaison_app.remotes.rclone_settings import environment, variables
from tests.remotes import rclone_servers, webdav_servers
from tests.remotes.rclone_servers import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from liaison_app.remotes.protocol import Remote

linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


@pytest.fixture(scope="module")
def webdav(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdav_servers.Server]:
    with webdav_servers.rclone(tmp_path_factory.mktemp("far")) as server:
        yield server


def running(of: int) -> list[int]:
    """The programs that a program started, and that those did."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text("utf-8", "replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == of and fields[0] != "Z":
            number = int(stat.parent.name)
            found += [number, *running(number)]
    return found


def gone(numbers: list[int]) -> bool:
    """Wait until none of them runs."""
    for _each in range(500):
        if not any(Path(f"/proc/{number}").exists() for number in numbers):
            return True
        time.sleep(0.02)
    return False


def verbs(remote: Remote) -> list[Callable[[], object]]:
    return [
        remote.probe,
        lambda: remote.list("heads"),
        lambda: remote.get("heads/one.flb"),
        lambda: remote.put("heads/one.flb", b"one"),
        lambda: remote.delete("heads/one.flb"),
    ]


def test_a_second_file_of_the_same_name_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    with closing(connect(rclone_servers.to_folder(tmp_path))) as remote:
        remote.put("heads/one.flb", b"one")
        with pytest.raises(Taken):
            remote.put("heads/one.flb", b"another")
        assert remote.get("heads/one.flb") == b"one"
        assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["one.flb"]


@linux
def test_what_opens_it_is_on_no_command_line_and_no_disk(
    webdav: webdav_servers.Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    address = rclone_servers.to_webdav(webdav)
    secret = address.keys["config"].rpartition("= ")[2].strip()
    with closing(connect(address)) as remote:
        remote.put("heads/one.flb", bytes(300_000))
        lines = [
            Path(f"/proc/{number}/cmdline").read_text("utf-8") for number in running(os.getpid())
        ]
        lines = [line for line in lines if "\0rcd" in line]
        assert len(lines) == 2
        for line in lines:
            assert secret not in line
            assert webdav_servers.USER not in line
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    assert secret not in repr(remote)
    assert secret not in repr(address)


@linux
def test_closing_ends_it_and_the_next_verb_starts_another(tmp_path: Path) -> None:
    before = set(running(os.getpid()))
    remote = connect(rclone_servers.to_folder(tmp_path))
    remote.put("x.flb", b"x")
    children = [number for number in running(os.getpid()) if number not in before]
    assert len(children) == 2  # rclone, and the shell that waits for us to end
    remote.close()
    assert gone(children)
    assert remote.get("x.flb") == b"x"
    remote.close()
    assert set(running(os.getpid())) <= before


@linux
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_it_ends_when_we_are_killed(tmp_path: Path, how: signal.Signals) -> None:
    address = rclone_servers.to_folder(tmp_path)
    lines = [
        "import sys, time",
        "from liaison_app.remotes.addresses import Address",
        "from liaison_app.remotes.connecting import connect",
        "import json",
        "remote = connect(Address(*json.loads(sys.stdin.readline())))",
        "remote.probe()",
        "print('ready', flush=True)",
        "time.sleep(600)",
    ]
    ours = subprocess.Popen(
        [sys.executable, "-c", "\n".join(lines)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert ours.stdin is not None
    assert ours.stdout is not None
    ours.stdin.write(json.dumps([address.url, dict(address.keys)]) + "\n")
    ours.stdin.flush()
    assert ours.stdout.readline() == "ready\n"
    children = running(ours.pid)
    assert len(children) == 2
    ours.send_signal(how)
    ours.communicate()
    assert gone(children)


@linux
def test_an_rclone_that_died_is_started_anew(tmp_path: Path) -> None:
    before = set(running(os.getpid()))
    with closing(connect(rclone_servers.to_folder(tmp_path))) as remote:
        remote.put("x.flb", b"x")
        for number in running(os.getpid()):
            if number not in before and b"rcd" in Path(f"/proc/{number}/cmdline").read_bytes():
                os.kill(number, signal.SIGKILL)
        for _each in range(3):
            try:
                assert remote.get("x.flb") == b"x"
            except RemoteAway:
                continue
            return
        pytest.fail("it was not started again")


def test_nobody_else_on_this_computer_can_ask_it(tmp_path: Path) -> None:
    child = rclone_child.Child(PROGRAM, {}, 5)
    try:
        assert child.url.startswith("http://127.0.0.1:")
        for path in ("/core/version", "/operations/list", "/config/dump"):
            assert httpx.post(child.url + path, trust_env=False).status_code == 401
            answer = httpx.post(child.url + path, auth=("liaison", ""), trust_env=False)
            assert answer.status_code == 401
        answer = httpx.get(f"{child.url}/[{tmp_path}]/", trust_env=False)
        assert answer.status_code == 401
    finally:
        child.end()


def test_an_unknown_name_says_what_to_do() -> None:
    with closing(connect(Address("rclone:no such name:sync"))) as remote:
        for do in verbs(remote):
            with pytest.raises(RemoteRefuses, match="rclone config"):
                do()


def test_its_own_settings_are_used_where_none_were_pasted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "rclone.conf"
    settings.write_text(f"[school-box]\ntype = alias\nremote = {tmp_path}\n")
    monkeypatch.setenv("RCLONE_CONFIG", str(settings))
    monkeypatch.setenv("RCLONE_LOG_FILE", str(tmp_path / "log"))
    monkeypatch.setenv("RCLONE_DRY_RUN", "true")
    with closing(connect(Address("rclone:school-box:sync"))) as remote:
        remote.put("x.flb", b"x")
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == [
        "rclone.conf",
        "x.flb",
    ]


def test_locked_settings_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = tmp_path / "rclone.conf"
    sealed = base64.b64encode(bytes(range(90))).decode()
    settings.write_text(f"# Encrypted rclone configuration File\n\nRCLONE_ENCRYPT_V0:\n{sealed}\n")
    monkeypatch.setenv("RCLONE_CONFIG", str(settings))
    with (
        closing(connect(Address("rclone:box:sync"))) as remote,
        pytest.raises(RemoteRefuses, match="locked with a password"),
    ):
        remote.probe()


def test_a_wrong_password_of_the_far_side_is_refused(webdav: webdav_servers.Server) -> None:
    with closing(connect(rclone_servers.to_webdav(webdav, "wrong"), timeout=5)) as remote:
        for do in verbs(remote):
            with pytest.raises(RemoteRefuses, match="does not let this account"):
                do()


def test_a_far_side_that_is_not_there_is_away(tmp_path: Path) -> None:
    config = "type = webdav\nurl = http://127.0.0.1:9/\nvendor = other\n"
    with closing(connect(Address("rclone:dav:sync", {"config": config}), timeout=2)) as remote:
        for do in verbs(remote):
            with pytest.raises(RemoteAway, match="cannot reach"):
                do()


def test_without_rclone_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rclone, "program", lambda: None)
    with pytest.raises(InvalidValue, match="Install it from"):
        connect(Address("rclone:box:sync"))


@pytest.mark.parametrize(
    ("lines", "trouble", "words"),
    [
        ("exit 1", RemoteTrouble, "does not know its reason"),
        (
            "echo 'Serving remote control on http://127.0.0.1:9/' >&2; sleep 60",
            RemoteAway,
            "does not answer",
        ),
    ],
)
def test_a_program_that_is_no_rclone_is_told(
    tmp_path: Path, lines: str, trouble: type[RemoteTrouble], words: str
) -> None:
    program = tmp_path / "rclone"
    program.write_text(f"#!/bin/sh\n{lines}\n")
    program.chmod(0o755)
    remote = rclone.RcloneRemote("box", "sync", timeout=1)
    remote._program = program
    with closing(remote), pytest.raises(trouble, match=words):
        remote.probe()


def test_settings_become_variables_and_names_of_people_do_not() -> None:
    config = (
        "[My locked-box]\ntype = crypt\nremote = the drive:sync\npassword = a=b # c\n\n"
        '[the drive]\ntype = drive\ntoken = {"access_token":"x"}\nroot-folder = the drive:\n'
    )
    name, found = variables("My locked-box", config)
    assert (name, found) == (
        "place0",
        {
            "RCLONE_CONFIG_PLACE0_TYPE": "crypt",
            "RCLONE_CONFIG_PLACE0_REMOTE": "place1:sync",
            "RCLONE_CONFIG_PLACE0_PASSWORD": "a=b # c",
            "RCLONE_CONFIG_PLACE1_TYPE": "drive",
            "RCLONE_CONFIG_PLACE1_TOKEN": '{"access_token":"x"}',
            "RCLONE_CONFIG_PLACE1_ROOT_FOLDER": "the drive:",
        },
    )
    own = {"PATH": "/bin", "RCLONE_VERBOSE": "2", "RCLONE_CONFIG": "x"}
    told = environment({**own, "LIAISON_PASSPHRASE": "x", "LIAISON_REMOTE_PASSWORD": "x"}, found)
    assert told == {"PATH": "/bin", "RCLONE_CONFIG": os.devnull, **found}


@pytest.mark.parametrize(
    "config", ["nothing", "[other]\ntype = local\n", "type local", "a b c = d\ntype = x", "[x\n"]
)
def test_what_is_no_settings_is_refused_at_once(config: str) -> None:
    with pytest.raises(InvalidValue, match="no settings of rclone"):
        connect(Address("rclone:box:sync", {"config": config}))


@pytest.mark.parametrize(
    ("said", "trouble"),
    [
        ("googleapi: Error 403: The user's Drive storage quota has been exceeded.", RemoteFull),
        ("multipart upload: no space left on device", RemoteFull),
        ('couldn\'t fetch token: invalid_grant: "401"', RemoteRefuses),
        ("HTTP error 401 (401 Unauthorized) returned body", RemoteRefuses),
        ("googleapi: Error 403: Rate Limit Exceeded, rateLimitExceeded", RemoteAway),
        ("too_many_requests/: too many requests", RemoteAway),
        ("HTTP error 503 (503 Service Unavailable) returned body", RemoteAway),
        ("dial tcp: lookup www.googleapis.com: no such host", RemoteAway),
        ("Get: net/http: TLS handshake timeout", RemoteAway),
        ("tls: failed to verify certificate: x509: certificate signed by", RemoteRefuses),
        ("RequestTimeTooSkewed: The difference between", RemoteRefuses),
        ("something new", RemoteWrong),
        ('Propfind "http://x/403 Forbidden/quota": dial tcp: connection refused', RemoteAway),
    ],
)
def test_what_services_say_is_sorted(said: str, trouble: type[RemoteTrouble]) -> None:
    assert type(rclone_answers.trouble(said)) is trouble
