"""Names of files on a remote: the same on every file system, and never a way out of the place."""

from __future__ import annotations

import re

_PART = re.compile(r"[a-z0-9-](?:[a-z0-9.-]{0,78}[a-z0-9-])?")
_MOST = 200


def is_name(part: str) -> bool:
    """Whether something in a listing may be a file of ours by its name's letters and length.

    No part begins or ends with a dot: those hide files, and Windows drops a last dot.
    """
    return _PART.fullmatch(part) is not None


def parts(path: str) -> tuple[str, ...]:
    """Take the name of a file, or a folder ("" is the whole place), apart.

    Raises:
        ValueError: it is no name of `protocol.Remote`; whoever made it up made a mistake.
    """
    if not path:
        return ()
    found = tuple(path.split("/"))
    if len(path) > _MOST or not all(map(is_name, found)):
        raise ValueError("no name of a file on a remote")
    return found


def checked(name: str) -> str:
    """Give the name of a file back.

    Raises:
        ValueError: it is none.
    """
    if not parts(name):
        raise ValueError("no name of a file on a remote")
    return name
