"""Who reads a sealed stream, and what a laptop may put into an entry of the roster.

A sealed stream is one liaison's caseload. Its members are not listed anywhere: they are the laptops
of that liaison and those of the coordinators, as the roster has them. So nobody can be added to it,
and a laptop that is let in, or gets a role, is a member at once. Only coordinators make such
streams and their secrets; an admin who is none can neither read them nor make them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from liaison_app.sync.roster_entries import (
    ADMIN,
    COORDINATOR,
    LIAISON,
    OFFICE,
    Action,
    Add,
    Caseload,
    Epoch,
    Found,
    Share,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Reader(Protocol):
    """A laptop as far as it matters who reads: `Laptop` of the roster, or `Add` of an entry."""

    @property
    def laptop(self) -> str:
        """16 hex digits."""

    @property
    def person(self) -> str:
        """The id of who works at it."""

    @property
    def roles(self) -> tuple[str, ...]:
        """Names of roles."""

    @property
    def age(self) -> str:
        """Its age recipient."""


def reads(reader: Reader, owner: str) -> bool:
    """Whether a laptop is a member of the sealed stream of a caseload; "" is the coordinators'."""
    return COORDINATOR in reader.roles or (bool(owner) and reader.person == owner)


@dataclass(frozen=True)
class Author:
    """Who signs an entry, and what the roster is by then.

    Attributes:
        laptop: whoever signs it.
        streams: the open streams that they take part in.
        owners: sealed streams and whose caseloads they are, those that the entry makes included.
        laptops: all that were let in, those that the entry lets in included.
    """

    laptop: Reader
    streams: frozenset[str]
    owners: Mapping[str, str]
    laptops: Mapping[str, Sequence[Reader]]

    def may(self, action: Action) -> bool:
        """Whether they may do this."""
        if isinstance(action, Found):
            return False
        roles = self.laptop.roles
        if isinstance(action, Caseload) or self._sealed(action):
            return COORDINATOR in roles and self._only_members(action)
        if ADMIN in roles:
            return True
        return COORDINATOR in roles and self._may_coordinator(action)

    def _sealed(self, action: Action) -> bool:
        return any(stream in self.owners for stream in _streams_of(action))

    def _only_members(self, action: Action) -> bool:
        """Whether a secret goes to nobody but members; the author is one of all of them."""
        open_streams = set(_streams_of(action)) - set(self.owners)
        if not isinstance(action, Share):
            return True
        given = [self.owners[one] for one in _streams_of(action) if one in self.owners]
        to = self.laptops.get(action.laptop, ())
        return all(reads(one, owner) for one in to for owner in given) and (
            ADMIN in self.laptop.roles or open_streams <= self.streams
        )

    def _may_coordinator(self, action: Action) -> bool:
        if isinstance(action, Add):
            return set(action.roles) <= {LIAISON, OFFICE} and set(action.streams) <= self.streams
        return isinstance(action, Epoch | Share) and set(_streams_of(action)) <= self.streams


def _streams_of(action: Action) -> list[str]:
    if isinstance(action, Epoch):
        return [action.stream]
    return [name[0] for name in action.epochs] if isinstance(action, Share) else []
