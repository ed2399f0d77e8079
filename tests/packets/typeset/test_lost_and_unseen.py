"""Characters that are lost, that nobody sees, or that only another face has.

Files from elsewhere bring them: half a character, the sign of one that was lost before, fillers
that look like nothing, marks upon marks, an ideograph for one family's name.
"""

from __future__ import annotations

import pytest

from liaison_app.language.unicode_tables import IGNORABLE
from liaison_app.packets.content import FaultKind
from tests.packets.reading import Glyph, read
from tests.packets.typeset import sheet

LANGUAGES = ("en", "ar", "ur", "km", "ja", "ko", "rhg", "so-x-large")
COLUMN = 316.0  # points
LOST = "\ufffd"


def drawn(words: str, language: str, width: float = COLUMN) -> list[Glyph]:
    return read(sheet.of_lines(list(sheet.layout(words, language, width).lines)))


def family(glyph: Glyph) -> str:
    return glyph.face.partition("+")[2].partition("-")[0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("lost", [LOST, "\ud83d"])
@pytest.mark.parametrize("around", ["{}", "Am{}ra", "Amira {}", "{} 名", "م{}م", "\u2068{}\u2069"])
def test_a_lost_character_is_seen_and_told(language: str, lost: str, around: str) -> None:
    """A page with a question mark in a name must not go out unnoticed."""
    words = around.format(lost)
    assert sheet.layout(words, language, COLUMN).faults == ((FaultKind.NO_GLYPH, LOST),)
    glyphs = drawn(words, language)
    assert all(glyph.number for glyph in glyphs)
    (sign,) = (glyph for glyph in glyphs if glyph.text == LOST)
    assert sign.outline


@pytest.mark.parametrize(
    "unknown", ["\u0378", "\ue000", "\U000f1234", "\ufdd0", "\uffff", "\U0010ffff", "\U00016f51"]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_character_that_nobody_knows_is_told_by_itself(unknown: str, language: str) -> None:
    for words in (unknown, f"Am{unknown}ra", f"Amira {unknown}{unknown} 15:30"):
        layout = sheet.layout(words, language, COLUMN)
        assert layout.faults == ((FaultKind.NO_GLYPH, unknown),)
        assert all(glyph.number for glyph in drawn(words, language))


@pytest.mark.parametrize("language", ["en", "ar", "ko", "vi-x-large"])
def test_no_character_without_ink_becomes_a_box(language: str) -> None:
    ranges = [[int(point, 16) for point in pair.split("-")] for pair in IGNORABLE.split()]
    unseen = [chr(point) for first, last in ranges for point in range(first, last + 1)]
    assert len(unseen) > 4000
    words = "".join(f"o{one}" for one in unseen if one != "\u00ad")
    told = sheet.layout(words, language, COLUMN).faults
    assert told == ((FaultKind.NO_GLYPH, "\U0001bca0\U0001bca1\U0001bca2\U0001bca3"),)  # shorthand
    assert all(glyph.number for glyph in drawn(words, language))


@pytest.mark.parametrize("filler", ["\u115f", "\u1160", "\u3164", "\uffa0"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_of_nothing_but_a_filler_is_empty_paper(filler: str, language: str) -> None:
    assert sheet.layout(filler, language, COLUMN).faults == ()
    assert all(glyph.number and not glyph.outline for glyph in drawn(filler, language))


@pytest.mark.parametrize("language", ["en", "ar", "hi", "km", "my"])
def test_marks_upon_marks_cost_neither_the_letter_nor_the_line(language: str) -> None:
    letter = {"en": "a", "ar": "م", "hi": "क", "km": "ក", "my": "က"}[language]
    words = letter + "\u0301\u0323" * 100 + " 15:30"
    layout = sheet.layout(words, language, COLUMN)
    assert layout.faults == ()
    (line,) = layout.lines
    assert line.words == words
    glyphs = drawn(words, language)
    assert all(glyph.number for glyph in glyphs)
    said = "".join(glyph.text for glyph in sorted(glyphs, key=lambda glyph: glyph.x))
    assert "15:30" in said


@pytest.mark.parametrize(
    ("language", "own", "rare", "other"),
    [
        ("ja", "NotoSansJP", "镕", "NotoSansSC"),
        ("zh-Hant", "NotoSansTC", "堃", "NotoSansSC"),
        ("zh-Hans", "NotoSansSC", "𠮟", "NotoSansJP"),
        ("ko", "NotoSansKR", "金", "NotoSansTC"),
    ],
)
def test_a_rare_ideograph_does_not_bring_a_sentence_into_another_face(
    language: str, own: str, rare: str, other: str
) -> None:
    """Between two spaces of Chinese or Japanese stands a sentence, not a word."""
    words = {
        "ja": f"本日は{rare}さんのご家庭にお電話ください",
        "zh-Hant": f"請打電話給{rare}老師並且準時到校上課",
        "zh-Hans": f"请打电话给{rare}老师并且准时到校上课",
        "ko": f"오늘{rare}선생님께전화해주시기바랍니다",
    }[language]
    assert sheet.layout(words, language, COLUMN).faults == ()
    in_faces = {glyph.text: family(glyph) for glyph in drawn(words, language)}
    assert in_faces.pop(rare) == other
    assert set(in_faces.values()) == {own}


def test_a_whole_name_is_in_the_face_that_has_all_of_it() -> None:
    assert {family(glyph) for glyph in drawn("\u2068佐藤镕\u2069", "ja")} == {"NotoSansSC"}
    assert {family(glyph) for glyph in drawn("\u2068さくら\u2069", "en")} == {"NotoSansJP"}


@pytest.mark.parametrize("language", ["ja", "zh-Hans", "zh-Hant", "ko"])
def test_a_form_of_an_ideograph_that_no_face_draws_is_its_usual_form(language: str) -> None:
    assert sheet.layout("辻\U000e0100さん", language, COLUMN).faults == ()
    assert all(glyph.number for glyph in drawn("辻\U000e0100さん", language))
