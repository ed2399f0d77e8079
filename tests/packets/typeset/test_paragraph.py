"""Where the lines of a paragraph stand, how it goes on over a page, and what is said of it."""

from __future__ import annotations

import pytest
from reportlab.lib.colors import Color

from liaison_app.packets.content import FaultKind, text
from liaison_app.packets.tagging import TaggedCanvas
from liaison_app.packets.typeset.paragraph import ShapedParagraph, TextStyle, line_width
from tests.packets.reading import Glyph, read
from tests.packets.spoken import spoken
from tests.packets.typeset import oracle, sheet

WIDTH = 316.0
LEFT, RIGHT = 40.0, 356.0  # of the column of `sheet.of_paragraphs`
LONG = oracle.samples()["en"].words[1]


def glyphs(paragraph: ShapedParagraph) -> list[Glyph]:
    return [glyph for glyph in read(sheet.of_paragraphs([paragraph], WIDTH)) if glyph.outline]


def span(paragraph: ShapedParagraph) -> tuple[float, float]:
    """From where to where the pen goes over what has ink."""
    found = glyphs(paragraph)
    return min(one.x for one in found), max(one.x + one.advance for one in found)


@pytest.mark.parametrize(
    ("align", "language", "place"),
    [
        ("start", "en", "left"),
        ("start", "ar", "right"),
        ("end", "en", "right"),
        ("end", "ar", "left"),
        ("left", "ar", "left"),
        ("right", "en", "right"),
        ("center", "en", "middle"),
        ("center", "ar", "middle"),
    ],
)
def test_lines_begin_where_the_language_begins_them(align: str, language: str, place: str) -> None:
    words = oracle.samples()[language].words[0]
    left, right = span(sheet.paragraph(words, language, align=align))
    free_left, free_right = left - LEFT, RIGHT - right
    if place == "middle":
        assert free_left == pytest.approx(free_right, abs=0.1)
    else:
        assert (free_left if place == "left" else free_right) == pytest.approx(0, abs=0.1)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_bullet_stands_in_the_indent_at_the_side_where_lines_begin(language: str) -> None:
    words = oracle.samples()[language].words[1]
    style = TextStyle(12, language, indent=20)
    found = glyphs(ShapedParagraph(text(words, language), style, text("•", language)))
    (bullet,) = [glyph for glyph in found if glyph.text == "•"]
    others = [glyph for glyph in found if glyph.text != "•"]
    if language == "en":
        assert bullet.x >= LEFT
        assert bullet.x + bullet.advance < min(one.x for one in others) == LEFT + 20
    else:
        assert bullet.x + bullet.advance <= RIGHT
        assert max(one.x + one.advance for one in others) <= RIGHT - 20 + 0.01 < bullet.x
    first = max(glyph.y for glyph in others)
    assert bullet.y == pytest.approx(first, abs=0.01)


@pytest.mark.parametrize(
    ("language", "words", "ems"),
    [
        ("en", "School", 1.5),
        ("ar", "مدرسة", 1.5),
        ("ur", "اسکول", 2.2),
        ("km", "សាលា", 1.75),
        ("my", "ကျောင်း", 1.75),
        ("en", "Ms. \u2068သူဇာ\u2069", 1.75),  # a tall name makes room for itself
        ("en", "Mr. \u2068محمد\u2069", 1.5),
    ],
)
def test_lines_stand_as_far_apart_as_their_script_needs(
    language: str, words: str, ems: float
) -> None:
    paragraph = sheet.paragraph(f"{words}\n{words}", language)
    assert paragraph.wrap(WIDTH, 1000)[1] == pytest.approx(2 * 12 * ems)
    fixed = sheet.paragraph(f"{words}\n{words}", language, leading=20.0)
    assert fixed.wrap(WIDTH, 1000)[1] == pytest.approx(40)


def test_a_paragraph_goes_on_over_the_page_and_leaves_no_line_alone() -> None:
    lines = len(sheet.layout(LONG, "en", 100.0).lines)
    assert lines > 6
    for room in range(lines + 2):
        paragraph = sheet.paragraph(LONG, before=3.0, after=5.0)
        parts = paragraph.split(100.0, room * 18.0)
        heights = [part.wrap(100.0, 1000)[1] / 18.0 for part in parts]
        if room >= lines:
            assert heights == [lines]
        elif room < 2:
            assert parts == []
        else:
            assert heights == [min(room, lines - 2), max(lines - room, 2)]
            assert [part.style.before for part in parts] == [3.0, 0.0]
            assert [part.style.after for part in parts] == [0.0, 5.0]


def test_three_lines_are_not_parted() -> None:
    paragraph = sheet.paragraph("one\ntwo\nthree")
    assert paragraph.split(WIDTH, 40.0) == []


def test_a_part_that_is_put_into_a_narrower_column_is_reported() -> None:
    first, rest = sheet.paragraph(LONG).split(200.0, 18.0 * 2)
    for part in (first, rest):
        assert faults(part, 200.0) == []
        assert set(faults(part, 100.0)) == {FaultKind.TOO_WIDE}


def faults(part: ShapedParagraph, width: float) -> list[FaultKind]:
    part.wrap(width, 1000)
    return [kind for kind, _ in part.faults]


def tagged(parts: list[ShapedParagraph]) -> bytes:
    """Each part on a page of its own."""
    canvas = TaggedCanvas((400.0, 400.0), ("en",), {"en": "Test"})
    for part in parts:
        part.wrap(100.0, 1000.0)
        part.drawOn(canvas, 40.0, 40.0)
        canvas.showPage()
    return canvas.finished()


def test_what_goes_on_over_a_page_is_said_once() -> None:
    paragraph = ShapedParagraph(text(LONG, "en"), TextStyle(12, "en"), text("•", "en"))
    parts = paragraph.split(100.0, 18.0 * 4)
    assert len(parts) == 2
    said = spoken(tagged(parts))
    assert [(one.role, one.words) for one in said] == [("Lbl", "•"), ("P", LONG)]
    assert {glyph.page for glyph in said[1].glyphs} == {1, 2}


def test_the_words_are_said_in_their_language_and_order() -> None:
    words = "اتصلوا على \u2066(612)\u00a0555-0142\u2069 الآن"
    (one,) = spoken(tagged([sheet.paragraph(words, "ar-IQ", role="H2")]))
    assert (one.role, one.language, one.words) == ("H2", "ar-IQ", words)


def test_the_colour_is_that_of_the_style_and_ends_with_it() -> None:
    red = sheet.paragraph("red", colour=Color(1, 0, 0))
    made = sheet.contents(sheet.of_paragraphs([red, sheet.paragraph("black")]))
    _, _, after = made.partition(b"1 0 0 rg")
    assert after.index(b"ET") < after.index(b"Q") < after.index(b"0 g")


def test_faults_of_the_bullet_count_too() -> None:
    paragraph = ShapedParagraph(text("a\ue001", "en"), TextStyle(12, "en"), text("\ue000", "en"))
    paragraph.wrap(WIDTH, 1000)
    assert paragraph.faults == ((FaultKind.NO_GLYPH, "\ue001"), (FaultKind.NO_GLYPH, "\ue000"))


def test_the_width_of_a_text_is_that_of_its_longest_line() -> None:
    style = TextStyle(12, "en")
    whole = line_width(text(LONG, "en"), style)
    assert line_width(text(f"a\n{LONG}\nb", "en"), style) == pytest.approx(whole)
    paragraph = sheet.paragraph(LONG)
    assert paragraph.wrap(whole + 0.01, 1000)[1] == pytest.approx(18)
    assert paragraph.wrap(whole - 1, 1000)[1] == pytest.approx(36)
