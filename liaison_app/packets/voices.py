"""How a text is said in a language: a district's own words, else what ships, else English.

    arabic = voice("ar-IQ", workspace.all(SectionText))
    say((arabic, voice("en")), words.NOT_CLEAR, {"help_phone": Phone("(612) 555-0142")})

Markup is read before values are put in, so a name may hold any sign. A translation that lacks a
value of its source, or asks for another, is not used: it would lose the number to call.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import Formatter
from typing import TYPE_CHECKING

from liaison_app.language.languages import parents
from liaison_app.language.packet_catalogue import PacketCatalogue, packet_catalogue
from liaison_app.language.regional_dates import in_digits
from liaison_app.language.regions import region
from liaison_app.language.section_markup import SOUNDS, placeholders
from liaison_app.packets.content import Origin, Said, Span, Text
from liaison_app.packets.own_words import why_unfit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from liaison_app.packets.values import Value
    from liaison_app.records.packets import SectionText

ENGLISH = "en"
"""The language that the texts are written in."""

BLANK = "\u00a0".join(["____"] * 4)
"""Stands where a value is not known: a line to write on."""


@dataclass(frozen=True)
class Wording:
    """A text before values are put in, its markup and {placeholders} still in it."""

    words: str
    language: str
    origin: Origin


@dataclass(frozen=True, eq=False)
class Voice:
    """The words of one language.

    Attributes:
        tag: the language that was asked for.
        catalogue: what ships in it.
        own: what the district put in place of a text: section ("" for all) and source to the row.
        english: what the district put in place of the English text, in the same way.
        page: the language of what stands there without words, such as a time in a table: the
            one that most of the page is in.
    """

    tag: str
    catalogue: PacketCatalogue
    own: Mapping[tuple[str, str], SectionText]
    english: Mapping[tuple[str, str], str]
    page: str

    @property
    def is_english(self) -> bool:
        """Whether it speaks the language that the texts are written in."""
        return parents(self.tag)[-1].lower() == ENGLISH

    def said(self, msgid: str, *, context: str = "", section: str = "") -> Text:
        """A text without values, in the language that has it."""
        return put_in(self.wording(msgid, context=context, section=section), {})

    def wording(self, msgid: str, *, context: str = "", section: str = "") -> Wording:
        """What stands for the English `msgid`, and where it comes from.

        Args:
            msgid: the text as it ships.
            context: `SOUNDS` for how an English sentence sounds.
            section: the name of the section, for words that a district put in its place there.
        """
        source = self._source(msgid, context, section)
        if self.is_english:
            return Wording(source, self.tag, Origin.SOURCE)
        found = self._translated(source, source, context, section)
        if found is None and source != msgid:
            former = self._translated(msgid, source, context, section)
            found = former and Wording(former.words, self.tag, Origin.STALE)
        return found or Wording(source, ENGLISH, Origin.UNTRANSLATED)

    def reworded(self, msgid: str, section: str) -> bool:
        """Whether the district put other English words in place of a text that ships."""
        return self._source(msgid, "", section) != msgid

    def row_for(self, of: str, *, context: str = "", section: str = "") -> SectionText | None:
        """The district's words for exactly this English wording, if it has any.

        How an English sentence sounds stands in place of a section: `SOUNDS`.
        """
        if context:
            return self.own.get((context, of))
        return self.own.get((section, of)) or self.own.get(("", of))

    def _source(self, msgid: str, context: str, section: str) -> str:
        if context:
            return msgid
        return self.english.get((section, msgid)) or self.english.get(("", msgid)) or msgid

    def _translated(self, of: str, source: str, context: str, section: str) -> Wording | None:
        """The translation of the wording `of`, if it has the values of `source`."""
        row = self.row_for(of, context=context, section=section)
        if row and (context == SOUNDS or _same_values(row.text, source)):
            origin = Origin.REVIEWED if row.reviewed_by.strip() else Origin.DRAFT
            return Wording(row.text, self.tag, origin)
        shipped = self.catalogue.translations.get((context, of))
        if shipped and (context == SOUNDS or _same_values(shipped.words, source)):
            origin = Origin.REVIEWED if shipped.reviewed else Origin.DRAFT
            words = _in_digits_of(self.tag, shipped.words)
            return Wording(words, self.tag, Origin.STALE if shipped.stale else origin)
        return None


def voice(
    tag: str, overrides: Iterable[SectionText] = (), *, translations: Path | None = None
) -> Voice:
    """The words of a language; one without a catalogue says everything in English.

    Args:
        tag: a BCP 47 tag; a regional form uses the words of its language (ar-IQ those of ar).
        overrides: the words that the district put in place of ours, in any language.
        translations: the folder with one folder for each language; what ships if None.
    """
    own: dict[tuple[str, str], SectionText] = {}
    english: dict[tuple[str, str], str] = {}
    wanted = parents(tag)
    rows = [row for row in overrides if row.text.strip() and not why_unfit(row)]
    for row in rows:
        if row.language == ENGLISH:
            english[row.section, row.source] = row.text
    for parent in reversed(wanted):  # the closest form of the language wins
        own |= {(row.section, row.source): row for row in rows if row.language == parent}
    return Voice(tag, packet_catalogue(tag, translations), own, english, tag)


def say(
    voices: tuple[Voice, ...],
    msgid: str,
    values: Mapping[str, Value] | None = None,
    *,
    section: str = "",
) -> Said:
    """A text in every voice, with its values; a value that is not known is a line to write on."""
    return tuple(put_in(one.wording(msgid, section=section), values or {}) for one in voices)


def alone(voices: tuple[Voice, ...], value: Value) -> Said:
    """A value that stands alone, such as a name in a table; a line to write on if not known."""
    return tuple(
        Text((Span(value.said(one.page) or BLANK),), one.page, Origin.SOURCE) for one in voices
    )


def put_in(wording: Wording, values: Mapping[str, Value]) -> Text:
    """A wording with its values put in, each said in the language of the words around it."""
    spans: list[Span] = []
    for number, stretch in enumerate(wording.words.split("**")):
        words = "".join(
            before + (_value(values, name, wording.language) if name is not None else "")
            for before, name, _spec, _how in Formatter().parse(stretch)
        )
        if words:
            spans.append(Span(words, bold=number % 2 == 1))
    return Text(tuple(spans), wording.language, wording.origin)


_NUMBER = re.compile("(?<![A-Za-z0-9+(.:/-])[0-9]{1,2}(?![A-Za-z0-9]|[-.:/][0-9])")
"""A small number in running words: a grade, some days; no number to dial, no time, no code."""


def _in_digits_of(tag: str, words: str) -> str:
    """Our words for a region, whose catalogue is that of the whole language."""
    return _NUMBER.sub(lambda found: in_digits(found[0], region(tag)), words)


def _value(values: Mapping[str, Value], name: str, language: str) -> str:
    value = values.get(name)
    return (value.said(language) if value else "") or BLANK


def _same_values(translation: str, source: str) -> bool:
    return placeholders(translation) == placeholders(source)
