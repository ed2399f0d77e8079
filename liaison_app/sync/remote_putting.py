"""Putting on a remote what colleagues may lack: bundles and what is about the team, then the head.

What is put is put before the head that names it. The same bytes go out until they lie there, so
nothing is ever sealed twice; a crash between putting and remembering costs one comparison.
"""

from __future__ import annotations

import base64
import hashlib
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from liaison_app.errors import RemoteWrong
from liaison_app.language.catalogues import _
from liaison_app.remotes.protocol import Missing, Taken, TooLarge
from liaison_app.store import given_up, settings
from liaison_app.store.changes import Written
from liaison_app.store.travelling import held
from liaison_app.sync import (
    blob_book,
    epochs,
    identity,
    incarnations,
    joining,
    outbox,
    peers,
    ranges,
    receipts,
    remote_fetching,
    remote_heads,
    remote_layout,
    remote_snapshots,
    remote_state,
    remote_waiting,
    resealing,
    rosters,
    second_lives,
    sets,
    welcomes,
)
from liaison_app.sync.blob_parts import blob_of
from liaison_app.sync.container import Header, hash_of, seal
from liaison_app.sync.remote_hearing import belonging

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from liaison_app.remotes.protocol import Remote
    from liaison_app.store.driver import Connection
    from liaison_app.sync.container import Record
    from liaison_app.sync.remote_heads import Head
    from liaison_app.sync.remote_state import State
    from liaison_app.workspace import Workspace

SAY_AGAIN = timedelta(hours=24)
"""A laptop that has nothing new to say says that it is there once a day."""

MOST_WISHES = 20
"""So many attached files are asked for again at once."""

_MOST_TRIES = 5
_MOST_WHOLE = 1_000
IN_VAIN = 5
"""So often in a day a file is put again for somebody who cannot find it, though it lies there."""


@dataclass
class Sent:
    """What was put on a remote.

    Attributes:
        bundles: how many.
        changes: how many changes are in them.
        size: of them, in bytes.
        head: a head was put.
    """

    bundles: int = 0
    changes: int = 0
    size: int = 0
    head: bool = False


@dataclass
class Putting:
    """Puts on one remote, which people call `name`, what this laptop has for others."""

    workspace: Workspace
    remote: Remote
    name: str
    state: State
    step: Callable[[int, int], object]
    save: Callable[[], None]
    sent: Sent = field(default_factory=Sent)

    # --- bundles

    def bundles(self, lost: Iterable[str] = ()) -> None:
        """Seal what is not sealed, and put every bundle that nobody has put there.

        Args:
            lost: names of files that somebody looked for in vain.

        Raises:
            RemoteTrouble, Cancelled: what was put is remembered.
        """
        workspace = self.workspace

        def work(conn: Connection) -> Written:
            own = identity.own(workspace)
            resealing.seal_anew(workspace, conn, own)
            outbox.seal_pending(workspace, conn, own)
            return Written()

        workspace.receive("sync", work, changes=0)
        going = workspace.reading(
            lambda conn: remote_waiting.bundles(conn, self.state, workspace.device)
        )
        if any(one.dev == workspace.device for one in going):
            numbers = workspace.reading(lambda conn: outbox.numbers(conn, workspace.device))
            incarnations.sent(workspace, numbers)
        for done, one in enumerate(going):
            self.step(done, len(going))
            self._put(one)
            if done % 20 == 19:
                self.save()
        self.step(len(going), len(going))
        for name in self._believed(lost):
            self._put_again(name)

    def _believed(self, lost: Iterable[str]) -> list[str]:
        """Give the files to look after: not those which lay there whole time after time today.

        Parts of attached files have their turn after all else.
        """
        line, whole = self.workspace.now() - SAY_AGAIN, self.state.whole
        for name in [n for n, (_times, at) in whole.items() if datetime.fromisoformat(at) < line]:
            del whole[name]
        often = {name for name, (times, _at) in whole.items() if times >= IN_VAIN}
        return [one for one in dict.fromkeys(lost) if not blob_of(one) and one not in often]

    def _put(self, one: outbox.Kept) -> None:
        name = remote_layout.bundle_name(one.stream, one.dev, one.number)
        raw = self.workspace.reading(lambda conn: outbox.raw(conn, one.hash))
        if self._lies(name, raw):
            self._note(one.stream, one.dev, one.number)
            self.sent.bundles += 1
            self.sent.changes += one.changes
            self.sent.size += one.size

    def _lies(self, name: str, raw: bytes) -> bool:
        """Put a file; says whether these very bytes lie there now.

        What lies there under its name and is torn, or nothing that its author signed, gives way:
        whoever holds the right bytes may put them there.
        """
        for _again in range(2):
            with suppress(Taken):
                self.remote.put(name, raw)
                return True
            try:
                there = self.remote.get(name)
            except Missing:
                return False  # it is listed and not fetched, or was deleted just now
            except TooLarge:
                there = b""
            if there == raw:
                self._note_whole(name)
                return True
            other = belonging(self.workspace, name, there)
            if other:
                return self._is_as_good(name, other)
            self.remote.delete(name)
        return False  # it cannot be deleted, or comes back

    def _note_whole(self, name: str) -> None:
        whole = self.state.whole
        if name in whole or len(whole) < _MOST_WHOLE:
            times, since = whole.get(name, (0, self.workspace.now().isoformat()))
            whole[name] = [times + 1, since]

    def _is_as_good(self, name: str, other: Record) -> bool:
        """Whether another file than ours does as well; two lives of this laptop make way."""
        if remote_layout.hash_of(name):
            return True  # signed otherwise, and the same
        own = peers.laptop_of(self.workspace.device) == other.laptop
        if own:
            self._meet_second_life(other.stream, other.dev, other.n, other.hash)
        return False

    def _meet_second_life(self, stream: str, dev: str, number: int, name: str) -> None:
        """Another life of this laptop put a bundle of that number there: this one gives way."""
        workspace = self.workspace

        def work(conn: Connection) -> Written:
            heads = {stream: {dev: (number, name)}}
            second_lives.compare(workspace, conn, heads, now=workspace.now(), proved=True)
            return Written()

        workspace.receive("sync", work, changes=0)
        self.state.theirs.setdefault(dev, {}).setdefault(stream, {})[dev] = [[number, number]]

    def _put_again(self, name: str) -> None:
        """Put a file that somebody looked for in vain, if it is here."""
        bundle = remote_layout.bundle_of(name)
        if bundle:
            one = self.workspace.reading(lambda conn: outbox.find(conn, *bundle))
            if one and self._lies(
                name, self.workspace.reading(lambda conn: outbox.raw(conn, one.hash))
            ):
                self._note(*bundle)
            return
        if name.startswith(f"{remote_layout.APART}/"):
            wanted = remote_layout.hash_of(name)
            raw = self.workspace.reading(lambda conn: outbox.raw(conn, wanted))
            if raw:
                self._lies(name, raw)
            return
        entries, mail = self.workspace.reading(self.about_team)
        about = {**entries, **mail}.get(remote_layout.hash_of(name))
        if about:
            self._lies(name, about)
        elif name.startswith(f"{remote_layout.SNAPSHOTS}/"):
            remote_snapshots.make_anew(self.workspace, self.remote, self.state, name)

    def _note(self, stream: str, dev: str, number: int) -> None:
        chains = self.state.placed.setdefault(stream, {})
        chains[dev] = ranges.union(chains.get(dev, ()), [[number, number]])

    # --- about the team

    def team(self) -> tuple[str, ...]:
        """Put what is about the team; gives the hashes of what is for some laptop to look at."""
        entries, mail = self.workspace.reading(self.about_team)
        there = set(self.state.team)
        missing = {name: raw for name, raw in {**entries, **mail}.items() if name not in there}
        if missing:
            there |= remote_layout.records_in(self.remote.list(remote_layout.TEAM))
        for name, raw in missing.items():
            if name in there or self._lies(remote_layout.team_name(name), raw):
                there.add(name)
        self.state.team = sorted(there)
        return tuple(sorted(mail))

    def about_team(self, conn: Connection) -> tuple[dict[str, bytes], dict[str, bytes]]:
        """Give roster entries, and what is for some laptop to look at, by their hashes."""
        own = identity.own(self.workspace)
        entries = {hash_of(raw): raw for raw in rosters.raw_entries(conn)}
        mail = {hash_of(raw): raw for raw in welcomes.outgoing(self.workspace, conn)}
        enrolment = joining.enrolment(self.workspace, own)
        if enrolment is None:
            self.state.mail = {}
        elif not self.state.mail:  # it is sealed anew each time: what lies there must stay the same
            self.state.mail = {hash_of(enrolment): base64.b64encode(enrolment).decode()}
        mail |= {name: base64.b64decode(raw) for name, raw in self.state.mail.items()}
        return entries, mail

    # --- the head

    def head(self, mail: tuple[str, ...], heads: Mapping[str, list[int]]) -> None:
        """Put a head, if it says anything new or nothing was said for a day.

        Args:
            mail: hashes of what is for some laptop to look at.
            heads: the heads that lie there, as they were listed.
        """
        now = self.workspace.now()
        head = self.workspace.reading(lambda conn: self._head(conn, mail, now))
        said = _digest(head)
        device = self.workspace.device
        before = self.state.head if self.state.name == device else 0
        heard = self.state.seen.get(device, 0)
        same = said == self.state.said and before and before >= heard
        if same and now - datetime.fromisoformat(self.state.said_at) < SAY_AGAIN:
            return
        last = self.workspace.reading(lambda conn: remote_state.last_head(conn, device))
        number = max(last, heard)  # both ours: names prove nothing
        listed = frozenset(heads.get(device, ()))
        for _again in range(_MOST_TRIES):
            number += 1
            while number in listed:
                number += 1
            try:
                self.remote.put(remote_layout.head_name(device, number), self._sealed(head, number))
                break
            except Taken:
                continue
        else:
            raise RemoteWrong(
                _("The shared place says that it has files which it did not list. Test it.")
            )
        former = (self.state.name, self.state.head)
        self._remember(number, said, now, head.contents.have)
        self._tidy(heads, number, former)
        self.sent.head = True

    def _head(self, conn: Connection, mail: tuple[str, ...], now: datetime) -> Head:
        workspace = self.workspace
        roster = rosters.known(conn)
        streams = roster.streams
        have = {stream: devs for stream, devs in held(conn).items() if stream in streams}
        contents = sets.Contents(
            dev=workspace.device,
            stream=settings.get(conn, "stream.control"),
            n=1,
            root=workspace.root,
            time=now,
            have=second_lives.certain(conn, have),
            former=incarnations.former(conn),
            records=mail,
            heads=outbox.heads(conn),
            epochs=epochs.spoken(conn, roster),
            holes=given_up.holes(conn),
        )
        return remote_heads.Head(
            contents,
            self.state.placed,
            remote_heads.team_digest(map(hash_of, rosters.raw_entries(conn))),
            self._wants(conn),
            self.state.snaps,
        )

    def _wants(self, conn: Connection) -> tuple[str, ...]:
        doubted = map(remote_layout.apart_name, second_lives.doubted(conn).values())
        lost = remote_fetching.wants(self.state, remote_heads.MOST_WANTS)
        wanted = {*doubted, *lost, *blob_book.wishes(conn, MOST_WISHES)}
        return tuple(sorted(wanted, key=lambda name: (bool(blob_of(name)), name)))[
            : remote_heads.MOST_WANTS
        ]

    def _sealed(self, head: Head, number: int) -> bytes:
        def work(conn: Connection) -> bytes:
            own = identity.own(self.workspace)
            roster = rosters.known(conn)
            contents = replace(head.contents, n=number)
            epoch, recipient = epochs.current(conn, roster, contents.stream)
            pk = outbox.public_key(own, roster)
            header = Header(contents.stream, epoch, own.dev, number, "", pk)
            plain = remote_heads.pack(replace(head, contents=contents))
            return seal(plain, header, own.sign, recipient)

        return self.workspace.reading(work)

    def _remember(self, number: int, said: str, now: datetime, have: peers.Have) -> None:
        self.state.head, self.state.name = number, self.workspace.device
        self.state.said, self.state.said_at = said, now.isoformat()

        def work(conn: Connection) -> Written:
            mine = receipts.written_by(peers.laptop_of(self.workspace.device), have)
            receipts.note_made(conn, now, mine, self.name)
            return Written()

        if self.sent.bundles:
            self.workspace.receive("sync", work, changes=0)
        self.save()

    def _tidy(self, heads: Mapping[str, list[int]], number: int, last: tuple[str, int]) -> None:
        """Take away what this laptop said before, and what is under its name and never was ours.

        What another life of it said is not ours to take away.
        """
        device = self.workspace.device
        old = {(device, n) for n in heads.get(device, ()) if n < number or self._is_forged(n)}
        for dev, n in sorted(old | {last}):
            if n:
                self.remote.delete(remote_layout.head_name(dev, n))

    def _is_forged(self, number: int) -> bool:
        name = remote_layout.head_name(self.workspace.device, number)
        left = self.state.stuck.get(name)
        return left is not None and left[0] == remote_fetching.DAMAGED and left[2] > 1


def _digest(head: Head) -> str:
    """Give what a head says, its time left out."""
    fixed = replace(head.contents, time=datetime.fromisoformat("2000-01-01T00:00:00+00:00"))
    return hashlib.sha256(remote_heads.pack(replace(head, contents=fixed))).hexdigest()
