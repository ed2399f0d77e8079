"""Reading on a remote what says whether anything is new: heads, and records about the team.

Whoever may write to a place may lay a million files there whose names look like ours. So of what
one laptop could have put there, of what strangers did, and in all, only so much is read in vain at
once; what was never tried comes first, so nothing is hidden for good behind what cannot be read.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from heapq import nsmallest
from typing import TYPE_CHECKING

from liaison_app.errors import LiaisonError, RemoteTrouble
from liaison_app.remotes.protocol import Missing, TooLarge
from liaison_app.sync import identity, peers, remote_heads, remote_layout, rosters, signatures
from liaison_app.sync.remote_fetching import DAMAGED, MISSING, is_due, leave, tries
from liaison_app.sync.remote_hearing import one_record, readable
from liaison_app.sync.remote_place import MOST_HEAD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from liaison_app.remotes.protocol import Remote
    from liaison_app.sync.container import Record
    from liaison_app.sync.remote_state import State
    from liaison_app.workspace import Workspace

_MOST_STRANGERS = 20  # heads of laptops that nobody knows, in one exchange
_MOST_OF_ONE = 5  # heads of one laptop, under all its names
_MOST_OF_TEAM = 2_000  # records about the team
_MOST_BYTES = 16 * 1024 * 1024  # of those
_MOST_IN_VAIN = 100
_MOST_READ = 10_000  # hashes of records that need not be read again


@dataclass
class Reading:
    """Reads what is new on one remote."""

    workspace: Workspace
    remote: Remote
    state: State

    def new_heads(self, heads: Mapping[str, list[int]]) -> dict[str, Record]:
        """Fetch the newest head of each laptop that says something new, as its author signed it.

        Args:
            heads: the numbers that are listed, of each laptop.

        Raises:
            RemoteTrouble: the place fails.
        """
        self._forget_what_is_gone(heads)
        known = {*self.workspace.reading(rosters.known).laptops, self._laptop}
        most = Counter(dict.fromkeys(known, _MOST_OF_ONE)) + Counter({"": _MOST_STRANGERS})
        found: dict[str, Record] = {}
        ours = [dev for dev in heads if peers.laptop_of(dev) in known]
        others = (dev for dev in heads if peers.laptop_of(dev) not in known)

        def turn(dev: str) -> tuple[bool, int, str]:
            """Those that were heard come first, then what was tried least."""
            newest = remote_layout.head_name(dev, heads[dev][-1])
            return dev not in self.state.seen, tries(self.state, newest), dev

        for dev in (*sorted(ours, key=turn), *nsmallest(_MOST_STRANGERS, others, key=turn)):
            laptop = peers.laptop_of(dev)
            who = laptop if laptop in known else ""
            for number in self._worth_reading(dev, heads[dev]):
                if most[who] <= 0 or dev in found:
                    break
                most[who] -= 1
                record = self._head(dev, number)
                if record:
                    found[dev] = record
        return found

    def news_of_team(self, records: Mapping[str, Record]) -> list[Record]:
        """Fetch what is about the team and not here, if any head says that there is something.

        Args:
            records: the new heads, by the name of their laptop.

        Raises:
            RemoteTrouble: the place fails.
        """
        workspace, state = self.workspace, self.state
        heads = workspace.reading(lambda conn: readable(workspace, conn, records))
        entries = workspace.reading(rosters.hashes)
        digest = remote_heads.team_digest(entries)
        named = {name for head in heads.values() for name in head.contents.records}
        others: set[str] = set()
        if len(heads) < len(records) or any(one.team != digest for one in heads.values()):
            others = remote_layout.records_in(self.remote.list(remote_layout.TEAM))
            state.read = [name for name in state.read if name in others][:_MOST_READ]
        known = {*entries, *state.read}
        return list(self._records([*self._in_turn(named - known), *self._in_turn(others - known)]))

    # --- in which order, and how many

    @property
    def _laptop(self) -> str:
        return peers.laptop_of(self.workspace.device)

    def _worth_reading(self, dev: str, numbers: list[int]) -> list[int]:
        """Give the newest two that were not heard and are due, and the oldest three.

        Where nobody means harm the newest is good, and no other is looked at.
        """
        state, now = self.state, self.workspace.now()
        new = [
            number
            for number in numbers
            if number > state.seen.get(dev, 0)
            and (dev, number) != (state.name, state.head)
            and is_due(state, remote_layout.head_name(dev, number), now)
        ]
        return list(dict.fromkeys((*new[:-3:-1], *new[:3])))

    def _in_turn(self, names: Iterable[str]) -> list[str]:
        places = {name: remote_layout.team_name(name) for name in names}
        return sorted(places.values(), key=lambda place: (tries(self.state, place), place))

    def _forget_what_is_gone(self, heads: Mapping[str, list[int]]) -> None:
        for name in list(self.state.stuck):
            named = remote_layout.head_of(name)
            if named and named[1] not in heads.get(named[0], ()):
                del self.state.stuck[name]

    # --- reading

    def _head(self, dev: str, number: int) -> Record | None:
        name = remote_layout.head_name(dev, number)
        record = self._record(name)
        if record is None:
            return None
        roster = self.workspace.reading(rosters.known)
        try:
            signatures.check(record, roster, identity.own(self.workspace))
        except LiaisonError:
            record = None
        if record and (record.dev, record.n) == (dev, number):
            return record
        leave(self.state, name, DAMAGED, self.workspace.now())
        return None

    def _records(self, places: Iterable[str]) -> Iterator[Record]:
        now = self.workspace.now()
        count = size = vain = 0
        for place in places:
            if count == _MOST_OF_TEAM or size > _MOST_BYTES or vain == _MOST_IN_VAIN:
                return
            if not is_due(self.state, place, now):
                continue
            record = self._record(place)
            if record is None:
                vain += 1
                continue
            count, size = count + 1, size + len(record.raw)
            yield record

    def _record(self, name: str) -> Record | None:
        """Read one record; None, and left for later, if there is none."""
        why = DAMAGED
        try:
            return one_record(self.remote.get(name, most=MOST_HEAD))
        except Missing:  # of a head: its author has put a newer one there since
            why = MISSING
        except TooLarge:
            pass
        except LiaisonError as error:
            if isinstance(error, RemoteTrouble):
                raise
        leave(self.state, name, why, self.workspace.now())
        return None
