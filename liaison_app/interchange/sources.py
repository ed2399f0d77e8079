"""Opens what a person chose to import: one file, a folder, or a zip archive of an export.

Nothing is ever unpacked to disk. A member is found by its bare name, whatever its case and however
deep it lies, and is read only when it is needed and only up to the limits below, so an archive made
to exhaust the laptop is refused and a name such as `../users.csv` can do no harm.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from liaison_app.errors import UnreadableInput
from liaison_app.language.catalogues import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MAX_FILE = 200_000_000  # bytes of one file, unpacked
MAX_ARCHIVE = 400_000_000  # bytes of all files of an archive, unpacked
MAX_MEMBERS = 2_000
MAX_RATIO = 300  # unpacked to packed; real exports stay below 60
TABLE_ENDINGS = (".csv", ".txt", ".tsv", ".xlsx")
RATIO_MATTERS_FROM = 5_000_000  # bytes: a small file may be all blanks


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file to read: the name shown to people, and how to get its bytes."""

    name: str
    read: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Source:
    """What was chosen: a name for the account, and its files by lower-case bare name."""

    name: str
    files: Mapping[str, InputFile]
    several: bool  # a folder or an archive rather than one file


def open_source(path: Path) -> Source:
    """List the files behind `path`, without reading them yet.

    Raises:
        UnreadableInput: nothing is there, it may not be read, or an archive is not sound.
    """
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        raise UnreadableInput(
            _("There is no file or folder at this place. Check the name and try again.")
        ) from error
    if stat.S_ISDIR(mode):
        return _folder(path)
    if not stat.S_ISREG(mode):
        raise UnreadableInput(_("This is neither a file nor a folder. Choose an export file."))
    if _is_plain_archive(path):
        return _archive(path)
    found = InputFile(path.name, lambda: _read_file(path))
    return Source(path.name, {path.name.lower(): found}, several=False)


def check_archive(archive: zipfile.ZipFile) -> None:
    """Refuse an archive that would unpack to far more than an export can be, or is locked.

    Raises:
        UnreadableInput: too many files, too large, or packed too tightly.
    """
    members = archive.infolist()
    whole = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or whole > MAX_ARCHIVE or any(map(_is_bomb, members)):
        raise UnreadableInput(
            _("This archive unpacks to far more than a school export can be. It was not opened.")
        )
    if any(member.flag_bits & 0x1 for member in members):
        raise UnreadableInput(
            _("This archive is locked with a password. Unpack it first, then import the folder.")
        )


def read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Read one member, never more than it promised to hold.

    Raises:
        UnreadableInput: the archive is damaged.
    """
    try:
        with archive.open(member) as packed:
            data = packed.read(member.file_size + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise UnreadableInput(
            _("This archive is damaged. Ask for the export again, or copy it once more.")
        ) from error
    except NotImplementedError as error:
        raise UnreadableInput(
            _("This archive is packed in a way that Liaison does not know. Unpack it first.")
        ) from error
    if len(data) > member.file_size:
        raise UnreadableInput(_("This archive is not what it says it is. It was not opened."))
    return data


def open_archive(data: bytes | Path) -> zipfile.ZipFile:
    """Open an archive and check it.

    Raises:
        UnreadableInput: it is damaged or refused.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data) if isinstance(data, bytes) else data)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableInput(
            _("This archive is damaged. Ask for the export again, or copy it once more.")
        ) from error
    try:
        check_archive(archive)
    except UnreadableInput:
        archive.close()
        raise
    return archive


def _folder(path: Path) -> Source:
    try:
        inside = sorted(path.iterdir())
        files = [p for p in inside if p.is_file() and not p.name.startswith((".", "~$"))]
        folders = [p for p in inside if p.is_dir() and not p.name.startswith((".", "__"))]
        if not files and len(folders) == 1:
            return _folder(folders[0])
    except OSError as error:
        raise UnreadableInput(_("This folder may not be read.")) from error
    found = {p.name.lower(): InputFile(p.name, lambda p=p: _read_file(p)) for p in files}  # type: ignore[misc]
    if not found:
        raise UnreadableInput(_("This folder is empty. Choose the folder that holds the export."))
    return Source(path.name, found, several=True)


def _archive(path: Path) -> Source:
    with open_archive(path) as archive:
        members = [m for m in archive.infolist() if _is_content(m)]
    found: dict[str, InputFile] = {}
    for member in members:
        name = PurePosixPath(member.filename.replace("\\", "/")).name
        if name.lower() in found and name.lower().endswith(TABLE_ENDINGS):
            raise UnreadableInput(
                _("This archive holds {name} more than once. Unpack it and choose one.").format(
                    name=name
                )
            )
        found[name.lower()] = InputFile(name, lambda m=member: _read_from(path, m))  # type: ignore[misc]
    if not found:
        raise UnreadableInput(_("This archive is empty. Ask for the export again."))
    return Source(path.name, found, several=True)


def _read_from(path: Path, member: zipfile.ZipInfo) -> bytes:
    with open_archive(path) as archive:
        return read_member(archive, member)


def _read_file(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except OSError as error:
        raise UnreadableInput(
            _("{name} may not be read. Is it open in another program?").format(name=path.name)
        ) from error
    if len(data) > MAX_FILE:
        raise UnreadableInput(
            _("{name} is larger than a school export can be.").format(name=path.name)
        )
    return data


def _is_plain_archive(path: Path) -> bool:
    """A zip that is not a workbook or document (those are zips of XML)."""
    try:
        if not zipfile.is_zipfile(path):
            return False
        with open_archive(path) as archive:
            return "[Content_Types].xml" not in archive.namelist()
    except OSError as error:
        raise UnreadableInput(_("This file may not be read.")) from error


def _is_content(member: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(member.filename.replace("\\", "/")).parts
    hidden = any(part.startswith((".", "__MACOSX", "~$")) and part != ".." for part in parts)
    return bool(parts) and not member.is_dir() and not hidden


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    if member.file_size > MAX_FILE:
        return True
    tight = member.file_size > MAX_RATIO * max(member.compress_size, 1)
    return tight and member.file_size > RATIO_MATTERS_FROM
