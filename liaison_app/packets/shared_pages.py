"""Pages for somebody outside the team: what they are given, and until when; and the form before it.

They are laid out as every print is, and nothing of the family's is taken here: lines come in as
words that a person has seen. Each page says for whom it is, for what, and until when it may be
kept, in the language of the office and, where the family reads along, in the family's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from liaison_app.language.catalogues import P_
from liaison_app.packets import held_words
from liaison_app.packets.content import (
    Bullets,
    Checks,
    FillIns,
    Heading,
    Origin,
    Packet,
    Paragraph,
    Section,
    Strip,
    Table,
    text,
)
from liaison_app.packets.free_texts import language_typed
from liaison_app.packets.values import Day, Name, Phone, Words
from liaison_app.packets.voices import ENGLISH, voice
from liaison_app.packets.voices import say as say_in_each

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from liaison_app.packets.content import Block, Said
    from liaison_app.packets.values import Value
    from liaison_app.packets.voices import Voice
    from liaison_app.records.packets import SectionText

LETTER = "Z"
"""With which the codes of these pages begin."""

# Translators: The title of pages that the school gives to a clinic, a shelter or another school.
TITLE = P_("What the school tells you")
# Translators: {recipient} is a clinic, a shelter, another school, or a person.
FOR_WHOM = P_("For: {recipient}")
# Translators: {purpose} is such as "Appointment at a clinic".
FOR_WHAT = P_("For what: {purpose}")
# Translators: Said to a clinic or a school that gets facts about a family. {until} is a date.
KEEP_UNTIL = P_("Use this for nothing else. Give it to nobody else. Delete it by {until}.")
# Translators: Stands at the foot of every page.
FOOT = P_("For {recipient} · {purpose} · Delete by {until}")

# Translators: The title of a form on which a family says yes or no.
MAY_WE = P_("May we share this?")
# Translators: {recipient} is a clinic, a shelter or another school.
WE_ASK = P_("We would like to tell {recipient} some things about you and your child.")
WHAT_WE_TELL = P_("What we would tell them:")
YOU_DECIDE = P_("You decide. If you say no, nothing changes for your child at school.")
CHANGE_MIND = P_("You can change your mind at any time. Then we tell them nothing more.")
# Translators: {until} is a date.
ENDS_ON = P_("Your yes ends on {until}.")
YES = P_("Yes, you may tell them this.")
NO = P_("No.")
MY_NAME = P_("My name")
SIGNATURE = P_("Signature")
DATE = P_("Date")
# Translators: Stands on a form that is in English, since nobody reviewed its translation.
IN_ENGLISH = P_("This form is in English. We can read it to you in your language. It is free.")

_LONG = 160  # characters: what is longer stands in a paragraph, which goes over pages
_OFFICIAL = frozenset((Origin.SOURCE, Origin.REVIEWED))
_PHRASES: Mapping[tuple[str, str], str] = {
    ("person", "given_name"): held_words.GIVEN_NAME,
    ("person", "family_name"): held_words.FAMILY_NAME,
    ("person", "preferred_name"): held_words.NAME_TO_USE,
    ("person", "native_name"): held_words.OWN_SCRIPT,
    ("person", "birth_date"): held_words.BORN,
    ("person", "interpreter"): held_words.INTERPRETER,
    ("household", "name"): held_words.FAMILY,
    ("household", "home_language"): held_words.HOME_LANGUAGE,
    ("household", "interpreter"): held_words.INTERPRETER,
    ("household", "best_times"): held_words.BEST_TIMES,
    ("enrollment", "school"): held_words.SCHOOL,
    ("enrollment", "grade"): held_words.GRADE,
    ("enrollment", "teacher"): held_words.TEACHER,
    ("visit", "family_said"): held_words.YOU_SAID,
    ("goal", "family_words"): held_words.GOAL,
    ("goal", "state"): held_words.HOW_FAR,
    ("school", "name"): held_words.SCHOOL,
}


@dataclass(frozen=True)
class Line:
    """One value: whose, of which field, what the field is called, and the value in words."""

    about: str
    source: tuple[str, str]
    label: str
    words: str


@dataclass(frozen=True)
class Cover:
    """What stands on every page.

    Attributes:
        code: of the disclosure.
        until: the last day on which the recipient may have it.
        languages: tags: of the office, and of the family if it reads along; the first leads.
        own_words: what the district put in place of our texts.
        practice: the family is invented.
    """

    code: str
    recipient: str
    purpose: str
    until: date
    languages: tuple[str, ...]
    own_words: tuple[SectionText, ...] = ()
    practice: bool = False

    @property
    def values(self) -> Mapping[str, Value]:
        """What its sentences ask for."""
        return {
            "recipient": Name(self.recipient),
            "purpose": Name(self.purpose),
            "until": Day(self.until, weekday=False, year=True),
        }


def shared_packet(cover: Cover, lines: Iterable[Line]) -> Packet:
    """The pages that a recipient gets."""
    voices = _voices(cover)
    blocks: list[Block] = [
        Paragraph(say(voices, sentence, cover.values))
        for sentence in (FOR_WHOM, FOR_WHAT, KEEP_UNTIL)
    ]
    for about, some in groupby(lines, key=lambda one: one.about):
        blocks.append(Heading((text(_typed(about, voices), voices[0].page),), level=3))
        blocks += _blocks(voices, some)
    return _packet(cover, voices, TITLE, blocks)


def consent_packet(
    cover: Cover, fields: Iterable[tuple[tuple[str, str], str]], phone: str
) -> Packet:
    """The form on which a family says yes or no before anything is given.

    Args:
        cover: whom and what it is about; `until` is the day on which the yes would end.
        fields: each field with what it is called.
        phone: whom to call, as it was typed; "" if nobody knows it.
    """
    voices = _voices(cover)

    def official(sentence: str) -> Said:
        return _official(voices, sentence, cover)

    asked = tuple(_label(voices, source, label) for source, label in fields)
    in_english = any(
        one.origin is Origin.UNTRANSLATED
        for sentence in (WE_ASK, YOU_DECIDE, CHANGE_MIND)
        for one in official(sentence)
    )
    blocks: list[Block] = [
        *([Strip(say(voices, IN_ENGLISH))] if in_english else []),
        Paragraph(official(WE_ASK)),
        Paragraph(say(voices, FOR_WHAT, cover.values)),
        Paragraph(official(WHAT_WE_TELL)),
        Bullets(asked),
        Paragraph(official(ENDS_ON)),
        Paragraph(official(YOU_DECIDE)),
        Paragraph(official(CHANGE_MIND)),
        *([Paragraph((text(Phone(phone).said(voices[0].page), ENGLISH),))] if phone else []),
        Checks((official(YES), official(NO))),
        FillIns(tuple(say(voices, one) for one in (MY_NAME, SIGNATURE, DATE))),
    ]
    packet = _packet(cover, voices, MAY_WE, blocks)
    return replace(packet, kind="consent-form", help_line=say(voices, FOR_WHOM, cover.values))


def say(
    voices: tuple[Voice, ...], sentence: str, values: Mapping[str, Value] | None = None
) -> Said:
    """A sentence in each language; once where a language has no words of its own for it."""
    return _once(say_in_each(voices, sentence, values))


def _once(said: Said) -> Said:
    return tuple({(one.plain, one.language): one for one in said}.values())


def _packet(cover: Cover, voices: tuple[Voice, ...], title: str, blocks: list[Block]) -> Packet:
    section = Section(name="shared", title=say(voices, title), blocks=tuple(blocks))
    return Packet(
        kind="shared",
        code=cover.code,
        languages=tuple(dict.fromkeys(one.page for one in voices)),
        title=say(voices, title),
        sections=(section,),
        help_line=say(voices, FOOT, cover.values),
        titled=False,
        sample=cover.practice,
    )


def _voices(cover: Cover) -> tuple[Voice, ...]:
    """The languages that have words; English if none has."""
    made = [voice(tag, cover.own_words) for tag in cover.languages]
    found = [one for one in made if one.is_english or one.catalogue.translations or one.own]
    return tuple(found) or (voice(ENGLISH, cover.own_words),)


def _official(voices: tuple[Voice, ...], sentence: str, cover: Cover) -> Said:
    """What somebody signs, in reviewed words; else as the official English."""
    english = say((voice(ENGLISH, cover.own_words),), sentence, cover.values)[0]
    english = replace(english, origin=Origin.UNTRANSLATED)
    said = say_in_each(voices, sentence, cover.values)
    return _once(tuple(one if one.origin in _OFFICIAL else english for one in said))


def _blocks(voices: tuple[Voice, ...], lines: Iterable[Line]) -> Iterable[Block]:
    """Short values as a table, long ones below their names."""
    for long, some in groupby(lines, key=lambda one: len(one.words) > _LONG):
        if not long:
            header = (say(voices, held_words.WHAT), say(voices, held_words.WE_WROTE))
            rows = tuple((_label(voices, x.source, x.label), _value(voices, x.words)) for x in some)
            yield Table(header, rows)
            continue
        for one in some:
            yield Heading(_label(voices, one.source, one.label), level=3)
            for part in filter(str.strip, one.words.splitlines()):
                yield Paragraph(_value(voices, part))


def _label(voices: tuple[Voice, ...], source: tuple[str, str], label: str) -> Said:
    """What a field is called: in the family's words too where prints have them."""
    phrase = _PHRASES.get(source)
    return say(voices, phrase) if phrase else (text(label, language_typed(label, voices)),)


def _value(voices: tuple[Voice, ...], words: str) -> Said:
    return (text(_typed(words, voices), language_typed(words, voices), Origin.TYPED),)


def _typed(words: str, voices: tuple[Voice, ...]) -> str:
    return Words(words, "").said(voices[0].page)
