"""What travels: published, lost, doubled, late, in any order, by way of others, into a crash."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from liaison_app.store import schema
from liaison_app.store.arriving import Arrived, Gap, arrive
from liaison_app.store.changes import Written
from liaison_app.store.travelling import outgoing
from tests.sync.simulation import lives
from tests.sync.simulation.laptops import KINDS, STREAMS, Crash, Laptop
from tests.sync.simulation.world import Publication, World, expect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liaison_app.store.driver import Connection

_LATEST = 15  # steps
_LATER = 0.7  # how often a laptop that came back unnoticed is worked on before files go or come


def publish(world: World, laptop: Laptop, *, surely: bool = False) -> None:
    """Let what a laptop has not sent leave it, under the names that it wrote it under."""
    dice = world.dice
    if laptop.unnoticed and not surely and dice.random() < _LATER:
        return
    lives.notice(world, laptop)
    for (stream, dev), sent in sorted(laptop.sent.items()):
        last = laptop.last(stream, dev)
        if not surely and last > sent and dice.random() < 0.2:
            cut = dice.randrange(sent + 1, last + 1)  # anywhere, within an action as well
            rest = outgoing(laptop.conn, stream, dev, cut + 1, last)
            # What was emptied never leaves without the redaction or the erasure that emptied it.
            if not any(
                name.startswith("~") or op.type == "erasure" for op in rest for name in op.writes
            ):
                last = cut
        if last <= sent:
            continue
        if not surely and dice.random() < 0.12:
            world.counted["crashes"] += 1  # before anything left; the same goes out later
            continue
        ops = tuple(outgoing(laptop.conn, stream, dev, sent + 1, last))
        expect([op.seq for op in ops] == list(range(sent + 1, last + 1)), "a hole in what leaves")
        made = world.publish(stream, ops)
        world.note(laptop.dev, "publishes", stream, dev, sent + 1, last)
        _send(world, laptop, made)
        if not surely and dice.random() < 0.12:
            world.counted["crashes"] += 1  # after it left, before the laptop noted it
            continue
        laptop.sent[stream, dev] = last


def relay(world: World, laptop: Laptop) -> None:
    """Let a laptop pass on what it has from others, as it stands in its log."""
    dice = world.dice
    names = laptop.conn.execute(
        "SELECT stream, dev, max(seq) FROM op JOIN origin ON origin.n = op.origin"
        " WHERE substr(dev, 1, 16) <> ? GROUP BY stream, dev ORDER BY stream, dev",
        (laptop.dev[:16],),
    ).fetchall()
    stream, dev, last = dice.choice(names)
    if any(name[:2] == (stream, dev) for name in world.foreign):
        return
    ops = tuple(outgoing(laptop.conn, stream, dev, 1, last))
    number = dice.choice([n for n in range(len(world.laptops)) if n != laptop.number - 1])
    world.waiting[number].append((world.step, Publication(-1, stream, ops)))
    world.counted["relays"] += 1
    world.note(laptop.dev, "relays", stream, dev, last, "to", number)


def misroute(world: World) -> None:
    """Let a faulty laptop send a change of a family in the stream of schools and kits."""
    stream, dev = STREAMS[next(k for k in STREAMS if k.value == "reference")], "f" * 16 + ".1"
    home = next(c for c in world.saved.values() if c.type == "household")
    giver = world.laptops[0]
    [op] = outgoing(giver.conn, home.stream, home.dev, home.seq, home.seq)
    writes = {"name": ["misrouted", *([home.dev, home.seq],)]}
    odd = replace(op, dev=dev, seq=1, act=1, hlc=home.hlc << 1, writes=writes, action={"name": "x"})
    world.foreign.add((stream, dev, 1))
    _send(world, None, world.publish(stream, (odd,)))


def take(world: World, laptop: Laptop) -> None:
    """Let a laptop take some of what may have reached it."""
    dice = world.dice
    if laptop.unnoticed and dice.random() < _LATER:
        return
    lives.notice(world, laptop)
    waiting = world.waiting[laptop.number - 1]
    due = [one for one in waiting if one[0] <= world.step]
    if dice.random() < 0.3:
        dice.shuffle(due)
    for one in due[: dice.randrange(1, 9)]:
        if one not in waiting:
            continue  # it went in beside another one
        waiting.remove(one)
        taken = [one[1]]
        if dice.random() < 0.2:
            taken.append(one[1])
            world.counted["duplicates"] += 1
        others = [o for o in due if o in waiting and o[1].stream == one[1].stream]
        if others and dice.random() < 0.3:
            waiting.remove(others[0])
            taken.append(others[0][1])
        if not _take(world, laptop, taken, dice.random() < 0.06):
            waiting += [(world.step + dice.randrange(1, 6), each) for each in taken]


def settle(world: World) -> None:
    """Bring everything that was ever published everywhere, until nothing is missing."""
    for laptop in world.laptops:
        with laptop.running():
            publish(world, laptop, surely=True)
    for laptop in world.laptops:
        with laptop.running():
            _take_all(world, laptop)


def _take_all(world: World, laptop: Laptop) -> None:
    missing = list(world.published)
    world.dice.shuffle(missing)
    while missing:
        held = laptop.held()
        left = [one for one in missing if not _known(world, held, one)]
        left = [one for one in left if not _take(world, laptop, [one], crash=False)]
        expect(len(left) < len(missing), "what was published can never be taken")
        missing = left


def _known(world: World, held: dict[tuple[str, str], int], one: Publication) -> bool:
    """Skip what is here, but not always: taking it again must change nothing."""
    if world.dice.random() < 0.1:
        return False
    return held.get((one.stream, one.ops[-1].dev), 0) >= one.ops[-1].seq


def _take(world: World, laptop: Laptop, taken: Sequence[Publication], crash: bool) -> bool:
    """Take publications of one stream in one transaction; says whether they are all here now."""
    statement = world.dice.randrange(2, 40) if crash else 0
    held = laptop.everything() if crash else ""
    own = laptop.own()
    ops = [op for one in taken for op in one.ops]
    stream = taken[0].stream
    found = Arrived()

    def write(conn: Connection) -> Written:
        nonlocal found
        found = arrive(conn, stream, KINDS[stream], ops, now=laptop.clock())
        return Written(found.records, found.redacted)

    try:
        with laptop.failing(statement) if crash else nullcontext():
            laptop.workspace.receive("bundle.import", write, changes=len(ops))
    except Crash:
        laptop.start()
        world.counted["crashes"] += 1
        world.note(laptop.dev, "crash", statement, "taking", len(ops))
        expect(laptop.everything() == held, "a crash left something of an import behind")
        return False
    except Gap:
        world.counted["gaps"] += 1
        return False
    expect(found.new + found.duplicates == len(ops), "an import miscounted what it took")
    expect(laptop.own() == own, "an import made changes of our own")
    world.counted["imports"] += 1
    world.counted["imported"] += found.new
    world.note(laptop.dev, "takes", found.new, found.duplicates)
    return True


def _send(world: World, laptop: Laptop | None, made: Publication) -> None:
    dice = world.dice
    for number, other in enumerate(world.laptops):
        if other is laptop:
            continue
        fate = dice.random()
        if fate < 0.2:
            world.counted["lost"] += 1
            continue
        for _ in range(2 if fate > 0.85 else 1):
            late = dice.randrange(_LATEST) if dice.random() < 0.4 else 0
            world.waiting[number].append((world.step + late, made))


def may_update(world: World, laptop: Laptop) -> None:
    """Install the newer program, if there is one."""
    if world.newer and laptop.schema == schema.SCHEMA:
        laptop.update()
        world.counted["updates"] += 1
        world.note(laptop.dev, "is updated")
