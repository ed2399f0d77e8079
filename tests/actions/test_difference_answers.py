"""An answer settles a difference everywhere; its undo puts the question again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from liaison_app.actions import care, differences, records
from liaison_app.actions.differences import answer
from liaison_app.errors import AlreadyAnswered, InvalidValue, NothingToUndo
from liaison_app.records.governance import Consent, ConsentState
from liaison_app.records.partnership import Commitment, Note, Visit, VisitOutcome
from liaison_app.records.people import Address, AddressKind, Household, Person
from liaison_app.store import checking
from liaison_app.workspace import Put, Redact
from tests.differing import Pair, only, removed_and_changed, said
from tests.store.laptops import NOON, Clock, Stable, outgoing, send


@pytest.mark.parametrize(("keep", "gone"), [(1, False), (2, True)])
def test_keep_it_or_remove_it(pair: Pair, keep: int, gone: bool) -> None:
    promise = removed_and_changed(pair)
    answer(pair.ana, only(pair.ana).id, keep=keep)
    pair.meet()
    for workspace in (pair.ana, pair.ben):
        assert differences.differences(workspace) == ()
        assert workspace.get(Commitment, promise).deleted is gone
        assert workspace.get(Commitment, promise).due == date(2026, 12, 1)


# --- answers


def test_an_answer_settles_it_on_every_laptop(pair: Pair) -> None:
    home = pair.address("12 Elm St", "14 Elm St")
    answer(pair.ana, only(pair.ana).id, keep=1)
    assert differences.differences(pair.ana) == ()
    assert differences.waiting(pair.ben) == 1
    pair.meet()
    for workspace in (pair.ana, pair.ben):
        assert differences.differences(workspace) == ()
        assert workspace.all(Address, household=home)[0].line_1 == "12 Elm St"
        assert checking.check(workspace.conn).problems == ()
    assert checking.digest(pair.ana.conn) == checking.digest(pair.ben.conn)


def test_another_value_is_checked_as_in_a_form(pair: Pair) -> None:
    home = pair.add(Household(name="Tran"))
    visit = pair.add(Visit(household=home))
    pair.differ(Visit, visit, "outcome", VisitOutcome.MET, VisitOutcome.NOT_HOME)
    one = only(pair.ana)
    with pytest.raises(InvalidValue, match="takes one of these"):
        answer(pair.ana, one.id, value="danced")
    assert differences.waiting(pair.ana) == 1
    answer(pair.ana, one.id, value="Moved")
    assert pair.ana.get(Visit, visit).outcome is VisitOutcome.MOVED
    assert differences.waiting(pair.ana) == 0


def test_a_required_field_is_not_answered_with_nothing(pair: Pair) -> None:
    home = pair.add(Household(name="Tran"))
    pair.differ(Household, home, "name", "Trần", "Tran Le")
    with pytest.raises(InvalidValue, match="must not be empty"):
        answer(pair.ana, only(pair.ana).id, value=" ")
    [address] = [pair.add(Address(household=home))]
    pair.differ(Address, address, "line_1", "1 A St", "2 A St")
    [street] = [d for d in differences.differences(pair.ana) if d.field == "line_1"]
    answer(pair.ana, street.id, value="")
    assert pair.ana.get(Address, address).line_1 == ""
    assert differences.waiting(pair.ana) == 1


def test_a_choice_that_is_never_empty_gets_its_usual_value(pair: Pair) -> None:
    home = pair.add(Household(name="Tran"))
    address = pair.add(Address(household=home, kind=AddressKind.MAILING))
    pair.differ(Address, address, "kind", AddressKind.HOME, AddressKind.MEETING_PLACE)
    answer(pair.ana, only(pair.ana).id, value="")
    assert pair.ana.get(Address, address).kind is AddressKind.HOME


def test_two_different_answers_are_one_new_difference(pair: Pair) -> None:
    pair.address("12 Elm St", "14 Elm St")
    answer(pair.ana, only(pair.ana).id, keep=1)
    answer(pair.ben, only(pair.ben).id, value="16 Elm St")
    pair.meet()
    one = only(pair.ana)
    assert [words for words, _shown in said(one)] == ["12 Elm St", "16 Elm St"]
    assert one == only(pair.ana)
    assert said(only(pair.ben)) == said(one)


def test_the_same_answer_on_both_laptops_is_no_difference(pair: Pair) -> None:
    pair.address("12 Elm St", "14 Elm St")
    for workspace in (pair.ana, pair.ben):
        answer(workspace, only(workspace).id, keep=2)
    pair.meet()
    assert differences.waiting(pair.ana) == differences.waiting(pair.ben) == 0


def test_an_edit_settles_nothing_and_becomes_a_side(pair: Pair) -> None:
    home = pair.address("12 Elm St", "14 Elm St")
    [address] = pair.ana.all(Address, household=home)
    records.change(pair.ana, "address", address.id, {"line_1": "14 Elm Street"})
    one = only(pair.ana)
    assert said(one) == [("12 Elm St", False), ("14 Elm Street", True)]
    assert "without" not in one.sides[1].said  # she had both on her laptop when she wrote that
    pair.meet()
    assert said(only(pair.ben)) == said(one)


def test_who_goes_on_writing_is_not_said_to_know_nothing(pair: Pair) -> None:
    home = pair.address("12 Elm St", "14 Elm St")
    assert "without having seen" in only(pair.ben).sides[1].said
    [address] = pair.ben.all(Address, household=home)
    records.change(pair.ben, "address", address.id, {"line_1": "14 Elm Street"})  # his own, again
    own = only(pair.ben).sides[1]
    assert own.words == "14 Elm Street"
    assert "without having seen" not in own.said


def test_one_that_was_answered_elsewhere_says_so(pair: Pair) -> None:
    pair.address("12 Elm St", "14 Elm St")
    before = only(pair.ben).id
    answer(pair.ana, before, keep=1)
    pair.meet()
    for ask in (
        lambda: answer(pair.ben, before, keep=2),
        lambda: differences.difference(pair.ben, before),
    ):
        with pytest.raises(AlreadyAnswered, match="here or on another laptop"):
            ask()


def test_what_came_after_the_look_is_not_settled_unread(pair: Pair) -> None:
    home = pair.address("12 Elm St", "14 Elm St")
    looked = only(pair.ana)
    [address] = pair.ben.all(Address, household=home)
    records.change(pair.ben, "address", address.id, {"line_1": "41 Elm St"})
    pair.meet()
    with pytest.raises(AlreadyAnswered, match="meanwhile"):
        answer(pair.ana, looked.id, keep=2, seen=looked.seen)
    answer(pair.ana, looked.id, keep=2, seen=only(pair.ana).seen)
    assert pair.ana.get(Address, address.id).line_1 == "41 Elm St"


@pytest.mark.parametrize("number", [0, -1, 3, 10**30])
def test_a_side_that_is_not_there_is_refused(pair: Pair, number: int) -> None:
    pair.address("12 Elm St", "14 Elm St")
    with pytest.raises(InvalidValue, match="2 sides"):
        answer(pair.ana, only(pair.ana).id, keep=number)
    assert differences.waiting(pair.ana) == 1


def test_an_author_whose_side_was_emptied_for_good_may_answer(pair: Pair, stable: Stable) -> None:
    home = pair.add(Household(name="Tran"))
    note = pair.add(Note(household=home, text="once"))
    third = stable.laptop(f"{'c' * 16}.1")
    try:
        send(outgoing(pair.ana), third)
        third.commit("change", [Put(Note, note, {"text": "by the third"})])
        pair.differ(Note, note, "text", "planted zebra", "by Ben")
        mine = [r["n"] for r in pair.ana.read("SELECT n FROM op WHERE body LIKE '%zebra%'")]
        pair.ana.commit("redact", [Redact(Note, note, "text", mine[0])])
        assert differences.waiting(pair.ana) == 0
        send(outgoing(third), pair.ana)
        one = only(pair.ana)
        assert sorted(side.words for side in one.sides) == ["by Ben", "by the third"]
        assert "zebra" not in repr(one)
        answer(pair.ana, one.id, value="what we agreed on")
        pair.meet()
        assert pair.ben.get(Note, note).text == "what we agreed on"
        assert differences.waiting(pair.ben) == 0
    finally:
        third.close()


def test_a_removed_record_asks_nothing_until_it_comes_back(pair: Pair) -> None:
    home = pair.address("12 Elm St", "14 Elm St")
    [address] = pair.ana.all(Address, household=home)
    records.remove(pair.ana, "address", address.id)
    assert differences.differences(pair.ana) == ()
    assert differences.counts(pair.ana) == {}
    records.restore(pair.ana, "address", address.id)
    assert only(pair.ana).field == "line_1"


# --- undo


def test_undo_puts_the_question_again_with_those_who_wrote(pair: Pair) -> None:
    home = pair.address("12 Elm St", "14 Elm St")
    before = only(pair.ana)
    answered = answer(pair.ana, before.id, keep=1)
    undone = care.undo(pair.ana, answered.number)
    again = only(pair.ana)
    assert [(s.words, s.who, s.at, s.shown) for s in again.sides] == [
        (s.words, s.who, s.at, s.shown) for s in before.sides
    ]
    assert pair.ana.all(Address, household=home)[0].line_1 == "14 Elm St"
    pair.meet()
    assert said(only(pair.ben)) == said(before)
    assert checking.check(pair.ana.conn).problems == ()
    care.undo(pair.ana, undone.number)  # and the answer stands again
    assert differences.waiting(pair.ana) == 0
    assert pair.ana.all(Address, household=home)[0].line_1 == "12 Elm St"


@pytest.mark.parametrize("keep", [1, 2])
def test_undo_of_keeping_or_removing_asks_again(pair: Pair, keep: int) -> None:
    promise = removed_and_changed(pair)
    answered = answer(pair.ana, only(pair.ana).id, keep=keep)
    undone = care.undo(pair.ana, answered.number)
    pair.meet()
    for workspace in (pair.ana, pair.ben):
        one = only(workspace)
        assert said(one) == [("It stays", True), ("Removed", False)]
        assert not workspace.get(Commitment, promise).deleted
        assert checking.check(workspace.conn).problems == ()
    care.undo(pair.ana, undone.number)
    assert differences.waiting(pair.ana) == 0
    assert pair.ana.get(Commitment, promise).deleted is (keep == 2)


def test_undo_shows_again_what_was_shown(pair: Pair, stable: Stable) -> None:
    home = pair.address()
    [address] = pair.ana.all(Address, household=home)
    third = stable.laptop(f"{'c' * 16}.1", Clock(NOON + timedelta(days=1)))
    try:
        send(outgoing(pair.ana), third)
        third.commit("change", [Put(Address, address.id, {"line_1": "12 Elm St"})])
        pair.differ(Address, address.id, "line_1", "12 Elm St", "14 Elm St")
        send(outgoing(third), pair.ana)
        before = said(only(pair.ana))
        assert before == [("12 Elm St", True), ("14 Elm St", False)]
        answered = answer(pair.ana, only(pair.ana).id, keep=2)
        care.undo(pair.ana, answered.number)
        assert pair.ana.get(Address, address.id).line_1 == "12 Elm St"
        assert ("12 Elm St", True) in said(only(pair.ana))
    finally:
        third.close()


def test_undo_of_a_consent_leaves_the_strictest_shown(pair: Pair) -> None:
    lan = pair.add(Person(given_name="Lan"))
    consent = pair.add(Consent(giver=lan, purpose="photos", state=ConsentState.GIVEN))
    pair.differ(Consent, consent, "state", ConsentState.WITHDRAWN, ConsentState.REFUSED)
    answered = answer(pair.ana, only(pair.ana).id, keep=2)
    care.undo(pair.ana, answered.number)
    assert pair.ana.get(Consent, consent).state is ConsentState.WITHDRAWN
    assert only(pair.ana).urgent


def test_an_answer_that_was_changed_since_is_not_undone(pair: Pair) -> None:
    home = pair.address("12 Elm St", "14 Elm St")
    answered = answer(pair.ana, only(pair.ana).id, keep=1)
    [address] = pair.ana.all(Address, household=home)
    records.change(pair.ana, "address", address.id, {"line_1": "16 Elm St"})
    with pytest.raises(NothingToUndo, match="changed since"):
        care.undo(pair.ana, answered.number)
    assert differences.waiting(pair.ana) == 0


def test_undo_does_not_bring_back_what_was_emptied_for_good(pair: Pair) -> None:
    home = pair.add(Household(name="Tran"))
    note = pair.add(Note(household=home, text="once"))
    pair.differ(Note, note, "text", "planted zebra", "by Ben")
    answered = answer(pair.ana, only(pair.ana).id, keep=2)
    mine = [r["n"] for r in pair.ana.read("SELECT n FROM op WHERE body LIKE '%zebra%'")]
    pair.ana.commit("redact", [Redact(Note, note, "text", mine[0])])
    with pytest.raises(NothingToUndo):
        care.undo(pair.ana, answered.number)
    assert pair.ana.get(Note, note).text == "by Ben"
    assert differences.waiting(pair.ana) == 0
    assert "zebra" not in "".join(r["body"] for r in pair.ana.read("SELECT body FROM op"))
