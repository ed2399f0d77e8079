"""Sheets for a meeting at school: the family's, the child's, and one for what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from liaison_app.errors import InvalidValue
from tests.packets.kinds.goaling import in_long_arabic
from tests.packets.kinds.lent import said

if TYPE_CHECKING:
    from liaison_app.actions.packets import Prepared
    from tests.packets.home import Home

SHEETS = {"our-meeting": 1, "three-things": 2, "meeting-notes": 3}
KNOWN = {
    "child": "Yusuf",
    "day": "2026-12-03",
    "time": "16:30",
    "place": "Library",
    "interpreter": "yes",
    "childcare": "yes",
}


def sheets(home: Home, **wishes: Any) -> Prepared:
    return home.prepare(kind="conference", **wishes)


def test_each_sheet_is_one_page_beside_english(home: Home) -> None:
    in_long_arabic(home, "conference")
    for paper in ("letter", "a4"):
        for options in ({}, KNOWN):
            made = sheets(home, paper=paper, options=options)
            assert (made.section_pages, made.pages, made.red) == (SHEETS, 3, False)
    assert made.beside == "en"


def test_says_when_where_and_with_whom(home: Home) -> None:
    words = said(sheets(home, language="en", options=KNOWN).pdf)
    for line in (
        "For: Yusuf",
        "Day: Thursday, December 3",
        "Time: 4:30 PM",
        "With: Ms. Lee",
        "Where: Library",
        "A free interpreter is there for you.",
    ):
        assert line in words, line


def test_what_nobody_knows_yet_is_a_line_and_nothing_is_promised(home: Home) -> None:
    words = said(sheets(home, language="en").pdf)
    assert {"Day", "Time", "Where"} <= set(words)
    assert "A free interpreter is there for you." not in words
    assert not any(one.startswith("For:") for one in words), "two children: nobody said which"


def test_the_child_writes_its_own_name(home: Home) -> None:
    words = said(sheets(home, language="en", options=KNOWN, sections=["three-things"]).pdf)
    assert "My name" in words
    assert not any("Yusuf" in one or "Haddad" in one for one in words)


def test_a_child_of_another_family_is_refused(home: Home) -> None:
    with pytest.raises(InvalidValue, match="Yusuf"):
        sheets(home, options={"child": "Max"})


def test_a_restricted_parent_is_named_nowhere(home: Home) -> None:
    home.restrict(home.karim)
    made = sheets(home, options={"place": "where Karim lives"})
    assert "restricted-named" in {one.code for one in made.problems if one.red}


def _codes(made: Prepared) -> set[str]:
    return {one.code for one in made.problems}


def test_words_for_the_time_are_known_to_be_typed(home: Home) -> None:
    home.restrict(home.karim)
    made = sheets(home, options={"time": "after Karim leaves"})
    assert "restricted-named" in {one.code for one in made.problems if one.red}
    typed = [one.why for one in sheets(home, options={"time": "after lunch"}).problems]
    assert any("“\u2068after lunch\u2069” is not translated" in why for why in typed)
    told = [one.why for one in sheets(home, options=KNOWN).problems if one.code == "typed"]
    assert not any("16:30" in why for why in told), "a time is said in every language"


def test_a_day_that_is_over_is_told(home: Home) -> None:
    over = sheets(home, options={**KNOWN, "day": "2020-01-01"})
    assert "day-over" in _codes(over)
    assert not over.red
    assert "day-over" not in _codes(sheets(home, options=KNOWN))
    today = home.workspace.today().isoformat()
    assert "day-over" not in _codes(sheets(home, options={**KNOWN, "day": today}))
