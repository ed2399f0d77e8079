"""What a family asked, what the school answered, and what is still open, in its language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from liaison_app.language.catalogues import N_, P_
from liaison_app.packets.family_questions import answered, questions_of, still_open
from liaison_app.packets.kind import About, Ask, Asked, Makers, Option, PrintKind, Saying, Typed
from liaison_app.packets.question_words import NO_DAY
from liaison_app.packets.sheets import Sheet, sheet_blocks, typed_in, unread
from liaison_app.packets.whose_words import held_back, reader_of

if TYPE_CHECKING:
    from liaison_app.packets.problems import Problem
    from liaison_app.packets.section_values import Values

# Translators: The title of a page for one family: what it asked, and what the school answered.
TITLE = P_("You asked, we did")


@dataclass(frozen=True)
class Answers(About):
    """The questions that the family was answered, and those that it was not."""

    household: str
    answered: Sheet
    open: Sheet
    left_out: tuple[str, ...]

    def values(self, saying: Saying) -> Values:
        """Which of the two lists has anything in it."""
        return {
            "answered": "yes" if self.answered.rows else "",
            "open": "yes" if self.open.rows else "",
            "nothing": "" if self.answered.rows or self.open.rows else "yes",
            "free_text": unread(saying, (self.answered, self.open)),
        }

    def blocks(self, saying: Saying) -> Makers:
        """The two lists."""
        return {
            "answered": lambda: sheet_blocks(saying, (self.answered,), NO_DAY),
            "open": lambda: sheet_blocks(saying, (self.open,), NO_DAY),
        }

    def typed(self) -> tuple[Typed, ...]:
        """What was asked and answered, in the words of those who said it."""
        return typed_in((self.answered, self.open))

    def problems(self) -> tuple[Problem, ...]:
        """Words that stay off the page."""
        return tuple(held_back((self.answered, self.open), self.left_out, self.household))


def gather(asked: Asked) -> Answers:
    """Take what the reader asked."""
    since = asked.options["since"]
    reader = reader_of(asked)
    questions = questions_of(asked, reader, date.fromisoformat(since) if since else None)
    return Answers(
        asked.facts.household,
        answered(asked, reader, questions),
        still_open(asked, reader, questions),
        tuple(reader.left_out),
    )


KIND = PrintKind(
    name="your-answers",
    label=N_("You asked, we did"),
    title=TITLE,
    letter="Q",
    options=(
        Option(
            "since",
            N_("Answered since"),
            Ask.DAY,
            wording="Leave out what was asked before this day and answered.",
        ),
    ),
    gather=gather,
    titled=False,
    theirs={("question", "due"): "the day until which the family is promised an answer"},
)
