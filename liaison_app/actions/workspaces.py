"""Making, opening, re-keying, backing up, restoring and checking a workspace."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from liaison_app.actions import new_key, upkeep
from liaison_app.actions.slots import slots_for
from liaison_app.errors import DamagedFile, InvalidValue, WorkspaceExists
from liaison_app.language.catalogues import _, ngettext
from liaison_app.records import Stream
from liaison_app.records.governance import StaffMember, StaffRole, Team
from liaison_app.store import access, backups, blobs, checking, folder, keyslots, settings
from liaison_app.store.access import Opened
from liaison_app.store.folder import Folder
from liaison_app.sync import identity, incarnations, unlocking
from liaison_app.workspace import (
    Add,
    Clock,
    RandomSource,
    Shared,
    SystemRandom,
    Workspace,
    now_utc,
)

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.store.checking import Checked
    from liaison_app.store.keyslots import KeySet
    from liaison_app.store.writing import Progress

# Of this laptop, under any of its names: what a colleague attached is on that laptop only.
_ATTACHED = (
    "SELECT DISTINCT attachment.blob FROM attachment JOIN op ON op.id = attachment.id"
    " JOIN origin ON origin.n = op.origin WHERE NOT attachment.deleted AND attachment.blob <> ''"
    " AND op.body ->> '$.blob[0]' = attachment.blob"
    " AND substr(origin.dev, 1, instr(origin.dev || '.', '.') - 1) = :laptop"
)

Begin: TypeAlias = Callable[[Workspace, str, str], None]
"""Writes what a new workspace begins with, given the names of the person and the team."""


@dataclass(frozen=True)
class Made:
    """A new or re-keyed workspace and the recovery code that goes with it."""

    workspace: Workspace
    recovery_code: str


def default_folder() -> Path:
    """The folder used when none is named."""
    return folder.default_folder()


def practice_folder() -> Path:
    """The folder of the practice caseload."""
    return folder.practice_folder()


def folder_of(workspace: Workspace) -> Path:
    """The folder in which an open workspace lies."""
    return workspace.shared.opened.folder.path


def exists(path: Path) -> bool:
    """Whether there is a workspace in this folder."""
    return Folder(path).database.exists()


def create(
    path: Path,
    *,
    person: str,
    team: str,
    passphrase: str,
    practice: bool = False,
    clock: Clock = now_utc,
    random: RandomSource | None = None,
    begin: Begin | None = None,
) -> Made:
    """Make a workspace and open it.

    Args:
        path: an empty folder or one to be made, on this computer's own disk.
        person: the name of who works here.
        team: the name of their team.
        passphrase: checked with `check_passphrase` unless this is practice.
        practice: mark it as practice for ever: every page and print says so.
        clock: gives the time in UTC.
        random: source of ids and keys; the system's if none is given.
        begin: writes what a workspace begins with: by default who works here, in a team of one.

    Raises:
        InvalidValue: the passphrase is too weak, or a name is empty.
        WorkspaceExists, UnsafePlace, ReadOnlyPlace, NoRoom: nothing is left behind.
    """
    source = random or SystemRandom()
    if not practice:
        check_passphrase(passphrase)
    if not person.strip() or not team.strip():
        raise InvalidValue(_("Give your name and the name of your team."))
    code = keyslots.new_code(source.randbytes)
    wrapping = keyslots.recovery_key(code)
    slots = slots_for(path, passphrase, wrapping, source)
    opened = access.create(path, slots, source.randbytes, may_vanish=practice)
    try:
        _found(opened, wrapping, source, practice=practice)
        lock = folder.hold(opened.folder)
        workspace = Workspace(
            Shared(opened, access.read_slots(opened.folder), lock), opened.database, clock, source
        )
        (begin or _begin_alone)(workspace, person.strip(), team.strip())
        incarnations.at_unlock(workspace)
    except BaseException:
        opened.close()
        access.remove(opened.folder)
        raise
    return Made(workspace, code)


def _begin_alone(workspace: Workspace, person: str, team: str) -> None:
    """Write who works here and in which team, and be its first laptop."""
    who = StaffMember(name=person, role=StaffRole.LIAISON)
    touched = workspace.commit("workspace.new", [Add(who), Add(Team(name=team))])
    workspace.put_setting("person", touched.ids[0])
    workspace.shared.look_again()
    identity.found(workspace)


def unlock(
    path: Path,
    passphrase: str,
    *,
    clock: Clock = now_utc,
    random: RandomSource | None = None,
) -> Workspace:
    """Open a workspace with its passphrase.

    Raises:
        WorkspaceMissing, WrongPassphrase, WorkspaceInUse, ForeignFile, NewerFile, DamagedFile,
        ReadOnlyPlace: each says what to do.
    """
    return _unlock(Folder(path), passphrase, clock, random)


def _unlock(
    place: Folder,
    passphrase: str,
    clock: Clock,
    random: RandomSource | None,
    *,
    restored: bool = False,
) -> Workspace:
    access.read_slots(place)  # says what is missing before anything is made
    lock = folder.hold(place)
    try:
        opened, sets = access.unlock(place, passphrase=passphrase)
        source = random or SystemRandom()
        workspace = _workspace(opened, sets, lock, clock, source, restored=restored)
    except BaseException:
        lock.release()
        raise
    new_key.give_if_due(workspace, passphrase)
    return workspace


def unlock_with_key(
    path: Path, key: bytes, *, clock: Clock = now_utc, random: RandomSource | None = None
) -> Workspace:
    """Open a workspace with its database key, which was in memory under a PIN.

    Raises:
        DamagedFile: the key does not fit: the workspace was given another one, or is damaged.
        LiaisonError: otherwise as `unlock`.
    """
    place = Folder(path)
    sets = access.read_slots(place)
    lock = folder.hold(place)
    try:
        opened, sets = access.open_with(place, [key], sets)
        return _workspace(opened, sets, lock, clock, random or SystemRandom())
    except BaseException:
        lock.release()
        raise


def recover(
    path: Path,
    code: str,
    new_passphrase: str,
    *,
    clock: Clock = now_utc,
    random: RandomSource | None = None,
) -> Made:
    """Open a workspace with its recovery code, set a new passphrase and make a new code.

    The code is used up: the database gets a new key, and the former slots open nothing.

    Raises:
        WrongPassphrase: the code is wrong; the message says where to look.
        InvalidValue: the new passphrase is too weak.
    """
    source = random or SystemRandom()
    check_passphrase(new_passphrase)
    place = Folder(path)
    access.read_slots(place)
    lock = folder.hold(place)
    try:
        opened, sets = access.unlock(place, code=code)
        workspace = _workspace(opened, sets, lock, clock, source)
    except BaseException:
        lock.release()
        raise
    try:
        new_code = keyslots.new_code(source.randbytes)
        new_key.give(workspace, new_passphrase, new_code)
    except BaseException:
        workspace.close()
        raise
    return Made(workspace, new_code)


def change_passphrase(workspace: Workspace, old: str, new: str) -> None:
    """Set another passphrase; the recovery code stays good.

    Raises:
        WrongPassphrase: `old` is not the passphrase.
        InvalidValue: `new` is too weak.
    """
    prove(workspace, old)
    check_passphrase(new)
    new_key.give(workspace, new)


def renew_recovery(workspace: Workspace, passphrase: str) -> str:
    """Make a new recovery code; the former sheet opens nothing any more.

    Raises:
        WrongPassphrase: the passphrase is wrong.
    """
    prove(workspace, passphrase)
    code = keyslots.new_code(workspace.random.randbytes)
    new_key.give(workspace, passphrase, code)
    return code


def prove(workspace: Workspace, passphrase: str) -> None:
    """Check a passphrase against the open workspace.

    Raises:
        WrongPassphrase: it is not the passphrase.
    """
    keyslots.keys_by_passphrase(workspace.shared.sets, passphrase)


def check_passphrase(passphrase: str) -> None:
    """Check that a new passphrase is strong enough.

    Raises:
        InvalidValue: it is shorter than 14 characters, or among the commonest.
    """
    from liaison_app.actions.passphrases import why_weak  # noqa: PLC0415  (reads a word list)

    if why := why_weak(keyslots.normalized(passphrase)):
        raise InvalidValue(why)


def lock(workspace: Workspace) -> None:
    """Close the workspace and drop its key."""
    workspace.close()


def backup(workspace: Workspace, target: Path) -> int:
    """Write the whole workspace, encrypted, into one file; gives its size in bytes.

    Raises:
        WorkspaceExists: the file is there already.
        NoRoom, ReadOnlyPlace: it could not be written; nothing is left behind.
    """
    if target.exists():
        raise WorkspaceExists(_("There is already a file of this name. Choose another name."))
    with workspace.elsewhere() as view:
        opened = Opened(view.shared.opened.folder, b"", view.conn, workspace.shared.opened.drafts)
        return backups.write(opened, workspace.shared.sets, target)


def restore(
    source: Path,
    path: Path,
    passphrase: str,
    *,
    clock: Clock = now_utc,
    random: RandomSource | None = None,
) -> Workspace:
    """Make a workspace from a backup and open it, with the passphrase of when it was made.

    It takes a new identity among its team's laptops, so that nobody confuses it with the former.

    Raises:
        WorkspaceExists, WrongPassphrase, ForeignFile, NewerFile, DamagedFile, UnsafePlace, NoRoom:
        nothing is left behind.
    """
    place = backups.extract(source, path)
    try:
        workspace = _unlock(place, passphrase, clock, random, restored=True)
        _refuse_damaged(workspace)
        _erase_again(workspace, source)
    except BaseException:
        access.remove(place)
        shutil.rmtree(path, ignore_errors=True)
        raise
    return workspace


def _erase_again(workspace: Workspace, source: Path) -> None:
    from liaison_app.actions import care, erased_again  # noqa: PLC0415  (loads what few need)

    knew = len(workspace.read("SELECT 1 FROM erasure WHERE what = 'erase'"))
    if erased_again.apply(workspace, [source.absolute().parent, default_folder()]).done:
        made = datetime.fromtimestamp(source.stat().st_mtime, UTC)
        care.remember_backup(workspace, source, made, knew)  # it holds what was erased


def _refuse_damaged(workspace: Workspace) -> None:
    if checking.pages_damaged(workspace.conn):
        workspace.close()
        raise DamagedFile(_("This backup is damaged. Take an older one, or copy it again."))


def check(workspace: Workspace, *, deep: bool = False, progress: Progress | None = None) -> Checked:
    """Prove that the tables say what their history says, and give the digest of everything.

    Files that were attached at this laptop must be there too; with `deep` also be as they were.
    """
    with workspace.elsewhere() as view:
        found = checking.check(view.conn, deep=deep, progress=progress)
        laptop = workspace.device.partition(".")[0]
        kept = [row["blob"] for row in view.read(_ATTACHED, {"laptop": laptop})]
    lost = blobs.lost(workspace.shared.opened.folder.blobs, kept, deep=deep)
    if not lost:
        return found
    words = ngettext(
        "{count} attached file is missing or damaged. Restore your newest backup.",
        "{count} attached files are missing or damaged. Restore your newest backup.",
        lost,
    )
    return replace(found, problems=(*found.problems, words.format(count=lost)))


def _workspace(
    opened: Opened,
    sets: list[KeySet],
    lock: Any,
    clock: Clock,
    random: RandomSource,
    *,
    restored: bool = False,
) -> Workspace:
    workspace = Workspace(Shared(opened, sets, lock), opened.database, clock, random)
    if not workspace.person:  # nobody worked in it before this is written
        opened.close()
        raise DamagedFile(
            _("Making this workspace was cut short; nothing is in it. Delete its folder and begin.")
        )
    try:
        incarnations.at_unlock(workspace, restored=restored)
        unlocking.unlocked(workspace)
        upkeep.at_unlock(workspace)
    except BaseException:
        opened.close()
        raise
    return workspace


def _found(opened: Opened, wrapping: bytes, random: RandomSource, *, practice: bool) -> None:
    conn = opened.database
    settings.put(conn, "root", random.randbytes(16).hex())
    settings.put(conn, "device", f"{random.randbytes(8).hex()}.1")
    for stream in Stream:
        settings.put(conn, f"stream.{stream}", random.randbytes(8).hex())
    settings.put(conn, "recovery_key", wrapping.hex())
    settings.put(conn, "practice", "1" if practice else "")
