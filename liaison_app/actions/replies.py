"""Keying a reply slip that came back: what was ticked and written becomes questions with a clock.

One slip is one transaction and one undo step. What has consequences is shown first and decided by a
person: visits of a family that wants none, a new phone number, a slip that was keyed before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from liaison_app.actions.replies_codes import Earlier, earlier, issue_of, tidy
from liaison_app.actions.replies_visits import PlannedVisit, no_more_visits, planned
from liaison_app.errors import InvalidValue, NotAllowed
from liaison_app.language.catalogues import _
from liaison_app.language.dates import format_date
from liaison_app.language.folding import digits, fold
from liaison_app.language.languages import script_of
from liaison_app.language.phones import parse_phone
from liaison_app.packets.free_texts import language_typed
from liaison_app.packets.recipients import circle
from liaison_app.packets.school_days import answer_days, school_days
from liaison_app.records.governance import Assignment, AssignmentRole
from liaison_app.records.people import ContactKind, ContactPoint, Person
from liaison_app.records.voices import Question, QuestionCame, QuestionKind
from liaison_app.workspace import Add

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.workspace import Change, Workspace

BOXES = (
    QuestionKind.CALL_ME,
    QuestionKind.INTERPRETER,
    QuestionKind.SOMETHING_WRONG,
    QuestionKind.NO_VISIT,
)
"""The boxes of the reply slip, in their order."""

_LOCAL_DIGITS = 7
_NOON = time(12)


@dataclass(frozen=True)
class Reply:
    """A slip as it was keyed.

    Attributes:
        household: id of the family.
        code: of the print; of another district's, as it was typed.
        person: id of who sent it; "" if that is not known.
        boxes: stored values of `QuestionKind`, as they were ticked.
        wrong: what is wrong, as the family wrote it.
        more: whatever else is written on the slip.
        name: as it is written on the slip.
        phone: the number on the slip.
        spoken: the language on the slip.
        times: good days and times.
        language: tag of the family's words; "" to go by the print's.
        arrived: the local date; today by default.
        keep_phone: the number becomes a way to reach the person.
        cancel: ids of planned visits to cancel; None while nobody decided.
        again: keep it although it was keyed before.
    """

    household: str
    code: str = ""
    person: str = ""
    boxes: frozenset[str] = frozenset()
    wrong: str = ""
    more: str = ""
    name: str = ""
    phone: str = ""
    spoken: str = ""
    times: str = ""
    language: str = ""
    arrived: date | None = None
    keep_phone: bool = False
    cancel: tuple[str, ...] | None = None
    again: bool = False


@dataclass(frozen=True)
class Consequences:
    """What keeping a slip would do, and what a person decides first.

    Attributes:
        kinds: stored values of `QuestionKind`: one question each.
        visits: planned visits, if the family wants none.
        new_phone: the number is not written down for the person yet, and may be kept.
        phone_warning: why the number must not be kept; "" if it may.
        twice: when the same boxes came back with this code before.
        due: until when the family is answered.
        owner: id of who answers.
    """

    kinds: tuple[str, ...]
    visits: tuple[PlannedVisit, ...]
    new_phone: bool
    phone_warning: str
    twice: Earlier | None
    due: date
    owner: str

    @property
    def undecided(self) -> tuple[PlannedVisit, ...]:
        """Visits at the family's home: each is cancelled or kept by a person."""
        return tuple(one for one in self.visits if one.at_home)


@dataclass(frozen=True)
class Kept:
    """A slip that was kept: ids of its questions, the action's number, until when to answer."""

    questions: tuple[str, ...]
    number: int
    due: date
    cancelled: int


def still_kept(workspace: Workspace, questions: tuple[str, ...]) -> bool:
    """Whether what was kept of a slip is still there; nothing of it is once that was undone."""
    return any(workspace.all(Question, id=one) for one in questions)


def consequences(workspace: Workspace, reply: Reply) -> Consequences:
    """Look at what keeping a slip would do. Writes nothing.

    Raises:
        UnknownRecord: there is no such family.
    """
    kinds = _kinds(workspace, reply)
    arrived = reply.arrived or workspace.today()
    before = list(earlier(workspace, tidy(reply.code)))
    twice = next((one for one in before if set(kinds) <= one.kinds), None) if kinds else None
    wants_none = QuestionKind.NO_VISIT.value in kinds
    warning = _phone_warning(workspace, reply)
    return Consequences(
        kinds=kinds,
        visits=planned(workspace, reply.household) if wants_none else (),
        new_phone=not warning and _is_new_phone(workspace, reply),
        phone_warning=warning,
        twice=twice,
        due=due_of(workspace, reply.household, min(arrived, workspace.today())),
        owner=owner_of(workspace, reply.household),
    )


def keep(workspace: Workspace, reply: Reply, *, by: object = None) -> Kept:
    """Keep a slip in one transaction.

    Raises:
        InvalidValue: nothing is ticked or written, the day cannot be, or there is no family.
        NotAllowed: somebody has to decide first: about visits, or a slip that was keyed before.
        UnknownRecord: there is no such family.
    """
    if not reply.household:
        raise InvalidValue(_("Choose the family that sent this slip."))
    looked = consequences(workspace, reply)
    _refuse(workspace, reply, looked)
    changes: list[Change] = list(_questions(workspace, reply, looked))
    cancelled: tuple[str, ...] = ()
    if QuestionKind.NO_VISIT.value in looked.kinds:
        cancelled = reply.cancel or ()
        arrived = reply.arrived or workspace.today()
        changes += no_more_visits(workspace, reply.household, tidy(reply.code), arrived, cancelled)
    if reply.keep_phone and looked.new_phone:
        point = ContactPoint(
            person=reply.person,
            household=reply.household,
            kind=ContactKind.MOBILE,
            value=reply.phone.strip(),
        )
        changes.append(Add(point))
    touched = workspace.commit("reply.keep", changes, by=by)
    count = len(looked.kinds)
    return Kept(tuple(touched.ids[:count]), touched.number, looked.due, len(cancelled))


def due_of(workspace: Workspace, household: str, asked: date) -> date:
    """Until when a family is answered: the district's standard in its children's school days."""
    return school_days(workspace, household).after(asked, answer_days(workspace))


def owner_of(workspace: Workspace, household: str) -> str:
    """Who answers a family: its liaison, else whoever works here."""
    today = workspace.today()
    found = [
        one.staff
        for one in workspace.all(Assignment, household=household)
        if one.role is AssignmentRole.LIAISON and (one.until is None or one.until >= today)
    ]
    return workspace.person if workspace.person in found or not found else found[0]


def moment_of(workspace: Workspace, day: date | None) -> datetime:
    """When something of a day was: now, or noon of an earlier day.

    Raises:
        InvalidValue: the day is still to come, or too long ago.
    """
    today = workspace.today()
    if day is None or day == today:
        return workspace.now()
    if day > today:
        raise InvalidValue(_("This day is still to come. Write the day on which it was."))
    try:
        return datetime.combine(day, _NOON).astimezone().astimezone(UTC)
    except (OverflowError, ValueError):  # the year 1, which clocks of computers do not reach
        raise InvalidValue(_("This day is too long ago. Write the day on which it was.")) from None


def _kinds(workspace: Workspace, reply: Reply) -> tuple[str, ...]:
    """One question for each box; what is written asks by itself."""
    ticked = set(reply.boxes)
    issue = issue_of(workspace, tidy(reply.code))
    if reply.wrong.strip() and QuestionKind.CORRECTION.value not in ticked:
        holds = issue is not None and issue.kind == "what-we-hold"
        ticked.add(QuestionKind.CORRECTION.value if holds else QuestionKind.SOMETHING_WRONG.value)
    if reply.more.strip():
        ticked.add(QuestionKind.QUESTION.value)
    return tuple(one.value for one in QuestionKind if one.value in ticked)


def _refuse(workspace: Workspace, reply: Reply, looked: Consequences) -> None:
    if not looked.kinds:
        raise InvalidValue(_("Nothing is ticked or written. Tick what the family ticked."))
    arrived = reply.arrived or workspace.today()
    issue = issue_of(workspace, tidy(reply.code))
    printed = issue.at.astimezone().date() if issue and issue.at else None
    if printed and arrived < printed:
        why = _("This was printed on {date}: the slip came back later than that.")
        raise InvalidValue(why.format(date=format_date(printed)))
    moment_of(workspace, arrived)
    if looked.twice and not reply.again:
        why = _("This slip was keyed before, on {date}. Keep it again only if it came twice.")
        raise NotAllowed(why.format(date=format_date(looked.twice.on)))
    if looked.undecided and reply.cancel is None:
        raise NotAllowed(
            _("The family asks not to be visited, and visits are planned. Decide about each first.")
        )


def _questions(workspace: Workspace, reply: Reply, looked: Consequences) -> Iterator[Change]:
    asked_at = moment_of(workspace, reply.arrived)
    person = reply.person or _named(workspace, reply)
    typed = {
        QuestionKind.SOMETHING_WRONG.value: reply.wrong,
        QuestionKind.CORRECTION.value: reply.wrong,
        QuestionKind.QUESTION.value: reply.more,
    }
    for kind in (one for one in QuestionKind if one.value in looked.kinds):
        words = typed.get(kind.value, "").strip()
        yield Add(
            Question(
                household=reply.household,
                person=person,
                kind=kind,
                words=words,
                language=_language(workspace, reply, words) if words else "",
                gist=_gist(reply),
                came=QuestionCame.REPLY_SLIP,
                code=tidy(reply.code),
                asked_at=asked_at,
                staff=looked.owner,
                due=looked.due,
            )
        )


def _gist(reply: Reply) -> str:
    """What is written by hand beside the boxes, for whoever calls."""
    written = (
        (_("Name: {words}"), reply.name),
        (_("Phone: {words}"), reply.phone),
        (_("Language: {words}"), reply.spoken),
        (_("Good times: {words}"), reply.times),
    )
    return "\n".join(
        label.format(words=" ".join(words.split())) for label, words in written if words.strip()
    )


def _language(workspace: Workspace, reply: Reply, words: str) -> str:
    """The language of the family's words: the print's, if they are in its letters."""
    if reply.language:
        return reply.language
    issue = issue_of(workspace, tidy(reply.code))
    if not issue or not issue.language:
        return ""
    letters = language_typed(words, ())
    latin = script_of(issue.language) == "Latn"
    return issue.language if latin == (letters == "en") else ""


def _named(workspace: Workspace, reply: Reply) -> str:
    """Who of the family is called as the slip is signed; "" if nobody, or several."""
    sought = fold(reply.name)
    if not sought:
        return ""
    adults = [one.person for one in circle(workspace, reply.household).candidates]
    found = {one.id for one in adults if sought in _names(one)}
    return found.pop() if len(found) == 1 else ""


def _names(person: Person) -> set[str]:
    given, family = person.given_name, person.family_name
    both = (f"{given} {family}", f"{family} {given}", person.preferred_name, person.native_name)
    return set(map(fold, (given, *both)))


def _is_new_phone(workspace: Workspace, reply: Reply) -> bool:
    number = digits(reply.phone)[-10:]
    if len(number) < _LOCAL_DIGITS:
        return False
    known = [
        *(workspace.all(ContactPoint, person=reply.person) if reply.person else ()),
        *workspace.all(ContactPoint, household=reply.household),
    ]
    return all(digits(one.value)[-10:] != number for one in known)


def _phone_warning(workspace: Workspace, reply: Reply) -> str:
    """Why a number is not to be kept or dialed without a second look."""
    number = digits(reply.phone)
    if not number:
        return ""
    for adult in circle(workspace, reply.household).restricted:
        points = workspace.all(ContactPoint, person=adult.id)
        if any(_is_same(digits(one.value), number) for one in points):
            return _(
                "This number is written down for a person who must not be contacted about these"
                " children. Do not call it; ask your coordinator."
            )
    if parse_phone(reply.phone) is None:
        return _("This is no whole number to call. It is kept with the slip as it is written.")
    return ""


def _is_same(one: str, other: str) -> bool:
    """Whether digits may reach the same phone, with an extension or without an area code."""
    if min(len(one), len(other)) < _LOCAL_DIGITS:
        return False
    return one[-10:] in other or other[-10:] in one
