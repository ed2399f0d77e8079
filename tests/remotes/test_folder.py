"""A folder as a shared place: what else lies in it, and what a sync program makes of it."""

from __future__ import annotations

import errno
import os
import time
from typing import TYPE_CHECKING

import pytest

from liaison_app.errors import InvalidValue, RemoteRefuses
from liaison_app.remotes.addresses import Address
from liaison_app.remotes.connecting import connect
from liaison_app.remotes.folder import FolderRemote, extended
from liaison_app.remotes.folder_placeholders import looks_unfetched
from liaison_app.remotes.protocol import Entry, Missing, Taken
from liaison_app.store.folder import Folder
from tests.remotes.contract import RemoteContract, pattern

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class TestFolder(RemoteContract):
    @pytest.fixture
    def address(self, tmp_path: Path) -> Address:
        return Address(f"folder:{tmp_path}")


class TestFolderWithoutHardLinks(RemoteContract):
    """FAT and exFAT sticks, and many network shares."""

    @pytest.fixture
    def address(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Address:
        forbid_links(monkeypatch)
        return Address(f"folder:{tmp_path}")


def forbid_links(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)


@pytest.fixture
def remote(tmp_path: Path) -> FolderRemote:
    return FolderRemote(tmp_path)


def left(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_put_leaves_its_file_alone_and_nothing_beside_it(
    remote: FolderRemote, tmp_path: Path
) -> None:
    remote.put("heads/one.flb", b"one")
    with pytest.raises(Taken):
        remote.put("heads/one.flb", b"two")
    assert left(tmp_path) == ["heads/one.flb"]


def test_copies_that_sync_programs_make_of_conflicts_are_not_ours(
    remote: FolderRemote, tmp_path: Path
) -> None:
    remote.put("heads/one.flb", b"one")
    for name in (
        "one-LAPTOP.flb",
        "one (1).flb",
        "one (conflicted copy 2026-11-22 101112).flb",
        "one.sync-conflict-20261122-101112-ABCDEFG.flb",
        "one.sync-conflict-20261122-101112-abcdefg.flb",
        "~one.flb.1f-0.tmp",
        ".syncthing.one.flb.tmp",
        "Thumbs.db",
        ".DS_Store",
        "désktop.flb",
    ):
        (tmp_path / "heads" / name).write_bytes(b"another's")
    assert remote.list("heads") == [Entry("one.flb", 3)]


def test_what_is_no_file_is_neither_listed_nor_followed_nor_waited_for(
    remote: FolderRemote, tmp_path: Path
) -> None:
    remote.put("heads/one.flb", b"one")
    heads = tmp_path / "heads"
    (heads / "link.flb").symlink_to(heads / "one.flb")
    (heads / "broken.flb").symlink_to(tmp_path / "nowhere")
    (heads / "folder.flb").mkdir()
    os.mkfifo(heads / "pipe.flb")
    assert remote.list("heads") == [Entry("one.flb", 3)]
    for name in ("link", "broken", "folder", "pipe"):
        with pytest.raises(Missing):
            remote.get(f"heads/{name}.flb")
        with pytest.raises(Taken):
            remote.put(f"heads/{name}.flb", b"x")


def test_a_link_in_a_folders_place_leads_nowhere(
    remote: FolderRemote, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "one.flb").write_bytes(b"a person's own")
    (tmp_path / "heads").symlink_to(elsewhere)
    assert remote.list("heads") == []
    with pytest.raises(Missing):
        remote.get("heads/one.flb")
    with pytest.raises(RemoteRefuses, match="Something else lies"):
        remote.put("heads/two.flb", b"2")
    remote.delete("heads/one.flb")
    assert left(elsewhere) == ["one.flb"]


@pytest.mark.parametrize("entry", [".one.flb.icloud", "one.flb.nextcloud", "one.flb.owncloud"])
def test_what_a_sync_program_did_not_fetch_yet_is_listed_and_missing_and_counted(
    remote: FolderRemote, tmp_path: Path, entry: str
) -> None:
    heads = tmp_path / "heads"
    heads.mkdir()
    (heads / entry).write_bytes(b"\0")
    assert remote.list("heads") == [Entry("one.flb", -1)]
    with pytest.raises(Missing):
        remote.get("heads/one.flb")
    with pytest.raises(Taken):
        remote.put("heads/one.flb", b"another")
    assert remote.unfetched == {"heads/one.flb"}
    (heads / entry).rename(heads / "one.flb")
    (heads / "one.flb").write_bytes(b"fetched")
    assert remote.get("heads/one.flb") == b"fetched"


def test_a_file_without_its_bytes_is_missing_and_never_damaged(
    remote: FolderRemote, tmp_path: Path
) -> None:
    for name, size in (("torn.flb", 0), ("sparse.flb", 70_000)):
        with (tmp_path / name).open("wb") as file:
            file.truncate(size)
        with pytest.raises(Missing):
            remote.get(name)
    assert remote.unfetched == {"torn.flb", "sparse.flb"}
    zeros = bytes(5000)  # written for all that, with blocks of its own
    remote.put("zeros.flb", zeros)
    assert remote.get("zeros.flb") == zeros


@pytest.mark.parametrize(
    ("field", "bits"),
    [
        ("st_file_attributes", 0x1000),
        ("st_file_attributes", 0x40000),
        ("st_file_attributes", 0x400000),
        ("st_flags", 0x40000000),
    ],
)
def test_windows_and_macos_say_by_a_bit_that_a_file_is_elsewhere(field: str, bits: int) -> None:
    class Said:
        st_size = 10
        st_blocks = 8

    info = Said()
    assert not looks_unfetched(info)
    setattr(info, field, bits)
    assert looks_unfetched(info)


def test_a_small_file_may_lie_in_the_folder_itself_without_blocks_of_its_own() -> None:
    class Said:
        st_size = 10
        st_blocks = 0

    assert not looks_unfetched(Said())
    assert not looks_unfetched(Said(), b"\0\0\0\0\0\0sealed"[:10])
    assert not looks_unfetched(Said(), b"")  # read from its end
    assert looks_unfetched(Said(), bytes(10))


def test_half_written_files_of_crashed_runs_go_and_those_of_others_stay(
    remote: FolderRemote, tmp_path: Path
) -> None:
    heads = tmp_path / "heads"
    heads.mkdir()
    old = ("~one.flb.1f-0.tmp", "~two.flb.claim.tmp", "~Letter.docx.tmp", "~one.flb.tmp", "a.flb")
    for name in old:
        (heads / name).write_bytes(b"half")
        os.utime(heads / name, (1_000_000_000, 1_000_000_000))
    (heads / "~three.flb.1f-0.tmp").write_bytes(b"another laptop's, in the middle")
    remote.put("heads/one.flb", b"whole")
    kept = ["~Letter.docx.tmp", "~one.flb.tmp", "~three.flb.1f-0.tmp"]
    assert left(heads) == ["a.flb", "one.flb", *kept]


def test_what_lies_in_the_way_of_a_part_is_not_touched(
    remote: FolderRemote, tmp_path: Path
) -> None:
    in_the_way = tmp_path / f"~one.flb.{os.getpid():x}-0.tmp"
    in_the_way.write_bytes(b"of a laptop whose process has our number")
    remote.put("one.flb", b"one")
    assert remote.get("one.flb") == b"one"
    assert in_the_way.read_bytes() == b"of a laptop whose process has our number"


def test_a_claim_that_a_crash_left_is_waited_for_and_taken_over(
    remote: FolderRemote, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forbid_links(monkeypatch)
    waited: list[float] = []
    monkeypatch.setattr(time, "sleep", waited.append)
    (tmp_path / "~one.flb.claim.tmp").touch()
    remote.put("one.flb", b"one")
    assert remote.get("one.flb") == b"one"
    assert sum(waited) == pytest.approx(2.47)
    assert left(tmp_path) == ["one.flb"]


def test_a_share_that_made_the_link_but_lost_the_answer_did_take_the_file(
    remote: FolderRemote, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = os.link

    def asked_twice(source: Path, target: Path, **_kwargs: object) -> None:
        link(source, target)
        link(source, target)

    monkeypatch.setattr(os, "link", asked_twice)
    data = pattern(5000)
    remote.put("one.flb", data)
    assert remote.get("one.flb") == data
    with pytest.raises(Taken):
        remote.put("one.flb", b"x")


@pytest.mark.parametrize("file", ["database", "slots"])
@pytest.mark.parametrize("inside", ["", "blobs", "blobs/7f"])
def test_a_workspace_is_never_shared_nor_a_folder_in_it(
    tmp_path: Path, file: str, inside: str
) -> None:
    marker: Path = getattr(Folder(tmp_path), file)
    marker.write_bytes(b"")
    shared = tmp_path / inside
    shared.mkdir(parents=True, exist_ok=True)
    (link := tmp_path.parent / f"{tmp_path.name}-link").symlink_to(shared)
    verbs: list[Callable[[FolderRemote], object]] = [
        lambda remote: remote.probe(),
        lambda remote: remote.list(""),
        lambda remote: remote.put("one.flb", b"1"),
    ]
    for path in (shared, link):
        for verb in verbs:
            with pytest.raises(RemoteRefuses, match="belongs to a workspace"):
                verb(FolderRemote(path))
    assert left(tmp_path) == [marker.name]


def test_an_address_is_a_whole_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InvalidValue, match="whole path"):
        connect(Address("folder:stick/liaison"))
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "shared with spaces").mkdir()
    remote = connect(Address("folder:~/shared with spaces"))
    remote.put("one.flb", b"1")
    assert left(tmp_path) == ["shared with spaces/one.flb"]


def test_windows_paths_are_written_in_the_form_that_may_be_long() -> None:
    assert extended("E:\\liaison") == "\\\\?\\E:\\liaison"
    assert extended("\\\\school\\share\\x") == "\\\\?\\UNC\\school\\share\\x"
    assert extended("\\\\?\\E:\\liaison") == "\\\\?\\E:\\liaison"


def test_colleagues_may_read_what_is_put_as_the_folders_owner_lets_them(
    remote: FolderRemote, tmp_path: Path
) -> None:
    former = os.umask(0o002)
    try:
        remote.put("heads/one.flb", b"1")
    finally:
        os.umask(former)
    assert (tmp_path / "heads").stat().st_mode & 0o777 == 0o775
    assert (tmp_path / "heads" / "one.flb").stat().st_mode & 0o777 == 0o664
