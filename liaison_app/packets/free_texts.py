"""What staff typed in a language that the family does not read, and that nobody translated.

It prints as it stands, beside the offer to have it read aloud; pre-flight tells staff of each.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.language.clock_times import times_in
from liaison_app.language.languages import parents
from liaison_app.packets.section_values import translated
from liaison_app.packets.templates import promise_phrases
from liaison_app.packets.voices import ENGLISH
from liaison_app.records.schools import SchoolDay

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
        known = one.what in promise_phrases()
        if not known and _is_foreign(one.what, one.language, voice, PROMISES):
            yield FreeText(one.what, "commitment", one.id, "what")


def free_school_facts(facts: Facts, voice: Voice, section: str) -> Iterator[FreeText]:
    """What a school says of itself in a section, in another language than the family's."""
    for school in facts.schools:
        hours = "" if times_in(school.hours) else school.hours
        for name, typed in (("meals", school.meals), ("bus", school.bus), ("hours", hours)):
            if _is_foreign(typed, ENGLISH, voice, section):
                yield FreeText(typed, "school", school.id, name)


def free_days(facts: Facts, voice: Voice, month: date) -> Iterator[FreeText]:
    """Events on the calendar of a month in another language than the family's."""
    for one in facts.days:
        shown = (one.day.year, one.day.month) <= (month.year, month.month)
        shown = shown and one.until >= month
        if shown and one.kind == SchoolDay.EVENT and _is_foreign(one.what, "", voice, CALENDAR):
            yield FreeText(one.what, "school_date", one.id, "what")


def _is_foreign(typed: str, language: str, voice: Voice, section: str) -> bool:
    if not typed or parents(language or ENGLISH)[-1] == parents(voice.tag)[-1]:
        return False
    return not translated(voice, typed, section)
