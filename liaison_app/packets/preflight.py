"""Pre-flight: everything that is judged before a packet is printed.

Red stops the print: a character that would be a box, a number that would be turned, a fact that a
family needs, a person who must not be named. Amber prints, and staff know what they hand over.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.language import catalogues
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.languages import name_of
from liaison_app.language.names import isolate
from liaison_app.language.section_markup import placeholders
from liaison_app.packets.compose import speaks
from liaison_app.packets.content import FaultKind, Origin
from liaison_app.packets.free_texts import (
    CALENDAR,
    PROMISES,
    free_days,
    free_promises,
    free_school_facts,
)
from liaison_app.packets.isolation import laid_open
from liaison_app.packets.lacking import lacking
from liaison_app.packets.problems import Level, amber, place, red
from liaison_app.packets.taking import unfit
from liaison_app.packets.texts import texts
from liaison_app.packets.voices import voice
from liaison_app.records import TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from liaison_app.language.section_markup import Line
    from liaison_app.packets.compose import Composed, Order
    from liaison_app.packets.content import Printed, Section
    from liaison_app.packets.facts import Facts
    from liaison_app.packets.kept_out import KeptOut
    from liaison_app.packets.problems import Problem

_SHOWN = 8
"""Characters or sections that one sentence names; the rest are counted."""

_LONGEST = 60
"""Characters of somebody's words that a sentence quotes."""


@dataclass(frozen=True)
class Judged:
    """A packet before it is printed, and what it is judged by."""

    facts: Facts
    order: Order
    composed: Composed
    printed: Printed
    kept_out: KeptOut


def judge(one: Judged) -> tuple[Problem, ...]:
    """Everything to know about this packet, what stops it first."""
    found = [
        *_unfit(one.facts),
        *_named(one),
        *lacking(one.facts, one.order, one.composed),
        *_laid_open(one),
        *_faults(one),
        *_untranslated(one),
        *_typed(one),
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda problem: problem.level is not Level.RED))


def _unfit(facts: Facts) -> Iterator[Problem]:
    """Facts from fields that must not be on paper (their declared privacy)."""
    for kind, name in unfit(facts.sources):
        why = _("“{field}” ({kind}) must not be printed for a family. Report this to Liaison.")
        spec = TYPES[kind]
        label = _(spec.fields[name].field.label)
        yield red("not-for-paper", why.format(field=label, kind=_(spec.label)))


def _named(one: Judged) -> Iterator[Problem]:
    """People and places that must stand on no page."""
    kept, facts = one.kept_out, one.facts
    who = _("{what} names a person who must not be contacted. Write it without, then print.")
    where = _("{what} holds an address of the family. Write it without, then print.")
    for promise in facts.promises if one.order.promises else ():
        words, at = f"{promise.what} {promise.who}", place("commitment", promise.id, "what")
        if kept.names_restricted(words, typed=True):
            yield red("restricted-named", who.format(what=_("A promise")), at, section=PROMISES)
        elif kept.names_another(words):
            why = _("A promise names somebody else of the family than who gets this packet.")
            yield amber("other-named", why, at, section=PROMISES)
        if kept.names_place(words, typed=True):
            yield red("address-named", where.format(what=_("A promise")), at, section=PROMISES)
    for section in one.composed.packet.sections:
        said = " \n ".join(text.plain for text in texts(section))
        what = _("The section {section}").format(section=_title(one, section.name))
        if kept.names_restricted(said, typed=False):
            yield red("restricted-named", who.format(what=what), section=section.name)
        if kept.names_place(said, typed=False):
            yield red("address-named", where.format(what=what), section=section.name)


def _laid_open(one: Judged) -> Iterator[Problem]:
    why = _("In the section {section} a name or number could be turned around. Report this.")
    for name in laid_open(one.facts, one.order, one.composed):
        yield red("not-isolated", why.format(section=_title(one, name)), section=name)


def _faults(one: Judged) -> Iterator[Problem]:
    """What the pages themselves showed."""
    characters = "".join(dict.fromkeys("".join(_of_kind(one, FaultKind.NO_GLYPH))))
    if characters:
        why = ngettext(
            "This character cannot be printed: {which}. Write it in another way, then print.",
            "These characters cannot be printed: {which}. Write them in another way, then print.",
            len(characters),
        )
        yield red("no-glyph", why.format(which=_listed(map(_readable, characters))))
    for fault in dict.fromkeys(one.printed.faults):
        section = _title(one, fault.section)
        if fault.kind is FaultKind.TOO_WIDE:
            why = _("{words} is wider than its column in the section {section}. Shorten it.")
            yield red(
                "too-wide",
                why.format(words=isolate(_short(fault.what)), section=section),
                section=fault.section,
            )
        elif fault.kind is FaultKind.FONT:
            why = _("A typeface cannot be read: {what}. Install Liaison again, then print.")
            yield red("font", why.format(what=isolate(fault.what)), section=fault.section)
    if any(_of_kind(one, FaultKind.TOO_LONG)):
        why = _("A packet in pictures is easiest on two pages; this one has {count}.")
        yield amber("too-long", why.format(count=one.printed.pages))


def _untranslated(one: Judged) -> Iterator[Problem]:
    """Translations that are missing, older than their source, or read by no speaker."""
    first = one.order.voices[0]
    language = name_of(first.tag, catalogues.current())
    if not speaks(first):
        why = _("Nothing is translated into {language} yet: the packet prints in English.")
        yield amber("no-translation", why.format(language=language))
        return
    for spoken in one.order.voices:
        yield from _by_origin(one, spoken.tag)
    for name in one.composed.in_english:
        why = _(
            "The section {section} prints in official English: no speaker of {language} has"
            " reviewed its translation, and rights never print from a draft."
        )
        said = why.format(section=_title(one, name), language=language)
        yield amber("rights-in-english", said, section=name)


def _by_origin(one: Judged, tag: str) -> Iterator[Problem]:
    """One problem for each state of translation, with how many texts and where."""
    language = name_of(tag, catalogues.current())
    for origin, why in _STATES.items():
        stands_in = origin is Origin.UNTRANSLATED
        if stands_in and tag != one.order.voices[0].tag:
            continue  # English stands in, whichever language lacks the text
        said: dict[str, None] = {}
        sections: dict[str, None] = {}
        for section in _translated_sections(one):
            for text in texts(section):
                if text.origin is origin and (stands_in or text.language == tag):
                    said[text.plain] = None
                    sections[section.name.partition("~")[0]] = None
        if said:
            where = _listed(_title(one, name) for name in sections)
            words = why(len(said)).format(count=len(said), language=language, sections=where)
            yield amber(str(origin), words)


def _untranslated_words(count: int) -> str:
    return ngettext(
        "{count} text is not translated into {language} and prints in English: {sections}.",
        "{count} texts are not translated into {language} and print in English: {sections}.",
        count,
    )


def _stale_words(count: int) -> str:
    return ngettext(
        "{count} translation into {language} is older than the English text: {sections}.",
        "{count} translations into {language} are older than the English texts: {sections}.",
        count,
    )


def _draft_words(count: int) -> str:
    return ngettext(
        "{count} translation into {language} is a draft that no speaker reviewed: {sections}.",
        "{count} translations into {language} are drafts that no speaker reviewed: {sections}.",
        count,
    )


_STATES = {
    Origin.UNTRANSLATED: _untranslated_words,
    Origin.STALE: _stale_words,
    Origin.DRAFT: _draft_words,
}


def _translated_sections(one: Judged) -> Iterator[Section]:
    """The sections that are to be in the family's language: not rights that print in English."""
    for section in one.composed.packet.sections:
        if section.name not in one.composed.in_english:
            yield section


def _typed(one: Judged) -> Iterator[Problem]:
    """What staff typed and the family cannot read."""
    facts, first = one.facts, one.order.voices[0]
    found = list(free_promises(facts, first)) if one.order.promises else []
    names = {template.name for template in one.order.printed}
    found += list(free_days(facts, first)) if CALENDAR in names else []
    for template in one.order.printed:
        asked = {name for line in template.lines for name in _asked(line)}
        found += [
            text for text in free_school_facts(facts, first, template.name) if text.field in asked
        ]
    why = _("“{words}” is not translated into {language}: it prints as it was typed.")
    language = name_of(first.tag, catalogues.current())
    for text in found:
        said = why.format(words=isolate(_short(text.words)), language=language)
        yield amber("typed", said, place(text.type, text.id, text.field))


def _asked(line: Line) -> set[str]:
    """The values that a line of a section asks for."""
    return {name for words in line.words for name in placeholders(words)}


def _of_kind(one: Judged, kind: FaultKind) -> list[str]:
    return [fault.what for fault in one.printed.faults if fault.kind is kind]


def _title(one: Judged, name: str) -> str:
    """What a section is called, in the language of the interface."""
    said = name.partition("~")[0]
    own = voice(catalogues.current())
    titles = {template.name: template.title for template in one.order.templates}
    return isolate(own.said(titles[said]).plain if said in titles else said)


def _readable(char: str) -> str:
    """A character that may not show on the screen either, with its number and name."""
    name = unicodedata.name(char, "").lower()
    return f"{isolate(char)} (U+{ord(char):04X}{' ' if name else ''}{name})"


def _listed(words: Iterable[str]) -> str:
    every = list(words)
    more = len(every) - _SHOWN
    rest = [_("{count} more").format(count=more)] if more > 0 else []
    return ", ".join([*every[:_SHOWN], *rest])


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
