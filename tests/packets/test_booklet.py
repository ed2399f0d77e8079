"""A booklet is folded so that its pages follow each other, from whichever side it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest

from liaison_app.packets import content
from liaison_app.packets.blocks.words import bare
from liaison_app.packets.booklet import booklet, lay_out_booklet, sheet_sides
from liaison_app.packets.content import FaultKind, Paper, Profile, text
from liaison_app.packets.pages import lay_out
from tests.packets import laid, made
from tests.packets.spoken import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.packets.content import Printed


def folded(pages: int, *, right_to_left: bool) -> Iterator[int]:
    """The pages as a reader turns them: sheets are laid in each other and folded."""
    sides = sheet_sides(pages, right_to_left=right_to_left)
    sheets = [(sides[at], sides[at + 1]) for at in range(0, len(sides), 2)]
    first, last = (1, 0) if not right_to_left else (0, 1)
    for front, back in sheets:  # the half that is read first, from the outermost sheet inwards
        yield front[first]
        yield back[last]
    for front, back in reversed(sheets):
        yield back[first]
        yield front[last]


@pytest.mark.parametrize("pages", range(1, 18))
@pytest.mark.parametrize("right_to_left", [False, True])
def test_pages_follow_each_other(pages: int, *, right_to_left: bool) -> None:
    whole = -(-pages // 4) * 4
    assert list(folded(pages, right_to_left=right_to_left)) == list(range(whole))


def test_the_spine_is_on_the_side_from_which_one_reads() -> None:
    assert sheet_sides(4, right_to_left=False)[0] == (3, 0), "the first page is on the right half"
    assert sheet_sides(4, right_to_left=True)[0] == (0, 3)


def test_two_pages_stand_on_a_side_and_loose_ones_have_empty_backs() -> None:
    pdf = lay_out(made.packet("ar"), paper=Paper.A4, profile=Profile.STANDARD).pdf
    pages = len(pypdfium2.PdfDocument(pdf))
    document = pypdfium2.PdfDocument(booklet(pdf, pdf, right_to_left=True))
    sides = 2 * -(-pages // 4)
    assert len(document) == sides + 2 * pages
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (842, 595)
    assert document[sides].get_size() == pytest.approx((595.28, 841.89), abs=0.5)
    words = document[sides + 1].get_textpage().get_text_bounded()
    assert not words.strip(), "nothing is on the back of what is cut off"


class TestALaidOutBooklet:
    """A packet to be folded, and the same to be read on a screen."""

    def _printed(self, language: str = "ar", paper: Paper = Paper.LETTER) -> Printed:
        return lay_out_booklet(made.packet(language, "en"), paper=paper)

    @pytest.mark.parametrize("paper", Paper)
    def test_is_read_as_large_as_any_other_though_its_pages_are_halved(self, paper: Paper) -> None:
        packet = made.packet("so")
        pdf = lay_out(packet, paper=paper, profile=Profile.STANDARD, halved=True).pdf
        running = [one for one in spoken(pdf) if one.role == "P" and one.language == "so"]
        sizes = [one.glyphs[0].size for one in running if one.glyphs]
        with pypdfium2.PdfDocument(self._printed("so", paper).pdf) as document:
            wide, high = document[0].get_width(), document[0].get_height()
        share = min(wide / 2 / high, high / wide)
        assert any(size * share == pytest.approx(13, abs=0.1) for size in sizes)

    def test_what_is_cut_off_is_not_folded_in(self) -> None:
        found = self._printed()
        with pypdfium2.PdfDocument(found.pdf) as document:
            lying = [page.get_width() > page.get_height() for page in document]
        assert lying == sorted(lying, reverse=True)
        assert not all(lying), "cards follow on sheets of their own"
        assert len(lying) == found.pages

    def test_a_slip_is_not_folded_in_whether_or_not_it_asks_for_a_sheet(self) -> None:
        many = (content.Paragraph((text("A long line of words. " * 6, "en"),)),) * 30
        title = (text("Title", "en"),)
        slip = content.Section("slip", title, (content.CutLine(), *many[:1]))
        packet = laid.packet(sections=(content.Section("long", title, many), slip))
        found = lay_out_booklet(packet, paper=Paper.LETTER)
        with pypdfium2.PdfDocument(found.pdf) as document:
            page = document[found.section_pages["slip"] - 1]
            assert page.get_width() < page.get_height()

    def test_sections_are_found_on_their_sides(self) -> None:
        found = self._printed("es")
        with pypdfium2.PdfDocument(found.pdf) as document:
            for section in made.packet("es", "en").sections:
                page = document[found.section_pages[section.name] - 1]
                said = bare(page.get_textpage().get_text_range())
                assert bare(section.title[0].plain) in said

    def test_the_file_to_read_keeps_what_screen_readers_need(self) -> None:
        found = self._printed()
        assert spoken(found.reading)
        assert (
            found.reading
            == lay_out(made.packet("ar", "en"), paper=Paper.LETTER, profile=Profile.STANDARD).pdf
        )

    def test_shares_its_typefaces_between_pages(self) -> None:
        found = self._printed("km")
        assert len(found.pdf) < 2.5 * len(found.reading)

    def test_one_page_is_not_folded(self) -> None:
        found = lay_out_booklet(laid.packet(), paper=Paper.A4)
        assert [one.kind for one in found.faults] == [FaultKind.ONE_PAGE]
        assert not found.reading
