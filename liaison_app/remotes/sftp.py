"""An SFTP server: a school's own Linux machine, a storage box, most network disks.

A file is written under a name of its own beside the one that it is to have, brought to the server's
disk (`fsync@openssh.com`, where the server has it), and then renamed; in the protocol's version 3 a
rename refuses a name in use (OpenSSH's own `posix-rename`, which does not, is never asked for).
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import paramiko

from liaison_app.errors import (
    InvalidValue,
    RemoteAway,
    RemoteFull,
    RemoteRefuses,
    RemoteTrouble,
    RemoteWrong,
)
from liaison_app.language.catalogues import _
from liaison_app.remotes import sftp_protocol as sftp
from liaison_app.remotes.names import checked, is_name, parts
from liaison_app.remotes.protocol import MOST_BYTES, Entry, Missing, Taken, TooLarge
from liaison_app.remotes.sftp_host_keys import pinned
from liaison_app.remotes.sftp_login import away, log_in, private_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.remotes.addresses import Address

_SPARE = 1024 * 1024
"""With less room than this above a file's size, a write that failed did so for want of room."""


def connect(address: Address, *, timeout: float) -> SftpRemote:
    """Give the server of an address; nothing is asked of it yet.

    Raises:
        InvalidValue: neither password nor private key, or something is not what it should be.
    """
    found = urlsplit(address.url)
    keys = address.keys
    return SftpRemote(
        found.hostname or "",
        unquote(found.path),
        port=found.port or 22,
        user=keys.get("user", "") or unquote(found.username or ""),
        password=keys.get("password", ""),
        key=keys.get("private_key", ""),
        host_key=keys.get("host_key", ""),
        timeout=timeout,
    )


class SftpRemote:
    """A folder on an SFTP server (see `protocol.Remote`).

    Besides what the protocol names, each verb raises `sftp_host_keys.HostKeyUnknown` until
    `host_key` is given.

    Args:
        host: the server's name or number.
        path: the folder; "/~/name" lies in the user's home there.
        user: who logs in.
        password: also opens a private key that is locked.
        key: a private key, as text.
        host_key: the server's key, or its fingerprint; "" for the first time.
        port: where it listens.
        timeout: seconds to wait for an answer.
    """

    def __init__(
        self,
        host: str,
        path: str,
        *,
        user: str,
        password: str = "",
        key: str = "",
        host_key: str = "",
        port: int = 22,
        timeout: float = 30,
    ) -> None:
        if not password and not key.strip():
            raise InvalidValue(_("An SFTP server needs a password or a private key. Type one."))
        self._host = host
        self._port = port
        self._root = _root(path)
        self._user = user
        self._password = password
        self._key = private_key(key, password) if key.strip() else None
        self._known = pinned(host_key)
        self._timeout = timeout
        self._transport: paramiko.Transport | None = None
        self._session: sftp.Sftp | None = None

    def list(self, folder: str) -> list[Entry]:
        """Give the files directly in a folder; about a hundred for each request."""
        parts(folder)
        with self._talking() as talk:
            try:
                found = talk.list(self._path(folder))
            except sftp.Status as status:
                if status.code != sftp.NO_SUCH_FILE and self._is_there(talk, folder):
                    raise
                return []
        named = ((each.name.decode("utf-8", "replace"), each) for each in found if each.is_file)
        return [Entry(name, each.attributes.size) for name, each in named if is_name(name)]

    def get(self, name: str, *, start: int = 0, most: int = MOST_BYTES) -> bytes:
        """Read a file from byte `start`."""
        checked(name)
        with self._talking() as talk:
            try:
                return talk.read(self._path(name), start, most)
            except sftp.Status as status:
                # What lies below a file, or is a folder, is a failure to some servers.
                if status.code == sftp.NO_SUCH_FILE or not self._is_there(talk, name):
                    raise Missing from None
                raise

    def put(self, name: str, data: bytes) -> None:
        """Write a new file: to the disk under another name, then to its own."""
        checked(name)
        target = self._path(name)
        folder, slash, last = target.rpartition(b"/")
        # Of the bytes, so that a second try after a crash finds the first one's and leaves nothing.
        mark = hashlib.sha256(data).hexdigest()[:16].encode()
        part = folder + slash + b"." + last + b"." + mark + b".part"
        with self._talking(len(data)) as talk:
            if self._is_there(talk, name):
                raise Taken
            self._write(talk, part, data)
            try:
                talk.rename(part, target)
            except sftp.Status:
                taken = self._is_there(talk, name)
                with suppress(sftp.Status):
                    talk.remove(part)
                if taken:
                    raise Taken from None
                raise

    def delete(self, name: str) -> None:
        """Remove a file: one request."""
        checked(name)
        with self._talking() as talk:
            try:
                talk.remove(self._path(name))
            except sftp.Status as status:
                if status.code != sftp.NO_SUCH_FILE and self._is_there(talk, name):
                    raise

    def probe(self) -> None:
        """Log in if need be, and look at the folder; one that is not there yet can be made."""
        with self._talking() as talk:
            try:
                talk.stat(self._path(""))
            except sftp.Status as status:
                if status.code != sftp.NO_SUCH_FILE:
                    raise

    def close(self) -> None:
        """Log out; the next verb logs in again."""
        transport, self._transport, self._session = self._transport, None, None
        if transport is not None:
            transport.close()

    @contextmanager
    def _talking(self, size: int = 0) -> Iterator[sftp.Sftp]:
        """Be connected, and turn what goes wrong into words."""
        try:
            yield self._connected()
        except sftp.Status as status:
            raise self._trouble(status, size) from None
        except sftp.TooLong:
            raise TooLarge(
                _("A file on the SFTP server is larger than any of Liaison's. It was not read.")
            ) from None
        except sftp.NoSense:
            self.close()
            raise RemoteWrong(
                _("The SFTP server answers what none should. Ask the people who run it.")
            ) from None
        except (sftp.Gone, paramiko.SSHException, EOFError, OSError):
            self.close()
            raise away() from None

    def _connected(self) -> sftp.Sftp:
        if self._session is None or self._transport is None or not self._transport.is_active():
            self.close()
            self._session = self._log_in()
        return self._session

    def _log_in(self) -> sftp.Sftp:
        self._transport = log_in(
            self._host,
            self._port,
            user=self._user,
            password=self._password,
            key=self._key,
            known=self._known,
            timeout=self._timeout,
        )
        try:
            channel = self._transport.open_session(timeout=self._timeout)
            channel.settimeout(self._timeout)
            channel.invoke_subsystem("sftp")
        except paramiko.SSHException:
            if not self._transport.is_active():
                raise
            self.close()
            raise RemoteRefuses(
                _(
                    "The server lets this user in, but not to files. Ask the people who run it to"
                    " allow SFTP for the user."
                )
            ) from None
        return sftp.Sftp(channel)

    def _path(self, name: str) -> bytes:
        """Of a file or folder; "" is the whole place."""
        if name:
            return self._root + name.encode()
        return self._root.rstrip(b"/") or self._root or b"."

    def _is_there(self, talk: sftp.Sftp, name: str) -> bool:
        try:
            talk.stat(self._path(name))
        except sftp.Status as status:
            # A server that forbids to look below a file, or cannot, has nothing there for us.
            if status.code == sftp.PERMISSION_DENIED:
                raise
            return False
        return True

    def _write(self, talk: sftp.Sftp, part: bytes, data: bytes) -> None:
        """Write a file, making its folders if there are none; a failed one leaves nothing."""
        try:
            try:
                talk.write(part, data)
            except sftp.Status as status:
                if status.code != sftp.NO_SUCH_FILE:
                    raise
                _make_folder(talk, part.rpartition(b"/")[0])
                talk.write(part, data)
        except sftp.Status:
            with suppress(sftp.Status):
                talk.remove(part)
            raise

    def _trouble(self, status: sftp.Status, size: int) -> RemoteTrouble:
        if status.code == sftp.PERMISSION_DENIED:
            return RemoteRefuses(
                _(
                    "The SFTP server does not let this user do that in the folder. Ask the people"
                    " who run it to let the user read, write and delete there."
                )
            )
        if self._is_full(status, size):
            return RemoteFull(
                _("There is no room left on the SFTP server. Ask the people who run it for more.")
            )
        if size:
            return RemoteRefuses(
                _(
                    "The SFTP server could not write a file and does not say why. The user's share"
                    " may be used up, or the folder may be for reading only: ask the people who"
                    " run it."
                )
            )
        return RemoteAway(_("The SFTP server could not do that now. Liaison tries again later."))

    def _is_full(self, status: sftp.Status, size: int) -> bool:
        """Whether it failed for want of room: version 3 of the protocol has no word for it."""
        said = status.text.casefold()
        if status.code in {sftp.NO_SPACE, sftp.QUOTA} or "space" in said or "quota" in said:
            return True
        if not size or status.code != sftp.FAILURE or self._session is None:
            return False
        try:
            room = self._session.room(self._path(""))
        except (sftp.Gone, sftp.NoSense, paramiko.SSHException, EOFError, OSError):
            return False
        return room is not None and room < size + _SPARE


def _root(path: str) -> bytes:
    """What all paths begin with; "/~/" is the user's home, where a path without a slash begins."""
    folders = [part for part in path.split("/") if part]
    if folders[:1] == ["~"]:
        return "".join(f"{part}/" for part in folders[1:]).encode()
    return "/".join(["", *folders, ""]).encode() if folders else b"/"


def _make_folder(talk: sftp.Sftp, folder: bytes) -> None:
    """Make a folder and those above it; one that another laptop has just made is as good."""
    try:
        talk.mkdir(folder)
    except sftp.Status as status:
        above = folder.rpartition(b"/")[0]
        if status.code == sftp.NO_SUCH_FILE and above:
            _make_folder(talk, above)
            with suppress(sftp.Status):  # made meanwhile; if not, the write says so
                talk.mkdir(folder)
        elif status.code in {sftp.PERMISSION_DENIED, sftp.NO_SPACE, sftp.QUOTA}:
            raise
