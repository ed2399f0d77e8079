"""Lines break where readers of each language expect it."""

from __future__ import annotations

import itertools
import unicodedata

import pytest

from liaison_app.packets.typeset.breaking import line_ends
from tests.packets.typeset import oracle, sheet

WIDTHS = range(120, 320, 5)  # points: wide enough for the longest word
NEVER_FIRST = {
    "ja": "ァィゥェォッャュョーぁぃぅぇぉっゃゅょ、。！？）」・",
    "zh-Hans": "，。！？）”、：；",
    "zh-Hant": "，。！？）」、：；",
}


CLOSING = frozenset(
    "、。，！？）」』】》”’：；ァィゥェォッャュョーぁぃぅぇぉっゃゅょ々,.;:!?)]}»،؛؟۔।॥၊။៖។៕፡።፣፤፥፦፧ๆໆ՝՞"
)
OPENING = frozenset("（「『【《“‘([{«„¿¡")
CONTROLS = "\u2066\u2067\u2068\u2069\u200e"


@pytest.mark.parametrize("language", sorted(oracle.samples()))
@pytest.mark.parametrize("width", [316.0, 200.0, 120.0, 60.0])
def test_signs_stay_with_their_words_even_where_a_word_is_torn(language: str, width: float) -> None:
    sample = oracle.samples()[language]
    for words in (*sample.words, *sample.hard, sample.valued):
        lines = [line.words.strip(CONTROLS) for line in sheet.layout(words, language, width).lines]
        for before, after in itertools.pairwise(lines):
            place = f"{before} / {after}"
            assert before[-1] not in OPENING, place
            assert after[0] not in CLOSING, place
            assert not unicodedata.category(after[0]).startswith("M"), place


@pytest.mark.parametrize("language", NEVER_FIRST)
def test_no_line_begins_with_what_must_not_stand_there(language: str) -> None:
    firsts = {
        line.words[0]
        for words in oracle.samples()[language].words
        for width in WIDTHS
        for line in sheet.layout(words, language, width).lines
    }
    assert firsts.isdisjoint(NEVER_FIRST[language])
    assert len(firsts) > 10


def test_korean_words_stay_whole() -> None:
    for words in oracle.samples()["ko"].words:
        ends = line_ends(words, "ko")
        assert [words[:end][-1] for end in ends[:-1] if words[end - 1] not in " (-:"] == []


def test_japanese_phrases_stay_whole() -> None:
    words = "わたしたちの学校へようこそ"
    ends = [0, *line_ends(words, "ja")]
    pieces = [words[start:end] for start, end in itertools.pairwise(ends)]
    assert "学校へ" in pieces


@pytest.mark.parametrize(
    ("language", "words", "word"),
    [
        ("km", "សូមស្វាគមន៍មកកាន់សាលារៀនរបស់យើង", "សាលារៀន"),
        ("th", "ยินดีต้อนรับสู่โรงเรียนของเรา", "โรงเรียน"),
        ("lo", "ຍິນດີຕ້ອນຮັບສູ່ໂຮງຮຽນຂອງພວກເຮົາ", "ໂຮງຮຽນ"),
        ("my", "ကျောင်းသားများအားလုံး", "ကျောင်းသား"),
    ],
)
def test_scripts_without_spaces_break_between_words(language: str, words: str, word: str) -> None:
    ends = [0, *line_ends(words, language)]
    start = words.index(word)
    assert {start, start + len(word)} <= set(ends)
    assert not [end for end in ends if start < end < start + len(word)]


@pytest.mark.parametrize(
    ("language", "word", "pieces"),
    [
        ("en", "(uncharacteristically).", ["(uncharact", "eristically)."]),
        ("ko", "학부모상담안내께서Lincoln", ["학부모상담", "안내께서", "Lincoln"]),
        ("ja", "コンピューターサイエンス、", ["コンピュー", "ターサイエ", "ンス、"]),
        ("my", "ကောင်းကောင်းကောင်း", ["ကောင်း", "ကောင်း", "ကောင်း"]),
    ],
)
def test_a_word_that_is_too_wide_is_torn_in_the_best_place(
    language: str, word: str, pieces: list[str]
) -> None:
    assert [line.words for line in sheet.layout(word, language, 60.0).lines] == pieces


def test_places_are_counted_in_characters_after_emoji() -> None:
    words = "\U0001f600 school \U0001f600 starts"
    assert [words[:end] for end in line_ends(words, "en")] == [
        "\U0001f600 ",
        "\U0001f600 school ",
        "\U0001f600 school \U0001f600 ",
        words,
    ]


def test_a_joined_phone_number_is_never_parted() -> None:
    words = "Call \u2066(612)\u00a0555-0142\u2069 now"
    assert [words[:end] for end in line_ends(words, "en")] == ["Call ", words[:-3], words]
