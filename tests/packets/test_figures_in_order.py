"""A phone number and a time of day read from left to right on every right-to-left page.

A number the other way round cuts a family off. What counts is what an eye sees: shapes and places
in the file, never what the file says that it says.
"""

from __future__ import annotations

import re

import pytest

from liaison_app.packets.content import Paper, Profile
from tests.packets import eyes, made
from tests.packets.reading import read

TURNED = ("0142-555 (612)", "555-0142 (612)", "(0142-555 (612", "2410-555")
_EIGHT_FIFTEEN = re.compile(r"(?<![0-9])8:15(?![0-9])")
TURNED_TIMES = ("51:8", "15:8", "03:51", "30:15")


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("beside", ["", "en", "ur"])
@pytest.mark.parametrize("language", made.RIGHT_TO_LEFT)
def test_numbers_and_times_read_left_to_right(language: str, beside: str, profile: Profile) -> None:
    if language == beside:
        beside = "ar"
    glyphs = read(made.printed(language, beside, profile=profile).pdf)
    said = [words.plain for words in made.texts(made.packet(language, beside).sections)]
    numbers = sum(words.count(made.phone()) for words in said)
    times = sum(len(_EIGHT_FIFTEEN.findall(eyes.western(words))) for words in said)
    assert eyes.times_seen(glyphs, made.PHONE) >= numbers >= 4
    assert eyes.times_seen(glyphs, "8:15") >= times > 5
    assert [turned for turned in (*TURNED, *TURNED_TIMES) if eyes.times_seen(glyphs, turned)] == []


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("language", made.LANGUAGES)
def test_every_language_shows_the_number_on_every_paper(language: str, paper: Paper) -> None:
    glyphs = read(made.printed(language, paper=paper).pdf)
    assert eyes.times_seen(glyphs, made.PHONE) > 5
