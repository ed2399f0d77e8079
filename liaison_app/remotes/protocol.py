"""What every kind of shared place can do: six verbs, the same words for all that can go wrong.

Every file is written once, whole, under a name that nobody writes again, by one laptop; there are
no locks, and that a file is missing means nothing. So a remote needs little: no order, no promise
that a listing is fresh, nothing about times.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from liaison_app.errors import RemoteWrong
from liaison_app.language.catalogues import _

MOST_BYTES = 17 * 1024 * 1024
"""No file on a remote is larger: a sealed record with its header."""
MOST_LISTED = 250_000
"""No folder on a remote holds as many: a head for each laptop, a bundle for each exchange."""


def refuse_too_many(count: int) -> None:
    """Stop reading a listing that is longer than any of ours.

    Raises:
        RemoteWrong: it has more than `MOST_LISTED` files.
    """
    if count > MOST_LISTED:
        raise RemoteWrong(
            _(
                "This place holds more than {count} files in one folder, far more than Liaison"
                " puts there. Use another place, or ask the people who run this one."
            ).format(count=MOST_LISTED)
        )


class Missing(Exception):
    """There is no such file on the remote now; there may be one later."""


class Taken(Exception):
    """There is a file of that name already; it was left as it is."""


class TooLarge(RemoteWrong):
    """More comes than was to be read: no file of ours; the others may be well."""


@dataclass(frozen=True)
class Entry:
    """A file in a listing.

    Attributes:
        name: its last part, without the folder.
        size: in bytes; -1 if the remote does not say.
    """

    name: str
    size: int


class Remote(Protocol):
    """A shared place. One thread uses it at a time.

    Names are paths of lower-case letters, digits, `.`, `-` and `/`, never longer than 200
    characters, no part longer than 80: they mean the same on every file system.

    Every verb raises, besides what is named:
        RemoteAway: it cannot be reached now, or is busy; trying later helps.
        RemoteRefuses: it does not let us in, or a person must put something right.
        RemoteFull: there is no room left.
        RemoteWrong: it answers what no such server should.
    """

    def list(self, folder: str) -> list[Entry]:
        """Give the files that lie directly in a folder, in any order; none if there is no folder.

        A listing may be old, leave files out, or name one twice.
        """

    def get(self, name: str, *, start: int = 0, most: int = MOST_BYTES) -> bytes:
        """Read a file from byte `start` to its end.

        Raises:
            Missing: there is none, or it is a placeholder whose bytes are not here yet.
            TooLarge: more than `most` bytes come.
        """

    def put(self, name: str, data: bytes) -> None:
        """Write a new file, whole or not at all, making its folders.

        When it returns, the bytes are as safe as the remote keeps anything (a folder: fsync).

        Raises:
            Taken: there is a file of that name.
        """

    def delete(self, name: str) -> None:
        """Remove a file; there need not be one."""

    def probe(self) -> None:
        """Ask cheaply whether the place is there and lets us in: one request, nothing is written.

        A server that shows a log-in page to whoever has no network yet is away, not there.
        """

    def close(self) -> None:
        """Let go of connections."""


@runtime_checkable
class Makes(Protocol):
    """A remote whose own folder must be there before anything is put, and that can make it."""

    def make(self) -> None:
        """Make the folder and those above it if it is not there, for who just typed its address.

        Raises:
            RemoteTrouble: it cannot be reached, or does not let us make it.
        """
