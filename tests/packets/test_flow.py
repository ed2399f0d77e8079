"""Where pages end: sheets to take off, headings and slips that stay whole, sections that go on."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from liaison_app.packets import content
from liaison_app.packets.blocks.words import bare
from liaison_app.packets.content import Packet, Section, text
from tests.packets import laid, made
from tests.packets.reading import read

if TYPE_CHECKING:
    from liaison_app.packets.content import Block


class TestAnOwnSheet:
    def _packet(self, before: int, after: bool) -> Packet:
        line = content.Paragraph((text("Words.", "en"),))
        first = tuple(
            Section(f"s{n}", (text("S", "en"),), (line,), fresh_page=True) for n in range(before)
        )
        own = Section("own", (text("Own", "en"),), (line,), own_sheet=True)
        last = (Section("last", (text("Last", "en"),), (line,)),) if after else ()
        return laid.packet(sections=(*first, own, *last))

    @pytest.mark.parametrize("before", [0, 1, 2, 3])
    def test_begins_on_an_odd_page_and_nothing_follows_on_it(self, before: int) -> None:
        printed = laid.printed(self._packet(before, after=True))
        assert printed.section_pages["own"] % 2 == 1
        assert printed.section_pages["last"] == printed.section_pages["own"] + 2
        assert printed.section_pages["own"] >= before
        assert len(PdfReader(io.BytesIO(printed.pdf)).pages) == printed.pages

    def test_ends_the_packet_without_an_empty_page(self) -> None:
        printed = laid.printed(self._packet(1, after=False))
        assert printed.section_pages["own"] == printed.pages == 3

    def test_an_empty_page_says_which_packet_it_is_of(self) -> None:
        printed = laid.printed(self._packet(1, after=False))
        assert {glyph.page for glyph in read(printed.pdf) if not glyph.artifact} == {1, 3}
        assert made.CODE in "".join(glyph.text for glyph in laid.artifacts(printed.pdf, 2))


def test_a_section_that_goes_on_says_its_title_again_but_not_twice_aloud() -> None:
    blocks = tuple(content.Paragraph((text(f"Line {n}.", "en"),)) for n in range(90))
    section = Section("many", (text("Many lines", "en"),), blocks)
    printed = laid.printed(laid.packet(sections=(section,)))
    assert printed.pages > 2
    for page in range(2, printed.pages + 1):
        top = [glyph for glyph in laid.artifacts(printed.pdf, page) if glyph.y > 700]
        assert bare("".join(glyph.text for glyph in top)) == "Many lines"
    assert len(laid.saying(printed.pdf, "Many lines")) == 1


def test_a_heading_does_not_end_a_page() -> None:
    for count in range(44, 60):
        blocks = [content.Paragraph((text(f"Line {n}.", "en"),)) for n in range(count)]
        heading = content.Heading((text("Below", "en"),))
        pdf = laid.printed(
            laid.packet(*blocks, heading, content.Paragraph((text("After it.", "en"),)))
        ).pdf
        below, after = (laid.saying(pdf, words)[0].glyphs[0] for words in ("Below", "After it."))
        assert below.page == after.page


def test_a_section_that_nearly_fits_its_page_is_set_closer() -> None:
    counts = {}
    for count in range(20, 40):
        blocks = [content.Paragraph((text(f"Line {n}.", "en"),)) for n in range(count)]
        first = Section("first", (text("First", "en"),), tuple(blocks))
        printed = laid.printed(laid.packet(sections=(first,)))
        lines_ = [laid.saying(printed.pdf, f"Line {n}.")[0].glyphs[0].y for n in (0, 1)]
        counts[count] = (printed.pages, round(lines_[0] - lines_[1], 2))
    usual = counts[20][1]
    closest = min(step for _, step in counts.values())
    assert usual - 4 < closest < usual
    assert {step for pages, step in counts.values() if pages > 1} == {usual}


def test_a_page_never_holds_a_heading_alone() -> None:
    slip: tuple[Block, ...] = (
        content.CutLine(),
        *(content.Paragraph((text(f"S {n}.", "en"),)) for n in range(27)),
    )
    section = Section("slip", (text("Slip", "en"),), slip)
    printed = laid.printed(laid.packet(sections=(section,)))
    assert laid.saying(printed.pdf, "S 0.")[0].glyphs[0].page == 1


def test_no_point_stands_alone_before_or_after_a_page_ends() -> None:
    points = content.Bullets(tuple((text(f"Point {n}.", "en"),) for n in range(5)))
    after = [content.Paragraph((text("After.", "en"),)) for _ in range(30)]
    for count in range(16, 30):
        blocks = [content.Paragraph((text(f"Line {n}.", "en"),)) for n in range(count)]
        pdf = laid.printed(laid.packet(*blocks, points, *after)).pdf
        said = [laid.saying(pdf, f"Point {n}.")[0].glyphs[0].page for n in range(5)]
        assert said[0] == said[1]
        assert said[3] == said[4]


def test_sections_that_follow_each_other_are_set_closer_to_save_a_page() -> None:
    def pages(last: int) -> list[int]:
        sections = tuple(
            Section(
                f"s{n}",
                (text(f"Section {n}", "en"),),
                tuple(content.Paragraph((text("Line.", "en"),)) for _ in range(count)),
            )
            for n, count in enumerate((30, 30, last))
        )
        printed = laid.printed(laid.packet(sections=sections))
        return [glyph.page for glyph in read(printed.pdf) if not glyph.artifact]

    ends = [max(pages(last)) for last in range(1, 40, 2)]
    assert ends == sorted(ends)
    used = [pages(last).count(max(ends)) for last in range(1, 40, 2)]
    assert min(filter(None, used)) > 5 * len("Line.")  # never a page for a few lines


def test_what_to_say_stays_with_the_words_before_it() -> None:
    said = content.Paragraph((text("Say:", "en"),))
    for count in range(44, 60):
        blocks = [content.Paragraph((text(f"Line {n}.", "en"),)) for n in range(count)]
        pdf = laid.printed(laid.packet(*blocks, said, content.Phrase(text("Hello.", "en")))).pdf
        pages = {laid.saying(pdf, words)[0].glyphs[0].page for words in ("Say:", "Hello.")}
        assert len(pages) == 1


def test_what_is_said_twice_is_not_torn_apart() -> None:
    both = (text("ours", "ar"), text("theirs", "en"))
    rows_ = tuple((both, (text(f"{made.PHONE} {n}", "ar"),)) for n in range(60))
    printed = laid.printed(laid.packet(content.Table((both, both), rows_), languages=("ar", "en")))
    own, other = (laid.saying(printed.pdf, words)[1:] for words in ("ours", "theirs"))
    assert printed.pages > 2
    assert [one.glyphs[0].page for one in own] == [one.glyphs[0].page for one in other]


def test_what_is_cut_off_stays_together() -> None:
    slip: tuple[Block, ...] = (
        content.CutLine(),
        *[content.Paragraph((text(f"Slip {n}.", "en"),)) for n in range(6)],
    )
    for count in range(44, 60):
        blocks = [content.Paragraph((text(f"Line {n}.", "en"),)) for n in range(count)]
        pdf = laid.printed(laid.packet(*blocks, *slip)).pdf
        assert len({laid.saying(pdf, f"Slip {n}.")[0].glyphs[0].page for n in range(6)}) == 1


def test_five_hundred_rows_take_as_long_as_they_are_many() -> None:
    def table(rows_: int) -> Packet:
        row = ((text("Who", "en"),), (text(made.PHONE, "en"),))
        return laid.packet(content.Table(row, tuple(row for _ in range(rows_))))

    pages = [laid.printed(table(rows_)).pages for rows_ in (50, 500)]
    assert pages[1] <= pages[0] * 10
