"""The page that is filled in by hand at the end of a visit and stays with the family.

It is printed before the visit, since there is no printer in the car: blank, in her language beside
English, so that both sides know what is ticked. What was said is written on it by those who were
there; what prints names nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.language.catalogues import N_, P_
from liaison_app.packets import words
from liaison_app.packets.content import ToTick
from liaison_app.packets.kind import About, Asked, Makers, PrintKind, Saying
from liaison_app.packets.values import Name
from liaison_app.packets.visited import who_comes
from liaison_app.packets.voices import say

if TYPE_CHECKING:
    from liaison_app.packets.content import Block
    from liaison_app.packets.section_values import Values

# Translators: The title of a page that we fill in by hand with the family during a visit.
TITLE = P_("Our visit")

SCHOOL_DOES = (
    "Call back",
    "Visit again",
    "Talk with the teacher",
    "Find out about the school bus",
    "Find out about free meals",
    "Bring warm clothes",
)
FAMILY_DOES = (
    "Come to the meeting",
    "Return the form",
    "Read or tell stories every day",
    "Tell the school about a new phone number",
    "Bring the vaccine papers",
)
"""Promises to tick, of those in `promise-phrases.md`, so that each is translated already."""

BLANK = 2
"""Lines for what no phrase says."""


@dataclass(frozen=True)
class Blank(About):
    """A page to fill in: it says who came, and nothing of the family."""

    who: str

    def values(self, saying: Saying) -> Values:
        """The name of who came."""
        return {"who_came": saying.dress(Name(self.who))}

    def blocks(self, saying: Saying) -> Makers:
        """What the school and the family may promise."""
        return {
            "school_does": lambda: _to_tick(saying, SCHOOL_DOES),
            "family_does": lambda: _to_tick(saying, FAMILY_DOES),
        }


def _to_tick(saying: Saying, phrases: tuple[str, ...]) -> tuple[Block, ...]:
    what, when = (say(saying.voices, one) for one in (words.PROMISE_WHAT, words.PROMISE_WHEN))
    return (ToTick((what, when), tuple(say(saying.voices, one) for one in phrases), BLANK),)


def gather(asked: Asked) -> Blank:
    """Take who comes, and nothing else of the visit."""
    return Blank(who_comes(asked))


KIND = PrintKind(
    name="leave-behind",
    label=N_("Page to leave behind"),
    title=TITLE,
    letter="L",
    subject="visit",
    subject_needed=False,
    gather=gather,
    beside="en",
    titled=False,
    names_nobody=True,
)
