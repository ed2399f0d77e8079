"""Packets made one at a time: only the last wish counts, and nothing unwanted is handed over."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import pytest

from ui.pages.packet_choices import Asked
from ui.pages.packet_making import PacketMaking

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


@dataclass
class Hall:
    """A window whose other thread works when the test says so."""

    under_way: list[Callable[[object], None]] = field(default_factory=list)
    given: list[object] = field(default_factory=list)

    def job(self, _work: object, then: Callable[[object], None], **_more: object) -> None:
        self.under_way.append(then)

    def finish(self, packet: object) -> None:
        self.under_way.pop(0)(packet)


@pytest.fixture
def hall() -> Hall:
    return Hall()


@pytest.fixture
def making(hall: Hall, qapp: QApplication) -> PacketMaking:
    made = PacketMaking(hall, qapp)
    made.made.connect(hall.given.append)
    return made


def asked(paper: str = "a4") -> Asked:
    return Asked(
        "", "ar", "", "standard", paper, None, date(2026, 12, 1), in_hand=False, both_sides=True
    )


def test_while_one_is_made_only_the_last_wish_waits(hall: Hall, making: PacketMaking) -> None:
    making.wish("family", asked(), at_once=True)
    making.wish("family", asked("letter"), at_once=True)
    making.wish("family", asked(), at_once=True)
    assert len(hall.under_way) == 1
    hall.finish("first")
    assert len(hall.under_way) == 1
    hall.finish("last")
    assert (hall.given, hall.under_way) == (["last"], [])


def test_several_choices_in_a_row_make_one_packet(
    hall: Hall, making: PacketMaking, qtbot: QtBot
) -> None:
    for paper in ("a4", "letter", "a4"):
        making.wish("family", asked(paper))
    assert hall.under_way == []
    qtbot.waitUntil(lambda: bool(hall.under_way))
    hall.finish("the one")
    assert (hall.given, hall.under_way) == (["the one"], [])


def test_what_nobody_wants_any_more_is_thrown_away(hall: Hall, making: PacketMaking) -> None:
    making.wish("family", asked(), at_once=True)
    making.stop()
    hall.finish("of the page that was left")
    assert hall.given == []
    assert not making.busy
