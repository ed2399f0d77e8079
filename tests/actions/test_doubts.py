"""What several records say together that can hardly be so is asked about, in the same list."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import care, differences, kits
from liaison_app.actions.differences import answer
from liaison_app.errors import AlreadyAnswered, InvalidValue
from liaison_app.records.governance import Consent, ConsentState, StaffMember
from liaison_app.records.kits import Kit, Loan, LoanState
from liaison_app.records.looked_at import Doubt, LookedAt
from liaison_app.records.partnership import Note, Visit
from liaison_app.records.people import (
    Address,
    ContactPoint,
    ExternalId,
    Household,
    HouseholdMember,
    Person,
    Relationship,
)
from liaison_app.workspace import Add, Put
from tests.differing import Pair, only, plain
from tests.store.laptops import NOON

if TYPE_CHECKING:
    from liaison_app.actions.differences import Difference


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


def same_everywhere(pair: Pair) -> Difference:
    """The one question, which both laptops ask alike."""
    here, there = only(pair.ana), only(pair.ben)
    assert (here.id, here.seen) == (there.id, there.seen)
    assert [plain(one.words) for one in here.sides] == [plain(one.words) for one in there.sides]
    return here


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


# --- people and families


def child_twice(pair: Pair, other: str = "Minh") -> tuple[str, str]:
    """A child whom both wrote down, in one family."""
    home = pair.add(Household(name="Tran"))
    made = []
    for workspace, given in ((pair.ana, "Minh"), (pair.ben, other)):
        child = Person(
            id=workspace.new_id(),
            given_name=given,
            family_name="Trần" if workspace is pair.ana else "Tran",
            birth_date=date(2018, 3, 2),
            is_child=True,
        )
        member = HouseholdMember(household=home, person=child.id)
        workspace.commit("person.add", [Add(child), Add(member)])
        made.append(child.id)
    pair.meet()
    return made[0], made[1]


def number_of(one: Difference, record: str) -> int:
    return next(side.number for side in one.sides if side.value == record)


def test_a_child_entered_on_two_laptops_becomes_one(pair: Pair) -> None:
    first, second = child_twice(pair)
    adult = pair.add(Person(given_name="Lan", family_name="Tran"))
    pair.add(Relationship(child=first, adult=second))
    pair.add(ExternalId(record_type="person", record=second, system="school", key="S1"))
    pair.add(Relationship(child=second, adult=adult, may_pick_up=False))
    pair.add(ContactPoint(person=second, value="206 555 0100"))
    one = same_everywhere(pair)
    assert (one.doubt, one.leave) == (Doubt.SAME_PERSON, "Not the same person")
    keep = number_of(one, first)
    said = [plain(line) for line in differences.consequence(pair.ana, one.id, keep)]
    assert said == [
        "This comes along: 3 entries.",
        "2 lines that say the same go.",
        "Family name: Trần stays; the other entry says Tran.",
        "The other entry is removed. Undo brings it back.",
    ]
    before = pair.ana.read("SELECT count(*) FROM op")[0][0]
    assert pair.ana.read("SELECT count(*) FROM op")[0][0] == before  # looking wrote nothing
    done = answer(pair.ana, one.id, keep=keep, seen=one.seen)
    pair.meet()
    for workspace in (pair.ana, pair.ben):
        assert workspace.get(Person, second).deleted
        [tie] = workspace.all(Relationship, child=first)  # nobody is related to themselves
        assert [one.record for one in workspace.all(ExternalId)] == [first]
        assert tie.may_pick_up is False
        assert [one.value for one in workspace.all(ContactPoint, person=first)] == ["206 555 0100"]
        assert len(workspace.all(HouseholdMember, person=first)) == 1
        assert differences.waiting(workspace) == 0
    care.undo(pair.ana, done.number)
    pair.meet()
    assert not pair.ben.get(Person, second).deleted
    assert len(pair.ben.all(Relationship, child=second)) == 1
    assert only(pair.ben).id == one.id


def test_not_the_same_person_is_remembered_on_every_laptop(pair: Pair) -> None:
    child_twice(pair)
    answer(pair.ben, only(pair.ben).id, leave=True)
    pair.meet()
    assert differences.waiting(pair.ana) == differences.waiting(pair.ben) == 0
    assert [one.doubt for one in pair.ana.all(LookedAt)] == [Doubt.SAME_PERSON]


def test_twins_and_people_of_other_days_are_two(pair: Pair) -> None:
    _first, second = child_twice(pair, other="Linh Chi")
    assert differences.waiting(pair.ana) == 0
    values = {"given_name": "Minh", "birth_date": date(2019, 3, 5)}
    pair.ana.commit("change", [Put(Person, second, values)])
    assert differences.waiting(pair.ana) == 0


def test_whom_a_school_holds_as_two_are_two(pair: Pair) -> None:
    for number, child in enumerate(child_twice(pair)):
        told = ExternalId(record_type="person", record=child, system="school", key=f"S{number}")
        pair.add(told)
    assert differences.waiting(pair.ana) == 0


def test_neighbours_are_two_families(pair: Pair) -> None:
    for name in ("Hassan", "Okafor"):
        home = pair.add(Household(name=name))
        pair.add(Address(household=home, line_1="12 Elm St"))
    assert differences.waiting(pair.ana) == 0


def family_twice(pair: Pair) -> tuple[str, str]:
    """A family that both wrote down, with the same street; each has a note."""
    made = []
    for workspace in (pair.ana, pair.ben):
        home = workspace.new_id()
        changes = [
            Add(Household(id=home, name="Hassan", visit_wishes=f"{workspace.device[0]} knows")),
            Add(Address(household=home, line_1="12 Elm St", city="Lakewood")),
            Add(Note(household=home, text=f"Written at {workspace.device}")),
        ]
        workspace.commit("household.add", changes)
        made.append(home)
    pair.meet()
    return made[0], made[1]


def test_a_family_entered_on_two_laptops_becomes_one_and_undo_makes_it_two(pair: Pair) -> None:
    first, second = family_twice(pair)
    one = same_everywhere(pair)
    assert one.doubt == Doubt.SAME_FAMILY
    assert differences.counts(pair.ana) == {first: 1, second: 1}
    keep = number_of(one, first)
    said = [plain(line) for line in differences.consequence(pair.ben, one.id, keep)]
    assert said[:2] == ["This comes along: 1 note.", "1 line that says the same goes."]
    done = answer(pair.ben, one.id, keep=keep, seen=one.seen)
    pair.meet()
    for workspace in (pair.ana, pair.ben):
        assert len(workspace.all(Note, household=first)) == 2
        assert len(workspace.all(Address, household=first)) == 1
        assert sorted(workspace.get(Household, first).visit_wishes.split("\n\n")) == [
            "a knows",
            "b knows",
        ]
        assert [row.id for row in workspace.all(Household)] == [first]
        assert differences.waiting(workspace) == 0
    care.undo(pair.ben, done.number)
    pair.meet()
    assert len(pair.ana.all(Note, household=second)) == 1
    assert pair.ana.get(Household, first).visit_wishes == "a knows"


def test_making_families_one_leaves_their_people_two(pair: Pair) -> None:
    first, second = family_twice(pair)
    for home in (first, second):
        child = pair.add(Person(given_name="Amina", family_name="Hassan", is_child=True))
        pair.add(HouseholdMember(household=home, person=child))
    family, person = sorted(differences.differences(pair.ana), key=lambda one: one.doubt)
    assert (family.doubt, person.doubt) == (Doubt.SAME_FAMILY, Doubt.SAME_PERSON)
    answer(pair.ana, family.id, keep=1)
    assert len(pair.ana.all(Person)) == 2
    assert only(pair.ana).id == person.id


def test_what_was_written_for_the_former_family_follows_it(pair: Pair) -> None:
    first, second = family_twice(pair)
    one = only(pair.ana)
    pair.ben.commit("add", [Add(Note(household=second, text="Bus pass is here"))])
    answer(pair.ana, one.id, keep=number_of(one, first))
    pair.meet()
    late = same_everywhere(pair)
    assert late.doubt == Doubt.AFTER_MERGE
    assert [plain(line) for line in late.written] == ["Note: Bus pass is here"]
    with pytest.raises(InvalidValue, match="cannot stay"):
        answer(pair.ben, late.id, leave=True)
    answer(pair.ben, late.id, keep=1)
    pair.meet()
    assert len(pair.ana.all(Note, household=first)) == 3
    assert pair.ana.get(Household, first).visit_wishes.count("knows") == 2
    assert differences.waiting(pair.ana) == 0


def test_a_former_family_can_be_brought_back_instead(pair: Pair) -> None:
    first, second = family_twice(pair)
    one = only(pair.ana)
    pair.ben.commit("add", [Add(Note(household=second, text="Bus pass is here"))])
    answer(pair.ana, one.id, keep=number_of(one, first))
    pair.meet()
    answer(pair.ben, only(pair.ben).id, keep=2)
    pair.meet()
    assert not pair.ana.get(Household, second).deleted
    assert pair.ana.all(LookedAt) == []
    assert same_everywhere(pair).id == one.id


def test_of_two_consents_of_one_person_the_stricter_stays(pair: Pair) -> None:
    first, second = child_twice(pair)
    for person, state in ((first, ConsentState.GIVEN), (second, ConsentState.WITHDRAWN)):
        pair.add(Consent(giver=person, purpose="photos", state=state))
    one = only(pair.ana)
    answer(pair.ana, one.id, keep=number_of(one, first))
    [consent] = pair.ana.all(Consent, giver=first)
    assert consent.state is ConsentState.WITHDRAWN


def test_what_changed_since_it_was_looked_at_is_not_answered(pair: Pair) -> None:
    _first, second = planned_twice(pair)
    one = only(pair.ana)
    later = NOON + timedelta(days=1, minutes=25)
    pair.ana.commit("change", [Put(Visit, second, {"planned_start": later})])
    with pytest.raises(AlreadyAnswered, match="Something else"):
        answer(pair.ana, one.id, keep=1, seen=one.seen)


def test_bare_families_of_one_name_are_asked_and_families_of_one_surname_are_not(
    pair: Pair,
) -> None:
    for workspace in (pair.ana, pair.ben):
        workspace.commit("household.add", [Add(Household(name="Okafor"))])
    pair.meet()
    assert same_everywhere(pair).doubt == Doubt.SAME_FAMILY
    for street, home in zip(("1 Oak St", "2 Oak St"), pair.ana.all(Household), strict=True):
        pair.add(Address(household=home.id, line_1=street))
    assert differences.waiting(pair.ana) == 0
