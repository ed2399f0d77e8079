"""The font files that ship: what the list says of them is so, and every language has its faces."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from liaison_app.language.languages import languages
from liaison_app.packets.typeset import faces
from liaison_app.shipped import resources
from tests.packets.typeset.oracle import samples

FOLDER = resources() / "fonts"
OF_THE_FILE = {"file", "family", "scripts", "bytes", "sha256", "font_version", "fsType"}
OF_ITS_ORIGIN = {"copyright", "source_package", "source_version", "licence", "licence_file", "note"}
MOST_BYTES = 31_000_000
SIGNED = "Zxxx"
ANYWHERE = "0123456789 ()-:/.,;!?…–—“”‘’&%+=@#•\u00a0"  # what stands in a packet of any language


@cache
def entries() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((FOLDER / "manifest.json").read_text("utf-8"))
    return found


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: str(entry["file"]))
def test_the_list_says_what_each_file_is(entry: dict[str, Any]) -> None:
    assert entry.keys() - {"readers"} == OF_THE_FILE | OF_ITS_ORIGIN
    path = FOLDER / entry["file"]
    content = path.read_bytes()
    assert len(content) == entry["bytes"]
    assert hashlib.sha256(content).hexdigest() == entry["sha256"]
    assert entry["source_package"].partition(":")[0] in {"npm", "deb"}
    assert entry["source_version"]
    assert "subset" in entry["note"] or not entry["note"]
    with TTFont(path, lazy=True) as font:
        assert font["name"].getDebugName(5) == entry["font_version"]
        assert font["name"].getDebugName(0) == entry["copyright"]
        assert font["OS/2"].fsType == entry["fsType"] == 0, "may be embedded without conditions"
        assert {"glyf", "loca"} <= set(font.keys())
        assert "fvar" not in font, "a page would take the default weight"


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: str(entry["file"]))
def test_each_file_comes_with_its_licence(entry: dict[str, Any]) -> None:
    assert entry["licence"] == "OFL-1.1"
    licence = (FOLDER / entry["licence_file"]).read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "AS IS" in licence


def test_nothing_is_in_the_folder_that_the_list_does_not_name() -> None:
    named = {entry["file"] for entry in entries()} | {one["licence_file"] for one in entries()}
    assert {path.name for path in Path(FOLDER).iterdir()} == named | {"manifest.json"}


def test_a_font_that_keeps_its_name_to_itself_is_shipped_unchanged() -> None:
    """Andika may not be cut down under its own name."""
    reserved = [entry for entry in entries() if entry["family"] == "Andika"]
    assert len(reserved) == 2
    assert not any(entry["note"] for entry in reserved)


def test_all_of_them_together_stay_small() -> None:
    assert sum(entry["bytes"] for entry in entries()) < MOST_BYTES


def test_every_language_that_is_offered_has_a_face_for_its_script() -> None:
    shipped = set(faces._by_script())
    without = {one.tag for one in languages() if one.script not in {*shipped, SIGNED}}
    assert without == set()


@pytest.mark.parametrize("language", sorted(samples()))
@pytest.mark.parametrize("bold", [False, True])
def test_a_language_is_set_in_its_family(language: str, bold: bool) -> None:
    sample = samples()[language]
    for tag, family in ((language, sample.family), (f"{language}-x-large", sample.large)):
        assert faces.first_face(tag, bold=bold).name.partition("-")[0] == family


@pytest.mark.parametrize("language", sorted(samples()))
@pytest.mark.parametrize("reader", ["", "-x-large"])
def test_signs_and_digits_are_printed_in_every_language(language: str, reader: str) -> None:
    for sign in ANYWHERE:
        assert faces.face_of_words(sign, language + reader, bold=False), sign
