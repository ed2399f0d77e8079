"""A folder that fails: full, read-only, unplugged, slow, or on a disk that is broken."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from liaison_app.errors import RemoteAway, RemoteFull, RemoteRefuses, RemoteTrouble, RemoteWrong
from liaison_app.remotes import folder_errors
from liaison_app.remotes.folder import FolderRemote
from liaison_app.remotes.protocol import Entry, Missing
from tests.remotes.contract import pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

EVERY_VERB: list[Callable[[FolderRemote], object]] = [
    lambda remote: remote.probe(),
    lambda remote: remote.list(""),
    lambda remote: remote.list("heads"),
    lambda remote: remote.get("heads/one.flb"),
    lambda remote: remote.put("heads/two.flb", b"2"),
    lambda remote: remote.delete("heads/one.flb"),
]


def entries(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def drive(tmp_path: Path) -> Iterator[Path]:
    """A drive of one megabyte of its own, where this computer lets us have one."""
    path = tmp_path / "drive"
    path.mkdir()
    mount = shutil.which("mount")
    if mount is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only an administrator may mount a drive")
    made = subprocess.run([mount, "-t", "tmpfs", "-o", "size=1m", "none", path], check=False)
    if made.returncode:
        pytest.skip("no drive can be mounted here")
    yield path
    subprocess.run(["umount", "--lazy", path], check=False, stderr=subprocess.DEVNULL)


def test_a_full_drive_says_so_keeps_what_it_had_and_takes_more_when_there_is_room(
    drive: Path,
) -> None:
    remote = FolderRemote(drive)
    remote.put("a/1.flb", pattern(600_000))
    with pytest.raises(RemoteFull, match="no room left"):
        remote.put("a/2.flb", pattern(600_000))
    assert entries(drive / "a") == ["1.flb"]
    assert remote.get("a/1.flb") == pattern(600_000)
    remote.delete("a/1.flb")
    remote.put("a/2.flb", pattern(600_000))
    assert remote.get("a/2.flb") == pattern(600_000)


def test_a_read_only_drive_is_read_and_refuses_the_rest_in_words(drive: Path) -> None:
    remote = FolderRemote(drive)
    remote.put("heads/one.flb", b"one")
    subprocess.run(["mount", "-o", "remount,ro", drive], check=True)
    remote.probe()
    assert remote.list("heads") == [Entry("one.flb", 3)]
    assert remote.get("heads/one.flb") == b"one"
    with pytest.raises(RemoteRefuses, match="permission"):
        remote.put("heads/two.flb", b"two")
    with pytest.raises(RemoteRefuses, match="permission"):
        remote.put("new/two.flb", b"two")
    with pytest.raises(RemoteRefuses, match="permission"):
        remote.delete("heads/one.flb")


@pytest.mark.parametrize("verb", EVERY_VERB)
def test_a_drive_that_is_unmounted_is_away_and_nothing_is_written_where_it_was(
    drive: Path, verb: Callable[[FolderRemote], object]
) -> None:
    remote = FolderRemote(drive)
    remote.put("heads/one.flb", b"one")
    subprocess.run(["umount", "--lazy", drive], check=True)
    assert drive.is_dir()
    with pytest.raises(RemoteAway, match="put the stick in"):
        verb(remote)
    assert entries(drive) == []


@pytest.mark.parametrize("verb", EVERY_VERB)
def test_a_folder_that_is_gone_is_away_and_is_not_made_again(
    tmp_path: Path, verb: Callable[[FolderRemote], object]
) -> None:
    shared = tmp_path / "stick"
    with pytest.raises(RemoteAway, match="put the stick in"):
        verb(FolderRemote(shared))
    shared.mkdir()
    remote = FolderRemote(shared)
    remote.put("heads/one.flb", b"one")
    shutil.rmtree(shared)
    with pytest.raises(RemoteAway):
        verb(remote)
    assert not shared.exists()


@pytest.mark.parametrize("verb", EVERY_VERB)
@pytest.mark.parametrize(
    "function", ["scandir", "open", "stat", "fsync", "link", "mkdir", "unlink"]
)
def test_a_folder_that_goes_while_it_is_used_is_away_and_not_empty(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    function: str,
    verb: Callable[[FolderRemote], object],
) -> None:
    shared = tmp_path / "stick"
    shared.mkdir()
    remote = FolderRemote(shared)
    remote.put("heads/one.flb", b"one")
    real = getattr(os, function)

    def unplugged(*args: Any, **kwargs: Any) -> Any:
        if not pulled:
            pulled.append(shared.rename(tmp_path / "pulled out"))
        return real(*args, **kwargs)

    pulled: list[Path] = []
    monkeypatch.setattr(os, function, unplugged)
    try:
        verb(remote)
    except RemoteAway:
        assert pulled
    else:
        assert not pulled, "said to be done in a folder that was gone"
    assert not shared.exists() or not pulled


def test_a_file_in_the_folders_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(RemoteRefuses, match="Choose a folder"):
        FolderRemote(tmp_path / "file").probe()


SAID = [
    (errno.ENOSPC, RemoteFull),
    (errno.EDQUOT, RemoteFull),
    (errno.EROFS, RemoteRefuses),
    (errno.EACCES, RemoteRefuses),
    (errno.EIO, RemoteAway),
    (errno.ESTALE, RemoteAway),
    (errno.ENOTCONN, RemoteAway),
    (errno.ETIMEDOUT, RemoteAway),
    (errno.EHOSTDOWN, RemoteAway),
    (errno.ENAMETOOLONG, RemoteRefuses),
    (errno.EILSEQ, RemoteWrong),
]


@pytest.mark.parametrize(
    ("function", "number", "expected"),
    [
        (function, number, expected)
        for function in ("scandir", "open", "unlink", "mkdir", "fsync", "stat", "link")
        for number, expected in SAID
        # Some shares refuse to sync a folder or to link; it is done without.
        if number != errno.EACCES or function not in {"fsync", "link"}
    ],
)
def test_what_the_system_says_is_told_in_the_words_of_remotes(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    function: str,
    number: int,
    expected: type[RemoteTrouble],
) -> None:
    remote = FolderRemote(tmp_path)
    remote.put("heads/one.flb", b"one")
    verb: Callable[[], object] = {
        "scandir": lambda: remote.list("heads"),
        "open": lambda: remote.get("heads/one.flb"),
        "unlink": lambda: remote.delete("heads/one.flb"),
        "mkdir": lambda: remote.put("new/one.flb", b"1"),
        "fsync": lambda: remote.put("heads/two.flb", b"2"),
        "link": lambda: remote.put("heads/two.flb", b"2"),
        "stat": lambda: remote.get("heads/one.flb"),
    }[function]

    def fail(*_args: object, **_kwargs: object) -> None:
        raise OSError(number, os.strerror(number), str(tmp_path))

    with monkeypatch.context() as failing:
        failing.setattr(os, function, fail)
        with pytest.raises(expected) as told:
            verb()
    assert type(told.value) is expected
    assert str(tmp_path) not in str(told.value)
    assert told.value.__cause__ is None
    assert remote.get("heads/one.flb") == b"one"
    assert [entry.name for entry in remote.list("heads")] == ["one.flb"]


def test_a_file_that_shrinks_to_half_when_the_disk_is_full_is_never_given_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the tmpfs above, where no drive can be mounted: the system takes half of the bytes."""
    remote = FolderRemote(tmp_path)
    real = os.fdopen

    class Filling:
        def __init__(self, descriptor: int, mode: str) -> None:
            self.file = real(descriptor, mode)

        def __enter__(self) -> Filling:
            return self

        def __exit__(self, *_how: object) -> None:
            self.file.close()

        def write(self, data: bytes) -> None:
            self.file.write(data[: len(data) // 2])
            self.file.flush()
            raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as failing:
        failing.setattr(os, "fdopen", Filling)
        with pytest.raises(RemoteFull):
            remote.put("one.flb", pattern(10_000))
    assert entries(tmp_path) == []
    with pytest.raises(Missing):
        remote.get("one.flb")


def windows_says(number: int) -> OSError:
    error = OSError(errno.EACCES, "in use")
    error.winerror = number  # type: ignore[attr-defined,unused-ignore]
    return error


def test_windows_is_asked_again_while_a_scanner_holds_the_file() -> None:
    waited: list[float] = []
    said = [windows_says(number) for number in (32, 5, 33)]

    def act() -> str:
        if said:
            raise said.pop()
        return "done"

    assert folder_errors.patiently(act, waited.append) == "done"
    assert waited == [0.02, 0.05, 0.1]


def test_windows_is_asked_for_two_and_a_half_seconds_and_no_longer() -> None:
    waited: list[float] = []

    def act() -> None:
        raise windows_says(32)

    with pytest.raises(OSError, match="in use") as held:
        folder_errors.patiently(act, waited.append)
    assert sum(waited) == pytest.approx(2.47)
    assert type(folder_errors.trouble(held.value)) is RemoteAway


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (112, RemoteFull),
        (53, RemoteAway),
        (1167, RemoteAway),
        (19, RemoteRefuses),
        (5, RemoteRefuses),
    ],
)
def test_what_windows_says_by_its_own_numbers_is_told_too(
    number: int, expected: type[RemoteTrouble]
) -> None:
    assert type(folder_errors.trouble(windows_says(number))) is expected


def test_another_error_of_windows_is_not_asked_again() -> None:
    def act() -> None:
        raise windows_says(112)

    with pytest.raises(OSError, match="in use"):
        folder_errors.patiently(act, lambda _seconds: pytest.fail("waited"))
