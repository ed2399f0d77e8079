"""Whatever three people remove, write, answer and undo: nothing lies unseen without a question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import care, differences, records
from liaison_app.errors import InvalidValue, NothingToUndo
from liaison_app.records import TYPES
from liaison_app.records.partnership import Commitment, Note, Visit, VisitParticipant
from liaison_app.records.people import ContactPoint, Household, HouseholdMember, Person
from liaison_app.store import checking
from liaison_app.workspace import Add, Put, Workspace
from tests.store.laptops import Stable, dice, outgoing, send

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from liaison_app.records import Record

_STEPS = 45
_STAYS = {"loan", "distribution", "packet_issue", "disclosure", "disclosure_step"}


# --- the oracle: plainer than what it judges, and written from what a person sees


@dataclass(frozen=True)
class Seen:
    """What one laptop shows."""

    workspace: Workspace

    def gone(self, type_name: str) -> set[str]:
        rows = self.workspace.read(f"SELECT id FROM {type_name} WHERE deleted")  # noqa: S608
        return {row["id"] for row in rows}

    def homes(self, person: str) -> set[str]:
        """Every family that a person ever was in."""
        sql = "SELECT household FROM household_member WHERE person = :id"
        return {row["household"] for row in self.workspace.read(sql, {"id": person})}

    def unseen(self) -> dict[str, set[str]]:
        """Each record that is there but in no page, and what a card about it may be about."""
        removed = {name: self.gone(name) for name in ("household", "person", "visit")}
        found: dict[str, set[str]] = {}
        for name in TYPES.keys() - _STAYS - {"household"}:
            references = TYPES[name].references
            for row in self.workspace.read(f"SELECT * FROM {name} WHERE NOT deleted"):  # noqa: S608
                owners = {
                    row[field]: to
                    for field, to in references.items()
                    if to in removed and row[field] and (name, field) in _SEEN_WITH
                }
                if any(one in removed[to] for one, to in owners.items()):
                    found[row["id"]] = self._about(owners)
        for person in self.workspace.all(Person):
            homes = self.homes(person.id)
            here = {
                m.household for m in self.workspace.all(HouseholdMember, person=person.id)
            } - removed["household"]
            if homes & removed["household"] and not here:
                found[person.id] = {person.id, *homes}
        return found

    def _about(self, owners: dict[str, str]) -> set[str]:
        about = set(owners)
        for one, to in owners.items():
            if to == "visit":
                about.add(self.workspace.get(Visit, one).household)
            if to == "person":
                about |= self.homes(one)
        return about

    def check(self) -> None:
        cards = {one.record for one in differences.differences(self.workspace)}
        for record, about in self.unseen().items():
            assert cards & {record, *about}, record
        assert checking.check(self.workspace.conn).problems == ()


_SEEN_WITH = {
    (name, field)
    for name, record_type in TYPES.items()
    for field, to in record_type.references.items()
    if to == "household" and name != "consent"
} | {
    ("contact_point", "person"),
    ("household_member", "person"),
    ("visit_participant", "visit"),
    ("note", "visit"),
}


# --- what people do


def pick(workspace: Workspace, cls: type[Record], chance: Random) -> str:
    found = workspace.all(cls)
    return chance.choice(found).id if found else ""


def write(workspace: Workspace, chance: Random) -> None:
    home = pick(workspace, Household, chance)
    person, visit = pick(workspace, Person, chance), pick(workspace, Visit, chance)
    made: list[Record] = [
        Household(name="New"),
        Note(household=home, text="said"),
        Commitment(household=home, what="bus"),
        Visit(household=home),
        HouseholdMember(household=home, person=person),
        ContactPoint(person=person, value="206 555 0101"),
        VisitParticipant(visit=visit, person=person),
        Note(household=workspace.get(Visit, visit).household, visit=visit)
        if visit
        else Note(household=home),
    ]
    record = chance.choice(made)
    given = [getattr(record, f) for f in record.TYPE.references]
    wanted = [f for f, s in record.TYPE.fields.items() if s.required and s.field.refers_to]
    if all(getattr(record, f) for f in wanted) and (not wanted or any(given)):
        workspace.commit("add", [Add(record)])


def move_in(workspace: Workspace, chance: Random) -> None:
    home = pick(workspace, Household, chance)
    if home:
        person = workspace.commit("add", [Add(Person(given_name="Lan"))]).ids[0]
        workspace.commit("add", [Add(HouseholdMember(household=home, person=person))])


def edit(workspace: Workspace, chance: Random) -> None:
    cls, field = chance.choice([(Household, "name"), (Person, "given_name"), (Note, "text")])
    record = pick(workspace, cls, chance)
    if record:
        workspace.commit("edit", [Put(cls, record, {field: str(chance.random())})])


def remove(workspace: Workspace, chance: Random) -> None:
    kinds: list[type[Record]] = [Household, Household, Household, Person, Visit, HouseholdMember]
    cls = chance.choice(kinds)
    record = pick(workspace, cls, chance)
    if record:
        records.remove(workspace, cls.TYPE.name, record)


def restore(workspace: Workspace, chance: Random) -> None:
    name = chance.choice(["household", "person", "visit"])
    found = sorted(Seen(workspace).gone(name))
    if found:
        records.restore(workspace, name, chance.choice(found))


def answer(workspace: Workspace, chance: Random) -> None:
    found = differences.differences(workspace)
    if found:
        one = chance.choice(found)
        assert all(side.may_keep for side in one.sides)
        differences.answer(workspace, one.id, keep=chance.choice(one.sides).number, seen=one.seen)


def undo(workspace: Workspace, chance: Random) -> None:
    done = [one.number for one in care.recent(workspace, 6) if one.undoable]
    if done:
        try:
            care.undo(workspace, chance.choice(done))
        except (NothingToUndo, InvalidValue):
            return


DEEDS: list[Callable[[Workspace, Random], None]] = [
    *[write] * 6, *[move_in] * 2, *[edit] * 3, *[remove] * 4, restore, *[answer] * 4, undo,
]  # fmt: skip


def everywhere(laptops: list[Workspace]) -> None:
    for _round in range(2):
        for one in laptops:
            for other in laptops:
                if one is not other:
                    send(outgoing(one), other)


def all_alike(laptops: list[Workspace]) -> None:
    """Exchange everything; then all show the same and ask the same."""
    everywhere(laptops)
    for workspace in laptops:
        Seen(workspace).check()
    assert len({checking.digest(workspace.conn) for workspace in laptops}) == 1
    cards = [
        [(one.id, one.seen) for one in differences.differences(workspace)] for workspace in laptops
    ]
    assert cards[0] == cards[1] == cards[2]


def lived(laptops: list[Workspace], chance: Random) -> None:
    """Three people work, and meet now and then."""
    for name in ("Tran", "Le"):
        laptops[0].commit("add", [Add(Household(name=name))])
    everywhere(laptops)
    for _step in range(_STEPS):
        one, other = chance.sample(laptops, 2)
        if chance.random() < 0.2:
            send(outgoing(one), other)
            Seen(other).check()
        else:
            chance.choice(DEEDS)(one, chance)


@pytest.mark.parametrize("seed", range(12))
def test_nothing_lies_unseen_without_a_question(stable: Stable, seed: int) -> None:
    chance = dice(seed)
    laptops = [stable.laptop(f"{name * 16}.1") for name in "abc"]
    try:
        lived(laptops, chance)
        all_alike(laptops)
        for _step in range(60):
            answer(laptops[0], chance)
        assert differences.differences(laptops[0]) == ()
        all_alike(laptops)
        assert Seen(laptops[2]).unseen() == {}
    finally:
        for workspace in laptops:
            workspace.close()
