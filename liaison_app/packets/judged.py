"""A packet with all that it is judged by, and how its sections are called in front of staff."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.language import catalogues
from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate
from liaison_app.language.section_markup import placeholders
from liaison_app.packets.voices import voice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from liaison_app.packets.compose import Composed, Order
    from liaison_app.packets.content import Printed
    from liaison_app.packets.facts import Facts
    from liaison_app.packets.kept_out import KeptOut

_SHOWN = 8
"""Characters or sections that one sentence names; the rest are counted."""

_LONGEST = 60
"""Characters of somebody's words that a sentence quotes."""


@dataclass(frozen=True)
class Judged:
    """A packet before it is printed, and what it is judged by."""

    facts: Facts
    order: Order
    composed: Composed
    printed: Printed
    kept_out: KeptOut

    def title(self, section: str) -> str:
        """What a section is called, in the language of the interface, isolated."""
        name = base_name(section)
        titles = {one.name: one.title for one in self.order.templates}
        if placeholders(titles.get(name, "")):  # a day, say: words that stand on the page alone
            return isolate(_(self.order.kind.label))
        own = voice(catalogues.current())
        return isolate(own.said(titles[name]).plain if name in titles else name)


def base_name(section: str) -> str:
    """The name of a section without the number that another school gives it."""
    return section.partition("~")[0]


def listed(words: Iterable[str]) -> str:
    """Several words in one sentence; beyond a few they are counted."""
    every = list(words)
    more = len(every) - _SHOWN
    rest = [_("{count} more").format(count=more)] if more > 0 else []
    return ", ".join([*every[:_SHOWN], *rest])


def short(words: str) -> str:
    """Somebody's words, as long as a sentence may quote them."""
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
