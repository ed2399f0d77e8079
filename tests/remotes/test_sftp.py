"""SFTP against two servers, one of them everybody's, each held to the contract of all remotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.remotes import sftp_servers
from tests.remotes.contract import RemoteContract

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.remotes.addresses import Address
    from tests.remotes.sftp_servers import Server


@pytest.fixture(scope="module")
def asyncssh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with sftp_servers.asyncssh_server(tmp_path_factory.mktemp("asyncssh")) as server:
        yield server


@pytest.fixture(scope="module")
def sshd() -> Iterator[Server]:
    with sftp_servers.sshd() as server:
        yield server


class TestAsyncssh(RemoteContract):
    @pytest.fixture
    def address(self, asyncssh: Server) -> Address:
        return asyncssh.place()


class TestOpenSsh(RemoteContract):
    @pytest.fixture
    def address(self, sshd: Server) -> Address:
        return sshd.place()
