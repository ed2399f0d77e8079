"""The slots that wrap a workspace's key: made for a passphrase and a recovery code, told apart."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from liaison_app.store import access, folder, keyslots, settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from liaison_app.store.keyslots import KeySet
    from liaison_app.workspace import RandomSource

_MEMORY = "LIAISON_ARGON2_MEMORY"
"""Bytes for Argon2id in new slots, in temporary folders only: tests set little."""


def slots_for(
    path: Path,
    passphrase: str,
    wrapping: bytes,
    random: RandomSource,
    office: bytes = b"",
) -> access.MakeSlots:
    """Give what makes the slots of a workspace in this folder for whatever key it gets.

    Args:
        path: the folder.
        passphrase: the person's.
        wrapping: the key of the code on their sheet.
        random: source of random bytes.
        office: the key of the code that their office keeps; empty if it keeps none.
    """
    memory = keyslots.ARGON2_MEMORY
    if folder.is_temporary(path):  # where only tests and trials live
        memory = max(8 << 20, int(os.environ.get(_MEMORY, memory)))

    def make(key: bytes) -> list[Mapping[str, Any]]:
        codes = [wrapping, office] if office else [wrapping]
        return [
            keyslots.passphrase_slot(passphrase, key, random.randbytes, memory=memory),
            *(keyslots.recovery_slot(one, key, random.randbytes) for one in codes),
        ]

    return make


def recovery_wrapping(conn: Any, sets: list[KeySet]) -> bytes:
    """Give the recovery code's key, to wrap the next database key for the same sheet.

    A change of code that was cut short leaves two; the one that opens the slots is the right one.
    """
    names = ("recovery_key", "next_recovery_key")
    kept = [bytes.fromhex(settings.get(conn, name)) for name in names]
    return next(wrapping for wrapping in kept if wrapping and keyslots.opens(sets, wrapping))
