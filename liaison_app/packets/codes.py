"""Codes of packets: short enough to read out by phone, telling nothing about anybody.

`W-7K3M9Q`: the kind, and six random characters of Crockford's base 32 (no I, L, O or U), so that
laptops which never met make different ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.store.keyslots import CROCKFORD

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace

_LENGTH = 6


def new_code(workspace: Workspace, letter: str = "W") -> str:
    """A code that no packet known here has."""
    while True:
        number = workspace.random.getrandbits(5 * _LENGTH)
        characters = (CROCKFORD[number >> 5 * place & 31] for place in range(_LENGTH))
        code = f"{letter}-{''.join(characters)}"
        if not workspace.read("SELECT 1 FROM packet_issue WHERE code = :code", {"code": code}):
            return code
