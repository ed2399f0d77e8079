"""What we hold of our dealings with a family, as tables for one adult of it.

What was said, agreed, lent and printed. Words are printed for who said them; what the school and
the family agreed on is the home's, and prints for whoever lives there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.packets import held_words as words
from liaison_app.packets import question_words
from liaison_app.packets import words as packet_words
from liaison_app.packets.family_questions import local_day, questions_of, rows_of
from liaison_app.packets.free_texts import PROMISES
from liaison_app.packets.promised import phrase_of
from liaison_app.packets.sheets import Phrase, Sheet, day_cell
from liaison_app.packets.values import Code, Day, Name
from liaison_app.packets.whose_words import has_ink
from liaison_app.records.goals import Goal, GoalStep
from liaison_app.records.governance import Consent
from liaison_app.records.kits import Distribution, Kit, Loan, LoanState
from liaison_app.records.packets import PacketIssue
from liaison_app.records.partnership import (
    Commitment,
    FamilyStory,
    Owner,
    Role,
    Visit,
    VisitOutcome,
    VisitParticipant,
)
from liaison_app.records.people import Person

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from liaison_app.packets.kind import Asked
    from liaison_app.packets.sheets import Cell, Row
    from liaison_app.packets.whose_words import Reader

_SECTION = "said-and-agreed"


def visits(asked: Asked, reader: Reader) -> Sheet:
    """When we met, and what the reader said."""
    take = asked.take
    rows: list[tuple[date, Row]] = []
    for one in asked.workspace.all(Visit, household=asked.facts.household):
        moment = take(one, "started") or take(one, "planned_start")
        said = take.words(one, "family_said")
        if moment is None or (take(one, "outcome") is not VisitOutcome.MET and not has_ink(said)):
            continue
        day = local_day(moment)
        cell: Cell = Phrase(words.WE_VISITED)  # also where others said something
        if has_ink(said) and reader.said(one, _only_speaker(asked, one.id)):
            language = take.choice(one, "language")
            cell = reader.quoted(one, "family_said", said, language=language)
        rows.append((day, (day_cell(day), cell)))
    return _dated((question_words.DAY, words.YOU_SAID), rows)


def _only_speaker(asked: Asked, visit: str) -> str:
    """The only adult of the family who was there; "?" if several were; "" if nobody knows."""
    there = asked.workspace.all(VisitParticipant, visit=visit, role=Role.FAMILY)
    named = (asked.workspace.all(Person, id=one.person) for one in there if one.person)
    people = {one.id for found in named for one in found if not one.is_child}
    people |= {"?" for one in there if not one.person}
    return next(iter(people)) if len(people) == 1 else "?" if people else ""


def told(asked: Asked, reader: Reader) -> Sheet:
    """What the reader told us, in their words, else in ours."""
    take = asked.take
    rows: list[tuple[date, Row]] = []
    for one in asked.workspace.all(FamilyStory, household=asked.facts.household):
        teller, day = take(one, "told_by"), take(one, "told_on")
        if teller != reader.person and (teller or not reader.lives_here):
            continue  # somebody else's for certain
        if not reader.said(one, teller):
            continue
        for field, language in (("words", take.choice(one, "language")), ("gist", "")):
            if has_ink(typed := take.words(one, field)):
                cell = reader.quoted(one, field, typed, language=language)
                rows.append((day or asked.facts.today, (day_cell(day), cell)))
    return _dated((question_words.DAY, words.YOU_SAID), rows)


def questions(asked: Asked, reader: Reader) -> Sheet:
    """What the reader asked, and what became of it."""
    header = (question_words.DAY, question_words.YOU_ASKED, question_words.WE_DID)
    return Sheet(header, rows_of(asked, reader, questions_of(asked, reader)))


def goals(asked: Asked, reader: Reader) -> Sheet:
    """The goals of the home, in both voices, and the steps to them; none agreed with another."""
    take = asked.take
    rows: list[Row] = []
    for one in asked.workspace.all(Goal, household=asked.facts.household):
        if take(one, "agreed_by") not in {"", reader.person}:
            continue  # somebody else's for certain
        state = words.GOALS.get(take.choice(one, "state"), words.GOALS["starting"])
        voices = (("family_words", take.choice(one, "language")), ("school_words", ""))
        for field, language in voices:
            if has_ink(typed := take.words(one, field)):
                cell = reader.quoted(one, field, typed, language=language, section=_SECTION)
                rows.append((cell, Phrase(state)))
        for step in asked.workspace.all(GoalStep, goal=one.id):
            what = reader.quoted(step, "what", take.words(step, "what"), section=_SECTION)
            done = take(step, "done_on")
            rows.append((what, day_cell(done) if done else Phrase(words.PROMISES["open"])))
    return Sheet((words.GOAL, words.HOW_FAR), tuple(rows))


def promises(asked: Asked, reader: Reader) -> Sheet:
    """What the school and the home promised each other."""
    take = asked.take
    rows: list[Row] = []
    for one in asked.workspace.all(Commitment, household=asked.facts.household):
        what, owner = take.words(one, "what"), take.choice(one, "owner")
        found = phrase_of(what)
        said: Cell = Phrase(found.phrase if found else what)
        if found is None or found.put_in:
            language = take.words(one, "language")
            said = reader.quoted(one, "what", what, language=language, section=PROMISES)
        due = take(one, "due")
        by: Cell = Day(due, year=True) if due else Phrase(packet_words.PROMISE_NO_DAY)
        who = _PROMISED_BY.get(owner, packet_words.PROMISE_SCHOOL)
        state = words.PROMISES.get(take.choice(one, "state"), words.PROMISES["open"])
        rows.append((Phrase(who), said, by, Phrase(state)))
    header = (packet_words.PROMISE_WHO, packet_words.PROMISE_WHAT, packet_words.PROMISE_WHEN)
    return Sheet((*header, words.HOW_FAR), tuple(rows))


_PROMISED_BY: Mapping[str, str] = {
    Owner.SCHOOL: packet_words.PROMISE_SCHOOL,
    Owner.FAMILY: packet_words.PROMISE_YOU,
    Owner.PARTNER: packet_words.PROMISE_PARTNER,
}


def consents(asked: Asked, reader: Reader) -> Sheet:
    """What the reader said yes or no to."""
    take = asked.take
    rows: list[Row] = []
    for one in asked.workspace.all(Consent, giver=reader.person):
        fields = ("purpose", "recipient", "data")
        typed = " · ".join(filter(has_ink, (take.words(one, field) for field in fields)))
        answer = words.CONSENTS.get(take.choice(one, "state"))
        given = take(one, "withdrawn_on") or take(one, "given_on")
        said: Cell = Phrase(answer) if answer else Phrase(words.NOTHING_WRITTEN)
        rows.append((reader.quoted(one, "purpose", typed, section=_SECTION), said, day_cell(given)))
    return Sheet((words.FOR_WHAT, words.YOUR_ANSWER, question_words.DAY), tuple(rows))


def things(asked: Asked) -> Sheet:
    """What was lent and given to the home."""
    workspace, take = asked.workspace, asked.take
    kits = {one.id: one for one in workspace.all(Kit)}

    def named(kit: str, label: str = "") -> Cell:
        name = take.words(kits[kit], "name") if kit in kits else ""
        return Name(" · ".join(filter(has_ink, (name, label))))

    rows: list[Row] = []
    for one in workspace.all(Loan, household=asked.facts.household):
        kit = named(take(one, "kit"), take.words(one, "label"))
        state, due = take.choice(one, "state"), take(one, "due")
        back: Cell = Phrase(words.LOANS.get(state, words.LOANS["out"]))
        if due and state == LoanState.OUT:
            back = day_cell(due)
        rows.append((kit, day_cell(take(one, "lent_on")), back))
    for given in workspace.all(Distribution, household=asked.facts.household):
        day = day_cell(take(given, "given_on"))
        rows.append((named(take(given, "kit")), day, Phrase(words.YOURS_TO_KEEP)))
    return Sheet((words.THING, question_words.DAY, words.BRING_BACK), tuple(rows))


def prints(asked: Asked, reader: Reader) -> Sheet:
    """What was printed for the reader."""
    return _dated(
        (question_words.DAY, words.PAGES, words.CODE), list(_prints(asked, reader.person))
    )


def _prints(asked: Asked, person: str) -> Iterator[tuple[date, Row]]:
    from liaison_app.packets.kinds import KINDS  # noqa: PLC0415  (which imports this kind)

    take = asked.take
    home = asked.facts.household
    for one in asked.workspace.all(PacketIssue, household=home, recipient=person):
        kind, code, at = take.words(one, "kind"), take.words(one, "code"), take(one, "at")
        if at is not None:
            pages: Cell = Phrase(KINDS[kind].title) if kind in KINDS else Name(kind)
            yield local_day(at), (day_cell(local_day(at)), pages, Code(code))


def _dated(header: tuple[str, ...], rows: list[tuple[date, Row]]) -> Sheet:
    """A table with the newest row first."""
    ordered = sorted(rows, key=lambda one: one[0], reverse=True)
    return Sheet(header, tuple(row for _day, row in ordered))
