"""What a laptop remembers of a remote: in its own encrypted file, never an op, never sent.

What the remote itself says is not enough: it may have been put back to an older state, or be an
empty folder where a drive is not connected. So a laptop remembers what it put there and the newest
it saw of everybody.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from liaison_app.remotes.addresses import Address
from liaison_app.store import settings
from liaison_app.store.changes import Written
from liaison_app.sync import blob_book, ranges

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison_app.store.driver import Connection
    from liaison_app.sync.ranges import Ranges
    from liaison_app.workspace import Workspace

_HEAD = "remote.head."
AWAY, EMPTY, FULL = "away", "empty", "full"
Chains = dict[str, dict[str, "Ranges"]]
"""Stream to incarnation to the numbers of bundles."""


@dataclass
class State:
    """What is known of one remote.

    Attributes:
        id: of the place; "" before the first exchange.
        head: number of the last head put there under the name in use.
        name: the name (laptop and incarnation) that it was put under.
        said: what it said, as a digest, so that the same is not said twice.
        said_at: when it was put there; ISO 8601, UTC.
        seen: the highest head of each laptop that was taken in.
        placed: bundles that this laptop put there.
        theirs: what each laptop's newest head says that it put there.
        deleted: bundles that this laptop deleted there, because a snapshot holds them.
        snaps: stream to the newest snapshot that this laptop put or read there.
        their_snaps: what each laptop's newest head says of those.
        team: hashes of the records about the team that lie there for certain.
        read: hashes of those that were read and need not be again, besides roster entries.
        mail: hash to base64: a request to join that is ours, until it is answered.
        stuck: name of a file that cannot be read to [why, since (ISO), tries, try again (ISO)].
        whole: name of a file that somebody looked for in vain, though it lay there whole, to how
            often that was so in a day, and since when (ISO).
        tried: when the last exchange began; ISO 8601, UTC.
        done: when the last one that succeeded ended.
        trouble: what went wrong in the last one, for a person; "" if nothing.
        why: what kind of trouble it was: AWAY, EMPTY, FULL, or "" for any other; of no trouble,
            anything.
        looked: up to which op (its local number) it was looked whether words were emptied.
        emptying: some were: what was sealed before must give way, here and there.
        upto: how far everything that this laptop has for others was put there.
        gone_back: since when this place is known to lack what it had; "" if it does not.
    """

    id: str = ""
    head: int = 0
    name: str = ""
    said: str = ""
    said_at: str = ""
    seen: dict[str, int] = field(default_factory=dict)
    placed: Chains = field(default_factory=dict)
    theirs: dict[str, Chains] = field(default_factory=dict)
    deleted: Chains = field(default_factory=dict)
    snaps: dict[str, str] = field(default_factory=dict)
    their_snaps: dict[str, dict[str, str]] = field(default_factory=dict)
    team: list[str] = field(default_factory=list)
    read: list[str] = field(default_factory=list)
    mail: dict[str, str] = field(default_factory=dict)
    stuck: dict[str, list[Any]] = field(default_factory=dict)
    whole: dict[str, list[Any]] = field(default_factory=dict)
    tried: str = ""
    done: str = ""
    trouble: str = ""
    why: str = ""
    looked: int = 0
    emptying: bool = False
    upto: str = ""
    gone_back: str = ""


def note_placed(state: State, chains: Chains) -> None:
    """Note that these bundles were put there by this laptop, but those that it deleted since."""
    for stream, devs in chains.items():
        mine = state.placed.setdefault(stream, {})
        for dev, some in devs.items():
            gone = state.deleted.get(stream, {}).get(dev, ())
            mine[dev] = ranges.union(mine.get(dev, ()), ranges.without(some, gone))


@dataclass(frozen=True)
class Known:
    """A remote as it is kept.

    Attributes:
        n: its local number.
        name: what a person calls it.
        address: where it is and what opens it.
        state: what is known of it.
    """

    n: int
    name: str
    address: Address
    state: State


def note(workspace: Workspace, action: str, work: Callable[[Connection], object]) -> None:
    """Write what is this laptop's own alone, and no change of any record, in one transaction.

    Args:
        workspace: this laptop's.
        action: what this is called.
        work: writes inside the transaction.

    Raises:
        NoRoom, ReadOnlyPlace, Locked, and what `work` raises: nothing was written.
    """

    def write(conn: Connection) -> Written:
        work(conn)
        return Written()

    workspace.receive(action, write, changes=0)


def every(conn: Connection) -> list[Known]:
    """Give the remotes, in the order in which they were added."""
    rows = conn.execute("SELECT n, name, url, keys, state FROM remote ORDER BY n")
    return [
        Known(
            row["n"],
            row["name"],
            Address(row["url"], json.loads(row["keys"])),
            State(**json.loads(row["state"])),
        )
        for row in rows
    ]


def find(conn: Connection, n: int) -> Known | None:
    """Give the remote of this number."""
    return next((one for one in every(conn) if one.n == n), None)


def add(conn: Connection, name: str, address: Address) -> int:
    """Keep a remote, in the caller's transaction; gives its number."""
    made = conn.execute(
        "INSERT INTO remote (name, url, keys, state) VALUES (?, ?, ?, '{}')",
        (name, address.url, json.dumps(dict(address.keys))),
    )
    return int(made.lastrowid)


def put_keys(conn: Connection, n: int, address: Address) -> None:
    """Write another address or other keys, in the caller's transaction."""
    conn.execute(
        "UPDATE remote SET url = ?, keys = ? WHERE n = ?",
        (address.url, json.dumps(dict(address.keys)), n),
    )


def save(conn: Connection, n: int, state: State) -> None:
    """Write what is known, in the caller's transaction."""
    conn.execute("UPDATE remote SET state = ? WHERE n = ?", (json.dumps(asdict(state)), n))
    if state.head > last_head(conn, state.name):
        settings.put(conn, _HEAD + state.name, str(state.head))


def last_head(conn: Connection, device: str) -> int:
    """Give the highest number of a head that was put anywhere under a name; 0 if none was.

    Colleagues pass over what is not newer than what they heard. So numbers never begin again, not
    even where a place was emptied, or forgotten and added anew.
    """
    return int(settings.get(conn, _HEAD + device, "0"))


def forget(conn: Connection, n: int) -> bool:
    """Forget a remote and what opens it, in the caller's transaction; says whether it was there."""
    blob_book.forget_remote(conn, n)
    return bool(conn.execute("DELETE FROM remote WHERE n = ?", (n,)).rowcount)


def failed(workspace: Workspace, n: int, words: str, why: str = "") -> None:
    """Remember what went wrong in an exchange, and when.

    Args:
        workspace: this laptop's.
        n: the remote's local number.
        words: for a person.
        why: AWAY, EMPTY, FULL, or "" for anything else.
    """

    def work(conn: Connection) -> None:
        known = find(conn, n)
        if known:
            known.state.trouble, known.state.why = words, why
            known.state.tried = workspace.now().isoformat()
            save(conn, n, known.state)

    note(workspace, "sync", work)


def renew(workspace: Workspace, n: int) -> None:
    """Let a remote that is empty be used again, because a person said that it is the right one."""

    def work(conn: Connection) -> None:
        known = find(conn, n)
        if known:
            blob_book.forget_remote(conn, n)
            save(conn, n, State(mail=known.state.mail))

    note(workspace, "remote.renew", work)
