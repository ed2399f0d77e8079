"""The roster: who takes part, as a function of the set of signed entries, whatever their order.

Entries form a tree: each names its parent. They count in the order of (depth, hash); one whose
author may not do it in the state reached is left out, and what others built on it stands or falls
by itself. Two children of one parent are thus both applied if they can be; a laptop that signs two
is an alarm: somebody has a copy of its keys, or it was restored.

Removals beat additions. Once a laptop is removed nothing of it counts that its removal did not
build upon: else a thief could write an entry of long ago. Where two laptops remove each other, the
one that was let in first stays.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from liaison_app.sync import membership
from liaison_app.sync.roster_entries import (
    ADMIN,
    CONTROL,
    COORDINATOR,
    LIAISON,
    OFFICE,
    SEALED,
    Action,
    Add,
    Caseload,
    Entry,
    Epoch,
    EpochName,
    Found,
    Grant,
    Remove,
    Share,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime


@dataclass(frozen=True)
class Laptop:
    """A laptop that takes part, or took part.

    Attributes:
        laptop: 16 hex digits: what its devices have in common before the dot.
        name: what it is called.
        person: the id of who works at it.
        roles: names of roles (`StaffRole`).
        sign: its Ed25519 public key.
        age: its age recipient.
        streams: ids of the streams that it takes part in, sealed ones included.
        since: when it was let in, by the clock of who let it in, in UTC.
        removed: nothing that it signs since counts.
        left: since when, by the clock of who took it out, in UTC; None if it takes part.
        invite: the id of the invite that it came with, "" for the first one.
    """

    laptop: str
    name: str
    person: str
    roles: tuple[str, ...]
    sign: bytes
    age: str
    streams: tuple[str, ...]
    since: datetime
    removed: bool = False
    invite: str = ""
    left: datetime | None = None


@dataclass(frozen=True)
class Roster:
    """What a set of entries comes to.

    Attributes:
        root: 32 hex digits, "" when there is no first entry.
        practice: nothing of this is real.
        team: the id of the team's record.
        team_name: its name when the team began.
        streams: id of a stream to its kind: control, team, reference or sealed.
        owners: sealed streams and whose caseloads they are ("" the coordinators'), oldest first.
        laptops: all that were ever let in, by their 16 hex digits.
        epochs: stream to the number and the recipient that its writers use now.
        renewed: stream to when that epoch was made, by the clock of who made it, in UTC.
        wrapped: every epoch ever made, with its secret as it was wrapped.
        shares: what was given to those who came later.
        covered: laptop to the epochs whose secrets its keys can unwrap from here.
        head: number and hash of the entry that the next one builds upon.
        tips: hashes of the entries that nothing was built upon; what a removal has seen.
        alarms: laptops that signed two children of one parent.
        waiting: hashes of entries whose parent is not here.
    """

    root: str = ""
    practice: bool = False
    team: str = ""
    team_name: str = ""
    streams: Mapping[str, str] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)
    laptops: Mapping[str, Laptop] = field(default_factory=dict)
    epochs: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    renewed: Mapping[str, datetime] = field(default_factory=dict)
    wrapped: tuple[Epoch, ...] = ()
    shares: tuple[Share, ...] = ()
    covered: Mapping[str, frozenset[EpochName]] = field(default_factory=dict)
    head: tuple[int, str] = (0, "")
    tips: tuple[str, ...] = ()
    alarms: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()

    @property
    def members(self) -> tuple[Laptop, ...]:
        """The laptops that take part now, in the order in which they were let in."""
        return tuple(laptop for laptop in self.laptops.values() if not laptop.removed)

    def stream(self, kind: str) -> str:
        """Give the id of the stream of a kind; "" if there is none."""
        return next((stream for stream, its in self.streams.items() if its == kind), "")

    def open_streams(self, laptop: str) -> tuple[str, ...]:
        """Give the streams that a laptop takes part in which are nobody's own."""
        found = self.laptops.get(laptop)
        return tuple(one for one in found.streams if one not in self.owners) if found else ()

    def roles_of(self, laptop: str) -> tuple[str, ...]:
        """Give the roles that a laptop has now; none if it is unknown or removed."""
        found = self.laptops.get(laptop)
        return found.roles if found and not found.removed else ()


def fold(entries: Iterable[Entry], root: str = "") -> Roster:
    """Work out the roster from entries in any order.

    Args:
        entries: each with a key that its signature fits.
        root: what the roster is called; it goes into the answer.
    """
    once = {entry.hash: entry for entry in entries}
    ordered = sorted(once.values(), key=lambda entry: (entry.n, entry.hash))
    tree = _Tree({entry.hash: entry for entry in ordered})
    connected = [entry for entry in ordered if tree.connected(entry)]
    bounds: dict[str, set[str]] = {}
    left: dict[str, datetime] = {}
    while True:
        state = _State(bounds, left)
        for entry in connected:
            state.take(entry)
        new = [removal for removal in state.removals if removal[1] not in bounds]
        if not new:
            break
        rank = {laptop: at for at, laptop in enumerate(state.laptops)}
        by, laptop, entry = min(
            new, key=lambda one: (rank.get(one[0], len(rank)), one[2].n, one[2].hash, one[1])
        )
        left[laptop] = entry.time
        bounds[laptop] = tree.seen_by(entry, laptop) | ({entry.hash} if by == laptop else set())
    return state.roster(root, tree)


def may_write(roster: Roster, laptop: str, stream_kind: str) -> bool:
    """Whether what a laptop writes into streams of this kind counts.

    Anybody of the team may add to a colleague's caseload; what else they may not do there is judged
    change by change (`store.rights`).
    """
    found = roster.laptops.get(laptop)
    return (
        found is not None
        and not found.removed
        and (
            stream_kind == SEALED
            or any(roster.streams.get(stream) == stream_kind for stream in found.streams)
        )
    )


def may_invite(roster: Roster, laptop: str, role: str) -> bool:
    """Whether a laptop may let somebody in with this role."""
    roles = roster.roles_of(laptop)
    return ADMIN in roles or (COORDINATOR in roles and role in {LIAISON, OFFICE})


@dataclass(frozen=True)
class _Tree:
    entries: Mapping[str, Entry]
    known: dict[str, bool] = field(default_factory=dict)

    def connected(self, entry: Entry) -> bool:
        """Whether a chain of parents leads from an entry to a first one; parents come first."""
        parent = self.entries.get(entry.prev)
        self.known[entry.hash] = (entry.n == 1 and not entry.prev) or (
            parent is not None and parent.n == entry.n - 1 and self.known.get(parent.hash, False)
        )
        return self.known[entry.hash]

    def seen_by(self, removal: Entry, laptop: str) -> set[str]:
        """Give the hashes of the entries that stood before a laptop was removed."""
        heads = {removal.prev}
        for action in removal.do:
            if isinstance(action, Remove) and action.laptop == laptop:
                heads |= {seen for seen in action.seen if self.known.get(seen)}
        found: set[str] = set()
        for at in heads:
            while at and at not in found:
                found.add(at)
                at = self.entries[at].prev  # noqa: PLW2901  (up the chain)
        return found

    @property
    def tips(self) -> tuple[str, ...]:
        """Hashes of entries that nothing was built upon, in order."""
        parents = {entry.prev for entry in self.entries.values() if self.known[entry.hash]}
        return tuple(one for one in self.entries if self.known[one] and one not in parents)

    @property
    def waiting(self) -> tuple[str, ...]:
        """Hashes of entries that no chain of parents leads to."""
        return tuple(one for one in self.entries if not self.known[one])


@dataclass
class _State:
    """The roster while entries are applied, given which laptops are known to be removed."""

    bounds: Mapping[str, set[str]]
    left: Mapping[str, datetime]
    found: Found | None = None
    laptops: dict[str, Laptop] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    epochs: dict[str, tuple[int, str]] = field(default_factory=dict)
    renewed: dict[str, datetime] = field(default_factory=dict)
    wrapped: list[Epoch] = field(default_factory=list)
    shares: list[Share] = field(default_factory=list)
    covered: dict[str, set[EpochName]] = field(default_factory=dict)
    lineage: dict[str, frozenset[str]] = field(default_factory=dict)
    removals: list[tuple[str, str, Entry]] = field(default_factory=list)
    head: tuple[int, str] = (0, "")

    def take(self, entry: Entry) -> None:
        """Apply an entry if its author may do all of it."""
        self.lineage[entry.hash] = self.lineage.get(entry.prev, frozenset())
        if self._founds(entry) or self._permitted(entry):
            for action in entry.do:
                self._do(action, entry)
            self.head = (entry.n, entry.hash)

    def roster(self, root: str, tree: _Tree) -> Roster:
        """What was reached."""
        found = self.found or Found(practice=False, streams=(), team="", team_name="")
        return Roster(
            root=root if self.found else "",
            practice=found.practice,
            team=found.team,
            team_name=found.team_name,
            streams=dict(found.streams) | dict.fromkeys(self.owners, SEALED),
            owners=dict(self.owners),
            laptops={
                name: replace(
                    laptop,
                    removed=name in self.bounds,
                    left=self.left.get(name),
                    streams=self._streams_of(laptop),
                )
                for name, laptop in self.laptops.items()
            },
            epochs=dict(self.epochs),
            renewed=dict(self.renewed),
            wrapped=tuple(self.wrapped),
            shares=tuple(self.shares),
            covered={laptop: frozenset(names) for laptop, names in self.covered.items()},
            head=self.head,
            tips=tree.tips,
            alarms=_twice(tree, self.laptops),
            waiting=tree.waiting,
        )

    def _founds(self, entry: Entry) -> bool:
        """The first laptop lets itself in; nobody can have let it in before."""
        if entry.prev or self.found or not entry.do or not isinstance(entry.do[0], Found):
            return False
        return any(
            isinstance(one, Add) and (one.laptop, one.sign) == (entry.laptop, entry.key)
            for one in entry.do
        )

    def _permitted(self, entry: Entry) -> bool:
        author = self.laptops.get(entry.laptop)
        if not entry.prev or author is None or author.sign != entry.key:
            return False
        bound = self.bounds.get(entry.laptop)
        if bound is not None and entry.hash not in bound:
            return False
        known = self._author(author, entry)
        return all(self._may(known, action, entry) for action in entry.do)

    def _author(self, author: Laptop, entry: Entry) -> membership.Author:
        """Who signs an entry, with what it makes itself."""
        owners = dict(self.owners)
        laptops: dict[str, list[membership.Reader]] = {
            name: [laptop] for name, laptop in self.laptops.items()
        }
        for action in entry.do:
            if isinstance(action, Caseload):
                owners.setdefault(action.stream, action.owner)
            elif isinstance(action, Add):
                laptops.setdefault(action.laptop, [action])
        open_streams = frozenset(author.streams) - set(self.owners)
        return membership.Author(author, open_streams, owners, laptops)

    def _streams_of(self, laptop: Laptop) -> tuple[str, ...]:
        """Give the streams that a laptop was let into, and the sealed ones that it reads."""
        own = [one for one in laptop.streams if one not in self.owners]
        sealed = [one for one, owner in self.owners.items() if membership.reads(laptop, owner)]
        return (*own, *sealed)

    def _may(self, author: membership.Author, action: Action, entry: Entry) -> bool:
        if isinstance(action, Epoch):
            # Each entry goes one epoch on at most. Else one of the highest number would be the
            # last, and what somebody has learned could not be replaced any more.
            if action.epoch > entry.n:
                return False
            # Who reads no roster can take in no file at all, so that is for admins alone.
            kinds = dict(self.found.streams) if self.found else {}
            if kinds.get(action.stream) == CONTROL and ADMIN not in author.laptop.roles:
                return False
        return author.may(action)

    def _do(self, action: Action, entry: Entry) -> None:
        match action:
            case Found():
                self.found = action
            case Add():
                self._add(action, entry)
            case Epoch():
                self._epoch(action, entry)
            case Share():
                self.shares.append(action)
                self.covered.setdefault(action.laptop, set()).update(action.epochs)
            case Remove():
                self.removals.append((entry.laptop, action.laptop, entry))
                self.lineage[entry.hash] -= {action.laptop}  # no later secret is wrapped to it
            case Caseload() | Grant():
                self._enlarge(action)

    def _add(self, action: Add, entry: Entry) -> None:
        here = self.laptops.get(action.laptop)
        if here is None or here.sign == action.sign:
            self.lineage[entry.hash] |= {action.laptop}
        if here is None:  # nobody takes the place of another
            self.laptops[action.laptop] = Laptop(
                laptop=action.laptop,
                name=action.name,
                person=action.person,
                roles=action.roles,
                sign=action.sign,
                age=action.age,
                streams=action.streams,
                since=entry.time,
                invite=action.invite,
            )

    def _enlarge(self, action: Caseload | Grant) -> None:
        if isinstance(action, Caseload):
            if action.stream not in dict(self.found.streams if self.found else ()):
                self.owners.setdefault(action.stream, action.owner)
            return
        here = self.laptops.get(action.laptop)
        if here:
            roles = tuple(dict.fromkeys((*here.roles, *action.roles)))
            self.laptops[action.laptop] = replace(here, roles=roles)

    def _epoch(self, action: Epoch, entry: Entry) -> None:
        self.wrapped.append(action)
        owner = self.owners.get(action.stream)
        for laptop in self.lineage[entry.hash]:
            if owner is None or membership.reads(self.laptops[laptop], owner):
                self.covered.setdefault(laptop, set()).add(action.name)
        if action.epoch >= self.epochs.get(action.stream, (0, ""))[0]:
            self.epochs[action.stream] = (action.epoch, action.recipient)
            self.renewed[action.stream] = entry.time


def _twice(tree: _Tree, laptops: Mapping[str, Laptop]) -> tuple[str, ...]:
    """Laptops that signed two children of one parent."""
    counted = Counter(
        (entry.laptop, entry.prev)
        for entry in tree.entries.values()
        if entry.laptop in laptops and laptops[entry.laptop].sign == entry.key
    )
    return tuple(sorted({laptop for (laptop, _prev), times in counted.items() if times > 1}))
