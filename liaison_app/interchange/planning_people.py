"""Plans the people of a roster: who is new, who is here, how to reach and speak with them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from liaison_app.interchange.account import Outcome
from liaison_app.interchange.erased import left_out_words
from liaison_app.interchange.existing import Found, contact_key_of
from liaison_app.interchange.people_drafts import contact_key
from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate
from liaison_app.records.people import ContactPoint, Interpreter, Person, PersonLanguage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from liaison_app.interchange.desk import Desk
    from liaison_app.interchange.roster import (
        IncomingContact,
        IncomingLanguage,
        IncomingPerson,
        Line,
        Roster,
    )


def plan_people(desk: Desk, roster: Roster, beat: Callable[[int], None]) -> None:
    """Plan every person; children first, because an adult may be known by her child."""
    children: dict[str, list[str]] = defaultdict(list)
    for tie in roster.relationships:
        children[tie.adult].append(tie.child)
    for done, person in enumerate(sorted(roster.people, key=lambda p: not p.is_child)):
        if done % 200 == 0:
            beat(done)
        _plan_person(desk, person, [desk.ids[c] for c in children[person.key] if c in desk.ids])


def plan_contacts(
    desk: Desk, owner: str, field: str, contacts: Iterable[IncomingContact], at: Line
) -> None:
    """Plan the contact points of a person or household (`field` says which).

    Each number has a place: the owner, the kind and a count. A new number in a place that an import
    filled takes the old one's place; one that a person changed or removed stands.
    """
    incoming = {contact_key(contact): contact for contact in contacts}
    if not incoming:
        return
    present = desk.here.contacts.get(owner, [])
    living = {contact_key_of(contact) for contact in present if not contact.deleted}
    for key, contact in incoming.items():
        if key in living:
            desk.tally.matched["contact_point"] += 1
        else:
            _place_contact(desk, (owner, field), contact, incoming, at)


def _plan_person(desk: Desk, person: IncomingPerson, children: list[str]) -> None:
    if person.key in desk.ids:
        desk.tally.say(person.at, Outcome.SKIPPED, _("This number was used above for another."))
        return
    own = desk.id_for("person", person.key)
    numbered = desk.here.by_number.get(("person", desk.source, person.key), own)
    code = desk.erased.get(own) or desk.erased.get(numbered)
    if code:
        desk.tally.say(person.at, Outcome.SKIPPED, left_out_words(code))
        return
    here = desk.here.get("person", numbered)
    if here and here.deleted and not desk.provenance.presence_by_import("person", here.id):
        desk.tally.say(person.at, Outcome.SKIPPED, _("This person was removed here by hand."))
        return
    if here is None or here.deleted:
        here = desk.matcher.sure(person, children)
    if here:
        desk.matcher.take(here.id)
        _match(desk, person, here, own)
    else:
        _add(desk, person, own)
    desk.ids[person.key] = record = here.id if here else own
    if person.stable or record != own:
        desk.number("person", record, person.key, person.at)
    plan_contacts(desk, record, "person", person.contacts, person.at)
    _plan_languages(desk, record, person.languages, person.at)


def _match(desk: Desk, person: IncomingPerson, here: Found, own: str) -> None:
    if here.id != own:
        why = _("The same person as one who was here already.")
        if not desk.here.by_number.get(("person", desk.source, person.key)):
            desk.tally.say(person.at, Outcome.MATCHED, why, record_type="person", record=here.id)
    desk.renew(
        "person",
        here,
        {
            "given_name": person.given_name,
            "family_name": person.family_name,
            "preferred_name": person.preferred_name,
            "native_name": person.native_name,
            "birth_date": person.birth_date,
            "interpreter": interpreter_of(person.interpreter),
        },
        person.at,
    )


def _add(desk: Desk, person: IncomingPerson, own: str) -> None:
    likely = desk.matcher.likely(person)
    if likely:
        why = _("{name} is possibly the same as {other}, who was here already.")
        name = f"{person.given_name} {person.family_name}".strip()
        other = f"{likely.values['given_name']} {likely.values['family_name']}".strip()
        desk.tally.say(
            person.at,
            Outcome.POSSIBLY_SAME,
            why.format(name=isolate(name), other=isolate(other)),
            record_type="person",
            record=own,
            key=person.key,
            other=likely.id,
        )
    desk.add(
        Person(
            id=own,
            given_name=person.given_name,
            family_name=person.family_name,
            preferred_name=person.preferred_name,
            native_name=person.native_name,
            birth_date=person.birth_date,
            is_child=person.is_child,
            interpreter=interpreter_of(person.interpreter),
        ),
        person.at,
        _("Child") if person.is_child else _("Adult"),
    )


def _place_contact(
    desk: Desk,
    owned: tuple[str, str],
    contact: IncomingContact,
    incoming: dict[str, IncomingContact],
    at: Line,
) -> None:
    owner, field = owned
    count = 0
    while True:
        count += 1
        place = desk.id_for("contact_point", f"{owner}|{contact.kind}|{count}")
        here = desk.here.get("contact_point", place)
        if place in desk.new:
            continue
        if here is None or (here.deleted and desk.may_add("contact_point", place)):
            person, household = (owner, "") if field == "person" else ("", owner)
            desk.add(
                ContactPoint(
                    id=place,
                    person=person,
                    household=household,
                    kind=contact.kind,
                    value=contact.value,
                ),
                at,
            )
            return
        if here.deleted and contact_key_of(here) != contact_key(contact):
            continue
        if not here.deleted and contact_key_of(here) in incoming:
            continue
        if here.deleted:
            desk.school_says("contact_point", place, "value", contact.value, at)
        else:
            desk.renew("contact_point", here, {"value": contact.value}, at)
            desk.new.add(place)
        return


def _plan_languages(
    desk: Desk, person: str, languages: Iterable[IncomingLanguage], at: Line
) -> None:
    for language in languages:
        known = [
            here
            for here in desk.here.languages.get(person, ())
            if (here.values["language"], here.values["use"]) == (language.tag, language.use)
        ]
        made = desk.id_for("person_language", f"{person}|{language.tag}|{language.use}")
        if any(not here.deleted for here in known):
            desk.tally.matched["person_language"] += 1
        elif desk.may_add("person_language", made):
            desk.add(
                PersonLanguage(id=made, person=person, language=language.tag, use=language.use), at
            )


def interpreter_of(needed: bool | None) -> Interpreter | None:
    """The stored answer of a yes/no column."""
    if needed is None:
        return None
    return Interpreter.ALWAYS if needed else Interpreter.NO
