"""Taking in a file: as a whole or not at all, whoever made it and whatever became of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import exchange
from liaison_app.errors import (
    Cancelled,
    DamagedFile,
    ForeignFile,
    LiaisonError,
    NotAllowed,
    UnreadableInput,
)
from liaison_app.records.people import Household
from liaison_app.store.driver import transaction
from liaison_app.sync import rosters
from liaison_app.sync.roster_entries import Remove as TakeOut
from liaison_app.workspace import Put
from tests.sync.laptops import (
    Team,
    crafted,
    digest,
    dump,
    family,
    names,
    own_ops,
    records,
    sealed,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from liaison_app.workspace import Workspace


def refused(workspace: Workspace, path: Path, kind: type[LiaisonError], words: str = "[.]") -> None:
    """See that a file is refused with such words, and that nothing at all is changed by it."""
    before = dump(workspace)
    with pytest.raises(kind, match=words):
        exchange.take_file(workspace, path)
    assert dump(workspace) == before
    with pytest.raises(kind, match=words):
        exchange.inspect(workspace, path)
    assert dump(workspace) == before


def bundles(path: Path, workspace: Workspace) -> list[bytes]:
    """The sealed bundles of a file, in its order."""
    streams = {workspace.setting(f"stream.{kind}") for kind in ("team", "reference")}
    return [one.raw for one in records(path) if one.stream in streams]


# --- what is not as it was made


def test_cut_short_anywhere_between_or_inside_its_parts(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    family(rosa, "Hassan")
    path = exchange.make_file(rosa, team.file()).path
    whole = path.read_bytes()
    ends = [0]
    for record in records(path):
        ends.append(ends[-1] + len(record.raw))
    assert len(ends) > 4
    for cut in [*ends[1:-1], *(end - 7 for end in ends[1:]), 3]:
        path.write_bytes(whole[:cut])
        refused(ben, path, LiaisonError)
    path.write_bytes(b"")
    refused(ben, path, ForeignFile)
    path.write_bytes(whole)
    assert exchange.take_file(ben, path).applied == 1


def test_a_part_left_out_put_in_twice_or_moved(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    family(rosa, "Hassan")
    path = exchange.make_file(rosa, team.file()).path
    parts = [record.raw for record in records(path)]
    other = team.file()
    for wrong in (
        [*parts[:-1]],
        [*parts, parts[-1]],
        [*parts[:-2], parts[-1], parts[-2]],
        [parts[0], parts[2], parts[1], *parts[3:]],
        [*parts[1:]],
        [parts[0], *parts],
    ):
        other.write_bytes(b"".join(wrong))
        refused(ben, other, LiaisonError)


def test_flipped_bits(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    family(rosa, "Hassan")
    path = exchange.make_file(rosa, team.file()).path
    whole = path.read_bytes()
    for at in range(0, len(whole), max(1, len(whole) // 60)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        with pytest.raises(LiaisonError):
            exchange.take_file(ben, path)
    path.write_bytes(whole)
    before = dump(ben)
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    refused(ben, path, DamagedFile)
    assert dump(ben) == before


def test_a_set_that_somebody_put_together_from_other_files(team: Team) -> None:
    """A bundle that Rosa signed, in a file that lists it, signed by a laptop outside the team."""
    rosa, ben = team.first(), team.join("Ben Ortiz")
    family(rosa, "Hassan")
    path = exchange.make_file(rosa, team.file()).path
    stranger = Team(team.folder / "elsewhere", seed=77).first("Eve")
    following = [record.raw for record in records(path)[1:]]
    forged = crafted(stranger, team.file(), following)
    refused(ben, forged, ForeignFile, "another team")
    stranger.close()


def test_no_file_at_all(team: Team) -> None:
    rosa = team.first()
    refused(rosa, team.folder / "nothing", UnreadableInput)
    refused(rosa, team.folder, UnreadableInput)
    text = team.folder / "list.csv"
    text.write_text("Student ID,First Name\n")
    refused(rosa, text, ForeignFile)


def test_one_change_that_no_liaison_writes_refuses_the_whole(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    family(rosa, "Hassan")
    family(rosa, "Lopez")
    first, second = own_ops(rosa)[:2]
    good = sealed(rosa, [first])
    hostile = sealed(rosa, [replace(second, type="../../etc")], n=2)
    refused(ben, crafted(rosa, team.file(), [good, hostile]), DamagedFile, "nothing of it")


def test_changes_of_another_laptop_under_ones_own_signature(team: Team) -> None:
    rosa, ben, chau = team.first(), team.join("Ben Ortiz"), team.join("Chau Tran")
    family(chau, "Pham")
    forged = sealed(rosa, own_ops(chau))
    refused(ben, crafted(rosa, team.file(), [forged]), DamagedFile)


def test_a_bundle_that_another_laptop_did_not_sign(team: Team) -> None:
    rosa, ben, chau = team.first(), team.join("Ben Ortiz"), team.join("Chau Tran")
    family(rosa, "Hassan")
    forged = sealed(rosa, own_ops(rosa), dev=chau.device)
    refused(ben, crafted(rosa, team.file(), [forged]), DamagedFile, "signature")


def test_nobody_acknowledges_for_a_colleague(team: Team) -> None:
    """Ben signs that Rosa has everything."""
    rosa, ben, chau = team.first(), team.join("Ben Ortiz"), team.join("Chau Tran")
    refused(chau, crafted(ben, team.file(), [], dev=rosa.device), DamagedFile, "signature")


def test_a_set_that_names_another_root(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    refused(ben, crafted(rosa, team.file(), [], root="ab" * 16), ForeignFile, "another team")


def test_a_request_to_join_whose_signature_was_changed(team: Team) -> None:
    rosa = team.first()
    path = exchange.make_file(team.join("Ben Ortiz", told=False), team.file()).path
    parts = records(path)
    head = parts[0]
    at = next(n for n, p in enumerate(parts) if n and (p.dev, p.stream) == (head.dev, head.stream))
    whole = [one.raw for one in parts]
    cut = parts[at].signed
    whole[at] = whole[at][:cut] + bytes([whole[at][cut] ^ 1]) + whole[at][cut + 1 :]
    path.write_bytes(b"".join(whole))
    refused(rosa, path, DamagedFile, "signature")


# --- whose file it is


def test_a_file_of_another_team(team: Team) -> None:
    rosa = team.first()
    others = Team(team.folder / "elsewhere", seed=77)
    path = exchange.make_file(others.first("Eve"), team.file()).path
    refused(rosa, path, ForeignFile, "another team")
    others.close()


def test_practice_and_real_never_mix(team: Team) -> None:
    rosa = team.first()
    others = Team(team.folder / "elsewhere", seed=77)
    practice = others.first("Rosa Vega", practice=True)
    real, sample = (exchange.make_file(one, team.file()).path for one in (rosa, practice))
    refused(rosa, sample, ForeignFile, "practice")
    refused(practice, real, ForeignFile, "Real families never go into practice")
    others.close()


def test_ones_own_file(team: Team) -> None:
    rosa = team.first()
    family(rosa, "Hassan")
    path = exchange.make_file(rosa, team.file()).path
    before = digest(rosa)
    taken = exchange.take_file(rosa, path)
    assert (taken.applied, taken.who) == (0, "Rosa Vega")
    assert "This file was made on this laptop." in taken.notes
    assert digest(rosa) == before
    assert exchange.status(rosa).colleagues == ()


def test_a_laptop_that_nobody_here_has_heard_of(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    chau = team.join("Chau Tran", told=False)
    family(chau, "Pham")
    from_chau = exchange.make_file(chau, team.file()).path
    refused(ben, from_chau, NotAllowed, "whoever invited")
    taken = exchange.take_file(rosa, from_chau)
    assert (taken.joined, taken.who) == (("Chau Tran",), "Chau Tran")
    assert names(rosa) == ["Pham"]
    [taken] = team.send(rosa, ben)
    assert taken.joined == ("Chau Tran",)
    assert names(ben) == ["Pham"]
    assert exchange.take_file(ben, from_chau).applied == 0


def test_the_first_file_may_go_to_whoever_joined(team: Team) -> None:
    rosa = team.first()
    family(rosa, "Hassan")
    ben = team.join("Ben Ortiz", told=False)
    family(ben, "Lopez")
    team.send(rosa, ben)
    assert names(ben) == ["Hassan", "Lopez"]
    [taken] = team.send(ben, rosa)
    assert taken.joined == ("Ben Ortiz",)
    assert names(rosa) == ["Hassan", "Lopez"]
    assert digest(rosa) == digest(ben)


# --- what waits, and what is kept apart


def test_what_does_not_follow_on_waits_for_what_is_missing(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    files = []
    for name in ("Hassan", "Lopez", "Nguyen"):
        family(rosa, name)
        files.append(exchange.make_file(rosa, team.file()).path)
    parts = [bundles(path, rosa)[-1] for path in files]
    first, second, third = (crafted(rosa, team.file(), [part]) for part in parts)
    start = crafted(rosa, team.file(), bundles(files[0], rosa)[:-1])
    taken = exchange.take_file(ben, third)
    assert (taken.applied, taken.waiting) == (0, 1)
    taken = exchange.take_file(ben, second)
    assert (taken.applied, taken.waiting) == (0, 1)
    assert exchange.status(ben).waiting == 2
    exchange.take_file(ben, start)
    taken = exchange.take_file(ben, first)
    assert (taken.applied, taken.waiting) == (3, 0)
    assert names(ben) == ["Hassan", "Lopez", "Nguyen"]
    assert exchange.status(ben).waiting == 0


def test_a_laptop_of_which_there_are_two(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    family(rosa, "Hassan")
    team.send(rosa, ben)
    before = digest(ben)
    ops = own_ops(rosa)
    twin = replace(ops[-1], writes={**ops[-1].writes, "name": ["Hasan"]})
    later = replace(twin, seq=twin.seq + 1, id="another")
    taken = exchange.take_file(
        ben, crafted(rosa, team.file(), [sealed(rosa, [*ops[:-1], twin, later], n=2)])
    )
    assert (taken.applied, taken.waiting) == (0, 0)
    assert "kept apart" in " ".join(taken.notes)
    assert digest(ben) == before
    [alarm] = exchange.status(ben).alarms
    assert "Rosa Vega" in alarm
    team.send(rosa, ben)
    assert len(exchange.status(ben).alarms) == 1


def test_what_a_copy_writes_after_that_is_kept_apart_too(team: Team) -> None:
    """Its numbers would follow on what is here, but it was written after something else."""
    rosa, ben = team.first(), team.join("Ben Ortiz")
    family(rosa, "Hassan")
    team.send(rosa, ben)
    before = digest(ben)
    last = own_ops(rosa)[-1]
    twin = replace(last, writes={**last.writes, "name": ["Hasan"]})
    later = replace(twin, seq=twin.seq + 1, act=twin.seq + 1, id="another")
    fork = sealed(rosa, [twin], n=2)
    name = next(r.hash for r in records(crafted(rosa, team.file(), [fork]))[1:])
    after = sealed(rosa, [later], n=3, prev=name)
    exchange.take_file(ben, crafted(rosa, team.file(), [fork, after]))
    assert digest(ben) == before


def test_what_a_removed_laptop_goes_on_writing(team: Team) -> None:
    rosa, ben, chau = team.first(), team.join("Ben Ortiz"), team.join("Chau Tran")
    family(chau, "Pham")
    team.send(chau, ben)
    family(chau, "Tran")
    remove(rosa, chau)
    taken = team.send(chau, rosa)[0]
    assert taken.applied == 0
    assert [words for words in exchange.status(rosa).alarms if "removed" in words]
    team.send(ben, rosa)
    assert names(rosa) == ["Pham"]  # what Ben had taken in before anybody heard of the removal
    assert [one.name for one in exchange.status(rosa).colleagues] == ["Ben Ortiz"]


def remove(workspace: Workspace, other: Workspace) -> None:
    """Take a laptop out of the team."""
    with transaction(workspace.conn):
        laptop = other.device.partition(".")[0]
        rosters.sign_entry(workspace, workspace.conn, [TakeOut(laptop)])


def test_clocks_that_are_wrong_are_told_and_never_refused(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    family(ben, "Lopez")
    set_clock(ben, timedelta(days=3, hours=1))
    taken = team.send(ben, rosa)[0]
    assert taken.applied == 1
    assert [note.replace("\u2068", "").replace("\u2069", "") for note in taken.notes] == [
        "Ben Ortiz's laptop clock is 3 days ahead."
    ]
    [colleague] = exchange.status(rosa).colleagues
    assert colleague.ahead_days == 3
    home = family(rosa, "Hassan")
    team.send(rosa, ben)
    set_clock(ben, timedelta(days=-6))
    taken = team.send(ben, rosa)[0]
    assert "behind" in " ".join(taken.notes)
    rosa.commit("family.change", [Put(Household, home, {"name": "Hasan"})])
    assert rosa.get(Household, home).name == "Hasan"


def set_clock(workspace: Workspace, by: timedelta) -> None:
    """Put a laptop's clock wrong."""
    before: Callable[[], object] = workspace._clock
    assert callable(before)
    workspace._clock.moment += by  # type: ignore[attr-defined]


# --- stopping


def test_stopped_in_the_middle(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    family(rosa, "Hassan")
    path = exchange.make_file(rosa, team.file()).path
    before = dump(ben)

    def stop(_done: int, _total: int) -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        exchange.take_file(ben, path, progress=stop)
    assert dump(ben) == before


def test_how_far_it_is(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    family(rosa, "Hassan")
    path = exchange.make_file(rosa, team.file()).path
    told: list[tuple[int, int]] = []
    exchange.take_file(ben, path, progress=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1] == path.stat().st_size
