"""Two laptops and one stick: what one of them writes is on both, whatever order files take."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import attachments, exchange, importing, laptops, workspaces
from liaison_app.errors import ForeignFile, LiaisonError, NotHere
from liaison_app.records.governance import Attachment, StaffMember
from liaison_app.records.people import Household, Person
from liaison_app.store.driver import transaction
from liaison_app.sync import rosters
from liaison_app.sync.roster_entries import Remove as TakeOut
from liaison_app.workspace import Put, Remove
from tests.interchange.exports import FIXTURES
from tests.sync.laptops import changes, conflicts, digest, family, names

if TYPE_CHECKING:
    from liaison_app.workspace import Touched, Workspace
    from tests.sync.laptops import Team


def same(*laptops: Workspace) -> bool:
    """Whether all say the same, and the check of each finds nothing wrong."""
    return len({digest(one) for one in laptops}) == 1


def test_both_write_and_both_have_it_all(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    family(rosa, "Hassan")
    family(ben, "Lopez")
    written = changes(rosa), changes(ben)
    [taken] = team.send(rosa, ben)
    assert (taken.applied, taken.who, taken.seen_before) == (1, "Rosa Vega", False)
    [taken] = team.send(ben, rosa)
    assert (taken.applied, taken.who, taken.duplicates) == (1, "Ben Ortiz", 0)
    assert names(rosa) == names(ben) == ["Hassan", "Lopez"]
    assert same(rosa, ben)
    assert (changes(rosa), changes(ben)) == written


def test_it_does_not_matter_who_is_first(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    family(rosa, "Hassan")
    family(ben, "Lopez")
    team.send(ben, rosa)
    team.send(rosa, ben)
    assert names(rosa) == names(ben) == ["Hassan", "Lopez"]
    assert same(rosa, ben)


def test_files_that_cross(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    family(rosa, "Hassan")
    family(ben, "Lopez")
    from_rosa = exchange.make_file(rosa, team.file()).path
    from_ben = exchange.make_file(ben, team.file()).path
    family(rosa, "Nguyen")
    exchange.take_file(ben, from_rosa)
    exchange.take_file(rosa, from_ben)
    team.send(rosa, ben)
    assert names(rosa) == names(ben) == ["Hassan", "Lopez", "Nguyen"]
    assert same(rosa, ben)


def test_the_same_file_again_and_again(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    family(rosa, "Hassan")
    path = exchange.make_file(rosa, team.file()).path
    exchange.take_file(ben, path)
    before = digest(ben)
    again = exchange.take_file(ben, path)
    assert (again.applied, again.seen_before, again.conflicts) == (0, True, 0)
    assert again.duplicates > 0
    assert digest(ben) == before


def test_an_older_file_after_a_newer_one(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    family(rosa, "Hassan")
    older = exchange.make_file(rosa, team.file()).path
    family(rosa, "Lopez")
    newer = exchange.make_file(rosa, team.file()).path
    exchange.take_file(ben, newer)
    taken = exchange.take_file(ben, older)
    assert (taken.applied, taken.seen_before) == (0, False)
    team.send(ben, rosa)
    assert same(rosa, ben)


def test_a_third_laptop_hears_of_what_it_never_met(team: Team) -> None:
    rosa, ben, chau = team.first(), team.join("Ben Ortiz"), team.join("Chau Tran")
    family(rosa, "Hassan")
    family(chau, "Pham")
    team.send(rosa, ben)
    team.send(chau, ben)
    [to_rosa, to_chau] = team.send(ben, rosa, chau)
    assert to_rosa.applied
    assert to_chau.applied
    assert names(rosa) == names(chau) == ["Hassan", "Pham"]
    assert same(rosa, ben, chau)


def test_what_two_write_in_one_field_is_a_difference_on_both(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    home = family(rosa, "Hassan")
    team.send(rosa, ben)
    rosa.commit("family.change", [Put(Household, home, {"closed_on": date(2026, 11, 20)})])
    ben.commit("family.change", [Put(Household, home, {"closed_on": date(2026, 11, 21)})])
    [taken] = team.send(rosa, ben)
    assert taken.conflicts == 1
    [taken] = team.send(ben, rosa)
    assert taken.conflicts == 1
    assert conflicts(rosa) == conflicts(ben) == 1
    assert same(rosa, ben)
    [taken] = team.send(rosa, ben)
    assert taken.conflicts == 0


def test_removed_here_and_changed_there_stays_in_view(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    home = family(rosa, "Hassan")
    team.send(rosa, ben)
    rosa.commit("family.remove", [Remove(Household, home)])
    ben.commit("family.change", [Put(Household, home, {"name": "Hasan"})])
    team.send(rosa, ben)
    team.send(ben, rosa)
    assert names(rosa) == names(ben) == ["Hasan"]
    assert conflicts(rosa) == conflicts(ben) == 1
    assert same(rosa, ben)


def test_the_same_export_on_two_laptops_then_files(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    for name in ("oneroster_1_1", "lists/students.csv", "sds_2_1"):
        importing.run(rosa, FIXTURES / name)
        importing.run(ben, FIXTURES / name)
    count = len(rosa.all(Person))
    team.send(rosa, ben)
    team.send(ben, rosa)
    assert (len(rosa.all(Person)), len(ben.all(Person))) == (count, count)
    assert (conflicts(rosa), conflicts(ben)) == (0, 0)
    assert same(rosa, ben)


def test_the_same_numbers_in_two_streams_are_two_changes(team: Team) -> None:
    """Rosa's first change in the team's stream and her first in that of reference data."""
    rosa, ben = team.first(), team.join("Ben Ortiz")
    family(rosa, "Hassan")
    rosa.commit("staff.change", [Put(StaffMember, rosa.person, {"phone": "555-0142"})])
    team.send(rosa, ben)
    team.send(ben, rosa)
    assert names(ben) == ["Hassan"]
    assert ben.get(StaffMember, rosa.person).phone == "555-0142"
    assert same(rosa, ben)


def test_pages_that_are_open_hear_of_it(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    home = family(rosa, "Hassan")
    heard: list[Touched] = []
    ben.subscribe(heard.append)
    team.send(rosa, ben)
    assert [(touched.action, touched.households) for touched in heard] == [
        ("bundle.import", frozenset({home}))
    ]
    assert "household" in heard[0].types


def test_a_file_attached_by_a_colleague_is_on_that_laptop(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    home = family(rosa, "Hassan")
    letter = team.folder / "letter.txt"
    letter.write_text("Bring the form.")
    attachments.attach(rosa, home, letter)
    team.send(rosa, ben)
    [attached] = ben.all(Attachment)
    with pytest.raises(NotHere, match=r"still on .Rosa Vega.'s laptop"):
        attachments.read(ben, attached.id)
    assert attachments.read(rosa, attached.id) == b"Bring the form."
    assert workspaces.check(ben, deep=True).ok
    for blob in (team.folder / "first" / "blobs").iterdir():
        blob.unlink()
    assert not workspaces.check(rosa).ok


def test_by_post_what_was_written_before_is_not_lost(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    family(rosa, "Hassan")
    chau = team.join("Chau Tran", told=False, by_post=True)
    family(chau, "Pham")
    from_chau = exchange.make_file(chau, team.file()).path
    with pytest.raises(LiaisonError, match="not let in yet"):
        team.send(rosa, chau)
    taken = exchange.take_file(rosa, from_chau)
    assert (taken.applied, len(taken.requests), taken.joined) == (0, 1, ())
    assert names(rosa) == ["Hassan"]
    laptops.accept(rosa, taken.requests[0])
    assert names(rosa) == ["Hassan", "Pham"]  # it came with the request
    team.send(rosa, ben, chau)
    assert names(ben) == names(chau) == ["Hassan", "Pham"]
    team.send(chau, rosa, ben)
    team.send(rosa, ben, chau)
    team.send(ben, rosa, chau)
    assert same(rosa, ben, chau)
    assert [one.lacks for one in exchange.status(rosa).colleagues] == [0, 0]


def test_a_laptop_that_was_removed_is_told(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    with transaction(rosa.conn):
        laptop = ben.device.partition(".")[0]
        rosters.sign_entry(rosa, rosa.conn, [TakeOut(laptop)])
    [taken] = team.send(rosa, ben)
    assert "removed from the team" in " ".join(taken.notes)


def test_an_invite_is_no_file_with_changes(team: Team) -> None:
    rosa = team.first()
    invite = team.folder / "invite"
    invite.write_bytes(b"age-encryption.org/v1\n-> scrypt AAAA 18\n")
    with pytest.raises(ForeignFile, match="invite"):
        exchange.take_file(rosa, invite)
