"""What is wrong with a translation of one text, before it can print.

A wrong translation can lose the number to call: such a one never counts as reviewed, and files
that hold it are taken without it. What may be right all the same is said and left to a person.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.language.catalogues import _
from liaison_app.language.languages import name_of, script_of
from liaison_app.language.names import isolate
from liaison_app.language.section_markup import SOUNDS, placeholders
from liaison_app.packets.judged import listed
from liaison_app.packets.typeset.characters import character_named, scripts, unprintable

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Finding:
    """Something about a translation.

    Attributes:
        code: what it is, for programs.
        words: what is wrong, as a sentence.
        wrong: it cannot be right; otherwise a person has to look.
    """

    code: str
    words: str
    wrong: bool


def tidied(text: str) -> str:
    """A translation as it is kept: one line without spaces at its ends, letters composed (NFC)."""
    return unicodedata.normalize("NFC", _LINES.sub(" ", text)).strip(" ")


_LINES = re.compile("[ \t\r\n\v\f\x85\u2028\u2029]+")


def findings(
    source: str, translation: str, language: str, *, context: str = "", limit: int | None = None
) -> tuple[Finding, ...]:
    """Everything about a translation, what cannot be right first; nothing about an empty one.

    Args:
        source: the English text.
        translation: of it, see `tidied`.
        language: the tag of the translation.
        context: `SOUNDS` for how the source sounds.
        limit: about how many characters fit.
    """
    if not translation:
        return ()
    found = [
        *_values(source, translation, sounds=context == SOUNDS),
        *_signs(translation),
        *_numbers(source, translation),
        *_endless(source, translation),
        *_doubts(source, translation, language, limit),
    ]
    return tuple(sorted(found, key=lambda one: not one.wrong))


def _wrong(code: str, words: str) -> Finding:
    return Finding(code, words, wrong=True)


def _values(source: str, translation: str, *, sounds: bool) -> Iterator[Finding]:
    """What the program puts in, and the weight of words."""
    try:
        has = placeholders(translation)
        parts = [placeholders(part) for part in translation.split("**")]
    except ValueError:
        yield _wrong("brace", _("A brace stands alone in it."))
        return
    wanted = placeholders(source)
    if set().union(*parts) != has:
        yield _wrong("brace", _("** stands inside braces."))
    lost, strange = wanted - has, has - wanted
    if lost and not sounds:
        yield _wrong("lost", _("{names} is missing.").format(names=_named(lost)))
    if strange:
        words = _("{names} is not in the English text: it must be written as there.")
        yield _wrong("strange", words.format(names=_named(strange)))
    if re.search(r"\{\w*[!:.\[][^{}]*\}", translation):
        yield _wrong("strange", _("Something was added inside braces."))
    has_weight, wanted_weight = translation.count("**"), source.count("**")
    if has_weight != wanted_weight:
        words = _("The English text has ** {wanted} times, the translation {has} times.")
        yield _wrong("weight", words.format(wanted=wanted_weight, has=has_weight))


def _named(names: set[str]) -> str:
    return ", ".join(isolate(f"{{{name}}}") for name in sorted(names))


# Explicit directions and isolates (UAX #9, 2); the joiners of Persian and Khmer are letters' own.
_DIRECTIONS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\ufeff\ufff0-\ufffb\ufffe\uffff]")


def _signs(translation: str) -> Iterator[Finding]:
    """Characters that are no part of any text."""
    if _DIRECTIONS.search(translation):
        words = _("It holds invisible direction signs, which Liaison sets itself. Take them out.")
        yield _wrong("direction", words)
    if _CONTROLS.search(translation):
        yield _wrong("control", _("It holds control characters, which no text needs."))
    lost = _CONTROLS.sub("", unprintable(translation).replace("\ufffd", ""))
    if lost:
        words = _("It holds what no typeface can print: {which}. Take it out.")
        yield _wrong("unprintable", words.format(which=listed(map(character_named, lost))))
    if "\ufffd" in translation or _is_garbled(translation):
        words = _("Its letters were damaged on the way. Save the file again as UTF-8.")
        yield _wrong("garbled", words)


def _is_garbled(text: str) -> bool:
    """Whether UTF-8 was read as a Western code page and saved so: Ã© for é."""
    for page in ("cp1252", "latin-1"):
        try:
            again = text.encode(page).decode("utf-8")
        except UnicodeError:
            continue
        if again != text:
            return True
    return False


_NUMBER = re.compile(r"\+?\(?\d[\d()./\u00a0\u2010\u2011 -]*\d|\d")


def _numbers(source: str, translation: str) -> Iterator[Finding]:
    """Numbers to dial: the same as in the English text, in the digits of a phone."""
    wanted, has = _dialled(source), _dialled(translation)
    lost = wanted - has
    if lost:
        words = _("The number {number} is missing, or not in the digits of a phone.")
        yield _wrong("number-lost", words.format(number=isolate(min(lost))))
    more = {number for number in has - wanted if len(number) >= _TO_DIAL}
    if more and not lost:
        words = _("The number {number} is not in the English text.")
        yield _wrong("number-added", words.format(number=isolate(min(more))))


_TO_DIAL = 7
_SHORT = frozenset(("911", "988", "211", "311", "711", "411"))
"""Short numbers that are dialled in the United States."""


def _endless(source: str, translation: str) -> Iterator[Finding]:
    """So many words for so few that they cannot be the same text."""
    if len(translation) > _LONGEST and len(translation) > _TIMES * len(source):
        yield _wrong("endless", _("It is far too long for this English text."))


_LONGEST, _TIMES = 2000, 20


def _dialled(text: str) -> Counter[str]:
    """Digits of the numbers to dial in a text, in whatever digits they are written."""
    found: Counter[str] = Counter()
    for number in _NUMBER.findall(text):
        digits = re.sub(r"\D", "", number)
        if len(digits) >= _TO_DIAL or digits in _SHORT:
            found[digits] += 1
    return found


def _doubts(source: str, translation: str, language: str, limit: int | None) -> Iterator[Finding]:
    """What a person has to look at."""
    if translation == source and _letters(source):
        yield Finding("same", _("It is the same as the English text."), wrong=False)
    elif _in_other_letters(translation, language):
        words = _("It is not in the letters of this language: {language}.")
        yield Finding("letters", words.format(language=name_of(language)), wrong=False)
    if limit and len(translation) > limit:
        words = _("It is long: about {limit} characters fit there.")
        yield Finding("long", words.format(limit=limit), wrong=False)


_FEW = 4
"""Letters of another script that need no explanation: a name, an abbreviation."""

_WRITTEN_IN = {
    "Aran": {"Arab"},
    "Hans": {"Hani", "Bopo"},
    "Hant": {"Hani", "Bopo"},
    "Jpan": {"Hani", "Hira", "Kana"},
    "Kore": {"Hang", "Hani"},
}


def _letters(text: str) -> str:
    return "".join(char for char in re.sub(r"\{[^{}]*\}", "", text) if char.isalpha())


def _in_other_letters(translation: str, language: str) -> bool:
    """Whether hardly any letter is of the script that a language is written in."""
    script = script_of(language)
    own = _WRITTEN_IN.get(script, {script})
    table = scripts()
    found = Counter(table[char] in own for char in _letters(translation))
    return found[False] > _FEW and found[False] > 2 * found[True]
