"""Gathers the people of an export while its lines are read, before any key is final.

A parent named on the lines of three children is one person: the same folded name together with the
same phone number, e-mail address, street or child. A parent without a number of her own gets a key
made of the first child's key and the folded name, so that every laptop that reads the same export
gives the same key, in whatever order the lines stand.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from liaison_app.interchange.roster import (
    IncomingAddress,
    IncomingContact,
    IncomingLanguage,
    IncomingPerson,
    IncomingRelationship,
    Line,
)
from liaison_app.interchange.values import folded, made_key, phone_key
from liaison_app.records.people import ContactKind


@dataclass(slots=True)
class AdultDraft:
    """An adult as known so far."""

    at: Line
    given_name: str
    family_name: str
    own_key: str = ""
    preferred_name: str = ""
    native_name: str = ""
    interpreter: bool | None = None
    languages: dict[IncomingLanguage, None] = field(default_factory=dict)
    contacts: dict[str, IncomingContact] = field(default_factory=dict)
    address: IncomingAddress | None = None
    children: dict[str, IncomingRelationship] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The folded full name."""
        return folded(f"{self.given_name} {self.family_name}")

    def key(self) -> str:
        """The final key: the source's own, or one made of the first child and the name."""
        return self.own_key or made_key(f"{min(self.children, default='')}|{self.name}")

    def take(self, other: AdultDraft) -> None:
        """Learn what another line says of the same adult; what is known already stays."""
        self.preferred_name = self.preferred_name or other.preferred_name
        self.native_name = self.native_name or other.native_name
        self.interpreter = other.interpreter if self.interpreter is None else self.interpreter
        self.address = self.address or other.address
        self.languages |= other.languages
        for key, contact in other.contacts.items():
            self.contacts.setdefault(key, contact)
        for child, relationship in other.children.items():
            self.children.setdefault(child, relationship)


class Adults:
    """The adults met so far, and the evidence by which one is met again."""

    def __init__(self) -> None:
        self._drafts: list[AdultDraft] = []
        self._by_evidence: dict[tuple[str, ...], AdultDraft] = {}

    def add(self, draft: AdultDraft) -> None:
        """Add what one line says of an adult, to the same person if she was met before."""
        evidence = list(_evidence(draft))
        known = next((self._by_evidence[e] for e in evidence if e in self._by_evidence), None)
        if known is None or (known.own_key and draft.own_key and known.own_key != draft.own_key):
            self._drafts.append(draft)
            known = draft
        else:
            known.take(draft)
        for each in evidence:
            self._by_evidence.setdefault(each, known)

    def finish(self) -> tuple[list[IncomingPerson], list[IncomingRelationship]]:
        """Everybody with a final key, and what each is to the children."""
        people: dict[str, IncomingPerson] = {}
        relationships: dict[tuple[str, str], IncomingRelationship] = {}
        for draft in self._drafts:
            key = draft.key()
            people.setdefault(key, _person(draft, key))
            for child, relationship in draft.children.items():
                relationships.setdefault((child, key), replace(relationship, adult=key))
        return list(people.values()), list(relationships.values())


def contact_key(contact: IncomingContact) -> str:
    """By what two spellings of a phone number or e-mail address are one."""
    if contact.kind is ContactKind.EMAIL:
        return contact.value.casefold()
    return phone_key(contact.value)


def address_key(address: IncomingAddress | None) -> str:
    """By what two spellings of an address are one."""
    if address is None:
        return ""
    return folded(f"{address.line_1} {address.line_2} {address.city or address.postal_code}")


def _evidence(draft: AdultDraft) -> list[tuple[str, ...]]:
    if draft.own_key:
        return [("key", draft.own_key)]
    name = draft.name
    evidence: list[tuple[str, ...]] = [("child", name, child) for child in draft.children]
    evidence += [("contact", name, key) for key in draft.contacts]
    if draft.address:
        evidence.append(("address", name, address_key(draft.address)))
    return evidence


def _person(draft: AdultDraft, key: str) -> IncomingPerson:
    return IncomingPerson(
        key=key,
        stable=bool(draft.own_key),
        at=draft.at,
        is_child=False,
        given_name=draft.given_name,
        family_name=draft.family_name,
        preferred_name=draft.preferred_name,
        native_name=draft.native_name,
        interpreter=draft.interpreter,
        languages=tuple(draft.languages),
        contacts=tuple(draft.contacts.values()),
        address=draft.address,
    )
