"""The page of laptops says what was on a lost one, and writes the report where somebody asks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication

from liaison_app.actions import laptops
from liaison_app.language.catalogues import PSEUDO
from tests.sync.laptops import Team as Laptops
from tests.sync.laptops import family, names
from tests.sync.test_roles import forged, put_in_file
from tests.ui.accessible import too_wide, unnamed
from tests.ui.pages.rooms import settle
from tests.ui.pages.seen import button, words
from tests.ui.pages.test_laptops import desk_on, opened
from ui.look import Scheme
from ui.pages.laptops_lost import LostReport

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Show
    from tests.ui.pages.team import Team


@pytest.fixture
def team(team: Team) -> Team:
    """Rosa and Ben, who acknowledged her family."""
    family(team.rosa, "Pham")
    team.meet()
    team.carry(team.ben, team.rosa)
    return team


def test_a_coordinator_reads_and_saves_the_report(team: Team, qtbot: QtBot) -> None:
    desk = desk_on(team.rosa, qtbot)
    page = opened(desk)
    button(page, "Lost or stolen…").click()
    settle()
    said = words(page)
    assert "Ben Ortiz's laptop was lost or stolen" in said
    assert "1 family was on it for certain" in said
    assert "Pham · for certain" in said
    report = page.findChild(LostReport)
    assert isinstance(report, LostReport)
    target = team.folder / "report.pdf"
    report.save_to(target)
    assert "Pham" not in "".join(one.extract_text() for one in PdfReader(target).pages)
    report.save_to(target)
    assert "already a file" in words(report)
    report.names.setChecked(True)
    report.save_to(team.folder / "named.pdf")
    named = PdfReader(team.folder / "named.pdf").pages
    assert "Pham" in "".join(one.extract_text() for one in named)
    button(page, "Take it out…").click()
    assert "Remove Ben Ortiz's laptop" in words(page)
    desk.stop()


def test_a_liaison_reports_nobody(team: Team, qtbot: QtBot) -> None:
    assert team.ben
    desk = desk_on(team.ben, qtbot)
    assert "Lost or stolen…" not in words(opened(desk))
    with pytest.raises(StopIteration):
        button(opened(desk), "Lost or stolen…")
    desk.stop()


@pytest.mark.parametrize(("tag", "scale"), [("en", 2.0), ("ar", 1.0), (PSEUDO, 1.0)])
def test_it_fits_and_everything_has_a_name(
    team: Team, qtbot: QtBot, show_in: Show, *, tag: str, scale: float
) -> None:
    show_in(tag, Scheme.LIGHT, scale)
    desk = desk_on(team.rosa, qtbot)
    desk.resize(int(683 * scale), int(384 * scale))
    page = opened(desk)
    line = next(one for one in laptops.laptops(team.rosa) if not one.own)
    page._open_lost(line)
    settle()
    QApplication.processEvents()
    assert unnamed(page) == []
    assert too_wide(page, page.width()) == []
    desk.stop()


def test_what_turned_up_of_it_is_looked_at_and_answered(team: Team, qtbot: QtBot) -> None:
    assert team.ben
    line = next(one for one in laptops.laptops(team.rosa) if not one.own)
    laptops.remove(team.rosa, line.id)
    family(team.ben, "Osei")
    team.carry(team.ben, team.rosa)
    desk = desk_on(team.rosa, qtbot)
    page = opened(desk)
    said = words(page)
    assert "Kept apart: from Ben Ortiz's laptop" in said
    assert "out of the team" in said
    assert "1 change" in said
    assert "added" in said
    assert "Osei" in said
    button(page, "Set it aside").click()
    assert "Kept apart: from Ben Ortiz's laptop" in words(page)
    assert sorted(names(team.rosa)) == ["Pham"]
    button(page, "Take it in").click()
    assert "Kept apart" not in words(page)
    assert names(team.rosa) == ["Osei", "Pham"]
    desk.stop()


def test_what_a_role_does_not_allow_is_shown_with_its_owner(team: Team, qtbot: QtBot) -> None:
    assert team.ben
    op = replace(
        forged(team.ben, "reference", "5eed0000-0000-4000-8000-000000000001", {}),
        type="jargon",
        writes={"deleted": [False], "term": ["IEP"], "plain": ["A plan of Ben's"]},
    )
    place = Laptops(team.folder / "forged")
    place.folder.mkdir()
    put_in_file(place, team.ben, op, team.ben.setting("stream.reference"), team.rosa)
    desk = desk_on(team.rosa, qtbot)
    page = opened(desk)
    said = words(page)
    assert "Kept apart: from Ben Ortiz's laptop" in said
    assert "only a coordinator may change" in said
    assert "A plan of Ben's" in said
    assert "Take it in" not in said
    assert unnamed(page) == []
    button(page, "Set it aside").click()
    said = words(page)
    assert "A plan of Ben's" in said
    assert "Set it aside" not in said
    desk.stop()
