"""Where a workspace lies: on which computer, in which very file. A copy lies somewhere else.

Tried on Linux alone. What is done for Windows and macOS follows their manuals and is untried.
"""

from __future__ import annotations

import hashlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_MACHINE_IDS = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
_MOUNTS = Path("/proc/mounts")
_DIGITS = 16
_GENERATION = 0x80087601  # FS_IOC_GETVERSION; a number is used again, its generation is not

# File systems that keep no number of a file: it gets another one whenever the stick is put in.
_WITHOUT_NUMBERS = ("vfat", "msdos", "exfat", "fat", "fat12", "fat16", "fat32", "fuseblk")


@dataclass(frozen=True)
class Place:
    """The marks of a computer and of a file; "" where there is none that lasts."""

    machine: str
    file: str

    @classmethod
    def from_text(cls, text: str) -> Place:
        """Read what `str` gave."""
        machine, _colon, file = text.partition(":")
        return cls(machine, file)

    def __str__(self) -> str:
        return f"{self.machine}:{self.file}"

    def same_as(self, other: Place) -> bool:
        """Whether both may be one place: a computer that does not tell its mark may be any."""
        known = self.machine and other.machine
        return self.file == other.file and (not known or self.machine == other.machine)


def here(database: Path) -> Place:
    """Give the marks of a file as they are now, whether they last or not; takes no time."""
    return Place(_hashed(_machine()), _hashed(_file(database)))


def lasting(place: Place, database: Path) -> Place:
    """Give the same without the file's mark if its file system makes a new one now and then."""
    kind = _file_system(database)
    return Place(place.machine, "") if kind.casefold() in _WITHOUT_NUMBERS else place


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS] if text else ""


def _machine() -> str:
    """Give the installation's own id: an installed system's, not a person's; "" if it has none."""
    try:
        if sys.platform == "win32":
            return _windows_machine()
        if sys.platform == "darwin":
            return _mac_machine()
        return _linux_machine()
    except (OSError, ValueError, AttributeError):
        return ""


def _linux_machine() -> str:
    for path in _MACHINE_IDS:
        try:
            found = path.read_text("ascii").strip()
        except (OSError, ValueError):
            continue
        if len(found) == 32:
            return found
    return ""


def _windows_machine() -> str:
    if sys.platform != "win32":
        return ""
    import winreg  # noqa: PLC0415

    view = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
    path = r"SOFTWARE\Microsoft\Cryptography"
    with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, path, 0, view) as key:
        return str(winreg.QueryValueEx(key, "MachineGuid")[0])


def _mac_machine() -> str:
    """`gethostuuid(3)`, which gives the IOPlatformUUID or what stands for it."""
    import ctypes  # noqa: PLC0415

    found = ctypes.create_string_buffer(16)
    no_wait = (ctypes.c_long * 2)(0, 0)
    failed = ctypes.CDLL(None).gethostuuid(found, no_wait)
    return "" if failed else found.raw.hex()


def _file(path: Path) -> str:
    try:
        status = path.stat()
    except OSError:
        return ""
    born = getattr(status, "st_birthtime", None)
    if sys.platform == "win32":
        born = status.st_ctime_ns  # when it was made, there
    return f"{status.st_ino}/{born if born is not None else _generation(path)}"


def _generation(path: Path) -> int:
    """Give what tells a file from a later one that got its number; 0 if nothing does."""
    if sys.platform == "win32":
        return 0
    import fcntl  # noqa: PLC0415

    try:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            answer = fcntl.ioctl(descriptor, _GENERATION, bytes(8))
        finally:
            os.close(descriptor)
    except OSError:
        return 0
    return int.from_bytes(answer[:4], sys.byteorder)


def _file_system(path: Path) -> str:
    try:
        if sys.platform == "win32":
            return _windows_file_system(path)
        if sys.platform == "darwin":
            return _mac_file_system(path)
        return _mounted(_MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines(), path)
    except (OSError, ValueError, AttributeError):
        return ""


def _mounted(mounts: Sequence[str], path: Path) -> str:
    """Find the file system of a path among the lines of `/proc/mounts`."""
    real = str(path.resolve())
    best, kind = "", ""
    for line in mounts:
        _device, point, found, *_rest = line.split(" ")
        point = point.replace("\\040", " ")
        inside = real == point or real.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, found
    return kind


def _windows_file_system(path: Path) -> str:
    import ctypes  # noqa: PLC0415

    name = ctypes.create_unicode_buffer(64)
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    kernel.GetVolumeInformationW(path.resolve().anchor, None, 0, None, None, None, name, len(name))
    return name.value


def _mac_file_system(path: Path) -> str:
    """`statfs(2)`: the name of the kind is 72 bytes into the structure."""
    import ctypes  # noqa: PLC0415

    system = ctypes.CDLL(None)
    call = getattr(system, "statfs$INODE64", None) or system.statfs
    found = ctypes.create_string_buffer(4096)
    if call(os.fsencode(path), found):
        return ""
    return found.raw[72:88].partition(b"\0")[0].decode("ascii")
