"""You said, we did: a poster for everybody, of what families said and what became of it.

It names nobody and no small group: a number under five does not print, nor one from which such a
number could be worked out. Whether somebody is named is judged by the names of all families.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.language.catalogues import N_, P_
from liaison_app.packets.answered_counts import Answered, answered_this_year
from liaison_app.packets.content import Heading, Paragraph, PictureLine, Profile
from liaison_app.packets.free_texts import is_foreign, language_typed
from liaison_app.packets.kind import About, Asked, Audience, Makers, PrintKind, Saying, Typed
from liaison_app.packets.problems import place
from liaison_app.packets.said_lines import SaidLine, said_lines, told_of_somebody
from liaison_app.packets.typed_said import typed_said
from liaison_app.packets.values import Count
from liaison_app.packets.voices import say
from liaison_app.records.voices import SaidState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from liaison_app.packets.content import Block
    from liaison_app.packets.problems import Problem
    from liaison_app.packets.section_values import Values

# Translators: The title of a poster at school: what families said, and what the school did.
TITLE = P_("You said, we did")

# Translators: On a poster, under something that families said. {count} is a number from 5 up.
FAMILIES = P_("Families who said this: {count}")

STATES: Mapping[str, tuple[str, str]] = {
    # Translators: On a poster, about something that families wished for.
    SaidState.DONE: ("circle-check", P_("We did it.")),
    # Translators: On a poster, about something that families wished for.
    SaidState.UNDER_WAY: ("clock", P_("We are working on it.")),
    # Translators: On a poster, about something that families wished for. What follows says why.
    SaidState.CANNOT: ("hand-stop", P_("We cannot do it.")),
}
SECTION = "you-said"


@dataclass(frozen=True)
class Poster(About):
    """What was said and done, and how quickly questions were answered.

    Attributes:
        counted: None where the numbers are too small to be told.
        found: what speaks against hanging it up.
    """

    lines: tuple[SaidLine, ...]
    counted: Answered | None
    found: tuple[Problem, ...]

    def values(self, saying: Saying) -> Values:
        """The numbers, and whether there is anything at all."""
        values: Values = {"nothing": "" if self.lines else "yes"}
        first = saying.voices[0]
        typed = (one.words for one in self.typed())
        if any(is_foreign(one, language_typed(one, (first,)), first, SECTION) for one in typed):
            values["free_text"] = "yes"
        if self.counted:
            values |= {
                "counted": "yes",
                "asked": saying.dress(Count(self.counted.asked)),
                "in_time": saying.dress(Count(self.counted.in_time)),
                "days": saying.dress(Count(self.counted.days)),
            }
        return values

    def blocks(self, saying: Saying) -> Makers:
        """A heading with what was said, and below it what became of it."""
        return {"said_and_done": lambda: tuple(self._blocks(saying))}

    def _blocks(self, saying: Saying) -> Iterator[Block]:
        voices, dress = saying.voices, saying.dress
        for one in self.lines:
            yield Heading(typed_said(one.said, voices, SECTION, dress), icon="message")
            if one.families is not None:
                count = {"count": dress(Count(one.families))}
                yield Paragraph(say(voices, FAMILIES, count), icon="users")
            icon, state = STATES.get(one.state, STATES[SaidState.UNDER_WAY])
            yield PictureLine(icon, say(voices, state))
            if one.done:
                yield Paragraph(typed_said(one.done, voices, SECTION, dress))

    def typed(self) -> tuple[Typed, ...]:
        """What staff typed of it."""
        return tuple(
            Typed(words, place("said_and_done", one.id, field), section=SECTION)
            for one in self.lines
            for field, words in (("said", one.said), ("done", one.done))
            if words
        )

    def problems(self) -> tuple[Problem, ...]:
        """Names, numbers and streets of families."""
        return self.found


def gather(asked: Asked) -> Poster:
    """Take what is to be shown, of one school or of all."""
    lines = said_lines(asked.workspace, asked.take, asked.subject)
    found = tuple(told_of_somebody(asked.workspace, lines))
    return Poster(lines, answered_this_year(asked.workspace), found)


KIND = PrintKind(
    name="you-said",
    label=N_("Poster: you said, we did"),
    title=TITLE,
    letter="Y",
    audience=Audience.EVERYBODY,
    subject="school",
    subject_needed=False,
    gather=gather,
    profiles=(Profile.LARGE_PRINT, Profile.STANDARD, Profile.ECONOMY),
    titled=False,
    theirs={("said_and_done", "families"): "the number prints from five families up alone"},
)
