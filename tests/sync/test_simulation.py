"""Merging converges and loses nothing: thousands of schedules of five laptops, on the real code.

A failure names its seed; `python -m tests.sync.simulation SEED` plays it again. More than ten
thousand are played by `LIAISON_SCHEDULES=100000 make test`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from tests.sync.simulation import oracle, volume
from tests.sync.simulation.laptops import RECORDS

SCHEDULES = int(os.environ.get("LIAISON_SCHEDULES", "10000"))
EVERY_TIME = range(1, 1_001)
IN_ONE_TEST = 500  # so that all processes of a test run have some of them
# A schedule in which nothing of this happens proves little.
HAPPENS = (
    *("crashes", "restores", "conflicts", "duplicates", "gaps", "lost", "relays", "updates"),
    "erased",
)
TREE = Path(__file__).parents[2]


def _of_this_state() -> range:
    """Other schedules for every state of the program, but the same ones for the same state.

    A clock must not decide what a test does, so they follow from the sources of the store.
    """
    sources = sorted((TREE / "liaison_app" / "store").glob("*.py"))
    total = sum(_number_of(path.read_bytes()) for path in sources)
    first = 1_000_000 + total % 1_000_000 * 1_000
    return range(first, first + SCHEDULES - len(EVERY_TIME))


def _number_of(raw: bytes) -> int:
    """A number that is the same on every computer."""
    return int.from_bytes(sha256(raw.replace(b"\r\n", b"\n")).digest()[:6], "big")


@pytest.mark.parametrize("first", range(0, SCHEDULES, IN_ONE_TEST))
def test_five_laptops_agree_whatever_happens_and_lose_nothing(first: int) -> None:
    every_seed = [*EVERY_TIME, *_of_this_state()][:SCHEDULES]
    seeds = every_seed[first : first + IN_ONE_TEST]
    found = volume.play_here(seeds)
    print(found.words())  # noqa: T201  (the seeds, for whoever reads a failure)
    assert found.failures == []
    assert found.counted["schedules"] == len(seeds)
    for happened in HAPPENS:
        assert found.counted[happened] >= len(seeds) // 20, happened
    assert found.counted["second lives"] > 0


def test_a_seed_gives_the_same_schedule_on_every_run() -> None:
    """Else a failure could not be played again. Sets and dicts must not decide what happens."""
    told = [
        subprocess.run(
            [sys.executable, "-m", "tests.sync.simulation", "7", "--trace"],
            cwd=TREE,
            env=os.environ | {"PYTHONHASHSEED": order},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for order in ("1", "2")
    ]
    assert told[0] == told[1]
    assert len(told[0].splitlines()) > 60


def test_the_rules_written_down_twice_are_the_same() -> None:
    """The oracle has a table of its own; a field that is declared anew must be entered there."""
    ours = {"lww": "newest", "consent": "strictest", "ledger": "summed"}
    for name, cls in RECORDS.items():
        for field, spec in cls.TYPE.fields.items():
            assert oracle.policy(name, field) == ours.get(spec.merge, "ask"), f"{name}.{field}"
