"""Laptops that come back from a backup, some of them without noticing that they did.

A disk that was put back as a whole goes on under the name that its former life wrote under. Nothing
shows until files come or go: then what this life wrote under used names gets names of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.store.driver import transaction
from liaison_app.store.renaming import move_tail
from tests.sync.simulation.laptops import changes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.sync.simulation.laptops import Laptop
    from tests.sync.simulation.oracle import Change
    from tests.sync.simulation.world import Name, World


def back_up(world: World, laptop: Laptop) -> None:
    """Copy the database to a stick that stays in a drawer."""
    if not laptop.unnoticed:
        laptop.save_backup()
        world.note(laptop.dev, "is backed up")


def restore(world: World, laptop: Laptop) -> None:
    """Put a backup back: what was neither sent nor in it is lost, as people are told."""
    if laptop.backup is None:
        return
    laptop.restore()
    used = any(_used(world, stream, laptop.dev, last + 1) for stream, last in laptop.since.items())
    laptop.unnoticed = world.dice.random() < (0.8 if used else 0.2)
    if not laptop.unnoticed:
        noticed_at_once(laptop)
    world.counted["restores"] += 1
    laptop.told_since.clear()
    sent = {(p.stream, op.dev, op.seq) for p in world.published for op in p.ops}
    kept = sent | {_name(change) for change in changes(laptop.conn)}
    for name in [n for n in world.saved if n[1][:16] == laptop.dev[:16] and n not in kept]:
        del world.saved[name]
    world.note(laptop.dev, "is restored", "unnoticed" if laptop.unnoticed else "")


def noticed_at_once(laptop: Laptop) -> None:
    """Go on under another name before anything is written."""
    laptop.take_new_name()


def tell(world: World, laptop: Laptop, made: list[Change]) -> None:
    """Take down what a person is told is saved; its name may not be its own yet."""
    if laptop.unnoticed:
        laptop.told_since.append([_name(change) for change in made])
    else:
        world.remember(made)


def notice(world: World, laptop: Laptop) -> None:
    """Tell this life of a laptop from the former one, by what was sent under its name."""
    if not laptop.unnoticed:
        return
    first = {stream: last + 1 for stream, last in laptop.since.items()}
    used = {stream for stream in first if _used(world, stream, laptop.dev, first[stream])}
    former = laptop.dev
    laptop.unnoticed = False
    if used:
        part_from_former_life(laptop, {stream: first[stream] for stream in used})
        world.counted["second lives"] += bool(laptop.told_since)
    made = {_name(change): change for change in changes(laptop.conn)}
    for names in laptop.told_since:
        moved = [
            (s, laptop.dev, seq + 1 - first[s]) if s in used and dev == former else (s, dev, seq)
            for s, dev, seq in names
        ]
        world.remember([made[name] for name in moved])
    laptop.told_since.clear()
    world.note(former, "goes on as", laptop.dev)


def part_from_former_life(laptop: Laptop, first: dict[str, int]) -> None:
    """Take another name, for what was written since as well: stream to its first sequence."""
    former = laptop.dev
    laptop.take_new_name()
    with transaction(laptop.conn):
        for stream, seq in sorted(first.items()):
            move_tail(laptop.conn, stream, former, seq, laptop.dev)


def _used(world: World, stream: str, dev: str, first: int) -> bool:
    ops: Iterable[tuple[str, int]] = (
        (op.dev, op.seq) for p in world.published if p.stream == stream for op in p.ops
    )
    return any(name == dev and seq >= first for name, seq in ops)


def _name(change: Change) -> Name:
    return (change.stream, change.dev, change.seq)
