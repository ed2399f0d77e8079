"""The activity cards: four for each age, each a page to follow with what is at home."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from liaison_app.actions import packets
from liaison_app.errors import InvalidValue
from liaison_app.language.section_markup import Kind
from liaison_app.packets import pictograms, templates
from liaison_app.packets.kinds import KINDS
from liaison_app.records.packets import PacketSection
from tests.packets.kinds.lent import said

if TYPE_CHECKING:
    from liaison_app.actions.packets import Prepared
    from liaison_app.packets.templates import Template
    from tests.packets.home import Home

CARDS = templates.load("activity")
AGES = ("birth-2", "3-4", "K-2", "3-5", "6-8", "9-12")
SUBJECTS = ("reading", "math", "science", "talk")
LONGEST_SENTENCE = 16  # words
LONGEST_MINUTES = 20
each_card = pytest.mark.parametrize("card", CARDS, ids=lambda card: card.name)


def _printed(home: Home, **wishes: Any) -> Prepared:
    return packets.prepare(home.workspace, kind="activity", **wishes)


def _words(card: Template) -> list[str]:
    return [card.title, *(line.words[0].replace("**", "") for line in card.lines)]


def test_there_is_one_for_each_age_and_subject() -> None:
    assert Counter((one.age, one.subject) for one in CARDS) == Counter(
        (age, subject) for age in AGES for subject in SUBJECTS
    )


@each_card
def test_has_five_steps_with_pictures_what_to_say_and_what_one_needs(card: Template) -> None:
    pictures = [line for line in card.lines if line.kind is Kind.PICTURE]
    beginnings = [line.words[0].partition(" ")[0] for line in pictures]
    assert beginnings == ["You", "1.", "2.", "3.", "4.", "5.", "Say"]
    assert all(pictograms.exists(line.icon) for line in pictures)
    labels = [words.partition(":")[0] for words in _words(card)[-3:]]
    assert labels == ["Easier", "Harder", "Why it helps"]


@each_card
def test_says_how_long_it_takes_as_it_is_filed(card: Template) -> None:
    assert 0 < card.minutes <= LONGEST_MINUTES
    assert f"About {card.minutes} minutes." in _words(card)[1]


@each_card
def test_is_short_and_needs_no_screen_nothing_hot_and_nothing_sharp(card: Template) -> None:
    words = " ".join(_words(card)).lower()
    for never in ("screen", "phone", "tablet", "video", "televis", "internet", "app "):
        assert never not in words
    for never in ("stove", "boil", "knife", "scissors", "candle", "fire", "oven", "bleach"):
        assert never not in words
    sentences = [one for text in _words(card) for one in re.split(r"[.!?:]”? ?", text)]
    assert max(len(one.split()) for one in sentences) <= LONGEST_SENTENCE


@pytest.mark.parametrize("age", ["birth-2", "3-4"])
def test_small_children_get_nothing_that_they_could_swallow(age: str) -> None:
    words = " ".join(text for card in CARDS if card.age == age for text in _words(card)).lower()
    for small in ("bean", "bottle cap", "coin", "button", "marble", "bead", "balloon", "nut "):
        assert small not in words


def test_one_card_prints_alone_and_all_are_a_booklet(home: Home) -> None:
    one = _printed(home, options={"card": "fair-shares"})
    assert (one.pages, list(one.section_pages)) == (1, ["fair-shares"])
    assert "Fair shares" in said(one.pdf)
    every = _printed(home)
    assert list(every.section_pages.values()) == list(range(1, len(CARDS) + 1))
    assert not every.red


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("profile", ["standard", "large-print"])
def test_each_card_is_one_page(home: Home, paper: str, profile: str) -> None:
    assert _printed(home, paper=paper, profile=profile).pages == len(CARDS)


def test_several_cards_are_chosen_by_their_sections(home: Home) -> None:
    assert _printed(home, sections=["make-ten", "weather-watch"]).pages == 2


OURS = """---
page: fresh
icon: star
age: K-2
subject: reading
minutes: 10
---
# The library hunt

![book] 1. Find a book with an animal.
"""


def test_a_district_adds_its_own_and_leaves_others_out(home: Home) -> None:
    home.add(PacketSection(kind="activity", section="library-hunt", text=OURS))
    home.add(PacketSection(kind="activity", section="a-budget", hidden=True))
    every = _printed(home)
    assert every.pages == len(CARDS)
    assert "library-hunt" in every.section_pages
    assert "a-budget" not in every.section_pages
    own = _printed(home, sections=["library-hunt"])
    assert "The library hunt" in said(own.pdf)
    assert own.pages == 1
    with pytest.raises(InvalidValue, match="does not print this card"):
        _printed(home, options={"card": "a-budget"})


def test_a_card_whose_minutes_are_no_number_is_told_and_left_out(home: Home) -> None:
    wrong = OURS.replace("minutes: 10", "minutes: ten")
    home.add(PacketSection(kind="activity", section="library-hunt", text=wrong))
    made = _printed(home)
    assert "library-hunt" not in made.section_pages
    assert "section-unread" in {one.code for one in made.problems}


def test_there_is_no_card_that_nobody_wrote(home: Home) -> None:
    with pytest.raises(InvalidValue):
        _printed(home, options={"card": "juggling"})


def test_the_choices_say_for_whom_each_is() -> None:
    (option,) = KINDS["activity"].options
    assert ("make-ten", "K-2 · Make ten") in option.choices
    assert len(option.choices) == len(CARDS) + 1
