"""A family's files in the window: where each is, fetching one, stopping, what a file tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QFileDialog

from liaison_app.actions import attachment_states, attachments, remotes
from liaison_app.records.governance import Attachment
from liaison_app.records.people import Household
from liaison_app.workspace import Add
from tests.interchange import pdfs, photos
from tests.ui.accessible import too_wide, unnamed
from tests.ui.pages.rooms import press
from tests.ui.pages.seen import words
from tests.ui.shells import OnePageShell
from ui.pages.exchange_health import HealthPage
from ui.pages.family import FamilyPage
from ui.pages.settings_exchange import ExchangeCard

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from liaison_app.workspace import Workspace
    from tests.ui.pages.team import Team


@pytest.fixture
def ben(team: Team, place: Path, tmp_path: Path) -> Workspace:
    """His laptop, which heard of Rosa's photo over a shared place."""
    ben = team.ben_joins()
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(photos.jpeg())
    for one in (team.rosa, ben):
        remotes.add(one, "office", f"folder:{place}", {})
    for one in (ben, team.rosa, ben):
        remotes.sync(one)
    home = team.rosa.commit("family.new", [Add(Household(name="Haddad"))]).ids[0]
    attachments.attach(team.rosa, home, photo)
    remotes.sync(team.rosa)
    remotes.sync(ben)
    return ben


def opened(workspace: Workspace, qtbot: QtBot) -> tuple[OnePageShell, FamilyPage]:
    shell = OnePageShell(workspace)
    qtbot.addWidget(shell)
    page = FamilyPage(shell)
    shell.add(page, page)
    shell.resize(1366, 768)
    shell.show()
    shell.go("family", household=workspace.all(Attachment)[0].household)
    return shell, page


def test_a_file_that_is_not_here_is_fetched(ben: Workspace, qtbot: QtBot) -> None:
    shell, page = opened(ben, qtbot)
    assert "Not on this laptop yet" in words(page)
    press(page, "Fetch: photo.jpg")
    qtbot.waitUntil(lambda: bool(shell.said))
    assert shell.said[-1][0] == "The file is on this laptop."
    assert "On the shared place" in words(page)
    assert not attachment_states.states(ben)[0].can_fetch
    assert unnamed(page) == []
    assert too_wide(page, 1366) == []


def test_saving_a_file_that_is_not_here_fetches_it(
    ben: Workspace, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell, page = opened(ben, qtbot)
    target = tmp_path / "copy.jpg"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    press(page, "Save a copy: photo.jpg")
    qtbot.waitUntil(lambda: bool(shell.said))
    assert target.read_bytes().startswith(b"\xff\xd8\xff")


def test_one_that_nobody_put_there_can_be_let_be(
    ben: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    for part in tmp_path.glob("place/a/*/*"):
        part.unlink()
    shell, page = opened(ben, qtbot)
    press(page, "Fetch: photo.jpg")
    qtbot.waitUntil(lambda: bool(shell.troubles))
    assert "ask" in shell.troubles[-1]
    assert "to connect" in words(page)
    press(page, "Do not fetch: photo.jpg")
    assert "Not on this laptop yet" in words(page)
    assert attachment_states.on_the_way(ben) == ()


def test_the_page_shows_what_an_exchange_brought(ben: Workspace, team: Team, qtbot: QtBot) -> None:
    _shell, page = opened(ben, qtbot)
    attachment_states.set_by_itself(ben, 10)
    remotes.sync(ben)
    assert "Not on this laptop yet" in words(page)
    page.exchanged()
    assert "On the shared place" in words(page)


def test_what_a_file_may_tell_is_said_before_it_is_attached(
    ben: Workspace, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell, page = opened(ben, qtbot)
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(b"%PDF-1.7")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(letter), ""))
    press(page, "Files: Attach")
    qtbot.waitUntil(lambda: "may say where and when" in words(page))
    press(page.panel, "Cancel")
    assert len(ben.all(Attachment)) == 1
    press(page, "Files: Attach")
    qtbot.waitUntil(lambda: "may say where and when" in words(page))
    press(page.panel, "Attach it")
    qtbot.waitUntil(lambda: bool(shell.said))
    assert len(ben.all(Attachment)) == 2


def test_a_pdf_is_attached_without_what_it_says(
    ben: Workspace, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell, page = opened(ben, qtbot)
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(pdfs.scan())
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(letter), ""))
    press(page, "Files: Attach")
    qtbot.waitUntil(lambda: bool(shell.said))
    [kept] = [one for one in ben.all(Attachment) if one.name == "letter.pdf"]
    assert photos.NEEDLE not in pdfs.everything(attachments.read(ben, kept.id))


def test_settings_let_files_come_by_themselves(ben: Workspace, qtbot: QtBot) -> None:
    shell = OnePageShell(ben)
    qtbot.addWidget(shell)
    card = ExchangeCard(shell)
    qtbot.addWidget(card.frame)
    card.read()
    assert card.fetches.text() == "Fetch attached files of up to 10 MB by itself"
    assert not card.fetches.isChecked()
    card.fetches.click()
    assert attachment_states.by_itself(ben) == 10
    card.fetches.click()
    assert attachment_states.by_itself(ben) == 0
    attachment_states.set_by_itself(ben, 3)
    card.read()
    assert (card.fetches.isChecked(), "3 MB" in card.fetches.text()) == (True, True)


def test_health_lists_the_files_that_wait(ben: Workspace, qtbot: QtBot, tmp_path: Path) -> None:
    form = tmp_path / "form.txt"
    form.write_text("Bring the form.")
    attachments.attach(ben, ben.all(Attachment)[0].household, form)
    shell = OnePageShell(ben)
    qtbot.addWidget(shell)
    page = HealthPage(shell)
    shell.add(page, page)
    shell.resize(1366, 768)
    shell.show()
    shell.go("health")
    qtbot.waitUntil(lambda: page.found is not None)
    assert "form.txt" in words(page)
    assert "Waiting for its turn" in words(page)
    assert unnamed(page) == []
