"""Making the folder of a WebDAV place, for a person who just typed its address.

Nobody else makes it: a folder that a team used and that is gone may be a drive that is not
connected, or a server that lost it, and an empty one in its place would look like the right one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.errors import RemoteRefuses
from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison_app.remotes.webdav_http import Answer, Connection

_IS_THERE = frozenset({201, 405})  # 405: a colleague made it just now
_NO_PARENT = frozenset({404, 409})
_WILL_NOT = frozenset({403, 404, 409, 410, 501})


def make(url: str, connected: Callable[[str], Connection]) -> None:
    """Make a folder, and before it those above that are not there.

    Args:
        url: its address, as `webdav.WebDavRemote` takes it.
        connected: gives a connection to an address.

    Raises:
        RemoteTrouble: it cannot be made; where the server will not, it says what to do.
    """
    server = connected(url)
    try:
        answer = server.ask("MKCOL", "")
        above = _above(url)
        if answer.status in _NO_PARENT and above:
            make(above, connected)
            answer = server.ask("MKCOL", "")
        if answer.status not in _IS_THERE:
            raise _trouble(server, answer)
    finally:
        server.close()


def _above(url: str) -> str:
    """Give the folder above; "" for the top of a server."""
    begin, _slashes, rest = url.rstrip("/").partition("://")
    host, _slash, path = rest.partition("/")
    above = path.rstrip("/").rpartition("/")[0]
    return f"{begin}://{host}/{above}" if above else ""


def _trouble(server: Connection, answer: Answer) -> Exception:
    if answer.status not in _WILL_NOT:
        return server.trouble(answer)
    return RemoteRefuses(
        _(
            "There is no such folder on {host}, and the server does not let Liaison make it. Make"
            " the folder there, ask whoever looks after the server, or correct the address."
        ).format(host=isolate(server.base.host))
    )
