"""What a district puts in place of our sections, adds, moves or leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from liaison_app.errors import InvalidValue
from liaison_app.packets.sections import UnreadableSection, checked, sections
from liaison_app.records.packets import PacketSection, SectionText
from tests.packets.home import Home

if TYPE_CHECKING:
    from pathlib import Path

LIBRARY = "# Our library\n\n- The library is free.\n- Call **{help_phone}**.\n"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "w")


def names(home: Home, kind: str = "welcome") -> list[str]:
    return [one.name for one in sections(home.workspace, kind)]


def own(home: Home, section: str, kind: str = "welcome", **values: object) -> str:
    return home.add(PacketSection(kind=kind, section=section, **values))  # type: ignore[arg-type]


def codes(home: Home) -> set[str]:
    return {one.code for one in home.prepare().problems}


def test_a_section_is_added_where_the_district_wants_it(home: Home) -> None:
    own(home, "our-library", text=LIBRARY, position=25)
    assert names(home)[1:4] == ["picture-day", "our-library", "who-to-call"]
    made = home.prepare(language="en", sections=["our-library"])
    assert not made.red
    assert made.section_pages == {"our-library": 1}


def test_a_section_without_a_place_comes_last(home: Home) -> None:
    own(home, "our-library", text=LIBRARY)
    assert names(home)[-1] == "our-library"


def test_a_section_is_moved_and_left_out(home: Home) -> None:
    own(home, "rights", position=5)
    own(home, "learning-week", hidden=True)
    assert names(home)[0] == "rights"
    assert "learning-week" not in names(home)


def test_the_districts_words_take_the_place_of_ours(home: Home) -> None:
    own(home, "absence", text="# When your child is sick\n\nCall the office.\n")
    one = next(one for one in sections(home.workspace, "welcome") if one.name == "absence")
    assert one.title == "When your child is sick"


def test_an_added_section_is_translated_like_the_others(home: Home) -> None:
    own(home, "our-library", text="# Our library\n\nThe library is free.\n")
    assert "untranslated" in {p.code for p in home.prepare(sections=["our-library"]).problems}
    for source, text in (("Our library", "مكتبتنا"), ("The library is free.", "المكتبة مجانية.")):
        home.add(SectionText(source=source, language="ar", text=text))
    found = {p.code for p in home.prepare(sections=["our-library"]).problems}
    assert "untranslated" not in found
    assert "text-unused" not in found


@pytest.mark.parametrize(
    "text",
    [
        "No title.",
        "# One\n\n# Two",
        "# Our library\n\nA **bold word.",
        "# Our library\n\nA {brace",
        "# Our library\n\nCall {nobody_knows_this}.",
        "# Our library\n\n@nothing_makes_this",
        "# Our library\n\n![no-such-picture] A picture.",
        "---\nicon: no-such-picture\n---\n# Our library",
        "---\nprofiles: everybody\n---\n# Our library",
        "---\nnobody: knows\n---\n# Our library",
        "---\nicon: book\n# Our library",
        "# Our library\n\n#Heading without a space",
    ],
)
def test_what_cannot_be_read_is_said_and_prints_nothing(home: Home, text: str) -> None:
    with pytest.raises(InvalidValue):
        checked("welcome", "our-library", text)
    own(home, "our-library", text=text)
    own(home, "absence", text=text)
    assert "our-library" not in names(home)
    assert "absence" in names(home), "ours prints in place of what cannot be read"
    found = [one for one in home.prepare(language="en").problems if one.code == "section-unread"]
    assert len(found) == 2
    assert not any(one.red for one in found)


@pytest.mark.parametrize("name", ["", "Our Library", "a/b", "../x", "ä", "x" * 61])
def test_a_section_has_a_name_that_a_command_can_say(name: str) -> None:
    with pytest.raises(InvalidValue):
        checked("welcome", name, LIBRARY)


@pytest.mark.parametrize(
    ("sign", "number"), [("\u0378", "U+0378"), ("\ue123", "U+E123"), ("\ufffd", "U+FFFD")]
)
def test_a_character_that_no_typeface_has_is_refused_with_its_line(sign: str, number: str) -> None:
    with pytest.raises(UnreadableSection) as refused:
        checked("welcome", "our-library", LIBRARY.replace("free", f"fr{sign}e"))
    assert refused.value.line == 3
    assert number in str(refused.value)
    assert "line 3" in str(refused.value)


@pytest.mark.parametrize("words", ["Bibliothèque", "ห้องสมุด", "المكتبة", "図書館", "📚 Books"])
def test_a_character_of_any_language_is_taken(words: str) -> None:
    assert checked("welcome", "our-library", LIBRARY.replace("Our library", words)).title == words


def test_rights_in_words_of_the_district_are_no_official_text(home: Home) -> None:
    def told(language: str) -> dict[str, str]:
        made = home.prepare(kind="rights", language=language)
        return {one.code: one.why for one in made.problems}

    assert "rights-own" not in told("en")
    assert "official" in told("so").get("rights-in-english", "official")
    (shipped,) = sections(home.workspace, "rights")[:1]
    row = home.add(SectionText(source=shipped.title, language="en", text="Ask us anything"))
    assert "rights-own" in told("en")
    home.remove(SectionText, row)
    own(home, shipped.name, "rights", text="# Your rights\n\n- The school must listen.\n")
    assert "own words" in told("en")["rights-own"]
    arabic = told("ar")
    assert "rights-own" in arabic
    assert "official" not in arabic["rights-in-english"]


def test_rights_stay_rights_whatever_the_district_writes(home: Home) -> None:
    own(home, "rights", text="# Your rights\n\n- The school must listen to you.\n")
    home.add(SectionText(source="The school must listen to you.", language="ar", text="مسودة"))
    home.add(SectionText(source="Your rights", language="ar", text="حقوقكم"))
    made = home.prepare(sections=["rights"])
    assert "rights-in-english" in {one.code for one in made.problems}
