"""Everything there is in one schedule: laptops, sticks, and what people were told is saved."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from random import Random
from typing import TYPE_CHECKING

from liaison_app.store import schema
from tests.sync.simulation.deeds import TYPES, habits
from tests.sync.simulation.laptops import Clock, Laptop, copied, first, known

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liaison_app.store.travelling import Travelling
    from tests.sync.simulation.oracle import Change

LAPTOPS = 5
FARTHEST = timedelta(days=40)
Name = tuple[str, str, int]  # stream, device, sequence
Action = tuple[str, str, int]  # stream, device, sequence of its first op


class Broken(AssertionError):
    """The program did what it must never do; `seed` is the schedule that noticed."""

    seed: int | None = None


def expect(truth: object, words: str) -> None:
    """Fail a schedule unless something is so."""
    if not truth:
        raise Broken(words)


@dataclass(frozen=True)
class Publication:
    """Ops of one laptop in one stream, without holes, as they leave it."""

    number: int
    stream: str
    ops: tuple[Travelling, ...]


@dataclass
class World:
    """One schedule under way.

    Attributes:
        published: all that ever left a laptop; one copy at least is never lost.
        waiting: for each laptop, what may reach it and from which step on.
        saved: every change of which a person was told that it is saved.
        actions: the changes that each action was made of.
        foreign: ops that came in the wrong stream and must never act.
    """

    dice: Random
    laptops: list[Laptop]
    published: list[Publication] = field(default_factory=list)
    waiting: list[list[tuple[int, Publication]]] = field(default_factory=list)
    saved: dict[Name, Change] = field(default_factory=dict)
    actions: dict[Action, set[Name]] = field(default_factory=dict)
    foreign: set[Name] = field(default_factory=set)
    newer: bool = False
    step: int = 0
    counted: Counter[str] = field(default_factory=Counter)
    _trace: list[str] = field(default_factory=list)

    def note(self, *said: object) -> None:
        """Write down what happened; the same seed must write down the same."""
        self._trace.append(" ".join(str(one) for one in (self.step, *said)))

    @property
    def trace(self) -> str:
        """Everything that happened, a line each."""
        return "\n".join(self._trace)

    @property
    def trace_hash(self) -> str:
        """A short name for everything that happened."""
        return sha256(self.trace.encode()).hexdigest()[:16]

    def remember(self, made: Sequence[Change]) -> None:
        """Take down what a person was told is saved."""
        names = {(c.stream, c.dev, c.seq) for c in made}
        for change in made:
            self.saved[change.stream, change.dev, change.seq] = change
            self.actions[change.stream, change.dev, change.act] = names

    def publish(self, stream: str, ops: tuple[Travelling, ...]) -> Publication:
        """Let ops leave a laptop for good."""
        made = Publication(len(self.published), stream, ops)
        self.published.append(made)
        return made

    def close(self) -> None:
        for laptop in self.laptops:
            laptop.close()


def new(seed: int) -> World:
    """Make the world of a seed: five laptops that know the same families, some clocks wrong."""
    dice = Random(seed)  # noqa: S311  (repeating is what it is for)
    newer = dice.random() < 0.25
    busy = tuple(dice.choices(TYPES, k=dice.randrange(1, 3))) if dice.random() < 0.5 else ()
    often = habits(dice) if dice.random() < 0.6 else ()
    laptops = []
    for number in range(1, LAPTOPS + 1):
        wrong = dice.random() < 0.4
        off = timedelta(seconds=dice.uniform(-1, 1) * FARTHEST.total_seconds() if wrong else 0)
        version = schema.SCHEMA + (newer and dice.random() < 0.4)
        random = Random(f"{seed} {number}")  # noqa: S311  (as above)
        conn = copied(first())
        laptops.append(
            Laptop(number, conn, Clock(off=off), random, version, busy=busy, habits=often)
        )
    world = World(dice, laptops, waiting=[[] for _ in laptops], newer=newer)
    world.remember(known())
    return world
