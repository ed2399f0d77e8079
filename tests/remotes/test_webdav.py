"""WebDAV against three servers that people really run, each held to the contract of all remotes."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from liaison_app.errors import RemoteRefuses
from liaison_app.remotes.addresses import Address
from liaison_app.remotes.connecting import connect
from liaison_app.remotes.protocol import Entry, Makes, Taken
from tests.remotes import webdav_servers
from tests.remotes.contract import RemoteContract

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from liaison_app.remotes.protocol import Remote
    from tests.remotes.webdav_servers import Server


@pytest.fixture(scope="module")
def wsgidav(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with webdav_servers.wsgidav(tmp_path_factory.mktemp("wsgidav")) as server:
        yield server


@pytest.fixture(scope="module")
def apache_basic() -> Iterator[Server]:
    with webdav_servers.apache("Basic") as server:
        yield server


@pytest.fixture(scope="module")
def apache_digest() -> Iterator[Server]:
    with webdav_servers.apache("Digest") as server:
        yield server


@pytest.fixture(scope="module")
def rclone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with webdav_servers.rclone(tmp_path_factory.mktemp("rclone")) as server:
        yield server


class WebDav(RemoteContract):
    """The folder must be there before anything is put; for who types its address it is made."""

    def test_the_folder_of_a_new_place_is_made_with_those_above_it(self, address: Address) -> None:
        within = Address(f"{address.url}/our school/liaison/", address.keys)
        for again in range(2):
            with closing(connect(within)) as remote:
                assert isinstance(remote, Makes)
                if not again:
                    with pytest.raises(RemoteRefuses, match="no such folder"):
                        remote.probe()
                remote.make()  # a second time it is there, and stays
                remote.probe()
                if not again:
                    remote.put("heads/one.flb", b"the first")
                assert remote.list("heads") == [Entry("one.flb", 9)]


class LooksFirst(WebDav):
    """A server that looks whether the name is taken, and renames then: two may look together."""

    takes_once = False

    def test_one_after_the_other_the_second_is_told(
        self, remote: Remote, another: Callable[[], Remote]
    ) -> None:
        remote.put("heads/one.flb", b"the first")
        with closing(another()) as other:
            for client in (remote, other):
                with pytest.raises(Taken):
                    client.put("heads/one.flb", b"a second, and longer")
        assert remote.get("heads/one.flb") == b"the first"
        assert remote.list("heads") == [Entry("one.flb", 9)]


class TestWsgiDav(LooksFirst):
    @pytest.fixture
    def address(self, wsgidav: Server) -> Address:
        return wsgidav.place()


class TestApacheWithBasic(LooksFirst):
    @pytest.fixture
    def address(self, apache_basic: Server) -> Address:
        return apache_basic.place()


class TestApacheWithDigest(LooksFirst):
    @pytest.fixture
    def address(self, apache_digest: Server) -> Address:
        return apache_digest.place()


class TestRclone(WebDav):
    @pytest.fixture
    def address(self, rclone: Server) -> Address:
        return rclone.place()
