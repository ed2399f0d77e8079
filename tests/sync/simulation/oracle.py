"""What every laptop must say, worked out from the rules alone.

Nothing of the program is imported here, and what a field does when two people changed it is written
down a second time, so that a mistake in the program cannot also be a mistake in what checks it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

DELETED = "deleted"
Dot = tuple[str, int]
Place = tuple[str, str, str]
Marks = defaultdict[tuple[str, str], set[str]]

# What is not named here is put to a person.
_NEWEST = {
    "household": {"interpreter", "best_times", "calendar"},
    "person": {
        *("given_name", "family_name", "preferred_name", "native_name", "native_name_first"),
        *("name_order", "pronunciation", "interpreter"),
    },
    "contact_point": {"priority"},
    "address": {"directions"},
    "visit": {
        *("planned_minutes", "started", "minutes", "kind", "place", "language", "staff"),
        "debriefed",
    },
    "note": {"at", "language", "author"},
    "kit": {"reorder_level"},
}
_STRICTEST = {"consent": {"state"}}
_ROWS_STAY = {"household_member"}
_SUMMED = {"stock_movement", "erasure"}
# What a field says when nothing is left of what was written into it; all others are empty text.
_EMPTY: dict[tuple[str, str], Any] = {
    ("address", "kind"): "home",
    ("consent", "state"): None,
    ("contact_point", "may_text"): None,
    ("contact_point", "priority"): None,
    ("household", "interpreter"): None,
    ("kit", "reorder_level"): None,
    ("person", "is_child"): 0,
    ("visit", "minutes"): None,
    ("visit", "outcome"): None,
    ("visit", "place"): None,
}
# Whose a record is: the fields that say so, and the type of the owner.
_WHOSE = {
    "household_member": {"household": "household", "person": "person"},
    "contact_point": {"household": "household", "person": "person"},
    "address": {"household": "household"},
    "visit": {"household": "household"},
    "note": {"household": "household"},
    "consent": {"giver": "person"},
}
_IDS = {"household", "person", "giver", "concerns", "staff", "visit", "author"}  # they stay
_IN_SPITE = "~erased"
_STRICT = {"withdrawn": 3, "refused": 2, "given": 0}


@dataclass(frozen=True)
class Change:
    """One op as the rules know it; dots inside `writes` are `[device, sequence]`."""

    stream: str
    dev: str
    seq: int
    hlc: int
    act: int
    type: str
    id: str
    writes: Mapping[str, list[Any]]

    @property
    def dot(self) -> Dot:
        return (self.dev, self.seq)


@dataclass
class Saying:
    """What is shown of every record, and what is open: (type, id, field)."""

    rows: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    open: set[Place] = field(default_factory=set)
    live: dict[Place, list[Change]] = field(default_factory=dict)
    gone_words: set[str] = field(default_factory=set)
    kept_words: set[str] = field(default_factory=set)
    erased: int = 0


def says(changes: Iterable[Change]) -> Saying:
    """Work out what these changes say, in whatever order they are given."""
    records: dict[tuple[str, str], list[Change]] = defaultdict(list)
    for change in changes:
        records[change.type, change.id].append(change)
    saying = Saying()
    erased = reached([change for made in records.values() for change in made])
    for key, made in records.items():
        _record(saying, *key, made, erased[key])
        saying.erased += bool(erased[key])
    return saying


def reached(changes: list[Change]) -> Marks:
    """Give the erasures that reach each record, whenever anybody wrote it: type and id to ids."""
    orders = [c for c in changes if c.type == "erasure" and _said(c, "what") != "lift"]
    parts: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    found: Marks = defaultdict(set)
    for order in orders:
        subject = (_said(order, "subject_type"), _said(order, "subject"))
        only = _said(order, "only")
        parts[subject].add((order.id, only))
        whole = [] if only else [subject]
        for key in [*whole, *(("person", person) for person in _said(order, "people").split())]:
            found[key].add(order.id)
    spared = {order.id: _said(order, "spared").split() for order in orders}
    known = -1
    while orders and known < sum(map(len, found.values())):
        known = sum(map(len, found.values()))
        brought = [one for change in changes for one in _brings(change, changes, found, parts)]
        for key, erasure in brought:
            if key[1] not in spared[erasure]:
                found[key].add(erasure)
    return found


def _brings(
    change: Change,
    changes: list[Change],
    found: Marks,
    parts: Mapping[tuple[str, str], set[tuple[str, str]]],
) -> Iterable[tuple[tuple[str, str], str]]:
    """Give what a change says belongs to something erased, and by which erasure that goes too."""
    for name, owner_type in _WHOSE.get(change.type, {}).items():
        owner = (owner_type, _said(change, name))
        whole = {(erasure, "") for erasure in found.get(owner, ())}
        for erasure, only in sorted(whole | parts.get(owner, set())):
            if only in ("", change.type) and erasure not in _in_spite(change):
                yield (change.type, change.id), erasure
                if owner_type == "household":
                    for person in _newcomers(change, changes):
                        yield ("person", person), erasure


def _said(change: Change, name: str) -> str:
    return str(change.writes.get(name, [""])[0] or "")


def _in_spite(change: Change) -> set[str]:
    return set(_said(change, _IN_SPITE).split())


def _newcomers(member: Change, changes: list[Change]) -> list[str]:
    """Give who was first written down together with being of this family."""
    person = _said(member, "person")
    if member.type != "household_member" or not person:
        return []
    together = [
        c
        for c in changes
        if (c.stream, c.dev, c.act) == (member.stream, member.dev, member.act)
        and c.seq < member.seq
    ]
    made = any(
        c.type == "person" and c.id == person and c.writes.get(DELETED, [None])[0] is False
        for c in together
    )
    elsewhere = any(c.type == member.type and _said(c, "person") == person for c in together)
    return [person] if made and not elsewhere else []


def policy(type_name: str, name: str) -> str:
    """Give what the rules do with a field that two people changed."""
    if name == DELETED:
        return "stays" if type_name in _ROWS_STAY else "ask"
    if name in _STRICTEST.get(type_name, ()):
        return "strictest"
    if type_name in _SUMMED:
        return "summed"
    return "newest" if name in _NEWEST.get(type_name, ()) else "ask"


def empty(type_name: str, name: str) -> Any:
    """Give what a field says of which nothing is left."""
    return _EMPTY.get((type_name, name), "")


def _record(
    saying: Saying, type_name: str, record_id: str, made: list[Change], erased: set[str]
) -> None:
    row: dict[str, Any] = {}
    names = {
        name.removeprefix("~") for change in made for name in change.writes if name != _IN_SPITE
    }
    unheard = {c.dot for c in made if not erased <= _in_spite(c)}
    for name in sorted(names - {DELETED}):
        place = (type_name, record_id, name)
        hidden = _hidden(made, name)
        gone = hidden if name in _IDS else hidden | unheard
        for change in made:
            if name in change.writes:
                words = saying.gone_words if change.dot in gone else saying.kept_words
                words.add(str(change.writes[name][0]))
        live = [c for c in _live(made, name) if c.dot not in gone]
        saying.live[place] = live
        row[name] = _shown(type_name, name, live)
        if not (erased and name in _IDS) and _disagree(type_name, name, live):
            saying.open.add(place)
    place = (type_name, record_id, DELETED)
    live = saying.live[place] = [c for c in _live(made, DELETED) if c.dot not in unheard]
    row[DELETED] = bool(erased) if not live else bool(_shown(type_name, DELETED, live))
    if _disagree(type_name, DELETED, live):
        saying.open.add(place)
    if row[DELETED] and live and _unseen(made, live, names, unheard):
        row[DELETED] = False  # whoever removed it knew less: it stays until a person answers
        saying.open.add(place)
    saying.rows[type_name, record_id] = row


def _live(made: list[Change], name: str) -> list[Change]:
    """Give the writes of a field that no other write replaced."""
    replaced = {(dev, seq) for c in made if name in c.writes for dev, seq in c.writes[name][1:]}
    return [c for c in made if name in c.writes and c.dot not in replaced]


def _hidden(made: list[Change], name: str) -> set[Dot]:
    """Give the writes of a field that somebody emptied for good, before or after they were made."""
    mark = "~" + name
    everything = {c.dot for c in made if mark in c.writes and c.writes[mark][0] is True}
    single = {
        (dev, seq)
        for c in made
        if mark in c.writes and isinstance(c.writes[mark][0], list)
        for dev, seq in c.writes[mark][0]
    }
    hidden = set()
    for change in made:
        if name not in change.writes:
            continue
        said = change.writes.get(mark, [None])
        lifted = {(dev, seq) for dev, seq in said[1:]} if said[0] is False else set()
        if change.dot in single or everything - lifted:
            hidden.add(change.dot)
    return hidden


def _unseen(made: list[Change], removals: list[Change], names: set[str], unheard: set[Dot]) -> bool:
    """Whether a value stands that nobody who removed the record knew of."""
    removals = [c for c in removals if c.writes[DELETED][0]]
    seen = {(dev, seq) for c in removals for dev, seq in c.writes[DELETED][1:]}
    standing = {c.dot for name in names - {DELETED} for c in _live(made, name)}
    return bool(standing - unheard - seen - {c.dot for c in removals})


def _shown(type_name: str, name: str, live: list[Change]) -> Any:
    if not live:
        return empty(type_name, name)
    rule = policy(type_name, name)
    if rule == "strictest":
        strictest = max(_STRICT.get(c.writes[name][0], 1) for c in live)
        live = [c for c in live if _STRICT.get(c.writes[name][0], 1) == strictest]
    if rule == "stays" and any(not c.writes[name][0] for c in live):
        return False
    return max(live, key=lambda c: (c.hlc, c.dev, c.seq)).writes[name][0]


def _disagree(type_name: str, name: str, live: list[Change]) -> bool:
    if policy(type_name, name) == "newest":
        return False
    return len({repr(c.writes[name][0]) for c in live}) > 1
