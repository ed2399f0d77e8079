"""Keying reply slips: the code, what is ticked and written, and what a person decides first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import care, replies, visits
from liaison_app.actions.replies_codes import look_up, one_away
from liaison_app.errors import InvalidValue, NotAllowed
from liaison_app.packets.wishes import asked_not_to_be_visited, not_to_be_visited
from liaison_app.records.packets import IssueMeans, PacketIssue
from liaison_app.records.partnership import FollowUp, Role, Visit, VisitOutcome, VisitParticipant
from liaison_app.records.people import ContactPoint, Household
from liaison_app.records.schools import SchoolDate, SchoolDay
from liaison_app.records.voices import (
    Question,
    QuestionCame,
    QuestionKind,
    ServiceStandard,
    Standard,
)
from liaison_app.workspace import Put
from tests.packets.home import Home

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CODE = "W-7K3M9Q"
SATURDAY = date(2026, 11, 21)  # as the desk's clock says


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path / "workspace")
    printed(made, CODE)
    yield made
    made.workspace.close()


def printed(home: Home, code: str, kind: str = "welcome", **more: object) -> None:
    values: dict[str, object] = {"household": home.family, "recipient": home.amira, **more}
    home.add(
        PacketIssue(
            kind=kind,
            code=code,
            language="ar",
            means=IssueMeans.PRINTED,
            at=home.workspace.now() - timedelta(days=8),
            **values,  # type: ignore[arg-type]
        )
    )


def slip(home: Home, *boxes: QuestionKind, **more: object) -> replies.Reply:
    made = replies.Reply(home.family, CODE, home.amira, frozenset(one.value for one in boxes))
    return replace(made, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "typed", ["W-7K3M9Q", "w7k3m9q", " w 7k3 m9q ", "W–7K3M9Q", "7k3m9q", "Ｗ-7K3M9Q", "W-٧K٣M٩Q"]
)
def test_a_code_is_found_however_it_is_typed(home: Home, typed: str) -> None:
    found = look_up(home.workspace, typed).slip
    assert found is not None
    assert (found.code, found.household, found.recipient) == (CODE, home.family, home.amira)
    assert (found.printed, found.printed_on) == ("Welcome packet", date(2026, 11, 13))


def test_letters_that_codes_do_not_have_are_read_as_what_they_look_like(home: Home) -> None:
    printed(home, "W-10V1Q0")
    assert look_up(home.workspace, "w-iouLqO").code == "W-10V1Q0"


@pytest.mark.parametrize("typed", ["W-7K3M9R", "W-K73M9Q", "W-7K3M9", "W-7K3M99Q", "7K3M9"])
def test_a_code_read_nearly_right_offers_the_print_it_may_be(home: Home, typed: str) -> None:
    looked = look_up(home.workspace, typed)
    assert looked.slip is None
    assert [one.code for one in looked.near] == [CODE]
    assert "Is it one of these?" in looked.why


def test_a_code_of_elsewhere_is_said_to_be_and_kept_with_a_family_chosen_by_hand(
    home: Home,
) -> None:
    looked = look_up(home.workspace, "w zzzzzz")
    assert (looked.code, looked.slip, looked.near) == ("W-ZZZZZZ", None, ())
    assert "another district" in looked.why
    replies.keep(home.workspace, slip(home, QuestionKind.CALL_ME, code=looked.code))
    (made,) = home.workspace.all(Question)
    assert (made.code, made.household) == ("W-ZZZZZZ", home.family)


def test_what_cannot_be_a_code_is_said_to_be_none(home: Home) -> None:
    for typed in ("", "مرحبا", "!!"):
        assert "a letter and six signs" in look_up(home.workspace, typed).why
    assert not look_up(home.workspace, "abc").code


def test_one_sign_away_is_one_slip_of_the_pen() -> None:
    assert one_away("7K3M9Q", "7K3M9Q")
    assert not one_away("7K3M9Q", "7K3MQ8")
    assert not one_away("7K3M9Q", "7K3")


def test_each_ticked_box_becomes_a_question_with_its_day_and_who_answers(home: Home) -> None:
    boxes = (QuestionKind.CALL_ME, QuestionKind.INTERPRETER)
    written = {"name": "أميرة", "phone": "206 555 0171", "times": "بعد الظهر", "spoken": "عربي"}
    kept = replies.keep(home.workspace, slip(home, *boxes, **written))
    made = [home.workspace.get(Question, one) for one in kept.questions]
    assert [one.kind for one in made] == list(boxes)
    for one in made:
        assert (one.person, one.came, one.code) == (home.amira, QuestionCame.REPLY_SLIP, CODE)
        assert one.staff == home.workspace.person
        assert one.due == date(2026, 11, 25)  # Saturday; three school days are Wednesday
        assert "206 555 0171" in one.gist
        assert "بعد الظهر" in one.gist
    care.undo(home.workspace, kept.number)
    assert home.workspace.all(Question) == []


def test_days_without_school_do_not_count_and_the_district_says_how_many(home: Home) -> None:
    home.add(
        ServiceStandard(what=Standard.ANSWER, days=2),
        SchoolDate(day=date(2026, 11, 23), until=date(2026, 11, 24), kind=SchoolDay.NO_SCHOOL),
        # one of the two schools is open on this day: a day at school for the family
        SchoolDate(day=date(2026, 11, 25), kind=SchoolDay.NO_SCHOOL, school=home.grove),
    )
    assert replies.due_of(home.workspace, home.family, SATURDAY) == date(2026, 11, 26)


def test_words_keep_their_script_and_the_language_of_the_print(home: Home) -> None:
    replies.keep(home.workspace, slip(home, wrong="اسم ابنتي سناء", more="Thank you"))
    wrong, more = sorted(home.workspace.all(Question), key=lambda one: one.words, reverse=True)
    assert (wrong.kind, wrong.words, wrong.language) == (
        QuestionKind.SOMETHING_WRONG,
        "اسم ابنتي سناء",
        "ar",
    )
    assert (more.kind, more.language) == (QuestionKind.QUESTION, "")


def test_the_slip_of_what_we_hold_corrects(home: Home) -> None:
    printed(home, "H-7K3M9X", "what-we-hold")
    assert look_up(home.workspace, "H7K3M9X").slip.correction  # type: ignore[union-attr]
    replies.keep(home.workspace, slip(home, code="H-7K3M9X", wrong="Sana is 13"))
    (made,) = home.workspace.all(Question)
    assert made.kind is QuestionKind.CORRECTION


def test_it_came_back_on_another_day(home: Home) -> None:
    keyed = slip(home, QuestionKind.CALL_ME, arrived=date(2026, 11, 16))
    kept = replies.keep(home.workspace, keyed)
    assert kept.due == date(2026, 11, 19)
    assert home.workspace.all(Question)[0].asked_at == datetime(2026, 11, 16, 18, 0, tzinfo=UTC)
    for day, why in ((date(2026, 11, 25), "still to come"), (date(2026, 11, 1), "later than that")):
        with pytest.raises(InvalidValue, match=why):
            replies.keep(home.workspace, replace(keyed, arrived=day, again=True))


@pytest.mark.parametrize(("day", "why"), [(date.max, "still to come"), (date.min, "too long ago")])
def test_a_day_at_an_end_of_the_calendar_is_refused(home: Home, day: date, why: str) -> None:
    with pytest.raises(InvalidValue, match=why):
        replies.keep(home.workspace, slip(home, QuestionKind.CALL_ME, code="W-ZZZZZZ", arrived=day))


def test_a_slip_keyed_twice_is_noticed(home: Home) -> None:
    both = slip(home, QuestionKind.CALL_ME, QuestionKind.INTERPRETER)
    replies.keep(home.workspace, both)
    with pytest.raises(NotAllowed, match="keyed before"):
        replies.keep(home.workspace, slip(home, QuestionKind.CALL_ME, code="w 7k3m9q"))
    assert len(home.workspace.all(Question)) == 2
    replies.keep(home.workspace, slip(home, more="When does school begin?"))  # its other side
    replies.keep(home.workspace, replace(both, again=True))
    assert len(home.workspace.all(Question)) == 5
    assert len(look_up(home.workspace, CODE).slip.earlier) == 1  # type: ignore[union-attr]


def test_an_empty_slip_is_not_kept(home: Home) -> None:
    with pytest.raises(InvalidValue, match="Nothing is ticked"):
        replies.keep(home.workspace, slip(home, name="Amira", wrong="  "))


def test_a_family_that_wants_no_visits_is_asked_about_marked_and_not_visited(home: Home) -> None:
    workspace = home.workspace
    here = visits.plan(workspace, home.family, workspace.now() + timedelta(days=2))
    school = visits.plan(
        workspace, home.family, workspace.now() + timedelta(days=3), place="school"
    )
    past = visits.plan(workspace, home.family, workspace.now() - timedelta(days=3))
    home.add(VisitParticipant(visit=here, name="Mr. Aziz", role=Role.INTERPRETER))
    home.put(Household, home.family, visit_wishes="Ring twice")
    keyed = slip(home, QuestionKind.NO_VISIT)
    seen = replies.consequences(workspace, keyed)
    assert [(one.id, one.at_home) for one in seen.visits] == [(here, True), (school, False)]
    with pytest.raises(NotAllowed, match="Decide about each"):
        replies.keep(workspace, keyed)
    assert asked_not_to_be_visited(workspace, home.family) is None

    kept = replies.keep(workspace, replace(keyed, cancel=(here,)))
    assert kept.cancelled == 1
    assert workspace.get(Visit, here).outcome is VisitOutcome.CANCELLED_BY_FAMILY
    assert workspace.get(Visit, school).outcome is None
    assert workspace.get(Visit, past).outcome is None
    assert asked_not_to_be_visited(workspace, home.family) is not None
    assert not_to_be_visited(workspace) == {home.family}
    mark, before = workspace.get(Household, home.family).visit_wishes.splitlines()
    assert "Please do not visit at home" in mark
    assert before == "Ring twice"
    (told,) = workspace.all(FollowUp)
    assert "Mr. Aziz" in told.what
    care.undo(workspace, kept.number)
    assert workspace.get(Visit, here).outcome is None
    assert workspace.get(Household, home.family).visit_wishes == "Ring twice"


def test_a_visit_that_the_family_wants_is_kept_by_a_persons_word(home: Home) -> None:
    visit = visits.plan(home.workspace, home.family, home.workspace.now())
    replies.keep(home.workspace, slip(home, QuestionKind.NO_VISIT, cancel=()))
    assert home.workspace.get(Visit, visit).outcome is None


def test_a_new_number_is_offered_and_written_down_only_if_wanted(home: Home) -> None:
    keyed = slip(home, QuestionKind.CALL_ME, phone="(206) 555-0188")
    assert replies.consequences(home.workspace, keyed).new_phone
    replies.keep(home.workspace, keyed)
    assert len(home.workspace.all(ContactPoint, person=home.amira)) == 1
    replies.keep(home.workspace, replace(keyed, keep_phone=True, again=True))
    numbers = [one.value for one in home.workspace.all(ContactPoint, person=home.amira)]
    assert numbers == ["+1 206 555 0171", "(206) 555-0188"]
    assert not replies.consequences(home.workspace, keyed).new_phone
    same = replace(keyed, phone="206.555.0171")
    assert not replies.consequences(home.workspace, same).new_phone


@pytest.mark.parametrize("number", ["206 555 0172", "+1 206-555-0172 ext. 3", "555-0172"])
def test_the_number_of_a_restricted_father_is_never_offered(home: Home, number: str) -> None:
    home.restrict(home.karim)
    keyed = slip(home, QuestionKind.CALL_ME, phone=number, keep_phone=True)
    seen = replies.consequences(home.workspace, keyed)
    assert not seen.new_phone
    assert "must not be contacted" in seen.phone_warning
    replies.keep(home.workspace, keyed)
    assert len(home.workspace.all(ContactPoint, person=home.amira)) == 1


def test_a_slip_signed_by_somebody_of_the_family_is_theirs(home: Home) -> None:
    keyed = slip(home, QuestionKind.CALL_ME, person="", code="W-ZZZZZZ", name="amira haddad")
    replies.keep(home.workspace, keyed)
    assert home.workspace.all(Question)[0].person == home.amira


def test_somebody_elses_liaison_answers(home: Home) -> None:
    from liaison_app.records.governance import Assignment, StaffMember

    other = home.add(StaffMember(name="Mr. Lee"))
    (mine,) = home.workspace.all(Assignment, household=home.family)
    home.workspace.commit("x", [Put(Assignment, mine.id, {"staff": other})])
    replies.keep(home.workspace, slip(home, QuestionKind.CALL_ME))
    assert home.workspace.all(Question)[0].staff == other
