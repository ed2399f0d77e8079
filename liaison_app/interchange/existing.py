"""What the workspace holds already, indexed for matching a roster against it.

Only the fields that matching compares are read, and each table once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from liaison_app.interchange.values import folded, phone_key

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace

Values = Mapping[str, object]

_FIELDS = {
    "person": "given_name family_name preferred_name native_name birth_date is_child interpreter",
    "household": "home_language interpreter",
    "household_member": "household person until",
    "relationship": "child adult relation lives_with legal_guardian education_rights_holder"
    " primary_contact emergency_contact may_pick_up contact_priority contact_restrictions",
    "contact_point": "person household kind value",
    "address": "household kind line_1 line_2 city region postal_code",
    "person_language": "person language use",
    "school": "name",
    "enrollment": "person school grade teacher status since until",
    "external_id": "record_type record system key",
}
_PAIRS = {
    "household_member": ("household", "person"),
    "relationship": ("child", "adult"),
    "enrollment": ("person", "school"),
}


@dataclass(slots=True)
class Found:
    """One record that is here: its shown values in stored form."""

    id: str
    deleted: bool
    values: dict[str, object]


@dataclass(slots=True)
class Existing:
    """Everything that is here, by id and by what an import looks for."""

    records: dict[str, dict[str, Found]] = field(default_factory=dict)
    by_number: dict[tuple[str, str, str], str] = field(default_factory=dict)
    numbers_of: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    pairs: dict[str, dict[tuple[str, str], Found]] = field(default_factory=dict)
    contacts: dict[str, list[Found]] = field(default_factory=lambda: defaultdict(list))
    addresses: dict[str, list[Found]] = field(default_factory=lambda: defaultdict(list))
    languages: dict[str, list[Found]] = field(default_factory=lambda: defaultdict(list))
    homes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    enrollments: dict[str, list[Found]] = field(default_factory=lambda: defaultdict(list))
    children: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def get(self, record_type: str, record_id: str) -> Found | None:
        """The record with this id, removed ones included."""
        return self.records[record_type].get(record_id)

    def living(self, record_type: str) -> Iterator[Found]:
        """The records that are not removed."""
        return (found for found in self.records[record_type].values() if not found.deleted)

    def full_name(self, person: Found) -> str:
        """The folded full name of a person."""
        return folded(f"{person.values['given_name']} {person.values['family_name']}")


def existing(workspace: Workspace) -> Existing:
    """Read what is here."""
    found = Existing()
    for record_type, fields in _FIELDS.items():
        found.records[record_type] = _read(workspace, record_type, fields.split())
    for record_type, (first, second) in _PAIRS.items():
        found.pairs[record_type] = {}
        for each in _removed_first(found, record_type):
            pair = (str(each.values[first]), str(each.values[second]))
            found.pairs[record_type][pair] = each
    _index(found)
    return found


def contact_key_of(contact: Found) -> str:
    """By what two spellings of a stored number or e-mail address are one."""
    value = str(contact.values["value"])
    return value.casefold() if contact.values["kind"] == "email" else phone_key(value)


def _index(found: Existing) -> None:
    for number in found.living("external_id"):
        v = number.values
        found.by_number[str(v["record_type"]), str(v["system"]), str(v["key"])] = str(v["record"])
        found.numbers_of[str(v["record"])].add(str(v["system"]))
    for member in found.living("household_member"):
        household = found.get("household", str(member.values["household"]))
        if household and not household.deleted and not member.values["until"]:
            found.homes[str(member.values["person"])].append(household.id)
    for tie in found.living("relationship"):
        found.children[str(tie.values["adult"])].append(str(tie.values["child"]))
    _index_owned(found)


def _index_owned(found: Existing) -> None:
    for contact in found.records["contact_point"].values():
        owner = contact.values["person"] or contact.values["household"]
        found.contacts[str(owner)].append(contact)
    for address in found.records["address"].values():
        found.addresses[str(address.values["household"])].append(address)
    for language in found.records["person_language"].values():
        found.languages[str(language.values["person"])].append(language)
    for enrollment in found.living("enrollment"):
        found.enrollments[str(enrollment.values["person"])].append(enrollment)


def _read(workspace: Workspace, record_type: str, fields: list[str]) -> dict[str, Found]:
    rows = workspace.read(
        f"SELECT id, deleted, {', '.join(fields)} FROM {record_type} ORDER BY n"  # noqa: S608
    )
    return {
        row["id"]: Found(row["id"], bool(row["deleted"]), {name: row[name] for name in fields})
        for row in rows
    }


def _removed_first(found: Existing, record_type: str) -> list[Found]:
    """So that of two records for one pair the living one is indexed."""
    return sorted(found.records[record_type].values(), key=lambda each: not each.deleted)
