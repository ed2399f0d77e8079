"""Whatever is done, in whatever order: the tables say what their history says."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from liaison_app.errors import InvalidValue, UnknownRecord
from liaison_app.records import Record
from liaison_app.records.governance import Consent, ConsentState
from liaison_app.records.kits import Kit, MovementReason, StockMovement
from liaison_app.records.partnership import Note
from liaison_app.records.people import ContactPoint, Household, HouseholdMember, Person
from liaison_app.store import checking, history, ops, search, undo
from liaison_app.workspace import Add, Lift, Put, Redact, Remove, Workspace

if TYPE_CHECKING:
    from tests.store import laptops

WORDS = st.sampled_from(["", "Rosa", "محمد", "Zoë", "zebra at dusk", "x" * 300, "a “quoted” 'b'"])

Id = tuple[type[Record], str]


class Laptop(RuleBasedStateMachine):
    """One person at one laptop, doing everything that can be done to records."""

    records = Bundle("records")
    stable: ClassVar[laptops.Stable]

    def __init__(self) -> None:
        super().__init__()
        self.workspace: Workspace = self.stable.laptop()

    def teardown(self) -> None:
        path = self.workspace.shared.opened.folder.path
        self.workspace.close()
        shutil.rmtree(path)

    def commit(self, *changes: Any, action: str = "work", **link: Any) -> tuple[str, ...]:
        return self.workspace.commit(action, changes, **link).ids

    @rule(target=records, name=WORDS, text=WORDS)
    def add_family(self, name: str, text: str) -> Any:
        home, person = self.workspace.new_id(), self.workspace.new_id()
        changes = [
            Add(Household(id=home, name=name or "No name")),
            Add(Person(id=person, given_name=name, family_name="Lo")),
            Add(HouseholdMember(household=home, person=person)),
            Add(ContactPoint(person=person, value="+1 555 0100")),
            Add(Note(household=home, text=text)),
            Add(Consent(giver=person, household=home, purpose="photo", state=ConsentState.GIVEN)),
        ]
        ids = self.commit(*changes)
        return multiple(*((type(c.record), i) for c, i in zip(changes, ids, strict=True)))

    @rule(change=st.integers(-5, 5))
    def move_stock(self, change: int) -> None:
        kit = self.workspace.new_id()
        move = StockMovement(kit=kit, change=change, reason=MovementReason.COUNTED)
        self.commit(Add(Kit(id=kit, name="Books")), Add(move))

    @rule(which=records, text=WORDS, answer=st.sampled_from(ConsentState))
    def change(self, which: Id, text: str, answer: ConsentState) -> None:
        cls, record_id = which
        name, value = _field(cls, text, answer)
        try:
            self.commit(Put(cls, record_id, {name: value}))
        except InvalidValue:
            assert not value or self.emptied(cls, record_id, name)

    @rule(which=records, texts=st.lists(WORDS, min_size=2, max_size=3))
    def change_twice_in_one_action(self, which: Id, texts: list[str]) -> None:
        cls, record_id = which
        if cls in (Person, Note) and not self.emptied(cls, record_id, _field(cls, "", None)[0]):
            name = _field(cls, "", None)[0]
            self.commit(*(Put(cls, record_id, {name: text}) for text in texts))

    @rule(which=records)
    def remove(self, which: Id) -> None:
        self.commit(Remove(*which))

    @rule(which=records)
    def restore(self, which: Id) -> None:
        self.commit(Put(*which, {"deleted": False}))

    @rule(which=records)
    def redact(self, which: Id) -> None:
        cls, record_id = which
        self.commit(Redact(cls, record_id, _field(cls, "", None)[0]))

    @rule(which=records, pick=st.integers(0, 9))
    def redact_one_version(self, which: Id, pick: int) -> None:
        cls, record_id = which
        name = _field(cls, "", None)[0]
        versions = list(history.revisions(self.workspace.conn, record_id, name))
        if versions:
            version = versions[pick % len(versions)].n
            self.commit(Redact(cls, record_id, name, revision=version))

    @rule(which=records)
    def lift(self, which: Id) -> None:
        cls, record_id = which
        self.commit(Lift(cls, record_id, _field(cls, "", None)[0]))

    @rule(pick=st.integers(0, 9))
    def undo_something(self, pick: int) -> None:
        actions = history.actions(self.workspace.conn, self.workspace.device)
        if actions:  # undos are among them, so undos are undone as well
            number = actions[pick % len(actions)].number
            first = ops.numbered(self.workspace.conn, number)
            assert first
            plan = undo.plan(self.workspace.conn, number)
            self.commit(*plan.changes, action="undo", undoes=(first.origin, first.act))

    @rule()
    def reopen(self) -> None:
        path, device = self.workspace.shared.opened.folder.path, self.workspace.device
        self.workspace.close()
        self.workspace = self.stable.reopened(path)
        assert self.workspace.device == device

    @invariant()
    def tables_say_what_history_says(self) -> None:
        assert checking.rebuild_differences(self.workspace.conn) == []
        assert not self.workspace.conn.in_transaction

    @invariant()
    def search_knows_what_is_there(self) -> None:
        expected = set()
        for type_name, fields in {**search.NAMED, **search.NUMBERED, **search.WRITTEN}.items():
            for row in self.workspace.read(f"SELECT * FROM {type_name} WHERE NOT deleted"):
                if any(row[f] for f in fields):
                    expected.add((type_name, row["id"]))
        found = {(r[0], r[1]) for r in self.workspace.read("SELECT type, id FROM search_entry")}
        assert found == expected

    def emptied(self, cls: type[Record], record_id: str, name: str) -> bool:
        changes = history.of_record(self.workspace.conn, record_id)
        return any(e.field == f"~{name}" and e.after is True for e in changes)


def _field(cls: type[Record], text: str, answer: ConsentState | None) -> tuple[str, Any]:
    """A field of each policy, and a value for it."""
    return {
        Household: ("name", text),
        Person: ("given_name", text),
        HouseholdMember: ("days", text),
        ContactPoint: ("value", text),
        Note: ("text", text),
        Consent: ("state", answer),
    }[cls]


def test_tables_say_what_history_says_whatever_is_done(stable: laptops.Stable) -> None:
    Laptop.stable = stable
    run_state_machine_as_test(Laptop, settings=settings(max_examples=40, stateful_step_count=25))


def test_a_write_past_the_writer_is_caught(workspace: Workspace) -> None:
    person = workspace.commit("add", [Add(Person(given_name="Ana"))]).ids[0]
    assert checking.check(workspace.conn).ok
    workspace.conn.execute("UPDATE person SET given_name = 'Eve' WHERE id = ?", (person,))
    assert not checking.check(workspace.conn).ok


def test_a_row_without_history_is_caught(workspace: Workspace) -> None:
    workspace.conn.execute("INSERT INTO person (id, given_name) VALUES ('x', 'Eve')")
    found = checking.check(workspace.conn)
    assert not found.ok
    assert "Eve" not in str(found.problems)


def test_a_removed_row_is_caught(workspace: Workspace) -> None:
    workspace.commit("add", [Add(Person(given_name="Ana"))])
    workspace.conn.execute("DELETE FROM person")
    assert not checking.check(workspace.conn).ok


def test_a_trigger_and_a_hole_in_history_are_caught(workspace: Workspace) -> None:
    workspace.commit("add", [Add(Person(given_name=name)) for name in ("Ana", "Ben", "Cy")])
    workspace.conn.execute("CREATE TRIGGER t AFTER INSERT ON person BEGIN SELECT 1; END")
    assert len(checking.check(workspace.conn).problems) == 1
    workspace.conn.execute("DROP TRIGGER t")
    middle = workspace.read("SELECT n FROM op WHERE body LIKE '%Ben%'")[0][0]
    workspace.conn.execute("DELETE FROM op WHERE n = ?", (middle,))
    workspace.conn.execute("DELETE FROM person WHERE given_name = 'Ben'")
    assert len(checking.check(workspace.conn).problems) == 1


def test_a_check_while_others_write_sees_one_moment(workspace: Workspace) -> None:
    workspace.commit("add", [Add(Person(given_name="Ana")) for _n in range(3_000)])
    steps = []

    def write_meanwhile(done: int, _total: int) -> None:
        steps.append(done)
        workspace.commit("add", [Add(Person(given_name="Ben"))])

    with workspace.elsewhere() as view:
        assert checking.check(view.conn, progress=write_meanwhile).ok
    assert len(steps) > 1


def test_unknown_records_and_fields_are_refused_in_words(workspace: Workspace) -> None:
    with pytest.raises(UnknownRecord):
        workspace.commit("put", [Put(Person, "nobody", {"given_name": "x"})])
    person = workspace.commit("add", [Add(Person(given_name="Lan"))]).ids[0]
    with pytest.raises(InvalidValue):
        workspace.commit("put", [Put(Person, person, {"shoe_size": 3})])
    with pytest.raises(InvalidValue):
        workspace.commit("add", [Add(HouseholdMember(household="nowhere", person=person))])
    assert checking.check(workspace.conn).ok
