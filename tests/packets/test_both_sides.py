"""What is cut or taken off a packet takes nothing with it, whichever way the printer is set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from liaison_app.actions import packets, printing
from tests.packets.reading import read

if TYPE_CHECKING:
    from liaison_app.actions.packets import Prepared
    from tests.packets.home import Home

TAKEN_OFF = ("contact-cards", "reply-slip", "promises")
FOOT = 90.0  # points from the lower edge: every page has a foot


def _empty(prepared: Prepared) -> list[int]:
    written = {glyph.page for glyph in read(prepared.pdf) if glyph.y > FOOT}
    return [number for number in range(1, prepared.pages + 1) if number not in written]


def test_the_backs_of_what_is_taken_off_are_empty(home: Home) -> None:
    made = home.prepare(both_sides=True)
    first = [made.section_pages[name] for name in TAKEN_OFF]
    assert [page % 2 for page in first] == [1, 1, 1]
    assert {page + 1 for page in first[:-1]} <= set(_empty(made))


def test_paper_printed_on_one_side_has_no_empty_sheet(home: Home) -> None:
    made = home.prepare(both_sides=False)
    assert _empty(made) == []
    assert made.pages < home.prepare(both_sides=True).pages


def test_a_packet_is_meant_for_both_sides_but_pictures_are_not(home: Home) -> None:
    assert home.prepare().both_sides
    assert not home.prepare(profile="picture").both_sides


@pytest.mark.parametrize(
    ("sides", "asked"), [(True, "sides=two-sided-long-edge"), (False, "sides=one-sided")]
)
def test_the_printer_is_told(
    home: Home, monkeypatch: pytest.MonkeyPatch, sides: bool, asked: str
) -> None:
    given: list[Any] = []

    def run(command: list[str], pdf: bytes) -> Any:
        given.append(command)
        return type("Answer", (), {"returncode": 0, "stdout": b""})

    monkeypatch.setattr(printing, "_run", run)
    monkeypatch.setattr("shutil.which", lambda name: name)
    packets.print_out(home.workspace, home.prepare(both_sides=sides))
    assert asked in given[-1]


def test_sheets_of_a_booklet_are_turned_over_their_short_edge(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[Any] = []

    def run(command: list[str], pdf: bytes) -> Any:
        given.append((command, pdf))
        return type("Answer", (), {"returncode": 0, "stdout": b""})

    monkeypatch.setattr(printing, "_run", run)
    monkeypatch.setattr("shutil.which", lambda name: name)
    made = home.prepare(booklet=True, both_sides=False)
    packets.print_out(home.workspace, made)
    command, pdf = given[-1]
    assert "sides=two-sided-short-edge" in command
    assert not any("long-edge" in one or "one-sided" in one for one in command)
    assert pdf == made.pdf != made.reading
