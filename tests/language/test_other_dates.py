"""The family's own calendar is said as its language says it, or as English spells it."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

import pytest

from liaison_app.language.calendars import CalendarSystem
from liaison_app.language.languages import canonical, languages
from liaison_app.language.other_dates import (
    other_day,
    other_language,
    other_months,
    other_number,
    shares_months,
)
from liaison_app.language.regions import region
from liaison_app.shipped import resources

ETHIOPIC, PERSIAN, ISLAMIC = OTHERS = (
    CalendarSystem.ETHIOPIC,
    CalendarSystem.PERSIAN,
    CalendarSystem.ISLAMIC,
)
TUESDAY = date(2026, 11, 24)
REGIONS = ("ar-IQ", "ar-SY", "ar-EG", "ar-SA", "ar-MA", "fa-AF", "zh-Hant", "uz-Arab", "ckb-IR")
EVERY_TAG = [*(one.tag for one in languages()), *REGIONS]


@pytest.mark.parametrize(
    ("tag", "system", "said"),
    [
        ("en", ETHIOPIC, "15 Hedar 2019"),
        ("en", PERSIAN, "3 Azar 1405"),
        ("en", ISLAMIC, "14 Jumada II 1448"),
        ("am", ETHIOPIC, "15 ኅዳር 2019 ዓ.ም."),
        ("am", ISLAMIC, "14 ጀማደል አኺር 1448"),
        ("ti", ETHIOPIC, "15 ሕዳር 2019 ዓ.ም."),
        ("om", ETHIOPIC, "15 Sadaasa 2019"),
        ("fa", PERSIAN, "۳ آذر ۱۴۰۵"),
        ("prs", PERSIAN, "۳ قوس ۱۴۰۵"),
        ("ps", PERSIAN, "۱۴۰۵ لیندۍ ۳"),
        ("ps", ISLAMIC, "۱۴۴۸ جمادي الثاني ۱۴"),
        ("ar", ISLAMIC, "14 جمادى الآخرة 1448 هـ"),
        ("ar-SA", ISLAMIC, "١٤ جمادى الآخرة ١٤٤٨ هـ"),
        ("ar-MA", ISLAMIC, "14 جمادى الآخرة 1448 هـ"),
        ("ur", ISLAMIC, "14 جمادی الثانی، 1448 ہجری"),
        ("so", ISLAMIC, "14 jumada al-thani 1448"),
        ("fr", ISLAMIC, "14 joumada ath-thania 1448"),
        ("es", PERSIAN, "3 de azar de 1405"),
        ("zh-Hans", ISLAMIC, "伊斯兰历1448年6月14日"),
        ("zh-Hant", ETHIOPIC, "衣索比亞曆2019年3月15日"),
        ("ckb-IR", PERSIAN, "٣ی سەرماوەزی ١٤٠٥"),
    ],
)
def test_a_day_in_the_family_s_calendar(tag: str, system: CalendarSystem, said: str) -> None:
    assert other_day(TUESDAY, system, tag) == said
    assert other_language(tag, system) == canonical(region(tag).language)


@pytest.mark.parametrize("tag", ["am", "ar", "so", "ksw", "rhg", "my", "ne"])
def test_a_calendar_the_language_has_no_names_for_is_said_in_english(tag: str) -> None:
    assert other_day(TUESDAY, PERSIAN, tag) == "3 Azar 1405"
    assert other_months(TUESDAY, PERSIAN, tag) == "Aban – Azar 1405"
    assert other_number(TUESDAY, PERSIAN, tag) == "3"
    assert other_language(tag, PERSIAN) == "en"


@pytest.mark.parametrize(
    ("tag", "day", "system", "said"),
    [
        ("am", TUESDAY, ETHIOPIC, "ጥቅምት – ኅዳር 2019 ዓ.ም."),
        ("en", date(2026, 9, 30), ETHIOPIC, "Nehasse 2018 – Pagumen 2018 – Meskerem 2019"),
        ("prs", date(2026, 3, 1), PERSIAN, "حوت ۱۴۰۴ تا حمل ۱۴۰۵"),
        ("ar-SA", date(2027, 2, 1), ISLAMIC, "شعبان – رمضان ١٤٤٨ هـ"),
        ("zh-Hans", TUESDAY, ISLAMIC, "伊斯兰历1448年5月 – 伊斯兰历1448年6月"),
        ("uk", TUESDAY, PERSIAN, "абан – азер 1405\u00a0р."),
    ],
)
def test_the_months_that_share_ours(tag: str, day: date, system: CalendarSystem, said: str) -> None:
    assert other_months(day, system, tag) == said


def test_day_numbers_are_in_the_digits_of_the_language() -> None:
    said = {tag: other_number(TUESDAY, PERSIAN, tag) for tag in ("fa", "prs", "ps", "en", "am")}
    assert said == {"fa": "۳", "prs": "۳", "ps": "۳", "en": "3", "am": "3"}
    assert other_number(TUESDAY, ISLAMIC, "ar-EG") == "١٤"
    assert other_number(TUESDAY, ISLAMIC, "ar-MA") == "14"


@pytest.mark.parametrize("system", [None, CalendarSystem.GREGORIAN])
def test_the_school_s_own_calendar_is_not_said_twice(system: CalendarSystem | None) -> None:
    for say in (other_day, other_months, other_number):
        assert say(TUESDAY, system, "am") == ""


def test_a_day_outside_the_calendar_is_not_said() -> None:
    for say in (other_day, other_months, other_number):
        assert say(date(2400, 1, 1), ISLAMIC, "ar") == ""


def test_which_languages_have_one_name_for_two_months() -> None:
    sharing = {tag for tag in EVERY_TAG if shares_months(tag, ETHIOPIC)}
    assert {"ti", "om"} <= sharing
    assert not sharing & {"am", "en", "es", "ar", "fa"}
    assert not shares_months("ti", None)


@pytest.mark.parametrize("system", OTHERS)
@pytest.mark.parametrize("tag", EVERY_TAG)
def test_every_language_can_say_every_day(tag: str, system: CalendarSystem) -> None:
    days = [date(2026, 1, 1) + timedelta(at) for at in range(380)]
    said = [other_day(day, system, tag) for day in days]
    assert len(set(said)) == len(days)
    assert not re.search(r"M\d\d|ERA|[{}']|\s\s|^\s|\s$", " · ".join(said).replace(" · ", "·"))
    names = region(other_language(tag, system)).calendars[system]
    wanted = 13 if system == ETHIOPIC else 12
    for months in (names.months, names.months_alone):
        assert len(set(months)) == wanted


def test_no_language_says_these_months_in_letters_it_does_not_read() -> None:
    for tag in EVERY_TAG:
        if not re.search("[A-Za-z]", region(tag).months[0]):
            said = [
                other_day(TUESDAY, one, tag) for one in OTHERS if other_language(tag, one) != "en"
            ]
            assert not re.search("[A-Za-z]", "".join(said))


def test_the_file_says_which_words_are_not_from_cldr() -> None:
    own: dict[str, list[str]] = {}
    for tag in ("am", "ti", "om", "ps", "rw", "ur", "zh"):
        path = resources() / "cldr" / f"{tag}.json"
        own |= {
            at: said["own"]
            for at, said in json.loads(path.read_text("utf-8")).items()
            if said.get("own")
        }
    assert own == {
        "am": ["ethiopic_era"],
        "ti": ["ethiopic_era"],
        "om": ["ethiopic_months"],
        "rw": ["brief_day_year", "brief_weekday_day_year", "day_year", "weekday_day_year"],
        "ps": ["islamic_months"],
        "ur": ["islamic_months"],
        "zh-Hant": ["ethiopic_era"],
    }
