"""Names in Latin letters, for `skeletons`: what anyascii gives, read as names are read.

anyascii writes letter for letter. That loses what a reader adds: the vowel an Arabic name begins
with, the sh of श and ש, Thai vowels written before their consonant, the syllables of a Burmese
name.
"""

from __future__ import annotations

import re
from unicodedata import normalize

from liaison_app.language.letterforms import fold
from liaison_app.language.letters import (
    BURMESE_SYLLABLES,
    HEBREW_NAMES,
    NO_ARTICLE,
    ROUNDED_FIRST,
)
from liaison_app.remembered import remembered


@remembered(50_000)
def latin_word(word: str) -> str:
    """One word of a name in the letters a to z; empty if it has none.

    A Burmese word is several names: its syllables are separated by spaces.
    """
    if word.isascii():
        return _NOT_LETTERS.sub("", word.lower())
    for letters, spell in _SPELLED_BY_RULE:
        if letters.search(word):
            return spell(word)
    return _plain(word.lower().translate(_LATIN_SOUNDS))


def to_ascii(text: str) -> str:
    """The text letter for letter in ASCII, by anyascii."""
    if text.isascii():
        return text
    from anyascii import anyascii  # noqa: PLC0415 - 26 ms that only names in other scripts need

    return str(anyascii(text))


def _plain(word: str) -> str:
    return _NOT_LETTERS.sub("", to_ascii(word).lower())


def _consonants(word: str) -> str:
    """Letter for letter with a vowel between, so that ز and ه do not become one zh."""
    return "a".join(_plain(char) for char in word)


_NOT_LETTERS = re.compile("[^a-z]")

# Sounds that anyascii drops with the accent. ç is ch at the beginning only: Çelik, but François.
# fmt: off
_LATIN_SOUNDS = str.maketrans(
    {
        "ş": "sh", "š": "sh", "ș": "sh", "č": "ch", "ć": "ch", "ž": "zh", "ğ": "", "ı": "i",
        "ç": "s", "ţ": "ts", "ț": "ts", "ə": "e", "þ": "th", "ð": "d",
    }
)


def _from_arabic(word: str) -> str:
    plain = fold(word).replace(" ", "")
    if plain.startswith("ال") and len(plain) >= 5 and not _keeps_al(word, plain):
        plain = plain[2:]
    if plain in _ARABIC_HALVES:
        return _ARABIC_HALVES[plain]
    first = ""
    if plain[:1] in {"ا", "ع"}:
        first = "o" if plain in ROUNDED_FIRST or plain[1:2] == "و" else "a"
    return first + _consonants(plain.translate(_ARABIC_SOUNDS))


def _keeps_al(word: str, plain: str) -> bool:
    """Whether the first letters, which look like the article, belong to the name."""
    return word[0] in "إأآ" or plain in NO_ARTICLE or plain in _ARABIC_HALVES


# Halves of names that `compounds` joins.
_ARABIC_HALVES = {"الله": "allah", "دين": "din", "عبد": "abd"}
_ARABIC_SOUNDS = str.maketrans({"ظ": "ز", "ذ": "ز", "ع": "", "ا": ""})


def _from_hebrew(word: str) -> str:
    plain = fold(word).replace(" ", "")
    if plain in HEBREW_NAMES:
        return HEBREW_NAMES[plain]
    if plain[:1] in {"א", "ע"}:
        first = "o" if plain[1:2] == "ו" else "a"
    else:
        first = {"ב": "b", "כ": "k", "פ": "p", "ו": "v", "ש": "sh"}.get(plain[:1]) or _plain(
            plain[:1]
        )
    rest = plain[1:].replace("וו", "װ").replace("ו", "")
    return first + "a" + "a".join("sh" if char == "ש" else _plain(char) for char in rest)


_PREPOSED = re.compile("[เแโใไເແໂໃໄ]")


def _from_thai(word: str) -> str:
    rounded = "โ" in word[:1] or "ໂ" in word[:1]
    word = _PREPOSED.sub("", word)
    if word[:1] in {"อ", "ອ"}:
        rounded = rounded or word[1:2] in {"ุ", "ู", "ຸ", "ູ", ""}
        return ("o" if rounded else "a") + _plain(word[1:])
    return _plain(word)


def _from_burmese(word: str) -> str:
    """Known syllables by their usual spelling, longest first; the rest letter by letter."""
    word = normalize("NFC", word)
    spelled = []
    at = 0
    while at < len(word):
        for length in range(min(7, len(word) - at), 0, -1):
            syllable = word[at : at + length]
            follows = word[at + length : at + length + 1]
            if syllable in _SYLLABLES and not _BURMESE_SIGN.match(follows):
                spelled.append(_SYLLABLES[syllable])
                at += length
                break
        else:
            spelled.append(_plain(word[at]))
            at += 1
    return " ".join(spelled)


_SYLLABLES = {normalize("NFC", written): said for written, said in BURMESE_SYLLABLES.items()}
_BURMESE_SIGN = re.compile("[\u102b-\u103e]")


def _from_indic(word: str) -> str:
    return _plain("".join(_INDIC_SOUNDS.get(char, char) for char in word))


# The blocks from Devanagari to Malayalam share one layout: CA, SHA and SSA have the same places.
_INDIC_SOUNDS = {
    chr(block + offset): sound
    for block in range(0x900, 0xD80, 0x80)
    for offset, sound in ((0x1A, "ch"), (0x36, "sh"), (0x37, "sh"))
}


def _from_greek(word: str) -> str:
    for letters, sound in (("ου", "ou"), ("μπ", "b"), ("γγ", "ng"), ("γκ", "g"), ("ντ", "nd")):
        word = word.replace(letters, sound)
    return _plain(re.sub("[εα]υ(?=[αεηιοωβγδζλμνρ])", "ev", word))


def _from_khmer(word: str) -> str:
    return ("a" if word.startswith("អ") else "") + _plain(word)


_SPELLED_BY_RULE = (
    (re.compile("[\u0600-\u06ff]"), _from_arabic),
    (re.compile("[\u0590-\u05ff]"), _from_hebrew),
    (re.compile("[\u0900-\u0d7f]"), _from_indic),
    (re.compile("[\u0e00-\u0eff]"), _from_thai),
    (re.compile("[\u1000-\u109f]"), _from_burmese),
    (re.compile("[\u1780-\u17ff]"), _from_khmer),
    (re.compile("[\u0370-\u03ff]"), lambda word: _from_greek(fold(word))),
)
