"""What families ask: the clock runs until they have been told, in words that say how far it is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import questions, replies
from liaison_app.actions.questions_lists import State, at_the_doors, question
from liaison_app.actions.questions_lists import questions as listed
from liaison_app.actions.questions_standards import set_answer_days, standards
from liaison_app.errors import InvalidValue
from liaison_app.packets.wishes import asked_not_to_be_visited
from liaison_app.records.partnership import ContactLog
from liaison_app.records.people import Enrollment, Household, HouseholdMember
from liaison_app.records.schools import SchoolDate, SchoolDay
from liaison_app.records.voices import Question, QuestionKind, ServiceStandard, Standard
from tests.packets.home import Home

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path / "workspace")
    yield made
    made.workspace.close()


def asked(home: Home, words: str = "When is the bus?", **more: object) -> str:
    return questions.add(home.workspace, home.family, words=words, **more).question  # type: ignore[arg-type]


def test_the_clock_stops_when_the_family_was_told_not_at_the_answer(home: Home) -> None:
    one = asked(home, person=home.amira)
    line = question(home.workspace, one)
    assert (line.state, line.said) == (State.OPEN, "Answer by Wed, Nov 25")
    questions.answer(home.workspace, one, "At 7:40.", "en")
    line = question(home.workspace, one)
    assert (line.state, line.open) == (State.ANSWERED, True)
    assert line.said == "Tell the family by Wed, Nov 25"
    questions.tell(home.workspace, one, "visit")
    line = question(home.workspace, one)
    assert (line.state, line.open, line.told_how) == (State.TOLD, False, "At a visit")
    assert line.said == "Told Nov 21, 2026"


def test_each_day_says_how_far_it_is(home: Home) -> None:
    one = asked(home)
    said = []
    for _day in range(7):
        said.append(question(home.workspace, one).said)
        home.clock.wait(days=1)
    assert said[4:] == ["Answer today", "1 school day late", "2 school days late"]
    questions.answer(home.workspace, one, "Soon.")
    assert question(home.workspace, one).said == "Answered, not told: 2 school days late"
    questions.tell(home.workspace, one)
    assert question(home.workspace, one).said.endswith(", late")


def test_what_is_owed_first_stands_first_and_what_is_told_last(home: Home) -> None:
    told, late = asked(home, "told"), asked(home, "late", on=date(2026, 11, 2))
    later = asked(home, "later")
    questions.tell(home.workspace, told)
    assert [one.id for one in listed(home.workspace)] == [late, later]
    assert [one.id for one in listed(home.workspace, told=True)] == [late, later, told]
    assert [one.words for one in listed(home.workspace, soon=True)] == ["late", "later"]
    door = at_the_doors(home.workspace)[home.family]
    assert (door.open, door.overdue) == (2, 1)


def test_only_my_own_and_nobodys_are_mine(home: Home) -> None:
    from liaison_app.records.governance import StaffMember

    other = home.add(StaffMember(name="Mr. Lee"))
    mine, theirs = asked(home), asked(home)
    questions.hand_to(home.workspace, theirs, other)
    assert [one.id for one in listed(home.workspace, mine=True)] == [mine]
    assert question(home.workspace, theirs).owner == "Mr. Lee"


def test_telling_needs_no_answer_on_paper_but_a_day_that_can_be(home: Home) -> None:
    one = asked(home, on=date(2026, 11, 16))
    for day, why in (
        (date(2026, 11, 30), "still to come"),
        (date(2026, 11, 13), "before it asked"),
    ):
        with pytest.raises(InvalidValue, match=why):
            questions.tell(home.workspace, one, on=day)
    with pytest.raises(InvalidValue, match="phone, visit"):
        questions.tell(home.workspace, one, "pigeon")
    questions.tell(home.workspace, one, on=date(2026, 11, 16), text="At noon.", language="en")
    made = home.workspace.get(Question, one)
    assert (made.answer, made.answer_language) == ("At noon.", "en")
    assert made.answered_at == made.told_at


def test_nothing_said_is_no_question_and_no_answer(home: Home) -> None:
    with pytest.raises(InvalidValue, match="Write down what"):
        asked(home, "  ")
    with pytest.raises(InvalidValue, match="Write the answer"):
        questions.answer(home.workspace, asked(home), " ")


def test_a_family_that_takes_its_wish_back_is_visited_again(home: Home) -> None:
    home.put(Household, home.family, visit_wishes="Ring twice")
    keyed = replies.Reply(home.family, "", home.amira, frozenset(("no_visit",)))
    (wish,) = replies.keep(home.workspace, keyed).questions
    questions.tell(home.workspace, wish)  # that we heard it opens no door
    assert asked_not_to_be_visited(home.workspace, home.family)
    questions.welcome_again(home.workspace, wish)
    assert asked_not_to_be_visited(home.workspace, home.family) is None
    assert home.workspace.get(Household, home.family).visit_wishes == "Ring twice"
    made = home.workspace.get(Question, wish)
    assert (made.kind, made.told_at is None) == (QuestionKind.QUESTION, False)
    assert "took that back on Nov 21" in made.gist
    with pytest.raises(InvalidValue, match="did not ask you to stay away"):
        questions.welcome_again(home.workspace, wish)


def test_the_standard_counts_what_was_met_in_school_days(home: Home) -> None:
    home.add(SchoolDate(day=date(2026, 11, 11), kind=SchoolDay.NO_SCHOOL))
    for on, told in (
        (date(2026, 11, 9), date(2026, 11, 10)),  # after one school day
        (date(2026, 11, 9), date(2026, 11, 13)),  # after three: the eleventh is none
        (date(2026, 11, 9), date(2026, 11, 16)),  # after four: late
    ):
        one = asked(home, on=on)
        questions.tell(home.workspace, one, on=told)
    asked(home, on=date(2026, 11, 10))  # still open, late
    asked(home)  # still open
    (count,) = standards(home.workspace)
    assert (count.days, count.asked, count.in_time, count.late) == (3, 5, 2, 1)
    assert (count.waiting, count.overdue, count.median_school_days) == (1, 1, 3.0)
    (count,) = standards(home.workspace, since=date(2026, 11, 10), until=date(2026, 11, 10))
    assert (count.asked, count.median_school_days) == (1, None)


def test_first_contacts_are_counted_where_the_district_has_a_standard(home: Home) -> None:
    home.add(ServiceStandard(what=Standard.FIRST_CONTACT, days=5))
    for one in home.workspace.all(Enrollment):
        home.put(Enrollment, one.id, since=date(2026, 11, 2))
    home.add(HouseholdMember(household=home.fathers, person=home.sana))
    reached = datetime(2026, 11, 5, 18, 0, tzinfo=UTC)
    home.add(
        ContactLog(household=home.family, at=reached, reached=True),
        ContactLog(household=home.fathers, at=reached - timedelta(days=60), reached=True),
        ContactLog(household=home.fathers, at=reached, reached=False),
    )
    _answers, first = standards(home.workspace)
    assert (first.what, first.days, first.asked) == ("first_contact", 5, 2)
    assert (first.in_time, first.overdue, first.median_school_days) == (1, 1, 3.0)


def test_a_new_standard_holds_for_what_is_asked_from_then_on(home: Home) -> None:
    before = asked(home)
    set_answer_days(home.workspace, 1)
    set_answer_days(home.workspace, 5)
    assert question(home.workspace, before).due == date(2026, 11, 25)
    assert question(home.workspace, asked(home)).due == date(2026, 11, 27)


def test_a_district_without_school_days_still_has_an_end(home: Home) -> None:
    home.add(SchoolDate(day=date(2026, 1, 1), until=date(2036, 1, 1), kind=SchoolDay.NO_SCHOOL))
    due = question(home.workspace, asked(home)).due
    assert due is not None
    assert due <= home.workspace.today() + timedelta(days=800)
