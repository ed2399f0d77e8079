"""Whatever staff type comes out on paper, or is reported: nothing is lost in silence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from liaison_app.packets.content import FaultKind, Span, Text
from tests.packets.reading import Glyph, read
from tests.packets.typeset import sheet

NARROW, COLUMN = 40.0, 316.0  # points


def drawn(words: str, language: str = "en", width: float = COLUMN) -> list[Glyph]:
    return read(sheet.of_lines(list(sheet.layout(words, language, width).lines)))


def faces(words: str, language: str = "en") -> set[str]:
    """The families with ink in them, without subset tag and weight."""
    return {
        glyph.face.partition("+")[2].partition("-")[0]
        for glyph in drawn(words, language)
        if glyph.outline
    }


@pytest.mark.parametrize("words", ["", " ", "      ", "\u2068\u2069", "\t", "\u200b"])
def test_nothing_to_say_is_one_empty_line(words: str) -> None:
    layout = sheet.layout(words, "en", NARROW)
    assert [(line.words, line.width) for line in layout.lines if line.words.strip("\u2068")] == []
    assert len(layout.lines) == 1
    assert layout.faults == ()
    assert drawn(words) == []


def test_line_ends_are_kept_whatever_kind_they_are() -> None:
    layout = sheet.layout("a\n\nb\r\nc\td\u2028e\x0bf\u2029g\rh\x85i", "en", COLUMN)
    assert [line.words for line in layout.lines] == ["a", "", "b", "c d", "e", "f", "g", "h", "i"]
    assert layout.faults == ()


def test_control_characters_are_left_out() -> None:
    (line,) = sheet.layout("a\x00b\x1bc\x7f", "en", COLUMN).lines
    assert line.words == "abc"


@pytest.mark.parametrize("language", ["en", "ar", "km", "zh-Hans", "ur", "my"])
@pytest.mark.parametrize("word", ["x" * 300, "م" * 300, "ក្រ" * 150, "字" * 300, "1" * 300])
def test_a_word_wider_than_the_column_is_torn_between_letters(language: str, word: str) -> None:
    layout = sheet.layout(word, language, NARROW)
    assert "".join(line.words for line in layout.lines) == word
    assert max(line.width for line in layout.lines) * sheet.SIZE / 1000 <= NARROW + 0.01
    assert layout.faults == ()


def test_a_letter_wider_than_the_column_is_reported() -> None:
    layout = sheet.layout("ab W 字", "en", 9.0)
    assert layout.faults == ((FaultKind.TOO_WIDE, "W"), (FaultKind.TOO_WIDE, "字"))
    assert [line.words for line in layout.lines] == ["a", "b", "W", "字"]


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        ("a\u0378b", "\u0378"),
        ("\ue000 and \U000e1234 and \ue000", "\ue000\U000e1234"),
        ("\u1b13\u1b38", "\u1b13\u1b38"),  # Balinese: no face ships
        ("e\U00016f51", "\U00016f51"),  # a mark that no face has
    ],
)
@pytest.mark.parametrize("language", ["en", "ar", "km"])
def test_a_character_without_a_face_is_reported_and_seen(
    words: str, missing: str, language: str
) -> None:
    layout = sheet.layout(words, language, COLUMN)
    assert layout.faults == ((FaultKind.NO_GLYPH, missing),)
    glyphs = drawn(words, language)
    replaced = [glyph.text for glyph in glyphs if glyph.outline == replacement()]
    assert sorted(replaced) == sorted(one for one in words if one in missing)
    assert all(glyph.number for glyph in glyphs)


def replacement() -> str:
    (glyph,) = drawn("\ufffd")
    return glyph.outline


@pytest.mark.parametrize(
    "words",
    ["a\u200eb", "\u2068a\u2069b", "a\u200bb", "a\ufe0eb", "a\u2060b", "\ufeffab", "a\u00adb"],
)
@pytest.mark.parametrize("language", ["en", "ar", "am", "zh-Hans"])
def test_what_has_no_ink_is_neither_drawn_nor_reported(words: str, language: str) -> None:
    assert sheet.layout(words, language, COLUMN).faults == ()
    assert sorted(glyph.text[0] for glyph in drawn(words, language)) == ["a", "b"]


def test_marks_alone_are_drawn() -> None:
    for mark in ("\u0301", "\u17d2", "\u093f", "\u064e", "\u17b6", "\u1031", "\u0e34", "\u20dd"):
        for language in ("en", "ar", "km", "hi"):
            assert sheet.layout(mark, language, COLUMN).faults == ()
            glyphs = drawn(mark, language)
            assert glyphs
            assert all(glyph.number for glyph in glyphs)


@pytest.mark.parametrize(
    ("words", "family"),
    [
        ("1\ufe0f\u20e3", "NotoEmoji"),
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467", "NotoEmoji"),
        ("\U0001f44d\U0001f3fd", "NotoEmoji"),
        ("\U0001f469\U0001f3fd\u200d\U0001f3eb", "NotoEmoji"),  # a teacher
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466", "NotoEmoji"),
        ("\U0001f1f8\U0001f1f4", "NotoEmoji"),  # a flag
        ("\u2764\ufe0f", "NotoEmoji"),
    ],
)
def test_an_emoji_of_several_characters_is_one_picture(words: str, family: str) -> None:
    assert faces(words) == {family}
    assert len([glyph for glyph in drawn(words) if glyph.outline]) == 1
    assert len(sheet.layout(words * 4, "en", NARROW).lines[0].words) % len(words) == 0


@pytest.mark.parametrize(
    ("words", "family"),
    [
        ("陳大文", "NotoSansSC"),
        ("김철수", "NotoSansKR"),
        ("محمد", "NotoNaskhArabic"),
        ("דוד", "NotoSansHebrew"),
        ("សុខ", "NotoSansKhmer"),
        ("နန်း", "NotoSansMyanmar"),
        ("ราม", "NotoSansThai"),
        ("রহিম", "NotoSansBengali"),
        ("ዳዊት", "NotoSansEthiopic"),
        ("佐藤さくら", "NotoSansSC"),
        ("さくら", "NotoSansJP"),
        ("ರಾಮಕೃಷ್ಣ", "NotoSansKannada"),
        ("ശ്രീദേവി", "NotoSansMalayalam"),
        ("ଜଗନ୍ନାଥ", "NotoSansOriya"),
        ("བསྟན་འཛིན", "NotoSerifTibetan"),
        ("𐴀𐴝𐴁𐴊𐴟𐴓", "NotoSansHanifiRohingya"),
        ("ᏎᏉᏯ", "NotoSansCherokee"),
        ("ᐊᓂᔑᓈᐯ", "NotoSansCanadianAboriginal"),
        ("Ağaoğlu", "NotoSans"),
    ],
)
def test_a_name_in_any_script_is_printed_in_any_packet(words: str, family: str) -> None:
    for language in ("en", "uk", "so"):
        assert faces(f"\u2068{words}\u2069", language) == {family}
        assert sheet.layout(words, language, COLUMN).faults == ()


def test_a_name_is_set_in_one_face() -> None:
    assert faces("\u2068Nguyễn Văn An\u2069", "ar") == {"NotoSans"}
    assert faces("\u2068محمد Garcia\u2069", "ar") == {"NotoNaskhArabic"}


@pytest.mark.parametrize("language", ["ar", "ur", "zh-Hans"])
@pytest.mark.parametrize("value", ["\u2068Maria Garcia\u2069", "\u2066(612)\u00a0555-0142\u2069"])
def test_latin_names_and_numbers_look_alike_on_the_whole_page(language: str, value: str) -> None:
    assert faces(value, language) == {"NotoSans"}
    assert faces("\u2068٨:١٥\u2069", language) != {"NotoSans"}


@pytest.mark.parametrize("language", ["ar", "ur", "zh-Hans", "ja"])
@pytest.mark.parametrize(
    "name", ["Lincoln Elementary School", "Jose\u0301 Nuñez", "Ana-Maria O’Neil"]
)
def test_latin_words_that_somebody_typed_into_a_text_look_like_names(
    language: str, name: str
) -> None:
    before, after = ("学校", "办公室") if language in {"zh-Hans", "ja"} else ("مدرسة ", " هنا")
    glyphs = drawn(f"{before}{name}{after} 8:15", language)
    said = [glyph for glyph in glyphs if glyph.face.partition("+")[2].startswith("NotoSans-")]
    assert "".join(glyph.text for glyph in said) == name
    assert faces(f"{before}{after} 8:15", language).isdisjoint({"NotoSans"})


def test_a_mark_stays_with_its_letter_beside_latin_words() -> None:
    assert faces("م\u0301", "ar") == faces("م\u0301 Ana", "ar") - {"NotoSans"}


def test_urdu_is_nastaliq_and_arabic_is_naskh() -> None:
    assert faces("اسکول", "ur") == {"NotoNastaliqUrdu"}
    assert faces("مدرسة", "ar-IQ") == {"NotoNaskhArabic"}
    assert faces("مکتب", "prs") == {"NotoNaskhArabic"}


def test_traditional_characters_where_they_are_written() -> None:
    assert faces("學校", "zh-Hant") == faces("學校", "zh-TW") == {"NotoSansTC"}
    assert faces("学校", "zh-Hans") == faces("学校", "zh") == {"NotoSansSC"}


def test_a_soft_hyphen_is_seen_where_the_word_breaks_and_nowhere_else() -> None:
    words = "Welcome to the ele\u00admen\u00adta\u00adry school"
    (_line,) = sheet.layout(words, "en", COLUMN).lines
    assert "-" not in shown(drawn(words))
    narrow = sheet.layout(words, "en", 60.0)
    ends = [line.words for line in narrow.lines if line.words.endswith("\u00ad")]
    assert ends
    glyphs = drawn(words, width=60.0)
    assert sum(glyph.text == "\u00ad" for glyph in glyphs) == len(ends)
    assert max(line.width for line in narrow.lines) * sheet.SIZE / 1000 <= 60.01


def shown(glyphs: list[Glyph]) -> str:
    return "".join("-" if glyph.text == "\u00ad" else glyph.text for glyph in glyphs)


def test_bold_words_in_a_sentence_take_the_bold_face() -> None:
    said = Text((Span("Call "), Span("Maria", bold=True), Span(" today")), "en")
    glyphs = read(sheet.of_paragraphs([sheet.paragraph(said)]))
    weights = [(glyph.text, glyph.face.endswith("-Bold")) for glyph in glyphs]
    assert "".join(letter for letter, bold in weights if bold) == "Maria"
    assert "".join(letter for letter, _ in weights) == "Call Maria today"


def test_a_face_without_bold_is_made_bold_by_a_stroke() -> None:
    said = Text((Span("今天"), Span("放假", bold=True)), "zh-Hans")
    made = sheet.contents(sheet.of_paragraphs([sheet.paragraph(said, "zh-Hans")]))
    before, bold, after = made.partition(b"2 Tr ")[0], *made.partition(b"2 Tr ")[2].split(b"0 Tr ")
    assert (before.count(b"]TJ"), bold.count(b"]TJ"), after.count(b"]TJ")) == (1, 1, 0)
    assert b".36 w" in before, "0.03 em at 12 points"


@given(
    some.text(max_size=60),
    some.sampled_from(["en", "ar", "ur", "km", "zh-Hans", "my", "hi"]),
    some.sampled_from([14.0, 40.0, 200.0]),
)
def test_any_text_is_laid_out(words: str, language: str, width: float) -> None:
    layout = sheet.layout(words, language, width)
    wide = any(kind is FaultKind.TOO_WIDE for kind, _ in layout.faults)
    assert wide or max(line.width for line in layout.lines) * sheet.SIZE / 1000 <= width + 0.01
    assert all(glyph.number for glyph in read(sheet.of_lines(list(layout.lines))))
