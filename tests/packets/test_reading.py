"""The reading that other tests here believe agrees with another reader, and sees what is wrong."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from pypdfium2 import raw

from tests.packets import eyes, made
from tests.packets.reading import Glyph, operations, read

if TYPE_CHECKING:
    from collections.abc import Iterator


def pdfium_origins(pdf: bytes) -> Iterator[tuple[int, float, float]]:
    """Page and origin of every character that PDFium finds drawn."""
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document, 1):
            words = page.get_textpage()
            for at in range(words.count_chars()):
                if not raw.FPDFText_IsGenerated(words, at):
                    x, y = ctypes.c_double(), ctypes.c_double()
                    raw.FPDFText_GetCharOrigin(words, at, x, y)
                    yield number, x.value, y.value


@pytest.mark.parametrize("language", ["es", "ar", "km", "zh-Hans"])
def test_glyphs_are_where_pdfium_finds_them(language: str) -> None:
    pdf = made.printed(language, "en").pdf
    ours: dict[tuple[int, int, int], int] = {}
    for glyph in read(pdf):
        key = (glyph.page, round(glyph.x), round(glyph.y))
        ours[key] = ours.get(key, 0) + 1
    found = list(pdfium_origins(pdf))
    assert len(found) > 500
    near = [(-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 0), (0, 1), (1, -1), (1, 0), (1, 1)]
    lost = [
        (page, x, y)
        for page, x, y in found
        if not any((page, round(x) + across, round(y) + up) in ours for across, up in near)
    ]
    assert lost == []


def figures(words: str, *, step: float = 6) -> list[Glyph]:
    """Glyphs of the first shipped face that has them, in a row from left to right."""
    drawn = {seen: shape for shape, seen in reversed(eyes.shapes().items())}
    return [
        Glyph(1, "", 1, drawn.get(seen, ""), "", at * step, 700, 12, step, (0, 0, 0, 0))
        for at, seen in enumerate(words)
    ]


def test_a_reversed_number_is_seen_as_what_it_is() -> None:
    right = figures("(612) 555-0142")
    wrong = figures("0142-555 (612)")
    assert eyes.times_seen(right, "(612) 555-0142") == 1
    assert eyes.times_seen(wrong, "(612) 555-0142") == 0
    assert eyes.rows(wrong) == ["0142-555 (612)"]
    assert eyes.times_seen(figures("18:15"), "8:15") == 0


def test_content_streams_are_understood() -> None:
    code = rb"/P <</MCID 3 /Lang (ar)>> BDC q 1 0 0 -1.5 0 .5 cm [<0A0b> -3 (a\)\\\101)] TJ EMC T*"
    assert list(operations(code)) == [
        ("BDC", ["/P", {"/MCID": 3.0, "/Lang": b"ar"}]),
        ("q", []),
        ("cm", [1.0, 0.0, 0.0, -1.5, 0.0, 0.5]),
        ("TJ", [[b"\x0a\x0b", -3.0, rb"a)\A"]]),
        ("EMC", []),
        ("T*", []),
    ]
