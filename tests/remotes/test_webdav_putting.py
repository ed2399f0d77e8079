"""Putting a file on a WebDAV server whose answers are lost, late, doubled or no's."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from liaison_app.errors import RemoteAway, RemoteFull, RemoteRefuses, RemoteTrouble
from liaison_app.remotes.addresses import Address
from liaison_app.remotes.connecting import connect
from liaison_app.remotes.protocol import Entry, Makes, Missing, Remote, Taken
from tests.remotes import webdav_servers
from tests.remotes.faulty_proxy import (
    ALWAYS,
    Asked,
    Fault,
    Gateway,
    Said,
    answers,
    faulty,
    log_in_page,
    lose_answer,
    lose_request,
    stall_after,
    without,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.remotes.webdav_servers import Server

    Doing = Callable[[Asked, Gateway], Said | None]

NAME = "s/1f/2e/0000000001.flb"
DATA = bytes(range(256)) * 20


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
        yield remote


@pytest.fixture
def place(server: Server, address: Address) -> Path:
    """The place on the server's own disk."""
    return server.folder / address.url.rpartition("/")[2]


def files(place: Path) -> list[str]:
    return sorted(path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file())


def test_a_put_is_two_requests_and_the_first_makes_the_folders(
    remote: Remote, gateway: Gateway
) -> None:
    remote.put(NAME, DATA)
    gateway.script()
    remote.put("s/1f/2e/0000000002.flb", DATA)
    assert gateway.methods == ["PUT", "MOVE"]
    assert gateway.connections == 0  # the one that was there is kept
    assert gateway.size < len(DATA) + 2000


@pytest.mark.parametrize("lost", [lose_request, answers(504), answers(502), answers(200)])
def test_a_move_that_was_done_and_not_told_is_no_failure(
    remote: Remote, gateway: Gateway, place: Path, lost: Doing
) -> None:
    def done_but(asked: Asked, gateway: Gateway) -> Said | None:
        asked.forward()
        return lost(asked, gateway)

    gateway.script(Fault("MOVE", done_but))
    remote.put(NAME, DATA)
    assert remote.get(NAME) == DATA
    assert files(place) == [NAME]


def test_an_answer_that_never_comes_is_looked_up(
    gateway: Gateway, place: Path, address: Address
) -> None:
    with closing(connect(address, timeout=2)) as remote:
        remote.put("s/1f/2e/0000000000.flb", DATA)
        gateway.script(Fault("MOVE", stall_after))
        remote.put(NAME, DATA)
        assert remote.get(NAME) == DATA
    assert files(place) == ["s/1f/2e/0000000000.flb", NAME]


@pytest.mark.parametrize(
    ("fault", "error", "words"),
    [
        (Fault("MKCOL", answers(403), times=ALWAYS), RemoteRefuses, "does not let Liaison make it"),
        (Fault("MKCOL", answers(409), times=ALWAYS), RemoteRefuses, "does not let Liaison make it"),
        (Fault("MKCOL", answers(401), times=ALWAYS), RemoteRefuses, "password"),
        (Fault("MKCOL", answers(507)), RemoteFull, "no room"),
        (Fault("MKCOL", answers(503)), RemoteAway, "busy"),
        (Fault("MKCOL", log_in_page), RemoteAway, "log-in page"),
    ],
)
def test_a_server_that_does_not_make_the_folder_of_a_place_is_told_of_in_words(
    address: Address, gateway: Gateway, fault: Fault, error: type[Exception], words: str
) -> None:
    within = Address(f"{address.url}/liaison", address.keys)
    gateway.script(fault)
    with closing(connect(within)) as remote:
        assert isinstance(remote, Makes)
        with pytest.raises(error, match=words):
            remote.make()


def test_a_gateway_that_sends_the_move_twice_does_not_make_it_taken(
    remote: Remote, gateway: Gateway, place: Path
) -> None:
    def twice(asked: Asked, _gateway: Gateway) -> Said:
        asked.forward()
        return asked.forward()

    gateway.script(Fault("MOVE", twice))
    remote.put(NAME, DATA)
    gateway.script(Fault("MOVE", lambda asked, _: (asked.forward(), Said(412))[1]))
    remote.put("heads/a.flb", DATA)
    assert files(place) == ["heads/a.flb", NAME]


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault("MOVE", lose_request), RemoteAway),
        (Fault("MOVE", answers(503)), RemoteAway),
        (Fault("MOVE", answers(500), times=2), RemoteAway),
        (Fault("MOVE", answers(423), times=ALWAYS), RemoteAway),
        (Fault("MOVE", answers(429)), RemoteAway),
        (Fault("MOVE", answers(507)), RemoteFull),
        (Fault("MOVE", answers(409)), RemoteRefuses),
        (Fault("MOVE", log_in_page), RemoteAway),
        (Fault("PUT", lose_answer), RemoteAway),
        (Fault("PUT", lose_answer, skip=1), RemoteAway),  # and the folder was there
        (Fault("PUT", lose_request), RemoteAway),
        (Fault("PUT", answers(507)), RemoteFull),
        (Fault("PUT", answers(413)), RemoteRefuses),
        (Fault("PUT", answers(403)), RemoteRefuses),
        (Fault("PUT", log_in_page), RemoteAway),
        (Fault("MKCOL", answers(403), times=ALWAYS), RemoteRefuses),
        (Fault("MKCOL", answers(507)), RemoteFull),
        (Fault("MKCOL", log_in_page), RemoteAway),
    ],
)
def test_a_put_that_fails_says_why_leaves_nothing_and_can_be_done_again(
    remote: Remote,
    gateway: Gateway,
    place: Path,
    fault: Fault,
    error: type[RemoteTrouble],
) -> None:
    gateway.script(fault)
    with pytest.raises(error):
        remote.put(NAME, DATA)
    assert files(place) == []
    gateway.script()
    remote.put(NAME, DATA)
    assert remote.get(NAME) == DATA
    assert files(place) == [NAME]


def test_a_colleagues_request_that_holds_the_lock_is_waited_for(
    remote: Remote, gateway: Gateway
) -> None:
    gateway.script(Fault("MOVE", answers(423), times=2), Fault("PUT", answers(423)))
    remote.put(NAME, DATA)
    assert remote.get(NAME) == DATA


def test_a_name_that_is_taken_when_the_answer_is_lost_is_taken(
    remote: Remote, gateway: Gateway, place: Path
) -> None:
    remote.put(NAME, b"of somebody else" * 500)
    gateway.script(Fault("MOVE", lose_request))
    with pytest.raises(Taken):
        remote.put(NAME, DATA)
    assert files(place) == [NAME]


@pytest.mark.parametrize("times", [1, 2, ALWAYS])
@pytest.mark.parametrize("status", [0, 403])
def test_a_folder_that_a_colleague_makes_meanwhile_is_no_trouble(
    remote: Remote, gateway: Gateway, status: int, times: int
) -> None:
    def overtaken(asked: Asked, _gateway: Gateway) -> Said:
        made = asked.forward().status == 201
        return Said(status) if made and status else asked.forward()

    gateway.script(Fault("MKCOL", overtaken, times=times))
    remote.put(NAME, DATA)
    assert remote.get(NAME) == DATA


def test_the_place_itself_is_never_made(remote: Remote, place: Path) -> None:
    """It may be a disk of the server that is not there just now."""
    place.rmdir()
    with pytest.raises(RemoteRefuses, match="no such folder"):
        remote.put(NAME, DATA)
    with pytest.raises(RemoteRefuses, match="no such folder"):
        remote.probe()
    assert remote.list("heads") == []


def test_a_server_that_knows_itself_by_another_address_gets_a_path(
    remote: Remote, gateway: Gateway
) -> None:
    """Apache behind a gateway that does the TLS: its own address looks foreign to it."""

    def foreign(asked: Asked, _gateway: Gateway) -> Said:
        return Said(502) if "://" in asked.headers["Destination"] else asked.forward()

    gateway.script(Fault("MOVE", foreign, times=ALWAYS))
    remote.put(NAME, DATA)
    with pytest.raises(Taken):
        remote.put(NAME, b"other")
    assert remote.get(NAME) == DATA
    gateway.script(Fault("MOVE", foreign, times=ALWAYS))
    remote.put("heads/a.flb", DATA)
    assert gateway.methods.count("MOVE") == 1


class TestWhereNothingCanBeMoved:
    @pytest.fixture(params=[403, 405, 501])
    def no_move(self, request: pytest.FixtureRequest) -> Fault:
        return Fault("MOVE", answers(request.param), times=ALWAYS)

    def test_a_file_is_put_at_once_and_read_back(
        self, remote: Remote, gateway: Gateway, place: Path, no_move: Fault
    ) -> None:
        gateway.script(no_move)
        remote.put(NAME, DATA)
        remote.put("heads/a.flb", b"")
        assert gateway.methods.count("MOVE") == 1
        assert remote.get(NAME) == DATA
        assert remote.list("heads") == [Entry("a.flb", 0)]
        assert files(place) == ["heads/a.flb", NAME]

    @pytest.mark.parametrize("ignored", [(), ("If-None-Match",), ("Range",)])
    def test_what_is_there_stays_even_where_the_condition_is_ignored(
        self, remote: Remote, gateway: Gateway, no_move: Fault, ignored: tuple[str, ...]
    ) -> None:
        gateway.script(no_move, Fault(".*", without(*ignored), times=ALWAYS))
        remote.put(NAME, DATA)
        for other in (b"other", DATA, DATA * 2):
            with pytest.raises(Taken):
                remote.put(NAME, other)
        assert remote.get(NAME) == DATA

    def test_who_comes_between_the_look_and_the_put_keeps_the_name(
        self, remote: Remote, gateway: Gateway, no_move: Fault
    ) -> None:
        def overtaken(asked: Asked, _gateway: Gateway) -> Said:
            ours, asked.body = asked.body, b"!" * len(asked.body)
            condition = asked.headers.pop("If-None-Match", None)
            asked.forward()
            asked.body = ours
            if condition:
                asked.headers["If-None-Match"] = condition
            return asked.forward()

        gateway.script(no_move, Fault("PUT", overtaken, path=r"\.flb$"))
        with pytest.raises(Taken):
            remote.put("a.flb", DATA)
        assert remote.get("a.flb") == b"!" * len(DATA)

    def test_an_answer_that_is_lost_is_looked_up(
        self, remote: Remote, gateway: Gateway, no_move: Fault
    ) -> None:
        gateway.script(no_move, Fault("PUT", lose_answer, path=r"\.flb$"))
        remote.put("a.flb", DATA)
        assert remote.get("a.flb") == DATA
        gateway.script(no_move, Fault("PUT", lose_request, path=r"\.flb$"))
        with pytest.raises(RemoteAway):
            remote.put("b.flb", DATA)
        with pytest.raises(Missing):
            remote.get("b.flb")

    def test_a_half_that_was_kept_is_taken_away_again(
        self, remote: Remote, gateway: Gateway, place: Path, no_move: Fault
    ) -> None:
        def half(asked: Asked, _gateway: Gateway) -> Said:
            asked.body = asked.body[: len(asked.body) // 2]
            asked.headers["Content-Length"] = str(len(asked.body))
            return asked.forward()

        gateway.script(no_move, Fault("PUT", half, path=r"\.flb$"))
        with pytest.raises(RemoteAway, match="did not keep"):
            remote.put("a.flb", DATA)
        assert files(place) == []
        remote.put("a.flb", DATA)
        assert remote.get("a.flb") == DATA
