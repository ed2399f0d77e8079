"""Files of a shared folder: written whole under a name that nobody had, or not at all.

A file is first written as `~<name>.<process>-<n>.tmp` beside its place: sync programs leave such
names alone, as they do those of office programs, and no listing of ours gives them.
"""

from __future__ import annotations

import errno
import itertools
import os
import re
import stat
import time
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from liaison_app.remotes import names
from liaison_app.remotes.folder_errors import numbers, patiently
from liaison_app.remotes.protocol import Taken

if TYPE_CHECKING:
    from pathlib import Path

_PART = re.compile(r"~(?P<name>.+)\.(?:[0-9a-f]+-[0-9]+|claim)\.tmp")
_LEFT_OVER = 3600  # seconds, by the clock of whoever keeps the folder
_NO_LINKS = numbers(
    "EPERM", "EACCES", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EINVAL", "EMLINK", "EXDEV"
)
_NO_SYNC = numbers("EINVAL", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EACCES", "EBADF")
_CLAIM_WAITS = (0.02, 0.05, 0.1, 0.2, 0.4, 0.7, 1.0)  # seconds; held for a few milliseconds


def write_part(path: Path, data: bytes) -> Path:
    """Write bytes beside their place, down to the disk.

    Returns:
        Where they are.

    Raises:
        OSError: they could not be written; nothing is left of them then, if the folder lets go.
    """
    part, descriptor = _new_part(path)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            _sync(file.fileno())
    except OSError:
        discard(part)
        raise
    return part


def place(part: Path, path: Path) -> None:
    """Give a written file its name, unless there is one of that name, and make that durable.

    Raises:
        Taken: there is one; the part is gone.
        OSError: it could not be done; the part is gone.
    """
    try:
        if os.name == "nt":  # never replaces a file there; untried, no Windows was at hand
            patiently(lambda: part.rename(path))
        else:
            _link(part, path)
    except FileExistsError:
        raise Taken from None
    finally:
        discard(part)
    sync_folder(path.parent)


def discard(path: Path) -> None:
    """Remove a file if that can be done."""
    with suppress(OSError):
        patiently(lambda: path.unlink(missing_ok=True))


def sync_folder(folder: Path) -> None:
    """Make what a folder lists durable, where the file system has that.

    Raises:
        OSError: the disk failed.
    """
    if os.name == "posix":  # Windows has no handle for a folder
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            _sync(descriptor)
        finally:
            os.close(descriptor)


def sweep(folder: Path, newer: float) -> None:
    """Remove what crashed runs left half-written in a folder, an hour or more before.

    Args:
        folder: where.
        newer: when a file was just written there, by the same clock: the folder's, not ours. What
            a slow laptop is still writing after an hour goes too; its put fails and is done again.
    """
    with suppress(OSError), os.scandir(folder) as found:
        for entry in list(found):
            of_ours = _PART.fullmatch(entry.name)
            if of_ours is None or not names.is_name(of_ours["name"]):
                continue
            with suppress(OSError):
                info = entry.stat(follow_symlinks=False)
                if stat.S_ISREG(info.st_mode) and info.st_mtime < newer - _LEFT_OVER:
                    os.unlink(entry.path)  # noqa: PTH108  (what scandir gave)


def _new_part(path: Path) -> tuple[Path, int]:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    # What colleagues may read is for the folder's owner to say: all in it is sealed.
    for number in itertools.count():  # another laptop or a crashed run may have the same number
        part = path.with_name(f"~{path.name}.{os.getpid():x}-{number}.tmp")
        with suppress(FileExistsError):
            return part, patiently(partial(os.open, part, flags, 0o666))
    raise AssertionError  # numbers do not end


def _link(part: Path, path: Path) -> None:
    try:
        path.hardlink_to(part)
    except FileExistsError:
        # A network share may have done it, lost the answer and been asked again.
        with suppress(OSError):
            if path.samefile(part):
                return
        raise
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _rename_under_claim(part, path)


def _rename_under_claim(part: Path, path: Path) -> None:
    """Rename where there are no hard links (FAT and exFAT sticks, many network shares).

    Renaming there replaces, so whoever made the claim file alone looks and renames. One that lies
    there for seconds was left by a crash.
    """
    claim = path.with_name(f"~{path.name}.claim.tmp")
    for seconds in _CLAIM_WAITS:
        try:
            os.close(os.open(claim, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
            break
        except FileExistsError:
            time.sleep(seconds)
    try:
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, "taken")
        part.rename(path)
    finally:
        discard(claim)


def _sync(descriptor: int) -> None:
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise
