"""From an address to its remote: what is left out or not installed is said before anything."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from liaison_app.errors import InvalidValue, RemoteAway
from liaison_app.remotes.addresses import Address
from liaison_app.remotes.connecting import connect

if TYPE_CHECKING:
    from pathlib import Path


def test_a_folder_that_is_away_is_told_by_the_first_verb_and_not_before(tmp_path: Path) -> None:
    remote = connect(Address(f"folder:{tmp_path}/not-plugged-in"))
    with pytest.raises(RemoteAway):
        remote.probe()


def test_what_is_needed_to_open_a_place_is_asked_for() -> None:
    with pytest.raises(InvalidValue, match="Access key is needed"):
        connect(Address("s3://team/liaison", {"access_key": "", "secret_key": "s"}))
    with pytest.raises(InvalidValue, match="User name is needed"):
        connect(Address("sftp://files.example.org/liaison", {"password": "p"}))


def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(InvalidValue, match="no address"):
        connect(Address("ftp://files.example.org/liaison"))


@pytest.mark.parametrize(
    ("url", "keys", "library", "extra"),
    [
        ("s3://team/x", {"access_key": "a", "secret_key": "s"}, "obstore", "s3"),
        ("sftp://files.example.org/x", {"user": "lan"}, "paramiko", "sftp"),
    ],
)
def test_a_kind_whose_library_is_not_installed_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, url: str, keys: dict[str, str], library: str, extra: str
) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == library]:
        monkeypatch.delitem(sys.modules, name)
    for name in [name for name in sys.modules if name.startswith(f"liaison_app.remotes.{extra}")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(InvalidValue, match=rf"Install “liaison\[{extra}\]”"):
        connect(Address(url, keys))


def test_only_the_kind_that_is_asked_for_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for library in ("obstore", "paramiko", "httpx"):
        monkeypatch.setitem(sys.modules, library, None)
    connect(Address(f"folder:{tmp_path}")).probe()


def test_what_belongs_to_every_installation_is_not_said_to_be_optional(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in [name for name in sys.modules if name.startswith("liaison_app.remotes.webdav")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(ModuleNotFoundError):
        connect(Address("webdav+https://files.example.org/x"))
