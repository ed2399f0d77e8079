"""A backup: one file with the whole workspace, still encrypted.

Format: a ZIP without compression (ciphertext does not shrink) that holds `liaison.db`, `drafts.db`,
`keyslots.json`, `blobs/<name>`, and first `manifest.json`:

    {"format": "liaison-backup", "version": 1, "files": {"<name>": "<sha256>", ...}}

It opens with the passphrase or the recovery code that the workspace had when it was made.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from liaison_app.errors import DamagedFile, ForeignFile, NewerFile, WorkspaceExists
from liaison_app.language.catalogues import _
from liaison_app.store import keyslots
from liaison_app.store.driver import Connection, translated
from liaison_app.store.durable import put_in_place, write_error
from liaison_app.store.folder import Folder, make

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from liaison_app.store.access import Opened
    from liaison_app.store.keyslots import KeySet

FORMAT = "liaison-backup"
VERSION = 1
_MANIFEST = "manifest.json"
_NAMES = re.compile(r"liaison\.db|drafts\.db|keyslots\.json|blobs/[0-9a-f]{64}")
_CHUNK = 1 << 20
_MAX_MANIFEST = 32 << 20


def write(opened: Opened, sets: Sequence[KeySet], target: Path) -> int:
    """Write a backup and give its size in bytes.

    The database is copied as it is at one moment; work may go on meanwhile.

    Raises:
        NoRoom, ReadOnlyPlace: the backup could not be written; nothing is left behind.
    """
    place = opened.folder
    work = place.path / "backup.part"
    part = target.with_name(target.name + ".part")
    try:
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(mode=0o700)
        _snapshot(opened.database, work / "liaison.db")
        _snapshot(opened.drafts, work / "drafts.db")
        keyslots.write(work / "keyslots.json", sets)
        files = [(p.name, p) for p in sorted(work.iterdir())]
        files += [(f"blobs/{p.name}", p) for p in sorted(place.blobs.iterdir())]
        manifest = {name: _sha256(path) for name, path in files if _NAMES.fullmatch(name)}
        with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as archive:
            described = {"format": FORMAT, "version": VERSION, "files": manifest}
            archive.writestr(_MANIFEST, json.dumps(described, indent=1))
            for name, path in files:
                if name in manifest:
                    archive.write(path, name)
        put_in_place(part, target)
    except OSError as error:
        raise write_error(error) from None
    finally:
        shutil.rmtree(work, ignore_errors=True)
        with suppress(OSError):  # a folder that takes no file lets none go either
            part.unlink(missing_ok=True)
    return target.stat().st_size


def extract(source: Path, target: Path) -> Folder:
    """Unpack a backup into a new workspace folder; the caller opens it to prove the passphrase.

    Raises:
        WorkspaceExists: something is there already.
        ForeignFile, NewerFile, DamagedFile: the file is not a backup, too new, or broken.
        NoRoom, ReadOnlyPlace, UnsafePlace: it cannot be unpacked there; nothing is left behind.
    """
    if target.exists() and any(target.iterdir()):
        raise WorkspaceExists(
            _("The folder to restore into is not empty. Choose a new folder, or move it away.")
        )
    try:
        with source.open("rb") as file, zipfile.ZipFile(file) as archive:
            manifest = _manifest(archive)
            place = make(target)
            try:
                for name, digest in manifest.items():
                    _unpack(archive, name, digest, target / name)
            except BaseException:
                shutil.rmtree(target, ignore_errors=True)
                raise
    except FileNotFoundError:
        raise ForeignFile(_("There is no such backup file.")) from None
    except (IsADirectoryError, PermissionError):
        raise ForeignFile(_("The backup file cannot be read. Copy it to this computer.")) from None
    except (zipfile.BadZipFile, OSError):  # a bent directory of the archive points before its start
        raise _damaged() from None
    return place


def _snapshot(conn: Connection, target: Path) -> None:
    with translated():
        conn.execute("VACUUM INTO ?", (str(target),))
    target.chmod(0o600)


def _manifest(archive: zipfile.ZipFile) -> dict[str, str]:
    if _MANIFEST not in archive.namelist():
        raise ForeignFile(_("This file is not a backup made by Liaison."))
    if _entry(archive, _MANIFEST).file_size > _MAX_MANIFEST:
        raise _damaged()
    try:
        described: Any = json.loads(archive.read(_MANIFEST))
        version, files = described["version"], dict(described["files"])
        ours = described["format"] == FORMAT
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _damaged() from None
    if not ours:
        raise ForeignFile(_("This file is not a backup made by Liaison."))
    if version != VERSION:
        raise NewerFile(_("This backup is from a newer Liaison. Install that version."))
    needed = {"liaison.db", "drafts.db", "keyslots.json"}
    if not needed <= files.keys() or not all(_NAMES.fullmatch(n) for n in files):
        raise _damaged()
    return files


def _entry(archive: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    """Find an entry that we might have made: neither packed nor locked, so it cannot unfold."""
    try:
        entry = archive.getinfo(name)
    except KeyError:
        raise _damaged() from None
    if entry.compress_type != zipfile.ZIP_STORED or entry.flag_bits & 1:
        raise _damaged()
    return entry


def _unpack(archive: zipfile.ZipFile, name: str, digest: str, target: Path) -> None:
    total = hashlib.sha256()
    with archive.open(_entry(archive, name)) as packed:
        try:
            with target.open("xb") as file:
                target.chmod(0o600)
                for chunk in _chunks(packed):
                    total.update(chunk)
                    file.write(chunk)
        except EOFError:
            raise _damaged() from None
        except OSError as error:
            raise write_error(error) from None
    if total.hexdigest() != digest:
        raise _damaged()


def _sha256(path: Path) -> str:
    total = hashlib.sha256()
    with path.open("rb") as file:
        for chunk in _chunks(file):
            total.update(chunk)
    return total.hexdigest()


def _chunks(file: Any) -> Iterator[bytes]:
    return iter(lambda: file.read(_CHUNK), b"")


def _damaged() -> DamagedFile:
    return DamagedFile(_("This backup is damaged. Take an older one, or copy it again."))
