"""Whom a packet is for and what it knows: the right reader, her language, and nobody else."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import TYPE_CHECKING

import pytest

from liaison_app.packets.recipients import circle
from liaison_app.packets.taking import DECIDES, unfit
from liaison_app.records import TYPES, Privacy
from liaison_app.records.governance import Assignment, StaffMember, Team
from liaison_app.records.partnership import Commitment, Note, PromiseState
from liaison_app.records.people import (
    Comfort,
    Enrollment,
    EnrollmentStatus,
    Household,
    HouseholdMember,
    LanguageUse,
    Person,
    PersonLanguage,
    Relation,
    Relationship,
)
from liaison_app.records.schools import School, SchoolDate, SchoolDay
from tests.packets.home import PHONE

if TYPE_CHECKING:
    from tests.packets.home import Home


def names(home: Home) -> list[str]:
    """Who may receive the family's packet, the first contact first."""
    return [one.person.given_name for one in circle(home.workspace, home.family).candidates]


def test_the_primary_contact_comes_first(home: Home) -> None:
    assert names(home) == ["Amira", "Karim"]
    for child in (home.yusuf, home.sana):
        home.put(Relationship, home.ties[(home.karim, child)], contact_priority=1)
    assert names(home) == ["Amira", "Karim"]
    for child in (home.yusuf, home.sana):
        home.put(Relationship, home.ties[(home.amira, child)], primary_contact=False)
    assert names(home) == ["Karim", "Amira"]


def test_a_restricted_adult_is_no_recipient_however_it_is_written(home: Home) -> None:
    home.restrict(home.karim, home.sana, why="?")
    around = circle(home.workspace, home.family)
    assert names(home) == ["Amira"]
    assert around.restricts(home.karim)
    assert around.candidate(home.karim) is None


def test_a_restriction_for_a_child_who_moved_out_still_counts(home: Home) -> None:
    home.restrict(home.karim)
    member = home.workspace.all(HouseholdMember, person=home.yusuf)[0]
    home.put(HouseholdMember, member.id, until=date(2026, 11, 1))
    assert names(home) == ["Amira"]


def test_a_restriction_for_a_child_of_another_family_stops_nothing(home: Home) -> None:
    cousin = home.add(Person(given_name="Nour", is_child=True))
    home.add(Relationship(child=cousin, adult=home.karim, contact_restrictions="No calls"))
    assert names(home) == ["Amira", "Karim"]


def test_no_child_and_nobody_who_left_receives_a_packet(home: Home) -> None:
    uncle = home.add(Person(given_name="Tariq"))
    home.add(HouseholdMember(household=home.family, person=uncle, until=date(2026, 11, 20)))
    assert names(home) == ["Amira", "Karim"]


def test_a_neighbor_to_call_is_never_chosen_by_itself(home: Home) -> None:
    neighbor = home.add(Person(given_name="Vera"))
    tie = Relationship(
        child=home.yusuf, adult=neighbor, relation=Relation.NEIGHBOR, contact_priority=1
    )
    home.add(tie)
    assert names(home) == ["Amira", "Karim", "Vera"]
    for adult in (home.amira, home.karim):
        home.restrict(adult)
    around = circle(home.workspace, home.family)
    assert (around.first, len(around.candidates)) == (None, 1)


def test_a_family_without_children_has_its_adults(home: Home) -> None:
    alone = home.add(Household(name="Tesfaye", home_language="am"))
    almaz = home.add(Person(given_name="Almaz"))
    home.add(HouseholdMember(household=alone, person=almaz))
    first = circle(home.workspace, alone).first
    assert first is not None
    assert first.person.given_name == "Almaz"


def test_the_written_language_of_the_recipient_wins(home: Home) -> None:
    assert home.facts().recipient.reading.language == "ar"
    home.put(Household, home.family, home_language="so")
    assert home.facts().recipient.reading.language == "ar"
    for one in home.workspace.all(PersonLanguage, person=home.amira):
        home.remove(PersonLanguage, one.id)
    assert home.facts().recipient.reading.language == "so"
    home.put(Household, home.family, home_language="")
    home.add(PersonLanguage(person=home.amira, language="ti", use=LanguageUse.SPOKEN))
    assert home.facts().recipient.reading.language == "ti"


@pytest.mark.parametrize(
    ("written", "read"), [("prs", "fa-AF"), ("som", "so"), ("AR-iq", "ar-IQ"), ("Spanish", "es")]
)
def test_a_language_is_the_same_however_an_office_writes_it(
    home: Home, written: str, read: str
) -> None:
    home.remove(PersonLanguage, home.workspace.all(PersonLanguage, person=home.amira)[0].id)
    home.put(Household, home.family, home_language=written)
    assert home.facts().recipient.reading.language == read
    home.add(PersonLanguage(person=home.amira, language=written, use=LanguageUse.WRITTEN))
    assert home.facts().recipient.reading.language == read


def test_who_reads_a_little_gets_pictures_unless_another_language_is_easier(home: Home) -> None:
    arabic = home.workspace.all(PersonLanguage, person=home.amira)[0]
    home.put(PersonLanguage, arabic.id, comfort=Comfort.A_LITTLE)
    assert home.facts().recipient.reading.pictures
    home.add(
        PersonLanguage(
            person=home.amira,
            language="fr",
            use=LanguageUse.WRITTEN,
            comfort=Comfort.COMFORTABLE,
        )
    )
    reading = home.facts().recipient.reading
    assert (reading.language, reading.pictures) == ("fr", False)


def test_who_would_rather_hear_it_gets_pictures(home: Home) -> None:
    arabic = home.workspace.all(PersonLanguage, person=home.amira)[0]
    home.put(PersonLanguage, arabic.id, use=LanguageUse.SPOKEN, comfort=Comfort.PREFERS_SPOKEN)
    assert home.facts().recipient.reading.pictures


def test_a_name_stands_as_the_family_prefers_it(home: Home) -> None:
    assert home.facts().recipient.name == "Amira Haddad"
    home.put(Person, home.amira, native_name_first=True)
    assert home.facts().recipient.name == "أميرة حدّاد"


def test_children_stand_with_school_grade_and_teacher_but_no_family_name(home: Home) -> None:
    children = home.facts().children
    assert [one.name for one in children] == ["Sana", "Yusuf"]
    assert [one.grade for one in children] == ["7", "3"]
    assert children[1].teacher == "Ms. Lee"
    assert children[1].school is not None
    assert children[1].school.name == "Cedar Grove Elementary"


def test_a_child_who_left_a_school_is_not_sent_there(home: Home) -> None:
    place = home.workspace.all(Enrollment, person=home.yusuf)[0]
    home.put(Enrollment, place.id, status=EnrollmentStatus.LEFT)
    assert home.facts().children[1].school is None
    assert [one.name for one in home.facts().schools] == ["Harbor Middle School"]


def test_the_number_to_call_is_the_liaisons_then_the_teams_then_the_schools(home: Home) -> None:
    def number() -> str:
        found = home.facts().help
        return found.number if found else ""

    assert number() == PHONE
    home.put(StaffMember, home.workspace.person, phone="")
    assert number() == "206-555-0100"
    home.put(Team, home.workspace.all(Team)[0].id, phone="")
    assert number() == "206 555 0102"
    for school in (home.grove, home.harbor):
        home.put(School, school, phone="")
    assert number() == ""


def test_the_liaison_is_who_is_assigned_now_and_works_here(home: Home) -> None:
    ben = home.add(StaffMember(name="Ben Carter", phone="206 555 0133"))
    mine = home.workspace.all(Assignment)[0]
    home.put(Assignment, mine.id, until=date(2026, 11, 1))
    home.add(Assignment(household=home.family, staff=ben))
    liaison = home.facts().liaison
    assert liaison is not None
    assert liaison.name == "Ben Carter"
    home.put(StaffMember, ben, active=False)
    liaison = home.facts().liaison
    assert liaison is not None
    assert liaison.name == "Rosa"


def test_only_open_promises_come_in_the_next_one_first(home: Home) -> None:
    kept = Commitment(household=home.family, what="Bring books", state=PromiseState.KEPT)
    home.add(kept, Commitment(household=home.family, what="Call back", due=date(2026, 11, 30)))
    home.add(Commitment(household=home.family, what="Visit again"))
    said = [one.what for one in home.facts().promises]
    assert said == ["Call back", "Find out about the school bus", "Visit again"]


@pytest.mark.parametrize("who", ["Karim", "karim haddad", "Uncle KARIM will", "Kárim"])
def test_a_promise_never_says_the_name_of_another_adult(home: Home, who: str) -> None:
    home.put(Commitment, home.promise, who=who)
    assert home.facts().promises[0].who == ""
    home.restrict(home.karim)
    assert home.facts().promises[0].who == ""


def test_a_promise_says_who_of_the_staff_or_the_reader(home: Home) -> None:
    for who in ("Rosa", "Amira", "Karima"):
        home.put(Commitment, home.promise, who=who)
        assert home.facts().promises[0].who == who


def test_days_of_other_schools_and_of_the_past_stay_out(home: Home) -> None:
    other = home.add(School(name="Birch"))
    no_school = SchoolDay.NO_SCHOOL
    home.add(
        SchoolDate(day=date(2026, 12, 4), kind=no_school, school=other),
        SchoolDate(day=date(2026, 12, 7), kind=no_school, school=home.grove),
        SchoolDate(day=date(2026, 10, 7), kind=no_school),
    )
    assert [one.day for one in home.facts().days] == [
        date(2026, 12, 3),
        date(2026, 12, 7),
        date(2026, 12, 21),
    ]


def test_nothing_that_is_for_staff_alone_is_among_the_facts(home: Home) -> None:
    home.restrict(home.karim)
    home.add(Note(household=home.family, text="Secret worry"))
    whole = repr(dataclasses.asdict(home.facts()))
    for secret in ("Karim", "0172", "0171", "Juniper", "Fir Street", "case 12", "Secret", "Haddad"):
        assert secret not in whole.replace("Amira Haddad", ""), secret


def test_every_field_that_is_taken_may_stand_on_paper(home: Home) -> None:
    sources = home.facts().sources
    assert unfit(sources) == []
    assert ("person", "given_name") in sources
    assert unfit([("relationship", "contact_restrictions"), ("note", "text")]) != []


def test_what_only_decides_is_taken_and_no_more(home: Home) -> None:
    """An exception that nothing uses any more would let a staff field onto paper one day."""
    taken = home.facts().sources
    assert set(DECIDES) <= taken
    for kind, name in DECIDES:
        assert TYPES[kind].fields[name].field.privacy is Privacy.STAFF
