"""Reads what stands in a cell: names, relations, grades, states of enrollment, numbers, addresses.

Every function takes clean text (`tables.clean`) and gives our value, or nothing when the text does
not say. Relations are those of Ed-Fi's RelationDescriptor and of the two roster formats.
"""

from __future__ import annotations

import hashlib
import re

from liaison_app.interchange.roster import IncomingContact
from liaison_app.language.folding import digits, fold
from liaison_app.records.people import ContactKind, EnrollmentStatus, Relation
from liaison_app.remembered import remembered

MAX_NAME = 200
MAX_TEXT = 1_000
MAX_EMAIL = 254  # RFC 5321
MAX_KEY = 255
_EMAIL = re.compile(r"[^@\s,;<>]{1,64}@[^@\s,;<>]+\.[^@\s,;<>.]{2,}")
_SHORTENED = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")
_RELATIONS = {
    Relation.MOTHER: "mother|mom|mama|madre|birth mother|biological mother|m|mo",
    Relation.FATHER: "father|dad|papa|padre|birth father|biological father|f|fa",
    Relation.PARENT: "parent|parents|padres|p",
    Relation.STEPPARENT: "stepmother|stepfather|stepparent|step mother|step father|step parent"
    "|mother step|father step|parent step|stepmom|stepdad|madrastra|padrastro",
    Relation.GRANDMOTHER: "grandmother|grandma|abuela|great grandmother",
    Relation.GRANDFATHER: "grandfather|grandpa|abuelo|great grandfather",
    Relation.GRANDPARENT: "grandparent|grandparents|abuelos|great grandparent|gp",
    Relation.AUNT: "aunt|tia|tía|great aunt",
    Relation.UNCLE: "uncle|tio|tío|great uncle",
    Relation.SIBLING: "sibling|brother|sister|hermano|hermana|stepbrother|stepsister",
    Relation.COUSIN: "cousin|primo|prima",
    Relation.RELATIVE: "relative|other relative|family|familiar|pariente|niece|nephew",
    Relation.FOSTER_PARENT: "foster|foster parent|foster mother|foster father",
    Relation.COURT_APPOINTED_GUARDIAN: "court appointed guardian",
    Relation.GUARDIAN: "guardian|legal guardian|tutor|tutora|tutor legal|encargado|acudiente|g",
    Relation.CAREGIVER_BY_AFFIDAVIT: "caregiver by affidavit",
    Relation.SURROGATE_PARENT: "surrogate|surrogate parent|educational surrogate",
    Relation.SPOUSE: "spouse|husband|wife|esposo|esposa",
    Relation.NEIGHBOR: "neighbor|neighbour|vecino|vecina",
    Relation.FRIEND: "friend|family friend|amigo|amiga|friend of family",
    Relation.UNKNOWN: "unknown|desconocido",
}
_RELATION_OF = {
    words: relation for relation, text in _RELATIONS.items() for words in text.split("|")
}
_GRADES = {
    "kg": "K",
    "k": "K",
    "kn": "K",
    "kdg": "K",
    "kindergarten": "K",
    "kinder": "K",
    "tk": "TK",
    "transitional kindergarten": "TK",
    "pk": "PK",
    "prek": "PK",
    "pre k": "PK",
    "pre kindergarten": "PK",
    "prekindergarten": "PK",
    "preschool": "PK",
    "pr": "PK",
    "ps": "PS",
}
_LEFT = re.compile(
    r"inactiv|withdr|left|gradu|transfer|exit|drop|no ?show|baja|retirad|tobedeleted"
)
_PENDING = re.compile(r"pre.?(reg|enr)|pending|future|pendiente")


@remembered(512)
def relation_of(text: str) -> Relation | None:
    """The relation that `text` names; a text that says something unknown is OTHER."""
    words = _words_of(text)
    return _RELATION_OF.get(words, Relation.OTHER) if words else None


@remembered(512)
def grade_of(text: str) -> str:
    """`03`, `3rd`, `Grade 3` as `3`; `KG` as `K`; anything else stays as it is."""
    words = _words_of(text)
    words = re.sub(r"^(grade|grado|gr|year)\s+|\s+(grade|grado)$", "", words)
    found = re.fullmatch(r"0*(\d{1,2})(?:st|nd|rd|th|ro|do|to|er|mo|vo|no|o|º|ª)?", words)
    if found:
        return found.group(1)
    return _GRADES.get(words, text[:40])


@remembered(512)
def status_of(text: str) -> EnrollmentStatus:
    """Whether the child is at the school; anything that does not say otherwise is enrolled."""
    words = _words_of(text)
    if _LEFT.search(words):
        return EnrollmentStatus.LEFT
    return EnrollmentStatus.PENDING if _PENDING.search(words) else EnrollmentStatus.ENROLLED


def split_name(text: str) -> tuple[str, str]:
    """Given and family name of `Last, First Middle` or `First Middle Last`."""
    if "," in text:
        family, _comma, given = text.partition(",")
        return given.strip(" ,"), family.strip()
    given, _space, family = text.rpartition(" ")
    return (given, family) if given else (family, "")


def phone_contact(text: str, kind: ContactKind) -> IncomingContact | None:
    """A phone number as a contact point, or None if this is no phone number."""
    if _SHORTENED.fullmatch(text):
        return None
    count = len(digits(text))
    return IncomingContact(kind, text) if 7 <= count <= 18 and len(text) <= 60 else None


def email_contact(text: str) -> IncomingContact | None:
    """An e-mail address as a contact point, or None if this is none."""
    found = _EMAIL.fullmatch(text.strip("<> ")) if len(text) <= MAX_EMAIL else None
    return IncomingContact(ContactKind.EMAIL, found.group(0)) if found else None


@remembered(65_536)
def folded(text: str) -> str:
    """`fold`, remembered: names, streets and schools come again and again in a list."""
    return fold(text)


@remembered(65_536)
def phone_key(text: str) -> str:
    """The last seven digits, by which two spellings of a phone number are known as one."""
    return digits(text)[-7:]


def _words_of(text: str) -> str:
    return " ".join(re.findall(r"\w+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).casefold()))


def made_key(words: str) -> str:
    """A key made of what a line says, as long as a key may be; two lines keep two keys."""
    if len(words) <= MAX_TEXT:
        return words
    return f"{words[:MAX_KEY]}|{hashlib.sha256(words.encode()).hexdigest()}"
