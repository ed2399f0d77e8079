"""Languages are recognised as offices write them, named in each interface language."""

from __future__ import annotations

import pytest

from liaison_app.language.languages import (
    Use,
    autonym_of,
    direction_of,
    language,
    languages,
    name_of,
    script_of,
    tag_of,
)

FAMILIES_USE = (
    "es es-MX zh-Hans zh-Hant fa-AF ps ar ku ckb ur hi ne my ksw rhg km vi hmn mww so ti am om sw "
    "rw ht pt-BR ru uk tl fil mh chk sm mam quc kjb ase"
)


@pytest.mark.parametrize("tag", FAMILIES_USE.split())
def test_every_language_of_the_field_is_known(tag: str) -> None:
    known = language(tag)
    assert known is not None
    assert known.autonym
    for interface in ("en", "es", "ar"):
        assert name_of(tag, interface)
        assert name_of(tag, interface) != tag or tag == "mam"  # Mam is called mam in Spanish


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("Spanish", "es"),
        (" SPANISH ", "es"),
        ("spa", "es"),
        ("Español", "es"),
        ("Spanish; Castilian", "es"),
        ("es-mx", "es-MX"),
        ("es_US", "es-US"),
        ("Mandarin", "zh-Hans"),
        ("Chinese (Mandarin)", "zh-Hans"),
        ("zh-CN", "zh-Hans"),
        ("zh_TW", "zh-Hant"),
        ("Cantonese", "yue"),
        ("Farsi", "fa"),
        ("Persian (Farsi)", "fa"),
        ("Dari", "fa-AF"),
        ("prs", "fa-AF"),
        ("Haitian Creole", "ht"),
        ("Haitian; Haitian Creole", "ht"),
        ("Karen", "ksw"),
        ("S'gaw Karen", "ksw"),
        ("Tagalog", "fil"),
        ("العربية", "ar"),
        ("Arabic (Iraqi)", "ar"),
        ("Kurdish (Sorani)", "ckb"),
        ("Quiché", "quc"),
        ("K'iche'", "quc"),
        ("Kanjobal", "kjb"),
        ("Pushto", "ps"),
        ("Cambodian", "km"),
        ("Tigrigna", "ti"),
        ("Afaan Oromo", "om"),
        ("Portuguese (Brazil)", "pt-BR"),
        ("Tiếng Việt", "vi"),
        ("Hmoob", "hmn"),
        ("ASL", "ase"),
        ("Kiswahili", "sw"),
    ],
)
def test_rosters_are_understood(written: str, tag: str) -> None:
    assert tag_of(written) == tag


@pytest.mark.parametrize(
    "written", ["", "?", "xx", "English/Spanish", "Other", "zzz-US", "N/A", "0", "Unknown"]
)
def test_what_names_no_single_language_is_not_guessed(written: str) -> None:
    assert tag_of(written) is None


def test_every_code_and_name_in_the_table_leads_to_its_language() -> None:
    for one in languages():
        for name in (one.tag, one.english, one.autonym, *one.codes, *one.aliases):
            assert tag_of(name) is not None, name
        assert tag_of(one.tag) == one.tag
        assert tag_of(one.english) == one.tag


@pytest.mark.parametrize(
    ("tag", "direction"),
    [
        ("fa-AF", "rtl"),
        ("ur", "rtl"),
        ("ar-IQ", "rtl"),
        ("ps", "rtl"),
        ("ckb", "rtl"),
        ("rhg", "rtl"),
        ("he", "rtl"),
        ("ku", "ltr"),
        ("ar-Latn", "ltr"),
        ("ku-Arab", "rtl"),
        ("es-MX", "ltr"),
        ("sd", "rtl"),
        ("zz", "ltr"),
    ],
)
def test_direction_follows_from_the_script(tag: str, direction: str) -> None:
    assert direction_of(tag) == direction


def test_names_and_scripts() -> None:
    assert autonym_of("fa-AF") == "دری"
    assert autonym_of("es-MX") == "español"
    assert autonym_of("qqq") == "qqq"
    assert name_of("vi", "es") == "vietnamita"
    assert name_of("vi", "ar") == "الفيتنامية"
    assert name_of("kjb", "es") == "q’anjob’al"
    assert name_of("ar-IQ") == "Arabic (Iraq)"
    assert name_of("qqq") == "qqq"
    assert script_of("zh-Hant-TW") == "Hant"
    assert script_of("am") == "Ethi"


def test_some_languages_are_mostly_spoken_or_signed() -> None:
    uses = {one.tag: one.use for one in languages()}
    assert uses["kjb"] is Use.SPOKEN
    assert uses["ase"] is Use.SIGNED
    assert uses["es"] is Use.WRITTEN
