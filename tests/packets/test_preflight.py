"""Pre-flight: what stops a packet, what staff should know, and where each is put right."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from liaison_app.language import catalogues
from liaison_app.packets import templates, values
from liaison_app.packets.compose import Order, compose
from liaison_app.packets.content import Paper, Profile
from liaison_app.packets.isolation import outside_isolates
from liaison_app.packets.judged import Judged
from liaison_app.packets.kept_out import kept_out
from liaison_app.packets.kinds import KINDS
from liaison_app.packets.pages import lay_out
from liaison_app.packets.preflight import judge
from liaison_app.packets.recipients import circle
from liaison_app.packets.taking import DECIDES
from liaison_app.packets.voices import voice
from liaison_app.records.governance import StaffMember, Team
from liaison_app.records.packets import SectionText
from liaison_app.records.partnership import Commitment
from liaison_app.records.people import (
    Enrollment,
    Household,
    HouseholdMember,
    Person,
)
from liaison_app.records.schools import School, SchoolDate, SchoolDay

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liaison_app.packets.problems import Problem
    from tests.packets.home import Home


def found(
    home: Home,
    *tags: str,
    profile: Profile = Profile.STANDARD,
    without: Sequence[str] = (),
    to: str = "",
) -> tuple[Problem, ...]:
    """What pre-flight finds in the family's packet."""
    around = circle(home.workspace, home.family)
    reader = around.candidate(to) if to else around.first
    assert reader is not None
    rows = home.workspace.all(SectionText)
    order = Order(
        kind=KINDS["welcome"],
        templates=tuple(one for one in templates.load("welcome") if one.name not in without),
        voices=tuple(voice(tag, rows) for tag in tags or ("en",)),
        profile=profile,
        month=date(2026, 12, 1),
        code="W-7K3M9Q",
    )
    facts = home.facts(to)
    composed = compose(facts, order)
    printed = lay_out(composed.packet, paper=Paper.LETTER, profile=profile)
    kept = kept_out(home.workspace, around, reader)
    return judge(Judged(facts, order, composed, printed, kept))


def codes(home: Home, *tags: str, **more: object) -> list[str]:
    return [one.code for one in found(home, *tags, **more)]  # type: ignore[arg-type]


def only(home: Home, code: str, *tags: str, **more: object) -> Problem:
    """The one problem of this code."""
    (one,) = [p for p in found(home, *tags, **more) if p.code == code]  # type: ignore[arg-type]
    return one


def test_a_family_of_which_all_is_known_has_no_problem_in_english(home: Home) -> None:
    assert found(home) == ()


@pytest.mark.parametrize("field", ["hours", "phone", "breakfast", "bus_service"])
def test_a_missing_school_fact_stops_it_and_says_where(home: Home, field: str) -> None:
    home.put(School, home.grove, **{field: None if field == "bus_service" else ""})
    if field == "breakfast":
        home.put(School, home.grove, breakfast=None, lunch=None)
    elif field == "phone":
        home.put(School, home.grove, attendance_phone="")
    one = only(home, "school-fact-missing")
    assert one.red
    assert "Cedar Grove Elementary" in one.why
    assert one.place is not None
    assert (one.place.page, one.place.type, one.place.id) == ("records", "school", home.grove)
    assert one.place.field == ("lunch" if field == "breakfast" else field)


def test_a_number_to_call_is_missed_in_the_table_of_several_schools(home: Home) -> None:
    asks = [one.name for one in templates.load("welcome") if one.name != "absence"]
    home.put(School, home.harbor, phone="", attendance_phone="")
    one = only(home, "school-fact-missing", without=asks)
    assert one.red
    assert one.place is not None
    assert (one.place.id, one.place.field) == (home.harbor, "phone")


def test_words_about_meals_and_the_bus_will_do(home: Home) -> None:
    home.put(School, home.grove, breakfast=None, lunch=None, meals="Bring your own food")
    home.put(School, home.grove, bus_service=None, bus="Line 7")
    assert found(home) == ()


def test_a_school_that_is_in_no_printed_section_need_not_be_known(home: Home) -> None:
    home.put(School, home.grove, hours="", breakfast=None, lunch=None, bus_service=None)
    asks = [one.name for one in templates.load("welcome") if one.each != "packet"]
    assert codes(home, without=asks) == []


def test_a_line_to_write_on_prints_where_a_smaller_fact_is_missing(home: Home) -> None:
    for one in home.workspace.all(Enrollment, person=home.yusuf):
        home.put(Enrollment, one.id, grade="")
    one_ = only(home, "grade-missing")
    assert not one_.red
    assert "Yusuf" in one_.why
    assert one_.place is not None
    assert (one_.place.page, one_.place.type) == ("family", "enrollment")


def test_a_school_without_an_address_is_to_be_known(home: Home) -> None:
    home.put(School, home.grove, street="")
    assert codes(home) == [], "the city will do"
    home.put(School, home.grove, city="")
    one = only(home, "school-fact-missing")
    assert not one.red
    assert one.place is not None
    assert (one.place.type, one.place.id, one.place.field) == ("school", home.grove, "street")


@pytest.mark.parametrize("profile", [Profile.STANDARD, Profile.PICTURE])
def test_a_child_whose_name_has_no_ink_stops_it(home: Home, profile: Profile) -> None:
    home.put(Person, home.sana, given_name="\u2060", preferred_name="", family_name="")
    one = only(home, "no-name", profile=profile)
    assert "lacking" not in codes(home, profile=profile)
    assert one.red
    assert one.place is not None
    assert (one.place.type, one.place.field) == ("person", "given_name")


def test_no_number_at_all_stops_it(home: Home) -> None:
    home.put(StaffMember, home.workspace.person, phone="")
    home.put(Team, home.workspace.all(Team)[0].id, phone="")
    for school in (home.grove, home.harbor):
        home.put(School, school, phone="", attendance_phone="")
    one = only(home, "no-number")
    assert one.red
    assert one.place is not None
    assert (one.place.type, one.place.field) == ("staff_member", "phone")


@pytest.mark.parametrize(
    "typed", ["ask at the desk", "0164", "503-555-0164 or 503-555-0165", "12345", "5550164"]
)
def test_a_number_to_call_that_cannot_be_dialed_stops_it(home: Home, typed: str) -> None:
    home.put(StaffMember, home.workspace.person, phone=typed)
    one = only(home, "help-not-dialed")
    assert one.red
    assert one.place is not None
    assert (one.place.type, one.place.id) == ("staff_member", home.workspace.person)
    assert one.place.field == "phone"
    home.put(StaffMember, home.workspace.person, phone="+964 770 123 4567")
    assert found(home) == ()


@pytest.mark.parametrize("field", ["phone", "attendance_phone", "nurse_phone", "bus_phone"])
def test_another_number_that_cannot_be_dialed_is_to_be_known(home: Home, field: str) -> None:
    home.put(School, home.grove, **{field: "call the office"})
    one = only(home, "not-dialed")
    assert not one.red
    assert "Cedar Grove Elementary" in one.why
    assert one.place is not None
    assert (one.place.type, one.place.id, one.place.field) == ("school", home.grove, field)


def test_the_number_of_a_school_is_not_given_as_the_liaisons(home: Home) -> None:
    assert "liaison-number" not in codes(home)
    home.put(StaffMember, home.workspace.person, phone="")
    assert codes(home) == [], "her team answers for her"
    home.put(Team, home.workspace.all(Team)[0].id, phone="")
    one = only(home, "liaison-number")
    assert not one.red
    assert one.place is not None
    assert (one.place.type, one.place.field) == ("staff_member", "phone")


def test_a_family_without_a_child_at_school_has_nothing_to_be_told(home: Home) -> None:
    for one in home.workspace.all(Enrollment):
        home.remove(Enrollment, one.id)
    assert only(home, "no-school").red
    for member in home.workspace.all(HouseholdMember, household=home.family):
        if member.person != home.amira:
            home.remove(HouseholdMember, member.id)
    assert only(home, "no-child").red


def test_a_small_child_at_no_school_is_no_surprise_a_larger_one_is(home: Home) -> None:
    baby = home.add(Person(given_name="Noor", is_child=True, birth_date=date(2024, 1, 1)))
    home.add(HouseholdMember(household=home.family, person=baby))
    assert codes(home) == []
    home.put(Person, baby, birth_date=date(2016, 1, 1))
    one = only(home, "no-school")
    assert not one.red
    assert "Noor" in one.why


def test_characters_that_no_face_has_are_named(home: Home) -> None:
    home.put(Person, home.yusuf, given_name="Yu\ue000suf")
    one = only(home, "no-glyph")
    assert one.red
    assert "U+E000" in one.why
    titles = {template.name: template.title for template in templates.load("welcome")}
    assert f"Look in: \u2068{titles[one.section.partition('~')[0]]}\u2069" in one.why


def test_a_value_outside_an_isolate_stops_it(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one that turns phone numbers around: it must be seen whoever broke it."""
    monkeypatch.setattr(values.Phone, "said", lambda self, tag: self.typed)
    stopped = {one.section for one in found(home, "ar") if one.code == "not-isolated"}
    assert "start-here" in stopped
    assert all(one.red for one in found(home, "ar") if one.code == "not-isolated")


def test_isolates_have_to_be_whole() -> None:
    assert outside_isolates("a \u2068b \u2066c\u2069\u2069 d") == "a  d"
    assert outside_isolates("a \u2068b") is None
    assert outside_isolates("a \u2069 b \u2068") is None
    assert outside_isolates("a \u202e b") is None


def test_a_field_that_must_not_be_on_paper_stops_it(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "not-for-paper" not in codes(home)
    monkeypatch.delitem(DECIDES, ("commitment", "language"))
    one = only(home, "not-for-paper")
    assert one.red
    assert "Written in" in one.why


def test_drafts_are_counted_once_with_their_sections(home: Home) -> None:
    one = only(home, "draft", "ar")
    assert not one.red
    assert "into Arabic" in one.why
    assert "Start here" in one.why
    assert "Your rights at school" not in one.why, "those print in English"
    assert not only(home, "rights-in-english", "ar").red


def test_words_are_those_of_the_interface(home: Home) -> None:
    catalogues.use("ar")
    try:
        assert "ابدأوا من هنا" in only(home, "draft", "ar").why
    finally:
        catalogues.use(catalogues.SOURCE)


def test_a_translation_of_what_was_replaced_is_old(home: Home) -> None:
    source = "Say the name of your language. **The interpreter is free.**"
    assert "stale" not in codes(home, "ar")
    home.add(SectionText(source=source, language="en", text="Name your language. It is free."))
    one = only(home, "stale", "ar")
    assert not one.red
    assert one.why.startswith("1 translation into Arabic is older")


def test_a_language_without_words_prints_english_and_says_so(home: Home) -> None:
    problems = found(home, "nv")
    assert [one.code for one in problems] == ["no-translation"]
    assert "Navajo" in problems[0].why
    assert not problems[0].red


def test_what_staff_typed_and_nobody_translated_is_to_be_known(home: Home) -> None:
    home.put(Commitment, home.promise, what="Ask Ms. Lee about a seat")
    home.put(School, home.grove, bus="Line 7 stops at the library")
    home.add(SchoolDate(day=date(2026, 12, 8), kind=SchoolDay.EVENT, what="Winter concert"))
    typed = [one for one in found(home, "ar") if one.code == "typed"]
    assert {one.place.type for one in typed if one.place} == {
        "commitment",
        "school",
        "school_date",
    }
    assert not any(one.red for one in typed)
    for day in home.workspace.all(SchoolDate, kind="event"):
        for other_month in (date(2027, 1, 8), date(2026, 11, 28)):
            home.put(SchoolDate, day.id, day=other_month)
            typed = [one for one in found(home, "ar") if one.code == "typed"]
            assert "school_date" not in {one.place.type for one in typed if one.place}
    assert "typed" not in codes(home), "who reads English reads it"
    home.put(Commitment, home.promise, what="Preguntar por un asiento", language="es")
    assert "typed" in codes(home)


def test_pictures_on_many_pages_are_to_be_known(home: Home) -> None:
    assert "too-long" not in codes(home, "ar", profile=Profile.PICTURE)
    for name in ("Lina", "Omar", "Hala", "Nour", "Sami", "Dina"):
        home.another_child(name, at_a_new_school=f"School of {name}")
    one = only(home, "too-long", "ar", profile=Profile.PICTURE)
    assert not one.red


def test_what_stops_it_comes_first(home: Home) -> None:
    home.put(School, home.grove, hours="")
    levels = [one.red for one in found(home, "ar")]
    assert levels == sorted(levels, reverse=True)
    assert any(levels)
    assert not all(levels)


def test_an_empty_household_name_changes_nothing(home: Home) -> None:
    home.put(Household, home.family, name="x")
    assert found(home) == ()
