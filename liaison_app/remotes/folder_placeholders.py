"""Files that a sync program shows before it fetched them: there by their names, without bytes.

Read as they are, they would look damaged, or make a person without a network wait.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from liaison_app.remotes import names

if TYPE_CHECKING:
    from collections.abc import Sequence

# winnt.h: FILE_ATTRIBUTE_OFFLINE, _RECALL_ON_OPEN, _RECALL_ON_DATA_ACCESS. Untried.
_WIN_ELSEWHERE = 0x1000 | 0x40000 | 0x400000
_MAC_DATALESS = 0x40000000  # sys/stat.h: SF_DATALESS, since macOS 10.15. Untried.
_SUFFIXES = (".nextcloud", ".owncloud")  # of both programs' virtual files where no driver helps


class Sized(Protocol):
    """What `stat` says everywhere; each system adds bits of its own."""

    @property
    def st_size(self) -> int:
        """In bytes."""


def placeholder_of(entry: str) -> str | None:
    """Give the name of the file that an entry of a folder stands for, or None if for itself."""
    if entry.startswith(".") and entry.endswith(".icloud"):
        name = entry.removeprefix(".").removesuffix(".icloud")
        return name if names.is_name(name) else None
    for suffix in _SUFFIXES:
        name = entry.removesuffix(suffix)
        if name != entry and names.is_name(name):
            return name
    return None


def stands_for(name: str) -> Sequence[str]:
    """Give each entry that means that there is a file of this name, itself among them."""
    return (name, f".{name}.icloud", *(name + suffix for suffix in _SUFFIXES))


def looks_unfetched(info: Sized, data: bytes | None = None) -> bool:
    """Whether a file's bytes are not on this computer.

    Args:
        info: what the file system says of it.
        data: its bytes if they were read. A file without blocks on the disk may be one that is
            small enough to lie elsewhere (in the folder itself), so only if zeros were read from
            it there is nothing in it; nothing that is sealed is all zeros.
    """
    if info.st_size == 0 or getattr(info, "st_file_attributes", 0) & _WIN_ELSEWHERE:
        return True
    if getattr(info, "st_flags", 0) & _MAC_DATALESS:
        return True
    no_blocks = getattr(info, "st_blocks", None) == 0
    return no_blocks and data is not None and data != b"" and not data.strip(b"\0")
