"""Teams of laptops for tests: real workspaces that exchange real files."""

from __future__ import annotations

import io
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from liaison_app.actions import exchange, workspaces
from liaison_app.records.governance import StaffMember
from liaison_app.records.people import Household
from liaison_app.store.keyslots import new_code
from liaison_app.store.schema import SCHEMA
from liaison_app.store.travelling import held, outgoing
from liaison_app.sync import epochs, identity, inviting, joining, rosters, sets
from liaison_app.sync.container import Header, read_records, seal
from liaison_app.sync.lines import pack_ops
from liaison_app.workspace import Add
from tests.store.laptops import Clock, dice

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from liaison_app.actions.exchange import FileTaken
    from liaison_app.store.travelling import Travelling
    from liaison_app.sync.container import Record
    from liaison_app.workspace import Workspace

PASSPHRASE = "five quiet otters crossing"


@dataclass
class Team:
    """One team: the laptop that began it, and those that joined."""

    folder: Path
    seed: int = 1
    made: int = 0
    files: int = 0
    laptops: dict[str, Workspace] = field(default_factory=dict)

    def first(self, person: str = "Rosa Vega", *, practice: bool = False) -> Workspace:
        """Begin the team."""
        return self._opened(
            person,
            workspaces.create(
                self.folder / "first",
                person=person,
                team="North",
                passphrase=PASSPHRASE,
                practice=practice,
                clock=Clock(),
                random=dice(self.seed),
            ).workspace,
        )

    def join(
        self, person: str, *, told: bool = True, by_post: bool = False, role: str = "liaison"
    ) -> Workspace:
        """Let a laptop in by an invite.

        The invite itself goes from hand to hand here, without its file.

        Args:
            person: who works at it.
            told: it and all who are there have heard of each other, by files.
            by_post: the invite holds no secret; somebody has to accept.
            role: what the laptop is let in as.
        """
        first = next(iter(self.laptops.values()))
        self.made += 1
        staff = first.commit("device.invite", [Add(StaffMember(name=person))]).ids[0]
        invite = inviting.draw_up(first, staff, person, role, by_post=by_post)
        code = new_code(first.random.randbytes)
        inviting.keep(first, invite, code, self.folder / "invite", b"")
        joined = workspaces.create(
            self.folder / f"laptop-{self.made}",
            person=person,
            team="North",
            passphrase=PASSPHRASE,
            clock=Clock(),
            random=dice(10 + self.made),
            begin=lambda workspace, _person, _team: joining.begin(workspace, invite, code),
        ).workspace
        before = list(self.laptops.values())
        if told:
            self.send(joined, first)
            self.send(first, joined, *before[1:])
        return self._opened(person, joined)

    def file(self) -> Path:
        """A name for a file that is not there yet."""
        self.files += 1
        return self.folder / f"file-{self.files}"

    def send(self, sender: Workspace, *receivers: Workspace) -> list[FileTaken]:
        """Make a file at one laptop and take it in at others."""
        made = exchange.make_file(sender, self.file())
        return [exchange.take_file(one, made.path) for one in receivers]

    def close(self) -> None:
        """Close every workspace."""
        for workspace in self.laptops.values():
            workspace.close()

    def _opened(self, person: str, workspace: Workspace) -> Workspace:
        self.laptops[person] = workspace
        return workspace


def family(workspace: Workspace, name: str) -> str:
    """Add a family and give its id."""
    return workspace.commit("family.new", [Add(Household(name=name))]).ids[0]


def names(workspace: Workspace) -> list[str]:
    """The names of all families, sorted."""
    return sorted(home.name for home in workspace.all(Household))


def changes(workspace: Workspace) -> int:
    """How many changes this laptop itself wrote."""
    return int(
        workspace.read(
            "SELECT count(*) FROM op JOIN origin ON origin.n = op.origin WHERE origin.dev = :dev",
            {"dev": workspace.device},
        )[0][0]
    )


def digest(workspace: Workspace) -> str:
    """What the check says, which must find nothing wrong."""
    found = workspaces.check(workspace)
    assert found.problems == ()
    return found.digest


def dump(workspace: Workspace) -> dict[str, list[tuple[object, ...]]]:
    """Everything in the database, table by table: to see that nothing changed."""
    conn = workspace.conn
    tables = conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {
        name: sorted(
            (
                tuple(row)
                for row in conn.execute(f"SELECT * FROM {name}")  # noqa: S608
            ),
            key=repr,
        )
        for (name,) in tables
        if not name.endswith("_index")  # a virtual table without contents of its own
    }


def records(path: Path) -> list[Record]:
    """The records of a file, the set first."""
    with path.open("rb") as file:
        return list(read_records(file))


def crafted(
    workspace: Workspace, path: Path, following: Sequence[bytes], *, pk: str = "", **said: Any
) -> Path:
    """A file that this laptop signed, whatever is in it; `said` replaces what its set says."""
    own = identity.own(workspace)
    control = workspace.setting("stream.control")
    contents = sets.Contents(
        dev=own.dev,
        stream=control,
        n=99,
        root=workspace.root,
        time=workspace.now(),
        have=held(workspace.conn),
        former=(),
        records=tuple(next(read_records(io.BytesIO(raw))).hash for raw in following),
    )
    contents = replace(contents, **said)
    epoch, recipient = epochs.current(workspace.conn, rosters.known(workspace.conn), control)
    header = Header(control, epoch, contents.dev, contents.n, "", pk)
    head = seal(sets.pack(contents), header, own.sign, recipient)
    path.write_bytes(b"".join([head, *following]))
    return path


def sealed(
    workspace: Workspace, ops: Sequence[Travelling], *, n: int = 1, prev: str = "", **said: Any
) -> bytes:
    """A bundle that this laptop signed, whatever is in it; `said` replaces its stream or dev."""
    own = identity.own(workspace)
    stream = said.get("stream", workspace.setting("stream.team"))
    dev = said.get("dev", own.dev)
    roster = rosters.known(workspace.conn)
    epoch, recipient = epochs.current(workspace.conn, roster, stream)
    heading = {
        "dev": dev,
        "stream": stream,
        "n": n,
        "prev": prev,
        "schema": SCHEMA,
        "app": "0",
        "time": workspace.now().isoformat(),
    }
    header = Header(stream, epoch, dev, n, prev)
    return seal(pack_ops(heading, ops), header, own.sign, recipient)


def own_ops(workspace: Workspace, kind: str = "team") -> list[Travelling]:
    """What this laptop wrote under its present name in a stream."""
    stream = workspace.setting(f"stream.{kind}")
    last = held(workspace.conn).get(stream, {}).get(workspace.device, 0)
    return list(outgoing(workspace.conn, stream, workspace.device, 1, last))


def conflicts(workspace: Workspace) -> int:
    """How many differences wait for a person."""
    return int(workspace.read("SELECT count(*) FROM conflict")[0][0])
