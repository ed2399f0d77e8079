"""A folder on a WebDAV server (RFC 4918): Nextcloud, ownCloud, Apache, many school servers.

A file is put under another name and then moved to its own with `Overwrite: F`, so nobody reads half
of one and nothing is replaced: two requests. Reading and listing are one request each. What became
of a move whose answer was lost is looked up before anything is said of it.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from liaison_app.remotes import names, webdav_listing, webdav_making, webdav_trouble
from liaison_app.remotes.protocol import MOST_BYTES, Entry, Missing, refuse_too_many
from liaison_app.remotes.webdav_http import GONE, Answer, Connection
from liaison_app.remotes.webdav_putting import Putting
from liaison_app.sources import SystemRandom

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison_app.remotes.addresses import Address

_NOT_THERE = frozenset({404, 409, 410})
_MOST_LISTING = 16 * 1024 * 1024
_PROPFIND_HEADERS = {"Content-Type": "application/xml; charset=utf-8"}
_RANGE = re.compile(r"bytes (\d{1,18})-(\d{1,18})/(\d{1,18}|\*)")


def connect(address: Address, *, timeout: float) -> WebDavRemote:
    """Give the remote of an address; nothing is asked of the server yet.

    Raises:
        InvalidValue: the address is none of a WebDAV place.
    """
    keys = address.keys
    return WebDavRemote(
        address.url, keys.get("user", ""), keys.get("password", ""), timeout=timeout
    )


class WebDavRemote:
    """A WebDAV folder as `protocol.Remote`.

    Args:
        url: webdav+https://server/path, or webdav+http:// on this computer.
        user: name, "" for a place that asks for none.
        password: an app password as a rule.
        timeout: how many seconds to wait for each part of an answer.
        randbytes: names what is being put.
    """

    def __init__(
        self,
        url: str,
        user: str = "",
        password: str = "",
        *,
        timeout: float = 30,
        randbytes: Callable[[int], bytes] | None = None,
    ) -> None:
        self._url = url
        self._connected = partial(Connection, user=user, password=password, timeout=timeout)
        self._server = self._connected(url)
        self._putting = Putting(self._server, self.get, randbytes or SystemRandom().randbytes)

    def close(self) -> None:
        """Let go of the connection."""
        self._server.close()

    def probe(self) -> None:
        """Ask whether the folder is there and lets us in: one request, nothing is written."""
        answer = self._find("", depth="0")
        if answer.status != 207:
            raise self._server.trouble(answer)
        _entries(self._server, answer, "")

    def make(self) -> None:
        """Make the folder if it is not there; see `protocol.Makes`."""
        if self._find("", depth="0").status in _NOT_THERE:
            webdav_making.make(self._url, self._connected)

    def list(self, folder: str) -> list[Entry]:
        """Give the files that lie directly in a folder; none if there is no folder."""
        path = "".join(f"{part}/" for part in names.parts(folder))
        answer = self._find(path, depth="1")
        if answer.status == 500:  # some servers trip over a file that a colleague moves meanwhile
            answer = self._find(path, depth="1")
        if answer.status in GONE:
            return []
        if answer.status != 207:
            raise self._server.trouble(answer)
        found = _entries(self._server, answer, path)
        refuse_too_many(len(found))
        return found

    def get(self, name: str, *, start: int = 0, most: int = MOST_BYTES) -> bytes:
        """Read a file from byte `start` to its end.

        Raises:
            Missing: there is none.
            TooLarge: more than `most` bytes come.
        """
        headers = {"Range": f"bytes={start}-"} if start else {}
        limit = start + most  # for a server that does not know ranges
        answer = self._server.ask("GET", names.checked(name), headers, most=limit)
        if answer.status in GONE:
            raise Missing
        if answer.status == 416 and start:
            return b""  # it ends before that
        if answer.status == 206 and start:
            data = self._from(answer, start)
        elif answer.status == 200 and not webdav_trouble.is_page(answer.headers, answer.body):
            data = answer.body[start:]
        else:
            raise self._server.trouble(answer)
        if len(data) > most:
            raise webdav_trouble.TooMuch(self._server.base)
        return data

    def put(self, name: str, data: bytes) -> None:
        """Write a new file, whole or not at all, making its folders.

        Raises:
            Taken: there is a file of that name.
        """
        self._putting.put(names.checked(name), data)

    def delete(self, name: str) -> None:
        """Remove a file; there need not be one."""
        self._putting.delete(names.checked(name))

    def _find(self, path: str, *, depth: str) -> Answer:
        headers = {**_PROPFIND_HEADERS, "Depth": depth}
        question = webdav_listing.QUESTION
        return self._server.ask("PROPFIND", path, headers, question, most=_MOST_LISTING)

    def _from(self, answer: Answer, start: int) -> bytes:
        found = _RANGE.fullmatch(answer.headers.get("content-range", "").strip())
        if found is None or int(found[1]) != start:
            raise webdav_trouble.wrong(self._server.base)
        if found[3] != "*" and int(found[3]) != int(found[2]) + 1:  # not to the end
            raise webdav_trouble.wrong(self._server.base)
        return answer.body


def _entries(server: Connection, answer: Answer, path: str) -> list[Entry]:
    url = server.url(path)
    try:
        return webdav_listing.entries(answer.body, host=url.host, folder=url.raw_path.decode())
    except webdav_listing.UnreadableListing:
        raise webdav_trouble.wrong(url) from None
