"""A damaged font stops the print with a sentence: HarfBuzz alone would print boxes, or nothing."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from liaison_app.errors import DamagedFile
from liaison_app.packets.typeset import faces
from liaison_app.remembered import forget
from tests.packets.typeset import oracle, sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NAME = "NotoSansKhmer-Regular.ttf"
WORDS = oracle.samples()["km"].words[0]


def forget_all() -> None:
    forget()
    for cached in (faces._open, faces._manifest, faces._by_script, faces._for_reader, faces._chain):
        cached.cache_clear()


@pytest.fixture
def fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An installation of its own, as small as it can be."""
    folder = tmp_path / "fonts"
    folder.mkdir()
    for name in (NAME, "NotoSans-Regular.ttf", "manifest.json"):
        shutil.copy(oracle.FONTS / name, folder)
    monkeypatch.setattr(faces, "resources", lambda: tmp_path)
    forget_all()
    yield folder
    forget_all()


def test_a_sound_installation_prints(fonts: Path) -> None:
    assert (fonts / NAME).is_file()
    assert sheet.layout(WORDS, "km", 200.0).faults == ()


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-200])


def one_bit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def something_else(path: Path) -> None:
    path.write_text("<html>not found</html>" * 1000, "utf-8")


def gone(path: Path) -> None:
    path.unlink()


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("damage", [cut_short, one_bit, empty, something_else, gone, a_folder])
def test_a_damaged_font_is_named(fonts: Path, damage: Callable[[Path], None]) -> None:
    damage(fonts / NAME)
    with pytest.raises(DamagedFile, match=rf"{NAME}.*Install Liaison again"):
        sheet.of_paragraphs([sheet.paragraph(WORDS, "km")])


@pytest.mark.parametrize("damage", [cut_short, empty, something_else, gone])
def test_a_damaged_list_of_fonts_is_named(fonts: Path, damage: Callable[[Path], None]) -> None:
    damage(fonts / "manifest.json")
    with pytest.raises(DamagedFile, match=r"manifest\.json.*Install Liaison again"):
        sheet.of_paragraphs([sheet.paragraph(WORDS, "km")])


def test_a_font_that_was_repaired_is_used_without_a_restart(fonts: Path) -> None:
    whole = (fonts / NAME).read_bytes()
    cut_short(fonts / NAME)
    with pytest.raises(DamagedFile):
        sheet.layout(WORDS, "km", 200.0)
    (fonts / NAME).write_bytes(whole)
    assert sheet.layout(WORDS, "km", 200.0).faults == ()
