"""What is cut out, written on, ticked and said: cards, lines for the hand, phrases."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from liaison_app.packets import content
from liaison_app.packets.content import (
    FaultKind,
    Packet,
    Paper,
    Profile,
    Section,
    text,
)
from liaison_app.packets.looks import MM
from liaison_app.packets.pages import lay_out
from tests.packets import laid, made
from tests.packets.eyes import rows
from tests.packets.laid import saying
from tests.packets.reading import read
from tests.packets.spoken import Spoken, lines, spoken

if TYPE_CHECKING:
    from liaison_app.packets.content import Block, Said


def _pdf(*blocks: Block, languages: tuple[str, ...] = ("en",)) -> bytes:
    title = (text("Title", languages[0]),)
    packet = Packet("welcome", "X", languages, title, (Section("one", title, blocks),))
    return lay_out(packet, paper=Paper.A4, profile=Profile.STANDARD).pdf


def _said(words: str, *tags: str) -> Said:
    return tuple(text(f"{words} {tag}", tag) for tag in tags)


def _x(one: Spoken) -> float:
    return min(glyph.x for glyph in one.glyphs)


class TestCards:
    def test_are_as_large_as_a_card_for_a_wallet(self) -> None:
        card = content.Card(_said("Office", "ar", "en"), made.PHONE, _said("8 to 4", "ar", "en"))
        pdf = _pdf(content.Cards((card, card, card)), languages=("ar", "en"))
        cuts = [points for names, points, _ in laid.paths(pdf) if names == "ml" * 5 + "S"]
        assert len(cuts) == 1
        edges = sorted({round(x, 1) for x, _ in cuts[0]})
        assert [b - a for a, b in pairwise(edges)] == pytest.approx([85 * MM, 85 * MM], abs=0.2)
        heights = sorted({round(y, 1) for _, y in cuts[0]})
        assert heights[1] - heights[0] == pytest.approx(54 * MM, abs=0.2)

    def test_have_the_number_from_left_to_right(self) -> None:
        card = content.Card(_said("Office", "ar"), made.PHONE, _said("8 to 4", "ar"))
        pdf = _pdf(content.Cards((card,)), languages=("ar",))
        assert any(made.PHONE in row for row in rows(read(pdf)))

    def test_hold_what_is_too_long_by_setting_it_smaller(self) -> None:
        long = _said("many words " * 60, "en")
        pdf = _pdf(content.Cards((content.Card(long, made.PHONE, long),)))
        said = [one for one in spoken(pdf) if "many words" in one.words]
        heights = [glyph.y for one in said for glyph in one.glyphs]
        assert max(heights) - min(heights) < 54 * MM

    def test_tell_what_is_so_long_that_it_had_to_be_set_smaller(self) -> None:
        long, usual = _said("many words " * 60, "en"), _said("Cedar Grove Elementary", "ur", "en")
        printed = laid.printed(
            laid.packet(
                content.Cards((content.Card(usual, made.PHONE, usual),)), languages=("ur", "en")
            ),
            Profile.LARGE_PRINT,
        )
        assert printed.faults == ()
        printed = laid.printed(laid.packet(content.Cards((content.Card(long, made.PHONE, long),))))
        assert [fault.kind for fault in printed.faults] == [FaultKind.TOO_WIDE]

    def test_keep_a_number_with_its_extension_on_one_line(self) -> None:
        number = f"{made.PHONE} ext. 7031"
        pdf = _pdf(content.Cards((content.Card(_said("Office", "en"), number),)))
        said = saying(pdf, number)[0]
        assert len(lines(said)) == 1
        assert max(glyph.ink[2] for glyph in said.glyphs if glyph.outline) < 18 * MM + 85 * MM

    @pytest.mark.parametrize("profile", [Profile.STANDARD, Profile.LARGE_PRINT])
    def test_of_six_stand_on_one_page_with_the_code(self, profile: Profile) -> None:
        card = content.Card(_said("School office", "uk"), made.PHONE, _said("8 to 4", "uk"))
        code = content.QrCode("tel:+16125550142", _said("Point the camera at the square.", "uk"))
        lead = content.Paragraph(_said("Cut along the lines. Keep a card near your phone.", "uk"))
        packet = laid.packet(lead, content.Cards((card,) * 6), code, languages=("uk",))
        assert laid.printed(packet, profile).pages == 1


class TestLinesForTheHand:
    def test_are_long_and_far_enough_apart(self) -> None:
        pdf = _pdf(content.FillIns((_said("name", "en"), _said("phone", "en"))))
        long = [
            points
            for names, points, _ in laid.paths(pdf)
            if names == "mlS" and points[0][1] == points[1][1] and points[0][0] > 150
        ]
        heights = sorted({round(points[0][1], 1) for points in long})
        assert len(heights) == 2
        assert heights[1] - heights[0] >= 8 * MM
        for (left, _), (right, _) in long:
            assert right - left >= 80 * MM

    @pytest.mark.parametrize("language", ["uk", "ar", "ur"])
    def test_begin_right_after_their_label(self, language: str) -> None:
        label = _said("a name", language, "en")
        pdf = _pdf(content.FillIns((label,)), languages=(language, "en"))
        (line,) = (
            sorted(x for x, _ in points)
            for names, points, _ in laid.paths(pdf)
            if (names == "mlS" and points[0][1] == points[1][1] and points[0][0] > 20 * MM)
            or (names == "mlS" and abs(points[1][0] - points[0][0]) < 150 * MM)
        )
        words = [g for one in label for g in saying(pdf, one.plain)[0].glyphs if g.outline]
        if language == "uk":
            gap = line[0] - max(glyph.ink[2] for glyph in words)
        else:
            gap = min(glyph.ink[0] for glyph in words) - line[-1]
        assert 4 < gap < 14
        assert line[-1] - line[0] >= 70 * MM

    def test_boxes_to_tick_are_five_millimetres(self) -> None:
        pdf = _pdf(content.Checks((_said("call me", "en"), _said("not me", "en"))))
        boxes = [points for names, points, _ in laid.paths(pdf) if names.startswith("re")]
        sizes = [points[1][0] - points[0][0] for points in boxes]
        assert sum(size == pytest.approx(5 * MM, abs=0.05) for size in sizes) == 2
        assert [one.words for one in spoken(pdf) if one.role == "Lbl"] == ["\u2610"] * 2

    def test_stand_at_the_familys_side(self) -> None:
        pdf = _pdf(content.Checks((_said("call me", "ar", "en"),)), languages=("ar", "en"))
        box = next(points for names, points, _ in laid.paths(pdf) if names.startswith("re"))
        assert box[0][0] > max(glyph.x for glyph in saying(pdf, "call me ar")[0].glyphs)


def test_phrases_that_follow_each_other_share_a_frame() -> None:
    phrases = [
        content.Phrase(text(f"I speak {one}.", "en"), text(f"say {one}", "ar"))
        for one in ("Arabic", "English")
    ]
    pdf = _pdf(*phrases, languages=("ar",))
    frames = [names for names, _, _ in laid.paths(pdf) if names == "mllllS"]
    assert len(frames) == 1
    for one in ("Arabic", "English"):
        english, sounds = saying(pdf, f"I speak {one}.")[0], saying(pdf, f"say {one}")[0]
        assert english.glyphs[0].y == pytest.approx(sounds.glyphs[0].y, abs=0.5)
        assert _x(english) > _x(sounds)
