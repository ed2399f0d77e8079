"""Records under other ids: everything is as if it had been typed under them."""

from __future__ import annotations

import json
import uuid
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from liaison_app.actions import workspaces
from liaison_app.errors import Cancelled, InvalidValue
from liaison_app.records import Stream
from liaison_app.records.keeping import Erasure
from liaison_app.records.partnership import Note
from liaison_app.records.people import ExternalId, Household, HouseholdMember, Person
from liaison_app.records.schools import School
from liaison_app.store import checking, renaming, search
from liaison_app.store.driver import transaction
from liaison_app.workspace import Add, Draft, Put, Workspace
from tests.store.laptops import NOON, Clock, Stable, outgoing, send
from tests.store.renamed import an_id, last_seqs, move, worked

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


def test_what_was_erased_is_erased_under_its_new_id(laptop: Callable[..., Workspace]) -> None:
    workspace = laptop()
    workspace.commit(
        "work",
        [
            Add(Household(id=an_id(1), name="Hassan")),
            Add(Note(id=an_id(2), household=an_id(1), text="words")),
            Add(Household(id=an_id(3), name="Lopez")),
            Add(Note(id=an_id(4), household=an_id(1), text="moved")),
        ],
    )
    workspace.commit("move", [Put(Note, an_id(4), {"household": an_id(3)})])
    order = Erasure(subject_type="household", subject=an_id(1), spared=an_id(4))
    workspace.commit("erase", [Add(order)])
    rename(workspace, ids_of())
    assert checking.check(workspace.conn).problems == ()
    assert workspace.get(Note, other_id(4)).text == "moved"
    with pytest.raises(InvalidValue):
        workspace.commit("note", [Add(Note(household=other_id(1), text="late"))])


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
