"""Attached files: each encrypted on its own under `blobs/`, its key in the attachment's record.

A blob is an age v1 file for one X25519 recipient made for it alone, named by the SHA-256 of the
ciphertext: whoever holds the folder cannot test it for known files, and losing the key (an erase)
loses the file.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.errors import DamagedFile, InvalidValue
from liaison_app.language.catalogues import _
from liaison_app.store.durable import replace_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MAX_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True)
class Blob:
    """Where a file lies and what opens it."""

    name: str
    key: str
    size: int
    sha256: str


def put(folder: Path, content: bytes) -> Blob:
    """Encrypt a file into the folder.

    Raises:
        InvalidValue: it is larger than 64 MiB.
        NoRoom, ReadOnlyPlace: it could not be written; nothing is left behind.
    """
    import pyrage  # noqa: PLC0415  (only when somebody attaches a file)

    if len(content) > MAX_BYTES:
        raise InvalidValue(_("The file is larger than 64 MB. Attach a smaller one."))
    identity = pyrage.x25519.Identity.generate()
    sealed = pyrage.encrypt(content, [identity.to_public()])
    name = hashlib.sha256(sealed).hexdigest()
    replace_file(folder / name, sealed)
    return Blob(name, str(identity), len(content), hashlib.sha256(content).hexdigest())


def get(folder: Path, name: str, key: str, sha256: str) -> bytes:
    """Decrypt a file.

    Raises:
        DamagedFile: it is missing, damaged or not the file that was attached.
    """
    import pyrage  # noqa: PLC0415

    damaged = DamagedFile(_("The attached file is missing or damaged. Restore your newest backup."))
    if not name.isalnum():
        raise damaged
    try:
        sealed = (folder / name).read_bytes()
        content: bytes = pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(key)])
    except (OSError, pyrage.DecryptError, pyrage.IdentityError):
        raise damaged from None
    if hashlib.sha256(content).hexdigest() != sha256:
        raise damaged
    return content


def lost(folder: Path, names: Iterable[str], *, deep: bool = False) -> int:
    """Count the files that are not in the folder; with `deep` also those that were altered."""
    there = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    return sum(name not in there or (deep and _is_altered(folder / name)) for name in names)


def _is_altered(path: Path) -> bool:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() != path.name
    except OSError:
        return True
