"""Handing families over: on one laptop, and on several that have not heard of each other."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import (
    care,
    differences,
    families,
    family_hand_over,
    timeline,
    today,
)
from liaison_app.actions import family_hand_over_lists as lists
from liaison_app.actions.family_hand_over_work import words
from liaison_app.actions.laptops import remove
from liaison_app.errors import AlreadyAnswered, InvalidValue, NotAllowed
from liaison_app.records.governance import Assignment, StaffMember
from liaison_app.records.partnership import (
    Commitment,
    FollowUp,
    Note,
    Visit,
    VisitOutcome,
)
from liaison_app.records.people import Household
from liaison_app.records.sealed import SafetyNote
from liaison_app.workspace import Add, Put
from tests.sync.laptops import Team, digest

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace


def home_of(workspace: Workspace, name: str = "Nguyễn") -> str:
    """A family of who works there, with a promise, a next step and two planned visits."""
    home = workspace.new_id()
    me, now = workspace.person, workspace.now()
    workspace.commit(
        "family.add",
        [
            Add(Household(id=home, name=name, home_language="vi")),
            Add(Assignment(household=home, staff=me, since=date(2026, 9, 1))),
            Add(Commitment(household=home, what="Call the bus office", who="Ana")),
            Add(FollowUp(household=home, what="Ask about glasses", staff=me)),
            Add(Visit(household=home, staff=me, planned_start=now + timedelta(days=2))),
            Add(Visit(household=home, staff=me, planned_start=now - timedelta(days=2))),
        ],
    )
    return home


def mine(workspace: Workspace) -> list[str]:
    numbers = families.numbers(workspace, families.Filter.MINE)
    return [row.name for row in families.rows(workspace, numbers)]


def trio(team: Team) -> tuple[Workspace, Workspace, Workspace, str]:
    """Rosa coordinates; Ana has a family; Ben has none; all have heard of each other."""
    rosa, ana, ben = team.first(), team.join("Ana Ruiz"), team.join("Ben Ortiz")
    home = home_of(ana)
    team.send(ana, rosa, ben)
    team.send(rosa, ana, ben)
    return rosa, ana, ben, home


def exchange_all(team: Team, *laptops: Workspace) -> None:
    for _round in range(2):
        for one in laptops:
            team.send(one, *(other for other in laptops if other is not one))


def test_a_family_stays_where_it_is_until_somebody_accepts(team: Team) -> None:
    rosa, ana, ben, home = trio(team)
    family_hand_over.offer(ana, [home], ben.person, note="They prefer mornings")
    assert mine(ana) == ["Nguyễn"]
    team.send(ana, ben, rosa)
    (offer,) = lists.for_me(ben)
    assert (offer.family, offer.giver, offer.note) == ("Nguyễn", "Ana Ruiz", "They prefer mornings")
    assert {"1 open promise", "1 planned visit", "1 visit not written down"} <= set(
        words(offer.goes)
    )
    assert mine(ben) == []
    assert mine(ana) == ["Nguyễn"]
    assert lists.for_me(rosa) == ()
    family_hand_over.accept(ben, [offer.id], answer="Gladly")
    assert mine(ben) == ["Nguyễn"]
    team.send(ben, ana, rosa)
    assert mine(ana) == []
    (done,) = lists.answered(ana)
    assert (done.state, done.answer, done.receiver) == ("accepted", "Gladly", "Ben Ortiz")
    assert digest(ana) == digest(ben) == digest(rosa)


def test_open_work_goes_to_the_new_one_and_what_is_to_be_written_stays(team: Team) -> None:
    _rosa, ana, ben, home = trio(team)
    family_hand_over.offer(ana, [home], ben.person)
    team.send(ana, ben)
    (offer,) = lists.for_me(ben)
    number = family_hand_over.accept(ben, [offer.id]).number
    past, coming = sorted(ben.all(Visit, household=home), key=lambda one: str(one.planned_start))
    assert (coming.staff, past.staff) == (ben.person, ana.person)
    assert ben.all(FollowUp, household=home)[0].staff == ben.person
    assert ben.all(Commitment, household=home)[0].who == "Ben Ortiz"
    care.undo(ben, number)
    assert mine(ben) == []
    assert {one.staff for one in ben.all(Visit, household=home)} == {ana.person}
    assert ben.all(Commitment, household=home)[0].who == "Ana"
    assert [one.state for one in lists.for_me(ben)] == ["offered"]
    team.send(ben, ana)
    assert mine(ana) == ["Nguyễn"]
    family_hand_over.accept(ben, [offer.id], keeps_visits=True, keeps_steps=True)
    assert mine(ben) == ["Nguyễn"]
    assert {one.staff for one in ben.all(Visit, household=home)} == {ana.person}
    assert ben.all(FollowUp, household=home)[0].staff == ana.person


def test_a_declined_family_stays_and_may_be_offered_again(team: Team) -> None:
    rosa, ana, ben, home = trio(team)
    family_hand_over.offer(ana, [home], ben.person)
    with pytest.raises(InvalidValue, match="offered to"):
        family_hand_over.offer(ana, [home], rosa.person)
    with pytest.raises(NotAllowed):
        family_hand_over.accept(ana, [one.id for one in lists.offered(ana)])
    team.send(ana, ben)
    (offer,) = lists.for_me(ben)
    family_hand_over.decline(ben, [offer.id], answer="I am full")
    with pytest.raises(AlreadyAnswered, match="declined"):
        family_hand_over.accept(ben, [offer.id])
    team.send(ben, ana)
    assert mine(ana) == ["Nguyễn"]
    assert [one.answer for one in lists.answered(ana)] == ["I am full"]
    family_hand_over.offer(ana, [home], rosa.person)
    team.send(ana, rosa)
    assert [one.family for one in lists.for_me(rosa)] == ["Nguyễn"]
    family_hand_over.withdraw(ana, [offer.id])
    with pytest.raises(AlreadyAnswered, match="taken this offer back"):
        family_hand_over.withdraw(ana, [offer.id])


def test_a_coordinator_hands_over_what_a_leaver_left(team: Team) -> None:
    rosa, ana, ben, home = trio(team)
    other = home_of(ana, "Osei")
    team.send(ana, rosa, ben)
    with pytest.raises(NotAllowed):
        family_hand_over.offer(ben, [home], ben.person, giver=ana.person)
    assert [one[1:] for one in lists.givers(rosa)] == [("Ana Ruiz", 2)]
    assert lists.givers(ben) == ()
    family_hand_over.offer(rosa, [home, other], ben.person, giver=ana.person)
    remove(rosa, ana.device.partition(".")[0])
    team.send(rosa, ben)
    family_hand_over.accept(ben, [one.id for one in lists.for_me(ben)])
    assert mine(ben) == ["Nguyễn", "Osei"]
    alone = rosa.commit("family.add", [Add(Household(name="Tran"))]).ids[0]
    assert lists.givers(rosa)[-1][0::2] == ("", 1)
    team.send(ben, rosa)
    with pytest.raises(InvalidValue, match="has a liaison"):
        family_hand_over.offer(rosa, [home], rosa.person, giver="")
    family_hand_over.offer(rosa, [alone], ben.person, giver="")
    family_hand_over.accept(rosa, [one.id for one in lists.offered(rosa)])  # on Ben's behalf
    team.send(rosa, ben)
    assert mine(ben) == ["Nguyễn", "Osei", "Tran"]
    ben.commit("staff.set", [Put(StaffMember, rosa.person, {"active": False})])
    with pytest.raises(InvalidValue, match="not work here"):
        family_hand_over.offer(ben, [home], rosa.person)


def test_late_notes_of_the_former_liaison_land_and_each_visit_counts_once(team: Team) -> None:
    rosa, ana, ben, home = trio(team)
    family_hand_over.offer(ana, [home], ben.person)
    team.send(ana, ben)
    ana._clock.moment += timedelta(hours=2)  # type: ignore[attr-defined]
    family_hand_over.accept(ben, [one.id for one in lists.for_me(ben)])
    # Ana has not heard of it: she writes down her visit, and a note.
    past = min(ana.all(Visit, household=home), key=lambda one: one.planned_start or ana.now())
    held = {"outcome": VisitOutcome.MET, "debriefed": ana.now(), "started": ana.now()}
    ana.commit("visit.record", [Put(Visit, past.id, held)])
    ana.commit(
        "note.add", [Add(Note(household=home, text="Ask Lan", author=ana.person, at=ana.now()))]
    )
    # And Ben makes a visit of his own, as offline as she is.
    ben.commit(
        "visit.record",
        [Add(Visit(household=home, staff=ben.person, outcome=VisitOutcome.MET, started=ben.now()))],
    )
    exchange_all(team, rosa, ana, ben)
    assert digest(ana) == digest(ben) == digest(rosa)
    assert differences.waiting(ben) == 0
    assert {(one.type, one.who) for one in lists.late(ben)} == {
        ("visit", "Ana Ruiz"),
        ("note", "Ana Ruiz"),
    }
    marked = [one for one in timeline.timeline(ben, home) if "after the hand-over" in one.facts]
    assert {one.type for one in marked} == {"visit", "note"}
    for one in (rosa, ana, ben):
        held_visits = [each for each in timeline.timeline(one, home) if "Met" in each.facts]
        assert len(held_visits) == 2
        assert timeline.count(one, home) == 4  # three visits and the note
        day = today.read(one, everyone=True)
        everything = [line.id for line in (*day.to_write, *day.coming, *day.written)]
        assert len(everything) == len(set(everything))
        assert len(families.numbers(one)) == 1


def test_two_who_were_offered_the_same_family_are_told_of_each_other(team: Team) -> None:
    rosa, ana, ben, home = trio(team)
    family_hand_over.offer(ana, [home], ben.person)
    family_hand_over.offer(rosa, [home], rosa.person, giver=ana.person)
    team.send(ana, ben)
    family_hand_over.accept(ben, [one.id for one in lists.for_me(ben)])
    family_hand_over.accept(rosa, [one.id for one in lists.for_me(rosa)])
    exchange_all(team, rosa, ana, ben)
    assert digest(ana) == digest(ben) == digest(rosa)
    (both,) = lists.contested(ben)
    assert both.family == "Nguyễn"
    assert {name for _id, name in both.choices} == {"Ana Ruiz", "Ben Ortiz", "Rosa Vega"}
    assert any("on the list of" in one and "Ben" in one for one in both.said)
    assert any("on the list of" in one and "Rosa" in one for one in both.said)
    assert differences.waiting(ben) == 2  # who it was offered to, and whose the follow-up is
    number = family_hand_over.decide(ben, both.id, ben.person).number
    assert lists.contested(ben) == ()
    assert differences.waiting(ben) == 0
    exchange_all(team, rosa, ana, ben)
    assert (mine(rosa), mine(ana), mine(ben)) == ([], [], ["Nguyễn"])
    assert {one.staff for one in rosa.all(Visit, household=home)} == {ben.person, ana.person}
    care.undo(ben, number)
    assert len(lists.contested(ben)) == 1


@pytest.mark.parametrize("to_ben", [True, False])
def test_taken_back_by_one_and_accepted_by_the_other_is_a_difference_in_words(
    team: Team, *, to_ben: bool
) -> None:
    rosa, ana, ben, home = trio(team)
    family_hand_over.offer(ana, [home], ben.person)
    team.send(ana, ben)
    family_hand_over.withdraw(ana, [one.id for one in lists.offered(ana)])
    family_hand_over.accept(ben, [one.id for one in lists.for_me(ben)])
    exchange_all(team, rosa, ana, ben)
    (both,) = lists.contested(ana)
    said = " ".join(both.said)
    assert "Taken back" in said
    assert "Accepted" in said
    assert "on the list of" in said
    winner = ben if to_ben else ana
    family_hand_over.decide(ana, both.id, winner.person)
    exchange_all(team, rosa, ana, ben)
    assert lists.contested(rosa) == ()
    assert mine(winner) == ["Nguyễn"]
    assert mine(ana if to_ben else ben) == []
    coming = max(ben.all(Visit, household=home), key=lambda one: one.planned_start or ben.now())
    assert coming.staff == winner.person
    assert digest(ana) == digest(ben)


def test_accepted_and_declined_at_once_by_two_laptops_is_asked(team: Team) -> None:
    rosa, ana, ben, home = trio(team)
    family_hand_over.offer(ana, [home], ben.person)
    team.send(ana, rosa, ben)
    family_hand_over.decline(rosa, [one.id for one in lists.offered(rosa)], answer="Too many")
    family_hand_over.accept(ben, [one.id for one in lists.for_me(ben)])
    exchange_all(team, rosa, ana, ben)
    assert [one.family for one in lists.contested(rosa)] == ["Nguyễn"]
    assert differences.waiting(rosa) == 1


def test_nobody_is_offered_what_is_theirs(team: Team) -> None:
    _rosa, ana, ben, home = trio(team)
    ana.commit("assign", [Add(Assignment(household=home, staff=ben.person))])
    with pytest.raises(InvalidValue, match="with them already"):
        family_hand_over.offer(ana, [home], ben.person)
    with pytest.raises(InvalidValue, match="with them already"):
        family_hand_over.offer(ana, [home], ana.person)


def facts(workspace: Workspace) -> list[str]:
    return sorted(one.text for one in workspace.all(SafetyNote))


def test_sealed_facts_follow_once_the_former_laptop_hears_of_it(team: Team) -> None:
    rosa, ana, ben, home = trio(team)
    ana.commit("safety_note.add", [Add(SafetyNote(household=home, text="Dog at the gate"))])
    exchange_all(team, rosa, ana, ben)
    family_hand_over.offer(ana, [home], ben.person)
    exchange_all(team, rosa, ana, ben)
    family_hand_over.accept(ben, [one.id for one in lists.for_me(ben)])
    # What Ben writes from now on is his own: he was named by who had the family.
    ben.commit("safety_note.add", [Add(SafetyNote(household=home, text="Ring twice"))])
    assert facts(ben) == ["Ring twice"]
    exchange_all(team, rosa, ana, ben)
    assert facts(ben) == ["Dog at the gate", "Ring twice"]
    assert "Ring twice" not in facts(ana)
    assert len({digest(one) for one in (rosa, ana, ben)}) == 1


def test_a_coordinator_gives_along_what_a_leaver_left_sealed(team: Team) -> None:
    rosa, ana, ben, home = trio(team)
    ana.commit("safety_note.add", [Add(SafetyNote(household=home, text="Dog at the gate"))])
    exchange_all(team, rosa, ana, ben)
    remove(rosa, ana.device.partition(".")[0])
    family_hand_over.offer(rosa, [home], ben.person, giver=ana.person)
    exchange_all(team, rosa, ben)
    family_hand_over.accept(ben, [one.id for one in lists.for_me(ben)])
    exchange_all(team, rosa, ben)
    assert facts(ben) == ["Dog at the gate"]  # her laptop gave it along when it heard of it
