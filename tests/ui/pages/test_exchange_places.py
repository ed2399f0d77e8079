"""Shared places on the exchange page: added and tried, exchanged with, changed, forgotten."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from liaison_app.actions import remotes
from liaison_app.actions.remote_turns import alone
from liaison_app.language.catalogues import PSEUDO
from liaison_app.records.people import Household
from liaison_app.workspace import Add
from tests.remotes.sftp_servers import asyncssh_server
from tests.ui.accessible import too_wide, unnamed
from tests.ui.pages.place_forms import form_of, page_of, pick
from tests.ui.pages.seen import button, until, words
from tests.ui.shells import OnePageShell, shown
from ui.look import Scheme
from ui.pages.exchange import ExchangePage
from ui.pages.exchange_place_fields import SecretText
from ui.widgets.fields import SecretField

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Show
    from tests.ui.pages.team import Team
    from ui.pages.exchange_place_form import PlaceForm


@pytest.fixture
def shell(team: Team, qtbot: QtBot) -> Iterator[OnePageShell]:
    with shown(ExchangePage, team.rosa, qtbot) as made:
        yield made


@pytest.fixture
def page(shell: OnePageShell) -> ExchangePage:
    return page_of(shell)


def line(form: PlaceForm, name: str) -> QLineEdit:
    found = form.fields.fields[name]
    assert isinstance(found, QLineEdit)
    return found


def test_a_folder_is_added_tried_and_exchanged_with(
    team: Team, page: ExchangePage, qtbot: QtBot, place: Path
) -> None:
    team.carry(team.ben_joins(), team.rosa)
    team.rosa.commit("family.add", [Add(Household(name="Warsame"))])
    page.exchanged()
    assert "only on this laptop" in words(page)
    button(page, "Add a shared place…").click()
    form = form_of(page)
    QTest.keyClicks(form.address, str(place))
    QTest.keyClicks(form.name, "School office")
    form.save.click()
    until(qtbot, page, "School office does all that it must")
    assert "A larger file is written and read back as it was." in words(page)
    assert page.places.form is None
    button(page, "Exchange now").click()
    until(qtbot, page, "Exchanged with School office")
    assert "were put there. Your colleagues get them when they exchange." in words(page)
    assert "only on this laptop" not in words(page)
    assert "Last exchange: today at" in words(page)
    assert "Has everything" not in words(page)  # Ben's laptop has not said so
    assert team.ben
    remotes.add(team.ben, "there", f"folder:{place}", {})
    assert remotes.sync(team.ben)[0].applied


def test_what_came_and_differs_leads_to_the_differences(
    team: Team, page: ExchangePage, shell: OnePageShell, qtbot: QtBot, place: Path
) -> None:
    team.family_moves()
    assert team.ben
    for one in (team.ben, team.rosa):
        remotes.add(one, "office", f"folder:{place}", {})
    remotes.sync(team.ben)
    page.exchanged()
    button(page, "Exchange now").click()
    until(qtbot, page, "new here")
    button(page, "Look at the differences").click()
    assert shell.went[-1] == ("differences", {})


def test_what_is_missing_is_said_in_the_form_and_nothing_typed_is_lost(
    team: Team, page: ExchangePage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.places.add.click()
    form = form_of(page)
    form.save.click()
    assert "Say where the place is." in words(page)
    form.address.setText(str(tmp_path / "nowhere"))
    form.save.click()
    assert "short name" in words(page)
    form.name.setText("stick")
    form.save.click()
    until(qtbot, page, "put the stick in")
    assert form_of(page).name.text() == "stick"
    assert remotes.remotes(team.rosa) == ()


def test_each_kind_says_what_opens_it_and_hides_secrets(page: ExchangePage) -> None:
    page.places.add.click()
    form = form_of(page)
    assert button(page, "Choose the folder…")
    for kind, said in (
        ("webdav", "an app password"),
        ("s3", "its secret key"),
        ("sftp", "a private key"),
        ("rclone", "Set the service up in rclone first"),
    ):
        pick(form, kind)
        assert said in words(page)
        for asked in remotes.OPENS[kind]:
            field = form.fields.fields[asked.name]
            hidden = isinstance(field, SecretText) or (
                isinstance(field, SecretField) and field.echoMode() is QLineEdit.EchoMode.Password
            )
            assert hidden is asked.secret, asked.name


def test_a_key_of_many_lines_is_pasted_and_never_shown(page: ExchangePage, tmp_path: Path) -> None:
    page.places.add.click()
    form = form_of(page)
    pick(form, "sftp")
    key = form.fields.fields["private_key"]
    assert isinstance(key, SecretText)
    QGuiApplication.clipboard().setText("-----BEGIN KEY-----\nseven otters\n-----END KEY-----")
    key.paste_it.setFocus()
    QTest.keyClick(key.paste_it, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert key.value() == "-----BEGIN KEY-----\nseven otters\n-----END KEY-----\n"
    assert "3 lines are in" in words(page)
    assert "otters" not in words(page)
    (tmp_path / "key").write_text("one\ntwo\n")
    key.read(tmp_path / "key")
    assert "2 lines are in" in words(page)


@pytest.mark.parametrize(
    ("kind", "typed", "meant"),
    [
        ("folder", '"/srv/team"', "folder:/srv/team"),
        ("webdav", "https://cloud.example.org/dav", "webdav+https://cloud.example.org/dav"),
        ("webdav", "cloud.example.org/dav", "webdav+https://cloud.example.org/dav"),
        ("s3", "bucket/team", "s3://bucket/team"),
        ("sftp", "sftp://files.example.org/team", "sftp://files.example.org/team"),
        ("rclone", "drive:team", "rclone:drive:team"),
    ],
)
def test_addresses_are_typed_as_people_know_them(kind: str, typed: str, meant: str) -> None:
    from ui.pages.exchange_place_words import address_of, typed_of

    assert address_of(kind, typed) == meant
    assert address_of(kind, typed_of(kind, meant)) == meant


def test_the_key_of_a_server_is_compared_before_anything_is_sent(
    team: Team, page: ExchangePage, qtbot: QtBot, place: Path
) -> None:
    with asyncssh_server(place) as server:
        page.places.add.click()
        form = form_of(page)
        pick(form, "sftp")
        form.address.setText(f"127.0.0.1:{server.port}/")
        form.name.setText("files")
        line(form, "user").setText(server.keys["user"])
        line(form, "password").setText(server.keys["password"])
        form.save.click()
        until(qtbot, page, "Is this the right server?")
        assert "SHA256:" in words(page)
        assert list(place.iterdir()) == []
        assert remotes.remotes(team.rosa) == ()
        button(page, "It is: trust it").click()
        until(qtbot, page, "files does all that it must")
    assert server.keys["password"] not in words(page)


def test_a_place_that_is_away_is_calm_and_one_that_lost_all_is_used_again(
    team: Team, page: ExchangePage, qtbot: QtBot, place: Path
) -> None:
    remotes.add(team.rosa, "office", f"folder:{place}", {})
    remotes.sync(team.rosa)
    place.rename(place.with_name("unplugged"))
    page.exchanged()
    row = next(iter(page.places.rows.values()))
    row.now.click()
    until(qtbot, page, "It is tried again by itself.")
    assert not row.renew.isVisible()
    place.mkdir()
    row.now.click()
    until(qtbot, page, "though it held your team's changes before")
    assert row.renew.isVisible()
    row.renew.click()
    assert "Is office the right place?" in words(page)
    button(page, "Use it again").click()
    until(qtbot, page, "Exchanged with office")
    qtbot.waitUntil(lambda: not row.renew.isVisible())
    assert (place / "remote.json").exists()


def test_a_place_moves_and_is_forgotten_only_after_a_question(
    team: Team, page: ExchangePage, shell: OnePageShell, qtbot: QtBot, place: Path
) -> None:
    remotes.add(team.rosa, "office", f"folder:{place}", {})
    remotes.sync(team.rosa)
    moved = place.with_name("moved")
    shutil.copytree(place, moved)
    page.exchanged()
    button(page, "Change…").click()
    form = form_of(page)
    assert form.address.text() == str(place)
    form.address.setText(str(moved))
    form.save.click()
    until(qtbot, page, "office does all that it must")
    assert remotes.find(team.rosa, "office").url == f"folder:{moved}"
    button(page, "Forget…").click()
    assert "What lies there stays" in words(page)
    button(page, "Cancel").click()
    assert remotes.remotes(team.rosa)
    button(page, "Forget…").click()
    button(page, "Forget it").click()
    assert remotes.remotes(team.rosa) == ()
    assert shell.said == [("The shared place is forgotten.", 0)]
    assert (moved / "remote.json").exists()


def test_a_stick_is_remembered_and_has_a_folder_of_its_own(
    team: Team,
    page: ExchangePage,
    qtbot: QtBot,
    sticks: list[Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sticks.append(team.folder)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: str(team.folder))
    page.places.stick.click()
    until(qtbot, page, "Exchanged with Stick stick")
    (kept,) = remotes.remotes(team.rosa)
    assert kept.url == f"folder:{team.folder / 'Liaison'}"
    page.places.stick.click()
    qtbot.waitUntil(lambda: page.places.done is not None)
    assert len(remotes.remotes(team.rosa)) == 1


def test_the_keyboard_and_typed_words_stay_while_an_exchange_ends(
    team: Team, page: ExchangePage, place: Path
) -> None:
    remotes.add(team.rosa, "office", f"folder:{place}", {})
    page.exchanged()
    row = next(iter(page.places.rows.values()))
    page.places.add.click()
    form = form_of(page)
    form.name.setFocus()
    QTest.keyClicks(form.name, "half a na")
    remotes.sync(team.rosa)
    page.exchanged()
    assert form.name.text() == "half a na"
    assert QApplication.focusWidget() is form.name
    row.now.setFocus()
    page.exchanged()
    assert QApplication.focusWidget() is row.now
    assert "Last exchange" in words(row)


def test_an_exchange_that_waits_for_another_leaves_the_page_usable(
    team: Team, page: ExchangePage, qtbot: QtBot, place: Path
) -> None:
    remotes.add(team.rosa, "office", f"folder:{place}", {})
    page.exchanged()
    with alone(team.rosa, None):
        button(page, "Exchange now").click()
        qtbot.wait(50)
        button(page, "Exchange now").click()
        assert "Wait until the work under way is done." in words(page)
    until(qtbot, page, "Exchanged with office")


@pytest.mark.parametrize(("tag", "scale"), [("en", 1.0), ("ar", 1.0), (PSEUDO, 1.0), ("en", 2.0)])
def test_everything_has_a_name_and_fits_a_small_screen(
    shell: OnePageShell, place: Path, show_in: Show, tag: str, scale: float
) -> None:
    for name in ("office", "stick with a long name that somebody gave it"):
        remotes.add(shell.workspace, name, f"folder:{place}", {})
    show_in(tag, Scheme.LIGHT, scale)
    shell.resize(int((683 - 68) * scale), int(384 * scale))
    shell.go("exchange")
    page = shell.findChild(ExchangePage)
    assert isinstance(page, ExchangePage)
    page.places.add.click()
    for kind in remotes.KINDS:
        pick(form_of(page), kind)
        QApplication.processEvents()
        assert unnamed(page) == [], kind
        assert too_wide(page, page.width()) == [], kind
