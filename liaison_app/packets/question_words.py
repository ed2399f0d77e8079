"""How a question, its answer and its clock are said to the family that asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.language.catalogues import P_
from liaison_app.records.voices import QuestionKind

if TYPE_CHECKING:
    from collections.abc import Mapping

ASKED_FOR: Mapping[str, str] = {
    QuestionKind.CALL_ME: P_("Please call me."),
    QuestionKind.INTERPRETER: P_("I need an interpreter."),
    QuestionKind.SOMETHING_WRONG: P_("Something in this packet is wrong."),
    QuestionKind.NO_VISIT: P_("Please do not visit my home."),
    # Translators: In a table, under "You asked", where the words themselves are not known.
    QuestionKind.QUESTION: P_("You had a question."),
    # Translators: In a table, under "You asked", where the words themselves are not known.
    QuestionKind.CONCERN: P_("You were worried about something."),
    # Translators: In a table, under "You asked", where the words themselves are not known.
    QuestionKind.IDEA: P_("You had an idea."),
    # Translators: In a table, under "You asked": in what the school keeps about the family.
    QuestionKind.CORRECTION: P_("Something that we wrote down is wrong."),
}
"""What a family wants, as it would say it, by the value of `QuestionKind`."""

# Translators: Head of a table: dates stand below.
DAY = P_("Day")
# Translators: Head of a table: what the family asked or said stands below.
YOU_ASKED = P_("You asked")
# Translators: Head of a table: what the school answered or did stands below.
WE_DID = P_("We answered")
# Translators: Head of a table: until when the school answers.
WE_ANSWER_BY = P_("We answer by")
# Translators: In a table, under "We answered": the words themselves were not written down.
WE_TALKED = P_("We talked with you about it.")
# Translators: In a table, under "We answer by": the day has passed.
WE_ARE_LATE = P_("We are late. We are sorry.")
# Translators: In a table, under "We answer by".
NO_DAY = P_("We do not know the day yet.")
# Translators: In a table, under "We answer by": an answer is there, but nobody told the family yet.
WE_TELL_YOU = P_("We have an answer. We will tell you soon.")
# Translators: Stands in place of private words that do not belong on paper.
NOT_ON_PAPER = P_("These words are not on paper. Ask us to read them with you.")
