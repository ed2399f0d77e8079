"""In which words a text is said, and where they come from."""

from __future__ import annotations

import logging
from datetime import date
from typing import TYPE_CHECKING

import pytest

from liaison_app.language.po import Message
from liaison_app.language.po_writing import po_text
from liaison_app.language.provenance import provenance
from liaison_app.language.section_markup import SOUNDS
from liaison_app.packets.content import Origin, Span
from liaison_app.packets.values import Day, Name, Phone
from liaison_app.packets.voices import BLANK, alone, say, voice
from liaison_app.records.packets import SectionText

if TYPE_CHECKING:
    from pathlib import Path

CALL = "Call **{help_phone}** now."
SICK = "Is your child sick?"
ARABIC_CALL = "اتصلوا الآن على الرقم **{help_phone}**."
ARABIC_SICK = "هل طفلكم مريض؟"
PHRASE = "I need an interpreter, please."


def message(source: str, translation: str, *, reviewed: str = "-", context: str = "") -> Message:
    made = Message(context, source, forms=(translation,))
    made.comments = [provenance(made, by="machine", reviewed=reviewed)]
    return made


def write(folder: Path, tag: str, messages: list[Message]) -> Path:
    (folder / tag).mkdir(parents=True, exist_ok=True)
    path = folder / tag / "packets.po"
    path.write_text(po_text([], {"Language": tag}, messages), encoding="utf-8")
    return path


@pytest.fixture
def translations(tmp_path: Path) -> Path:
    arabic = [
        message(CALL, ARABIC_CALL),
        message(SICK, ARABIC_SICK, reviewed="Huda Salim 2026-09-14"),
        message(PHRASE, "آي نيد آن إنتربرتر", context=SOUNDS),
    ]
    write(tmp_path, "ar", arabic)
    write(tmp_path, "pa", [message(SICK, "ਕੀ ਤੁਹਾਡਾ ਬੱਚਾ ਬਿਮਾਰ ਹੈ?")])
    write(tmp_path, "zh-Hans", [message(SICK, "您的孩子生病了吗？")])
    return tmp_path


def own(text: str, source: str = SICK, language: str = "ar", **more: str) -> SectionText:
    return SectionText(source=source, language=language, text=text, **more)  # type: ignore[arg-type]


def test_a_translation_says_who_looked_at_it(translations: Path) -> None:
    arabic = voice("ar", translations=translations)
    assert arabic.said(SICK).plain == ARABIC_SICK
    assert arabic.said(SICK).origin is Origin.REVIEWED
    assert arabic.said(CALL).origin is Origin.DRAFT
    assert (arabic.said("Health").plain, arabic.said("Health").language) == ("Health", "en")
    assert arabic.said("Health").origin is Origin.UNTRANSLATED


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("ar-IQ", "ar-IQ"),
        ("zh-CN", "zh-CN"),
        ("zh-Hans-SG", "zh-Hans-SG"),
        ("zh-Hant", "en"),
        ("zh-TW", "en"),
        ("xx", "en"),
        ("not a tag", "en"),
        ("en-US", "en-US"),
        ("pa-Arab", "en"),
    ],
)
def test_a_region_uses_the_words_of_its_language_and_no_other_script(
    translations: Path, tag: str, language: str
) -> None:
    assert voice(tag, translations=translations).said(SICK).language == language


def test_english_is_the_language_that_everything_is_written_in(translations: Path) -> None:
    assert voice("en", translations=translations).said(SICK).origin is Origin.SOURCE


def test_a_translation_of_an_older_wording_is_stale(translations: Path) -> None:
    older = message("Is your child ill?", ARABIC_SICK, reviewed="Huda Salim 2026-09-14")
    write(translations, "ar", [Message("", SICK, forms=older.forms, comments=older.comments)])
    assert voice("ar", translations=translations).said(SICK).origin is Origin.STALE


def test_weight_is_read_before_values_are_put_in(translations: Path) -> None:
    (text,) = say(
        (voice("en"),), "For **{recipient}**: {school}", {"recipient": Name("A**b** {x}")}
    )
    assert text.spans == (
        Span("For "),
        Span("\u2068A**b** {x}\u2069", bold=True),
        Span(f": {BLANK}"),
    )


def test_values_are_said_in_the_language_of_the_words_around_them(translations: Path) -> None:
    day = {"day": Day(date(2026, 11, 24))}
    write(translations, "es", [message("By {day}", "A más tardar el {day}")])
    voices = (voice("es", translations=translations), voice("en"))
    spanish, english = say(voices, "By {day}", day)
    assert "noviembre" in spanish.plain
    assert "November" in english.plain
    write(translations, "so", [])
    (untranslated,) = say((voice("so", translations=translations),), "By {day}", day)
    assert (untranslated.language, "November" in untranslated.plain) == ("en", True)


@pytest.mark.parametrize("lost", ["اتصلوا الآن", "اتصلوا {phone}", "اتصلوا {help_phone"])
def test_a_translation_that_lost_the_number_to_call_is_not_used(
    translations: Path, lost: str
) -> None:
    write(translations, "ar", [message(CALL, lost)])
    said = say((voice("ar", translations=translations),), CALL, {"help_phone": Phone("555-0142")})
    assert said[0].plain == "Call \u2066555-0142\u2069 now."
    district = voice("ar", [own(lost, CALL)], translations=translations)
    assert district.said(CALL).origin is Origin.UNTRANSLATED


@pytest.mark.parametrize("damaged", [b"msgid broken\n", b"\xff\xfe\x00", b'msgid "x\n'])
def test_a_damaged_catalogue_leaves_english_and_a_word_in_the_log(
    translations: Path, damaged: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    (translations / "ar" / "packets.po").write_bytes(damaged)
    with caplog.at_level(logging.WARNING):
        assert voice("ar-SY", translations=translations).said(SICK).plain == SICK
    assert "packets.po of ar" in caplog.text
    assert "broken" not in caplog.text


def test_the_words_of_a_district_come_before_ours(translations: Path) -> None:
    rows = [own("طفلكم مريض؟"), own("Sick?", language="en", source="Health")]
    arabic = voice("ar-IQ", rows, translations=translations)
    assert arabic.said(SICK).plain == "طفلكم مريض؟"
    assert arabic.said(SICK).origin is Origin.DRAFT
    reviewed = [own("طفلكم مريض؟", reviewed_by="Huda Salim")]
    assert voice("ar", reviewed, translations=translations).said(SICK).origin is Origin.REVIEWED
    assert voice("es", rows, translations=translations).said(SICK).plain == SICK


def test_the_words_of_the_region_come_before_those_of_the_language(translations: Path) -> None:
    rows = [own("عيان؟", language="ar-EG"), own("مريض؟")]
    for order in (rows, rows[::-1]):
        assert voice("ar-EG", order, translations=translations).said(SICK).plain == "عيان؟"
        assert voice("ar-IQ", order, translations=translations).said(SICK).plain == "مريض؟"


def test_words_for_one_section_stay_in_it(translations: Path) -> None:
    arabic = voice("ar", [own("مريض؟", section="absence")], translations=translations)
    assert arabic.said(SICK, section="absence").plain == "مريض؟"
    assert arabic.said(SICK, section="rights").plain == ARABIC_SICK


def test_new_words_in_english_make_our_translation_stale(translations: Path) -> None:
    rows = [own("Is your child sick today?", language="en")]
    arabic = voice("ar", rows, translations=translations)
    assert (arabic.said(SICK).plain, arabic.said(SICK).origin) == (ARABIC_SICK, Origin.STALE)
    assert voice("en", rows).said(SICK).plain == "Is your child sick today?"
    rows.append(own("هل طفلكم مريض اليوم؟", "Is your child sick today?", reviewed_by="Huda"))
    renewed = voice("ar", rows, translations=translations).said(SICK)
    assert (renewed.plain, renewed.origin) == ("هل طفلكم مريض اليوم؟", Origin.REVIEWED)


@pytest.mark.parametrize("text", ["  ", "Call {", "Call **now"])
def test_words_that_cannot_be_read_change_nothing(translations: Path, text: str) -> None:
    rows = [own(text), own(text, language="en")]
    assert voice("ar", rows, translations=translations).said(SICK).plain == ARABIC_SICK


def test_sounds_are_no_translation(translations: Path) -> None:
    arabic = voice("ar", [own("x", PHRASE)], translations=translations)
    assert arabic.said(PHRASE, context=SOUNDS).plain == "آي نيد آن إنتربرتر"
    assert arabic.said(PHRASE).plain == "x"


def test_a_value_that_nobody_knows_is_a_line_to_write_on(translations: Path) -> None:
    voices = (voice("ar-IQ", translations=translations), voice("en"))
    assert [one.plain for one in alone(voices, Name("Ms. Lee"))] == ["\u2068Ms. Lee\u2069"] * 2
    assert [one.language for one in alone(voices, Name("Ms. Lee"))] == ["ar-IQ", "en"]
    assert [one.plain for one in alone(voices, Name(""))] == [BLANK] * 2


@pytest.mark.parametrize(
    ("tag", "said"), [("ar", "خلال 45 يومًا، الصف 7."), ("ar-IQ", "خلال ٤٥ يومًا، الصف ٧.")]
)
def test_numbers_in_words_of_ours_have_the_digits_of_the_region(
    translations: Path, tag: str, said: str
) -> None:
    write(translations, "ar", [message("Within 45 days, grade 7.", "خلال 45 يومًا، الصف 7.")])
    assert voice(tag, translations=translations).said("Within 45 days, grade 7.").plain == said


@pytest.mark.parametrize(
    "words",
    ["اتصلوا بالرقم 555-0142", "911", "W-7K3M9Q 12-15", "1-800-421-3481", "Title A2", "8:15"],
)
def test_numbers_that_people_dial_or_copy_stay(translations: Path, words: str) -> None:
    write(translations, "ar", [message(SICK, words)])
    assert voice("ar-IQ", translations=translations).said(SICK).plain == words


def test_a_district_writes_its_own_digits(translations: Path) -> None:
    iraqi = voice("ar-IQ", [own("تعالوا إلى الغرفة 12")], translations=translations)
    assert iraqi.said(SICK).plain == "تعالوا إلى الغرفة 12"
