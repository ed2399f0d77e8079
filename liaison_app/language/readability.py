"""How hard a text is to read: a published figure where there is one, else by its sentences.

    readability.of("Is your child sick? Call us in the morning.", "en").figure.value

A figure is an estimate over many words. Of a single line it says little, so `sure` tells whether
there were enough; the length of the longest sentence says something of any text. Sentences and, in
scripts that put no spaces between words, words are ICU's (UAX #29 and its dictionaries).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from liaison_app.language.languages import parents
from liaison_app.language.syllables import syllables

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ENOUGH = 100
"""Words from which a figure is steady: the formulas were made on passages of a hundred words."""

_LONG = 20
"""Words of a sentence that is long: plain language asks for fifteen to twenty on average
(M. Cutts, Oxford Guide to Plain English, 5th ed., 2020, chapter 1)."""

_LONG_OF_SHORT_WORDS = 28
"""The same where words are cut by ICU, or syllables stand apart: such words are shorter."""

_CUT_BY_ICU = frozenset(("th", "km", "my", "lo", "zh", "ja", "yue"))
_SHORT_WORDS = _CUT_BY_ICU | {"vi"}


class Level(StrEnum):
    """How hard it is for an adult who went to school for five or six years."""

    EASY = "easy"
    MIDDLE = "middle"
    HARD = "hard"


@dataclass(frozen=True)
class Figure:
    """The result of a formula.

    Attributes:
        name: whose formula it is.
        value: a school year if `grade`, else points of a hundred or so: more is easier.
        grade: the value is a year of American schools.
    """

    name: str
    value: float
    grade: bool
    level: Level


@dataclass(frozen=True)
class Readability:
    """What can be said of a text.

    Attributes:
        language: its tag.
        words: how many; a {placeholder} is one.
        sentences: how many.
        longest: words of the longest sentence.
        long: sentences that are too long, as they stand.
        figure: None where nobody published a formula, or there are no words.
        sure: there are enough words for the figure to mean something.
    """

    language: str
    words: int
    sentences: int
    longest: int
    long: tuple[str, ...]
    figure: Figure | None
    sure: bool

    @property
    def level(self) -> Level:
        """How hard it is: by the figure if it is sure, else by the longest sentence."""
        if self.figure and self.sure:
            return self.figure.level
        return Level.HARD if self.long else Level.EASY


def of(text: str, tag: str) -> Readability:
    """Say how hard a text is to read.

    Args:
        text: with or without **weight** and {placeholders}; lines are sentences of their own.
        tag: the BCP 47 tag of its language.
    """
    base = parents(tag)[-1]
    told = [(sentence, _words(sentence, base)) for sentence in _sentences(_plain(text), base)]
    told = [(sentence, words) for sentence, words in told if words]
    counts = [len(words) for _sentence, words in told]
    total = sum(counts)
    most = _LONG_OF_SHORT_WORDS if base in _SHORT_WORDS else _LONG
    formula = _FORMULAS.get(base)
    return Readability(
        language=tag,
        words=total,
        sentences=len(told),
        longest=max(counts, default=0),
        long=tuple(sentence for sentence, words in told if len(words) > most),
        figure=formula([words for _sentence, words in told]) if formula and total else None,
        sure=total >= ENOUGH,
    )


def _plain(text: str) -> str:
    """Without markup; a value is a word of one syllable, as most names of people and places are."""
    return re.sub(r"\{\w*\}", _VALUE, text.replace("**", "")).strip()


_VALUE = "Xo"


def _sentences(text: str, base: str) -> list[str]:
    from icu4py.breakers import SentenceBreaker  # noqa: PLC0415  (20 ms, where somebody asks)

    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [str(part).strip() for line in lines for part in SentenceBreaker(line, base)]


_SPACES = re.compile(r"[\s፡]+")  # some write an Ethiopic sign between words


def _words(sentence: str, base: str) -> list[str]:
    if base in _CUT_BY_ICU:
        from icu4py.breakers import WordBreaker  # noqa: PLC0415

        parts = [str(part) for part in WordBreaker(sentence, base)]
    else:
        parts = _SPACES.split(sentence)
    return [part for part in parts if any(char.isalnum() for char in part)]


def _counted(sentences: Sequence[Sequence[str]], base: str) -> tuple[float, float]:
    """Words for each sentence, and syllables for each word."""
    words = [word for sentence in sentences for word in sentence]
    spoken = sum(syllables(word, base) for word in words)
    return len(words) / len(sentences), spoken / len(words)


def _english(sentences: Sequence[Sequence[str]]) -> Figure:
    """Kincaid, Fishburne, Rogers, Chissom: Research Branch Report 8-75 (US Navy, 1975)."""
    length, weight = _counted(sentences, "en")
    grade = 0.39 * length + 11.8 * weight - 15.59
    level = Level.EASY if grade < 6.5 else Level.MIDDLE if grade < 8.5 else Level.HARD
    return Figure("Flesch-Kincaid", max(0.0, round(grade, 1)), grade=True, level=level)


def _ease(
    name: str, base: str, formula: Callable[[float, float], float], easy: float, middle: float
) -> Callable[[Sequence[Sequence[str]]], Figure]:
    """A formula that gives points, of which more are easier."""

    def figure(sentences: Sequence[Sequence[str]]) -> Figure:
        points = formula(*_counted(sentences, base))
        level = Level.EASY if points >= easy else Level.MIDDLE if points >= middle else Level.HARD
        return Figure(name, round(points, 1), grade=False, level=level)

    return figure


_FORMULAS: dict[str, Callable[[Sequence[Sequence[str]]], Figure]] = {
    "en": _english,
    # Szigriszt-Pazos (1993) with the scale of Barrio-Cantalejo and others, Anales del Sistema
    # Sanitario de Navarra 31 (2008): 65 to 80 quite easy, 55 to 65 normal. It corrects Fernández
    # Huerta (1959), whose printed formula has two readings.
    "es": _ease("INFLESZ", "es", lambda w, s: 206.835 - 62.3 * s - w, 65, 55),
    # Kandel and Moles, Cahiers d'études de radio-télévision 19 (1958), on Flesch's scale.
    "fr": _ease("Kandel-Moles", "fr", lambda w, s: 207 - 1.015 * w - 73.6 * s, 70, 60),
    # Martins, Ghiraldelo, Nunes, Oliveira: Readability formulas applied to textbooks in Brazilian
    # Portuguese (Notas do ICMSC 28, 1996): over 75 for four school years, 50 to 75 for eight.
    "pt": _ease("Martins", "pt", lambda w, s: 248.835 - 1.015 * w - 84.6 * s, 75, 50),
    # Oborneva: Avtomatizirovannaya otsenka slozhnosti uchebnykh tekstov (Moscow, 2006).
    "ru": _ease("Oborneva", "ru", lambda w, s: 206.835 - 1.3 * w - 60.1 * s, 70, 60),
    # Amstad: Wie verständlich sind unsere Zeitungen? (Zurich, 1978), on Flesch's scale.
    "de": _ease("Amstad", "de", lambda w, s: 180 - w - 58.5 * s, 70, 60),
}
