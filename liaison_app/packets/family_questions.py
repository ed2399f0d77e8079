"""What one adult of a family asked, what was answered, and until when the rest is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.packets import question_words as words
from liaison_app.packets.sheets import Phrase, Sheet
from liaison_app.packets.values import Day
from liaison_app.packets.whose_words import has_ink
from liaison_app.records.voices import Question, QuestionKind

if TYPE_CHECKING:
    from datetime import date, datetime

    from liaison_app.packets.kind import Asked
    from liaison_app.packets.sheets import Cell, Row
    from liaison_app.packets.whose_words import Reader

SECTION = "your-answers"
"""The section in which a district's translations of questions and answers are looked up."""

_TICKED = frozenset((QuestionKind.CALL_ME, QuestionKind.INTERPRETER, QuestionKind.NO_VISIT))


def questions_of(asked: Asked, reader: Reader, since: date | None = None) -> list[Question]:
    """What the reader asked, newest first.

    Of what the home asked and nobody wrote down who, boxes that were ticked are told to whoever
    lives there; words only if the reader is the only adult who can have said them.

    Args:
        asked: what is printed.
        reader: for whom.
        since: leave out what was asked before this day and answered.
    """
    found = [
        one
        for one in asked.workspace.all(Question, household=asked.facts.household)
        if one.person == reader.person or (not one.person and reader.lives_here)
        if one.kind in _TICKED or reader.said(one, one.person)
        if since is None or one.told_at is None or local_day(one.asked_at) >= since
    ]
    return sorted(found, key=lambda one: (one.asked_at, one.id), reverse=True)


def answered(asked: Asked, reader: Reader, questions: list[Question]) -> Sheet:
    """What the family was told."""
    header = (words.DAY, words.YOU_ASKED, words.WE_DID)
    rows = [
        (_day(asked, one), said_cell(asked, reader, one), _answer(asked, reader, one))
        for one in questions
        if asked.take(one, "told_at")
    ]
    return Sheet(header, tuple(rows))


def still_open(asked: Asked, reader: Reader, questions: list[Question]) -> Sheet:
    """What the family waits for, and until when."""
    header = (words.DAY, words.YOU_ASKED, words.WE_ANSWER_BY)
    rows = [
        (_day(asked, one), said_cell(asked, reader, one), _by(asked, one))
        for one in questions
        if not asked.take(one, "told_at")
    ]
    return Sheet(header, tuple(rows))


def said_cell(asked: Asked, reader: Reader, one: Question) -> Cell:
    """What was asked: in the words that were said, else what box was ticked."""
    kind = asked.take.choice(one, "kind")
    typed = asked.take.words(one, "words")
    if kind in _TICKED or not has_ink(typed):
        return Phrase(words.ASKED_FOR.get(kind, words.ASKED_FOR[QuestionKind.QUESTION]))
    return reader.quoted(
        one,
        "words",
        typed,
        language=asked.take.choice(one, "language"),
        section=SECTION,
    )


def local_day(moment: datetime) -> date:
    """The day here."""
    return moment.astimezone().date()


def rows_of(asked: Asked, reader: Reader, questions: list[Question]) -> tuple[Row, ...]:
    """Every question with its answer, for the list of all that is held."""
    return tuple(
        (
            _day(asked, one),
            said_cell(asked, reader, one),
            _answer(asked, reader, one) if asked.take(one, "told_at") else _by(asked, one),
        )
        for one in questions
    )


def _day(asked: Asked, one: Question) -> Day:
    return Day(local_day(asked.take(one, "asked_at")), weekday=False, year=True)


def _answer(asked: Asked, reader: Reader, one: Question) -> Cell:
    typed = asked.take.words(one, "answer")
    if not has_ink(typed):
        return Phrase(words.WE_TALKED)
    language = asked.take.choice(one, "answer_language")
    return reader.quoted(one, "answer", typed, language=language, section=SECTION)


def _by(asked: Asked, one: Question) -> Cell:
    """Until when there is an answer; a day that has passed is no promise any more."""
    due = asked.take(one, "due")
    if asked.take(one, "answered_at"):
        return Phrase(words.WE_TELL_YOU)
    if due is None:
        return Phrase(words.NO_DAY)
    return Phrase(words.WE_ARE_LATE) if due < asked.facts.today else Day(due)
