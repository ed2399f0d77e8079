"""What staff typed about days and promises: in its own language, and announced if it is foreign."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

from liaison_app.packets.content import Calendar, Strip
from liaison_app.records.packets import SectionText
from liaison_app.records.partnership import Commitment
from liaison_app.records.schools import School, SchoolDate, SchoolDay
from tests.packets.composing import block, composed, section, words

if TYPE_CHECKING:
    from liaison_app.packets.compose import Composed
    from liaison_app.packets.content import Block, Text
    from tests.packets.home import Home


def marks(home: Home, *tags: str) -> list[Text]:
    """What stands below the calendar in the family's language."""
    calendar = block(composed(home, *tags), "calendar", Calendar)
    assert isinstance(calendar, Calendar)
    return [mark.said[0] for mark in calendar.marked if mark.said]


def on_the_eighth(home: Home, **values: Any) -> None:
    home.add(SchoolDate(**{"day": date(2026, 12, 8), "kind": SchoolDay.EVENT, **values}))


STRIP = "Some words on this page are not in your language."


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("5:30 PM - 7 PM", "Family night · 5:30 PM – 7:00 PM"),
        ("5:30 PM", "Family night · 5:30 PM"),
        ("after lunch", "Family night · after lunch"),
        ("", "Family night"),
    ],
)
def test_the_end_of_an_evening_is_told(home: Home, typed: str, said: str) -> None:
    on_the_eighth(home, what="Family night", time=typed)
    assert said in map(words, marks(home))


def test_words_about_a_day_without_school_stand_after_it(home: Home) -> None:
    on_the_eighth(home, kind=SchoolDay.NO_SCHOOL, what="Snow day")
    assert "No school · Snow day" in map(words, marks(home))
    home.add(SectionText(source="Snow day", language="ar", text="يوم ثلج", section="calendar"))
    assert any(words(one).endswith(" · يوم ثلج") for one in marks(home, "ar"))


def test_words_in_the_familys_letters_are_in_its_language(home: Home) -> None:
    on_the_eighth(home, what="حفلة الشتاء", time="18:00")
    (party,) = [one for one in marks(home, "ar-IQ") if "حفلة" in one.plain]
    assert party.language == "ar-IQ"
    assert "٦:٠٠" in words(party)
    assert not strips(composed(home, "ar"), "calendar")
    (foreign,) = [one for one in marks(home) if "حفلة" in one.plain]
    assert foreign.language == "und-Arab"
    assert words(strips(composed(home), "calendar")).startswith(STRIP)


def strips(made: Composed, name: str) -> list[Block]:
    return [one for one in section(made, name).blocks if isinstance(one, Strip)]


def test_words_of_staff_are_announced_before_they_are_read(home: Home) -> None:
    assert not strips(composed(home, "ar"), "calendar")
    on_the_eighth(home, what="Winter concert")
    home.put(Commitment, home.promise, what="Ask Ms. Lee about a seat")
    for school in (home.grove, home.harbor):
        home.put(School, school, bus="Line 7 stops at the library")
    made = composed(home, "ar")
    for name in ("calendar", "promises", "school-day", "meals-transport-health"):
        (strip,) = strips(made, name)
        assert section(made, name).blocks[0] == strip, name


def test_a_calendar_without_the_promise_sheet_does_not_point_to_it(home: Home) -> None:
    seen = home.prepare(language="en", sections=["calendar"], month=date(2026, 12, 1))
    assert "promise sheet" not in said_on(seen.pdf)


def said_on(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(page.get_textpage().get_text_range() for page in document)


@pytest.mark.parametrize(
    ("month", "code"),
    [
        (date(2026, 10, 31), "month-over"),
        (date(2027, 2, 1), "month-unknown"),
        (date(2027, 1, 1), ""),
        (date(2026, 12, 31), ""),
    ],
)
def test_a_month_of_which_nothing_is_known_is_told(home: Home, month: date, code: str) -> None:
    told = [one for one in home.prepare(month=month).problems if one.code.startswith("month-")]
    assert [one.code for one in told] == ([code] if code else [])
    assert not any(one.red for one in told)
    other = home.prepare(month=month, sections=["start-here"]).problems
    assert not any(one.code.startswith("month-") for one in other)
