"""Whether each value that was put into a sentence lies in an isolate (UAX #9, section 2.3).

Nothing here trusts the values: the packet is composed a second time with every value an empty
isolate, and what stands outside isolates has to be the same both times. A phone number that lay
open after Arabic letters would read 0142-555 (612).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.language.names import isolate
from liaison_app.packets.compose import compose
from liaison_app.packets.texts import texts
from liaison_app.packets.values import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.packets.compose import Composed, Order
    from liaison_app.packets.content import Section
    from liaison_app.packets.facts import Facts
    from liaison_app.packets.values import Value

_OPENS, _CLOSES = "\u2066\u2067\u2068", "\u2069"
_OVERRIDES = re.compile("[\u202a-\u202e]")


def laid_open(facts: Facts, order: Order, composed: Composed) -> Iterator[str]:
    """The names of the sections with a value outside an isolate, or with marks that turn text."""
    blank = compose(facts, order, _blank)
    sections = composed.packet.sections
    for section, empty in zip(sections, blank.packet.sections, strict=True):
        if _differ(section, empty):
            yield section.name


def outside_isolates(words: str) -> str | None:
    """What of a text lies in no isolate; None if its isolates are not whole, or it is turned."""
    depth, outside = 0, []
    for char in words:
        if char in _OPENS:
            depth += 1
        elif char in _CLOSES:
            depth -= 1
        elif depth == 0:
            outside.append(char)
        if depth < 0:
            return None
    return None if depth or _OVERRIDES.search(words) else "".join(outside)


def _differ(section: Section, empty: Section) -> bool:
    said, bare = ([outside_isolates(one.plain) for one in texts(part)] for part in (section, empty))
    return None in said or list(map(_letters, said)) != list(map(_letters, bare))


def _letters(words: str | None) -> str:
    """What can be put in a wrong order; signs that join two isolates cannot."""
    return "".join(filter(str.isalnum, words or ""))


@dataclass(frozen=True)
class _Blank:
    """Known where the value is known, and empty."""

    value: Value

    def said(self, tag: str) -> str:
        """An empty isolate."""
        return isolate(" ") if self.value.said(tag) else ""


@dataclass(frozen=True)
class _BlankWords(Words):
    """The same for words of staff, which sections recognise by their kind."""

    value: Value | None = None

    def said(self, tag: str) -> str:
        """An empty isolate."""
        return isolate(" ") if self.value and self.value.said(tag) else ""


def _blank(value: Value) -> Value:
    return _BlankWords("", value.language, value) if isinstance(value, Words) else _Blank(value)
