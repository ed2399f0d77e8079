"""Shared places from the command line: their names, other addresses, and joining by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from liaison_app.cli.remotes import invited_keys
from liaison_app.errors import InvalidValue
from liaison_app.remotes.addresses import Address
from liaison_app.store.changes import Written
from liaison_app.sync import remote_state
from tests.cli.test_devices import Desks, desks
from tests.remotes import webdav_servers
from tests.sync.laptops import Team

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.store.driver import Connection

__all__ = ["desks"]  # a fixture


def test_a_name_is_one_line_of_what_can_be_seen(desks: Desks) -> None:
    (desks.folder / "cloud").mkdir()
    url = f"folder:{desks.folder / 'cloud'}"
    desks.on("rosa", "remote", "add", "  Our\n\u202ecloud ", url)
    (line,) = desks.json("rosa", "remote", "list")["remotes"]
    assert line["name"] == "Our cloud"
    desks.on("rosa", "sync", "Our\ncloud")
    assert "short name" in desks.on("rosa", "remote", "add", "\u202e\n", url, code=1)


def test_a_place_is_not_said_to_be_all_right_before_anything_was_exchanged(desks: Desks) -> None:
    (desks.folder / "cloud").mkdir()
    desks.on("rosa", "remote", "add", "cloud", f"folder:{desks.folder / 'cloud'}")
    listed = desks.on("rosa", "remote", "list")
    assert "Nothing was exchanged yet" in listed
    assert "All right" not in listed
    desks.on("rosa", "sync")
    assert "All right" in desks.on("rosa", "remote", "list")


def test_a_place_may_become_another_kind_of_place(desks: Desks) -> None:
    for name in ("cloud", "other"):
        (desks.folder / name).mkdir()
    settings = desks.folder / "rclone.conf"
    settings.write_text(f"[box]\ntype = alias\nremote = {desks.folder / 'cloud'}\n")
    desks.on("rosa", "remote", "add", "ours", "rclone:box:", "--set-file", f"config={settings}")
    url = f"folder:{desks.folder / 'other'}"
    said = desks.on("rosa", "remote", "change", "ours", "--url", url)
    assert said == "\u2068ours\u2069 is changed. `sync` exchanges with it."
    (line,) = desks.json("rosa", "remote", "list")["remotes"]
    assert line["url"] == url


def test_a_file_of_a_password_that_is_not_there_is_called_so(desks: Desks) -> None:
    none = desks.folder / "none"
    url = "webdav+https://cloud.example.org/x"
    said = desks.on("rosa", "remote", "add", "x", url, "--set-file", f"password={none}", code=1)
    assert said == "The file cannot be read as text. Choose another one."


def test_who_joins_by_an_invite_with_a_place_is_told_to_exchange_with_it(desks: Desks) -> None:
    (desks.folder / "cloud").mkdir()
    desks.on("rosa", "remote", "add", "cloud", f"folder:{desks.folder / 'cloud'}")
    file = desks.folder / "invite"
    asked = ("--person", "Ben Ortiz", "-o", str(file), "--remote", "cloud")
    code = desks.json("rosa", "device", "invite", *asked)["code"]
    said = desks.on("ben", "device", "join", str(file), "--code", code)
    assert "`sync`" in said
    assert "when you meet" not in said


def test_by_post_with_a_place_nobody_is_told_to_send_a_file(desks: Desks) -> None:
    (desks.folder / "cloud").mkdir()
    desks.on("rosa", "remote", "add", "cloud", f"folder:{desks.folder / 'cloud'}")
    file = desks.folder / "invite"
    asked = ("--person", "Ben Ortiz", "-o", str(file), "--remote", "cloud", "--by-post")
    code = desks.json("rosa", "device", "invite", *asked)["code"]
    said = desks.on("ben", "device", "join", str(file), "--code", code)
    assert "Next: `sync`, which asks to be let in." in said
    desks.on("ben", "sync")
    assert "Next: `sync`" in desks.on("ben", "device", "list")
    desks.on("rosa", "sync")
    (request,) = desks.json("rosa", "device", "list")["requests"]
    said += desks.on("rosa", "device", "accept", request["id"], "--yes")
    assert "hears of it at its next exchange, after yours" in said
    assert "end a file" not in said  # Send, and send
    assert " file " not in said.replace("FILE", "")
    for laptop in ("rosa", "ben"):
        desks.on(laptop, "sync")
    assert desks.json("ben", "device", "list")["member"]


def test_another_teams_place_is_not_used_again_and_nothing_changes_there(desks: Desks) -> None:
    for name in ("cloud", "theirs"):
        (desks.folder / name).mkdir()
    url = f"folder:{desks.folder / 'theirs'}"
    desks.on("rosa", "remote", "add", "cloud", f"folder:{desks.folder / 'cloud'}")
    desks.on("rosa", "sync")
    desks.on("lan", "new", "--person", "Lan", "--team", "Others")
    desks.on("lan", "remote", "add", "ours", url)
    desks.on("lan", "sync")
    there = sorted((desks.folder / "theirs").rglob("*"))
    desks.on("rosa", "remote", "change", "cloud", "--url", url)
    before = desks.json("rosa", "remote", "list")
    assert "belongs to another team" in desks.on("rosa", "remote", "renew", "cloud", code=1)
    assert sorted((desks.folder / "theirs").rglob("*")) == there
    assert desks.json("rosa", "remote", "list") == before
    desks.on("rosa", "remote", "change", "cloud", "--url", f"folder:{desks.folder / 'cloud'}")
    assert "0 were put" in desks.on("rosa", "sync")  # it remembers what it put there


def test_the_folder_of_a_new_place_on_the_web_is_made_when_it_is_added_and_never_later(
    desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = desks.folder / "served"
    served.mkdir()
    monkeypatch.setenv("LIAISON_REMOTE_PASSWORD", webdav_servers.PASSWORD)
    user = f"user={webdav_servers.USER}"
    with webdav_servers.wsgidav(served) as server:
        url = f"webdav+{server.url}/school/liaison"
        desks.on("rosa", "remote", "add", "web", url, "--set", user)
        assert (served / "school" / "liaison").is_dir()
        assert "were put there" in desks.on("rosa", "sync")
        (served / "school").rename(served / "gone")
        with pytest.raises(SystemExit):
            desks.on("rosa", "sync")
        desks.on("rosa", "remote", "change", "web", "--set", user, code=1)
        assert not (served / "school").exists()


def test_keys_for_an_invited_laptop_are_its_own_and_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Her own password must not go to a colleague, nor an invite that opens nothing."""
    monkeypatch.setenv("LIAISON_REMOTE_PASSWORD", "rosa's own")
    address = Address("webdav+https://files.example.org/team", {"user": "rosa", "password": "x"})

    def work(conn: Connection) -> Written:
        remote_state.add(conn, "school", address)
        return Written()

    team = Team(tmp_path)
    workspace = team.first()
    workspace.receive("remote.add", work, changes=0)
    assert invited_keys(workspace, "school", (), ()) == {}
    with pytest.raises(InvalidValue, match="--set-file password=FILE"):
        invited_keys(workspace, "school", ("user=ben",), ())
    secret = tmp_path / "secret"
    secret.write_text("four app words\n", encoding="utf-8")
    keys = invited_keys(workspace, "school", ("user=ben",), (f"password={secret}",))
    assert keys == {"user": "ben", "password": "four app words"}
    team.close()
