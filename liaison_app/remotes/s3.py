"""A bucket: Amazon S3, and the many servers that speak as it does (MinIO, Ceph, Garage, R2, B2).

A file is one object, put by one request with `If-None-Match: *`, so a second file of the same name
is refused by the server itself. Some servers do not know that condition (they say 501) and some
pass over it in silence; the first file of a connection finds out, and from then on such a server is
asked before each file whether there is one. Two laptops that put the same name in the same moment
can then both believe that they did: `remote test` says of such a server what it says of any that
lets a file be written over, and nothing in Liaison rests on it.

Amazon's description: "Conditional writes" and "Error responses" in its S3 user guide.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import S3Store

from liaison_app.errors import InvalidValue, RemoteTrouble
from liaison_app.language.catalogues import _
from liaison_app.remotes import s3_answers as answers
from liaison_app.remotes.names import checked, is_name, parts
from liaison_app.remotes.protocol import MOST_BYTES, Entry, Missing, Taken, refuse_too_many

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obstore import GetOptions, PutMode
    from obstore.store import S3Credential

    from liaison_app.remotes.addresses import Address

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_REGION = re.compile(r"[A-Za-z0-9-]{1,40}")
_SLOWEST = 32 * 1024
"""Bytes a second: a line slower than this counts as stalled."""

_A_PAGE = 1_000
"""Objects that a server tells at once."""

_SMALL = 64 * 1024
"""A file so small may be sent twice to find out whether the server refuses the second."""


def connect(address: Address, *, timeout: float) -> S3Remote:
    """Give the bucket of an address; nothing is asked of it yet.

    Raises:
        InvalidValue: the server's address or the region is none.
    """
    parts_of = urlsplit(address.url)
    return S3Remote(
        parts_of.netloc,
        parts_of.path.strip("/"),
        access_key=address.keys.get("access_key", ""),
        secret_key=address.keys.get("secret_key", ""),
        endpoint=address.keys.get("endpoint", "").strip(),
        region=address.keys.get("region", "").strip(),
        timeout=timeout,
    )


class S3Remote:
    """A bucket, or what lies in it under a prefix (see `protocol.Remote`).

    Args:
        bucket: its name.
        prefix: what the names of all objects begin with; no slash at either end.
        access_key: which account.
        secret_key: what opens it.
        endpoint: the server's address; "" is Amazon. Plain http is for this computer alone.
        region: "" is us-east-1, which servers other than Amazon rarely look at.
        timeout: seconds to wait for an answer; sending and receiving may take longer.
    """

    def __init__(
        self,
        bucket: str,
        prefix: str = "",
        *,
        access_key: str,
        secret_key: str,
        endpoint: str = "",
        region: str = "",
        timeout: float = 30,
    ) -> None:
        region = region or "us-east-1"
        if _REGION.fullmatch(region) is None:
            raise InvalidValue(_("That is no region of S3. It looks like “us-east-1”."))
        self._bucket = bucket
        self._prefix = prefix
        self._keys: S3Credential = {
            "access_key_id": access_key,
            "secret_access_key": secret_key,
            "token": None,
            "expires_at": None,
        }
        self._region = region
        self._endpoint = _endpoint(endpoint) or f"https://s3.{region}.amazonaws.com"
        self._timeout = timeout
        # Amazon refuses a second file of the same name; of others it is not known yet.
        self._refuses_a_second: bool | None = None if endpoint else True
        self._asking: S3Store | None = None
        self._sending: S3Store | None = None

    def list(self, folder: str) -> list[Entry]:
        """Give the files directly in a folder; a thousand for each request."""
        parts(folder)
        found: list[Entry] = []
        seen = 0
        with _said():
            for some in obstore.list(self._ask(), folder or None, chunk_size=_A_PAGE):
                seen += len(some)
                refuse_too_many(seen)
                entries = ((*meta["path"].rpartition("/")[::2], meta["size"]) for meta in some)
                # What consoles put to show a folder is named as the folder itself.
                found += [Entry(n, size) for at, n, size in entries if at == folder and is_name(n)]
        return found

    def get(self, name: str, *, start: int = 0, most: int = MOST_BYTES) -> bytes:
        """Read an object from byte `start`: one request."""
        checked(name)
        try:
            return self._read(name, start, most)
        except (BaseError, OSError) as error:
            if answers.is_past_the_end(error):
                return b""
            if answers.is_missing(error):
                raise Missing from None
            if not answers.is_no_part(error):
                raise answers.trouble(error) from None
        with _said():  # a server that gives the whole, whatever part is asked for
            return self._read(name, 0, start + most)[start:]

    def put(self, name: str, data: bytes) -> None:
        """Write a new object: one request, and two more for the first in a bucket not Amazon's."""
        checked(name)
        if not self._refuses_a_second and self._is_there(name):
            raise Taken
        if self._refuses_a_second is False:
            self._send(name, data, "overwrite")
            return
        try:
            self._send(name, data, "create")
        except AlreadyExistsError:
            self._refuses_a_second = True
            raise Taken from None
        except answers.ConditionUnknown:
            self._refuses_a_second = False
            self._send(name, data, "overwrite")
            return
        if self._refuses_a_second is None and len(data) <= _SMALL:
            self._find_out(name, data)

    def delete(self, name: str) -> None:
        """Remove an object: one request."""
        checked(name)
        with _said():
            obstore.delete(self._ask(), name)

    def probe(self) -> None:
        """Ask for one byte: the server tells a missing bucket from a missing object."""
        with _said():
            try:
                obstore.get(self._ask(), "remote.json", options={"range": (0, 1)})
            except (BaseError, OSError) as error:
                if not answers.says_whether_there(error):
                    raise

    def close(self) -> None:
        """Let go of connections; the next verb makes new ones."""
        self._asking = self._sending = None

    def _read(self, name: str, start: int, most: int) -> bytes:
        part: GetOptions = {"range": {"offset": start}} if start else {}
        result = obstore.get(self._ask(), name, options=part)
        if result.range[1] - result.range[0] > most:
            raise answers.too_large()
        return bytes(result.bytes())

    def _is_there(self, name: str) -> bool:
        try:
            obstore.head(self._ask(), name)
        except (BaseError, OSError) as error:
            if answers.is_missing(error):
                return False
            raise answers.trouble(error) from None
        return True

    def _send(self, name: str, data: bytes, mode: PutMode) -> None:
        """Put an object.

        Raises:
            AlreadyExistsError: there is one, and `mode` is "create".
            ConditionUnknown: the server does not know that mode.
        """
        try:
            obstore.put(self._store_for(len(data)), name, data, mode=mode, use_multipart=False)
        except AlreadyExistsError as error:
            if answers.is_collision(error):
                raise answers.trouble(error) from None
            raise
        except (BaseError, OSError) as error:
            if mode == "create" and answers.is_unknown_condition(error):
                raise answers.ConditionUnknown from None
            raise answers.trouble(error) from None

    def _find_out(self, name: str, data: bytes) -> None:
        """Put what was just put once more: whoever lets it through lets anything through."""
        try:
            self._send(name, data, "create")
        except AlreadyExistsError:
            self._refuses_a_second = True
        except (RemoteTrouble, answers.ConditionUnknown):
            return  # the file is there; the next one may find out
        else:
            self._refuses_a_second = False

    def _ask(self) -> S3Store:
        """What may be asked again without harm: a second and a third try come of themselves."""
        if self._asking is None:
            self._asking = self._store(MOST_BYTES, tries_more=2)
        return self._asking

    def _store_for(self, size: int) -> S3Store:
        """For sending: never twice, or the second try would find the first one's file taken."""
        if size > 1024 * 1024:  # the time for an answer counts from the first byte sent
            return self._store(size, tries_more=0)
        if self._sending is None:
            self._sending = self._store(1024 * 1024, tries_more=0)
        return self._sending

    def _store(self, size: int, *, tries_more: int) -> S3Store:
        seconds = timedelta(seconds=self._timeout)
        whole = timedelta(seconds=self._timeout + size / _SLOWEST)
        return S3Store(
            self._bucket,
            prefix=self._prefix or None,
            # All that a variable of the environment could change is said here.
            config={
                "aws_endpoint_url_s3": self._endpoint,
                "endpoint": self._endpoint,
                "region": self._region,
                "skip_signature": False,
                "virtual_hosted_style_request": False,
                "unsigned_payload": False,
                # One object by one request: several services do not know the other way.
                "disable_bulk_delete": True,
            },
            client_options={
                "allow_http": self._endpoint.startswith("http://"),
                "allow_invalid_certificates": False,
                "connect_timeout": seconds,
                "read_timeout": whole if tries_more == 0 else seconds,
                "timeout": whole,
                "pool_idle_timeout": timedelta(seconds=20),
                "user_agent": "Liaison",
            },
            retry_config={
                "max_retries": tries_more,
                "retry_timeout": seconds,
                "backoff": {
                    "init_backoff": timedelta(milliseconds=200),
                    "max_backoff": timedelta(seconds=2),
                    "base": 3,
                },
            },
            credential_provider=lambda: self._keys,
        )


@contextmanager
def _said() -> Iterator[None]:
    """Turn what the library says into words."""
    try:
        yield
    except (BaseError, OSError) as error:
        raise answers.trouble(error) from None


def _endpoint(typed: str) -> str:
    """Give the address of a server with its scheme; "" stays.

    Raises:
        InvalidValue: it is no address, or goes over the net in the clear.
    """
    if not typed:
        return ""
    whole = typed if "://" in typed else f"https://{typed}"
    try:
        found = urlsplit(whole)
        host, _port = found.hostname, found.port  # the port raises for what is no number
    except ValueError:
        host = None
    if not host or found.scheme not in {"https", "http"} or found.query or found.fragment:
        raise InvalidValue(
            _("That is no address of an S3 server. It looks like “https://s3.example.org”.")
        )
    if found.username or found.password:
        raise InvalidValue(
            _("Leave the user name and the password out of the address: Liaison asks for them.")
        )
    if found.scheme == "http" and host not in _LOOPBACK:
        raise InvalidValue(_("What goes to an http address can be read on the way. Use https."))
    return whole.rstrip("/")
