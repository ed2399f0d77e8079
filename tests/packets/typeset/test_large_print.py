"""Large print is set in faces made for readers who see little, in the languages these can write.

Atkinson Hyperlegible Next has the Latin letters of most languages that families use; Andika has all
others, and Cyrillic. Whatever neither writes keeps its usual face.
"""

from __future__ import annotations

import pytest

from liaison_app.packets.content import Profile
from liaison_app.packets.typeset import faces as shipped
from tests.packets import eyes, made
from tests.packets.reading import read
from tests.packets.spoken import spoken
from tests.packets.typeset import oracle, sheet

ASCII = "abcdefghijklmnopqrstuvwxyz"
VIETNAMESE = " ".join(
    f"{vowel}{tone}" for vowel in "aăâeêioôơuưy" for tone in ("", *"\u0300\u0301\u0303\u0309\u0323")
)
LETTERS = {  # beyond those of English; what each alphabet has
    "en": "é ï ö",
    "es": "á é í ñ ó ú ü ¿ ¡ ª º",
    "so": "’",
    "ht": "à è é ò",
    "pt": "à á â ã ç é ê í ó ô õ ú",
    "fr": "à â æ ç è é ê ë î ï ô œ ù û ü ÿ « »",
    "sw": "’",
    "rw": "â ê î ô û ì ï ’",
    "hmn": "’",
    "tl": "ñ á é í ó ú â ê î ô û à",
    "tr": "ç ğ ı i̇ ö ş ü â î û İ",
    "pl": "ą ć ę ł ń ó ś ź ż „ ”",
    "vi": f"đ {VIETNAMESE}",
    "uk": "а б в г ґ д е є ж з и і ї й к л м н о п р с т у ф х ц ч ш щ ь ю я ’ ʼ «",
    "ru": "а б в г д е ё ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я « № е\u0301",
    "quc": "ä ë ï ö ü ’ ʼ",
    "mam": "ẍ ’ ʼ",
    "nv": "á é í ó ą ę į ǫ ą́ ę́ į́ ǫ́ ł ń ʼ",
    "mh": "ā ļ ḷ m̧ ṃ ņ ṇ ñ o̧ ọ ō ū",
}


def faces(words: str, language: str, *, bold: bool = False) -> set[str]:
    """The families with ink in them."""
    layout = sheet.layout(words, language, 400.0, bold=bold)
    assert layout.faults == ()
    glyphs = read(sheet.of_lines(list(layout.lines)))
    assert all(glyph.number for glyph in glyphs)
    return {one.face.partition("+")[2].partition("-")[0] for one in glyphs if one.outline}


def test_the_alphabet_of_every_language_that_takes_other_faces_is_tested() -> None:
    changed = {one.language for one in oracle.samples().values() if one.large != one.family}
    assert changed == set(LETTERS)


@pytest.mark.parametrize("language", LETTERS)
@pytest.mark.parametrize("bold", [False, True])
def test_one_face_has_all_letters_of_a_language(language: str, bold: bool) -> None:
    letters = f"{ASCII} {LETTERS[language]} 0123456789 (612) 555-0142 8:15–15:30 “,.;:!?”…"
    family = oracle.samples()[language].large
    for words in (letters, letters.upper()):
        assert faces(words, f"{language}-x-large", bold=bold) == {family}


TAKEN = {
    "AtkinsonHyperlegibleNext": ("es-MX", "pt-BR", "fil", "om"),
    "Andika": ("ha", "wo", "yo", "haw", "kk", "tg", "sr", "kek", "und-Latn"),
    "NotoNaskhArabic": ("ar-IQ", "prs"),
    "NotoNastaliqUrdu": ("ur",),
    "NotoSansEthiopic": ("am",),
    "NotoSansKhmer": ("km",),
    "NotoSansJP": ("ja",),
    "NotoSansTC": ("zh-TW",),
    "NotoSans": ("el",),
}


@pytest.mark.parametrize(
    ("language", "family"), [(tag, family) for family, tags in TAKEN.items() for tag in tags]
)
def test_related_tags_and_other_scripts_take_what_suits_them(language: str, family: str) -> None:
    assert shipped.first_face(f"{language}-x-large", bold=False).name == f"{family}-Regular"


@pytest.mark.parametrize("language", ["ar", "ur", "zh-Hans", "ko", "ja"])
def test_names_and_numbers_inside_are_in_large_print_too(language: str) -> None:
    large = f"{language}-x-large"
    assert faces("\u2066(612)\u00a0555-0142\u2069", large) == {"AtkinsonHyperlegibleNext"}
    assert faces("\u2068Maria Garcia\u2069", large) == {"AtkinsonHyperlegibleNext"}
    assert faces("\u2068Nguyễn Văn Ẩn\u2069", large) == {"Andika"}


def test_a_name_in_another_alphabet_is_in_one_face() -> None:
    assert faces("\u2068Nguyễn\u2069", "so-x-large") == {"Andika"}
    assert faces("\u2068Олена\u2069", "so-x-large") == {"Andika"}
    assert faces("\u2068محمد\u2069", "so-x-large") == {"NotoNaskhArabic"}


def test_a_reader_nobody_has_faces_for_gets_the_usual_ones() -> None:
    assert faces("Waa bilaash", "so-x-home") == {"NotoSans"}


def test_a_packet_says_its_languages_without_its_reader() -> None:
    found = made.printed("so", "en", profile=Profile.LARGE_PRINT)
    assert {one.language for one in spoken(found.pdf)} == {"so", "en"}
    running = {
        glyph.face.partition("+")[2].partition("-")[0]
        for one in spoken(found.pdf)
        for glyph in one.glyphs
        if glyph.outline and one.language == "so"
    }
    assert running == {"AtkinsonHyperlegibleNext"}


@pytest.mark.parametrize("language", ["es", "vi", "uk", "ar", "ur", "he", "km", "ja"])
def test_numbers_read_from_the_left_in_large_print_and_nothing_is_missing(language: str) -> None:
    found = made.printed(language, "en", profile=Profile.LARGE_PRINT)
    assert found.faults == ()
    glyphs = read(found.pdf)
    assert all(glyph.number for glyph in glyphs)
    assert eyes.times_seen(glyphs, made.PHONE) >= 4
    assert eyes.times_seen(glyphs, "0142-555 (612)") == 0


def test_letters_look_no_smaller_than_in_the_usual_face() -> None:
    """Letters of Atkinson are lower in the same size, so it is set larger."""
    glyphs = read(made.printed("so", profile=Profile.LARGE_PRINT).pdf)
    running = [glyph for glyph in glyphs if glyph.text == "x" and glyph.size < 20]
    usual = 0.53  # em, of Noto Sans
    assert max(glyph.ink[3] - glyph.ink[1] for glyph in running) >= 18 * usual
