"""Who has what is said only when their own signed file proves it."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import attachments, exchange
from liaison_app.errors import UnknownRecord
from liaison_app.records.governance import Attachment
from liaison_app.records.people import Household
from liaison_app.workspace import Put
from tests.sync.laptops import crafted, family, names

if TYPE_CHECKING:
    from liaison_app.actions.exchange import Receipt
    from liaison_app.workspace import Workspace
    from tests.sync.laptops import Team


def receipt(workspace: Workspace, home: str) -> Receipt:
    return exchange.receipt(workspace, "household", home)


def plain(words: str) -> str:
    """Without the marks that keep names of another script apart."""
    return words.replace("\u2068", "").replace("\u2069", "")


def test_the_way_of_a_record(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    home = family(rosa, "Hassan")
    found = receipt(rosa, home)
    assert (found.words, found.only_here) == ("Only on this laptop.", True)
    made = exchange.make_file(rosa, team.file())
    found = receipt(rosa, home)
    assert plain(found.words).startswith("In a file made on Nov 21")
    assert plain(found.words).endswith("not known to have reached Ben Ortiz.")
    assert (found.only_here, found.received_by, found.missing) == (False, (), ("Ben Ortiz",))
    assert found.file_made is not None
    exchange.take_file(ben, made.path)
    assert receipt(rosa, home).received_by == ()  # Ben has it, and nothing that he made says so
    team.send(ben, rosa)
    found = receipt(rosa, home)
    assert plain(found.words) == "Received by Ben Ortiz."
    assert (found.received_by, found.missing) == (("Ben Ortiz",), ())


def test_a_later_change_is_not_received_with_the_earlier_one(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    home = family(rosa, "Hassan")
    team.send(rosa, ben)
    team.send(ben, rosa)
    rosa.commit("family.change", [Put(Household, home, {"name": "Hasan"})])
    assert receipt(rosa, home).only_here
    exchange.make_file(rosa, team.file())
    assert receipt(rosa, home).received_by == ()


def test_what_a_colleague_wrote(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    home = family(ben, "Lopez")
    team.send(ben, rosa)
    found = receipt(rosa, home)
    assert (found.only_here, found.received_by) == (False, ("Ben Ortiz",))


def test_some_have_it_and_some_may_not(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    team.join("Chau Tran")
    home = family(rosa, "Hassan")
    team.send(rosa, ben)
    team.send(ben, rosa)
    words = plain(receipt(rosa, home).words)
    assert words == "Received by Ben Ortiz; not known to have reached Chau Tran."


def test_nobody_forges_a_receipt_and_none_goes_back(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    before = exchange.make_file(ben, team.file()).path
    home = family(rosa, "Hassan")
    team.send(rosa, ben)
    team.send(ben, rosa)
    assert receipt(rosa, home).received_by == ("Ben Ortiz",)
    exchange.take_file(rosa, before)  # made before Ben had it; he has not lost it since
    assert receipt(rosa, home).received_by == ("Ben Ortiz",)
    status = exchange.status(rosa)
    assert [one.lacks for one in status.colleagues] == [0]


def test_a_restored_laptop_may_lack_again_what_it_had_acknowledged(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    home = family(rosa, "Hassan")
    team.send(rosa, ben)
    team.send(ben, rosa)
    assert receipt(rosa, home).received_by == ("Ben Ortiz",)
    assert exchange.make_file(rosa, team.file()).changes == 0
    former = ben.device
    ben.put_setting("former_devices", json.dumps([former]))
    ben.put_setting("device", f"{former.partition('.')[0]}.beef")
    restored = crafted(ben, team.file(), [], have={}, former=(former,))
    exchange.take_file(rosa, restored)
    assert receipt(rosa, home).received_by == ()
    assert exchange.make_file(rosa, team.file()).changes > 0
    later = family(rosa, "Lopez")
    team.send(rosa, ben)
    team.send(ben, rosa)
    for one in (home, later):  # nobody waits for the laptop's former name to say so
        assert receipt(rosa, one).received_by == ("Ben Ortiz",)
    assert exchange.make_file(rosa, team.file()).changes == 0
    # Made before it was restored, found today:
    old = crafted(ben, team.file(), [], dev=former, have={})
    exchange.take_file(rosa, old)
    assert exchange.make_file(rosa, team.file()).lacking == ()


def test_status_counts(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    team.send(rosa, ben)
    team.send(ben, rosa)
    status = exchange.status(rosa)
    assert (status.only_here, status.in_a_file) == (0, 0)
    family(rosa, "Hassan")
    family(rosa, "Lopez")
    status = exchange.status(rosa)
    assert (status.only_here, status.in_a_file) == (2, 0)
    assert [(one.name, one.lacks) for one in status.colleagues] == [("Ben Ortiz", 2)]
    made = exchange.make_file(rosa, team.file())
    status = exchange.status(rosa)
    assert (status.only_here, status.in_a_file) == (0, 2)
    assert status.file_made is not None
    assert status.file_made - rosa.now() < timedelta(minutes=5)
    exchange.take_file(ben, made.path)
    team.send(ben, rosa)
    status = exchange.status(rosa)
    assert (status.only_here, status.in_a_file) == (0, 0)
    [colleague] = status.colleagues
    assert (colleague.lacks, colleague.clock_words, colleague.ahead_days) == (0, "", 0)
    assert colleague.heard is not None


def test_somebody_who_was_never_heard_lacks_everything(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    chau = team.join("Chau Tran", told=False)
    team.send(chau, rosa)
    team.send(rosa, ben)
    family(ben, "Lopez")
    heard = {one.name: one.heard for one in exchange.status(ben).colleagues}
    assert heard["Chau Tran"] is None
    team.send(ben, chau)
    assert names(chau) == ["Lopez"]


def test_no_such_record(team: Team) -> None:
    rosa = team.first()
    with pytest.raises(UnknownRecord):
        receipt(rosa, "nothing")
    with pytest.raises(UnknownRecord):
        exchange.receipt(rosa, "no_such_type", "nothing")


def test_a_photo_is_never_said_to_have_arrived_when_only_its_record_did(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    home = family(rosa, "Tran")
    photo = team.folder / "photo.jpg"
    photo.write_bytes(b"a picture")
    attachments.attach(rosa, home, photo)
    (attached,) = [one.id for one in rosa.all(Attachment)]
    team.send(rosa, ben)
    team.send(ben, rosa)
    assert receipt(rosa, home).received_by == ("Ben Ortiz",)
    here = exchange.receipt(rosa, "attachment", attached)
    assert (here.only_here, here.received_by, here.missing) == (True, (), ("Ben Ortiz",))
    assert here.words.startswith("The file itself is only on this laptop")
    there = exchange.receipt(ben, "attachment", attached)
    assert (there.only_here, there.received_by) == (False, ("Rosa Vega",))
    assert plain(there.words) == "This file is still on Rosa Vega's laptop."


def test_a_file_says_that_photos_stay_while_their_names_travel(team: Team) -> None:
    rosa, ben, ana = team.first(), team.join("Ben Ortiz"), team.join("Ana Coleman")
    home = family(rosa, "Tran")
    photo = team.folder / "photo.jpg"
    photo.write_bytes(b"a picture")
    for _twice in range(2):
        attachments.attach(rosa, home, photo)
    made = exchange.make_file(rosa, team.file())
    assert made.staying == 2
    assert made.note.startswith("2 attached files stay on this laptop; their names travel. They go")
    exchange.take_file(ben, made.path)
    relayed = exchange.make_file(ben, team.file())
    assert (relayed.changes > 2, relayed.note) == (True, "")  # he attached none of them
    exchange.take_file(ana, made.path)
    team.send(ben, rosa)
    team.send(ana, rosa)
    family(rosa, "Hassan")
    later = exchange.make_file(rosa, team.file())
    assert (later.staying, later.note) == (0, "")  # it was said when their names went
