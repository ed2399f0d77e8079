"""Kits: the shelf is the sum of what came and went, and nobody is surprised by it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liaison_app.actions import care, kit_pages, kits, records
from liaison_app.actions.kits import Hand
from liaison_app.errors import InvalidValue, StockTooLow, UnknownRecord
from tests.desk import StandingClock, workspace_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from liaison_app.workspace import Workspace

STEPS = ("receive", "give", "lend", "return", "count")


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def desk(tmp_path: Path, clock: StandingClock) -> Iterator[Workspace]:
    workspace = workspace_at(tmp_path / "w", clock)
    yield workspace
    workspace.close()


def a_kit(desk: Workspace, **values: object) -> str:
    return records.add(desk, "kit", {"name": "Reading kit", **values}).ids[0]


def a_family(desk: Workspace, name: str = "Tesfaye") -> Hand:
    return Hand(records.add(desk, "household", {"name": name}).ids[0])


def test_what_is_received_is_there_until_it_is_given(desk: Workspace) -> None:
    kit, family = a_kit(desk, language="ti", reorder_level=3), a_family(desk)
    kits.receive(desk, kit, 5)
    kits.give(desk, kit, family, 2)
    line = kit_pages.shelf(desk)[0]
    assert (line.stock, line.low, line.language) == (3, False, "Tigrinya")
    kits.give(desk, kit, family)
    assert kit_pages.shelf(desk)[0].low
    given = kit_pages.of_family(desk, family.household)
    assert {(one.kit_name, one.quantity, one.on) for one in given} == {
        ("Reading kit", 1, date(2026, 11, 21)),
        ("Reading kit", 2, date(2026, 11, 21)),
    }
    assert [m.change for m in kit_pages.kit_page(desk, kit).movements] == [-1, -2, 5]


def test_giving_more_than_there_are_is_said_first_and_allowed_then(desk: Workspace) -> None:
    kit, family = a_kit(desk), a_family(desk)
    with pytest.raises(StockTooLow, match="none"):
        kits.give(desk, kit, family)
    kits.receive(desk, kit, 2)
    with pytest.raises(StockTooLow, match="only 2"):
        kits.give(desk, kit, family, 3)
    assert kit_pages.of_family(desk, family.household) == ()
    kits.give(desk, kit, family, 3, anyway=True)
    assert kits.stock(desk, kit) == -1
    kits.count(desk, kit, 0)
    assert kits.stock(desk, kit) == 0


def test_a_lent_kit_is_out_then_overdue_then_back(desk: Workspace, clock: StandingClock) -> None:
    kit, family = a_kit(desk, lendable=True), a_family(desk)
    kits.receive(desk, kit, 1)
    loan = kits.lend(desk, kit, family, due=date(2026, 12, 3), label="#14").ids[0]
    assert [(k.stock, k.out, k.overdue) for k in kit_pages.shelf(desk)] == [(0, 1, 0)]
    clock.wait(days=20)
    assert kit_pages.shelf(desk)[0].overdue == 1
    assert [(h.family, h.label) for h in kit_pages.kit_page(desk, kit).held] == [("Tesfaye", "#14")]
    kits.take_back(desk, loan, condition="a torn page")
    assert [(k.stock, k.out, k.overdue) for k in kit_pages.shelf(desk)] == [(1, 0, 0)]
    with pytest.raises(InvalidValue, match="already"):
        kits.take_back(desk, loan)


def test_a_lost_kit_is_not_on_the_shelf_and_not_overdue(desk: Workspace) -> None:
    kit, family = a_kit(desk), a_family(desk)
    kits.receive(desk, kit, 2)
    loan = kits.lend(desk, kit, family, due=date(2026, 11, 1)).ids[0]
    kits.lose(desk, loan)
    assert [(k.stock, k.out, k.overdue) for k in kit_pages.shelf(desk)] == [(1, 0, 0)]
    kits.take_back(desk, loan)  # found behind the sofa after all
    assert kits.stock(desk, kit) == 2


def test_giving_is_one_step_to_undo(desk: Workspace) -> None:
    kit, family = a_kit(desk), a_family(desk)
    kits.receive(desk, kit, 4)
    number = kits.give(desk, kit, family, 4).number
    care.undo(desk, number)
    assert kits.stock(desk, kit) == 4
    assert kit_pages.of_family(desk, family.household) == ()


def test_counting_what_is_known_writes_nothing(desk: Workspace) -> None:
    kit = a_kit(desk)
    kits.receive(desk, kit, 4)
    assert kits.count(desk, kit, 4) is None
    with pytest.raises(InvalidValue):
        kits.count(desk, kit, -1)
    with pytest.raises(InvalidValue):
        kits.receive(desk, kit, 0)
    with pytest.raises(UnknownRecord):
        kits.receive(desk, "nonsense", 1)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(["receive", "give", "lend", "return", "count"]), st.integers(1, 9)
        ),
        max_size=12,
    )
)
def test_the_shelf_always_adds_up(desk: Workspace, steps: list[tuple[str, int]]) -> None:
    kit, family = a_kit(desk), a_family(desk)
    expected, out = 0, []
    for step, number in steps:
        if step == "receive":
            kits.receive(desk, kit, number)
            expected += number
        elif step == "give":
            kits.give(desk, kit, family, number, anyway=True)
            expected -= number
        elif step == "lend":
            out.append(kits.lend(desk, kit, family, anyway=True).ids[0])
            expected -= 1
        elif step == "return" and out:
            kits.take_back(desk, out.pop())
            expected += 1
        elif step == "count":
            kits.count(desk, kit, number)
            expected = number
        assert kits.stock(desk, kit) == expected
    line = next(one for one in kit_pages.shelf(desk) if one.id == kit)
    assert (line.stock, line.out) == (expected, len(out))
