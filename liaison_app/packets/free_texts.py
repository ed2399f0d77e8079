"""What staff typed in a language that the family does not read, and that nobody translated.

It prints as it stands, beside the offer to have it read aloud; pre-flight tells staff of each.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.language.clock_times import times_in
from liaison_app.language.languages import parents, script_of
from liaison_app.packets.promised import phrase_of
from liaison_app.packets.section_values import translated
from liaison_app.packets.typeset.characters import INHERITING, scripts
from liaison_app.packets.voices import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from liaison_app.packets.facts import Facts
    from liaison_app.packets.voices import Voice

PROMISES, CALENDAR = "promises", "calendar"
"""Sections, and the blocks on them; what staff typed there is translated as a text of theirs."""


@dataclass(frozen=True)
class FreeText:
    """Words of staff and where they are kept: record type, id and field."""

    words: str
    type: str
    id: str
    field: str


def free_promises(facts: Facts, voice: Voice) -> Iterator[FreeText]:
    """Promises in another language than the family's."""
    for one in facts.promises:
        found = phrase_of(one.what)
        words = found.thing if found else one.what
        language = one.language or language_typed(one.what, (voice,))
        if is_foreign(words, language, voice, PROMISES):
            yield FreeText(words, "commitment", one.id, "what")


def free_school_facts(facts: Facts, voice: Voice, section: str) -> Iterator[FreeText]:
    """What a school says of itself in a section, in another language than the family's."""
    for school in facts.schools:
        hours = "" if times_in(school.hours) else school.hours
        for name, typed in (("meals", school.meals), ("bus", school.bus), ("hours", hours)):
            if is_foreign(typed, ENGLISH, voice, section):
                yield FreeText(typed, "school", school.id, name)


def free_days(facts: Facts, voice: Voice, month: date) -> Iterator[FreeText]:
    """What is written about days of a month in another language than the family's."""
    for one in facts.days:
        shown = (one.day.year, one.day.month) <= (month.year, month.month)
        shown = shown and one.until >= month
        language = language_typed(one.what, (voice,))
        if shown and is_foreign(one.what, language, voice, CALENDAR):
            yield FreeText(one.what, "school_date", one.id, "what")


def language_typed(typed: str, voices: tuple[Voice, ...]) -> str:
    """The language of words of which nobody wrote it down, as far as their letters tell.

    Latin ones are taken for English; others for the language of the packet that is written in
    them, else they are of an unknown language in that script (und-Arab).
    """
    found = Counter(scripts()[char] for char in typed if char.isalpha())
    letters = [(count, script) for script, count in found.items() if script not in INHERITING]
    script = max(letters)[1] if letters else _LATIN
    if script == _LATIN:
        return ENGLISH
    own = (one.tag for one in voices if _letters_of(one.tag) == script)
    return next(own, f"und-{script}")


_LATIN = "Latn"
_LETTERS = {"Aran": "Arab", "Hans": "Hani", "Hant": "Hani", "Jpan": "Hani", "Kore": "Hang"}
"""The script of the letters, where that of a language says more."""


def _letters_of(tag: str) -> str:
    script = script_of(tag)
    return _LETTERS.get(script, script)


def is_foreign(typed: str, language: str, voice: Voice, section: str) -> bool:
    """Whether typed words are in another language than a voice's, and nobody translated them."""
    if not typed or parents(language)[-1] == parents(voice.tag)[-1]:
        return False
    return not translated(voice, typed, section)
