"""Finds the person here who is the one in the export, and those who may be.

Sure are: the school's own number; a full name with the birth date; an adult's full name with a
phone number or e-mail address, or with a child whose adult she is. A match must be the only one.
Everything less is put to a person: name likeness, birth date (day and month may be swapped), phone
and address are weighed, among those who share at least one of them.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from liaison_app.interchange.existing import Existing, Found, contact_key_of
from liaison_app.interchange.people_drafts import contact_key
from liaison_app.interchange.values import folded
from liaison_app.language.folding import fold_ascii, skeleton
from liaison_app.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from liaison_app.interchange.roster import IncomingPerson

LIKELY = 2.4  # found on 30,000 people with 900 planted duplicates: precision 0.98, recall 0.97
_CROWD = 60  # people who share one thing: a street, a school's phone; too many to compare


class Matcher:
    """Matches people against those who are here."""

    def __init__(self, here: Existing, source: str, decided: Mapping[str, str]) -> None:
        self._here, self._source, self._decided = here, source, decided
        self._taken: set[str] = set()
        self._by_evidence: dict[tuple[object, ...], list[Found]] = defaultdict(list)
        self._by_block: dict[tuple[object, ...], list[Found]] = defaultdict(list)
        for person in here.living("person"):
            for evidence in _evidence_of(here, person):
                self._by_evidence[evidence].append(person)
            for block in _blocks_of(here, person):
                self._by_block[block].append(person)

    def sure(self, person: IncomingPerson, children: Iterable[str]) -> Found | None:
        """The person here who is certainly the one in the export, if there is exactly one.

        Args:
            person: who comes in.
            children: ids here of the children whose adult the person is.
        """
        if person.key in self._decided:
            found = self._here.get("person", self._decided[person.key])
            return self._take(found) if found and not found.deleted else None
        for evidence in _evidence_in(person, children):
            found = self._only_one(self._by_evidence.get(evidence, ()), person)
            if found:
                return self._take(found)
        return None

    def take(self, record_id: str) -> None:
        """Say that somebody here is spoken for."""
        self._taken.add(record_id)

    def likely(self, person: IncomingPerson) -> Found | None:
        """The person here most like the one in the export, if alike enough to ask about."""
        if not self._by_block:
            return None
        best, best_score = None, LIKELY
        seen: set[str] = set()
        for block in _blocks_in(person):
            crowd = self._by_block.get(block, ())
            for other in crowd if len(crowd) <= _CROWD else ():
                if other.id in seen or not self._could_be(other, person):
                    continue
                seen.add(other.id)
                score = _likeness(self._here, person, other)
                if score >= best_score:
                    best, best_score = other, score
        return best

    def _only_one(self, found: Iterable[Found], person: IncomingPerson) -> Found | None:
        free = [other for other in found if self._could_be(other, person)]
        return free[0] if len(free) == 1 else None

    def _could_be(self, other: Found, person: IncomingPerson) -> bool:
        """Not one who is spoken for, nor one whom this source knows under another number."""
        another = person.stable and self._source in self._here.numbers_of.get(other.id, ())
        kind = bool(other.values["is_child"]) == person.is_child
        return kind and not another and other.id not in self._taken

    def _take(self, found: Found) -> Found:
        self._taken.add(found.id)
        return found


def _evidence_in(person: IncomingPerson, children: Iterable[str]) -> list[tuple[object, ...]]:
    name = folded(f"{person.given_name} {person.family_name}")
    if person.is_child:
        born = person.birth_date
        return [("born", name, born.isoformat())] if born else []
    evidence: list[tuple[object, ...]] = [
        ("contact", name, contact_key(c)) for c in person.contacts
    ]
    return evidence + [("child", name, child) for child in children]


def _evidence_of(here: Existing, person: Found) -> list[tuple[object, ...]]:
    name = here.full_name(person)
    if person.values["is_child"]:
        born = person.values["birth_date"]
        return [("born", name, born)] if born else []
    contacts = [c for c in here.contacts.get(person.id, ()) if not c.deleted]
    evidence: list[tuple[object, ...]] = [("contact", name, contact_key_of(c)) for c in contacts]
    return evidence + [("child", name, child) for child in here.children.get(person.id, ())]


def _blocks_in(person: IncomingPerson) -> set[tuple[object, ...]]:
    born = person.birth_date.isoformat() if person.birth_date else ""
    blocks = _name_blocks(person.given_name, person.family_name, born)
    blocks |= {("contact", contact_key(c)) for c in (*person.contacts, *person.home_contacts)}
    if person.address:
        blocks.add(("street", folded(person.address.line_1)))
    return blocks


def _blocks_of(here: Existing, person: Found) -> set[tuple[object, ...]]:
    v = person.values
    blocks = _name_blocks(str(v["given_name"]), str(v["family_name"]), str(v["birth_date"] or ""))
    homes = here.homes.get(person.id, ())
    for owner in (person.id, *homes):
        contacts = here.contacts.get(owner, ())
        blocks |= {("contact", contact_key_of(c)) for c in contacts if not c.deleted}
    for home in homes:
        for address in here.addresses.get(home, ()):
            if not address.deleted:
                blocks.add(("street", folded(str(address.values["line_1"]))))
    return blocks


def _name_blocks(given: str, family: str, born: str) -> set[tuple[object, ...]]:
    blocks: set[tuple[object, ...]] = {("name", s, born[:4]) for s in _sounds(given, family)}
    if born:
        year, month, day = born.split("-")
        blocks.add(("born", year, *sorted((month, day))))
    return blocks


def _likeness(here: Existing, person: IncomingPerson, other: Found) -> float:
    """How alike two people are; 2.4 and more is worth a question."""
    v = other.values
    given, family = str(v["given_name"]), str(v["family_name"])
    latin = fuzz.token_sort_ratio(
        _latin(person.given_name, person.family_name), _latin(given, family)
    )
    sound = fuzz.token_set_ratio(
        " ".join(_sounds(person.given_name, person.family_name)), " ".join(_sounds(given, family))
    )
    score = 4 * (max(latin, sound * 0.92) / 100 - 0.6)
    born = person.birth_date.isoformat() if person.birth_date else ""
    score += 1.3 * _same_birth(born, str(v["birth_date"] or ""))
    shared = _blocks_in(person) & _blocks_of(here, other)
    score += 1.2 * any(block[0] == "contact" for block in shared)
    return score + 0.8 * any(block[0] == "street" for block in shared)


def _same_birth(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    if sorted(one) == sorted(other):
        return 0.6
    return 0.35 if one[:4] == other[:4] else -0.5


@remembered(65_536)
def _sounds(given: str, family: str) -> tuple[str, ...]:
    return tuple(sorted(set(skeleton(f"{given} {family}").split())))


@remembered(65_536)
def _latin(given: str, family: str) -> str:
    return fold_ascii(f"{given} {family}")
