"""When the program itself is wrong: words that say so without anybody's data, and no crash dumps.

What an exception carries may be a name or an address, so a fault is told by its type and place
only, and a dying process leaves no image of its memory behind.
"""

from __future__ import annotations

import sys
import traceback
from pathlib import Path

from liaison_app.errors import LiaisonError
from liaison_app.language.catalogues import _

_PR_SET_DUMPABLE = 4  # linux/prctl.h


def words_of(fault: BaseException) -> str:
    """Say that something went wrong in the program, where, and that nothing is lost."""
    return _(
        "Liaison made a mistake ({kind} at {place}). Nothing was lost; please report it."
    ).format(kind=type(fault).__name__, place=place_of(fault))


def as_error(fault: BaseException) -> LiaisonError:
    """Give the fault as an error that the window shows like any other."""
    return LiaisonError(words_of(fault))


def place_of(fault: BaseException) -> str:
    """Give the file and line where a fault was raised."""
    frames = traceback.extract_tb(fault.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"


def leave_no_dump() -> None:
    """Keep the system from writing this process's memory, with its keys, to a file.

    On Linux no debugger of the same person can read it either. Windows and macOS: untried.
    """
    if sys.platform == "win32":
        return
    import ctypes  # noqa: PLC0415  (not needed before the first paint)
    import resource  # noqa: PLC0415  (not on Windows)

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
