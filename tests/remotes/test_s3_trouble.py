"""What goes wrong with buckets, and how many requests they cost."""

from __future__ import annotations

import re
import socket
import ssl
import threading
from contextlib import closing, suppress
from typing import TYPE_CHECKING

import pytest
import trustme

from liaison_app.errors import (
    InvalidValue,
    RemoteAway,
    RemoteFull,
    RemoteRefuses,
    RemoteTrouble,
    RemoteWrong,
)
from liaison_app.remotes.addresses import Address
from liaison_app.remotes.connecting import connect
from liaison_app.remotes.protocol import Missing, Remote, Taken
from tests.remotes import s3_servers
from tests.remotes.s3_servers import SECRET, Answer, Between, Server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture(scope="module")
def moto() -> Iterator[Server]:
    with s3_servers.moto() as server:
        yield server


@pytest.fixture(scope="module")
def rclone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with s3_servers.rclone(tmp_path_factory.mktemp("buckets")) as server:
        yield server


@pytest.fixture
def server(moto: Server) -> Iterator[Between]:
    with s3_servers.between(moto) as between:
        yield between


@pytest.fixture
def remote(server: Between) -> Iterator[Remote]:
    with closing(connect(server.address, timeout=2)) as remote:
        yield remote


VERBS: dict[str, Callable[[Remote], object]] = {
    "probe": lambda remote: remote.probe(),
    "list": lambda remote: remote.list("heads"),
    "get": lambda remote: remote.get("heads/one.flb"),
    "put": lambda remote: remote.put("heads/one.flb", b"one"),
    "delete": lambda remote: remote.delete("heads/one.flb"),
}


def test_each_verb_is_one_request_and_the_first_put_finds_out_what_the_server_does(
    server: Between, remote: Remote
) -> None:
    def asked(do: Callable[[], object]) -> list[str]:
        server.asked.clear()
        do()
        return [line.partition(" ")[0] for line in server.asked]

    assert asked(remote.probe) == ["GET"]
    assert asked(lambda: remote.put("heads/one.flb", b"one")) == ["HEAD", "PUT", "PUT"]
    assert asked(lambda: remote.put("heads/two.flb", b"two")) == ["PUT"]
    assert asked(lambda: remote.list("heads")) == ["GET"]
    assert asked(lambda: remote.get("heads/one.flb")) == ["GET"]
    assert asked(lambda: remote.get("heads/one.flb", start=1)) == ["GET"]
    assert asked(lambda: remote.delete("heads/one.flb")) == ["DELETE"]
    with pytest.raises(Taken):
        asked(lambda: remote.put("heads/two.flb", b"two again"))
    assert len(server.asked) == 1


def test_five_thousand_files_are_listed_by_a_request_for_each_thousand(moto: Server) -> None:
    with s3_servers.between(moto) as server, closing(connect(server.address)) as remote:
        s3_servers.fill(server.address, "1f", [f"{number:010d}.flb" for number in range(5_000)])
        remote.put("1f/one-more.flb", b"x")
        server.asked.clear()
        assert len({entry.name for entry in remote.list("1f")}) == 5_001
        assert len(server.asked) == 6


def test_a_server_that_passes_over_the_condition_is_asked_first(
    server: Between, remote: Remote
) -> None:
    server.forgets_conditions = True
    remote.put("heads/one.flb", b"one")
    with pytest.raises(Taken):
        remote.put("heads/one.flb", b"two")
    assert remote.get("heads/one.flb") == b"one"
    with closing(connect(server.address, timeout=2)) as another, pytest.raises(Taken):
        another.put("heads/one.flb", b"three")
    assert remote.get("heads/one.flb") == b"one"


def test_a_server_that_does_not_know_the_condition_is_asked_first(
    server: Between, remote: Remote
) -> None:
    def refuse(method: str, path: str) -> Answer | None:
        return Answer(501, "NotImplemented") if path in server.conditions[-1:] else None

    def answer(method: str, path: str) -> Answer | None:
        said = refuse(method, path) if method == "PUT" else None
        server.conditions.clear()
        return said

    server.answer = answer
    remote.put("heads/one.flb", b"one")
    remote.put("heads/two.flb", b"two")
    with pytest.raises(Taken):
        remote.put("heads/one.flb", b"another")
    assert remote.get("heads/one.flb") == b"one"
    assert len(remote.list("heads")) == 2


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize(
    ("answer", "trouble", "words"),
    [
        (Answer(503, "SlowDown"), RemoteAway, "busy"),
        (Answer(500, "InternalError"), RemoteAway, "busy"),
        (Answer(403, "RequestTimeTooSkewed"), RemoteRefuses, "clock is wrong"),
        (Answer(403, "InvalidAccessKeyId"), RemoteRefuses, "access key"),
        (Answer(401), RemoteRefuses, "access key"),
        (Answer(403, "SignatureDoesNotMatch"), RemoteRefuses, "secret key"),
        (Answer(403, "AccessDenied"), RemoteRefuses, "does not let this key"),
        (Answer(404, "NoSuchBucket"), RemoteRefuses, "no bucket of that name"),
        (
            Answer(
                400,
                "AuthorizationHeaderMalformed",
                "<Message>the region 'us-east-1' is wrong; expecting 'eu-west-3'</Message>",
            ),
            RemoteRefuses,
            "in the region “\u2066eu-west-3\u2069”",
        ),
        (Answer(301, "PermanentRedirect"), RemoteRefuses, "another region"),
        (Answer(418, ""), RemoteWrong, "what no S3 server should"),
    ],
    ids=lambda value: getattr(value, "code", None),
)
def test_what_the_server_refuses_is_said_in_plain_words(  # noqa: PLR0917 (pytest passes names)
    server: Between,
    remote: Remote,
    verb: str,
    answer: Answer,
    trouble: type[RemoteTrouble],
    words: str,
) -> None:
    remote.put("heads/zero.flb", b"so that it is known what the server does")
    server.answer = lambda _method, _path: answer
    with pytest.raises(trouble, match=words) as raised:
        VERBS[verb](remote)
    said = f"{raised.value}"
    assert raised.value.__cause__ is None
    assert SECRET not in said
    assert "127.0.0.1" not in said


@pytest.mark.parametrize(
    "answer",
    [
        Answer(507, "XMinioStorageFull"),
        Answer(403, "QuotaExceeded"),
        Answer(400, "XMinioAdminBucketQuotaExceeded"),
    ],
    ids=lambda answer: answer.code,
)
def test_a_full_server_is_told_from_one_that_forbids(
    server: Between, remote: Remote, answer: Answer
) -> None:
    server.answer = lambda method, _path: answer if method == "PUT" else None
    with pytest.raises(RemoteFull, match="no room left"):
        remote.put("heads/one.flb", b"one")
    server.answer = lambda _method, _path: None
    remote.put("heads/one.flb", b"one")
    assert remote.get("heads/one.flb") == b"one"


def test_numbers_in_names_are_no_codes_of_errors(server: Between, remote: Remote) -> None:
    server.answer = lambda _method, _path: Answer(418)
    for name in ("s/1f/503.flb", "s/507/1.flb", "s/416.flb"):
        with pytest.raises(RemoteWrong):
            remote.get(name)


def test_a_slow_down_is_not_met_by_many_tries(server: Between, remote: Remote) -> None:
    server.answer = lambda _method, _path: Answer(503, "SlowDown")
    with pytest.raises(RemoteAway) as raised:
        remote.list("heads")
    assert raised.value.retry_after == 30
    assert len(server.asked) == 3


def test_a_bad_moment_is_passed_over_when_reading(server: Between, remote: Remote) -> None:
    remote.put("heads/one.flb", b"one")
    bad = iter([Answer(500, "InternalError")])
    server.answer = lambda _method, _path: next(bad, None)
    assert remote.get("heads/one.flb") == b"one"


def test_a_put_whose_answer_is_lost_is_away_and_taken_the_next_time(
    server: Between, remote: Remote
) -> None:
    remote.put("heads/zero.flb", b"zero")
    server.answer = lambda _method, _path: Answer(503, "ServiceUnavailable", passed_on=True)
    with pytest.raises(RemoteAway):
        remote.put("heads/one.flb", b"one")
    server.answer = lambda _method, _path: None
    with pytest.raises(Taken):
        remote.put("heads/one.flb", b"one")
    assert remote.get("heads/one.flb") == b"one"


def test_a_connection_cut_in_the_middle_of_a_file_is_away(server: Between, remote: Remote) -> None:
    data = bytes(range(256)) * 4096
    remote.put("a/part.flb", data)
    server.answer = lambda _method, _path: Answer(cut_after=600_000)
    assert remote.get("a/part.flb") == data  # it asks for the rest of itself
    server.answer = lambda _method, _path: Answer(cut_after=1_000)
    with pytest.raises(RemoteAway, match="cannot be reached"):
        remote.get("a/part.flb")
    server.answer = lambda _method, _path: None
    assert remote.get("a/part.flb") == data


def test_a_file_between_folder_and_name_and_what_a_console_puts_are_no_files_of_ours(
    moto: Server,
) -> None:
    place = moto.place("")
    with closing(connect(place, timeout=5)) as remote:
        remote.put("heads/one.flb", b"one")
        bucket = re.sub("s3://|/.*", "", place.url)
        for name in ("heads/", "heads/Thumbs.db", "heads/a%20b"):
            s3_servers.put_by_hand(moto, f"{bucket}/{name}")
        assert [entry.name for entry in remote.list("heads")] == ["one.flb"]


def test_wrong_keys_are_refused_by_a_server_that_looks_at_them(rclone: Server) -> None:
    place = rclone.place()
    for wrong in ({"secret_key": "wrong" * 8}, {"access_key": "AKIAEXAMPLE999999999"}):
        with (
            closing(connect(Address(place.url, {**place.keys, **wrong}), timeout=5)) as remote,
            pytest.raises(RemoteRefuses, match="access key or the secret key"),
        ):
            remote.probe()


def test_a_server_whose_certificate_nobody_vouches_for_is_told_nothing() -> None:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    heard: list[bytes] = []

    def answer(listening: socket.socket) -> None:
        with suppress(OSError):
            while True:
                near, _where = listening.accept()
                with suppress(OSError), context.wrap_socket(near, server_side=True) as safe:
                    heard.append(safe.recv(1000))

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=answer, args=(listening,))
        thread.start()
        endpoint = f"https://localhost:{listening.getsockname()[1]}"
        keys = {**s3_servers.KEYS, "endpoint": endpoint}
        with (
            closing(connect(Address("s3://bucket", keys), timeout=2)) as remote,
            pytest.raises(RemoteRefuses, match="could not prove that it is the right one"),
        ):
            remote.probe()
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()
    assert not any(heard)


def test_a_server_that_is_not_there_is_away_soon(server: Between) -> None:
    keys = {**server.address.keys, "endpoint": "http://127.0.0.1:9"}
    with closing(connect(Address(server.address.url, keys), timeout=2)) as remote:
        for do in VERBS.values():
            with pytest.raises(RemoteAway, match="cannot be reached"):
                do(remote)


def test_variables_of_other_programs_change_nothing(
    moto: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {
        "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
        "AWS_ENDPOINT_URL_S3": "http://127.0.0.1:9",
        "AWS_SESSION_TOKEN": "of somebody else",
        "AWS_ACCESS_KEY_ID": "of somebody else",
        "AWS_SKIP_SIGNATURE": "true",
        "AWS_REGION": "nowhere-1",
    }.items():
        monkeypatch.setenv(name, value)
    with s3_servers.between(moto) as server:
        with closing(connect(server.address, timeout=2)) as remote:
            remote.put("x.flb", b"x")
            assert remote.get("x.flb") == b"x"
        assert all(s3_servers.ACCESS in signed for signed in server.signatures)
        assert all("us-east-1" in signed for signed in server.signatures)
        assert not server.tokens


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"endpoint": "http://s3.example.org"}, "can be read on the way"),
        ({"endpoint": "ftp://s3.example.org"}, "no address of an S3 server"),
        ({"endpoint": "https://"}, "no address of an S3 server"),
        ({"endpoint": "https://s3.example.org:port"}, "no address of an S3 server"),
        ({"endpoint": "https://ana:word@s3.example.org"}, "Leave the user name"),
        ({"region": "us east"}, "no region"),
    ],
)
def test_addresses_that_are_none_or_unsafe_are_refused_at_once(
    keys: dict[str, str], words: str
) -> None:
    opens = {"access_key": "a", "secret_key": "b", **keys}
    with pytest.raises(InvalidValue, match=words):
        connect(Address("s3://bucket/prefix", opens))


def test_missing_is_told_from_a_bucket_that_is_missing(server: Between, remote: Remote) -> None:
    with pytest.raises(Missing):
        remote.get("heads/none.flb")
    nowhere = Address("s3://no-such-bucket", server.address.keys)
    with closing(connect(nowhere, timeout=2)) as other:
        for do in VERBS.values():
            with pytest.raises(RemoteRefuses, match="no bucket of that name"):
                do(other)
