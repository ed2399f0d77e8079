"""Makes a child or an adult of the values that one line of a list gives about them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from liaison_app.interchange.mapping import yes_or_no
from liaison_app.interchange.people_drafts import AdultDraft, contact_key
from liaison_app.interchange.roster import (
    IncomingAddress,
    IncomingContact,
    IncomingLanguage,
    IncomingPerson,
    IncomingRelationship,
    Line,
)
from liaison_app.interchange.values import (
    MAX_KEY,
    MAX_TEXT,
    email_contact,
    folded,
    made_key,
    phone_contact,
    relation_of,
    split_name,
)
from liaison_app.language.catalogues import _
from liaison_app.language.languages import tag_of
from liaison_app.records.people import ContactKind, LanguageUse, Relation

if TYPE_CHECKING:
    from datetime import date

Slot = dict[str, list[str]]
Remarks = Callable[[Line, str], None]

_KINDS = {
    "mobile": ContactKind.MOBILE,
    "phone": ContactKind.OTHER,
    "home_phone": ContactKind.HOME,
    "work_phone": ContactKind.WORK,
}
_SEVERAL = re.compile(r"[;&/]|\b(?:and|y)\b", re.IGNORECASE)
_IMPLIED = {"mother": Relation.MOTHER, "father": Relation.FATHER}


def child_of(
    student: Slot,
    family: Slot,
    at: Line,
    day: Callable[[str, Slot], date | None],
    remark: Remarks,
) -> IncomingPerson | None:
    """The child of a line, or None if it names none."""
    given, last = names_of(student)
    if not given and not last:
        return None
    own = first(student, "id")[:MAX_KEY]
    birth_date = day("birth_date", student)
    address = address_of(family, "")
    return IncomingPerson(
        key=own or _made_key(given, last, birth_date, student, address),
        stable=bool(own),
        at=at,
        is_child=True,
        given_name=given,
        family_name=last,
        preferred_name=first(student, "preferred_name"),
        native_name=first(student, "native_name"),
        birth_date=birth_date,
        contacts=tuple(contacts_of(student, at, remark)),
        address=address,
        mailing=address_of(family, "mail_"),
        home_language=_language(first(family, "language"), at, remark),
        home_interpreter=yes_or_no(first(family, "interpreter")),
        home_contacts=tuple(contacts_of(family, at, remark, unnamed=ContactKind.HOME)),
        household_key=first(family, "id")[:MAX_KEY],
        household_name=first(family, "name"),
    )


def adult_of(slot: str, fields: Slot, child: str, at: Line, remark: Remarks) -> AdultDraft | None:
    """The adult of one group of columns (`guardian2`, `mother`), or None if it names none."""
    given, last = names_of(fields)
    if not given and not last:
        if "phone" in fields or "mobile" in fields or "email" in fields:
            remark(at, _("A phone or e-mail without a name was left out."))
        return None
    if _SEVERAL.search(f"{given} {last}"):
        remark(at, _("Several people seem to stand in one cell; they were brought in as one."))
    tag = _language(first(fields, "language"), at, remark)
    draft = AdultDraft(
        at=at,
        given_name=given,
        family_name=last,
        own_key=_number_of(first(fields, "id")[:MAX_KEY]),
        preferred_name=first(fields, "preferred_name"),
        native_name=first(fields, "native_name"),
        interpreter=yes_or_no(first(fields, "interpreter")),
        languages=dict.fromkeys([IncomingLanguage(tag, LanguageUse.SPOKEN)] if tag else []),
        contacts={contact_key(c): c for c in contacts_of(fields, at, remark)},
        address=address_of(fields, ""),
    )
    if child:
        draft.children[child] = _relationship(slot, fields, child, at)
    return draft


def names_of(fields: Slot) -> tuple[str, str]:
    """Given and family name; a middle name belongs to the given ones."""
    given, last = first(fields, "given_name"), first(fields, "family_name")
    if not given and not last:
        given, last = split_name(first(fields, "name"))
    middle = first(fields, "middle_name")
    return (f"{given} {middle}".strip() if middle else given), last


def first(fields: Mapping[str, list[str]], field: str) -> str:
    """The first value of a field, at most as long as text may be; empty if there is none."""
    values = fields.get(field)
    return values[0][:MAX_TEXT] if values else ""


def address_of(fields: Slot, prefix: str) -> IncomingAddress | None:
    """The address in a group of columns; a city alone is none."""
    line_1 = first(fields, f"{prefix}line_1")
    if not line_1:
        return None
    return IncomingAddress(
        line_1=line_1,
        line_2=first(fields, f"{prefix}line_2"),
        city=first(fields, f"{prefix}city"),
        region=first(fields, f"{prefix}region"),
        postal_code=first(fields, f"{prefix}postal_code"),
    )


def contacts_of(
    fields: Slot, at: Line, remark: Remarks, unnamed: ContactKind = ContactKind.OTHER
) -> Iterable[IncomingContact]:
    """The phone numbers and e-mail addresses in a group of columns."""
    for field, kind in _KINDS.items():
        for text in fields.get(field, ()):
            contact = phone_contact(text, unnamed if kind is ContactKind.OTHER else kind)
            if contact:
                yield contact
            else:
                remark(at, _("A phone number could not be read and was left out."))
    for text in fields.get("email", ()):
        contact = email_contact(text)
        if contact:
            yield contact
        else:
            remark(at, _("An e-mail address could not be read and was left out."))


def _relationship(slot: str, fields: Slot, child: str, at: Line) -> IncomingRelationship:
    priority = first(fields, "priority")
    relation = relation_of(first(fields, "relation")) or _IMPLIED.get(slot)
    return IncomingRelationship(
        child=child,
        adult="",
        at=at,
        relation=relation,
        lives_with=yes_or_no(first(fields, "lives_with")),
        legal_guardian=yes_or_no(first(fields, "legal_guardian")),
        education_rights_holder=yes_or_no(first(fields, "education_rights")),
        primary_contact=bool(yes_or_no(first(fields, "primary"))),
        emergency_contact=slot.startswith("emergency")
        or bool(yes_or_no(first(fields, "emergency"))),
        may_pick_up=yes_or_no(first(fields, "may_pick_up")),
        contact_priority=int(priority) if priority.isdigit() and len(priority) < 4 else None,
        contact_restrictions=first(fields, "restrictions"),
    )


def _language(text: str, at: Line, remark: Remarks) -> str:
    tag = tag_of(text) if text else None
    if text and not tag:
        remark(at, _("The language “{text}” is not known and was left out.").format(text=text[:60]))
    return tag or ""


def _number_of(number: str) -> str:
    """A contact's number as a key: the school numbers contacts and students apart."""
    return f"contact {number}" if number else ""


def _made_key(
    given: str, last: str, birth_date: date | None, student: Slot, address: IncomingAddress | None
) -> str:
    """A key for a child without a number: name and birth date, or else name, school and street."""
    name = folded(f"{given} {last}")
    if birth_date:
        return f"{name[:MAX_KEY]}|{birth_date.isoformat()}"
    street = folded(address.line_1) if address else ""
    return made_key(f"{name}|{folded(first(student, 'school'))}|{street}")
