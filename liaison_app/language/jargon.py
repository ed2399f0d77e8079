"""Words that schools use and families do not: where they stand in a text, and how to say them.

    for hit in jargon.found("Bring the IEP to the PTA meeting."):
        hit.start, hit.end, hit.term.plain

The list is English (resources/jargon/en.toml). In a translation only its abbreviations are looked
for: they are what translators leave as they are.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from liaison_app import shipped
from liaison_app.language.languages import parents

if TYPE_CHECKING:
    from collections.abc import Iterable

_SOURCE = "en"


@dataclass(frozen=True)
class Term:
    """A word of schools.

    Attributes:
        words: how it is written, abbreviations and whole; the first is what it is called.
        plain: what to say in its place.
        common: families meet it often, so it stands on the page that explains such words.
    """

    words: tuple[str, ...]
    plain: str
    common: bool = False

    @property
    def name(self) -> str:
        """What it is called in a list."""
        return self.words[0]


@dataclass(frozen=True)
class Hit:
    """A place in a text: first and last character (the latter not included)."""

    start: int
    end: int
    term: Term


@cache
def terms() -> tuple[Term, ...]:
    """The terms that ship, by name."""
    path = shipped.resources() / "jargon" / "en.toml"
    listed = tomllib.loads(path.read_text(encoding="utf-8"))["term"]
    return tuple(
        Term(tuple(one["words"]), one["plain"], one.get("common", False)) for one in listed
    )


def found(text: str, tag: str = _SOURCE, own: Iterable[Term] = ()) -> tuple[Hit, ...]:
    """Where a text holds words of schools; the longest at each place.

    Args:
        text: as it stands, markup and {placeholders} included, which are passed over.
        tag: the BCP 47 tag of its language.
        own: a district's own terms; one of the same name takes the place of ours.
    """
    english = parents(tag)[-1] == _SOURCE
    by_words = {
        _key(words): term
        for term in with_own(own)
        for words in term.words
        if words.strip() and (english or _is_abbreviation(words))
    }
    if not by_words:
        return ()
    hits = []
    for place in _pattern(frozenset(by_words)).finditer(_without_values(text)):
        written = place["words"]
        term = by_words.get(written) or by_words.get(written.casefold())
        if term:
            hits.append(Hit(place.start("words"), place.end("words"), term))
    return tuple(hits)


def with_own(own: Iterable[Term]) -> tuple[Term, ...]:
    """Our terms and a district's; what it says of one of ours takes the place of what we say."""
    said: dict[str, Term] = {term.name: term for term in terms()}
    for one in own:
        term = known(one)
        said[term.name] = term
    return tuple(said.values())


def known(own: Term) -> Term:
    """A district's term under the name and with all the words that we know it by, if we do."""
    ours = _by_words().get(own.name.casefold())
    return Term(ours.words, own.plain, common=True) if ours else own


@cache
def _by_words() -> dict[str, Term]:
    return {words.casefold(): term for term in terms() for words in term.words}


def _key(words: str) -> str:
    """An abbreviation is looked for as it is written (a TEAM is no team), words in any case."""
    return words if _is_abbreviation(words) else words.casefold()


def _is_abbreviation(words: str) -> bool:
    letters = [char for char in words if char.isalpha()]
    return len(words) <= _SHORT and sum(char.isupper() for char in letters) > 1


_SHORT = 8
"""Letters that an abbreviation has at most, spaces and signs counted."""


def _without_values(text: str) -> str:
    """Blanks in place of {placeholders}, so that places stay as they are."""
    return re.sub(r"\{[^{}]*\}", lambda one: " " * len(one[0]), text)


@cache
def _pattern(every: frozenset[str]) -> re.Pattern[str]:
    """Whole words, with or without an s; of two that begin alike the longer."""
    listed = sorted(every, key=lambda words: (-len(words), words))
    exact = "|".join(_spaced(words) for words in listed if _is_abbreviation(words))
    loose = "|".join(_spaced(words) for words in listed if not _is_abbreviation(words))
    either = "|".join(filter(None, (loose and f"(?i:{loose})", exact)))
    return re.compile(rf"(?<![\w-])(?P<words>{either})(?:s|es|'s|’s)?(?![\w])")


def _spaced(words: str) -> str:
    return r"\s".join(re.escape(part) for part in words.split())
