"""Whatever rclone reaches: Google Drive, OneDrive, Dropbox and some seventy more services.

An rclone of our own is asked over its remote control (rclone.org/rc): `operations/list`, `stat`,
`uploadfile`, `movefile`, `deletefile`, and files are read as it serves them. A file is sent under
another name first, so that nobody sees half of it, and then moved.

rclone has no "only if there is none": it looks, and then moves (`--ignore-existing`). Two laptops
that put the same name in the same moment can both believe that they did; nothing in Liaison rests
on that.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import httpx

from liaison_app.errors import InvalidValue, RemoteAway, RemoteRefuses, RemoteTrouble, RemoteWrong
from liaison_app.language.catalogues import _
from liaison_app.remotes import rclone_answers as answers
from liaison_app.remotes.names import checked, is_name, parts
from liaison_app.remotes.protocol import (
    MOST_BYTES,
    MOST_LISTED,
    Entry,
    Missing,
    Taken,
    TooLarge,
    refuse_too_many,
)
from liaison_app.remotes.rclone_child import Child, program
from liaison_app.remotes.rclone_settings import variables

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from liaison_app.remotes.addresses import Address

_OLDEST = (1, 60)
_SLOWEST = 32 * 1024
"""Bytes a second: a line slower than this counts as stalled."""


def connect(address: Address, *, timeout: float) -> RcloneRemote:
    """Give the place of an address; rclone is started by the first verb.

    Raises:
        InvalidValue: rclone is not installed, or the settings are none.
    """
    name, _colon, path = address.url.removeprefix("rclone:").partition(":")
    return RcloneRemote(name, path, config=address.keys.get("config", ""), timeout=timeout)


class RcloneRemote:
    """A folder of a place that rclone knows (see `protocol.Remote`).

    Args:
        name: of the place in rclone's settings.
        path: of the folder there.
        config: its settings; "" to use rclone's own on this laptop.
        timeout: seconds that rclone waits for its service.
    """

    def __init__(self, name: str, path: str, *, config: str = "", timeout: float = 30) -> None:
        found = program()
        if found is None:
            raise InvalidValue(
                _(
                    "The program rclone is not on this laptop. Install it from rclone.org, or"
                    " install “liaison[rclone]”, or choose another kind of shared place."
                )
            )
        if "]" in name + path or "\0" in path:
            raise InvalidValue(_("The name of that folder has a sign that rclone cannot pass on."))
        self._program: Path = found
        self._settings: dict[str, str] = {}
        if config.strip():
            name, self._settings = variables(name, config)
        self._place = f"{name}:{path}"
        self._timeout = timeout
        self._child: Child | None = None
        self._client: httpx.Client | None = None
        self._sends_whole = True

    def list(self, folder: str) -> list[Entry]:
        """Give the files directly in a folder."""
        parts(folder)
        try:
            said = self._ask("list", self._file(folder), opt=_NO_TIMES | {"filesOnly": True})
        except Missing:
            return []
        with _understood():
            found = [(str(each["Name"]), int(each["Size"])) for each in said.get("list") or ()]
        refuse_too_many(len(found))
        return [Entry(name, size) for name, size in found if is_name(name)]

    def get(self, name: str, *, start: int = 0, most: int = MOST_BYTES) -> bytes:
        """Read a file from byte `start`."""
        checked(name)
        size = self._size(name) if start else None
        if start and size is None:
            raise Missing
        if size is not None and 0 <= size <= start:
            return b""  # rclone answers nonsense when asked for what lies behind the end
        path = f"/[{quote(self._place, safe='')}]/{name}"
        headers = {"Range": f"bytes={start}-"} if start else {}
        with self._asking() as client, client.stream("GET", path, headers=headers) as answer:
            if answer.status_code >= 400:
                answer.read()
                raise _refusal(answer)
            whole = answer.status_code != 206
            data = _read(answer, most + (start if whole else 0))
        return data[start:] if whole else data

    def put(self, name: str, data: bytes) -> None:
        """Write a new file: its bytes, its name, and a look whether it could have that."""
        checked(name)
        folder, slash, last = name.rpartition("/")
        with self._asking():
            whole = self._sends_whole
        if whole:
            if self._size(name) is not None:
                raise Taken
            self._send(folder, last, data)
            return
        # Of the bytes, so that a second try after a crash finds the first one's and leaves nothing.
        part = f".{last}.{hashlib.sha256(data).hexdigest()[:16]}.part"
        self._send(folder, part, data)
        part = folder + slash + part
        there = {"srcFs": self._place, "srcRemote": part, "dstFs": self._place, "dstRemote": name}
        try:
            self._ask("movefile", there)
        except Missing:
            raise answers.nowhere() from None
        if self._size(part) is not None:  # it was not moved: there is one of that name
            self._remove(part)
            raise Taken

    def delete(self, name: str) -> None:
        """Remove a file."""
        self._remove(checked(name))

    def probe(self) -> None:
        """List the place itself, which holds few files; one that is not there yet can be made."""
        self.list("")

    def close(self) -> None:
        """End rclone; the next verb starts another."""
        client, self._client = self._client, None
        child, self._child = self._child, None
        if client is not None:
            client.close()
        if child is not None:
            child.end()

    def _size(self, name: str) -> int | None:
        """Give a file's size, -1 if it is not told; None if there is none."""
        try:
            said = self._ask("stat", self._file(name), opt=_NO_TIMES | {"filesOnly": True})
        except Missing:
            return None
        with _understood():
            item = said["item"]
            return None if item is None or item["IsDir"] else int(item["Size"])

    def _remove(self, name: str) -> None:
        with suppress(Missing):
            self._ask("deletefile", self._file(name))

    def _send(self, folder: str, name: str, data: bytes) -> None:
        with self._asking() as client:
            answer = client.post(
                "/operations/uploadfile",
                params={"fs": self._place, "remote": folder},
                files={"file0": (name, data, "application/octet-stream")},
                timeout=self._timeout * 2 + len(data) / _SLOWEST,
            )
            if answer.status_code != 200:
                refusal = _refusal(answer)
                raise answers.nowhere() if isinstance(refusal, Missing) else refusal

    def _file(self, name: str) -> dict[str, Any]:
        return {"fs": self._place, "remote": name}

    def _ask(self, what: str, about: dict[str, Any], **more: object) -> dict[str, Any]:
        """Ask rclone to do something.

        Raises:
            Missing: it says so.
            RemoteWrong: it says more than any listing of ours.
        """
        question = ("POST", f"/operations/{what}")
        with self._asking() as client, client.stream(*question, json=about | more) as answer:
            body = _listed(answer)
            whole = httpx.Response(answer.status_code, content=body)
            if answer.status_code != 200:
                raise _refusal(whole)
            return _understand(whole)

    @contextmanager
    def _asking(self) -> Iterator[httpx.Client]:
        """Have an rclone that runs, and turn its silence into words."""
        if self._client is None or self._child is None or not self._child.runs:
            self.close()
            self._start()
        if self._client is None:
            raise _silent()
        try:
            yield self._client
        except httpx.HTTPError:
            self.close()  # whatever it was doing, it is not to do it later
            raise _silent() from None

    def _start(self) -> None:
        self._child = child = Child(self._program, self._settings, self._timeout)
        # It gives up first, and says why.
        self._client = httpx.Client(
            base_url=child.url,
            auth=child.auth,
            timeout=httpx.Timeout(self._timeout * 2, connect=5),
            trust_env=False,
        )
        try:
            _refuse_what_is_too_old(self._client)
            self._sends_whole = self._asks_whether_whole(self._client)
        except httpx.HTTPError:
            self.close()
            raise _silent() from None
        except BaseException:
            self.close()
            raise

    def _asks_whether_whole(self, client: httpx.Client) -> bool:
        """Whether a file gets its name at once: where it could only get one by being sent again.

        Those are buckets, where nobody sees half of a file. Of others rclone does not know whether
        somebody does: it says no of every WebDAV server.
        """
        answer = client.post("/operations/fsinfo", json={"fs": self._place})
        if answer.status_code != 200:
            refusal = _refusal(answer)
            raise answers.nowhere() if isinstance(refusal, Missing) else refusal
        with _understood():
            features = _understand(answer)["Features"]
            return not features.get("Move")


_OF_A_FILE = 200
"""Bytes of a file in a listing; it takes about 150."""

_NO_TIMES: dict[str, object] = {"noModTime": True, "noMimeType": True}


def _read(answer: httpx.Response, most: int) -> bytes:
    came = bytearray()
    for piece in answer.iter_bytes():
        came += piece
        if len(came) > most:
            raise TooLarge(
                _("A file in the shared place is larger than any of Liaison's. It was not read.")
            )
    return bytes(came)


def _listed(answer: httpx.Response) -> bytes:
    try:
        return _read(answer, MOST_LISTED * _OF_A_FILE)
    except TooLarge:
        refuse_too_many(MOST_LISTED + 1)
        raise


def _refusal(answer: httpx.Response) -> RemoteTrouble | Missing:
    try:
        said = str(answer.json()["error"])
    except (ValueError, LookupError, TypeError):
        said = ""
    if answer.status_code == 404 or answers.is_missing(said):
        return Missing()
    return answers.trouble(said)


def _understand(answer: httpx.Response) -> dict[str, Any]:
    with _understood():
        found = answer.json()
        if not isinstance(found, dict):
            raise TypeError
        return found


@contextmanager
def _understood() -> Iterator[None]:
    try:
        yield
    except (json.JSONDecodeError, UnicodeDecodeError, LookupError, TypeError, ValueError):
        raise RemoteWrong(
            _("rclone answers what Liaison does not understand. Install another version of it.")
        ) from None


def _silent() -> RemoteAway:
    return RemoteAway(_("rclone does not answer. Liaison tries again later."))


def _refuse_what_is_too_old(client: httpx.Client) -> None:
    with _understood():
        version = tuple(int(number) for number in client.post("/core/version").json()["decomposed"])
    if version < _OLDEST:
        raise RemoteRefuses(
            _(
                "The rclone on this laptop is too old. Install version {version} or a newer one."
            ).format(version=".".join(map(str, _OLDEST)))
        )
