"""How hard texts are to read, and the words in them that only schools use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.actions.text_places import SHARED, kind_place
from liaison_app.actions.translating import read, require_kind
from liaison_app.language import jargon, readability
from liaison_app.language.catalogues import N_, _, ngettext
from liaison_app.language.jargon import Term
from liaison_app.language.languages import parents
from liaison_app.language.names import isolate
from liaison_app.language.readability import Figure, Level, Readability
from liaison_app.language.section_markup import SOUNDS
from liaison_app.packets.english_texts import english_texts
from liaison_app.packets.text_checks import findings
from liaison_app.packets.voices import ENGLISH, voice
from liaison_app.records.packets import Jargon

if TYPE_CHECKING:
    from collections.abc import Iterable

    from liaison_app.packets.text_checks import Finding
    from liaison_app.workspace import Workspace

__all__ = [
    "Explained",
    "Figure",
    "Level",
    "Readability",
    "SectionReading",
    "Term",
    "Trouble",
    "check",
    "explained",
    "glossary",
    "line",
    "reading",
    "troubles",
]


@dataclass(frozen=True)
class Explained:
    """A word of schools in a text.

    Attributes:
        start: first character.
        end: the character after it.
        words: as it stands in the text.
        name: what the list calls it.
        plain: what to say in its place, in the language asked for if somebody translated it.
    """

    start: int
    end: int
    words: str
    name: str
    plain: str


@dataclass(frozen=True)
class SectionReading:
    """How hard a section is to read in a language, everything that it can say taken together."""

    kind: str
    section: str
    reading: Readability
    jargon: tuple[str, ...]


@dataclass(frozen=True)
class Trouble:
    """A translation that is wrong, or may be."""

    id: str
    source: str
    words: str
    findings: tuple[Finding, ...]

    @property
    def wrong(self) -> bool:
        """Whether it cannot be right."""
        return any(one.wrong for one in self.findings)


def glossary(workspace: Workspace) -> tuple[Term, ...]:
    """The words that only schools use, the district's in place of ours, by name."""
    found = jargon.with_own(_own(workspace))
    return tuple(sorted(found, key=lambda one: one.name.casefold()))


def explained(
    workspace: Workspace, text: str, language: str = ENGLISH, *, plain_in: str = ""
) -> tuple[Explained, ...]:
    """The words in a text that only schools use, with what to say in their place.

    Args:
        workspace: whose district.
        text: what somebody typed or is to print.
        language: the tag of the text.
        plain_in: the tag in which to explain; "" for English.
    """
    spoken = voice(plain_in or ENGLISH)
    return tuple(
        Explained(
            hit.start,
            hit.end,
            text[hit.start : hit.end],
            hit.term.name,
            spoken.wording(hit.term.plain).words,
        )
        for hit in jargon.found(text, language, _own(workspace))
    )


def reading(text: str, language: str) -> Readability:
    """How hard a text is to read; see `readability.of`."""
    return readability.of(text, language)


def line(text: str, language: str) -> str:
    """What a reviewer should know of one text, in a few words; "" for nothing."""
    found = readability.of(text, language)
    if not found.words:
        return ""
    parts = [_words(found.words)]
    if found.figure and found.words >= _FEW:
        parts.append(figure_words(found.figure))
    if found.long:
        parts.append(_("long sentence: {count} words").format(count=found.longest))
    names = dict.fromkeys(hit.term.name for hit in jargon.found(text, language))
    if names:
        parts.append(_("school word: {words}").format(words=", ".join(map(isolate, names))))
    return " · ".join(parts)


_FEW = 8
"""Words under which a figure is shown to nobody: it says nothing of so few."""


def figure_words(figure: Figure) -> str:
    """A figure and how hard that is."""
    level = level_words(figure.level)
    if figure.grade:
        words = _("{level}, grade {value} ({formula})")
        return words.format(level=level, value=figure.value, formula=figure.name)
    words = _("{level}, {value} points ({formula})")
    return words.format(level=level, value=figure.value, formula=figure.name)


def level_words(level: Level) -> str:
    """How hard something is to read, in the language of the interface."""
    return _(_LEVELS[level])


_LEVELS = {
    Level.EASY: N_("easy to read"),
    Level.MIDDLE: N_("not quite easy to read"),
    Level.HARD: N_("hard to read"),
}


def check(
    workspace: Workspace, language: str = ENGLISH, *, kind: str = ""
) -> tuple[SectionReading, ...]:
    """How hard each section is to read in a language, as families read them.

    Args:
        workspace: whose district.
        language: its tag; English for the texts themselves.
        kind: name of a kind of print, `shared` for what several share; "" for all.

    Raises:
        InvalidValue: there is no such kind of print.
    """
    require_kind(kind)
    sections: dict[tuple[str, str], list[str]] = {}
    for places, words in _said(workspace, language):
        for place in places:
            if words and (not kind or kind == place[0]):
                sections.setdefault(place, []).append(words)
    own = _own(workspace)
    found = [
        SectionReading(
            name,
            section,
            readability.of("\n".join(texts), language),
            tuple(
                dict.fromkeys(
                    hit.term.name for text in texts for hit in jargon.found(text, language, own)
                )
            ),
        )
        for (name, section), texts in sections.items()
    ]
    return tuple(sorted(found, key=lambda one: kind_place(one.kind)))


def troubles(workspace: Workspace, language: str) -> tuple[Trouble, ...]:
    """The translations of a language that are wrong or may be, those that cannot be right first."""
    found = []
    for one in read(workspace, language):
        text = one.text
        told = findings(text.source, one.words, language, context=text.context, limit=text.limit)
        if told:
            found.append(Trouble(text.id, text.source, one.words, told))
    return tuple(sorted(found, key=lambda one: not one.wrong))


def _said(workspace: Workspace, language: str) -> Iterable[tuple[tuple[tuple[str, str], ...], str]]:
    """The places and words of each text, but for how English sounds."""
    if parents(language)[-1] == ENGLISH:
        pairs = [(one, one.source) for one in english_texts(workspace)]
    else:
        pairs = [(one.text, one.words) for one in read(workspace, language)]
    for text, words in pairs:
        if text.context != SOUNDS:
            places = tuple(dict.fromkeys((at.kind or SHARED, at.section) for at in text.places))
            yield places, words


def _own(workspace: Workspace) -> tuple[Term, ...]:
    rows = workspace.all(Jargon)
    return tuple(Term((row.term.strip(),), row.plain) for row in rows if row.term.strip())


def _words(count: int) -> str:
    return ngettext("{count} word", "{count} words", count).format(count=count)
