"""One schedule: many steps in which anything may happen, then everything comes everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.sync.simulation import checks, lives, sticks, working, world
from tests.sync.simulation.world import Broken, World

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable

    from tests.sync.simulation.laptops import Laptop

STEPS, FEWER = 60, 40
LONG = 1_000_000
"""Schedules of seeds below this take more steps; those above are many, and other ones each time."""


@dataclass(frozen=True)
class Played:
    """What a schedule was: how often what happened, and its trace."""

    seed: int
    counted: Counter[str]
    trace: str
    trace_hash: str


def run(seed: int, steps: int = 0) -> Played:
    """Play the schedule of a seed.

    Args:
        seed: says all that happens.
        steps: how many; 0 for as many as a schedule of this seed has.

    Raises:
        Broken: something is not as the rules say; the message has the seed.
    """
    one = world.new(seed)
    try:
        for _ in range(steps or (STEPS if seed < LONG else FEWER)):
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
    sticks.settle(one)


def _misroute(one: World, _laptop: Laptop) -> None:
    if not one.foreign:
        sticks.misroute(one)


_HAPPENS: dict[Callable[[World, Laptop], None], int] = {
    working.work: 560,
    sticks.publish: 150,
    sticks.take: 200,
    sticks.relay: 20,
    lives.back_up: 50,
    lives.restore: 60,
    sticks.may_update: 10,
    _misroute: 3,
}
