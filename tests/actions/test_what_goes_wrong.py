"""What can go wrong with real files: each has its own plain sentence, and nothing is lost."""

from __future__ import annotations

import ctypes
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import care, drafts, workspaces
from liaison_app.errors import (
    DamagedFile,
    ForeignFile,
    LiaisonError,
    NewerFile,
    NoRoom,
    ReadOnlyPlace,
    UnsafePlace,
    WorkspaceInUse,
    WorkspaceMissing,
    WrongPassphrase,
)
from liaison_app.records.partnership import Note
from liaison_app.records.people import Household
from liaison_app.store.driver import connect
from liaison_app.store.folder import Folder
from liaison_app.store.schema import SCHEMA
from liaison_app.workspace import Add
from tests.desk import PASSPHRASE, workspace_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.workspace import Workspace

OTHER_PROGRAM = """
import sys
from pathlib import Path
from liaison_app.actions import workspaces
workspace = workspaces.unlock(Path(sys.argv[1]), sys.argv[2])
print("open", flush=True)
sys.stdin.read()
"""
SOMEBODY_ELSE = 65534  # "nobody": may read what the world may read, and write nothing here


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed workspace with one family in it."""
    workspace = workspace_at(tmp_path / "w")
    workspace.commit("family.add", [Add(Household(name="Nguyễn"))])
    workspace.close()
    return tmp_path / "w"


def families(folder: Path) -> list[str]:
    workspace = workspaces.unlock(folder, PASSPHRASE)
    try:
        assert workspaces.check(workspace, deep=True).ok
        return [household.name for household in workspace.all(Household)]
    finally:
        workspace.close()


@contextmanager
def refused(kind: type[LiaisonError], *words: str) -> Iterator[None]:
    """Whatever happens inside is refused with this error, in one or two plain sentences."""
    with pytest.raises(kind) as caught:
        yield
    said = str(caught.value)
    assert type(caught.value) is kind
    assert said.endswith(".")
    assert "Nguyễn" not in said
    assert 0 < said.count(". ") + 1 <= 3
    for word in words:
        assert word in said


def fingerprint(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "lock"
    }


def test_a_wrong_passphrase(folder: Path) -> None:
    before = fingerprint(folder)
    with refused(WrongPassphrase, "Try again"):
        workspaces.unlock(folder, "not the passphrase of it")
    assert fingerprint(folder) == before


def test_no_workspace(tmp_path: Path) -> None:
    with refused(WorkspaceMissing):
        workspaces.unlock(tmp_path / "nowhere", PASSPHRASE)
    assert list(tmp_path.iterdir()) == []


def test_a_letter_that_is_called_liaison_db(tmp_path: Path) -> None:
    letter = tmp_path / "liaison.db"
    letter.write_text("Dear families, school is closed on Monday.\n" * 300)
    with refused(ForeignFile):
        workspaces.unlock(tmp_path, PASSPHRASE)
    assert letter.read_text().startswith("Dear families")


def test_somebody_elses_key_file(folder: Path) -> None:
    kept = (folder / "keyslots.json").read_bytes()
    (folder / "keyslots.json").write_text('{"format": "recipes"}')
    Folder(folder).slots_copy.unlink()
    with refused(ForeignFile, "keyslots.json"):
        workspaces.unlock(folder, PASSPHRASE)
    (folder / "keyslots.json").write_bytes(kept)
    assert families(folder) == ["Nguyễn"]


def test_a_newer_program_wrote_it(folder: Path) -> None:
    workspace = workspaces.unlock(folder, PASSPHRASE)
    key = workspace.shared.opened.key
    workspace.close()
    conn = connect(folder / "liaison.db", key)
    conn.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    with refused(NewerFile, "newer"):
        workspaces.unlock(folder, PASSPHRASE)
    conn.execute(f"PRAGMA user_version = {SCHEMA}")
    conn.close()
    assert families(folder) == ["Nguyễn"]


def flip(path: Path, at: int, count: int = 64) -> None:
    content = bytearray(path.read_bytes())
    for place in range(at, min(at + count, len(content))):
        content[place] ^= 0xFF
    path.write_bytes(bytes(content))


@pytest.mark.parametrize("at", [0, 100, 5000])
def test_flipped_bytes_at_the_beginning(folder: Path, tmp_path: Path, at: int) -> None:
    whole = tmp_path / "whole"
    shutil.copytree(folder, whole)
    flip(folder / "liaison.db", at)
    with refused(DamagedFile, "backup"):
        workspaces.unlock(folder, PASSPHRASE)
    assert families(whole) == ["Nguyễn"]


def test_flipped_bytes_in_the_middle_are_found_by_the_check(folder: Path) -> None:
    size = (folder / "liaison.db").stat().st_size
    flip(folder / "liaison.db", size - 4096 + 1000)
    workspace = workspaces.unlock(folder, PASSPHRASE)
    with refused(DamagedFile, "backup"):
        workspaces.check(workspace, deep=True)
    workspace.close()


def test_a_file_cut_short(folder: Path) -> None:
    path = folder / "liaison.db"
    path.write_bytes(path.read_bytes()[: 3 * 4096])
    with refused(DamagedFile, "backup"):
        workspaces.unlock(folder, PASSPHRASE)


@pytest.mark.parametrize("left", ["nothing", "an empty file"])
def test_a_database_that_is_gone_is_not_made_anew(folder: Path, left: str) -> None:
    path = folder / "liaison.db"
    path.unlink()
    if left == "an empty file":
        path.touch()
    with refused(DamagedFile, "backup"):
        workspaces.unlock(folder, PASSPHRASE)
    assert not path.exists() or path.stat().st_size == 0


def test_a_deleted_key_file_is_healed_from_its_copy(folder: Path) -> None:
    kept = (folder / "keyslots.json").read_bytes()
    (folder / "keyslots.json").unlink()
    assert families(folder) == ["Nguyễn"]
    assert (folder / "keyslots.json").read_bytes() == kept


@pytest.mark.parametrize(
    "name", ["OneDrive - North School", "Dropbox", "Nextcloud", "Google Drive", "iCloudDrive"]
)
def test_a_cloud_folder(tmp_path: Path, name: str) -> None:
    with refused(UnsafePlace, "cloud"):
        workspace_at(tmp_path / name / "liaison")
    assert not (tmp_path / name).exists()


def test_a_second_program(folder: Path) -> None:
    other = subprocess.Popen(
        [
            sys.executable,
            "-c",
            OTHER_PROGRAM,
            str(folder),
            PASSPHRASE,
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parent.parent.parent,
    )
    assert other.stdout
    assert other.stdin
    assert other.stdout.readline().strip() == "open"
    with refused(WorkspaceInUse, "already open"):
        workspaces.unlock(folder, PASSPHRASE)
    other.stdin.close()
    other.wait()
    other.stdout.close()
    assert families(folder) == ["Nguyễn"]


@contextmanager
def full_disk(beyond: int) -> Iterator[None]:
    """No file may grow past `beyond` bytes: the system refuses the write as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (beyond, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def long_notes(workspace: Workspace) -> list[Add]:
    household = workspace.all(Household)[0].id
    return [Add(Note(household=household, text="a long note " * 300)) for _n in range(60)]


@pytest.mark.parametrize("left", [100, 5000])
def test_damaged_drafts_are_told_from_damaged_records(folder: Path, left: int) -> None:
    path = folder / "drafts.db"
    path.write_bytes(path.read_bytes()[:left] if left < 4096 else b"rubbish" * left)
    with refused(DamagedFile, "drafts"):
        workspaces.unlock(folder, PASSPHRASE)
    path.unlink()  # the records are untouched: without the drafts they open again
    assert families(folder) == ["Nguyễn"]


def test_a_full_disk_keeps_what_was_there(folder: Path) -> None:
    workspace = workspaces.unlock(folder, PASSPHRASE)
    digest = workspaces.check(workspace).digest
    wal = folder / "liaison.db-wal"
    with full_disk(wal.stat().st_size + 8192), refused(NoRoom, "full"):
        workspace.commit("note.add", long_notes(workspace))
    assert workspaces.check(workspace).digest == digest
    workspace.commit("note.add", long_notes(workspace))  # there is room again: nothing is stuck
    workspace.close()
    assert families(folder) == ["Nguyễn"]


def test_a_full_disk_says_that_a_draft_is_not_kept(folder: Path) -> None:
    workspace = workspaces.unlock(folder, PASSPHRASE)
    wal = folder / "drafts.db-wal"
    content = {"note": "what she said " * 5000}
    with full_disk(wal.stat().st_size + 4096), refused(NoRoom, "full"):
        drafts.keep(workspace, "contact:new", content, cursor=0, focus="note")
    drafts.keep(workspace, "contact:new", content, cursor=0, focus="note")
    workspace.close()
    workspace = workspaces.unlock(folder, PASSPHRASE)
    found = drafts.find(workspace, "contact:new")
    assert found
    assert found.content == content
    workspace.close()


def test_a_full_disk_leaves_no_half_backup(folder: Path, tmp_path: Path) -> None:
    workspace = workspaces.unlock(folder, PASSPHRASE)
    with full_disk(64 * 1024), refused(NoRoom, "full"):
        care.backup(workspace, tmp_path / "b.backup")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["w"]
    assert not (folder / "backup.part").exists()
    assert care.backups_made(workspace) == ()
    workspace.close()


def test_a_full_disk_leaves_no_half_workspace(tmp_path: Path) -> None:
    with full_disk(16 * 1024), refused(NoRoom, "full"):
        workspace_at(tmp_path / "new")
    assert not (tmp_path / "new" / "liaison.db").exists()
    assert not (tmp_path / "new" / "keyslots.json").exists()
    workspace_at(tmp_path / "new").close()


@contextmanager
def somebody_else() -> Iterator[None]:
    """Use files as a person who may not write here; root would be let through everything."""
    if os.geteuid() != 0:
        yield
        return
    system = ctypes.CDLL(None)
    system.setfsuid(SOMEBODY_ELSE)
    try:
        yield
    finally:
        system.setfsuid(0)


@pytest.fixture
def read_only(folder: Path) -> Iterator[Path]:
    """The workspace in a folder that everybody may read and nobody write."""
    place = Path(tempfile.mkdtemp(prefix="liaison-read-only-"))
    shutil.copytree(folder, place / "w")
    for path in [place, *place.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield place / "w"
    for path in [place, *place.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    shutil.rmtree(place)


def test_a_read_only_folder(read_only: Path) -> None:
    before = fingerprint(read_only)
    with somebody_else(), refused(ReadOnlyPlace, "write access"):
        workspaces.unlock(read_only, PASSPHRASE)
    with somebody_else(), refused(ReadOnlyPlace, "written"):
        workspace_at(read_only.parent / "new")
    assert fingerprint(read_only) == before


def test_a_read_only_folder_for_a_backup(folder: Path, read_only: Path) -> None:
    place = Path(tempfile.mkdtemp(prefix="liaison-writable-"))
    shutil.copytree(folder, place / "w")
    workspace = workspaces.unlock(place / "w", PASSPHRASE)
    for path in [place, *place.rglob("*")]:
        path.chmod(0o777)
    with somebody_else(), refused(ReadOnlyPlace, "written"):
        care.backup(workspace, read_only.parent / "b.backup")
    with somebody_else():
        assert care.backup(workspace, place / "b.backup") > 0
    assert sorted(path.name for path in read_only.parent.iterdir()) == ["w"]
    workspace.close()
    shutil.rmtree(place)
