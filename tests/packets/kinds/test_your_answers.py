"""You asked, we did: what the reader asked, what was answered, what is still open."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from liaison_app.actions import questions
from liaison_app.records.people import HouseholdMember, Person
from liaison_app.records.voices import Question, QuestionKind
from tests.packets.kinds.lent import said

if TYPE_CHECKING:
    from liaison_app.actions.packets import Prepared
    from tests.packets.home import Home

NOT_ON_PAPER = "These words are not on paper. Ask us to read them with you."


def prepared(home: Home, **wishes: object) -> Prepared:
    made = {"kind": "your-answers", "language": "en", **wishes}
    return home.prepare(**made)


def words(made: Prepared) -> str:
    return "\n".join(said(made.pdf))


def asked(home: Home, text: str, **more: object) -> str:
    made = {"person": home.amira, "words": text, **more}
    return questions.add(home.workspace, home.family, **made).question  # type: ignore[arg-type]


def test_what_was_answered_and_what_is_open_stand_apart(home: Home) -> None:
    bus = asked(home, "When is the bus?", on=date(2026, 11, 16))
    questions.answer(home.workspace, bus, "At 7:40, at the corner.", "en")
    asked(home, "Is there a choir?")
    waiting = asked(home, "May I come to class?")
    questions.answer(home.workspace, waiting, "Yes, on Friday.", "en")
    questions.tell(home.workspace, bus)
    text = words(prepared(home))
    before, _heading, after = text.partition("Still open")
    assert "November 16, 2026\nWhen is the bus?\nAt 7:40, at the corner." in before
    assert "Is there a choir?\nWednesday, November 25" in after
    assert "We have an answer. We will tell you soon." in after
    assert "Yes, on Friday." not in text  # she is told by a person first


def test_a_day_that_passed_is_no_promise_but_a_word_of_regret(home: Home) -> None:
    asked(home, "Is there a choir?", on=date(2026, 11, 2))
    text = words(prepared(home))
    assert "We are late. We are sorry." in text
    assert "November 5" not in text


def test_boxes_of_the_slip_are_said_in_her_language_as_on_the_slip(home: Home) -> None:
    for kind in (QuestionKind.CALL_ME, QuestionKind.NO_VISIT):
        home.add(
            Question(
                household=home.family,
                person=home.amira,
                kind=kind,
                gist="Phone: 206 555 0199",
                asked_at=home.workspace.now(),
            )
        )
    text = words(prepared(home))
    assert "Please call me." in text
    assert "Please do not visit my home." in text
    assert "0199" not in text
    assert "أرجو أن تتصلوا بي." in words(prepared(home, language="ar"))


def test_nothing_asked_is_said_kindly(home: Home) -> None:
    made = prepared(home)
    assert "You can ask us at any time." in words(made)
    assert "Still open" not in words(made)
    assert not made.red


def test_what_somebody_else_asked_is_not_hers(home: Home) -> None:
    samira = home.add(Person(given_name="Samira"))
    home.add(HouseholdMember(household=home.family, person=samira))
    asked(home, "Can I see the counselor?", person=samira)
    asked(home, "Nobody wrote down who asked this", person="")
    made = prepared(home)
    assert "counselor" not in words(made)
    assert "Nobody wrote down" not in words(made)
    assert NOT_ON_PAPER not in words(made)
    assert "left-out" in [one.code for one in made.problems]
    assert words(prepared(home, to=home.karim)).count("Day") == 0


def test_an_answer_that_names_a_restricted_father_stays_off(home: Home) -> None:
    home.restrict(home.karim)
    one = asked(home, "Who may pick him up?")
    questions.tell(home.workspace, one, text="Only you, not Karim.", language="en")
    made = prepared(home)
    assert "Karim" not in words(made)
    assert not made.red


def test_an_answer_in_another_language_prints_beside_the_offer_to_read_it(home: Home) -> None:
    one = asked(home, "متى؟", language="ar")
    questions.tell(home.workspace, one, text="At noon.", language="en")
    made = prepared(home, language="ar")
    assert "At noon." in words(made)
    assert [one.code for one in made.problems].count("typed") == 1
    assert "بعض الكلمات في هذه الصفحة ليست بلغتكم" in words(made)


def test_old_answers_can_be_left_out_but_never_what_is_open(home: Home) -> None:
    old = asked(home, "Old", on=date(2026, 9, 1))
    questions.tell(home.workspace, old, on=date(2026, 9, 2))
    asked(home, "Old and open", on=date(2026, 9, 1))
    text = words(prepared(home, options={"since": "2026-11-01"}))
    assert "Old and open" in text
    assert "What we answered" not in text


def test_two_families_never_meet(home: Home) -> None:
    questions.add(home.workspace, home.fathers, words="Karim asks", person=home.karim)
    assert "Karim asks" not in words(prepared(home))
