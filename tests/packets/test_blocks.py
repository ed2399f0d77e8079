"""What a page is built of: tables, calendars, cards, codes, lines for the hand."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pypdfium2
import pytest
import segno

from liaison_app.language.regions import region
from liaison_app.packets import content, pictograms
from liaison_app.packets.blocks.qr import SIDE
from liaison_app.packets.blocks.words import bare
from liaison_app.packets.content import (
    Packet,
    Paper,
    Profile,
    Section,
    Text,
    text,
)
from liaison_app.packets.looks import MM
from liaison_app.packets.pages import lay_out
from tests.packets import laid, made
from tests.packets.eyes import rows
from tests.packets.laid import saying
from tests.packets.reading import read
from tests.packets.spoken import Spoken, spoken

if TYPE_CHECKING:
    from liaison_app.packets.content import Block, Said

NUMBER = made.phone()


def _pdf(*blocks: Block, languages: tuple[str, ...] = ("en",)) -> bytes:
    title = (text("Title", languages[0]),)
    packet = Packet("welcome", "X", languages, title, (Section("one", title, blocks),))
    return lay_out(packet, paper=Paper.A4, profile=Profile.STANDARD).pdf


def _said(words: str, *tags: str) -> Said:
    return tuple(text(f"{words} {tag}", tag) for tag in tags)


def _x(one: Spoken) -> float:
    return min(glyph.x for glyph in one.glyphs)


class TestATable:
    def test_says_once_what_both_languages_say_alike(self) -> None:
        both = (text(NUMBER, "ar"), text(NUMBER, "en"))
        header = (_said("who", "ar", "en"), _said("number", "ar", "en"))
        pdf = _pdf(
            content.Table(header, ((_said("nurse", "ar", "en"), both),)), languages=("ar", "en")
        )
        assert len(saying(pdf, made.PHONE)) == 1
        assert len(saying(pdf, "nurse ar")) == len(saying(pdf, "nurse en")) == 1

    def test_runs_from_the_familys_side(self) -> None:
        for languages in (("ar", "en"), ("en", "ar")):
            header = (_said("first", *languages), _said("second", *languages))
            pdf = _pdf(content.Table(header, (header,)), languages=languages)
            first, second = (
                _x(saying(pdf, f"{word} {languages[0]}")[0]) for word in ("first", "second")
            )
            assert (first > second) == (languages[0] == "ar")

    def test_says_its_header_on_every_page_but_aloud_only_once(self) -> None:
        header = (_said("who", "en"), _said("number", "en"))
        row = (_said("somebody", "en"), (text(NUMBER, "en"),))
        pdf = _pdf(content.Table(header, (row,) * 60))
        glyphs = read(pdf)
        pages = {glyph.page for glyph in glyphs}
        assert len(pages) > 2
        for page in pages - {1}:
            again = "".join(
                glyph.text
                for glyph in glyphs
                if glyph.page == page and glyph.artifact and glyph.y > 500
            )
            assert "who en" in again
            assert "number en" in again
        assert len(saying(pdf, "who en")) == 1

    def test_keeps_a_number_on_one_line_beside_long_words(self) -> None:
        long = _said("long words " * 30, "en")
        number = (text(NUMBER, "en"),)
        row = (long, long, long, long, number)
        pdf = _pdf(content.Table(row, (row,)))
        assert len({glyph.y for glyph in saying(pdf, made.PHONE)[0].glyphs}) == 1

    def test_splits_a_row_that_is_taller_than_a_page(self) -> None:
        header = (_said("who", "en"), _said("number", "en"))
        row = (_said("long words " * 900, "en"), (text(NUMBER, "en"),))
        pdf = _pdf(content.Table(header, (row,)))
        long = next(one for one in spoken(pdf) if one.words.startswith("long words"))
        assert len({glyph.page for glyph in long.glyphs}) > 1
        assert long.words.count("long") == 900

    def test_gives_the_long_column_most_of_the_width(self) -> None:
        header = tuple(_said(word, "en") for word in ("who", "what", "when"))
        row = (
            _said("The school and Marisol Vega", "en"),
            _said("bring the form for the bus, " * 3, "en"),
            (text("By \u2068Wednesday, December 9\u2069 in the afternoon", "en"),),
        )
        pdf = _pdf(content.Table(header, (row,)))
        who, what, when = (_x(saying(pdf, f"{word} en")[0]) for word in ("who", "what", "when"))
        assert when - what > max(what - who, 550 - when)

    def test_never_breaks_numbers_and_dates_in_large_print(self) -> None:
        both = ("ar", "en")
        number = "503-555-0164"
        typed = text(f"سأحضر استمارة الباص واتصل على \u2066{number}\u2069", "ar")
        dates = ("حتى يوم \u2068الثلاثاء، ٨ ديسمبر\u2069", "By \u2068Tuesday, December 8\u2069")
        header = tuple(_said(word, *both) for word in ("who", "what", "when"))
        who, when = (_said("The school", *both), tuple(map(text, dates, both)))
        packet = laid.packet(content.Table(header, ((who, (typed,), when),) * 3), languages=both)
        printed = laid.printed(packet, profile=Profile.LARGE_PRINT)
        seen = [bare(row) for row in rows(read(printed.pdf))]
        assert sum(number in row for row in seen) == 3
        dated = [row for row in seen if re.search("·{4} 8|8 ·{4}", row)]
        assert len(dated) == 6  # beside its month, in both languages

    def test_puts_labels_before_words_where_columns_would_be_too_narrow(self) -> None:
        both = ("ar", "en")
        header = tuple(_said(word, *both) for word in ("who", "what", "when", "where"))
        row = tuple(_said(f"long {word} words " * 8, *both) for word in ("a", "b", "c", "d"))
        packet = laid.packet(content.Table(header, (row, row)), languages=both)
        pdf = laid.printed(packet, profile=Profile.LARGE_PRINT).pdf
        for word in ("who", "what", "when", "where"):
            assert len(saying(pdf, f"{word} en")) == 2
        long = (one for one in spoken(pdf) if one.words.startswith("long"))
        edges = {max(round(glyph.ink[2]) for glyph in one.glyphs if glyph.outline) for one in long}
        assert max(edges) - min(edges) < 20  # one column


def test_a_name_and_a_number_stand_apart_in_nastaliq() -> None:
    name, number = "\u2068Marisol Vega\u2069", made.phone("(503) 555-0164")
    pdf = _pdf(content.Paragraph((text(f"{name} {number}", "ur"),)), languages=("ur",))
    (one,) = (one for one in spoken(pdf) if "Marisol" in one.words)
    ink = [glyph for glyph in one.glyphs if glyph.outline]
    number_ends = max(g.ink[2] for g in ink if g.text in "0123456789")
    name_begins = min(g.ink[0] for g in ink if g.text == "M")
    assert name_begins - number_ends > 0.3 * ink[0].size


class TestACalendar:
    def _pdf(self, language: str, *marked: content.Marked) -> bytes:
        return _pdf(
            content.Calendar(date(2026, 9, 1), language, marked), languages=(language, "en")
        )

    @pytest.mark.parametrize("language", ["en", "ar-IQ", "ar-EG", "uk", "ur", "km"])
    def test_puts_each_day_under_its_name(self, language: str) -> None:
        pdf = self._pdf(language)
        place = region(language)
        columns = {day: _middle(saying(pdf, name)[0]) for day, name in enumerate(place.days_short)}
        for day in (1, 15, 30):
            said = saying(pdf, _digits(day, language))[0]
            beside = min(columns, key=lambda one: abs(columns[one] - _middle(said)))
            assert beside == date(2026, 9, day).weekday()

    @pytest.mark.parametrize(
        ("language", "first"), [("en", 6), ("uk", 0), ("ar-IQ", 5), ("ar-EG", 5)]
    )
    def test_begins_the_week_as_people_there_do(self, language: str, first: int) -> None:
        pdf = self._pdf(language)
        place = region(language)
        order = [_middle(saying(pdf, place.days_short[(first + day) % 7])[0]) for day in range(7)]
        assert order == sorted(order, reverse=language.startswith("ar"))

    def test_marks_a_day_and_tells_below_what_happens(self) -> None:
        mark = content.Marked(date(2026, 9, 7), _said("no school", "ar-IQ", "en"), "calendar-off")
        pdf = self._pdf("ar-IQ", mark)
        figures = [one for one in spoken(pdf) if one.role == "Figure"]
        assert [(one.words, one.language) for one in figures] == [("no school ar-IQ", "ar-IQ")]
        said = [bare(one.words) for one in spoken(pdf)]
        assert "Monday, September 7" in said
        assert said.index("no school en") > said.index("Monday, September 7")

    def test_leaves_out_marks_of_other_months(self) -> None:
        mark = content.Marked(date(2026, 10, 7), _said("no school", "en", "en"))
        assert [one for one in spoken(self._pdf("en", mark)) if one.role == "Figure"] == []


def _middle(one: Spoken) -> float:
    return sum(glyph.x + glyph.advance / 2 for glyph in one.glyphs) / len(one.glyphs)


def _digits(day: int, language: str) -> str:
    return "".join(region(language).digits[int(one)] for one in str(day))


class TestACode:
    def test_is_read_by_a_camera(self) -> None:
        payload = "tel:+16125550142"
        pdf = _pdf(content.QrCode(payload, (text("Call us.", "en"),)))
        filled = [path for path in laid.paths(pdf) if path[0][-1] == "f"]
        modules = [path for path in filled if path[0].startswith("re")]
        points = max((path[1] for path in modules), key=len)
        left, right = min(x for x, _ in points), max(x for x, _ in points)
        bottom, top = min(y for _, y in points), max(y for _, y in points)
        wanted = [list(row) for row in segno.make(payload, error="m", micro=False).matrix]
        unit = (right - left) / len(wanted)
        assert right - left >= 25 * MM
        assert 8 * unit + (right - left) == pytest.approx(SIDE, abs=0.05)
        scale = 8.0
        document = pypdfium2.PdfDocument(pdf)
        page = document[0]
        image = page.render(scale=scale, grayscale=True).to_pil()
        height = page.get_height()
        quiet = range(-4, len(wanted) + 4)
        for y in quiet:
            for x in quiet:
                pixel = image.getpixel(
                    (
                        int((left + (x + 0.5) * unit) * scale),
                        int((height - top + (y + 0.5) * unit) * scale),
                    )
                )
                inside = 0 <= y < len(wanted) and 0 <= x < len(wanted)
                assert (pixel < 128) == bool(inside and wanted[y][x])
        document.close()
        assert bottom > 0

    def test_draws_few_rectangles_and_each_dark_module_once(self) -> None:
        from liaison_app.packets.blocks.qr import _modules

        size, rectangles = _modules("tel:+16125550142")
        dark = [
            (x + a, y + b)
            for x, y, wide, high in rectangles
            for a in range(wide)
            for b in range(high)
        ]
        matrix = segno.make("tel:+16125550142", error="m", micro=False).matrix
        assert len(dark) == len(set(dark)) == sum(map(sum, matrix))
        runs = sum(dark and not before for row in matrix for before, dark in pairwise([0, *row]))
        assert len(rectangles) < runs * 0.9
        assert size == len(matrix) + 8


class TestTheNumberToCall:
    def _line(self, *tags: str) -> content.PictureLine:
        said = tuple(
            Text((content.Span("Call "), content.Span(NUMBER, bold=True), content.Span(".")), tag)
            for tag in tags
        )
        return content.PictureLine("phone", said)

    def test_is_set_very_large_once(self) -> None:
        for tags in (("en",), ("ar", "en"), ("km", "en")):
            pdf = _pdf(self._line(*tags), languages=tags)
            large = saying(pdf, made.PHONE)
            assert [one.glyphs[0].size >= 28 for one in large] == [True]
            assert any(made.PHONE in row for row in rows(large[0].glyphs))

    @pytest.mark.parametrize(
        "words", ["Call us at 8:15.", f"Call from 8:15, 555 0142. {made.NAME}"]
    )
    def test_is_not_made_up(self, words: str) -> None:
        pdf = _pdf(content.PictureLine("phone", (text(words, "en"),)))
        assert max(glyph.size for glyph in read(pdf) if not glyph.artifact) < 28

    def test_takes_no_figures_that_stand_before_it(self) -> None:
        said = (text(f"From 8:15. {NUMBER}, 15. {made.phone('(612) 555-0143')}", "en"),)
        pdf = _pdf(content.PictureLine("phone", said))
        assert [one.words for one in spoken(pdf) if one.glyphs and one.glyphs[0].size >= 28] == [
            NUMBER
        ]


def test_a_phrase_stands_in_english_and_in_sounds() -> None:
    phrase = content.Phrase(text("I speak Arabic.", "en"), text("آي سبيك", "ar"))
    pdf = _pdf(phrase, languages=("ar",))
    assert [one.language for one in saying(pdf, "I speak Arabic.")] == ["en"]
    assert [one.language for one in saying(pdf, "آي سبيك")] == ["ar"]
    assert saying(_pdf(content.Phrase(text("I speak Arabic.", "en"))), "I speak Arabic.")


def test_every_language_has_its_own_bullets_and_digits() -> None:
    items = (_said("one", "ar-EG", "en"), _said("two", "ar-EG", "en"))
    pdf = _pdf(content.Bullets(items, numbered=True), languages=("ar-EG", "en"))
    labels = [(one.words, one.language) for one in spoken(pdf) if one.role == "Lbl"]
    assert labels == [("١.", "ar-EG"), ("1.", "en"), ("٢.", "ar-EG"), ("2.", "en")]


def test_pictograms_have_one_stroke_at_every_size_and_never_stop_a_packet() -> None:
    class Recorder:
        code: tuple[str, ...] = ()

        def addLiteral(self, code: str) -> None:  # noqa: N802
            self.code += (code,)

    paper = Recorder()
    for size in (14.0, 24.0, 52.0):
        pictograms.draw(paper, "bus", 0, 0, size)
    for code, size in zip(paper.code, (14.0, 24.0, 52.0), strict=True):
        stroke = float(code.split(" w ")[0].split()[-1])
        assert stroke * size / 24 == pytest.approx(pictograms.STROKE, abs=0.01)
    pictograms.draw(paper, "no-such-picture", 0, 0, 24)
    pictograms.draw(paper, pictograms.FALLBACK, 0, 0, 24)
    assert paper.code[-1] == paper.code[-2]


def test_no_picture_of_a_school_is_a_mortarboard() -> None:
    assert pictograms._code("school") == pictograms._code("school-building")
