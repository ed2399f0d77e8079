"""Sections that stay set from one family to the next: the same pages, and nobody else's words."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from liaison_app import remembered
from liaison_app.packets import pages, standing
from liaison_app.packets.content import Paper, Profile
from liaison_app.packets.looks import looks
from tests.packets import made
from tests.packets.spoken import spoken

if TYPE_CHECKING:
    from liaison_app.packets.content import Packet, Printed

NAMES = (
    "Amina Warsame",
    "Bojan Li",
    "Zebulon Whose Name Goes On Over A Line Or Even Over Two Lines",
)


def lay_out(packet: Packet, profile: Profile = Profile.STANDARD) -> Printed:
    return pages.lay_out(packet, paper=Paper.LETTER, profile=profile)


def words(printed: Printed) -> str:
    document = pypdfium2.PdfDocument(printed.pdf)
    return " ".join(page.get_textpage().get_text_range() for page in document)


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize(("language", "beside"), [("en", ""), ("ar", "en"), ("km", ""), ("ur", "")])
def test_pages_are_the_same_bytes_whatever_was_printed_before(
    language: str, beside: str, profile: Profile
) -> None:
    def packet(name: str) -> Packet:
        return made.packet(language, beside, name=name)

    first = {}
    for name in NAMES:
        remembered.forget()
        first[name] = lay_out(packet(name), profile)
    remembered.forget()
    for name in (*NAMES, *NAMES, *NAMES[::-1]):
        assert lay_out(packet(name), profile) == first[name]


def test_no_word_of_one_family_comes_to_the_next() -> None:
    texts = [words(lay_out(made.packet("so", name=name))) for name in NAMES * 3]
    for name, said in zip(NAMES * 3, texts, strict=True):
        assert [other for other in NAMES if other.split()[0] in said] == [name]


def test_a_section_that_comes_twice_is_two_sections() -> None:
    packet = replace(made.packet("en"), titled=False)
    once = replace(packet, sections=packet.sections[:1])
    twice = replace(packet, sections=packet.sections[:1] * 2)
    printed = [lay_out(twice) for _ in range(3)]
    assert printed[0] == printed[1] == printed[2]
    said = [(one.role, one.words) for one in spoken(lay_out(once).pdf)]
    assert [(one.role, one.words) for one in spoken(printed[0].pdf)] == said * 2


def test_what_is_wrong_with_a_section_is_said_each_time() -> None:
    packet = made.packet("en", name="\U000e0fff\U00010fff")
    faults = [lay_out(packet).faults for _ in range(3)]
    assert faults[0]
    assert faults[0] == faults[1] == faults[2]


def test_packets_that_are_made_at_once_do_not_mix() -> None:
    packets = [made.packet("so", name=name) for name in NAMES * 6]
    expected = [lay_out(packet) for packet in packets[:3]] * 6
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lay_out, packets)) == expected


def test_nothing_stays_set_when_the_workspace_is_closed() -> None:
    lay_out(made.packet("so", name=NAMES[0]))
    assert standing._kept[0]
    shelf = standing.Shelf()  # a packet that is being made while the workspace is closed
    packet = made.packet("so", name=NAMES[1])
    shelf.take(looks(packet.languages, Paper.LETTER, Profile.STANDARD)[0], packet.sections[0])
    remembered.forget()
    shelf.put_back()
    assert not standing._kept[0]


def test_what_stands_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "_MOST", 6)
    for number in range(8):
        lay_out(made.packet("so", name=f"Amina {number}"))
        assert len(standing._kept[0]) <= 6
