"""What is in the log can be given other names, and nobody who reads a record can tell."""

from __future__ import annotations

import json
import uuid
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from liaison_app.actions import workspaces
from liaison_app.errors import Cancelled
from liaison_app.records import Stream
from liaison_app.records.governance import Consent, ConsentState
from liaison_app.records.kits import Kit, MovementReason, StockMovement
from liaison_app.records.partnership import Note
from liaison_app.records.people import ExternalId, Household, HouseholdMember, Person
from liaison_app.records.schools import School
from liaison_app.store import checking, history, renaming, search
from liaison_app.store.driver import transaction
from liaison_app.store.undo import plan
from liaison_app.workspace import Add, Draft, Lift, Put, Redact, Remove, Workspace
from tests.store.laptops import NOON, Clock, Stable, outgoing, send

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NEW = "a.77"


def an_id(n: int) -> str:
    return str(uuid.UUID(int=n, version=4))


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


def worked(workspace: Workspace, name: Callable[[int], str] = an_id) -> None:
    """Write something of every kind: chains of edits, an undo, redactions, two streams at once."""
    home, person, school, kit, note = (name(n) for n in range(1, 6))
    workspace.commit(
        "family.add",
        [
            Add(School(id=school, name="Oak")),
            Add(Household(id=home, name="Lopez")),
            Add(Person(id=person, given_name="Ana")),
            Add(HouseholdMember(id=name(6), household=home, person=person)),
            Add(
                ExternalId(
                    id=name(7), record_type="person", record=person, system="sis", key="4711"
                )
            ),
        ],
    )
    workspace.commit("kit.add", [Add(Kit(id=kit, name="Books"))])
    workspace.commit(
        "kit.count",
        [Add(StockMovement(id=name(8), kit=kit, change=5, reason=MovementReason.RECEIVED))],
    )
    workspace.commit("note.add", [Add(Note(id=note, household=home, text="planted zebra"))])
    workspace.commit("note.edit", [Put(Note, note, {"text": "a second zebra"})])
    second = list(history.revisions(workspace.conn, note, "text"))[1].n
    workspace.commit("note.redact", [Redact(Note, note, "text", revision=second)])
    workspace.commit("note.edit", [Put(Note, note, {"text": "a third"})])
    workspace.commit("note.redact", [Redact(Note, note, "text")])
    workspace.commit("note.lift", [Lift(Note, note, "text")])
    workspace.commit("note.edit", [Put(Note, note, {"text": "after the lift"})])
    workspace.commit("consent.add", [Add(Consent(id=name(9), giver=person, purpose="photo"))])
    for state in (ConsentState.GIVEN, ConsentState.WITHDRAWN):
        workspace.commit("consent.put", [Put(Consent, name(9), {"state": state})])
    workspace.commit("person.put", [Put(Person, person, {"given_name": "Anna"})])
    workspace.commit("two", [Put(Person, person, {"given_name": "An"}), Remove(School, school)])
    last = workspace.read("SELECT origin, act FROM op ORDER BY n DESC LIMIT 1")[0]
    workspace.commit("undo", [Put(School, school, {"deleted": False})], undoes=tuple(last))


def last_seqs(workspace: Workspace, device: str) -> dict[str, int]:
    return {
        row["stream"]: row["last"]
        for row in workspace.read(
            "SELECT stream, max(seq) AS last FROM op JOIN origin ON origin.n = op.origin"
            " WHERE dev = :dev GROUP BY stream",
            {"dev": device},
        )
    }


def move(workspace: Workspace, device: str, first: dict[str, int], new: str = NEW) -> int:
    with transaction(workspace.conn):
        return sum(
            renaming.move_tail(workspace.conn, stream, device, at, new)
            for stream, at in first.items()
        )


def shown(workspace: Workspace) -> list[tuple[Any, ...]]:
    actions = history.actions(workspace.conn, workspace.device) + history.actions(
        workspace.conn, NEW
    )
    return sorted((a.number, a.name, a.records, a.undone, a.undoes) for a in actions)


# --- the end of a laptop's changes


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


# --- records under other ids


def other_id(n: int) -> str:
    return str(uuid.UUID(int=n << 80, version=4))


def ids_of(count: int = 12) -> dict[str, str]:
    return {an_id(n): other_id(n) for n in range(1, count)}


def rename(
    workspace: Workspace,
    ids: dict[str, str],
    streams: dict[str, str] | None = None,
    *,
    progress: Any = None,
) -> None:
    shared = workspace.shared
    with transaction(workspace.conn):
        renaming.rename_records(
            workspace.conn, ids, streams or {}, progress, drafts=shared.opened.drafts
        )
    renaming.rename_drafts(workspace.conn, shared.opened.drafts)


def everything(workspace: Workspace) -> dict[str, list[str]]:
    """Every row of every table, the search indexes included."""
    tables = workspace.read("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return {
        name: sorted(repr(tuple(row)) for row in workspace.read(f"SELECT * FROM {name}"))
        for (name,) in tables
        if name not in ("setting", "unlock_log", "_sqlite_migrations")
    }


def test_it_is_as_if_typed_under_the_other_ids(laptop: Callable[..., Workspace]) -> None:
    renamed, typed = laptop("a.1"), laptop("a.1")
    worked(renamed)
    worked(typed, other_id)
    rename(renamed, ids_of())
    assert everything(renamed) == everything(typed)
    assert checking.digest(renamed.conn) == checking.digest(typed.conn)
    assert checking.check(renamed.conn).problems == ()
    assert search.names(renamed.conn, "An") == search.names(typed.conn, "An") != []


def test_ids_may_change_places(laptop: Callable[..., Workspace]) -> None:
    renamed, typed = laptop("a.1"), laptop("a.1")
    swap = {an_id(n): an_id(n % 9 + 1) for n in range(1, 10)}
    worked(renamed)
    worked(typed, lambda n: swap[an_id(n)])
    rename(renamed, swap)
    assert everything(renamed) == everything(typed)
    assert checking.check(renamed.conn).problems == ()


def test_streams_take_other_names_and_may_change_places(
    laptop: Callable[..., Workspace],
) -> None:
    own = laptop("a.1")
    worked(own)
    streams = {kind: own.setting(f"stream.{kind}") for kind in Stream}
    team, reference, sealed = streams.values()
    digest = checking.digest(own.conn)
    rename(own, {}, {team: reference, reference: team, sealed: "f" * 16})
    assert [own.setting(f"stream.{kind}") for kind in Stream] == [reference, team, "f" * 16]
    assert checking.digest(own.conn) == digest
    assert checking.check(own.conn).problems == ()
    own.commit("add", [Add(Person(given_name="Later"))])
    assert set(last_seqs(own, "a.1")) == {team, reference}


def test_ids_are_found_wherever_they_are_named(laptop: Callable[..., Workspace]) -> None:
    own = laptop("a.1")
    worked(own)
    listed = json.dumps([an_id(1), an_id(2), an_id(99)])
    own.commit("add", [Add(Note(id=an_id(10), household=an_id(1), text=listed))])
    own.put_setting("person", an_id(2))
    own.keep_draft(Draft(f"visit:{an_id(3)}", {"who": [an_id(2)], "x": 1}, 0, "", NOON))
    rename(own, ids_of())
    assert own.get(ExternalId, other_id(7)).record == other_id(2)
    assert json.loads(own.get(Note, other_id(10)).text) == [other_id(1), other_id(2), an_id(99)]
    assert own.setting("person") == other_id(2)
    [draft] = own.drafts()
    assert (draft.id, draft.content) == (f"visit:{other_id(3)}", {"who": [other_id(2)], "x": 1})
    said = repr(everything(own))
    assert not [n for n in range(1, 11) if an_id(n) in said]


def test_two_records_become_one_only_where_that_is_said(
    laptop: Callable[..., Workspace],
) -> None:
    own = laptop("a.1")
    mine, known = an_id(1), an_id(2)
    own.commit("import", [Add(School(id=mine, name="Oak")), Add(School(id=known, name="Elm"))])
    own.commit("put", [Put(School, mine, {"name": "Oak Hill"})])
    with pytest.raises(ValueError, match="another record"):
        rename(own, {mine: known})
    assert own.get(School, mine).name == "Oak Hill"
    rename(own, {mine: known, known: known})
    assert own.get(School, known).name == "Oak Hill"  # the newest
    assert [row["id"] for row in own.read("SELECT id FROM search_entry WHERE type = 'school'")] == [
        known
    ]
    assert checking.check(own.conn).problems == ()
    other = laptop("b")
    send(outgoing(own), other)
    assert checking.digest(other.conn) == checking.digest(own.conn)


def test_a_difference_about_what_is_now_one_record_is_none(
    laptop: Callable[..., Workspace],
) -> None:
    own, other = laptop("a.1"), laptop("b")
    one, two, home = an_id(1), an_id(2), an_id(3)
    own.commit("add", [Add(Household(id=home, name="x"))])
    own.commit("add", [Add(Person(id=one, given_name="A")), Add(Person(id=two, given_name="A"))])
    member = own.commit("add", [Add(HouseholdMember(household=home, person=one))]).ids[0]
    send(outgoing(own), other)
    own.commit("put", [Put(HouseholdMember, member, {"person": one, "since": NOON.date()})])
    own.commit("put", [Put(HouseholdMember, member, {"person": two})])
    own.commit("put", [Put(HouseholdMember, member, {"person": one})])
    other.commit("put", [Put(HouseholdMember, member, {"person": two})])
    send(outgoing(other), own)
    own.commit("put", [Put(Household, home, {"name": "y"})])
    other.commit("put", [Put(Household, home, {"name": "z"})])
    send(outgoing(other), own)
    assert len(own.read("SELECT * FROM conflict")) == 2
    rename(own, {one: two, two: two})
    assert [row["type"] for row in own.read("SELECT * FROM conflict")] == ["household"]
    assert checking.check(own.conn).problems == ()


def test_only_ids_can_be_renamed(laptop: Callable[..., Workspace]) -> None:
    own = laptop("a.1")
    with pytest.raises(ValueError, match="only ids"):
        rename(own, {"a name": an_id(1)})


# --- cut short


def test_stopped_half_way_nothing_is_renamed(laptop: Callable[..., Workspace]) -> None:
    own = laptop("a.1")
    worked(own)
    before, said = everything(own), []

    def stop(done: int, total: int) -> None:
        said.append((done, total))
        if len(said) == 5:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        rename(own, ids_of(), progress=stop)
    assert everything(own) == before
    assert said == sorted(said)


def test_drafts_follow_at_the_next_unlock_if_the_power_fails_between(
    stable: Stable,
) -> None:
    own = stable.laptop("a.1")
    worked(own)
    own.keep_draft(Draft(f"visit:{an_id(3)}", {"who": an_id(2)}, 3, "who", NOON))
    path = workspaces.folder_of(own)
    with transaction(own.conn):
        renaming.rename_records(own.conn, ids_of(), {}, drafts=own.shared.opened.drafts)
    own.close()  # before `rename_drafts`
    again = stable.reopened(path)
    [draft] = again.drafts()
    assert (draft.id, draft.content) == (f"visit:{other_id(3)}", {"who": other_id(2)})
    again.keep_draft(Draft("later", {"who": an_id(2)}, 0, "", NOON))
    renaming.rename_drafts(again.conn, again.shared.opened.drafts)  # that was once, and is over
    later = again.draft("later")
    assert later is not None
    assert later.content == {"who": an_id(2)}
    again.close()


def test_many_records(laptop: Callable[..., Workspace]) -> None:
    own = laptop("a.1")
    dice = Random(5)  # noqa: S311  (repeats)
    people = [an_id(n) for n in range(100, 12_100)]
    own.commit("import", [Add(Person(id=each, given_name="A")) for each in people])
    some = dice.sample(people, 3_000)
    own.commit("edit", [Put(Person, each, {"given_name": "B"}) for each in some])
    ids = {each: other_id(int(each[-4:], 16) + 100_000 + n) for n, each in enumerate(people)}
    said: list[tuple[int, int]] = []
    rename(own, ids, progress=lambda done, total: said.append((done, total)))
    assert said[-1][0] == said[-1][1]
    assert len(said) > 3
    assert checking.check(own.conn).problems == ()
    assert {row["id"] for row in own.read("SELECT id FROM person")} >= set(ids.values())
    move(own, "a.1", dict.fromkeys(last_seqs(own, "a.1"), 2_000))
    assert checking.check(own.conn).problems == ()
