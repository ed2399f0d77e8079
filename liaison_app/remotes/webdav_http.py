"""One connection to a WebDAV server: who we are to it, how much we read, and whom we trust.

Certificates are checked against what the computer trusts (truststore), so a district's own
authority counts. The system's proxy is used, but never for this computer itself. Redirects are not
followed: what is sent on elsewhere is told to a person instead.
"""

from __future__ import annotations

import base64
import ssl
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING

import httpx
import truststore

from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import _
from liaison_app.remotes import webdav_trouble
from liaison_app.remotes.addresses import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

GONE = frozenset({404, 410})
"""There is no such thing."""

_LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
_CONNECT_SECONDS = 10.0
_IDLE_SECONDS = 4.0  # Apache hangs up after 5: a request must not meet that
_SMALL = 64 * 1024
_CHUNK = 64 * 1024


@dataclass(frozen=True)
class Answer:
    """What a server answered.

    Attributes:
        status: as in HTTP.
        headers: by names in lower case.
        body: its bytes, as many as were to be read.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes


class Connection:
    """Requests to one server under one name, one after another, over a connection that is kept.

    Args:
        url: of the folder, as `addresses` has it: webdav+https:// or, on this computer, webdav+http://.
        user: name, "" for a place that asks for none.
        password: an app password as a rule.
        timeout: how many seconds to wait for each part of an answer.

    Raises:
        InvalidValue: the address is none of a WebDAV place, or has more than a path.
    """

    def __init__(self, url: str, user: str, password: str, *, timeout: float) -> None:
        self.base = _base_of(url)
        self._user, self._password = user, password
        self._digest = httpx.DigestAuth(user, password)
        self._timeout = timeout
        self._client: httpx.Client | None = None

    def close(self) -> None:
        """Hang up; the next request connects anew."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def url(self, path: str) -> httpx.URL:
        """Give the URL of a file, or of a folder with a slash at its end, inside the place."""
        return self.base.copy_with(raw_path=self.base.raw_path + path.encode("ascii"))

    def trouble(self, answer: Answer) -> Exception:
        """Say what is wrong with an answer."""
        if is_ok(answer.status) and webdav_trouble.is_page(answer.headers, answer.body):
            return webdav_trouble.log_in_first()
        return webdav_trouble.of_status(
            answer.status, answer.headers, self.base, named=bool(self._user)
        )

    def ask(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        *,
        most: int = _SMALL,
    ) -> Answer:
        """Send a request and read its answer.

        Args:
            method: of HTTP or WebDAV.
            path: inside the place.
            headers: of the request.
            body: of the request.
            most: an answer that is larger is an error, or cut there if it says that all failed.

        Raises:
            RemoteTrouble: no answer came, or too much of one.
        """
        with self._asking(method, path, headers or {}, body) as response:
            status = response.status_code
            if is_ok(status):
                return Answer(status, response.headers, self._body(response, most))
            return Answer(status, response.headers, _read_away(response))

    def _body(self, response: httpx.Response, most: int) -> bytes:
        said = response.headers.get("content-length", "")
        encoding = response.headers.get("content-encoding", "identity").strip().lower()
        if encoding not in {"", "identity"}:  # small on the way may be huge here
            raise webdav_trouble.wrong(self.base)
        body = bytearray()
        if said.isdigit() and int(said[:18]) > most:
            body += next(response.iter_raw(_CHUNK), b"")
        else:
            for chunk in response.iter_raw(_CHUNK):
                body += chunk
                if len(body) > most:
                    break
            else:
                return bytes(body)
        if webdav_trouble.is_page(response.headers, bytes(body[:_CHUNK])):
            raise webdav_trouble.log_in_first()
        raise webdav_trouble.TooMuch(self.base)

    @contextmanager
    def _asking(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes | None
    ) -> Iterator[httpx.Response]:
        """Have an answer whose body was not read yet; in the words of people if none comes."""
        try:
            client = self._client = self._client or self._connect()
            request = client.build_request(
                method, self.url(path), headers={**self._name(), **headers}, content=body
            )
            response = self._send(client, request)
            try:
                yield response
            finally:
                response.close()
        except httpx.HTTPError as error:
            raise webdav_trouble.of_exception(error, self.base) from None
        except UnicodeError:  # a host whose name no server can have
            raise webdav_trouble.of_exception(httpx.ConnectError(""), self.base) from None

    def _name(self) -> dict[str, str]:
        """Say at once who asks: a server that wants Digest instead says so and is asked again."""
        if not self._user:
            return {}
        pair = base64.b64encode(f"{self._user}:{self._password}".encode()).decode("ascii")
        return {"Authorization": f"Basic {pair}"}

    def _send(self, client: httpx.Client, request: httpx.Request) -> httpx.Response:
        if not self._user:
            return client.send(request, stream=True, auth=None)
        flow = self._digest.auth_flow(request)  # driven by hand: httpx would read a 401 whole
        response = client.send(next(flow), stream=True, auth=None)
        try:
            request = flow.send(response)
        except StopIteration:
            return response
        except UnicodeError:
            response.close()
            raise webdav_trouble.of_user_name(self.base) from None
        except (KeyError, ValueError, NotImplementedError):  # it is asked for in an unknown way
            response.close()
            raise webdav_trouble.wrong(self.base) from None
        _read_away(response)
        response.close()
        return client.send(request, stream=True, auth=None)

    def _connect(self) -> httpx.Client:
        try:
            client = httpx.Client(
                verify=truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
                trust_env=self.base.host not in _LOCAL_HOSTS,  # the system's proxies
                cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),  # none are kept
                headers={"Accept": "*/*", "Accept-Encoding": "identity", "User-Agent": "Liaison"},
                timeout=httpx.Timeout(self._timeout, connect=min(self._timeout, _CONNECT_SECONDS)),
                limits=httpx.Limits(
                    max_connections=1, max_keepalive_connections=1, keepalive_expiry=_IDLE_SECONDS
                ),
            )
        except (ValueError, ImportError, httpx.InvalidURL):
            raise webdav_trouble.of_proxy_setting() from None
        return client


def is_ok(status: int) -> bool:
    """Tell whether the server says that it did what was asked."""
    return 200 <= status < 300


def _read_away(response: httpx.Response) -> bytes:
    """Read what a refusal says, so that the connection serves again; it is shown to nobody."""
    body = b""
    for chunk in response.iter_raw(_CHUNK):
        body += chunk
        if len(body) > _SMALL:
            break
    return body


def _base_of(url: str) -> httpx.URL:
    kind_of(url)
    scheme, _colon, rest = url.partition(":")
    try:
        base = httpx.URL(f"{scheme.removeprefix('webdav+')}:{rest}")
        path = base.raw_path.decode("ascii")
    except (httpx.InvalidURL, UnicodeError):
        raise InvalidValue(_("That is no address of a server. Check its spelling.")) from None
    if "?" in rest or "#" in rest or not scheme.startswith("webdav+"):
        raise InvalidValue(
            _("The address of a WebDAV place ends with a folder, without “?” or “#”.")
        )
    return base.copy_with(raw_path=(path.rstrip("/") + "/").encode("ascii"))
