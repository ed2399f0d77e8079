"""Faults in what an erasure reaches, and in what is left of it."""

from __future__ import annotations

from typing import Any

from liaison_app.store import applying, erasing, owning

Put = tuple[object, str, Any]  # what is patched, the name in it, and what takes its place


def later_writes_stay() -> list[Put]:
    """Only what is here when an erasure comes is emptied."""
    return [(erasing, "_brought_by", _only_at_once(erasing._brought_by))]


def _only_at_once(brought_by: Any) -> Any:
    def brought(conn: Any, op: Any) -> Any:
        newest = conn.execute("SELECT max(n) FROM op").fetchone()[0]
        begun = conn.execute("SELECT type FROM op WHERE n = ?", (newest,)).fetchone()[0]
        return brought_by(conn, op) if begun == "erasure" else ()

    return brought


def erased_words_stay_in_log() -> list[Put]:
    return [(applying, "_take_words", lambda _conn, _dot, _erasures: False)]


def stops_at_the_family() -> list[Put]:
    """What belongs to a visit or a person of the family is forgotten."""
    belonging_to = erasing._belonging_to

    def direct(conn: Any, owners: Any) -> Any:
        return belonging_to(conn, {key for key in owners if key[0] == "household"})

    return [(erasing, "_belonging_to", direct)]


def knows_rows_alone() -> list[Put]:
    """What once belonged to somebody else is judged by what its row shows."""
    return [(erasing, "note_moved", lambda _conn, _moved: None)]


def lift_changes_nothing() -> list[Put]:
    nothing: frozenset[str] = frozenset()
    return [
        (erasing, "named", lambda _writes: nothing),
        (owning, "named", lambda _writes: nothing),
    ]


def spares_nothing() -> list[Put]:
    return [(erasing, "_is_spared", lambda _conn, _erasure, _record: False)]


def forgets_newcomers() -> list[Put]:
    return [(erasing, "_newcomer", lambda _conn, _op: "")]
