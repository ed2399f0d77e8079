"""The sheet on which families sign in at an event: lines to fill in, nobody's name printed.

A list of names would tell each family who else was invited. What is written on the sheet is keyed
in afterwards, and the sheet shredded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.language.catalogues import N_, P_
from liaison_app.packets.content import Table, text
from liaison_app.packets.kind import FOR_STAFF, About, Ask, Audience, Option, PrintKind
from liaison_app.packets.kinds.event import Invited
from liaison_app.packets.kinds.event import gather as gather_event
from liaison_app.packets.voices import say

if TYPE_CHECKING:
    from liaison_app.packets.content import Block
    from liaison_app.packets.kind import Asked, Makers, Saying, Typed
    from liaison_app.packets.problems import Problem
    from liaison_app.packets.section_values import Values

# Translators: The title of a sheet on which families write that they came to an event.
TITLE = P_("Welcome! Please write down that you came")
# Translators: Head of a column: the family writes its name below by hand.
NAME = P_("Your name")
# Translators: Head of a narrow column: the family writes a number below.
ADULTS = P_("Adults")
# Translators: Head of a narrow column: the family writes a number below.
CHILDREN = P_("Children")
# Translators: Head of a column: the family writes below which language it speaks.
LANGUAGE = P_("Language")

_BLANK = "\u00a0"


@dataclass(frozen=True)
class SignIn(About):
    """An event, and how many families one sheet has room for."""

    event: Invited
    lines: int

    def values(self, saying: Saying) -> Values:
        """What event it is."""
        return self.event.values(saying)

    def blocks(self, saying: Saying) -> Makers:
        """The lines to fill in."""
        return {"lines": lambda: self._lines(saying)}

    def typed(self) -> tuple[Typed, ...]:
        """The event's name."""
        return self.event.typed()

    def problems(self) -> tuple[Problem, ...]:
        """What is odd about the event."""
        return self.event.problems()

    def _lines(self, saying: Saying) -> tuple[Block, ...]:
        header = tuple(say(saying.voices, one) for one in (NAME, LANGUAGE, ADULTS, CHILDREN))
        empty = ((text(_BLANK, saying.voices[0].page),),) * len(header)
        return (Table(header, (empty,) * self.lines),)


def gather(asked: Asked) -> SignIn:
    """Take an event.

    Raises:
        UnknownRecord: there is no such event.
    """
    return SignIn(gather_event(asked), int(asked.options["lines"]))


KIND = PrintKind(
    name="sign-in",
    label=N_("Sign-in sheet for an event"),
    title=TITLE,
    letter="S",
    audience=Audience.EVERYBODY,
    subject="event",
    options=(
        Option(
            "lines",
            N_("How many lines"),
            Ask.CHOICE,
            (("15", N_("15: one page")), ("30", N_("30: two pages")), ("60", N_("60: four pages"))),
            "15",
            "How many families can sign in.",
        ),
    ),
    gather=gather,
    beside="en",
    titled=False,
    profiles=FOR_STAFF,
)
