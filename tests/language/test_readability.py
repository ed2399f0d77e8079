"""How hard a text is to read, and which words in it only schools use."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_app import shipped
from liaison_app.language import jargon, readability
from liaison_app.language.jargon import Term
from liaison_app.language.readability import Level
from liaison_app.language.section_markup import read_section
from liaison_app.language.syllables import counts, syllables

WORDS = {
    "en": """child:1 people:2 interpreter:4 language:2 called:1 wanted:2 needed:2 buses:2 table:2
        tables:2 safe:1 saves:1 places:2 information:4 medicine:3 disability:5 families:3 every:2
        translated:3 permission:3 because:2 the:1 religion:3 previous:3 radio:3 video:3 social:2
        science:2 office:2 used:1 uses:2 eye:1 idea:3 theater:3 actual:3 guardian:3 liaison:3
        homework:2 breakfast:2 vaccines:2 helped:1 started:2 changed:1 bridges:2 wishes:2 quiet:2
        equal:2 quality:3 handled:2 opinion:3""",
    "es": """escuela:3 niño:2 autobús:3 día:2 país:2 guía:2 guerra:2 queso:2 intérprete:4 familia:3
        muy:1 hoy:1 leer:2 poeta:3 ciudad:2 estudiáis:3 reunión:2 agua:2 bilingüe:3 ley:1 maíz:2
        miércoles:3 buey:1""",
    "fr": """école:2 gratuit:2 interprète:3 malade:2 langue:1 famille:2 question:2 oui:1 maison:2
        eau:1 pages:1 année:2 naïf:2 bien:1 moi:1 numéro:3""",
    "pt": """escola:3 não:1 intérprete:4 grátis:2 mãe:1 pais:1 país:2 água:2 saúde:3 história:3
        língua:2 reunião:3 quando:2 quente:2 põe:1""",
    "ru": "ребёнок:3 школа:2 бесплатно:3 в:1 учительница:5",
    "de": "Schule:2 Kind:1 kostenlos:3 Familie:3 Haus:1 Theater:3 Dolmetscher:3 Qualität:3",
}


@pytest.mark.parametrize("language", WORDS)
def test_syllables(language: str) -> None:
    told = (one.rsplit(":", 1) for one in WORDS[language].split())
    wrong = [
        (w, int(n), syllables(w, language)) for w, n in told if syllables(w, language) != int(n)
    ]
    assert wrong == []
    assert counts(language)


def test_a_figure_is_that_of_its_authors() -> None:
    """Worked by hand: 13 words, one sentence, 26 syllables; 10 words in two, 13 syllables."""
    hard = "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature."
    assert readability.of(hard, "en").figure == readability.Figure(
        "Flesch-Kincaid", round(0.39 * 13 + 11.8 * 26 / 13 - 15.59, 1), grade=True, level=Level.HARD
    )
    easy = "Is your child sick? Call us in the early morning."
    found = readability.of(easy, "en")
    assert (found.words, found.sentences, found.longest) == (10, 2, 6)
    assert found.figure is not None
    assert found.figure.value == round(0.39 * 5 + 11.8 * 12 / 10 - 15.59, 1)
    assert not found.sure


@pytest.mark.parametrize(
    ("language", "easy", "hard"),
    [
        (
            "es",
            "Su hijo está mal. Llame hoy.",
            "La administración institucional comunicará oportunamente las determinaciones.",
        ),
        ("fr", "Il va mal. On vous dit tout.", "L’administration communiquera ultérieurement."),
        ("pt", "Ele vai mal. Fale com a mãe.", "A administração comunicará posteriormente."),
        ("ru", "Мама дома. Сын ест суп.", "Администрация образовательного учреждения сообщает."),
        ("de", "Ihr Kind ist krank. Bitte rufen Sie an.", "Die Schulverwaltungsangelegenheiten."),
        ("en-US", "Your child is ill. Call us.", "Institutional administration communicates."),
    ],
)
def test_easy_words_have_the_better_figure(language: str, easy: str, hard: str) -> None:
    one, other = readability.of(easy, language).figure, readability.of(hard, language).figure
    assert one is not None
    assert other is not None
    assert (one.value < other.value) is one.grade
    assert (one.level, other.level) == (Level.EASY, Level.HARD)


@pytest.mark.parametrize(
    ("language", "text", "sentences", "words"),
    [
        ("km", "កូនឈឺ។សូមទូរស័ព្ទមកយើង។", 2, (5, 9)),
        ("zh-Hans", "孩子生病了。请给我们打电话！", 2, (6, 10)),
        ("ja", "お子さんは病気ですか？電話してください。", 2, (7, 13)),
        ("th", "ลูกของคุณป่วยหรือไม่", 1, (4, 7)),
        ("my", "ကလေးနေမကောင်းဘူးလား။ ဖုန်းခေါ်ပါ။", 2, (4, 12)),
        ("am", "ልጅዎ ታሟል? ይደውሉልን።ነጻ ነው።", 3, (5, 5)),
        ("ur", "بچہ بیمار ہے؟ ہمیں فون کریں۔", 2, (6, 6)),
        ("ne", "बच्चा बिरामी छ? हामीलाई फोन गर्नुहोस्।", 2, (6, 6)),
        ("so", "Ilmahaagu ma buka? Na soo wac.", 2, (6, 6)),
    ],
)
def test_sentences_and_words_of_every_script(
    language: str, text: str, sentences: int, words: tuple[int, int]
) -> None:
    found = readability.of(text, language)
    assert found.sentences == sentences
    assert words[0] <= found.words <= words[1]
    assert found.figure is None
    assert found.level is Level.EASY


def test_a_long_sentence_is_named() -> None:
    long = "Kelma " + " ".join(["kelma"] * 24) + "."
    found = readability.of(f"Short. {long}", "so")
    assert (found.long, found.longest, found.level) == ((long,), 25, Level.HARD)
    assert readability.of(" ".join(["tôi"] * 25), "vi").long == (), "syllables stand apart there"


def test_markup_and_values_are_no_words_of_their_own() -> None:
    found = readability.of("Call **{help_phone}** or {liaison}.", "en")
    assert found.words == 4
    assert readability.of("", "en").figure is None
    assert readability.of("**{x}**\n\n...", "km").words <= 1


@given(st.text(max_size=60), st.sampled_from(["en", "es", "fr", "pt", "ru", "de", "km", "so"]))
def test_any_text_can_be_judged(text: str, language: str) -> None:
    found = readability.of(text, language)
    assert found.longest <= found.words
    assert (found.figure is not None) == (found.words > 0 and counts(language))
    jargon.found(text, language)


# --- words that only schools use


def names(text: str, tag: str = "en") -> list[tuple[str, str]]:
    return [(text[hit.start : hit.end], hit.term.name) for hit in jargon.found(text, tag)]


def test_school_words_are_found_where_they_stand() -> None:
    text = "Bring the IEPs to the **PTA**; he is below Grade Level (McKinney-Vento Act)."
    assert names(text) == [
        ("IEP", "IEP"),
        ("PTA", "PTA"),
        ("below Grade Level", "grade level"),
        ("McKinney-Vento Act", "McKinney-Vento"),
    ]


@pytest.mark.parametrize(
    "text", ["a good idea", "{IEP}", "the ptarmigan", "RIEPS", "no stems", "apt", "TEAM"]
)
def test_other_words_are_not(text: str) -> None:
    assert names(text) == []


def test_in_a_translation_abbreviations_are_found() -> None:
    assert names("Traiga el IEP a la PTA. Hay screening.", "es") == [("IEP", "IEP"), ("PTA", "PTA")]
    assert names("أحضر IEP", "ar") == [("IEP", "IEP")]


def test_a_district_adds_and_replaces_words() -> None:
    own = [Term(("BLT",), "The building's leaders."), Term(("iep",), "Our plan.")]
    found = jargon.found("The BLT reads the individualized education program.", own=own)
    assert [(hit.term.name, hit.term.plain) for hit in found] == [
        ("BLT", "The building's leaders."),
        ("IEP", "Our plan."),
    ]


def test_the_list_is_in_order_and_plain() -> None:
    listed = jargon.terms()
    assert len(listed) >= 60
    every = [words.casefold() for one in listed for words in one.words]
    assert len(every) == len(set(every))
    for one in listed:
        found = readability.of(one.plain, "en")
        assert not found.long, one.name
        assert jargon.found(one.plain) == (), one.name
        assert one.plain.endswith("."), one.name
    together = readability.of("\n".join(one.plain for one in listed), "en").figure
    assert together is not None
    assert together.level is Level.EASY, together


def test_every_plain_wording_goes_to_the_translators() -> None:
    path = shipped.resources() / "packets" / "glossary.md"
    lines = read_section(path.read_text(encoding="utf-8")).lines
    assert [line.words[0] for line in lines] == [one.plain for one in jargon.terms()]
    assert all(one.words[0] in line.note for one, line in zip(jargon.terms(), lines, strict=True))
    assert tomllib.loads((shipped.resources() / "jargon" / "en.toml").read_text(encoding="utf-8"))
