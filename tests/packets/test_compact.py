"""A packet's file: small, the same every time, and read by every reader."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader
from pypdf.generic import IndirectObject

from liaison_app.packets.content import Paper, Profile
from liaison_app.packets.pages import lay_out
from tests.packets import made

LANGUAGES = ("en", "ar", "km", "zh-Hans")


@pytest.mark.parametrize("language", LANGUAGES)
def test_twelve_tagged_pages_are_light(language: str) -> None:
    packet = made.packet(language, "" if language == "en" else "en", lines=75)
    printed = lay_out(packet, paper=Paper.LETTER, profile=Profile.STANDARD)
    assert printed.pages >= 12
    assert len(printed.pdf) <= 150_000 * printed.pages / 12


@pytest.mark.parametrize("language", LANGUAGES)
def test_readers_open_it_and_count_its_pages(language: str) -> None:
    printed = made.printed(language)
    reader = PdfReader(io.BytesIO(printed.pdf), strict=True)
    assert len(reader.pages) == printed.pages
    document = pypdfium2.PdfDocument(printed.pdf)
    assert len(document) == printed.pages
    assert document.get_metadata_dict()["Title"] == made.TITLE
    assert len(list(document.get_toc())) == 4
    document.close()


def test_every_object_is_where_the_file_says() -> None:
    pdf = made.printed("ar", "en").pdf
    reader = PdfReader(io.BytesIO(pdf), strict=True)
    for number, offset in reader.xref[0].items():
        assert re.match(rb"%d 0 obj\b" % number, pdf[offset : offset + 20])
    for number, (stream, place) in reader.xref_objStm.items():
        inside: Any = reader.get_object(IndirectObject(stream, 0, reader))
        assert int(inside.get_data().split()[2 * place]) == number
    numbers = [*reader.xref[0], *reader.xref_objStm]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    assert len(reader.xref_objStm) > len(reader.xref[0])


def test_the_same_packet_is_the_same_file() -> None:
    packet = made.packet("es", "ar")
    first, second = (lay_out(packet, paper=Paper.A4, profile=Profile.STANDARD) for _ in range(2))
    assert first == second
    other = lay_out(replace(packet, code="LX7Q-25"), paper=Paper.A4, profile=Profile.STANDARD)
    assert _identity(other.pdf) != _identity(first.pdf)


def test_the_file_does_not_tell_when_it_was_made() -> None:
    pdf = made.printed("en").pdf
    reader = PdfReader(io.BytesIO(pdf))
    said = str(reader.metadata) + reader.trailer["/Root"]["/Metadata"].get_data().decode()  # type: ignore[index]
    assert not re.search(r"Date|\b(19|20)\d\d-", said)


def _identity(pdf: bytes) -> object:
    return PdfReader(io.BytesIO(pdf)).trailer["/ID"]
