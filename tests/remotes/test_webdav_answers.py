"""Listing and reading from a WebDAV server that is busy, broken, hostile, or no such server."""

from __future__ import annotations

import gzip
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from liaison_app.errors import RemoteAway, RemoteFull, RemoteRefuses, RemoteTrouble, RemoteWrong
from liaison_app.remotes.connecting import connect
from liaison_app.remotes.protocol import Entry, Missing, Remote
from tests.remotes import webdav_servers
from tests.remotes.faulty_proxy import (
    ALWAYS,
    Asked,
    Fault,
    Gateway,
    Said,
    answers,
    cut,
    faulty,
    log_in_page,
    lose_answer,
    lose_request,
    rewritten,
    stall,
    without,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from liaison_app.remotes.addresses import Address
    from tests.remotes.webdav_servers import Server

    Verb = Callable[[Remote], object]

DATA = bytes(range(256)) * 20
XML = {"Content-Type": "application/xml"}
VERBS: list[Verb] = [
    lambda remote: remote.probe(),
    lambda remote: remote.list("heads"),
    lambda remote: remote.get("heads/a.flb"),
    lambda remote: remote.delete("heads/a.flb"),
]
_TIMES = {423: 3, 500: 2}  # as often as a verb asks again at once
ONLY_OF_THE_SERVER = "SECRETLY"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with webdav_servers.wsgidav(tmp_path_factory.mktemp("wsgidav")) as server:
        yield server


@pytest.fixture(scope="module")
def gateway(server: Server) -> Iterator[Gateway]:
    with faulty(server.port) as gateway:
        yield gateway


@pytest.fixture
def address(server: Server, gateway: Gateway) -> Address:
    gateway.script()
    return gateway.before(server.place())


@pytest.fixture
def remote(address: Address) -> Iterator[Remote]:
    with closing(connect(address)) as remote:
        remote.put("heads/a.flb", DATA)
        yield remote


def test_looking_for_news_of_ten_laptops_is_one_small_request(
    remote: Remote, gateway: Gateway
) -> None:
    for number in range(9):
        remote.put(f"heads/{number}f3a9c1d2e4b5a6f7.1-0000000042.flb", DATA)
    gateway.script()
    assert len(remote.list("heads")) == 10
    assert gateway.methods == ["PROPFIND"]
    assert gateway.size < 6_000
    gateway.script()
    remote.get("heads/a.flb")
    remote.probe()
    assert gateway.methods == ["GET", "PROPFIND"]
    assert gateway.connections == 0


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize(
    ("status", "error"),
    [
        (301, RemoteWrong),
        (400, RemoteWrong),
        (401, RemoteRefuses),
        (403, RemoteRefuses),
        (405, RemoteWrong),
        (407, RemoteRefuses),
        (408, RemoteAway),
        (409, RemoteRefuses),
        (412, RemoteWrong),
        (418, RemoteWrong),
        (423, RemoteAway),
        (429, RemoteAway),
        (500, RemoteAway),
        (501, RemoteWrong),
        (502, RemoteAway),
        (503, RemoteAway),
        (504, RemoteAway),
        (507, RemoteFull),
        (511, RemoteAway),
        (599, RemoteWrong),
        (206, RemoteWrong),
    ],
)
def test_each_refusal_is_said_in_our_words_and_the_connection_serves_on(
    remote: Remote, gateway: Gateway, verb: Verb, status: int, error: type[RemoteTrouble]
) -> None:
    body = f"<p>{ONLY_OF_THE_SERVER}</p>".encode() * 50
    fault = answers(status, body, x_reason=ONLY_OF_THE_SERVER, content_type="text/html")
    if status == 206:
        fault = answers(status, b"x")
    gateway.script(Fault(".*", fault, times=_TIMES.get(status, 1)))
    with pytest.raises(RemoteTrouble) as trouble:
        verb(remote)
    assert type(trouble.value) is error
    assert ONLY_OF_THE_SERVER not in str(trouble.value)
    assert webdav_servers.PASSWORD not in str(trouble.value)
    assert isinstance(trouble.value, RemoteAway) is (error is RemoteAway)
    gateway.script()
    remote.probe()
    assert gateway.connections == 0


@pytest.mark.parametrize(
    ("after", "seconds"),
    [
        ("120", 120),
        ("0", 0),
        ("-5", 60),
        ("99999999999999999999", 86_400),
        ("Sun, 06 Nov 1994 08:49:37 GMT", 37),
        ("Sun, 06 Nov 1994 08:48:00 GMT", 0),
        ("Tue, 06 Nov 2094 08:48:00 GMT", 86_400),
        ("soon", 60),
        ("", 0),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_when_to_come_back_is_counted_from_the_servers_own_clock(
    remote: Remote, gateway: Gateway, after: str, seconds: int, status: int
) -> None:
    date = "Sun, 06 Nov 1994 08:49:00 GMT"
    gateway.script(Fault(".*", answers(status, retry_after=after, date=date)))
    with pytest.raises(RemoteAway) as away:
        remote.list("heads")
    assert away.value.retry_after == seconds


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("fault", [lose_request, lose_answer, log_in_page])
def test_what_breaks_off_or_asks_to_log_in_first_is_away(
    remote: Remote, gateway: Gateway, verb: Verb, fault: Callable[..., Said | None]
) -> None:
    gateway.script(Fault(".*", fault))
    with pytest.raises(RemoteAway, match="log-in page" if fault is log_in_page else "broke off"):
        verb(remote)
    remote.probe()


def test_what_never_answers_is_away(gateway: Gateway, address: Address) -> None:
    gateway.script(Fault("PROPFIND", stall))
    with closing(connect(address, timeout=0.5)) as remote, pytest.raises(RemoteAway, match="time"):
        remote.probe()


def test_a_server_that_is_switched_off_is_away(server: Server, address: Address) -> None:
    with faulty(server.port) as gone:
        there = gone.before(server.place())
    for verb in VERBS:
        with closing(connect(there)) as remote, pytest.raises(RemoteAway, match="reached"):
            verb(remote)


@pytest.mark.parametrize("verb", VERBS)
def test_nothing_follows_a_redirect(remote: Remote, gateway: Gateway, verb: Verb) -> None:
    for there in ("https://login.example.org/", "http://127.0.0.1:1/", "//example.org/a"):
        gateway.script(Fault(".*", answers(302, location=there)))
        with pytest.raises(RemoteAway, match="sends us on") as away:
            verb(remote)
        assert "example" not in str(away.value)
        assert len(gateway.requests) == 1
    gateway.script(Fault(".*", answers(308, location="/remote.php/dav/files/ana/")))
    with pytest.raises(RemoteRefuses, match=r"/remote\.php/dav/files/ana/"):
        verb(remote)
    gateway.script(Fault(".*", answers(308, location="/log/in?then=x<b>")))
    with pytest.raises(RemoteWrong):
        verb(remote)
    assert len(gateway.requests) == 1


class TestListing:
    def test_one_cut_short_by_a_file_that_vanished_counts_as_far_as_it_goes(
        self, remote: Remote, gateway: Gateway
    ) -> None:
        def failed(said: Said) -> Said:
            return Said(said.status, said.headers, said.body.rstrip() + b"Internal Server Error")

        gateway.script(Fault("PROPFIND", rewritten(failed)))
        assert remote.list("heads") == [Entry("a.flb", len(DATA))]

    def test_a_server_that_trips_over_a_file_being_moved_is_asked_again(
        self, remote: Remote, gateway: Gateway
    ) -> None:
        gateway.script(Fault("PROPFIND", answers(500)))
        assert remote.list("heads") == [Entry("a.flb", len(DATA))]

    def test_one_that_breaks_off_is_away_not_shorter(
        self, remote: Remote, gateway: Gateway
    ) -> None:
        gateway.script(Fault("PROPFIND", cut))
        with pytest.raises(RemoteAway, match="broke off"):
            remote.list("heads")


class TestReading:
    def test_a_server_that_knows_no_ranges_gives_the_same(
        self, remote: Remote, gateway: Gateway
    ) -> None:
        gateway.script(Fault("GET", without("Range"), times=ALWAYS))
        assert remote.get("heads/a.flb", start=100) == DATA[100:]
        assert remote.get("heads/a.flb", start=len(DATA) + 5) == b""
        assert remote.get("heads/a.flb", start=5000, most=120) == DATA[5000:]
        with pytest.raises(RemoteWrong):
            remote.get("heads/a.flb", start=5000, most=119)

    @pytest.mark.parametrize(
        "said", ["bytes 0-5119/5120", "bytes 100-200/5120", "100-5119/5120", "", "bytes x-y/z"]
    )
    def test_another_range_than_the_one_asked_for_is_wrong(
        self, remote: Remote, gateway: Gateway, said: str
    ) -> None:
        gateway.script(Fault("GET", answers(206, DATA[100:], content_range=said)))
        with pytest.raises(RemoteWrong):
            remote.get("heads/a.flb", start=100)

    def test_a_body_that_breaks_off_is_away_and_is_no_shorter_file(
        self, remote: Remote, gateway: Gateway
    ) -> None:
        gateway.script(Fault("GET", cut, times=2))
        for start in (0, 10):
            with pytest.raises(RemoteAway, match="broke off"):
                remote.get("heads/a.flb", start=start)

    @pytest.mark.parametrize("encoding", ["gzip", "br", "deflate", "identity, gzip"])
    def test_what_is_packed_is_not_unpacked(
        self, remote: Remote, gateway: Gateway, encoding: str
    ) -> None:
        bomb = gzip.compress(bytes(30 * 1024 * 1024))
        gateway.script(Fault(".*", answers(200, bomb, content_encoding=encoding)))
        with pytest.raises(RemoteWrong):
            remote.get("heads/a.flb")

    def test_nothing_asks_for_packing(self, remote: Remote, gateway: Gateway) -> None:
        asked = []

        def listen(was: Asked, _gateway: Gateway) -> Said:
            asked.append(was.headers["Accept-Encoding"])
            return was.forward()

        gateway.script(Fault(".*", listen))
        remote.get("heads/a.flb")
        assert asked == ["identity"]

    @pytest.mark.parametrize("length", [None, -1])
    def test_more_than_is_wanted_is_not_read(
        self, remote: Remote, gateway: Gateway, length: int | None
    ) -> None:
        endless = Said(200, {}, bytes(5_000_000), length)
        gateway.script(Fault("GET", lambda _asked, _gateway: endless))
        with pytest.raises(RemoteWrong, match="more than was asked"):
            remote.get("heads/a.flb", most=1000)

    def test_a_log_in_page_is_told_even_where_it_is_longer_than_the_file(
        self, remote: Remote, gateway: Gateway
    ) -> None:
        page = b"\xef\xbb\xbf\n <html>" + b" " * 100_000
        gateway.script(Fault("GET", answers(200, page, content_type="text/html"), times=2))
        for most in (1000, 1_000_000):
            with pytest.raises(RemoteAway, match="log-in page"):
                remote.get("heads/a.flb", most=most)

    def test_a_server_that_takes_our_files_for_web_pages_is_believed_the_bytes(
        self, remote: Remote, gateway: Gateway
    ) -> None:
        gateway.script(Fault("GET", answers(200, DATA, content_type="text/html")))
        assert remote.get("heads/a.flb") == DATA

    def test_what_is_gone_for_good_is_missing_too(self, remote: Remote, gateway: Gateway) -> None:
        gateway.script(Fault("GET", answers(410)), Fault("DELETE", answers(410)))
        with pytest.raises(Missing):
            remote.get("heads/a.flb")
        remote.delete("heads/a.flb")
