"""The meetings can fail: each fault put into the exchange on purpose is noticed by one of them."""

from __future__ import annotations

import pytest

from tests.sync.meetings import faults

AT_MOST = range(1, 121)  # schedules for each fault; most are noticed within thirty
FOR_SHOW = range(1, 11)  # schedules for each change that is no fault


@pytest.mark.parametrize("fault", faults.FAULTS)
def test_a_fault_is_noticed(fault: str) -> None:
    one = faults.hunt(fault, AT_MOST)
    assert one.seed is not None, one.words


@pytest.mark.parametrize("change", faults.ALIKE)
def test_what_is_as_good_is_let_be(change: str) -> None:
    one = faults.hunt(change, FOR_SHOW)
    assert one.seed is None, one.words
