"""10,000 changes from one laptop to another: the file made, taken in, and where everything is.

Beside it, in the same run, the least that such a file can cost: the same ops as JSON lines, packed
with zstd and sealed with age, opened and unpacked again, and inserted into an encrypted database.
"""

from __future__ import annotations

import json
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from tests.benchmarks.measuring import median, tell, times

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from liaison_app.store.travelling import Travelling
    from liaison_app.workspace import Workspace
    from tests.sync.laptops import Team

CHANGES = 10_000
MANY = 50_000
SEALED_S, TAKEN_S, WORKED_S, STATUS_MS = 1.0, 2.0, 1.0, 30.0
WORDS = (
    "school",
    "bus",
    "form",
    "signed",
    "brother",
    "asked",
    "teacher",
    "morning",
    "after",
    "lunch",
    "grandmother",
    "phone",
    "call",
    "interpreter",
    "visit",
    "moved",
    "apartment",
    "clinic",
    "coat",
    "shoes",
    "reading",
    "homework",
    "translation",
    "letter",
)


def run() -> None:
    """Print the figures."""
    from tests.sync.laptops import Team

    with tempfile.TemporaryDirectory() as folder:
        team = Team(Path(folder))
        rosa, ben = team.first(), team.join("Ben Ortiz")
        ours = _whole(team, rosa, ben)
        raw = _raw(Path(folder), rosa)
        tell("the same ops raw: zstd, age, SQLite", raw * 1000, "ms")
        tell("ours to raw", ours / raw, "times")
        _asking(rosa, ben)
        _visits(team, rosa, ben)
        team.close()


def _whole(team: Team, rosa: Workspace, ben: Workspace) -> float:
    from liaison_app.actions import exchange

    _write(rosa, CHANGES)
    path = team.file()
    made, making = _timed(lambda: exchange.make_file(rosa, path))
    began = time.process_time()
    taken, taking = _timed(lambda: exchange.take_file(ben, path))
    own = time.process_time() - began
    tell(f"make a file of {made.changes:,} changes", making, "s", SEALED_S)
    tell(f"take in {taken.applied:,} changes", taking, "s", TAKEN_S)
    tell("of which the processor worked for us", own, "s", WORKED_S)
    tell("size of the file", made.size / made.changes, "bytes a change")
    again, idle = _timed(lambda: exchange.take_file(ben, path))
    tell(f"take in the same file again, {again.applied} new", idle, "s")
    return making + taking


def _write(workspace: Workspace, count: int) -> None:
    """Families, notes about them and changes of both, as days of work make them."""
    from liaison_app.records.partnership import Note
    from liaison_app.records.people import Household
    from liaison_app.workspace import Add, Put

    dice = Random(7)  # noqa: S311  (repeating is what it is for)

    def text(words: int) -> str:
        return " ".join(dice.choice(WORDS) + str(dice.randrange(400)) for _n in range(words))

    homes: list[str] = []
    left = count
    while left:
        few = min(left, 25)
        changes: list[Any] = []
        for number in range(few):
            if number % 5 == 0 or not homes:
                changes.append(Add(Household(name=text(1))))
            elif number % 5 == 4:
                best = {"best_times": text(3), "visit_wishes": text(8)}
                changes.append(Put(Household, dice.choice(homes), best))
            else:
                changes.append(Add(Note(household=dice.choice(homes), text=text(12))))
        touched = workspace.commit("benchmark.day", changes)
        homes += [touched.ids[n] for n in range(0, few, 5)]
        left -= few


def _raw(folder: Path, workspace: Workspace) -> float:
    """What the libraries alone take for the same ops and the rows that come of them."""
    import pyrage
    import zstandard

    from liaison_app.store.driver import connect, transaction

    ops = [dict(row) for row in workspace.read("SELECT * FROM op")]
    tables = {
        name: [tuple(row) for row in workspace.read(f"SELECT * FROM {name}")]
        for name in ("household", "note")
    }
    secret = pyrage.x25519.Identity.generate()
    conn = connect(folder / "raw.db", bytes(32))
    conn.execute("CREATE TABLE op (n INTEGER PRIMARY KEY, id TEXT, line TEXT)")
    conn.execute("CREATE INDEX op_id ON op (id)")
    for name, rows in tables.items():
        columns = ", ".join(f"c{number}" for number in range(len(rows[0])))
        conn.execute(f"CREATE TABLE {name} (n INTEGER PRIMARY KEY, {columns})")

    def work() -> None:
        plain = "\n".join(map(json.dumps, ops)).encode()
        packed = zstandard.ZstdCompressor(level=9).compress(plain)
        sealed = pyrage.encrypt(packed, [secret.to_public()])
        opened = zstandard.ZstdDecompressor().decompress(pyrage.decrypt(sealed, [secret]))
        lines = [json.loads(line) for line in opened.split(b"\n")]
        with transaction(conn):
            conn.executemany(
                "INSERT INTO op (id, line) VALUES (?, ?)",
                ((line["id"], line["body"]) for line in lines),
            )
            for name, rows in tables.items():
                marks = ", ".join("?" * (len(rows[0]) + 1))
                conn.executemany(
                    f"INSERT INTO {name} VALUES ({marks})",
                    ((None, *row) for row in rows),
                )

    _none, taken = _timed(work)
    conn.close()
    return taken


def _asking(rosa: Workspace, ben: Workspace) -> None:
    """Where everything is, with many more changes; both laptops have written some."""
    from liaison_app.actions import exchange

    _write(ben, 500)
    _write(rosa, MANY - CHANGES)
    home = rosa.read("SELECT id FROM household ORDER BY n LIMIT 1")[0]["id"]
    asked: list[tuple[str, float | None, Callable[[], object]]] = [
        (f"status on {MANY:,} changes, median", STATUS_MS, lambda: exchange.status(rosa)),
        ("receipt of a family, median", None, lambda: exchange.receipt(rosa, "household", home)),
    ]
    for what, promised, question in asked:
        tell(what, median(times(question, 15)), "ms", promised)


def _visits(team: Team, rosa: Workspace, ben: Workspace) -> None:
    """Months of visits, which nearly all edit what came before, beside as many as there are."""
    from liaison_app.actions import exchange
    from tests.sync.laptops import crafted, own_ops, sealed
    from tests.sync.made_ops import made_ops

    exchange.take_file(ben, exchange.make_file(rosa, team.file()).path)
    first = len(own_ops(rosa)) + 1
    made = _following(made_ops(CHANGES, dev=rosa.device), first)
    before = rosa.read("SELECT hash, number FROM bundle WHERE state = 'own' ORDER BY n DESC")[0]
    bundle = sealed(rosa, made, n=before["number"] + 1, prev=before["hash"])
    path = crafted(rosa, team.file(), [bundle])
    began = time.process_time()
    taken, taking = _timed(lambda: exchange.take_file(ben, path))
    own = time.process_time() - began
    tell(f"take in {taken.applied:,} changes of visits beside {first - 1:,}", taking, "s", TAKEN_S)
    tell("of which the processor worked for us", own, "s", WORKED_S)


def _following(ops: Sequence[Travelling], first: int) -> list[Travelling]:
    """Give a laptop's ops with the numbers that they have after others of its own."""
    dev = ops[0].dev

    def moved(write: list[Any]) -> list[Any]:
        value, *over = write
        return [value, *([d, seq + first - 1] if d == dev else [d, seq] for d, seq in over)]

    return [
        replace(
            op,
            seq=op.seq + first - 1,
            act=op.act + first - 1,
            writes={name: moved(write) for name, write in op.writes.items()},
        )
        for op in ops
    ]


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    began = time.perf_counter()
    return work(), time.perf_counter() - began
