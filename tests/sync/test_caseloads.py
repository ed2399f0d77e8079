"""Who can read a sealed fact: the family's own liaison and the coordinators, and nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import care, differences, records, sealed_facts, workspaces
from liaison_app.errors import NothingToUndo
from liaison_app.records.governance import Assignment
from liaison_app.records.people import Household
from liaison_app.records.sealed import SafetyNote
from liaison_app.store import settings
from liaison_app.store.driver import transaction
from liaison_app.sync import completing, epochs, granting, removing, rosters
from liaison_app.workspace import Add, Put
from tests.store.laptops import Clock
from tests.sync.hostile import coordinator
from tests.sync.laptops import PASSPHRASE, Team, digest, dump, family

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.workspace import Workspace

WORDS = "Whispering Quarry"


def assigned(by: Workspace, home: str, to: Workspace) -> str:
    return by.commit("assign", [Add(Assignment(household=home, staff=to.person))]).ids[0]


def note(workspace: Workspace, home: str, text: str = WORDS) -> str:
    fact = SafetyNote(household=home, text=text)
    return workspace.commit("safety_note.add", [Add(fact)]).ids[0]


def notes(workspace: Workspace) -> list[str]:
    return sorted(one.text for one in workspace.all(SafetyNote))


def knows(workspace: Workspace, words: str = WORDS) -> bool:
    """Whether the words are anywhere in the decrypted database."""
    return words in repr(dump(workspace))


def meet(team: Team, *laptops: Workspace) -> None:
    """Everybody exchanges files with everybody until all know all."""
    for _again in range(2):
        for sender in laptops:
            team.send(sender, *(one for one in laptops if one is not sender))


def test_only_the_liaison_and_the_coordinators_get_a_fact(team: Team) -> None:
    rosa, cora = team.first(), coordinator(team)
    ana, ben = team.join("Ana Diaz"), team.join("Ben Ortiz")
    meet(team, rosa, cora, ana, ben)
    home = family(ana, "Hassan")
    assigned(ana, home, ana)
    note(ana, home)
    meet(team, rosa, cora, ana, ben)
    assert notes(ana) == notes(cora) == notes(rosa) == [WORDS]
    assert notes(ben) == []
    assert not knows(ben)
    sealed = set(rosters.known(ben.conn).owners)
    mine = {name[0] for name in epochs.held(ben.conn)} & sealed
    owners = rosters.known(ben.conn).owners
    assert {owners[one] for one in mine} == {ben.person}
    assert len({digest(one) for one in (rosa, cora, ana, ben)}) == 1


def test_a_colleague_adds_to_it_without_reading_it(team: Team) -> None:
    rosa, ana, ben = team.first(), team.join("Ana Diaz"), team.join("Ben Ortiz")
    meet(team, rosa, ana, ben)
    home = family(ana, "Hassan")
    assigned(ana, home, ana)
    note(ana, home)
    meet(team, rosa, ana, ben)
    added = note(ben, home, "There is a dog")
    ben.commit("mend", [Put(SafetyNote, added, {"text": "There is a big dog"})])
    meet(team, rosa, ana, ben)
    assert notes(ana) == notes(rosa) == ["There is a big dog", WORDS]
    assert WORDS not in repr(dump(ben))
    ana.commit("change", [Put(SafetyNote, added, {"text": "Two dogs"})])
    meet(team, rosa, ana, ben)
    assert notes(ana) == ["Two dogs", WORDS]
    for one in (rosa, ana, ben):
        digest(one)


def test_facts_of_a_family_of_nobody_are_with_the_coordinators(team: Team) -> None:
    rosa, ana = team.first(), team.join("Ana Diaz")
    meet(team, rosa, ana)
    home = family(rosa, "Hassan")
    note(rosa, home)
    meet(team, rosa, ana)
    assert notes(rosa) == [WORDS]
    assert not knows(ana)


def test_who_names_herself_a_familys_liaison_gets_nothing_by_it(team: Team) -> None:
    rosa, ana, ben = team.first(), team.join("Ana Diaz"), team.join("Ben Ortiz")
    meet(team, rosa, ana, ben)
    home = family(ana, "Hassan")
    assigned(ana, home, ana)
    meet(team, rosa, ana, ben)
    assigned(ben, home, ben)
    meet(team, rosa, ana, ben)
    note(rosa, home)
    note(ana, home, "By the back door")
    meet(team, rosa, ana, ben)
    assert notes(ana) == ["By the back door", WORDS]
    assert not knows(ben)


def test_a_family_that_a_coordinator_gave_away_is_sealed_to_the_new_liaison(team: Team) -> None:
    rosa, ana, ben = team.first(), team.join("Ana Diaz"), team.join("Ben Ortiz")
    meet(team, rosa, ana, ben)
    home = family(ana, "Hassan")
    former = assigned(ana, home, ana)
    note(ana, home)
    meet(team, rosa, ana, ben)
    rosa.commit(
        "handing.accept",
        [
            Put(Assignment, former, {"until": rosa.today()}),
            Add(Assignment(household=home, staff=ben.person, since=rosa.today())),
            *sealed_facts.move(rosa, home, ben.person),
        ],
    )
    meet(team, rosa, ana, ben)
    assert notes(ben) == notes(rosa) == [WORDS]
    assert notes(ana) == []
    assert not knows(ana)
    note(ana, home, "One more thing")  # by who has it no more: it goes where the family is
    meet(team, rosa, ana, ben)
    assert notes(ben) == ["One more thing", WORDS]
    assert sealed_facts.move(rosa, home, ben.person) == ()
    assert sealed_facts.move(ana, home, ana.person) == ()
    with pytest.raises(NothingToUndo):
        care.undo(rosa)


def test_two_laptops_that_move_a_fact_at_once_make_one(team: Team) -> None:
    rosa, cora, ana = team.first(), coordinator(team), team.join("Ana Diaz")
    meet(team, rosa, cora, ana)
    home = family(rosa, "Hassan")
    note(rosa, home)
    team.send(rosa, cora, ana)
    assigned(rosa, home, ana)
    team.send(rosa, cora)  # both moved it now
    meet(team, rosa, cora, ana)
    assert notes(ana) == notes(cora) == notes(rosa) == [WORDS]
    for one in (rosa, cora, ana):
        digest(one)


def test_what_was_added_to_a_colleagues_caseload_does_not_stay_on_the_laptop(team: Team) -> None:
    rosa, ana, ben = team.first(), team.join("Ana Diaz"), team.join("Ben Ortiz")
    meet(team, rosa, ana, ben)
    home = family(ana, "Hassan")
    assigned(ana, home, ana)
    meet(team, rosa, ana, ben)
    note(ben, home)
    team.send(ben, rosa, ana)
    assert knows(ben)  # nobody has said yet that it came
    team.send(ana, ben)
    assert not knows(ben)
    assert notes(ana) == [WORDS]
    assert sealed_facts.of_family(ben, home) == ()
    meet(team, rosa, ana, ben)
    assert notes(ana) == notes(rosa) == [WORDS]
    for one in (rosa, ana, ben):
        digest(one)
    granting.grant(rosa, ben.device.partition(".")[0], "coordinator")
    meet(team, rosa, ana, ben)
    assert notes(ben) == [WORDS]
    digest(ben)


def test_versions_that_differ_are_read_among_the_sealed_facts_only(team: Team) -> None:
    rosa, ana = team.first(), team.join("Ana Diaz")
    meet(team, rosa, ana)
    home = family(ana, "Hassan")
    assigned(ana, home, ana)
    fact = note(ana, home)
    meet(team, rosa, ana)
    ana.commit("change", [Put(SafetyNote, fact, {"text": "By the back door"})])
    rosa.commit("change", [Put(SafetyNote, fact, {"text": "By the garden"})])
    meet(team, rosa, ana)
    for one in (rosa, ana):
        [card] = differences.differences(one)
        assert "door" not in repr(card)
        assert "garden" not in repr(card)
        assert not card.may_write
        said = [words for _label, words in sealed_facts.of_family(one, home)[0].lines]
        assert sorted(said) == ["By the back door", "By the garden"]
    kept = said[1]
    differences.answer(ana, card.id, keep=2)
    meet(team, rosa, ana)
    assert notes(rosa) == notes(ana) == [kept]


def test_a_family_without_facts_is_handed_on_without_any(team: Team) -> None:
    rosa = team.first()
    assert sealed_facts.move(rosa, family(rosa, "Hassan"), rosa.person) == ()


def test_who_becomes_a_coordinator_reads_what_was_written_before(team: Team) -> None:
    rosa, ana = team.first(), team.join("Ana Diaz")
    meet(team, rosa, ana)
    home = family(ana, "Hassan")
    assigned(ana, home, ana)
    note(ana, home)
    meet(team, rosa, ana)
    cora = coordinator(team)
    meet(team, rosa, ana, cora)
    assert notes(cora) == [WORDS]


def test_who_is_removed_cannot_read_what_is_sealed_since(team: Team) -> None:
    rosa, cora, ana = team.first(), coordinator(team), team.join("Ana Diaz")
    meet(team, rosa, cora, ana)
    home = family(ana, "Hassan")
    assigned(ana, home, ana)
    meet(team, rosa, cora, ana)
    removing.remove(rosa, cora.device.partition(".")[0])
    team.send(rosa, ana)
    note(ana, home)
    team.send(ana, rosa, cora)
    assert notes(rosa) == [WORDS]
    assert not knows(cora)


def test_two_who_never_meet_get_it_through_a_third_who_cannot_read_it(team: Team) -> None:
    rosa, ana, ben = team.first(), team.join("Ana Diaz"), team.join("Ben Ortiz")
    meet(team, rosa, ana, ben)
    home = family(ana, "Hassan")
    assigned(ana, home, ana)
    note(ana, home)
    team.send(ana, ben)
    assert not knows(ben)
    team.send(ben, rosa)
    assert notes(rosa) == [WORDS]


def test_a_workspace_from_before_sealed_streams_gets_them_at_unlock(team: Team) -> None:
    rosa = team.first()
    with transaction(rosa.conn):
        rosa.conn.execute("DELETE FROM setting WHERE name LIKE 'caseload.%' OR name LIKE 'owner.%'")
    completing.at_unlock(rosa)
    assert settings.get(rosa.conn, "caseload.") == settings.get(rosa.conn, "stream.sealed")
    home = family(rosa, "Hassan")
    note(rosa, home)
    ana = team.join("Ana Diaz")
    assert notes(rosa) == [WORDS]
    assert not knows(ana)


def test_sealed_facts_are_in_backups_and_are_undone_and_removed_like_any(
    team: Team, tmp_path: Path
) -> None:
    rosa = team.first()
    home = family(rosa, "Hassan")
    note(rosa, home)
    workspaces.backup(rosa, tmp_path / "kept.backup")
    note(rosa, home, "Typed into the wrong family")
    care.undo(rosa)
    assert notes(rosa) == [WORDS]
    records.remove(rosa, "household", home)
    assert notes(rosa) == []
    records.restore(rosa, "household", home)
    assert notes(rosa) == [WORDS]
    digest(rosa)
    back = workspaces.restore(tmp_path / "kept.backup", tmp_path / "w", PASSPHRASE, clock=Clock())
    try:
        assert notes(back) == [WORDS]
        assert workspaces.check(back).problems == ()
    finally:
        back.close()


@pytest.mark.parametrize("stays", [True, False], ids=["it stays", "it goes"])
def test_a_family_is_asked_about_that_somebody_removed_who_could_not_see_all_of_it(
    team: Team, stays: bool
) -> None:
    rosa, ana, ben = team.first(), team.join("Ana Diaz"), team.join("Ben Ortiz")
    meet(team, rosa, ana, ben)
    home = family(ana, "Hassan")
    assigned(ana, home, ana)
    note(ana, home)
    meet(team, rosa, ana, ben)
    records.remove(ben, "household", home)
    meet(team, rosa, ana, ben)
    assert differences.waiting(ben) == 0
    [card] = differences.differences(ana)
    assert WORDS not in repr(card)
    wanted = "It comes back" if stays else "It stays removed"
    keep = next(side.number for side in card.sides if side.words == wanted)
    differences.answer(ana, card.id, keep=keep)
    meet(team, rosa, ana, ben)
    for one in (rosa, ana, ben):
        assert differences.waiting(one) == 0
        assert bool(one.all(Household)) is stays
        digest(one)
    assert notes(ana) == notes(rosa) == ([WORDS] if stays else [])
    assert len({digest(one) for one in (rosa, ana, ben)}) == 1
