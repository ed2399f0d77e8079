"""One schedule: forty steps in which anything may happen, then all failures end."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from liaison_app.errors import RemoteEmpty, RemoteTrouble
from liaison_app.store import checking
from liaison_app.store.driver import transaction
from liaison_app.sync import alarms, arrival, departure, incarnations, peers
from tests.remotes.faulty import LASTING, USUAL, WORST, FaultyFolder
from tests.sync.meetings.files import Files, picky, small_parts
from tests.sync.meetings.laptops import Crash, GoingOff, Laptop, fresh, without_disks
from tests.sync.simulation.laptops import Crash as CrashInside
from tests.sync.simulation.laptops import copied
from tests.sync.simulation.world import Broken, expect

if TYPE_CHECKING:
    from collections.abc import Callable

STEPS = 40
ROUNDS = 14


@dataclass
class World:
    """One schedule under way.

    Attributes:
        saved: words of which somebody was told that they are saved, and which must not be lost.
    """

    seed: int
    dice: Random
    shared: Path
    laptops: list[Laptop]
    saved: set[str] = field(default_factory=set)
    files: Files = field(default_factory=Files)
    older: Path | None = None
    counted: Counter[str] = field(default_factory=Counter)


def run(seed: int, steps: int = STEPS) -> Counter[str]:
    """Play the schedule of a seed; gives how often what happened.

    Raises:
        Broken: something is not as it must be; the message has the seed.
    """
    folder = Path(tempfile.mkdtemp(prefix="meeting-", dir=_fast()))
    dice = Random(seed)  # noqa: S311  (repeating is what it is for)
    shared = folder / "shared"
    shared.mkdir()
    odds = {**(WORST if dice.random() < 0.4 else USUAL), **dict.fromkeys(LASTING, 0.004)}
    places = [
        FaultyFolder(shared, folder / f"own{n}", Random(f"{seed} {n}"), odds)  # noqa: S311
        for n in range(4)
    ]
    world = World(seed, dice, shared, fresh(seed, shared, places))
    try:
        with without_disks(), small_parts():
            for at in range(steps):
                _step(world, at)
            _settle(world)
            _check(world)
    except Exception as error:
        raise Broken(f"seed {seed}: {type(error).__name__}: {error}") from error
    finally:
        for laptop in world.laptops:
            laptop.close()
        shutil.rmtree(folder, ignore_errors=True)
    for place in places:
        world.counted += Counter({fault.name.lower(): n for fault, n in place.did.items()})
    return world.counted


def _fast() -> str | None:
    """A folder in memory, if there is one."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108


def _step(world: World, at: int) -> None:
    dice = world.dice
    for laptop in world.laptops:
        laptop.later(timedelta(minutes=dice.expovariate(1 / 40)))
    laptop = dice.choice(world.laptops)
    [happens] = dice.choices(tuple(_HAPPENS), tuple(_HAPPENS.values()))
    try:
        happens(world, laptop)
    except (Crash, CrashInside):
        world.counted["crashes"] += 1
        laptop.start()
    if at % 4 == 0:
        _acknowledged(world)


# --- what happens


def _work(world: World, laptop: Laptop) -> None:
    for _each in range(world.dice.randrange(1, 4)):
        world.saved.add(laptop.work(world.seed))


def _attach(world: World, laptop: Laptop) -> None:
    words = laptop.new_words(world.seed)
    world.files.attach(laptop, words, world.dice)
    world.saved.add(words)
    world.counted["files"] += 1


def _ask(world: World, laptop: Laptop) -> None:
    """Ask for a file, as people do who look at a family."""
    world.counted["asked"] += world.files.ask(laptop, world.dice)


def _exchange(world: World, laptop: Laptop) -> None:
    try:
        laptop.exchange(picky(laptop.place, world.files))
        world.counted["exchanges"] += 1
        laptop.put_back = False
        if world.dice.random() < 0.5:  # people look at what came
            _ask(world, laptop)
    except RemoteTrouble as error:
        world.counted[type(error).__name__] += 1
        if world.dice.random() < 0.5:  # or a person looks later
            _use_again(world, laptop, error)


def _use_again(world: World, laptop: Laptop, error: RemoteTrouble) -> None:
    """Somebody looked: the place is the right one, and was emptied."""
    if isinstance(error, RemoteEmpty) and not any(world.shared.iterdir()):
        laptop.use_again()
        world.counted["used again"] += 1


def _go_off_at_a_verb(world: World, laptop: Laptop) -> None:
    dice = world.dice
    place = picky(laptop.place, world.files)
    inside = dice.choice(("", "", "a/"))  # at any file's verb, or at one about attached ones
    going = GoingOff(
        place, dice.randrange(1, 12 - 8 * bool(inside)), inside, after=dice.random() < 0.5
    )
    with suppress(RemoteTrouble):
        laptop.exchange(going)


def _go_off_while_writing(world: World, laptop: Laptop) -> None:
    with laptop.failing(world.dice.randrange(2, 60)), suppress(RemoteTrouble):
        laptop.exchange(picky(laptop.place, world.files))


def _stick(world: World, laptop: Laptop) -> None:
    """Hand a file to somebody."""
    other = world.dice.choice([one for one in world.laptops if one is not laptop])
    departing = departure.depart(laptop.workspace)
    departure.note(laptop.workspace, departing)
    arrival.take_set(other.workspace, BytesIO(b"".join(departing.parts)))
    world.counted["sticks"] += 1


def _back_up(_world: World, laptop: Laptop) -> None:
    if laptop.put_back:
        return
    if laptop.backup:
        laptop.backup.close()
    laptop.backup = copied(laptop.conn)


def _restore(world: World, laptop: Laptop) -> None:
    """Put a backup back: what never left the laptop since is lost, as people are told."""
    if laptop.backup is None:
        return
    before = laptop.everything()
    laptop.conn.close()
    laptop.conn = copied(laptop.backup)
    laptop.start()
    world.files.put_back(laptop, world.dice)
    there = [laptop.everything(), *(o.everything() for o in world.laptops if o is not laptop)]
    gone = {w for w in world.saved if w in before and not any(w in text for text in there)}
    world.saved -= gone  # some lie on the place and come back: nobody is promised that
    if world.dice.random() < 0.5:
        with transaction(laptop.conn):
            incarnations.fresh(laptop.workspace, laptop.conn)
    else:
        laptop.put_back = True  # the whole disk was put back: nothing shows it
    world.counted["restores"] += 1


def _copy_place(world: World, _laptop: Laptop) -> None:
    """Somebody backs the place up."""
    if not (world.shared / "remote.json").exists():
        return
    if world.older:
        shutil.rmtree(world.older)
    world.older = world.shared.with_name("older")
    shutil.copytree(world.shared, world.older)


def _put_place_back(world: World, _laptop: Laptop) -> None:
    """Somebody puts the place's backup back."""
    if world.older is None:
        return
    _delete_all(world.shared)
    shutil.copytree(world.older, world.shared, dirs_exist_ok=True)
    world.counted["places put back"] += 1


def _empty_place(world: World, _laptop: Laptop) -> None:
    """Somebody deletes all of it."""
    _delete_all(world.shared)
    world.counted["places emptied"] += 1


def _delete_all(folder: Path) -> None:
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def _clear_place(world: World, _laptop: Laptop) -> None:
    """Somebody tidies up: some files are gone."""
    _clear(world, "*.flb", 0.1)
    _clear(world, "*.part", 0.3)
    world.counted["files cleared"] += 1


def _clear(world: World, pattern: str, odds: float) -> None:
    for path in sorted(world.shared.rglob(pattern)):
        if world.dice.random() < odds:
            path.unlink()


_HAPPENS: dict[Callable[[World, Laptop], None], int] = {
    _work: 300,
    _attach: 60,
    _ask: 40,
    _exchange: 400,
    _go_off_at_a_verb: 70,
    _go_off_while_writing: 50,
    _stick: 30,
    _back_up: 40,
    _restore: 50,
    _copy_place: 12,
    _put_place_back: 8,
    _empty_place: 5,
    _clear_place: 6,
}


# --- what must be so


def _acknowledged(world: World) -> None:
    """Nobody is said to have what they do not have."""
    by_name = {one.workspace.device: one for one in world.laptops if not one.put_back}
    for laptop in world.laptops:
        for peer in peers.every(laptop.conn):
            other = by_name.get(peer.dev)
            if other is None or peer.have is None:
                continue
            held = _held(other)
            for stream, devs in peer.have.items():
                for dev, last in devs.items():
                    expect(
                        held.get((stream, dev), 0) >= last or _renamed(other, dev),
                        f"{laptop.number} believes that {other.number} has {dev} up to {last}",
                    )


def _renamed(laptop: Laptop, dev: str) -> bool:
    """Whether these are names in doubt: what was under them may have got another name."""
    return dev.partition(".")[0] == laptop.workspace.device.partition(".")[0]


def _held(laptop: Laptop) -> dict[tuple[str, str], int]:
    rows = laptop.conn.execute(
        "SELECT stream, dev, max(seq) AS last FROM op JOIN origin ON origin.n = op.origin"
        " GROUP BY stream, dev"
    )
    return {(row["stream"], row["dev"]): row["last"] for row in rows}


def _settle(world: World) -> None:
    """All failures end; everybody exchanges a few times."""
    for laptop in world.laptops:
        laptop.place.heal()
    digests: set[str] = set()
    for round_ in range(ROUNDS):
        for laptop in world.laptops:
            laptop.later(timedelta(hours=2))
            try:
                laptop.exchange(picky(laptop.place, world.files))
            except RemoteTrouble as error:
                expect(round_ < ROUNDS - 4, f"the place is well, and yet: {error}")
                _use_again(world, laptop, error)
        before, digests = digests, {one.digest() for one in world.laptops}
        if len(digests) == 1 and before == digests:
            break
    expect(len(digests) == 1, "laptops that exchanged everything differ")
    _settle_files(world)


def _settle_files(world: World) -> None:
    """Files may take longer than words, and hold no word back."""
    if world.dice.random() < 0.3:
        _clear(world, "*.part", 0.5)
    for laptop in world.laptops:
        _ask(world, laptop)
    for _round in range(ROUNDS):
        if world.files.are_settled(world.laptops):
            break
        for laptop in world.laptops:
            laptop.later(timedelta(hours=2))
            laptop.exchange(picky(laptop.place, world.files))


def _check(world: World) -> None:
    world.files.check(world.laptops)
    texts = [laptop.everything() for laptop in world.laptops]
    for words in sorted(world.saved):
        expect(all(words in text for text in texts), f"what was saved is lost: {words}")
    restored = world.counted["restores"] > 0
    for laptop in world.laptops:
        for one in alarms.unseen(laptop.conn):
            fine = one.what == alarms.RESTORED or (restored and one.what == alarms.FORK)
            expect(fine, f"an alarm without a cause: {one.what}")
    laptop = world.dice.choice(world.laptops)
    problems = checking.check(laptop.conn).problems
    expect(not problems, f"the self-check found: {problems}")
    world.counted["words"] += len(world.saved)
