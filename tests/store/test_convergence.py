"""Laptops that have the same changes say the same, in whatever order these came."""

from __future__ import annotations

import json
from datetime import timedelta
from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison_app.records import Merge
from liaison_app.records.governance import Consent, ConsentState
from liaison_app.records.kits import Kit, MovementReason, StockMovement
from liaison_app.records.partnership import Note
from liaison_app.records.people import Household, HouseholdMember, Person
from liaison_app.store import checking, merge, ops, schema
from liaison_app.store.applying import replay_parked
from liaison_app.store.driver import transaction
from liaison_app.workspace import Add, Lift, Put, Redact, Remove, Workspace
from tests.store.laptops import NOON, Clock, Stable, any_order, dice, outgoing, send

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def exchange(*laptops: Workspace) -> None:
    """Bring everything everywhere."""
    everything = [one for laptop in laptops for one in outgoing(laptop)]
    for target in laptops:
        send(everything, target)


def same(*laptops: Workspace) -> bool:
    """Whether all say the same, and each what its history says."""
    for one in laptops:
        assert checking.check(one.conn).problems == ()
    return len({checking.digest(one.conn) for one in laptops}) == 1


def put(workspace: Workspace, cls: type[Any], record_id: str, **values: object) -> None:
    workspace.commit("put", [Put(cls, record_id, values)])


def conflicts(workspace: Workspace) -> list[tuple[str, str]]:
    rows = workspace.read("SELECT type, field FROM conflict ORDER BY type, field")
    return [(row["type"], row["field"]) for row in rows]


# --- order does not matter


def worked(first: Workspace, second: Workspace) -> str:
    """Two people work on one note and its family without knowing of each other, then with."""
    home = first.commit("add", [Add(Household(name="One"))]).ids[0]
    note = first.commit("add", [Add(Note(household=home, text="planted zebra"))]).ids[0]
    send(outgoing(first), second)
    put(first, Note, note, text="zebra seen by the first")
    put(second, Note, note, text="zebra seen by the second")
    put(second, Household, home, name="Two")
    second.commit("redact", [Redact(Note, note, "text")])
    put(first, Household, home, name="Three")
    second.commit("lift", [Lift(Note, note, "text")])
    put(second, Note, note, text="written after the lift")
    return note


@settings(max_examples=40)
@given(seed=st.integers(0, 2**32))
def test_changes_in_any_order_and_twice_say_the_same(stable: Stable, seed: int) -> None:
    first, second, third = stable.laptop("a"), stable.laptop("b"), stable.laptop("c")
    try:
        worked(first, second)
        everything = list({one.dot: one for one in outgoing(first) + outgoing(second)}.values())
        chance = dice(seed)
        shuffled = any_order(everything, chance) + chance.choices(everything, k=5)
        for at in range(0, len(shuffled), 3):
            send(shuffled[at : at + 3], third)
            assert checking.rebuild_differences(third.conn) == []
        send(outgoing(first), second)
        assert same(second, third)
        assert "zebra" not in "".join(r["body"] for r in third.read("SELECT body FROM op"))
    finally:
        for workspace in (first, second, third):
            workspace.close()


def test_every_order_of_a_chain_of_edits_says_the_same(laptop: Callable[..., Workspace]) -> None:
    author, *others = (laptop(name) for name in "abcd")
    before = {one.dot for one in outgoing(author)}
    person = author.commit("add", [Add(Person(given_name="A"))]).ids[0]
    for one, name in zip(others, ("B", "C", ""), strict=True):  # each knows what came before
        send(outgoing(author), one)
        change = Put(Person, person, {"given_name": name}) if name else Remove(Person, person)
        one.commit("change", [change])
        send(outgoing(one), author)
    chain = [one for one in outgoing(author) if one.dot not in before]
    for order in permutations(chain):
        target = laptop()
        send(order, target)
        assert target.get(Person, person).given_name == "C"
        assert target.get(Person, person).deleted
        assert checking.digest(target.conn) == checking.digest(author.conn)
        assert checking.rebuild_differences(target.conn) == []


def test_the_digest_does_not_know_local_numbers(laptop: Callable[..., Workspace]) -> None:
    first, second, third = laptop("a"), laptop("b"), laptop("c")
    for one in (first, second, third):
        one.commit("add", [Add(Person(given_name=one.device))])
    send([*outgoing(third), *outgoing(second)], first)
    send([*outgoing(second), *outgoing(first)], third)
    numbers = [
        {r["dev"]: r["n"] for r in one.read("SELECT * FROM origin")} for one in (first, third)
    ]
    assert numbers[0] != numbers[1]
    assert checking.digest(first.conn) == checking.digest(third.conn)


def test_a_hostile_change_that_replaces_itself_shows_nothing_anywhere(
    laptop: Callable[..., Workspace],
) -> None:
    author, other = laptop("a"), laptop("b")
    before = {one.dot for one in outgoing(author)}
    author.commit("add", [Add(Person(given_name="Ana"))])
    [made] = [one for one in outgoing(author) if one.dot not in before]
    writes = made.op.writes | {"given_name": ["Ana", ["evil", 1]]}
    send([made.altered(dev="evil", seq=1, writes=writes)], other)
    assert checking.rebuild_differences(other.conn) == []


# --- the six policies


def two_edits(
    make: Callable[..., Workspace],
    cls: type[Any],
    field: str,
    values: Sequence[object],
    **made: Any,
) -> tuple[Workspace, Workspace, str]:
    first, second = make("a"), make("b", days_ahead=1)
    record_id = first.commit("add", [Add(cls(**made))]).ids[0]
    send(outgoing(first), second)
    put(first, cls, record_id, **{field: values[0]})
    put(second, cls, record_id, **{field: values[1]})
    exchange(first, second)
    assert same(first, second)
    return first, second, record_id


def test_lww_shows_the_newest_and_asks_nobody(laptop: Callable[..., Workspace]) -> None:
    first, second, person = two_edits(
        laptop, Person, "given_name", ("Ana", "Anna"), family_name="Lo"
    )
    assert {one.get(Person, person).given_name for one in (first, second)} == {"Anna"}
    assert conflicts(first) == []


def test_ask_shows_the_newest_and_asks_until_somebody_answers(
    laptop: Callable[..., Workspace],
) -> None:
    first, second, home = two_edits(laptop, Household, "name", ("Ana", "Anna"), name="A")
    assert first.get(Household, home).name == "Anna"
    assert conflicts(first) == conflicts(second) == [("household", "name")]
    put(first, Household, home, name="Anne")  # an ordinary edit replaces only what was seen
    assert conflicts(first) == [("household", "name")]
    first.commit("answer", [Put(Household, home, {"name": "Anne"}, settle=True)])
    exchange(first, second)
    assert conflicts(first) == conflicts(second) == []
    assert second.get(Household, home).name == "Anne"
    assert same(first, second)


def test_equal_answers_need_no_person(laptop: Callable[..., Workspace]) -> None:
    first, _second, _home = two_edits(laptop, Household, "name", ("Ana", "Ana"), name="A")
    assert conflicts(first) == []


G, R, W = ConsentState.GIVEN, ConsentState.REFUSED, ConsentState.WITHDRAWN


@pytest.mark.parametrize(
    ("before", "answers", "shown"),
    [(None, (W, G), W), (None, (G, R), R), (G, (R, W), W), (R, (None, G), None)],
)
def test_consent_shows_the_strictest_answer(
    laptop: Callable[..., Workspace],
    before: ConsentState | None,
    answers: Sequence[ConsentState | None],
    shown: ConsentState | None,
) -> None:
    first, second = laptop("a"), laptop("b", days_ahead=1)
    giver = first.commit("add", [Add(Person(given_name="Lan"))]).ids[0]
    consent = first.commit("add", [Add(Consent(giver=giver, purpose="photo", state=before))]).ids[0]
    send(outgoing(first), second)
    for one, answer in zip((first, second), answers, strict=True):
        put(one, Consent, consent, state=answer)
    exchange(first, second)
    assert same(first, second)
    assert first.get(Consent, consent).state == shown
    assert conflicts(first) == [("consent", "state")]


def test_what_a_newer_program_answers_is_never_read_as_a_yes() -> None:
    def answered(n: int, value: str) -> merge.Sibling:
        return merge.Sibling(n, "d", n, merge.Dot(1, n), value)

    siblings = [answered(1, "paused"), answered(2, "given")]
    assert merge.shown(Merge.CONSENT, siblings).value == "paused"


def test_a_row_added_and_removed_at_once_stays(laptop: Callable[..., Workspace]) -> None:
    first, second = laptop("a"), laptop("b")
    home = first.commit("add", [Add(Household(name="A"))]).ids[0]
    person = first.commit("add", [Add(Person(given_name="Lan"))]).ids[0]
    member = HouseholdMember(household=home, person=person)
    row = first.commit("add", [Add(member)]).ids[0]
    first.commit("remove", [Remove(HouseholdMember, row)])
    send(outgoing(first), second)
    put(first, HouseholdMember, row, deleted=False)
    first.commit("remove", [Remove(HouseholdMember, row)])
    put(second, HouseholdMember, row, deleted=False)
    exchange(first, second)
    assert same(first, second)
    assert not first.get(HouseholdMember, row).deleted
    assert conflicts(first) == [("household_member", "deleted")]


def test_stock_is_the_sum_of_what_both_counted(laptop: Callable[..., Workspace]) -> None:
    first, second = laptop("a"), laptop("b")
    kit = first.commit("add", [Add(Kit(name="Books"))]).ids[0]
    send(outgoing(first), second)
    for one, change in ((first, 5), (second, -2)):
        move = StockMovement(kit=kit, change=change, reason=MovementReason.COUNTED)
        one.commit("move", [Add(move)])
    exchange(first, second)
    assert same(first, second)
    total = "SELECT sum(change) FROM stock_movement WHERE kit = :kit AND NOT deleted"
    assert first.read(total, {"kit": kit})[0][0] == 3
    assert conflicts(first) == []


def test_two_versions_of_a_text_are_both_kept(laptop: Callable[..., Workspace]) -> None:
    first, second = laptop("a"), laptop("b")
    home = first.commit("add", [Add(Household(name="A"))]).ids[0]
    note = first.commit("add", [Add(Note(household=home, text="It began"))]).ids[0]
    send(outgoing(first), second)
    put(first, Note, note, text="It began here")
    put(second, Note, note, text="It began there")
    exchange(first, second)
    assert same(first, second)
    assert conflicts(first) == [("note", "text")]
    assert {"It began", "It began here", "It began there"} <= {
        json.loads(r["body"]).get("text", [""])[0] for r in first.read("SELECT body FROM op")
    }


# --- what is shown after a save is what was saved


@settings(max_examples=25)
@given(ahead=st.integers(-40, 40), value=st.sampled_from(["Zo", "Aa", "M"]))
def test_after_a_save_the_value_saved_is_shown(stable: Stable, ahead: int, value: str) -> None:
    first = stable.laptop("a")
    other = stable.laptop("b", Clock(NOON + timedelta(days=ahead)))
    try:
        person = other.commit("add", [Add(Person(given_name="x"))]).ids[0]
        home = other.commit("add", [Add(Household(name="x"))]).ids[0]
        for n in range(3):
            put(other, Person, person, given_name=f"x{n}")
            put(other, Household, home, name=f"x{n}")
        send(outgoing(other), first)
        put(first, Person, person, given_name=value)
        put(first, Household, home, name=value)
        assert first.get(Person, person).given_name == value
        assert first.get(Household, home).name == value
        clock = first.read("SELECT hlc FROM clock")[0][0]
        assert clock >> 16 < (NOON + timedelta(hours=25)).timestamp() * 1000  # ours did not jump
    finally:
        first.close()
        other.close()


def test_a_save_is_shown_even_beside_a_difference_from_days_ahead(
    laptop: Callable[..., Workspace],
) -> None:
    first, second, third = laptop("a"), laptop("b", days_ahead=39), laptop("c", days_ahead=40)
    home = first.commit("add", [Add(Household(name="x"))]).ids[0]
    exchange(first, second, third)
    put(second, Household, home, name="from a month ahead")
    put(third, Household, home, name="from later still")
    exchange(first, second, third)
    put(first, Household, home, name="saved now")
    assert first.get(Household, home).name == "saved now"
    exchange(first, second, third)
    assert third.get(Household, home).name == "saved now"
    assert conflicts(third) == [("household", "name")]
    assert same(first, second, third)


def test_a_stricter_consent_is_the_one_thing_that_outranks_a_save(
    laptop: Callable[..., Workspace],
) -> None:
    first, second = laptop("a"), laptop("b")
    giver = first.commit("add", [Add(Person(given_name="Lan"))]).ids[0]
    consent = first.commit(
        "add", [Add(Consent(giver=giver, purpose="photo", state=ConsentState.GIVEN))]
    ).ids[0]
    send(outgoing(first), second)
    put(first, Consent, consent, state=ConsentState.REFUSED)
    put(second, Consent, consent, state=ConsentState.WITHDRAWN)
    exchange(first, second)
    put(first, Consent, consent, state=ConsentState.GIVEN)  # replaces the withdrawal that she saw
    assert first.get(Consent, consent).state == ConsentState.REFUSED


# --- parked changes


def test_what_a_newer_program_wrote_waits_and_is_applied_later(
    laptop: Callable[..., Workspace], monkeypatch: pytest.MonkeyPatch
) -> None:
    newer, second, third, older = (laptop(name) for name in "abcd")
    before = {one.dot for one in outgoing(newer)}
    person = newer.commit("add", [Add(Person(given_name="A"))]).ids[0]
    for one, name in ((second, "B"), (third, "C")):
        send(outgoing(newer), one)
        put(one, Person, person, given_name=name)
        send(outgoing(one), newer)
    log = [one for one in outgoing(newer) if one.dot not in before]
    middle = log[1].altered(schema=schema.SCHEMA + 1)
    for order in permutations([log[0], middle, log[2]]):
        target = laptop()
        send(order, target)
        assert target.get(Person, person).given_name == "C"
        assert target.read("SELECT why FROM parked")[0]["why"] == "newer"
        assert checking.rebuild_differences(target.conn) == []
        with monkeypatch.context() as later:
            later.setattr(ops, "SCHEMA", schema.SCHEMA + 1)
            with transaction(target.conn):
                replay_parked(target.conn)
            assert target.read("SELECT * FROM parked") == []
            assert checking.rebuild_differences(target.conn) == []
            assert checking.digest(target.conn) == checking.digest(newer.conn)
    assert older.read("SELECT * FROM parked") == []


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("shoe_size", 44, "newer"),
        ("given_name", 44, "unfit"),
        ("is_child", "yes", "unfit"),
        ("deleted", 1, "unfit"),
        ("~given_name", "x", "unfit"),
        ("~deleted", True, "newer"),
    ],
)
def test_a_value_that_does_not_fit_waits_and_breaks_nothing(
    laptop: Callable[..., Workspace], field: str, value: object, why: str
) -> None:
    author, target = laptop("a"), laptop("b")
    before = {one.dot for one in outgoing(author)}
    person = author.commit("add", [Add(Person(given_name="A"))]).ids[0]
    [made] = [one for one in outgoing(author) if one.dot not in before]
    odd = made.altered(dev="other", seq=1, writes={field: [value]})
    send([made, odd], target)
    assert target.read("SELECT why FROM parked")[0]["why"] == why
    assert target.get(Person, person).given_name == "A"
    assert checking.check(target.conn).ok
