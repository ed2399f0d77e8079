"""Filling a template: what is known of a family goes into the words of each language."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from liaison_app.language.languages import language, parents
from liaison_app.language.section_markup import SOUNDS, Kind, has_words, placeholders
from liaison_app.packets.content import (
    Bullets,
    Checks,
    CutLine,
    FillIns,
    Heading,
    Origin,
    Paragraph,
    Phrase,
    PictureLine,
    Section,
    Strip,
    Table,
    Text,
)
from liaison_app.packets.values import Name, Phone, Words
from liaison_app.packets.voices import ENGLISH, Wording, put_in, voice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from liaison_app.language.section_markup import Line
    from liaison_app.packets.content import Block, Said
    from liaison_app.packets.templates import Template
    from liaison_app.packets.values import Value
    from liaison_app.packets.voices import Voice

    Extra = Mapping[str, Callable[[], tuple[Block, ...]]]

_ALWAYS: Mapping[str, Value] = {
    "emergency_phone": Phone("911"),
    # Office for Civil Rights of the U.S. Department of Education, its own complaint line.
    "civil_rights_phone": Phone("(800) 421-3481"),
}


@dataclass(frozen=True)
class Filled:
    """A section of one family's packet.

    Attributes:
        section: what it says.
        missing: the facts that it needs and nobody knows, and the blocks that nobody made.
        in_english: rights that print as the official English.
    """

    section: Section
    missing: tuple[str, ...] = ()
    in_english: bool = False


def fill(
    template: Template,
    voices: tuple[Voice, ...],
    values: Mapping[str, Value | str],
    extra: Extra | None = None,
) -> Filled:
    """Say a template in the languages of a family.

    A fact that a line needs and nobody knows is reported, and a line to write on stands in its
    place; a line that only prints if a fact is known is left out. Rights are said in a language
    only when a named speaker reviewed all that would print; else the official English prints,
    under a strip in the family's language.

    Args:
        template: the section as it is written.
        voices: the family's language, and the one beside it, if any.
        values: what is known; a plain string is a choice that decides what prints.
        extra: makes the blocks that the template asks for with `@name`.
    """
    english = next((one for one in voices if one.is_english), None) or _english(voices[0])
    speakers = voices
    if template.with_english and english not in voices:
        speakers = (*voices, english)
    filling = _Filling(template.name, speakers, {**_ALWAYS, **_language(voices[0]), **values})
    filling.added = english if len(speakers) > len(voices) else None
    filling.choices["other_language"] = not voices[0].is_english
    if template.rights:
        body = _reviewed(template, speakers, english)
        filling.choices["in_english"] = body != speakers
        filling.body = body
    section = Section(
        name=template.name,
        title=filling.say(template.title, speakers),
        blocks=filling.blocks(template.lines, extra or {}),
        fresh_page=template.fresh_page,
        own_sheet=template.own_sheet,
        icon=template.icon,
    )
    missing = tuple(dict.fromkeys(filling.missing))
    return Filled(section, missing, in_english=filling.choices.get("in_english", False))


def _english(beside: Voice) -> Voice:
    """English in the district's own words, from a voice that knows them."""
    return replace(voice(ENGLISH), english=beside.english)


_SPOKEN = {"zh-Hans": "Mandarin Chinese"}
"""Languages of which the name in English tells how people write: nobody interprets "Chinese"."""


def _language(one: Voice) -> dict[str, Value]:
    """The English name of a language, to be said in English; a line to write on if not known.

    It is the one whose sounds are written in the language's catalogue.
    """
    spoken = _SPOKEN.get(one.catalogue.tag or one.tag)
    known = language(parents(one.tag)[-1])
    name = spoken or (known.english if known else "")
    return {"language": Name(name)} if name else {}


def _reviewed(template: Template, voices: tuple[Voice, ...], english: Voice) -> tuple[Voice, ...]:
    """The voices in which rights may be said; English for those in which nobody reviewed them."""
    lines = [line for line in template.lines if line.kind is not Kind.STRIP]
    texts = [message for line in lines for message in line.messages]

    def may_speak(one: Voice) -> bool:
        said = (one.wording(text, context=about, section=template.name) for about, text in texts)
        return all(wording.origin in {Origin.SOURCE, Origin.REVIEWED} for wording in said)

    return tuple(dict.fromkeys(one if may_speak(one) else english for one in voices))


_GROUPS: Mapping[Kind, Callable[[tuple[Said, ...]], Block]] = {
    Kind.POINT: Bullets,
    Kind.STEP: lambda items: Bullets(items, numbered=True),
    Kind.BOX: Checks,
    Kind.LABEL: FillIns,
}


class _Filling:
    """One section while it is filled: what it lacks is found on the way."""

    def __init__(
        self, section: str, voices: tuple[Voice, ...], values: Mapping[str, Value | str]
    ) -> None:
        self.section = section
        self.voices = voices
        self.body = voices
        self.added: Voice | None = None  # says nothing that is in English already
        self.values = values
        self.known = {name: one for name, one in values.items() if not isinstance(one, str)}
        self.choices: dict[str, bool] = {}
        self.missing: list[str] = []

    def blocks(self, lines: Iterable[Line], extra: Extra) -> tuple[Block, ...]:
        """The lines that print, as blocks; neighbours of a kind become one list or table."""
        lines = tuple(lines)
        for line in lines:
            self._prints(line)  # a strip stands above the words of staff that it is about
        printed = [line for line in lines if self._prints(line)]
        blocks: list[Block] = []
        for kind, run in groupby(printed, key=lambda line: line.kind):
            if kind in _GROUPS:
                blocks.append(_GROUPS[kind](tuple(self._words(line) for line in run)))
            elif kind is Kind.ROW:
                header, *rows = [
                    tuple(self.say(cell, self.body) for cell in line.words) for line in run
                ]
                blocks.append(Table(header, tuple(rows)))
            else:
                for line in run:
                    blocks += self._single(line, extra)
        return tuple(blocks)

    def say(self, words: str, voices: tuple[Voice, ...]) -> Said:
        """A text in these voices with its values; one of values alone is in no catalogue."""
        said = [(one, self._text(words, one)) for one in voices]
        own = {text.plain for one, text in said if one is not self.added}
        return tuple(text for one, text in said if one is not self.added or text.plain not in own)

    def _words(self, line: Line) -> Said:
        return self.say(line.words[0], self.body)

    def _single(self, line: Line, extra: Extra) -> tuple[Block, ...]:
        match line.kind:
            case Kind.HEADING:
                return (Heading(self._words(line), level=line.level),)
            case Kind.PICTURE:
                return (PictureLine(line.icon, self._words(line)),)
            case Kind.STRIP:
                return (Strip(self.say(line.words[0], self.voices)),)
            case Kind.PHRASE:
                return self._phrase(line.words[0])
            case Kind.CUT:
                return (CutLine(),)
            case Kind.BLOCK:
                return self._extra(line.words[0], extra)
            case _:
                return (Paragraph(self._words(line)),)

    def _phrase(self, english: str) -> tuple[Block, ...]:
        """What to say in English, with its sounds if somebody wrote them."""
        sounds = self.voices[0].wording(english, context=SOUNDS)
        in_her_letters = sounds.origin not in {Origin.UNTRANSLATED, Origin.SOURCE}
        return (
            Phrase(
                put_in(Wording(english, ENGLISH, Origin.SOURCE), self.known),
                put_in(sounds, self.known) if in_her_letters else None,
            ),
        )

    def _extra(self, name: str, extra: Extra) -> tuple[Block, ...]:
        if name not in extra:
            self.missing.append(f"@{name}")
            return ()
        return extra[name]()

    def _text(self, words: str, one: Voice) -> Text:
        if not has_words(words):
            asked = [self.known.get(name) for name in placeholders(words)]
            own = any(isinstance(value, Words) and _same_language(value, one) for value in asked)
            tag = one.tag if own else one.page
            return put_in(Wording(words, tag, Origin.SOURCE), self.known)
        text = put_in(one.wording(words, section=self.section), self.known)
        stands_in = text.origin is Origin.SOURCE and one not in self.voices
        return replace(text, origin=Origin.UNTRANSLATED) if stands_in else text

    def _prints(self, line: Line) -> bool:
        """Whether the fact that a line is about is known; a line that prints notes what it lacks.

        Nobody knowing which of several lines holds is a lack; an optional fact is none.
        """
        if line.fact and not self._holds(line.fact, line.value):
            if line.value and not self._holds(line.fact, ""):
                self.missing.append(line.fact)
            return False
        if line.kind is not Kind.PHRASE:
            for words in line.words:
                self._note(self.body[0].wording(words, section=self.section).words)
        return True

    def _holds(self, fact: str, value: str) -> bool:
        if fact in self.choices:
            return self.choices[fact]
        known = self.values.get(fact, "")
        said = known if isinstance(known, str) else known.said(self.voices[0].tag)
        return said == value if value else bool(said)

    def _note(self, words: str) -> None:
        """Remember which values are lacking, and whether staff's own words are in between."""
        for name in sorted(placeholders(words)):
            value = self.known.get(name)
            if value is None or not value.said(self.voices[0].tag):
                self.missing.append(name)
            elif isinstance(value, Words) and not _same_language(value, self.voices[0]):
                self.choices["free_text"] = True


def _same_language(words: Words, one: Voice) -> bool:
    return parents(words.language)[-1] == parents(one.tag)[-1]
