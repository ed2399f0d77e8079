"""Sticks and cards in this computer, and the names of the files that go on them."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QStorageInfo

if TYPE_CHECKING:
    from datetime import date

ENDING = ".flb"
SHARED = "Liaison"
"""The folder of a shared place on a stick, so that other things on the stick stay apart."""
_MOUNTS = Path("/proc/self/mounts")
_ESCAPED = re.compile(r"\\([0-7]{3})")  # how spaces are written there
_WHERE_LINUX_MOUNTS = ("/media/", "/run/media/")
_REMOVABLE_ON_WINDOWS = 2  # DRIVE_REMOVABLE of GetDriveTypeW
_MOST_FILES = 200  # on one stick; more are no exchange between a few laptops


def sticks() -> list[Path]:
    """The removable drives that can be written, in the order of their names.

    Only they are looked at: asking a network drive that is gone would stop the window.
    """
    drives = [QStorageInfo(str(root)) for root in sorted(set(_removable()))]
    ready = [one for one in drives if one.isValid() and one.isReady() and not one.isReadOnly()]
    return [Path(one.rootPath()) for one in ready]


def shared_folders() -> list[Path]:
    """Where shared places lie on the sticks that are in this computer, if there are any."""
    return [stick / SHARED for stick in sticks()]


def files_on(stick: Path) -> list[Path]:
    """The files to take in that lie on a stick, oldest first; folders in it are not searched."""
    try:
        found = [
            path
            for path in stick.iterdir()
            if path.suffix.lower() == ENDING and path.is_file() and not path.name.startswith(".")
        ]
        found.sort(key=lambda path: (path.stat().st_mtime_ns, path.name))
    except OSError:  # pulled out meanwhile: whoever writes to it next says so
        return []
    return found[-_MOST_FILES:]


def free_name(folder: Path, today: date) -> Path:
    """A name in a folder that nothing has yet: the day and, if need be, a number, never a person's.

    Args:
        folder: where the file will lie.
        today: the local date.
    """
    number = 1
    while (folder / name_of(today, number)).exists():
        number += 1
    return folder / name_of(today, number)


def name_of(today: date, number: int = 1) -> str:
    """The name of a day's first file, or of a later one."""
    return f"liaison-{today.isoformat()}{f'-{number}' if number > 1 else ''}{ENDING}"


def on_stick(path: Path) -> bool:
    """Whether a file lies on a removable drive."""
    whole = path.absolute()
    return any(whole.is_relative_to(stick) for stick in sticks())


def _removable() -> list[Path]:
    if sys.platform == "win32":
        return [root for root in _letters() if _kind_of(root) == _REMOVABLE_ON_WINDOWS]
    if sys.platform == "darwin":
        mounted = Path("/Volumes")
        return [found for found in _inside(mounted) if not found.is_symlink()]
    return _mounted_by_hand()


def _mounted_by_hand() -> list[Path]:
    try:
        lines = _MOUNTS.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return []
    roots = [fields[1] for line in lines if len(fields := line.split()) > 1]
    plain = [_ESCAPED.sub(lambda m: chr(int(m[1], 8)), root) for root in roots]
    return [Path(root) for root in plain if root.startswith(_WHERE_LINUX_MOUNTS)]


def _inside(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _letters() -> list[Path]:
    present = _windows().GetLogicalDrives()
    return [Path(f"{chr(65 + n)}:\\") for n in range(26) if present >> n & 1]


def _kind_of(root: Path) -> int:
    return int(_windows().GetDriveTypeW(str(root)))


def _windows() -> Any:
    import ctypes  # noqa: PLC0415 - `windll` is there on Windows alone

    return vars(ctypes)["windll"].kernel32
