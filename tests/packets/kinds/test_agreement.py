"""The partnership agreement: two voices, steps on both sides, and lines to sign on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from liaison_app.actions import signing
from liaison_app.errors import InvalidValue, NotAllowed
from liaison_app.packets import goal_blocks, goal_facts, signed
from liaison_app.records.goals import Goal, GoalState, Side, Signature
from liaison_app.records.people import HouseholdMember
from tests.packets.kinds.goaling import AGREED, HOPE, REVIEW, goal, in_long_arabic, step
from tests.packets.kinds.lent import said
from tests.packets.laid import saying
from tests.packets.spoken import spoken

if TYPE_CHECKING:
    from liaison_app.actions.packets import Prepared
    from tests.packets.home import Home

STROKES = "100,200 300,50 500,250; 600,100 900,120"


def agreement(home: Home, **wishes: Any) -> Prepared:
    return home.prepare(kind="agreement", **wishes)


def test_says_both_voices_and_what_each_side_does(home: Home) -> None:
    one = goal(home)
    step(home, one, "Read at night", how_often="every evening")
    step(home, one, "Send two books home", Side.SCHOOL, due=date(2026, 12, 4))
    made = agreement(home, language="en")
    assert (made.red, made.code[0]) == (False, "A")
    words = said(made.pdf)
    for line in (
        "Who agreed: Amira Haddad · Rosa",
        "When we agreed: Friday, November 20, 2026",
        "Goal 1 for Yusuf",
        "Yusuf reads on his own by spring.",
        "Read at night · every evening",
        "Send two books home · By Friday, December 4",
        "We look at it together again on Friday, December 18.",
        "You can change your mind. Tell us at any time. You do not have to say why.",
    ):
        assert any(line in one for one in words), line
    assert words.index("You said") < words.index(HOPE)
    assert words.index("At home") < words.index("At school")


def test_their_own_words_stay_in_their_language_and_direction(home: Home) -> None:
    goal(home)
    made = agreement(home)
    (hers,) = saying(made.pdf, HOPE)
    assert hers.language.startswith("ar")
    (ours,) = saying(made.pdf, "Yusuf reads on his own by spring.")
    assert ours.language == "en"
    typed = [one.why for one in made.problems if one.code == "typed"]
    assert any("Yusuf reads" in why for why in typed), "staff know what she cannot read"
    assert not any(HOPE in why for why in typed)


def test_a_goal_agreed_with_another_adult_stays_off_the_page(home: Home) -> None:
    home.add(HouseholdMember(household=home.family, person=home.karim))
    his = goal(home, agreed_by=home.karim, family_words="I want her to call less")
    goal(home)
    made = agreement(home, to=home.amira, language="en")
    assert "I want her to call less" not in "\n".join(said(made.pdf))
    assert [one.code for one in made.problems if one.code == "goals-of-others"]
    alone = agreement(home, to=home.amira, subject=his)
    assert [one.code for one in alone.problems if one.red] == ["goal-of-another"]


def test_who_lives_elsewhere_reads_only_what_was_agreed_with_them(home: Home) -> None:
    goal(home, agreed_by="")
    made = agreement(home, to=home.karim, language="en")
    assert HOPE not in "\n".join(said(made.pdf))


def test_a_restricted_parent_gets_none_and_is_named_on_none(home: Home) -> None:
    one = goal(home, school_words="Keep Karim away from school.")
    home.restrict(home.karim)
    assert [p.code for p in agreement(home, to=home.karim).problems] == ["recipient-restricted"]
    assert "restricted-named" in {p.code for p in agreement(home).problems if p.red}
    with pytest.raises(NotAllowed, match="must not be contacted"):
        signing.to_sign(home.workspace, home.family, kind="agreement")
    home.put(Goal, one, school_words="Yusuf is safe at school.")
    assert not agreement(home).red
    with pytest.raises(NotAllowed, match="must not be contacted"):
        signing.to_sign(home.workspace, home.family, kind="agreement", to=home.karim)


def test_without_a_goal_there_are_lines_to_write_on(home: Home) -> None:
    goal(home, state=GoalState.REACHED)
    made = agreement(home, language="en")
    assert HOPE not in "\n".join(said(made.pdf))
    assert [one.code for one in made.problems if one.code == "no-goals"]
    assert {"You said", "The school says"} <= set(said(made.pdf))


def test_another_familys_goal_is_refused(home: Home) -> None:
    theirs = goal(home, household=home.fathers)
    with pytest.raises(InvalidValue, match="another family"):
        agreement(home, subject=theirs)


def test_the_teacher_has_a_line_when_asked_for(home: Home) -> None:
    goal(home)
    for options, lines in (({}, 0), ({"teacher-signs": "yes"}, 1)):
        words = said(agreement(home, language="en", options=options).pdf)
        assert words.count("Signature of the teacher") == lines


def test_what_was_signed_on_the_screen_stands_on_the_page(home: Home) -> None:
    goal(home)
    text = signing.to_sign(home.workspace, home.family, kind="agreement", language="en")
    assert HOPE in {line.words.strip("\u2068\u2069") for line in text.lines}
    signing.on_screen(home.workspace, text, STROKES)
    signing.on_paper(home.workspace, text, for_school=True)
    made = agreement(home, language="en")
    figures = [one.words for one in spoken(made.pdf) if one.role == "Figure"]
    assert figures.count("Signature of the family") == 1
    words = said(made.pdf)
    assert any(one.startswith("Signed on the screen on") for one in words)
    assert any(one.startswith("Signed on paper on") for one in words)
    assert not any(one.code == "signed-earlier" for one in made.problems)


def test_a_signature_under_other_words_is_no_signature(home: Home) -> None:
    one = goal(home)
    text = signing.to_sign(home.workspace, home.family, kind="agreement", language="en")
    signing.on_screen(home.workspace, text, STROKES)
    home.put(Goal, one, school_words="Yusuf reads ten books.")
    made = agreement(home, language="en")
    assert [p.level for p in made.problems if p.code == "signed-earlier"] == ["amber"]
    assert not [o for o in spoken(made.pdf) if o.role == "Figure"]
    assert any("an earlier text was signed" in words for words in said(made.pdf))
    home.put(Goal, one, school_words="Yusuf reads on his own by spring.")
    assert [o for o in spoken(agreement(home, language="en").pdf) if o.role == "Figure"], (
        "the signed text again"
    )


def test_another_adults_signature_is_on_nobody_elses_page(home: Home) -> None:
    home.add(HouseholdMember(household=home.family, person=home.karim))
    goal(home, agreed_by="")
    text = signing.to_sign(
        home.workspace, home.family, kind="agreement", to=home.karim, language="en"
    )
    signing.on_screen(home.workspace, text, STROKES)
    made = agreement(home, to=home.amira, language="en")
    assert not [one for one in spoken(made.pdf) if one.role == "Figure"]
    assert not [words for words in said(made.pdf) if "an earlier text was signed" in words]
    assert "signed-earlier" not in {one.code for one in made.problems}


def test_nothing_is_kept_of_an_empty_box_or_a_day_to_come(home: Home) -> None:
    goal(home)
    text = signing.to_sign(home.workspace, home.family, kind="agreement")
    with pytest.raises(InvalidValue, match="Nothing is signed"):
        signing.on_screen(home.workspace, text, "10,10")
    with pytest.raises(InvalidValue, match="to come"):
        signing.on_paper(home.workspace, text, date(2030, 1, 1))
    with pytest.raises(InvalidValue, match="to come"):
        signing.on_paper(home.workspace, text, date.max)
    with pytest.raises(InvalidValue, match="too long ago"):
        signing.on_paper(home.workspace, text, date.min)
    with pytest.raises(InvalidValue, match="not signed"):
        signing.to_sign(home.workspace, home.family, kind="welcome")
    assert home.workspace.all(Signature) == []


def test_one_goal_is_one_sheet_beside_english(home: Home) -> None:
    one = goal(home)
    step(home, one, "Read at night", how_often="every evening")
    step(home, one, "Send two books home", Side.SCHOOL, due=REVIEW)
    words = [
        *(goal_blocks.YOU_SAID, goal_blocks.SCHOOL_SAYS, goal_blocks.AT_HOME),
        *(goal_blocks.AT_SCHOOL, goal_blocks.LOOK_AGAIN, goal_blocks.GOAL_FOR, goal_facts.UNTIL),
        *(signed.FOR_THE_FAMILY, signed.FOR_THE_SCHOOL, signed.DATE),
    ]
    in_long_arabic(home, "agreement", *words)
    for paper in ("letter", "a4"):
        made = agreement(home, paper=paper)
        assert (made.beside, made.pages <= 2, made.red) == ("en", True, False), paper
    assert AGREED < REVIEW
