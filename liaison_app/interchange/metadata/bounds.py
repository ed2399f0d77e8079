"""Reading bytes of a file that may be anything: what is not there is said, never guessed."""

from __future__ import annotations

MOST_BLOCKS = 100_000
"""No real picture has so many; a made-up one must not keep anybody waiting."""


class Unfit(Exception):
    """The file is not exactly what its format says."""


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
