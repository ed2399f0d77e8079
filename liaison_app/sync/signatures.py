"""Whether a record is as its author signed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.sync.container import verify

if TYPE_CHECKING:
    from liaison_app.sync.container import Record
    from liaison_app.sync.identity import Identity
    from liaison_app.sync.roster import Roster


def check(record: Record, roster: Roster, own: Identity) -> None:
    """Check that a record is as its author signed it, if anybody knows the author.

    Raises:
        DamagedFile, NewerFile: it is not, or this program is too old for it.
    """
    key = _key(record, roster, own)
    if key:
        verify(record, key)


def _key(record: Record, roster: Roster, own: Identity) -> bytes:
    """Give the key of a record's author: from the roster, else the one that it shows itself."""
    if record.laptop == own.laptop:
        return own.sign.verify_key.encode()
    known = roster.laptops.get(record.laptop)
    return known.sign if known else bytes.fromhex(record.pk)
