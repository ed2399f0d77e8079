"""The sealed list of what was erased, for backups that are older than an erasure.

It is a file `liaison-erased-<8 hex>.list` beside the workspace and beside each backup that can be
reached: XChaCha20-Poly1305 under a key that is derived from the team's root, so that whoever opens
a backup of this team can read it and nobody else. It holds ids and dates, never a name.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from liaison_app.errors import LiaisonError
from liaison_app.store.durable import replace_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MOST_BYTES = 16 << 20


def folder_of(backup: str) -> Path:
    """Give the folder in which a backup lies."""
    return Path(backup).parent


def write(folder: Path, root: str, entries: Sequence[dict[str, Any]]) -> None:
    """Write the list into a folder, if that is there and can be written into.

    Args:
        folder: where to.
        root: the team's.
        entries: the erasures, each with its id and its fields as they are stored.
    """
    from nacl.secret import SecretBox  # noqa: PLC0415  (only after something was erased)

    if not folder.is_dir():
        return
    plain = json.dumps(list(entries), ensure_ascii=False).encode()
    with suppress(LiaisonError, OSError):  # a stick that is full or read-only keeps the former
        replace_file(folder / _name(root), bytes(SecretBox(_key(root)).encrypt(plain)))


def read(folders: Iterable[Path], root: str) -> list[dict[str, Any]]:
    """Give the erasures of every list that is found in these folders, each once."""
    from nacl.exceptions import CryptoError  # noqa: PLC0415
    from nacl.secret import SecretBox  # noqa: PLC0415

    found: dict[str, dict[str, Any]] = {}
    for folder in folders:
        place = folder / _name(root)
        try:
            if place.stat().st_size > _MOST_BYTES:
                continue
            plain = SecretBox(_key(root)).decrypt(place.read_bytes())
            for entry in json.loads(plain):
                found.setdefault(str(entry["id"]), entry)
        except (OSError, CryptoError, ValueError, KeyError, TypeError):
            continue
    return list(found.values())


def _name(root: str) -> str:
    digest = hashlib.blake2b(root.encode(), person=b"erased name", digest_size=4)
    return f"liaison-erased-{digest.hexdigest()}.list"


def _key(root: str) -> bytes:
    return hashlib.blake2b(root.encode(), person=b"erased list", digest_size=32).digest()
