"""Questions as a list: what is open first, by the day until which it is answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from liaison_app.actions.questions import TOLD_LABELS, ToldHow
from liaison_app.actions.titles import language_name, titles
from liaison_app.errors import UnknownRecord
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.dates import format_date
from liaison_app.packets.school_days import SchoolDays, school_days_of
from liaison_app.packets.wishes import not_to_be_visited
from liaison_app.records.values import parse_time
from liaison_app.records.voices import QuestionCame, QuestionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from liaison_app.records import Choice
    from liaison_app.workspace import Workspace

__all__ = [
    "AtTheDoor",
    "QuestionLine",
    "State",
    "at_the_doors",
    "not_to_be_visited",
    "question",
    "questions",
    "told_label",
]

DAYS_AHEAD = 7


class State(StrEnum):
    """How far a question is."""

    OVERDUE = "overdue"
    DUE = "due"  # today
    OPEN = "open"
    ANSWERED = "answered"  # and the family does not know yet
    TOLD = "told"


@dataclass(frozen=True)
class QuestionLine:
    """One question.

    Attributes:
        kind: in words; `wants` is its stored value.
        words: in the family's words; "" where a box says it.
        language: of the words, in words.
        asked_by: who asked; "" for the family as a whole.
        asked_on: the local date.
        came: how it came, in words.
        code: of the print.
        owner: who answers; "" for nobody.
        due: until when the family is told; None if nobody set it.
        state: how far it is, and in words.
        late: it was not told in time, or is not told and the day has passed.
        answer_language: tag.
        told_how: in words.
    """

    id: str
    number: int
    household: str
    family: str
    wants: str
    kind: str
    words: str
    gist: str
    language: str
    asked_by: str
    asked_on: date
    came: str
    code: str
    staff: str
    owner: str
    due: date | None
    state: State
    said: str
    late: bool
    answer: str
    answer_language: str
    told_on: date | None
    told_how: str

    @property
    def open(self) -> bool:
        """Whether the family still waits."""
        return self.state is not State.TOLD

    @property
    def shown(self) -> str:
        """What was asked, as short as it is known."""
        return self.words or self.kind


@dataclass(frozen=True)
class AtTheDoor:
    """What a family still waits for: how many questions, and how many of them are overdue."""

    open: int
    overdue: int


def questions(
    workspace: Workspace,
    *,
    household: str = "",
    mine: bool = False,
    told: bool = False,
    soon: bool = False,
    most: int = 500,
) -> tuple[QuestionLine, ...]:
    """The questions of all families or of one, what is to be told first on top.

    Args:
        workspace: where.
        household: id of a family; "" for all.
        mine: only what whoever works here answers, or nobody.
        told: those of which the family was told as well, after the others, the newest first.
        soon: only what is due within a week or has no day.
        most: how many at most.
    """
    today = workspace.today()
    where = ["NOT q.deleted"]
    where += ["q.household = :household"] if household else []
    where += ["q.staff IN ('', :me)"] if mine else []
    where += [] if told else ["q.told_at IS NULL"]
    where += ["(q.due IS NULL OR q.due <= :horizon)"] if soon else []
    rows = workspace.read(
        f"{_QUESTION} WHERE {' AND '.join(where)}"
        " ORDER BY q.told_at IS NOT NULL, CASE WHEN q.told_at IS NULL THEN q.due END IS NULL,"
        " CASE WHEN q.told_at IS NULL THEN q.due END, q.told_at DESC, q.asked_at, q.n LIMIT :most",
        {
            "household": household,
            "me": workspace.person,
            "horizon": (today + timedelta(days=DAYS_AHEAD)).isoformat(),
            "most": most,
        },
    )
    return _lines(workspace, rows, today)


def question(workspace: Workspace, question_id: str) -> QuestionLine:
    """One question.

    Raises:
        UnknownRecord: there is none.
    """
    rows = workspace.read(f"{_QUESTION} WHERE q.id = :id AND NOT q.deleted", {"id": question_id})
    if not rows:
        raise UnknownRecord(_("There is no such question. Perhaps it was removed."))
    return _lines(workspace, rows, workspace.today())[0]


def at_the_doors(workspace: Workspace) -> dict[str, AtTheDoor]:
    """What each family still waits for, by its id."""
    rows = workspace.read(
        "SELECT household, count(*) AS open, sum(due < :today) AS late FROM question"
        " WHERE NOT deleted AND told_at IS NULL GROUP BY household",
        {"today": workspace.today().isoformat()},
    )
    return {row["household"]: AtTheDoor(row["open"], row["late"] or 0) for row in rows}


_QUESTION = (
    "SELECT q.*, h.name AS family, s.name AS owner FROM question q"
    " LEFT JOIN household h ON h.id = q.household"
    " LEFT JOIN staff_member s ON s.id = q.staff"
)


def _lines(workspace: Workspace, rows: Sequence[Any], today: date) -> tuple[QuestionLine, ...]:
    people = titles(workspace, "person", (row["person"] for row in rows))
    late = {row["household"] for row in rows if _is_late(row, today)}
    days = school_days_of(workspace, late)
    return tuple(_line(row, today, people, days) for row in rows)


def _line(
    row: Any, today: date, people: Mapping[str, str], days: Mapping[str, SchoolDays]
) -> QuestionLine:
    due = date.fromisoformat(row["due"]) if row["due"] else None
    state = _state(row, due, today)
    return QuestionLine(
        id=row["id"],
        number=row["n"],
        household=row["household"],
        family=row["family"] or _("(not here yet)"),
        wants=row["kind"],
        kind=_label(QuestionKind, row["kind"]),
        words=row["words"],
        gist=row["gist"],
        language=language_name(row["language"]),
        asked_by=people.get(row["person"], ""),
        asked_on=_day(row["asked_at"]) or today,
        came=_label(QuestionCame, row["came"]),
        code=row["code"],
        staff=row["staff"],
        owner=row["owner"] or "",
        due=due,
        state=state,
        said=_said(row, state, due, today, days.get(row["household"])),
        late=_is_late(row, today),
        answer=row["answer"],
        answer_language=row["answer_language"],
        told_on=_day(row["told_at"]),
        told_how=told_label(row["told_how"]),
    )


def told_label(how: str) -> str:
    """How a family was told, in words; as it is stored where this program does not know it."""
    return _(TOLD_LABELS[ToldHow(how)]) if how in set(ToldHow) else how


def _state(row: Any, due: date | None, today: date) -> State:
    if row["told_at"]:
        return State.TOLD
    if due and due < today:
        return State.OVERDUE
    if row["answered_at"]:
        return State.ANSWERED
    return State.DUE if due == today else State.OPEN


def _said(row: Any, state: State, due: date | None, today: date, days: SchoolDays | None) -> str:
    """The state in words: what is owed to the family, and by when."""
    day = format_date(due, weekday=True, year=False) if due else ""
    if state is State.TOLD:
        told = format_date(_day(row["told_at"]) or today)
        words = _("Told {date}, late") if _is_late(row, today) else _("Told {date}")
        return words.format(date=told)
    if state is State.OVERDUE and due and days:
        count = days.between(due, today)
        words = ngettext("{count} school day late", "{count} school days late", count)
        late = words.format(count=count) if count else _("Late since {date}").format(date=day)
        return _("Answered, not told: {late}").format(late=late) if row["answered_at"] else late
    if state is State.ANSWERED:
        return (
            _("Tell the family by {date}").format(date=day)
            if day
            else _("Tell the family the answer")
        )
    if state is State.DUE:
        return _("Answer today")
    return _("Answer by {date}").format(date=day) if day else _("No day set")


def _is_late(row: Any, today: date) -> bool:
    if not row["due"]:
        return False
    told = _day(row["told_at"])
    return (told or today) > date.fromisoformat(row["due"])


def _day(moment: str | None) -> date | None:
    return parse_time(moment).astimezone().date() if moment else None


def _label(choices: Iterable[Choice], value: str) -> str:
    found = next((one for one in choices if one.value == value), None)
    return _(found.label) if found else value
