"""What window and commands are told of shared places."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from liaison_app.remotes import addresses
from liaison_app.sync.remote_waiting import Waiting

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from liaison_app.errors import LiaisonError


@dataclass(frozen=True)
class RemoteLine:
    """A shared place.

    Attributes:
        n: its local number.
        name: what people here call it.
        kind: in words.
        url: its address; it holds no secret.
        done: when the last exchange that succeeded ended, in UTC; None if none did.
        tried: when the last one began, in UTC.
        trouble: what went wrong in the last one, in a sentence; "" if nothing.
        away: nobody need do anything about the trouble: it is tried again.
        empty: the trouble is that it lost everything: `renew` uses it again once a person looked.
        left: files that lie there and cannot be read; they are looked for again.
        went_back: since when it is known that the place lost something, in UTC; None if it did not.
        waiting: what does not get there.
        words: all that is wrong with it: the trouble, and what does not get there; "" if nothing.
    """

    n: int
    name: str
    kind: str
    url: str
    done: datetime | None
    tried: datetime | None
    trouble: str
    left: int
    went_back: datetime | None
    away: bool = False
    empty: bool = False
    waiting: Waiting = field(default_factory=Waiting)
    words: str = ""

    @property
    def rests(self) -> bool:
        """Nothing is wrong but that it is away, of which nobody need do anything."""
        return self.away and self.words == self.trouble

    @property
    def kind_name(self) -> str:
        """Its kind, as `OPENS` names it."""
        return addresses.kind_of(self.url)

    @property
    def folder(self) -> Path | None:
        """The folder that it is; None for another kind."""
        return addresses.folder_of(self.url) if self.kind_name == addresses.FOLDER else None


@dataclass(frozen=True)
class SyncDone:
    """What an exchange with one shared place did.

    Attributes:
        name: of the place.
        applied: changes that are new here.
        duplicates: changes that were here already.
        sent: changes that were put there.
        conflicts: differences that were opened and a person is to settle.
        waiting: changes that are kept until others arrive.
        joined: names of the colleagues whose laptops joined the team.
        requests: ids of requests to join that wait for an answer.
        notes: sentences about what a person should know.
        alarms: sentences about what a person must look at.
        trouble: what went wrong, in a sentence; "" if nothing. What is counted was done before.
        away: nobody need do anything about the trouble: it is tried again.
        retry_after: in how many seconds the place asks to be tried again; 0 if it did not.
        files_put: attached files that lie there whole since.
        files_fetched: attached files that came.
        more_files: others can go on at once.
        full: there is no room left there for all that this laptop has; the words say for what.
    """

    name: str
    applied: int = 0
    duplicates: int = 0
    sent: int = 0
    conflicts: int = 0
    waiting: int = 0
    joined: tuple[str, ...] = ()
    requests: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    alarms: tuple[str, ...] = ()
    trouble: str = ""
    away: bool = False
    retry_after: int = 0
    files_put: int = 0
    files_fetched: int = 0
    more_files: bool = False
    full: bool = False
    error: LiaisonError | None = field(default=None, compare=False, repr=False)
