"""Two lives under one name, unnoticed at unlock: what files bring tells them apart."""

from __future__ import annotations

import pytest

from liaison_app.actions import exchange
from liaison_app.errors import NoRoom
from liaison_app.records.people import Household, Person
from liaison_app.records.schools import School
from liaison_app.store.driver import transaction
from liaison_app.sync import incarnations, outbox, place, second_lives
from liaison_app.workspace import Add, Put, Workspace
from tests.sync.laptops import Team, digest, dump, family, names
from tests.sync.lives import all_have, copied, opened, origins, put_back, told


@pytest.fixture
def unnoticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing at unlock tells a copy from what it is a copy of: a whole disk was put back."""
    monkeypatch.setattr(place, "here", lambda _database: place.Place("machine", "file"))
    monkeypatch.setattr(incarnations, "_sidecar", lambda *_args: b"")


# --- what comes in says that there was a former life


@pytest.mark.usefixtures("unnoticed")
def test_what_a_forgotten_life_sent_is_taken_and_a_new_name_with_it(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    family(rosa, "Hassan")
    team.send(rosa, ben)
    device, copy = rosa.device, copied(rosa, "copy")
    family(rosa, "Sent after")
    team.send(rosa, ben)
    rosa = put_back(rosa, copy)
    assert rosa.device == device
    team.send(ben, rosa)  # says that he holds more of hers than she does
    assert rosa.device != device
    assert told(rosa) == ["restored"]
    family(rosa, "Under the new name")
    assert all_have(team, rosa, ben)
    assert names(ben) == ["Hassan", "Sent after", "Under the new name"]
    assert told(ben) == []
    rosa.close()


@pytest.mark.usefixtures("unnoticed")
@pytest.mark.parametrize("sealed", [True, False])
def test_what_was_written_twice_under_one_name_is_told_apart(team: Team, sealed: bool) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    home = family(rosa, "Hassan")
    person = rosa.commit("add", [Add(Person(given_name="Ana"))]).ids[0]
    team.send(rosa, ben)
    device, copy = rosa.device, copied(rosa, "copy")
    rosa.commit("put", [Put(Household, home, {"name": "Hasan"})])
    family(rosa, "Sent by the former life")
    team.send(rosa, ben)
    ben.commit("put", [Put(Household, home, {"name": "Hasan, says Ben"})])

    rosa = put_back(rosa, copy)
    rosa.commit("put", [Put(Household, home, {"name": "Hassen"})])
    rosa.commit("put", [Put(Household, home, {"name": "Hassan again"})])
    rosa.commit("put", [Put(Person, person, {"given_name": "Anna"})])
    family(rosa, "Written by this life")
    if sealed:
        team.send(rosa)  # a file that reached nobody
    assert rosa.device == device
    for _round in range(2):  # he notices, and lets her know
        team.send(rosa, ben)
        team.send(ben, rosa)
    assert told(ben) == ["fork"]
    assert rosa.device != device
    assert told(rosa) == ["restored"]
    assert len(origins(rosa)) == 2
    assert all_have(team, rosa, ben)
    expected = {"Sent by the former life", "Written by this life"}
    assert expected < set(names(ben))
    assert rosa.get(Person, person).given_name == "Anna"
    # Two names of one family, written without knowing of each other: a person is asked.
    for one in (rosa, ben):
        assert [tuple(row) for row in one.read("SELECT id, field FROM conflict")] == [
            (home, "name")
        ]
    rosa.close()


@pytest.mark.usefixtures("unnoticed")
def test_each_stream_is_told_apart_on_its_own(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    team.send(rosa, ben)
    copy = copied(rosa, "copy")
    rosa.commit("two", [Add(Household(name="A")), Add(School(name="Oak"))])
    team.send(rosa, ben)
    rosa = put_back(rosa, copy)
    rosa.commit("three", [Add(School(name="Elm")), Add(Household(name="B"))])
    rosa.commit("four", [Add(School(name="Ash"))])
    team.send(ben, rosa)
    assert all_have(team, rosa, ben)
    assert names(ben) == ["A", "B"]
    assert sorted(one.name for one in ben.all(School)) == ["Ash", "Elm", "Oak"]
    assert told(rosa) == ["restored"]
    assert len(incarnations.former(rosa.conn)) == 1
    rosa.close()


@pytest.mark.usefixtures("unnoticed")
def test_all_windows_write_under_the_new_name(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    team.send(rosa, ben)
    copy = copied(rosa, "copy")
    family(rosa, "Sent after")
    team.send(rosa, ben)
    rosa = put_back(rosa, copy)
    device = rosa.device
    made = exchange.make_file(ben, team.file())
    with rosa.elsewhere() as view:  # as the window does it
        exchange.take_file(view, made.path)
    family(rosa, "Written in the window")
    assert origins(rosa)[rosa.device] == 1
    assert rosa.device != device
    rosa.close()


@pytest.mark.usefixtures("unnoticed")
def test_a_refused_file_leaves_the_name_as_it_was(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    team.send(rosa, ben)
    copy = copied(rosa, "copy")
    family(rosa, "Sent after")
    team.send(rosa, ben)
    rosa = put_back(rosa, copy)
    before = dump(rosa)
    made = exchange.make_file(ben, team.file())

    def stop(_done: int, _total: int) -> None:
        raise NoRoom("The disk is full.")

    with pytest.raises(NoRoom):
        exchange.take_file(rosa, made.path, progress=stop)
    assert dump(rosa) == before
    rosa.close()


# --- cloned disks, unnoticed: two laptops under one name


def clones(team: Team, *others: str) -> list[Workspace]:
    """Two laptops under one name, and colleagues; all know of one family."""
    rosa = team.first()
    colleagues = [team.join(name) for name in others]
    family(rosa, "Known to all")
    team.send(rosa, *colleagues)
    copy = copied(rosa, "clone")
    clone = opened(copy, rosa.shared.opened.key)
    assert clone.device == rosa.device
    family(rosa, "On the first")
    family(clone, "On the clone")
    return [rosa, clone, *colleagues]


def test_a_colleague_who_has_another_bundle_under_a_name_is_noticed(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    team.send(rosa, ben)
    heads = outbox.heads(ben.conn)
    with transaction(ben.conn):
        second_lives.compare(ben, ben.conn, heads, now=ben.now())
    assert told(ben) == []
    stream = rosa.setting("stream.reference")
    number, _name = heads[stream][rosa.device]
    heads[stream][rosa.device] = (number, "0" * 64)
    with transaction(ben.conn):
        second_lives.compare(ben, ben.conn, heads, now=ben.now())
    assert told(ben) == ["fork"]


@pytest.mark.usefixtures("unnoticed")
def test_two_lives_that_colleagues_know_apart_show_when_they_compare(team: Team) -> None:
    rosa, clone, ben, ana = clones(team, "Ben Ortiz", "Ana Lim")
    for one in (ben, ana):
        team.send(one, *(other for other in (ben, ana) if other is not one))
    team.send(rosa, ben)
    team.send(clone, ana)
    team.send(ben, ana)
    team.send(ana, ben)
    assert told(ben) == told(ana) == ["fork"]
    clone.close()


def agree_or_say(*laptops: Workspace) -> bool:
    """Whether all say the same at the end, or each that does not says why."""
    if len({digest(one) for one in laptops}) == 1:
        return True
    return all({"fork", "restored"} & set(told(one)) for one in laptops)


@pytest.mark.usefixtures("unnoticed")
@pytest.mark.parametrize("first_to_speak", [0, 1])
def test_clones_that_meet_one_colleague_agree_with_her_in_the_end(
    team: Team, first_to_speak: int
) -> None:
    *both, ben = clones(team, "Ben Ortiz")
    team.send(both[first_to_speak], ben)
    team.send(ben, both[1 - first_to_speak])
    assert len({one.device for one in both}) == 2  # as many changes, but not the same
    assert all_have(team, *both, ben)
    assert told(ben) == []
    assert names(ben) == ["Known to all", "On the clone", "On the first"]
    both[1].close()


@pytest.mark.usefixtures("unnoticed")
def test_clones_that_both_sent_to_one_colleague_lose_nothing(team: Team) -> None:
    rosa, clone, ben = clones(team, "Ben Ortiz")
    team.send(rosa, ben)
    team.send(clone, ben)
    assert told(ben) == ["fork"]
    assert names(ben) == ["Known to all", "On the first"]
    team.send(ben, rosa, clone)  # the clone hears that its name is another's
    assert clone.device != rosa.device
    assert told(clone) == ["restored"]
    assert all_have(team, rosa, clone, ben)
    assert names(ben) == names(rosa) == ["Known to all", "On the clone", "On the first"]
    clone.close()


@pytest.mark.usefixtures("unnoticed")
def test_clones_that_met_different_colleagues_lose_nothing_and_say_so(team: Team) -> None:
    rosa, clone, ben, ana = clones(team, "Ben Ortiz", "Ana Lim")
    team.send(rosa, ben)
    team.send(clone, ana)
    team.send(ben, ana)
    team.send(ana, ben)
    assert told(ben) == told(ana) == ["fork"]
    for _round in range(3):
        for one in (ben, ana, rosa, clone):
            others = [other for other in (rosa, clone, ben, ana) if other is not one]
            team.send(one, *others)
    assert agree_or_say(rosa, clone, ben, ana)
    everything = {"Known to all", "On the clone", "On the first"}
    assert everything <= set(names(rosa)) | set(names(clone))
    for one in (rosa, clone):
        assert set(names(one)) == everything
    clone.close()


@pytest.mark.usefixtures("unnoticed")
def test_clones_that_exchange_with_each_other_agree(team: Team) -> None:
    rosa, clone, ben = clones(team, "Ben Ortiz")
    team.send(rosa, clone)
    assert clone.device != rosa.device
    assert all_have(team, rosa, clone, ben)
    assert names(ben) == ["Known to all", "On the clone", "On the first"]
    clone.close()


@pytest.mark.usefixtures("unnoticed")
def test_files_of_clones_that_crossed_lose_nothing(team: Team) -> None:
    rosa, clone, ben = clones(team, "Ben Ortiz")
    each_wrote = sum(origins(rosa).values())
    files = [exchange.make_file(one, team.file()).path for one in (rosa, clone)]
    exchange.take_file(rosa, files[1])
    exchange.take_file(clone, files[0])
    for _round in range(3):
        for one in (rosa, clone, ben):
            team.send(one, *(other for other in (rosa, clone, ben) if other is not one))
    for one in (rosa, clone, ben):
        assert names(one) == ["Known to all", "On the clone", "On the first"]
    assert agree_or_say(rosa, clone, ben)
    for one in (rosa, clone):  # its own under its new name, and the other's under both
        assert sum(origins(one).values()) == each_wrote + 2
    before = [(one.device, origins(one)) for one in (rosa, clone)]
    agreed = all_have(team, rosa, clone, ben)
    assert agreed or {"fork"} < {*told(rosa), *told(clone), *told(ben)}
    exchange.take_file(rosa, files[0])  # what she dropped for the clone's comes back to her
    exchange.take_file(clone, files[1])
    assert [(one.device, origins(one)) for one in (rosa, clone)] == before  # and it ends there
    clone.close()
