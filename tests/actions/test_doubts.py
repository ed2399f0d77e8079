"""What several records say together that can hardly be so is asked about, in the same list."""

from __future__ import annotations

from datetime import timedelta

import pytest

from liaison_app.actions import care, differences, kits
from liaison_app.actions.differences import answer
from liaison_app.errors import AlreadyAnswered, InvalidValue
from liaison_app.records.governance import StaffMember
from liaison_app.records.kits import Kit, Loan, LoanState
from liaison_app.records.looked_at import Doubt
from liaison_app.records.partnership import Visit
from liaison_app.records.people import (
    Household,
)
from liaison_app.workspace import Add, Put
from tests.differing import Pair, only, plain, same_everywhere
from tests.store.laptops import NOON


def lent_twice(pair: Pair, label: str = "") -> tuple[str, str, str]:
    """One kit that Ana and Ben each lend to a family; gives the kit and both loans."""
    kit = pair.add(Kit(name="Reading kit"))
    kits.receive(pair.ana, kit, 1)
    homes = [pair.add(Household(name=name)) for name in ("Tran", "Hassan")]
    pair.meet()
    loans = [
        kits.lend(workspace, kit, kits.Hand(home), label=label).ids[0]
        for workspace, home in zip((pair.ana, pair.ben), homes, strict=True)
    ]
    pair.meet()
    return kit, loans[0], loans[1]


# --- kits


def test_a_stock_below_zero_is_asked_and_a_loan_that_was_not_is_cancelled(pair: Pair) -> None:
    kit, loan, other = lent_twice(pair)
    one = same_everywhere(pair)
    assert one.doubt == Doubt.BELOW_ZERO
    assert plain(one.title) == "Reading kit"
    assert "1 more went out" in one.explained
    assert plain(one.sides[0].words) == "There is none on the shelf"
    told = {plain(side.words).splitlines()[0]: side for side in one.sides[1:]}
    assert sorted(told) == ["Hassan", "Tran"]
    assert one.household in {row.household for row in pair.ana.all(Loan)}
    done = answer(pair.ben, one.id, keep=told["Hassan"].number, seen=one.seen)
    assert kits.stock(pair.ben, kit) == 0
    assert pair.ben.get(Loan, other).deleted
    assert not pair.ben.get(Loan, loan).deleted
    pair.meet()
    assert differences.waiting(pair.ana) == differences.waiting(pair.ben) == 0
    care.undo(pair.ben, done.number)
    assert kits.stock(pair.ben, kit) == -1
    assert only(pair.ben).id == one.id


def test_a_stock_below_zero_can_be_set_to_what_was_counted(pair: Pair) -> None:
    kit, _loan, _other = lent_twice(pair)
    with pytest.raises(InvalidValue, match="whole number"):
        answer(pair.ana, only(pair.ana).id, value="many")
    answer(pair.ana, only(pair.ana).id, value="3")
    assert kits.stock(pair.ana, kit) == 3
    assert differences.waiting(pair.ana) == 0


def test_who_leaves_it_is_asked_again_only_when_it_changes(pair: Pair) -> None:
    kit, _loan, _other = lent_twice(pair)
    answer(pair.ana, only(pair.ana).id, leave=True)
    pair.meet()
    assert differences.waiting(pair.ana) == differences.waiting(pair.ben) == 0
    kits.give(pair.ben, kit, kits.Hand(pair.ben.all(Household)[0].id), anyway=True)
    pair.meet()
    assert "2 more went out" in same_everywhere(pair).explained
    answer(pair.ben, only(pair.ben).id, leave=True)
    assert differences.waiting(pair.ben) == 0


def test_one_kit_with_its_number_on_two_open_loans_is_one_question(pair: Pair) -> None:
    kit, loan, other = lent_twice(pair, "#14")
    one = same_everywhere(pair)
    assert (one.doubt, plain(one.title)) == (Doubt.DOUBLE_BOOKED, "Reading kit · #14")
    assert {plain(side.words).splitlines()[0] for side in one.sides} == {"Tran", "Hassan"}
    assert set(differences.counts(pair.ana).values()) == {1}
    stays = next(side for side in one.sides if side.value == loan)
    answer(pair.ana, one.id, keep=stays.number, seen=one.seen)
    assert kits.stock(pair.ana, kit) == 0
    pair.meet()
    assert pair.ben.get(Loan, other).deleted
    assert differences.waiting(pair.ben) == 0


def test_two_kits_with_the_same_number_may_be_left(pair: Pair) -> None:
    lent_twice(pair, "#14")
    answer(pair.ana, only(pair.ana).id, leave=True)
    assert only(pair.ana).doubt == Doubt.BELOW_ZERO


def test_a_kit_that_two_people_took_back_is_counted_once(pair: Pair) -> None:
    kit = pair.add(Kit(name="Reading kit"))
    kits.receive(pair.ana, kit, 1)
    home = pair.add(Household(name="Tran"))
    loan = kits.lend(pair.ana, kit, kits.Hand(home)).ids[0]
    pair.meet()
    for workspace in (pair.ana, pair.ben):
        kits.take_back(workspace, loan)
    pair.meet()
    one = same_everywhere(pair)
    assert one.doubt == Doubt.RETURNED_TWICE
    assert kits.stock(pair.ana, kit) == 2
    answer(pair.ana, one.id, keep=1)
    pair.meet()
    assert kits.stock(pair.ben, kit) == 1
    assert pair.ben.get(Loan, loan).state is LoanState.RETURNED
    assert differences.waiting(pair.ben) == 0


# --- visits


def planned_twice(pair: Pair, minutes: int = 30, *, hours: int = 24) -> tuple[str, str]:
    """Two visits of one liaison, made on two laptops, the second 20 minutes after the first."""
    who = pair.add(StaffMember(name="Mai"))
    homes = [pair.add(Household(name=name)) for name in ("Tran", "Hassan")]
    start = NOON + timedelta(hours=hours)
    visits = []
    for n, workspace in enumerate((pair.ana, pair.ben)):
        visit = Visit(
            household=homes[n],
            planned_start=start + timedelta(minutes=20 * n),
            planned_minutes=minutes,
            staff=who,
        )
        visits.append(workspace.commit("add", [Add(visit)]).ids[0])
    pair.meet()
    return visits[0], visits[1]


def test_two_visits_of_one_liaison_at_one_time(pair: Pair) -> None:
    first, second = planned_twice(pair)
    one = same_everywhere(pair)
    assert (one.doubt, one.question) == (Doubt.OVERLAP, "Which visit stays?")
    assert plain(one.title) == "Mai · Sun, Nov 22, 2026"
    assert plain(one.sides[0].words).splitlines()[0] == "Tran"
    answer(pair.ana, one.id, keep=1, seen=one.seen)
    pair.meet()
    assert pair.ben.get(Visit, second).deleted
    assert not pair.ben.get(Visit, first).deleted
    assert differences.waiting(pair.ben) == 0


def test_a_visit_that_is_moved_asks_nothing_any_more(pair: Pair) -> None:
    _first, second = planned_twice(pair)
    answer(pair.ana, only(pair.ana).id, leave=True)
    assert differences.waiting(pair.ana) == 0
    later = NOON + timedelta(days=1, minutes=25)
    pair.ana.commit("change", [Put(Visit, second, {"planned_start": later})])
    assert differences.waiting(pair.ana) == 1  # what was left is not what is there now
    pair.ana.commit("change", [Put(Visit, second, {"planned_start": later + timedelta(hours=1)})])
    assert differences.waiting(pair.ana) == 0


@pytest.mark.parametrize(("minutes", "hours"), [(20, 24), (30, -3), (30, -300)])
def test_visits_one_after_the_other_or_over_are_in_order(
    pair: Pair, minutes: int, hours: int
) -> None:
    planned_twice(pair, minutes, hours=hours)
    assert differences.waiting(pair.ana) == 0


def test_what_changed_since_it_was_looked_at_is_not_answered(pair: Pair) -> None:
    _first, second = planned_twice(pair)
    one = only(pair.ana)
    later = NOON + timedelta(days=1, minutes=25)
    pair.ana.commit("change", [Put(Visit, second, {"planned_start": later})])
    with pytest.raises(AlreadyAnswered, match="Something else"):
        answer(pair.ana, one.id, keep=1, seen=one.seen)
