"""What nobody has any more: given up by a coordinator, so that what came after it counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

from liaison_app.actions import exchange, gaps, health, kept_apart, laptops
from liaison_app.errors import NotAllowed, UnknownRecord
from liaison_app.records.laptops import GivenUp
from liaison_app.remotes.folder import FolderRemote
from liaison_app.store import given_up, writing
from liaison_app.sync import arrival, ending, peers, remote_keeping, remote_snapshots
from liaison_app.sync import gaps as missing
from liaison_app.workspace import Add, Put, Redact, Remove
from tests.store.laptops import Clock
from tests.sync.laptops import Team, digest, family, names
from tests.sync.lives import copied, put_back
from tests.sync.shared_place import Counted, sync

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from liaison_app.store.changes import Change
    from liaison_app.workspace import Workspace


@dataclass
class Lost:
    """Ben's laptop is gone, and with it the only copy of one bundle but that on a stick.

    Attributes:
        ana: an admin and coordinator.
        ben: who wrote "Tran", which nobody has, and then "Osei".
        cam: a colleague.
        place: where they meet.
        stick: a file of Ben's with everything.
    """

    ana: Workspace
    ben: Workspace
    cam: Workspace
    place: Path
    stick: Path

    def everybody_syncs(self, rounds: int = 2) -> None:
        for _round in range(rounds):
            for one in (self.ana, self.cam):
                sync(one, self.place)


@pytest.fixture
def lost(team: Team, tmp_path: Path) -> Lost:
    place = tmp_path / "place"
    place.mkdir()
    ana, ben, cam = team.first("Ana Lopez"), team.join("Ben Ortiz"), team.join("Cam Nolan")
    family(ben, "Pham")
    for one in (ben, ana, cam, ben):
        sync(one, place)
    before = bundles(place, ben)
    family(ben, "Tran")
    sync(ben, place)
    [gone] = bundles(place, ben) - before
    stick = exchange.make_file(ben, team.file()).path
    gone.unlink()
    family(ben, "Osei")
    sync(ben, place)
    for one in (ana, cam, ana, cam):
        sync(one, place)
    return Lost(ana, ben, cam, place, stick)


def bundles(place: Path, of: Workspace) -> set[Path]:
    folder = place / "s" / of.setting("stream.team") / of.device
    return set(folder.iterdir()) if folder.exists() else set()


def id_of(workspace: Workspace) -> str:
    return peers.laptop_of(workspace.device)


def give_up(lost: Lost) -> gaps.GivenUpNow:
    """Take the laptop out of the team, and let everybody go on without what it took along."""
    laptops.remove(lost.ana, id_of(lost.ben))
    kept_apart.take_in(lost.ana, id_of(lost.ben))
    return gaps.give_up(lost.ana, id_of(lost.ben))


def test_what_came_after_it_counts_for_everybody_once_it_is_given_up(lost: Lost) -> None:
    assert names(lost.ana) == names(lost.cam) == ["Pham"]
    done = give_up(lost)
    assert (done.lost, done.applied, done.waiting) == (1, 1, 0)
    assert names(lost.ana) == ["Osei", "Pham"]
    lost.everybody_syncs()
    assert names(lost.cam) == ["Osei", "Pham"]
    assert digest(lost.ana) == digest(lost.cam)
    for one in (lost.ana, lost.cam):
        assert gaps.gaps(one) == ()
        assert health.health(one).well
        assert sync(one, lost.place).left == 0


def test_advice_says_who_has_it_and_then_that_it_may_be_given_up(lost: Lost) -> None:
    [line] = gaps.gaps(lost.ana)
    assert (line.person, line.missing, line.waiting, line.may) == ("Ben Ortiz", 1, 1, False)
    assert line.holders == ("Ben Ortiz",)
    assert "own laptop" in line.words
    with pytest.raises(NotAllowed):
        gaps.give_up(lost.ana, id_of(lost.ben))
    laptops.remove(lost.ana, id_of(lost.ben))
    [line] = gaps.gaps(lost.ana)
    assert line.may
    assert not line.holders
    assert "1 change that" in line.loss
    assert line.after
    assert line.before
    assert line.after <= line.before
    [said] = [one for one in health.health(lost.ana).colleagues if one.name == "Ben Ortiz"]
    assert said.heard
    assert any("give it up" in words for words in said.words)


def test_who_was_not_heard_since_is_named(lost: Lost) -> None:
    laptops.remove(lost.ana, id_of(lost.ben))
    [line] = gaps.gaps(lost.ana)
    assert line.unheard == ("Cam Nolan",)  # by the clocks of the two
    assert "perhaps they have it: \u2068Cam Nolan" in line.loss
    clock = lost.cam._clock
    assert isinstance(clock, Clock)
    clock.moment += timedelta(hours=1)
    lost.everybody_syncs()
    [line] = gaps.gaps(lost.ana)
    assert not line.unheard


def test_taking_in_says_what_it_waits_for(lost: Lost) -> None:
    laptops.remove(lost.ana, id_of(lost.ben))
    taken = kept_apart.take_in(lost.ana, id_of(lost.ben))
    assert (taken.applied, taken.waiting) == (0, 1)
    assert "1 change waits still" in taken.words
    assert "give it up" in taken.words


def test_given_up_first_and_taken_in_then_comes_to_the_same(lost: Lost) -> None:
    laptops.remove(lost.ana, id_of(lost.ben))
    done = gaps.give_up(lost.ana, id_of(lost.ben))
    assert (done.applied, done.waiting) == (0, 1)
    assert "take it in" in gaps.given_up_words(done)
    assert kept_apart.take_in(lost.ana, id_of(lost.ben)).applied == 1
    lost.everybody_syncs()
    assert names(lost.cam) == ["Osei", "Pham"]


def test_a_colleague_cannot_give_up_anything(lost: Lost) -> None:
    laptops.remove(lost.ana, id_of(lost.ben))
    lost.everybody_syncs()
    with pytest.raises(NotAllowed):
        gaps.give_up(lost.cam, id_of(lost.ben))
    with pytest.raises(UnknownRecord):
        gaps.give_up(lost.ana, id_of(lost.cam))


def test_what_a_colleague_gives_up_by_other_means_counts_for_nobody(lost: Lost) -> None:
    laptops.remove(lost.ana, id_of(lost.ben))
    kept_apart.take_in(lost.ana, id_of(lost.ben))
    [gap] = lost.ana.reading(missing.look)
    record = GivenUp(
        laptop=gap.dev, stream_id=gap.stream, from_number=gap.first, to_number=gap.last
    )
    with pytest.raises(NotAllowed):
        lost.cam.commit("changes.given_up", [Add(record)])
    said = lost.cam.setting(f"writer.{id_of(lost.cam)}")
    lost.cam.put_setting(f"writer.{id_of(lost.cam)}", said.replace("liaison", "office"))
    lost.cam.commit("changes.given_up", [Add(record)])
    lost.everybody_syncs()
    assert names(lost.ana) == ["Pham"]
    assert [row["why"] for row in lost.ana.read("SELECT why FROM parked")] == ["role"]


@pytest.mark.parametrize(
    "change",
    [
        lambda one: Put(GivenUp, one, {"from_number": 900_000}),
        lambda one: Redact(GivenUp, one, "to_number"),
        lambda one: Remove(GivenUp, one),
    ],
    ids=["changed", "emptied", "removed"],
)
def test_nothing_that_is_written_of_it_later_takes_it_back(
    lost: Lost, change: Callable[[str], Change]
) -> None:
    """Else all would say to hold what they do not, and a check would find a hole."""
    give_up(lost)
    lost.everybody_syncs()
    holes = lost.cam.reading(given_up.holes)
    assert holes
    with patch.object(writing, "Merge", SimpleNamespace(LEDGER=None)):  # by another program
        lost.ana.commit("changes.given_up", [change(lost.ana.all(GivenUp)[0].id)])
    lost.everybody_syncs()
    assert lost.cam.reading(given_up.holes) == lost.ana.reading(given_up.holes) == holes
    assert digest(lost.ana) == digest(lost.cam)


def test_a_stick_that_is_found_later_is_taken_in_and_reaches_all(lost: Lost) -> None:
    give_up(lost)
    lost.everybody_syncs()
    assert exchange.inspect(lost.cam, lost.stick).new == 1
    taken = exchange.take_file(lost.cam, lost.stick)
    assert "kept apart" in taken.notes[0]  # its laptop was taken out: a coordinator looks at it
    exchange.take_file(lost.ana, lost.stick)
    assert kept_apart.take_in(lost.ana, id_of(lost.ben)).applied == 1
    assert names(lost.ana) == ["Osei", "Pham", "Tran"]
    lost.everybody_syncs(3)
    assert names(lost.cam) == ["Osei", "Pham", "Tran"]
    assert digest(lost.ana) == digest(lost.cam)
    assert lost.cam.reading(given_up.holes) == {}


def test_what_was_found_goes_to_those_who_lack_it_by_a_file_too(team: Team, lost: Lost) -> None:
    give_up(lost)
    lost.everybody_syncs()
    exchange.take_file(lost.ana, lost.stick)
    kept_apart.take_in(lost.ana, id_of(lost.ben))
    [cam] = [one for one in exchange.status(lost.ana).colleagues if one.name == "Cam Nolan"]
    assert cam.lacks
    team.send(lost.ana, lost.cam)
    assert names(lost.cam) == ["Osei", "Pham", "Tran"]
    team.send(lost.cam, lost.ana)
    [cam] = [one for one in exchange.status(lost.ana).colleagues if one.name == "Cam Nolan"]
    assert cam.lacks == 0


def test_nobody_is_said_to_have_received_what_was_given_up(lost: Lost) -> None:
    give_up(lost)
    lost.everybody_syncs()
    exchange.take_file(lost.ana, lost.stick)
    kept_apart.take_in(lost.ana, id_of(lost.ben))
    [row] = lost.ana.read("SELECT id FROM household WHERE name = 'Tran'")
    receipt = exchange.receipt(lost.ana, "household", row["id"])
    assert "Cam Nolan" in receipt.missing


def test_its_author_comes_back_and_everybody_gets_it(team: Team, lost: Lost) -> None:
    """Nobody took the laptop out: an office gave up too early, by what it had heard."""
    [gap] = lost.cam.reading(missing.look)
    record = GivenUp(
        laptop=gap.dev, stream_id=gap.stream, from_number=gap.first, to_number=gap.last
    )
    lost.ana.commit("changes.given_up", [Add(record)])
    arrival.try_waiting(lost.ana)
    lost.everybody_syncs()
    assert names(lost.ana) == names(lost.cam) == ["Osei", "Pham"]
    held_up = lost.ana.reading(lambda conn: ending.holding_up(lost.ana, conn, gap.stream, before=0))
    assert held_up == [id_of(lost.ben)]  # it has said that it can bring what is sealed to it
    sync(lost.ben, lost.place)
    [ana] = [one for one in exchange.status(lost.ben).colleagues if one.name == "Ana Lopez"]
    assert ana.lacks
    team.send(lost.ben, lost.ana, lost.cam)
    assert names(lost.ana) == names(lost.cam) == ["Osei", "Pham", "Tran"]
    assert len({digest(one) for one in (lost.ana, lost.ben, lost.cam)}) == 1


def test_who_joins_later_by_a_snapshot_comes_to_the_same(team: Team, lost: Lost) -> None:
    give_up(lost)
    lost.everybody_syncs()
    with patch.object(remote_keeping, "MANY_BUNDLES", 0):
        family(lost.ana, "Haddad")
        lost.everybody_syncs()
    for path in (lost.place / "s").rglob("*.flb"):
        path.unlink()
    dee = team.join("Dee Park", told=False)
    for one in (lost.ana, dee, lost.ana, dee, lost.ana, dee):
        sync(one, lost.place)
    assert names(dee) == ["Haddad", "Osei", "Pham"]
    assert dee.reading(given_up.holes) == lost.ana.reading(given_up.holes) != {}
    assert digest(dee) == digest(lost.ana)
    with patch.object(remote_keeping, "MANY_BUNDLES", 10_000):  # what was found makes a new one
        exchange.take_file(lost.ana, lost.stick)
        kept_apart.take_in(lost.ana, id_of(lost.ben))
        for one in (lost.ana, dee, lost.ana, dee):
            sync(one, lost.place)
    assert names(dee) == ["Haddad", "Osei", "Pham", "Tran"]


def test_a_snapshot_stands_for_nothing_that_was_found_since(lost: Lost) -> None:
    give_up(lost)
    team = lost.ana.setting("stream.team")
    with patch.object(remote_keeping, "MANY_BUNDLES", 0):
        lost.everybody_syncs()
    known = lost.ana.reading(lambda conn: remote_snapshots.known(conn, lost.ana, team))
    assert known
    assert known.holes
    exchange.take_file(lost.ana, lost.stick)
    kept_apart.take_in(lost.ana, id_of(lost.ben))
    assert lost.ana.reading(lambda conn: remote_snapshots.known(conn, lost.ana, team)) is None


def test_a_laptop_put_back_from_before_comes_to_the_same(lost: Lost) -> None:
    copy = copied(lost.cam, "backup")
    give_up(lost)
    lost.everybody_syncs()
    family(lost.cam, "Haddad")
    lost.everybody_syncs()
    cam = put_back(lost.cam, copy)
    lost.cam = cam
    lost.everybody_syncs(3)
    assert names(cam) == names(lost.ana) == ["Haddad", "Osei", "Pham"]
    assert digest(cam) == digest(lost.ana)
    cam.close()


def test_an_idle_exchange_is_one_request_after_it(lost: Lost) -> None:
    give_up(lost)
    lost.everybody_syncs(4)
    counted = Counted(FolderRemote(lost.place))
    sync(lost.cam, lost.place, counted)
    assert counted.asked == ["list heads"]


def test_whoever_says_to_hold_it_holds_up_its_being_given_up(team: Team, lost: Lost) -> None:
    """A stick turned up at a colleague's first: her laptop says that it has it."""
    exchange.take_file(lost.cam, lost.stick)
    laptops.remove(lost.ana, id_of(lost.ben))
    [before] = gaps.gaps(lost.ana)
    assert before.may  # nothing was heard of it yet
    sync(lost.cam, lost.place)
    sync(lost.ana, lost.place)
    [line] = gaps.gaps(lost.ana)
    assert line.holders == ("Cam Nolan",)
    with pytest.raises(NotAllowed):
        gaps.give_up(lost.ana, id_of(lost.ben))


def test_a_former_life_of_ones_own_laptop_is_given_up_too(team: Team, tmp_path: Path) -> None:
    place = tmp_path / "place"
    place.mkdir()
    ana, ben = team.first("Ana Lopez"), team.join("Ben Ortiz")
    family(ana, "Pham")
    for one in (ana, ben, ana):
        sync(one, place)
    copy = copied(ana, "backup")
    before = bundles(place, ana)
    family(ana, "Tran")
    sync(ana, place)
    for gone in bundles(place, ana) - before:
        gone.unlink()
    family(ana, "Osei")
    sync(ana, place)
    ana = put_back(ana, copy)
    for one in (ana, ben, ana, ben):
        sync(one, place)
    assert names(ana) == names(ben) == ["Pham"]
    [line] = gaps.gaps(ana)
    assert line.may
    gaps.give_up(ana, id_of(ana))
    for one in (ana, ben, ana, ben):
        sync(one, place)
    assert names(ana) == names(ben) == ["Osei", "Pham"]
    assert digest(ana) == digest(ben)
    ana.close()
