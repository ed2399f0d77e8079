"""A backup is the whole workspace in one file; a bad one is refused and leaves nothing behind."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import workspaces
from liaison_app.errors import (
    DamagedFile,
    ForeignFile,
    LiaisonError,
    NewerFile,
    WorkspaceExists,
    WrongPassphrase,
)
from liaison_app.records.people import Person
from liaison_app.store import blobs, checking
from liaison_app.workspace import Add, Draft, Workspace
from tests.store.laptops import NOON, PASSPHRASE, Clock, dice, new

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NEW = "another long one my dear"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace with a person, a draft and an attached file."""
    made = new(tmp_path / "workspace")
    made.commit("add", [Add(Person(given_name="Ana"))])
    made.keep_draft(Draft("visit:1", {"note": "half a sen"}, 10, "note", NOON))
    blobs.put(made.shared.opened.folder.blobs, b"a scanned letter")
    yield made
    made.close()


@pytest.fixture
def backup(workspace: Workspace, tmp_path: Path) -> Path:
    target = tmp_path / "monday.liaison"
    assert workspaces.backup(workspace, target) == target.stat().st_size
    return target


def restore(source: Path, folder: Path, passphrase: str = PASSPHRASE) -> Workspace:
    return workspaces.restore(source, folder, passphrase, clock=Clock(), random=dice(5))


def test_a_restored_workspace_is_the_same_but_another_laptop(
    workspace: Workspace, backup: Path, tmp_path: Path
) -> None:
    restored = restore(backup, tmp_path / "restored")
    assert checking.digest(restored.conn) == checking.digest(workspace.conn)
    assert workspaces.check(restored, deep=True).ok
    assert [draft.content for draft in restored.drafts()] == [{"note": "half a sen"}]
    [blob] = restored.shared.opened.folder.blobs.iterdir()
    assert blob.read_bytes()
    again = workspaces.restore(backup, tmp_path / "again", PASSPHRASE)
    assert len({workspace.device, restored.device, again.device}) == 3
    restored.commit("add", [Add(Person(given_name="Ben"))])
    assert workspaces.check(restored).ok
    restored.close()
    again.close()


def test_a_backup_opens_with_the_passphrase_of_its_day(
    workspace: Workspace, backup: Path, tmp_path: Path
) -> None:
    workspaces.change_passphrase(workspace, PASSPHRASE, NEW)
    restore(backup, tmp_path / "restored").close()
    with pytest.raises(WrongPassphrase):
        restore(backup, tmp_path / "other", NEW)
    assert not (tmp_path / "other").exists()
    later = tmp_path / "later.liaison"
    workspaces.backup(workspace, later)
    restore(later, tmp_path / "third", NEW).close()


def test_a_backup_is_never_written_over_another_file(workspace: Workspace, backup: Path) -> None:
    before = backup.read_bytes()
    with pytest.raises(WorkspaceExists):
        workspaces.backup(workspace, backup)
    assert backup.read_bytes() == before


def test_a_backup_leaves_no_half_files(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(LiaisonError):
        workspaces.backup(workspace, tmp_path / "no such folder" / "b.liaison")
    (tmp_path / "letter").touch()
    with pytest.raises(LiaisonError):  # not even what was never made can be removed here
        workspaces.backup(workspace, tmp_path / "letter" / "b.liaison")
    names = {path.name for path in workspace.shared.opened.folder.path.iterdir()}
    assert not any("part" in name for name in names)


def test_nothing_is_restored_into_a_folder_in_use(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    with pytest.raises(WorkspaceExists):
        restore(backup, tmp_path / "full")
    assert (tmp_path / "full" / "letter.txt").read_text() == "mine"


def refused(source: Path, tmp_path: Path, *errors: type[LiaisonError]) -> None:
    target = tmp_path / "refused"
    with pytest.raises(errors) as refusal:
        restore(source, target)
    assert str(refusal.value)
    assert not target.exists()


def test_a_truncated_backup_is_refused(backup: Path, tmp_path: Path) -> None:
    whole = backup.read_bytes()
    for kept in (0, 10, len(whole) // 3, len(whole) - 1):
        backup.write_bytes(whole[:kept])
        refused(backup, tmp_path, DamagedFile)


def test_a_backup_without_its_first_bytes_is_refused(backup: Path, tmp_path: Path) -> None:
    whole = backup.read_bytes()
    for lost in (1, 100, 5000):
        backup.write_bytes(whole[lost:])
        refused(backup, tmp_path, DamagedFile)


def test_a_flipped_byte_anywhere_is_refused(backup: Path, tmp_path: Path) -> None:
    whole = backup.read_bytes()
    step = len(whole) // 60
    for at in range(5, len(whole), step):
        backup.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        try:
            opened = restore(backup, tmp_path / "refused")
        except LiaisonError:
            assert not (tmp_path / "refused").exists()
        else:  # a byte of the archive's own that says nothing, such as a file's time
            assert opened.read("SELECT given_name FROM person")[0][0] == "Ana"
            opened.close()
            (tmp_path / "refused").rename(tmp_path / f"fine {at}")


def test_other_files_get_their_own_sentence(backup: Path, tmp_path: Path) -> None:
    foreign = tmp_path / "photos.zip"
    with zipfile.ZipFile(foreign, "w") as archive:
        archive.writestr("cat.jpg", b"meow")
    refused(foreign, tmp_path, ForeignFile)
    refused(tmp_path / "nothing", tmp_path, ForeignFile)
    refused(tmp_path, tmp_path, ForeignFile)
    (tmp_path / "text").write_text("hello")
    refused(tmp_path / "text", tmp_path, DamagedFile, ForeignFile)
    changes: tuple[tuple[dict[str, object], type[LiaisonError]], ...] = (
        ({"version": 2}, NewerFile),
        ({"format": "other"}, ForeignFile),
        ({"files": {}}, DamagedFile),
        ({"files": 3}, DamagedFile),
    )
    for change, error in changes:
        refused(rewritten(backup, change), tmp_path, error)


@pytest.mark.parametrize("name", ["../evil", "/evil", "blobs/../../evil", "blobs/x", "C:evil"])
def test_a_name_that_leads_out_of_the_folder_is_refused(
    backup: Path, tmp_path: Path, name: str
) -> None:
    refused(rewritten(backup, {}, extra=name), tmp_path, DamagedFile)
    assert not list(tmp_path.rglob("evil"))


def test_a_backup_that_would_unfold_is_refused(backup: Path, tmp_path: Path) -> None:
    packed = tmp_path / "packed.liaison"
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        for name in old.namelist():
            made.writestr(name, old.read(name))
    refused(packed, tmp_path, DamagedFile)


def rewritten(backup: Path, change: dict[str, object], extra: str = "") -> Path:
    """The same backup with another manifest."""
    made = backup.with_name("rewritten.liaison")
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(made, "w") as archive:
        described = json.loads(old.read("manifest.json")) | change
        if extra:
            described["files"][extra] = "0" * 64
        archive.writestr("manifest.json", json.dumps(described))
        for name in old.namelist()[1:]:
            archive.writestr(name, old.read(name))
        if extra:
            archive.writestr(extra, b"evil")
    return made


FULL_DISK = """
import resource, sys, signal
from pathlib import Path
from liaison_app.actions import workspaces
from liaison_app.errors import LiaisonError, NoRoom
from liaison_app.records.people import Person
from liaison_app.workspace import Add
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
NEW = "a new one, long enough"
folder, target, passphrase = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
workspace = workspaces.unlock(folder, passphrase)
digest = workspaces.check(workspace).digest
size = (folder / "liaison.db").stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size // 2, resource.RLIM_INFINITY))
what = {
    "backup": lambda: workspaces.backup(workspace, target),
    "passphrase": lambda: workspaces.change_passphrase(workspace, passphrase, NEW),
    "save": lambda: workspace.commit("add", [Add(Person(given_name="x" * 900))] * 3000),
}[sys.argv[4]]
try:
    what()
except NoRoom as error:
    print("no room:", error)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
assert workspaces.check(workspace, deep=True).digest == digest
workspace.commit("add", [Add(Person(given_name="room again"))])
workspace.close()
workspaces.unlock(folder, passphrase).close()
print("fine")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits the size of files with setrlimit")
@pytest.mark.parametrize("what", ["backup", "passphrase", "save"])
def test_a_full_disk_loses_nothing(workspace: Workspace, tmp_path: Path, what: str) -> None:
    assert resource.RLIMIT_FSIZE is not None
    workspace.close()
    target = tmp_path / "backup.liaison"
    answer = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(tmp_path / "workspace"), target, PASSPHRASE, what],
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.stderr == ""
    assert answer.stdout.splitlines()[-1] == "fine"
    assert answer.stdout.startswith("no room: ")
    assert not target.exists()
    assert not target.with_name(target.name + ".part").exists()
