"""Faults in what a save replaces, how changes merge, and what is emptied for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from liaison_app.records.declare import Merge
from liaison_app.store import applying, hiding, merge
from liaison_app.store.merge import DELETED, Cells, Dot
from liaison_app.store.putting import Putting

if TYPE_CHECKING:
    from collections.abc import Callable

Put = tuple[object, str, Any]  # what is patched, the name in it, and what takes its place


# --- what a save replaces


def edit_replaces_all() -> list[Put]:
    return [(merge, "replaced_by_edit", lambda _policy, siblings: [s.dot for s in siblings])]


def newest_keeps_others() -> list[Put]:
    def replaced(_policy: Merge, siblings: Any) -> list[Dot]:
        return [max(siblings).dot] if siblings else []

    return [(merge, "replaced_by_edit", replaced)]


def answer_is_an_edit() -> list[Put]:
    write = Putting._write

    def edit(self: Putting, *told: Any, settle: bool) -> None:
        del settle
        write(self, *told, settle=False)

    return [(Putting, "_write", edit)]


def stamp_beside() -> list[Put]:
    write = Putting._write

    def beside(self: Putting, *told: Any, **named: Any) -> None:
        write(self, *told, **named)
        self.above = 0

    return [(Putting, "_write", beside)]


def removal_is_blind() -> list[Put]:
    return [(Putting, "removal", lambda _self, _stored: None)]


# --- how ops merge


def forgets_replaced() -> list[Put]:
    apply = Cells.apply
    return [(Cells, "apply", lambda self, dot, writes, _arrived: apply(self, dot, writes, bool))]


def gone_for_ever() -> list[Put]:
    apply = Cells.apply

    def kept(self: Cells, *told: Any) -> None:
        gone = set(self.gone)
        apply(self, *told)
        self.gone |= gone

    return [(Cells, "apply", kept)]


def _winner(choose: Callable[[Merge, Any], Any]) -> list[Put]:
    as_it_is = merge.shown
    shown = lambda policy, siblings: choose(policy, siblings) or as_it_is(policy, siblings)  # noqa: E731
    return [(merge, "shown", shown)]


def lowest_wins() -> list[Put]:
    return _winner(lambda policy, s: min(s) if policy in (Merge.ASK, Merge.LWW) else None)


def consent_by_newest() -> list[Put]:
    return _winner(lambda policy, s: max(s) if policy is Merge.CONSENT else None)


def rows_by_newest() -> list[Put]:
    return _winner(lambda policy, s: max(s) if policy is Merge.SET else None)


def ties_by_arrival() -> list[Put]:
    def choose(policy: Merge, siblings: Any) -> Any:
        return max(siblings, key=lambda s: s.hlc) if policy is not Merge.CONSENT else None

    return _winner(choose)


def conflict_stays() -> list[Put]:
    mark = applying._mark_conflict

    def only_set(*told: Any, asked: bool) -> None:
        if asked:
            mark(*told, asked=asked)

    return [(applying, "_mark_conflict", only_set)]


def removal_asks_nobody() -> list[Put]:
    mark = applying._mark_conflict

    def not_deleted(conn: Any, op: Any, name: str, policy: Any, *, asked: bool) -> None:
        mark(conn, op, name, policy, asked=asked and name != DELETED)

    return [(applying, "_mark_conflict", not_deleted)]


def removal_wins() -> list[Put]:
    return [(merge, "unseen", lambda _cells, _removals: False)]


# --- what was emptied for good


def words_come_back() -> list[Put]:
    """A redaction hides what is here when it comes, and nothing that comes later."""
    hide, scrub = hiding.not_hidden, hiding.scrub

    def redacts(op: Any) -> bool:
        return any(name.startswith("~") for name in op.writes)

    return [
        (applying, "not_hidden", lambda c, op, f, s: hide(c, op, f, s) if redacts(op) else s),
        (applying, "scrub", lambda c, op, cells: scrub(c, op, cells) if redacts(op) else None),
    ]


def words_stay_in_log() -> list[Put]:
    return [(applying, "scrub", lambda _conn, _op, _cells: None)]


def lift_lifts_nothing() -> list[Put]:
    hides = merge.hides
    return [(merge, "hides", lambda redactions, dot, _lifted: hides(redactions, dot, ()))]
