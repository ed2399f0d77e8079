"""One form for each letter: the first half of search, used by `folding`.

`fold` drops case, accents and keyboard variants, and writes scripts without spaces (Han, Kana,
Hangul, Thai, Lao, Burmese, Khmer) one cluster a word, so that a given name inside 王小明 is
found. A cluster here is a base letter with the marks that follow it. That is Unicode's UAX #29 rule
GB9/GB9a and nothing more: no conjuncts, no emoji, no Hangul jamo sequences (composition to NFC
makes those syllables).

What `fold` returns contains only words and single spaces. Index it with `FTS_TOKENIZER`: FTS5's
`unicode61` takes Indic, Thai and Burmese vowel signs and newer scripts (Adlam, Hanifi Rohingya) for
separators and loses them; `ascii` splits at ASCII separators and keeps everything else.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right

from liaison_app.language.letters import (
    DROPPED_MARKS,
    ETHIOPIC_ROWS,
    SAME_LETTER,
    UNSPACED,
)

FTS_TOKENIZER = "ascii"
"""The FTS5 `tokenize` setting that leaves folded text as it is."""

# Where a cluster ends, and where a sign wants to join the one before it; neither survives `fold`.
_CLUSTER_END, _SIGN = "\a", "\b"


def fold_of(char: str) -> str:
    """What one character folds to: a space if it separates words, "" if it is not compared."""
    return _FOLDED[ord(char)]


def fold(text: str) -> str:
    """The words of `text` as search compares them, separated by single spaces."""
    if text.isascii():
        return " ".join(text.translate(_FOLDED).split())
    folded = unicodedata.normalize("NFC", text).translate(_FOLDED)
    folded = folded.replace(_CLUSTER_END + _SIGN, "")
    folded = folded.replace(_CLUSTER_END, " ").replace(_SIGN, " ")
    return unicodedata.normalize("NFC", " ".join(folded.split()))


def digits(text: str) -> str:
    """The decimal digits of `text` in any script, as ASCII, for searching phone numbers."""
    if text.isascii():
        return "".join(filter(str.isdigit, text))
    return "".join(str(unicodedata.decimal(char)) for char in text if char.isdecimal())


class _FoldedLetters(dict[int, str]):
    """What each character folds to, worked out when first met: `str.translate` is quick."""

    def __missing__(self, codepoint: int) -> str:
        self[codepoint] = folded = _fold_character(chr(codepoint))
        return folded


_FOLDED = _FoldedLetters()


def _fold_character(char: str) -> str:
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    if char in "ำຳ":  # a compatibility character, yet one letter to everybody who types it
        return f" {char}{_CLUSTER_END}"
    simple = "".join(SAME_LETTER.get(c, c) for c in char.casefold())
    apart = unicodedata.normalize("NFKD", simple).casefold()
    kept = "".join(c for c in apart if not _within(DROPPED_MARKS, ord(c)))
    whole = unicodedata.normalize("NFC", kept)
    return "".join(_as_word_part(SAME_LETTER.get(c, c)) for c in whole)


def _as_word_part(char: str) -> str:
    if len(char) != 1:
        return char
    category = unicodedata.category(char)
    if category[0] not in "LMN":
        # joiners, direction marks and soft hyphens are not seen, so not compared
        return "" if category == "Cf" else " "
    if not is_unspaced(ord(char)):
        return _plain_letter(ord(char))
    start = _SIGN if category[0] == "M" else " "
    return f"{start}{_plain_letter(ord(char))}{_CLUSTER_END}"


def _plain_letter(codepoint: int) -> str:
    """Katakana as Hiragana, and Amharic's letters of one sound as one."""
    if 0x30A1 <= codepoint <= 0x30F6:
        return chr(codepoint - 0x60)
    row = codepoint & ~7
    return chr(ETHIOPIC_ROWS.get(row, row) + (codepoint & 7))


def is_unspaced(codepoint: int) -> bool:
    """Whether the character belongs to a script written without spaces between words."""
    return codepoint >= UNSPACED[0][0] and _within(UNSPACED, codepoint)


def _within(ranges: tuple[tuple[int, int], ...], codepoint: int) -> bool:
    at = bisect_right(ranges, (codepoint, 0x10FFFF)) - 1
    return at >= 0 and codepoint <= ranges[at][1]
