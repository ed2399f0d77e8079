"""A family who lives by another calendar reads its day beside the school's, never in its place."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from liaison_app.language.calendars import CalendarSystem, calendar_of, in_calendar
from liaison_app.language.languages import direction_of
from liaison_app.language.regions import region
from liaison_app.packets import content
from liaison_app.packets.blocks.words import bare
from liaison_app.packets.content import Profile, text
from liaison_app.packets.looks import MARGIN
from liaison_app.packets.values import Day, Month
from liaison_app.records.people import CalendarUse, Household
from liaison_app.records.schools import SchoolDate, SchoolDay
from tests.packets import eyes, laid
from tests.packets.composing import block, composed, table, words
from tests.packets.reading import read
from tests.packets.spoken import Spoken, spoken

if TYPE_CHECKING:
    from tests.packets.home import Home

ETHIOPIC, PERSIAN, ISLAMIC = (
    CalendarSystem.ETHIOPIC,
    CalendarSystem.PERSIAN,
    CalendarSystem.ISLAMIC,
)
TUESDAY = date(2026, 11, 24)
FSI, LRI, RLI, PDI = "\u2068", "\u2066", "\u2067", "\u2069"
COLUMN = (612 - 2 * MARGIN) / 7  # points
FAMILIES = [
    ("am", ETHIOPIC),
    ("ti", ETHIOPIC),
    ("fa", PERSIAN),
    ("prs", PERSIAN),
    ("ps", PERSIAN),
    ("ar-SA", ISLAMIC),
    ("ar-MA", ISLAMIC),
    ("ur", ISLAMIC),
    ("so", ISLAMIC),
    ("ar", PERSIAN),  # in the letters and digits of English
]


@pytest.mark.parametrize(
    ("tag", "also", "said"),
    [
        ("en", ETHIOPIC, f"{LRI}{FSI}Tuesday, November 24{PDI} ({FSI}15 Hedar 2019{PDI}){PDI}"),
        ("am", ETHIOPIC, f"{LRI}{FSI}ማክሰኞ፣ ኖቬምበር 24{PDI} ({FSI}15 ኅዳር 2019 ዓ.ም.{PDI}){PDI}"),
        ("fa", PERSIAN, f"{RLI}{FSI}سه‌شنبه ۲۴ نوامبر{PDI} ({FSI}۳ آذر ۱۴۰۵{PDI}){PDI}"),
        ("ar", PERSIAN, f"{RLI}{FSI}الثلاثاء، 24 نوفمبر{PDI} ({FSI}3 Azar 1405{PDI}){PDI}"),
        # With ሕዳር in both calendars, the year tells which.
        ("ti", ETHIOPIC, f"{LRI}{FSI}ሰሉስ፣ 24 ሕዳር 2026{PDI} ({FSI}15 ሕዳር 2019 ዓ.ም.{PDI}){PDI}"),
        ("en", None, f"{FSI}Tuesday, November 24{PDI}"),
        ("en", CalendarSystem.GREGORIAN, f"{FSI}Tuesday, November 24{PDI}"),
    ],
)
def test_a_day_with_the_family_s_beside_it(
    tag: str, also: CalendarSystem | None, said: str
) -> None:
    assert Day(TUESDAY, also=also).said(tag) == said


def test_a_month_with_the_family_s_beside_it() -> None:
    said = Month(TUESDAY, also=ETHIOPIC).said("en")
    assert said == f"{LRI}{FSI}November 2026{PDI} ({FSI}Tekemt – Hedar 2019{PDI}){PDI}"
    assert Month(TUESDAY, also=None).said("en") == f"{FSI}November 2026{PDI}"
    assert Month(None, also=ETHIOPIC).said("en") == Day(None, also=ETHIOPIC).said("en") == ""


def test_a_day_that_the_calendar_does_not_know_is_said_once() -> None:
    assert Day(date(2400, 1, 1), also=PERSIAN).said("en") == f"{FSI}Saturday, January 1{PDI}"


@pytest.mark.parametrize("beside", ["", "en"])
@pytest.mark.parametrize(("tag", "also"), FAMILIES)
def test_both_dates_read_in_the_direction_of_the_page(
    tag: str, also: CalendarSystem, beside: str
) -> None:
    there = in_calendar(TUESDAY, also)
    assert there
    both = (tag, beside) if beside else (tag,)
    said = text(Day(TUESDAY, also=also).said(tag), tag)
    lines = content.Paragraph((said, *(text("x", one) for one in both[1:])))
    pdf = laid.printed(laid.packet(lines, languages=both)).pdf
    seen = " ".join(eyes.all_rows(read(pdf)))
    ours, day, year = "(?<!\\d)24(?!\\d)", there.day, there.year
    if direction_of(tag) == "ltr":
        order = rf"{ours}.*\(\D*{day}\D.*{year}\D*\)"
    elif tag == "ar":
        order = rf"\(\D*{day} .*{year}\).*{ours}"
    elif tag == "ps":  # the year is said first
        order = rf"\(\D*{day}\D.*{year}\D*\).*{ours}"
    else:
        order = rf"\(.*{year}.*\D{day}\).*{ours}"
    assert re.search(order, seen), seen


class TestTheMonth:
    def _pdf(self, tag: str, also: CalendarSystem | None, first: date, profile: Profile) -> bytes:
        mark = content.Marked(first.replace(day=24), (text("x", tag),), "calendar-off")
        month = content.Calendar(first, tag, (mark,), also)
        done = laid.printed(laid.packet(month, languages=(tag,)), profile)
        assert done.faults == ()
        return done.pdf

    @pytest.mark.parametrize("profile", Profile)
    @pytest.mark.parametrize(("tag", "also"), FAMILIES)
    def test_has_both_days_in_each_cell(
        self, tag: str, also: CalendarSystem, profile: Profile
    ) -> None:
        first = date(2026, 11, 1)
        found = spoken(self._pdf(tag, also, first, profile))
        mirrored = direction_of(tag) == "rtl"
        for ours, theirs in _pairs(found, 30):
            number = int(bare(ours.words))
            there = in_calendar(first.replace(day=number), also)
            assert there
            assert int(re.sub(r"\D", "", theirs.words)) == there.day
            assert (_left(ours) > _left(theirs)) == mirrored
            assert abs(ours.glyphs[0].y - theirs.glyphs[0].y) < 0.1  # on one line
            assert ours.glyphs[0].size > theirs.glyphs[0].size
            assert _wide(ours, theirs) > 0.85 * COLUMN  # at the two sides of the cell

    def test_says_the_month_where_it_begins_if_there_is_room(self) -> None:
        said = [
            bare(one.words)
            for one in spoken(self._pdf("am", ETHIOPIC, date(2026, 11, 1), Profile.STANDARD))
        ]
        assert "1 ኅዳር" in said
        assert "ጥቅምት – ኅዳር 2019 ዓ.ም." in said
        long = spoken(self._pdf("ar", ISLAMIC, date(2026, 11, 1), Profile.LARGE_PRINT))
        assert not any("1 جمادى" in one.words for one in long)

    def test_says_in_english_what_the_language_has_no_words_for(self) -> None:
        found = spoken(self._pdf("ar", PERSIAN, date(2026, 11, 1), Profile.STANDARD))
        (title,) = (one for one in found if bare(one.words) == "Aban – Azar 1405")
        assert title.language == "en"
        assert {one.language for one in found if bare(one.words) == "1 Azar"} == {"en"}

    def test_tells_what_happens_with_both_dates(self) -> None:
        found = spoken(self._pdf("prs", PERSIAN, date(2026, 11, 1), Profile.STANDARD))
        assert "سه‌شنبه ۲۴ نومبر (۳ قوس ۱۴۰۵)" in [bare(one.words) for one in found]

    @pytest.mark.parametrize("also", [None, CalendarSystem.GREGORIAN])
    def test_is_as_it_was_for_everybody_else(self, also: CalendarSystem | None) -> None:
        found = spoken(self._pdf("am", also, date(2026, 11, 1), Profile.STANDARD))
        numbers = [one.words for one in found if re.fullmatch(r"\d+", bare(one.words))]
        assert numbers == [str(day) for day in range(1, 31)]
        assert "2019" not in "".join(one.words for one in found)


def _pairs(found: list[Spoken], days: int) -> list[tuple[Spoken, Spoken]]:
    """The two numbers of each day, as the grid says them one after the other."""
    numbers = [one for one in found if _numeric(one.words)]
    begin = next(at for at, one in enumerate(numbers) if int(bare(one.words)) == 1)
    cells = numbers[begin : begin + 2 * days]
    return list(zip(cells[::2], cells[1::2], strict=True))


def _numeric(words: str) -> bool:
    return re.fullmatch(r"\d{1,2}( \D+)?", bare(words)) is not None


def _wide(*both: Spoken) -> float:
    glyphs = [glyph for one in both for glyph in one.glyphs]
    return max(one.x + one.advance for one in glyphs) - min(one.x for one in glyphs)


def _left(one: Spoken) -> float:
    return min(glyph.x for glyph in one.glyphs)


def test_the_digits_are_the_family_s() -> None:
    assert region("prs").digits[3] in Day(TUESDAY, also=PERSIAN).said("prs")
    assert "1448" in Day(TUESDAY, also=ISLAMIC).said("ur")


class TestAFamilysPacket:
    def test_says_its_calendar_beside_ours(self, home: Home) -> None:
        home.put(Household, home.family, calendar=CalendarUse.ISLAMIC)
        made = composed(home, "ar-SA")
        calendar = block(made, "calendar", content.Calendar)
        assert isinstance(calendar, content.Calendar)
        assert calendar.also is ISLAMIC
        (row,) = table(made, "promises")[1:]
        assert "١٤٤٨" in row[2]

    def test_says_the_days_between_in_both(self, home: Home) -> None:
        home.put(Household, home.family, calendar=CalendarUse.PERSIAN)
        days = SchoolDate(
            day=date(2026, 12, 21), until=date(2026, 12, 31), kind=SchoolDay.NO_SCHOOL
        )
        home.add(days)
        calendar = block(composed(home, "en"), "calendar", content.Calendar)
        said = [line for line in words(calendar).splitlines() if "December 31" in line]
        assert len(said) == 1
        assert "December 21 (30 Azar 1405)" in said[0]
        assert "December 31 (10 Dey 1405)" in said[0]

    def test_without_a_calendar_of_its_own_says_ours_alone(self, home: Home) -> None:
        calendar = block(composed(home, "en"), "calendar", content.Calendar)
        assert isinstance(calendar, content.Calendar)
        assert calendar.also is None
        assert "(" not in table(composed(home, "en"), "promises")[1][2]

    def test_every_calendar_that_staff_may_choose_is_one_that_prints(self) -> None:
        chosen = [calendar_of(one) for one in CalendarUse]
        assert chosen == [one for one in CalendarSystem if one is not CalendarSystem.GREGORIAN]
