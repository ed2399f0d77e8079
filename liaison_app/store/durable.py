"""Writing files so that a crash leaves the former one or the new one, never half of either."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from liaison_app.errors import LiaisonError, NoRoom, ReadOnlyPlace
from liaison_app.language.catalogues import _

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO


def replace_file(path: Path, content: bytes) -> None:
    """Replace a small file atomically and durably, readable by its owner only."""
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        put_in_place(part, path)
    except OSError as error:
        with suppress(OSError):  # a folder that takes no file lets none go either
            part.unlink(missing_ok=True)
        raise write_error(error) from None


def new_part(part: Path) -> BinaryIO:
    """Open a new file for its owner only; one that a crash left under this name is thrown away.

    Raises:
        OSError: it cannot be made.
    """
    part.unlink(missing_ok=True)
    return os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def put_in_place(part: Path, path: Path) -> None:
    """Give a file that was fully written its name, so that a crash leaves it or the former one.

    Raises:
        OSError: it could not be made durable.
    """
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(path)
    _sync_folder(path.parent)


def write_error(error: OSError) -> LiaisonError:
    """Say what kept a file from being written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return NoRoom(_("The disk is full. Nothing was lost; free some space and do it again."))
    return ReadOnlyPlace(
        _("The folder cannot be written to. Ask for write access or choose another folder.")
    )


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":  # Windows has no handle for a folder
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
