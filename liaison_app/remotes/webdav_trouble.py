"""What goes wrong with a WebDAV server, in a person's words.

Of what the server itself says only the status, when to come back, and where a folder has moved to
are used: its texts may be long, foreign or false, and a log-in page is nobody's business.
"""

from __future__ import annotations

import re
import ssl
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

import httpx

from liaison_app.errors import RemoteAway, RemoteFull, RemoteRefuses, RemoteTrouble, RemoteWrong
from liaison_app.language.catalogues import N_, _
from liaison_app.language.names import isolate
from liaison_app.remotes.protocol import TooLarge

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_A_DAY = 24 * 60 * 60
_A_MINUTE = 60
_PLAIN_PATH = re.compile(r"/[A-Za-z0-9/._~%@+-]{0,150}")
_OUT_OF_DATE, _FOR_ANOTHER_HOST = {9, 10}, {62, 64}  # OpenSSL's x509_vfy.h

_REFUSES: Mapping[int, str] = {
    403: N_(
        "{host} does not let this account read and write here. Ask whoever looks after the server"
        " to allow both in this folder."
    ),
    404: N_("There is no such folder on {host}. Make it there, or correct the address."),
    407: N_(
        "The proxy of this network asks for a password. Ask whoever looks after the network how to"
        " reach {host}."
    ),
    413: N_(
        "{host} takes no file as large as this one. Ask whoever looks after the server to allow"
        " files of 17 megabytes."
    ),
}
_REFUSES = {**_REFUSES, 409: _REFUSES[404], 410: _REFUSES[404]}

_BUSY = N_("{host} is busy. Nothing is lost: it is tried again later.")
_ILL = N_("{host} has trouble of its own just now. Nothing is lost: it is tried again later.")
_AWAY: Mapping[int, str] = {
    408: _BUSY,
    423: N_("Somebody else has this file open on {host}. It is tried again later."),
    425: _BUSY,
    429: _BUSY,
    500: _ILL,
    502: _ILL,
    503: _BUSY,
    504: _ILL,
}


class AnswerLost(RemoteAway):
    """The request may have been carried out, but its answer did not arrive."""


class TooMuch(TooLarge):
    """More comes than was asked for, or than any listing has."""

    def __init__(self, url: httpx.URL) -> None:
        super().__init__(
            _("{host} sends more than was asked for. Nothing of it was used.").format(
                host=isolate(url.host)
            )
        )


def log_in_first() -> RemoteAway:
    """Say that a network shows a page of its own to whoever asks for anything."""
    return RemoteAway(
        _(
            "The network asks for a log-in page first. Open any web page, log in there, and try"
            " again."
        )
    )


def is_page(headers: Mapping[str, str], start: bytes) -> bool:
    """Tell a web page for people from what was asked for, by its type and its first bytes."""
    kind = headers.get("content-type", "").lower()
    return "html" in kind and start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def of_status(
    status: int, headers: Mapping[str, str], url: httpx.URL, *, named: bool
) -> RemoteTrouble:
    """Say what a status means that is not one of those hoped for (RFC 9110, 4918 and 6585).

    Args:
        status: of the answer.
        headers: of the answer.
        url: what was asked for.
        named: a user name was given.
    """
    host = isolate(url.host)
    if 300 <= status < 400:
        return _of_redirect(headers, url)
    if status == 401:
        return RemoteRefuses(_password(named=named).format(host=host))
    if status == 511:
        return log_in_first()
    if words := _REFUSES.get(status):
        return RemoteRefuses(_(words).format(host=host))
    if words := _AWAY.get(status):
        return RemoteAway(_(words).format(host=host), retry_after=retry_after(headers))
    if status == 507:
        return RemoteFull(
            _("There is no room left on {host}. Ask whoever looks after it to make room.").format(
                host=host
            )
        )
    return wrong(url)


def wrong(url: httpx.URL) -> RemoteWrong:
    """Say that an answer makes no sense from a WebDAV server."""
    return RemoteWrong(
        _(
            "{host} does not answer as a WebDAV server should. Check the address with whoever"
            " looks after the server."
        ).format(host=isolate(url.host))
    )


def retry_after(headers: Mapping[str, str]) -> int:
    """Give the seconds in which to come back, at most a day; 0 if the server does not say.

    A time of day is counted from the server's own clock, since the laptop's may be wrong.
    """
    said = headers.get("retry-after", "").strip()
    if not said:
        return 0
    if said.isascii() and said.isdigit():
        return min(int(said[:9]), _A_DAY)
    try:
        wait = parsedate_to_datetime(said) - parsedate_to_datetime(headers.get("date", ""))
    except (ValueError, TypeError):
        return _A_MINUTE
    return max(0, min(int(wait.total_seconds()), _A_DAY))


def of_exception(error: Exception, url: httpx.URL) -> RemoteTrouble:
    """Say what a connection failed at."""
    host = isolate(url.host)
    if refused := next(filter(_is_tls, _causes(error)), None):
        return _of_tls(refused, host)
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
        return RemoteAway(
            _("{host} cannot be reached now. It is tried again when there is a network.").format(
                host=host
            )
        )
    if isinstance(error, httpx.ProxyError):
        if str(error).startswith("407"):
            return RemoteRefuses(_(_REFUSES[407]).format(host=host))
        return RemoteAway(
            _(
                "The proxy of this network does not lead to {host} now. It is tried again later."
            ).format(host=host)
        )
    if isinstance(error, httpx.TimeoutException):
        return AnswerLost(
            _("{host} did not answer in time. It is tried again later.").format(host=host)
        )
    if isinstance(error, httpx.NetworkError) or _broke_off(error):
        return AnswerLost(
            _("The connection to {host} broke off. It is tried again later.").format(host=host)
        )
    return wrong(url)


def of_user_name(url: httpx.URL) -> RemoteRefuses:
    """Say that the way in which a server asks for a password (Digest) has no other letters."""
    return RemoteRefuses(
        _(
            "{host} takes user names of the letters a to z only. Ask for an account with one."
        ).format(host=isolate(url.host))
    )


def of_proxy_setting() -> RemoteRefuses:
    """Say that the computer names a proxy of a kind that cannot be used."""
    return RemoteRefuses(
        _(
            "This computer is set to use a proxy that Liaison cannot use. Ask whoever looks after"
            " the computer for an HTTP proxy."
        )
    )


def not_kept(url: httpx.URL) -> RemoteAway:
    """Say that a server took a file and did not keep it whole."""
    return RemoteAway(
        _("{host} did not keep the whole of a file. It is put there again later.").format(
            host=isolate(url.host)
        )
    )


def _password(*, named: bool) -> str:
    if named:
        return _(
            "{host} does not accept the user name and password. Make a new app password there and"
            " type it in again."
        )
    return _("{host} asks for a user name and a password. Type them in.")


def _of_redirect(headers: Mapping[str, str], url: httpx.URL) -> RemoteTrouble:
    """Nothing is ever sent on to where a redirect leads; a person may, who knows the place."""
    host = isolate(url.host)
    try:
        there = url.join(headers.get("location", ""))
    except httpx.InvalidURL:
        return wrong(url)
    if (there.scheme, there.host, there.port) != (url.scheme, url.host, url.port):
        return RemoteAway(
            _(
                "{host} sends us on to another place. The network may ask for a log-in page first:"
                " open any web page and log in. If it stays so, ask for the right address."
            ).format(host=host)
        )
    path = there.raw_path.decode("ascii")
    if there.path == url.path or not _PLAIN_PATH.fullmatch(path):
        return wrong(url)
    return RemoteRefuses(
        _("{host} says that this place is at {path}. Correct the address.").format(
            host=host, path=isolate(path)
        )
    )


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _is_tls(error: BaseException) -> bool:
    return isinstance(error, ssl.SSLError) and not isinstance(
        error, ssl.SSLEOFError | ssl.SSLZeroReturnError
    )


def _of_tls(error: BaseException, host: str) -> RemoteTrouble:
    if not isinstance(error, ssl.SSLCertVerificationError):
        return RemoteWrong(
            _(
                "{host} does not speak the way that keeps others from listening (TLS), so nothing"
                " was sent. Check the address."
            ).format(host=host)
        )
    code = error.verify_code
    if code in _OUT_OF_DATE:
        words = _(
            "The certificate of {host} is out of date, or the date of this computer is wrong, so"
            " nothing was sent. Check the date; then ask whoever looks after the server."
        )
    elif code in _FOR_ANOTHER_HOST:
        words = _(
            "What answers shows a certificate that is not that of {host}, so nothing was sent. Log"
            " in to the network if it asks for that; else check the address."
        )
    else:
        words = _(
            "This computer does not trust the certificate of {host}, so nothing was sent. Ask"
            " whoever looks after the computer to install the authority that it is from."
        )
    return RemoteRefuses(words.format(host=host))


def _broke_off(error: Exception) -> bool:
    """Tell a connection that ended too early from an answer that is no HTTP, by h11's words."""
    return isinstance(error, httpx.RemoteProtocolError) and str(error).startswith(
        ("Server disconnected", "peer closed connection")
    )
