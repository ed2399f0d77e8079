"""How far the texts for families are translated: by language, kind of print and section."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.actions.packet_choices import tags_with_words
from liaison_app.actions.text_places import SHARED, kind_place, kind_title, list_title
from liaison_app.actions.translating import read
from liaison_app.language import catalogues
from liaison_app.language.folding import fold
from liaison_app.language.languages import Use, autonym_of, languages, name_of
from liaison_app.language.translation_units import State
from liaison_app.packets.voices import ENGLISH, voice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from liaison_app.packets.text_states import Translated
    from liaison_app.workspace import Workspace


@dataclass(frozen=True)
class Share:
    """How far some texts are translated.

    Attributes:
        texts: how many there are.
        translated: how many have words of their English as it is now, drafts included.
        reviewed: how many of these a named speaker has read.
        stale: how many have words of an older English.
        missing: how many have none.
    """

    texts: int
    translated: int
    reviewed: int
    stale: int
    missing: int


@dataclass(frozen=True)
class LanguageShare:
    """A language, and how far it is."""

    tag: str
    name: str
    autonym: str
    share: Share


@dataclass(frozen=True)
class SectionShare:
    """A section, and how far it is.

    Attributes:
        kind: name of the kind of print; `shared` for what several share.
        section: its name; "" for what stands in no section.
        kind_title: the kind in the language of the interface.
        title: the section in the language of the interface.
    """

    kind: str
    section: str
    kind_title: str
    title: str
    share: Share


def by_language(workspace: Workspace) -> tuple[LanguageShare, ...]:
    """Every language that has words besides English, by name."""
    interface = catalogues.current()
    found = [
        LanguageShare(tag, name_of(tag, interface), autonym_of(tag), share_of(read(workspace, tag)))
        for tag in tags_with_words(workspace)
        if tag != ENGLISH
    ]
    return tuple(sorted(found, key=lambda one: fold(one.name)))


def by_section(workspace: Workspace, language: str) -> tuple[SectionShare, ...]:
    """The sections of each kind of print in a language, as families read them.

    A text that stands in several sections counts in each.
    """
    places: dict[tuple[str, str], dict[str, Translated]] = {}
    titles: dict[str, str] = {}
    for one in read(workspace, language):
        for place in one.text.places:
            places.setdefault((place.kind, place.section), {})[one.text.id] = one
            titles[place.section] = place.title
    own = voice(catalogues.current())
    found = [
        SectionShare(
            kind=kind or SHARED,
            section=section,
            kind_title=kind_title(kind),
            title=_section_title(section, own.said(titles[section]).plain),
            share=share_of(texts.values()),
        )
        for (kind, section), texts in places.items()
    ]
    return tuple(sorted(found, key=lambda one: kind_place(one.kind)))


def share_of(texts: Iterable[Translated]) -> Share:
    """How far these texts are translated."""
    states = Counter(one.state for one in texts)
    return Share(
        texts=states.total(),
        translated=states[State.DRAFT] + states[State.REVIEWED],
        reviewed=states[State.REVIEWED],
        stale=states[State.STALE],
        missing=states[State.MISSING],
    )


def _section_title(section: str, title: str) -> str:
    return title or list_title(section) or section


@dataclass(frozen=True)
class LanguageOffer:
    """A language into which texts can be translated; `words`: it has some."""

    tag: str
    name: str
    autonym: str
    words: bool


def offered(workspace: Workspace) -> tuple[LanguageOffer, ...]:
    """The languages to choose from: those with words first, then all others that people write."""
    interface = catalogues.current()
    with_words = tags_with_words(workspace)
    written = {one.tag for one in languages() if one.use is not Use.SIGNED}
    found = [
        LanguageOffer(tag, name_of(tag, interface), autonym_of(tag), tag in with_words)
        for tag in with_words | written
        if tag != ENGLISH
    ]
    return tuple(sorted(found, key=lambda one: (not one.words, fold(one.name))))
