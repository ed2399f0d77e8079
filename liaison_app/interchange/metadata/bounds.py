"""Reading bytes of a file that may be anything: what is not there is said, never guessed."""

from __future__ import annotations

from enum import StrEnum

MOST_BLOCKS = 100_000
"""No real picture has so many; a made-up one must not keep anybody waiting."""


class Left(StrEnum):
    """What a file may still say once all was taken out that can be, and why."""

    NOTHING = "nothing"
    NOTHING_BUT_FILES = "nothing, and the files in it were left out"
    KIND = "all: this kind of file cannot be stripped, or is not what it seems"
    LOCKED = "all: it has a password"
    SIGNED = "all: a change would break a signature"
    UNREAD = "all: it could not be read whole, or not in time"


class Unfit(Exception):
    """The file is not exactly what its format says, or must not be changed.

    Attributes:
        left: why it is left as it is.
    """

    def __init__(self, left: Left = Left.KIND) -> None:
        super().__init__(left)
        self.left = left


def need(condition: object) -> None:
    """Go on only if something is as it must be.

    Raises:
        Unfit: it is not.
    """
    if not condition:
        raise Unfit


def take(view: memoryview, start: int, size: int) -> memoryview:
    """Give so many bytes from there.

    Raises:
        Unfit: the file has fewer.
    """
    need(size >= 0 and 0 <= start <= len(view) - size)
    return view[start : start + size]


def whole(view: memoryview, start: int, size: int, *, little: bool = False) -> int:
    """Give a whole number of so many bytes; the first is the largest unless `little`.

    Raises:
        Unfit: the file has fewer bytes.
    """
    return int.from_bytes(take(view, start, size), "little" if little else "big")
