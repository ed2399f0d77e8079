"""Who reads little gets the pages that matter most in pictures, each on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from liaison_app.packets.content import Profile
from tests.packets.home import Home
from tests.packets.spoken import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    made = Home(tmp_path_factory.mktemp("pictures") / "workspace")
    yield made
    made.workspace.close()


@pytest.mark.parametrize("language", ["es", "ar", "ur", "km"])
@pytest.mark.parametrize(("kind", "most"), [("door-note", 1), ("who-to-call", 2)])
def test_a_page_in_pictures_is_in_one_language_in_large_letters(
    home: Home, kind: str, most: int, language: str
) -> None:
    found = home.prepare(kind=kind, language=language, profile=Profile.PICTURE)
    assert found.pages <= most, "one page for each school"
    assert not found.red
    assert not found.beside
    assert "one-language" not in {one.code for one in found.problems}
    own = [one for one in spoken(found.pdf) if one.language == language and one.glyphs]
    assert min(one.glyphs[0].size for one in own) >= 16


def test_english_beside_pictures_is_said_to_be_left_out(home: Home) -> None:
    found = home.prepare(kind="door-note", language="ar", beside="en", profile=Profile.PICTURE)
    assert "one-language" in {one.code for one in found.problems}
    assert not found.beside


def test_numbers_stand_under_their_pictures_as_in_the_table(home: Home) -> None:
    both = [
        home.prepare(kind="who-to-call", language="en", profile=one)
        for one in (Profile.STANDARD, Profile.PICTURE)
    ]
    said = ["".join(one.words for one in spoken(found.pdf)) for found in both]
    for number in ("555-0112", "555-0102", "555-0142", "911"):
        assert all(number in words for words in said)
