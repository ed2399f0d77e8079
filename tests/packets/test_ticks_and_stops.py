"""Lines to tick with lines to write on, and the stops of a route, as they lie on a page."""

from __future__ import annotations

import io
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from liaison_app.packets.content import Paragraph, Stop, ToTick, text
from tests.packets.laid import packet, paths, printed
from tests.packets.spoken import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.packets.content import Said

WIDTH = 612  # points


def two(first: str, second: str) -> Said:
    return (text(first, "ar"), text(second, "en"))


TO_TICK = ToTick(
    (two("ماذا", "What"), two("متى", "By when")),
    (two("معاودة الاتصال", "Call back"), two("إحضار كتب", "Bring books")),
    blank=2,
)


def boxes(pdf: bytes) -> list[tuple[float, float]]:
    """The middle of each box to tick: from the left and from below."""
    return [
        ((points[0][0] + points[1][0]) / 2, (points[0][1] + points[1][1]) / 2)
        for kind, points, _at in paths(pdf)
        if kind in {"reS", "ren"} and 10 < abs(points[0][0] - points[1][0]) < 20
    ]


def rows(pdf: bytes) -> list[list[str]]:
    """The roles of the cells of each row of a table."""
    catalog: Any = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    return [
        [str(cell.get_object()["/S"]) for cell in _kids(row)]
        for row in _walk(catalog["/StructTreeRoot"])
        if row.get("/S") == "/TR"
    ]


def _kids(of: Any) -> list[Any]:
    kids = of.get("/K", [])
    every = kids if isinstance(kids, list) else [kids]
    return [one for one in every if hasattr(one.get_object(), "get")]


def _walk(of: Any) -> Iterator[Any]:
    for kid in _kids(of):
        element = kid.get_object()
        yield element
        yield from _walk(element)


def test_boxes_stand_where_the_family_begins_to_read() -> None:
    arabic = printed(packet(TO_TICK, languages=("ar", "en"))).pdf
    assert [x > WIDTH / 2 for x, _y in boxes(arabic)] == [True] * 4
    head = (TO_TICK.header[0][1:], TO_TICK.header[1][1:])
    english = printed(packet(ToTick(head, (two("أ", "a")[1:],)), languages=("en",))).pdf
    assert [x < WIDTH / 2 for x, _y in boxes(english)] == [True]


def test_each_row_of_the_table_has_as_many_cells_as_its_head() -> None:
    found = rows(printed(packet(TO_TICK, languages=("ar", "en"))).pdf)
    assert len(found) == 5
    assert {len(cells) for cells in found} == {4}
    assert found[0][1:] == ["/TH"] * 3
    assert {role for cells in found[1:] for role in cells} == {"/TD"}


def test_those_who_hear_the_page_hear_a_box_before_each_thing() -> None:
    said = [one.words for one in spoken(printed(packet(TO_TICK, languages=("ar", "en"))).pdf)]
    for thing in ("Call back", "Bring books"):
        assert said[said.index(thing) - 2] == "\u2610"


def test_the_lines_of_an_empty_row_are_one() -> None:
    pdf = printed(packet(TO_TICK, languages=("ar", "en"))).pdf
    lines = [points for kind, points, _at in paths(pdf) if kind == "mlS"]
    heights = Counter(round(points[0][1], 1) for points in lines)
    empty = [height for height, count in heights.items() if count == 3]
    assert len(empty) == TO_TICK.blank
    for height in empty:
        here = [points for points in lines if round(points[0][1], 1) == height]
        spans = sorted(sorted(point[0] for point in points) for points in here)
        gaps = [after[0] - before[1] for before, after in pairwise(spans)]
        assert [gap < 0.1 for gap in gaps] == [False, True], "only the day has a line of its own"


def stop(number: int, language: str = "en") -> Stop:
    def said(words: str) -> Said:
        return (text(words, language),)

    return Stop(
        said(f"{number}:00 Stop"),
        (said("Arabic"), said("Look first")),
        tuple(said(f"{n} Outcome of some length") for n in range(1, 12)),
        said("Began"),
    )


def test_a_stop_is_never_torn_over_two_pages() -> None:
    pdf = printed(packet(*(stop(n) for n in range(1, 12)))).pdf
    heads = [one for one in spoken(pdf) if one.role == "H3"]
    assert len(heads) == 11
    text_of = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    assert len(text_of) > 1
    for page in text_of:
        assert page.count("Began") == page.count("Stop")


def test_no_line_ends_between_a_box_and_its_words() -> None:
    pdf = printed(packet(stop(9))).pdf
    lines = PdfReader(io.BytesIO(pdf)).pages[0].extract_text().splitlines()
    ticks = [line.strip() for line in lines if "\u2610" in line or "length" in line]
    assert len(ticks) > 1
    assert all(line.startswith("\u2610") and line.endswith("length") for line in ticks)


@pytest.mark.parametrize("language", ["en", "ar", "km", "ur", "zh-Hans"])
def test_every_sign_of_a_stop_can_be_printed(language: str) -> None:
    made = printed(
        packet(stop(9, language), Paragraph((text("End", "en"),)), languages=(language,))
    )
    assert made.faults == ()
