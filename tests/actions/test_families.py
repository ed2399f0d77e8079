"""The table of families and one family's page: what a liaison finds there."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import (
    consents,
    contacts,
    families,
    family,
    histories,
    new_families,
    records,
    timeline,
)
from liaison_app.actions.consents import Standing
from liaison_app.actions.families import Filter
from liaison_app.actions.new_families import NewFamily
from liaison_app.errors import InvalidValue, UnknownRecord
from tests.desk import TODAY, StandingClock, workspace_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from liaison_app.workspace import Workspace

NAMES = (
    "Nguyễn Thị Ánh",
    "عائلة الأحمد",
    "ተስፋዬ ሃና",
    "王小明",
    "김민준",
    "Ольга Іваненко",
    "גולדשטיין",
    "គ្រួសារ សុខ",
    "ဒေါ်အောင်ဆန်း",
    "नेहा शर्मा",
    "সুমাইয়া আক্তার",
    "Χρήστος Παπάς",
)


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def desk(tmp_path: Path, clock: StandingClock) -> Iterator[Workspace]:
    workspace = workspace_at(tmp_path / "w", clock)
    yield workspace
    workspace.close()


def a_family(desk: Workspace, name: str, **values: str) -> str:
    return new_families.add(desk, NewFamily(name=name, **values)).ids[0]


def listed(desk: Workspace, which: Filter = Filter.ALL, **asked: object) -> list[str]:
    found = families.numbers(desk, which, **asked)  # type: ignore[arg-type]
    names = {row.number: row.name for row in families.rows(desk, found)}
    return [names[number] for number in found]


def test_one_short_form_makes_a_family(desk: Workspace) -> None:
    household = a_family(
        desk,
        "Tesfaye",
        home_language="ti",
        given_name="ሃና",
        family_name="ተስፋዬ",
        phone="555-0100",
        street="12 Elm St",
        city="Fargo",
    )
    page = family.page(desk, household)
    assert (page.name, page.language, page.autonym) == ("Tesfaye", "Tigrinya", "ትግርኛ")
    assert [one.name for one in page.people] == ["ሃና ተስፋዬ"]
    assert [(one.raw, one.whose) for one in page.points] == [("555-0100", "ሃና ተስፋዬ")]
    assert [one.lines for one in page.places] == [("12 Elm St", "Fargo")]
    assert [(one.name, one.liaison) for one in page.team] == [("Rosa", True)]
    assert listed(desk, Filter.MINE) == ["Tesfaye"]
    with pytest.raises(InvalidValue, match="name"):
        a_family(desk, "  ")


def test_nothing_but_a_name_is_needed(desk: Workspace) -> None:
    page = family.page(desk, a_family(desk, "Owusu"))
    assert (page.people, page.points, page.places, page.language) == ((), (), (), "")


def test_names_of_twelve_scripts_come_back_as_written(desk: Workspace) -> None:
    for name in NAMES:
        household = a_family(desk, name, given_name=name)
        assert family.page(desk, household).name == name
        assert name in listed(desk, text=name)
    assert sorted(listed(desk)) == sorted(NAMES)


def test_accents_do_not_send_a_family_to_the_end(desk: Workspace) -> None:
    for name in ("Zamora", "álvarez", "Alvarado", "Bello", "Ånstad"):
        a_family(desk, name)
    assert listed(desk) == ["Alvarado", "álvarez", "Ånstad", "Bello", "Zamora"]
    assert listed(desk, sort="name", descending=True)[0] == "Zamora"


def test_a_family_is_found_by_child_phone_and_street(desk: Workspace) -> None:
    a_family(desk, "Owusu", given_name="Kofi", phone="+1 (555) 555-0123", street="9 Birch Lane")
    a_family(desk, "Smith", given_name="Ann", phone="555-0177", street="12 Elm")
    for text in ("kofi", "+1 555 555 0123", "birch", "wus"):
        assert listed(desk, text=text) == ["Owusu"], text
    assert listed(desk, text="nobody%") == []


def test_a_row_says_children_last_contact_and_next_step(
    desk: Workspace, clock: StandingClock
) -> None:
    household = a_family(desk, "Nguyễn", home_language="vi")
    for given, born in (("Ánh", "2019-03-01"), ("Minh", "2022-12-24"), ("Lan", "")):
        child = records.add(
            desk,
            "person",
            {
                "given_name": given,
                "is_child": True,
                "birth_date": date.fromisoformat(born) if born else None,
            },
        ).ids[0]
        records.add(desk, "household_member", {"household": household, "person": child})
    contacts.log(desk, household, "called", reached=False)
    row = families.rows(desk, families.numbers(desk))[0]
    assert row.last_contact is None  # nobody was reached
    contacts.log(desk, household, "called", reached=True, at=clock.at - timedelta(days=3))
    records.add(desk, "follow_up", {"household": household, "what": "call the bus office"})
    due = date(2026, 11, 19)
    records.add(desk, "commitment", {"household": household, "what": "bus pass", "due": due})
    row = families.rows(desk, families.numbers(desk))[0]
    plain = row.children.replace("\u2068", "").replace("\u2069", "")
    assert plain == "Lan, Ánh 7, Minh 3"
    assert (row.language, row.last_contact) == ("Vietnamese", date(2026, 11, 18))
    assert (row.step, row.due) == ("bus pass", due)


def test_filters_find_who_must_not_be_forgotten(desk: Workspace, clock: StandingClock) -> None:
    quiet, late, new, ending, closed = (
        a_family(desk, name) for name in ("Quiet", "Late", "New", "Ending", "Closed")
    )
    for one in (late, new, ending):
        contacts.log(desk, one, "spoke", reached=True)
    contacts.log(desk, quiet, "spoke", reached=True, at=clock.at - timedelta(days=31))
    yesterday = TODAY - timedelta(days=1)
    records.add(desk, "commitment", {"household": late, "what": "coats", "due": yesterday})
    records.add(desk, "commitment", {"household": new, "what": "bus", "due": TODAY})
    child = records.add(desk, "person", {"given_name": "Ana", "is_child": True}).ids[0]
    records.add(
        desk,
        "household_member",
        {"household": new, "person": child, "since": TODAY - timedelta(days=5)},
    )
    giver = records.add(desk, "person", {"given_name": "Luis"}).ids[0]
    records.add(desk, "household_member", {"household": ending, "person": giver})
    records.add(
        desk,
        "consent",
        {
            "giver": giver,
            "purpose": "share grades",
            "state": "given",
            "expires_on": TODAY + timedelta(days=9),
        },
    )
    records.change(desk, "household", closed, {"closed_on": TODAY})
    assert listed(desk, Filter.QUIET) == ["Quiet"]
    assert listed(desk, Filter.OVERDUE) == ["Late"]
    assert listed(desk, Filter.NEW) == ["New"]
    assert listed(desk, Filter.CONSENT) == ["Ending"]
    assert listed(desk, Filter.CLOSED) == ["Closed"]
    assert "Closed" not in listed(desk)
    assert listed(desk, sort="contact")[0] == "Quiet"
    assert listed(desk, sort="due")[:2] == ["Late", "New"]


def test_a_child_of_two_homes_is_shown_in_both(desk: Workspace) -> None:
    mother, father = a_family(desk, "Reyes"), a_family(desk, "Odhiambo")
    child = records.add(desk, "person", {"given_name": "Mia", "is_child": True}).ids[0]
    for household, days in ((mother, "Mon-Wed"), (father, "Thu-Sun")):
        records.add(
            desk, "household_member", {"household": household, "person": child, "days": days}
        )
    here = family.page(desk, mother).people[0]
    there = family.page(desk, father).people[0]
    assert [one.name for one in here.also_with] == ["Odhiambo"]
    assert [one.name for one in there.also_with] == ["Reyes"]
    assert (here.days, there.days) == ("Mon-Wed", "Thu-Sun")


def test_authority_is_said_for_each_adult_and_child(desk: Workspace) -> None:
    household = a_family(desk, "Haile", given_name="Sara", family_name="Haile")
    adult = family.page(desk, household).people[0].id
    child = records.add(desk, "person", {"given_name": "Abel", "is_child": True}).ids[0]
    records.add(desk, "household_member", {"household": household, "person": child})
    father = records.add(desk, "person", {"given_name": "Yonas"}).ids[0]
    records.add(
        desk,
        "relationship",
        {
            "child": child,
            "adult": adult,
            "relation": "mother",
            "legal_guardian": True,
            "education_rights_holder": True,
            "may_pick_up": True,
        },
    )
    records.add(
        desk,
        "relationship",
        {
            "child": child,
            "adult": father,
            "relation": "father",
            "may_pick_up": False,
            "contact_restrictions": "court order of May 2026",
        },
    )
    abel, sara = family.page(desk, household).people
    assert [(a.name, a.relation, a.restricted, a.may_pick_up) for a in abel.authorities] == [
        ("Sara Haile", "Mother", False, True),
        ("Yonas", "Father", True, False),
    ]
    assert abel.authorities[0].rights == ("legal guardian", "education rights")
    assert abel.restricted
    assert not sara.restricted
    assert "court order" not in repr(family.page(desk, household))


def test_who_lives_elsewhere_is_reached_unless_restricted(desk: Workspace) -> None:
    household = a_family(desk, "Haile", phone="612-555-0100")
    child = records.add(desk, "person", {"given_name": "Abel", "is_child": True}).ids[0]
    records.add(desk, "household_member", {"household": household, "person": child})
    for name, number, restrictions in (
        ("Marta", "612-555-0101", ""),
        ("Yonas", "612-555-0102", "court order of May 2026"),
    ):
        adult = records.add(desk, "person", {"given_name": name}).ids[0]
        records.add(desk, "contact_point", {"person": adult, "value": number, "priority": 1})
        records.add(
            desk,
            "relationship",
            {
                "child": child,
                "adult": adult,
                "emergency_contact": True,
                "contact_restrictions": restrictions,
            },
        )
    points = family.page(desk, household).points
    assert [(one.raw, one.whose) for one in points] == [
        ("612-555-0100", ""),
        ("612-555-0101", "Marta"),
    ]


def test_what_the_family_told_us_is_newest_first_and_in_their_words(desk: Workspace) -> None:
    household = a_family(desk, "Nguyễn")
    for words, told in (
        ("Bà kể chuyện mỗi tối.", "2026-10-01"),
        ("Minh thích xe lửa.", "2026-11-01"),
    ):
        records.add(
            desk,
            "family_story",
            {
                "household": household,
                "words": words,
                "language": "vi",
                "told_on": date.fromisoformat(told),
            },
        )
    stories = family.page(desk, household).stories
    assert [one.words for one in stories] == ["Minh thích xe lửa.", "Bà kể chuyện mỗi tối."]
    assert stories[0].language == "Vietnamese"


def test_the_timeline_grows_back_in_time(desk: Workspace, clock: StandingClock) -> None:
    household = a_family(desk, "Nguyễn")
    for day in range(30):
        at = clock.at - timedelta(days=day)
        visit = records.add(
            desk, "visit", {"household": household, "started": at, "outcome": "met"}
        ).ids[0]
        records.add(desk, "note", {"household": household, "visit": visit, "text": f"note {day}"})
    records.add(
        desk,
        "visit",
        {"household": household, "planned_start": datetime(2026, 12, 1, 16, tzinfo=UTC)},
    )
    first = timeline.timeline(desk, household, limit=10)
    second = timeline.timeline(desk, household, after=10, limit=10)
    assert first[0].planned
    assert [event.notes for event in first[1:]] == [(f"note {day}",) for day in range(9)]
    assert second[0].notes == ("note 9",)
    assert timeline.count(desk, household) == 31
    assert first[1].day == TODAY


def test_a_packet_that_was_given_stands_in_the_timeline(
    desk: Workspace, clock: StandingClock
) -> None:
    household = a_family(desk, "Nguyễn", given_name="Lan")
    records.add(
        desk,
        "packet_issue",
        {
            "household": household,
            "recipient": family.page(desk, household).people[0].id,
            "kind": "welcome",
            "code": "W-7K3M9Q",
            "language": "vi",
            "beside": "en",
            "pages": 9,
            "means": "printed",
            "at": clock.at,
        },
    )
    (event,) = timeline.timeline(desk, household)
    assert (event.title, event.day, event.who) == ("Packet printed", TODAY, ("Lan",))
    assert event.facts == ("W-7K3M9Q", "Vietnamese", "English", "9 pages")


def test_consent_expires_by_itself(desk: Workspace, clock: StandingClock) -> None:
    household = a_family(desk, "Nguyễn", given_name="Lan")
    giver = family.page(desk, household).people[0].id
    consent = records.add(
        desk,
        "consent",
        {
            "giver": giver,
            "household": household,
            "purpose": "share grades",
            "state": "given",
            "expires_on": date(2026, 12, 31),
        },
    ).ids[0]

    def stands() -> Standing:
        return consents.of_family(desk, household)[0].standing

    assert stands() is Standing.GIVEN
    clock.wait(days=20)
    assert stands() is Standing.ENDING
    clock.wait(days=30)
    assert stands() is Standing.EXPIRED
    consents.withdraw(desk, consent)
    assert stands() is Standing.WITHDRAWN


def test_history_speaks_in_names_and_leads_back(desk: Workspace) -> None:
    mother, father = a_family(desk, "Reyes"), a_family(desk, "Odhiambo")
    note = records.add(desk, "note", {"household": mother, "text": "first"}).ids[0]
    records.change(desk, "note", note, {"household": father, "text": "second"})
    said = [change.words for change in histories.history_of(desk, "note", note)]
    plain = [words.replace("\u2068", "").replace("\u2069", "") for words in said]
    assert plain == [
        "Note: from “first” to “second”",
        "Family: from “Reyes” to “Odhiambo”",
        "Note: “first”",
        "Family: “Reyes”",
        "Note added",
    ]
    first = histories.history_of(desk, "note", note)[2]
    assert (first.field, first.current, first.may_put_back, first.long) == (
        "text",
        False,
        True,
        True,
    )
    histories.put_back(desk, "note", note, first.revision, "text")
    assert records.show(desk, "note", note).values["text"] == "first"
    with pytest.raises(UnknownRecord):
        histories.put_back(desk, "note", note, 99_999, "text")
