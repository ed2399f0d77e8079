"""The power fails at any moment of making or taking in a file: nothing is lost or said twice.

A child process does the work on the real workspace; each thing that it writes to a disk counts. At
the chosen one it kills itself with SIGKILL: before it, after it, or with half of a file written.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
import traceback
from functools import partial
from typing import TYPE_CHECKING, Any, cast

import pytest

from liaison_app import workspace as workspace_module
from liaison_app.actions import exchange, laptops, workspaces
from liaison_app.errors import LiaisonError
from liaison_app.records.governance import StaffMember
from liaison_app.records.partnership import Note
from liaison_app.records.people import Household
from liaison_app.records.schools import School
from liaison_app.store import access
from liaison_app.store.keyslots import new_code
from liaison_app.sync import invite_files, inviting, joining
from liaison_app.workspace import Add, Put
from tests.store.laptops import Clock, dice
from tests.sync.laptops import PASSPHRASE, Team, digest, family, names, records
from tests.sync.lives import opened, told

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from liaison_app.workspace import Workspace

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills with SIGKILL")
DICE = random.Random(2026)  # noqa: S311  (moments)
_CHANGES = ("INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "DROP", "VACUUM", "REPLACE")
CONNECTING = (access, workspace_module)  # modules that open the files
_DONE = 0
_FAILED = 3


# --- a process that ends at a chosen write


class Power:
    """Counts what is written, and fails at the chosen one."""

    def __init__(self, last: int, log: Path) -> None:
        self.left = last
        self.log = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def point(self, name: str) -> None:
        os.write(self.log, f"{name}\n".encode())
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, function: Callable[..., Any], name: str) -> Callable[..., Any]:
        def counted(*args: Any, **kwargs: Any) -> Any:
            self.point(f"before {name}")
            result = function(*args, **kwargs)
            self.point(f"after {name}")
            return result

        return counted

    def install(self) -> None:
        """Count every write of this process; it ends without another."""
        for name in ("replace", "rename", "unlink", "fsync", "mkdir", "link"):
            setattr(os, name, self.around(getattr(os, name), name))
        fdopen, system = os.fdopen, cast("Any", os)
        system.fdopen = lambda *args, **kwargs: HalfWritten(fdopen(*args, **kwargs), self)
        for module in cast("Any", CONNECTING):
            module.connect = self.connecting(module.connect)

    def connecting(self, connect: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *args, **kwargs: Counted(connect(*args, **kwargs), self)


class HalfWritten:
    """A file of which half a write may be on the disk."""

    def __init__(self, file: Any, power: Power) -> None:
        self._file, self._power = file, power

    def write(self, content: bytes) -> int:
        half = len(content) // 2
        self._file.write(content[:half])
        self._file.flush()
        self._power.point("half of a write")
        self._file.write(content[half:])
        self._file.flush()
        self._power.point("after a write")
        return len(content)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> HalfWritten:
        return self

    def __exit__(self, *details: object) -> None:
        self._file.__exit__(*details)


class Counted:
    """A connection whose commits count, and so does what is written outside a transaction."""

    def __init__(self, conn: Any, power: Power) -> None:
        self.__dict__.update(conn=conn, power=power)

    def execute(self, sql: str, *values: Any) -> Any:
        first = sql.split(maxsplit=1)[0].upper()
        alone = first in _CHANGES and not self.conn.in_transaction
        if not (first == "COMMIT" or alone or "wal_checkpoint" in sql):
            return self.conn.execute(sql, *values)
        self.power.point(f"before {sql[:40]}")
        result = self.conn.execute(sql, *values)
        self.power.point(f"after {sql[:40]}")
        return result

    def __getattr__(self, name: str) -> Any:
        return getattr(self.conn, name)

    def __setattr__(self, name: str, value: object) -> None:
        setattr(self.conn, name, value)


def in_a_child(work: Callable[[], object], before: Callable[[], None] = lambda: None) -> int:
    """Run work in a process of its own; gives its id. It never comes back."""
    child = os.fork()
    if child:
        return child
    try:
        before()
        work()
        os._exit(_DONE)
    except BaseException:  # noqa: BLE001  (whatever it is, this process is not to go on)
        traceback.print_exc()
        os._exit(_FAILED)


def killed_at(point: int, log: Path, work: Callable[[], object]) -> bool:
    """Run work until its n-th write; whether it was killed there, and not done before."""
    child = in_a_child(work, Power(point, log).install)
    _child, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == _DONE
    return False


def at_every_point(tmp_path: Path, work: Callable[[int], Callable[[], object]]) -> list[str]:
    """Kill work at its first write, at its second and so on; gives the names of all.

    Args:
        tmp_path: for the names.
        work: called with the number; gives what the child does, having prepared it, and is resumed
            by the next call.
    """
    for point in range(1, 250):
        log = tmp_path / "log"
        log.unlink(missing_ok=True)
        if not killed_at(point, log, work(point)):
            return log.read_text().splitlines()
    raise AssertionError(log.read_text())


# --- what must be so afterwards


class Sealed:
    """What was ever sealed: under one number nothing else may be sealed again."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str, int], str] = {}

    def look(self, workspace: Workspace, *files: Path) -> None:
        rows = workspace.read("SELECT stream, dev, number, hash FROM bundle WHERE state = 'own'")
        here = {(row["stream"], row["dev"], row["number"]): row["hash"] for row in rows}
        assert self.known.items() <= here.items()  # the same bytes go out again
        self.known = here
        control = workspace.setting("stream.control")
        for path in files:  # and nothing left that is not known here
            found = [one for one in records(path) if one.stream != control]
            own = {(one.stream, one.dev, one.n): one.hash for one in found}
            mine = {at: name for at, name in own.items() if at[1] == workspace.device}
            assert mine.items() <= here.items()


def restarted(path: Path, key: bytes, device: str) -> Workspace:
    """Open a workspace after the power failed; it is as sound as before, and nobody else."""
    workspace = opened(path, key)
    assert workspaces.check(workspace, deep=True).problems == ()
    assert workspace.device == device
    assert told(workspace) == []
    return workspace


def written(workspace: Workspace, n: int) -> None:
    """Write something in both streams, some of it again."""
    home = family(workspace, f"Family {n}")
    workspace.commit("two", [Add(School(name=f"School {n}")), Add(Note(household=home, text="x"))])
    workspace.commit("put", [Put(Household, home, {"visit_wishes": "ring twice"})])


def test_making_a_file_may_be_cut_short_at_any_write(team: Team, tmp_path: Path) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    team.send(rosa, ben)
    path, key, device = workspaces.folder_of(rosa), rosa.shared.opened.key, rosa.device
    sealed = Sealed()
    sent: list[Path] = []

    def look(n: int) -> None:
        nonlocal rosa
        rosa = restarted(path, key, device)
        assert names(rosa) == sorted(f"Family {each}" for each in range(n))
        files = [each for each in sent if each.exists()]  # whole, or it cannot be read
        sealed.look(rosa, *files)
        if n % 3 == 0:
            made = exchange.make_file(rosa, team.file())
            exchange.take_file(ben, made.path)
            team.send(ben, rosa)  # so that the next file does not carry all of it again
            assert digest(ben) == digest(rosa)
        elif sent[-1].exists():  # the file that was made when the power failed is good
            exchange.take_file(ben, sent[-1])
            assert digest(ben) == digest(rosa)

    def work(point: int) -> Callable[[], object]:
        if point > 1:
            look(point - 1)
        written(rosa, point - 1)
        rosa.close()
        sent.append(tmp_path / f"sent-{point}")

        def make() -> None:
            exchange.make_file(opened(path, key), sent[-1])

        return make

    points = at_every_point(tmp_path, work)
    look(len(sent))
    made = exchange.make_file(rosa, team.file())
    exchange.take_file(ben, made.path)
    assert digest(ben) == digest(rosa)
    assert sent[-1].exists()
    assert {"before COMMIT", "before replace", "after fsync", "half of a write"} <= set(points)
    assert sum(name.startswith("before COMMIT") for name in points) >= 2
    rosa.close()


def test_taking_in_a_file_may_be_cut_short_at_any_write(team: Team, tmp_path: Path) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    team.send(rosa, ben)
    path, key, device = workspaces.folder_of(ben), ben.shared.opened.key, ben.device
    expected = ["Hers"]
    family(ben, "Hers")

    def look(file: Path, n: int) -> None:
        nonlocal ben
        ben = restarted(path, key, device)
        before, after = sorted([*expected]), sorted([*expected, f"Family {n}"])
        assert names(ben) in (before, after)
        there = names(ben) == after
        taken = exchange.take_file(ben, file)
        assert (taken.applied == 0) == taken.seen_before == there
        assert exchange.take_file(ben, file).applied == 0
        expected.append(f"Family {n}")
        assert names(ben) == after
        if n % 4 == 0:
            team.send(ben, rosa)
            assert digest(ben) == digest(rosa)

    files: list[Path] = []

    def work(point: int) -> Callable[[], object]:
        if files:
            look(files[-1], len(files) - 1)
        written(rosa, len(files))
        files.append(exchange.make_file(rosa, team.file()).path)
        ben.close()
        return lambda: exchange.take_file(opened(path, key), files[-1])

    points = at_every_point(tmp_path, work)
    look(files[-1], len(files) - 1)
    team.send(ben, rosa)
    assert digest(ben) == digest(rosa)
    assert "before COMMIT" in points
    ben.close()


def test_taking_in_a_large_file_may_be_cut_short_at_any_moment(team: Team, tmp_path: Path) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    team.send(rosa, ben)
    many = [Add(Household(name=f"Family {n}")) for n in range(1_500)]
    homes = rosa.commit("import", many).ids
    rosa.commit("put", [Put(Household, home, {"name": "Changed"}) for home in homes[:300]])
    file = exchange.make_file(rosa, team.file()).path
    path, key, device = workspaces.folder_of(ben), ben.shared.opened.key, ben.device
    before = digest(ben)
    ben.close()
    took = 0

    def take(file: Path) -> None:
        exchange.take_file(opened(path, key), file)

    for _moment in range(40):
        child = in_a_child(partial(take, file))
        time.sleep(DICE.uniform(0.0, 0.4))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        ben = opened(path, key)
        assert ben.device == device
        assert digest(ben) in (before, digest(rosa))
        if len(names(ben)) == 1_500:  # it had done: put it back to where it was
            took += 1
            before = digest(ben)
            family(rosa, f"Another {took}")
            file = exchange.make_file(rosa, team.file()).path
        ben.close()
    ben = opened(path, key)
    exchange.take_file(ben, file)
    assert digest(ben) == digest(rosa)
    ben.close()


def test_inviting_may_be_cut_short_at_any_write(
    team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    monkeypatch.setattr(invite_files, "seal", lambda *_args: b"sealed" * 1_000)  # takes a second
    path, key, device = workspaces.folder_of(rosa), rosa.shared.opened.key, rosa.device
    team.send(rosa, ben)
    invites = [tmp_path / "none"]

    def look() -> None:
        nonlocal rosa
        rosa = restarted(path, key, device)
        known = {one.person for one in laptops.invites(rosa)}
        for n, file in [(n, file) for n, file in enumerate(invites) if file.exists()]:
            assert file.read_bytes() == b"sealed" * 1_000  # whole
            assert f"Guest {n}" in known  # whoever has it can be let in
        for one in [one for one in laptops.invites(rosa) if one.state == "open"]:
            laptops.cancel_invite(rosa, one.id)
        assert not any(file.exists() for file in invites)

    def work(point: int) -> Callable[[], object]:
        if point > 1:
            look()
        rosa.close()
        invites.append(tmp_path / f"invite-{point}")

        def invite() -> None:
            laptops.invite(opened(path, key), person=f"Guest {point}", target=invites[-1])

        return invite

    points = at_every_point(tmp_path, work)
    look()
    team.send(rosa, ben)
    team.send(ben, rosa)
    assert digest(ben) == digest(rosa)
    assert {"before COMMIT", "before replace", "half of a write"} <= set(points)
    rosa.close()


def test_joining_may_be_cut_short_at_any_write(team: Team, tmp_path: Path) -> None:
    rosa = team.first()
    family(rosa, "Hassan")
    staff = StaffMember(name="Ben Ortiz")
    who = rosa.commit("device.invite", [Add(staff)]).ids[0]
    invite = inviting.draw_up(rosa, who, "Ben Ortiz", "liaison", by_post=False)
    code = new_code(rosa.random.randbytes)
    inviting.keep(rosa, invite, code, tmp_path / "invite", b"")
    folders: list[Path] = []

    def join(path: Path, seed: int) -> Workspace:
        return workspaces.create(
            path,
            person="Ben Ortiz",
            team="North",
            passphrase=PASSPHRASE,
            clock=Clock(),
            random=dice(seed),
            begin=lambda workspace, _person, _team: joining.begin(workspace, invite, code),
        ).workspace

    whole = 0

    def look(path: Path) -> None:
        nonlocal whole
        try:
            workspace = workspaces.unlock(path, PASSPHRASE, clock=Clock(), random=dice(5))
        except LiaisonError:  # says that nothing is in it, and what to do
            return
        whole += 1
        assert digest(workspace)
        assert joining.joined(workspace.conn) is not None
        family(workspace, "Written before anybody knew")
        assert exchange.make_file(workspace, team.file()).changes
        workspace.close()

    def work(point: int) -> Callable[[], object]:
        if folders:
            look(folders[-1])
        folders.append(tmp_path / f"joining-{point}")
        return lambda: join(folders[-1], 100 + point)

    points = at_every_point(tmp_path, work)
    look(folders[-1])
    assert whole >= 1
    assert "before COMMIT" in points
    ben = join(tmp_path / "joined", 99)  # the code is still good: nobody asked with it
    family(ben, "Lopez")
    team.send(ben, rosa)
    team.send(rosa, ben)
    team.send(ben, rosa)
    assert names(rosa) == names(ben) == ["Hassan", "Lopez"]
    assert digest(ben) == digest(rosa)
    ben.close()
