"""The one place that opens databases: SQLCipher under sqlite-utils.

`sqlite_utils` takes its exception classes from `pysqlite3` when that can be imported, and
sqlcipher3's errors are not `sqlite3.Error`. So sqlcipher3 is put in pysqlite3's place before
sqlite_utils is first imported; without it sqlite-utils' own `except` clauses never fire.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeAlias

import sqlcipher3
import sqlcipher3.dbapi2

from liaison_app.errors import (
    Cancelled,
    DamagedFile,
    LiaisonError,
    NoRoom,
    ReadOnlyPlace,
    WorkspaceInUse,
)
from liaison_app.language.catalogues import _

sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = sqlcipher3.dbapi2

import sqlite_utils  # noqa: E402  (the shim above must come first)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

if sys.modules["sqlite_utils.utils"].sqlite3 is not sqlcipher3:
    raise ImportError("sqlite_utils was imported before liaison_app.store.driver")

Connection: TypeAlias = Any  # sqlcipher3 has no types; the name says what is meant
Row: TypeAlias = Any
DatabaseError = sqlcipher3.DatabaseError
Error = sqlcipher3.Error

_CACHE = "cache_size = -8192"  # KiB; twice as much makes no page of the window quicker
_MANY = 5_000
_PRAGMAS = (
    "cipher_log_level = NONE",  # it prints to standard error otherwise
    "journal_mode = WAL",
    "synchronous = FULL",
    _CACHE,
    "temp_store = MEMORY",
    "busy_timeout = 5000",
    "trusted_schema = OFF",
    "secure_delete = ON",  # an erased word must not linger in a free page
    "journal_size_limit = 4194304",  # bytes; a long import must not leave a large log file
)


class WrongKey(LiaisonError):
    """The key does not open this file, or the file is not a database."""


def connect(path: Path, key: bytes, *, read_only: bool = False) -> Connection:
    """Open an encrypted database with its raw 32-byte key.

    Raises:
        WrongKey: the key does not fit, or the file is something else.
        LiaisonError: whatever else keeps the file from being opened.
    """
    with translated():
        mode = "ro" if read_only else "rwc"
        conn = sqlcipher3.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,  # transactions are begun by us alone
            check_same_thread=False,
        )
        try:
            conn.execute("PRAGMA cipher_log_level = NONE")
            conn.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            _touch(conn)
            for pragma in _PRAGMAS:
                if not (read_only and pragma.startswith("journal_mode")):
                    conn.execute(f"PRAGMA {pragma}")
            if read_only:
                conn.execute("PRAGMA query_only = ON")
                conn.execute("PRAGMA cache_size = -6144")  # beside the one that the window has
        except BaseException:
            conn.close()
            raise
    conn.row_factory = sqlcipher3.Row
    return conn


def widen(conn: Connection) -> None:
    """Let a connection keep 128 MB of pages, for work that touches most of a large file.

    An import of 450,000 records takes a third less time; the memory goes with the connection.
    """
    conn.execute("PRAGMA cache_size = -131072")


def database(conn: Connection) -> Any:
    """Wrap a connection for sqlite-utils, without loading anybody's plugins."""
    return sqlite_utils.Database(conn, execute_plugins=False, strict=True)


@contextmanager
def translated() -> Iterator[None]:
    """Turn what the driver says into sentences for people; anything else stays a bug."""
    try:
        yield
    except sqlcipher3.Error as error:
        known = _sentence(getattr(error, "sqlite_errorname", "") or "")
        if known is None:
            raise
        raise known from None


@contextmanager
def transaction(conn: Connection) -> Iterator[None]:
    """One immediate transaction: all of it or nothing.

    `sqlite_utils.Database.atomic` begins a deferred transaction, which fails at once when another
    connection has written meanwhile, whatever the busy timeout says.
    """
    with translated():
        conn.execute("BEGIN IMMEDIATE")
        try:
            yield
            conn.execute("COMMIT")
        except BaseException:
            if conn.in_transaction:
                conn.execute("ROLLBACK")
            raise


@contextmanager
def roomy(conn: Connection, changes: int) -> Iterator[None]:
    """Keep more pages at hand while very many changes are written; give the memory back after."""
    if changes < _MANY:
        yield
        return
    conn.execute("PRAGMA cache_size = -65536")
    try:
        yield
    finally:
        conn.execute(f"PRAGMA {_CACHE}")
        conn.execute("PRAGMA shrink_memory")


@contextmanager
def one_moment(conn: Connection) -> Iterator[None]:
    """See the database as it is now, whatever others write meanwhile; keeps nothing of ours."""
    with translated():
        conn.execute("BEGIN")
        try:
            yield
        finally:
            if conn.in_transaction:
                conn.execute("ROLLBACK")


def _touch(conn: Connection) -> None:
    try:
        conn.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlcipher3.DatabaseError as error:
        if getattr(error, "sqlite_errorname", "") == "SQLITE_NOTADB":
            raise WrongKey(_("The key does not open this file.")) from None
        raise


def _sentence(code: str) -> LiaisonError | None:
    if code == "SQLITE_FULL":
        return NoRoom(_("The disk is full. Nothing was lost; free some space and do it again."))
    if code.startswith("SQLITE_IOERR"):  # the driver does not say more; a quota ends here too
        return NoRoom(
            _(
                "The disk refused: it is full, over its quota or failing. Nothing that was saved"
                " is lost; free some space and do it again."
            )
        )
    if code.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_CANTOPEN")):
        return ReadOnlyPlace(
            _("The folder cannot be written to. Ask for write access or choose another folder.")
        )
    if code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return DamagedFile(_("The file is damaged and cannot be read. Restore your newest backup."))
    if code == "SQLITE_INTERRUPT":
        return Cancelled(_("Stopped. Nothing was changed."))
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return WorkspaceInUse(_("Another program is using this workspace. Close it and try again."))
    return None
