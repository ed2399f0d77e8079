"""A put killed before and after every call that it makes of the operating system."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path

import pytest

from liaison_app.remotes.addresses import Address
from liaison_app.remotes.folder import FolderRemote
from liaison_app.remotes.protocol import Missing, Taken
from tests.remotes.contract import names_of, pattern
from tests.remotes.putting import child

DATA = pattern(300_000)
DYING = """
import errno, os, signal
left = [{step}]
def maybe_die():
    left[0] -= 1
    if left[0] == 0:
        os.kill(os.getpid(), signal.SIGKILL)
def dying(real):
    def act(*args, **kwargs):
        maybe_die()
        given = real(*args, **kwargs)
        maybe_die()
        return given
    return act
class Half:
    def __init__(self, *args, real=os.fdopen, **kwargs):
        self.file = real(*args, **kwargs)
    def __enter__(self):
        return self
    def __exit__(self, *how):
        self.file.close()
    def write(self, data):
        self.file.write(data[:100_000])
        self.file.flush()
        maybe_die()
        self.file.write(data[100_000:])
    def __getattr__(self, name):
        return getattr(self.file, name)
os.fdopen = Half
def refuse(*args, **kwargs):
    raise OSError(errno.EPERM, "no links here")
if {links} == 0:
    os.link = refuse
for name in ("open", "fsync", "link", "unlink", "mkdir", "rename", "close"):
    setattr(os, name, dying(getattr(os, name)))
"""


@pytest.mark.parametrize("links", [True, False])
def test_whichever_step_is_the_last_the_file_is_whole_or_not_there_and_can_be_put_again(
    tmp_path: Path, *, links: bool
) -> None:
    ends: list[str] = []
    for step in range(1, 80):
        shared = tmp_path / str(step)
        shared.mkdir()
        before = DYING.format(step=step, links=int(links)).splitlines()
        process = child(Address(f"folder:{shared}"), "s/1f/one.flb", DATA, before=before)
        process.communicate()
        remote = FolderRemote(shared)
        try:
            assert remote.get("s/1f/one.flb") == DATA
            ends.append("whole")
        except Missing:
            ends.append("none")
        assert names_of(remote.list("s/1f")) == (["one.flb"] if ends[-1] == "whole" else [])
        with suppress(Taken):
            remote.put("s/1f/one.flb", DATA)
        assert remote.get("s/1f/one.flb") == DATA
        later = (shared / "s/1f/one.flb").stat().st_mtime + 4000
        one_hour_on(shared, later)
        if process.returncode == 0:
            break
        assert process.returncode == -signal.SIGKILL
    assert process.returncode == 0
    assert ends.count("none") > 5
    assert ends == sorted(ends), "whole at one step and gone at a later one"


def one_hour_on(shared: Path, later: float) -> None:
    """What was left half-written goes when something is put there later."""
    remote = FolderRemote(shared)
    for path in (shared / "s/1f").iterdir():
        os.utime(path, (later - 8000, later - 8000))
    remote.put("s/1f/two.flb", b"two")
    assert sorted(path.name for path in (shared / "s/1f").iterdir()) == ["one.flb", "two.flb"]


def test_bytes_are_on_the_disk_before_they_have_their_name_and_the_name_before_it_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A power cut cannot be had in a test; that the disk is asked in the right order can."""
    if not Path("/proc/self/fd").exists():
        pytest.skip("which file is synced can be seen on Linux alone")
    did: list[tuple[str, str]] = []
    sync, link, mkdir = os.fsync, os.link, os.mkdir

    def of_ours(path: str) -> str:
        inside = Path(path).relative_to(tmp_path).as_posix()
        return "the part" if "~" in inside else inside

    def synced(descriptor: int) -> None:
        did.append(("sync", of_ours(str(Path(f"/proc/self/fd/{descriptor}").readlink()))))
        sync(descriptor)

    def linked(part: Path, path: Path) -> None:
        did.append(("name", of_ours(str(path))))
        link(part, path)

    def made(path: Path, mode: int = 0o777) -> None:
        did.append(("make", of_ours(str(path))))
        mkdir(path, mode)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "link", linked)
    monkeypatch.setattr(os, "mkdir", made)
    (tmp_path / "s").mkdir()  # by a run that was killed before it asked the disk
    did.clear()
    remote = FolderRemote(tmp_path)
    remote.put("s/1f/one.flb", b"one")
    assert did == [
        ("make", "s"),
        ("sync", "."),
        ("make", "s/1f"),
        ("sync", "s"),
        ("sync", "the part"),
        ("name", "s/1f/one.flb"),
        ("sync", "s/1f"),
    ]
    did.clear()
    remote.put("s/1f/two.flb", b"two")
    assert [what for what, _where in did] == ["make", "make", "sync", "name", "sync"]
