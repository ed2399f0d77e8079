"""Knows the headings that school offices use, and says which of our fields a column holds.

A target is `who.what`: `student.birth_date`, `guardian2.phone`, `mother.email`, `family.line_1`,
`emergency1.name`. English and Spanish, the spellings of PowerSchool, Infinite Campus, Skyward,
Aeries and Ed-Fi, run together (`StudentFirstName`) or shortened (`Stu_First`).

Some columns are never read, whatever they hold: they match `heading_words.NEVER`, and the
account says so.
"""

from __future__ import annotations

import re
import unicodedata

from liaison_app.interchange import heading_words as words
from liaison_app.remembered import remembered


def is_never_kept(heading: str) -> bool:
    """Whether a column with this heading must not be read at all."""
    return words.NEVER.search(_plain(heading)) is not None


@remembered(4096)
def recognise(heading: str) -> str:
    """The target of a heading (`guardian2.phone`), or empty if it is not known or never kept."""
    plain = _plain(heading)
    if not plain or len(plain) > 80 or words.NEVER.search(plain):
        return ""
    if plain in words.WHOLE:
        return words.WHOLE[plain]
    tokens = [words.SHORT.get(word, word) for word in plain.split() if word not in words.STOP]
    number, tokens = _number(tokens)
    who, tokens = _who(tokens)
    return _lookup(who, [t for t in tokens if t], number)


def _lookup(who: str, tokens: list[str], number: int) -> str:
    phrases = [tokens, [t for t in tokens if t not in words.FILLER]]
    for phrase in (" ".join(p) for p in phrases):
        if who in ("guardian", "emergency", "mother", "father"):
            slot = who if who in ("mother", "father") else f"{who}{number or 1}"
            field = words.GUARDIAN.get(phrase, "")
        elif who == "student":
            slot, field = _student_or_family(phrase, number)
        else:
            slot, field = _family_or_student(who, phrase, number)
        if field:
            return f"{slot}.{field}"
    return ""


def _student_or_family(phrase: str, number: int) -> tuple[str, str]:
    """`Student Address`, `Student Home Language`: facts of the household."""
    if phrase in words.STUDENT and not (number and phrase == ""):
        return "student", words.STUDENT[phrase]
    if phrase in words.PLACE and number == 2 and words.PLACE[phrase] == "line_1":
        return "family", "line_2"
    return "family", words.FAMILY.get(phrase, "")


def _family_or_student(who: str, phrase: str, number: int) -> tuple[str, str]:
    if number == 2 and words.FAMILY.get(phrase) in ("line_1", "mail_line_1"):
        return "family", words.FAMILY[phrase].replace("_1", "_2")
    if who == "family":
        return "family", words.FAMILY.get(phrase, "")
    if phrase in words.STUDENT and phrase not in (
        "",
        "phone",
        "mobile",
        "email",
        "number",
        "status",
    ):
        return "student", words.STUDENT[phrase]
    return (
        ("family", words.FAMILY.get(phrase, ""))
        if phrase and phrase not in words.NAMES
        else ("", "")
    )


def _number(tokens: list[str]) -> tuple[int, list[str]]:
    """Take the number of a guardian or of an address line out of the words."""
    number = next((int(t) for t in tokens if t.isdigit() and 0 < int(t[:4]) < 10), 0)
    rest = [t for t in tokens if not t.isdigit()]
    people = any(t in ("guardian", "emergency") for t in rest)
    if not number and people:
        ordinal = next((t for t in rest if t in words.ORDINALS), "")
        if ordinal and len(rest) > 2:
            return words.ORDINALS[ordinal], [t for t in rest if t != ordinal]
        if ordinal and ordinal != "primary":
            return words.ORDINALS[ordinal], [t for t in rest if t != ordinal]
    return number, rest


def _who(tokens: list[str]) -> tuple[str, list[str]]:
    """Whom the heading speaks of, and the words left."""
    present = [who for who in words.WHO if who in tokens]
    if "relation" in tokens:
        adult = next((w for w in present if w not in ("student", "family")), "guardian")
        return adult, [t for t in tokens if t not in present]
    if "family" in present and len(present) > 1:
        present.remove("family")
    if {"lives", "resides", "pickup"} & set(tokens) and "guardian" in present:
        return "guardian", [t for t in tokens if t != "guardian"]
    if not present:
        return "", tokens
    chosen = present[0]
    gone = {chosen, "guardian"} if chosen in ("emergency", "mother", "father") else {chosen}
    return chosen, [t for t in tokens if t not in gone]


def _plain(heading: str) -> str:
    """A heading as lower-case words without accents: `Stu_FirstName2` -> `stu first name 2`."""
    text = re.sub(r"([a-z])([A-Z])", r"\1 \2", heading[:200])
    text = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1 \2", text)
    text = unicodedata.normalize("NFKD", text).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = re.sub(r"([a-z])(\d)", r"\1 \2", text)
    text = re.sub(r"\be[\s-]?mail\b", "email", text)
    text = re.sub(r"#", " number ", text)
    return " ".join(re.findall(r"[a-z]+|\d+(?:st|nd|rd)?", text))
