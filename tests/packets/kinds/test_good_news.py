"""The good-news postcard: one kind sentence about a child, to cut out and keep."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from liaison_app.errors import InvalidValue
from liaison_app.packets.blocks.postcards import HEIGHT, WIDTH
from tests.packets import laid
from tests.packets.kinds.lent import said
from tests.packets.reading import read

if TYPE_CHECKING:
    from liaison_app.actions.packets import Prepared
    from tests.packets.home import Home


def _printed(
    home: Home, *, language: str = "en", in_hand: bool = False, **options: Any
) -> Prepared:
    wished = {"child": "Yusuf", **options}
    return home.prepare(kind="good-news", options=wished, language=language, in_hand=in_hand)


def test_says_something_good_of_a_child_by_first_name_and_who_says_it(home: Home) -> None:
    made = _printed(home, message="tried")
    words = said(made.pdf)
    assert "Yusuf tried something hard and did not give up." in words
    assert any(one.startswith("From ") for one in words)
    assert not made.red


def test_names_no_school_and_no_family_name(home: Home) -> None:
    words = " ".join(said(_printed(home, message="here").pdf))
    assert not any(one in words for one in ("Haddad", "Cedar Grove", "Harbor", "Sana"))


def test_one_has_to_say_which_child_of_several(home: Home) -> None:
    with pytest.raises(InvalidValue, match="Sana"):
        _printed(home, child="")
    with pytest.raises(InvalidValue, match="one of the children"):
        _printed(home, child="Karim")
    assert "Sana was kind to somebody today." in said(_printed(home, child="sana").pdf)


def test_thanks_go_to_the_whole_family(home: Home) -> None:
    words = said(_printed(home, message="thanks", child="").pdf)
    assert "Thank you for your time and your trust." in words


def test_own_words_print_below_as_they_were_typed_and_staff_know(home: Home) -> None:
    made = _printed(home, language="ar", words="He sang a song\nfor us.")
    assert "He sang a song for us." in said(made.pdf)
    assert any("He sang" in one.why for one in made.problems if one.code == "typed")


def test_own_words_that_name_a_restricted_person_stop_it(home: Home) -> None:
    home.restrict(home.karim)
    made = _printed(home, words="Karim can be proud, too.")
    assert "restricted-named" in {one.code for one in made.problems if one.red}


def test_a_protected_family_gets_it_into_the_hand_only(home: Home) -> None:
    home.hide()
    assert _printed(home).red
    assert not _printed(home, in_hand=True).red


def test_is_as_large_as_a_postcard_and_all_words_are_on_it(home: Home) -> None:
    made = _printed(home, words="word " * 60)
    ((left, low), (right, high)) = next(
        points for names, points, _ in laid.paths(made.pdf) if names == "reS"
    )
    assert (right - left, high - low) == pytest.approx((WIDTH, HEIGHT))
    inside = [one for one in read(made.pdf) if not one.artifact and one.y < high]
    assert "word" in "".join(one.text for one in inside)
    assert all(left < one.x < right and low < one.y for one in inside)


def test_too_many_words_for_a_card_are_told(home: Home) -> None:
    made = _printed(home, words="many words " * 80)
    assert "too-wide" in {one.code for one in made.problems if one.red}
