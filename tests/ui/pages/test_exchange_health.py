"""How the exchange is, on a page: nothing green that nobody acknowledged, and what needs a look."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from liaison_app.actions import automatic, kept_apart, laptops, new_families, remotes
from liaison_app.actions.new_families import NewFamily
from liaison_app.errors import RemoteFull
from liaison_app.language.catalogues import PSEUDO
from liaison_app.records.people import Household
from liaison_app.remotes.folder import FolderRemote
from liaison_app.sync import alarms
from tests.sync.attached import attach, erase
from tests.ui.accessible import too_wide, unnamed
from tests.ui.pages.seen import button, until, words
from tests.ui.shells import OnePageShell, shown
from ui.look import Scheme
from ui.pages.exchange_health import HealthPage
from ui.pages.receipt_line import ReceiptLine
from ui.pages.settings_exchange import ExchangeCard
from ui.widgets.labels import IconLabel
from ui.widgets.panels import ConfirmPanel

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Show
    from tests.ui.pages.team import Team


@pytest.fixture
def team(team: Team, place: Path) -> Team:
    """Rosa and Ben, who meet on a shared place and know all of each other."""
    ben = team.ben_joins()
    for one in (team.rosa, ben):
        remotes.add(one, "office", f"folder:{place}", {})
    for one in (ben, team.rosa, ben, team.rosa):
        remotes.sync(one)
    return team


@pytest.fixture
def shell(team: Team, qtbot: QtBot) -> Iterator[OnePageShell]:
    with shown(HealthPage, team.rosa, qtbot) as made:
        yield made


@pytest.fixture
def page(shell: OnePageShell) -> HealthPage:
    shell.go("health")
    found = shell.findChild(HealthPage)
    assert isinstance(found, HealthPage)
    return found


def ticks(page: HealthPage) -> int:
    return sum(one._name == "circle-check" for one in page.findChildren(IconLabel))


def test_a_tick_is_for_what_was_acknowledged_alone(
    team: Team, page: HealthPage, qtbot: QtBot
) -> None:
    until(qtbot, page, "Every colleague is known to have everything that you wrote.")
    assert ticks(page) == 1
    assert "Has everything" in words(page)
    new_families.add(team.rosa, NewFamily(name="Tran"))
    until(qtbot, page, "only on this laptop")
    assert ticks(page) == 0
    remotes.sync(team.rosa)
    page.exchanged()
    until(qtbot, page, "left this laptop and are not known to be with everybody")
    assert "May lack" in words(page)
    assert ticks(page) == 0
    assert team.ben
    for one in (team.ben, team.rosa):
        remotes.sync(one)
    page.exchanged()
    until(qtbot, page, "Every colleague is known to have everything that you wrote.")
    assert ticks(page) == 1


def test_a_place_that_is_away_needs_nobody_and_one_that_is_empty_does(
    team: Team, page: HealthPage, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "place").rename(tmp_path / "away")
    remotes.sync(team.rosa)
    page.exchanged()
    until(qtbot, page, "It is tried again by itself.")
    assert "Nothing." in words(page).split("What you wrote")[0]
    (tmp_path / "place").mkdir()
    remotes.sync(team.rosa)
    page.exchanged()
    until(qtbot, page, "though it held your team's changes before")
    assert "Nothing." not in words(page)


def test_where_copies_of_erased_words_lie_is_said_without_calling_for_anybody(
    team: Team, page: HealthPage, qtbot: QtBot
) -> None:
    home = new_families.add(team.rosa, NewFamily(name="Tran")).ids[0]
    remotes.sync(team.rosa)
    erase(team.rosa, home)
    page.exchanged()
    until(qtbot, page, "sealed part with words that were erased since is still on this laptop")
    assert "lies there still, encrypted" in words(page)
    assert "Nothing." in words(page).split("What you wrote")[0]


def test_a_full_place_says_what_does_not_fit_until_it_lies_there(
    team: Team, page: HealthPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = FolderRemote.put

    def puts(remote: FolderRemote, name: str, data: bytes) -> None:
        if name.startswith("a/"):
            raise RemoteFull("There is no room left.")
        put(remote, name, data)

    monkeypatch.setattr(FolderRemote, "put", puts)
    attach(team.rosa, 5_000)
    remotes.sync(team.rosa)
    page.exchanged()
    until(qtbot, page, "It is full. Not there yet: 1 attached file, 5 kB.")
    assert "Nothing." not in words(page)
    monkeypatch.undo()
    remotes.sync(team.rosa, all_files=True)
    page.exchanged()
    until(qtbot, page, "Nothing.")
    assert "full" not in words(page)


def test_warnings_stand_above_until_they_are_read(
    team: Team, page: HealthPage, qtbot: QtBot
) -> None:
    with team.rosa.conn:
        alarms.add(team.rosa.conn, team.clock(), alarms.RESTORED, {})
    page.exchanged()
    until(qtbot, page, "The warnings above.")
    button(page, "I have read this").click()
    until(qtbot, page, "Nothing.")
    assert page.exchange.hasFocus() or not page.isActiveWindow()


def test_it_leads_to_where_something_can_be_done(
    page: HealthPage, shell: OnePageShell, qtbot: QtBot
) -> None:
    until(qtbot, page, "office")
    button(page, "Add, test or change a place").click()
    assert shell.went[-1] == ("exchange", {})


def test_a_record_is_said_to_be_received_once_that_is_so(team: Team, qtbot: QtBot) -> None:
    family = new_families.add(team.rosa, NewFamily(name="Tran")).ids[0]
    line = ReceiptLine(team.rosa, ("household", family))
    qtbot.addWidget(line)
    assert line.words() == "Only on this laptop."
    remotes.sync(team.rosa)
    line.exchanged()
    assert line.words().startswith("On the shared place")
    assert "not known to have reached" in line.words()
    assert line._icon._name != "circle-check"
    assert team.ben
    for one in (team.ben, team.rosa):
        remotes.sync(one)
    line.exchanged()
    assert line.words().startswith("Received by")
    assert line._icon._name == "circle-check"


def test_the_switch_in_settings_is_kept(team: Team, qtbot: QtBot) -> None:
    shell = OnePageShell(team.rosa)
    qtbot.addWidget(shell)
    card = ExchangeCard(shell)
    qtbot.addWidget(card.frame)
    card.read()
    assert card.by_itself.isChecked()
    card.by_itself.click()
    assert not automatic.by_itself(team.rosa)
    card.read()
    assert not card.by_itself.isChecked()
    shell.deaf()


@pytest.mark.parametrize(("tag", "scale"), [("en", 1.0), ("ar", 1.0), (PSEUDO, 1.0), ("en", 2.0)])
def test_everything_has_a_name_and_fits_a_small_screen(
    shell: OnePageShell, qtbot: QtBot, show_in: Show, tag: str, scale: float
) -> None:
    with shell.workspace.conn as conn:
        alarms.add(conn, shell.workspace.now(), alarms.RESTORED, {})
    show_in(tag, Scheme.LIGHT, scale)
    shell.resize(int((683 - 68) * scale), int(384 * scale))
    shell.go("health")
    page = shell.findChild(HealthPage)
    assert isinstance(page, HealthPage)
    qtbot.waitUntil(lambda: page.found is not None)
    QApplication.processEvents()
    assert unnamed(page) == []
    assert too_wide(page, page.width()) == []


def test_what_nobody_has_is_given_up_after_a_question(
    team: Team, page: HealthPage, shell: OnePageShell, qtbot: QtBot, tmp_path: Path
) -> None:
    assert team.ben
    before = set((tmp_path / "place" / "s").rglob("*.flb"))
    new_families.add(team.ben, NewFamily(name="Pham"))
    remotes.sync(team.ben)
    for gone in set((tmp_path / "place" / "s").rglob("*.flb")) - before:
        gone.unlink()
    new_families.add(team.ben, NewFamily(name="Osei"))
    remotes.sync(team.ben)
    remotes.sync(team.rosa)
    page.exchanged()
    until(qtbot, page, "own laptop should have what is missing")
    assert "Give it up" not in words(page)
    ben = team.ben.device.partition(".")[0]
    laptops.remove(team.rosa, ben)
    kept_apart.take_in(team.rosa, ben)
    page.exchanged()
    until(qtbot, page, "Missing: from")
    button(page, "Give it up").click()
    until(qtbot, page, "lost for the whole team")
    assert unnamed(page) == []
    assert too_wide(page, page.width()) == []
    panel = page.findChild(ConfirmPanel)
    assert panel
    button(panel, "Give it up").click()
    qtbot.waitUntil(lambda: "Missing: from" not in words(page), timeout=20_000)
    assert "that had waited count now" in shell.said[-1][0]
    assert "Osei" in [one.name for one in team.rosa.all(Household)]
