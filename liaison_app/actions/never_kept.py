"""Words in a note that must never be kept: immigration status and Social Security numbers.

Schools may not ask for either (Plyler v. Doe, 457 U.S. 202, and state law), and a note that holds
them can be subpoenaed. The note is never blocked: whoever writes it is warned and decides. Words
are looked for in English, Spanish and Arabic, however they are spelt or accented; numbers in the
digits of any script.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import cache

from liaison_app.language.folding import fold

_TERMS = """
undocumented; no papers; without papers; no legal papers; no documents; immigration status;
illegal immigrant; illegal immigrants; illegal alien; illegals; here illegally; green card;
deported; deportation; visa; overstayed; daca; asylum; asylum seeker; refugee status;
temporary protected status; citizenship; citizenship status; not a citizen; not citizens;
non citizen; noncitizen; legal status; work permit; alien number; permanent resident;
immigration papers; immigration court; border patrol; crossed the border;
social security number; social security card; ssn; itin;
sin papeles; no tiene papeles; no tienen papeles; indocumentado; indocumentada; indocumentados;
indocumentadas; estatus migratorio; estado migratorio; situacion migratoria; estatus legal;
ilegal; ilegales; deportado; deportada; deportados; deportaron; deportacion; la migra;
tarjeta verde; residencia permanente; permiso de trabajo; asilo; ciudadania; sin documentos;
cruzo la frontera; cruzaron la frontera; tribunal de inmigracion; seguro social; numero de seguro;
بدون اوراق; بلا اوراق; بدون وثائق; ليس لديهم اوراق; ليس لديه اوراق; وضع الهجرة; حالة الهجرة;
مهاجر غير شرعي; مهاجرين غير شرعيين; غير شرعي; غير قانوني; ترحيل; رحلوه; البطاقة الخضراء;
غرين كارد; جرين كارد; كرين كارد; اقامة; تصريح عمل; لجوء; طالب لجوء; طلب اللجوء; تاشيرة; فيزا;
الجنسية; محكمة الهجرة; الضمان الاجتماعي; رقم الضمان
"""

_SHOUTED = frozenset({"ICE", "SSN", "TPS"})
"""Taken as meant only in capitals: ice is also cold."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_NUMBER = re.compile(r"(?<![\d-])\d{3}([- .]?)\d{2}\1\d{4}(?![\d-])")
_LONGEST = 4
_WRITTEN_ON = ("و", "ف", "ب", "ل", "ك")  # and, so, with, for, like: Arabic joins them to the word


class What(Enum):
    """What a note seems to hold."""

    STATUS = "status"
    NUMBER = "number"


@dataclass(frozen=True)
class Found:
    """A place in a text: from `start` up to `end`, in characters."""

    what: What
    words: str
    start: int
    end: int


def look(text: str) -> tuple[Found, ...]:
    """What in `text` must not be kept, in the order of the text; empty for nearly all notes."""
    found = [
        Found(What.NUMBER, match[0], match.start(), match.end()) for match in _NUMBER.finditer(text)
    ]
    return tuple(sorted([*found, *_terms_in(text)], key=lambda one: one.start))


def _terms_in(text: str) -> list[Found]:
    words = list(_WORD.finditer(text))
    folded = [fold(match[0]) for match in words]
    found: list[Found] = []
    place = 0
    while place < len(words):
        length = _term_at(folded, place) or int(words[place][0] in _SHOUTED)
        if length:
            start, end = words[place].start(), words[place + length - 1].end()
            found.append(Found(What.STATUS, text[start:end], start, end))
        place += length or 1
    return found


def _term_at(folded: list[str], place: int) -> int:
    """How many words from `place` on are a term; 0 if none are."""
    for length in range(min(_LONGEST, len(folded) - place), 0, -1):
        rest = folded[place + 1 : place + length]
        if any(" ".join([first, *rest]) in _terms() for first in _forms(folded[place])):
            return length
    return 0


def _forms(word: str) -> set[str]:
    """A word, and what is left of it without the Arabic letters that are written onto it."""
    forms = {word}
    for _time in range(2):
        forms |= {form[1:] for form in forms if form.startswith(_WRITTEN_ON)}
    return forms | {form[2:] for form in forms if form.startswith("ال")}


@cache
def _terms() -> frozenset[str]:
    terms = (fold(term) for term in " ".join(_TERMS.split()).split(";"))
    return frozenset(term for term in terms if term)
