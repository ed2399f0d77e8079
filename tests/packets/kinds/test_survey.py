"""A survey on paper: faces and boxes that need no letters, and no name anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from liaison_app.actions import packets
from liaison_app.records.events import AskedAs, Survey, SurveyQuestion
from liaison_app.records.packets import SectionText
from tests.packets.kinds.lent import said

if TYPE_CHECKING:
    from liaison_app.actions.packets import Prepared
    from tests.packets.home import Home

WELCOME = "Do you feel welcome at school?"


def survey(home: Home, *questions: tuple[str, AskedAs], choices: str = "") -> str:
    made = home.add(Survey(name="Autumn", intro="Three questions."))
    for place, (text, asked_as) in enumerate(questions):
        home.add(
            SurveyQuestion(
                survey=made, text=text, asked_as=asked_as, choices=choices, position=-place
            )
        )
    return made


def made(home: Home, about: str, **wishes: Any) -> Prepared:
    wanted = {"language": "en", **wishes}
    return packets.prepare(home.workspace, kind="survey", subject=about, **wanted)


def test_a_question_has_five_faces_each_with_its_word_and_a_box(home: Home) -> None:
    words = said(made(home, survey(home, (WELCOME, AskedAs.FACES))).pdf)
    at = words.index(WELCOME)
    answers = [one for one in words[at + 1 :] if one != "\u2610"][:5]
    assert answers == ["Very much", "Yes", "So-so", "No", "Not at all"]
    assert words.count("\u2610") == 5


@pytest.mark.parametrize(
    ("asked_as", "expected"),
    [
        (AskedAs.YES_NO, ["Yes, I do", "No, I do not", "I do not know"]),
        (AskedAs.CHOICES, ["Morning", "Evening"]),
        (AskedAs.WORDS, ["In your own words, in your language"]),
    ],
)
def test_each_question_is_answered_in_its_way(
    home: Home, asked_as: AskedAs, expected: list[str]
) -> None:
    about = survey(home, ("When can you come?", asked_as), choices="Morning, Evening")
    words = said(made(home, about).pdf)
    assert all(one in words for one in expected)


def test_questions_stand_in_their_order(home: Home) -> None:
    about = survey(home, ("Second?", AskedAs.YES_NO), ("First?", AskedAs.YES_NO))
    words = said(made(home, about).pdf)
    assert words.index("First?") < words.index("Second?")


def test_nobody_is_asked_for_a_name(home: Home) -> None:
    words = "\n".join(said(made(home, survey(home, (WELCOME, AskedAs.FACES))).pdf))
    assert "Do not write your name." in words
    assert "My name" not in words


def test_a_survey_without_questions_stops(home: Home) -> None:
    empty = made(home, survey(home))
    assert empty.red
    assert "survey-empty" in {one.code for one in empty.problems}


def test_ticking_needs_something_to_tick(home: Home) -> None:
    odd = made(home, survey(home, ("When?", AskedAs.CHOICES)))
    assert "survey-choices" in {one.code for one in odd.problems}


def test_a_translated_question_is_no_longer_as_typed(home: Home) -> None:
    about = survey(home, (WELCOME, AskedAs.FACES))
    home.add(SectionText(source=WELCOME, language="ar", text="هل تشعرون بالترحيب؟"))
    found = made(home, about, language="ar")
    assert not any(WELCOME in one.why for one in found.problems if one.code == "typed")
    assert "هل تشعرون بالترحيب؟" in "\n".join(said(found.pdf))
