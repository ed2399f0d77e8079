"""Buckets on two servers that people really run, each held to the contract of all remotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.remotes import s3_servers
from tests.remotes.contract import RemoteContract

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.remotes.addresses import Address
    from tests.remotes.s3_servers import Server


@pytest.fixture(scope="module")
def moto() -> Iterator[Server]:
    with s3_servers.moto() as server:
        yield server


@pytest.fixture(scope="module")
def rclone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with s3_servers.rclone(tmp_path_factory.mktemp("buckets")) as server:
        yield server


class TestMoto(RemoteContract):
    @pytest.fixture
    def address(self, moto: Server) -> Address:
        return moto.place()


class TestRclone(RemoteContract):
    # It passes over `If-None-Match`: two that put at once may both be told that they did.
    takes_once = False

    @pytest.fixture
    def address(self, rclone: Server) -> Address:
        return rclone.place()
