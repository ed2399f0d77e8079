"""People at work on one laptop, and what must be true after each thing they do."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from liaison_app.actions import care
from liaison_app.errors import LiaisonError
from liaison_app.store import undo
from liaison_app.store.changes import Put, Remove, Reopen
from tests.sync.simulation import deeds, lives, oracle
from tests.sync.simulation.laptops import Crash, Laptop, changes
from tests.sync.simulation.oracle import DELETED
from tests.sync.simulation.world import World, expect

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from tests.sync.simulation.deeds import Deed
    from tests.sync.simulation.oracle import Change
    from tests.sync.simulation.world import Name

_CRASHES = 0.06
_ACTING = "n NOT IN (SELECT op FROM parked)"
_STRICT = {"withdrawn": 3, "refused": 2, "given": 0}


def work(world: World, laptop: Laptop) -> None:
    """Let a person do something; the laptop may go off meanwhile."""
    dice = world.dice
    deed = deeds.some(laptop, dice)
    if deed.undoes and laptop.unnoticed:
        return  # what an action was made of is only known by name
    before = _last(laptop)
    open_before = _open(laptop)
    crash = dice.randrange(2, 30) if dice.random() < _CRASHES else 0
    held = laptop.everything() if crash else ""
    plan = undo.plan(laptop.conn, deed.undoes) if deed.undoes else None
    try:
        with laptop.failing(crash) if crash else nullcontext():
            _do(laptop, deed)
    except Crash:
        laptop.start()
        world.counted["crashes"] += 1
        world.note(laptop.dev, deed.name, "crash", crash)
        expect(laptop.everything() == held, "a crash left something of a save behind")
        return
    except LiaisonError as refused:
        world.counted["refused"] += 1
        world.note(laptop.dev, deed.name, type(refused).__name__)
        expect(_last(laptop) == before, "a refused save left something behind")
        return
    made = changes(laptop.conn, "n > ?", before)
    _check(laptop, deed, made)
    if plan:
        _undone(world, laptop, deed, made)
        _undone_whole(world, laptop, deed, plan)
    touched = {c.id for c in made} & {record for record, _field in open_before}
    for record in sorted(touched):
        own = world.actions[_action(laptop, deed.undoes)] if deed.undoes else set()
        _not_settled_in_silence(laptop, record, deed, before, own)
    lives.tell(world, laptop, made)
    world.counted["deeds"] += 1
    world.note(laptop.dev, deed.name, [(c.type, c.id, c.hlc, c.writes) for c in made])


def _do(laptop: Laptop, deed: Deed) -> None:
    if deed.undoes:
        care.undo(laptop.workspace, deed.undoes)
    else:
        laptop.workspace.commit(deed.name, deed.changes)


def _check(laptop: Laptop, deed: Deed, made: list[Change]) -> None:
    for change in made:
        expect(change.dev == laptop.dev, "a save was written under another laptop's name")
    _shown_as_saved(laptop, deed)
    _answered(laptop, deed)
    _newest_stands_alone(laptop, made)


def _shown_as_saved(laptop: Laptop, deed: Deed) -> None:
    """After a save the value shown is the one saved, unless a stricter consent wins."""
    last: dict[tuple[str, str, str], Any] = {}
    for change in deed.changes:
        if isinstance(change, Put):
            for name, value in change.values.items():
                last[change.type.TYPE.name, change.id, name] = value
    for (type_name, record, name), value in last.items():
        row = laptop.conn.execute(
            f"SELECT {name} FROM {type_name} WHERE id = ?",  # noqa: S608  (a declared field)
            (record,),
        ).fetchone()
        shown, saved = row[0], oracle.empty(type_name, name) if value is None else value
        stricter = (type_name, name) == ("consent", "state") and (
            _STRICT.get(shown, 1) > _STRICT.get(str(saved), 1)
        )
        expect(shown == saved or stricter, f"a save of {type_name}.{name} is not what is shown")


def _answered(laptop: Laptop, deed: Deed) -> None:
    """What a person answered is asked no more."""
    answers = [c for c in deed.changes if isinstance(c, Put) and c.settle]
    asked = {(answer.id, name) for answer in answers for name in answer.values}
    expect(not asked & _open(laptop), "a difference was answered and is still open")


def _newest_stands_alone(laptop: Laptop, made: Sequence[Change]) -> None:
    """Nobody is asked about a field that shows the newest, so a save leaves nothing beside it."""
    for change in made:
        names = [n for n in change.writes if oracle.policy(change.type, n) == "newest"]
        if names:
            now = oracle.says(changes(laptop.conn, f"id = ? AND {_ACTING}", change.id))
            for name in names:
                live = now.live[change.type, change.id, name]
                expect(len(live) <= 1, f"a save of {change.type}.{name} left another one beside it")


def _not_settled_in_silence(
    laptop: Laptop, record: str, deed: Deed, before: int, own: Container[Name]
) -> None:
    """Values that were not shown stand until a person answers or they are equal to what is.

    What the very action wrote that is undone may go: an undo brings two values back, and another
    one takes both away again.
    """
    log = changes(laptop.conn, f"id = ? AND {_ACTING}", record)
    numbers = laptop.conn.execute(
        f"SELECT n FROM op WHERE id = ? AND {_ACTING} ORDER BY n",  # noqa: S608  (constants)
        (record,),
    ).fetchall()
    for at in [at for at, row in enumerate(numbers) if row[0] > before]:
        was, now = oracle.says(log[:at]), oracle.says(log[: at + 1])
        for place in sorted(was.open):
            name = place[2]
            if (record, name) in deed.answered or name == DELETED:
                continue
            shown = was.rows[place[0], record][name]
            standing = {change.dot for change in now.live[place]}
            for change in was.live[place]:
                kept = change.dot in standing or change.writes[name][0] == shown
                kept = kept or (change.stream, *change.dot) in own
                expect(kept, f"a difference of {place[0]}.{name} was settled in silence")


def _undone(world: World, laptop: Laptop, deed: Deed, made: Sequence[Change]) -> None:
    """An undo touches only what its action wrote, and replaces only that action's writes."""
    own = world.actions[_action(laptop, deed.undoes)]
    records = {world.saved[name].id for name in own if name in world.saved}
    mine = own | {(c.stream, c.dev, c.seq) for c in made}
    for change in made:
        expect(change.id in records, "an undo touched a record that its action did not")
        for name, (_value, *over) in change.writes.items():
            replaced = {(change.stream, *dot) for dot in over}
            if name.startswith("~") or replaced <= mine:
                continue
            log = changes(laptop.conn, f"id = ? AND {_ACTING}", change.id)
            was = oracle.says(log[: log.index(change)])
            standing = was.live.get((change.type, change.id, name), ())
            taken = {(c.stream, *c.dot) for c in standing} & replaced
            # Whoever changes a removed record says once more that it is removed.
            again = name == DELETED and was.rows[change.type, change.id][DELETED]
            place = f"{change.type}.{name}"
            expect(taken <= mine or again, f"an undo replaced a write of {place} not its own")


def _undone_whole(world: World, laptop: Laptop, deed: Deed, plan: undo.Plan) -> None:
    """An undo takes back all that its action wrote, or says what it leaves."""
    left = {(one.id, one.field) for one in plan.left}
    for change in plan.changes:
        match change:
            case Put(_cls, record, values):
                left |= {(record, name) for name in values}
            case Reopen(_cls, record, name):
                left.add((record, name))
            case Remove(_cls, record):
                left.add((record, ""))
    for stream, dev, seq in world.actions[_action(laptop, deed.undoes)]:
        written = world.saved.get((stream, dev, seq))
        if written is None or written.type == "stock_movement" or laptop.last(stream, dev) < seq:
            continue
        for name in [n for n in written.writes if not n.startswith("~")]:
            said = left & {(written.id, name), (written.id, "")}
            expect(said, f"an undo forgot {written.type}.{name}")


def _action(laptop: Laptop, number: int) -> tuple[str, str, int]:
    stream, dev, act = laptop.conn.execute(
        "SELECT stream, dev, act FROM op JOIN origin ON origin.n = op.origin WHERE op.n = ?",
        (number,),
    ).fetchone()
    return stream, dev, act


def _open(laptop: Laptop) -> set[deeds.Place]:
    return {(r[0], r[1]) for r in laptop.conn.execute("SELECT id, field FROM conflict")}


def _last(laptop: Laptop) -> int:
    return int(laptop.conn.execute("SELECT coalesce(max(n), 0) FROM op").fetchone()[0])
