"""One schedule: sixty steps in which anything may happen, then everything comes everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.sync.simulation import checks, sticks, working, world
from tests.sync.simulation.world import Broken, World

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable

    from tests.sync.simulation.laptops import Laptop

STEPS = 60


@dataclass(frozen=True)
class Played:
    """What a schedule was: how often what happened, and its trace."""

    seed: int
    counted: Counter[str]
    trace: str
    trace_hash: str


def run(seed: int, steps: int = STEPS) -> Played:
    """Play the schedule of a seed.

    Raises:
        Broken: something is not as the rules say; the message has the seed.
    """
    one = world.new(seed)
    try:
        for _ in range(steps):
            _step(one)
        _settle(one)
        checks.check(one)
    except Exception as error:
        broken = Broken(f"seed {seed}, step {one.step}: {type(error).__name__}: {error}")
        broken.seed = seed
        raise broken from error
    finally:
        one.close()
    return Played(seed, one.counted, one.trace, one.trace_hash)


def _step(one: World) -> None:
    dice = one.dice
    one.step += 1
    if dice.random() < 0.7:  # else two things happen in the same moment
        passed = timedelta(hours=dice.expovariate(1))
        for laptop in one.laptops:
            laptop.clock.moment += passed
    laptop = dice.choice(one.laptops)
    if dice.random() < 0.02:
        laptop.clock.off += timedelta(days=dice.uniform(-20, 20))
    [happens] = dice.choices(tuple(_HAPPENS), tuple(_HAPPENS.values()))
    with laptop.running():
        happens(one, laptop)


def _settle(one: World) -> None:
    one.step += 1
    for laptop in one.laptops:
        sticks.may_update(one, laptop)
    for laptop in one.laptops:
        laptop.workspace.now()
    sticks.settle(one)


def _back_up(_one: World, laptop: Laptop) -> None:
    laptop.save_backup()


def _restore(one: World, laptop: Laptop) -> None:
    """Put a backup back: what was neither sent nor in it is lost, as people are told."""
    if laptop.backup is None:
        return
    laptop.restore()
    one.counted["restores"] += 1
    held = {
        (r["stream"], r["dev"], r["seq"])
        for r in laptop.conn.execute(
            "SELECT stream, dev, seq FROM op JOIN origin ON origin.n = op.origin"
        )
    }
    sent = {(p.stream, op.dev, op.seq) for p in one.published for op in p.ops}
    mine = [name for name in one.saved if name[1][:16] == laptop.dev[:16]]
    for name in mine:
        if name not in held and name not in sent:
            del one.saved[name]
    one.note(laptop.dev, "is restored")


def _misroute(one: World, _laptop: Laptop) -> None:
    if not one.foreign:
        sticks.misroute(one)


_HAPPENS: dict[Callable[[World, Laptop], None], int] = {
    working.work: 560,
    sticks.publish: 150,
    sticks.take: 200,
    sticks.relay: 20,
    _back_up: 40,
    _restore: 35,
    sticks.may_update: 10,
    _misroute: 3,
}
