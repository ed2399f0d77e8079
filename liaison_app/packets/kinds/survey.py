"""A survey on paper: faces to tick, yes or no, boxes, lines; nobody writes a name.

Each question stands with its answers together. What comes back is keyed in by sheet, and belongs
to no family.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from liaison_app.language.catalogues import N_, P_, _
from liaison_app.packets.content import Checks, Faces, FillIns, Heading
from liaison_app.packets.families_named import told_of_families
from liaison_app.packets.kind import About, Audience, PrintKind, Typed
from liaison_app.packets.problems import amber, place, red
from liaison_app.packets.section_values import typed_words
from liaison_app.packets.typed_said import typed_said
from liaison_app.packets.values import Day, one_line
from liaison_app.packets.voices import say
from liaison_app.records.events import AskedAs, Survey, SurveyQuestion

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from liaison_app.packets.content import Block, Said
    from liaison_app.packets.kind import Asked, Makers, Saying
    from liaison_app.packets.problems import Problem
    from liaison_app.packets.section_values import Values

# Translators: The title of a page with questions to families. Nobody writes a name on it.
TITLE = P_("Tell us what you think")

FACES: tuple[tuple[str, str], ...] = (
    # Translators: Under a very happy face that is ticked as an answer.
    ("mood-happy", P_("Very much")),
    # Translators: Under a smiling face that is ticked as an answer.
    ("mood-smile", P_("Yes")),
    # Translators: Under a face that neither smiles nor is sad, ticked as an answer.
    ("mood-empty", P_("So-so")),
    # Translators: Under a sad face that is ticked as an answer.
    ("mood-sad", P_("No")),
    # Translators: Under a very sad face that is ticked as an answer.
    ("mood-cry", P_("Not at all")),
)
"""Pictograms and what each means, from glad to sad."""

# Translators: Beside a box to tick.
YES = P_("Yes, I do")
# Translators: Beside a box to tick.
NO = P_("No, I do not")
# Translators: Beside a box to tick.
DO_NOT_KNOW = P_("I do not know")
# Translators: Before a line to write on.
YOUR_WORDS = P_("In your own words, in your language")

_SECTION = "questions"


@dataclass(frozen=True)
class Asking:
    """One question.

    Attributes:
        asked_as: stored value of `AskedAs`.
        choices: for ticking.
    """

    id: str
    text: str
    asked_as: str
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Opinions(About):
    """A survey with its questions."""

    id: str
    name: str
    intro: str
    back_by: date | None
    questions: tuple[Asking, ...]
    told: tuple[Problem, ...] = ()

    def values(self, saying: Saying) -> Values:
        """What it is for."""
        return {
            "survey": saying.dress(typed_words(self.name, saying.voices, _SECTION)),
            "intro": saying.dress(typed_words(self.intro, saying.voices, _SECTION)),
            "back_by": saying.dress(Day(self.back_by)),
        }

    def blocks(self, saying: Saying) -> Makers:
        """The questions, each with its answers."""
        return {
            "questions": lambda: tuple(
                block for one in self.questions for block in _asked(one, saying)
            )
        }

    def typed(self) -> tuple[Typed, ...]:
        """Everything that was typed for it."""
        found = [
            Typed(said, place("survey", self.id, field), section=_SECTION)
            for field, said in (("name", self.name), ("intro", self.intro))
        ]
        for one in self.questions:
            at = place("survey_question", one.id, "text")
            found += [Typed(said, at, section=_SECTION) for said in (one.text, *one.choices)]
        return tuple(one for one in found if one_line(one.words))

    def problems(self) -> tuple[Problem, ...]:
        """Nothing is asked, or ticked; or it tells of a family."""
        return (*self.told, *self._amiss())

    def _amiss(self) -> tuple[Problem, ...]:
        if not self.questions:
            why = _("This survey asks nothing yet. Write down its questions, then print.")
            return (red("survey-empty", why, place("survey", self.id)),)
        why = _("The question “{text}” is answered by ticking, and has no choices.")
        return tuple(
            amber("survey-choices", why.format(text=one.text), place("survey_question", one.id))
            for one in self.questions
            if one.asked_as == AskedAs.CHOICES and not one.choices
        )


def _asked(one: Asking, saying: Saying) -> tuple[Block, ...]:
    heading = Heading(typed_said(one.text, saying.voices, _SECTION, saying.dress))
    return (heading, _ANSWERS.get(one.asked_as, _in_words)(one, saying))


def _faces(one: Asking, saying: Saying) -> Block:
    del one
    said = tuple(say(saying.voices, words) for _icon, words in FACES)
    return Faces(said, tuple(icon for icon, _words in FACES))


def _yes_no(one: Asking, saying: Saying) -> Block:
    del one
    return Checks(tuple(say(saying.voices, words) for words in (YES, NO, DO_NOT_KNOW)))


def _choices(one: Asking, saying: Saying) -> Block:
    if not one.choices:
        return _in_words(one, saying)
    return Checks(tuple(_said(choice, saying) for choice in one.choices))


def _said(typed: str, saying: Saying) -> Said:
    return typed_said(typed, saying.voices, _SECTION, saying.dress)


def _in_words(one: Asking, saying: Saying) -> Block:
    del one
    empty = tuple(type(text)((), text.language) for text in say(saying.voices, YOUR_WORDS)[:1])
    return FillIns((say(saying.voices, YOUR_WORDS), empty, empty))


_ANSWERS: Mapping[str, Callable[[Asking, Saying], Block]] = {
    AskedAs.FACES: _faces,
    AskedAs.YES_NO: _yes_no,
    AskedAs.CHOICES: _choices,
    AskedAs.WORDS: _in_words,
}


def gather(asked: Asked) -> Opinions:
    """Take a survey.

    Raises:
        UnknownRecord: there is no such survey.
    """
    survey = asked.live(Survey, asked.subject)
    take = asked.take
    rows = asked.workspace.all(SurveyQuestion, survey=survey.id)
    rows.sort(key=lambda one: (one.position is None, one.position or 0))
    made = Opinions(
        id=survey.id,
        name=take.words(survey, "name"),
        intro=take.words(survey, "intro"),
        back_by=take(survey, "back_by"),
        questions=tuple(
            Asking(
                id=one.id,
                text=take.words(one, "text"),
                asked_as=take.choice(one, "asked_as"),
                choices=tuple(filter(None, map(str.strip, take.words(one, "choices").split(",")))),
            )
            for one in rows
        ),
    )
    written = ((one.words, one.place) for one in made.typed())
    return replace(made, told=tuple(told_of_families(asked.workspace, written)))


KIND = PrintKind(
    name="survey",
    label=N_("Survey on paper"),
    title=TITLE,
    letter="V",
    audience=Audience.EVERYBODY,
    subject="survey",
    gather=gather,
    titled=False,
)
