"""Words of a district that cannot be used: the packet prints in ours, and staff are told why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from liaison_app.packets.voices import voice
from liaison_app.records.packets import SectionText

if TYPE_CHECKING:
    from tests.packets.home import Home

SICK = "Is your child sick? Call us in the morning."
CALL = "Do you have a question? Call **{help_phone}**."
ODD = "stands alone"


def add(home: Home, text: str, source: str = SICK, language: str = "en", section: str = "") -> str:
    row = SectionText(source=source, language=language, text=text, section=section)
    return home.add(row)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Sick? Show {badge_number}.", "{badge_number}"),
        ("Sick? Call {0}", "{0}"),
        ("Sick? **Call {help_phone", ODD),
        ("Sick? **Call", ODD),
        ("Sick? {help_phone:**}**", ODD),
    ],
)
def test_words_that_cannot_be_used_stop_no_packet(home: Home, text: str, why: str) -> None:
    row = add(home, text)
    made = home.prepare(language="en")
    assert not made.red
    (told,) = [one for one in made.problems if one.code == "text-unused"]
    assert told.place is not None
    assert (told.place.type, told.place.id) == ("section_text", row)
    assert why in told.why
    assert voice("en", home.workspace.all(SectionText)).said(SICK).plain == SICK


@pytest.mark.parametrize(
    ("text", "source", "section", "why"),
    [
        ("اتصلوا بنا", CALL, "", "{help_phone}"),
        ("**اتصلوا {help_phone}", CALL, "", ODD),
        ("أهلاً", "Good morning, dear families.", "", "in no packet"),
        ("مريض؟", SICK, "start_here", "start_here"),
    ],
)
def test_a_translation_that_is_not_used_says_why(
    home: Home, text: str, source: str, section: str, why: str
) -> None:
    row = add(home, text, source, "ar", section)
    (told,) = [one for one in home.prepare().problems if one.code == "text-unused"]
    assert why in told.why
    assert not told.red
    assert told.place is not None
    assert told.place.id == row
    english = home.prepare(language="en").problems
    assert "text-unused" not in {one.code for one in english}, "no page of theirs is Arabic"


def test_words_that_are_used_are_not_complained_of(home: Home) -> None:
    add(home, "Sick? Call {help_phone} or {liaison}.")
    add(home, "مريض؟ {help_phone} {liaison}", "Sick? Call {help_phone} or {liaison}.", "ar")
    add(home, "حافلة", "Find out about the school bus", "ar", "promises")
    assert "text-unused" not in {one.code for one in home.prepare().problems}
