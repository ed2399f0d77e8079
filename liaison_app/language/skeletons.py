"""Skeletons: the consonants a name keeps in every spelling and script.

Mohamed, Muhammad, Maxamed, Мухаммад and محمد share one skeleton, so each is found by any other. A
skeleton says "may be the same name", never "is": rank what it finds below what `fold` finds, and
never merge two people on it.

What it does: write the name in Latin letters (own rules for scripts whose names anyascii reads
badly), treat letter groups that offices swap as one (kh/h, sh/ch, th/t, z/s, v/f, q/k), drop
vowels after the first letter, join what is written apart or together (Abdul Rahman, عبد الرحمن,
Hamid Ullah).
"""

from __future__ import annotations

import re

from liaison_app.language.compounds import name_parts
from liaison_app.language.letterforms import fold
from liaison_app.language.letters import SAME_NAME, SURNAME_READINGS
from liaison_app.language.romanising import latin_word, to_ascii
from liaison_app.remembered import remembered


def skeleton(name: str) -> str:
    """One skeleton a word, separated by spaces.

    After Abd- the second half is given once more alone: "Rahman" finds عبد الرحمن.
    """
    found: list[str] = []
    for word in skeleton_words(" ".join(part.latin for part in name_parts(name))):
        found.append(word)
        if word.startswith("abd") and len(word) >= 6:
            found.append(word[3:])
    return " ".join(found)


def skeleton_words(latin: str, *, closed: bool = True) -> list[str]:
    """The skeletons of words that are in Latin letters already (`NamePart.latin`).

    Args:
        latin: words of the letters a to z, separated by spaces.
        closed: the last word is complete. If False its end is left as typed, for a search that is
            still going on: "Fat" must stay ft, which Fatima begins with, and not become fd.
    """
    words = latin.split()
    last = len(words)
    found = [_skeleton_of(word, closed=closed or n < last) for n, word in enumerate(words, 1)]
    return [one for one in found if one]


def fold_ascii(name: str) -> str:
    """The words of `name` in Latin letters, folded, for the search column beside `fold`.

    A Chinese, Korean or Burmese name gives its syllables alone and joined (wang, xiaoming, xiao,
    ming), because "Xiaoming", "Xiao Ming" and "Wang" are all typed, and its surname's other
    readings (Wong).
    """
    found: dict[str, None] = {}
    for word in name.split():
        if syllables := syllables_of(word):
            found.update(dict.fromkeys(_joins(syllables)))
            found.update(dict.fromkeys(SURNAME_READINGS.get(word[0], "").split()))
        else:
            found.update(dict.fromkeys(fold(to_ascii(word)).split()))
    return " ".join(found)


def syllables_of(word: str) -> list[str]:
    """The syllables of a Chinese, Korean or Burmese word in Latin letters; [] for any other."""
    if _BURMESE.search(word):
        return latin_word(word).split()
    if not _EAST_ASIAN.search(word):
        return []
    return [one for char in word if (one := fold(to_ascii(char)).replace(" ", ""))]


_EAST_ASIAN = re.compile("[\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003fffd]")
_BURMESE = re.compile("[\u1000-\u109f]")
_LONGEST_NAME = 6
_LONGEST_JOIN = 3


def _joins(syllables: list[str]) -> list[str]:
    """Every syllable, and up to three in a row as one word; long texts stay apart."""
    longest = _LONGEST_JOIN if len(syllables) <= _LONGEST_NAME else 1
    return [
        "".join(syllables[at : at + length])
        for length in range(longest, 0, -1)
        for at in range(len(syllables) - length + 1)
    ]


# In this order; x stands for sh and ch from here on.
_LETTER_GROUPS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        ("^ole(?=[knx])", "ale"),  # Oleksandr, Olena
        ("^ye(?=[lkv])", "e"),  # Yelena, Yevhen
        ("x", "ks"),
        ("tch|sch|sh|ch", "x"),
        ("ph", "f"),
        ("dzh|dj|zh", "j"),
        ("ck", "k"),
        ("kh", "H"),  # becomes h when the silent h at the end has gone: Sokha is not Sa
        ("th", "t"),
        ("dh", "d"),
        ("gh", "g"),
        ("bh", "b"),
        ("jh", "j"),
        ("q", "k"),
        ("[tdc]z|ts", "s"),
        ("z", "s"),
        ("v", "f"),
        ("c(?=[eiy])", "s"),
        ("c", "k"),
    )
)
# Abdul Rahman, Abdurrahman and Abd al-Rahman; not Abdullah.
_ASSIMILATED = re.compile("^abdl(?=[^lh])")


@remembered(50_000)
def _skeleton_of(word: str, *, closed: bool) -> str:
    word = SAME_NAME.get(word, word)
    if word.startswith("cabd"):  # Somali writes 'ayn as c
        word = word[1:].replace("x", "h")
    for pattern, instead in _LETTER_GROUPS:
        word = pattern.sub(instead, word)
    first = {"a": "a", "e": "a", "i": "a", "o": "o", "u": "o"}.get(word[:1], "")
    kept = first + "".join(
        char for at, char in enumerate(word) if char not in "aeiou" and not (at and char in "yw")
    )
    kept = re.sub(r"(.)\1+", r"\1", kept)
    kept = _ASSIMILATED.sub("abd", kept)
    return (_close(kept) if closed else kept).lower()


def _close(kept: str) -> str:
    """End a complete word: Sarah as Sara, Ahmet as Ahmed."""
    if len(kept) > 1 and kept.endswith("h"):
        kept = kept[:-1]
    if len(kept) > 1 and kept.endswith("t"):
        kept = kept[:-1] + "d"
    return kept
