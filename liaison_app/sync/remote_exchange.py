"""One exchange with a remote: hear what is new, fetch it, put what colleagues may lack.

An exchange may end anywhere, by a crash or a lost connection, and the next one goes on. What came
is kept, what was put is known or is put again; there are no locks, and what is missing on a remote
means nothing. Where nothing is new it is one request.

A remote that lacks what this laptop put there is not believed. If all of it is gone, even the mark
of whose place it is, nothing is put there before a person has looked: a drive that is not connected
looks like that. If it went back to an older state, everything that is missing is put there again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from liaison_app.store import clashes
from liaison_app.store.changes import Written
from liaison_app.sync import (
    alarms,
    blob_book,
    ending,
    invites,
    office_codes,
    opening,
    outbox,
    peers,
    ranges,
    remote_heads,
    remote_layout,
    remote_state,
    rosters,
    shredding,
)
from liaison_app.sync.remote_blobs import Carried, Carrying
from liaison_app.sync.remote_fetching import DAMAGED, Fetched, is_due, leave, left
from liaison_app.sync.remote_getting import Getting
from liaison_app.sync.remote_hearing import Hearing, hear
from liaison_app.sync.remote_keeping import Keeping
from liaison_app.sync.remote_place import Place
from liaison_app.sync.remote_putting import MOST_WISHES, SAY_AGAIN, Putting, Sent
from liaison_app.sync.remote_reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from liaison_app.remotes.protocol import Remote
    from liaison_app.store.driver import Connection
    from liaison_app.sync.container import Record
    from liaison_app.sync.remote_state import State
    from liaison_app.workspace import Workspace

_MOST_ROUNDS = 3


@dataclass
class Exchanged:
    """What an exchange did.

    Attributes:
        bundles: what became of the bundles that came.
        fetched: how many came.
        sent: what was put there.
        conflicts: differences that were opened.
        joined: laptops that take part since.
        requests: ids of requests to join that wait for a person.
        alarms: what a person must look at because of it.
        removed: this laptop does not take part any more.
        lets_in: this laptop can read what the team writes.
        left: files that could not be read and are looked for again later.
        lacking: bundles that are known to be there, and did not come.
        went_back: the remote lacked what this laptop had put there.
        files: what became of attached files.
    """

    bundles: opening.Account = field(default_factory=opening.Account)
    fetched: Fetched = field(default_factory=Fetched)
    sent: Sent = field(default_factory=Sent)
    conflicts: int = 0
    joined: tuple[str, ...] = ()
    requests: tuple[str, ...] = ()
    alarms: tuple[alarms.Alarm, ...] = ()
    removed: bool = False
    lets_in: bool = True
    left: int = 0
    lacking: int = 0
    went_back: bool = False
    files: Carried = field(default_factory=Carried)


def exchange(
    workspace: Workspace,
    remote: Remote,
    n: int,
    progress: Callable[[int, int], object] | None = None,
    *,
    eager: bool = False,
) -> Exchanged:
    """Exchange with a remote what is new on both sides; attached files last.

    Args:
        workspace: this laptop's.
        remote: the place.
        n: its local number (`remote_state`).
        progress: called with (done, all) now and then; raises `Cancelled` to stop.
        eager: somebody asked for it: attached files that were left for later are tried now.

    Raises:
        RemoteTrouble: it stopped there; what was done before stays.
        ForeignFile, NewerFile: the place is another team's, or of a later Liaison.
        NoRoom, ReadOnlyPlace, Locked, Cancelled: it stopped there.
    """
    step = progress or (lambda _done, _all: None)
    return _Exchange(workspace, remote, n, step).run(eager=eager)


class _Exchange:
    def __init__(
        self, workspace: Workspace, remote: Remote, n: int, step: Callable[[int, int], object]
    ) -> None:
        known = workspace.reading(lambda conn: remote_state.find(conn, n))
        assert known is not None  # noqa: S101  (whoever asks has it from the list)
        self._workspace = workspace
        self._remote = remote
        self._n = n
        self._step = step
        self._name = known.name
        self._state: State = known.state
        self._laptop = peers.laptop_of(workspace.device)
        self.done = Exchanged()
        self._waited: set[object] | None = None

    def run(self, *, eager: bool) -> Exchanged:
        workspace, state = self._workspace, self._state
        invites.upkeep(workspace)
        self._step(0, 1)
        known = {one.n for one in workspace.reading(alarms.unseen)}
        heads = remote_layout.heads_in(self._remote.list(remote_layout.HEADS))
        place = Place(workspace, self._remote, state)
        whole = place.is_whole(heads)
        self.done.went_back = place.went_back
        lost, news = self._hear(heads)
        put = Putting(
            workspace, self._remote, self._name, state, self._step, self._save, self.done.sent
        )
        if news or lost or not whole or self._has_more(put):
            self._ask_what_waits()
            self._fetch()
            if not whole:
                self._find_what_is_there()
            keeping = Keeping(workspace, self._remote, state, self._step)
            keeping.look()
            if state.emptying:
                shredding.let_go(workspace)  # a restored laptop still has what others let go
            put.bundles(lost)
            keeping.put()
            if state.emptying:
                ending.end(workspace)
            put.head(put.team(), heads)
            if state.emptying:
                shredding.let_go(workspace)
            keeping.prune()
            state.upto = self._upto(put)
        state.done = state.tried = workspace.now().isoformat()
        state.trouble = ""
        self._save()
        if self._waited is not None:
            self.done.conflicts = len(_waiting(workspace) - self._waited)
            office_codes.tell_of_looks(workspace)  # in the exchange with which it came
        seen = workspace.reading(alarms.unseen)
        self.done.alarms = tuple(one for one in seen if one.n not in known)
        self.done.left = workspace.reading(lambda conn: left(conn, state))
        if self.done.lets_in and not self.done.removed:
            carrying = Carrying(workspace, self._remote, self._n, state, self._step, eager=eager)
            self.done.files = carrying.run(lost)
        return self.done

    def _ask_what_waits(self) -> None:
        """Before anything comes in, and not at all if nothing does: it is asked of all records."""
        if self._waited is None:
            self._waited = _waiting(self._workspace)

    def _has_more(self, put: Putting) -> bool:
        """Whether there may be something to fetch or to put although nobody says anything new."""
        state, now = self._state, self._workspace.now()
        return (
            state.upto != self._upto(put)
            or any(is_due(state, name, now) for name in state.stuck)
            or now - datetime.fromisoformat(state.said_at) >= SAY_AGAIN
        )

    def _upto(self, put: Putting) -> str:
        """Say how much this laptop has for others, in few words: more of anything changes them."""

        def work(conn: Connection) -> str:
            ops, bundles, ends = conn.execute(
                "SELECT (SELECT max(n) FROM op), (SELECT max(n) FROM bundle),"
                " (SELECT count(*) FROM epoch_end)"
            ).fetchone()
            entries, mail = put.about_team(conn)
            team = remote_heads.team_digest([*entries, *mail])
            wishes = " ".join(blob_book.wishes(conn, MOST_WISHES))
            return f"{self._workspace.device} {ops} {bundles} {ends} {team} {wishes}".strip()

        return self._workspace.reading(work)

    # --- what lies there

    def _find_what_is_there(self) -> None:
        """See which of all bundles that are here lie there, so that only the others are put."""
        workspace = self._workspace
        chains: dict[tuple[str, str], list[int]] = {}
        for one in workspace.reading(
            lambda conn: list(outbox.kept(conn, outbox.OWN, outbox.TAKEN))
        ):
            chains.setdefault((one.stream, one.dev), []).append(one.number)
        self._state.theirs = {}
        for done, ((stream, dev), numbers) in enumerate(chains.items()):
            self._step(done, len(chains))
            listing = self._remote.list(remote_layout.bundle_folder(stream, dev))
            there = remote_layout.numbers_in(listing) & set(numbers)
            if there:
                self._state.placed.setdefault(stream, {})[dev] = ranges.of(there)

    # --- hearing

    def _hear(self, heads: Mapping[str, list[int]]) -> tuple[list[str], bool]:
        """Take to heart what new heads say.

        Returns:
            the names of files that somebody looks for in vain, and whether there was any news.
        """
        reading = Reading(self._workspace, self._remote, self._state)
        lost: list[str] = []
        news = False
        for _again in range(_MOST_ROUNDS):
            records = reading.new_heads(heads)
            if not records:
                break
            news = True
            hearing = self._take_to_heart(records, reading.news_of_team(records))
            lost += hearing.wants
            if not hearing.opened:
                break
        return lost, news

    def _take_to_heart(self, records: Mapping[str, Record], team: list[Record]) -> Hearing:
        workspace = self._workspace
        self._ask_what_waits()
        heard: list[Hearing] = []

        def work(conn: Connection) -> Written:
            now = workspace.now()
            hearing = hear(workspace, conn, records, team, now)
            heard.append(hearing)
            self._remember(conn, records, team, hearing)
            opened = opening.Opening(workspace, conn, rosters.known(conn), now)
            if team or any(outbox.kept(conn, outbox.QUARANTINED)):
                opened.take((), lambda _done: None)  # a coordinator may have taken it in by now
            self._count(opened.account)
            return opened.written

        workspace.receive("sync", work, changes=0)
        [hearing] = heard
        self.done.joined += hearing.joined
        self.done.requests += hearing.requests
        self.done.removed, self.done.lets_in = hearing.removed, hearing.lets_in
        return hearing

    def _remember(
        self,
        conn: Connection,
        records: Mapping[str, Record],
        team: list[Record],
        hearing: Hearing,
    ) -> None:
        """Note what was read, and what was not and must be looked at again."""
        state, now = self._state, self._workspace.now()
        if hearing.opened:
            state.stuck = {}
        self._note_heads(records, hearing)
        state.read = sorted({*state.read, *hearing.settled})
        if not hearing.opened:
            kept = {*rosters.hashes(conn), *state.read}
            for dev in hearing.unread:
                leave(state, remote_layout.head_name(dev, records[dev].n), DAMAGED, now)
            for one in team:
                if one.hash not in kept:
                    leave(state, remote_layout.team_name(one.hash), DAMAGED, now)
        remote_state.save(conn, self._n, state)

    def _note_heads(self, records: Mapping[str, Record], hearing: Hearing) -> None:
        state = self._state
        for dev, head in hearing.heads.items():
            state.seen[dev] = records[dev].n
            state.theirs[dev] = head.placed
            if dev == self._workspace.device:  # it went off before it noted what it had put
                remote_state.note_placed(state, head.placed)
            state.their_snaps[dev] = dict(head.snaps)
            for former in head.contents.former:
                state.theirs.pop(former, None)
                state.their_snaps.pop(former, None)
            state.stuck.pop(remote_layout.head_name(dev, records[dev].n), None)

    # --- the rest

    def _fetch(self) -> None:
        getting = Getting(self._workspace, self._remote, self._state, self._step)
        try:
            getting.run()
        finally:
            for account in getting.accounts:
                self._count(account)
            self._save()
        self.done.fetched, self.done.lacking = getting.fetched, getting.lacking

    def _count(self, account: opening.Account) -> None:
        total = self.done.bundles
        total.new += account.new
        total.duplicates += account.duplicates
        total.waiting += account.waiting
        total.unreadable += account.unreadable
        total.asking += account.asking
        total.apart |= account.apart
        total.strangers += account.strangers

    def _save(self) -> None:
        def work(conn: Connection) -> Written:
            remote_state.save(conn, self._n, self._state)
            return Written()

        self._workspace.receive("sync", work, changes=0)


def _waiting(workspace: Workspace) -> set[object]:
    """Name all that waits for a person."""
    now, lookalikes = workspace.now(), workspace.shared.lookalikes
    return workspace.reading(lambda conn: clashes.names(conn, now, lookalikes))
