"""A removed family takes its own along; what a colleague wrote for it meanwhile is asked about."""

from __future__ import annotations

import pytest

from liaison_app.actions import care, differences, records, removing
from liaison_app.actions.differences import answer
from liaison_app.records import TYPES
from liaison_app.records.governance import Consent, ConsentState
from liaison_app.records.kits import Kit, Loan
from liaison_app.records.packets import PacketIssue
from liaison_app.records.partnership import Commitment, Note, Visit, VisitParticipant
from liaison_app.records.people import ContactPoint, Household, HouseholdMember, Person
from liaison_app.store import checking
from liaison_app.workspace import Add, Put, Workspace
from tests.differing import Pair, only, plain


def family(pair: Pair) -> dict[str, str]:
    """A family with a child, her phone, a visit, a note, a promise; ids by type."""
    home = pair.add(Household(name="Tran"))
    lan = pair.add(Person(given_name="Lan", is_child=True))
    visit = pair.add(Visit(household=home))
    return {
        "household": home,
        "person": lan,
        "household_member": pair.add(HouseholdMember(household=home, person=lan)),
        "contact_point": pair.add(ContactPoint(person=lan, value="206 555 0101")),
        "consent": pair.add(
            Consent(giver=lan, household=home, purpose="photo", state=ConsentState.REFUSED)
        ),
        "visit": visit,
        "visit_participant": pair.add(VisitParticipant(visit=visit, person=lan)),
        "note": pair.add(Note(household=home, visit=visit, text="reads every evening")),
        "commitment": pair.add(Commitment(household=home, what="bus pass")),
    }


def there(workspace: Workspace, ids: dict[str, str]) -> set[str]:
    """The types of what is not removed."""
    return {name for name, one in ids.items() if not workspace.get(TYPES[name].cls, one).deleted}


# --- removing


def test_all_that_is_its_own_goes_and_one_undo_brings_it_back(pair: Pair) -> None:
    ids = family(pair)
    touched = records.remove(pair.ana, "household", ids["household"])
    assert there(pair.ana, ids) == set()
    assert removing.removed_words(pair.ana, touched) == (
        "With it went 1 visit, 1 note, 1 promise, 1 person, 4 other entries."
    )
    care.undo(pair.ana)
    assert there(pair.ana, ids) == set(ids)
    assert differences.waiting(pair.ana) == 0


def test_restoring_it_brings_back_what_went_and_nothing_else(pair: Pair) -> None:
    ids = family(pair)
    wrong = pair.add(Note(household=ids["household"], text="of another family"))
    records.remove(pair.ana, "note", wrong)
    records.remove(pair.ana, "household", ids["household"])
    pair.meet()
    touched = records.restore(pair.ben, "household", ids["household"])
    assert there(pair.ben, ids) == set(ids)
    assert pair.ben.get(Note, wrong).deleted
    assert removing.returned_words(pair.ben, touched).startswith("With it came back 1 visit")


def test_who_lives_in_another_family_too_stays_with_all_that_is_theirs(pair: Pair) -> None:
    ids = family(pair)
    other = pair.add(Household(name="Le"))
    pair.add(HouseholdMember(household=other, person=ids["person"]))
    records.remove(pair.ana, "household", ids["household"])
    assert there(pair.ana, ids) == {"person", "contact_point", "consent"}
    assert differences.waiting(pair.ana) == 0


def test_what_is_in_the_world_stays(pair: Pair) -> None:
    ids = family(pair)
    kit = pair.add(Kit(name="Counting"))
    loan = pair.add(Loan(kit=kit, household=ids["household"]))
    issue = pair.add(PacketIssue(household=ids["household"], code="7KQ"))
    records.remove(pair.ana, "household", ids["household"])
    assert not pair.ana.get(Loan, loan).deleted
    assert not pair.ana.get(PacketIssue, issue).deleted
    assert differences.waiting(pair.ana) == 0


def test_a_visit_takes_along_what_is_seen_only_with_it(pair: Pair) -> None:
    ids = family(pair)
    records.remove(pair.ana, "visit", ids["visit"])
    gone = set(ids) - there(pair.ana, ids)
    assert gone == {"visit", "visit_participant", "note"}  # a promise to the family is seen alone


# --- what a colleague wrote meanwhile


def crossing(pair: Pair) -> tuple[dict[str, str], str]:
    """Ana removes the family; Ben writes a visit and a note for it without knowing that."""
    ids = family(pair)
    records.remove(pair.ana, "household", ids["household"])
    visit = pair.ben.commit("visit.add", [Add(Visit(household=ids["household"]))]).ids[0]
    note = pair.ben.commit(
        "note.add", [Add(Note(household=ids["household"], text="She asks for the bus pass"))]
    ).ids[0]
    pair.ben.commit("c", [Add(VisitParticipant(visit=visit, person=ids["person"]))])
    pair.meet()
    return ids, note


def test_it_is_asked_once_and_alike_on_every_laptop(pair: Pair) -> None:
    ids, _note = crossing(pair)
    here, away = only(pair.ana), only(pair.ben)
    assert here.id == away.id
    assert here.seen == away.seen
    assert (here.type, here.household) == ("household", ids["household"])
    said = plain(here.explained)
    assert said.startswith("Rosa removed this family. Another laptop wrote for it without having")
    assert "1 visit, 1 note, 1 other entry" in said
    assert any("She asks for the bus pass" in line for line in here.written)
    assert [side.shown for side in here.sides] == [False, True]
    assert differences.waiting(pair.ana) == 1
    assert differences.counts(pair.ana) == {ids["household"]: 1}
    assert differences.difference(pair.ana, here.id) == here
    assert checking.rebuild_differences(pair.ana.conn) == []


def test_bring_the_family_back(pair: Pair) -> None:
    ids, note = crossing(pair)
    answer(pair.ben, only(pair.ben).id, keep=1, seen=only(pair.ben).seen)
    pair.meet()
    for workspace in (pair.ana, pair.ben):
        assert there(workspace, ids) == set(ids)
        assert not workspace.get(Note, note).deleted
        assert differences.differences(workspace) == ()
    care.undo(pair.ben)
    pair.meet()
    for workspace in (pair.ana, pair.ben):
        assert there(workspace, ids) == set()
        assert not workspace.get(Note, note).deleted
        assert only(workspace).written


def test_remove_these_too(pair: Pair) -> None:
    ids, note = crossing(pair)
    answer(pair.ana, only(pair.ana).id, keep=2)
    pair.meet()
    for workspace in (pair.ana, pair.ben):
        assert there(workspace, ids) == set()
        assert workspace.get(Note, note).deleted
        assert differences.differences(workspace) == ()
    records.restore(pair.ben, "household", ids["household"])
    assert there(pair.ben, ids) == set(ids)  # also what Ana removed first
    assert not pair.ben.get(Note, note).deleted
    care.undo(pair.ben)
    care.undo(pair.ana)
    assert not pair.ana.get(Note, note).deleted
    assert only(pair.ana).written


@pytest.mark.parametrize("last", [1, 2])
@pytest.mark.parametrize("first", [1, 2])
def test_one_says_bring_back_and_one_says_remove(pair: Pair, first: int, last: int) -> None:
    ids, note = crossing(pair)
    answer(pair.ana, only(pair.ana).id, keep=first)
    answer(pair.ben, only(pair.ben).id, keep=3 - first)  # his is the newer, and is shown
    pair.meet()
    assert only(pair.ana).id == only(pair.ben).id
    assert only(pair.ana).shown.number == 3 - first
    assert checking.digest(pair.ana.conn) == checking.digest(pair.ben.conn)
    answer(pair.ana, only(pair.ana).id, keep=last)
    pair.meet()
    for workspace in (pair.ana, pair.ben):
        assert there(workspace, ids) == (set(ids) if last == 1 else set())
        assert workspace.get(Note, note).deleted is (last == 2)
        assert differences.waiting(workspace) == 0


@pytest.mark.parametrize("keep", [1, 2])
def test_an_edit_of_the_family_asks_about_all_that_went_with_it(pair: Pair, keep: int) -> None:
    ids = family(pair)
    records.remove(pair.ana, "household", ids["household"])
    pair.ben.commit("c", [Put(Household, ids["household"], {"name": "Trần"})])
    pair.ben.commit("c", [Put(Person, ids["person"], {"given_name": "Lán"})])
    pair.meet()
    one = only(pair.ana)  # the child went with the family, and is not asked about apart
    answer(pair.ana, one.id, keep=keep)
    pair.meet()
    for workspace in (pair.ana, pair.ben):
        assert there(workspace, ids) == (set(ids) if keep == 1 else set())
        assert differences.waiting(workspace) == 0
    care.undo(pair.ana)
    assert only(pair.ana).id == one.id
    answer(pair.ana, one.id, keep=3 - keep)
    assert there(pair.ana, ids) == (set() if keep == 1 else set(ids))


def test_an_undo_of_an_answer_is_undone(pair: Pair) -> None:
    ids = family(pair)
    records.remove(pair.ana, "household", ids["household"])
    pair.ben.commit("c", [Put(Household, ids["household"], {"name": "Trần"})])
    pair.meet()
    answer(pair.ana, only(pair.ana).id, keep=1)
    undone = care.undo(pair.ana)
    assert differences.waiting(pair.ana) == 1
    care.undo(pair.ana, undone.number)
    assert differences.waiting(pair.ana) == 0
    assert there(pair.ana, ids) == set(ids)


def test_what_a_colleague_wrote_about_a_removed_person_is_asked(pair: Pair) -> None:
    ids = family(pair)
    records.remove(pair.ana, "person", ids["person"])
    phone = pair.ben.commit(
        "c", [Add(ContactPoint(person=ids["person"], value="206 555 0102"))]
    ).ids[0]
    pair.meet()
    one = only(pair.ana)
    assert (one.type, one.record) == ("person", ids["person"])
    answer(pair.ana, one.id, keep=1)
    assert there(pair.ana, ids) == set(ids)
    assert not pair.ana.get(ContactPoint, phone).deleted
    assert differences.waiting(pair.ana) == 0


def test_a_note_about_a_removed_visit_is_asked(pair: Pair) -> None:
    ids = family(pair)
    records.remove(pair.ana, "visit", ids["visit"])
    note = Note(household=ids["household"], visit=ids["visit"], text="of Ben")
    pair.ben.commit("c", [Add(note)])
    pair.meet()
    one = only(pair.ana, ids["household"])
    assert one.type == "visit"
    assert any("of Ben" in line for line in one.written)
    answer(pair.ana, one.id, keep=2)
    assert differences.waiting(pair.ana) == 0


def test_the_card_says_what_comes_back_with_the_family(pair: Pair) -> None:
    ids, _note = crossing(pair)
    went = "What went with it comes back with it: 1 visit, 1 note, 1 promise, 1 person, 4 other"
    assert went in only(pair.ana).explained
    answer(pair.ana, only(pair.ana).id, keep=1)
    pair.meet()
    records.remove(pair.ana, "household", ids["household"])
    pair.ben.commit("c", [Put(Household, ids["household"], {"name": "Trần"})])
    pair.meet()
    assert "comes back with it: 2 visits, 2 notes" in only(pair.ana).explained


def test_an_undo_of_an_answer_leaves_what_was_removed_since_and_says_so(pair: Pair) -> None:
    ids, note = crossing(pair)
    answer(pair.ana, only(pair.ana).id, keep=1)
    records.remove(pair.ana, "note", note)
    number = care.recent(pair.ana)[1].number
    undone = care.undo(pair.ana, number)
    assert [plain(line) for line in undone.left] == [
        "Note, deleted: changed since, so it stays as it is."
    ]
    assert there(pair.ana, ids) == set()
    assert pair.ana.get(Note, note).deleted
