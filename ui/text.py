"""Text from people inside the window's own: which way it runs, and how it is kept apart."""

from __future__ import annotations

import unicodedata

from liaison_app.language.catalogues import direction

_FSI, _LRI, _PDI, _RLM = "\u2068", "\u2066", "\u2069", "\u200f"


def isolated(text: str) -> str:
    """`text` so that its direction cannot disturb the words around it (UAX #9, FSI and PDI)."""
    return f"{_FSI}{text}{_PDI}" if text else ""


def isolated_number(text: str) -> str:
    """A phone number or code, which runs left to right in every language (UAX #9, LRI)."""
    return f"{_LRI}{text}{_PDI}" if text else ""


def joined(*parts: str) -> str:
    """Names and facts on one line, each kept apart, in the reading order of the interface.

    Empty ones are left out. In a mirrored interface a mark leads the line: nothing else in it
    would tell Qt which way the whole line runs.
    """
    line = " · ".join(isolated(part) for part in parts if part)
    return _RLM + line if line and direction() == "rtl" else line


def plain(text: str) -> str:
    """`text` for a button, tab or menu: an ampersand stays one and marks no key."""
    return text.replace("&", "&&")


def runs_rtl(text: str) -> bool | None:
    """Whether the first strong letter runs right to left; None when there is none."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("R", "AL"):
            return True
        if kind == "L":
            return False
    return None


def initials(name: str) -> str:
    """One or two letters for an avatar, in the name's own script."""
    words = [word for word in name.split() if word[0].isalpha()]
    if not words:
        return "?"
    first = _first_letter(words[0])
    if len(words) == 1 or _is_ideograph(first):
        return first.upper()
    return (first + _first_letter(words[-1])).upper()


def _first_letter(word: str) -> str:
    letters = word[0]
    for mark in word[1:]:
        if not unicodedata.combining(mark) and unicodedata.category(mark) not in ("Mn", "Mc"):
            break
        letters += mark
    return letters


def _is_ideograph(letter: str) -> bool:
    return "\u2e80" <= letter[0] <= "\ud7af"
