"""Each line of the sample texts, in four columns, draws what HarfBuzz draws, where it does.

The lines are drawn into a PDF and read back from it, so what is compared is what gets printed.
"""

from __future__ import annotations

import re

import pytest

from tests.packets.reading import Glyph, read
from tests.packets.typeset import oracle, sheet

WIDTHS = (316.0, 200.0, 120.0, 60.0)  # points
SLIGHT = 0.02  # points
LANGUAGES = sorted(oracle.samples())


# Bold; and as it is set in large print, where that takes other faces.
WAYS = [
    *((language, bold, False) for language in LANGUAGES for bold in (False, True)),
    *((one.language, False, True) for one in oracle.samples().values() if one.large != one.family),
]


@pytest.mark.parametrize(("language", "bold", "large"), WAYS)
def test_every_line_is_what_harfbuzz_makes_of_it(language: str, bold: bool, large: bool) -> None:
    sample = oracle.samples()[language]
    set_in = f"{language}-x-large" if large else language
    laid = [
        (width, words, sheet.layout(words, set_in, width, bold=bold))
        for width in WIDTHS
        for words in (*sample.words, *sample.hard, sample.valued)
    ]
    lines = [line for _, _, layout in laid for line in layout.lines]
    drawn = iter(sheet.lines_of(sheet.of_lines(lines), len(lines)))
    for width, words, layout in laid:
        assert layout.faults == (), f"{language} at {width}: {words}"
        start = 0
        for line in layout.lines:
            start = words.index(line.words, start)
            end = start + len(line.words)
            expected, wide = oracle.line(sample, words, start, end, bold=bold, large=large)
            start = end
            place = f"{language} at {width}: {line.words}"
            assert wide / 1000 * sheet.SIZE <= width + SLIGHT, place
            found = next(drawn)
            assert [one.shape for one in found] == [one.shape for one in expected], place
            off = [
                max(abs(one.x - other.x), abs(one.y - other.y)) / 1000 * sheet.SIZE
                for one, other in zip(found, expected, strict=True)
            ]
            assert max(off, default=0) <= SLIGHT, place


# Letters that stand above and below others; fully vowelled Arabic and Nastaliq seldom meet so.
TIGHTEST = {"ar": 1.05, "ur": 1.07}


@pytest.mark.parametrize("language", [*LANGUAGES, "bo"])
def test_lines_stand_far_enough_apart_for_their_letters(language: str) -> None:
    tibetan = ("བོད་ཀྱི་སྐད་ཡིག བརྒྱུད་ སྒྲུབ་ རྐྱེན་ ཧཱུྃ གཟུགས་",)
    all_words = tibetan if language == "bo" else oracle.samples()[language].hard
    for words in all_words:
        layout = sheet.layout(words, language, WIDTHS[0])
        ink = [
            end
            for glyph in read(sheet.of_lines(list(layout.lines)))
            if glyph.outline
            for end in (glyph.ink[1] - _baseline(glyph), glyph.ink[3] - _baseline(glyph))
        ]
        needed = (max(ink) - min(ink)) / sheet.SIZE
        assert needed <= layout.leading * TIGHTEST.get(language, 1.0)


def _baseline(glyph: Glyph) -> float:
    return 100.0 * round(glyph.y / 100)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_lost_between_lines(language: str) -> None:
    sample = oracle.samples()[language]
    for words in sample.words + sample.hard:
        for width in WIDTHS:
            lines = sheet.layout(words, language, width).lines
            kept = "".join(line.words for line in lines)
            assert unspaced(kept) == unspaced(words)


def unspaced(words: str) -> str:
    return re.sub(r"[\s\u200b\u200e\u2066-\u2069]", "", words)
