"""Pre-flight on the languages: what is translated, how well, and what staff typed themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from liaison_app.language import catalogues
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.languages import name_of
from liaison_app.language.names import isolate
from liaison_app.packets.compose import speaks
from liaison_app.packets.content import Origin
from liaison_app.packets.free_texts import (
    CALENDAR,
    FreeText,
    free_days,
    free_promises,
    free_school_facts,
    is_foreign,
    language_typed,
)
from liaison_app.packets.judged import base_name, listed, short
from liaison_app.packets.problems import amber, place
from liaison_app.packets.texts import texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.packets.content import Section
    from liaison_app.packets.judged import Judged
    from liaison_app.packets.problems import Problem
    from liaison_app.packets.templates import Template


def untranslated(one: Judged) -> Iterator[Problem]:
    """Translations that are missing, older than their source, or read by no speaker."""
    first = one.order.voices[0]
    language = name_of(first.tag, catalogues.current())
    if not speaks(first):
        why = _("Nothing is translated into {language} yet: the packet prints in English.")
        yield amber("no-translation", why.format(language=language))
        return
    for spoken in one.order.voices:
        yield from _by_origin(one, spoken.tag)
    own = {template.name for template in _own_rights(one)}
    for name in one.composed.in_english:
        if name in own:
            why = _(
                "The section {section} prints in the district's own English: no speaker of"
                " {language} has reviewed its translation, and rights never print from a draft."
            )
        else:
            why = _(
                "The section {section} prints in official English: no speaker of {language} has"
                " reviewed its translation, and rights never print from a draft."
            )
        said = why.format(section=one.title(name), language=language)
        yield amber("rights-in-english", said, section=name)


def rights_own(one: Judged) -> Iterator[Problem]:
    """Rights that print in other words than those that ship: somebody answers for them."""
    for template in _own_rights(one):
        why = _(
            "The section {section} is about rights and prints in the district's own words, not in"
            " the text that ships with Liaison. A coordinator should have read them."
        )
        said = why.format(section=one.title(template.name))
        yield amber("rights-own", said, section=template.name)


def _own_rights(one: Judged) -> Iterator[Template]:
    """Sections about rights that the district wrote, or in which it put other English words."""
    first = one.order.voices[0]
    for template in one.order.printed:
        words = (
            template.title,
            *(text for line in template.lines for about, text in line.messages if not about),
        )
        if template.rights and (
            template.own or any(first.reworded(x, template.name) for x in words)
        ):
            yield template


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
                    sections[base_name(section.name)] = None
        if said:
            where = listed(one.title(name) for name in sections)
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


def typed(one: Judged) -> Iterator[Problem]:
    """What staff typed and the family cannot read."""
    facts, first = one.facts, one.order.voices[0]
    found = list(free_promises(facts, first)) if one.order.promises else []
    names = {template.name for template in one.order.printed}
    found += list(free_days(facts, first, one.order.month)) if CALENDAR in names else []
    for template in one.order.printed:
        school_facts = free_school_facts(facts, first, template.name)
        found += [text for text in school_facts if text.field in template.asks]
    for words in facts.about.typed():
        tag = words.language or language_typed(words.words, (first,))
        if is_foreign(words.words, tag, first, words.section):
            found.append(FreeText(words.words, words.place.type, words.place.id, words.place.field))
    why = _("“{words}” is not translated into {language}: it prints as it was typed.")
    language = name_of(first.tag, catalogues.current())
    for text in found:
        said = why.format(words=isolate(short(text.words)), language=language)
        yield amber("typed", said, place(text.type, text.id, text.field))


def signs_typed(one: Judged) -> Iterator[Problem]:
    """Signs of our own texts in what staff typed: there they are nothing but signs."""
    facts = one.facts
    found = [(typed.words, typed.place) for typed in facts.about.typed()]
    if one.order.promises:
        found += [(each.what, place("commitment", each.id, "what")) for each in facts.promises]
    why = _(
        "“{words}” prints these signs as they are: {signs}. Take them out if they mean nothing."
    )
    for words, at in found:
        if signs := dict.fromkeys(map(str.strip, _SIGNS.findall(words))):
            said = why.format(words=isolate(short(words)), signs=listed(map(isolate, signs)))
            yield amber("signs-typed", said, at)


_SIGNS = re.compile(r"\{\w+\}|\*\*|^\s*#+(?=\s)", re.MULTILINE)
