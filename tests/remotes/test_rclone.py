"""rclone before a folder and before a WebDAV server, held to the contract of all remotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.remotes import rclone_servers, webdav_servers
from tests.remotes.contract import RemoteContract

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from liaison_app.remotes.addresses import Address


@pytest.fixture(scope="module")
def webdav(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdav_servers.Server]:
    with webdav_servers.rclone(tmp_path_factory.mktemp("far")) as server:
        yield server


class TestFolder(RemoteContract):
    # rclone looks and then writes: two that put at once may both be told that they did.
    takes_once = False

    @pytest.fixture
    def address(self, tmp_path: Path) -> Address:
        return rclone_servers.to_folder(tmp_path)


class TestWebDav(RemoteContract):
    takes_once = False
    many = 40

    # Ours alone, and as before a folder: each would start another rclone for nothing.
    test_a_name_that_is_none_is_never_asked_of_the_place = None  # type: ignore[assignment]
    test_a_put_that_was_killed_left_the_whole_file_or_none = None  # type: ignore[assignment]

    @pytest.fixture
    def address(self, webdav: webdav_servers.Server) -> Address:
        return rclone_servers.to_webdav(webdav)
