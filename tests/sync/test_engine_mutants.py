"""The schedules can fail: each fault put into the program on purpose is noticed by one of them."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context

import pytest

from tests.sync.simulation import faults

AT_MOST = range(1, 401)  # schedules for each fault; most are noticed within ten
FOR_SHOW = range(1, 21)  # schedules for each change that is no fault


@pytest.fixture(scope="module")
def killed() -> dict[str, faults.Killed]:
    """What became of every fault."""
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        found = [
            *pool.map(partial(faults.hunt, seeds=AT_MOST), faults.FAULTS),
            *pool.map(partial(faults.hunt, seeds=FOR_SHOW), faults.ALIKE),
        ]
    return {one.fault: one for one in found}


@pytest.mark.parametrize("fault", faults.FAULTS)
def test_a_fault_is_noticed(killed: dict[str, faults.Killed], fault: str) -> None:
    one = killed[fault]
    assert one.seed is not None, one.words
    print(one.words)  # noqa: T201  (which schedule noticed it, and by what)


@pytest.mark.parametrize("change", faults.ALIKE)
def test_what_is_as_good_is_let_be(killed: dict[str, faults.Killed], change: str) -> None:
    assert killed[change].seed is None, f"{killed[change].words}: {faults.ALIKE[change][1]}"
