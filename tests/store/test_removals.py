"""What one person removes and another one works on stays visible until somebody is asked."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison_app.records.kits import Kit, MovementReason, StockMovement
from liaison_app.records.partnership import Note
from liaison_app.records.people import Household, HouseholdMember, Person
from liaison_app.store import checking, ops, undo
from liaison_app.workspace import Add, Change, Lift, Put, Redact, Remove, Workspace
from tests.store.laptops import Stable, any_order, dice, outgoing, send

if TYPE_CHECKING:
    from collections.abc import Callable

    Laptops = Callable[..., Workspace]


def exchange(*laptops: Workspace) -> None:
    for _round in laptops:
        for one in laptops:
            for other in laptops:
                send(outgoing(one), other)
    assert len({checking.digest(one.conn) for one in laptops}) == 1
    assert all(checking.check(one.conn).ok for one in laptops)


def asked(workspace: Workspace) -> list[tuple[str, str]]:
    rows = workspace.read("SELECT type, field FROM conflict ORDER BY type, field")
    return [(row["type"], row["field"]) for row in rows]


def a_note(first: Workspace, *others: Workspace) -> str:
    home = first.commit("add", [Add(Household(name="One"))]).ids[0]
    note = first.commit("add", [Add(Note(household=home, text="They asked"))]).ids[0]
    for other in others:
        send(outgoing(first), other)
    return note


def put(workspace: Workspace, cls: type[Any], record_id: str, **values: object) -> None:
    workspace.commit("put", [Put(cls, record_id, values)])


def test_an_edit_that_a_removal_did_not_see_is_not_hidden(laptop: Laptops) -> None:
    first, second = laptop("a"), laptop("b")
    note = a_note(first, second)
    put(second, Note, note, text="They asked about the bus")
    first.commit("remove", [Remove(Note, note)])
    assert first.get(Note, note).deleted
    exchange(first, second)
    for one in (first, second):
        assert not one.get(Note, note).deleted
        assert one.get(Note, note).text == "They asked about the bus"
        assert asked(one) == [("note", "deleted")]


@pytest.mark.parametrize("removed", [True, False])
def test_a_person_settles_it(laptop: Laptops, *, removed: bool) -> None:
    first, second = laptop("a"), laptop("b")
    note = a_note(first, second)
    put(second, Note, note, text="They asked about the bus")
    first.commit("remove", [Remove(Note, note)])
    exchange(first, second)
    put(first, Note, note, text="An edit answers nothing")
    assert asked(first) == [("note", "deleted")]
    second.commit("answer", [Put(Note, note, {"deleted": removed}, settle=True)])
    assert second.get(Note, note).deleted is removed
    assert asked(second) == []
    first.commit("answer", [Put(Note, note, {"deleted": removed}, settle=True)])
    exchange(first, second)
    for one in (first, second):
        assert one.get(Note, note).deleted is removed
        assert asked(one) == []


def test_a_removal_that_saw_the_edit_asks_nobody(laptop: Laptops) -> None:
    first, second = laptop("a"), laptop("b")
    note = a_note(first, second)
    put(second, Note, note, text="They asked about the bus")
    exchange(first, second)
    first.commit("remove", [Remove(Note, note)])
    exchange(first, second)
    assert second.get(Note, note).deleted
    assert asked(second) == []


def test_whoever_edits_what_is_removed_does_not_bring_it_back(laptop: Laptops) -> None:
    first, second = laptop("a"), laptop("b")
    note = a_note(first, second)
    first.commit("remove", [Remove(Note, note)])
    exchange(first, second)
    put(second, Note, note, text="put right afterwards")
    exchange(first, second)
    assert first.get(Note, note) == Note(
        id=note,
        deleted=True,
        household=first.get(Note, note).household,
        text="put right afterwards",
    )
    assert asked(first) == []
    put(first, Note, note, deleted=False)
    exchange(first, second)
    assert not second.get(Note, note).deleted
    assert asked(second) == []


def test_emptying_words_is_no_edit(laptop: Laptops) -> None:
    first, second = laptop("a"), laptop("b")
    note = a_note(first, second)
    first.commit("remove", [Remove(Note, note)])
    second.commit("redact", [Redact(Note, note, "text")])
    exchange(first, second)
    assert second.get(Note, note).deleted
    assert asked(second) == []


def test_rows_of_a_set_and_of_a_ledger_ask_too(laptop: Laptops) -> None:
    first, second = laptop("a"), laptop("b")
    home = first.commit("add", [Add(Household(name="One"))]).ids[0]
    person = first.commit("add", [Add(Person(given_name="Lan"))]).ids[0]
    kit = first.commit("add", [Add(Kit(name="Books"))]).ids[0]
    member = first.commit("add", [Add(HouseholdMember(household=home, person=person))]).ids[0]
    send(outgoing(first), second)
    put(second, HouseholdMember, member, days="Mondays")
    first.commit("remove", [Remove(HouseholdMember, member)])
    move = StockMovement(id="counted-twice", kit=kit, change=5, reason=MovementReason.COUNTED)
    for one in (first, second):
        one.commit("move", [Add(move)])
    first.commit("remove", [Remove(StockMovement, move.id)])
    exchange(first, second)
    assert asked(first) == [("household_member", "deleted"), ("stock_movement", "deleted")]
    assert not first.get(HouseholdMember, member).deleted
    assert not second.get(StockMovement, move.id).deleted


def test_undo_takes_back_a_removal_that_is_not_shown_as_one(laptop: Laptops) -> None:
    first, second = laptop("a"), laptop("b")
    note = a_note(first, second)
    put(second, Note, note, text="They asked about the bus")
    removal = first.commit("remove", [Remove(Note, note)])
    exchange(first, second)
    undone = first.commit("undo", undo.plan(first.conn, removal.number).changes)
    assert asked(first) == []
    assert not first.get(Note, note).deleted
    first.commit("undo", undo.plan(first.conn, undone.number).changes)
    assert first.get(Note, note).deleted
    exchange(first, second)


def test_undo_of_what_was_made_asks_where_somebody_else_worked(laptop: Laptops) -> None:
    first, second = laptop("a"), laptop("b")
    made = first.commit("add", [Add(Household(name="One"))])
    home = made.ids[0]
    send(outgoing(first), second)
    put(second, Household, home, best_times="mornings")
    first.commit("undo", undo.plan(first.conn, made.number).changes)
    assert first.get(Household, home).deleted
    exchange(first, second)
    assert not first.get(Household, home).deleted
    assert asked(first) == [("household", "deleted")]


def test_a_removal_from_before_laptops_exchanged_anything_stands(laptop: Laptops) -> None:
    first, second = laptop("a"), laptop("b")
    note = a_note(first, second)
    put(first, Note, note, text="written once more")
    first.commit("remove", [Remove(Note, note)])
    sent = [one for one in outgoing(first) if one.op.dev == "a"]
    removal = sent[-1]
    deleted = removal.op.writes["deleted"]
    older = removal.altered(schema=2, writes={"deleted": deleted[:2]})
    send([*sent[:-1], older], second)
    assert second.get(Note, note).deleted
    assert asked(second) == []
    assert checking.check(second.conn).ok


def test_a_removal_may_come_before_what_it_saw(laptop: Laptops) -> None:
    first, second, third = laptop("a"), laptop("b"), laptop("c")
    before = {one.dot for one in outgoing(first)}
    person = first.commit("add", [Add(Person(given_name="A"))]).ids[0]
    send(outgoing(first), second)
    put(second, Person, person, family_name="B")
    send(outgoing(second), third)
    third.commit("remove", [Remove(Person, person)])
    chain = [one for one in outgoing(third) if one.dot not in before]
    packed = set()
    for order in permutations(chain):
        target = laptop()
        send(order, target)
        assert target.get(Person, person).deleted
        assert asked(target) == []
        assert checking.rebuild_differences(target.conn) == []
        cells = target.read("SELECT cells FROM person WHERE id = :id", {"id": person})[0][0]
        packed.add("[0,0" in cells)
    assert packed == {False}  # nothing is waited for that has come


STEPS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(
            ["edit", "other", "remove", "restore", "settle", "redact", "lift", "meet", "undo"]
        ),
    ),
    min_size=3,
    max_size=14,
)


@settings(max_examples=25)
@given(steps=STEPS, seed=st.integers(0, 2**32))
def test_whatever_is_done_every_order_says_the_same(
    stable: Stable, steps: list[tuple[int, str]], seed: int
) -> None:
    three = [stable.laptop(name) for name in "abc"]
    try:
        note = a_note(three[0], *three[1:])
        for n, (who, what) in enumerate(steps):
            do(three, who, what, note, n)
        sent = list({one.dot: one for each in three for one in outgoing(each)}.values())
        digests = set()
        for turn in range(2):
            target = stable.laptop("d")
            three.append(target)
            for one in any_order(sent, dice(seed + turn)):
                send([one], target)
            assert checking.rebuild_differences(target.conn) == []
            digests.add((checking.digest(target.conn), tuple(asked(target))))
        for each in three[:3]:
            send(sent_after(sent, each, seed), each)
            assert checking.rebuild_differences(each.conn) == []
            digests.add((checking.digest(each.conn), tuple(asked(each))))
        assert len(digests) == 1
    finally:
        for each in three:
            each.close()


def sent_after(sent: list[Any], target: Workspace, seed: int) -> list[Any]:
    held = {one.dot for one in outgoing(target)}
    return [one for one in any_order(sent, dice(seed)) if one.dot not in held]


def do(three: list[Workspace], who: int, what: str, note: str, n: int) -> None:
    one, other = three[who], three[(who + 1) % 3]
    changes: dict[str, Change] = {
        "edit": Put(Note, note, {"text": f"text {n}"}),
        "other": Put(Note, note, {"language": f"x-{n}"}),
        "remove": Remove(Note, note),
        "restore": Put(Note, note, {"deleted": False}),
        "settle": Put(Note, note, {"deleted": bool(n % 2)}, settle=True),
        "redact": Redact(Note, note, "language"),
        "lift": Lift(Note, note, "language"),
    }
    if what == "meet":
        send(sent_after(outgoing(other), one, n), one)
    elif what == "undo":
        mine = one.read(
            "SELECT max(op.n) FROM op JOIN origin ON origin.n = op.origin WHERE dev = :dev",
            {"dev": one.device},
        )[0][0]
        last = ops.numbered(one.conn, mine) if mine else None
        if last and last.id == note:
            one.commit("undo", undo.plan(one.conn, last.n).changes)
    elif what == "other" and emptied(one, note):
        one.commit(what, [changes["edit"]])
    else:
        one.commit(what, [changes[what]])


def emptied(workspace: Workspace, note: str) -> bool:
    log = ops.of_record(workspace.conn, note)
    return any("~language" in op.writes for op in log)
