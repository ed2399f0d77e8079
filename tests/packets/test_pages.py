"""Pages as a family holds them: two languages in step, sheets to take off, feet, nothing lost."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from pypdf import PdfReader

from liaison_app.packets import content
from liaison_app.packets.blocks.words import bare
from liaison_app.packets.content import (
    FaultKind,
    Packet,
    Paper,
    Profile,
    Section,
    Text,
    text,
)
from liaison_app.packets.pages import lay_out
from tests.packets import laid, made
from tests.packets.eyes import rows
from tests.packets.reading import operations, read
from tests.packets.spoken import Spoken, lines, spoken

if TYPE_CHECKING:
    from liaison_app.packets.content import Block

BOTH = [("ar", "en"), ("en", "ar"), ("ur", "ar"), ("es", "en"), ("ar", "ur")]
RTL = ("ar", "ur")
SIZES = {Paper.A4: (595.28, 841.89), Paper.LETTER: (612.0, 792.0)}
EDGE = 18.0  # points that printers leave white


def _left(one: Spoken) -> float:
    return min(glyph.ink[0] for glyph in one.glyphs if glyph.outline)


def _right(one: Spoken) -> float:
    return max(glyph.ink[2] for glyph in one.glyphs if glyph.outline)


@pytest.mark.parametrize(("family", "beside"), BOTH)
class TestTwoLanguages:
    def test_the_familys_own_is_at_its_start_side(self, family: str, beside: str) -> None:
        pdf = made.printed(family, beside).pdf
        for at in range(3):
            own = laid.saying(pdf, made.said("lines", (family,), at=at)[0].plain)[0]
            other = laid.saying(pdf, made.said("lines", (beside,), at=at)[0].plain)[0]
            if family in RTL:
                assert _left(own) > _right(other)
            else:
                assert _right(own) < _left(other)

    def test_paragraphs_stand_in_step(self, family: str, beside: str) -> None:
        words = ("First of all", "Second " * 40, "Third")
        blocks = tuple(
            content.Paragraph((text(f"{one} a", family), text(f"{one} b", beside))) for one in words
        )
        pdf = laid.printed(laid.packet(*blocks, languages=(family, beside))).pdf
        for one in words:
            own, other = (laid.saying(pdf, f"{one} {column}")[0] for column in "ab")
            first_lines = [lines(side)[0][0].y for side in (own, other)]
            assert first_lines[0] == pytest.approx(first_lines[1], abs=0.1)

    def test_the_familys_letters_are_larger(self, family: str, beside: str) -> None:
        blocks = (content.Paragraph((text("own words", family), text("other words", beside))),)
        pdf = laid.printed(laid.packet(*blocks, languages=(family, beside))).pdf
        own, other = (laid.saying(pdf, f"{one} words")[0].glyphs[0] for one in ("own", "other"))
        assert own.size > other.size >= 11

    def test_the_pictogram_is_at_the_start_side_of_all(self, family: str, beside: str) -> None:
        line = (text("own", family), text("other", beside))
        pdf = laid.printed(
            laid.packet(content.PictureLine("bus", line), languages=(family, beside))
        ).pdf
        own = laid.saying(pdf, "own")[0]
        at = _pictogram(pdf, 34 / 24)
        assert at > _right(own) if family in RTL else at + 34 < _left(own)


def _pictogram(pdf: bytes, scale: float) -> float:
    """Where the left edge of a pictogram of this scale is, inside its cell and row."""
    contents = PdfReader(io.BytesIO(pdf)).pages[0].get_contents()
    assert contents is not None
    moves: list[tuple[float, float]] = []
    x = 0.0
    for operator, operands in operations(contents.get_data()):
        if operator == "q":
            moves.append((x, 0))
        elif operator == "Q":
            x = moves.pop()[0]
        elif operator == "cm":
            x += operands[4]
            if operands[0] == pytest.approx(scale, abs=1e-3):
                return float(x)
    raise AssertionError("no pictogram of this size")


def test_a_word_in_another_language_keeps_its_own_direction() -> None:
    stand_in = content.Paragraph((text("Call us today.", "en"),))
    pdf = laid.printed(laid.packet(stand_in, languages=("ar",))).pdf
    said = laid.saying(pdf, "Call us today.")[0]
    assert said.language == "en"
    assert [glyph.text for glyph in said.glyphs][-1] == "."
    assert max(said.glyphs, key=lambda glyph: glyph.x).text == "."


class TestTheFootOfEachPage:
    @pytest.mark.parametrize("language", ["en", "ar", "ur", "km"])
    def test_says_whom_to_call_and_which_page_of_which_packet(self, language: str) -> None:
        printed = made.printed(language)
        for page in range(1, printed.pages + 1):
            foot = [glyph for glyph in laid.artifacts(printed.pdf, page) if glyph.y < 100]
            seen = rows(foot)
            assert any("(612) 555-0142" in row for row in seen)
            assert any(f"{page}/{printed.pages}" in row for row in seen)
            assert made.CODE in "".join(glyph.text for glyph in foot)

    def test_counts_in_the_familys_digits(self) -> None:
        printed = made.printed("ar-EG")
        assert "١" in "".join(glyph.text for glyph in laid.artifacts(printed.pdf, 1))

    def test_tells_staff_of_a_draft_and_everybody_of_practice(self) -> None:
        packet = replace(made.packet("es"), draft=True, sample=True)
        printed = laid.printed(packet)
        real = laid.printed(replace(packet, draft=False, sample=False))
        for page in range(1, printed.pages + 1):
            said = "".join(glyph.text for glyph in laid.artifacts(printed.pdf, page))
            assert "draft es" in said
            assert "SAMPLE" in said
        for glyphs in (laid.artifacts(real.pdf, page) for page in range(1, real.pages + 1)):
            said = "".join(glyph.text for glyph in glyphs)
            assert "draft" not in said
            assert "SAMPLE" not in said

    def test_practice_shows_across_the_page_under_its_words(self) -> None:
        packet = replace(made.packet("es"), sample=False)
        grey = [
            sum(_grey(pdf))
            for pdf in (laid.printed(packet).pdf, laid.printed(replace(packet, sample=True)).pdf)
        ]
        assert grey[0] == 0
        assert grey[1] > 0


def _grey(pdf: bytes) -> list[int]:
    """How many points of a page are exactly as grey as the mark of practice, page by page."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for page in document:
        image = page.render(
            scale=0.5, no_smoothpath=True, no_smoothtext=True, grayscale=True
        ).to_pil()
        found.append(sum(1 for value in image.tobytes() if 225 <= value <= 235))
    document.close()
    return found


def test_a_part_in_english_too_stands_in_a_packet_of_one_language() -> None:
    both = (text("own", "ar"), text("other", "en"))
    blocks = (
        content.Checks((both,)),
        content.FillIns((both,)),
        content.Calendar(date(2026, 9, 1), "ar", (content.Marked(date(2026, 9, 7), both),)),
    )
    pdf = laid.printed(laid.packet(*blocks, languages=("ar",))).pdf
    said = [one.words for one in spoken(pdf) if one.role != "Figure"]
    assert said.count("own") == said.count("other") == len(blocks)
    assert "Monday, September 7" in [bare(one) for one in said]


@pytest.mark.parametrize(
    ("profile", "least", "usual"),
    [(Profile.STANDARD, 13, 13), (Profile.LARGE_PRINT, 18, 18), (Profile.PICTURE, 16, 16)],
)
def test_letters_are_as_large_as_the_profile_asks(
    profile: Profile, least: float, usual: float
) -> None:
    printed = lay_out(made.packet("so"), paper=Paper.A4, profile=profile)
    sizes = {
        glyph.size
        for one in spoken(printed.pdf)
        if one.role in {"P", "LBody", "Span"}
        for glyph in one.glyphs
        if one.words not in ("Maria Garcia", made.PHONE)
    }
    running = laid.saying(printed.pdf, made.said("lines", ("so",), at=1)[0].plain)
    # Letters that are drawn smaller in the same size are set larger.
    assert any(usual <= one.glyphs[0].size <= usual * 1.1 for one in running)
    assert min(sizes) >= least - 1  # names of days over a calendar


def test_a_picture_packet_of_three_pages_is_too_long() -> None:
    line = content.PictureLine(
        "bus", (text("There is a school bus. Call us if it is late.", "en"),)
    )
    fits = Section("day", (text("Day", "en"),), (line,) * 26)
    printed = laid.printed(laid.packet(sections=(fits,)), Profile.PICTURE)
    assert printed.pages == 2
    assert printed.faults == ()
    over = Section("over", (text("Over", "en"),), (line,) * 24)
    printed = laid.printed(laid.packet(sections=(fits, over)), Profile.PICTURE)
    assert [(fault.kind, fault.section) for fault in printed.faults] == [
        (FaultKind.TOO_LONG, "over")
    ]


def test_short_picture_lines_share_a_row_where_sheets_are_few() -> None:
    long = "A long line of words that needs the whole width of the page"
    words = ("Bus", "Lunch", "Breakfast", long, "End")
    blocks = tuple(content.PictureLine("bus", (text(one, "ar"),)) for one in words)
    packet = laid.packet(*blocks, languages=("ar",))
    heights = {
        profile: [
            laid.saying(laid.printed(packet, profile).pdf, one)[0].glyphs[0].y for one in words
        ]
        for profile in (Profile.PICTURE, Profile.STANDARD)
    }
    assert len(set(heights[Profile.PICTURE][:3])) == 1
    assert len(set(heights[Profile.PICTURE])) == 3
    assert len(set(heights[Profile.STANDARD])) == 5
    first, second = (
        laid.saying(laid.printed(packet, Profile.PICTURE).pdf, one)[0] for one in words[:2]
    )
    assert _left(first) > _right(second)


def test_a_character_that_no_font_has_is_told_with_its_section() -> None:
    odd = content.Paragraph((text("Here: \U00013000", "en"),))
    fine = Section("fine", (text("Fine", "en"),), ())
    bad = Section("bad", (text("Bad", "en"),), (odd,))
    printed = laid.printed(laid.packet(sections=(fine, bad)))
    assert [(fault.kind, fault.section) for fault in printed.faults] == [
        (FaultKind.NO_GLYPH, "bad")
    ]


HOSTILE = [
    "W" * 300,
    "ش" * 120,
    "\U0001f469\u200d\U0001f469\u200d\U0001f467" * 60,
    "ក្រ" * 200,
    "\u202e\u2066" * 50 + "abc",
    " ",
    "",
    "\u0301" * 60,
    "word " * 80,
    "a\nb\n" * 30,
]
ANY = (("en",), ("ar", "en"), ("km", "ur"))
CLIMBING = (1, 7)  # letters of one word in Nastaliq, and marks, stand one above the other


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_nothing_runs_off_the_page_whatever_was_typed(number: int, profile: Profile) -> None:
    languages = ANY[(number + list(Profile).index(profile)) % len(ANY)]
    paper, (width, height) = list(SIZES.items())[number % 2]
    printed = lay_out(_hostile(HOSTILE[number], languages), paper=paper, profile=profile)
    glyphs = [glyph for glyph in read(printed.pdf) if glyph.outline]
    assert all(EDGE < glyph.ink[0] <= glyph.ink[2] < width - EDGE for glyph in glyphs)
    if number not in CLIMBING:
        assert all(EDGE < glyph.ink[1] <= glyph.ink[3] < height - EDGE for glyph in glyphs)


def _hostile(words: str, languages: tuple[str, ...]) -> Packet:
    said = tuple(Text((content.Span(words),), tag) for tag in languages)
    bold = tuple(Text((content.Span(words, bold=True),), tag) for tag in languages)
    blocks: tuple[Block, ...] = (
        content.Heading(said),
        content.Paragraph(said, "bus"),
        content.PictureLine("phone", bold),
        content.Bullets((said, bold)),
        content.Bullets((said,), numbered=True),
        content.Phrase(said[0], said[-1]),
        content.Table((said, said, said), ((said, bold, said), ((), (), said))),
        content.Checks((said,)),
        content.FillIns((said,)),
        content.Calendar(
            date(2026, 12, 1),
            languages[0],
            tuple(content.Marked(date(2026, 12, 15), said, "no-such-icon") for _ in range(5)),
        ),
        content.Cards(tuple(content.Card(said, words, said, "bus") for _ in range(3))),
        content.QrCode("tel:+16125550142", said),
        content.Strip(said),
        content.CutLine(),
        content.Paragraph(said),
    )
    return Packet(
        "welcome",
        made.CODE,
        languages,
        said,
        (Section("one", said, blocks, icon="bus"), Section("two", said, blocks, own_sheet=True)),
        help_line=said,
        sample=True,
        draft=True,
    )


class TestTheSameOfTwoSchools:
    def _pages(self, lines: int) -> list[int]:
        said = (text("Who to call", "en"),)
        blocks = tuple(content.Paragraph(said) for _ in range(lines))
        names = ("start", "who-to-call", "who-to-call~2", "month")
        sections = tuple(Section(name, said, blocks, fresh_page=True) for name in names)
        packet = Packet("welcome", "X", ("en",), said, sections)
        found = lay_out(packet, paper=Paper.LETTER, profile=Profile.STANDARD).section_pages
        return [found[name] for name in names]

    def test_stands_on_one_page_where_it_fits(self) -> None:
        assert self._pages(4) == [1, 2, 2, 3]

    def test_is_not_torn_over_two_pages(self) -> None:
        assert self._pages(16) == [1, 2, 3, 4]
