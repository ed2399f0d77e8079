"""What a character is to typesetting: its script, whether it has ink, what is read back from it."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from liaison_app.language.character_table import CharacterTable
from liaison_app.language.names import isolate
from liaison_app.language.unicode_tables import IGNORABLE, SCRIPT

INHERITING = frozenset(("Zyyy", "Zinh", "Zzzz"))  # these take the script of their neighbours
SOFT_HYPHEN = "\u00ad"
EMOJI_STYLE = "\ufe0f"  # asks for the picture, not the sign
REPLACEMENT = "\ufffd"  # what is printed for a character that no font has
HARD_BREAK = re.compile("[\n\u2028\u2029]")
_BIDI_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# What may hang over the end of a line: spaces, and the controls that stand among them.
HANGING = (
    " \t\n\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000\u200b"
    "\u2028\u2029" + _BIDI_CONTROLS
)
# Who copies a number off a page must not copy controls with it; joiners are spelling, and stay.
_UNREAD = dict.fromkeys(map(ord, _BIDI_CONTROLS + "\u200b\u2060\ufeff" + SOFT_HYPHEN))


@cache
def scripts() -> CharacterTable:
    """The Script property of each character as ISO 15924 code."""
    return CharacterTable(SCRIPT)


def inkless(character: str) -> bool:
    """Whether nothing is drawn for a character, so that no font needs to have it."""
    return character in _inkless()


@cache
def _inkless() -> frozenset[str]:
    ranges = [[int(point, 16) for point in pair.split("-")] for pair in IGNORABLE.split()]
    found = {chr(point) for first, last in ranges for point in range(first, last + 1)}
    return frozenset(found - _SHAPED)


# Fillers of Hangul and controls of shorthand: HarfBuzz draws a box for them if the face lacks them.
_SHAPED = frozenset("\u115f\u1160\u3164\uffa0\U0001bca0\U0001bca1\U0001bca2\U0001bca3")


def unprintable(words: str) -> str:
    """The characters in words that no typeface can have, each once: unassigned, private, lost."""
    if words.isascii():
        return ""
    table = scripts()
    return "".join(
        dict.fromkeys(one for one in words if table[one] == "Zzzz" or one == REPLACEMENT)
    )


def character_named(char: str) -> str:
    """A character that may not show on the screen either, with its number and name."""
    name = unicodedata.name(char, "").lower()
    return f"{isolate(char)} (U+{ord(char):04X}{' ' if name else ''}{name})"


def clean(words: str) -> str:
    """The words without what cannot be drawn: each kind of line end as one, no control characters.

    Characters keep their places otherwise, except that a line end of two characters becomes one.
    """
    if words.isprintable():
        return words
    return _CONTROL.sub(_harmless, words.replace("\r\n", "\n"))


_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def _harmless(found: re.Match[str]) -> str:
    if found[0] in "\r\x0b\x0c\x85":
        return "\n"
    if found[0] == "\t":
        return " "
    return REPLACEMENT if found[0] >= "\ud800" else ""


def has_unread(words: str) -> bool:
    """Whether there are controls in the words that nobody reads."""
    return not words.isascii() and not _UNREAD.keys().isdisjoint(map(ord, words))


def readable(words: str) -> str:
    """The words as they are read back from a page: without invisible controls."""
    return words.translate(_UNREAD)
