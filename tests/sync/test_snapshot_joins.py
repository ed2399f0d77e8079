"""Joining by a snapshot is taking in the union of all changes: by the thousand, on the real code.

A failure names its seed; `python -m tests.sync.joins SEED` plays it again.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from liaison_app.store.travelling import Names, held
from liaison_app.sync import identity, remote_snapshots, second_lives, snapshots
from liaison_app.sync.lines import pack_ops
from tests.sync import joins
from tests.sync.simulation import schedule, volume, world
from tests.sync.simulation.laptops import Clock, Laptop, copied

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.store.ops import Op
    from liaison_app.store.travelling import Travelling

CASES = 1_500
SCHEDULES = range(1, CASES // joins.CASES + 1)
IN_ONE_TEST = 50  # so that all processes of a test run have some of them
AT_MOST = range(1, 9)  # schedules for each fault; most are noticed within three
# Joins in which nothing of this happens prove little.
HAPPENS = (
    *("newcomers", "colleagues", "put back", "second lives", "parts kept", "waiting"),
    *("with emptied words", "superseded before they came", "bundles"),
)


@pytest.mark.parametrize("first", range(0, len(SCHEDULES), IN_ONE_TEST))
def test_what_comes_of_a_snapshot_is_the_union_of_all_changes(first: int) -> None:
    seeds = SCHEDULES[first : first + IN_ONE_TEST]
    found = volume.play_here(seeds, joins.run)
    print(found.words())  # noqa: T201  (the seeds, for whoever reads a failure)
    assert found.failures == []
    assert found.counted["joins"] == len(seeds) * joins.CASES
    for happened in HAPPENS:
        assert found.counted[happened] >= len(seeds) // 5, happened


# --- each of these faults is noticed


@pytest.fixture
def joined(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """See only what comes of a join; that a snapshot is the log is looked at before."""
    monkeypatch.setattr(joins, "_is_the_log", lambda *_args: None)
    return monkeypatch


def noticed() -> str:
    """Join until somebody notices; gives by what."""
    _counted, failures = volume.some(AT_MOST, joins.run)
    return failures[0] if failures else ""


def test_a_snapshot_without_what_was_superseded_is_noticed(
    joined: pytest.MonkeyPatch,
) -> None:
    """A change that replaced others comes without saying which: they would stand again."""

    class Forgetting(Names):
        def named(self, op: Op) -> Travelling:
            one = super().named(op)
            return replace(one, writes={name: [write[0]] for name, write in one.writes.items()})

    joined.setattr(snapshots, "Names", Forgetting)
    assert noticed()


def test_a_superseded_change_that_is_left_out_is_noticed(joined: pytest.MonkeyPatch) -> None:
    real: Any = snapshots._rows

    def rows(*args: Any) -> Iterator[Any]:
        every = list(real(*args))
        yield from every[:-2] + every[-1:] if len(every) > 4 else every

    joined.setattr(snapshots, "_rows", rows)
    assert noticed()


def test_a_part_that_is_skipped_though_some_of_it_is_new_is_noticed(
    joined: pytest.MonkeyPatch,
) -> None:
    """What somebody has of one colleague says nothing of what they have of another."""
    real = remote_snapshots.Taking._take_part

    def take(self: Any, snapshot: Any, part: Any, *rest: Any) -> bool:
        have = self.workspace.reading(held).get(snapshot.stream, {})
        known = any(last <= have.get(dev, 0) for dev, (_first, last) in part.spans.items())
        return known or real(self, snapshot, part, *rest)

    joined.setattr(remote_snapshots.Taking, "_take_part", take)
    assert noticed()


def test_parts_that_keep_emptied_words_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "emptied", lambda *_args: 0)
    assert "a snapshot is not the log" in noticed()


def test_a_former_life_that_is_taken_for_this_one_is_noticed(joined: pytest.MonkeyPatch) -> None:
    """What two lives wrote under one number looks as if it were here."""
    joined.setattr(second_lives, "by_number", held)
    assert noticed()


# --- two snapshots of the same changes


def test_two_snapshots_of_the_same_changes_hold_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Made again at the same moment they are the same bytes before sealing.

    A colleague's says who made it, and has the changes in the order in which they came to her; in
    the order of their names they are the same bytes too.
    """
    monkeypatch.setattr(world, "first", joins.founded)
    monkeypatch.setattr(snapshots, "MOST_OPS", 7)
    for seed in range(1, 6):
        one = world.new(seed)
        for _step in range(40):
            schedule._step(one)
        schedule._settle(one)
        for stream in joins.TRAVEL:
            first, again, other = (
                made_by(laptop, stream)
                for laptop in (one.laptops[0], one.laptops[0], one.laptops[1])
            )
            assert [plain for plain, _ops in first] == [plain for plain, _ops in again]
            assert by_name(first) == by_name(other)
        one.close()


def made_by(laptop: Laptop, stream: str) -> list[tuple[bytes, tuple[Travelling, ...]]]:
    """Give the parts of a snapshot that this laptop makes as the office's, unsealed."""
    office = Laptop(0, copied(laptop.conn), Clock(), laptop.dice)
    made = snapshots.make(office.workspace, office.conn, identity.own(office.workspace), stream)
    parts = [made.records[part.hash] for part in made.snapshot.parts]
    found = [joins.opened(office.conn, raw) for raw in parts]
    office.close()
    return found


def by_name(parts: list[tuple[bytes, tuple[Travelling, ...]]]) -> bytes:
    ops = sorted((op for _plain, some in parts for op in some), key=lambda op: (op.dev, op.seq))
    return pack_ops({"dev": ops[0].dev}, ops)
