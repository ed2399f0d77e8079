"""Days, months, digits and clocks are those of the family's language and region."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date, time

import pytest

from liaison_app.language.languages import canonical, languages
from liaison_app.language.regional_dates import (
    clock_time,
    date_in_words,
    month_title,
    number,
    weekdays_in_words,
)
from liaison_app.language.regions import has_names, region
from liaison_app.shipped import resources

TUESDAY = date(2026, 11, 24)
MONDAY, SATURDAY, SUNDAY = 0, 5, 6
EVERY_TAG = [one.tag for one in languages()]


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("en", "Tuesday, November 24"),
        ("es", "martes, 24 de noviembre"),
        ("es-MX", "martes, 24 de noviembre"),
        ("ar", "الثلاثاء، 24 نوفمبر"),
        ("ar-IQ", "الثلاثاء، ٢٤ تشرين الثاني"),
        ("ar-SY", "الثلاثاء، ٢٤ تشرين الثاني"),
        ("ar-LB", "الثلاثاء، ٢٤ تشرين الثاني"),
        ("ar-EG", "الثلاثاء، ٢٤ نوفمبر"),
        ("ar-SD", "الثلاثاء، ٢٤ نوفمبر"),
        ("ar-YE", "الثلاثاء، ٢٤ نوفمبر"),
        ("ar-MA", "الثلاثاء، 24 نونبر"),
        ("ur", "منگل، 24 نومبر"),
        ("ur-PK", "منگل، 24 نومبر"),
        ("ur-IN", "منگل، ۲۴ نومبر"),
        ("so", "Talaado, Noofeembar 24"),
        ("ht", "madi 24 novanm"),  # CLDR has it in French
        ("ps", "درېنۍ، نومبر ۲۴"),  # CLDR has a comma of English
        ("ti", "ሰሉስ፣ 24 ሕዳር"),
        ("rw", "Kuwa kabiri, 24 Ugushyingo"),
        ("zh-Hans", "11月24日星期二"),
        ("km", "អង្គារ 24 វិច្ឆិកា"),
        ("am", "ማክሰኞ፣ ኖቬምበር 24"),
        ("vi", "Thứ Ba, 24 tháng 11"),
        ("uk", "вівторок, 24 листопада"),
        ("fa-AF", "سه‌شنبه ۲۴ نومبر"),
        ("prs", "سه‌شنبه ۲۴ نومبر"),
        ("my", "နိုဝင်ဘာ ၂၄ အင်္ဂါ"),
        ("ne", "नोभेम्बर २४, मङ्गलबार"),
        ("he", "יום שלישי, 24 בנובמבר"),
    ],
)
def test_a_date_in_a_sentence(tag: str, said: str) -> None:
    assert date_in_words(TUESDAY, tag) == said


def test_a_date_with_its_year_or_without_its_weekday() -> None:
    assert date_in_words(TUESDAY, "es", year=True) == "martes, 24 de noviembre de 2026"
    assert date_in_words(TUESDAY, "uk", weekday=False) == "24 листопада"
    assert date_in_words(TUESDAY, "ar-IQ", weekday=False, year=True) == "٢٤ تشرين الثاني ٢٠٢٦"
    assert date_in_words(TUESDAY, "th", year=True) == "วันอังคารที่ 24 พฤศจิกายน ค.ศ. 2026"


@pytest.mark.parametrize(
    ("tag", "title"),
    [
        ("en", "November 2026"),
        ("es", "noviembre de 2026"),
        ("uk", "листопад 2026\u00a0р."),  # not листопада, which is "of November"
        ("vi", "Tháng 11 năm 2026"),
        ("zh-Hans", "2026年11月"),
        ("ar-EG", "نوفمبر ٢٠٢٦"),
        ("fa", "نوامبر ۲۰۲۶"),
    ],
)
def test_the_title_of_a_calendar(tag: str, title: str) -> None:
    assert month_title(TUESDAY, tag) == title


def test_months_of_one_language_that_its_regions_call_differently() -> None:
    july = {tag: region(tag).months_alone[6] for tag in ("ar", "ar-EG", "ar-IQ", "ar-MA", "ar-DZ")}
    assert july == {
        "ar": "يوليو",
        "ar-EG": "يوليو",
        "ar-IQ": "تموز",
        "ar-MA": "يوليوز",
        "ar-DZ": "جويلية",
    }


@pytest.mark.parametrize(
    ("tag", "morning", "afternoon"),
    [
        ("en", "8:15 AM", "3:30 PM"),
        ("es", "8:15 a.m.", "3:30 p.m."),
        ("es-ES", "8:15", "15:30"),
        ("ar", "8:15 ص", "3:30 م"),
        ("ar-IQ", "٨:١٥ ص", "٣:٣٠ م"),
        ("ar-MA", "08:15", "15:30"),
        ("ur", "8:15 صبح", "3:30 دوپہر"),
        ("so", "8:15 GH", "3:30 GD"),
        ("zh-Hans", "08:15", "15:30"),
        ("zh-Hant", "上午8:15", "下午3:30"),
        ("km", "8:15 ព្រឹក", "3:30 រសៀល"),
        ("am", "ጥዋት 8:15", "ከሰዓት 3:30"),  # the school's hours, not counted from six
        ("vi", "8:15", "15:30"),
        ("uk", "08:15", "15:30"),
        ("uk-US", "8:15 дп", "3:30 пп"),
        ("fa-AF", "۰۸:۱۵", "۱۵:۳۰"),
        ("th", "08:15 น.", "15:30 น."),
    ],
)
def test_the_time_of_day_as_people_there_say_it(tag: str, morning: str, afternoon: str) -> None:
    assert clock_time(time(8, 15), tag).replace("\u00a0", " ") == morning
    assert clock_time(time(15, 30), tag).replace("\u00a0", " ") == afternoon


def test_midnight_noon_and_the_words_around_the_day() -> None:
    def at(hour: int, tag: str) -> str:
        return clock_time(time(hour), tag).replace("\u00a0", " ")

    assert [at(hour, "en") for hour in (0, 11, 12, 23)] == [
        "12:00 AM",
        "11:00 AM",
        "12:00 PM",
        "11:00 PM",
    ]
    assert [at(hour, "ur").split()[1] for hour in (3, 4, 12, 16, 18, 20)] == [
        "رات",
        "صبح",
        "دوپہر",
        "سہ",
        "شام",
        "رات",
    ]


def test_no_line_breaks_inside_a_time() -> None:
    assert [tag for tag in EVERY_TAG if " " in clock_time(time(15, 30), tag)] == []


@pytest.mark.parametrize(
    ("tag", "first"),
    [
        ("en", SUNDAY),
        ("es", SUNDAY),
        ("ar", SUNDAY),  # nobody said from where: the week of the school's calendar
        ("ar-EG", SATURDAY),
        ("ar-IQ", SATURDAY),
        ("ar-YE", SUNDAY),
        ("ar-LB", MONDAY),
        ("es-MX", SUNDAY),
        ("es-ES", MONDAY),
        ("ur", SUNDAY),
        ("so", MONDAY),
        ("uk", MONDAY),
        ("uk-US", SUNDAY),
        ("fa-AF", SATURDAY),
        ("zh-Hans", MONDAY),
        ("zh-TW", SUNDAY),
        ("am", SUNDAY),
    ],
)
def test_the_first_day_of_the_week(tag: str, first: int) -> None:
    assert region(tag).first_day == first


def test_a_year_stands_where_people_put_it() -> None:
    assert date_in_words(TUESDAY, "rw", year=True) == "Kuwa kabiri, 24 Ugushyingo 2026"
    assert date_in_words(TUESDAY, "ne", year=True) == "२०२६ नोभेम्बर २४, मङ्गलबार"


def test_names_of_days_for_the_columns_of_a_calendar() -> None:
    assert region("vi").days_short[0] == "Thứ 2"
    assert region("ht").days_short[1] == "mad."
    assert weekdays_in_words(0, 3, "es").replace("\u00a0", " ") == "lunes – jueves"
    assert weekdays_in_words(4, 4, "uk") == "пʼятниця"


def test_digits_are_those_of_the_region() -> None:
    said = {tag: number(2026, tag) for tag in ("ar", "ar-EG", "ur", "ps", "bn", "my", "km", "mr")}
    assert said == {
        "ar": "2026",
        "ar-EG": "٢٠٢٦",
        "ur": "2026",
        "ps": "۲۰۲۶",
        "bn": "২০২৬",
        "my": "၂၀၂၆",
        "km": "2026",
        "mr": "२०२६",
    }


@pytest.mark.parametrize(
    ("tag", "same_as"),
    [
        ("ar_iq", "ar-IQ"),
        ("som", "so"),
        ("ar-Arab-IQ", "ar-IQ"),
        ("prs", "fa-AF"),
        ("kmr", "ku"),
        ("zh-HK", "zh-Hant-HK"),
        ("zh-CN", "zh-Hans"),
        ("pa-PK", "pa-Arab-PK"),
        ("pt-BR", "pt"),
        ("es-419", "es"),
        ("en-US", "en"),
    ],
)
def test_other_writings_of_a_tag(tag: str, same_as: str) -> None:
    assert replace(region(tag), language=region(same_as).language) == region(same_as)


def test_a_region_that_nobody_has_described_speaks_its_language() -> None:
    assert region("ar-US").months == region("ar").months
    assert region("so-US").first_day == SUNDAY


@pytest.mark.parametrize(
    "tag", ["ksw", "mam", "hmn", "rhg", "nv", "hnj", "xx", "qps-ploc", "", ".."]
)
def test_languages_that_cldr_lacks_are_said_in_english_and_say_so(tag: str) -> None:
    assert not has_names(tag)
    assert region(tag).language == "en"
    assert date_in_words(TUESDAY, tag) == "Tuesday, November 24"


def test_languages_that_it_has_do_not() -> None:
    for tag in ("en", "en-US", "es", "ar", "ur", "so", "zh-Hans", "km", "am", "vi", "uk", "prs"):
        assert has_names(tag)
        assert region(tag).language == canonical(tag)  # for who hears the page read


@pytest.mark.parametrize("tag", EVERY_TAG)
def test_every_language_can_say_every_day_and_time(tag: str) -> None:
    place = region(tag)
    for names in (place.months, place.months_alone):
        assert len(set(names)) == 12
    for names in (place.days, place.days_alone, place.days_short):
        assert len(set(names)) == 7
    assert len(set(place.months_short)) == len(set(place.months))
    assert len(set(place.days_brief)) == 7
    assert len(place.digits) == 10
    assert all(digit.isdecimal() and int(digit) == at for at, digit in enumerate(place.digits))
    assert len({clock_time(time(hour, 5), tag) for hour in range(24)}) == 24
    for month in range(1, 13):
        day = date(2026, month, 3)
        said = {
            date_in_words(day, tag),
            date_in_words(day, tag, year=True),
            date_in_words(day, tag, weekday=False, year=True),
            month_title(day, tag),
        }
        assert len(said) == 4


ASK_ALL = """
import sys
from datetime import date
from liaison_app.language.languages import canonical, languages
from liaison_app.language.regional_dates import date_in_words, month_title
from liaison_app.language.regions import region

if "leak" in sys.argv:
    from babel import Locale
    from babel.dates import get_day_names, get_month_names
    for tag in ("zh-Hans", "he"):
        region(tag)
        month_title(date(2026, 9, 1), tag)
        # What anybody else in the process may do with Babel must not matter here either.
        dict(get_month_names("wide", "stand-alone", Locale.parse(tag.replace("-", "_"))))
        dict(get_day_names("wide", "stand-alone", Locale.parse(tag.replace("-", "_"))))
tags = [one.tag for one in languages()] + ["ar-IQ", "ar-SY", "es-MX"]
for tag in tags if "leak" in sys.argv else reversed(tags):
    for month in range(1, 13):
        day = date(2026, month, 3)
        print(tag, month, month_title(day, tag), date_in_words(day, tag), sep="|")
"""


def test_months_after_chinese_and_hebrew_were_loaded_first() -> None:
    def asked(*how: str) -> list[str]:
        done = subprocess.run(
            [sys.executable, "-X", "utf8", "-c", ASK_ALL, *how],
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        return sorted(done.stdout.splitlines())

    after = asked("leak")
    assert after == asked()
    assert "fr|9|septembre 2026|jeudi 3 septembre" in after
    assert "ur|9|ستمبر 2026|جمعرات، 3 ستمبر" in after
    assert "he|9|ספטמבר 2026|יום חמישי, 3 בספטמבר" in after
    assert "zh-Hans|9|2026年9月|9月3日星期四" in after


CLDR = resources() / "cldr"


def test_the_data_is_what_the_manifest_says_it_is() -> None:
    manifest = json.loads((CLDR / "manifest.json").read_text("utf-8"))
    there = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in CLDR.glob("*.json")
        if path.name != "manifest.json"
    }
    assert manifest["files"] == there
    assert manifest["licence"] == "Unicode-3.0"
    assert "UNICODE LICENSE V3" in (CLDR / manifest["licence_file"]).read_text("utf-8")


def test_the_data_turns_no_text_around_and_has_only_spaces_that_fonts_have() -> None:
    odd = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u202f\u2009]")
    assert [path.name for path in CLDR.glob("*.json") if odd.search(path.read_text("utf-8"))] == []
