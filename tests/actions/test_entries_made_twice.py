"""A person or a family that two people wrote down becomes one, if somebody says so."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import care, differences, made_one
from liaison_app.actions.differences import answer
from liaison_app.errors import InvalidValue, NotAllowed
from liaison_app.records.governance import Consent, ConsentState
from liaison_app.records.looked_at import Doubt, LookedAt
from liaison_app.records.partnership import Note
from liaison_app.records.people import (
    Address,
    AddressKind,
    ContactPoint,
    ExternalId,
    Household,
    HouseholdMember,
    Person,
    Relationship,
)
from liaison_app.workspace import Add, Put
from tests.differing import Pair, only, plain, same_everywhere

if TYPE_CHECKING:
    from liaison_app.actions.differences import Difference


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


@pytest.mark.parametrize("family_name", ["", "Tran Nguyen"])
def test_a_child_of_whom_one_knew_less_of_the_name(pair: Pair, family_name: str) -> None:
    _first, second = child_twice(pair)
    pair.ana.commit("change", [Put(Person, second, {"family_name": family_name})])
    assert only(pair.ana).doubt == Doubt.SAME_PERSON
    pair.ana.commit("change", [Put(Person, second, {"birth_date": None})])
    asked = [one.doubt for one in differences.differences(pair.ana)]
    assert asked == []  # a part of a name says nothing without the day of birth


def test_whom_a_school_holds_as_two_are_two(pair: Pair) -> None:
    for number, child in enumerate(child_twice(pair)):
        told = ExternalId(record_type="person", record=child, system="school", key=f"S{number}")
        pair.add(told)
    assert differences.waiting(pair.ana) == 0


def test_a_family_of_which_one_wrote_more_of_the_name(pair: Pair) -> None:
    for name in ("Hassan", "Hassan family"):
        home = pair.add(Household(name=name))
        pair.add(ContactPoint(household=home, value="206-555-0100"))
    assert only(pair.ana).doubt == Doubt.SAME_FAMILY


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


def test_a_protected_family_gets_no_address_that_everybody_reads(pair: Pair) -> None:
    first, second = family_twice(pair)
    [address] = pair.ana.all(Address, household=first)
    values = {"kind": AddressKind.SUBSTITUTE, "line_1": "PO Box 12"}
    pair.ana.commit("change", [Put(Address, address.id, values)])
    said = made_one.consequence(pair.ana, "household", first, second)
    assert "Protect that one first" in said[0]
    with pytest.raises(NotAllowed, match="Protect that one first"):
        made_one.make_one(pair.ana, "household", second, first)
    assert len(pair.ana.all(Household)) == 2


def test_a_box_that_a_state_gives_to_all_makes_nobody_one(pair: Pair) -> None:
    for _n in range(2):
        home = pair.add(Household(name="Hassan"))
        box = Address(household=home, kind=AddressKind.SUBSTITUTE, line_1="PO Box 12")
        pair.add(box)
        pair.add(ContactPoint(household=home, value=f"206 555 010{_n}"))
    assert differences.waiting(pair.ana) == 0


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
