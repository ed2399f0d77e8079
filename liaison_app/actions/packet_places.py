"""Places where files may be saved: a new or an ordinary file outside the workspace folder.

A device, a pipe or a socket has a name like a file, and putting a packet in its place would take
it away from everything else that uses it.
"""

from __future__ import annotations

import errno
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from liaison_app.actions.workspaces import folder_of
from liaison_app.errors import (
    InvalidValue,
    LiaisonError,
    ReadOnlyPlace,
    UnsafePlace,
    WorkspaceExists,
)
from liaison_app.language.catalogues import _
from liaison_app.store.durable import new_part, put_in_place, write_error

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from liaison_app.workspace import Workspace


def refuse_target(workspace: Workspace, target: Path, *, force: bool, sealed: bool = False) -> None:
    """See that a file may be saved under this name.

    Args:
        workspace: the file is of this workspace.
        target: its name.
        force: replace an ordinary file of this name.
        sealed: it is an encrypted file that travels, not a packet that anybody can read.

    Raises:
        WorkspaceExists: there is a file and nobody said to replace it, or what is no file.
        UnsafePlace: it would lie in the workspace folder.
        InvalidValue, ReadOnlyPlace: there can be no such file.
    """
    mode = _mode(target)
    _refuse_inside(workspace, target, sealed=sealed)
    if mode is None:
        _require_folder_of(target)
    elif stat.S_ISDIR(mode):
        name = "changes.flb" if sealed else "packet.pdf"
        raise WorkspaceExists(
            _("This is a folder. Name a file in it, such as {name}.").format(name=name)
        )
    elif not stat.S_ISREG(mode):
        raise WorkspaceExists(
            _("This is a device or a pipe, not a file, and is left alone. Choose another name.")
        )
    elif not force:
        raise WorkspaceExists(_("There is already a file of this name. Choose another name."))


def make_folder(workspace: Workspace, folder: Path) -> None:
    """Make the folder for several packets, if it is not there; it has to lie in one that is.

    Raises:
        WorkspaceExists: there is something of this name that is no folder.
        UnsafePlace: it would lie in the workspace folder; nothing is made there.
        InvalidValue, ReadOnlyPlace: there can be no such folder.
    """
    mode = _mode(folder)
    _refuse_inside(workspace, folder, sealed=False)
    if mode is None:
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise place_error(error) from None
    elif not stat.S_ISDIR(mode):
        raise WorkspaceExists(
            _("This is no folder, and several packets need one. Name a folder, or a new one.")
        )


def place_error(error: OSError) -> LiaisonError:
    """Say what kept a file from being saved at a place that somebody typed."""
    if error.errno == errno.ENAMETOOLONG:
        return InvalidValue(_("This name is too long for a file. Choose a shorter one."))
    if error.errno == errno.ENOENT:
        return ReadOnlyPlace(_("There is no such folder. Make it first, or choose another one."))
    if error.errno == errno.ENOTDIR:
        return ReadOnlyPlace(
            _("What should be the folder is a file. Choose a folder, and name a file in it.")
        )
    return write_error(error)


def write_whole(target: Path, content: bytes, code: str) -> None:
    """Write a file that only its owner may read: it is there as a whole or not at all.

    Args:
        target: where.
        content: of the file.
        code: what the part is called while it is written; it names nobody.

    Raises:
        InvalidValue, NoRoom, ReadOnlyPlace: it cannot be written; nothing is left behind.
    """
    part = part_of(target.parent, code)
    try:
        with new_part(part) as file:
            file.write(content)
        with replacing(target):
            put_in_place(part, target)
    except OSError as error:
        raise place_error(error) from None
    finally:
        with suppress(OSError):  # a folder that takes no file lets none go either
            part.unlink(missing_ok=True)


def part_of(folder: Path, code: str) -> Path:
    """The file that something is while it is written; a crash may leave it."""
    return folder / f".{code}.part"


@contextmanager
def replacing(target: Path) -> Iterator[None]:
    """Say of a file that cannot be replaced, in a folder that takes files, what is the matter.

    Windows lets nobody replace a file that a program has open, such as a PDF in its viewer.

    Raises:
        ReadOnlyPlace: the file is open elsewhere, or protected.
    """
    try:
        yield
    except PermissionError:
        if not target.exists():
            raise
        raise ReadOnlyPlace(
            _(
                "The file of this name cannot be replaced: another program has it open, or it is"
                " protected. Close it there, or choose another name."
            )
        ) from None


def _mode(path: Path) -> int | None:
    """What is at a place, seen through links; None for nothing. A link to nothing is a link."""
    try:
        for look in (path.stat, path.lstat):
            with suppress(FileNotFoundError):
                return look().st_mode
    except OSError as error:
        raise place_error(error) from None
    return None


def _require_folder_of(target: Path) -> None:
    """See that the folder of a new file is there: a missing one is most often a slip."""
    try:
        target.parent.stat()
    except OSError as error:
        raise place_error(error) from None


def _refuse_inside(workspace: Workspace, place: Path, *, sealed: bool) -> None:
    if not place.resolve().is_relative_to(folder_of(workspace).resolve()):
        return
    if sealed:
        raise UnsafePlace(
            _("A file for colleagues must not lie in the workspace folder. Choose another place.")
        )
    raise UnsafePlace(
        _(
            "A packet must not lie in the workspace folder: everything in there is encrypted,"
            " and a packet can be read by anybody. Choose another place."
        )
    )
