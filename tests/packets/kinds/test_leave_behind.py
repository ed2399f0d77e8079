"""The page to leave behind: blank, in two languages, for hands that tick and write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from liaison_app.actions import packets
from liaison_app.packets.kinds.leave_behind import BLANK, FAMILY_DOES, SCHOOL_DOES
from liaison_app.packets.templates import promise_phrases
from liaison_app.records.people import HouseholdMember
from liaison_app.records.voices import Question, QuestionKind
from tests.packets.kinds.in_arabic import translate
from tests.packets.kinds.test_door_note import OF_THE_FAMILY
from tests.packets.laid import paths
from tests.packets.searching import Searched
from tests.packets.spoken import spoken

if TYPE_CHECKING:
    from liaison_app.actions.packets import Prepared
    from tests.packets.home import Home


def page(home: Home, **wishes: Any) -> Prepared:
    return packets.prepare(home.workspace, home.family, kind="leave-behind", **wishes)


def test_it_stands_in_her_language_beside_english(home: Home) -> None:
    translate(home, "leave-behind", "Talk with the teacher")
    made = page(home)
    assert (made.language, made.beside, made.red) == ("ar", "en", False)
    assert made.code.startswith("L-")
    said = {(one.language, one.words) for one in spoken(made.pdf)}
    assert ("en", "Talk with the teacher") in said
    assert ("ar", "كلمات") in said


def test_it_is_one_sheet_and_a_slip_to_send_back_with_its_code(home: Home) -> None:
    translate(home, "leave-behind", *SCHOOL_DOES, *FAMILY_DOES)
    for made in (page(home), page(home, paper="a4"), page(home, language="en")):
        assert made.section_pages["reply-slip"] == made.pages == 3
        assert Searched(made.pdf).places(f"Packet: {made.code}")


def test_it_names_nobody_and_holds_no_promise_that_was_made(home: Home) -> None:
    known = [one for one in OF_THE_FAMILY if one != "school bus"]
    made = Searched(page(home, language="en").pdf)
    assert {one: made.places(one) for one in known if made.places(one)} == {}
    assert made.places("December 10") == []


def test_every_promise_to_tick_is_one_that_is_translated(home: Home) -> None:
    assert {*SCHOOL_DOES, *FAMILY_DOES} <= set(promise_phrases())
    made = page(home, language="en")
    said = [one.words for one in spoken(made.pdf) if one.role == "P"]
    for phrase in (*SCHOOL_DOES, *FAMILY_DOES):
        assert said[said.index(phrase) - 1] == "\u2610", "a box to tick stands before it"
    assert said.count("By when") == 2


def test_each_promise_has_a_line_to_write_a_day_on(home: Home) -> None:
    made = page(home, language="en", beside="none")
    lines = [points for kind, points, _at in paths(made.pdf) if kind == "mlS"]
    short = [one for one in lines if 90 < abs(one[0][0] - one[1][0]) < 110]
    assert len(short) >= len(SCHOOL_DOES) + BLANK, "those on the first page"


def test_for_a_protected_home_it_goes_into_the_hand(home: Home) -> None:
    home.hide()
    made = page(home)
    assert not made.red
    assert "in-hand" in [one.code for one in made.problems]


def test_staff_hear_that_somebody_restricted_lives_there_or_no_visit_is_wanted(home: Home) -> None:
    home.restrict(home.karim)
    home.add(HouseholdMember(household=home.family, person=home.karim))
    at = home.workspace.now()
    home.add(Question(household=home.family, kind=QuestionKind.NO_VISIT, asked_at=at))
    made = page(home)
    assert not made.red
    assert {"in-hand", "no-visits"} <= {one.code for one in made.problems}
