"""Names, numbers and addresses that must stand on no page are found as people write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from liaison_app.records.governance import StaffMember
from liaison_app.records.partnership import Commitment
from liaison_app.records.people import Address, AddressKind, ContactPoint, Enrollment, Person
from liaison_app.records.schools import School
from tests.packets.home import PHONE
from tests.packets.test_preflight import codes, found, only

if TYPE_CHECKING:
    from tests.packets.home import Home


@pytest.mark.parametrize("typed", ["Ask Karim's boss", "Call +1 (206) 555-0172", "KARIM HADDAD"])
def test_a_promise_that_names_a_restricted_adult_stops_it(home: Home, typed: str) -> None:
    home.restrict(home.karim)
    home.put(Commitment, home.promise, what=typed)
    one = only(home, "restricted-named")
    assert one.red
    assert one.place is not None
    assert (one.place.type, one.place.id) == ("commitment", home.promise)
    assert "Karim" not in one.why


@pytest.mark.parametrize(
    "typed",
    [
        "555-0172 after four",
        "5550172",
        "٥٥٥ ٠١٧٢",
        "اسأل كريم",
        "رسالة لكريم",
        "الأوراق وكريم",
        "اسأل كريم حداد",
    ],
)
def test_a_restricted_adult_is_found_as_people_write_him(home: Home, typed: str) -> None:
    home.put(Person, home.karim, native_name="كريم حدّاد")
    home.put(Commitment, home.promise, what=typed)
    assert "restricted-named" not in codes(home)
    home.restrict(home.karim)
    one = only(home, "restricted-named")
    assert one.red
    assert ("phone number" in one.why) == typed.startswith(("5", "٥"))


def test_another_number_is_not_his(home: Home) -> None:
    home.restrict(home.karim)
    home.put(Commitment, home.promise, what="Call 206 555 0173 by 12/10, or 555 01 729")
    assert "restricted-named" not in codes(home)


def test_a_number_that_is_the_schools_too_prints_and_is_told_once(home: Home) -> None:
    (his,) = home.workspace.all(ContactPoint, person=home.karim)
    home.restrict(home.karim)
    for number in (PHONE, "206 555 0101"):
        home.put(ContactPoint, his.id, value=number)
        problems = found(home)
        assert [one.code for one in problems] == ["restricted-shares"]
        assert not problems[0].red
        assert "a number of the school" in problems[0].why
        assert "Who to call" in problems[0].why


def test_the_readers_own_number_is_hers(home: Home) -> None:
    (his,) = home.workspace.all(ContactPoint, person=home.karim)
    home.put(ContactPoint, his.id, value="206 555 0171")
    home.restrict(home.karim)
    home.put(Commitment, home.promise, what="We call you at 206-555-0171")
    assert codes(home) == ["restricted-shares"]


def test_a_name_that_is_the_liaisons_too_prints_and_is_told_once(home: Home) -> None:
    home.restrict(home.karim)
    home.put(StaffMember, home.workspace.person, name="Karim Haddad")
    one = only(home, "restricted-shares")
    assert not one.red
    assert "a name of the school" in one.why
    assert "restricted-named" not in codes(home)


def test_what_stands_in_many_sections_is_told_once_with_its_record(home: Home) -> None:
    home.restrict(home.karim)
    home.put(School, home.grove, bus="Ask Karim Haddad", meals="Karim Haddad cooks")
    one = only(home, "restricted-named")
    assert "name of a person" in one.why
    assert one.place is not None
    assert (one.place.type, one.place.id, one.place.field) == ("school", home.grove, "meals")


@pytest.mark.parametrize("typed", ["18 juniper st.", "18, Juniper Str.", "18 Juniper"])
def test_a_shortened_address_stops_it_too(home: Home, typed: str) -> None:
    home.put(Commitment, home.promise, what=f"Bring the bag to {typed}")
    assert only(home, "address-named").red


@pytest.mark.parametrize("typed", ["Juniper St at noon", "the stop on Juniper", "Juniperstreet"])
def test_the_street_of_a_protected_address_is_told_by_its_name(home: Home, typed: str) -> None:
    home.put(Commitment, home.promise, what=typed)
    assert "address-named" not in codes(home)
    home.hide()
    assert only(home, "address-named").red


def test_a_promise_that_names_another_adult_is_to_be_known(home: Home) -> None:
    home.put(Commitment, home.promise, what="Ask Karim for the form")
    assert not only(home, "other-named").red
    assert "other-named" not in codes(home, to=home.karim), "it is he who reads it"


def test_a_restricted_adult_is_found_wherever_the_name_got_to(home: Home) -> None:
    home.restrict(home.karim)
    home.put(Person, home.karim, family_name="Nasser")
    for one in home.workspace.all(Enrollment, person=home.yusuf):
        home.put(Enrollment, one.id, teacher="Mr. Karim Nasser")
    one_ = only(home, "restricted-named")
    assert one_.red
    assert one_.section == "school-day~2"
    home.put(Enrollment, home.workspace.all(Enrollment, person=home.yusuf)[0].id, teacher="")
    assert "restricted-named" not in codes(home)


def test_a_child_called_like_a_restricted_father_is_no_alarm(home: Home) -> None:
    home.restrict(home.karim)
    home.put(Person, home.yusuf, given_name="Karim")
    home.put(Commitment, home.promise, what="Talk with the teacher of Karim")
    assert "restricted-named" not in codes(home)


def test_an_address_of_the_family_stops_it_a_meeting_place_does_not(home: Home) -> None:
    home.put(Commitment, home.promise, what="Bring the bag to 18 Juniper Street.")
    assert only(home, "address-named").red
    home.put(Commitment, home.promise, what="Meet at 2 Main Street")
    home.add(Address(household=home.family, kind=AddressKind.MEETING_PLACE, line_1="2 Main Street"))
    assert "address-named" not in codes(home)


def test_the_street_of_a_protected_address_is_told_without_its_number(home: Home) -> None:
    home.put(Commitment, home.promise, what="Ask for a stop on Juniper Street")
    assert "address-named" not in codes(home)
    home.hide()
    assert only(home, "address-named").red
