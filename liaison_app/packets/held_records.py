"""What we hold about a person and their children, home and belongings, as tables for that person.

Only what is about the reader: their own names, numbers and languages, the children, and the home
if they live in it. Of the other adults of the home stands nothing but what they are called, of
restricted ones nothing at all. Every field passes through `asked.take`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.packets import held_words as words
from liaison_app.packets.kept_out import may_say_street
from liaison_app.packets.recipients import is_protected
from liaison_app.packets.sheets import Grade, LanguageName, Phrase, Sheet
from liaison_app.packets.values import Code, Day, Name, Names, Phone, Place
from liaison_app.packets.whose_words import HELD_BACK, adults_here, has_ink
from liaison_app.records.people import (
    Address,
    AddressKind,
    ContactKind,
    ContactPoint,
    Enrollment,
    Person,
    PersonLanguage,
)
from liaison_app.records.people import Relationship as Tie
from liaison_app.records.schools import School

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.packets.kind import Asked
    from liaison_app.packets.recipients import Circle
    from liaison_app.packets.sheets import Row
    from liaison_app.packets.whose_words import Reader

_LINES = (words.WHAT, words.WE_WROTE)
_NAMES = {
    "given_name": words.GIVEN_NAME,
    "family_name": words.FAMILY_NAME,
    "preferred_name": words.NAME_TO_USE,
    "native_name": words.OWN_SCRIPT,
}
_WRITTEN_TO = frozenset((ContactKind.EMAIL, ContactKind.MESSAGING, ContactKind.OTHER))


def you(asked: Asked, reader: Reader) -> Sheet:
    """The reader's names, date of birth and languages."""
    workspace, take = asked.workspace, asked.take
    person = workspace.get(Person, reader.person)
    rows = list(_person(asked, person))
    for one in workspace.all(PersonLanguage, person=person.id):
        use = words.USES.get(take.choice(one, "use"))
        if use:
            rows.append((Phrase(use), LanguageName(take.words(one, "language"))))
    return Sheet(_LINES, tuple(rows))


def reach(asked: Asked, reader: Reader) -> Sheet:
    """The reader's own numbers, and those of the home as a whole if they live in it."""
    take = asked.take
    own = asked.workspace.all(ContactPoint, person=reader.person)
    homes = asked.workspace.all(ContactPoint, household=asked.facts.household, person="")
    rows: list[Row] = []
    for one in (*own, *(homes if reader.lives_here else ())):
        kind, value = take.choice(one, "kind"), take.words(one, "value")
        if not has_ink(value) or reader.kept.restricted_in(value, typed=False):
            continue  # a number that is a restricted person's as well is said by nobody
        label = words.CONTACTS.get(kind, words.CONTACTS[ContactKind.OTHER])
        label = words.NEVER_CALLED if take(one, "never_use") else label
        rows.append((Phrase(label), Code(value) if kind in _WRITTEN_TO else Phone(value)))
    return Sheet(_LINES, tuple(rows))


def family(asked: Asked, circle: Circle, reader: Reader) -> Sheet:
    """What is written down of the home as a whole."""
    take, home = asked.take, circle.household
    restricted = {one.id for one in circle.restricted}
    adults = [one for one in adults_here(asked) if one.id not in restricted]
    called = [_called(asked, one) for one in (*adults, *circle.children)]
    rows: list[Row] = []
    if has_ink(name := take.words(home, "name")):
        kept = reader.quoted(home, "name", name) == HELD_BACK
        rows.append((Phrase(words.FAMILY), HELD_BACK if kept else Name(name)))
    if tag := take.words(home, "home_language"):
        rows.append((Phrase(words.HOME_LANGUAGE), LanguageName(tag)))
    rows += _interpreter(take.choice(home, "interpreter"))
    if has_ink(times := take.words(home, "best_times")):
        rows.append((Phrase(words.BEST_TIMES), reader.quoted(home, "best_times", times)))
    rows.append((Phrase(words.LIVE_HERE), Names(tuple(filter(None, called)))))
    return Sheet(_LINES, tuple(rows))


def where(asked: Asked, circle: Circle, reader: Reader) -> Sheet:
    """The addresses of the home; none of them if one is protected, whoever lives there."""
    take, home = asked.take, asked.facts.household
    candidate = circle.candidate(reader.person)
    rows: list[Row] = []
    for one in asked.workspace.all(Address, household=home):
        kind = take.choice(one, "kind")
        meeting = kind == AddressKind.MEETING_PLACE and not one.do_not_publish
        if not (meeting or may_say_street(circle, candidate)):
            continue
        parts = tuple(
            take.words(one, field)
            for field in ("line_1", "line_2", "city", "region", "postal_code")
        )
        if any(map(has_ink, parts)):
            label = words.ADDRESSES.get(kind, words.ADDRESSES[AddressKind.HOME])
            rows.append((Phrase(label), Place(parts)))
    if is_protected(asked.workspace, home):
        rows.append((Phrase(words.ADDRESSES[AddressKind.HOME]), Phrase(words.ADDRESS_PROTECTED)))
    return Sheet(_LINES, tuple(rows))


def children(asked: Asked, circle: Circle, reader: Reader) -> tuple[Sheet, ...]:
    """Each child: names, date of birth, schools, and what the reader is to it."""
    return tuple(
        Sheet(
            _LINES,
            (
                *_person(asked, child),
                *_ties(asked, child, reader),
                *_schools(asked, child),
            ),
            Name(_called(asked, child)),
        )
        for child in circle.children
    )


def _person(asked: Asked, person: Person) -> Iterator[Row]:
    take = asked.take
    for field, label in _NAMES.items():
        if has_ink(name := take.words(person, field)):
            yield Phrase(label), Name(name)
    if born := take(person, "birth_date"):
        yield Phrase(words.BORN), Day(born, weekday=False, year=True)
    yield from _interpreter(take.choice(person, "interpreter"))


def _interpreter(need: str) -> list[Row]:
    """Whether one is needed, where that is written down."""
    said = words.INTERPRETERS.get(need)
    return [(Phrase(words.INTERPRETER), Phrase(said))] if said else []


def _ties(asked: Asked, child: Person, reader: Reader) -> Iterator[Row]:
    for tie in asked.workspace.all(Tie, child=child.id, adult=reader.person):
        if said := words.RELATIONS.get(asked.take.choice(tie, "relation")):
            yield Phrase(words.YOU_ARE), Phrase(said)


def _schools(asked: Asked, child: Person) -> Iterator[Row]:
    workspace, take = asked.workspace, asked.take
    schools = {one.id: one for one in workspace.all(School)}
    for one in workspace.all(Enrollment, person=child.id):
        school = schools.get(take(one, "school"))
        if school and has_ink(name := take.words(school, "name")):
            yield Phrase(words.SCHOOL), Name(name)
        if has_ink(grade := take.words(one, "grade")):
            yield Phrase(words.GRADE), Grade(grade)
        if has_ink(teacher := take.words(one, "teacher")):
            yield Phrase(words.TEACHER), Name(teacher)


def _called(asked: Asked, person: Person) -> str:
    """What somebody is called, as short as it is known."""
    fields = ("preferred_name", "given_name", "native_name", "family_name")
    named = (asked.take.words(person, field) for field in fields)
    return next(filter(has_ink, named), "")
