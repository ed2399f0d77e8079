"""Each line of the sample texts, in four columns, draws what HarfBuzz draws, where it does.

The lines are drawn into a PDF and read back from it, so what is compared is what gets printed.
"""

from __future__ import annotations

import re

import pytest

from tests.packets.typeset import oracle, sheet

WIDTHS = (316.0, 200.0, 120.0, 60.0)  # points
SLIGHT = 0.02  # points
LANGUAGES = sorted(oracle.samples())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_is_what_harfbuzz_makes_of_it(language: str) -> None:
    sample = oracle.samples()[language]
    for width in WIDTHS:
        for words in sample.words:
            layout = sheet.layout(words, language, width)
            assert layout.faults == ()
            drawn = sheet.lines_of(sheet.of_lines(list(layout.lines)), len(layout.lines))
            start = 0
            for line, found in zip(layout.lines, drawn, strict=True):
                start = words.index(line.words, start)
                expected, wide = oracle.line(sample, words, start, start + len(line.words))
                start += len(line.words)
                place = f"{language} at {width}: {line.words}"
                assert wide / 1000 * sheet.SIZE <= width + SLIGHT, place
                assert [one.shape for one in found] == [one.shape for one in expected], place
                off = [
                    max(abs(one.x - other.x), abs(one.y - other.y)) / 1000 * sheet.SIZE
                    for one, other in zip(found, expected, strict=True)
                ]
                assert max(off, default=0) <= SLIGHT, place


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_lost_between_lines(language: str) -> None:
    for words in oracle.samples()[language].words:
        for width in WIDTHS:
            lines = sheet.layout(words, language, width).lines
            kept = "".join(line.words for line in lines)
            assert unspaced(kept) == unspaced(words)


def unspaced(words: str) -> str:
    return re.sub(r"[\s\u200b\u200e\u2066-\u2069]", "", words)
