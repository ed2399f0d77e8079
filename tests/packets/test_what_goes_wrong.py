"""A damaged font, a language nobody has heard of: told in words, and nothing prints half."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from liaison_app import shipped
from liaison_app.errors import DamagedFile
from liaison_app.packets.typeset import faces
from tests.packets import eyes, made
from tests.packets.copied import bare
from tests.packets.reading import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from liaison_app.packets.content import Printed

DAMAGE: dict[str, Callable[[Path], object]] = {
    "missing": lambda font: font.unlink(),
    "empty": lambda font: font.write_bytes(b""),
    "cut short": lambda font: font.write_bytes(font.read_bytes()[:40_000]),
    "one bit": lambda font: font.write_bytes(_flipped(font.read_bytes())),
    "another font": lambda font: shutil.copy(font.with_name("NotoSansThai-Regular.ttf"), font),
    "a page of the web": lambda font: font.write_bytes(b"<!doctype html><title>404</title>"),
}


def _flipped(data: bytes) -> bytes:
    return data[:50_000] + bytes([data[50_000] ^ 16]) + data[50_001:]


def forget_faces() -> None:
    """Forget every face that was opened, and all that was set in it."""
    for name in [name for name in sys.modules if name.startswith("liaison_app.packets")]:
        for held in list(vars(sys.modules[name]).values()):
            if hasattr(held, "cache_clear"):
                held.cache_clear()


@pytest.fixture
def fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the shipped fonts that packets are set in."""
    copied = tmp_path / "fonts"
    shutil.copytree(shipped.resources() / "fonts", copied)
    monkeypatch.setattr(faces, "resources", lambda: tmp_path)
    forget_faces()
    yield copied
    forget_faces()


def printed(language: str) -> Printed:
    return made.lay_out(made.packet(language, "en"))


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_font_is_told_by_name(kind: str, fonts: Path) -> None:
    DAMAGE[kind](fonts / "NotoSansKhmer-Regular.ttf")
    with pytest.raises(DamagedFile, match=r"NotoSansKhmer-Regular\.ttf") as told:
        printed("km")
    assert "Install Liaison again" in str(told.value)
    assert printed("es").faults == ()  # other languages do not need it


def test_a_damaged_list_of_fonts_is_told(fonts: Path) -> None:
    (fonts / "manifest.json").write_text("[{", encoding="utf-8")
    with pytest.raises(DamagedFile, match=r"manifest\.json"):
        printed("es")


@pytest.mark.parametrize(
    "language", ["xx", "tlh", "und", "qaa-Xyzz", "x-home", "zh-Hant-HK", "ksw", "rhg-Rohg", "ckb"]
)
def test_an_unknown_language_prints_with_the_words_it_has(language: str) -> None:
    """A district may write a section in a language that is not among the shipped ones."""
    found = made.lay_out(made.with_language(made.packet("es"), language))
    glyphs = read(found.pdf)
    assert found.faults == ()
    assert eyes.times_seen(glyphs, made.PHONE) >= 4
    drawn = bare("".join(glyph.text for glyph in glyphs))
    assert bare("Hablamos su idioma") in drawn
