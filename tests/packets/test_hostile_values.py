"""Whatever people type as a name goes on paper without harm to what stands beside it."""

from __future__ import annotations

import pytest

from liaison_app.packets.content import FaultKind, Printed
from tests.packets import eyes, made
from tests.packets.copied import bare
from tests.packets.reading import read
from tests.packets.spoken import spoken

NAMES = {
    "emoji": "Ana 🌻👩🏽‍🏫 👨‍👩‍👧‍👦 1️⃣ 🇸🇴",
    "bidi controls": "Ana\u202eevil\u202c \u2066\u2067\u200f((\u202d",
    "300 letters": "Ñ" * 300,
    "300 in words": "Wilhelmina " * 27,
    "300 Arabic letters": "م" * 300,
    "only spaces": "   \u00a0\u2003 ",
    "nothing": "",
    "one letter, 300 marks": "a" + "\u0301\u0323" * 150 + " \u0628" + "\u0651\u064e\u0670" * 100,
    "marks without letters": "\u0301\u0651\u17d2\u17d2",
    "many scripts": "Ана አና អាណា 安娜 آنا अना อานา 아나 Ἄννα אנה",
    "rare ideographs": "喆堃镕赟𬭎䶮",
    "half a pair": "Ana \ud83d",
    "control characters": "Ana\x00\x07\x1b[31m\ttab\nline\u2028line",
    "markup": "<b>&amp; {phone} **Ana** ![x](y) \\(612\\)",
    "private use": "Ana \ue000\U0010fffd",
}


def printed(name: str, language: str) -> Printed:
    return made.lay_out(made.packet(language, "en", name=name))


@pytest.mark.parametrize("language", ["es", "ar", "ur", "km", "zh-Hans"])
@pytest.mark.parametrize("kind", NAMES)
def test_any_name_prints_and_turns_no_number(kind: str, language: str) -> None:
    found = printed(NAMES[kind], language)
    glyphs = read(found.pdf)
    numbers = sum(
        words.plain.count(made.phone())
        for words in made.texts(made.packet(language, "en").sections)
    )
    assert eyes.times_seen(glyphs, made.PHONE) >= numbers
    assert eyes.times_seen(glyphs, "0142-555 (612)") == 0
    assert all(glyph.ink[0] >= 0 and glyph.ink[2] <= 612 for glyph in glyphs)


@pytest.mark.parametrize(
    "kind", ["emoji", "many scripts", "rare ideographs", "only spaces", "nothing", "markup"]
)
def test_what_is_shipped_can_be_drawn(kind: str) -> None:
    found = printed(NAMES[kind], "es")
    assert FaultKind.NO_GLYPH not in {fault.kind for fault in found.faults}
    assert all(glyph.number for glyph in read(found.pdf))
    said = "".join(bare(one.words) for one in spoken(found.pdf))
    assert bare(NAMES[kind]) in said


@pytest.mark.parametrize("kind", ["private use"])
def test_what_no_face_has_is_reported(kind: str) -> None:
    found = printed(NAMES[kind], "es")
    told = {fault.what for fault in found.faults if fault.kind is FaultKind.NO_GLYPH}
    assert any("\ue000" in what for what in told)
