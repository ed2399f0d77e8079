"""A translation that would lose the number to call is wrong; one that looks odd is asked about."""

from __future__ import annotations

import pytest

from liaison_app.language.section_markup import SOUNDS
from liaison_app.packets.text_checks import findings, tidied

CALL = "Do you have a question? Call **{help_phone}**."
DANGER = "Danger? Call 911. The office: 1-800-421-3481."


def codes(source: str, words: str, language: str = "ar", **more: object) -> set[str]:
    found = findings(source, words, language, **more)  # type: ignore[arg-type]
    assert all(one.words.endswith((".", ":")) for one in found)
    return {("" if one.wrong else "?") + one.code for one in found}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("هل لديك سؤال؟ اتصل بـ **{help_phone}**.", set()),
        ("", set()),
        ("هل لديك سؤال؟ اتصل بنا **.**", {"lost"}),
        ("هل لديك سؤال؟ اتصل **{phone}**", {"lost", "strange"}),
        ("هل لديك سؤال؟ اتصل **{Help_phone}**", {"lost", "strange"}),
        ("هل لديك سؤال؟ اتصل **{help_phone}** {liaison}", {"strange"}),
        ("هل لديك سؤال؟ اتصل **{help_phone!r}**", {"strange"}),
        ("هل لديك سؤال؟ اتصل **{help_phone**", {"brace"}),
        ("هل لديك سؤال؟ اتصل **{help**_phone}", {"brace"}),
        ("هل لديك سؤال؟ اتصل {help_phone}", {"weight"}),
        ("هل لديك سؤال؟ اتصل **{help_phone}", {"weight"}),
        ("هل لديك سؤال؟ اتصل \u200f**{help_phone}**", {"direction"}),
        ("هل لديك سؤال؟ \u202eاتصل **{help_phone}**", {"direction"}),
        ("هل لديك سؤال؟ \x07 **{help_phone}**", {"control"}),
        ("هل لديك \ufffd\ufffd **{help_phone}**", {"garbled"}),
        ("هل لديك \u0378 **{help_phone}**", {"unprintable"}),
        ("هل لديك \ue123 **{help_phone}**", {"unprintable"}),
        ("هل لديك سؤال؟ " * 150 + "**{help_phone}**", {"endless"}),
        ("هل لديك سؤال؟ " * 50 + "**{help_phone}**", set()),
        ("سؤال؟ **{help_phone}** أو (612) 555-0142", {"number-added"}),
        (CALL, {"?same"}),
        ("Have you any question at all? **{help_phone}**", {"?letters"}),
    ],
)
def test_what_is_wrong_with_a_translation(words: str, code: set[str]) -> None:
    assert codes(CALL, words) == code


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("خطر؟ 911. المكتب: 1-800-421-3481.", set()),
        ("خطر؟ 911. المكتب: (1) 800 421-3481.", set()),
        ("خطر؟ 911. المكتب: 1-800-421-3418.", {"number-lost"}),
        ("خطر؟ ٩١١. المكتب: 1-800-421-3481.", {"number-lost"}),
        ("خطر؟ 112. المكتب: 1-800-421-3481.", {"number-lost"}),
        ("خطر؟ المكتب: 1-800-421-3481.", {"number-lost"}),
    ],
)
def test_a_number_to_dial_stays_as_it_is(words: str, code: set[str]) -> None:
    assert codes(DANGER, words) == code


def test_letters_read_in_the_wrong_code_page_are_seen() -> None:
    garbled = "¿Tiene una pregunta? Llámenos.".encode().decode("cp1252")
    assert codes("Do you have a question? Call us.", garbled, "es") == {"garbled"}
    assert (
        codes("Do you have a question? Call us.", "¿Tiene una pregunta? Llámenos.", "es") == set()
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ur", "کیا آپ کا بچہ بیمار ہے؟"),
        ("zh-Hans", "孩子生病了吗？"),
        ("ja", "お子さんはびょうきですか？カタカナ"),
        ("ko", "아이가 아픈가요?"),
        ("km", "តើកូនរបស់អ្នកឈឺមែនទេ?"),
        ("am", "ልጅዎ ታሟል?"),
        ("sr-Latn", "Da li je dete bolesno?"),
        ("so", "Ilmahaagu ma buka?"),
        ("uk", "Ваша дитина хвора? (Wi-Fi)"),
    ],
)
def test_every_language_may_use_its_own_letters(language: str, words: str) -> None:
    assert codes("Is your child sick?", words, language) == set()
    assert codes("Is your child sick?", "Is the child ill?", language) == (
        set() if language in {"so", "sr-Latn"} else {"?letters"}
    )


def test_sounds_may_name_the_language_themselves() -> None:
    assert codes("I speak {language}.", "آي سبيك أرابيك", context=SOUNDS) == set()
    assert codes("I speak {language}.", "آي سبيك {tongue}", context=SOUNDS) == {"strange"}
    assert codes("I speak {language}.", "أتكلم العربية") == {"lost"}


def test_a_long_translation_is_only_asked_about() -> None:
    assert codes("Bus", "حافلة المدرسة الصفراء الكبيرة", limit=10) == {"?long"}


def test_a_translation_is_kept_as_one_tidy_line() -> None:
    assert tidied("  Lla\u0301menos\r\n  hoy.\u00a0 \u2028") == "Llámenos hoy.\u00a0"


def test_braces_without_end_are_looked_at_however_many_there_are() -> None:
    found = findings("Call us", "{{." * 1_000_000, "es", context="", limit=None)
    assert "letters" not in {one.code for one in found}
