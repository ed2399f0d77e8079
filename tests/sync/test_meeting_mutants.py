"""The meetings can fail: each fault put into the exchange on purpose is noticed by one of them."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import TYPE_CHECKING

import pytest

from tests.sync.meetings import faults

if TYPE_CHECKING:
    from tests.sync.simulation.faults import Killed

AT_MOST = range(1, 121)  # schedules for each fault; most are noticed within thirty
FOR_SHOW = range(1, 11)  # schedules for each change that is no fault


@pytest.fixture(scope="module")
def killed() -> dict[str, Killed]:
    """What became of every fault."""
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        found = [
            *pool.map(partial(faults.hunt, seeds=AT_MOST), faults.FAULTS),
            *pool.map(partial(faults.hunt, seeds=FOR_SHOW), faults.ALIKE),
        ]
    return {one.fault: one for one in found}


@pytest.mark.parametrize("fault", faults.FAULTS)
def test_a_fault_is_noticed(killed: dict[str, Killed], fault: str) -> None:
    assert killed[fault].seed is not None, killed[fault].words


@pytest.mark.parametrize("change", faults.ALIKE)
def test_what_is_as_good_is_let_be(killed: dict[str, Killed], change: str) -> None:
    assert killed[change].seed is None, killed[change].words
