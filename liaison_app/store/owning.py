"""Whose a record is, and what of it stays when it is erased: ids, and what lies outside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from liaison_app.records import TYPES, Kind
from liaison_app.store.merge import DELETED, LIFTED, REDACT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from liaison_app.store.ops import Op
    from liaison_app.store.travelling import Writes

ERASURE = "erasure"
_ASKED = ("household", "person", "visit")
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

Key = tuple[str, str]
"""A record's type and id."""

_KEPT: Mapping[str, frozenset[str]] = {
    "packet_issue": frozenset({"kind", "code", "pages", "at", "means"}),
    "disclosure": frozenset(
        {"recipient", "purpose", "basis", "values_given", "at", "until", "form", "sealed", "code"}
    ),
    "disclosure_step": frozenset({"outcome", "at"}),
    "loan": frozenset({"label", "lent_on", "due", "state", "returned_on"}),
    "distribution": frozenset({"quantity", "given_on"}),
}
"""What lies outside, by type: these rows stay, with what is needed to collect it."""

_IDS: Mapping[str, frozenset[str]] = {
    "external_id": frozenset({"record_type", "record"}),
    "attachment": frozenset({"blob"}),
    "looked_at": frozenset({"question", "same_as", "gone"}),
}

_NOT_BY: frozenset[tuple[str, str]] = frozenset(
    {("consent", "household"), ("consent", "concerns")}  # a consent is its giver's, wherever
)
_ALSO_BY = (("household_member", "person"), ("contact_point", "person"))
WITHOUT_HOUSEHOLD = ("question",)  # is the person's if it names no family


def _owning(name: str) -> tuple[tuple[str, str], ...]:
    """Give the fields of a type that say whose a record is, each with the type of the owner.

    Whatever names a family is the family's; else what names a visit or another record that is a
    family's is that one's, or else the person's.
    """
    references = TYPES[name].references
    for wanted in ("household", "visit", "person"):
        found = [
            (spec, to)
            for spec, to in references.items()
            if to == wanted and (name, spec) not in _NOT_BY
        ]
        if found:
            also = [(spec, "person") for kind, spec in _ALSO_BY if kind == name]
            return tuple(dict.fromkeys([*found, *also]))
    return ()


OWNING: Mapping[str, tuple[tuple[str, str], ...]] = {
    name: owning for name in TYPES if (owning := _owning(name))
}


def owners(type_name: str, writes: Writes) -> Iterator[Key]:
    """Give whom a change, or a row, says that its record belongs to."""
    for name, to in OWNING.get(type_name, ()):
        if name in writes and writes[name][0]:
            yield (to, str(writes[name][0]))
    if type_name == "external_id" and writes.get("record", [""])[0]:
        yield ("household", str(writes["record"][0]))
        yield ("person", str(writes["record"][0]))
    if type_name == "looked_at" and writes.get("question", [""])[0]:
        for found in _ID.findall(str(writes["question"][0])):
            yield from ((kind, found) for kind in _ASKED)
    if type_name in WITHOUT_HOUSEHOLD and writes.get(DELETED, [None])[0] is False:
        of_family = writes.get("household", [""])[0]
        if not of_family and writes.get("person", [""])[0]:
            yield ("person", str(writes["person"][0]))


def asks_about(question: str | None, records: Iterable[Key]) -> bool:
    """Whether a question that somebody looked at names one of these records."""
    named_in = set(_ID.findall(question or ""))
    return any(record_id in named_in for _type, record_id in records)


def keeps(type_name: str, name: str) -> bool:
    """Whether a field stays when its record is erased: ids, and what lies outside."""
    if name == DELETED or name.startswith(REDACT):
        return True
    if name in _KEPT.get(type_name, ()) or name in _IDS.get(type_name, ()):
        return True
    spec = TYPES[type_name].fields.get(name)
    return spec is not None and spec.kind is Kind.REFERENCE


def stands(type_name: str) -> bool:
    """Whether a record stays in lists when it is erased, because it lies outside."""
    return type_name in _KEPT


def says_whose(type_name: str, name: str) -> bool:
    """Whether a field says whose a record is."""
    return any(name == owning for owning, _to in OWNING.get(type_name, ()))


def named(writes: Writes) -> frozenset[str]:
    """Give the erasures that a change says it was made in spite of."""
    return frozenset(str(writes[LIFTED][0] or "").split()) if LIFTED in writes else frozenset()


def empty(op: Op, erasures: frozenset[str]) -> bool:
    """Take the words out of an op about a record that these erasures reach; says whether any were.

    Of an op that was made knowing of them nothing is taken.
    """
    if erasures <= named(op.writes):
        return False
    emptied = False
    for name, write in op.writes.items():
        if write[0] is not None and not _stays(op, name):
            write[0] = None
            emptied = True
    return emptied


def _stays(op: Op, name: str) -> bool:
    if name.startswith(REDACT) or name == DELETED:
        return True
    if op.type not in TYPES or not keeps(op.type, name):
        return False
    # What a family itself was given names who got it.
    own = op.type == "disclosure" and op.writes.get("basis", [""])[0] == "own_request"
    return not (own and name == "recipient")
