"""A colleague's laptop that signs falsehoods on a shared place: nobody's work stops or is lost."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from liaison_app.actions import laptops
from liaison_app.actions.health import health
from liaison_app.records.people import Household
from liaison_app.remotes.folder import FolderRemote
from liaison_app.store.travelling import held
from liaison_app.sync import (
    container,
    epochs,
    identity,
    peers,
    remote_keeping,
    remote_layout,
    remote_putting,
    rosters,
    second_lives,
    sets,
)
from liaison_app.sync.container import Header
from liaison_app.sync.peers import laptop_of
from liaison_app.sync.remote_hearing import one_record
from liaison_app.sync.snapshots import Part
from tests.sync.hostile import coordinator
from tests.sync.hostile_place import head, lay, pass_time, snapshot
from tests.sync.laptops import Team, digest, family, names, own_ops, sealed
from tests.sync.lives import told
from tests.sync.shared_place import Counted, state, sync

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.workspace import Workspace

FEW = 400
ABSURD = 10**15
A_WHILE = timedelta(hours=2)


def meet(place: Path, *laptops: Workspace, rounds: int = 2) -> None:
    for _round in range(rounds):
        for one in laptops:
            pass_time(A_WHILE, one)
            sync(one, place)


def asked(workspace: Workspace, place: Path) -> list[str]:
    counted = Counted(FolderRemote(place))
    sync(workspace, place, counted)
    return counted.asked


def team_stream(workspace: Workspace) -> str:
    return workspace.setting("stream.team")


def say(place: Path, workspace: Workspace, **said: Any) -> None:
    """Put a head with the next number, whatever it says."""
    number = 1 + max((int(one.stem[-10:]) for one in place.glob("heads/*.flb")), default=0)
    lay(place, *head(workspace, number, **said))


def test_a_bundle_that_unpacks_without_end_stops_nobody(
    team: Team, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rosa, ben, mal = team.first(), team.join("Ben Ortiz"), team.join("Mal Eaton")
    meet(place, rosa, ben, mal)
    own, stream = identity.own(mal), team_stream(mal)
    epoch, recipient = epochs.current(mal.conn, rosters.known(mal.conn), stream)
    monkeypatch.setattr(container, "MOST_PLAIN", 1 << 30)
    number = 1 + len(list(place.glob(f"s/{stream}/{mal.device}/*")))
    raw = container.seal(
        bytes(65 << 20), Header(stream, epoch, own.dev, number, ""), own.sign, recipient
    )
    monkeypatch.undo()
    lay(place, remote_layout.bundle_name(stream, mal.device, number), raw)
    say(place, mal, placed={stream: {mal.device: [[1, number]]}})
    family(ben, "Haddad")
    sync(ben, place)
    sync(rosa, place)
    assert names(rosa) == ["Haddad"]
    assert "unreadable" in told(rosa)


def test_who_claims_that_everything_lies_there_costs_little_and_hides_nothing(
    team: Team, place: Path
) -> None:
    rosa, ben, mal = team.first(), team.join("Ben Ortiz"), team.join("Mal Eaton")
    cleo = team.join("Cleo Park")  # who has no connection
    meet(place, rosa, ben, mal)
    stream, everybody = team_stream(mal), (rosa, ben, cleo, mal)
    fakes = [f"{laptop_of(cleo.device)}.{each:x}" for each in range(200)]
    says = {dev: [[1, ABSURD]] for dev in (*fakes, *(one.device for one in everybody))}
    say(place, mal, placed={stream: says})
    family(cleo, "Haddad")
    team.send(cleo, ben)
    family(ben, "Okafor")
    for _round in range(4):
        for one in (ben, rosa):
            pass_time(A_WHILE, one)
            assert len(asked(one, place)) < FEW
    assert names(rosa) == ["Haddad", "Okafor"]
    assert health(rosa)
    assert len(json.dumps(asdict(state(rosa)))) < 300_000


def test_a_removed_laptop_asks_for_nothing_and_vouches_for_nobody(team: Team, place: Path) -> None:
    rosa, ben, mal = team.first(), team.join("Ben Ortiz"), team.join("Mal Eaton")
    cleo = team.join("Cleo Park")
    meet(place, rosa, ben, mal)
    laptops.remove(rosa, laptop_of(mal.device))
    meet(place, rosa, ben)
    stream = team_stream(mal)
    wants = tuple(path.relative_to(place).as_posix() for path in place.glob("s/**/*.flb"))[:100]
    say(place, mal, placed={stream: {cleo.device: [[1, ABSURD]]}}, wants=wants)
    family(cleo, "Haddad")
    team.send(cleo, ben)
    done = asked(ben, place)
    assert not [one for one in done if one.startswith("put s/") and one[4:] in wants]
    sync(rosa, place)
    assert names(rosa) == ["Haddad"]


def test_who_looks_in_vain_for_a_snapshot_that_never_was_makes_nobody_make_one(
    team: Team, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote_keeping, "MANY_BUNDLES", 5)
    rosa, mal = team.first(), team.join("Mal Eaton")
    for each in range(8):
        family(rosa, f"Family {each}")
        sync(rosa, place)
    meet(place, rosa, mal)
    stream, before = team_stream(rosa), dict(state(rosa).snaps)
    assert before
    say(place, mal, wants=(remote_layout.snapshot_name(stream, "ab" * 32),))
    sync(rosa, place)
    assert state(rosa).snaps == before
    say(place, mal, wants=(remote_layout.snapshot_name(stream, before[stream]),))  # it lies there
    sync(rosa, place)
    assert state(rosa).snaps == before


def lying_snapshot(
    place: Path, cora: Workspace, chains: dict[str, tuple[int, str]], have: dict[str, int]
) -> None:
    """Cora, a coordinator, says that a snapshot without anything in it holds all these."""
    stream = team_stream(cora)
    name, where, raw = snapshot(cora, stream, have=have, chains=chains)
    lay(place, where, raw)
    fake = f"{laptop_of(cora.device)}.abc"  # so many are lacking that a snapshot is taken
    say(place, cora, placed={stream: {fake: [[1, 60]]}}, snaps={stream: name})


@pytest.mark.parametrize("how", ["all that will be", "the next few", "a real one"])
def test_a_snapshot_that_claims_what_it_does_not_hold_keeps_nothing_from_anybody(
    team: Team, place: Path, how: str
) -> None:
    rosa, ben, cora = team.first(), team.join("Ben Ortiz"), coordinator(team)
    meet(place, rosa, ben, cora)
    stream = team_stream(ben)
    last = len(list(place.glob(f"s/{stream}/{ben.device}/*")))
    have = held(cora.conn).get(stream, {})
    if how == "a real one":
        family(ben, "Haddad")
        sync(ben, place)
        raw = max(place.glob(f"s/{stream}/{ben.device}/*")).read_bytes()
        chain = (last + 1, one_record(raw).hash)
    else:
        chain = (last + 3 if how == "the next few" else 10**9, "cd" * 32)
    lying_snapshot(place, cora, {ben.device: chain}, have)
    meet(place, rosa, rounds=1)
    for each in range(6):
        family(ben, f"Family {each}")
        sync(ben, place)
    meet(place, ben, rosa, rounds=4)
    assert set(names(ben)) == set(names(rosa))
    assert digest(ben) == digest(rosa)


def test_a_snapshot_that_claims_our_own_changes_keeps_none_of_them_here(
    team: Team, place: Path
) -> None:
    rosa, ben, cora = team.first(), team.join("Ben Ortiz"), coordinator(team)
    meet(place, rosa, ben, cora)
    have = {**held(cora.conn).get(team_stream(ben), {}), ben.device: 2**53 - 1}
    lying_snapshot(place, cora, {ben.device: (2**53 - 1, "cd" * 32)}, have)
    family(ben, "Haddad")
    meet(place, ben, rosa)
    family(ben, "Okafor")
    meet(place, ben, rosa)
    assert names(rosa) == ["Haddad", "Okafor"]


def test_a_snapshot_of_ten_thousand_times_one_part_is_not_fetched_for_ever(
    team: Team, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rosa, cora = team.first(), coordinator(team)
    meet(place, rosa, cora)
    monkeypatch.setattr(remote_keeping, "MANY_BUNDLES", 0)
    family(cora, "Haddad")
    meet(place, cora)
    stream = team_stream(cora)
    name = state(cora).snaps[stream]
    parts = [one.stem for one in place.glob(f"snap/{stream}/*.flb") if one.stem != name]
    one = Part(parts[0], 1, 1, {f"{laptop_of(cora.device)}.dd": [1, 10**6]})
    epoch = epochs.current(cora.conn, rosters.known(cora.conn), stream)[0]
    one = Part(one.hash, epoch, one.count, one.spans)
    lie, where, raw = snapshot(
        cora, stream, have={cora.device: 10**6}, chains={}, parts=[one] * 1_000
    )
    lay(place, where, raw)
    fake = f"{laptop_of(cora.device)}.abc"
    say(place, cora, placed={stream: {fake: [[1, 60]]}}, snaps={stream: lie})
    monkeypatch.setattr(remote_keeping, "MANY_BUNDLES", 200)
    for _round in range(3):
        assert len(asked(rosa, place)) < FEW


def test_heads_of_much_are_read_with_little_memory(team: Team, place: Path) -> None:
    rosa, mal = team.first(), team.join("Mal Eaton")
    meet(place, rosa, mal)
    records = tuple(f"{each:064x}" for each in range(100_000))
    say(place, mal, records=records)
    assert len(asked(rosa, place)) < FEW
    assert rosa.all(Household) == []


def test_a_laptop_of_very_many_names_silences_nobody(
    team: Team, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every head and file lists the names whose changes are here; no reader takes 10,000."""
    monkeypatch.setattr(sets, "_MOST_NAMES", 300)
    monkeypatch.setattr(second_lives, "MOST_NAMES", 100)
    rosa, ben, mal = team.first(), team.join("Ben Ortiz"), team.join("Mal Eaton")
    meet(place, rosa, ben, mal)
    family(mal, "Okafor")
    stream, (op, *_rest) = team_stream(mal), own_ops(mal)
    many = [replace(op, dev=f"{laptop_of(mal.device)}.{each:x}", seq=1) for each in range(2, 402)]
    lay(place, remote_layout.bundle_name(stream, mal.device, 1), sealed(mal, many))
    say(place, mal, placed={stream: {mal.device: [[1, 1]]}})
    for one in (rosa, ben):
        sync(one, place)
    family(rosa, "Haddad")
    for one in (rosa, ben):
        sync(one, place)
    assert names(ben) == ["Haddad"]
    assert "unreadable" in told(ben)


def test_a_false_word_about_names_takes_one_name_and_no_more(team: Team, place: Path) -> None:
    rosa, ben, mal = team.first(), team.join("Ben Ortiz"), team.join("Mal Eaton")
    family(rosa, "Haddad")
    meet(place, rosa, ben, mal)
    stream, taken = team_stream(rosa), set()
    for each in range(6):
        family(rosa, f"Family {each}")
        sync(rosa, place)
        taken.add(rosa.device)
        heads = {stream: dict.fromkeys(taken, (99 + each, f"{each:064x}"))}
        say(place, mal, heads=heads)
        meet(place, rosa, ben)
    assert len({*taken, rosa.device}) <= 2
    assert names(ben) == names(rosa)
    pass_time(timedelta(days=40), rosa)
    meet(place, rosa, ben)
    assert second_lives.doubted(rosa.conn) == {}
    assert digest(rosa) == digest(ben)


def test_names_that_nobody_met_do_not_pile_up(team: Team, place: Path) -> None:
    rosa, mal = team.first(), team.join("Mal Eaton")
    family(rosa, "Haddad")
    meet(place, rosa, mal)
    stream = team_stream(rosa)
    for each in range(4):
        invented = {f"{at:08x}{each:08x}.{at:x}": 5 for at in range(500)}
        of_one = {f"{laptop_of(mal.device)}.{each:x}{at:04x}": 5 for at in range(500)}
        say(place, mal, have={stream: {**held(mal.conn)[stream], **invented, **of_one}})
        sync(rosa, place)
    kept = rosa.read("SELECT max(length(have)) FROM peer")[0][0]
    assert kept < 5_000
    [ben] = [one for one in peers.every(rosa.conn) if one.dev == mal.device]
    assert ben.have is not None
    assert ben.have[stream][rosa.device] > 0


def test_holes_and_secrets_that_nobody_heard_of_do_not_pile_up(team: Team, place: Path) -> None:
    rosa, mal = team.first(), team.join("Mal Eaton")
    family(rosa, "Haddad")
    meet(place, rosa, mal)
    stream = team_stream(rosa)
    some = [[at, at + 1] for at in range(1, 3_000, 3)]
    holes = {f"{at:016x}.1": some for at in range(50)}
    epochs_of = {f"{at:016x}": (1, 2) for at in range(5_000)}
    say(place, mal, have=held(mal.conn), holes={stream: holes, "ab" * 8: holes}, epochs=epochs_of)
    sync(rosa, place)
    [row] = rosa.read("SELECT holes, epochs FROM peer WHERE dev = :dev", {"dev": mal.device})
    assert (row["holes"], row["epochs"]) == ("{}", "{}")


def test_what_lies_there_whole_is_not_put_again_and_again(
    team: Team, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rosa, mal = team.first(), team.join("Mal Eaton")
    for each in range(4):
        family(rosa, f"Family {each}")
        sync(rosa, place)
    meet(place, rosa, mal)
    wants = tuple(path.relative_to(place).as_posix() for path in place.glob("s/**/*.flb"))
    puts = []
    monkeypatch.setattr(remote_putting, "IN_VAIN", 2)
    for _each in range(4):
        say(place, mal, wants=wants)
        done = asked(rosa, place)
        puts.append(len([one for one in done if one.startswith("put s/") and one[4:] in wants]))
    assert puts[:2] == [len(wants), len(wants)]
    assert puts[2:] == [0, 0]
    lost = place / wants[0]
    lost.unlink()
    pass_time(timedelta(days=2), rosa)
    say(place, mal, wants=wants[:1])
    sync(rosa, place)
    assert lost.exists()
