"""Erasing a workspace from this computer: its keys first, then everything that lies in its folder.

The key file and its copy are written over before they are deleted. On a flash disk the former
blocks may stay until the disk uses them again; they hold the key only as the passphrase and the
recovery code wrap it, and everything else was never written unencrypted.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from liaison_app.store import access
from liaison_app.store.durable import write_error

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.store.folder import Folder
    from liaison_app.store.keyslots import RandomBytes


def wipe(place: Folder, random: RandomBytes) -> tuple[Path, ...]:
    """Erase a closed workspace; gives what is left in its folder: files of somebody else.

    Args:
        place: of a workspace that nobody has open.
        random: what the keys are written over with.

    Raises:
        ReadOnlyPlace, NoRoom: something could not be deleted. The keys go first, so what is left
            opens to nobody.
    """
    try:
        for path in (place.slots, place.slots_copy):
            for file in (path, path.with_name(path.name + ".part")):
                _write_over(file, random)
        access.remove(place)
        if place.blobs.exists():
            shutil.rmtree(place.blobs)
        (place.path / "lock").unlink(missing_ok=True)
        left = tuple(sorted(place.path.iterdir()))
        if not left:
            with suppress(OSError):  # it may be a folder that the system keeps
                place.path.rmdir()
    except OSError as error:
        raise write_error(error) from None
    return left


def _write_over(path: Path, random: RandomBytes) -> None:
    if path.exists():
        with path.open("rb+") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(0)
            file.write(random(size))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
