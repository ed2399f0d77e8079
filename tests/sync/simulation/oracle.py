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
_SUMMED = {"stock_movement"}
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


def says(changes: Iterable[Change]) -> Saying:
    """Work out what these changes say, in whatever order they are given."""
    records: dict[tuple[str, str], list[Change]] = defaultdict(list)
    for change in changes:
        records[change.type, change.id].append(change)
    saying = Saying()
    for (type_name, record_id), made in records.items():
        _record(saying, type_name, record_id, made)
    return saying


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


def _record(saying: Saying, type_name: str, record_id: str, made: list[Change]) -> None:
    row: dict[str, Any] = {}
    names = {name.removeprefix("~") for change in made for name in change.writes}
    for name in sorted(names - {DELETED}):
        place = (type_name, record_id, name)
        hidden = _hidden(made, name)
        for change in made:
            if name in change.writes:
                words = saying.gone_words if change.dot in hidden else saying.kept_words
                words.add(str(change.writes[name][0]))
        live = [c for c in _live(made, name) if c.dot not in hidden]
        saying.live[place] = live
        row[name] = _shown(type_name, name, live)
        if _disagree(type_name, name, live):
            saying.open.add(place)
    place = (type_name, record_id, DELETED)
    live = saying.live[place] = _live(made, DELETED)
    row[DELETED] = bool(live) and bool(_shown(type_name, DELETED, live))
    if _disagree(type_name, DELETED, live):
        saying.open.add(place)
    if row[DELETED] and _unseen(made, live, names):
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


def _unseen(made: list[Change], removals: list[Change], names: set[str]) -> bool:
    """Whether a value stands that nobody who removed the record knew of."""
    removals = [c for c in removals if c.writes[DELETED][0]]
    seen = {(dev, seq) for c in removals for dev, seq in c.writes[DELETED][1:]}
    standing = {c.dot for name in names - {DELETED} for c in _live(made, name)}
    return bool(standing - seen - {c.dot for c in removals})


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
