"""Version 3 of the SFTP protocol, over any channel: the few requests that a shared place needs.

Ours, because what a place must promise is a matter of details that libraries for people at a prompt
do not give: the server's status codes, whether a write failed before the file was closed, fsync,
how much room is left; and many requests on their way at once, without threads.

Described in draft-ietf-secsh-filexfer-02; the extensions in OpenSSH's PROTOCOL, section 4.
"""

from __future__ import annotations

import stat
import struct
from collections import deque
from dataclasses import dataclass
from typing import Protocol

from liaison_app.remotes.protocol import refuse_too_many

OK, END, NO_SUCH_FILE, PERMISSION_DENIED, FAILURE = 0, 1, 2, 3, 4
NOT_SUPPORTED, ALREADY_EXISTS, NO_SPACE, QUOTA = 8, 11, 14, 15

FSYNC, SPACE = "fsync@openssh.com", "statvfs@openssh.com"

_INIT, _VERSION, _OPEN, _CLOSE, _READ, _WRITE = 1, 2, 3, 4, 5, 6
_FSTAT, _OPENDIR, _READDIR, _REMOVE, _MKDIR, _STAT, _RENAME = 8, 11, 12, 13, 14, 17, 18
_STATUS, _HANDLE, _DATA, _NAME, _ATTRS, _EXTENDED, _EXTENDED_REPLY = (
    101,
    102,
    103,
    104,
    105,
    200,
    201,
)

_FOR_READING, _FOR_WRITING_ANEW = 0x01, 0x02 | 0x08 | 0x10  # write, create, truncate
_CHUNK = 32 * 1024
"""Bytes in one request: what every server takes."""

_ON_THEIR_WAY = 64
"""Requests sent before the first answer is read: 2 MB, enough for a far and fast line."""

_LARGEST_ANSWER = 1024 * 1024
_MOST_EARLY = 1_000  # answers to what was asked later, or never


class Channel(Protocol):
    """What carries the bytes."""

    def sendall(self, data: bytes, /) -> None:
        """Send all of it."""

    def recv(self, most: int, /) -> bytes:
        """Wait for some bytes; none means that the other side has gone."""


class Status(Exception):
    """The server did not do it.

    Attributes:
        code: why, as the protocol numbers it.
        text: why, in the server's words; it may name files and is never shown.
    """

    def __init__(self, code: int, text: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.text = text


class Gone(Exception):
    """The connection ended."""


class NoSense(Exception):
    """The other side does not speak SFTP, or not rightly."""


class TooLong(Exception):
    """A file is longer than what was to be read of it."""


@dataclass(frozen=True)
class Attributes:
    """What a server tells of a file.

    Attributes:
        size: in bytes; -1 if it does not say.
        mode: as in `stat`; 0 if it does not say.
    """

    size: int = -1
    mode: int = 0


@dataclass(frozen=True)
class Listed:
    """A file in a listing; the name is bytes, in whatever encoding the server keeps them."""

    name: bytes
    shown: bytes
    attributes: Attributes

    @property
    def is_file(self) -> bool:
        """Whether it is a plain file: no folder, no link."""
        if self.attributes.mode:
            return stat.S_ISREG(self.attributes.mode)
        return not self.shown.startswith((b"d", b"l"))


class Sftp:
    """One conversation; any exception but `Status` and `TooLong` ends it for good.

    Raises:
        Gone, NoSense: see there. What the channel raises goes through.
    """

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._number = 0
        self._early: dict[int, tuple[int, _Reader]] = {}
        self._unwanted: set[int] = set()
        self._send(_INIT, struct.pack(">I", 3))
        kind, reader = self._receive()
        if kind != _VERSION or reader.u32() < 3:
            raise NoSense
        self.extensions = reader.pairs()

    def stat(self, path: bytes) -> Attributes:
        """Tell of a file or folder."""
        return self._attributes(self._ask(_STAT, _string(path)))

    def list(self, folder: bytes) -> list[Listed]:
        """Give all that lies in a folder; about a hundred for each request."""
        handle = self._handle(self._ask(_OPENDIR, _string(folder)))
        found: list[Listed] = []
        try:
            while True:
                reader = self._answer(self._ask(_READDIR, _string(handle)), _NAME)
                count = reader.u32()
                found.extend(reader.listed() for _each in range(count))
                if not count:
                    raise NoSense  # it would go on for ever
                refuse_too_many(len(found) - 2)  # itself, and the folder above it
        except Status as status:
            if status.code != END:
                raise
        finally:
            self._let_go(handle)
        return found

    def read(self, path: bytes, start: int, most: int) -> bytes:
        """Read a file from byte `start` to its end.

        Raises:
            TooLong: that are more than `most` bytes.
        """
        handle = self._handle(self._ask(_OPEN, _string(path), _flags(_FOR_READING)))
        try:
            asked = self._ask(_FSTAT, _string(handle))
            first = (self._ask_bytes(handle, start, _CHUNK), start, _CHUNK)
            size = self._attributes(asked).size
            if not 0 <= size <= start + most:
                self._drop(first[0])
                raise TooLong if size > 0 else NoSense
            return self._read_on(handle, first, size)
        finally:
            self._let_go(handle)

    def write(self, path: bytes, data: bytes) -> None:
        """Write a file anew; when it returns, the server has it on its disk if it can say so."""
        handle = self._handle(self._ask(_OPEN, _string(path), _flags(_FOR_WRITING_ANEW)))
        try:
            waiting: deque[int] = deque()
            for at in range(0, len(data), _CHUNK):
                piece = data[at : at + _CHUNK]
                waiting.append(
                    self._ask(_WRITE, _string(handle), struct.pack(">Q", at), _string(piece))
                )
                if len(waiting) >= _ON_THEIR_WAY:
                    self._done(waiting.popleft())
            while waiting:
                self._done(waiting.popleft())
            if FSYNC in self.extensions:
                self._done(self._ask(_EXTENDED, _string(FSYNC.encode()), _string(handle)))
        except Status:
            self._drop(*waiting)
            self._let_go(handle)
            raise
        self._done(self._ask(_CLOSE, _string(handle)))

    def rename(self, old: bytes, new: bytes) -> None:
        """Give a file another name; in this version of the protocol, one that is not in use."""
        self._done(self._ask(_RENAME, _string(old), _string(new)))

    def remove(self, path: bytes) -> None:
        """Delete a file."""
        self._done(self._ask(_REMOVE, _string(path)))

    def mkdir(self, path: bytes) -> None:
        """Make a folder."""
        self._done(self._ask(_MKDIR, _string(path), _flags()))

    def room(self, path: bytes) -> int | None:
        """Give how many bytes may still be written there; None if the server does not say."""
        if SPACE not in self.extensions:
            return None
        try:
            asked = self._ask(_EXTENDED, _string(SPACE.encode()), _string(path))
            reader = self._answer(asked, _EXTENDED_REPLY)
        except Status:
            return None
        _block, fragment, _blocks, _free, available = (reader.u64() for _each in range(5))
        return fragment * available

    def _read_on(self, handle: bytes, first: tuple[int, int, int], size: int) -> bytes:
        """Ask for the rest, many pieces at once, and put what comes together."""
        pieces: dict[int, bytes] = {}
        waiting = deque([first])
        next_at = first[1] + first[2]
        while waiting:
            while next_at < size and len(waiting) < _ON_THEIR_WAY:
                waiting.append((self._ask_bytes(handle, next_at, _CHUNK), next_at, _CHUNK))
                next_at += _CHUNK
            asked, at, length = waiting.popleft()
            try:
                data = pieces[at] = self._data(asked, length)
            except Status:
                self._drop(*(asked for asked, _at, _length in waiting))
                raise
            if 0 < len(data) < length and at + len(data) < size:  # it may give less at a time
                at, length = at + len(data), length - len(data)
                waiting.appendleft((self._ask_bytes(handle, at, length), at, length))
        return b"".join(pieces[at] for at in sorted(pieces))

    def _ask_bytes(self, handle: bytes, at: int, length: int) -> int:
        return self._ask(_READ, _string(handle), struct.pack(">QI", at, length))

    def _data(self, asked: int, most: int) -> bytes:
        try:
            data = self._answer(asked, _DATA).string()
        except Status as status:
            if status.code != END:
                raise
            return b""
        if len(data) > most:
            raise NoSense
        return data

    def _handle(self, asked: int) -> bytes:
        return self._answer(asked, _HANDLE).string()

    def _attributes(self, asked: int) -> Attributes:
        return self._answer(asked, _ATTRS).attributes()

    def _done(self, asked: int) -> None:
        self._answer(asked, _STATUS)

    def _let_go(self, handle: bytes) -> None:
        """Close what was only read; nobody need wait for the answer."""
        self._drop(self._ask(_CLOSE, _string(handle)))

    def _drop(self, *asked: int) -> None:
        """Pass over answers, those that came already and those still to come."""
        for number in asked:
            if self._early.pop(number, None) is None:
                self._unwanted.add(number)

    def _ask(self, kind: int, *fields: bytes) -> int:
        self._number = (self._number + 1) & 0xFFFFFFFF
        self._send(kind, struct.pack(">I", self._number), *fields)
        return self._number

    def _send(self, kind: int, *fields: bytes) -> None:
        body = bytes([kind]) + b"".join(fields)
        self._channel.sendall(struct.pack(">I", len(body)) + body)

    def _answer(self, asked: int, kind: int) -> _Reader:
        """Wait for the answer to one request, putting by those to others.

        Raises:
            Status: it is that the server did not do it.
        """
        while asked not in self._early:
            came, reader = self._receive()
            number = reader.u32()
            if number in self._unwanted:
                self._unwanted.discard(number)
            else:
                self._early[number] = came, reader
            if len(self._early) > _MOST_EARLY:
                raise NoSense
        came, reader = self._early.pop(asked)
        if came == _STATUS:
            code = reader.u32()
            if code != OK or kind != _STATUS:
                raise Status(code, reader.text())
        if came != kind:
            raise NoSense
        return reader

    def _receive(self) -> tuple[int, _Reader]:
        (length,) = struct.unpack(">I", self._bytes(4))
        if not 1 <= length <= _LARGEST_ANSWER:
            raise NoSense
        body = self._bytes(length)
        return body[0], _Reader(body[1:])

    def _bytes(self, count: int) -> bytes:
        came = bytearray()
        while len(came) < count:
            some = self._channel.recv(count - len(came))
            if not some:
                raise Gone
            came += some
        return bytes(came)


class _Reader:
    """Takes an answer apart."""

    def __init__(self, body: bytes) -> None:
        self._body = body
        self._at = 0

    def u32(self) -> int:
        return int.from_bytes(self._take(4), "big")

    def u64(self) -> int:
        return int.from_bytes(self._take(8), "big")

    def string(self) -> bytes:
        return self._take(self.u32())

    def text(self) -> str:
        """The words of a status, which the oldest servers leave out."""
        return self.string().decode("utf-8", "replace") if self._at < len(self._body) else ""

    def pairs(self) -> frozenset[str]:
        """The names of the extensions at the end of the first answer."""
        names: set[str] = set()
        while self._at < len(self._body):
            names.add(self.string().decode("ascii", "replace"))
            self.string()
        return frozenset(names)

    def listed(self) -> Listed:
        return Listed(self.string(), self.string(), self.attributes())

    def attributes(self) -> Attributes:
        flags = self.u32()
        size = self.u64() if flags & 0x1 else -1
        if flags & 0x2:
            self._take(8)  # owner and group
        mode = self.u32() if flags & 0x4 else 0
        if flags & 0x8:
            self._take(8)  # times
        if flags & 0x80000000:
            for _pair in range(self.u32()):
                self.string()
                self.string()
        return Attributes(size, mode)

    def _take(self, count: int) -> bytes:
        taken = self._body[self._at : self._at + count]
        if len(taken) < count:
            raise NoSense
        self._at += count
        return taken


def _string(value: bytes) -> bytes:
    return struct.pack(">I", len(value)) + value


def _flags(flags: int | None = None) -> bytes:
    """The flags of an open file, and no attributes: the server's own are right."""
    return (b"" if flags is None else struct.pack(">I", flags)) + struct.pack(">I", 0)
