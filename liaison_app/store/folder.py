"""The workspace folder: what lies in it, where it may lie, and that one program has it open."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

import platformdirs
from filelock import FileLock, Timeout

from liaison_app.errors import ReadOnlyPlace, UnsafePlace, WorkspaceInUse
from liaison_app.language.catalogues import _
from liaison_app.store.durable import write_error

APP = "liaison"
ALLOW_TEMPORARY = "LIAISON_ALLOW_TEMPORARY_FOLDER"
"""Set to 1 by tests and trials, whose workspaces may vanish."""

_CLOUD = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "my drive",
    "icloud",
    "icloud drive",
    "iclouddrive",
    "mobile documents",
    "nextcloud",
    "owncloud",
    "box sync",
    "box",
    "pcloud",
    "pclouddrive",
    "mega",
    "megasync",
    "syncthing",
    "seafile",
    "yandex.disk",
    "creative cloud files",
)
_NETWORK = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "fuse.rclone", "9p", "davfs")


@dataclass(frozen=True)
class Folder:
    """The files of one workspace."""

    path: Path

    @property
    def database(self) -> Path:
        """Records, their history and the search index."""
        return self.path / "liaison.db"

    @property
    def drafts(self) -> Path:
        """What is being typed."""
        return self.path / "drafts.db"

    @property
    def slots(self) -> Path:
        """The wraps of the database key."""
        return self.path / "keyslots.json"

    @property
    def slots_copy(self) -> Path:
        """A copy of the wraps in the person's configuration folder, to heal a deleted file."""
        name = hashlib.sha256(str(self.path.resolve()).encode()).hexdigest()[:16]
        return config_folder() / "keyslots" / f"{name}.json"

    @property
    def blobs(self) -> Path:
        """Attached files, encrypted one by one."""
        return self.path / "blobs"


def default_folder() -> Path:
    """The platform's folder for a person's own data."""
    return Path(platformdirs.user_data_dir(APP, appauthor=False)) / "workspace"


def practice_folder() -> Path:
    """Where a practice caseload lives: never the default workspace."""
    return Path(platformdirs.user_data_dir(APP, appauthor=False)) / "practice"


def config_folder() -> Path:
    """The platform's folder for this program's settings."""
    return Path(platformdirs.user_config_dir(APP, appauthor=False))


def make(path: Path, *, may_vanish: bool = False) -> Folder:
    """Make the folder, for its owner only.

    Raises:
        UnsafePlace: a workspace must not lie there.
        ReadOnlyPlace, NoRoom: it cannot be written.
    """
    refuse_unsafe(path, may_vanish=may_vanish)
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        (path / "blobs").mkdir(exist_ok=True, mode=0o700)
    except OSError as error:
        raise write_error(error) from None
    return Folder(path)


def hold(folder: Folder) -> FileLock:
    """Take the folder for this program; released when the program ends, however it ends.

    Raises:
        WorkspaceInUse: another program has it.
        ReadOnlyPlace: the folder cannot be written to.
    """
    lock = FileLock(folder.path / "lock", timeout=0, thread_local=False)
    try:
        lock.acquire()
    except Timeout:
        raise WorkspaceInUse(
            _(
                "Liaison is already open with this workspace on this computer."
                " Use that window, or close it first."
            )
        ) from None
    except OSError:
        raise ReadOnlyPlace(
            _("The workspace folder is read-only. Ask for write access to it.")
        ) from None
    return lock


def refuse_unsafe(path: Path, *, may_vanish: bool = False) -> None:
    """Refuse folders that others copy, that vanish, or that the network takes away.

    Raises:
        UnsafePlace: says which of these, and what to do.
    """
    path = Path(os.path.abspath(path))  # noqa: PTH100  (resolve() would follow links away)
    for candidate in (path, path.resolve()):
        if any(part.casefold().split(" - ")[0] in _CLOUD for part in candidate.parts):
            raise UnsafePlace(
                _(
                    "This folder is copied to a cloud service, which would break the encrypted"
                    " files and spread copies of them. Choose a folder outside it."
                )
            )
    may_vanish = may_vanish or os.environ.get(ALLOW_TEMPORARY) == "1"
    if is_temporary(path) and not may_vanish:
        raise UnsafePlace(
            _("This is a temporary folder, which the computer empties. Choose another folder.")
        )
    if _is_network(path):
        raise UnsafePlace(
            _("This folder is on the network. Choose one on this computer's own disk.")
        )


def is_temporary(path: Path) -> bool:
    """Whether a folder is one that the computer empties."""
    path = path.resolve()
    roots = {Path(tempfile.gettempdir()).resolve()}
    if os.name == "posix":
        roots |= {Path("/tmp").resolve(), Path("/var/tmp").resolve(), Path("/dev/shm")}  # noqa: S108
    return any(path == root or root in path.parents for root in roots)


def _is_network(path: Path) -> bool:
    if str(path).startswith(("\\\\", "//")):
        return True
    mounts = Path("/proc/mounts")
    if not mounts.exists():
        return False
    best, kind = "", ""
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        _device, point, file_system, *_rest = line.split(" ")
        point = point.replace("\\040", " ")
        inside = str(path) == point or str(path).startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, file_system
    return kind in _NETWORK
