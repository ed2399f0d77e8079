"""A family at school for tests: Amira's, who read Arabic, with every fact that a packet needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from liaison_app.actions import packets
from liaison_app.packets.facts import gather
from liaison_app.packets.kept_out import kept_out
from liaison_app.packets.recipients import circle
from liaison_app.records.governance import Assignment, StaffMember, Team
from liaison_app.records.partnership import Commitment, Owner
from liaison_app.records.people import (
    Address,
    ContactPoint,
    Enrollment,
    Household,
    HouseholdMember,
    LanguageUse,
    Person,
    PersonLanguage,
    Relation,
    Relationship,
)
from liaison_app.records.schools import BusService, MealCost, School, SchoolDate, SchoolDay
from liaison_app.workspace import Add, Put, Remove
from tests.desk import StandingClock, workspace_at

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.actions.packets import Prepared
    from liaison_app.packets.facts import Facts
    from liaison_app.records import Record

PHONE = "+1 206 555 0142"
STREET = "18 Juniper Street"


class Home:
    """Amira, her children Yusuf (Cedar Grove, grade 3) and Sana (Harbor, grade 7), and Karim.

    Karim is the children's father and lives elsewhere; nobody restricted anything yet.
    """

    def __init__(self, folder: Path) -> None:
        self.clock = StandingClock()
        self.workspace = workspace_at(folder, self.clock)
        ids = (self.workspace.new_id() for _n in range(12))
        self.family, self.amira, self.karim, self.yusuf, self.sana = (next(ids) for _n in range(5))
        self.grove, self.harbor, self.promise, self.fathers = (next(ids) for _n in range(4))
        self.workspace.commit("x", [*self._schools(), *self._people(), *self._staff()])
        self.ties = {(tie.adult, tie.child): tie.id for tie in self.workspace.all(Relationship)}

    def add(self, *records: Record) -> str:
        """Add records; gives the id of the first."""
        return self.workspace.commit("x", [Add(one) for one in records]).ids[0]

    def put(self, cls: type[Record], record: str, **values: Any) -> None:
        """Change a record."""
        self.workspace.commit("x", [Put(cls, record, values)])

    def remove(self, cls: type[Record], record: str) -> None:
        """Remove a record."""
        self.workspace.commit("x", [Remove(cls, record)])

    def restrict(self, adult: str, child: str = "", why: str = "No contact order, case 12") -> None:
        """Keep an adult away from a child."""
        tie = self.ties[(adult, child or self.yusuf)]
        self.put(Relationship, tie, contact_restrictions=why)

    def hide(self, household: str = "") -> None:
        """Say that a family's address must not become known."""
        home = household or self.family
        address = self.workspace.all(Address, household=home)[0]
        self.put(Address, address.id, do_not_publish=True)

    def prepare(self, **wishes: Any) -> Prepared:
        """The family's packet, as it is wished for."""
        return packets.prepare(self.workspace, self.family, **wishes)

    def another_child(self, name: str, *, at_a_new_school: str = "") -> None:
        """A further child of Amira's: at Sana's school, or at one of its own."""
        workspace, child, school = self.workspace, self.workspace.new_id(), self.harbor
        if at_a_new_school:
            school = workspace.new_id()
            like = workspace.get(School, self.harbor)
            self.add(replace(like, id=school, name=at_a_new_school))
        enrolled = workspace.all(Enrollment, person=self.sana)[0]
        tie = workspace.get(Relationship, self.ties[self.amira, self.sana])
        self.add(
            replace(workspace.get(Person, self.sana), id=child, given_name=name),
            replace(enrolled, id=workspace.new_id(), person=child, school=school),
            replace(tie, id=workspace.new_id(), child=child),
            HouseholdMember(household=self.family, person=child),
        )

    def facts(self, person: str = "") -> Facts:
        """The facts for a recipient, by default the first contact."""
        around = circle(self.workspace, self.family)
        candidate = around.candidate(person) if person else around.first
        assert candidate is not None
        kept = kept_out(self.workspace, around, candidate)
        return gather(self.workspace, around, candidate, kept)

    def _staff(self) -> list[Add]:
        workspace = self.workspace
        me = workspace.person
        workspace.commit("x", [Put(StaffMember, me, {"phone": PHONE})])
        team = workspace.all(Team)[0].id
        workspace.commit("x", [Put(Team, team, {"phone": "206-555-0100"})])
        return [Add(Assignment(household=self.family, staff=me, team=team))]

    def _schools(self) -> list[Add]:
        known: dict[str, Any] = {
            "street": "4 Cedar Avenue",
            "city": "Lakewood",
            "hours": "8:15 - 14:45",
            "breakfast": MealCost.FREE,
            "lunch": MealCost.FREE,
            "bus_service": BusService.SOME,
            "bus_phone": "206 555 0119",
            "nurse_phone": "206 555 0120",
        }
        grove: dict[str, Any] = {"name": "Cedar Grove Elementary", "phone": "206 555 0101"}
        harbor: dict[str, Any] = {"name": "Harbor Middle School", "phone": "206 555 0102"}
        date_ = SchoolDate(day=date(2026, 12, 3), kind=SchoolDay.SHORT_DAY, time="12:00")
        away = SchoolDate(day=date(2026, 12, 21), until=date(2027, 1, 1), kind=SchoolDay.NO_SCHOOL)
        return [
            Add(School(id=self.grove, attendance_phone="206 555 0111", **grove, **known)),
            Add(School(id=self.harbor, attendance_phone="206 555 0112", **harbor, **known)),
            Add(date_),
            Add(away),
        ]

    def _people(self) -> list[Add]:
        family, amira, karim = self.family, self.amira, self.karim
        names: dict[str, Any] = {"family_name": "Haddad"}
        made: list[Record] = [
            Household(id=family, name="Haddad", home_language="ar"),
            Household(id=self.fathers, name="Haddad", home_language="ar"),
            Address(household=family, line_1=STREET, city="Lakewood", postal_code="98000"),
            Address(household=self.fathers, line_1="7 Fir Street", city="Lakewood"),
            Person(id=amira, given_name="Amira", native_name="أميرة حدّاد", **names),
            Person(id=karim, given_name="Karim", **names),
            Person(
                id=self.yusuf,
                given_name="Yusuf",
                is_child=True,
                birth_date=date(2018, 2, 3),
                **names,
            ),
            Person(
                id=self.sana,
                given_name="Sana",
                is_child=True,
                birth_date=date(2014, 5, 6),
                **names,
            ),
            *(
                HouseholdMember(household=family, person=one)
                for one in (amira, self.yusuf, self.sana)
            ),
            HouseholdMember(household=self.fathers, person=karim),
            PersonLanguage(person=amira, language="ar", use=LanguageUse.WRITTEN),
            ContactPoint(person=amira, household=family, value="+1 206 555 0171"),
            ContactPoint(person=karim, value="+1 206 555 0172"),
            Enrollment(person=self.yusuf, school=self.grove, grade="3", teacher="Ms. Lee"),
            Enrollment(person=self.sana, school=self.harbor, grade="7"),
            Commitment(
                id=self.promise,
                household=family,
                what="Find out about the school bus",
                who="Rosa",
                owner=Owner.SCHOOL,
                due=date(2026, 12, 10),
                language="en",
            ),
        ]
        for child in (self.yusuf, self.sana):
            made += [
                Relationship(
                    child=child,
                    adult=amira,
                    relation=Relation.MOTHER,
                    lives_with=True,
                    legal_guardian=True,
                    primary_contact=True,
                ),
                Relationship(child=child, adult=karim, relation=Relation.FATHER),
            ]
        return [Add(one) for one in made]
