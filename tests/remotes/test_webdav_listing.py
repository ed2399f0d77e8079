"""The listing of a WebDAV folder as servers write it, and as nobody should."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from liaison_app.errors import RemoteWrong
from liaison_app.remotes.protocol import Entry
from liaison_app.remotes.webdav import WebDavRemote
from tests.remotes.faulty_proxy import Fault, Gateway, Said, answers, faulty

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FOLDER = "/our%20place/heads/"


@pytest.fixture(scope="module")
def gateway() -> Iterator[Gateway]:
    with faulty(1) as gateway:  # all answers are the tests' own
        yield gateway


@pytest.fixture
def remote(gateway: Gateway) -> Iterator[WebDavRemote]:
    with closing(WebDavRemote(f"webdav+http://127.0.0.1:{gateway.port}/our place")) as remote:
        yield remote


@pytest.fixture
def listed(remote: WebDavRemote, gateway: Gateway) -> Callable[[bytes], list[Entry]]:
    """List a folder of which the server says this."""

    def listed(body: bytes) -> list[Entry]:
        gateway.script(Fault("PROPFIND", answers(207, body, content_type="text/xml")))
        return remote.list("heads")

    return listed


@pytest.fixture
def of(listed: Callable[[bytes], list[Entry]]) -> Callable[..., list[Entry]]:
    """List a folder that has these addresses; `$` is its own."""

    def of(*hrefs: str, prop: str = "<D:getcontentlength>5</D:getcontentlength>") -> list[Entry]:
        parts = [
            f"<D:response><D:href>{href.replace('$', FOLDER)}</D:href><D:propstat><D:prop>"
            f"{prop}</D:prop></D:propstat></D:response>"
            for href in hrefs
        ]
        return listed(f'<D:multistatus xmlns:D="DAV:">{"".join(parts)}</D:multistatus>'.encode())

    return of


def test_names_come_however_the_server_writes_them(
    of: Callable[..., list[Entry]], gateway: Gateway
) -> None:
    for href in (
        "$a.flb",
        f"http://127.0.0.1:{gateway.port}$a.flb",
        "https://127.0.0.1$a.flb",  # behind what does its TLS it may think so
        "\n  $%61%2Eflb  ",
        "$a.flb?x#y",
    ):
        assert of(href) == [Entry("a.flb", 5)]


def test_what_is_no_file_of_the_folder_is_left_out(of: Callable[..., list[Entry]]) -> None:
    assert (
        of(
            "$",
            "$.",
            "$..",
            "$../a.flb",
            "$deeper/a.flb",
            "$deeper%2Fa.flb",
            "$%2e%2e",
            "$A.flb",
            "$a.flb.part-0123456789ab",
            "$" + "a" * 81,
            "$a%00.flb",
            "$é.flb",
            "http://example.org$a.flb",
            "/etc/passwd",
            "",
            "mailto:x",
            "http://[",
        )
        == []
    )


def test_folders_in_it_are_left_out(of: Callable[..., list[Entry]]) -> None:
    folder = "<D:resourcetype><D:collection/></D:resourcetype>"
    assert of("$", "$deeper", "$further/", prop=folder) == []


def test_a_place_may_be_the_whole_server(gateway: Gateway) -> None:
    elsewhere = "<response><href>http://example.org/x.flb</href></response>"
    unnamed = "<response><href/></response>"
    itself = "<response><href>/</href></response><response><href>/a.flb</href></response>"
    bodies = [
        f'<multistatus xmlns="DAV:">{elsewhere}{unnamed}{more}</multistatus>'.encode()
        for more in ("", itself)
    ]
    gateway.script(*(Fault("PROPFIND", answers(207, body)) for body in bodies))
    with closing(WebDavRemote(f"webdav+http://127.0.0.1:{gateway.port}")) as remote:
        with pytest.raises(RemoteWrong):
            remote.list("")
        assert remote.list("") == [Entry("a.flb", -1)]


def test_a_size_that_makes_no_sense_is_unknown(of: Callable[..., list[Entry]]) -> None:
    for size in ("", "-5", "five", "٥", "1e3"):
        prop = f"<D:getcontentlength>{size}</D:getcontentlength>"
        assert of("$a.flb", prop=prop) == [Entry("a.flb", -1)]
    assert of("$a.flb", prop="") == [Entry("a.flb", -1)]


def test_a_listing_that_repeats_itself_is_given_as_it_is(of: Callable[..., list[Entry]]) -> None:
    assert of("$a.flb", "$a.flb") == [Entry("a.flb", 5)] * 2


def test_one_that_says_nothing_of_the_folder_is_wrong_not_empty(
    of: Callable[..., list[Entry]],
) -> None:
    for hrefs in ((), ("/elsewhere/",), ("http://example.org$", "http://example.org$a.flb")):
        with pytest.raises(RemoteWrong):
            of(*hrefs)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no XML at all",
        b"<html>",
        b'<D:multistatus xmlns:D="DAV:"><D:response><D:href>/a',
        b'<?xml version="1.0" encoding="no-such"?><a/>',
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b'<!DOCTYPE a><a xmlns="DAV:"><response><href>/our%20place/heads/</href></response></a>',
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><l>&b;</l>',
        b"<a>" * 100_000,
        b"\xff\xfe\x00<",
    ],
)
def test_a_broken_or_hostile_body_is_wrong(
    listed: Callable[[bytes], list[Entry]], body: bytes
) -> None:
    with pytest.raises(RemoteWrong):
        listed(body)


@pytest.mark.parametrize("length", [None, -1])
def test_an_endless_one_is_not_read(
    remote: WebDavRemote, gateway: Gateway, length: int | None
) -> None:
    endless = Said(207, {}, b"<a/>" + b" " * (17 * 1024 * 1024), length)
    gateway.script(Fault("PROPFIND", lambda _asked, _gateway: endless))
    with pytest.raises(RemoteWrong, match="more than was asked"):
        remote.list("heads")
