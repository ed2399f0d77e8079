"""One transaction, whole or not at all, that leaves nothing readable of words it redacted."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from liaison_app.store import search, shedding
from liaison_app.store.driver import roomy, transaction, translated

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison_app.store.driver import Connection
    from liaison_app.store.shared import Shared

T = TypeVar("T")


def transact(
    shared: Shared,
    conn: Connection,
    write: Callable[[Connection], tuple[T, bool]],
    changes: int,
) -> T:
    """Run a writer in one transaction; then empty the files of words that it redacted.

    Args:
        shared: the open files.
        conn: the database, in no transaction.
        write: gives what it wrote, and whether it redacted anything.
        changes: about how many there are.
    """
    with roomy(conn, changes), transaction(conn):
        result, redacted = write(conn)
        if redacted:
            shedding.in_file(conn)
            search.forget(conn)
    if redacted:  # until then the words stay readable in the log file beside the database
        with translated():
            conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shared.shed(conn)
    return result
