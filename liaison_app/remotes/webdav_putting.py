"""Putting a file on a WebDAV server: under another name first, then moved to its own.

`Overwrite: F` keeps what is there. Where a server does not move, a file is put at once under the
condition that none is there, and read back. An answer that is lost says nothing: what became of the
request is looked up before anybody is told that it failed, or that the name is taken.
"""

from __future__ import annotations

from time import sleep
from typing import TYPE_CHECKING, Protocol

from liaison_app.errors import RemoteAway, RemoteTrouble
from liaison_app.remotes import webdav_trouble
from liaison_app.remotes.protocol import Missing, Taken
from liaison_app.remotes.webdav_http import GONE, Answer, Connection, is_ok
from liaison_app.remotes.webdav_listing import PART_MARK

if TYPE_CHECKING:
    from collections.abc import Callable

_TAIL = 1024
_MADE = frozenset({201, 204})
_NO_PARENT = frozenset({404, 409})
_MOVE_IS_NOT_OFFERED = frozenset({403, 405, 501})
_OTHER_DESTINATION = frozenset({400, 502})
_LOCKED_SECONDS = (0.1, 0.4)  # after that it is no request's lock, but a person's


class _Get(Protocol):
    def __call__(self, name: str, *, start: int = 0, most: int = ...) -> bytes: ...


class Putting:
    """Puts files on one server, and remembers what it cannot do.

    Args:
        server: the connection to it.
        get: reads a file, as `protocol.Remote.get`.
        randbytes: names what is being put.
    """

    def __init__(self, server: Connection, get: _Get, randbytes: Callable[[int], bytes]) -> None:
        self._server = server
        self._get = get
        self._randbytes = randbytes
        self._moves = True
        self._knows_itself = True

    def put(self, path: str, data: bytes) -> None:
        """Write a new file, whole or not at all, making its folders.

        Raises:
            Taken: there is a file of that name.
        """
        if self._moves:
            part = f"{path}{PART_MARK}{self._randbytes(6).hex()}"
            self._put_part(part, data)
            if self._move(part, path, data):
                return
            self._moves = False
        self._put_at_once(path, data)

    def delete(self, path: str) -> bool:
        """Remove a file; tells whether there was none."""
        answer = self._change("DELETE", path)
        page = answer.status == 200 and webdav_trouble.is_page(answer.headers, answer.body)
        if page or answer.status not in {200, 202, 204, *GONE}:
            raise self._server.trouble(answer)
        return answer.status in GONE

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
        answer = self._ask_for_folder(folder)
        if answer.status in _NO_PARENT and "/" in folder:
            self._make_folder(folder.rpartition("/")[0])
            answer = self._ask_for_folder(folder)
        if answer.status not in {201, 405}:  # 405: a colleague made it just now
            raise self._server.trouble(answer)

    def _ask_for_folder(self, folder: str) -> Answer:
        """MKCOL; where a colleague was faster by a hair Apache says 403, WsgiDAV 500, then 405."""
        answer = self._change("MKCOL", f"{folder}/")
        once_more = answer.status in {403, 500}
        return self._change("MKCOL", f"{folder}/") if once_more else answer

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
        if answer.status == 412 and not self._forget(part):
            raise Taken  # else the part is gone: a gateway sent the move twice, and one was done
        self._settle(part, path, data, self._server.trouble(answer))
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
            return self._get(path, start=start, most=_TAIL) == data[start:]
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
            kept = self._get(path)
        except Missing:
            raise trouble from None
        if not data.startswith(kept):
            raise Taken
        self.delete(path)  # half of ours: nobody may take it for the whole
        raise trouble

    def _forget(self, part: str) -> bool:
        """Remove a part if that can be done now; tells whether it was gone already."""
        try:
            return self.delete(part)
        except RemoteTrouble:
            return False


def _stored(answer: Answer) -> bool:
    """Tell a server's "stored" from a log-in page, which says 200 to everything."""
    return answer.status in _MADE or (
        answer.status == 200 and not webdav_trouble.is_page(answer.headers, answer.body)
    )
