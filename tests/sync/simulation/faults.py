"""Faults put into the program on purpose: each must be noticed by some schedule.

A fault that no schedule notices means a check that is missing, unless what the program does with it
is as good (`ALIKE`, with the reason).
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from liaison_app.records.declare import Merge
from liaison_app.store import (
    applying,
    arriving,
    clock,
    history,
    merge,
    ops,
    search,
    transacting,
    travelling,
    undo,
)
from liaison_app.store.merge import DELETED, Cells, Dot
from liaison_app.store.putting import Putting
from tests.sync.simulation import schedule, sticks
from tests.sync.simulation.laptops import KINDS, Laptop, first
from tests.sync.simulation.world import Broken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Put = tuple[object, str, Any]  # what is patched, the name in it, and what takes its place


@dataclass(frozen=True)
class Killed:
    """The first schedule that noticed a fault, and by what; no seed if none did."""

    fault: str
    seed: int | None
    words: str = ""


def hunt(fault: str, seeds: Sequence[int]) -> Killed:
    """Play schedules on a program with a fault until one of them notices."""
    first()  # made by the program as it is
    puts = (FAULTS | {name: put for name, (put, _why) in ALIKE.items()})[fault]
    try:
        with _installed(puts):
            for seed in seeds:
                schedule.run(seed)
    except Broken as broken:
        return Killed(fault, broken.seed, str(broken))
    except AttributeError as moved:  # what it changes has another name by now
        return Killed(fault, None, f"cannot be put in: {moved}")
    return Killed(fault, None, "no schedule noticed it")


@contextmanager
def _installed(puts: Callable[[], list[Put]]) -> Iterator[None]:
    with ExitStack() as stack:
        for target, name, value in puts():
            stack.enter_context(patch.object(target, name, value))
        yield


# --- what a save replaces


def _edit_replaces_all() -> list[Put]:
    return [(merge, "replaced_by_edit", lambda _policy, siblings: [s.dot for s in siblings])]


def _newest_keeps_others() -> list[Put]:
    def replaced(_policy: Merge, siblings: Any) -> list[Dot]:
        return [max(siblings).dot] if siblings else []

    return [(merge, "replaced_by_edit", replaced)]


def _answer_is_an_edit() -> list[Put]:
    write = Putting._write

    def edit(self: Putting, *told: Any, settle: bool) -> None:
        del settle
        write(self, *told, settle=False)

    return [(Putting, "_write", edit)]


def _stamp_beside() -> list[Put]:
    write = Putting._write

    def beside(self: Putting, *told: Any, **named: Any) -> None:
        write(self, *told, **named)
        self.above = 0

    return [(Putting, "_write", beside)]


def _removal_is_blind() -> list[Put]:
    return [(Putting, "removal", lambda _self, _stored: None)]


# --- how ops merge


def _forgets_replaced() -> list[Put]:
    apply = Cells.apply
    return [(Cells, "apply", lambda self, dot, writes, _arrived: apply(self, dot, writes, bool))]


def _gone_for_ever() -> list[Put]:
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


def _lowest_wins() -> list[Put]:
    return _winner(lambda policy, s: min(s) if policy in (Merge.ASK, Merge.LWW) else None)


def _consent_by_newest() -> list[Put]:
    return _winner(lambda policy, s: max(s) if policy is Merge.CONSENT else None)


def _rows_by_newest() -> list[Put]:
    return _winner(lambda policy, s: max(s) if policy is Merge.SET else None)


def _ties_by_arrival() -> list[Put]:
    def choose(policy: Merge, siblings: Any) -> Any:
        return max(siblings, key=lambda s: s.hlc) if policy is not Merge.CONSENT else None

    return _winner(choose)


def _conflict_stays() -> list[Put]:
    mark = applying._mark_conflict

    def only_set(*told: Any, asked: bool) -> None:
        if asked:
            mark(*told, asked=asked)

    return [(applying, "_mark_conflict", only_set)]


def _removal_asks_nobody() -> list[Put]:
    mark = applying._mark_conflict

    def not_deleted(conn: Any, op: Any, name: str, policy: Any, *, asked: bool) -> None:
        mark(conn, op, name, policy, asked=asked and name != DELETED)

    return [(applying, "_mark_conflict", not_deleted)]


def _removal_wins() -> list[Put]:
    return [(merge, "unseen", lambda _cells, _removals: False)]


# --- what was emptied for good


def _words_come_back() -> list[Put]:
    """A redaction hides what is here when it comes, and nothing that comes later."""
    hide, scrub = applying.not_hidden, applying._scrub

    def redacts(op: Any) -> bool:
        return any(name.startswith("~") for name in op.writes)

    return [
        (applying, "not_hidden", lambda c, op, f, s: hide(c, op, f, s) if redacts(op) else s),
        (applying, "_scrub", lambda c, op, cells: scrub(c, op, cells) if redacts(op) else None),
    ]


def _words_stay_in_log() -> list[Put]:
    return [(applying, "_scrub", lambda _conn, _op, _cells: None)]


def _lift_lifts_nothing() -> list[Put]:
    hides = merge.hides
    return [(merge, "hides", lambda redactions, dot, _lifted: hides(redactions, dot, ()))]


# --- what arrives


def _twice_acts_twice() -> list[Put]:
    arrive = arriving.arrive

    def again(conn: Any, stream: str, kind: Any, came: Any, **told: Any) -> Any:
        arrived = arrive(conn, stream, kind, came, **told)
        for one in came if arrived.duplicates else ():
            origin = ops.origin_number(conn, stream, one.dev)
            op = ops.at(conn, Dot(origin, one.seq))
            applying.apply(conn, op, op.n)
        return arrived

    return [(sticks, "arrive", again)]


def _gaps_are_taken() -> list[Put]:
    def new(conn: Any, names: Any, came: Any) -> list[Any]:
        return [one for one in came if one.seq > arriving._last(conn, names.stream, one.dev)]

    return [(arriving, "_new", new)]


def _import_echoes() -> list[Put]:
    take = applying.take

    def echo(conn: Any, op: Any, *told: Any, **named: Any) -> Any:
        taken = take(conn, op, *told, **named)
        device = conn.execute("SELECT value FROM setting WHERE name = 'device'").fetchone()[0]
        stream = conn.execute("SELECT stream FROM origin WHERE n = ?", (op.origin,)).fetchone()[0]
        own = ops.origin_number(conn, stream, device)
        take(conn, replace(op, origin=own, seq=ops.last_seq(conn, own) + 1))
        return taken

    return [(arriving, "take", echo)]


def _wrong_stream_acts() -> list[Put]:
    return [(ops.Streams, "kind", lambda _self, _origin: "")]


def _streams_mixed() -> list[Put]:
    def number(self: Any, _stream: str, dev: str) -> int:
        found = self.conn.execute("SELECT min(n) FROM origin WHERE dev = ?", (dev,)).fetchone()[0]
        return int(found or ops.origin_number(self.conn, self.stream, dev))

    return [(travelling.Names, "_number", number)]


def _parked_is_dropped() -> list[Put]:
    return [(applying, "make_anew", lambda _conn, _type, _record: None)]


def _parked_comes_last() -> list[Put]:
    """What waited acts on the record as it is, as if it had only just been written."""

    def replay(conn: Any) -> None:
        rows = conn.execute("SELECT op.* FROM parked JOIN op ON op.n = parked.op").fetchall()
        for op in map(ops.from_row, rows):
            conn.execute("DELETE FROM parked WHERE op = ?", (op.n,))
            applying.apply(conn, replace(op, schema=0), op.n)

    return [(applying, "replay_parked", replay)]


def _clock_follows() -> list[Put]:
    return [(clock, "received", lambda last, stamp, _now: max(last, stamp))]


def _import_in_parts() -> list[Put]:
    """What a crash leaves half done stays."""

    @contextmanager
    def careless(conn: Any) -> Iterator[None]:
        conn.execute("BEGIN")
        try:
            yield
        finally:
            conn.execute("COMMIT") if not hasattr(conn, "conn") else conn.conn.execute("COMMIT")

    return [(transacting, "transaction", careless)]


def _search_forgets_removals() -> list[Put]:
    reindex = search.reindex

    def without(conn: Any, name: str, record: str, changed: Any) -> None:
        reindex(conn, name, record, [field for field in changed if field != DELETED])

    return [(search, "reindex", without)]


# --- undo, and coming back from a backup


def _undo_takes_neighbours() -> list[Put]:
    """An action is all that stands in the log up to the next one, whoever wrote it."""

    def all_of(conn: Any, number: int) -> list[Any]:
        after = history._after(conn, number)
        rows = conn.execute("SELECT * FROM op WHERE n >= ? AND n < ?", (number, after))
        return [ops.from_row(row) for row in rows]

    return [(history, "ops_of", all_of)]


def _undo_of_any() -> list[Put]:
    """An undo writes the former value back whatever was written since."""
    back = undo._fields_back

    def anyhow(conn: Any, op: Any, own: Any, left: Any) -> Any:
        live = applying.load(conn, op.type, op.id).cells.live
        return back(conn, op, own | {d for dots in live.values() for d in dots}, left)

    return [(undo, "_fields_back", anyhow)]


def _restored_keeps_name() -> list[Put]:
    restore = Laptop.restore

    def same(self: Laptop) -> None:
        self.incarnation -= self.backup is not None
        restore(self)

    return [(Laptop, "restore", same)]


def _former_self_is_silent() -> list[Put]:
    restore = Laptop.restore

    def silent(self: Laptop) -> None:
        restore(self)
        self.sent = {(stream, self.dev): 0 for stream in KINDS}

    return [(Laptop, "restore", silent)]


# --- no faults after all


def _clock_never_follows() -> list[Put]:
    return [(clock, "received", lambda last, _stamp, _now: last)]


def _clock_stands() -> list[Put]:
    return [(clock, "tick", lambda last, now: max(last, clock.stamp_at(now)))]


FAULTS: dict[str, Callable[[], list[Put]]] = {
    "an edit replaces what its author did not see": _edit_replaces_all,
    "an edit of a field that asks nobody leaves others beside it": _newest_keeps_others,
    "an answer replaces only what is shown": _answer_is_an_edit,
    "a save is not stamped above what it replaces": _stamp_beside,
    "a removal does not name what it saw": _removal_is_blind,
    "what is replaced before it arrives is not remembered": _forgets_replaced,
    "what is replaced before it arrives is remembered for ever": _gone_for_ever,
    "the oldest is shown": _lowest_wins,
    "the newest consent is shown": _consent_by_newest,
    "a newer removal takes a member out of a family": _rows_by_newest,
    "equal stamps go by who arrived first": _ties_by_arrival,
    "a difference stays open when it is settled": _conflict_stays,
    "nobody is asked about a removal": _removal_asks_nobody,
    "a removal wins over work that it did not see": _removal_wins,
    "emptied words come back with what arrives later": _words_come_back,
    "emptied words stay in the log": _words_stay_in_log,
    "a lifted redaction goes on hiding": _lift_lifts_nothing,
    "what comes twice acts twice": _twice_acts_twice,
    "a gap is taken": _gaps_are_taken,
    "an import writes changes of its own": _import_echoes,
    "a change from a wrong stream acts": _wrong_stream_acts,
    "the sequences of two streams are mixed": _streams_mixed,
    "what waited for a newer program is dropped": _parked_is_dropped,
    "what waited for a newer program acts as if it were new": _parked_comes_last,
    "a clock that is weeks ahead takes ours along": _clock_follows,
    "a crash leaves half of an import or a save": _import_in_parts,
    "search does not know of removals": _search_forgets_removals,
    "an undo takes back what others wrote right after": _undo_takes_neighbours,
    "an undo replaces what was written since": _undo_of_any,
    "a laptop that came from a backup keeps its name": _restored_keeps_name,
    "what a former self never sent stays behind": _former_self_is_silent,
}

ALIKE: dict[str, tuple[Callable[[], list[Put]], str]] = {
    "a clock never follows others": (
        _clock_never_follows,
        (
            "stamps only choose what is shown among writes whose authors did not know of each"
            " other, and a save is stamped above every sibling that it saw whatever the clock says"
        ),
    ),
    "two changes of a laptop may have one stamp": (
        _clock_stands,
        "of equal stamps the higher sequence is shown, and a laptop counts its own up",
    ),
}
