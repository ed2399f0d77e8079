"""The schedules can fail: each fault put into the program on purpose is noticed by one of them."""

from __future__ import annotations

import pytest

from tests.sync.simulation import faults

AT_MOST = range(1, 401)  # schedules for each fault; most are noticed within ten
FOR_SHOW = range(1, 21)  # schedules for each change that is no fault


@pytest.mark.parametrize("fault", faults.FAULTS)
def test_a_fault_is_noticed(fault: str) -> None:
    one = faults.hunt(fault, AT_MOST)
    assert one.seed is not None, one.words
    print(one.words)  # noqa: T201  (which schedule noticed it, and by what)


@pytest.mark.parametrize("change", faults.ALIKE)
def test_what_is_as_good_is_let_be(change: str) -> None:
    one = faults.hunt(change, FOR_SHOW)
    assert one.seed is None, f"{one.words}: {faults.ALIKE[change][1]}"
