"""The people of a practice caseload: households, adults, children, schools, papers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from liaison_app.actions.practice_story import Family
from liaison_app.records import partnership, people, schools
from liaison_app.records.governance import (
    Assignment,
    Consent,
    ConsentMeans,
    ConsentState,
    StaffMember,
    StaffRole,
    Team,
)
from liaison_app.workspace import Add, Change, Put

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from liaison_app.actions.practice_story import Story


def reference(story: Story) -> list[str]:
    """Add schools and colleagues; gives the schools' ids."""
    changes: list[Change] = [
        Add(
            schools.School(
                name=name,
                phone=f"+1 206 555 {100 + n:04d}",
                attendance_phone=f"+1 206 555 {110 + n:04d}",
                street=f"{12 + 8 * n} Cedar Avenue",
                city="Lakewood",
                hours="8:15 - 14:45",
                breakfast=schools.MealCost.FREE,
                lunch=schools.MealCost.FREE,
                bus_service=schools.BusService.SOME,
                bus_phone="+1 206 555 0119",
                nurse_phone=f"+1 206 555 {120 + n:04d}",
            )
        )
        for n, name in enumerate(story.work["schools"])
    ]
    me, team = story.workspace.person, story.workspace.all(Team)[0].id
    changes += [
        Put(StaffMember, me, {"phone": "+1 206 555 0130", "languages": "es, en"}),
        Put(Team, team, {"phone": "+1 206 555 0131"}),
        Add(StaffMember(name="Lan Nguyen", role=StaffRole.INTERPRETER, languages="vi, en")),
        Add(StaffMember(name="Ms. Lee", role=StaffRole.TEACHER, languages="en, ko")),
        Add(StaffMember(name="Ben Carter", role=StaffRole.COORDINATOR, languages="en, es")),
    ]
    changes += [Add(one) for one in _dates(story.today())]
    ids = story.workspace.commit("practice.reference", changes).ids
    return list(ids[: len(story.work["schools"])])


def _dates(today: date) -> list[schools.SchoolDate]:
    """Days of every school, this month and next, so that a calendar always has some."""
    kind = schools.SchoolDay
    return [
        schools.SchoolDate(day=_weekday(today, 3), kind=kind.SHORT_DAY, time="12:00"),
        schools.SchoolDate(day=_weekday(today, 8), kind=kind.CONFERENCES, time="15:30"),
        schools.SchoolDate(day=_weekday(today, 14), kind=kind.NO_SCHOOL),
        schools.SchoolDate(day=_weekday(today, 25), kind=kind.REPORT_CARDS),
    ]


def _weekday(today: date, days: int) -> date:
    """The first day of school that lies so many days ahead."""
    ahead = today + timedelta(days=days)
    return ahead + timedelta(days=max(0, 7 - ahead.weekday()) if ahead.weekday() > 4 else 0)


def family(story: Story, tag: str, school_ids: Sequence[str]) -> Family:
    """Add a household with its people, address, schools and papers."""
    random, words = story.random, story.people[tag]
    surname = random.choice(words["family"])
    family = Family(
        story.workspace.new_id(), tag, words, [], [], {}, random.choice(story.work["streets"])
    )
    interpreter = people.Interpreter.NO if tag == "en" else people.Interpreter.ALWAYS
    changes: list[Change] = [
        Add(
            people.Household(id=family.id, name=surname, home_language=tag, interpreter=interpreter)
        ),
        Add(
            people.Address(
                household=family.id,
                line_1=f"{random.randrange(2, 480)} {family.street} Street",
                city="Lakewood",
                region="WA",
                postal_code="98000",
            )
        ),
        Add(Assignment(household=family.id, staff=story.workspace.person)),
    ]
    for who in ["women", *random.sample(["men"], k=random.randrange(2))]:
        changes += _adult(story, family, surname, who)
    for _n in range(random.randrange(1, 4)):
        changes += _child(story, family, surname, school_ids)
    changes += _papers(story, family)
    story.clock.at(story.clock.moment + timedelta(hours=random.randrange(1, 8)))
    story.workspace.commit("family.add", changes)
    return family


def _adult(story: Story, family: Family, surname: str, who: str) -> list[Change]:
    person = _person(story, family, surname, who, family.adults)
    story.phones += 1
    return [
        *person,
        Add(people.PersonLanguage(person=family.adults[-1], language=family.tag)),
        Add(
            people.ContactPoint(
                person=family.adults[-1],
                household=family.id,
                value=f"+1 206 555 {100 + story.phones % 100:04d}",
                may_text=True,
            )
        ),
    ]


def _child(story: Story, family: Family, surname: str, school_ids: Sequence[str]) -> list[Change]:
    random = story.random
    who = random.choice(("girls", "boys"))
    age = random.randrange(4, 13)
    born = story.today() - timedelta(days=age * 365 + random.randrange(365))
    changes = _person(story, family, surname, who, family.children, born=born)
    child = family.children[-1]
    grade = "PK" if age < 5 else "K" if age == 5 else str(age - 5)
    changes.append(Add(people.Enrollment(person=child, school=school_ids[age > 10], grade=grade)))
    relations = (people.Relation.MOTHER, people.Relation.FATHER)
    for adult, relation in zip(family.adults, relations, strict=False):
        changes.append(
            Add(
                people.Relationship(
                    child=child,
                    adult=adult,
                    relation=relation,
                    lives_with=True,
                    legal_guardian=True,
                    education_rights_holder=True,
                    rights_basis=people.RightsBasis.PARENT,
                    primary_contact=adult == family.adults[0],
                )
            )
        )
    return changes


def _person(
    story: Story,
    family: Family,
    surname: str,
    who: str,
    into: list[str],
    *,
    born: date | None = None,
) -> list[Change]:
    taken = set(family.names.values())
    given = story.random.choice([n for n in family.words[who] if n not in taken])
    person = story.workspace.new_id()
    into.append(person)
    family.names[person] = given
    return [
        Add(
            people.Person(
                id=person,
                given_name=given,
                family_name=surname,
                name_order=_order(family.words),
                birth_date=born,
                is_child=born is not None,
            )
        ),
        Add(people.HouseholdMember(household=family.id, person=person)),
    ]


def _papers(story: Story, family: Family) -> list[Change]:
    random = story.random
    told = story.clock.moment.date()
    changes: list[Change] = [
        Add(
            partnership.FamilyStory(
                household=family.id,
                topic=partnership.StoryTopic.STRENGTHS,
                words=family.words["story"],
                language=family.tag,
                gist=story.people["en"]["story"],
                told_by=family.adults[0],
                told_on=told,
                staff=story.workspace.person,
            )
        )
    ]
    if random.random() < 0.6:
        changes.append(
            Add(
                Consent(
                    giver=family.adults[0],
                    household=family.id,
                    purpose="Share reading goals with the library",
                    recipient="Lakewood Library",
                    state=ConsentState.GIVEN,
                    means=ConsentMeans.SIGNED_PAPER,
                    language=family.tag,
                    given_on=told,
                    expires_on=story.today() + timedelta(days=random.randrange(5, 300)),
                )
            )
        )
    return changes


def _order(words: dict[str, Any]) -> people.NameOrder:
    first = words["order"] == people.NameOrder.FAMILY_FIRST.value
    return people.NameOrder.FAMILY_FIRST if first else people.NameOrder.GIVEN_FIRST
