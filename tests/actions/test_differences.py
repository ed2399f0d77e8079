"""What two people wrote without knowing of each other waits until one of them answers."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import care, differences, records
from liaison_app.actions.differences import Difference, answer
from liaison_app.errors import AlreadyAnswered, InvalidValue, NothingToUndo
from liaison_app.language.names import isolate
from liaison_app.records.governance import Attachment, Consent, ConsentState
from liaison_app.records.partnership import Commitment, Note, Visit, VisitOutcome
from liaison_app.records.people import (
    Address,
    ContactPoint,
    Household,
    HouseholdMember,
    Person,
    Relationship,
)
from liaison_app.store import checking
from liaison_app.workspace import Put, Redact, Remove
from tests.differing import Pair, pair_of
from tests.store.laptops import Stable, outgoing, send

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.workspace import Workspace

MARKS = {0x2066: None, 0x2068: None, 0x2069: None, 0x202F: " "}


@pytest.fixture(scope="module")
def stable(tmp_path_factory: pytest.TempPathFactory) -> Stable:
    return Stable(tmp_path_factory.mktemp("laptops"))


@pytest.fixture
def pair(stable: Stable) -> Iterator[Pair]:
    made = pair_of(stable)
    yield made
    made.close()


def only(workspace: Workspace, household: str = "") -> Difference:
    [one] = differences.differences(workspace, household)
    return one


def plain(text: str) -> str:
    return text.translate(MARKS)


def said(one: Difference) -> list[tuple[str, bool]]:
    return [(plain(side.words), side.shown) for side in one.sides]


# --- what a card says


def test_a_card_says_whose_record_which_field_who_and_when(pair: Pair) -> None:
    home = pair.address("12 Elm St", "14 Elm St")
    one = only(pair.ana)
    assert (one.household, one.family, one.label) == (home, "Tran", "Street and number")
    assert plain(one.title) == "Tran · Address · Lakewood"
    assert said(one) == [("12 Elm St", False), ("14 Elm St", True)]
    first, second = one.sides
    assert first.who == isolate("Rosa")
    assert plain(first.said).startswith("Rosa, Sat, Nov 21, 12:00 PM, without having seen")
    assert plain(second.said).startswith("another laptop, Sat, Nov 21, 1:00 PM, without")
    assert "14 Elm St" in one.explained
    assert not one.urgent
    assert one.may_write


def test_the_same_difference_has_the_same_id_and_numbers_everywhere(pair: Pair) -> None:
    pair.address("12 Elm St", "14 Elm St")
    here, there = only(pair.ana), only(pair.ben)
    assert here.id == there.id
    assert here.seen == there.seen
    assert said(here) == said(there)


def test_equal_values_are_one_side_with_both_authors(pair: Pair, stable: Stable) -> None:
    home = pair.address()
    [address] = pair.ana.all(Address, household=home)
    third = stable.laptop(f"{'c' * 16}.1")
    try:
        send(outgoing(pair.ana), third)
        third.commit("change", [Put(Address, address.id, {"line_1": "12 Elm St"})])
        pair.differ(Address, address.id, "line_1", "12 Elm St", "14 Elm St")
        send(outgoing(third), pair.ana)
        one = only(pair.ana)
        assert said(one) == [("12 Elm St", False), ("14 Elm St", True)]
        assert plain(one.sides[0].who) == "another laptop and Rosa"
        assert one.sides[0].author == ""
    finally:
        third.close()


def test_a_phone_runs_left_to_right_and_a_person_is_named(pair: Pair) -> None:
    home = pair.add(Household(name="Tran"))
    lan = pair.add(Person(given_name="Lan", family_name="Tran"))
    pair.add(HouseholdMember(household=home, person=lan))
    point = pair.add(ContactPoint(person=lan, value="206 555 0100"))
    pair.differ(ContactPoint, point, "value", "206 555 0101", "206 555 0102")
    one = only(pair.ana)
    assert plain(one.title) == "Lan Tran · Contact point"
    assert one.household == home
    assert one.sides[0].words == "\u2066(206) 555-0101\u2069"


def test_values_are_said_in_words(pair: Pair) -> None:
    home = pair.add(Household(name="Tran"))
    visit = pair.add(Visit(household=home))
    pair.differ(
        Visit,
        visit,
        "planned_start",
        datetime(2026, 11, 24, 20, tzinfo=UTC),
        datetime(2026, 11, 25, 20, tzinfo=UTC),
    )
    assert [w for w, _s in said(only(pair.ana))] == [
        "Nov 24, 2026, 2:00 PM",
        "Nov 25, 2026, 2:00 PM",
    ]
    answer(pair.ana, only(pair.ana).id, keep=1)
    pair.meet()
    pair.differ(Visit, visit, "outcome", VisitOutcome.MET, VisitOutcome.NOT_HOME)
    assert [w for w, _s in said(only(pair.ana))] == ["Met", "Not home, note left"]
    answer(pair.ana, only(pair.ana).id, keep=1)
    pair.meet()
    pair.differ(Household, home, "home_language", "vi", "ar")
    assert [w for w, _s in said(only(pair.ana))] == ["Vietnamese", "Arabic"]
    answer(pair.ana, only(pair.ana).id, keep=1)
    pair.meet()
    pair.differ(Household, home, "closed_on", date(2026, 11, 1), date(2026, 11, 2))
    assert [w for w, _s in said(only(pair.ana))] == ["Nov 1, 2026", "Nov 2, 2026"]


def test_a_reference_is_said_by_its_title_and_nothing_as_nothing(pair: Pair) -> None:
    adult, child = pair.add(Person(given_name="Lan")), pair.add(Person(given_name="Minh"))
    other = pair.add(Person(given_name="Hoa"))
    tie = pair.add(Relationship(child=child, adult=adult, may_pick_up=True))
    pair.differ(Relationship, tie, "may_pick_up", False, None)
    assert said(only(pair.ana)) == [("No", False), ("(nothing)", True)]
    answer(pair.ana, only(pair.ana).id, keep=1)
    pair.meet()
    third = pair.add(Person(given_name="Bao"))
    pair.differ(Relationship, tie, "adult", other, third)
    one = only(pair.ana)
    assert [w for w, _s in said(one)] == ["Hoa", "Bao"]
    assert plain(one.title) == "Minh · Relationship"


def test_a_value_that_this_program_does_not_know_is_shown_but_not_written(pair: Pair) -> None:
    home = pair.add(Household(name="Tran"))
    visit = pair.add(Visit(household=home))
    pair.ana.commit("change", [Put(Visit, visit, {"outcome": VisitOutcome.MET})])
    pair.ben.commit("change", [Put(Visit, visit, {"outcome": VisitOutcome.NOT_HOME})])
    newer = [
        one.altered(writes={"outcome": ["danced", *one.op.writes["outcome"][1:]]})
        if "outcome" in one.op.writes and one.op.id == visit
        else one
        for one in outgoing(pair.ben)
    ]
    send(newer, pair.ana)
    one = only(pair.ana)
    assert said(one) == [("Met", False), ("danced", True)]
    assert [side.may_keep for side in one.sides] == [True, False]
    with pytest.raises(InvalidValue, match="newer version"):
        answer(pair.ana, one.id, keep=2)
    answer(pair.ana, one.id, keep=1)
    assert differences.waiting(pair.ana) == 0


def test_both_texts_of_a_note_are_kept_in_full(pair: Pair) -> None:
    home = pair.add(Household(name="Tran"))
    note = pair.add(Note(household=home, text="She reads."))
    texts = ("She reads every evening. " * 400 + "Ana", "She reads at noon. " * 400 + "Ben")
    pair.differ(Note, note, "text", *texts)
    one = only(pair.ana)
    assert one.long
    assert [side.words for side in one.sides] == list(texts)
    assert "Both texts" in one.explained


def test_what_opens_a_file_is_never_shown(pair: Pair) -> None:
    home = pair.add(Household(name="Tran"))
    file = pair.add(Attachment(household=home, name="f.pdf"))
    pair.differ(Attachment, file, "key", "planted-one", "planted-two")
    one = only(pair.ana)
    assert "planted" not in repr(one)
    assert not one.may_write
    assert differences.as_json(one)["values"] == [None, None]
    with pytest.raises(InvalidValue, match="must be kept"):
        answer(pair.ana, one.id, value="planted-three")
    answer(pair.ana, one.id, keep=1)
    assert pair.ana.get(Attachment, file).key == "planted-one"


# --- consent, removals


def test_consent_comes_first_and_the_stricter_answer_counts_at_once(pair: Pair) -> None:
    lan = pair.add(Person(given_name="Lan"))
    consent = pair.add(Consent(giver=lan, purpose="photos", state=ConsentState.GIVEN))
    pair.differ(Consent, consent, "state", ConsentState.WITHDRAWN, ConsentState.REFUSED)
    pair.address("12 Elm St", "14 Elm St")  # newer
    first, second = differences.differences(pair.ana)
    assert first.urgent
    assert not second.urgent
    assert said(first) == [("Withdrawn", True), ("Refused", False)]
    assert "“Withdrawn”, counts from now on" in plain(first.explained)
    assert plain(first.title) == "Lan · Consent · photos"


def test_the_newest_comes_first(pair: Pair) -> None:
    pair.address("1 A St", "2 A St", family="First")
    pair.address("1 B St", "2 B St", family="Second")
    assert [one.family for one in differences.differences(pair.ana)] == ["Second", "First"]
    assert [one.family for one in differences.differences(pair.ana, limit=1)] == ["Second"]


def test_somebody_removed_here_and_added_again_there_stays_until_somebody_says(
    pair: Pair,
) -> None:
    home, lan = pair.add(Household(name="Tran")), pair.add(Person(given_name="Lan"))
    row = pair.add(HouseholdMember(household=home, person=lan))
    pair.ana.commit("remove", [Remove(HouseholdMember, row)])
    pair.meet()
    pair.ana.commit("again", [Put(HouseholdMember, row, {"deleted": False})])
    pair.ana.commit("remove", [Remove(HouseholdMember, row)])
    pair.ben.commit("again", [Put(HouseholdMember, row, {"deleted": False})])
    pair.meet()
    one = only(pair.ana, home)
    assert (one.question, one.label) == ("Keep it, or remove it?", "Removed?")
    assert said(one) == [("It stays", True), ("Removed", False)]
    assert plain(one.explained) == (
        "Rosa removed this: Family member. another laptop wants to keep it."
        " It stays until somebody says."
    )
    answer(pair.ana, one.id, keep=2)
    pair.meet()
    assert pair.ben.get(HouseholdMember, row).deleted
    assert differences.waiting(pair.ben) == 0


def removed_and_changed(pair: Pair) -> str:
    """Ben removes a promise; Ana moves it to another day without knowing that."""
    home = pair.add(Household(name="Tran"))
    promise = pair.add(Commitment(household=home, what="bus pass"))
    pair.ana.commit("change", [Put(Commitment, promise, {"due": date(2026, 12, 1)})])
    pair.ben.commit("remove", [Remove(Commitment, promise)])
    pair.meet()
    return promise


def test_removed_by_one_and_changed_by_another_asks_whether_it_stays(pair: Pair) -> None:
    promise = removed_and_changed(pair)
    for workspace in (pair.ana, pair.ben):
        one = only(workspace)
        assert (one.field, one.record) == ("deleted", promise)
        assert said(one) == [("It stays", True), ("Removed", False)]
        assert not one.may_write
        assert not workspace.get(Commitment, promise).deleted
    one = only(pair.ana)
    assert plain(one.explained) == (
        "another laptop removed this: Promise. Rosa changed it without having seen that:"
        " “By when”. It stays until somebody says."
    )


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


# --- counts


def test_each_family_counts_its_own(pair: Pair) -> None:
    first = pair.address("1 A St", "2 A St", family="First")
    second = pair.address("1 B St", "2 B St", family="Second")
    lan = pair.add(Person(given_name="Lan"))
    pair.add(HouseholdMember(household=second, person=lan))
    pair.differ(Person, lan, "birth_date", date(2018, 1, 2), date(2018, 2, 1))
    pair.differ(Household, second, "name", "Two", "Zwei")
    assert differences.counts(pair.ana) == {first: 1, second: 3}
    assert differences.waiting(pair.ana) == 4
    assert {one.field for one in differences.differences(pair.ana, second)} == {
        "line_1",
        "name",
        "birth_date",
    }


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
    care.undo(pair.ana, answered.number)
    assert "zebra" not in repr(differences.differences(pair.ana))
    assert "zebra" not in "".join(r["body"] for r in pair.ana.read("SELECT body FROM op"))
