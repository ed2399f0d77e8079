"""What is put into a sentence neither turns around nor turns the sentence around."""

from __future__ import annotations

import unicodedata
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_app.language.bidi import embed, line_levels, visual_order
from liaison_app.language.calendars import CalendarSystem
from liaison_app.packets.values import (
    Clock,
    ClockRange,
    Code,
    Count,
    Day,
    Month,
    Name,
    Names,
    OpeningHours,
    Phone,
    Value,
    Words,
)

MORNING, AFTERNOON = time(8, 15), time(15, 30)
TUESDAY = date(2026, 11, 24)
TAGS = ["en", "es", "ar", "ar-IQ", "ar-MA", "ur", "ur-IN", "fa", "fa-AF", "ps", "ckb", "he", "so"]
TAGS += ["zh-Hans", "km", "am", "vi", "uk", "my"]
FSI, LRI, RLI, PDI = "\u2068", "\u2066", "\u2067", "\u2069"


def on_paper(said: str, before: str = "اتصل على ", after: str = " من فضلك") -> str:
    """A value in the middle of an Arabic sentence, as the eye meets it from left to right.

    Direction marks are dropped, no-break spaces are spaces, digits are 0 to 9.
    """
    text = f"{before}{said}{after}"
    paragraph = embed(text, 1)
    seen = [text[at] for at in visual_order(line_levels(paragraph, 0, len(text)))]
    plain = (str(unicodedata.decimal(char)) if char.isdecimal() else char for char in seen)
    return "".join(plain).translate(
        {0xA0: " ", 0x2066: None, 0x2067: None, 0x2068: None, 0x2069: None}
    )


def values() -> list[Value]:
    return [
        Name("Amina"),
        Phone("612 555 0142"),
        Clock(MORNING),
        ClockRange(MORNING, AFTERNOON),
        OpeningHours("Mon-Thu 8:15-15:30, Fri 8:15-12:00"),
        OpeningHours("7:00-8:30"),
        Day(TUESDAY),
        Month(TUESDAY),
        *(Day(TUESDAY, also=one) for one in CalendarSystem),
        *(Month(TUESDAY, also=one) for one in CalendarSystem),
        Count(24),
        Code("WP-7K3M"),
        Words("Bring boots", "en"),
    ]


@pytest.mark.parametrize("tag", TAGS)
def test_every_value_is_isolated(tag: str) -> None:
    for value in values():
        said = value.said(tag)
        depth = 0
        for char in said:
            depth += char in FSI + LRI + RLI
            assert depth > 0, (value, said)
            depth -= char == PDI
        assert depth == 0


@pytest.mark.parametrize("tag", TAGS)
def test_the_sentence_around_a_value_stays_in_its_order(tag: str) -> None:
    for value in values():
        seen = on_paper(value.said(tag))
        assert seen.endswith(" ىلع لصتا"), (value, seen)
        assert seen.startswith("كلضف نم "), (value, seen)


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("typed", ["6125550142", "(612) 555-0142", "٦١٢ ٥٥٥ ٠١٤٢"])
def test_a_phone_number_is_dialled_from_left_to_right(tag: str, typed: str) -> None:
    said = Phone(typed).said(tag)
    assert said == f"{LRI}(612)\u00a0555-0142{PDI}"
    assert "(612) 555-0142" in on_paper(said)


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("+964 770 123 4567", "+964 770 123 4567"),
        ("612-555-0142 x12", "(612) 555-0142 ext. 12"),
        ("555-0142", "555-0142"),  # without its area: as typed
        ("٥٥٥-٠١٤٢", "555-0142"),
        ("0770 123 4567", "0770 123 4567"),
        ("call 612 555 0142 after 5", "call 612 555 0142 after 5"),
        ("555\u202e-0142\n", "555-0142"),
        ("المدرسة 555-0142", "555-0142 ةسردملا"),
        ("المدرسة (612) 555-0142", "(612) 555-0142 ةسردملا"),
    ],
)
def test_other_numbers(typed: str, seen: str) -> None:
    said = Phone(typed).said("ar")
    assert seen in on_paper(said)
    assert " " not in said.removeprefix(FSI + "المدرسة ") or "call" in said


@pytest.mark.parametrize("tag", TAGS)
def test_the_hour_stands_before_the_minute(tag: str) -> None:
    seen = on_paper(Clock(MORNING).said(tag))
    assert "8:15" in seen
    seen = on_paper(ClockRange(MORNING, AFTERNOON).said(tag))
    assert "8:15" in seen
    assert "15:30" in seen or "3:30" in seen


@pytest.mark.parametrize("tag", ["ar-MA", "ps", "he", "zh-Hans", "uk"])
def test_two_times_in_digits_alone_run_from_left_to_right(tag: str) -> None:
    said = ClockRange(MORNING, AFTERNOON).said(tag)
    assert said.startswith(LRI)
    seen = on_paper(said)
    assert seen.index("8:15") < seen.index("15:30")


def test_the_dash_between_arabic_digits_does_not_swap_the_times() -> None:
    """Digits of class AN, and a clock without words."""
    clock = Clock(MORNING).said("ar-IL")
    assert clock == f"{LRI}٠٨:١٥{PDI}"
    seen = on_paper(ClockRange(MORNING, AFTERNOON).said("ar-IL"))
    assert seen.index("08:15") < seen.index("15:30")


@pytest.mark.parametrize(
    ("tag", "seen"),
    [
        ("ar", "م 3:30 – ص 8:15"),
        ("ar-IQ", "م 3:30 – ص 8:15"),
        ("fa", "15:30 ات 8:15"),
    ],
)
def test_two_times_with_words_run_as_their_words_do(tag: str, seen: str) -> None:
    said = ClockRange(MORNING, AFTERNOON).said(tag)
    assert said.startswith(FSI)
    assert seen in on_paper(said)


def test_hours_as_a_school_typed_them() -> None:
    assert plain(OpeningHours("8:15-15:30").said("es")) == "8:15 a.m. – 3:30 p.m."
    assert plain(OpeningHours("8:15a-3:30p").said("uk")) == "08:15–15:30"
    hours = OpeningHours("Mon-Thu 8:15-15:30, Fri 8:15-12:00")
    assert plain(hours.said("es")) == (
        "lunes – jueves 8:15 a.m. – 3:30 p.m. · viernes 8:15 a.m. – 12:00 p.m."
    )
    assert on_paper(hours.said("ar"), "", "").endswith("م 3:30 – ص 8:15 سيمخلا – نينثالا")
    assert plain(OpeningHours("Mon, Wed 8:15-15:30").said("vi")) == "Thứ Hai/Thứ Tư 8:15 – 15:30"


def test_hours_of_several_days_are_one_and_begin_where_the_page_does() -> None:
    hours = OpeningHours("Mon-Thu 8:15-15:30, Fri 8:15-12:00")
    assert hours.said("ar")[0] == RLI
    assert on_paper(hours.said("ar"), "", "").endswith("نينثالا")
    assert on_paper(hours.said("es"), "", "").startswith("lunes"), "whatever is around them"


def test_hours_that_are_more_than_times_stay_as_typed() -> None:
    typed = "8:15-15:30, early release on the last Friday"
    assert OpeningHours(typed).said("ar") == f"{FSI}{typed}{PDI}"
    assert OpeningHours("7:00-8:30").said("ar-EG") == f"{FSI}7:00-8:30{PDI}"


def plain(said: str) -> str:
    return said.translate({0xA0: " ", 0x2066: None, 0x2067: None, 0x2068: None, 0x2069: None})


def test_days_months_and_counts() -> None:
    assert Day(TUESDAY).said("en") == f"{FSI}Tuesday, November 24{PDI}"
    assert Day(TUESDAY, weekday=False).said("uk") == f"{FSI}24 листопада{PDI}"
    assert plain(Day(TUESDAY, year=True).said("es")) == "martes, 24 de noviembre de 2026"
    assert Month(TUESDAY).said("ar-IQ") == f"{FSI}تشرين الثاني ٢٠٢٦{PDI}"
    assert Count(24).said("fa") == f"{LRI}۲۴{PDI}"


@pytest.mark.parametrize("tag", TAGS)
def test_what_is_not_known_is_nothing(tag: str) -> None:
    unknown: list[Value] = [
        Clock(None),
        ClockRange(None, None),
        Day(None),
        Month(None),
        Count(None),
    ]
    for typed in ("", "   ", "\n\t", "\u200f\u202e", "\u200b\u2060", "\u200d", "\u00a0\u3000"):
        unknown += [Name(typed), Words(typed, "en"), Phone(typed), Code(typed), OpeningHours(typed)]
    assert {value.said(tag) for value in unknown} == {""}
    assert Count(0).said("en") == f"{LRI}0{PDI}"
    assert ClockRange(MORNING, None).said("en") == Clock(MORNING).said("en")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Amina\u202e Osman", "Amina Osman"),
        ("\u2067أمينة\u2069 عثمان\u200f", "أمينة عثمان"),
        ("Amina\r\nOsman", "Amina Osman"),
        ("Amina\u2028\tOsman ", "Amina Osman"),
        ("Ana 🌻", "Ana 🌻"),
        ("👩‍👧‍👦", "👩‍👧‍👦"),
        ("\U0001fae8", "\U0001fae8"),  # newer than this Python's Unicode
        ("می‌خواهم", "می‌خواهم"),
        ("x" * 300, "x" * 300),
        ("\u0301\u0323", "\u00a0\u0323\u0301"),
        ("\u064b", "\u00a0\u064b"),
        ("O'Brien-Núñez", "O'Brien-Núñez"),
    ],
)
def test_names_are_kept_and_cannot_turn_the_line(typed: str, kept: str) -> None:
    assert Name(typed).said("ar") == f"{FSI}{kept}{PDI}"


def test_a_number_in_typed_words_stays_in_order() -> None:
    typed = "اتصل بالممرضة 555-0142 أو (612) 555-0199 أو 24-11-2026"
    seen = on_paper(Words(typed, "ar").said("es"), "", "")
    assert "555-0142" in seen
    assert "(612) 555-0199" in seen
    assert "555-0142" in on_paper(Words("اتصل ٥٥٥-٠١٤٢ الآن", "ar").said("ar"))
    assert "0770 123 4567" in on_paper(Words("اتصل ٠٧٧٠ ١٢٣ ٤٥٦٧ الآن", "ar").said("ar"))
    assert Words("Llame al 555-0142 x", "es").said("ar").count(LRI) == 1
    for figures in ("24-11-2026", "12/8", "8:15-15:30", "8:15"):
        seen = on_paper(Words(f"الموعد {figures} في المدرسة", "ar").said("ar"))
        assert figures in seen, figures
    assert LRI not in Words("año 2026-2027, 8:15-15:30", "es").said("ar")


@given(st.text(max_size=60))
def test_nothing_that_is_typed_gets_out_of_its_isolate(typed: str) -> None:
    for value in (Name(typed), Words(typed, "en"), Phone(typed), Code(typed), OpeningHours(typed)):
        said = value.said("ar")
        starts = said.count(FSI) + said.count(LRI)
        assert starts == said.count(PDI)
        assert not any(char in said for char in "\n\r\t\u200e\u200f\u061c\u202a\u202b\u202d\u202e")
        if said:
            assert said[0] in FSI + LRI
            assert said[-1] == PDI


def test_names_follow_each_other_in_the_direction_of_the_page() -> None:
    names = Names(("Sana", "أميرة", " "))
    assert names.said("en") == "\u2066\u2068Sana\u2069 · \u2068أميرة\u2069\u2069"
    assert names.said("ar-IQ") == "\u2067\u2068Sana\u2069 · \u2068أميرة\u2069\u2069"
    assert Names(("Sana",)).said("ar") == "\u2068Sana\u2069"
    assert Names(("\u2003",)).said("ar") == ""
