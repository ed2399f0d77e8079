"""What two people wrote without knowing of each other waits until one of them answers."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from liaison_app.actions import differences
from liaison_app.actions.differences import answer
from liaison_app.errors import InvalidValue
from liaison_app.language.names import isolate
from liaison_app.records.governance import Attachment, Consent, ConsentState
from liaison_app.records.kits import Kit
from liaison_app.records.partnership import Commitment, Note, Visit, VisitOutcome
from liaison_app.records.people import (
    Address,
    ContactPoint,
    Household,
    HouseholdMember,
    Person,
    Relationship,
)
from liaison_app.workspace import Put, Redact, Remove
from tests.differing import Pair, only, plain, removed_and_changed, said
from tests.store.laptops import Stable, outgoing, send

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
    assert plain(second.said).startswith("Another laptop, Sat, Nov 21, 1:00 PM, without")
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
        assert plain(one.sides[0].who) == "Another laptop and Rosa"
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


def test_a_consent_renewed_here_and_withdrawn_there_is_asked(pair: Pair) -> None:
    lan = pair.add(Person(given_name="Lan"))
    given = Consent(
        giver=lan,
        purpose="photos",
        state=ConsentState.GIVEN,
        given_on=date(2026, 1, 10),
        expires_on=date(2026, 12, 1),
    )
    consent = pair.add(given)
    renewed = {"state": ConsentState.GIVEN, "expires_on": date(2027, 12, 1)}
    pair.ana.commit("change", [Put(Consent, consent, renewed)])
    pair.ben.commit("change", [Put(Consent, consent, {"state": ConsentState.WITHDRAWN})])
    pair.meet()
    for workspace in (pair.ana, pair.ben):
        one = only(workspace)
        assert one.urgent
        assert said(one) == [("Given", False), ("Withdrawn", True)]
        assert workspace.get(Consent, consent).state is ConsentState.WITHDRAWN


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
        "Rosa removed this: Family member. Another laptop wants to keep it."
        " It stays until somebody says."
    )
    answer(pair.ana, one.id, keep=2)
    pair.meet()
    assert pair.ben.get(HouseholdMember, row).deleted
    assert differences.waiting(pair.ben) == 0


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
        "Another laptop removed this: Promise. Rosa changed it without having seen that:"
        " “By when”. It stays until somebody says."
    )


def test_what_the_removal_had_not_seen_is_on_the_card(pair: Pair) -> None:
    home = pair.add(Household(name="Tran"))
    note = pair.add(Note(household=home, text="Reads every evening"))
    text = "Reads every evening, \nto her brother too"
    pair.ana.commit("change", [Put(Note, note, {"text": text, "language": "vi"})])
    pair.ben.commit("remove", [Remove(Note, note)])
    pair.meet()
    for workspace in (pair.ana, pair.ben):
        one = only(workspace, home)
        assert [plain(line) for line in one.written] == [
            "Note: Reads every evening, to her brother too",
            "Language of the note: Vietnamese",
        ]
        assert "“Note”, “Language of the note”" in plain(one.explained)
        assert differences.as_json(one)["written"] == list(one.written)
    pair.ana.commit("redact", [Redact(Note, note, "text")])
    assert [plain(line) for line in only(pair.ana, home).written] == [
        "Language of the note: Vietnamese"
    ]


def test_a_family_removed_by_one_and_renamed_by_another(pair: Pair) -> None:
    home = pair.add(Household(name="Tran"))
    pair.ana.commit("change", [Put(Household, home, {"name": "Trần"})])
    pair.ben.commit("remove", [Remove(Household, home)])
    pair.meet()
    one = only(pair.ana, home)
    assert (plain(one.title), one.family) == ("Trần", "Trần")
    assert plain(one.explained).startswith(
        "Another laptop removed this family. Rosa changed it without having seen that: “"
    )
    assert not pair.ben.get(Household, home).deleted


def test_what_belongs_to_no_family_is_asked_about_too(pair: Pair) -> None:
    kit = pair.add(Kit(name="Reading kit"))
    pair.differ(Kit, kit, "name", "Reading kit A", "Reading kit B")
    one = only(pair.ana)
    assert (one.household, one.family) == ("", "")
    assert plain(one.title) == "Kit · Reading kit B"
    assert differences.counts(pair.ana) == {}
    assert differences.waiting(pair.ana) == 1


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
    found = differences.differences(pair.ana, second)
    assert sorted(one.field for one in found) == ["birth_date", "line_1", "name"]
    assert {one.household for one in found} == {second}


def test_two_fields_of_one_record_are_two_differences(pair: Pair) -> None:
    home = pair.address("12 Elm St", "14 Elm St")
    [address] = pair.ana.all(Address, household=home)
    pair.differ(Address, address.id, "city", "Lakeside", "Lakeview")
    one, other = differences.differences(pair.ana)
    assert one.id != other.id
