"""Whom a WebDAV remote trusts, what it tells whom, and by which way it goes."""

from __future__ import annotations

import datetime
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
import trustme

from liaison_app.errors import InvalidValue, RemoteAway, RemoteRefuses, RemoteWrong
from liaison_app.remotes.addresses import Address
from liaison_app.remotes.connecting import connect
from liaison_app.remotes.webdav import WebDavRemote
from tests.remotes import webdav_servers
from tests.remotes.faulty_proxy import Asked, Fault, Gateway, Said, answers, faulty

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.remotes.webdav_servers import Server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with webdav_servers.wsgidav(tmp_path_factory.mktemp("wsgidav")) as server:
        yield server


@pytest.fixture(scope="module")
def gateway(server: Server) -> Iterator[Gateway]:
    with faulty(server.port) as gateway:
        yield gateway


@pytest.fixture(scope="module")
def digest() -> Iterator[Server]:
    with webdav_servers.apache("Digest") as server:
        yield server


@pytest.fixture
def address(server: Server, gateway: Gateway) -> Address:
    gateway.script()
    return gateway.before(server.place())


class TestPasswords:
    @pytest.mark.parametrize(
        ("keys", "words"),
        [
            ({}, "asks for a user name"),
            ({"user": "somebody"}, "does not accept"),
            ({"user": webdav_servers.USER, "password": "an old one"}, "does not accept"),
        ],
    )
    def test_who_is_not_let_in_is_told_why_and_no_password_is_shown(
        self, address: Address, keys: dict[str, str], words: str
    ) -> None:
        with closing(connect(Address(address.url, keys))) as remote:
            for verb in (remote.probe, lambda: remote.put("a.flb", b"x")):
                with pytest.raises(RemoteRefuses, match=words) as refused:
                    verb()
                assert "an old one" not in str(refused.value)
                assert "an old one" not in repr(remote)

    def test_digest_costs_one_more_request_once(self, digest: Server) -> None:
        with (
            faulty(digest.port) as gateway,
            closing(connect(gateway.before(digest.place()))) as remote,
        ):
            remote.probe()
            assert gateway.methods == ["PROPFIND", "PROPFIND"]
            assert gateway.connections == 1
            gateway.script()
            remote.put("a.flb", b"x")
            remote.list("")
            assert remote.get("a.flb") == b"x"
            assert gateway.methods == ["PUT", "MOVE", "PROPFIND", "GET"]

    def test_a_digest_that_grew_old_is_made_anew(self, digest: Server) -> None:
        stale = 'Digest realm="liaison", nonce="x", algorithm=MD5, stale=true, qop="auth"'
        with (
            faulty(digest.port) as gateway,
            closing(connect(gateway.before(digest.place()))) as remote,
        ):
            remote.probe()
            gateway.script(Fault("GET", answers(401, www_authenticate=stale)))
            with pytest.raises(RemoteRefuses):  # made from a challenge that Apache never gave
                remote.get("a.flb")
            remote.put("a.flb", b"x")
            assert remote.get("a.flb") == b"x"

    @pytest.mark.parametrize(
        "challenge",
        [
            'Digest realm="liaison", nonce="x", algorithm=ROT13',
            'Digest realm="liaison", nonce="x", qop="auth-int"',
            'Digest realm="liaison", nonce="x", qop="none"',
            "Digest realm",
            'Digest nonce="x"',
        ],
    )
    def test_a_challenge_that_nobody_understands_is_wrong(
        self, address: Address, gateway: Gateway, challenge: str
    ) -> None:
        keys = {"user": "ana", "password": "x"}
        gateway.script(Fault(".*", answers(401, www_authenticate=challenge)))
        with closing(connect(Address(address.url, keys))) as remote, pytest.raises(RemoteWrong):
            remote.probe()

    def test_a_name_that_digest_cannot_write_is_told(self, digest: Server) -> None:
        keys = {"user": "Núñez", "password": "x"}
        with (
            closing(connect(Address(digest.place().url, keys))) as remote,
            pytest.raises(RemoteRefuses, match="a to z"),
        ):
            remote.probe()

    def test_nothing_is_remembered_from_one_request_to_the_next(
        self, address: Address, gateway: Gateway
    ) -> None:
        cookies: list[str | None] = []

        def listen(asked: Asked, _gateway: Gateway) -> Said:
            cookies.append(asked.headers.get("Cookie"))
            said = asked.forward()
            said.headers["Set-Cookie"] = "session=1; Path=/"
            return said

        gateway.script(Fault(".*", listen, times=2))
        with closing(connect(address)) as remote:
            remote.probe()
            remote.probe()
        assert cookies == [None, None]


@pytest.mark.parametrize(
    "url",
    [
        "webdav+http://cloud.example.org/dav",
        "webdav+https://ana:secret@cloud.example.org/dav",
        "webdav+https://cloud.example.org/dav?x=1",
        "webdav+https://cloud.example.org/dav#x",
        "webdav+https://cloud.example.org:x/",
        "webdav+https:///dav",
        "webdav+https://cloud\x00.example.org/",
        "https://cloud.example.org/dav",
        "s3://bucket/prefix",
        "folder:/tmp",
    ],
)
def test_what_is_no_address_of_webdav_is_refused_before_anything_is_sent(url: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        WebDavRemote(url, "ana", "secret")
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("host", ["a..example", "a" * 70 + ".example"])
def test_a_server_that_does_not_exist_is_away(host: str) -> None:
    remote = WebDavRemote(f"webdav+https://{host}/", timeout=5)
    with closing(remote), pytest.raises(RemoteAway, match="cannot be reached"):
        remote.probe()


class TestCertificates:
    @pytest.fixture(scope="class")
    @classmethod
    def authority(cls) -> trustme.CA:
        return trustme.CA()

    @pytest.fixture
    def trusted(
        self, authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The computer trusts the authority, as a district's computers trust its own."""
        authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))

    def probe(self, certificate: trustme.LeafCert, folder: Path) -> None:
        certificate.private_key_and_cert_chain_pem.write_to_path(str(folder / "server.pem"))
        (folder / "served").mkdir()
        with (
            webdav_servers.wsgidav(folder / "served", certificate=folder / "server.pem") as server,
            closing(connect(server.place())) as remote,
        ):
            remote.probe()
            remote.put("heads/a.flb", b"x")
            assert remote.get("heads/a.flb") == b"x"

    @pytest.mark.usefixtures("trusted")
    def test_what_the_computer_trusts_is_trusted(
        self, authority: trustme.CA, tmp_path: Path
    ) -> None:
        self.probe(authority.issue_cert("127.0.0.1"), tmp_path)

    def test_another_authority_is_not(self, authority: trustme.CA, tmp_path: Path) -> None:
        with pytest.raises(RemoteRefuses, match="does not trust the certificate"):
            self.probe(authority.issue_cert("127.0.0.1"), tmp_path)

    @pytest.mark.usefixtures("trusted")
    def test_a_certificate_of_another_server_is_refused(
        self, authority: trustme.CA, tmp_path: Path
    ) -> None:
        with pytest.raises(RemoteRefuses, match="not that of"):
            self.probe(authority.issue_cert("login.example.org"), tmp_path)

    @pytest.mark.usefixtures("trusted")
    def test_one_that_has_run_out_is_refused(self, authority: trustme.CA, tmp_path: Path) -> None:
        ended = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
        with pytest.raises(RemoteRefuses, match="out of date"):
            self.probe(authority.issue_cert("127.0.0.1", not_after=ended), tmp_path)

    def test_a_server_that_speaks_in_the_clear_gets_nothing(
        self, address: Address, gateway: Gateway
    ) -> None:
        clear = Address(address.url.replace("webdav+http:", "webdav+https:"), address.keys)
        with closing(connect(clear)) as remote, pytest.raises((RemoteWrong, RemoteAway)):
            remote.probe()
        assert gateway.requests == []


class TestTheSystemsProxy:
    def test_it_is_used_and_told_when_it_fails(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with faulty(1) as proxy:  # which answers nothing but what it is told to
            monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{proxy.port}")
            for status, error in ((407, RemoteRefuses), (503, RemoteAway)):
                proxy.script(Fault("CONNECT", answers(status)))
                remote = WebDavRemote("webdav+https://cloud.example.org/dav")
                with closing(remote), pytest.raises(error, match="proxy"):
                    remote.probe()
                assert proxy.requests == [("CONNECT", "cloud.example.org:443")]

    def test_one_that_cannot_be_used_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for proxy in ("socks5://127.0.0.1:1", "gopher://127.0.0.1:1"):
            monkeypatch.setenv("HTTPS_PROXY", proxy)
            remote = WebDavRemote("webdav+https://cloud.example.org/dav")
            with closing(remote), pytest.raises(RemoteRefuses, match="proxy"):
                remote.probe()

    def test_this_computer_is_never_asked_through_it(
        self, address: Address, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, "http://127.0.0.1:1")
        with closing(connect(address)) as remote:
            remote.probe()
