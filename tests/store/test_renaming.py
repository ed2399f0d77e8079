"""The end of a laptop's changes under another name of it: nobody who reads a record can tell."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from liaison_app.records.partnership import Note
from liaison_app.records.people import Household, Person
from liaison_app.records.schools import School
from liaison_app.store import checking, history, search
from liaison_app.store.undo import plan
from liaison_app.workspace import Add, Put, Redact, Workspace
from tests.store.laptops import NOON, Clock, Stable, outgoing, send
from tests.store.renamed import NEW, an_id, last_seqs, move, shown, worked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture
def laptop(stable: Stable) -> Iterator[Callable[..., Workspace]]:
    """Makes laptops that know of each other; all are closed at the end."""
    made: list[Workspace] = []

    def make(device: str = "", days_ahead: int = 0) -> Workspace:
        made.append(stable.laptop(device, Clock(NOON + timedelta(days=days_ahead))))
        return made[-1]

    yield make
    for workspace in made:
        assert not workspace.conn.in_transaction
        workspace.close()


def test_moved_changes_say_the_same_here_and_wherever_they_go(
    laptop: Callable[..., Workspace],
) -> None:
    own = laptop("a.1")
    before = last_seqs(own, "a.1")
    worked(own)
    digest, found, actions = checking.digest(own.conn), search.names(own.conn, "An"), shown(own)
    all_of = last_seqs(own, "a.1")
    moved = move(own, "a.1", {stream: before.get(stream, 0) + 1 for stream in all_of})

    assert moved == sum(all_of.values()) - sum(before.values())
    assert checking.digest(own.conn) == digest
    assert search.names(own.conn, "An") == found
    assert shown(own) == actions
    assert last_seqs(own, "a.1") == before
    assert last_seqs(own, NEW) == {s: n - before.get(s, 0) for s, n in all_of.items()}
    assert sound(own)

    other = laptop("b")
    send([one for one in outgoing(own) if one.op.dev == NEW], other)
    assert checking.check(other.conn).problems == ()
    assert checking.digest(other.conn) == digest
    assert "zebra" not in "".join(row["body"] for row in other.read("SELECT body FROM op"))


def sound(workspace: Workspace) -> bool:
    """Whether the file says what its history says, and each change names the action it is of."""
    assert checking.check(workspace.conn).problems == ()
    lost = workspace.read(
        "SELECT * FROM op o WHERE NOT EXISTS (SELECT 1 FROM op h WHERE h.origin = o.origin"
        " AND h.seq = o.act AND h.action IS NOT NULL)"
    )
    return lost == []


@pytest.mark.parametrize("part", [0.0, 0.2, 0.5, 0.8, 1.0])
def test_any_part_can_be_moved_behind_what_was_moved_before(
    laptop: Callable[..., Workspace], part: float
) -> None:
    own = laptop("a.1")
    worked(own)
    digest, actions = checking.digest(own.conn), shown(own)
    for old, new in (("a.1", NEW), (NEW, "a.1")):  # and back, so that numbers begin behind others
        ends = last_seqs(own, old)
        move(own, old, {stream: max(1, int(part * end)) for stream, end in ends.items()}, new)
        assert sum(last_seqs(own, old).values()) < sum(ends.values())
        assert checking.digest(own.conn) == digest
        assert sound(own)
        assert len(shown(own)) == len(actions)


def test_what_others_signed_stays_as_they_signed_it(laptop: Callable[..., Workspace]) -> None:
    """A colleague had our changes under the old name: then nothing she or we wrote is lost."""
    own, other = laptop("a.1"), laptop("b.1", days_ahead=3)
    worked(own)
    send(outgoing(own), other)
    home = an_id(1)
    other.commit("put", [Put(Household, home, {"name": "Hers"})])
    hers = [one for one in outgoing(other) if one.op.dev == "b.1"]
    send(hers, own)
    move(own, "a.1", dict.fromkeys(last_seqs(own, "a.1"), 1), "a.2")
    assert sound(own)
    assert [one for one in outgoing(own) if one.op.dev == "b.1"] == hers
    assert own.get(Household, home).name == "Hers"
    conflicts = own.read("SELECT type, field FROM conflict")
    assert [tuple(row) for row in conflicts] == [("household", "name")]  # a person looks at it
    third = laptop("c.1")
    send(outgoing(own), third)
    assert checking.digest(third.conn) == checking.digest(own.conn)


def test_which_of_several_is_shown_follows_the_new_name(laptop: Callable[..., Workspace]) -> None:
    own, other = laptop("z.1"), laptop("m.1")
    person = own.commit("add", [Add(Person(given_name="A"))]).ids[0]
    send(outgoing(own), other)
    own.commit("put", [Put(Person, person, {"given_name": "Ours"})])
    other.commit("put", [Put(Person, person, {"given_name": "Hers"})])
    [ours], [hers] = outgoing(own)[-1:], outgoing(other)[-1:]
    send([hers.altered(hlc=ours.op.hlc)], own)  # in the same moment: the name decides
    assert own.get(Person, person).given_name == "Ours"
    move(own, "z.1", {ours.stream: ours.op.seq}, "a.2")
    assert own.get(Person, person).given_name == "Hers"
    assert sound(own)


def test_single_versions_that_were_emptied_stay_so_wherever_they_go(
    laptop: Callable[..., Workspace],
) -> None:
    own, other = laptop("a.1"), laptop("b.1")
    home = own.commit("add", [Add(Household(name="Lopez"))]).ids[0]
    note = own.commit("add", [Add(Note(household=home, text="planted zebra"))]).ids[0]
    added = outgoing(own)[-1]
    version = next(history.revisions(own.conn, note, "text")).n
    own.commit("redact", [Redact(Note, note, "text", revision=version)])
    move(own, "a.1", {added.stream: added.op.seq}, "a.2")
    [redaction] = [one for one in outgoing(own) if "~text" in one.op.writes]
    assert redaction.op.writes["~text"] == [[["a.2", 1]]]
    send(outgoing(own), other)
    assert checking.digest(other.conn) == checking.digest(own.conn)


def test_nothing_is_written_where_there_is_nothing_to_move(
    laptop: Callable[..., Workspace],
) -> None:
    own = laptop("a.1")
    own.commit("add", [Add(Person(given_name="Ana"))])
    before = own.read("SELECT * FROM origin"), own.read("SELECT * FROM op")
    ends = last_seqs(own, "a.1")
    assert move(own, "a.1", {stream: end + 1 for stream, end in ends.items()}) == 0
    assert (own.read("SELECT * FROM origin"), own.read("SELECT * FROM op")) == before


def test_an_undo_after_a_move_undoes_the_whole_action(laptop: Callable[..., Workspace]) -> None:
    own = laptop("a.1")
    person = own.commit("add", [Add(Person(given_name="Ana"))]).ids[0]
    school = own.commit("add", [Add(School(name="Oak"))]).ids[0]
    touched = own.commit(
        "both", [Put(Person, person, {"given_name": "An"}), Put(School, school, {"name": "Elm"})]
    )
    move(own, "a.1", last_seqs(own, "a.1"))
    own.commit("undo", plan(own.conn, touched.number).changes)
    assert own.get(Person, person).given_name == "Ana"
    assert own.get(School, school).name == "Oak"


def test_what_waits_for_a_newer_program_moves_too(laptop: Callable[..., Workspace]) -> None:
    own, other = laptop("a.1"), laptop("b")
    person = own.commit("add", [Add(Person(given_name="Ana"))]).ids[0]
    send(outgoing(own), other)
    send(outgoing(own)[-1:], other)
    [made] = [one for one in outgoing(own) if one.op.id == person]
    newer = made.altered(
        dev="a.5",
        seq=1,
        act=1,
        writes={"shoe_size": [44, ["a.1", made.op.seq]]},
        action={"name": "p"},
    )
    send([newer], own)
    move(own, "a.1", {made.stream: made.op.seq})
    [parked] = [one for one in outgoing(own) if one.op.dev == "a.5"]
    assert parked.op.writes == {"shoe_size": [44, [NEW, 1]]}
    assert len(own.read("SELECT * FROM parked")) == 1
    assert checking.check(own.conn).problems == ()
