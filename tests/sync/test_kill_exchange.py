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
from functools import partial
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import exchange, laptops, workspaces
from liaison_app.errors import LiaisonError
from liaison_app.records.governance import StaffMember
from liaison_app.records.partnership import Note
from liaison_app.records.people import Household
from liaison_app.records.schools import School
from liaison_app.store.keyslots import new_code
from liaison_app.sync import invite_files, inviting, joining
from liaison_app.workspace import Add, Put
from tests.store.laptops import Clock, dice
from tests.sync.laptops import PASSPHRASE, Team, digest, family, names, records
from tests.sync.lives import opened, told
from tests.sync.power import at_every_point, in_a_child

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from liaison_app.workspace import Workspace

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills with SIGKILL")
DICE = random.Random(2026)  # noqa: S311  (moments)


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
