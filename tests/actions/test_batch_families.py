"""Which families a batch is for, in which order, and about what of theirs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import batch_families, print_subjects
from liaison_app.actions.batch_families import Order, Wanted
from liaison_app.actions.families import Filter
from liaison_app.actions.titles import title
from liaison_app.errors import InvalidValue
from liaison_app.records.kits import Kit, Loan, LoanState
from liaison_app.records.people import (
    Address,
    Enrollment,
    EnrollmentStatus,
    Household,
    HouseholdMember,
    Person,
)
from tests.packets.home import Home

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.workspace import Workspace


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "workspace")


def a_family(home: Home, name: str, street: str = "", *, grade: str = "", **values: object) -> str:
    """A family with a child, in a grade of Cedar Grove if one is given."""
    family, child = home.workspace.new_id(), home.workspace.new_id()
    home.add(
        Household(id=family, name=name, **values),  # type: ignore[arg-type]
        Person(id=child, given_name="Ayaan", is_child=True),
        HouseholdMember(household=family, person=child),
    )
    if street:
        home.add(Address(household=family, line_1=street, city="Lakewood"))
    if grade:
        home.add(Enrollment(person=child, school=home.grove, grade=grade))
    return family


def names(workspace: Workspace, ids: tuple[str, ...]) -> list[str]:
    return [title(workspace, "household", one) for one in ids]


def a_loan(home: Home, household: str, **values: object) -> str:
    kit = home.add(Kit(name="Math games", lendable=True))
    return home.add(Loan(kit=kit, household=household, **values))  # type: ignore[arg-type]


def test_families_of_a_school_are_those_with_a_child_there_now(home: Home) -> None:
    a_family(home, "Abdi", grade="1")
    moved = a_family(home, "Left", grade="2")
    child = home.workspace.all(HouseholdMember, household=moved)[0].person
    enrolled = home.workspace.all(Enrollment, person=child)[0]
    home.put(Enrollment, enrolled.id, status=EnrollmentStatus.LEFT)
    found = batch_families.households(home.workspace, Wanted(school=home.grove))
    assert names(home.workspace, found) == ["Abdi", "Haddad"]


def test_a_language_has_all_its_regions_and_closed_families_are_left_out(home: Home) -> None:
    a_family(home, "Abdi", home_language="so-SO")
    a_family(home, "Omar", home_language="so", closed_on=date(2026, 1, 2))
    found = batch_families.households(home.workspace, Wanted(language="so"))
    assert names(home.workspace, found) == ["Abdi"]
    closed = batch_families.households(home.workspace, Wanted(Filter.CLOSED))
    assert names(home.workspace, closed) == ["Omar"]
    assert set(batch_families.home_languages(home.workspace)) == {"ar", "so-SO"}
    a_family(home, "Warsame", home_language="som")  # as some offices write it
    assert set(batch_families.home_languages(home.workspace)) == {"ar", "so", "so-SO"}
    found = batch_families.households(home.workspace, Wanted(language="so"))
    assert names(home.workspace, found) == ["Abdi", "Warsame"]


def test_grades_are_counted_and_who_is_at_no_school_comes_last(home: Home) -> None:
    for name, grade in (("Tenth", "10"), ("Second", "2"), ("Kinder", "K"), ("None", "")):
        a_family(home, name, grade=grade)
    found = batch_families.units(
        home.workspace,
        "rights",
        batch_families.households(home.workspace, Wanted()),
        order=Order.SCHOOL,
    )
    ordered = names(home.workspace, tuple(one.household for one in found.units))
    # Amira's oldest is at Harbor, which comes after Cedar Grove; the father has no child at home
    assert ordered == ["Kinder", "Second", "Tenth", "Haddad", "Haddad", "None"]


def test_streets_come_in_the_order_of_a_walk_and_protected_ones_last(home: Home) -> None:
    ids = {
        street: a_family(home, f"F{at}", street)
        for at, street in enumerate(("20 Birch Street", "3 Birch Street", "1 Ash Lane"))
    }
    home.hide()  # 18 Juniper Street
    found = batch_families.in_order(
        home.workspace, (home.family, *ids.values(), home.fathers), Order.STREET
    )
    assert found == (
        ids["1 Ash Lane"],
        ids["3 Birch Street"],
        ids["20 Birch Street"],
        home.fathers,
        home.family,
    )


def test_each_kit_that_is_out_has_its_agreement_and_nobody_elses(home: Home) -> None:
    both = {a_loan(home, home.family, due=date(2026, 12, day)) for day in (4, 18)}
    a_loan(home, home.family, state=LoanState.RETURNED)
    found = batch_families.units(home.workspace, "loan", (home.family, home.fathers))
    assert {one.subject for one in found.units} == both
    assert {one.household for one in found.units} == {home.family}
    assert found.without == 1
    with pytest.raises(InvalidValue, match="belongs to one family"):
        batch_families.units(home.workspace, "loan", (home.family, home.fathers), subject=min(both))


def test_a_family_that_is_named_twice_gets_one(home: Home) -> None:
    found = batch_families.units(home.workspace, "rights", (home.family, home.family))
    assert len(found.units) == 1


def test_what_is_offered_for_a_family_is_its_own_the_one_that_is_out_first(home: Home) -> None:
    lent = a_loan(home, home.family, due=date(2026, 12, 4))
    returned = a_loan(home, home.family, state=LoanState.RETURNED)
    a_loan(home, home.fathers)
    found = print_subjects.subject_offers(home.workspace, "loan", "", home.family)
    assert [one.value for one in found] == [lent, returned]
    assert print_subjects.subject_offers(home.workspace, "loan", "qqq", home.family) == ()
    assert len(print_subjects.subject_offers(home.workspace, "loan", "")) == 3
    assert print_subjects.household_of(home.workspace, "loan", lent) == home.family
    assert print_subjects.household_of(home.workspace, "kit", "any") == ""
