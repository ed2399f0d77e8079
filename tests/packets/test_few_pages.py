"""Real packets are short: pictures on one sheet, and the first page on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from liaison_app.actions import packets
from liaison_app.packets.content import Paper, Profile
from tests.packets import made
from tests.packets.home import Home
from tests.packets.reading import read
from tests.packets.spoken import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.actions.packets import Prepared

LEAST = 16.0  # points: for who reads little


@pytest.fixture(scope="module")
def three_children(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """Amira's family with a third child, who has a long name and goes to Sana's school."""
    home = Home(tmp_path_factory.mktemp("three") / "workspace")
    home.another_child("Mariam Abdulrahman")
    yield home
    home.workspace.close()


def _prepared(home: Home, **wishes: Any) -> Prepared:
    return packets.prepare(home.workspace, home.family, **wishes)


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("language", [*made.LANGUAGES, "ar-IQ"])
class TestAPictureOfTwoSchools:
    def test_is_one_sheet_in_large_letters(
        self, three_children: Home, language: str, paper: Paper
    ) -> None:
        found = _prepared(three_children, language=language, profile=Profile.PICTURE, paper=paper)
        assert found.pages == 2
        assert "too-long" not in {problem.code for problem in found.problems}
        assert min(found.section_pages["picture-day~2"], found.section_pages["reply-slip"]) == 2
        own = {
            round(glyph.size, 1)
            for said in spoken(found.pdf)
            if said.language == language
            for glyph in said.glyphs
        }
        assert min(own) >= LEAST


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("beside", ["", "en"])
@pytest.mark.parametrize("language", made.LANGUAGES)
def test_who_starts_needs_one_page(
    three_children: Home, language: str, beside: str, paper: Paper
) -> None:
    found = _prepared(
        three_children,
        language=language,
        beside="" if beside == language else beside,
        profile=Profile.STANDARD,
        paper=paper,
    )
    assert found.section_pages["start-here"] == 1
    assert found.section_pages["who-to-call"] == 2


def test_what_is_read_on_the_first_page_is_large(three_children: Home) -> None:
    found = _prepared(three_children, language="ur", beside="en", profile=Profile.STANDARD)
    number = [glyph for glyph in read(found.pdf) if glyph.page == 1 and not glyph.artifact]
    assert max(glyph.size for glyph in number) >= 24
