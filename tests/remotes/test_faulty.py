"""The failing folder itself: it fails in every way, by its seed, and loses nothing that it took."""

from __future__ import annotations

from contextlib import suppress
from itertools import count
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from liaison_app.errors import RemoteAway, RemoteFull, RemoteRefuses, RemoteTrouble
from liaison_app.remotes.addresses import Address
from liaison_app.remotes.folder import FolderRemote
from liaison_app.remotes.protocol import Entry, Missing, Taken
from tests.remotes.contract import RemoteContract
from tests.remotes.faulty import LASTING, USUAL, WORST, Fault, FaultyFolder, only

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from liaison_app.remotes.protocol import Remote


class TestFaultyFolderThatIsWell(RemoteContract):
    """It differs from a real one in its failures alone."""

    @pytest.fixture
    def address(self, tmp_path: Path) -> Address:
        (tmp_path / "shared").mkdir()
        return Address(f"folder:{tmp_path}/shared")

    @pytest.fixture
    def another(self, tmp_path: Path, address: Address) -> Callable[[], Remote]:
        numbers = count()
        return lambda: FaultyFolder(
            Path(address.url.removeprefix("folder:")),
            tmp_path / f"own-{next(numbers)}",
            Random(1),  # noqa: S311  (failures that repeat)
            {},
        )


def laptops(
    place: Path, seed: int, odds: Mapping[Fault, float] = USUAL, how_many: int = 2
) -> list[FaultyFolder]:
    shared = place / "shared"
    shared.mkdir(parents=True)
    random = Random(seed)  # noqa: S311  (failures that repeat)
    return [
        FaultyFolder(shared, place / f"laptop-{n}", Random(random.getrandbits(32)), odds)  # noqa: S311
        for n in range(how_many)
    ]


def work(folders: list[FaultyFolder], seed: int) -> tuple[list[object], dict[str, bytes]]:
    """Put, look and delete at random.

    Returns:
        What each verb said, and what was taken, without what was deleted.
    """
    random = Random(seed)  # noqa: S311
    told: list[object] = []
    taken: dict[str, bytes] = {}
    for number in range(300):
        laptop = random.randrange(len(folders))
        folder = folders[laptop]
        name = f"s/{laptop}/{number:010d}.flb"
        data = random.randbytes(random.randrange(2, 2000))
        old = random.choice(sorted(taken)) if taken else name
        try:
            folder.put(name, data)
            taken[name] = data
            told.append(folder.list(f"s/{random.randrange(len(folders))}"))
            told.append(folder.get(old))
            if random.random() < 0.1:
                del taken[old]
                folder.delete(old)
        except (RemoteTrouble, Missing) as trouble:
            told.append(repr(trouble))
    return told, taken


@pytest.mark.parametrize("seed", range(5))
def test_the_same_seed_fails_in_the_same_way(tmp_path: Path, seed: int) -> None:
    runs = []
    for run in ("first", "second"):
        folders = laptops(tmp_path / run, seed, WORST)
        runs.append((work(folders, seed), [folder.did for folder in folders]))
    assert runs[0] == runs[1]
    others = laptops(tmp_path / "third", seed + 1, WORST)
    work(others, seed)
    assert [folder.did for folder in others] != runs[0][1]


def test_in_a_few_runs_everything_goes_wrong(tmp_path: Path) -> None:
    did = dict.fromkeys(Fault, 0)
    for seed in range(8):
        folders = laptops(tmp_path / str(seed), seed, WORST)
        work(folders, seed)
        for folder in folders:
            for fault, times in folder.did.items():
                did[fault] += times
    assert [fault for fault, times in did.items() if times < 3] == []


@pytest.mark.parametrize("seed", range(12))
def test_what_was_taken_is_there_for_all_once_it_is_well_again(tmp_path: Path, seed: int) -> None:
    folders = laptops(tmp_path, seed)
    _told, taken = work(folders, seed)
    for folder in folders:
        folder.heal()
    assert len(taken) > 20
    for folder in folders:
        for name, data in taken.items():
            assert folder.get(name) == data
        listed = {f"s/{n}/{entry.name}" for n in range(2) for entry in folder.list(f"s/{n}")}
        assert set(taken) <= listed


def one(place: Path, *faults: Fault, odds: float = 1) -> tuple[FaultyFolder, FolderRemote]:
    [folder] = laptops(place, 1, only(*faults, odds=odds), how_many=1)
    return folder, FolderRemote(place / "shared")


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Fault.AWAY, RemoteAway),
        (Fault.FULL, RemoteFull),
        (Fault.READ_ONLY, RemoteRefuses),
        (Fault.MIDWAY, RemoteAway),
    ],
)
def test_a_put_that_is_refused_leaves_nothing_that_is_listed(
    tmp_path: Path, fault: Fault, said: type[RemoteTrouble]
) -> None:
    folder, there = one(tmp_path, fault)
    with pytest.raises(said):
        folder.put("heads/one.flb", b"12345678")
    assert folder.did[fault] == 1
    assert there.list("heads") == []
    halves = [path.read_bytes() for path in (tmp_path / "shared").rglob("~*")]
    assert halves == ([b"1234"] if fault in {Fault.FULL, Fault.MIDWAY} else [])
    folder.heal()
    folder.put("heads/one.flb", b"12345678")
    assert there.get("heads/one.flb") == b"12345678"


def test_a_paused_sync_program_keeps_both_sides_from_each_other_until_it_runs(
    tmp_path: Path,
) -> None:
    paused, other = laptops(tmp_path, 1, {})
    paused.begin(Fault.PAUSED, 1000)
    other.put("heads/theirs.flb", b"theirs")
    paused.put("heads/ours.flb", b"ours")
    assert paused.list("heads") == [Entry("ours.flb", 4)]
    assert other.list("heads") == [Entry("theirs.flb", 6)]
    with pytest.raises(Missing):
        paused.get("heads/theirs.flb")
    paused.delete("heads/theirs.flb")
    other.put("heads/both.flb", b"theirs")
    paused.put("heads/both.flb", b"ours")
    paused.heal()
    assert paused.get("heads/both.flb") == b"theirs"
    names = {entry.name for entry in other.list("heads")}
    assert {"ours.flb", "both.flb", "both-laptop.flb"} <= names
    assert "theirs.flb" not in names


def test_an_answer_that_is_lost_does_not_undo_what_was_done(tmp_path: Path) -> None:
    folder, there = one(tmp_path, Fault.LATE)
    with pytest.raises(RemoteAway):
        folder.put("one.flb", b"1")
    assert there.get("one.flb") == b"1"
    with pytest.raises(Taken):
        folder.put("one.flb", b"1")
    with pytest.raises(RemoteAway):
        folder.delete("one.flb")
    assert there.list("") == []


def test_halves_are_read_for_a_while_or_stay(tmp_path: Path) -> None:
    folder, there = one(tmp_path, Fault.TORN)
    folder.put("one.flb", b"12345678")
    assert folder.get("one.flb") == b"1234"
    assert folder.get("one.flb", start=2) == b"34"
    folder.odds = dict(only(Fault.TORN_FOR_GOOD))
    with pytest.raises(RemoteAway):
        folder.put("two.flb", b"12345678")
    folder.heal()
    assert folder.get("one.flb") == b"12345678"
    with pytest.raises(Taken):
        folder.put("two.flb", b"12345678")
    assert there.get("two.flb") == b"1234"


def test_one_bit_is_wrong_once(tmp_path: Path) -> None:
    folder, there = one(tmp_path, Fault.GARBLED)
    folder.put("one.flb", bytes(100))
    read = folder.get("one.flb")
    assert sum(byte.bit_count() for byte in read) == 1
    assert there.get("one.flb") == bytes(100)


def test_a_placeholder_is_listed_and_fetched_later(tmp_path: Path) -> None:
    folder, _there = one(tmp_path, Fault.PLACEHOLDER)
    folder.put("one.flb", b"1")
    assert folder.list("") == [Entry("one.flb", 1)]
    with pytest.raises(Missing):
        folder.get("one.flb")
    folder.odds.clear()
    for _later in range(20):
        with suppress(Missing):
            assert folder.get("one.flb") == b"1"
            break
    assert folder.get("one.flb") == b"1"


def test_listings_are_old_or_short_or_repeat_and_never_make_anything_up(tmp_path: Path) -> None:
    folder, there = one(tmp_path, Fault.STALE, Fault.LEAVES_OUT, Fault.REPEATS, odds=0.5)
    seen: set[int] = set()
    for number in range(60):
        folder.put(f"heads/{number}.flb", b"x")
        listed = [entry.name for entry in folder.list("heads")]
        assert set(listed) <= {entry.name for entry in there.list("heads")}
        seen.add((len(set(listed)) <= number) + 2 * (len(listed) > len(set(listed))))
    assert seen == {0, 1, 2, 3}


def test_deletes_are_refused_or_forgotten_or_undone(tmp_path: Path) -> None:
    folder, there = one(tmp_path, Fault.UNDELETABLE)
    folder.put("one.flb", b"1")
    with pytest.raises(RemoteRefuses):
        folder.delete("one.flb")
    folder.odds = dict(only(Fault.DELETE_IGNORED))
    folder.delete("one.flb")
    assert there.get("one.flb") == b"1"
    folder.odds = dict(only(Fault.RESURRECTED))
    folder.delete("one.flb")
    assert there.list("") == []
    assert folder.list("") == [Entry("one.flb", 1)]


def test_no_fault_was_forgotten() -> None:
    assert set(WORST) == set(Fault)
    assert all(WORST.values())
    assert set(LASTING) < set(Fault)
