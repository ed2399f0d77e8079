"""Names of people as their families write them, and text as it may be stored and shown.

Nothing here assumes two names, an order, or Latin letters. A person may have one name, a father's
name in place of a family name, or a name in their own script that they want to see first.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from liaison_app.language.letterforms import is_unspaced

_FSI, _LRI, _PDI = "\u2068", "\u2066", "\u2069"


@dataclass(frozen=True)
class ShownName:
    """A name for the screen: `main` in large letters, `other` beside or below it, perhaps empty."""

    main: str
    other: str = ""


def shown_name(
    given: str,
    family: str,
    *,
    preferred: str = "",
    native: str = "",
    native_first: bool = False,
    family_first: bool | None = None,
) -> ShownName:
    """A person's name as it is shown.

    Args:
        given: given name, or the only name.
        family: family name, father's name, or empty.
        preferred: what to call the person in place of the given name.
        native: the whole name in the family's own script.
        native_first: the native name is the main one.
        family_first: the order; None lets the script decide.
    """
    latin = full_name(preferred or given, family, family_first=family_first)
    if native and (native_first or not latin):
        return ShownName(native, latin)
    return ShownName(latin, native)


def full_name(given: str, family: str, *, family_first: bool | None = None) -> str:
    """Given and family name in their order; Chinese and Korean ones run together, family first."""
    if not (given and family):
        return given or family
    east = is_east_asian(given[0]) and is_east_asian(family[0])
    if family_first is None:
        family_first = east or bool(_FAMILY_FIRST.match(family))
    space = "" if east and family_first else " "
    return f"{family}{space}{given}" if family_first else f"{given}{space}{family}"


_FAMILY_FIRST = re.compile("[\u1780-\u17ff]")  # Khmer


def is_east_asian(char: str) -> bool:
    """Whether a letter is Han, Kana or Hangul."""
    return ord(char) >= 0x2E80 and is_unspaced(ord(char))


def initials(name: str) -> str:
    """One or two letters that stand for a name on an avatar; "" for a name without letters.

    A letter is what the family would call one: with its marks, conjuncts and vowels written before
    it. Arabic letters would join and Chinese ones make a word, so those scripts give one.
    """
    clusters = [found for word in name.split() if (found := _first_cluster(word))]
    if not clusters:
        return ""
    one_only = unicodedata.bidirectional(clusters[0][0]) == "AL" or is_unspaced(ord(clusters[0][0]))
    chosen = clusters[:1] if one_only or len(clusters) == 1 else [clusters[0], clusters[-1]]
    return "".join(_capital(cluster) for cluster in chosen)


def _first_cluster(word: str) -> str:
    """The first letter of a word with what is written around it; "" without any letter."""
    start = next((at for at, char in enumerate(word) if char.isalpha()), None)
    if start is None:
        return ""
    end = start + 1
    while end < len(word) and _continues(word[end - 1], word[end]):
        end += 1
    return word[start:end]


def _continues(before: str, char: str) -> bool:
    """Whether `char` belongs to what is before it: a mark, a conjunct, a base after its vowel."""
    joined = before in _VOWEL_BEFORE_BASE or before in _CONJOINING or before == _ZWJ
    return unicodedata.category(char)[0] == "M" or char == _ZWJ or joined


_ZWJ = "\u200d"
_VOWEL_BEFORE_BASE = "เแโใไເແໂໃໄ"
# Viramas of the Indic scripts, Burmese and Khmer: the next consonant is stacked on this one.
_CONJOINING = "\u094d\u09cd\u0a4d\u0acd\u0b4d\u0c4d\u0ccd\u0d4d\u1039\u17d2"


def _capital(cluster: str) -> str:
    """Upper case where the script has it as a matter of course (Georgian does not)."""
    return cluster if "\u10d0" <= cluster[0] <= "\u10ff" else cluster.upper()


def isolate(text: str) -> str:
    """`text` between FSI and PDI (UAX #9): in a mixed line its direction disturbs nothing."""
    return f"{_FSI}{text}{_PDI}" if text else ""


def isolate_ltr(text: str) -> str:
    """`text` between LRI and PDI: numbers, codes and addresses that always run left to right."""
    return f"{_LRI}{text}{_PDI}" if text else ""


def clean_text(text: str) -> str:
    """Typed or imported text as it may be stored: composed (NFC), without what cannot be seen.

    Control characters go, except newlines and tabs; so do the marks that override or embed
    direction, which could reverse what follows them on a page. The joiners that Persian, Indic
    scripts and emoji need stay, and so do U+200E and U+200F, which turn nothing around. Line ends
    become newlines; text of spaces alone becomes "".
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    elif text.isprintable():
        return text if text.strip() else ""
    text = _LINE_ENDS.sub("\n", text)
    text = _UNWANTED.sub("", text)
    return text if text.strip(_BLANK) else ""


def is_unwanted(text: str) -> bool:
    """Whether text holds what `clean_text` takes out, so that nobody can have typed it here."""
    return not text.isprintable() and _UNWANTED.search(text) is not None


_LINE_ENDS = re.compile("\r\n|\r|\u2028|\u2029|\x85")
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f"  # controls other than tab and newline
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides, isolates
    "\ufeff\ufff9-\ufffb\ufffe\uffff"  # byte order mark, interlinear marks, no characters
    "\ud800-\udfff]"  # halves of characters that were torn apart
)
_BLANK = "".join(
    chr(c) for c in (*range(0x21), 0xA0, 0x1680, *range(0x2000, 0x2010), 0x202F, 0x3000)
)
