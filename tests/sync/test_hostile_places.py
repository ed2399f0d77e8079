"""Who may write to the shared place and has no key: what he lays there stops and costs little."""

from __future__ import annotations

import io
import json
from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from nacl.signing import SigningKey

from liaison_app.remotes.folder import FolderRemote
from liaison_app.remotes.protocol import MOST_BYTES
from liaison_app.sync import container, identity, rosters
from liaison_app.sync.container import Header
from liaison_app.sync.peers import laptop_of
from liaison_app.sync.remote_place import MOST_HEAD
from tests.sync.hostile_place import lay, pass_time
from tests.sync.laptops import Team, changes, family, names
from tests.sync.shared_place import Counted, state, sync

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.workspace import Workspace

HIGHEST = 9_999_999_999
FEW = 200
"""So many files are read in vain at most before the exchange goes on with the rest."""


def meet(place: Path, *laptops: Workspace) -> None:
    for _round in range(2):
        for one in laptops:
            sync(one, place)


def asked(workspace: Workspace, place: Path) -> list[str]:
    counted = Counted(FolderRemote(place))
    sync(workspace, place, counted)
    return counted.asked


def own_heads(place: Path, workspace: Workspace) -> list[Path]:
    return sorted(place.glob(f"heads/{workspace.device}-*.flb"))


@pytest.mark.parametrize("where", ["head", "bundle", "team", "own bundle"])
def test_a_file_without_end_stops_nobody(team: Team, place: Path, where: str) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    meet(place, rosa, ben)
    family(ben, "Haddad")
    sync(ben, place)
    huge = bytes(MOST_BYTES + 1)
    if where == "head":
        lay(place, own_heads(place, ben)[-1].relative_to(place).as_posix(), bytes(MOST_HEAD + 1))
    elif where == "bundle":
        max(place.glob(f"s/*/{ben.device}/*.flb")).write_bytes(huge)
    elif where == "team":
        lay(place, f"heads/{'ab' * 8}.1-0000000001.flb", b"FLB1\n")  # so that team/ is looked at
        lay(place, f"team/{'00' * 32}.flb", huge)
    else:
        last = max(place.glob(f"s/*/{rosa.device}/*.flb"))
        lay(last.parent, f"{int(last.stem) + 1:010d}.flb", huge)
    family(rosa, "Okafor")
    sync(rosa, place)
    pass_time(timedelta(hours=3), rosa, ben)
    for _round in range(3):
        for one in (ben, rosa):
            family(one, "Late")
            sync(one, place)
            pass_time(timedelta(hours=3), rosa, ben)
    assert set(names(rosa)) == set(names(ben)) == {"Haddad", "Okafor", "Late"}


def test_a_head_of_the_highest_number_silences_nobody(team: Team, place: Path) -> None:
    """A name of eleven digits would be no head, and a laptop that is silent does not know it."""
    rosa, ben = team.first(), team.join("Ben Ortiz")
    meet(place, rosa, ben)
    for one in (rosa, ben):
        lay(place, f"heads/{one.device}-{HIGHEST:010d}.flb", b"nothing")
    family(rosa, "Haddad")
    sync(rosa, place)
    sync(ben, place)
    assert names(ben) == ["Haddad"]
    family(ben, "Okafor")
    sync(ben, place)
    sync(rosa, place)
    assert names(rosa) == ["Haddad", "Okafor"]
    assert not list(place.glob("heads/*-1????????9*.flb"))


def test_ten_thousand_heads_cost_a_few_requests(team: Team, place: Path) -> None:
    """Of names that a laptop of the team could have, of one laptop's numbers, and of strangers."""
    rosa, ben = team.first(), team.join("Ben Ortiz")
    meet(place, rosa, ben)
    family(ben, "Haddad")
    sync(ben, place)
    for each in range(1_000):
        lay(place, f"heads/{laptop_of(ben.device)}.{each:x}-0000000001.flb", b"FLB1\n")
        lay(place, f"heads/{ben.device}-{HIGHEST - each:010d}.flb", b"nothing")
        lay(place, f"heads/{each:016x}.1-0000000001.flb", b"FLB1\n")
    for _round in range(3):
        assert len(asked(rosa, place)) < FEW
    pass_time(timedelta(hours=2), rosa)
    assert len(asked(rosa, place)) < FEW
    assert names(rosa) == ["Haddad"]
    assert len(json.dumps(asdict(state(rosa)))) < 200_000


def test_what_strangers_lay_beside_the_team_costs_little_and_somebody_still_joins(
    team: Team, place: Path
) -> None:
    rosa = team.first()
    family(rosa, "Haddad")
    sync(rosa, place)
    for each in range(1_500):
        lay(place, f"team/{each:064x}.flb", b"FLB1\n")
    lay(place, f"heads/{'ab' * 8}.1-0000000001.flb", b"FLB1\n")
    cleo = team.join("Cleo Park", told=False)
    for _round in range(20):
        for one in (cleo, rosa):
            pass_time(timedelta(minutes=5), one)
            assert len(asked(one, place)) < 2 * FEW
    assert names(cleo) == ["Haddad"]
    assert len(json.dumps(asdict(state(rosa)))) < 1_000_000


def test_all_deleted_but_the_mark_and_heads_comes_back(team: Team, place: Path) -> None:
    """Who finds an old laptop can sign in and delete; whoever comes later must get everything."""
    rosa, ben = team.first(), team.join("Ben Ortiz")
    family(rosa, "Haddad")
    family(ben, "Okafor")
    meet(place, rosa, ben)
    cleo = team.join("Cleo Park", told=False)
    sync(cleo, place)
    for path in (*place.glob("s/**/*.flb"), *place.glob("team/*.flb")):
        path.unlink()
    for _round in range(12):
        for one in (rosa, ben, cleo):
            pass_time(timedelta(hours=3), one)
            sync(one, place)
    assert names(cleo) == ["Haddad", "Okafor"]
    assert changes(cleo)


def test_forged_entries_of_the_list_of_laptops_are_looked_at_once(
    team: Team, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each look at the list verifies all of it: to look anew for each forged entry takes hours."""
    rosa, ben = team.first(), team.join("Ben Ortiz")
    meet(place, rosa, ben)
    control = rosa.setting("stream.control")
    recipient = identity.own(ben).recipient
    for each in range(300):
        header = Header(control, 1, rosa.device, each + 2, "ab" * 32)
        raw = container.seal(b"{}\n", header, SigningKey(bytes(32)), recipient)
        record = container.read_record(io.BytesIO(raw))
        assert record
        lay(place, f"team/{record.hash}.flb", raw)
    key = SigningKey(bytes(32))
    header = Header(control, 1, f"{'ab' * 8}.1", 1, "", key.verify_key.encode().hex())
    lay(place, f"heads/{header.dev}-0000000001.flb", container.seal(b"x", header, key, recipient))
    family(rosa, "Haddad")
    sync(rosa, place)
    verified: list[int] = []
    verify = container.verify

    def counted(record: container.Record, signer: bytes) -> None:
        verified.append(1)
        verify(record, signer)

    monkeypatch.setattr(container, "verify", counted)
    before = rosters.hashes(ben.conn)
    exchanged = sync(ben, place)
    assert names(ben) == ["Haddad"]
    assert exchanged.bundles.new
    assert rosters.hashes(ben.conn) == before
    assert len(verified) < 5_000


def test_a_newcomer_is_found_among_heads_of_strangers(team: Team, place: Path) -> None:
    rosa = team.first()
    family(rosa, "Haddad")
    sync(rosa, place)
    for each in range(100):
        lay(place, f"heads/{each:016x}.1-0000000057.flb", b"FLB1\n")
    cleo = team.join("Cleo Park", told=False)
    for _round in range(10):
        for one in (cleo, rosa):
            pass_time(timedelta(minutes=5), one)
            sync(one, place)
    assert laptop_of(cleo.device) in rosters.known(rosa.conn).laptops
