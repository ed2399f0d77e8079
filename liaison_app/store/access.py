"""Making, opening and re-keying the encrypted files of a workspace.

A new passphrase or recovery code means a new database key: the former slots open nothing any more.
While the files take the new key, `keyslots.json` holds the slots of both, so that a crash at any
moment leaves a way in; the next unlock tidies up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from liaison_app.errors import (
    DamagedFile,
    ForeignFile,
    LiaisonError,
    NoRoom,
    WorkspaceExists,
    WorkspaceMissing,
    WrongPassphrase,
)
from liaison_app.language.catalogues import _
from liaison_app.store import applying, drafts, folder, keyslots, renaming, schema, search
from liaison_app.store.driver import Connection, WrongKey, connect, transaction, translated

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.store.folder import Folder
    from liaison_app.store.keyslots import KeySet, RandomBytes

KEY_IS_DUE = "key_is_due"
"""A setting: a code was replaced without the passphrase, and the key is the one that it opened."""

Slots = Sequence[Mapping[str, Any]]
MakeSlots = Callable[[bytes], Slots]


@dataclass
class Opened:
    """The open files of a workspace and the key they are under."""

    folder: Folder
    key: bytes
    database: Connection
    drafts: Connection

    def close(self) -> None:
        """Close both files."""
        self.database.close()
        self.drafts.close()


def create(
    path: Path, make_slots: MakeSlots, random: RandomBytes, *, may_vanish: bool = False
) -> Opened:
    """Make the files of a new workspace under a random key.

    Args:
        path: an empty folder or one to be made.
        make_slots: gives the slots for the key.
        random: source of random bytes.
        may_vanish: a folder that the computer empties will do: nothing real is kept in it.

    Raises:
        WorkspaceExists: there is one already.
        UnsafePlace, ReadOnlyPlace, NoRoom: it cannot live there; nothing is left behind.
    """
    place = folder.make(path, may_vanish=may_vanish)
    if place.database.exists() or place.slots.exists():
        raise WorkspaceExists(
            _("There is already a workspace in this folder. Open it, or choose another folder.")
        )
    key = random(keyslots.KEY_BYTES)
    try:
        write_slots(place, [keyslots.sealed_set(make_slots(key), key)])
        opened = _open_files(place, key)
        opened.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except BaseException:
        remove(place)
        raise
    return opened


def unlock(
    place: Folder, *, passphrase: str | None = None, code: str | None = None
) -> tuple[Opened, list[KeySet]]:
    """Open the files with a passphrase or a recovery code.

    Returns:
        the open files and the set of slots they are under.

    Raises:
        WorkspaceMissing, WrongPassphrase, DamagedFile, ForeignFile, NewerFile: each says its own.
    """
    sets = read_slots(place)
    keys = (
        keyslots.keys_by_passphrase(sets, passphrase)
        if passphrase is not None
        else keyslots.keys_by_code(sets, code or "")
    )
    return open_with(place, keys, sets)


def open_with(
    place: Folder, keys: Sequence[bytes], sets: Sequence[KeySet] = ()
) -> tuple[Opened, list[KeySet]]:
    """Open the files with whichever of these keys they are under.

    Raises:
        DamagedFile: none fits: the database was exchanged or its first page is broken; or nothing
            is left in the file, which the driver would take for a new one and fill anew.
        WrongPassphrase: it is under the other key of a change that was cut short.
    """
    if place.database.stat().st_size == 0:
        raise _emptied()
    for key in keys:
        try:
            opened = _open_files(place, key, keyslots.former_keys(sets, key))
        except WrongKey:
            continue
        return opened, _settle(place, sets, key)
    if len(sets) > 1:
        raise WrongPassphrase(
            _("The change of passphrase was cut short. Use the other passphrase, old or new.")
        )
    raise DamagedFile(
        _(
            "The database does not fit its key file: one of them was exchanged or is damaged."
            " Restore your newest backup."
        )
    )


def rekey(
    opened: Opened, sets: Sequence[KeySet], make_slots: MakeSlots, random: RandomBytes
) -> list[KeySet]:
    """Give both files a new random key and destroy the former slots.

    No other connection may be open. `opened` is under the new key afterwards. Once the database has
    taken it the change stands: should the rest fail, the next unlock finishes it.

    Returns:
        the slots as they are now.

    Raises:
        NoRoom, ReadOnlyPlace: the files are under the former key still.
    """
    former, key = opened.key, random(keyslots.KEY_BYTES)
    slots = list(make_slots(key))
    both = [
        *sets[:1],
        keyslots.sealed_set([*slots, keyslots.former_slot(former, key, random)], key),
    ]
    try:
        write_slots(opened.folder, both)
        take_key(opened.database, opened.folder.database, key)
    except LiaisonError:
        opened.database = _again(opened.database, opened.folder.database, former)
        with suppress(LiaisonError):
            write_slots(opened.folder, sets)
        raise
    opened.key = key
    try:
        take_key(opened.drafts, opened.folder.drafts, key)
        write_slots(opened.folder, keyslots.settled(both, key))
    except LiaisonError:
        with suppress(WrongKey):
            opened.drafts = _again(opened.drafts, opened.folder.drafts, former)
    return keyslots.settled(both, key)


def take_key(conn: Connection, path: Path, key: bytes) -> None:
    """Re-encrypt one file under another key, in one transaction of the driver's.

    Raises:
        NoRoom, ReadOnlyPlace: it is under the former key still.
    """
    with translated():
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        conn.execute(f"PRAGMA rekey = \"x'{key.hex()}'\"")
    try:
        connect(path, key, read_only=True).close()
    except WrongKey:  # the driver does not say that it failed, nor why; it is for want of room
        raise NoRoom(
            _("There is no room to encrypt everything anew. Free some space and do it again.")
        ) from None
    with translated():
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _again(conn: Connection, path: Path, key: bytes) -> Connection:
    """Open a file again after a change of key that failed: its connection is of no more use."""
    conn.close()
    return connect(path, key)


def change_code(
    opened: Opened, sets: Sequence[KeySet], drop: bytes, add: bytes, random: RandomBytes
) -> list[KeySet]:
    """Let another code open the files under the key that they have.

    Args:
        opened: the open files.
        sets: the slots as they are.
        drop: the key of the code that opens nothing any more; empty for none.
        add: the key of the new code; empty for none.
        random: source of random bytes.

    Returns:
        the slots as they are now.

    Raises:
        NoRoom, ReadOnlyPlace: the former ones count.
    """
    changed = []
    for one in keyslots.settled(sets, opened.key):
        slots = keyslots.without(one, drop) if drop else list(one.slots)
        if add:
            slots.append(keyslots.recovery_slot(add, opened.key, random))
        changed.append(keyslots.sealed_set(slots, opened.key))
    write_slots(opened.folder, changed)
    return changed


def read_slots(place: Folder) -> list[KeySet]:
    """Read the slots, or their copy if the file was deleted or broken; `unlock` then heals it.

    Raises:
        WorkspaceMissing: there is no workspace here.
        LiaisonError: neither file can be read.
    """
    if not place.database.exists():
        if place.slots.exists():
            raise _emptied()
        raise WorkspaceMissing(
            _("There is no workspace in this folder. Make one with “liaison new”.")
        )
    try:
        return keyslots.read(place.slots)
    except FileNotFoundError:
        problem: LiaisonError = _no_slots(place)
    except (DamagedFile, ForeignFile) as error:
        problem = error
    try:
        return keyslots.read(place.slots_copy)
    except (LiaisonError, OSError):
        raise problem from None


def _emptied() -> DamagedFile:
    return DamagedFile(
        _(
            "The key file is here, but the database liaison.db is missing or empty. Restore your"
            " newest backup into another folder."
        )
    )


def _no_slots(place: Folder) -> LiaisonError:
    """Say what a database without a key file is: somebody's plain file, or a workspace undone."""
    with place.database.open("rb") as file:
        beginning = file.read(64)
    if beginning.isascii():  # an encrypted file looks like dice from its first byte on
        return ForeignFile(
            _("The file liaison.db in this folder was not made by Liaison. Choose another folder.")
        )
    return DamagedFile(_("The key file of this workspace is missing. Restore your newest backup."))


def write_slots(place: Folder, sets: Sequence[KeySet]) -> None:
    """Write the slots beside the database and, as a copy, in the configuration folder."""
    keyslots.write(place.slots, sets)
    keyslots.write(place.slots_copy, sets)


def _settle(place: Folder, sets: Sequence[KeySet], key: bytes) -> list[KeySet]:
    """Leave only the slots of the key that opened the files, in both places."""
    kept = keyslots.settled(sets, key)
    for path in (place.slots, place.slots_copy):
        try:
            right = keyslots.read(path) == kept
        except (LiaisonError, OSError):
            right = False
        if not right:
            with suppress(LiaisonError):  # the workspace is open; healing can wait
                keyslots.write(path, kept)
    return kept


def _open_files(place: Folder, key: bytes, others: Sequence[bytes] = ()) -> Opened:
    database = connect(place.database, key)
    try:
        with translated():
            schema.prepare(database)
        with transaction(database):
            applying.replay_parked(database)
            search.index_guarded(database)
        typed = _open_drafts(place, key, others)
        renaming.rename_drafts(database, typed)
        drafts.forget_saved(database, typed)
    except BaseException:
        database.close()
        raise
    return Opened(place, key, database, typed)


def _open_drafts(place: Folder, key: bytes, others: Sequence[bytes]) -> Connection:
    for candidate in (key, *others):
        try:
            conn = connect(place.drafts, candidate)
        except WrongKey:
            continue
        except DamagedFile:
            break
        if candidate != key:  # a change of key was cut short between the two files
            take_key(conn, place.drafts, key)
        drafts.prepare(conn)
        conn.execute("PRAGMA cache_size = -512")  # a few pages of text
        return conn
    raise DamagedFile(
        _("The drafts of this workspace are damaged. Rename drafts.db in its folder and try again.")
    )


def remove(place: Folder) -> None:
    """Delete the files of a workspace that could not be made."""
    for path in (place.database, place.drafts, place.slots, place.slots_copy):
        for suffix in ("", "-wal", "-shm", ".part"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
