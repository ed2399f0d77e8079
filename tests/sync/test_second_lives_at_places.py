"""Two lives under one name, unnoticed at unlock: what shared places bring tells them apart.

What schedules of meetings notice once in two hundred is played here move by move, and each fault
that they noticed is put in again: the moves must notice it too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from liaison_app.actions import exchange
from liaison_app.records.people import Household
from liaison_app.store import renaming
from liaison_app.store.driver import transaction
from liaison_app.sync import (
    incarnations,
    peers,
    place,
    receipts,
    remote_keeping,
    second_lives,
)
from liaison_app.workspace import Put
from tests.store.laptops import Clock
from tests.sync.laptops import Team, conflicts, digest, family, names
from tests.sync.lives import copied, put_back, told
from tests.sync.shared_place import sync

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.store.driver import Connection
    from liaison_app.workspace import Workspace


@pytest.fixture(autouse=True)
def unnoticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing at unlock tells a copy from what it is a copy of: a whole disk was put back."""
    monkeypatch.setattr(place, "here", lambda _database: place.Place("machine", "file"))
    monkeypatch.setattr(incarnations, "_sidecar", lambda *_args: b"")


@pytest.fixture
def pruned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Snapshots are made at once, and what they hold is deleted."""
    monkeypatch.setattr(remote_keeping, "MANY_BUNDLES", 0)
    monkeypatch.setattr(remote_keeping, "KEPT_DAYS", -3_650)


def later(workspace: Workspace) -> None:
    """Let two hours pass, so that what was left for later is tried again."""
    clock = workspace._clock
    assert isinstance(clock, Clock)
    clock.moment += timedelta(hours=2)


class Two:
    """Rosa and Ben, who know of one family; Ben's disk is copied, and put back later."""

    def __init__(self, team: Team, shared: Path) -> None:
        self.team, self.shared = team, shared
        shared.mkdir()
        self.rosa, self.ben = team.first(), team.join("Ben Ortiz")
        self.home = family(self.ben, "Known to all")
        self.meet(2)
        self.copy = copied(self.ben, "copy")

    def meet(self, rounds: int = 5) -> None:
        """Let both exchange with the place, Ben first."""
        for _round in range(rounds):
            for one in (self.ben, self.rosa):
                later(one)
                sync(one, self.shared)

    def put_ben_back(self) -> None:
        self.ben = self.team.laptops["Ben Ortiz"] = put_back(self.ben, self.copy)

    def agree(self, *families: str) -> None:
        """Both have these and say the same, and nothing is in doubt any more."""
        assert names(self.ben) == names(self.rosa)
        assert set(families) <= set(names(self.ben))
        assert digest(self.ben) == digest(self.rosa)
        assert conflicts(self.ben) == conflicts(self.rosa)
        assert second_lives.doubted(self.ben.conn) == {}
        assert told(self.rosa) == []


@pytest.mark.usefixtures("pruned")
@pytest.mark.parametrize("written", [0, 1, 2])
def test_what_a_forgotten_life_wrote_comes_back_from_a_snapshot_alone(
    team: Team, tmp_path: Path, written: int
) -> None:
    """Also where this life wrote just as many changes since: their numbers are the same."""
    two = Two(team, tmp_path / "shared")
    family(two.ben, "Sent by the former life")
    two.meet(3)
    bundles = f"s/{two.rosa.setting('stream.team')}/{two.ben.device}/*.flb"
    assert not list(two.shared.glob(bundles))
    two.put_ben_back()
    for n in range(written):
        family(two.ben, f"Written by this life {n}")
    two.meet()
    two.agree("Sent by the former life", *(f"Written by this life {n}" for n in range(written)))


# --- moves that meetings make seldom


def both_sealed_one_number(team: Team, shared: Path) -> None:
    """What lies on the place under a number, and what this life sealed under it, are two things."""
    two = Two(team, shared)
    family(two.ben, "Sent by the former life")
    two.meet(1)
    two.put_ben_back()
    family(two.ben, "Sealed by this life")
    team.send(two.ben)  # a file that reaches nobody
    two.meet()
    two.agree("Sent by the former life", "Sealed by this life")


def both_sealed_the_same_and_one_sealed_more(team: Team, shared: Path) -> None:
    """Colleagues took the former life's bundle: what else this life put in hers goes out again."""
    two = Two(team, shared)
    family(two.ben, "In the backup, never sealed")
    two.copy = copied(two.ben, "another copy")
    two.meet(1)  # the former life seals it alone
    two.put_ben_back()
    for name in ("Sealed with it by this life", "Sealed after it"):
        family(two.ben, name)
        team.send(two.ben)
    two.meet()
    two.agree("In the backup, never sealed", "Sealed with it by this life", "Sealed after it")


def a_colleague_replaced_what_the_former_life_wrote(team: Team, shared: Path) -> None:
    """Her change names one of the former life; this life wrote another under its number."""
    two = Two(team, shared)
    two.ben.commit("put", [Put(Household, two.home, {"name": "By the former life"})])
    two.meet(1)
    two.rosa.commit("put", [Put(Household, two.home, {"name": "By Rosa"})])
    sync(two.rosa, shared)
    two.put_ben_back()
    two.ben.commit("put", [Put(Household, two.home, {"name": "By this life"})])
    team.send(two.ben)
    two.meet()
    two.agree()
    assert conflicts(two.rosa) == 1
    assert two.rosa.read("SELECT 1 FROM op WHERE instr(body, 'By this life')")
    live = two.rosa.read("SELECT cells FROM household")[0][0]
    assert live.count('"name"') == 2  # Rosa's and this life's: she had seen the former one's


def a_former_life_speaks_late(team: Team, shared: Path) -> None:
    """What it acknowledged proves nothing, and must not stand in the way of what proves more."""
    two = Two(team, shared)
    late = exchange.make_file(two.ben, team.file())
    two.meet(1)
    two.put_ben_back()
    family(two.rosa, "After the restore")
    team.send(two.rosa, two.ben)
    family(two.ben, "By this life")
    another_name(two.ben)
    team.send(two.ben, two.rosa)
    exchange.take_file(two.rosa, late.path)
    two.meet()
    two.agree("After the restore", "By this life")
    [home] = [one for one in two.rosa.all(Household) if one.name == "After the restore"]
    own = peers.laptop_of(two.rosa.device)
    traces = two.rosa.reading(lambda conn: receipts.traces(conn, own, "household", home.id))
    assert traces.received_by == (peers.laptop_of(two.ben.device),)
    assert two.rosa.reading(lambda conn: receipts.standing(conn, own)).in_a_file == 0


def another_name(workspace: Workspace) -> None:
    """Go on as somebody does whose restore was noticed."""
    with workspace.shared.writing, transaction(workspace.conn):
        incarnations.fresh(workspace, workspace.conn)


Moves = Callable[[Team, "Path"], None]
MOVES: tuple[Moves, ...] = (
    both_sealed_one_number,
    both_sealed_the_same_and_one_sealed_more,
    a_colleague_replaced_what_the_former_life_wrote,
    a_former_life_speaks_late,
)


@pytest.mark.parametrize("moves", MOVES)
def test_nothing_is_lost_or_said_twice(team: Team, tmp_path: Path, moves: Moves) -> None:
    moves(team, tmp_path / "shared")


# --- each of these faults is noticed by one of them


@dataclass(frozen=True)
class Fault:
    """What is put in the place of what, and which moves must notice."""

    moves: Moves
    puts: tuple[tuple[object, str, Any], ...]


def _nothing(*_args: object, **_more: object) -> None:
    return None


def _none(*_args: object) -> dict[tuple[str, str], str]:
    return {}


def _follow_in_all(conn: Connection, move: Any) -> Any:
    every = frozenset(row[0] for row in conn.execute("SELECT n FROM origin"))
    return list(_REAL_FOLLOW(conn, replace(move, own=every)))


_REAL_FOLLOW = renaming._follow_in_writes
FAULTS = {
    "nobody compares": Fault(both_sealed_one_number, ((second_lives, "compare", _nothing),)),
    "nothing is in doubt": Fault(both_sealed_one_number, ((second_lives, "doubted", _none),)),
    "a number is not given back": Fault(
        both_sealed_the_same_and_one_sealed_more, ((second_lives, "give_number", _nothing),)
    ),
    "what others wrote is renamed too": Fault(
        a_colleague_replaced_what_the_former_life_wrote,
        ((renaming, "_follow_in_writes", _follow_in_all),),
    ),
    "a former life's word stands": Fault(
        a_former_life_speaks_late, ((peers, "_supersede", _nothing),)
    ),
    "a former life's word stands again when it comes late": Fault(
        a_former_life_speaks_late, ((peers, "_outlived", lambda *_args: True),)
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_noticed(
    team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    for target, name, value in FAULTS[fault].puts:
        monkeypatch.setattr(target, name, value)
    with pytest.raises(AssertionError):
        FAULTS[fault].moves(team, tmp_path / "shared")
