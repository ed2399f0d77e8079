"""What stands on Today, and in which order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import contacts, debriefs, drafts, promises, today, visits
from liaison_app.actions.family_people import people_of
from liaison_app.errors import InvalidValue, UnknownRecord
from liaison_app.records.governance import StaffMember
from liaison_app.records.kits import Kit, Loan, LoanState
from liaison_app.records.partnership import (
    Channel,
    Commitment,
    ContactLog,
    FollowUp,
    PromiseState,
    TaskState,
)
from liaison_app.records.people import Household, HouseholdMember, Person
from liaison_app.workspace import Add
from tests.desk import TODAY, StandingClock, workspace_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from liaison_app.workspace import Workspace

NOW = StandingClock().at


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Workspace]:
    with workspace_at(tmp_path / "ws") as workspace:
        yield workspace


@pytest.fixture
def family(desk: Workspace) -> str:
    family, child = desk.new_id(), desk.new_id()
    desk.commit(
        "family.add",
        [
            Add(Household(id=family, name="عائلة الأحمد", home_language="ar")),
            Add(Person(id=child, given_name="يوسف", is_child=True, birth_date=date(2020, 12, 1))),
            Add(HouseholdMember(household=family, person=child)),
        ],
    )
    return family


def test_visits_without_a_debrief_come_first_and_oldest_first(desk: Workspace, family: str) -> None:
    days = {n: visits.plan(desk, family, NOW + timedelta(days=n)) for n in (-1, 3, -20, 0, 30)}
    done = visits.plan(desk, family, NOW - timedelta(days=2))
    visits.record(desk, replace(debriefs.start(desk, done).draft, outcome="not_home_note_left"))
    read = today.read(desk)
    assert [line.id for line in read.to_write] == [days[-20], days[-1], days[0]]
    assert [line.id for line in read.coming] == [days[3]]
    assert [line.outcome for line in read.written] == ["Not home, note left"]
    line = read.to_write[0]
    assert (line.family, line.place, line.language) == ("عائلة الأحمد", "Home", "Arabic")
    assert "يوسف" in line.children
    assert "(5)" in line.children


def test_a_child_put_into_the_family_twice_is_shown_once(desk: Workspace, family: str) -> None:
    (child,) = desk.all(Person)
    desk.commit("x", [Add(HouseholdMember(household=family, person=child.id))])
    visits.plan(desk, family, NOW)
    assert today.read(desk).to_write[0].children.count("يوسف") == 1
    assert len(people_of(desk, family)) == 1


def test_a_visit_late_this_evening_is_todays_although_it_is_tomorrow_in_utc(
    desk: Workspace, family: str
) -> None:
    late = visits.plan(desk, family, NOW.replace(hour=23) + timedelta(hours=2))  # 19:00 here
    assert [line.id for line in today.read(desk).to_write] == [late]


def test_visits_and_follow_ups_of_colleagues_are_left_out_unless_asked_for(
    desk: Workspace, family: str
) -> None:
    lee = desk.commit("x", [Add(StaffMember(name="Mr. Lee"))]).ids[0]
    visits.plan(desk, family, NOW, staff=lee)
    desk.commit("x", [Add(FollowUp(household=family, what="call", staff=lee))])
    assert today.read(desk).to_write == ()
    assert today.read(desk).follow_ups == ()
    everyone = today.read(desk, everyone=True)
    assert (len(everyone.to_write), len(everyone.follow_ups)) == (1, 1)


def test_promises_late_soon_and_without_a_day_are_there_and_far_ones_not(
    desk: Workspace, family: str
) -> None:
    days = {"no day": None, "late": -3, "far": 30, "today": 0}
    changes = [
        Add(
            Commitment(
                household=family, what=what, due=None if n is None else TODAY + timedelta(days=n)
            )
        )
        for what, n in days.items()
    ]
    desk.commit("x", changes)
    assert [line.what for line in today.read(desk).promises] == ["late", "today", "no day"]


def test_a_promise_kept_late_is_said_to_be_late_and_leaves_the_list(
    desk: Workspace, family: str
) -> None:
    late, soon = (
        Commitment(household=family, what=what, due=TODAY + timedelta(days=n))
        for what, n in (("late", -1), ("soon", 2))
    )
    ids = desk.commit("x", [Add(late), Add(soon)]).ids
    for promise in ids:
        promises.keep(desk, promise)
    assert today.read(desk).promises == ()
    states = [(one.state, one.settled_on) for one in desk.all(Commitment)]
    assert states == [(PromiseState.KEPT_LATE, TODAY), (PromiseState.KEPT, TODAY)]
    promises.settle(desk, ids[0], PromiseState.OPEN)
    assert [line.what for line in today.read(desk).promises] == ["late"]
    promises.postpone(desk, ids[0], TODAY + timedelta(days=20))
    assert today.read(desk).promises == ()
    with pytest.raises(UnknownRecord):
        promises.keep(desk, "nothing")


def test_a_follow_up_that_is_done_or_dropped_leaves_the_list(desk: Workspace, family: str) -> None:
    ids = desk.commit(
        "x", [Add(FollowUp(household=family, what=w, due=TODAY)) for w in ("a", "b")]
    ).ids
    assert [line.what for line in today.read(desk).follow_ups] == ["a", "b"]
    promises.finish(desk, ids[0])
    promises.drop(desk, ids[1])
    assert today.read(desk).follow_ups == ()
    assert [one.state for one in desk.all(FollowUp)] == [TaskState.DONE, TaskState.DROPPED]


def test_kits_that_should_be_back_are_there(desk: Workspace, family: str) -> None:
    kit = desk.commit("x", [Add(Kit(name="Reading kit", lendable=True))]).ids[0]
    due = {"late": TODAY - timedelta(days=1), "out": TODAY + timedelta(days=9)}
    loans = [Add(Loan(kit=kit, household=family, label=k, due=d)) for k, d in due.items()]
    back = Loan(kit=kit, household=family, due=due["late"], state=LoanState.RETURNED)
    desk.commit("x", [*loans, Add(back)])
    assert [(one.kit, one.label) for one in today.read(desk).loans] == [("Reading kit", "late")]


def test_a_contact_is_logged_in_one_step_and_its_draft_goes(desk: Workspace, family: str) -> None:
    drafts.keep(desk, drafts.NEW_CONTACT, {"gist": "She ca"}, cursor=6, focus="gist")
    logged = contacts.log(desk, family, "She can come Tuesday.", channel=Channel.TEXT)
    read = today.read(desk)
    assert [(one.channel, one.gist) for one in read.contacts] == [("Text", "She can come Tuesday.")]
    assert read.drafts == ()
    assert desk.get(ContactLog, logged.contact).staff == desk.person
    with pytest.raises(InvalidValue):
        contacts.log(desk, "", "no family")


def test_drafts_are_on_top_with_their_family_and_first_words(desk: Workspace, family: str) -> None:
    visit = visits.plan(desk, family, NOW)
    content = {"household": family, "note": "First words\nand more " + "x" * 200}
    drafts.keep(desk, f"visit:{visit}", content, cursor=3, focus="note")
    (kept,) = today.read(desk).drafts
    assert (kept.visit, kept.family) == (visit, "عائلة الأحمد")
    assert kept.beginning.startswith("First words and more xxx")
    assert len(kept.beginning) <= 80
    drafts.discard(desk, kept.id)
    with pytest.raises(UnknownRecord):
        drafts.discard(desk, kept.id)


def test_an_empty_workspace_says_so(desk: Workspace) -> None:
    read = today.read(desk)
    assert (read.families, read.person, read.day) == (0, "Rosa", TODAY)
