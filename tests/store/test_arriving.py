"""What comes from other laptops: in order, without holes, and nothing hostile does any harm."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from liaison_app.records import Stream
from liaison_app.records.partnership import Note
from liaison_app.records.people import ContactPoint, Household, Person
from liaison_app.records.schools import School
from liaison_app.store import checking, clock, history, search, undo
from liaison_app.store.applying import replay_parked
from liaison_app.store.arriving import Arrived, Fork, Gap, arrive
from liaison_app.store.driver import transaction
from liaison_app.store.schema import SCHEMA
from liaison_app.workspace import Add, Lift, Put, Redact, Remove, Workspace
from tests.store.laptops import NOON, Sent, outgoing, send

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from liaison_app.store.changes import Change

    Laptops = Callable[..., Workspace]


def by(author: Workspace) -> list[Sent]:
    """What this laptop itself wrote."""
    return [one for one in outgoing(author) if one.op.dev == author.device]


def count(workspace: Workspace) -> int:
    return int(workspace.read("SELECT count(*) FROM op")[0][0])


def brought(sent: Sequence[Sent], target: Workspace) -> Arrived:
    with transaction(target.conn):
        return arrive(
            target.conn, sent[0].stream, Stream.TEAM, [s.op for s in sent], now=target.now()
        )


def test_what_arrives_is_counted_and_named(laptop: Laptops) -> None:
    author, target = laptop("a"), laptop("b")
    home = author.commit("add", [Add(Household(name="One"))]).ids[0]
    note = author.commit("add", [Add(Note(household=home, text="planted zebra"))]).ids[0]
    assert brought(by(author)[:1], target) == Arrived(1, 0, {home: "household"})
    assert brought(by(author), target) == Arrived(1, 1, {note: "note"})
    author.commit("redact", [Redact(Note, note, "text")])
    assert brought(by(author), target) == Arrived(1, 2, {note: "note"}, redacted=True)
    assert brought(by(author), target) == Arrived(0, 3)


def test_a_gap_is_said_and_nothing_is_taken(laptop: Laptops) -> None:
    author, target = laptop("a"), laptop("b")
    for name in ("One", "Two", "Three"):
        author.commit("add", [Add(Household(name=name))])
    first, _second, third = by(author)
    send([first], target)
    before = count(target)
    with pytest.raises(Gap) as gap:
        brought([first, third], target)
    assert (gap.value.dev, gap.value.have, gap.value.first) == ("a", 1, 3)
    with pytest.raises(Gap):
        brought([third.altered(dev="c")], target)
    assert count(target) == before
    assert target.read("SELECT * FROM origin WHERE dev = 'c'") == []


def test_a_fork_is_said_and_nothing_is_taken(laptop: Laptops) -> None:
    author, target = laptop("a"), laptop("b")
    for name in ("One", "Two"):
        author.commit("add", [Add(Household(name=name))])
    one, two = by(author)
    send([one], target)
    others = [
        one.altered(writes={**one.op.writes, "name": ["Won"]}),
        one.altered(writes={**one.op.writes, "best_times": ["mornings"]}),
        one.altered(hlc=one.op.hlc + 1),
        one.altered(id="another"),
        one.altered(action={"name": "another"}),
    ]
    before = count(target)
    for other in others:
        with pytest.raises(Fork) as fork:
            brought([two, other], target)
        assert (fork.value.dev, fork.value.seq) == ("a", 1)
    with pytest.raises(Fork):  # both in what arrives
        brought([two, two.altered(hlc=two.op.hlc + 1)], target)
    assert count(target) == before


def test_what_a_redaction_emptied_here_or_there_is_no_fork(laptop: Laptops) -> None:
    author, target = laptop("a"), laptop("b")
    home = author.commit("add", [Add(Household(name="One"))]).ids[0]
    note = author.commit("add", [Add(Note(household=home, text="planted zebra"))]).ids[0]
    full = by(author)
    author.commit("redact", [Redact(Note, note, "text")])
    emptied = by(author)
    assert (full[1].op.writes["text"], emptied[1].op.writes["text"]) == (["planted zebra"], [None])
    send(full, target)
    assert brought(emptied[:2], target).duplicates == 2
    send(emptied, target)
    assert brought(full, target).duplicates == 2
    assert "zebra" not in str([tuple(row) for row in target.read("SELECT body FROM op")])


# --- hostile, but signed


def hostile(target: Workspace, odd: Sent) -> None:
    """Take it; whatever it is, the file stays whole."""
    send([odd], target)
    assert checking.check(target.conn).ok
    with transaction(target.conn):
        replay_parked(target.conn)
    assert checking.rebuild_differences(target.conn) == []


ODD: list[dict[str, Any]] = [
    {"writes": {"given_name": ["Eve", ["evil", 1]]}},
    {"writes": {"given_name": ["Eve", ["never-heard-of", 7]]}},
    {"writes": {"given_name": ["Eve", ["a", 99]]}, "act": 99},
    {"writes": {}},
    {"writes": {"n": [1]}},
    {"writes": {"id": ["x"]}},
    {"writes": {"cells": ["[]"]}},
    {"writes": {"given_name": [["Eve"]]}},
    {"writes": {"~given_name": [[["evil", 1]]]}},
    {"writes": {"given_name": ["Eve"]}, "id": "x" * 5_000},
    {"type": "spell", "writes": {"words": ["abracadabra"]}},
    {"type": "note", "writes": {"text": ["Eve was here"]}},
    {"action": {"name": "undo", "undoes": ["no-stream", "nobody", 3]}},
    {"action": {}, "writes": {"given_name": ["Eve"]}},
]


@pytest.mark.parametrize("parts", ODD, ids=str)
def test_a_hostile_change_breaks_nothing(laptop: Laptops, parts: dict[str, Any]) -> None:
    author, target = laptop("a"), laptop("b")
    person = author.commit("add", [Add(Person(given_name="Ana"))]).ids[0]
    author.commit("add", [Add(ContactPoint(person=person, value="555-0101"))])
    send(by(author), target)
    [made, _number] = by(author)
    hostile(target, made.altered(**{"dev": "evil", "seq": 1, "writes": {}, **parts}))
    shown = target.get(Person, person).given_name
    assert shown in {"Ana", "Eve"}
    assert shown == "Ana" or "given_name" in parts["writes"]
    assert history.of_record(target.conn, person, "person")
    target.commit("put", [Put(Person, person, {"given_name": "Anna"})])
    assert target.get(Person, person).given_name == "Anna"
    assert checking.check(target.conn).ok


def test_what_writes_nothing_makes_no_record(laptop: Laptops) -> None:
    author, target = laptop("a"), laptop("b")
    author.commit("add", [Add(Person(given_name="Ana"))])
    [made] = by(author)
    hostile(target, made.altered(writes={}))
    assert target.all(Person) == []
    assert [r[0] for r in target.read("SELECT why FROM parked")] == ["unfit"]


def test_a_record_of_another_type_cannot_take_a_place_that_is_taken(laptop: Laptops) -> None:
    author, target = laptop("a"), laptop("b")
    home = author.commit("add", [Add(Household(name="Nguyen"))]).ids[0]
    send(by(author), target)
    for one in (author, target):
        one.commit("put", [Put(Household, home, {"name": f"Tran {one.device}"})])
    target.commit("remove", [Remove(Household, home)])
    send(by(author), target)
    asked = [("household", "deleted"), ("household", "name")]
    [made, *_rest] = by(author)
    for seq, writes in enumerate(
        ({"given_name": ["zebra"]}, {"deleted": [True]}, {"given_name": ["gnu"]}), start=1
    ):
        odd = made.altered(dev="evil", seq=seq, act=1, action=None, type="person", writes=writes)
        hostile(target, odd)
    assert not target.get(Household, home).deleted
    rows = target.read("SELECT type, field FROM conflict ORDER BY type, field")
    assert [tuple(row) for row in rows] == [*asked, ("person", "deleted")]
    assert [hit.type for hit in search.names(target.conn, "Tran")] == ["household"]
    assert [hit.type for hit in search.names(target.conn, "gnu")] == ["person"]
    target.commit("answer", [Put(Person, home, {"deleted": True}, settle=True)])
    rows = target.read("SELECT type, field FROM conflict ORDER BY type, field")
    assert [tuple(row) for row in rows] == asked
    assert checking.check(target.conn).ok


def test_a_change_in_a_stream_where_it_does_not_belong_waits(laptop: Laptops) -> None:
    author, target = laptop("a"), laptop("b")
    home = author.commit("add", [Add(Household(name="Nguyen"))]).ids[0]
    school = author.commit("add", [Add(School(name="Oak"))]).ids[0]
    send(by(author), target)
    made, founded = by(author)
    assert made.stream != founded.stream
    renamed = {"dev": "evil", "seq": 1, "act": 1, "action": None, "writes": {"name": ["Eve"]}}
    for sent in (
        Sent(founded.stream, made.altered(**renamed).op),
        Sent(made.stream, founded.altered(**renamed).op),
    ):
        hostile(target, sent)
    assert (target.get(Household, home).name, target.get(School, school).name) == ("Nguyen", "Oak")
    assert [r[0] for r in target.read("SELECT why FROM parked")] == ["stream", "stream"]


def test_a_redaction_that_waits_hides_nothing_whenever_it_comes(laptop: Laptops) -> None:
    """A newer program emptied words; until this one is told how, what others write is shown."""
    author, other = laptop("a"), laptop("b")
    home = author.commit("add", [Add(Household(name="One"))]).ids[0]
    send(by(author), other)
    author.commit("redact", [Redact(Household, home, "name")])
    lifted: list[Change] = [Lift(Household, home, "name"), Put(Household, home, {"name": "Two"})]
    author.commit("lift", lifted)
    author.commit("put", [Put(Household, home, {"name": "Three"})])
    *known, last = by(author)
    other.commit("redact", [Redact(Household, home, "name")])
    waits = by(other)[0].altered(schema=SCHEMA + 1)
    for number, late in enumerate(([last, waits], [waits, last])):
        target = laptop(f"c{number}")
        send([*known, *late], target)
        assert target.get(Household, home).name == "Three"
        assert checking.check(target.conn).problems == ()
        assert len(target.read("SELECT * FROM parked")) == 1


def test_a_stream_never_heard_of_is_remembered(laptop: Laptops) -> None:
    author, target = laptop("a"), laptop("b")
    home = author.commit("add", [Add(Household(name="Nguyen"))]).ids[0]
    school = author.commit("add", [Add(School(name="Oak"))]).ids[0]
    made, founded = (one.op for one in by(author))
    with transaction(target.conn):
        arrive(target.conn, "5" * 16, Stream.TEAM, [made], now=target.now())
        arrive(target.conn, "6" * 16, Stream.TEAM, [founded], now=target.now())
    assert [one.id for one in target.all(Household)] == [home]
    assert [one.id for one in target.all(School)] != [school]
    assert checking.check(target.conn).ok


# --- clocks


@pytest.mark.parametrize(("hours", "taken"), [(2, True), (23, True), (25, False)])
def test_a_clock_within_a_day_takes_ours_along(laptop: Laptops, hours: int, *, taken: bool) -> None:
    author, target = laptop("a"), laptop("b")
    target.commit("add", [Add(Person(given_name="Ben"))])
    author._clock.moment = NOON + timedelta(hours=hours)  # type: ignore[attr-defined]
    author.commit("add", [Add(Person(given_name="Ana"))])
    before = target.read("SELECT hlc FROM clock")[0][0]
    send(by(author), target)
    after = target.read("SELECT hlc FROM clock")[0][0]
    assert (after == by(author)[-1].op.hlc) is taken
    assert (after == before) is not taken


# --- undo beside what arrives


def test_an_undo_takes_back_its_own_action_and_nothing_that_arrived(laptop: Laptops) -> None:
    author, target = laptop("a"), laptop("b")
    theirs = author.commit("import", [Add(Person(given_name=n)) for n in ("Ana", "Ben", "Cy")])
    begun, *rest = by(author)
    send([begun], target)
    ours = target.commit(
        "work",
        [Add(Person(given_name="Dee")), Add(School(name="Elm")), Add(Person(given_name="Eve"))],
    )
    send(rest, target)  # the middle of their action stands right after ours
    [action] = [a for a in history.actions(target.conn, "b") if a.number == ours.number]
    assert action.records == 3
    plan = undo.plan(target.conn, ours.number)
    assert {change.id for change in plan.changes if not isinstance(change, Add)} == set(ours.ids)
    target.commit("undo", plan.changes)
    assert {person.id for person in target.all(Person)} >= set(theirs.ids)
    assert not {person.id for person in target.all(Person)} & set(ours.ids)


def test_only_who_did_it_can_undo_it(laptop: Laptops) -> None:
    author, target = laptop("a"), laptop("b")
    ours = target.commit("work", [Add(Person(given_name="Dee"))])
    [mine] = by(target)
    author.commit("work", [Add(Person(given_name="Ana"))])
    [theirs] = by(author)
    link = {"name": "undo", "undoes": [mine.stream, "b", 1]}
    send([theirs.altered(action=link)], target)
    assert not history.is_undone(target.conn, ours.number)
    undone = target.commit(
        "undo",
        undo.plan(target.conn, ours.number).changes,
        undoes=(target.read("SELECT origin FROM op WHERE n = :n", {"n": ours.number})[0][0], 1),
    )
    assert history.is_undone(target.conn, ours.number)
    assert not history.is_undone(target.conn, undone.number)


# --- what refers to something that is not here


def test_a_child_may_wait_a_week_for_its_parent(laptop: Laptops) -> None:
    author, target = laptop("a"), laptop("b")
    person = author.commit("add", [Add(Person(given_name="Ana"))]).ids[0]
    author.commit("add", [Add(ContactPoint(person=person, value="555-0101"))])
    [_parent, child] = by(author)
    target._clock.moment += timedelta(days=30)  # type: ignore[attr-defined]
    target.commit("work", [Add(Person(given_name="Ben"))])
    send([child.altered(dev="c", seq=1, act=1)], target)  # a month old, but only now here
    assert checking.check(target.conn).ok
    for days in (1, 8):
        target._clock.moment += timedelta(days=days)  # type: ignore[attr-defined]
        target.commit("work", [Add(Person(given_name="Cy"))])
        assert checking.check(target.conn).ok is (days == 1)


def test_a_stamp_at_the_end_of_time_lets_us_write_what_colleagues_still_take(
    laptop: Laptops,
) -> None:
    first = laptop("a")
    home = first.commit("add", [Add(Household(name="x"))]).ids[0]
    first.conn.execute("UPDATE op SET hlc = ?", (clock.STAMP_LIMIT - 1,))
    first.commit("put", [Put(Household, home, {"name": "saved"})])
    assert first.read("SELECT max(hlc) FROM op")[0][0] < clock.STAMP_LIMIT
    far = laptop("b")
    far._clock = lambda: datetime(9999, 12, 31, tzinfo=UTC)
    far.commit("add", [Add(Household(name="y"))])
    assert far.read("SELECT max(hlc) FROM op")[0][0] < clock.STAMP_LIMIT
