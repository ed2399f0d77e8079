"""A folder on a WebDAV server (RFC 4918): Nextcloud, ownCloud, Apache, many school servers.

A file is put under another name and then moved to its own with `Overwrite: F`, so nobody reads half
of one and nothing is replaced: two requests. Reading and listing are one request each. What became
of a move whose answer was lost is looked up before anything is said of it.
"""

from __future__ import annotations

import re
from time import sleep
from typing import TYPE_CHECKING

from liaison_app.errors import RemoteAway, RemoteTrouble
from liaison_app.remotes import names, webdav_listing, webdav_trouble
from liaison_app.remotes.protocol import MOST_BYTES, Entry, Missing, Taken
from liaison_app.remotes.webdav_http import Answer, Connection, is_ok
from liaison_app.sources import SystemRandom

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison_app.remotes.addresses import Address

_MOST_LISTING = 16 * 1024 * 1024
_TAIL = 1024
_MADE = frozenset({201, 204})
_GONE = frozenset({404, 410})
_NO_PARENT = frozenset({404, 409})
_MOVE_IS_NOT_OFFERED = frozenset({403, 405, 501})
_LOCKED_SECONDS = (0.1, 0.4)  # then it is no request's lock, but a person's
_OTHER_DESTINATION = frozenset({400, 502})
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
        self._server = Connection(url, user, password, timeout=timeout)
        self._randbytes = randbytes or SystemRandom().randbytes
        self._moves = True
        self._knows_itself = True

    def close(self) -> None:
        """Let go of the connection."""
        self._server.close()

    def probe(self) -> None:
        """Ask whether the folder is there and lets us in: one request, nothing is written."""
        answer = self._find("", depth="0")
        if answer.status != 207:
            raise self._server.trouble(answer)
        _entries(self._server, answer, "")

    def list(self, folder: str) -> list[Entry]:
        """Give the files that lie directly in a folder; none if there is no folder."""
        path = "".join(f"{part}/" for part in names.parts(folder))
        answer = self._find(path, depth="1")
        if answer.status in _GONE:
            return []
        if answer.status != 207:
            raise self._server.trouble(answer)
        return _entries(self._server, answer, path)

    def get(self, name: str, *, start: int = 0, most: int = MOST_BYTES) -> bytes:
        """Read a file from byte `start` to its end.

        Raises:
            Missing: there is none.
            RemoteWrong: more than `most` bytes come.
        """
        headers = {"Range": f"bytes={start}-"} if start else {}
        limit = start + most  # for a server that does not know ranges
        answer = self._server.ask("GET", names.checked(name), headers, most=limit)
        if answer.status in _GONE:
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
        path = names.checked(name)
        if self._moves:
            part = f"{path}{webdav_listing.PART_MARK}{self._randbytes(6).hex()}"
            self._put_part(part, data)
            if self._move(part, path, data):
                return
            self._moves = False
        self._put_at_once(path, data)

    def delete(self, name: str) -> None:
        """Remove a file; there need not be one."""
        self._delete(names.checked(name))

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

    def _change(
        self, method: str, path: str, headers: dict[str, str] | None = None, body: bytes = b""
    ) -> Answer:
        """Ask for a change; again if a colleague's request holds its lock just now."""
        answer = self._server.ask(method, path, headers, body)
        for wait in _LOCKED_SECONDS:
            if answer.status != 423:
                break
            sleep(wait)
            answer = self._server.ask(method, path, headers, body)
        return answer

    def _put_part(self, part: str, data: bytes) -> None:
        try:
            answer = self._upload(part, data)
        except webdav_trouble.AnswerLost:
            self._forget(part)
            raise
        if not _stored(answer):
            if answer.status >= 500:
                self._forget(part)
            raise self._server.trouble(answer)

    def _upload(self, path: str, data: bytes, headers: dict[str, str] | None = None) -> Answer:
        """PUT, making the folders if they turn out to be missing."""
        headers = {"Content-Type": "application/octet-stream", **(headers or {})}
        answer = self._change("PUT", path, headers, data)
        if answer.status in _NO_PARENT:
            self._make_folder(path.rpartition("/")[0])
            answer = self._change("PUT", path, headers, data)
        return answer

    def _make_folder(self, folder: str) -> None:
        """Make a folder inside the place, but never the place itself: it may be one gone astray."""
        if not folder:
            return
        answer = self._change("MKCOL", f"{folder}/")
        if answer.status in _NO_PARENT and "/" in folder:
            self._make_folder(folder.rpartition("/")[0])
            answer = self._change("MKCOL", f"{folder}/")
        if answer.status not in {201, 405}:  # 405: a colleague made it just now
            raise self._server.trouble(answer)

    def _move(self, part: str, path: str, data: bytes) -> bool:
        """Give the part its own name; False if this server does not do that.

        Raises:
            Taken: there is a file of that name.
        """
        try:
            answer = self._ask_to_move(part, path)
        except webdav_trouble.AnswerLost as lost:
            self._settle(part, path, data, lost)
            return True
        except RemoteTrouble:
            self._forget(part)
            raise
        if answer.status in _MADE:
            return True
        if answer.status in _MOVE_IS_NOT_OFFERED:
            self._forget(part)
            return False
        if answer.status == 412:
            # Where the part is gone, a gateway sent the move twice and the first one was ours.
            if not (self._forget(part) and self._is_at(path, data)):
                raise Taken
            return True
        trouble = self._server.trouble(answer)
        self._settle(part, path, data, trouble)
        return True

    def _ask_to_move(self, part: str, path: str) -> Answer:
        """MOVE; a server behind a gateway may know itself by another scheme or port.

        It takes its own address for a foreign one then (Apache: 502), but understands a mere path.
        """
        url = self._server.url(path)
        whole, bare = str(url), url.raw_path.decode("ascii")
        headers = {"Destination": whole if self._knows_itself else bare, "Overwrite": "F"}
        answer = self._change("MOVE", part, headers)
        if answer.status in _OTHER_DESTINATION and self._knows_itself:
            again = self._change("MOVE", part, {**headers, "Destination": bare})
            if again.status in _MADE | {412}:
                self._knows_itself = False
                return again
        return answer

    def _settle(self, part: str, path: str, data: bytes, trouble: Exception) -> None:
        """See what became of a move that was not clearly answered.

        Raises:
            Taken: another file has the name.
            Exception: `trouble`, where no file has it.
        """
        try:
            ours = self._is_at(path, data)
        except Missing:
            self._forget(part)
            raise trouble from None
        if not ours:
            self._forget(part)
            raise Taken

    def _is_at(self, path: str, data: bytes) -> bool:
        """Compare length and last bytes: what is sealed ends like nothing else.

        Raises:
            Missing: there is no such file.
        """
        start = max(0, len(data) - _TAIL)
        try:
            return self.get(path, start=start, most=_TAIL) == data[start:]
        except webdav_trouble.TooMuch:
            return False

    def _put_at_once(self, path: str, data: bytes) -> None:
        """Put under the name itself, where a server cannot move, and read back what it kept."""
        try:
            self._is_at(path, data)
        except Missing:
            pass
        else:
            raise Taken
        trouble: Exception = webdav_trouble.not_kept(self._server.base)
        try:
            answer = self._upload(path, data, {"If-None-Match": "*"})
        except RemoteAway as away:
            trouble = away
        else:
            if answer.status == 412:
                raise Taken
            if not is_ok(answer.status):
                trouble = self._server.trouble(answer)
        self._keep_whole(path, data, trouble)

    def _keep_whole(self, path: str, data: bytes, trouble: Exception) -> None:
        try:
            if self._is_at(path, data):
                return
            kept = self.get(path)
        except Missing:
            raise trouble from None
        if not data.startswith(kept):
            raise Taken
        self._delete(path)  # half of ours: nobody may take it for the whole
        raise trouble

    def _forget(self, part: str) -> bool:
        """Remove a part if that can be done now; tells whether it was gone already."""
        try:
            return self._delete(part) in _GONE
        except RemoteTrouble:
            return False

    def _delete(self, path: str) -> int:
        answer = self._change("DELETE", path)
        page = answer.status == 200 and webdav_trouble.is_page(answer.headers, answer.body)
        if page or answer.status not in {200, 202, 204, *_GONE}:
            raise self._server.trouble(answer)
        return answer.status


def _stored(answer: Answer) -> bool:
    """Tell a server's "stored" from a log-in page, which says 200 to everything."""
    return answer.status in _MADE or (
        answer.status == 200 and not webdav_trouble.is_page(answer.headers, answer.body)
    )


def _entries(server: Connection, answer: Answer, path: str) -> list[Entry]:
    url = server.url(path)
    try:
        return webdav_listing.entries(answer.body, host=url.host, folder=url.raw_path.decode())
    except webdav_listing.UnreadableListing:
        raise webdav_trouble.wrong(url) from None
