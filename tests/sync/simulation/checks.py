"""What must be true on every laptop when everything has come everywhere."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from liaison_app.store import checking, search
from tests.sync.simulation import oracle
from tests.sync.simulation.laptops import RECORDS, Laptop, changes
from tests.sync.simulation.oracle import DELETED
from tests.sync.simulation.world import World, expect

if TYPE_CHECKING:
    from tests.sync.simulation.oracle import Change, Saying

_DAY = 24 * 3600 * 1000
_SLACK = 1000  # milliseconds: stamps count up within one
_COUNTER_BITS = 16
_WORDS = 9  # letters from which a text of the simulation is like no other


def check(world: World) -> Saying:
    """Compare every laptop with what the rules say about all that was ever saved."""
    saying = oracle.says(world.saved.values())
    world.counted["ops"] += len(world.saved)
    world.counted["conflicts"] += len(saying.open)
    world.counted["erased"] += saying.erased
    digests = set()
    # The other fifty tables are empty here; to look into them takes most of the time.
    with patch.object(checking, "TYPES", {name: cls.TYPE for name, cls in RECORDS.items()}):
        for laptop in world.laptops:
            with laptop.running():
                _nothing_lost(world, laptop, saying)
                _rows(laptop, saying)
                _open(laptop, saying)
                _consent(laptop, saying)
                _clock(laptop)
                _found(world, laptop, saying)
                digests.add(checking.digest(laptop.conn))
        expect(len(digests) == 1, "laptops with the same changes differ")
        laptop = world.dice.choice(world.laptops)
        with laptop.running():
            problems = checking.check(laptop.conn).problems
        expect(not problems, f"the self-check found: {problems}")
    world.note(*sorted(digests))
    return saying


def _nothing_lost(world: World, laptop: Laptop, saying: Saying) -> None:
    """Every change that a person was told is saved is on every laptop, as it was saved."""
    held: dict[Any, Change] = {}
    for change in changes(laptop.conn):
        held[change.stream, change.dev, change.seq] = change
    all_of = world.saved.keys() | world.foreign
    expect(held.keys() == all_of, "a saved change is lost or came from nowhere")
    for name, saved in world.saved.items():
        expect(_same(held[name], saved, saying), f"the change {name} is not what was saved")
    parked = {
        (r["stream"], r["dev"], r["seq"])
        for r in laptop.conn.execute(
            "SELECT stream, dev, seq FROM parked JOIN op ON op.n = parked.op"
            " JOIN origin ON origin.n = op.origin"
        )
    }
    expect(parked == world.foreign, "what waits is not what must wait")
    holes = laptop.conn.execute(
        "SELECT count(*) FROM (SELECT max(seq) AS last, count(*) AS many FROM op GROUP BY origin)"
        " WHERE last <> many"
    ).fetchone()[0]
    expect(holes == 0, "a laptop's changes have a hole")


def _same(held: Change, saved: Change, saying: Saying) -> bool:
    """Whether a change says what was saved, except for words that were emptied for good."""
    if held == saved:
        return True
    writes = {name: list(write) for name, write in held.writes.items()}
    for name, (value, *_over) in saved.writes.items():
        if name in writes and writes[name][0] is None and str(value) in saying.gone_words:
            writes[name][0] = value
    return replace(held, writes=writes) == saved


def _rows(laptop: Laptop, saying: Saying) -> None:
    rows = {}
    for name in RECORDS:
        for row in laptop.conn.execute(f"SELECT * FROM {name}"):  # noqa: S608  (a type's name)
            rows[name, row["id"]] = row
    expect(rows.keys() == saying.rows.keys(), "a record is missing, or one came from nowhere")
    for key, said in saying.rows.items():
        for name, value in said.items():
            shown = rows[key][name]
            expect(shown == value, f"{key[0]}.{name} shows {shown!r} instead of {value!r}")
    stock = sum(row["change"] for key, row in rows.items() if key[0] == "stock_movement")
    counted = sum(r["change"] for key, r in saying.rows.items() if key[0] == "stock_movement")
    expect(stock == counted, "the stock is not the sum of what was counted")
    waits = any(part[0] == 0 for row in rows.values() for part in json.loads(row["cells"]))
    expect(not waits, "a record waits for writes that are here")


def _open(laptop: Laptop, saying: Saying) -> None:
    found = {tuple(r) for r in laptop.conn.execute("SELECT type, id, field FROM conflict")}
    for place in sorted(saying.open - found):
        expect(False, f"nobody is asked about {place[0]}.{place[2]}")
    for place in sorted(found - saying.open):
        expect(False, f"people are asked about {place[0]}.{place[2]} without need")


def _consent(laptop: Laptop, saying: Saying) -> None:
    """A withdrawn consent is never hidden by any other answer."""
    for (type_name, record, name), live in saying.live.items():
        if type_name == "consent" and any(c.writes[name][0] == "withdrawn" for c in live):
            [state] = laptop.conn.execute("SELECT state FROM consent WHERE id = ?", (record,))
            expect(state[0] == "withdrawn", "a withdrawn consent is hidden")


def _clock(laptop: Laptop) -> None:
    """No other laptop's clock takes ours farther than a day beyond what it ever showed."""
    stamp = laptop.conn.execute("SELECT hlc FROM clock").fetchone()[0] >> _COUNTER_BITS
    farthest = laptop.clock.farthest.timestamp() * 1000
    expect(stamp <= farthest + _DAY + _SLACK, "a wrong clock elsewhere moved ours")


def _found(world: World, laptop: Laptop, saying: Saying) -> None:
    """Search finds what rows say and nothing else; emptied words are nowhere in the file's ops."""
    places = [key for key in saying.rows if key[0] in ("household", "note", "school")]
    for type_name, record in world.dice.sample(places, min(3, len(places))):
        row = saying.rows[type_name, record]
        text = row["text" if type_name == "note" else "name"]
        if len(text) < 3:
            continue
        seek = search.notes if type_name == "note" else search.names
        hits = {hit.id for hit in seek(laptop.conn, text, 50)}
        expect((record in hits) is not row[DELETED], f"search is wrong about a {type_name}")
    for words in sorted(saying.gone_words - saying.kept_words):
        if len(words) >= _WORDS:
            _nowhere(laptop, words)


def _nowhere(laptop: Laptop, words: str) -> None:
    found = laptop.conn.execute("SELECT 1 FROM op WHERE instr(body, ?)", (words,)).fetchone()
    expect(found is None, "words that were emptied for good are still in the log")
    expect(not search.notes(laptop.conn, words, 5), "search finds words that were emptied for good")
