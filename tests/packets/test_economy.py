"""Who saves paper prints the same words on fewer sheets, and nobody has to squint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from liaison_app.actions import packets
from liaison_app.packets.content import Profile
from liaison_app.packets.kinds import KINDS
from tests.packets.home import Home
from tests.packets.spoken import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.actions.packets import Prepared

SMALLEST = 11.0  # points, of what is read in Latin letters
LEAST_ELSEWHERE = 12.0  # points, of letters with many strokes
FIRST = 16.0  # points, of the picture lines with which a packet begins


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    made = Home(tmp_path_factory.mktemp("economy") / "workspace")
    yield made
    made.workspace.close()


def prepared(home: Home, **wishes: Any) -> Prepared:
    return packets.prepare(home.workspace, home.family, **wishes)


@pytest.mark.parametrize("beside", ["none", "en"])
@pytest.mark.parametrize("language", ["es", "ur", "km"])
def test_it_needs_fewer_pages_and_leaves_no_section_out(
    home: Home, language: str, beside: str
) -> None:
    usual, saved = (
        prepared(home, language=language, beside=beside, profile=one)
        for one in (Profile.STANDARD, Profile.ECONOMY)
    )
    assert saved.pages < usual.pages
    assert list(saved.section_pages) == list(usual.section_pages)
    assert not saved.red


def test_what_is_cut_off_still_has_a_sheet_of_its_own(home: Home) -> None:
    found = prepared(home, language="es", profile=Profile.ECONOMY)
    after = {"contact-cards", "reply-slip", "promises"} & set(found.section_pages)
    assert after
    assert all(found.section_pages[one] % 2 == 1 for one in after)


def test_letters_are_small_but_can_be_read(home: Home) -> None:
    found = prepared(home, language="es", beside="en", profile=Profile.ECONOMY)
    running = [one for one in spoken(found.pdf) if one.role in {"P", "LBody"}]
    found_in = found.section_pages["meals-transport-health"]
    sizes = [round(one.glyphs[0].size, 1) for one in running if one.glyphs[0].page == found_in]
    assert min(sizes) == SMALLEST
    first = next(one for one in running if "intérprete es gratis" in one.words)
    assert first.glyphs[0].page == 1
    assert first.glyphs[0].size >= FIRST


def test_letters_with_many_strokes_are_larger(home: Home) -> None:
    found = prepared(home, language="km", profile=Profile.ECONOMY)
    on = found.section_pages["meals-transport-health"]
    sizes = {
        round(glyph.size, 1)
        for one in spoken(found.pdf)
        if one.language == "km" and one.role in {"P", "LBody"}
        for glyph in one.glyphs
        if glyph.page == on
    }
    assert min(sizes) == LEAST_ELSEWHERE


def test_whatever_is_set_for_everybody_can_save_paper() -> None:
    others = {one.name for one in KINDS.values() if Profile.ECONOMY not in one.profiles}
    assert others == {"labels"}, "labels are as large as they are"
