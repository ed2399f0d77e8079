"""How many syllables a word has, for the languages whose readability formulas count them.

Each is a rule about letters, as the authors of the formulas counted by hand and as programs do:
right on nine words in ten, and the formulas average over all of them. No dictionaries.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@lru_cache(maxsize=4096)
def syllables(word: str, language: str) -> int:
    """The syllables of a word, at least one.

    Args:
        word: one word, in any case.
        language: `en`, `es`, `fr`, `pt`, `ru` or `de`.

    Raises:
        KeyError: nobody counts syllables in this language.
    """
    count = _RULES[language]
    tidy = unicodedata.normalize("NFC", word).lower()
    return max(1, sum(count(part) for part in re.split(r"[^\w]+", tidy) if part))


def counts(language: str) -> bool:
    """Whether syllables are counted in a language."""
    return language in _RULES


_ODD = {
    "area": 3,
    "being": 2,
    "every": 2,
    "everyone": 3,
    "everything": 3,
    "evening": 2,
    "idea": 3,
    "maybe": 2,
    "people": 2,
    "science": 2,
    "something": 2,
    "someone": 2,
    "sometimes": 2,
    "somewhere": 2,
    "homework": 2,
    "schoolwork": 2,
    "themselves": 2,
    "wednesday": 2,
    "business": 2,
    "different": 2,
    "diet": 2,
    "quiet": 2,
    "poem": 2,
    "theater": 3,
    "usually": 4,
    "doing": 2,
    "going": 2,
    "seeing": 2,
    "create": 2,
    "household": 2,
    "safety": 2,
    "statement": 2,
    "agreement": 3,
    "placement": 2,
}
"""English words of letters and school that the rule below counts wrong."""


def _english(word: str) -> int:
    """Groups of vowels; a silent e at the end, or before -s and -d, makes none.

    As in Talburt, "The Flesch index" (SIGDOC 1985): endings -es, -ed and -e are mostly silent.
    """
    if word in _ODD:
        return _ODD[word]
    if word.endswith("s") and word[:-1] in _ODD:
        return _ODD[word[:-1]]
    spoken = _SPOKEN_ENDING.search(word)
    stem = word.removesuffix("s") if spoken else _MUTE_ENDING.sub("", word)
    return len(re.findall(r"[aeiouy]+", stem)) + len(_TWO_VOWELS.findall(stem))


_MUTE_ENDING = re.compile(r"(?<=[^aeiouy])(?:e|es|ed)$")
_SPOKEN_ENDING = re.compile(r"(?:[sxz]|[cs]h|[cg])es$|[td]ed$|[^aeiouyl]le[sd]?$")
_TWO_VOWELS = re.compile(r"(?<![cgstx])i(?:a|o(?!n))|eo(?!n)|[aeiou]ing$|(?<!q)ua[lt]")
"""Letters side by side that are spoken one after the other."""


_SPANISH = re.compile(
    r"[aeoáéó][iuüy]|[iuü][aeoáéó][iuy]?|iu|ui|uí|iú|[aeiouáéíóúü]|(?<=[^aeiouáéíóúü])y$"
)


def _spanish(word: str) -> int:
    """A strong vowel (a, e, o) or a stressed weak one is a syllable; weak ones lean on it.

    Real Academia Española, Ortografía (2010), 3.4.1 and 3.4.2: diphthongs and hiatuses.
    """
    spoken = re.sub(r"(?<=q)u|(?<=g)u(?=[eéií])", "", word)
    return len(_SPANISH.findall(spoken))


_FRENCH = re.compile(
    r"(?:eau|aî|oî|œu|oeu|aou|oui|[aeo]i(?![aeiou]*ï)|oi|ou|où|oû|au|eu|eû|[iy][aeoéèê]|u[iîy]"
    r"|[aeiouyàâäæèêëéîïôœöùûü])"
)


def _french(word: str) -> int:
    """Groups that are one sound; é and letters with a trema begin one; e at the end is mute.

    The e that is mute at the end of a word is not counted, as in speech (Kandel and Moles, 1958).
    """
    spoken = re.sub(r"(?<=q)u|(?<=g)u(?=[eéèêiî])", "", word)
    stem = re.sub(r"(?<=[^aeiouyàâéèêîïôùû])(?:e|es)$|(?<=[iuyéû])(?:e|es)$", "", spoken)
    return len(_FRENCH.findall(stem))


_PORTUGUESE = re.compile(
    r"ão|ãe|õe|[aeoáéóâêô][iu](?!nh|[mnrlz]$)|ui|iu|[iu][aeo](?=s?$)|[aeiouáéíóúâêôãõàü]"
)


def _portuguese(word: str) -> int:
    """As in Spanish; nasal pairs and the glides at the end of a word are one syllable.

    Cunha and Cintra, Nova gramática do português contemporâneo (1985), 3: encontros vocálicos.
    """
    spoken = re.sub(r"(?<=[qg])u(?=[eiéíê])|(?<=q)u", "", word)
    return len(_PORTUGUESE.findall(spoken))


def _russian(word: str) -> int:
    """As many syllables as vowels."""
    return len(re.findall(r"[аеёиоуыэюяіїє]", word))


_GERMAN = re.compile(r"ei|ai|ey|ay|au|äu|eu|ie|aa|ee|oo|[aeiouyäöü]")


def _german(word: str) -> int:
    """Single vowels and the diphthongs."""
    return len(_GERMAN.findall(re.sub(r"(?<=q)u", "", word)))


_RULES: dict[str, Callable[[str], int]] = {
    "en": _english,
    "es": _spanish,
    "fr": _french,
    "pt": _portuguese,
    "ru": _russian,
    "de": _german,
}
