"""What families ask, and the clock that runs until they have been told.

An answer stops nothing: the clock stops when somebody told the family. It counts school days, by
the district's standard.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from liaison_app.actions.replies import due_of, moment_of, owner_of
from liaison_app.actions.replies_visits import wish_line
from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import N_, _
from liaison_app.language.dates import format_date
from liaison_app.packets.whose_words import has_ink
from liaison_app.records.people import Household
from liaison_app.records.voices import Question, QuestionCame, QuestionKind
from liaison_app.workspace import Add, Put

if TYPE_CHECKING:
    from datetime import date, datetime

    from liaison_app.workspace import Change, Workspace


class ToldHow(StrEnum):
    """How a family was told."""

    PHONE = "phone"
    VISIT = "visit"
    MESSAGE = "message"
    LETTER = "letter"
    SCHOOL = "school"
    EVENT = "event"


TOLD_LABELS = {
    ToldHow.PHONE: N_("By phone"),
    ToldHow.VISIT: N_("At a visit"),
    ToldHow.MESSAGE: N_("By message"),
    ToldHow.LETTER: N_("By letter"),
    ToldHow.SCHOOL: N_("At school"),
    ToldHow.EVENT: N_("At an event"),
}


@dataclass(frozen=True)
class Asked:
    """A question that was written down: its id, the action's number, until when to answer."""

    question: str
    number: int
    due: date


def add(
    workspace: Workspace,
    household: str,
    *,
    kind: str = QuestionKind.QUESTION.value,
    words: str = "",
    gist: str = "",
    language: str = "",
    person: str = "",
    came: str = QuestionCame.VISIT.value,
    on: date | None = None,
    staff: str = "",
    visit: str = "",
    by: object = None,
) -> Asked:
    """Write down what a family asked; the clock begins on the day on which it asked.

    Args:
        workspace: where.
        household: id of the family.
        kind: stored value of `QuestionKind`.
        words: in the family's words.
        gist: in short, by staff.
        language: tag of the words.
        person: id of who asked; "" for the family as a whole.
        came: stored value of `QuestionCame`.
        on: the local date; today by default.
        staff: id of who answers; by default the family's liaison.
        visit: id of the visit at which it was asked.
        by: handed back in `Touched`.

    Raises:
        InvalidValue: nothing is said, the day is still to come, or a value does not fit.
    """
    if not household:
        raise InvalidValue(_("Choose the family that asked."))
    if not has_ink(words) and not has_ink(gist):
        raise InvalidValue(_("Write down what the family asked, in its words or in short."))
    asked_on = on or workspace.today()
    due = due_of(workspace, household, asked_on)
    question = Question(
        household=household,
        person=person,
        kind=_kind(kind),
        words=words.strip(),
        language=language,
        gist=gist.strip(),
        came=_came(came),
        asked_at=moment_of(workspace, on),
        staff=staff or owner_of(workspace, household),
        due=due,
        visit=visit,
    )
    touched = workspace.commit("question.add", [Add(question)], by=by)
    return Asked(touched.ids[0], touched.number, due)


def answer(
    workspace: Workspace, question: str, text: str, language: str = "", *, by: object = None
) -> int:
    """Write down the answer; the clock goes on until the family is told. Gives the number.

    Raises:
        UnknownRecord: there is no such question.
        InvalidValue: the answer is empty.
    """
    before = workspace.get(Question, question)
    if not has_ink(text):
        raise InvalidValue(_("Write the answer down; then tell the family."))
    values: dict[str, object] = {
        "answer": text.strip(),
        "answer_language": language,
        "answered_at": before.answered_at or _not_before(workspace.now(), before.asked_at),
    }
    return workspace.commit("question.answer", [Put(Question, question, values)], by=by).number


def tell(
    workspace: Workspace,
    question: str,
    how: str = ToldHow.PHONE.value,
    on: date | None = None,
    *,
    text: str = "",
    language: str = "",
    by: object = None,
) -> int:
    """Say that the family was told: this stops the clock. Gives the action's number.

    Args:
        workspace: where.
        question: its id.
        how: stored value of `ToldHow`.
        on: the local date; today by default.
        text: the answer, if it is written down only now.
        language: tag of that answer.
        by: handed back in `Touched`.

    Raises:
        UnknownRecord: there is no such question.
        InvalidValue: the day is still to come, before the question, or `how` is none of them.
    """
    before = workspace.get(Question, question)
    if how not in set(ToldHow):
        raise InvalidValue(
            _("Say how the family was told: {ways}.").format(ways=", ".join(ToldHow))
        )
    told = moment_of(workspace, on)
    if told.astimezone().date() < before.asked_at.astimezone().date():
        raise InvalidValue(_("The family was told before it asked. Write the right day."))
    told = _not_before(told, before.asked_at)
    values: dict[str, object] = {"told_at": told, "told_how": how}
    if before.answered_at is None:
        values["answered_at"] = told
    if has_ink(text):
        values |= {"answer": text.strip(), "answer_language": language}
    return workspace.commit("question.tell", [Put(Question, question, values)], by=by).number


def hand_to(workspace: Workspace, question: str, staff: str, *, by: object = None) -> int:
    """Give a question to another member of staff to answer; gives the action's number.

    Raises:
        UnknownRecord: there is no such question.
    """
    change = Put(Question, question, {"staff": staff})
    return workspace.commit("question.hand_to", [change], by=by).number


def welcome_again(workspace: Workspace, question: str, *, by: object = None) -> int:
    """Say that a family that asked not to be visited wants visits again; gives the number.

    What it asked stays among its questions; the mark at its wishes for visits goes.

    Raises:
        UnknownRecord: there is no such question.
        InvalidValue: it is no such wish.
    """
    before = workspace.get(Question, question)
    if before.kind is not QuestionKind.NO_VISIT:
        raise InvalidValue(_("This family did not ask you to stay away here."))
    taken = _("Asked not to be visited; took that back on {date}.")
    said = "\n".join(filter(None, (before.gist, taken.format(date=format_date(workspace.today())))))
    changes: list[Change] = [Put(Question, question, {"kind": QuestionKind.QUESTION, "gist": said})]
    family = workspace.get(Household, before.household)
    mark = wish_line(before.code, before.asked_at.astimezone().date())
    if mark in family.visit_wishes:
        kept = [one for one in family.visit_wishes.splitlines() if one != mark]
        changes.append(Put(Household, family.id, {"visit_wishes": "\n".join(kept)}))
    return workspace.commit("question.welcome_again", changes, by=by).number


def _not_before(moment: datetime, asked: datetime) -> datetime:
    """A moment of the same day that was noted to the hour only is not before the question."""
    return max(moment, asked)


def _kind(value: str) -> QuestionKind:
    for one in QuestionKind:
        if one.value == value:
            return one
    known = ", ".join(one.value for one in QuestionKind)
    raise InvalidValue(
        _("“{value}” is none of these: {choices}.").format(value=value, choices=known)
    )


def _came(value: str) -> QuestionCame:
    for one in QuestionCame:
        if one.value == value:
            return one
    known = ", ".join(one.value for one in QuestionCame)
    raise InvalidValue(
        _("“{value}” is none of these: {choices}.").format(value=value, choices=known)
    )
