"""A folder as a shared place: on a stick, on a network drive, or kept in step by a sync program.

The folder itself is never made: where a drive is mounted lies an empty folder when it is not, and
what is written there reaches nobody.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from liaison_app.errors import InvalidValue, RemoteRefuses
from liaison_app.language.catalogues import _
from liaison_app.remotes import folder_files, names
from liaison_app.remotes.folder_errors import (
    away,
    in_the_way,
    is_gone,
    is_online_only,
    patiently,
    trouble,
)
from liaison_app.remotes.folder_placeholders import looks_unfetched, placeholder_of, stands_for
from liaison_app.remotes.protocol import (
    MOST_BYTES,
    Entry,
    Missing,
    Taken,
    TooLarge,
    refuse_too_many,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liaison_app.remotes.addresses import Address

_OF_A_WORKSPACE = ("liaison.db", "keyslots.json")
_READ = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)  # a pipe in a file's place must not make us wait
)


def connect(address: Address, *, timeout: float) -> FolderRemote:
    """Give the folder of an address; the operating system itself says how long it waits.

    Raises:
        InvalidValue: it is no whole path.
    """
    del timeout
    path = Path(address.url.removeprefix("folder:").strip()).expanduser()
    if not path.is_absolute():
        raise InvalidValue(
            _("Type the whole path of the folder, from the top: folder:/media/stick/liaison.")
        )
    return FolderRemote(path)


def extended(path: str) -> str:
    r"""Give a whole Windows path in the form that may be longer than 260 characters (`\\?\`)."""
    if path.startswith("\\\\?\\"):
        return path
    if path.startswith("\\\\"):
        return "\\\\?\\UNC\\" + path[2:]
    return "\\\\?\\" + path


class FolderRemote:
    """A folder that others write to as well.

    Attributes:
        unfetched: names of files seen that a sync program has not fetched yet. They are read as
            missing: a person can tell the program to keep the folder on this computer.
    """

    def __init__(self, path: Path) -> None:
        whole = os.path.abspath(path)  # noqa: PTH100  (resolve() would follow a link for good)
        self._root = Path(extended(whole) if os.name == "nt" else whole)
        self._device: int | None = None
        self._swept: set[Path] = set()
        self._lasting: set[Path] = set()
        self.unfetched: set[str] = set()

    def list(self, folder: str) -> list[Entry]:
        """Give the files of a folder; see `protocol.Remote`."""
        inside = names.parts(folder)
        self._check_root()
        try:
            path = self._folder(inside)
            if path is None:
                return []
            entries = []
            with os.scandir(path) as found:
                for entry in found:
                    entries.append(self._entry(folder, entry))
                    refuse_too_many(len(entries))
        except OSError as error:
            if not is_gone(error):
                raise trouble(error) from None
            self._check_root()
            return []
        return list({entry.name: entry for entry in entries if entry is not None}.values())

    def get(self, name: str, *, start: int = 0, most: int = MOST_BYTES) -> bytes:
        """Read a file; see `protocol.Remote`."""
        *inside, last = names.parts(names.checked(name))
        self._check_root()
        try:
            path = self._folder(inside)
            if path is None:
                raise Missing
            return self._read(name, path / last, start, most)
        except OSError as error:
            if is_online_only(error):
                self.unfetched.add(name)
            elif not is_gone(error):
                raise trouble(error) from None
            self._check_root()
            raise Missing from None

    def put(self, name: str, data: bytes) -> None:
        """Write a new file; see `protocol.Remote`."""
        *inside, last = names.parts(names.checked(name))
        self._check_root()
        try:
            path = self._make(inside) / last
            if any(os.path.lexists(path.with_name(other)) for other in stands_for(last)):
                raise Taken
            part = folder_files.write_part(path, data)
            if path.parent not in self._swept:
                folder_files.sweep(path.parent, part.stat().st_mtime)
                self._swept.add(path.parent)
            folder_files.place(part, path)
        except OSError as error:
            self._check_root()
            raise trouble(error) from None

    def delete(self, name: str) -> None:
        """Remove a file; see `protocol.Remote`."""
        *inside, last = names.parts(names.checked(name))
        self._check_root()
        try:
            path = self._folder(inside)
            if path is not None:
                patiently((path / last).unlink)
        except OSError as error:
            self._check_root()
            if not is_gone(error):
                raise trouble(error) from None

    def probe(self) -> None:
        """See whether the folder is there and can be looked into; see `protocol.Remote`."""
        self._check_root()
        try:
            with os.scandir(self._root) as found:
                next(found, None)
        except OSError as error:
            raise trouble(error) from None

    def close(self) -> None:
        """Nothing is held open: a stick may be pulled out between any two verbs."""

    def _check_root(self) -> None:
        try:
            info = self._root.stat()
        except OSError as error:
            raise away() if is_gone(error) else trouble(error) from None
        if not stat.S_ISDIR(info.st_mode):
            raise RemoteRefuses(_("That is a file, not a folder. Choose a folder."))
        if self._device is None:
            self._refuse_workspace()
            self._device = info.st_dev
        elif self._device != info.st_dev:  # only where the drive was mounted is left
            raise away()

    def _refuse_workspace(self) -> None:
        for path in (self._root, self._root.resolve()):
            for above in (path, *path.parents):
                if any(os.path.lexists(above / name) for name in _OF_A_WORKSPACE):
                    raise RemoteRefuses(
                        _(
                            "This folder belongs to a workspace of Liaison, where its own records"
                            " are. Choose another folder to share."
                        )
                    )

    def _folder(self, inside: Sequence[str]) -> Path | None:
        """Give the folder of that name, or None; links are not followed out of the shared one."""
        path = self._root
        for part in inside:
            path /= part
            if not stat.S_ISDIR(path.lstat().st_mode):
                return None
        return path

    def _make(self, inside: Sequence[str]) -> Path:
        path = self._root
        for part in inside:
            above, path = path, path / part
            try:
                path.mkdir()
            except FileExistsError:
                if not stat.S_ISDIR(path.lstat().st_mode):
                    raise in_the_way() from None
                if path in self._lasting:
                    continue
            folder_files.sync_folder(above)  # one that is there may be from a run that crashed
            self._lasting.add(path)
        return path

    def _entry(self, folder: str, entry: os.DirEntry[str]) -> Entry | None:
        name = placeholder_of(entry.name)
        if name is not None:
            self.unfetched.add(f"{folder}/{name}" if folder else name)
            return Entry(name, -1)
        if not names.is_name(entry.name) or ".sync-conflict-" in entry.name:
            return None
        try:
            info = entry.stat(follow_symlinks=False)
        except OSError as error:
            if is_gone(error):
                return None
            raise
        return Entry(entry.name, info.st_size) if stat.S_ISREG(info.st_mode) else None

    def _read(self, name: str, path: Path, start: int, most: int) -> bytes:
        info = path.lstat()
        if not stat.S_ISREG(info.st_mode):
            raise Missing
        data = b""
        if not looks_unfetched(info):
            with os.fdopen(patiently(lambda: os.open(path, _READ)), "rb") as file:
                if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                    raise Missing
                file.seek(start)
                data = file.read(most + 1)
        if looks_unfetched(info, data):
            self.unfetched.add(name)
            raise Missing
        if len(data) > most:
            raise TooLarge(
                _("A file in the shared folder is larger than any that Liaison puts there.")
            )
        return data
