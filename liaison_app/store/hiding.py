"""Which writes of a field were emptied for good, and taking their words out of the log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from liaison_app.errors import UnknownRecord
from liaison_app.language.catalogues import _
from liaison_app.store import merge, ops
from liaison_app.store.merge import REDACT, Cells, Dot, Sibling
from liaison_app.store.owning import says_whose

if TYPE_CHECKING:
    from liaison_app.store.driver import Connection
    from liaison_app.store.ops import Op


def not_hidden(conn: Connection, op: Op, field: str, siblings: list[Sibling]) -> list[Sibling]:
    """Leave out the writes of a field that were emptied for good; `op` is any about the record."""
    redactions = redactions_of(conn, op.id, field, op.type)
    authors = {s.dot: op if op.dot == s.dot else ops.at(conn, s.dot) for s in siblings}
    return [s for s in siblings if not _hidden(authors[s.dot], field, redactions)]


def _hidden(op: Op, field: str, redactions: dict[Dot, Any]) -> bool:
    lifted = op.writes.get(REDACT + field, [None])
    return merge.hides(redactions, op.dot, lifted[1:] if lifted[0] is False else ())


def redactions_of(
    conn: Connection, record_id: str, field: str, type_name: str = ""
) -> dict[Dot, Any]:
    """Give every redaction ever made of a field, lifted or not: dot to value.

    One that waits, because a newer program wrote it or its author may not, hides nothing: else it
    would matter what came before it and what after.
    """
    found = {}
    streams = ops.Streams(conn)
    for op in ops.of_record(conn, record_id, type_name):
        value = op.writes.get(REDACT + field, [False])[0]
        if value is not False and not ops.why_parked(op, streams):
            found[op.dot] = value
    return found


def to_empty(
    conn: Connection, key: tuple[str, str], field: str, revision: int | None, *, future: bool
) -> bool | list[list[int]]:
    """Say what a redaction empties: the dots of writes, or True for all and what comes later.

    Args:
        conn: the database.
        key: the record's type and id.
        field: which field of it.
        revision: the local number of the op whose write it is; None for all of them.
        future: what comes later goes as well, and what others write elsewhere.

    Raises:
        UnknownRecord: there is no such version.
    """
    log = [op for op in ops.of_record(conn, key[1], key[0]) if field in op.writes]
    if revision is None:
        return future or [list(op.dot) for op in log]
    found = [list(op.dot) for op in log if op.n == revision]
    if not found:
        raise UnknownRecord(_("There is no such version of this text."))
    return found


def emptied_for_good(conn: Connection, cells: Cells, field: str) -> bool:
    """Whether a redaction of the field stands, so that it may not be written until that is lifted.

    A redaction of single versions does not keep anybody from writing another one.
    """
    live = cells.live.get(REDACT + field, ())
    return any(ops.at(conn, dot).writes[REDACT + field][0] is True for dot in live)


def scrub(conn: Connection, op: Op, cells: Cells) -> None:
    """Empty in the log whatever is hidden in the fields that this op touches.

    Hidden words stay hidden whatever else arrives, so they are erased from every op: from those
    that are here when a redaction comes, and from those that come after it. An id that says whose
    the record is holds no words, and is needed (`erasing.py`).
    """
    touched = {name.removeprefix(REDACT) for name in op.writes}
    hiding = [name for name in touched if REDACT + name in cells.live]
    for field in [name for name in hiding if not says_whose(op.type, name)]:
        redactions = redactions_of(conn, op.id, field, op.type)
        for written in ops.of_record(conn, op.id, op.type):
            write = written.writes.get(field, [None])
            if write[0] is not None and _hidden(written, field, redactions):
                write[0] = None
                ops.rewrite(conn, written)
