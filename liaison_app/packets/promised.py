"""Promises that print in the family's language: about fifty phrases, some with something to put in.

“Talk with Ms. Okoye” is the phrase “Talk with {person}”: the phrase is translated, the name stays
as it is. What is put in as {thing} is in the words of staff, so it prints as typed inside the
translated phrase. Whoever it is promised by, and until when, have columns of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from liaison_app.language.section_markup import placeholders
from liaison_app.packets.templates import promise_phrases
from liaison_app.packets.values import Name, Phone, Words, one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from liaison_app.packets.values import Value

THING = "thing"
_LONGEST = 60  # characters put in: more is no longer a phrase with a gap
_SLOT = r"(?P<{name}>\S(?:.{{0,{room}}}\S)?)"


@dataclass(frozen=True)
class Promised:
    """What was promised, as a phrase.

    Attributes:
        phrase: its English wording, with {placeholders}.
        put_in: what stands in their place, by name, as it was typed.
    """

    phrase: str
    put_in: Mapping[str, str]

    @property
    def thing(self) -> str:
        """What of it is in the words of staff; "" for nothing."""
        return self.put_in.get(THING, "")

    def values(self, language: str) -> dict[str, Value]:
        """What is put in, as values.

        Args:
            language: tag of the words of staff.
        """
        return {name: _value(name, typed, language) for name, typed in self.put_in.items()}


def phrase_of(typed: str) -> Promised | None:
    """The phrase that somebody typed, in small or capital letters; None if it is none.

    A phrase without a gap is preferred to one with it.
    """
    words = one_line(typed).rstrip(".")
    if exact := _exact().get(words.casefold()):
        return Promised(exact, {})
    for pattern, phrase in _with_gaps():
        if found := pattern.fullmatch(words):
            return Promised(phrase, found.groupdict())
    return None


@cache
def _exact() -> dict[str, str]:
    return {one.casefold(): one for one in promise_phrases() if not placeholders(one)}


@cache
def _with_gaps() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The phrases with gaps as patterns, those with most words first."""
    gapped = [one for one in promise_phrases() if placeholders(one)]
    gapped.sort(key=lambda one: -len(re.sub(r"\{\w+\}", "", one)))
    return tuple((_pattern(one), one) for one in gapped)


def _pattern(phrase: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", phrase)
    made = "".join(
        _SLOT.format(name=part, room=_LONGEST - 2) if number % 2 else re.escape(part)
        for number, part in enumerate(parts)
    )
    return re.compile(made, re.IGNORECASE)


def _value(name: str, typed: str, language: str) -> Value:
    if name == "phone":
        return Phone(typed)
    return Words(typed, language) if name == THING else Name(typed)
