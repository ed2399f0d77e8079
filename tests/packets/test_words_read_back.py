"""Words can be copied out of a packet, and a screen reader says them, each in its language."""

from __future__ import annotations

import pytest

from tests.packets import made
from tests.packets.copied import READERS, bare, stands
from tests.packets.spoken import spoken

PAIRS = [
    *((language, "") for language in made.LEFT_TO_RIGHT),
    *((language, "en") for language in made.LEFT_TO_RIGHT if language != "en"),
]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(("language", "beside"), PAIRS)
def test_words_can_be_copied_exactly(language: str, beside: str, reader: str) -> None:
    pages = READERS[reader](made.printed(language, beside).pdf)
    wanted = {bare(words.plain) for words in made.texts(made.packet(language, beside).sections)}
    assert [words for words in wanted if not stands(words, pages)] == []


@pytest.mark.parametrize("beside", ["", "en"])
@pytest.mark.parametrize("language", [*made.LANGUAGES[1:], "ar-EG", "ar-IQ"])
def test_everything_is_said_once_in_order_in_its_language(language: str, beside: str) -> None:
    packet = made.packet(language, beside)
    said = spoken(made.printed(language, beside).pdf)
    heard = iter([(bare(one.words), one.language) for one in said])
    wanted = [(bare(words.plain), words.language) for words in made.texts(packet.sections)]
    lost = [one for one in wanted if one not in heard]  # `in` reads on from where it found the last
    assert lost == []
