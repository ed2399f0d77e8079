"""A booklet is folded so that its pages follow each other, from whichever side it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest

from liaison_app.packets.booklet import booklet, sheet_sides
from liaison_app.packets.content import Paper, Profile
from liaison_app.packets.pages import lay_out
from tests.packets import made

if TYPE_CHECKING:
    from collections.abc import Iterator


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
