"""What a person may do at a laptop, chosen by dice."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from liaison_app.records.governance import Consent, ConsentState
from liaison_app.records.keeping import Erasure, ErasureKind
from liaison_app.records.kits import MovementReason, StockMovement
from liaison_app.records.partnership import Note, Visit, VisitOutcome, VisitPlace
from liaison_app.records.people import (
    AddressKind,
    ContactPoint,
    Household,
    HouseholdMember,
    Interpreter,
    Person,
)
from liaison_app.records.schools import School
from liaison_app.store.erasing_plan import plan
from liaison_app.workspace import Add, Lift, Put, Redact, Remove
from tests.sync.simulation.laptops import RECORDS
from tests.sync.simulation.oracle import DELETED

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from liaison_app.store.changes import Change
    from tests.sync.simulation.laptops import Laptop

_UNDO = "undo"
Place = tuple[str, str]  # record and field
_VALUES: dict[str, dict[str, Callable[[Random], Any]]] = {
    "household": {
        "name": lambda dice: f"Family{dice.randrange(6)}",
        "home_language": lambda dice: dice.choice(("ar", "es", "so", "")),
        "interpreter": lambda dice: dice.choice(tuple(Interpreter)),
        "best_times": lambda dice: f"after {dice.randrange(9)}",
        "visit_wishes": lambda dice: f"wish{dice.randrange(10_000, 99_999)}",
    },
    "person": {
        "given_name": lambda dice: f"Given{dice.randrange(5)}",
        "preferred_name": lambda dice: f"Called{dice.randrange(5)}",
        "is_child": lambda dice: dice.random() < 0.5,
    },
    "household_member": {"days": lambda dice: f"day{dice.randrange(5)}"},
    "contact_point": {
        "value": lambda dice: f"555-010{dice.randrange(6)}",
        "priority": lambda dice: dice.randrange(4),
        "may_text": lambda dice: dice.choice((True, False)),
    },
    "address": {
        "line_1": lambda dice: f"{dice.randrange(1, 5)} Elm",
        "directions": lambda dice: f"door {dice.randrange(9)}",
        "kind": lambda dice: dice.choice(tuple(AddressKind)),
    },
    "visit": {
        "outcome": lambda dice: dice.choice(tuple(VisitOutcome)[:3]),
        "minutes": lambda dice: dice.randrange(90),
        "place": lambda dice: dice.choice(tuple(VisitPlace)),
        "family_said": lambda dice: f"said{dice.randrange(10_000, 99_999)}",
    },
    "note": {"text": lambda dice: f"text{dice.randrange(10_000, 99_999)}"},
    "consent": {
        "state": lambda dice: dice.choice(tuple(ConsentState)),
        "recipient": lambda dice: f"office {dice.randrange(3)}",
    },
    "school": {
        "name": lambda dice: f"School{dice.randrange(5)}",
        "phone": lambda dice: f"555-011{dice.randrange(4)}",
    },
    "kit": {
        "name": lambda dice: f"Kit{dice.randrange(5)}",
        "description": lambda dice: f"kit{dice.randrange(10_000, 99_999)}",
        "reorder_level": lambda dice: dice.randrange(5),
    },
}
_OFTEN = ("household", "household", "household_member", "note", "consent", "contact_point")
TYPES = (*_OFTEN, *_VALUES)


@dataclass(frozen=True)
class Deed:
    """One thing that a person does; `undoes` instead of changes: take back this action."""

    name: str
    changes: tuple[Change, ...] = ()
    undoes: int = 0
    answered: frozenset[Place] = field(default_factory=frozenset)


def some(laptop: Laptop, dice: Random) -> Deed:
    """Choose what is done at a laptop now; it may be something that is refused."""
    [kind] = dice.choices(tuple(_DEEDS), laptop.habits or tuple(_DEEDS.values()))
    deed: Deed | None = kind(laptop, dice)
    return deed or _edit(laptop, dice)


def habits(dice: Random) -> tuple[int, ...]:
    """Choose what people do often and what they never do, so that rare things meet."""
    return tuple(
        often * dice.choice((1, 4) if kind is _edit else (0, 1, 5))
        for kind, often in _DEEDS.items()
    )


def _edit(laptop: Laptop, dice: Random) -> Deed:
    edits: list[Change] = [_put(laptop, dice) for _ in range(1 + (dice.random() < 0.2))]
    return Deed("edit", tuple(edits))


def _put(laptop: Laptop, dice: Random) -> Put:
    name, record = _one(laptop, dice)
    fields = list(_VALUES[name])
    chosen = dice.sample(fields, 2 if len(fields) > 1 and dice.random() < 0.25 else 1)
    return Put(RECORDS[name], record, {f: _VALUES[name][f](dice) for f in chosen})


def _add(laptop: Laptop, dice: Random) -> Deed:
    return Deed("add", (Add(_new(laptop, dice)),))


def _import(laptop: Laptop, dice: Random) -> Deed:
    """The same roster may be imported on two laptops: its records have the same ids on both."""
    records = [
        Household(id=f"imported-household-{dice.randrange(3)}", name=f"Family{dice.randrange(3)}"),
        Person(id=f"imported-person-{dice.randrange(3)}", given_name=f"Given{dice.randrange(3)}"),
        School(id=f"imported-school-{dice.randrange(3)}", name=f"School{dice.randrange(3)}"),
        HouseholdMember(
            id=f"imported-member-{dice.randrange(2)}",
            household=_id(laptop, dice, "household"),
            person=_id(laptop, dice, "person"),
        ),
    ]
    chosen = dice.sample(records, dice.randrange(1, 4))
    return Deed("import", tuple(Add(record) for record in chosen))


def _many(laptop: Laptop, dice: Random) -> Deed:
    return Deed("many", tuple(Add(_new(laptop, dice)) for _ in range(dice.randrange(3, 6))))


def _new(laptop: Laptop, dice: Random) -> Any:
    home, person = _id(laptop, dice, "household"), _id(laptop, dice, "person")
    kit, new = _id(laptop, dice, "kit"), laptop.workspace.new_id()
    text = f"text{dice.randrange(10_000, 99_999)}"
    return dice.choice(
        (
            Note(id=new, household=home, text=text),
            StockMovement(
                id=new, kit=kit, change=dice.choice((-1, 2, 5)), reason=MovementReason.COUNTED
            ),
            StockMovement(id=new, kit=kit, change=-1, reason=MovementReason.GIVEN),
            HouseholdMember(id=new, household=home, person=person),
            # Without an id: the same answer of the same person is one record on every laptop.
            Consent(giver=person, purpose="story", state=dice.choice(tuple(ConsentState))),
            ContactPoint(id=new, person=person, value=f"555-012{dice.randrange(9)}"),
            Visit(id=new, household=home, family_said=text),
        )
    )


def _both(laptop: Laptop, dice: Random) -> Deed:
    """One action over two streams."""
    kit = _id(laptop, dice, "kit")
    changes: list[Change] = [
        Put(RECORDS["kit"], kit, {"reorder_level": dice.randrange(5)}),
        Add(StockMovement(kit=kit, change=1, reason=MovementReason.RECEIVED)),
        _put(laptop, dice),
    ]
    dice.shuffle(changes)
    return Deed("both", tuple(changes))


def _remove(laptop: Laptop, dice: Random) -> Deed:
    name, record = _one(laptop, dice)
    changes: list[Change] = [Remove(RECORDS[name], record)]
    if dice.random() < 0.15:
        changes.append(_put(laptop, dice))
    return Deed("remove", tuple(changes), answered=frozenset({(record, DELETED)}))


def _moves(laptop: Laptop, _dice: Random) -> Deed:
    """A child who moves out of a family and in again, as everybody writes down."""
    record, out = laptop.conn.execute(
        "SELECT id, deleted FROM household_member ORDER BY n LIMIT 1"
    ).fetchone()
    moves = Put(HouseholdMember, record, {DELETED: False}) if out else None
    changes = (moves or Remove(HouseholdMember, record),)
    return Deed("move", changes, answered=frozenset({(record, DELETED)}))


def _bring_back(laptop: Laptop, dice: Random) -> Deed | None:
    gone = [
        (name, row[0])
        for name in sorted(set(laptop.busy or TYPES))
        for row in laptop.conn.execute(
            f"SELECT id FROM {name} WHERE deleted ORDER BY id LIMIT 3"  # noqa: S608  (a type's name)
        )
    ]
    if not gone:
        return None
    name, record = dice.choice(gone)
    back = Put(RECORDS[name], record, {DELETED: False})
    return Deed("bring back", (back,), answered=frozenset({(record, DELETED)}))


def _answer(laptop: Laptop, dice: Random) -> Deed | None:
    rows = laptop.conn.execute("SELECT type, id, field FROM conflict ORDER BY id, field").fetchall()
    if not rows:
        return None
    name, record, place = dice.choice(rows)
    if place == DELETED:
        value: Any = dice.random() < 0.5
    elif place in _VALUES[name]:
        value = _VALUES[name][place](dice)
    else:  # what it points at: the one that is shown
        value = laptop.conn.execute(
            f"SELECT {place} FROM {name} WHERE id = ?",  # noqa: S608  (a declared field)
            (record,),
        ).fetchone()[0]
    answer = Put(RECORDS[name], record, {place: value}, settle=True)
    return Deed("difference.answer", (answer,), answered=frozenset({(record, place)}))


def _redact(laptop: Laptop, dice: Random) -> Deed:
    name, record = _one(laptop, dice)
    place = dice.choice(list(_VALUES[name]))
    revision = None
    if dice.random() < 0.4:
        rows = laptop.conn.execute("SELECT n FROM op WHERE id = ? ORDER BY n", (record,)).fetchall()
        revision = dice.choice(rows)[0]
    redact = Redact(RECORDS[name], record, place, revision)
    return Deed("redact", (redact,), answered=frozenset({(record, place)}))


def _lift(laptop: Laptop, dice: Random) -> Deed | None:
    rows = laptop.conn.execute(
        "SELECT type, id, body FROM op WHERE instr(body, '\"~')"
        " AND NOT instr(body, '\"~erased') ORDER BY n"
    ).fetchall()
    if not rows:
        return None
    name, record, body = dice.choice(rows)
    place = body.split('"~', 1)[1].split('"', 1)[0]
    lift: list[Change] = [Lift(RECORDS[name], record, place)]
    if dice.random() < 0.6:
        lift.append(Put(RECORDS[name], record, {place: _VALUES[name][place](dice)}))
    return Deed("lift", tuple(lift), answered=frozenset({(record, place)}))


def _erase(laptop: Laptop, dice: Random) -> Deed | None:
    """Erase a family or a person, or all of one kind that is a family's; now and then twice."""
    if dice.random() < 0.4:
        return None
    name = dice.choice(("household", "household", "person"))
    only = "note" if name == "household" and dice.random() < 0.2 else ""
    record = _id(laptop, dice, name)
    found = plan(laptop.conn, (name, record), only)
    made = Erasure(
        id=laptop.workspace.new_id(),
        subject_type=name,
        subject=record,
        only=only,
        people=" ".join(found.people),
        spared=" ".join(found.spared),
    )
    return Deed("erase", (Add(made),))


def _lift_erasure(laptop: Laptop, dice: Random) -> Deed | None:
    """Allow that something erased is kept again, and write about it."""
    rows = laptop.conn.execute(
        "SELECT id, subject_type, subject FROM erasure WHERE what = 'erase' ORDER BY n"
    ).fetchall()
    if not rows:
        return None
    erasure, name, subject = dice.choice(rows)
    lifted: list[Change] = [Add(Erasure(what=ErasureKind.LIFT, subject=erasure))]
    again: dict[str, Any] = {DELETED: False}
    again |= {place: value(dice) for place, value in _VALUES[name].items() if dice.random() < 0.5}
    lifted.append(Put(RECORDS[name], subject, again))
    return Deed("lift erasure", tuple(lifted), answered=frozenset({(subject, DELETED)}))


def _newcomer(laptop: Laptop, dice: Random) -> Deed:
    """Somebody new in a family, as forms write it."""
    home, person = _id(laptop, dice, "household"), laptop.workspace.new_id()
    made: list[Change] = [
        Add(Person(id=person, given_name=f"New{dice.randrange(10_000, 99_999)}")),
        Add(HouseholdMember(household=home, person=person)),
    ]
    if dice.random() < 0.5:
        made.append(Add(ContactPoint(person=person, value=f"555-013{dice.randrange(9)}")))
    return Deed("newcomer", tuple(made))


def _give_to(laptop: Laptop, dice: Random) -> Deed:
    """A note that was typed into the wrong family goes to the right one."""
    name = dice.choice(("note", "visit"))
    record, home = _id(laptop, dice, name), _id(laptop, dice, "household")
    return Deed("give to", (Put(RECORDS[name], record, {"household": home}),))


def _undo(laptop: Laptop, dice: Random) -> Deed | None:
    rows = laptop.conn.execute(
        "SELECT op.n FROM op JOIN origin ON origin.n = op.origin WHERE action IS NOT NULL"
        " AND substr(dev, 1, 16) = ? ORDER BY op.n DESC LIMIT 6",
        (laptop.dev[:16],),
    ).fetchall()
    return Deed(_UNDO, undoes=dice.choice(rows)[0]) if rows else None


def _one(laptop: Laptop, dice: Random) -> tuple[str, str]:
    name = dice.choice(laptop.busy or TYPES)
    return name, _id(laptop, dice, name)


def _id(laptop: Laptop, dice: Random, name: str) -> str:
    """Choose a record, mostly one of those that everybody works on."""
    ids = laptop.conn.execute(f"SELECT id FROM {name} ORDER BY n LIMIT 5").fetchall()  # noqa: S608
    few = ids if dice.random() < 0.3 else ids[:2]
    return str(dice.choice(few)[0])


_DEEDS: dict[Callable[[Laptop, Random], Deed | None], int] = {
    _edit: 44,
    _add: 9,
    _import: 4,
    _many: 2,
    _both: 5,
    _remove: 8,
    _bring_back: 6,
    _moves: 3,
    _answer: 10,
    _redact: 5,
    _lift: 3,
    _erase: 3,
    _lift_erasure: 2,
    _newcomer: 4,
    _give_to: 4,
    _undo: 8,
}
