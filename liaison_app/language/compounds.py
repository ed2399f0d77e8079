"""Names that are written in one word or in several: Abdul Rahman, Hamid Ullah, Salah al-Din.

Offices write each of them both ways, and عبد الله is two words where Abdullah is one. Search treats
them as one word; a lone article (al-Hassan) belongs to what follows and is not searched by itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from liaison_app.language.romanising import latin_word


@dataclass(frozen=True)
class NamePart:
    """One word of a name for search: as written, and in the letters a to z ("" if it has none)."""

    written: str
    latin: str


def name_parts(name: str) -> list[NamePart]:
    """The parts of a name in any script, compounds joined, in order."""
    parts: list[NamePart] = []
    waiting = ""  # an article that joins the next part
    for word in _SEPARATORS.split(name):
        latin = latin_word(word)
        if not word:
            continue
        before = parts[-1] if parts else NamePart("", "")
        if latin in _ARTICLE:
            waiting = f"{waiting} {word}".strip()
        elif before.latin in _SERVANT or (before.latin and latin in _SECOND_HALF):
            written = " ".join(filter(None, (before.written, waiting, word)))
            parts[-1] = NamePart(written, before.latin + latin)
            waiting = ""
        else:
            parts.append(NamePart(f"{waiting} {word}".strip(), latin))
            waiting = ""
    if waiting:  # nothing followed: Al is a name too, and a name may be unfinished
        parts.append(NamePart(waiting, latin_word(waiting)))
    return parts


_SEPARATORS = re.compile(r"[\s\-‐‑–־.,/()]+")
_SERVANT = frozenset({"abd", "abdul", "abdel", "abdal", "abdoul", "abdur", "abdus", "abdir"})
_ARTICLE = frozenset(("al", "el", "ul", "ar", "er", "ur", "as", "us", "ad", "ud", "ed", "an", "az"))
_SECOND_HALF = frozenset(
    (
        *("allah", "ullah", "ollah", "ulla"),
        *("din", "deen", "aldin", "addin", "uddin", "eddin", "eddine", "uldin", "uddeen"),
    )
)
