"""How changes to one record merge: dotted multi-value registers, one per field.

The state of a record is a pure function of the set of ops about it: order, duplicates and repeated
imports cannot matter. An op names, for each field it writes, the dots (earlier writes) which its
author saw and replaces. What is written and not replaced is live; two live writes of one field are
siblings. Nothing here reads a clock or a database.

Removal: a write of `true` to `deleted` also names every live write of every other field, which is
what its author saw. While a live write of a field is there that no live removal saw, the record
stays visible and a person is asked: somebody worked on what somebody else removed.

Redaction: a write to the register `~field` hides values of `field`. Its value is `true` (all of
them, including those written later or elsewhere) or a list of dots; `false` lifts it. A write made
after that says so itself, by writing `false` to the register over the redactions which were lifted.
Whatever was hidden stays hidden, so the hidden text can be erased from every op.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from liaison_app.records.declare import Merge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

REDACT = "~"
LIFTED = REDACT + "erased"
"""Names the erasures, by their ids, that an op was written in spite of (`erasing.py`)."""
DELETED = "deleted"


class Dot(NamedTuple):
    """Names one op: where it was made (stream and device, by local number) and its sequence."""

    origin: int
    seq: int


class Sibling(NamedTuple):
    """One live write of a field; compares by stamp, then origin's name, then sequence."""

    hlc: int
    device: str
    seq: int
    dot: Dot
    value: Any


@dataclass
class Cells:
    """The live dots of every field of one record, and dots replaced before they arrived."""

    live: dict[str, list[Dot]] = field(default_factory=dict)
    gone: set[tuple[str, Dot]] = field(default_factory=set)

    def apply(
        self,
        dot: Dot,
        writes: Mapping[str, Sequence[Any]],
        arrived: Callable[[Dot], bool],
    ) -> None:
        """Merge one op.

        Args:
            dot: the op's own dot.
            writes: field name to `[value, replaced dot, ...]`.
            arrived: whether the op of a dot is already here.
        """
        for name, write in writes.items():
            if len(write) == 1 and name not in self.live and not self.gone:
                self.live[name] = [dot]  # most writes are the first of their field
                continue
            replaced = {Dot(*d) for d in write[1:]}
            siblings = self.live.get(name, [])
            kept = [d for d in siblings if d not in replaced]
            for missing in replaced.difference(siblings):
                if not arrived(missing):
                    self.gone.add((name, missing))
            if (name, dot) not in self.gone:
                kept.append(dot)
                kept.sort()
            self.live[name] = kept
        # A removal also names writes of other fields: what its author saw (`unseen`).
        if self.gone:
            self.gone = {(name, missing) for name, missing in self.gone if missing != dot}

    def edits(self) -> set[Dot]:
        """Give the live writes of all fields; `deleted` and redactions are none."""
        return {
            dot
            for name, dots in self.live.items()
            if name != DELETED and not name.startswith(REDACT)
            for dot in dots
        }

    def to_text(self) -> str:
        """Give a compact form: fields that share their only dot are listed once."""
        some = next(iter(self.live.values()), [])
        if len(some) == 1 and not self.gone and [*self.live.values()].count(some) == len(self.live):
            return text_of_one(some[0], tuple(self.live))
        return json.dumps(self._packed(), separators=(",", ":"))

    def _packed(self) -> list[Any]:
        by_dot: dict[Dot, list[str]] = {}
        for name in sorted(self.live):
            for dot in self.live[name]:
                by_dot.setdefault(dot, []).append(name)
        packed: list[Any] = [[*dot, *names] for dot, names in sorted(by_dot.items())]
        if self.gone:
            packed.append([0, 0, *([n, *d] for n, d in sorted(self.gone))])
        return packed

    @classmethod
    def from_json(cls, packed: Iterable[Sequence[Any]]) -> Cells:
        """Read what `to_text` gave."""
        cells = cls()
        for origin, seq, *names in packed:
            if origin == 0:
                cells.gone.update((n, Dot(o, s)) for n, o, s in names)
                continue
            for name in names:
                cells.live.setdefault(name, []).append(Dot(origin, seq))
        return cells


def text_of_one(dot: tuple[int, int], names: tuple[str, ...]) -> str:
    """Give what `Cells.to_text` gives if this dot is the only one of each of these fields."""
    return f"[[{dot[0]},{dot[1]},{_sorted_names(names)}]]"


@lru_cache(maxsize=1_024)
def _sorted_names(names: tuple[str, ...]) -> str:
    return json.dumps(sorted(names), separators=(",", ":"))[1:-1]


# Only a plain "given" permits anything: no answer, or one that a newer program knows, is stricter.
_STRICTNESS = {"withdrawn": 3, "refused": 2, "given": 0}


def shown(policy: Merge, siblings: Sequence[Sibling]) -> Sibling:
    """Pick the sibling that is shown, the same on every laptop.

    Consent shows the strictest answer; a row set (`deleted` under `SET`) keeps the row; everything
    else shows the newest.
    """
    if policy is Merge.CONSENT:
        return max(siblings, key=lambda s: (_STRICTNESS.get(s.value, 1), s))
    if policy is Merge.SET:
        return max(siblings, key=lambda s: (not s.value, s))
    return max(siblings)


def needs_a_person(policy: Merge, siblings: Sequence[Sibling]) -> bool:
    """Whether siblings disagree in a way that somebody must be asked about."""
    if policy is Merge.LWW or len(siblings) < 2:
        return False
    return len({repr(s.value) for s in siblings}) > 1


def unseen(edits: set[Dot], removals: Mapping[Dot, Iterable[Sequence[int]]]) -> bool:
    """Whether the record holds a live write that none of its live removals saw.

    Args:
        edits: what `Cells.edits` gives of the record.
        removals: each live write of `true` to `deleted`, to all the dots that it names.
    """
    seen = set(removals)  # what an op writes beside its removal, its author saw
    for named in removals.values():
        seen.update(Dot(*dot) for dot in named)
    return not edits <= seen


def replaced_by_edit(policy: Merge, siblings: Sequence[Sibling]) -> list[Dot]:
    """Give the dots that an ordinary edit replaces.

    Only what its author saw: the shown value. An unseen sibling stays, flagged, until a person
    answers. A `lww` field asks nobody, so an edit replaces every sibling.
    """
    if not siblings or policy is Merge.LWW:
        return [s.dot for s in siblings]
    seen = shown(policy, siblings)
    return [s.dot for s in siblings if s.value == seen.value]


def hides(redactions: Mapping[Dot, Any], dot: Dot, lifted: Iterable[Sequence[int]]) -> bool:
    """Whether a write is hidden by a redaction of its field.

    Args:
        redactions: every redaction ever made of the field, dot to value.
        dot: the write.
        lifted: the redactions that the write itself says were lifted before it.
    """
    allowed = {Dot(*d) for d in lifted}
    for redaction, value in redactions.items():
        if value is True and redaction not in allowed:
            return True
        if isinstance(value, list) and dot in {Dot(*d) for d in value}:
            return True
    return False
