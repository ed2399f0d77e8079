"""The note at the door: who came and how to reach them, and nothing that a passer-by could use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from liaison_app.actions import packets
from liaison_app.errors import InvalidValue, NotAllowed
from liaison_app.packets.blocks.words import bare
from liaison_app.records.governance import StaffMember
from liaison_app.records.packets import PacketIssue
from liaison_app.records.partnership import Visit
from liaison_app.records.people import Household, HouseholdMember
from liaison_app.records.voices import Question, QuestionKind
from tests.packets.home import PHONE, STREET
from tests.packets.kinds.in_arabic import translate
from tests.packets.searching import Searched
from tests.packets.spoken import spoken

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.actions.packets import Prepared
    from tests.packets.home import Home

OF_THE_FAMILY = (
    *("Amira", "أميرة حدّاد", "Haddad", "Yusuf", "Sana", "Karim", STREET, "Lakewood"),
    *("Cedar Grove", "Harbor", "Grade 3", "Ms. Lee", "school bus", "206 555 0171"),
)


def note(home: Home, family: str = "", **wishes: Any) -> Prepared:
    return packets.prepare(home.workspace, family or home.family, kind="door-note", **wishes)


def codes(prepared: Prepared) -> list[str]:
    return [one.code for one in prepared.problems if one.red]


def words(prepared: Prepared) -> str:
    return "\n".join(bare(one.words) for one in spoken(prepared.pdf))


def test_says_who_came_and_the_number_on_one_page(home: Home) -> None:
    translate(home, "door-note")
    made = note(home)
    assert not made.red
    assert (made.language, made.beside, made.pages) == ("ar", "en", 1)
    assert made.code.startswith("D-")
    said = words(made)
    for line in ("Nothing is wrong.", "Who came: Rosa", "Good days and times to call", "Day"):
        assert line in said
    assert Searched(made.pdf).places(PHONE.removeprefix("+1 "))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_nothing_on_it_is_the_familys(home: Home, language: str) -> None:
    made = Searched(note(home, language=language).pdf)
    assert {one: made.places(one) for one in OF_THE_FAMILY if made.places(one)} == {}


def test_it_names_who_makes_the_visit(home: Home) -> None:
    colleague = home.add(StaffMember(name="Deeqa"))
    visit = home.add(Visit(household=home.family, staff=colleague))
    assert Searched(note(home, subject=visit).pdf).places("Who came: Deeqa")
    home.put(StaffMember, colleague, active=False)
    assert Searched(note(home, subject=visit).pdf).places("Who came: Rosa")


def test_a_visit_with_another_family_is_refused(home: Home) -> None:
    visit = home.add(Visit(household=home.fathers))
    with pytest.raises(InvalidValue, match="another family"):
        note(home, subject=visit)


# --- a door at which nothing is left


def test_no_note_at_a_protected_door_not_even_by_hand(home: Home) -> None:
    home.hide()
    made = packets.prepare(home.workspace, home.family, kind="door-note", in_hand=True)
    assert codes(made) == ["at-the-door"]
    with pytest.raises(NotAllowed):
        packets.print_out(home.workspace, made)
    assert home.workspace.all(PacketIssue) == []


def test_no_note_where_somebody_restricted_lives(home: Home) -> None:
    home.restrict(home.karim)
    assert codes(note(home)) == []
    home.add(HouseholdMember(household=home.family, person=home.karim))
    assert codes(note(home)) == ["at-the-door"]


def test_no_note_for_who_asked_not_to_be_visited(home: Home) -> None:
    at = home.workspace.now()
    home.add(Question(household=home.family, kind=QuestionKind.CALL_ME, asked_at=at))
    assert codes(note(home)) == []
    asked = home.add(Question(household=home.family, kind=QuestionKind.NO_VISIT, asked_at=at))
    (problem,) = [one for one in note(home).problems if one.red]
    assert (problem.code, problem.place and problem.place.id) == ("no-visits", asked)
    home.remove(Question, asked)
    assert codes(note(home)) == []


def test_what_was_protected_after_it_was_prepared_does_not_leave(
    home: Home, tmp_path: Path
) -> None:
    made = note(home)
    home.hide()
    with pytest.raises(NotAllowed):
        packets.save(home.workspace, made, tmp_path / "note.pdf")
    assert list(tmp_path.glob("*.pdf")) == []


# --- a home of which little is known


def test_a_home_of_which_nobody_is_known_gets_it_in_its_language(
    home: Home, tmp_path: Path
) -> None:
    family = home.add(Household(name="Warsame", home_language="so"))
    made = note(home, family)
    assert (made.language, made.recipient, made.red) == ("so", "", False)
    (problem,) = [one for one in made.problems if one.code == "reader-unknown"]
    assert "Somali" in problem.why
    assert problem.place is not None
    assert (problem.place.type, problem.place.id) == ("household", family)
    packets.save(home.workspace, made, tmp_path / "note.pdf")
    (issue,) = home.workspace.all(PacketIssue)
    assert (issue.household, issue.recipient, issue.kind) == (family, "", "door-note")


def test_a_home_whose_language_nobody_wrote_down_gets_english_and_staff_know(home: Home) -> None:
    family = home.add(Household(name="Warsame"))
    made = note(home, family)
    assert made.language == "en"
    assert [one.code for one in made.problems] == ["language-unknown"]


def test_other_prints_still_need_a_reader(home: Home) -> None:
    family = home.add(Household(name="Warsame", home_language="so"))
    made = packets.prepare(home.workspace, family, kind="rights")
    assert codes(made) == ["recipient-none"]
