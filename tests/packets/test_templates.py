"""The sections of the welcome packet as they are written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from liaison_app.language.section_markup import Kind, MalformedSectionError, placeholders
from liaison_app.packets import pictograms, templates
from liaison_app.packets.content import Profile
from liaison_app.records.schools import BusService, MealCost

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.language.section_markup import Line
    from liaison_app.packets.templates import Template

WELCOME = {one.name: one for one in templates.load("welcome")}
LONGEST = 15  # words in a sentence
OFFICIAL = (  # a list that the law makes, and the name of an office
    "These are no reason to treat a child worse:",
    "Its Office for Civil Rights",
)


def lines() -> list[tuple[str, Line]]:
    return [(name, line) for name, one in WELCOME.items() for line in one.lines]


def test_the_sections_come_in_the_order_in_which_a_family_needs_them() -> None:
    names = list(WELCOME)
    assert names[0] == "start-here"
    assert names[-1] == "promises"
    assert {"who-to-call", "school-day", "absence", "rights", "calendar", "reply-slip"} < set(names)


def test_the_first_page_has_five_pictures_and_one_number() -> None:
    start = WELCOME["start-here"].lines
    assert sum(line.kind is Kind.PICTURE for line in start) == 5
    numbers = {
        name for line in start for name in placeholders(line.words[0]) if name.endswith("phone")
    }
    assert numbers == {"help_phone"}


def test_what_is_cut_or_taken_off_has_its_own_sheet_and_only_rights_are_official() -> None:
    own = [name for name, one in WELCOME.items() if one.own_sheet]
    assert own == ["contact-cards", "reply-slip", "promises"]
    assert [name for name, one in WELCOME.items() if one.rights] == ["rights"]


def test_people_who_read_little_get_the_sections_in_pictures() -> None:
    pictures = [name for name, one in WELCOME.items() if Profile.PICTURE in one.profiles]
    assert pictures == ["start-here", "picture-day", "reply-slip"]


def test_the_reply_slip_comes_back_to_people_who_read_english() -> None:
    slip = WELCOME["reply-slip"]
    assert slip.with_english
    assert [line.words[0] for line in slip.lines if line.kind is Kind.BOX] == [
        "Please call me.",
        "I need an interpreter.",
        "Something in this packet is wrong.",
        "Please do not visit my home.",
    ]


def test_every_picture_exists() -> None:
    icons = {line.icon for _name, line in lines()} | {one.icon for one in WELCOME.values()}
    assert [icon for icon in icons - {""} if not pictograms.exists(icon)] == []


@pytest.mark.parametrize(
    ("fact", "choice"), [("breakfast", MealCost), ("lunch", MealCost), ("bus_service", BusService)]
)
def test_every_choice_that_a_school_has_is_put_in_words(
    fact: str, choice: type[MealCost | BusService]
) -> None:
    said = [line.value for line in WELCOME["meals-transport-health"].lines if line.fact == fact]
    assert sorted(filter(None, said)) == sorted(str(one) for one in choice)


def test_sentences_are_short() -> None:
    long = [
        sentence
        for name, one in WELCOME.items()
        for words in [one.title, *(words for line in one.lines for words in line.words)]
        for sentence in re.split(r"(?<=[.!?:])\s", words)
        if len(sentence.split()) > LONGEST and not sentence.startswith(OFFICIAL)
        if name
    ]
    assert long == []


@pytest.mark.parametrize(
    "word",
    # Nothing presumes two parents, a car, the internet; nothing asks where a family comes from or
    # with which papers; nobody is threatened; no word of an office.
    [
        "parents",
        "mother",
        "father",
        "drive",
        "website",
        "email",
        "immigra",
        "visa",
        "passport",
        "truan",
        "illegal",
        "guardian",
        "utilize",
        "ensure",
        "available",
    ],
)
def test_no_word_shuts_a_family_out(word: str) -> None:
    said = " ".join(words for _name, line in lines() for words in line.words).casefold()
    assert word not in said


def test_a_free_interpreter_is_never_a_condition() -> None:
    said = [words for _name, line in lines() for words in line.words if "interpreter" in words]
    assert len(said) > 10
    assert [words for words in said if re.search(r"\b(if|unless|may be|sometimes)\b", words)] == []


def test_promises_to_choose_from_stand_in_their_own_words() -> None:
    phrases = templates.promise_phrases()
    assert len(phrases) == len(set(phrases)) >= 40
    assert "Bring a backpack" in phrases
    assert templates.promise_phrases() is phrases, "each promise of a packet asks for them"
    assert [phrase for phrase in phrases if phrase.endswith(".")] == []
    gaps = set().union(*map(placeholders, phrases))
    assert gaps == {"person", "place", "phone", "thing"}


def written(folder: Path, text: str) -> tuple[Template, ...]:
    (folder / "note").mkdir(exist_ok=True)
    (folder / "note" / "order.txt").write_text("one\n", encoding="utf-8")
    (folder / "note" / "one.md").write_text(text, encoding="utf-8")
    return templates.load("note", folder)


def test_what_stands_above_a_section_decides_how_it_prints(tmp_path: Path) -> None:
    (one,) = written(
        tmp_path, "---\nsheet: own\neach: school\nprofiles: picture\n---\n# Title\n\nHello\n"
    )
    assert (one.name, one.title, one.own_sheet, one.each) == ("one", "Title", True, "school")
    assert one.profiles == {Profile.PICTURE}


@pytest.mark.parametrize(
    "text",
    [
        "Hello\n",
        "---\nrihgts: yes\n---\n# Title\n",
        "---\neach: family\n---\n# Title\n",
        "---\nprofiles: huge\n---\n# Title\n",
        "# Title\n\nCall {phone\n",
        "",
    ],
)
def test_a_mistake_in_a_section_says_where_it_is(tmp_path: Path, text: str) -> None:
    with pytest.raises(MalformedSectionError, match=r"one\.md: "):
        written(tmp_path, text)
