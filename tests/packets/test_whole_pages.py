"""Nothing is missing on a page, nothing runs out of its column, nothing lies over other words."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from liaison_app.packets.content import FaultKind, Paper, Printed, Profile
from tests.packets import made
from tests.packets.columns import line_boxes, outside, touching
from tests.packets.reading import Glyph, read
from tests.packets.spoken import Spoken, spoken

# A picture packet has two pages at most; the invented one, which has everything, is longer.
ALLOWED = {Profile.PICTURE: {FaultKind.TOO_LONG}}

IN_ONE = tuple((language, "") for language in (*made.LANGUAGES, "ar-EG", "ar-IQ"))
IN_TWO = tuple((language, "en") for language in made.LANGUAGES if language != "en")
PACKETS = [
    *((languages, profile) for languages in IN_ONE for profile in Profile),
    *((languages, Profile.STANDARD) for languages in (*IN_TWO, ("ar", "ur"), ("es", "ar"))),
    *((languages, Profile.LARGE_PRINT) for languages in (*IN_TWO, ("ar", "ur"))),
    *(((language, ""), Profile.STANDARD) for language in made.OTHER_SCRIPTS),
    *(((language, "en"), Profile.LARGE_PRINT) for language in made.OTHER_SCRIPTS),
]


@dataclass(frozen=True)
class Seen:
    """A packet on paper, and what is on it."""

    printed: Printed
    profile: Profile
    glyphs: list[Glyph]
    said: list[Spoken]


@pytest.fixture(
    scope="class",
    params=PACKETS,
    ids=lambda given: "-".join([*filter(None, given[0]), given[1].value]),
)
def seen(request: pytest.FixtureRequest) -> Seen:
    """Each packet in turn."""
    (language, beside), profile = request.param
    printed = made.lay_out(made.packet(language, beside), profile=profile)
    glyphs = read(printed.pdf)
    return Seen(printed, profile, glyphs, spoken(printed.pdf, glyphs))


class TestAPacket:
    def test_has_a_glyph_for_everything(self, seen: Seen) -> None:
        allowed = ALLOWED.get(seen.profile, ())
        assert [fault for fault in seen.printed.faults if fault.kind not in allowed] == []
        assert [glyph for glyph in seen.glyphs if glyph.number == 0] == []
        assert {glyph.page for glyph in seen.glyphs} == set(range(1, seen.printed.pages + 1))

    def test_keeps_to_its_columns(self, seen: Seen) -> None:
        boxes = line_boxes(seen.said)
        assert len(boxes) > 50
        assert touching(boxes) == []

    def test_keeps_off_the_edges(self, seen: Seen) -> None:
        assert [glyph for glyph in seen.glyphs if outside(glyph, Paper.LETTER)] == []


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("language", ["es", "ar", "km"])
def test_a4_has_its_own_edges(language: str, profile: Profile) -> None:
    printed = made.lay_out(made.packet(language, "en"), profile=profile, paper=Paper.A4)
    assert [glyph for glyph in read(printed.pdf) if outside(glyph, Paper.A4)] == []


def test_words_wider_than_any_column_are_reported() -> None:
    endless = "W" * 300
    printed = made.lay_out(made.packet("en", name=endless), profile=Profile.LARGE_PRINT)
    assert [glyph for glyph in read(printed.pdf) if outside(glyph, Paper.LETTER)] == []
    assert {fault.kind for fault in printed.faults} <= {FaultKind.TOO_WIDE, FaultKind.TOO_LONG}
