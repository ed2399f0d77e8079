"""The route sheet: what a liaison finds a door by, and what a finder of the sheet does not read."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import packets
from liaison_app.errors import InvalidValue, NotAllowed
from liaison_app.language import catalogues
from liaison_app.packets.blocks.words import bare
from liaison_app.packets.streets import street_alone
from liaison_app.records.governance import StaffMember
from liaison_app.records.packets import PacketIssue, SectionText
from liaison_app.records.partnership import Visit, VisitOutcome, VisitPlace
from liaison_app.records.people import (
    Address,
    ContactPoint,
    Household,
    HouseholdMember,
    Interpreter,
    Person,
)
from liaison_app.records.schools import School
from liaison_app.records.voices import Question, QuestionKind
from tests.packets.searching import Searched
from tests.packets.spoken import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from liaison_app.actions.packets import Prepared
    from tests.packets.home import Home

DAY = "2026-11-24"


def local(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute).astimezone().astimezone(UTC)


def plan(home: Home, hour: int, family: str = "", day: int = 24, **known: object) -> str:
    at = local(day, hour)
    return home.add(Visit(household=family or home.family, planned_start=at, **known))  # type: ignore[arg-type]


def sheet(home: Home, level: str = "", day: str = DAY) -> Prepared:
    return packets.prepare(home.workspace, kind="route", options={"level": level, "day": day})


def words(prepared: Prepared) -> str:
    return "\n".join(bare(one.words) for one in spoken(prepared.pdf))


def codes(prepared: Prepared) -> list[str]:
    return [one.code for one in prepared.problems]


@pytest.fixture(autouse=True)
def _a_visit(home: Home) -> None:
    plan(home, 9)


@pytest.fixture
def in_spanish() -> Iterator[None]:
    catalogues.use("es")
    yield
    catalogues.use("en")


def test_by_default_it_says_initials_and_the_street_alone(home: Home) -> None:
    made = sheet(home)
    assert not made.red
    said = words(made)
    assert "9:00 AM · H · Juniper Street, Lakewood" in said
    assert "It says: Initials and streets." in said
    found = Searched(made.pdf)
    for never in ("Haddad", "Amira", "Yusuf", "Sana", "18 Juniper", "206 555 0171", "98000"):
        assert found.places(never) == []


def test_names_say_the_house_and_full_says_whom_to_ask_for(home: Home) -> None:
    address = home.workspace.all(Address, household=home.family)[0]
    home.put(Address, address.id, line_2="Apt 4", directions="Blue door")
    home.put(Household, home.family, best_times="After 5", visit_wishes="No shoes inside")
    named = words(sheet(home, "names"))
    assert "9:00 AM · Haddad · 18 Juniper Street, Apt 4, Lakewood" in named
    assert "Blue door" not in named
    assert "No shoes" not in named
    full = words(sheet(home, "full"))
    for line in ("Phone: (206) 555-0171", "After 5", "No shoes inside", "Blue door"):
        assert line in full
    assert "Ask for: Amira Haddad" in full


def test_who_prints_more_than_initials_is_told_what_a_finder_reads(home: Home) -> None:
    assert codes(sheet(home)) == []
    assert codes(sheet(home, "names")) == ["level-names"]
    assert codes(sheet(home, "full")) == ["level-full"]


@pytest.mark.parametrize("level", ["initials", "names", "full"])
def test_a_protected_address_stays_on_the_laptop_with_all_that_leads_to_it(
    home: Home, level: str
) -> None:
    home.hide()
    made = sheet(home, level)
    assert "9:00 AM · H · address: on the laptop only" in words(made)
    assert "Look at the laptop before this visit." in words(made)
    found = Searched(made.pdf)
    for never in ("Juniper", "Lakewood", "Haddad", "Amira", "206 555 0171"):
        assert found.places(never) == []
    assert "address-protected" in codes(made)
    assert not made.red


@pytest.mark.parametrize("level", ["initials", "names", "full"])
def test_a_restricted_person_is_not_named(home: Home, level: str) -> None:
    home.restrict(home.karim)
    home.put(Household, home.family, visit_wishes="Karim must not know", best_times="After 5")
    home.add(HouseholdMember(household=home.family, person=home.karim))
    home.add(ContactPoint(household=home.family, value="206-555-0172", priority=1))
    made = sheet(home, level)
    found = Searched(made.pdf)
    for never in ("Karim", "206 555 0172"):
        assert found.places(never) == []
    assert "Look at the laptop before this visit." in words(made)
    if level == "full":
        assert "restricted-named" in codes(made)
        assert "After 5" in words(made)


def test_a_family_called_after_a_restricted_person_has_initials(home: Home) -> None:
    home.restrict(home.karim)
    home.put(Household, home.family, name="Karim Haddad")
    found = Searched(sheet(home, "names").pdf)
    assert found.places("Karim") == []
    assert found.places("KH")


def test_stops_stand_in_the_order_of_their_times(home: Home) -> None:
    other = home.add(Household(name="Warsame", home_language="so"))
    plan(home, 14, other)
    plan(home, 8, home.fathers)
    said = words(sheet(home))
    times = [said.index(at) for at in ("8:00 AM", "9:00 AM", "2:00 PM")]
    assert times == sorted(times)
    assert "W · no address" in said


def test_only_ones_own_open_visits_of_that_day_stand_on_it(home: Home) -> None:
    plan(home, 10, staff=home.add(StaffMember(name="Deeqa")))
    plan(home, 11, outcome=VisitOutcome.MET)
    plan(home, 23, day=23)
    plan(home, 0, day=25)
    mine = plan(home, 16, staff=home.workspace.person)
    said = words(sheet(home))
    assert [at for at in range(24) if f"\n{(at % 12) or 12}:00 {'AP'[at > 11]}M · " in said] == [
        9,
        16,
    ]
    home.remove(Visit, mine)
    assert "4:00 PM" not in words(sheet(home))


@pytest.mark.parametrize("day", ["2026-11-25", "0001-01-01", "9999-12-31"])
def test_a_day_without_visits_has_no_sheet(home: Home, day: str) -> None:
    made = sheet(home, day=day)
    assert (made.red, codes(made)) == (True, ["no-stops"])
    with pytest.raises(NotAllowed):
        packets.print_out(home.workspace, made)


def test_a_visit_elsewhere_says_where_and_no_address(home: Home) -> None:
    plan(home, 10, place=VisitPlace.SCHOOL)
    said = words(sheet(home, "names"))
    assert "10:00 AM · Haddad · School" in said


def test_it_says_how_to_talk(home: Home) -> None:
    home.put(Person, home.amira, interpreter=Interpreter.ALWAYS)
    home.put(School, home.grove, interpreter_phone="206 555 0139")
    assert "Arabic · Interpreter: Always · Interpreter by phone: (206) 555-0139" in words(
        sheet(home)
    )


def test_boxes_bear_the_numbers_of_the_keys(home: Home) -> None:
    said = words(sheet(home))
    for number, outcome in enumerate(VisitOutcome, 1):
        label = f"{number} {outcome.label}" if number < 10 else outcome.label
        assert f"\u2610 {label}" in said


def test_who_asked_not_to_be_visited_is_marked(home: Home) -> None:
    at = home.workspace.now()
    home.add(Question(household=home.family, kind=QuestionKind.NO_VISIT, asked_at=at))
    made = sheet(home)
    assert codes(made) == ["no-visits"]
    assert "Look at the laptop before this visit." in words(made)


@pytest.mark.usefixtures("in_spanish")
def test_it_is_in_the_language_of_who_carries_it(home: Home) -> None:
    home.add(SectionText(source="Words of no page", language="es", text="Palabras"))
    made = sheet(home)
    assert made.language == "es"
    assert codes(made) == [], "what a family's pages lack is nothing to a sheet for staff"
    assert {one.language for one in spoken(made.pdf)} <= {"es", ""}


def test_it_is_written_down_without_a_family(home: Home, tmp_path: Path) -> None:
    made = sheet(home)
    assert made.code.startswith("T-")
    packets.save(home.workspace, made, tmp_path / "route.pdf")
    (issue,) = home.workspace.all(PacketIssue)
    assert (issue.kind, issue.household, issue.recipient) == ("route", "", "")


def test_a_level_that_is_none_is_refused(home: Home) -> None:
    with pytest.raises(InvalidValue, match="initials, names, full"):
        sheet(home, "everything")


@pytest.mark.parametrize(
    ("line", "street"),
    [
        ("18 Juniper Street", "Juniper Street"),
        ("400 Willow Rd Apt 4", "Willow Rd"),
        ("77 NW 2nd Ave #4B", "NW 2nd Ave"),
        ("Apt 3, 18 Fir St", "Fir St"),
        ("18, rue de la Paix", "rue de la Paix"),
        ("Hauptstraße 12a", "Hauptstraße"),
        ("1200 1/2 Elm St", "Elm St"),
        ("N4517 Highway 35", "Highway"),
        ("شارع الزهور ١٢", "شارع الزهور"),
        ("вул. Шевченка 12, кв. 4", "вул. Шевченка"),
        ("44", ""),
        ("", ""),
    ],
)
def test_a_street_is_told_without_its_house(line: str, street: str) -> None:
    assert street_alone(line) == street
