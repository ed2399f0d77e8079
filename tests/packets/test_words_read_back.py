"""Words can be copied out of a packet, and a screen reader says them, each in its language."""

from __future__ import annotations

import io
import itertools
import re
from functools import cache

import pypdfium2
import pytest
from pypdf import PdfReader

from tests.packets import made
from tests.packets.spoken import spoken

_UNSEEN = re.compile(r"[\s\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u00ad]")
PAIRS = [
    *((language, "") for language in made.LEFT_TO_RIGHT),
    *((language, "en") for language in made.LEFT_TO_RIGHT if language != "en"),
]


def bare(words: str) -> str:
    """Words without white space and without controls."""
    return _UNSEEN.sub("", words)


@cache
def by_pypdf(language: str, beside: str) -> tuple[str, ...]:
    reader = PdfReader(io.BytesIO(made.printed(language, beside).pdf))
    return tuple(bare(page.extract_text()) for page in reader.pages)


@cache
def by_pdfium(language: str, beside: str) -> tuple[str, ...]:
    with pypdfium2.PdfDocument(made.printed(language, beside).pdf) as document:
        return tuple(bare(page.get_textpage().get_text_range()) for page in document)


@pytest.mark.parametrize("reader", [by_pypdf, by_pdfium])
@pytest.mark.parametrize(("language", "beside"), PAIRS)
def test_words_can_be_copied_exactly(language: str, beside: str, reader: object) -> None:
    assert callable(reader)
    pages = reader(language, beside)
    wanted = {bare(words.plain) for words in made.texts(made.packet(language, beside).sections)}
    assert [words for words in wanted if not _stands(words, pages)] == []


def _stands(words: str, pages: tuple[str, ...]) -> bool:
    """Whether the words are on a page in one piece, or go on at the head of the next."""
    if any(words in page for page in pages):
        return True
    return any(
        words[:cut] in page and words[cut:] in after
        for page, after in itertools.pairwise(pages)
        for cut in range(1, len(words))
    )


@pytest.mark.parametrize("beside", ["", "en"])
@pytest.mark.parametrize("language", [*made.LANGUAGES[1:], "ar-EG", "ar-IQ"])
def test_everything_is_said_once_in_order_in_its_language(language: str, beside: str) -> None:
    packet = made.packet(language, beside)
    said = spoken(made.printed(language, beside).pdf)
    heard = iter([(bare(one.words), one.language) for one in said])
    wanted = [(bare(words.plain), words.language) for words in made.texts(packet.sections)]
    lost = [one for one in wanted if one not in heard]  # `in` reads on from where it found the last
    assert lost == []
